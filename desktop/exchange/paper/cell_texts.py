"""The texts of a table's rows as printed: values with their decimals, the four states, headings, the total."""

from __future__ import annotations

from db.packs.model import Row
from db.returns.tables import Table
from db.values.cell import Cell, State, value
from db.values.kinds import machine_text
from db.values.outgoing import shown

MARKED = frozenset((State.NA, State.CHECK, State.RAW))
TOTAL = "合计"
NONE = "本期无记录"
MOVED = "*"  # printed before a number that was changed by 舍位平衡


class CellTexts:
    """Writes the cells of one table as text."""

    def __init__(self, table: Table) -> None:
        self.form, self._printed = table.form, table.printed
        self.fields = tuple(column.field for column in table.columns)
        self._computed = [field.rounded or bool(field.derive) and not self.form.typed(field) for field in self.fields]

    def text(self, row: str, place: int, cell: Cell) -> str:
        """The cell at `place` of the row: "" for 未填, 0, 不适用, 35 待核, or the text as typed."""
        if cell.state is State.EMPTY:
            return ""
        field = self.fields[place]
        if self._printed and (printed := self._printed.get((row, field.id))):
            return MOVED + printed.text if printed.said else printed.text
        return self.form.shown(field, cell, row)

    def total(self, place: int, number: int | float) -> str:
        """A number of the 合计 row."""
        return shown(value(number), self.fields[place], computed=self._computed[place])

    def plain_total(self, id: str, number: int | float) -> str:
        """The same number as machine-readable text, with all digits."""
        return machine_text(value(number), next(field for field in self.fields if field.id == id))

    def heading(self, row: str) -> Row | None:
        """The fixed row if it is only a heading, else None."""
        fixed_row = self.form.row(row) if self.form.fixed else None
        return fixed_row if fixed_row is not None and fixed_row.heading else None
