"""Draws the cells of a grid from their faces; it edits nothing and knows no field."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.values.cell import State
from desktop.entry.models.face import FACE, CellFace
from desktop.widgets import look
from desktop.words.i18n import tr

FLAGS = {"left": Qt.AlignmentFlag.AlignLeft, "right": Qt.AlignmentFlag.AlignRight, "center": Qt.AlignmentFlag.AlignHCenter}
SIGNS = {"error": ("bad", "bad-wash"), "warning": ("warn", "warn-wash"), "hint": ("edge", "")}
PAD, TALL = 8, 44  # px: beside a text; rows from this height on show last period's value and wrap long texts


class CellDelegate(QStyledItemDelegate):
    """One delegate for the grid and its frozen columns; the grid sets `current`, `hovered` and `focused`."""

    def __init__(self, parent: object = None) -> None:
        super().__init__(parent)  # type: ignore[arg-type]
        self.current = QPersistentModelIndex()
        self.hovered = QPersistentModelIndex()
        self.focused = False
        self.renew()

    def renew(self) -> None:
        """Read fonts and colours again, after the scale was changed."""
        self._text, self._small = look.font(14), look.font(12)
        self._bold = look.font(14, look.MEDIUM)
        self._small_metrics = QFontMetrics(self._small)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """The grid sets the height of rows; Qt asks for the width only at a double click on a header's edge."""
        face: CellFace = index.data(FACE)
        return QSize(QFontMetrics(self._text).horizontalAdvance(face.text) + 2 * look.px(PAD) + look.px(4), look.px(look.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw background, text, signs and frame."""
        face: CellFace | None = index.data(FACE)
        if face is None:
            return
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setClipRect(rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        self._draw_background(painter, rect, face, selected and index != self.current)
        self._draw_content(painter, rect, face)
        self._draw_corners(painter, rect, face, index == self.hovered)
        if index == self.current:
            self._draw_frame(painter, rect)
        painter.restore()

    def _draw_background(self, painter: QPainter, rect: QRect, face: CellFace, selected: bool) -> None:
        ground = "locked" if face.locked or face.derived else "sheet"
        if face.heading:
            ground = "page"
        elif face.beside:
            ground = "sheet"
        sign, wash = SIGNS.get(face.problem, ("", ""))
        wash = wash if face.text or not face.problem else ""  # a form that is still empty is not tinted all over
        painter.fillRect(rect, look.colour("accent-wash") if selected else look.colour(wash or ground))
        painter.setPen(look.colour("lines"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not face.heading:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        if sign:
            line = look.px(2)
            painter.fillRect(rect.left(), rect.bottom() - line, rect.width() - 1, line, look.colour(sign))

    def _draw_content(self, painter: QPainter, rect: QRect, face: CellFace) -> None:
        pad = look.px(PAD)
        inner = rect.adjusted(pad + look.px(12) * face.indent, 0, -pad - 1, -1)
        tall = rect.height() >= look.px(TALL)
        if tall and face.before:
            below = QRect(
                inner.left(), inner.bottom() - self._small_metrics.height() - look.px(2), inner.width(), self._small_metrics.height()
            )
            self._draw_words(painter, below, tr("上期 {value}", value=_one_line(face.before)), face.align, "quiet", small=True)
            inner.setBottom(below.top())
        if face.heading:
            painter.setFont(self._bold)
            self._draw(painter, inner, face.text, "left", look.colour("ink"))
        elif face.state is State.NA:
            self._draw_words(painter, inner, face.text, face.align, "quiet")
        elif face.state is State.CHECK:
            self._draw_unverified(painter, inner, face)
        elif not face.text:
            self._draw_empty(painter, inner, face)
        else:
            ink = "bad" if face.state is State.RAW else "quiet" if face.locked and not face.derived and not face.lines else "ink"
            self._draw_words(painter, inner, face.text, face.align, ink, wrap=tall and face.lines)

    def _draw_words(
        self, painter: QPainter, rect: QRect, text: str, align: str, ink: str, *, small: bool = False, wrap: bool = False
    ) -> None:
        painter.setFont(self._small if small else self._text)
        self._draw(painter, rect, text, align, look.colour(ink), wrap)

    def _draw(self, painter: QPainter, rect: QRect, text: str, align: str, ink: QColor, wrap: bool = False) -> None:
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        if wrap:
            lines = max(rect.height() // metrics.lineSpacing(), 1)
            box = QRect(0, 0, rect.width(), metrics.lineSpacing() * lines)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWrapAnywhere
            bounds = metrics.boundingRect(box, int(flags), text)
            box = QRect(
                rect.left(), rect.top() + max((rect.height() - min(bounds.height(), box.height())) // 2, 0), rect.width(), box.height()
            )
            painter.save()
            painter.setClipRect(box)
            painter.drawText(box, int(flags), text)
            painter.restore()
            return
        shown = metrics.elidedText(_one_line(text), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(FLAGS[align] | Qt.AlignmentFlag.AlignVCenter), shown)

    def _draw_empty(self, painter: QPainter, rect: QRect, face: CellFace) -> None:
        if face.hint:
            self._draw_words(painter, rect, face.hint, "left", "quiet")
        elif not face.locked and not face.derived and not face.beside:
            side, middle = look.px(4), rect.center()
            at = {"left": rect.left() + side, "right": rect.right() - side, "center": middle.x()}[face.align]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("dot"))
            painter.drawEllipse(at - side // 2, middle.y() - side // 2, side, side)

    def _draw_unverified(self, painter: QPainter, rect: QRect, face: CellFace) -> None:
        """Draw the value, and a label 待核 at the right end."""
        label = tr("待核")
        width = self._small_metrics.horizontalAdvance(label) + look.px(8)
        height = self._small_metrics.height() + look.px(2)
        box = QRect(rect.right() - width, rect.center().y() - height // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("warn-wash"))
        painter.drawRoundedRect(box, look.px(3), look.px(3))
        painter.setFont(self._small)
        painter.setPen(look.colour("warn"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), label)
        text = face.text.removesuffix("待核").strip()
        self._draw_words(painter, rect.adjusted(0, 0, -width - look.px(6), 0), text, face.align, "ink")

    def _draw_corners(self, painter: QPainter, rect: QRect, face: CellFace, hovered: bool) -> None:
        side = look.px(7)
        painter.setPen(Qt.PenStyle.NoPen)
        if face.changed:
            painter.setBrush(look.colour("accent"))
            painter.drawPolygon(QPolygon([rect.topLeft(), rect.topLeft() + QPoint(side, 0), rect.topLeft() + QPoint(0, side)]))
        if face.note:
            right = rect.topRight()
            painter.setBrush(look.colour("warn"))
            painter.drawPolygon(QPolygon([right, right - QPoint(side, 0), right + QPoint(0, side)]))
        if hovered and face.derived and not face.heading:
            painter.setFont(self._small)
            painter.setPen(look.colour("quiet"))
            painter.drawText(rect.adjusted(look.px(3), 0, 0, 0), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), "ƒ")

    def _draw_frame(self, painter: QPainter, rect: QRect) -> None:
        look.draw_ring(painter, rect, "accent" if self.focused else "edge")


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
