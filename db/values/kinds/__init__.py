"""Kinds of value: each is one class that knows all about it; nobody else compares the names of kinds.

Words: Kind. A new kind is a class in one of these files; a new file is imported here, in the order in which authors are offered the kinds.
Imports what stands in `db.values`; everybody may import it, by this name.
"""

from __future__ import annotations

from db.values.kinds import text, number, date, choice, identity  # noqa: F401 # isort: skip
from db.values.kinds.kind import KINDS, TITLES, Kind, kind_of
from db.values.kinds.reading import UNCOMPUTED, machine_text, read, show

__all__ = ("KINDS", "TITLES", "UNCOMPUTED", "Kind", "kind_of", "machine_text", "read", "show")
