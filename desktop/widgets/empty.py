"""The placeholder of an empty page: what will be here, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.widgets import look


class EmptyPlace(QWidget):
    """An icon, a title, a sentence, and a button if `act` is given."""

    def __init__(self, icon: str, title: str, text: str, act: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        picture = QLabel()
        picture.setPixmap(look.pixmap(icon, "edge", 40))
        head = QLabel(title)
        head.setProperty("kind", "title")
        words = QLabel(text)
        words.setProperty("kind", "quiet")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setFixedWidth(look.px(420))
        self.button = QPushButton(act)
        self.button.setObjectName("emptyAct")
        self.button.setProperty("kind", "main")
        column = QVBoxLayout(self)
        column.setSpacing(look.px(12))
        column.addStretch(2)
        for widget in (picture, head, words, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        if not act:
            self.button.hide()
