"""What a file from below says, before anybody judged it; the exchange side makes it from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.packs.model import Form
from db.received.mark import Mark
from db.received.store import Placed


@dataclass(frozen=True, eq=False)
class Incoming:
    """What a file says: whose it is, its rows on demand, and `faults` where its content is not what its check code says.

    `by_hand` means a workbook filled without the program: it has no version and no code yet, and derived columns stand empty.
    `fields` are the columns it knows, by form. `rows` gives the rows of a form of our pack, any number of times.
    """

    file: str
    size: int
    sha256: str
    unit: str
    unit_name: str
    programme: str
    period: str
    rows: Callable[[Form], Iterator[Placed]] = field(repr=False)
    version: int = 0
    check_code: str = ""
    digest: str = ""
    pack_version: str = ""
    by_hand: bool = False
    blank: bool = False
    office_name: str = ""
    at: str = ""
    reason: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Mapping[str, str], ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)  # form -> sheet -> field -> letter
    broken: str = ""  # one sentence where the check code does not fit
    faults: tuple[Mark, ...] = ()
    thread: tuple[Mapping[str, Any], ...] = ()  # questions and answers it carries, see `questions.take`
    nil: str = ""  # the reason of a nil return
    path: str = ""  # where it was read
    mapped: bool = False  # a table of somebody else's, which need not hold every sheet and column of ours
    cover: Mapping[str, str] = field(default_factory=dict)  # what a reader sees on the cover of one filled by hand
    doubts: Callable[[Form], Iterator[Mark]] = field(default=lambda form: iter(()), repr=False)  # cells that say nothing sure
    # What was typed where the program computes: row, column, text.
    over: Callable[[Form], Iterable[tuple[Placed, str, Any]]] = field(default=lambda form: (), repr=False)
