"""A table of pairs: an item of the foreign file, and a drop-down of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from desktop.widgets.listing import Listing
from desktop.words.i18n import tr

OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4)


class ChoiceBox(QComboBox):
    """A drop-down that ignores the mouse wheel."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table scroll instead."""
        event.ignore()


class PairTable(Listing):
    """Emits `changed` after a choice. Enter opens the choice of a line, Delete clears it (不取).

    Each of ours can be chosen once: choosing it on another line clears the first.
    """

    changed = Signal()

    def __init__(self, name: str, title: str, head: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__(name, title, head, widths)
        self._choices: list[ChoiceBox] = []
        self._keys: list[str] = []
        self._ours: list[str] = []

    def show_pairs(self, lines: Sequence[tuple[str, Sequence[str]]], ours: Mapping[str, str], chosen: Mapping[str, str]) -> None:
        """Show lines of (key, texts), our ids with their titles, and the chosen id by key."""
        self.setRowCount(0)  # removes the old drop-downs
        self.fill([(key, (*texts, ""), "") for key, texts in lines])
        self._keys = [key for key, _ in lines]
        self._ours = ["", *ours]
        titles = QStringListModel([tr("不取"), *ours.values()], self)
        self._choices = []
        for row, (key, texts) in enumerate(lines):
            choice = ChoiceBox()
            choice.setModel(titles)
            choice.setProperty("kind", "cell")
            choice.setMaxVisibleItems(16)
            choice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            choice.setAccessibleName(tr("“{theirs}”是我们的", theirs=texts[0]))
            choice.setAccessibleDescription(choice.accessibleName())  # on Linux screen readers read the chosen text as its name
            choice.setCurrentIndex(self._ours.index(chosen.get(key, "")) if chosen.get(key, "") in self._ours else 0)
            choice.currentIndexChanged.connect(lambda _index, row=row: self._on_chosen(row))
            self.setCellWidget(row, self.columnCount() - 1, choice)
            self._choices.append(choice)

    def pairs(self) -> dict[str, str]:
        """The chosen id by key, "" for none."""
        return {key: self._ours[choice.currentIndex()] for key, choice in zip(self._keys, self._choices, strict=True)}

    def choose(self, key: str, id: str) -> None:
        """Choose an id for a line, "" for none."""
        self._choices[self._keys.index(key)].setCurrentIndex(self._ours.index(id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or clear the choice of the line."""
        row = self.currentRow()
        if row >= 0 and event.key() in OPENS:
            self._choices[row].showPopup()
        elif row >= 0 and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choices[row].setCurrentIndex(0)
        else:
            super().keyPressEvent(event)

    def _on_chosen(self, row: int) -> None:
        index = self._choices[row].currentIndex()
        for n, other in enumerate(self._choices):
            if index and n != row and other.currentIndex() == index:
                other.setCurrentIndex(0)
        self.changed.emit()
