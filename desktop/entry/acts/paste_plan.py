"""A paste as a plan: what is written at once, what a person has to check, what is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field as attribute

from db.office.writing import Edit
from db.packs.model import Form
from db.periods.report_period import Period
from db.values import kinds
from db.values.cell import Cell, Reading
from db.values.field import Field
from desktop.entry.acts.clipboard import Pasted, Table
from desktop.entry.models.cells import Cells, Index, hidden_text
from desktop.words.i18n import tr


@dataclass(frozen=True)
class DoubtfulText:
    """A pasted text that was not taken: where it would go and how it was read."""

    edit: Edit
    place: str
    reading: Reading
    shown: str


@dataclass(frozen=True, slots=True)
class Slot:
    """The cell that a pasted text goes to, with all that is needed to read it; `line` is the number of the row as shown."""

    form: Form
    period: Period
    row: str
    line: int
    field: Field
    unit: str
    pasted: Pasted


@dataclass
class PastePlan:
    """`slots` are still to be read; `edits` are written at once, `doubts` go to the review.

    `locked` cells and those `outside` are skipped; `same` cells already hold the number whose mask was pasted.
    """

    slots: list[Slot] = attribute(default_factory=list)
    edits: list[Edit] = attribute(default_factory=list)
    doubts: list[DoubtfulText] = attribute(default_factory=list)
    locked: int = 0
    outside: int = 0
    same: int = 0

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        parts = [tr("已粘贴 {n} 格", n=len(self.edits))]
        if self.doubts:
            parts.append(tr("{n} 格要您确认", n=len(self.doubts)))
        if self.locked:
            parts.append(tr("跳过 {n} 格不能填的", n=self.locked))
        if self.same:
            parts.append(tr("{n} 格是原来的号码，没有改动", n=self.same))
        if self.outside:
            parts.append(tr("{n} 格在表外，没有粘贴", n=self.outside))
        return "，".join(parts)


def plan(model: Cells, table: Table, block: tuple[int, int, int, int]) -> PastePlan:
    """The plan for pasting `table` on the selected rectangle (top, left, bottom, right); a single value fills the rectangle."""
    plan = unread_plan(model, table, block)
    read_slots(plan)
    return plan


def unread_plan(model: Cells, table: Table, block: tuple[int, int, int, int]) -> PastePlan:
    """The plan with the cell that each text of `table` goes to, not read yet: a large paste is read in the background."""
    plan, rows = PastePlan(), _RowIds(model, block[0], max(block[2] + 1, block[0] + len(table)))
    count, columns = model.rowCount(), model.columnCount()
    for row, column, pasted in _targets(table, block):
        if pasted is None:
            continue
        id = rows.id(row, bool(pasted.text.strip()) or row < count - 1)
        if column >= columns or id is None:
            plan.outside += bool(pasted.text.strip())
            continue
        index = model.index(min(row, max(count - 1, 0)), column)
        open, unit = rows.typed_and_unit(index)
        if not open:
            plan.locked += 1
        elif id:
            field = model.field_at(index)
            if field.personal and row < count and _is_mask_of(field, model.cell(index), pasted.text):
                plan.same += 1
            else:
                plan.slots.append(Slot(model.form, model.period, id, row + 1, field, unit, pasted))
    return plan


def _is_mask_of(field: Field, cell: Cell, text: str) -> bool:
    """Whether a text is the mask of the number in the cell: pasting it back must not lose the digits."""
    text_there = hidden_text(cell)
    return field.personal and text_there is not None and text.strip() == kinds.kind_of(field).mask(text_there)


def read_slots(plan: PastePlan) -> None:
    """Read the texts of a plan; changes only the plan, so it may run in the background."""
    for slot in plan.slots:
        reading = read(slot.field, slot.pasted, slot.unit)
        edit = Edit(slot.form, slot.period, slot.row, slot.field.id, reading.cell)
        if reading.kind in ("proposed", "refused"):
            shown = slot.form.shown(slot.field, reading.cell, slot.row) if reading.kind == "proposed" else ""
            plan.doubts.append(DoubtfulText(edit, tr("第{n}行 · {title}", n=slot.line, title=slot.field.title), reading, shown))
        else:
            plan.edits.append(edit)
    plan.slots = []


def read(field: Field, pasted: Pasted, unit: str) -> Reading:
    """Read one pasted cell, with all the digits the source gave."""
    return kinds.read(pasted.raw(kinds.kind_of(field).quantity), field, unit=unit)


def _targets(table: Table, block: tuple[int, int, int, int]) -> Iterator[tuple[int, int, Pasted | None]]:
    top, left, bottom, right = block
    if len(table) == 1 and len(table[0]) == 1:
        yield from ((row, column, table[0][0]) for row in range(top, bottom + 1) for column in range(left, right + 1))
        return
    for n, row in enumerate(table):
        yield from ((top + n, left + m, pasted) for m, pasted in enumerate(row))


class _RowIds:
    """Row ids of a paste from `first` up to `end`; beyond the last row of a ledger each row with something in it gets a new one."""

    def __init__(self, model: Cells, first: int, end: int) -> None:
        self._model, self._first = model, first
        self._new: dict[int, str] = {}
        self._count = model.rowCount() - (1 if model.grows else 0)
        self._ids = model.row_ids(first, min(end, self._count))
        self._columns: dict[int, tuple[bool, str]] = {}  # by column of a ledger: whether it is typed, and its unit; the same in every row

    def id(self, row: int, filled: bool) -> str | None:
        """The id; "" for an empty cell of a row that is not there; None beyond a fixed form's end."""
        model, last = self._model, self._count
        if row < last:
            return self._ids[row - self._first]
        if not model.grows:
            return None
        if row not in self._new and filled:
            self._new[row] = model.row_id(last) if not self._new else model.session.office.new_row()
        return self._new.get(row, "")

    def typed_and_unit(self, index: Index) -> tuple[bool, str]:
        """Whether the cell is typed, and its unit."""
        model, column = self._model, index.column()
        if not model.grows:
            return model.editable(index), model.unit(index)
        if column not in self._columns:
            self._columns[column] = model.editable(index), model.unit(index)
        return self._columns[column]
