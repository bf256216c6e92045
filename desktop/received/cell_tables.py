"""The cells of one received return as tables: the values as reported, and each cell beside the same cell of other versions.

Rows are read in pages and forgotten again, so that a ledger of a million rows opens like one of ten. Nothing here can be typed into.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.overview import duties
from db.packs.model import Form
from db.received import review, store
from db.received.questions import About
from db.received.review import ComparedCell, Review
from db.received.store import Placed
from db.values.kinds import kind_of
from db.values.numbers import write_number
from desktop.received.texts import SIGNS, WASHES, kind_title, shown
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.words.names import blank_title, period_title

PAGE, KEPT = 120, 40  # lines read at once, pages kept
SIDE = 6  # px at 100 %, at the sides of a cell
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NOWHERE = QModelIndex()
ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)  # fmt: skip
Index = QModelIndex | QPersistentModelIndex
Signs = Mapping[tuple[str, str, str], tuple[str, str]]  # (form, row, field) -> (kind, words)


class Framed(QStyledItemDelegate):
    """Draws a cell with room at its sides, the current one with a frame; it keeps its own colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, then its frame."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        whole, side = QRect(option.rect), look.px(SIDE)  # type: ignore[attr-defined]
        if (wash := index.data(Qt.ItemDataRole.BackgroundRole)) is not None:
            painter.fillRect(whole, wash)
        option.rect = whole.adjusted(side, 0, -side, 0)  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        option.rect = whole  # type: ignore[attr-defined]
        if chosen:
            width = look.px(2)
            painter.save()
            painter.setPen(QPen(look.colour("accent"), width))
            painter.drawRect(whole.adjusted(width // 2, width // 2, -width // 2 - 1, -width // 2 - 1))
            painter.restore()


class Lines(QAbstractTableModel):
    """Read-only lines of a form, fetched by pages; `signs` are drawn on the cells they are about."""

    page_size = PAGE

    def __init__(self, conn: Any, found: Review, form: Form, count: int, titles: Sequence[str], parent: Any = None) -> None:
        super().__init__(parent)
        self.conn, self.found, self.form, self.titles = conn, found, form, tuple(titles)
        self.signs: Signs = {}
        self._count = count
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()

    def fetch(self, first: int, count: int) -> list[Any]:
        """`count` lines from the `first` on."""
        raise NotImplementedError

    def about(self, index: Index) -> About:
        """Which cell of the return is meant."""
        raise NotImplementedError

    def text(self, line: Any, column: int) -> str:
        """What a cell shows."""
        raise NotImplementedError

    def right(self, column: int) -> bool:
        """Whether a column stands at the right."""
        raise NotImplementedError

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        raise NotImplementedError

    def numbers(self, index: Index) -> str:
        """What stands in the cell chosen, for who asks about it."""
        return self.text(self.line(index.row()), index.column())

    def line(self, row: int) -> Any:
        """One line, its page read where it is not at hand."""
        number = row // self.page_size
        if number not in self._pages:
            self._pages[number] = self.fetch(number * self.page_size, self.page_size)
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][row % self.page_size]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The lines."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles above, numbers at the left."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section] if orientation is Qt.Orientation.Horizontal else section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return RIGHT if self.right(section) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, side, and what is wrong or asked as colour, sign and words."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.right(index.column()) else LEFT
        if role not in ROLES:
            return None
        text = self.text(self.line(index.row()), index.column())
        about = self.about(index)
        kind, told = self.signs.get((about.form, about.row, about.field), ("", "")) if self.signed(index.column()) else ("", "")
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(look.colour(WASHES[kind])) if kind in WASHES else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return look.tip("\n".join(part for part in (text, told) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or blank_title(self.titles[index.column()])
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return told
        return f"{SIGNS[kind]} {text}" if kind else text

    def signed(self, column: int) -> bool:
        """Whether signs stand in this column."""
        return True

    @property
    def first(self) -> int:
        """The column to begin at: the first that was reported, not what names the row."""
        raise NotImplementedError

    def renew(self, signs: Signs) -> None:
        """Draw other signs."""
        self.signs = signs
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.titles) - 1))


class Values(Lines):
    """A form as it was reported, row by row."""

    def __init__(self, conn: Any, found: Review, form: Form, parent: Any = None) -> None:
        super().__init__(conn, found, form, found.counts[form.id], [one.title for one in form.fields], parent)

    def fetch(self, first: int, count: int) -> list[Any]:
        """The rows as they were received."""
        return list(store.rows(self.conn, self.found.one, self.form, first, first + count))

    def about(self, index: Index) -> About:
        """The cell itself."""
        line: Placed = self.line(index.row())
        return About(self.form.id, line.row, self.form.fields[index.column()].id)

    def text(self, line: Placed, column: int) -> str:
        """The value as it was reported."""
        return shown(self.form, self.form.fields[column], line.cells[column] if column < len(line.cells) else None, line.row)

    def right(self, column: int) -> bool:
        """Numbers stand at the right."""
        return kind_of(self.form.fields[column]).align == "right"

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        return [72 if one.const == "code" else 88 if one.const == "unit" else kind_of(one).pixels for one in self.form.fields]

    @property
    def first(self) -> int:
        """The cell that the first row is about, in a ledger the first one typed."""
        row = self.line(0).row if self.rowCount() else ""
        return self.column_of(duties.main_field(self.form, row) or self.form.stored[0].id)

    def column_of(self, field: str) -> int:
        """Where a field stands."""
        return next((n for n, one in enumerate(self.form.fields) if one.id == field), 0)


class Compared(Lines):
    """One cell a line: as last accepted, as now, the difference, and as in the previous period. Only `changes`, or every cell."""

    def __init__(self, conn: Any, found: Review, form: Form, changes: Sequence[ComparedCell] | None, parent: Any = None) -> None:
        self._changes = changes
        self._wide = sum(not one.const for one in form.fields)
        rows = max(PAGE // self._wide, 1)
        self.page_size = rows * self._wide if changes is None else PAGE
        old = tr("第 {version} 版", version=found.against.version) if found.against else tr("上一版")
        before = tr("上期（{period}）", period=period_title(found.period.previous))
        titles = (tr("行"), tr("栏"), old, tr("第 {version} 版", version=found.one.version), tr("相差"), before, tr("变动"))
        count = found.counts[form.id] * self._wide if changes is None else len(changes)
        super().__init__(conn, found, form, count, titles, parent)

    def fetch(self, first: int, count: int) -> list[Any]:
        """Lines of cells: whole rows of the return, so that each is looked up once."""
        if self._changes is not None:
            return list(islice(self._changes, first, first + count))
        return list(review.lines(self.conn, self.found, self.form, first // self._wide, count // self._wide))

    def about(self, index: Index) -> About:
        """The cell a line is about."""
        line: ComparedCell = self.line(index.row())
        return About(line.form, line.row, line.field)

    def text(self, line: ComparedCell, column: int) -> str:
        """The same cell of three sides, each as it is read."""
        field = self.form.field(line.field)
        sides = {2: line.old, 3: line.now, 5: line.before}
        if column in sides:
            return shown(self.form, field, sides[column], line.row, exact=True)
        if column == 4:
            return "" if not line.kind or line.difference is None else write_number(float(line.difference))
        return {0: line.name, 1: field.title, 6: kind_title(line.kind)}[column]

    def right(self, column: int) -> bool:
        """The numbers stand at the right."""
        return 2 <= column <= 5

    def numbers(self, index: Index) -> str:
        """The three sides of the cell."""
        line = self.line(index.row())
        return "　".join(f"{self.titles[n]} {self.text(line, n)}" for n in (2, 3, 5))

    @property
    def first(self) -> int:
        """This version."""
        return 3

    def signed(self, column: int) -> bool:
        """Signs stand where this version is."""
        return column == 3

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        return [152, 104, 104, 104, 72, 136, 64]
