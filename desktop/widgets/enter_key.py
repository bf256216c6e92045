"""Lets Enter press the focused button: outside dialogs Qt only does so for Space."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication


def pressed(event: QKeyEvent) -> bool:
    """For key events a window gets because no widget accepted them: if it is Enter on a button, send Space to it and return True."""
    button = QApplication.focusWidget()
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not isinstance(button, QAbstractButton):
        return False
    QApplication.sendEvent(button, QKeyEvent(event.type(), Qt.Key.Key_Space, event.modifiers(), "", event.isAutoRepeat()))
    return True
