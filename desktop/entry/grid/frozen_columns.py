"""The columns that stay at the left: a second view on the same model and selection, laid over the first. It only shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView

from desktop.entry.grid.column_heads import ColumnHeads
from desktop.entry.grid.unspoken_widgets import hide_from_screen_readers
from desktop.entry.models.cells import Index
from desktop.words.i18n import tr

SHARE = 0.66  # of the width that frozen columns may take


class FrozenColumns(QTableView):
    """Shows the first columns of `grid`, as many as `count` answers, and follows it; keys and mouse go to the grid."""

    def __init__(self, grid: QTableView, count: Callable[[], int]) -> None:
        super().__init__(grid)
        self.grid, self.count = grid, count
        self.setObjectName("frozen-columns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(grid.itemDelegate())
        self.setMouseTracking(True)
        self.heads = ColumnHeads(self)
        self.setHorizontalHeader(self.heads)
        self.heads.setSectionResizeMode(ColumnHeads.ResizeMode.Interactive)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(ColumnHeads.ResizeMode.Fixed)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(tr("行号"))
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        self.heads.sectionResized.connect(self._resized)
        self.viewport().installEventFilter(self)
        self.hide()

    def follow(self) -> None:
        """Take over the grid's model, selection, heights and widths."""
        grid = self.grid
        if self.model() is not grid.model():
            self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for column in range(grid.model().columnCount()):
            self.setColumnWidth(column, grid.columnWidth(column))  # first: a column that is shown emits its width to the grid
            self.setColumnHidden(column, column >= self.count())
        self.place()

    def place(self) -> None:
        """Cover the grid's left columns, or hide where none is frozen."""
        grid = self.grid
        width = self.reach()
        self.setVisible(width > 0)
        grid.horizontalHeader().setProperty("covered", width)
        if width:
            head = grid.horizontalHeader().height()
            self.setGeometry(grid.verticalHeader().width() + grid.frameWidth(), grid.frameWidth(), width, grid.viewport().height() + head)
            self.heads.setFixedHeight(head)
            self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    def reach(self) -> int:
        """The width of all frozen columns."""
        return sum(self.grid.columnWidth(column) for column in range(self.count()))

    def _resized(self, column: int, _: int, new: int) -> None:
        if self.grid.columnWidth(column) != new and new:
            self.grid.setColumnWidth(column, new)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:  # noqa: N802
        """Nothing: the grid scrolls, and these columns follow."""

    def updateGeometries(self) -> None:  # noqa: N802
        """These columns never move sideways, however wide they are."""
        super().updateGeometries()
        self.horizontalScrollBar().setRange(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Pass mouse events to the grid: it finds the cell under the mouse here too, and holds the only selection."""
        view = self.grid.viewport()
        copy: QEvent
        if isinstance(event, QMouseEvent):
            at = QPointF(view.mapFromGlobal(event.globalPosition().toPoint()))
            copy = QMouseEvent(event.type(), at, event.globalPosition(), event.button(), event.buttons(), event.modifiers())
        elif isinstance(event, QContextMenuEvent):
            copy = QContextMenuEvent(event.reason(), view.mapFromGlobal(event.globalPos()), event.globalPos(), event.modifiers())
        elif isinstance(event, QHelpEvent):
            copy = QHelpEvent(event.type(), view.mapFromGlobal(event.globalPos()), event.globalPos())
        elif isinstance(event, QWheelEvent):
            copy = event.clone()
        else:
            return super().eventFilter(watched, event)
        QCoreApplication.sendEvent(view, copy)
        return True


hide_from_screen_readers(FrozenColumns)  # all its cells are cells of the grid
