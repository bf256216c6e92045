"""A read-only table of short texts, used by every page that lists things; each row has an id."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.widgets import look
from desktop.words.names import blank_title

ID = Qt.ItemDataRole.UserRole
LEFT, RIGHT = (side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


class Listing(QTableWidget):
    """`fill` shows lines of texts; `chosen` is the id of the current line.

    `widths` in px at 100 %, wider if the title of a column needs it; 0 takes the remaining width.
    """

    def __init__(self, name: str, title: str, head: Sequence[str], widths: Sequence[int], numbers: range = range(0)) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.set_head(head, numbers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.px(36))
        self.horizontalHeader().setHighlightSections(False)
        for n, width in enumerate(widths):
            if width:
                self.setColumnWidth(n, max(look.px(width), self.horizontalHeader().sectionSizeHint(n)))
            else:
                self.horizontalHeader().setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)

    def set_head(self, head: Sequence[str], numbers: range = range(0)) -> None:
        """Set the titles of the columns; the columns `numbers` are aligned right."""
        self.numbers = numbers
        self.setColumnCount(len(head))
        for n, title in enumerate(head):
            item = QTableWidgetItem(title)
            item.setTextAlignment(RIGHT if n in numbers else LEFT)
            self.setHorizontalHeaderItem(n, item)

    def fill(self, lines: Sequence[tuple[object, Sequence[str], str]]) -> None:
        """Show lines of (id, texts, colour name or ""); the chosen line stays chosen."""
        chosen = self.chosen
        self.blockSignals(True)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._put(row, *line)
        self.blockSignals(False)
        current_row = next((row for row, (id, _, _) in enumerate(lines) if id == chosen), 0 if lines else -1)
        self.setCurrentCell(current_row, max(self.currentColumn(), 0))

    def add(self, lines: Sequence[tuple[object, Sequence[str], str]]) -> None:
        """Append lines."""
        first = self.rowCount()
        self.setRowCount(first + len(lines))
        for row, line in enumerate(lines, first):
            self._put(row, *line)

    def fit(self, column: int) -> None:
        """Widen a column to its texts."""
        self.setColumnWidth(column, max(self.columnWidth(column), self.sizeHintForColumn(column)))

    def _put(self, row: int, id: object, texts: Sequence[str], colour: str) -> None:
        for n, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(look.tip(text))
            if n in self.numbers:
                item.setTextAlignment(RIGHT)
            if not text:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, blank_title(self._title(n)))
            if n == 0:
                item.setData(ID, id)
            if colour:
                item.setForeground(look.colour(colour))
            self.setItem(row, n, item)

    def _title(self, column: int) -> str:
        head = self.horizontalHeaderItem(column)
        return head.text() if head is not None else ""

    @property
    def chosen(self) -> object:
        """The id of the chosen line, or None."""
        item = self.item(self.currentRow(), 0) if self.currentRow() >= 0 else None
        return item.data(ID) if item else None
