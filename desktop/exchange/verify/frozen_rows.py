"""The rows of a finalised workbook as they were in its return: cells are read by their text, ambiguous ones by their marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from db.messages import Trouble
from db.packs import catalogue
from db.packs.model import Form, Pack
from db.returns import check_code
from db.values import cell as cell_values, kinds
from db.values.cell import Cell, Line, State
from db.values.field import Field
from desktop.exchange.book.filled import Filled, FilledRow

SEEN = 10_000  # different values of a column in the cache


class FrozenRows(NamedTuple):
    """The forms as described in the workbook, their rows by form, and the digest computed from them."""

    pack: Pack
    lines: Mapping[str, list[Line]]
    digest: str


def content(filled: Filled) -> FrozenRows:
    """The content of a finalised workbook."""
    pack = _pack(filled)
    lines = {form.id: _lines(form, filled) for form in pack.forms}
    digest = _digest(pack, filled, lines)
    if digest != filled.digest and filled.digest:
        # A text may be readable in two ways; the marks tell which value was finalised.
        lines = {form.id: _by_marks(form, lines[form.id], filled) for form in pack.forms}
        digest = _digest(pack, filled, lines)
    return FrozenRows(pack, lines, digest)


def _pack(filled: Filled) -> Pack:
    """The forms as described in the workbook, or those of the catalogue if its manifest is lost."""
    if filled.manifest.forms:
        forms = tuple(
            Form(form.id, form.id, "ledger", form.title, form.id, tuple(Field(id, title, kind) for id, kind, title in form.fields))
            for form in filled.manifest.forms.values()
        )
        return Pack(filled.programme, "", filled.pack_version, "month", forms)
    known = catalogue.load().pack(filled.programme)
    if known.version != filled.pack_version:
        raise Trouble(
            "“{file}”按任务包第 {old} 版填报，本程序是第 {new} 版，不能核对。", file=filled.file, old=filled.pack_version, new=known.version
        )
    return known


def _digest(pack: Pack, filled: Filled, lines: Mapping[str, list[Line]]) -> str:
    header = check_code.header(filled.unit, pack, filled.period, filled.nil)
    return check_code.versioned(check_code.digest(header, [(form, lines[form.id]) for form in pack.forms]), filled.version)


def _lines(form: Form, filled: Filled) -> list[Line]:
    """The rows in the order of the return, whatever their order on the sheet; added rows at the end."""
    place = {row: n for n, row in enumerate(filled.manifest.marks.get(form.id, {}))}
    rows = filled.forms.get(form.id, [])
    if place:
        rows = sorted(rows, key=lambda row: place.get(row.row, len(place)))
    readers = [(field.id, _reader(field)) for field in form.fields]
    return [(row.row, tuple(read(row.cells.get(id, "")) for id, read in readers)) for row in rows]


def _reader(field: Field) -> Callable[[Any], Cell]:
    """A cached reader for the values of a column."""

    @lru_cache(maxsize=SEEN, typed=True)
    def read(raw: Any) -> Cell:
        return cell_values.EMPTY if raw == "" else kinds.read(raw, field, written=True).cell

    return read


def _by_marks(form: Form, lines: list[Line], filled: Filled) -> list[Line]:
    marks = filled.manifest.marks.get(form.id, {})
    raws = {row.row: row for row in filled.forms.get(form.id, [])}
    out: list[Line] = []
    for row, cells in lines:
        known = split(marks.get(row, ""))
        if len(known) == len(cells):
            cells = tuple(_fitting(raws[row], row, field, cell, mark) for field, cell, mark in zip(form.fields, cells, known, strict=True))
        out.append((row, cells))
    return out


def _fitting(filled: FilledRow, row: str, field: Field, cell: Cell, mark: str) -> Cell:
    """The cell itself, or its text as a value or as unreadable text: the reading that matches the mark.

    A text refused today may have been a value when it was finalised. Marks are short, so the likelier reading is tried first.
    """
    raw = filled.cells.get(field.id, "")
    if raw == "":
        return cell
    text = raw if isinstance(raw, str | int | float) else str(raw)  # a date cell of the sheet as text
    tries = [cell, Cell(State.VALUE, text), Cell(State.RAW, None, str(raw))]
    for other in tries[1:] if cell.state is State.RAW else tries:
        if check_code.cell_mark(row, field.id, other) == mark:
            return other
    return cell


def split(marks: str) -> list[str]:
    """The marks of a row, three characters each."""
    return [marks[n : n + 3] for n in range(0, len(marks), 3)]
