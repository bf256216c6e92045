"""Problems of a received workbook as marks on the cells they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from db.numbers import as_text
from db.pack import Form, Pack
from db.rules import Problem
from db.verdicts import Mark
from desktop.exchange.read_book import Filled, FilledRow


def marks_of(
    problems: Iterable[Problem], filled: Filled, pack: Pack, rows: Mapping[tuple[str, str], FilledRow] | None = None
) -> list[Mark]:
    """A mark for each problem; `rows` is (form, row id) -> row of the workbook, where ids were given only while it was read."""
    places = {(form, one.row): one for form, found in filled.forms.items() for one in found if one.row} | dict(rows or {})
    sheets = {one.form: one.sheet for one in filled.maps}
    return [_mark(one, pack, places.get((one.form, one.row)), sheets.get(one.form, "")) for one in problems]


def _mark(one: Problem, pack: Pack, row: FilledRow | None, sheet: str) -> Mark:
    form = next((form for form in pack.forms if form.id == one.form), None)
    field = form.field(one.field).title if form is not None and form.has(one.field) else one.field
    message = f"{one.message}（另有 {one.more} 处相同）" if one.more else one.message
    if row is None:
        return Mark(sheet, "", _called(form, one.row, None), field, message, one.mend, one.severity)
    letter, (own, number) = row.columns.get(one.field, ""), row.place
    value = row.cells.get(one.field, "")
    return Mark(
        own, f"{letter}{number}" if letter else "", _called(form, one.row, row), field, message, one.mend, one.severity, as_text(value)
    )


def _called(form: Form | None, id: str, row: FilledRow | None) -> str:
    """What people call a row: its title, or what stands in the columns that name it."""
    if form is None:
        return id
    if form.fixed:
        fixed = form.row(id)
        return fixed.title if fixed is not None else id
    names = [str(row.cells[name]) for name in form.names if row.cells.get(name, "") != ""] if row is not None else []
    return "　".join(names) or (f"第 {row.place[1]} 行" if row is not None else "")
