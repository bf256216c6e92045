"""The shipped catalogue, proved, read once in each test process."""

from __future__ import annotations

from functools import cache

from db.packs.catalogue import Catalogue, load


@cache
def catalogue() -> Catalogue:
    """For what is parametrised over the packs; a test takes the fixture of the same name."""
    return load(prove=True)
