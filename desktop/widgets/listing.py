"""A read-only table of short texts, the same on every page that lists things: quiet head, rows by key, the id of each row kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.widgets import look
from desktop.words.names import blank_title

ID = Qt.ItemDataRole.UserRole
LEFT, RIGHT = (side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


class Listing(QTableWidget):
    """`fill` shows lines of texts; the id of a line is what `chosen` answers.

    `widths` in px at 100 %, more where the title of a column needs it; 0 takes what is left.
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
        """The titles of the columns; the texts of the columns `numbers` stand at the right, like their titles."""
        self.numbers = numbers
        self.setColumnCount(len(head))
        for n, title in enumerate(head):
            item = QTableWidgetItem(title)
            item.setTextAlignment(RIGHT if n in numbers else LEFT)
            self.setHorizontalHeaderItem(n, item)

    def fill(self, lines: Sequence[tuple[object, Sequence[str], str]]) -> None:
        """Lines of (id, texts, colour name or nothing); what was chosen stays chosen."""
        chosen = self.chosen
        self.blockSignals(True)
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._put(row, *line)
        self.blockSignals(False)
        current_row = next((row for row, (id, _, _) in enumerate(lines) if id == chosen), 0 if lines else -1)
        self.setCurrentCell(current_row, max(self.currentColumn(), 0))

    def add(self, lines: Sequence[tuple[object, Sequence[str], str]]) -> None:
        """More lines below those there are."""
        first = self.rowCount()
        self.setRowCount(first + len(lines))
        for row, line in enumerate(lines, first):
            self._put(row, *line)

    def fit(self, column: int) -> None:
        """A column that says in a word or two what a line is never cuts it."""
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
        """The id of the line chosen, or nothing."""
        item = self.item(self.currentRow(), 0) if self.currentRow() >= 0 else None
        return item.data(ID) if item else None
