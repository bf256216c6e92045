"""The head of a page: title, one line that says where things stand, and the one main button at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import look


class Heading(QWidget):
    """Title row of a page; `say` fills the line under it, `button` makes the main button."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setObjectName("pageTitle")
        self.title.setProperty("kind", "title")
        self.line = QLabel()
        self.line.setObjectName("pageLine")
        self.line.setProperty("kind", "quiet")
        self.line.setTextFormat(Qt.TextFormat.PlainText)  # names and reasons come from outside
        self.line.setWordWrap(False)
        self.words = QHBoxLayout()
        self.words.setSpacing(look.px(8))
        self.words.addWidget(self.title)
        self.words.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(look.px(4))
        left.addLayout(self.words)
        left.addWidget(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.px(8))
        self.row.addLayout(left, 1)

    def say(self, text: str) -> None:
        """The line under the title."""
        self.line.setText(text)
        self.line.setToolTip(look.tip(text))  # a narrow window cuts it

    def button(self, text: str, icon: str, name: str) -> QPushButton:
        """The page's one main button."""
        found = QPushButton(look.icon(icon, "sheet"), text)
        found.setObjectName(name)
        found.setProperty("kind", "main")
        self.row.addWidget(found, 0, Qt.AlignmentFlag.AlignVCenter)
        return found


def act(row: QHBoxLayout, text: str, name: str, do: Callable[[], object]) -> QPushButton:
    """An ordinary button at the end of a row."""
    found = QPushButton(text)
    found.setObjectName(name)
    found.clicked.connect(lambda _checked=False: do())
    row.addWidget(found)
    return found


def note(name: str, kind: str = "note-bad") -> QLabel:
    """The place of a page or box where it says what went wrong, or well; hidden while there is nothing to say."""
    found = QLabel()
    found.setObjectName(name)
    found.setProperty("kind", kind)
    found.setWordWrap(True)
    found.hide()
    return found


def line(parent: QWidget | None = None) -> QFrame:
    """A hair line across."""
    found = QFrame(parent)
    found.setProperty("kind", "line")
    return found
