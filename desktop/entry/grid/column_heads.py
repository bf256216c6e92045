"""The heads of a grid's columns: group, title, unit; signs of order and filter; a mark that opens the filter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from desktop.entry.grid.cell_delegate import FLAGS, PAD
from desktop.entry.models.cells import Cells
from desktop.widgets import look

MARK = 20  # px at the right end in which a click opens the filter


class ColumnHeads(QHeaderView):
    """`filter_asked(column)` when a person wants to filter a column."""

    filter_asked = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self._hovered = -1

    def _cells(self) -> Cells | None:
        model = self.model()
        return model if isinstance(model, Cells) else None

    def _heights(self) -> tuple[int, int]:
        """The heights of the group strip and of the rest."""
        cells = self._cells()
        if cells is None:
            return 0, look.px(look.HEADER)
        columns = range(cells.columnCount())
        strip = look.px(20) if any(cells.group(n) for n in columns) else 0
        units = any(cells.measure(n) for n in columns)
        return strip, look.px(44 if units else look.HEADER)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its lines; Qt's own answer measures a hundred heads each time."""
        return QSize(self.length(), sum(self._heights()))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:  # noqa: N802
        """One column's head."""
        cells = self._cells()
        if cells is None or not rect.isValid():
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, look.colour("page"))
        strip, _ = self._heights()
        below = rect.adjusted(0, strip if cells.group(logical) else 0, 0, 0)
        self._draw_group(painter, cells, logical, QRect(rect.left(), rect.top(), rect.width(), strip))
        painter.setPen(look.colour("lines"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(below.topRight(), below.bottomRight())
        self._draw_title(painter, cells, logical, below)
        painter.restore()

    def _draw_title(self, painter: QPainter, cells: Cells, logical: int, rect: QRect) -> None:
        signs = self._draw_signs(painter, cells, logical, rect)
        inner = rect.adjusted(look.px(PAD), 0, -max(look.px(PAD), signs), 0)
        align = FLAGS[cells.align(logical)]
        unit = cells.measure(logical)
        font, small = look.font(14, look.MEDIUM), look.font(12)
        first, second = QFontMetrics(font), QFontMetrics(small)
        title = first.elidedText(cells.title(logical), Qt.TextElideMode.ElideRight, inner.width())
        height = first.height() + (second.height() if unit else 0)
        top = rect.top() + (rect.height() - height) // 2
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        painter.drawText(QRect(inner.left(), top, inner.width(), first.height()), int(align | Qt.AlignmentFlag.AlignVCenter), title)
        if unit:
            painter.setFont(small)
            painter.setPen(look.colour("quiet"))
            shown = second.elidedText(unit, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(
                QRect(inner.left(), top + first.height(), inner.width(), second.height()), int(align | Qt.AlignmentFlag.AlignVCenter), shown
            )

    def _draw_signs(self, painter: QPainter, cells: Cells, logical: int, rect: QRect) -> int:
        """Draw the signs at the right end; returns their width."""
        names = [(name, "accent") for name in self._sign_names(cells, logical)]
        if not names and self._hovered == logical and cells.sorted_field(logical):
            names.append(("filter", "edge"))
        x = rect.right() - look.px(4)
        for name, ink in names:
            side = look.px(14)
            x -= side
            at = QPoint(x, rect.center().y() - side // 2)
            if name == "chevron-up":
                self._draw_flipped(painter, at, ink)
            else:
                painter.drawPixmap(at, look.pixmap(name, ink, 14))
        return rect.right() - x + look.px(2) if names else 0

    def _sign_names(self, cells: Cells, logical: int) -> list[str]:
        """The signs of a column that is filtered or ordered."""
        field = cells.sorted_field(logical)
        order = dict(cells.choice.order).get(field)
        names = ["filter"] if field in cells.choice.filters else []
        return names + ([] if order is None else ["chevron-down" if order else "chevron-up"])

    def _draw_flipped(self, painter: QPainter, at: QPoint, ink: str) -> None:
        side = look.px(14)
        painter.save()
        painter.translate(at.x(), at.y() + side)
        painter.scale(1, -1)
        painter.drawPixmap(QPoint(0, 0), look.pixmap("chevron-down", ink, 14))
        painter.restore()

    def _draw_group(self, painter: QPainter, cells: Cells, logical: int, rect: QRect) -> None:
        """The group's name over all its columns, each painting its own part."""
        name = cells.group(logical)
        if not rect.height() or not name:
            return
        first = last = logical
        while first > 0 and cells.group(first - 1) == name:
            first -= 1
        while last + 1 < cells.columnCount() and cells.group(last + 1) == name:
            last += 1
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        left, right = max(left, self._covered(logical)), min(right, self.viewport().width())
        painter.setPen(look.colour("lines"))
        if logical == last:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = look.font(12)
        painter.setFont(font)
        painter.setPen(look.colour("quiet"))
        box = QRect(left + look.px(PAD), rect.top(), max(right - left - 2 * look.px(PAD), 0), rect.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)

    def _covered(self, logical: int) -> int:
        """The width covered by the frozen columns."""
        cells = self._cells()
        covered = self.property("covered") or 0
        return int(covered) if cells is not None and logical >= cells.frozen else 0

    # --- mouse

    def _mark_at(self, at: QPoint) -> int:
        section = self.logicalIndexAt(at)
        if section < 0:
            return -1
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        return section if look.px(5) < right - at.x() <= look.px(MARK + 4) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The mark opens the filter, the rest sorts or resizes."""
        column = self._mark_at(event.position().toPoint())
        if column >= 0 and event.button() == Qt.MouseButton.LeftButton and self._shows_mark(column):
            self.filter_asked.emit(column)
            return
        super().mousePressEvent(event)

    def _shows_mark(self, section: int) -> bool:
        cells = self._cells()
        return (
            cells is not None
            and bool(cells.sorted_field(section))
            and (self._hovered == section or cells.sorted_field(section) in cells.choice.filters)
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The mark shows where the mouse is."""
        hovered = self.logicalIndexAt(event.position().toPoint())
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().update()
        super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The right button opens the filter too."""
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.filter_asked.emit(section)


def initial_width(cells: Cells, column: int) -> int:
    """The width a column has at first, from its field's width in full-width characters."""
    title = QFontMetrics(look.font(14, look.MEDIUM)).horizontalAdvance(cells.title(column)) + look.px(2 * PAD + 6)
    full = QFontMetrics(look.font(14)).horizontalAdvance("中")
    return max(cells.width(column) * full + 2 * look.px(PAD), min(title, look.px(160)), look.px(56))
