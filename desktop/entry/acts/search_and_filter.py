"""Which rows of a form are shown: the search box, the filters of the columns, only changed rows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from db.messages import Sentence
from desktop.entry.grid.column_filter import FilterBox
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import Cells
from desktop.entry.models.face import RowFilter
from desktop.widgets import look
from desktop.widgets.actions import action
from desktop.words.i18n import tr

REST = 250  # ms without typing before a search starts


class SearchAndFilter(QObject):
    """The search box and the column filters, turned into the model's `RowFilter`.

    `filter_wanted(RowFilter)` when other rows are to be shown, `left` when the focus goes back to the rows.
    """

    filter_wanted = Signal(object)
    left = Signal()

    def __init__(self, grid: Grid, page: QWidget) -> None:
        super().__init__(page)
        self._grid, self._page = grid, page
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
        grid.escaped.connect(self.forget)

    @property
    def _cells(self) -> Cells | None:
        model = self._grid.model()
        return model if isinstance(model, Cells) else None

    @action("find", Sentence("查找"), "Ctrl+F", icon="search")
    def to_search(self) -> None:
        """Focus the search box."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def clear(self) -> None:
        """Empty the search box without searching."""
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)

    def forget(self) -> None:
        """Clear the search and go back to the grid."""
        self.clear()
        self._now()

    def all(self) -> None:
        """Show everything in the form's own order."""
        self.clear()
        self.filter_wanted.emit(RowFilter())

    def _search(self) -> None:
        model = self._cells
        if model is not None and self.box.text().strip() != model.choice.search:
            self.filter_wanted.emit(RowFilter(self.box.text().strip(), model.choice.filters, model.choice.order, model.choice.changed))

    def _now(self) -> None:
        self._timer.stop()
        self._search()
        self.left.emit()

    @action("changed", Sentence("本期有变化"), "Ctrl+H", icon="history", toggles=True)
    def only_changed(self, on: bool) -> None:
        """Only the rows that changed this period."""
        model = self._cells
        if model is not None:
            self.filter_wanted.emit(RowFilter(model.choice.search, model.choice.filters, model.choice.order, on))

    @action("filter", Sentence("筛选本栏"), "Ctrl+Shift+L", icon="filter")
    def ask_here(self) -> None:
        """Open the filter of the current column."""
        if self._grid.isVisible() and self._grid.currentIndex().isValid():
            self.ask(self._grid.currentIndex().column())

    def ask(self, column: int) -> None:
        """Open the filter under a column's head."""
        grid, model = self._grid, self._cells
        if model is None or not model.sorted_field(column):
            return
        box = FilterBox(self._page, grid, model.sorted_field(column), model.title(column), model.choice)
        box.chosen.connect(self.filter_wanted)
        heads = grid.frozen.heads if column < grid.columns_frozen() else grid.heads
        box.open(heads.mapTo(self._page, QPoint(max(heads.sectionViewportPosition(column), 0), heads.height())))
