"""The cells of a received return as read-only tables: the values as reported, and each cell beside the same cell of other versions.

Rows are read in pages and only some pages are held, so that a ledger of a million rows opens as fast as one of ten.
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

PAGE, PAGES_HELD = 120, 40  # lines per page, pages in memory
SIDE = 6  # px at 100 %, padding at the sides of a cell
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
    """Draws a cell with padding, the current one with a frame and in its own colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell, then its frame."""
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
    """Read-only lines of a form, fetched by pages; `signs` mark cells with problems and questions."""

    page_size = PAGE

    def __init__(self, conn: Any, review: Review, form: Form, count: int, titles: Sequence[str], parent: Any = None) -> None:
        super().__init__(parent)
        self.conn, self.review, self.form, self.titles = conn, review, form, tuple(titles)
        self.signs: Signs = {}
        self._count = count
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()

    def fetch(self, first: int, count: int) -> list[Any]:
        """Read `count` lines from `first` on."""
        raise NotImplementedError

    def about(self, index: Index) -> About:
        """The cell of the return at an index."""
        raise NotImplementedError

    def text(self, line: Any, column: int) -> str:
        """The text of a cell."""
        raise NotImplementedError

    def right(self, column: int) -> bool:
        """Whether a column is aligned right."""
        raise NotImplementedError

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        raise NotImplementedError

    def numbers(self, index: Index) -> str:
        """The values of the chosen cell, shown in the question box."""
        return self.text(self.line(index.row()), index.column())

    def line(self, row: int) -> Any:
        """A line; its page is read if it is not in memory."""
        number = row // self.page_size
        if number not in self._pages:
            self._pages[number] = self.fetch(number * self.page_size, self.page_size)
            while len(self._pages) > PAGES_HELD:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][row % self.page_size]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of columns, numbers of lines."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section] if orientation is Qt.Orientation.Horizontal else section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            return RIGHT if self.right(section) else LEFT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment, and problems or questions as colour, sign and words."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.right(index.column()) else LEFT
        if role not in ROLES:
            return None
        text = self.text(self.line(index.row()), index.column())
        about = self.about(index)
        kind, sign_text = self.signs.get((about.form, about.row, about.field), ("", "")) if self.signed(index.column()) else ("", "")
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(look.colour(WASHES[kind])) if kind in WASHES else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return look.tip("\n".join(part for part in (text, sign_text) if part))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return text or blank_title(self.titles[index.column()])
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return sign_text
        return f"{SIGNS[kind]} {text}" if kind else text

    def signed(self, column: int) -> bool:
        """Whether this column shows signs."""
        return True

    @property
    def first(self) -> int:
        """The column to start at: the first reported value, not the name of the row."""
        raise NotImplementedError

    def renew(self, signs: Signs) -> None:
        """Replace the signs."""
        self.signs = signs
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(self.titles) - 1))


class Values(Lines):
    """A form as reported, row by row."""

    def __init__(self, conn: Any, review: Review, form: Form, parent: Any = None) -> None:
        super().__init__(conn, review, form, review.counts[form.id], [field.title for field in form.fields], parent)

    def fetch(self, first: int, count: int) -> list[Any]:
        """The rows as received."""
        return list(store.rows(self.conn, self.review.received, self.form, first, first + count))

    def about(self, index: Index) -> About:
        """The cell itself."""
        line: Placed = self.line(index.row())
        return About(self.form.id, line.row, self.form.fields[index.column()].id)

    def text(self, line: Placed, column: int) -> str:
        """The value as reported."""
        return shown(self.form, self.form.fields[column], line.cells[column] if column < len(line.cells) else None, line.row)

    def right(self, column: int) -> bool:
        """Numbers are aligned right."""
        return kind_of(self.form.fields[column]).align == "right"

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        return [72 if field.const == "code" else 88 if field.const == "unit" else kind_of(field).pixels for field in self.form.fields]

    @property
    def first(self) -> int:
        """The main field of the first row, in a ledger the first typed field."""
        row = self.line(0).row if self.rowCount() else ""
        return self.column_of(duties.main_field(self.form, row) or self.form.stored[0].id)

    def column_of(self, field: str) -> int:
        """The column of a field."""
        return next((n for n, other in enumerate(self.form.fields) if other.id == field), 0)


class Compared(Lines):
    """A line per cell: as last accepted, now, the difference, and in the previous period. Only `changes`, or every cell."""

    def __init__(self, conn: Any, review: Review, form: Form, changes: Sequence[ComparedCell] | None, parent: Any = None) -> None:
        self._changes = changes
        self._wide = sum(not field.const for field in form.fields)
        rows = max(PAGE // self._wide, 1)
        self.page_size = rows * self._wide if changes is None else PAGE
        old = tr("第 {version} 版", version=review.against.version) if review.against else tr("上一版")
        before = tr("上期（{period}）", period=period_title(review.period.previous))
        titles = (tr("行"), tr("栏"), old, tr("第 {version} 版", version=review.received.version), tr("相差"), before, tr("变动"))
        count = review.counts[form.id] * self._wide if changes is None else len(changes)
        super().__init__(conn, review, form, count, titles, parent)

    def fetch(self, first: int, count: int) -> list[Any]:
        """Lines of cells for whole rows of the return, so that each row is looked up once."""
        if self._changes is not None:
            return list(islice(self._changes, first, first + count))
        return list(review.lines(self.conn, self.review, self.form, first // self._wide, count // self._wide))

    def about(self, index: Index) -> About:
        """The cell of a line."""
        line: ComparedCell = self.line(index.row())
        return About(line.form, line.row, line.field)

    def text(self, line: ComparedCell, column: int) -> str:
        """The text of a column of the comparison."""
        field = self.form.field(line.field)
        sides = {2: line.old, 3: line.now, 5: line.before}
        if column in sides:
            return shown(self.form, field, sides[column], line.row, exact=True)
        if column == 4:
            return "" if not line.kind or line.difference is None else write_number(float(line.difference))
        return {0: line.name, 1: field.title, 6: kind_title(line.kind)}[column]

    def right(self, column: int) -> bool:
        """The value columns are aligned right."""
        return 2 <= column <= 5

    def numbers(self, index: Index) -> str:
        """The three values of the cell."""
        line = self.line(index.row())
        return "　".join(f"{self.titles[n]} {self.text(line, n)}" for n in (2, 3, 5))

    @property
    def first(self) -> int:
        """The column of this version."""
        return 3

    def signed(self, column: int) -> bool:
        """Only the column of this version shows signs."""
        return column == 3

    def widths(self) -> list[int]:
        """Px at 100 % for each column."""
        return [152, 104, 104, 104, 72, 136, 64]
