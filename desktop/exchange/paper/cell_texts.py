"""The texts of a table's rows as they stand on paper: values with their decimals, the four states, headings, the total."""

from __future__ import annotations

from db.packs.model import Row
from db.returns.tables import Table
from db.values.cell import Cell, State, value
from db.values.kinds import machine_text
from db.values.outgoing import shown

MARKED = frozenset((State.NA, State.CHECK, State.RAW))
TOTAL = "合计"
NONE = "本期无记录"
MOVED = "*"  # before a number that 舍位平衡 moved


class CellTexts:
    """Writes the cells of one table as text."""

    def __init__(self, table: Table) -> None:
        self.form, self._printed = table.form, table.printed
        self.fields = tuple(one.field for one in table.columns)
        self._computed = [one.rounded or bool(one.derive) and not self.form.typed(one) for one in self.fields]

    def text(self, row: str, place: int, cell: Cell) -> str:
        """The cell at `place` of the row: "" for 未填, 0, 不适用, 35 待核, or the text as typed."""
        if cell.state is State.EMPTY:
            return ""
        field = self.fields[place]
        if self._printed and (found := self._printed.get((row, field.id))):
            return MOVED + found.text if found.said else found.text
        return self.form.shown(field, cell, row)

    def total(self, place: int, number: int | float) -> str:
        """A number of the 合计 row."""
        return shown(value(number), self.fields[place], computed=self._computed[place])

    def plain_total(self, id: str, number: int | float) -> str:
        """The same as machine text, with all digits."""
        return machine_text(value(number), next(one for one in self.fields if one.id == id))

    def heading(self, row: str) -> Row | None:
        """The fixed row where it is a heading only."""
        found = self.form.row(row) if self.form.fixed else None
        return found if found is not None and found.heading else None
