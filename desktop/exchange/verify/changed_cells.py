"""Which cells, rows and totals of a workbook are not as they were finalised."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from db.messages import Sentence
from db.packs.model import Form, Pack
from db.returns import check_code
from db.values import kinds
from db.values.cell import Cell, Line
from db.values.exact import exact, same_sum, total
from db.values.field import Field
from desktop.exchange.book.filled import Filled, FilledRow
from desktop.exchange.book.sheet_map import TOTAL
from desktop.exchange.verify.cover_check import Difference
from desktop.exchange.verify.frozen_rows import split

GONE, ADDED = "整行缺失", "多出一行"


def changed_cells(pack: Pack, lines: Mapping[str, list[Line]], filled: Filled) -> list[Difference]:
    """Rows and cells that differ from what was finalised, by the marks in the hidden sheet; nothing where these are lost."""
    if not filled.manifest.marks:  # without marks a changed cell cannot be identified
        return []
    differences: list[Difference] = []
    for form in pack.forms:
        marks = filled.manifest.marks.get(form.id, {})
        rows: dict[str, list[FilledRow]] = {}  # rows by id, each list in reverse order
        for row in reversed(filled.forms.get(form.id, [])):
            rows.setdefault(row.row, []).append(row)
        gone = ((n, row) for n, row in enumerate(marks, 1) if row not in rows)
        differences += [
            Difference(form.id, row, "", GONE, Sentence("{form}定稿时的第{n}行（{row}）", form=form.title, n=n, row=row)) for n, row in gone
        ]
        for row, cells in lines[form.id]:
            filled_row = rows[row].pop()
            if row not in marks:
                differences.append(Difference(form.id, row, "", ADDED, _where(filled_row)))
            else:
                differences += _changed(form, filled_row, cells, split(marks[row]))
    return differences


def _changed(form: Form, filled_row: FilledRow, cells: Iterable[Cell], marks: list[str]) -> Iterable[Difference]:
    for field, cell, mark in zip(form.fields, cells, marks, strict=False):
        if check_code.cell_mark(filled_row.row, field.id, cell) != mark:
            yield Difference(form.id, filled_row.row, field.id, kinds.machine_text(cell, field), _where(filled_row, field))


def wrong_totals(pack: Pack, lines: Mapping[str, list[Line]], filled: Filled) -> list[Difference]:
    """Cells of 合计 rows that differ from the sum of their column."""
    differences = []
    for form in pack.forms:
        sums = filled.totals.get(form.id)
        for n, field in enumerate(form.fields):
            shown = sums.cells.get(field.id, "") if sums else ""
            if not sums or shown == "" or not kinds.kind_of(field).quantity:
                continue
            cell = kinds.read(shown, field, written=True).cell
            values = (cells[n].value for _, cells in lines[form.id])
            summed = total(number for number in values if isinstance(number, int | float) and math.isfinite(number))
            if not isinstance(cell.value, int | float) or not same_sum(exact(cell.value), summed):
                differences.append(Difference(form.id, TOTAL, field.id, kinds.machine_text(cell, field), _where(sums, field)))
    return differences


def _where(filled_row: FilledRow, field: Field | None = None) -> Sentence:
    if field is None or field.id not in filled_row.columns:
        return filled_row.where()
    return Sentence("{cell}（{field}）", cell=filled_row.where(field.id), field=field.title)
