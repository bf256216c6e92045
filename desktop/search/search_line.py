"""The line of the search: it has the focus, passes keys on to the list, and also searches for text being composed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets import look
from desktop.words.i18n import tr

STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -7, Qt.Key.Key_PageDown: 7}


class SearchLine(QLineEdit):
    """Emits `asked(text)` on every change, `stepped(n)` for the list, `taken` on Enter, `left` on Esc."""

    asked = Signal(str)
    stepped = Signal(int)
    taken = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composed = ""
        self.setObjectName("searchField")
        self.setAccessibleName(tr("查找"))
        self.setPlaceholderText(tr("查找方案、任务、指标、台账，或台账里的一行"))
        self.setClearButtonEnabled(True)
        self.addAction(look.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._ask)

    @property
    def composing(self) -> bool:
        """Whether an input method is composing."""
        return bool(self._composed)

    def _ask(self) -> None:
        """Search with the composed letters included: the pinyin laojiu already finds hits."""
        at = self.cursorPosition()
        self.asked.emit(self.text()[:at] + "".join(self._composed.replace("'", "").split()) + self.text()[at:])

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """Search again when the composed text changes."""
        before, self._composed = self._composed, event.preeditString()
        super().inputMethodEvent(event)
        if before != self._composed:
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up, Down, Enter and Esc are for the list."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802
        """Tab moves in the list too."""
        self.stepped.emit(1 if forwards else -1)
        return True
