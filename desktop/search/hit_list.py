"""The list of hits: title with the matched part highlighted, place, and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.search.search import Hit
from desktop.widgets import look
from desktop.words.i18n import tr

HEIGHT, SHOWN = 48, 8  # px per hit, hits visible at once
BEFORE = 6  # characters shown before a match that stands far to the right
HIT = Qt.ItemDataRole.UserRole


def kind_title(kind: str) -> str:
    """The title of a kind of hit."""
    return {
        "programme": tr("方案"), "ledger": tr("台账表"), "form": tr("报表"), "task": tr("任务"), "indicator": tr("指标"),
        "row": tr("台账行"), "column": tr("栏"),
    }[kind]  # fmt: skip


class HitList(QListWidget):
    """Emits `chosen(hit)` on a click; keys are handled by the line above."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchHits")
        self.setAccessibleName(tr("查找结果"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(_HitDelegate(self))
        self.setStyleSheet("QListWidget#searchHits { border: none; padding: 0; }")
        self.itemClicked.connect(lambda item: self.chosen.emit(item.data(HIT)))

    @property
    def hit(self) -> Hit | None:
        """The current hit."""
        item = self.currentItem()
        return item.data(HIT) if item else None

    def show_hits(self, hits: Sequence[Hit], keep: bool) -> None:
        """List hits; the first becomes current, with `keep` the former current one."""
        at = _place(self.hit) if keep and self.hit else None
        self.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title, self)
            item.setData(HIT, hit)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, tr("，").join(text for text in (kind_title(hit.kind), hit.title, hit.where) if text)
            )
            item.setToolTip(hit.title)
        self.setCurrentRow(next((n for n, hit in enumerate(hits) if _place(hit) == at), 0))

    def step(self, steps: int) -> None:
        """Move up or down; single steps wrap around."""
        if not self.count():
            return
        wanted = self.currentRow() + steps
        self.setCurrentRow(wanted % self.count() if abs(steps) == 1 else min(max(wanted, 0), self.count() - 1))

    def fitting(self) -> int:
        """The height needed for the hits."""
        return look.px(HEIGHT) * min(self.count(), SHOWN)


def _place(hit: Hit) -> tuple[str, ...]:
    return hit.kind, hit.programme, hit.form, hit.row, hit.field


class _HitDelegate(QStyledItemDelegate):
    """Draws a title and its kind, and below them the place."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Two lines."""
        return QSize(look.px(200), look.px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one hit."""
        hit: Hit = index.data(HIT)
        rect, state = QRect(option.rect), option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.fillRect(rect, look.colour("accent-wash" if chosen else "page" if over else "sheet"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), look.px(3), rect.height()), look.colour("accent"))
        inner = rect.adjusted(look.px(16), look.px(5), -look.px(16), -look.px(5))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() * 21 // 38)
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.bottom() - upper.bottom())
        small = look.font(12)
        taken = _right(painter, upper, kind_title(hit.kind), small)
        _title(painter, upper.adjusted(0, 0, -taken, 0), hit)
        taken = 0 if hit.enabled else _right(painter, lower, tr("未启用"), small)
        painter.setFont(small)
        painter.setPen(look.colour("quiet"))
        where = QFontMetrics(small).elidedText(hit.where, Qt.TextElideMode.ElideRight, lower.width() - taken)
        painter.drawText(lower, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), where)
        painter.restore()


def _right(painter: QPainter, room: QRect, text: str, font: object) -> int:
    """Draw a quiet word on the right; returns its width."""
    painter.setFont(font)  # type: ignore[arg-type]
    painter.setPen(look.colour("quiet"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
    return QFontMetrics(painter.font()).horizontalAdvance(text) + look.px(16)


def _title(painter: QPainter, room: QRect, hit: Hit) -> None:
    """Draw the title, elided if needed, matched parts in the accent colour and bold."""
    metrics = QFontMetrics(look.font(14))
    first = hit.parts[0] if hit.parts else (0, 0)
    cut = 0
    if metrics.horizontalAdvance(hit.title[: first[1]] + "…") > room.width():
        cut = max(first[0] - BEFORE, 0)
    text = ("…" if cut else "") + hit.title[cut:]
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    x = room.left()
    for piece, matched in _pieces(shown, [(start - cut + bool(cut), end - cut + bool(cut)) for start, end in hit.parts]):
        font = look.font(14, look.MEDIUM if matched else look.font().weight())
        painter.setFont(font)
        painter.setPen(look.colour("accent" if matched else "ink" if hit.enabled else "quiet"))
        wide = QFontMetrics(font).horizontalAdvance(piece)
        place = QRect(x, room.top(), wide + look.px(4), room.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), piece)
        x += wide


def _pieces(text: str, parts: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it was matched."""
    at = 0
    for start, end in parts:
        start, end = max(start, at), max(end, at)
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
