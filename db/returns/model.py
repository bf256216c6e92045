"""A return 报送件 as all parts of the program use it: one unit x programme x period x version, with streamed rows and accepted notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.values.cell import Line
from db.values.exact import PrintedNumber


@dataclass(frozen=True)
class Note:
    """An accepted note of a 核实 problem, printed as a footnote."""

    form: str
    row: str
    field: str
    place: str
    message: str
    text: str


@dataclass(frozen=True, eq=False)
class Return:
    """One unit x programme x period x version. Version 0 is a draft: it has no check code."""

    pack: Pack
    when: Period
    unit: str
    unit_name: str
    office_name: str
    version: int
    people: Mapping[str, str]
    source: Callable[[Form], Iterator[Line]] = field(repr=False)
    pack_version: str = ""
    at: str = ""
    reason: str = ""
    notes: tuple[Note, ...] = ()
    check_code: str = ""
    digest: str = ""
    counter: Callable[[Form], int] | None = field(default=None, repr=False)  # counts without reading the rows
    due: datetime | None = None  # when it was due, as known when it was finalised
    printed: Mapping[tuple[str, str, str], PrintedNumber] = field(default_factory=dict)  # by form, row and field: no part of the content
    thread: tuple[
        Mapping[str, Any], ...
    ] = ()  # questions and answers its file carries, see `db.received.questions`; no part of the content
    nil: str = ""  # the reason of a nil return, see `db.returns.nil`; it has no rows
    rolled_up: bool = False  # its figures are those of the units below, see `db.rollup.as_return`

    @property
    def programme(self) -> str:
        """The pack's id."""
        return self.pack.id

    @property
    def period(self) -> str:
        """The period's label."""
        return self.when.label

    def lines(self, form: Form) -> Iterator[Line]:
        """(row id, one cell for each field of the form); streams, any number of times."""
        return self.source(form)

    def count(self, form: Form) -> int:
        """How many rows the form has here."""
        if form.fixed and not self.nil:
            return sum(not row.heading for row in form.rows)
        return self.counter(form) if self.counter else sum(1 for _ in self.lines(form))

    @property
    def file_name(self) -> str:
        """A name for its files that says what it is and holds no personal data; without ending."""
        return f"{self.unit}_{self.programme}_{self.period}_" + (f"v{self.version}" if self.version else "草稿")


def report_date(ret: Return) -> str:
    """报出日期 as printed, full year and no leading zeros (GB/T 9704); empty in a draft."""
    if not ret.at:
        return ""
    day = date.fromisoformat(ret.at[:10])
    return f"{day.year}年{day.month}月{day.day}日"
