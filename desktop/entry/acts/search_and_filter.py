"""What part of a form is shown: the search box, the filters of the columns, only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from desktop.entry.grid.column_filter import FilterBox
from desktop.entry.models.face import RowFilter
from desktop.widgets import look
from desktop.words.i18n import tr

if TYPE_CHECKING:
    from desktop.entry.page import EntryPage

REST = 250  # ms without typing before a search starts


class SearchAndFilter(QObject):
    """Keeps the page's search box and turns what a person asks for into the model's `RowFilter`."""

    def __init__(self, page: EntryPage) -> None:
        super().__init__(page)
        self._page = page
        self.box = QLineEdit()
        self.box.setObjectName("entry-search")
        self.box.setAccessibleName(tr("查找"))
        self.box.setPlaceholderText(tr("查找（Ctrl+F）"))
        self.box.setClearButtonEnabled(True)
        self.box.setFixedWidth(look.px(200))
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self._search)
        self.box.textChanged.connect(lambda _: self._timer.start())
        self.box.returnPressed.connect(self._now)
        away = QShortcut(QKeySequence("Esc"), self.box)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.activated.connect(self.forget)
        page.grid.escaped.connect(self.forget)

    def to_search(self) -> None:
        """To the search box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def clear(self) -> None:
        """Empty the search box without searching."""
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)

    def forget(self) -> None:
        """Search for nothing, and back to the grid."""
        self.clear()
        self._now()

    def all(self) -> None:
        """Show everything in the form's own order."""
        self.clear()
        self._page.choose(RowFilter())

    def _search(self) -> None:
        model = self._page.model
        if model is not None and self.box.text().strip() != model.choice.search:
            self._page.choose(RowFilter(self.box.text().strip(), model.choice.filters, model.choice.order, model.choice.changed))

    def _now(self) -> None:
        self._timer.stop()
        self._search()
        self._page.commands.grid.setFocus()

    def only_changed(self, on: bool) -> None:
        """Only the rows that changed this period."""
        model = self._page.model
        if model is not None:
            self._page.choose(RowFilter(model.choice.search, model.choice.filters, model.choice.order, on))

    def ask_here(self) -> None:
        """Open the filter of the current column."""
        if self._page.grid.isVisible() and self._page.grid.currentIndex().isValid():
            self.ask(self._page.grid.currentIndex().column())

    def ask(self, column: int) -> None:
        """Open the filter under a column's head."""
        page, model = self._page, self._page.model
        if model is None or not model.sorted_field(column):
            return
        box = FilterBox(page, page.grid, model.sorted_field(column), model.title(column), model.choice)
        box.chosen.connect(page.choose)
        heads = page.grid.heads
        left = page.grid.frozen.heads if column < page.grid.columns_frozen() else heads
        box.open(left.mapTo(page, QPoint(max(left.sectionViewportPosition(column), 0), left.height())))
