"""A table whose first columns stay in sight: two views on one model that look and answer as one."""

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
    """Draws `Cells` and scrolls by whole columns; where a cell is seen is asked of this alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.heads = ColumnHeads(self)
        self.setHorizontalHeader(self.heads)
        self._set_up()
        self.frozen = FrozenColumns(self, self.columns_frozen)
        self._across, self._measuring = 0, False
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
        side.setMinimumWidth(look.px(NUMBERS))  # the columns stand still, whether there are rows or not
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
        """How many columns stay in sight: as many of the model's as leave room for the rest."""
        if not isinstance(self.model(), Cells):
            return 0
        room, wanted = self.viewport().width() * SHARE, self.cells.frozen
        while wanted and sum(self.columnWidth(n) for n in range(wanted)) > room:
            wanted -= 1
        return wanted

    # --- where a cell is seen

    def view_of(self, index: Index) -> QTableView:
        """The view a cell is seen in."""
        return self.frozen if self.frozen.isVisible() and index.column() < self.columns_frozen() else self

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        """Where a cell is seen, which is also what is told to those who listen: a frozen one stands in the columns laid over these."""
        return super().visualRect(index) if (view := self.view_of(index)) is self else view.visualRect(index)

    def indexAt(self, at: QPoint) -> QModelIndex:  # noqa: N802
        """The cell that is seen there."""
        covered = self.frozen.isVisible() and 0 <= at.x() < self.frozen.reach()
        return self.frozen.indexAt(at) if covered else super().indexAt(at)

    def room_for(self, index: Index) -> QRect:
        """Where an editor larger than its cell may lie, in this widget: not under the frozen columns, unless the cell is one of them."""
        view = self.viewport().geometry()
        return view if self.view_of(index) is self.frozen else view.adjusted(self.frozen.reach() if self.frozen.isVisible() else 0, 0, 0, 0)

    def redraw(self, *cells: Index) -> None:
        """Draw these anew."""
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
        """Where a whole column stands beside the frozen ones: none of its numbers is without its first digits."""
        return [self.heads.sectionPosition(n) - self.frozen.reach() for n in range(self.columns_frozen(), self.model().columnCount())]

    def _snap(self, value: int) -> None:
        """On to the next whole column, the way it goes."""
        right, self._across = value > self._across, value
        if self._measuring or not isinstance(self.model(), Cells):
            return
        whole = (
            min((edge for edge in self._edges() if edge >= value), default=value)
            if right
            else max((edge for edge in self._edges() if edge <= value), default=0)
        )
        if whole != value:
            self.horizontalScrollBar().setValue(whole)

    def updateGeometries(self) -> None:  # noqa: N802
        """Heads may have changed their size; at the far right the first column in sight is a whole one too."""
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
        """Where no row is shown, why."""
        super().paintEvent(event)
        if isinstance(self.model(), Cells) and (text := self.cells.nothing()):
            view, margin = self.viewport(), look.px(16)
            painter = QPainter(view)
            painter.setPen(look.colour("quiet"))
            room = view.rect().adjusted(self.frozen.reach() + margin, self.verticalHeader().defaultSectionSize() + margin, -margin, -margin)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
            painter.end()
