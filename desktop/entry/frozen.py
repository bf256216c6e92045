"""The columns that stay at the left: a second view on the same model and selection, laid over the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView

from desktop.entry.header import TitleHeader
from desktop.entry.unspoken import leave_out
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.entry.grid import Grid

SHARE = 0.66  # of the view that frozen columns may take


class FrozenColumns(QTableView):
    """Shows the first columns of `grid` and follows it; keys go to the grid."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.grid = grid
        self.setObjectName("frozen-columns")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(grid.verticalScrollMode())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(grid.delegate)
        self.setMouseTracking(True)
        self.heads = TitleHeader(self)
        self.setHorizontalHeader(self.heads)
        self.heads.setSectionResizeMode(TitleHeader.ResizeMode.Interactive)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(TitleHeader.ResizeMode.Fixed)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(tr("行号"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)
        self.heads.sectionResized.connect(self._resized)
        self.viewport().installEventFilter(self)
        self.hide()

    def follow(self) -> None:
        """Take the grid's model, selection, heights and widths."""
        grid = self.grid
        if self.model() is not grid.model():
            self.setModel(grid.model())
        self.setSelectionModel(grid.selectionModel())
        self.verticalHeader().setDefaultSectionSize(grid.verticalHeader().defaultSectionSize())
        for column in range(grid.model().columnCount()):
            self.setColumnWidth(column, grid.columnWidth(column))  # first: what comes into sight tells the grid its width
            self.setColumnHidden(column, column >= grid.columns_frozen())
        self.place()

    def place(self) -> None:
        """Lie over the grid's left columns, or hide where there are none."""
        grid = self.grid
        width = self.reach()
        self.setVisible(width > 0)
        grid.heads.setProperty("covered", width)
        if width:
            head = grid.horizontalHeader().height()
            self.setGeometry(grid.verticalHeader().width() + grid.frameWidth(), grid.frameWidth(), width, grid.viewport().height() + head)
            self.heads.setFixedHeight(head)
            self.verticalScrollBar().setValue(grid.verticalScrollBar().value())

    def reach(self) -> int:
        """How far to the right they lie."""
        return sum(self.grid.columnWidth(column) for column in range(self.grid.columns_frozen()))

    def _resized(self, column: int, _: int, new: int) -> None:
        if self.grid.columnWidth(column) != new and new:
            self.grid.setColumnWidth(column, new)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A click here gives the keys to the grid; a double click edits there."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.grid.setFocus(Qt.FocusReason.MouseFocusReason)
        elif event.type() == QEvent.Type.MouseButtonDblClick:
            self.grid.edit_cell()
            return True
        elif event.type() == QEvent.Type.ContextMenu:
            self.grid.customContextMenuRequested.emit(self.viewport().mapTo(self.grid.viewport(), event.pos()))  # type: ignore[attr-defined]
            return True
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Sideways wheels move the grid."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            bar = self.grid.horizontalScrollBar()
            bar.setValue(bar.value() - event.angleDelta().x() // 2)
        else:
            super().wheelEvent(event)


leave_out(FrozenColumns)  # all its cells are the grid's
