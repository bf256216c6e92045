"""The ways through the page by key: to another form, another part of the page, the next problem, and back to the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from db.rules.problem import Problem
from desktop.words.i18n import tr

if TYPE_CHECKING:
    from desktop.entry.page import EntryPage


class KeyboardMoves(QObject):
    """Moves the focus about the page, and takes what the drawer and the paste review say."""

    def __init__(self, page: EntryPage) -> None:
        super().__init__(page)
        self._page = page
        page.drawer.chosen.connect(self._arrive)
        page.drawer.noted.connect(self._noted)
        page.review.emptied.connect(self.home)
        for part in (page.forms, page.panel, page.drawer, page.review):
            back = QShortcut(QKeySequence("Esc"), part)
            back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            back.activated.connect(self.home)

    def home(self) -> None:
        """To the grid or the card."""
        self._page.commands.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def form(self, by: int) -> None:
        """To the next form or the one before."""
        forms = self._page.forms
        row = forms.currentRow() + by
        if 0 <= row < forms.count():
            forms.setCurrentRow(row)
            self.home()

    def part(self, by: int) -> None:
        """To the next part of the page that is in sight: forms, grid, what was read in, review, problems, side panel."""
        page = self._page
        parts = (page.forms, page.commands.grid, page.reading.result, page.review.table, page.drawer.tree, page.panel)
        shown = [part for part in parts if part.isVisible()]
        focus = QApplication.focusWidget()
        now = next((n for n, part in enumerate(shown) if _holds(part, focus)), shown.index(page.commands.grid))
        wanted = shown[(now + by) % len(shown)]
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if wanted is page.drawer.tree:
            page.drawer.enter()

    def problem(self, by: int) -> None:
        """To the next problem that still asks for something, or the one before."""
        if not self._page.drawer.step(by):
            self._page.say(tr("没有要处理的问题了"))

    def _arrive(self, one: Problem) -> None:
        self._page.go_to(one.form, one.row, one.field)
        self.home()

    def _noted(self, one: Problem, text: str) -> None:
        page = self._page
        if (pack := page.session.pack) is None:
            return
        page.session.office.accept(pack, page.session.period, one.form, one.row, one.field, one.rule, text, one.about)
        page.say(tr("说明已保存") if text.strip() else tr("说明已取消"))
        page.session.refresh()
        self.home()


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))
