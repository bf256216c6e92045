"""Enter presses the button that has the focus: outside boxes Qt does so with Space alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication


def pressed(event: QKeyEvent) -> bool:
    """For a window, with a key down or up that nobody inside it took: whether it was Enter on a button, which took it as Space."""
    button = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(button, QAbstractButton):
        return False
    QApplication.sendEvent(button, QKeyEvent(event.type(), Qt.Key.Key_Space, event.modifiers(), "", event.isAutoRepeat()))
    return True
