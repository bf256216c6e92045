"""What stands before and after the judging of a file: what it says, and what became of it.

Three words of its own. `Sent` is what a file says before anybody judged it (the exchange side makes it from a workbook); a `Verdict` says
what became of it; a `Mark` is a cell of the sender's file with what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.fields import plain
from db.pack import Form
from db.received import Placed
from db.trouble import Sentence, Trouble

VERDICTS = {"accepted": "已收", "refused": "未收", "duplicate": "已有", "older": "旧版", "held": "待定"}


class Mark(NamedTuple):
    """One thing to mend in the sender's file: `cell` such as E12, or "" for a whole sheet or return; row and field as people call them."""

    sheet: str
    cell: str
    row: str
    field: str
    message: str
    mend: str = ""
    severity: str = "error"
    value: str = ""


def at_cell(
    form: Form,
    field: str,
    found: Placed | None,
    columns: Mapping[str, Mapping[str, str]],
    *,
    row: str,
    message: str,
    mend: str = "",
    severity: str = "error",
) -> Mark:
    """A mark on the cell of `field` in a row that stands at its place (at the row's first cell without a field or its column); the
    whole sheet where the row stands nowhere. `columns` is sheet -> field -> letter."""
    sheet, number = found.place if found is not None else ("", 0)
    sheet = sheet or next(iter(columns), "")
    cell = f"{columns.get(sheet, {}).get(field) or 'A'}{number}" if number else ""
    title, value = "", ""
    if form.has(field):
        place, known = form.fields.index(form.field(field)), form.field(field)
        title = known.title
        value = plain(found.cells[place], known) if found is not None and place < len(found.cells) else ""
    return Mark(sheet, cell, row, title, message, mend, severity, value)


@dataclass(frozen=True, eq=False)
class Sent:
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
    thread: tuple[Mapping[str, Any], ...] = ()  # questions and answers it carries, see `thread.take`
    nil: str = ""  # the reason of a nil return
    path: str = ""  # where it was read
    mapped: bool = False  # a table of somebody else's, which need not hold every sheet and column of ours
    cover: Mapping[str, str] = field(default_factory=dict)  # what a reader sees on the cover of one filled by hand
    doubts: Callable[[Form], Iterator[Mark]] = field(default=lambda form: iter(()), repr=False)  # cells that say nothing sure
    # What was typed where the program computes: row, column, text.
    over: Callable[[Form], Iterable[tuple[Placed, str, Any]]] = field(default=lambda form: (), repr=False)


@dataclass(frozen=True)
class Verdict:
    """What became of a file: `verdict` is accepted, refused, duplicate, older or held, `why` one sentence with both numbers."""

    file: str
    verdict: str
    why: Sentence | Trouble
    unit: str = ""
    unit_name: str = ""
    programme: str = ""
    period: str = ""
    version: int = 0
    check_code: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "hint": 0})
    marks: tuple[Mark, ...] = ()
    received: int = 0  # id of what was stored, 0 where nothing was
    marked: str = ""  # where the sender's file with its marks was written
    unmarked: Trouble | None = None  # why it could not be
    nil: str = ""  # the reason of a nil return
    plain: bool = False  # it does not say itself what it is: a clerk has said so, or has to

    @property
    def reason(self) -> str:
        """The sentence as text."""
        return str(self.why)

    @property
    def kept(self) -> bool:
        """Whether this act stored anything."""
        return bool(self.received)

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("file", "verdict", "reason", "unit", "programme", "period", "version", "check_code")
        problems = {name: self.counts.get(name, 0) for name in ("error", "warning", "hint")}
        found = {**{name: getattr(self, name) for name in names}, "problems": problems}
        return found | ({"nil": self.nil} if self.nil else {})


def refused(file: str, why: Trouble) -> Verdict:
    """The verdict on a file that could not even be read."""
    return Verdict(file, "refused", why)
