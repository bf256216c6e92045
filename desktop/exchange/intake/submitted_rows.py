"""Turns a workbook that was read into what `db.received.intake` judges: rows with the place of each value, and whether the code fits.

A finalised workbook holds every cell, derived ones too, and is taken as it is. A workbook filled by hand holds only what was typed: its
rows are identified by id, code or title, and a text that cannot be read without doubt stays unreadable text.
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


def submitted(filled: Filled, path: Path) -> Incoming:
    """The content of the workbook at `path` as an `Incoming`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    by_hand = filled.blank and not filled.version
    known = {id: tuple(name for name, _, _ in form.fields) for id, form in filled.manifest.forms.items()}
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
        own |= {"doubts": typed.doubts, "typed_over": typed.over, "left_out": typed.left_out, "cover": filled.cover}
        return Incoming(rows=typed.rows, blank=not typed.anything(), **own)
    if not filled.version:
        return Incoming(rows=lambda form: iter(()), **own)
    return _finalised(filled, own)


# --- finalised by the program


def _finalised(filled: Filled, own: Mapping[str, Any]) -> Incoming:
    held = content(filled)
    verdict, lines = check_code.workbook(filled, held=held), held.lines
    places = {form: {row.row: row.place for row in rows} for form, rows in filled.forms.items()}

    def rows(form: Form) -> Iterator[Placed]:
        for row, cells in lines.get(form.id, ()):
            yield Placed(row, cells, places.get(form.id, {}).get(row, ("", 0)))

    if verdict.match:
        return Incoming(rows=rows, **own)
    return Incoming(
        rows=rows, broken=verdict.sentence, faults=tuple(_fault(filled, difference) for difference in verdict.differences), **own
    )


def _fault(filled: Filled, difference: Difference) -> Mark:
    """The mark on a cell that is not as finalised."""
    known = filled.manifest.forms.get(difference.form)
    title = next((title for id, _, title in known.fields if id == difference.field), difference.field) if known else difference.field
    at = next((row for row in filled.forms.get(difference.form, ()) if row.row == difference.row), filled.totals.get(difference.form))
    sheet, number = at.place if at else ("", 0)
    cell = f"{at.columns.get(difference.field, 'A')}{number}" if at else ""
    return Mark(
        sheet,
        cell,
        difference.row or difference.place,
        title,
        f"定稿后被改为“{difference.text}”",
        "请在程序里改好，重新定稿后再报",
        "error",
    )


# --- filled by hand


class _TypedRows:
    """The rows of a workbook that was filled without the program."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled

    def anything(self) -> bool:
        """Whether anything but the fixed columns is filled; every blank workbook has row ids and titles."""
        fixed = {"code", "title", "unit"}
        return any(
            value != "" and name not in fixed for rows in self.filled.forms.values() for row in rows for name, value in row.cells.items()
        )

    def rows(self, form: Form) -> Iterator[Placed]:
        """The rows of a form: all of a fixed one, in its order; of a ledger those with content, in the order of the sheet."""
        lines = self.filled.forms.get(form.id, [])
        filled_rows = [row for row in lines if any(row.cells.get(field.id, "") != "" for field in form.stored)]
        if form.fixed:  # an empty line has a place too: what is missing in it is marked there
            by = {code: line for line in (*lines, *filled_rows) if (code := _code(form, line))}
            for row in form.rows:
                written = by.get(row.code)
                yield Placed(
                    row.code, tuple(_cell(form, field, row.code, written) for field in form.fields), written.place if written else ("", 0)
                )
            return
        seen: Counter[str] = Counter()
        for filled_row in filled_rows:
            id = filled_row.row or _id(form, filled_row, seen)
            yield Placed(id, tuple(_cell(form, field, "", filled_row) for field in form.fields), filled_row.place)

    def over(self, form: Form) -> Iterator[tuple[Placed, str, Any]]:
        """The values typed over cells that the program computes."""
        lines = {line.place: line for line in self.filled.forms.get(form.id, ())}
        for placed in self.rows(form):
            line = lines.get(placed.place)
            for field in form.fields if line is not None else ():
                raw = line.cells.get(field.id, "") if line is not None else ""
                if raw not in ("", kinds.UNCOMPUTED) and not field.const and not form.typed(field, placed.row):
                    yield placed, field.id, raw

    def doubts(self, form: Form) -> Iterator[Mark]:
        """The cells without a certain value: under merged ones, formulas without a result, rows written twice with different values."""
        for out in self.filled.left_out:
            if out.doubtful and out.form == form.id and form.has(out.field) and form.typed(form.field(out.field), out.row):
                yield Mark(out.sheet, out.cell, out.row, form.field(out.field).title, out.message, out.mend)
        first: dict[str, FilledRow] = {}
        for filled_row in (*self.filled.forms.get(form.id, ()), *self.filled.copies.get(form.id, ())):
            row = _code(form, filled_row) if form.fixed else filled_row.row
            other = first.setdefault(row, filled_row) if row else filled_row
            for field in form.fields:
                if sentences := _doubt(form, field, row, filled_row, other):
                    sheet, number = filled_row.place
                    yield Mark(sheet, f"{filled_row.columns.get(field.id, 'A')}{number}", row, field.title, *sentences)

    def left_out(self, form: Form) -> Iterator[Mark]:
        """What was typed in rows and columns that the form does not have."""
        for out in self.filled.left_out:
            if not out.doubtful and out.form == form.id:
                yield Mark(out.sheet, out.cell, out.row, "", out.message, out.mend, "warning")
        for filled_row in self.filled.forms.get(form.id, ()) if form.fixed else ():
            first = next((field for field in form.stored if filled_row.cells.get(field.id, "") != ""), None)
            if first is not None and not _code(form, filled_row):
                sheet, number = filled_row.place
                name = " ".join(text for part in ("code", "title") if (text := str(filled_row.cells.get(part, "")).strip()))
                sentence = Sentence("{cell} 所在的行不是本表的行，没有收", cell=filled_row.where(first.id))
                mend = Sentence("请填在本表已有的行里；这张表不能加行")
                cell = f"{filled_row.columns.get(first.id, 'A')}{number}"
                yield Mark(sheet, cell, name, first.title, sentence, mend, "warning", str(filled_row.cells[first.id]))


def _doubt(form: Form, field: Field, row: str, filled_row: FilledRow, other: FilledRow) -> tuple[Sentence, Sentence] | None:
    """What is wrong with a cell and what to do; `other` is the first row with the same id."""
    if filled_row.cells.get(field.id) == kinds.UNCOMPUTED and form.typed(field, row):
        return Sentence("{cell}的公式没有算出结果", cell=filled_row.where(field.id)), Sentence("请用 WPS 打开后保存")
    if other is filled_row:
        return None
    cells = [_cell(form, field, row, line) for line in (other, filled_row)]
    if cells[0] == cells[1]:
        return None
    texts = [kinds.machine_text(cell, field) or Sentence("空") for cell in cells]
    first, second = other.where(field.id), filled_row.where(field.id)
    sentence = Sentence("同一行写了两次：{first}为“{a}”，{second}为“{b}”", first=first, a=texts[0], second=second, b=texts[1])
    return sentence, Sentence("请只留对的一行")


def _code(form: Form, filled_row: FilledRow) -> str:
    """The code of the fixed row of a line: by its id, code or title."""
    if form.row(filled_row.row) is not None:
        return filled_row.row
    code, title = (str(filled_row.cells.get(name, "")).strip() for name in ("code", "title"))
    if form.row(code) is not None:
        return code
    return next((row.code for row in form.rows if title and row.title == title), "")


def _id(form: Form, filled_row: FilledRow, seen: Counter[str]) -> str:
    """An id made from the content, so that reading the same workbook twice gives the same row."""
    key = "\x1f".join([form.key, *(str(filled_row.cells.get(name, "")) for name in form.names or [field.id for field in form.stored])])
    seen[key] += 1
    return "r" + hashlib.sha256(f"{key}\x1f{seen[key]}".encode()).hexdigest()[:16]


def _cell(form: Form, field: Field, code: str, filled_row: FilledRow | None) -> Cell:
    """The cell as typed; computed and fixed cells are empty, a reading that needs a decision stays unreadable text."""
    raw = filled_row.cells.get(field.id, "") if filled_row else ""
    if raw == "" or not form.typed(field, code):
        return EMPTY
    reading = kinds.read(raw, field, unit=form.unit(field, code))
    if reading.kind == "proposed":
        return Cell(State.RAW, None, reading.raw)
    if reading.kind == "refused" and field.personal and not field.full and "*" in reading.raw:
        return Cell(State.VALUE, reading.raw)  # masked by the sender
    return reading.cell
