"""The head of a page: title, one line that says where things stand, and the one main button at the right."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QStylePainter, QVBoxLayout, QWidget

from desktop.widgets import look
from desktop.words.i18n import sentence, tr

TITLE = 280  # px at 100 %: a page's title is whole before its buttons are


class ElidedLabel(QLabel):
    """One line of a text from outside; where the room is too narrow it ends in … and the tooltip has the whole.

    `least` is the room in px at 100 % that others leave it.
    """

    def __init__(self, text: str = "", least: int = 0) -> None:
        super().__init__()
        self.least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Another text, and its tooltip."""
        super().setText(text)
        self.setToolTip(look.tip(text))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it must be."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), look.px(self.least)), hint.height())

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
        self.title = ElidedLabel(title, TITLE)
        self.title.setObjectName("pageTitle")
        self.title.setProperty("kind", "title")
        self.line = ElidedLabel()
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

    def button(self, text: str, icon: str, name: str) -> QPushButton:
        """The page's one main button."""
        button = QPushButton(look.icon(icon, "sheet"), text)
        button.setObjectName(name)
        button.setProperty("kind", "main")
        self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button


def act(row: QHBoxLayout, text: str, name: str, do: Callable[[], object]) -> QPushButton:
    """An ordinary button at the end of a row."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked=False: do())
    row.addWidget(button)
    return button


class ButtonRow(QWidget):
    """Buttons in a row; where they find no room, those that `may_go` stand under 更多, the last of them first."""

    def __init__(self) -> None:
        super().__init__()
        self._spare: tuple[QPushButton, ...] = ()
        self.more = QPushButton(tr("更多"))
        self.more.setObjectName("moreActs")
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._list)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.px(8))
        self.row.addStretch(1)

    def may_go(self, *spare: QPushButton) -> None:
        """The buttons are all there; these may give way."""
        self._spare = spare
        self.row.addWidget(self.more)
        self.more.hide()

    def sizeHint(self) -> QSize:
        """All in a row."""
        return QSize(self._width({self.more}), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """With all under 更多 that may be there."""
        return QSize(self._width(set(self._spare)), super().minimumSizeHint().height())

    def _width(self, gone: Set[QPushButton]) -> int:
        """How wide all but these are."""
        there = [widget for n in range(self.row.count()) if (widget := self.row.itemAt(n).widget()) is not None and widget not in gone]
        return sum(widget.sizeHint().width() for widget in there) + self.row.spacing() * (len(there) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        stays = len(self._spare)
        while stays and self._width({*self._spare[stays:], *([self.more] if stays == len(self._spare) else [])}) > self.width():
            stays -= 1
        for n, button in enumerate(self._spare):
            button.setVisible(n < stays)
        self.more.setVisible(stays < len(self._spare))

    def _list(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for button in self._spare:
            if button.isHidden():
                line = menu.addAction(button.icon(), button.text(), button.click)
                line.setEnabled(button.isEnabled())


class PageNote(QLabel):
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
    frame = QFrame(parent)
    frame.setProperty("kind", "line")
    return frame
