"""The paper on screen: pages one below the other, drawn in the background when they come into view, fitted to the width or zoomed."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.handoff import page_pictures
from desktop.widgets import look
from desktop.words.i18n import sentence, tr
from desktop.work import tasks

EDGE = 16  # px at 100 % around a page
MOST_PICTURES = 12  # pictures in memory
STEP, SMALLEST, LARGEST = 1.25, 0.25, 5.0  # zoom; 1 is the size on paper at 96 dots to the inch


class Preview(QAbstractScrollArea):
    """`zoomed` when the zoom changed, `failed(text)` when a page could not be drawn, `drawn(n)` for each page drawn."""

    zoomed = Signal()
    failed = Signal(str)
    drawn = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(tr("预览"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.file: Path | None = None
        self.fit = True
        self.zoom = 1.0
        self._sizes: list[tuple[float, float]] = []
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._tasks: dict[tuple[int, int], tasks.Task] = {}
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    # --- what is shown

    def show_file(self, file: Path, sizes: list[tuple[float, float]]) -> None:
        """Show these pages; scroll position and zoom stay as they were."""
        self.forget()
        self.file, self._sizes = file, sizes
        self._measure()

    def forget(self) -> None:
        """Show nothing and cancel the drawing."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        self._pictures.clear()
        self.file, self._sizes = None, []
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self._sizes)

    @property
    def current(self) -> int:
        """The page at the top of the view, from 1."""
        top = self.verticalScrollBar().value() + self.viewport().height() // 3
        started = [n for n in range(self.count) if self._place(n).top() <= top]
        return started[-1] + 1 if started else 1

    # --- zoom

    def fit_width(self) -> None:
        """As wide as the window."""
        self.fit = True
        self._measure()

    def zoom_by(self, factor: float) -> None:
        """Nearer or farther."""
        self.fit = False
        self.zoom = min(max(self.zoom * factor, SMALLEST), LARGEST)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width fitted."""
        super().resizeEvent(event)
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    # --- places

    @property
    def _scale(self) -> float:
        """Pixels to the point."""
        return self.zoom * 96 / page_pictures.POINTS * look.scale() / 100

    def _measure(self) -> None:
        edge = look.px(EDGE)
        widest = max((width for width, _ in self._sizes), default=0)
        if self.fit and widest:
            self.zoom = max((self.viewport().width() - 2 * edge) / widest / (96 / page_pictures.POINTS * look.scale() / 100), 0.05)
        bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(look.px(48))
        bar.setRange(0, max(round(self._height()) - self.viewport().height(), 0))
        bar.setValue(round(share * bar.maximum()))
        across.setPageStep(self.viewport().width())
        across.setRange(0, max(round(widest * self._scale) + 2 * edge - self.viewport().width(), 0))
        self.viewport().update()
        self.zoomed.emit()

    def _height(self) -> float:
        return sum(height * self._scale + look.px(EDGE) for _, height in self._sizes) + look.px(EDGE)

    def _place(self, number: int) -> QRectF:
        edge = look.px(EDGE)
        top = sum(height * self._scale + edge for _, height in self._sizes[:number]) + edge
        width, height = (side * self._scale for side in self._sizes[number])
        widest = max(max(page_width for page_width, _ in self._sizes) * self._scale + 2 * edge, self.viewport().width())
        return QRectF((widest - width) / 2, top, width, height)

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the visible pages; a page whose picture is not ready is an empty sheet."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour("lines"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = QRectF(left, top, self.viewport().width(), self.viewport().height())
        y = float(look.px(EDGE))
        for number, (_, height) in enumerate(self._sizes):
            if y > seen.bottom():
                break
            if y + height * self._scale >= seen.top():
                self._draw(painter, number, self._place(number).translated(-left, -top))
            y += height * self._scale + look.px(EDGE)
        painter.end()

    def _draw(self, painter: QPainter, number: int, place: QRectF) -> None:
        painter.fillRect(place, look.colour("sheet"))
        picture = self._picture(number)
        if picture is not None:
            painter.drawImage(place, picture)
        else:
            painter.setPen(look.colour("quiet"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, tr("第 {number} 页", number=number + 1))
        painter.setPen(QPen(look.colour("faint"), 1))
        painter.drawRect(place)

    def _picture(self, number: int) -> QImage | None:
        """The picture of a page; where it is missing it is drawn in the background, and one of another zoom is used meanwhile."""
        fine = self._scale * self.devicePixelRatioF()
        key = (number, round(fine * 1000))
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._tasks and self.file is not None:
            file = self.file
            self._tasks[key] = tasks.run(
                lambda _task: page_pictures.draw(file, number, fine),
                partial(self._keep, key),
                partial(self._on_failed, key),
            )
        return next((picture for (other, _), picture in self._pictures.items() if other == number), None)

    def _keep(self, key: tuple[int, int], picture: QImage) -> None:
        self._tasks.pop(key, None)
        self._pictures[key] = picture
        while len(self._pictures) > MOST_PICTURES:
            self._pictures.popitem(last=False)
        self.viewport().update()
        self.drawn.emit(key[0])

    def _on_failed(self, key: tuple[int, int], fault: BaseException) -> None:
        self._tasks.pop(key, None)
        self.failed.emit(sentence(fault))
