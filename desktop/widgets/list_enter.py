"""Enter on a list in a dialog: it acts on the list and does not press the default button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class ListEnter(QObject):
    """Calls `do` when Enter is pressed in `list_`."""

    def __init__(self, list_: QWidget, do: Callable[[], object]) -> None:
        super().__init__(list_)
        self._do = do
        list_.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Consume Enter."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
            return True
        return False
