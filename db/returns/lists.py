"""Any list as a return of its own, so that the one paper and the one workbook draw it: 更正说明, 汇总表, 排名, 调整.

A `PrintedList` is the title, columns, rows and notes of one table before it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field as attribute

from db import clock
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.returns import check_code
from db.returns.model import Note, Return
from db.values.cell import EMPTY, Cell, Line, value
from db.values.exact import PrintedNumber
from db.values.field import Field


@dataclass(frozen=True)
class PrintedList:
    """One table: `rows` hold a bare value, a cell or nothing for each column."""

    id: str
    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[object]] | Callable[[], Iterable[Sequence[object]]]  # streamed where it is a function
    notes: tuple[str, ...] = ()
    paper: str = "landscape"
    printed: Mapping[tuple[str, str], PrintedNumber] = attribute(default_factory=dict)  # by row (s1, s2 …) and field


def column(id: str, title: str, kind: str = "text", **more: object) -> Field:
    """A column of a list, of numbers that are computed."""
    return Field(id, title, kind, rounded=True, **more)  # type: ignore[arg-type]


def statement(
    pack: Pack,
    period: Period,
    sheets: Iterable[PrintedList],
    *,
    unit: str,
    unit_name: str,
    office_name: str = "",
    id: str = "",
    version: int | Callable[[str], int] = 0,
    at: str = "",
    people: Mapping[str, str] | None = None,
    block: Mapping[str, str] | None = None,
) -> Return:
    """The sheets as a return with a check code over their own content; a draft without a `version`, which may also depend on that
    content. `id` tells its files from others, `block` is printed at the top right of every table."""
    held = tuple(sheets)
    forms = tuple(
        Form(one.id, f"{pack.id}/{one.id}", "ledger", one.title, one.id.replace("-", "_"), one.fields, paper=one.paper) for one in held
    )
    own = Pack(id or pack.id, pack.title, pack.version, pack.period_type, forms, short=pack.short, window=pack.window, due=pack.due,
               form_block=block or {})  # fmt: skip
    by = {one.id: one for one in held}

    def source(form: Form) -> Iterator[Line]:
        return _lines(by[form.id])

    notes = tuple(Note(one.id, "", "", "", text, "") for one in held for text in one.notes)
    content = check_code.digest(check_code.header(unit, own, period.label), [(form, source(form)) for form in forms])
    version = version(content) if callable(version) else version
    full = check_code.versioned(content, version)
    return Return(
        own, period, unit, unit_name, office_name or unit_name, version, people or {}, source, pack.version,
        at or clock.now(), "", notes, check_code.code(full) if version else "", full,
        printed={(one.id, *place): shown for one in held for place, shown in one.printed.items()},
    )  # fmt: skip


def _lines(sheet: PrintedList) -> Iterator[Line]:
    for n, row in enumerate(sheet.rows() if callable(sheet.rows) else sheet.rows, 1):
        yield f"s{n}", tuple(_cell(one) for one in row)


def _cell(one: object) -> Cell:
    if isinstance(one, Cell):
        return one
    return value(one) if isinstance(one, int | float | str) and one != "" else EMPTY
