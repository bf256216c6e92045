"""Gives the keyboard focus back when an act of a page ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusReturn:
    """To the widget that had the focus when the act began, or, where it is gone or disabled, to the first usable one of `others`."""

    def __init__(self, page: QWidget, others: Sequence[QWidget]) -> None:
        self._page, self._others = page, others
        self._focused: QWidget | None = None

    def begin(self) -> None:
        """An act begins."""
        now = QApplication.focusWidget()
        self._focused = now if now is not None and self._page.isAncestorOf(now) else None

    def end(self) -> None:
        """The act has ended."""
        if self._focused is not None:
            self.turn_to(self._focused)
            self._focused = None

    def turn_to(self, wanted: QWidget) -> None:
        """Give the focus to this widget or the first usable one of the others."""
        usable = [widget for widget in (wanted, *self._others) if isValid(widget) and widget.isEnabled() and widget.isVisible()]
        if usable:
            usable[0].setFocus()
