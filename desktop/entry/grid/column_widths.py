"""The widths of a table's columns: those of its fields, or those set by the user."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.entry.grid.column_heads import initial_width
from desktop.entry.grid.frozen_table import FrozenTable
from desktop.widgets import look
from desktop.work import settings

REST = 500  # ms without dragging before widths are stored


class ColumnWidths(QObject):
    """Stores widths by form and column under the `name` of the table."""

    def __init__(self, table: FrozenTable, name: str) -> None:
        super().__init__(table)
        self._table, self._name = table, name
        self._changed: dict[str, str] = {}  # to be stored when the mouse rests
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.keep)
        table.heads.sectionResized.connect(self._on_resized)

    @property
    def _key(self) -> str:
        return f"column-widths/{self._name}/{self._table.cells.form.key.replace('/', '.')}"

    def restore(self) -> None:
        """Give all columns their widths."""
        table, widths = self._table, settings.get_map(self._key)
        table.heads.blockSignals(True)
        for column in range(table.cells.columnCount()):
            text = widths.get(table.cells.name_of(column), "")
            table.setColumnWidth(column, look.px(int(text)) if text.isdecimal() else initial_width(table.cells, column))
        table.heads.blockSignals(False)

    def keep(self) -> None:
        """Store the changed widths."""
        self._timer.stop()
        if self._changed:
            settings.put_map(self._key, settings.get_map(self._key) | self._changed)
            self._changed = {}

    def _on_resized(self, column: int, _: int, width: int) -> None:
        if self._table.frozen.columnWidth(column) != width:
            self._table.frozen.setColumnWidth(column, width)
        self._changed[self._table.cells.name_of(column)] = str(round(width * 100 / look.scale()))
        self._timer.start()
        self._table.frozen.follow()
