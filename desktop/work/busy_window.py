"""The window waits: while a large act is read or written it takes neither keys nor clicks, and afterwards all is as it was."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class BusyWindow(QObject):
    """The waiting of the window a page stands in. Each `begin` has its `end`; they may stand inside each other.

    The whole window waits, not the page alone: meanwhile nobody turns to another period, finalises, or takes another pack.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._depth = page, 0
        self._focus: QWidget | None = None

    @property
    def on(self) -> bool:
        """Whether it waits."""
        return self._depth > 0

    def begin(self) -> None:
        """From here on."""
        self._depth += 1
        if self._depth == 1:
            window = self._page.window()
            self._focus = QApplication.focusWidget()
            window.setCursor(Qt.CursorShape.WaitCursor)
            window.setEnabled(False)

    def end(self) -> None:
        """Up to here; the focus goes back to what had it."""
        self._depth -= 1
        if self._depth == 0:
            window = self._page.window()
            window.setEnabled(True)
            window.unsetCursor()
            if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
                self._focus.setFocus()
            self._focus = None
