"""A table whose first columns stay visible: two views on one model that behave as one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop.entry.grid.cell_delegate import CellDelegate
from desktop.entry.grid.column_heads import ColumnHeads
from desktop.entry.grid.frozen_columns import SHARE, FrozenColumns
from desktop.entry.models.cells import Cells, Index
from desktop.widgets import look
from desktop.words.i18n import tr

NUMBERS = 40  # px at 100 % of the row numbers, at least


class FrozenTable(QTableView):
    """Draws `Cells` and scrolls by whole columns; answers where a cell is visible, for both views."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.heads = ColumnHeads(self)
        self.setHorizontalHeader(self.heads)
        self._set_up()
        self.frozen = FrozenColumns(self, self.columns_frozen)
        self._scrolled, self._measuring = 0, False
        self.horizontalScrollBar().valueChanged.connect(self._snap)
        self.entered.connect(self._hover)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(tr("行号"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        side.setHighlightSections(False)
        side.setMinimumWidth(look.px(NUMBERS))  # the columns do not move when rows appear
        self.set_row_height(look.ROW)

    @property
    def cells(self) -> Cells:
        """The model."""
        model = self.model()
        assert isinstance(model, Cells)
        return model

    @property
    def all_heads(self) -> tuple[ColumnHeads, ColumnHeads]:
        """The heads of both views."""
        return self.heads, self.frozen.heads

    def set_row_height(self, height: float) -> None:
        """The height of all rows, px at 100 %."""
        self.verticalHeader().setMinimumSectionSize(look.px(20))
        self.verticalHeader().setDefaultSectionSize(look.px(height))
        if hasattr(self, "frozen"):
            self.frozen.verticalHeader().setMinimumSectionSize(look.px(20))
            self.frozen.verticalHeader().setDefaultSectionSize(look.px(height))

    def columns_frozen(self) -> int:
        """How many columns are frozen: as many of the model's as leave room for the rest."""
        if not isinstance(self.model(), Cells):
            return 0
        room, wanted = self.viewport().width() * SHARE, self.cells.frozen
        while wanted and sum(self.columnWidth(n) for n in range(wanted)) > room:
            wanted -= 1
        return wanted

    # --- where a cell is visible

    def view_of(self, index: Index) -> QTableView:
        """The view that shows a cell."""
        return self.frozen if self.frozen.isVisible() and index.column() < self.columns_frozen() else self

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        """Where a cell is visible, also for screen readers: a frozen cell is in the columns laid over these."""
        return super().visualRect(index) if (view := self.view_of(index)) is self else view.visualRect(index)

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: N802
        """The cell that is visible at a point."""
        covered = self.frozen.isVisible() and 0 <= at.x() < self.frozen.reach()
        return self.frozen.indexAt(at) if covered else super().indexAt(at)

    def room_for(self, index: Index) -> QRect:
        """Where an editor larger than its cell may lie, in this widget: not under the frozen columns, unless the cell is one of them."""
        view = self.viewport().geometry()
        return view if self.view_of(index) is self.frozen else view.adjusted(self.frozen.reach() if self.frozen.isVisible() else 0, 0, 0, 0)

    def redraw(self, *cells: Index) -> None:
        """Redraw these cells."""
        for index in cells:
            if index.isValid():
                self.update(index)
                self.frozen.update(index)

    def _hover(self, index: QModelIndex) -> None:
        before, self.delegate.hovered = self.delegate.hovered, QPersistentModelIndex(index)
        self.redraw(before, index)

    # --- scrolling

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible) -> None:  # noqa: N802
        """Never leaves a cell under the frozen columns, never moves sideways for a frozen one."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.columns_frozen():
            bar.setValue(before)
            return
        hidden = self.frozen.reach() - self.visualRect(index).left()
        if self.frozen.isVisible() and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def _edges(self) -> list[int]:
        """The scroll values at which a column begins right beside the frozen ones, so that no number is cut at its left."""
        return [self.heads.sectionPosition(n) - self.frozen.reach() for n in range(self.columns_frozen(), self.model().columnCount())]

    def _snap(self, value: int) -> None:
        """Scroll on to the next whole column in the same direction."""
        right, self._scrolled = value > self._scrolled, value
        if self._measuring or not isinstance(self.model(), Cells):
            return
        target = (
            min((edge for edge in self._edges() if edge >= value), default=value)
            if right
            else max((edge for edge in self._edges() if edge <= value), default=0)
        )
        if target != value:
            self.horizontalScrollBar().setValue(target)

    def updateGeometries(self) -> None:  # noqa: N802
        """Heads may have changed their size; also at the far right the first visible column is a whole one."""
        if not hasattr(self, "frozen") or not isinstance(self.model(), Cells):
            super().updateGeometries()
            return
        bar, self._measuring = self.horizontalScrollBar(), True
        before = bar.value()
        super().updateGeometries()
        if bar.maximum():
            bar.setMaximum(min((edge for edge in self._edges() if edge >= bar.maximum()), default=bar.maximum()))
        bar.setValue(before)
        self._measuring = False
        self.frozen.place()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The frozen columns keep their place."""
        super().resizeEvent(event)
        if isinstance(self.model(), Cells):
            self.frozen.follow()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Where there are no rows, draw the reason."""
        super().paintEvent(event)
        if isinstance(self.model(), Cells) and (text := self.cells.empty_text()):
            view, margin = self.viewport(), look.px(16)
            painter = QPainter(view)
            painter.setPen(look.colour("quiet"))
            room = view.rect().adjusted(self.frozen.reach() + margin, self.verticalHeader().defaultSectionSize() + margin, -margin, -margin)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            painter.end()
