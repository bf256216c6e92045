"""The contents of a file from a lower unit before it is checked; `desktop.exchange.intake` makes it from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from db.packs.model import Form
from db.received.mark import Mark
from db.received.store import Placed


@dataclass(frozen=True, eq=False)
class Incoming:
    """The contents of a file: unit, programme and period, its rows on demand, and `faults` where content and check code differ.

    `by_hand` means a workbook filled without the program: it has no version and no check code, and derived columns are empty.
    `fields` are the columns it has, by form. `rows` gives the rows of a form of our pack and may be called any number of times.
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
    broken: str = ""  # a sentence where the check code does not match the content
    faults: tuple[Mark, ...] = ()
    thread: tuple[Mapping[str, Any], ...] = ()  # the questions and answers in the file, see `questions.add_entries`
    nil: str = ""  # the reason of a nil return
    path: str = ""  # where the file was read
    mapped: bool = False  # a workbook of another layout, which need not have every sheet and column of ours
    cover: Mapping[str, str] = field(default_factory=dict)  # the texts visible on the cover of a file filled by hand
    left_out: Callable[[Form], Iterator[Mark]] = field(default=lambda form: iter(()), repr=False)  # what was typed and belongs nowhere
    doubts: Callable[[Form], Iterator[Mark]] = field(default=lambda form: iter(()), repr=False)  # cells that cannot be read with certainty
    # What was typed in derived columns: row, column, text.
    typed_over: Callable[[Form], Iterable[tuple[Placed, str, Any]]] = field(default=lambda form: (), repr=False)
