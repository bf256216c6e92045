"""A list of the possible meanings of a cell, filtered by words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.exchange.lead_form.pointing import Meaning
from desktop.widgets import look
from desktop.widgets.list_enter import ListEnter
from desktop.words.i18n import tr

MOST = 200  # lines shown, at most
ID = Qt.ItemDataRole.UserRole


class _Words(QLineEdit):
    """The filter line: arrows move in the list below, Enter takes, Escape leaves."""

    def __init__(self, finder: MeaningFinder) -> None:
        super().__init__()
        self._finder = finder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the keys on to the list."""
        list_, key = self._finder.list, event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            list_.setCurrentRow(max(0, min(list_.currentRow() + (1 if key == Qt.Key.Key_Down else -1), list_.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finder.take()
        elif key == Qt.Key.Key_Escape:
            self._finder.left.emit()
        else:
            super().keyPressEvent(event)


class MeaningFinder(QWidget):
    """Emits `chosen(Meaning)` when a line is taken, `left` on Escape."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._meanings: Sequence[Meaning] = ()
        self.words = _Words(self)
        self.words.setObjectName("meaningWords")
        self.words.setAccessibleName(tr("查找这一格是什么"))
        self.words.setPlaceholderText(tr("打几个字查找，Enter 选定"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _: self._show())
        self.list = QListWidget()
        self.list.setObjectName("meaningList")
        self.list.setAccessibleName(tr("这一格是什么"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.take())
        ListEnter(self.list, self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.words)

    def offer(self, meanings: Sequence[Meaning]) -> None:
        """Show the possible meanings, the likeliest first."""
        self._meanings = meanings
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._show()

    def take(self) -> None:
        """Take the current line."""
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(ID))

    def _show(self) -> None:
        words = self.words.text().split()
        self.list.clear()
        for meaning in [meaning for meaning in self._meanings if all(word in meaning.title for word in words)][:MOST]:
            item = QListWidgetItem(meaning.title, self.list)
            item.setToolTip(look.tip(meaning.title))
            item.setData(ID, meaning)
        self.list.setCurrentRow(0)
