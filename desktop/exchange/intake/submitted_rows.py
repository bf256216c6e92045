"""What a workbook that was read says, as `db.received.intake` judges it: rows with the cell of each value, and whether its check code fits.

A finalised workbook holds every cell, derived ones too, and is taken as it stands. One filled by hand in another program holds only what
was typed: its rows are told by id, code or title, and what cannot be read without doubt stays a text that could not be read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from db.messages import Sentence
from db.packs.model import Form
from db.received.incoming import Incoming
from db.received.mark import Mark
from db.received.store import Placed
from db.values import kinds
from db.values.cell import EMPTY, Cell, State
from db.values.field import Field
from desktop.exchange.book.filled import Filled, FilledRow
from desktop.exchange.verify import check_code
from desktop.exchange.verify.cover_check import Difference
from desktop.exchange.verify.frozen_rows import content


def sent(filled: Filled, path: Path) -> Incoming:
    """What the workbook at `path` says."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    by_hand = filled.blank and not filled.version
    known = {id: tuple(name for name, _, _ in one.fields) for id, one in filled.manifest.forms.items()}
    columns: dict[str, dict[str, dict[str, str]]] = {}
    for map_ in filled.maps:
        columns.setdefault(map_.form, {})[map_.sheet] = dict(map_.letters)
    own: dict[str, Any] = {
        "file": path.name,
        "size": path.stat().st_size,
        "sha256": sha256,
        "by_hand": by_hand,
        "path": str(path.absolute()),
    }
    names = ("unit", "unit_name", "programme", "period", "version", "check_code", "digest", "pack_version", "office_name", "at", "reason",
             "people", "notes")  # fmt: skip
    own |= {name: getattr(filled, name) for name in names} | {"fields": known, "columns": columns}
    own |= {"thread": tuple(filled.manifest.thread), "nil": "" if by_hand else filled.nil, "mapped": filled.mapped}
    if by_hand:
        typed = _TypedRows(filled)
        own |= {"doubts": typed.doubts, "typed_over": typed.over, "cover": filled.cover}
        return Incoming(rows=typed.rows, blank=not typed.anything(), **own)
    if not filled.version:
        return Incoming(rows=lambda form: iter(()), **own)
    return _finalised(filled, own)


# --- finalised by the program


def _finalised(filled: Filled, own: Mapping[str, Any]) -> Incoming:
    held = content(filled)
    verdict, lines = check_code.workbook(filled, held=held), held.lines
    places = {form: {one.row: one.place for one in rows} for form, rows in filled.forms.items()}

    def rows(form: Form) -> Iterator[Placed]:
        for row, cells in lines.get(form.id, ()):
            yield Placed(row, cells, places.get(form.id, {}).get(row, ("", 0)))

    if verdict.match:
        return Incoming(rows=rows, **own)
    return Incoming(rows=rows, broken=verdict.sentence, faults=tuple(_fault(filled, one) for one in verdict.differences), **own)


def _fault(filled: Filled, one: Difference) -> Mark:
    """A cell that is not as it was finalised."""
    known = filled.manifest.forms.get(one.form)
    title = next((title for id, _, title in known.fields if id == one.field), one.field) if known else one.field
    at = next((row for row in filled.forms.get(one.form, ()) if row.row == one.row), filled.totals.get(one.form))
    sheet, number = at.place if at else ("", 0)
    cell = f"{at.columns.get(one.field, 'A')}{number}" if at else ""
    return Mark(sheet, cell, one.row or one.place, title, f"定稿后被改为“{one.found}”", "请在程序里改好，重新定稿后再报", "error")


# --- filled by hand


class _TypedRows:
    """The rows of a workbook that was filled without the program."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled

    def anything(self) -> bool:
        """Whether anything but the fixed columns is filled; row ids and titles stand in every blank workbook."""
        fixed = {"code", "title", "unit"}
        return any(
            value != "" and name not in fixed for rows in self.filled.forms.values() for one in rows for name, value in one.cells.items()
        )

    def rows(self, form: Form) -> Iterator[Placed]:
        """The rows of a form: all of a fixed one, in its order; of a ledger those with content, in the order of the sheet."""
        found = [one for one in self.filled.forms.get(form.id, ()) if any(one.cells.get(field.id, "") != "" for field in form.stored)]
        if form.fixed:
            by = {code: one for one in found if (code := _code(form, one))}
            for row in form.rows:
                one = by.get(row.code)
                yield Placed(row.code, tuple(_cell(form, field, row.code, one) for field in form.fields), one.place if one else ("", 0))
            return
        seen: Counter[str] = Counter()
        for one in found:
            id = one.row or _id(form, one, seen)
            yield Placed(id, tuple(_cell(form, field, "", one) for field in form.fields), one.place)

    def over(self, form: Form) -> Iterator[tuple[Placed, str, Any]]:
        """What stands in cells that the program computes."""
        lines = {one.place: one for one in self.filled.forms.get(form.id, ())}
        for placed in self.rows(form):
            line = lines.get(placed.place)
            for field in form.fields if line is not None else ():
                raw = line.cells.get(field.id, "") if line is not None else ""
                if raw not in ("", kinds.UNCOMPUTED) and not field.const and not form.typed(field, placed.row):
                    yield placed, field.id, raw

    def doubts(self, form: Form) -> Iterator[Mark]:
        """The cells of which nobody knows what they hold: formulas without a result, rows written twice with different values."""
        first: dict[str, FilledRow] = {}
        for one in (*self.filled.forms.get(form.id, ()), *self.filled.copies.get(form.id, ())):
            row = _code(form, one) if form.fixed else one.row
            other = first.setdefault(row, one) if row else one
            for field in form.fields:
                if told := _doubt(form, field, row, one, other):
                    sheet, number = one.place
                    yield Mark(sheet, f"{one.columns.get(field.id, 'A')}{number}", row, field.title, *told)


def _doubt(form: Form, field: Field, row: str, one: FilledRow, other: FilledRow) -> tuple[Sentence, Sentence] | None:
    """What is wrong with a cell of a row that may stand there another time, and what to do."""
    if one.cells.get(field.id) == kinds.UNCOMPUTED and form.typed(field, row):
        return Sentence("{cell}的公式没有算出结果", cell=one.where(field.id)), Sentence("请用 WPS 打开后保存")
    if other is one:
        return None
    cells = [_cell(form, field, row, each) for each in (other, one)]
    if cells[0] == cells[1]:
        return None
    texts = [kinds.machine_text(each, field) or Sentence("空") for each in cells]
    told = Sentence("同一行写了两次：{first}为“{a}”，{second}为“{b}”", first=other.where(field.id), a=texts[0], second=one.where(field.id),
                    b=texts[1])  # fmt: skip
    return told, Sentence("请只留对的一行")


def _code(form: Form, one: FilledRow) -> str:
    """The fixed row a line is: by its id, its code, its title."""
    if form.row(one.row) is not None:
        return one.row
    code, title = (str(one.cells.get(name, "")).strip() for name in ("code", "title"))
    if form.row(code) is not None:
        return code
    return next((row.code for row in form.rows if title and row.title == title), "")


def _id(form: Form, one: FilledRow, seen: Counter[str]) -> str:
    """From content, so that the same workbook read twice gives the same row."""
    key = "\x1f".join([form.key, *(str(one.cells.get(name, "")) for name in form.names or [field.id for field in form.stored])])
    seen[key] += 1
    return "r" + hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:16]


def _cell(form: Form, field: Field, code: str, one: FilledRow | None) -> Cell:
    """The cell as typed; computed and fixed ones stand empty, what needs somebody's consent stays as typed."""
    raw = one.cells.get(field.id, "") if one else ""
    if raw == "" or not form.typed(field, code):
        return EMPTY
    reading = kinds.read(raw, field, unit=form.unit(field, code))
    if reading.kind == "proposed":
        return Cell(State.RAW, None, reading.raw)
    if reading.kind == "refused" and field.personal and not field.full and "*" in reading.raw:
        return Cell(State.VALUE, reading.raw)  # masked by who sent it
    return reading.cell
