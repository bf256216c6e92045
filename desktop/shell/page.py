"""The base class of every page of the window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.work.session import Session


class PageWidget(QWidget):
    """A page asks for things by signals and never knows the window or another page.

    `go_wanted(page, what)`: another page ("" for the one before), and what it is to show; `message(text)` for the status line;
    `problems_changed(problems)` from a page that checks anyway, shown in the status line while it is in front; `rebuild_wanted` after a
    change of size or language; `restore_wanted(number)` to put a copy of the file in its place.
    """

    go_wanted = Signal(str, object)
    message = Signal(str)
    problems_changed = Signal(object)
    rebuild_wanted = Signal()
    restore_wanted = Signal(int)

    checks_itself = False  # whether it emits `problems_changed`

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("kind", "page")

    def go(self, page: str, **what: Any) -> None:
        """Go to another page, which is given the keywords in `arrive`."""
        self.go_wanted.emit(page, what)

    def arrive(self, *_: Any, **what: Any) -> None:
        """Show what another page, the search or a menu asks for; the keywords are those given to `go`."""

    def may_close(self) -> bool:
        """Whether the window may close without losing anything."""
        return True

    def stop(self) -> None:
        """Cancel background jobs: the office is about to be closed."""
