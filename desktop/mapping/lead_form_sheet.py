"""A sheet of the lead office's workbook: its values, merged cells, and the mapped cells in colour."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import get_column_letter
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from db.packs.lead_form import LeadFormCell
from db.packs.model import Pack
from desktop.exchange.lead_form.form_map import ForeignMap
from desktop.exchange.lead_form.pointing import cells
from desktop.exchange.lead_form.sheet_grid import SheetGrid
from desktop.exchange.xlsx.cell_address import place
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.words.names import blank_title

ROWS, COLUMNS = 400, 60  # shown at most; a form is smaller
SPANS = 2000  # merged cells shown, at most
MARGIN = 2  # empty rows and columns after the used ones
NARROW, WIDE = 56, 200  # px at 100 %, column width
WASHES = {"name": "locked", "cell": "accent-wash", "fact": "good-wash"}
Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The cells of a sheet; `show_map` updates their colours."""

    def __init__(self, grid: SheetGrid, pack: Pack) -> None:
        super().__init__()
        self.grid, self.pack = grid, pack
        self._meanings: dict[tuple[int, int], LeadFormCell] = {}
        self._names: set[tuple[int, int]] = set()
        self._rows, self._columns = min(grid.bottom + MARGIN, ROWS), min(grid.right + MARGIN, COLUMNS)

    def show_map(self, map_: ForeignMap) -> None:
        """Colour the cells by a map."""
        spots = [spot for spot in map_.spots if spot.sheet == self.grid.name]
        self._names = {place(spot.anchor) for spot in spots if spot.anchor}
        tops: dict[int, int] = {}
        for row, column in (place(spot.cell) for spot in spots if spot.form):
            tops[column] = min(row, tops.get(column, row))
        self._names |= {self._head(row, column) for column, row in tops.items()}
        self._meanings = cells(map_, self.grid.name)
        self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, self._columns - 1))

    def _head(self, row: int, column: int) -> tuple[int, int]:
        """The head cell above the first cell of a column."""
        row -= 1
        while row > 1 and (self.grid.numbering(row) or not self.grid.text(row, column)):
            row -= 1
        return self.grid.merged(row, column).top, self.grid.merged(row, column).left

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """The number of rows."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """The number of columns."""
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Letters of columns, numbers of rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return get_column_letter(section + 1) if orientation is Qt.Orientation.Horizontal else str(section + 1)

    def meaning(self, row: int, column: int) -> LeadFormCell | None:
        """The meaning of a cell."""
        return self._meanings.get((row, column))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, colour and full meaning of a cell."""
        at = index.row() + 1, index.column() + 1
        spot = self._meanings.get(at)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(at, spot)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._text(at, spot) or blank_title(f"{get_column_letter(at[1])}{at[0]}")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return title(spot, self.pack) if spot else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return look.tip("\n".join(filter(None, (self.grid.text(*at), title(spot, self.pack) if spot else ""))))
        if role == Qt.ItemDataRole.BackgroundRole and (kind := self._kind(at, spot)):
            return look.colour(WASHES[kind])
        if role == Qt.ItemDataRole.ForegroundRole:
            return look.colour("accent" if spot and not spot.label else "ink")
        if role == Qt.ItemDataRole.TextAlignmentRole and self.grid.merged(*at).left != self.grid.merged(*at).right:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _text(self, at: tuple[int, int], spot: LeadFormCell | None) -> str:
        own = self.grid.texts.get(at, "").replace("\n", " ")
        if own or spot is None:
            return own or ("ƒ" if at in self.grid.formulas else "")
        return f"→ {_field(spot, self.pack)}" if place(spot.cell)[0] == at[0] or spot.row or not spot.form else "→"

    def _kind(self, at: tuple[int, int], spot: LeadFormCell | None) -> str:
        if spot is not None:
            return "cell" if spot.form else "fact"
        return "name" if at in self._names else ""


class SheetView(QTableView):
    """Emits `moved(row, column)` from 1 when the current cell changes, `asked` on Enter, `cleared` on Delete."""

    moved = Signal(int, int)
    asked = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("theirSheet")
        self.setAccessibleName(tr("对方的表"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(look.px(28))
        self.horizontalHeader().setMinimumSectionSize(look.px(NARROW))

    def show_sheet(self, model: SheetModel) -> None:
        """Show a sheet with its merged cells."""
        self.clearSpans()
        self.setModel(model)
        for merge in model.grid.merges[:SPANS]:
            high, wide = min(merge.bottom, model.rowCount()) - merge.top + 1, min(merge.right, model.columnCount()) - merge.left + 1
            if high > 0 and wide > 0 and high * wide > 1:
                self.setSpan(merge.top - 1, merge.left - 1, high, wide)
        self.resizeColumnsToContents()
        for n in range(model.columnCount()):
            self.setColumnWidth(n, max(min(self.columnWidth(n), look.px(WIDE)), look.px(NARROW)))
        self.selectionModel().currentChanged.connect(lambda index, _: self.moved.emit(index.row() + 1, index.column() + 1))

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current."""
        self.setCurrentIndex(self.model().index(row - 1, column - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter and Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


def title(spot: LeadFormCell, pack: Pack) -> str:
    """The full meaning of a cell, with the factor from our unit to theirs."""
    if not spot.form:
        return fact_titles()[spot.field]
    form = next((form for form in pack.forms if form.id == spot.form), None)
    row = form.row(spot.row) if form else None
    name = f"{row.code} {row.title}" if row else form.title if form else spot.form
    times = tr("，写入时乘 {times}", times=spot.times) if spot.times != "1" else ""
    return f"{name} · {_field(spot, pack)}{times}"


def _field(spot: LeadFormCell, pack: Pack) -> str:
    if not spot.form:
        return fact_titles()[spot.field]
    form = next((form for form in pack.forms if form.id == spot.form), None)
    return form.field(spot.field).title if form and form.has(spot.field) else spot.field


def fact_titles() -> dict[str, str]:
    """The titles of the facts above and below a table."""
    return {
        "office_name": tr("填报单位名称"), "period": tr("报告期"), "head": tr("单位负责人"), "reviewer": tr("审核人"),
        "preparer": tr("填表人"), "phone": tr("联系电话"), "at": tr("报出日期"),
    }  # fmt: skip
