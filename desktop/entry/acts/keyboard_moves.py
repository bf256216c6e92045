"""Moving through the page by key: to another part of it, and back to the grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from db.messages import Sentence
from desktop.widgets.actions import action


class KeyboardMoves(QObject):
    """Moves the focus between the `parts` of a page, in their order; `grid` returns the grid in front, which is one of them."""

    def __init__(self, page: QWidget, grid: Callable[[], QWidget], parts: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(page)
        self._grid, self._parts = grid, parts

    def home_by_escape(self, *widgets: QWidget) -> None:
        """Make Esc in these widgets return to the grid."""
        for widget in widgets:
            back = QShortcut(QKeySequence("Esc"), widget)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.home)

    def home(self) -> None:
        """To the grid or the card."""
        self._grid().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @action("next-part", Sentence("到下一区"), "F6")
    def next_part(self) -> None:
        """To the next visible part."""
        self._step(1)

    @action("last-part", Sentence("到上一区"), "Shift+F6")
    def last_part(self) -> None:
        """To the part before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        shown = [part for part in self._parts() if part.isVisible()]
        focus = QApplication.focusWidget()
        current = next((n for n, part in enumerate(shown) if _holds(part, focus)), shown.index(self._grid()))
        shown[(current + by) % len(shown)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))
