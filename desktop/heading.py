"""The head of a page: title, one line that says where things stand, and the one main button at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStylePainter, QVBoxLayout, QWidget

from desktop import look
from desktop.i18n import sentence


class Cut(QLabel):
    """One line of a text from outside; where the room is too narrow it ends in … and the tooltip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it must be."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much as there is room for."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QStylePainter(self)
        painter.drawItemText(room, int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole())
        painter.end()


class Heading(QWidget):
    """Title row of a page; `say` fills the line under it, `button` makes the main button."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setObjectName("pageTitle")
        self.title.setProperty("kind", "title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.line = Cut()
        self.line.setObjectName("pageLine")
        self.line.setProperty("kind", "quiet")
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
        self.line.setToolTip(look.tip(text))

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


class Note(QLabel):
    """The place of a page or box where it says what went wrong, or well; hidden while there is nothing to say."""

    def __init__(self, name: str, kind: str = "note-bad") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names and faults come from outside
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str, kind: str = "note-good") -> None:
        """A sentence, good or bad; nothing hides it."""
        look.mark(self, kind)
        self.setText(text)
        self.setVisible(bool(text))

    def fail(self, fault: BaseException) -> None:
        """What went wrong."""
        self.say("✕ " + sentence(fault), "note-bad")


def page_column(page: QWidget, gap: int = look.GAP) -> QVBoxLayout:
    """The layout of a page: the room at its edges, and `gap` between its parts (px at 100 %)."""
    column = QVBoxLayout(page)
    margin = look.px(look.MARGIN)
    column.setContentsMargins(margin, look.px(16), margin, look.px(16))
    column.setSpacing(look.px(gap))
    return column


def line(parent: QWidget | None = None) -> QFrame:
    """A hair line across."""
    found = QFrame(parent)
    found.setProperty("kind", "line")
    return found
