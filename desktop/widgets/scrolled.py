"""A column of widgets higher than its room: it scrolls, and what the keys come to is shown whole."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Its contents are reached one by one, so it takes no focus itself.

    Qt brings only the current line of a list, or the cursor of a field, into view: the frame that shows the focus would be cut off.
    """

    def __init__(self, contents: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if contents is not None:
            self.setWidget(contents)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        contents = self.widget()
        pointed_at = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # nothing moves away under the pointer
        if now is None or pointed_at or contents is None or not contents.isAncestorOf(now):
            return
        place = QRect(now.mapTo(contents, QPoint(0, 0)), now.size())
        if place.height() <= self.viewport().height():
            self.ensureVisible(place.center().x(), place.center().y(), 0, place.height() // 2 + 1)
