"""Enter on a list of a box: it does what the list is for, and does not press the box's main button too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class ListEnter(QObject):
    """Watches `list_` for Enter, and then does `do`."""

    def __init__(self, list_: QWidget, do: Callable[[], object]) -> None:
        super().__init__(list_)
        self._do = do
        list_.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Enter from the box."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do()
            return True
        return False
