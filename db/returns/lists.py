"""Any list as a return of its own, so that the same code draws it as PDF and workbook: 更正说明, 汇总表, 排名, 调整.

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
    """One table: each row holds a bare value, a cell or None for each column."""

    id: str
    title: str
    fields: tuple[Field, ...]
    rows: Sequence[Sequence[object]] | Callable[[], Iterable[Sequence[object]]]  # streamed where it is a function
    notes: tuple[str, ...] = ()
    paper: str = "landscape"
    printed: Mapping[tuple[str, str], PrintedNumber] = attribute(default_factory=dict)  # by row (s1, s2 …) and field


def column(id: str, title: str, kind: str = "text", **more: object) -> Field:
    """A column of a list; its numbers are computed and not typed."""
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
    """The sheets as a return with a check code over their own content; a draft without a `version`, which may be a function of the
    digest of that content. `id` distinguishes its files from others, `block` is printed at the top right of every table."""
    sheets = tuple(sheets)  # iterated several times
    forms = tuple(
        Form(sheet.id, f"{pack.id}/{sheet.id}", "ledger", sheet.title, sheet.id.replace("-", "_"), sheet.fields, paper=sheet.paper)
        for sheet in sheets
    )
    own = Pack(id or pack.id, pack.title, pack.version, pack.period_type, forms, short=pack.short, window=pack.window, due=pack.due,
               form_block=block or {})  # fmt: skip
    by_id = {sheet.id: sheet for sheet in sheets}

    def source(form: Form) -> Iterator[Line]:
        return _lines(by_id[form.id])

    notes = tuple(Note(sheet.id, "", "", "", text, "") for sheet in sheets for text in sheet.notes)
    content = check_code.digest(check_code.header(unit, own, period.label), [(form, source(form)) for form in forms])
    version = version(content) if callable(version) else version
    full = check_code.versioned(content, version)
    return Return(
        own, period, unit, unit_name, office_name or unit_name, version, people or {}, source, pack.version,
        at or clock.now(), "", notes, check_code.code(full) if version else "", full,
        printed={(sheet.id, *place): number for sheet in sheets for place, number in sheet.printed.items()},
    )  # fmt: skip


def _lines(sheet: PrintedList) -> Iterator[Line]:
    for n, row in enumerate(sheet.rows() if callable(sheet.rows) else sheet.rows, 1):
        yield f"s{n}", tuple(map(_cell, row))


def _cell(content: object) -> Cell:
    if isinstance(content, Cell):
        return content
    return value(content) if isinstance(content, int | float | str) and content != "" else EMPTY
