"""Where the keys go when an act of a page ends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusReturn:
    """Back to what had the focus when the act began or, where that is gone or off, to the first of `others` that is not."""

    def __init__(self, page: QWidget, others: Sequence[QWidget]) -> None:
        self._page, self._others = page, others
        self._before: QWidget | None = None

    def begin(self) -> None:
        """An act begins."""
        now = QApplication.focusWidget()
        self._before = now if now is not None and self._page.isAncestorOf(now) else None

    def end(self) -> None:
        """It is over."""
        if self._before is not None:
            self.turn_to(self._before)
            self._before = None

    def turn_to(self, wanted: QWidget) -> None:
        """Give the focus to this, or to who comes next."""
        usable = [widget for widget in (wanted, *self._others) if isValid(widget) and widget.isEnabled() and widget.isVisible()]
        if usable:
            usable[0].setFocus()
