"""Disables the window while a large act is read or written, and restores it afterwards."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class BusyWindow(QObject):
    """Disables the window of a page. Each `begin` needs an `end`; they may be nested.

    The whole window is disabled, not only the page, so that nobody changes the period, finalises or adopts a pack meanwhile.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._depth = page, 0
        self._focus: QWidget | None = None

    @property
    def on(self) -> bool:
        """Whether the window is disabled."""
        return self._depth > 0

    def begin(self) -> None:
        """Disable the window."""
        self._depth += 1
        if self._depth == 1:
            window = self._page.window()
            self._focus = QApplication.focusWidget()
            window.setCursor(Qt.CursorShape.WaitCursor)
            window.setEnabled(False)

    def end(self) -> None:
        """Enable the window again and restore the focus."""
        self._depth -= 1
        if self._depth == 0:
            window = self._page.window()
            window.setEnabled(True)
            window.unsetCursor()
            if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
                self._focus.setFocus()
            self._focus = None
