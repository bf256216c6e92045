"""A paste as a plan: what is written at once, what a person has to look at, what was passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field as attribute

from db import fields
from db.edits import Edit
from db.fields import KINDS, Field, Reading
from desktop.entry.clipboard import Pasted, Table
from desktop.entry.model import Cells
from desktop.i18n import tr

NUMERIC = ("INTEGER", "REAL")


@dataclass(frozen=True)
class Doubt:
    """A pasted text that was not taken: where it would go and how it was read."""

    edit: Edit
    place: str
    reading: Reading
    shown: str


@dataclass
class Plan:
    """`edits` are written at once, `doubts` go to the review; `locked` cells and columns `outside` were passed over."""

    edits: list[Edit] = attribute(default_factory=list)
    doubts: list[Doubt] = attribute(default_factory=list)
    locked: int = 0
    outside: int = 0

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        parts = [tr("已粘贴 {n} 格", n=len(self.edits))]
        if self.doubts:
            parts.append(tr("{n} 格要您确认", n=len(self.doubts)))
        if self.locked:
            parts.append(tr("跳过 {n} 格不能填的", n=self.locked))
        if self.outside:
            parts.append(tr("{n} 格在表外，没有粘贴", n=self.outside))
        return "，".join(parts)


def plan(model: Cells, table: Table, block: tuple[int, int, int, int]) -> Plan:
    """What pasting `table` on the chosen rectangle (top, left, bottom, right) does; one value fills the rectangle."""
    found, rows = Plan(), _Rows(model)
    for row, column, pasted in _targets(table, block):
        if pasted is None:
            continue
        index = model.index(min(row, max(model.rowCount() - 1, 0)), column)
        id = rows.id(row, bool(pasted.text.strip()) or row < model.rowCount() - 1)
        if column >= model.columnCount() or id is None:
            found.outside += bool(pasted.text.strip())
        elif not model.editable(index) or (row < model.rowCount() and not model.editable(model.index(row, column))):
            found.locked += 1
        elif id:
            _take(found, model, rows, row, id, index.column(), pasted)
    return found


def _take(found: Plan, model: Cells, rows: _Rows, row: int, id: str, column: int, pasted: Pasted) -> None:
    index = model.index(min(row, model.rowCount() - 1), column)
    field = model.field_at(index)
    reading = read(model, field, pasted, model.unit(index))
    edit = Edit(model.form, model.period, id, field.id, reading.cell)
    if reading.kind in ("proposed", "refused"):
        shown = fields.show(reading.cell, field) if reading.kind == "proposed" else ""
        found.doubts.append(Doubt(edit, tr("第{n}行 · {title}", n=row + 1, title=field.title), reading, shown))
    else:
        found.edits.append(edit)


def read(model: Cells, field: Field, pasted: Pasted, unit: str) -> Reading:
    """One pasted cell through the one reader, with all the digits the source gave."""
    numeric = KINDS[field.kind].sql in NUMERIC and field.kind != "year"
    return fields.read(pasted.raw(numeric), field, unit=unit)


def _targets(table: Table, block: tuple[int, int, int, int]) -> Iterator[tuple[int, int, Pasted | None]]:
    top, left, bottom, right = block
    if len(table) == 1 and len(table[0]) == 1:
        yield from ((row, column, table[0][0]) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return
    for n, line in enumerate(table):
        yield from ((top + n, left + m, pasted) for m, pasted in enumerate(line))


class _Rows:
    """Row ids of a paste; beyond the last row of a ledger each row with something in it gets a new one."""

    def __init__(self, model: Cells) -> None:
        self._model = model
        self._new: dict[int, str] = {}

    def id(self, row: int, filled: bool) -> str | None:
        """The id; "" for an empty cell of a row that is not there; None beyond a fixed form's end."""
        model = self._model
        last = model.rowCount() - (1 if model.grows else 0)
        if row < last:
            return model.row_id(row)
        if not model.grows:
            return None
        if row not in self._new and filled:
            self._new[row] = model.row_id(last) if not self._new else model.session.office.new_row()
        return self._new.get(row, "")
