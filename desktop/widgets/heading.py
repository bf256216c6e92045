"""The head of a page: title, a status line, and the main button on the right."""

from __future__ import annotations

from collections.abc import Callable, Set

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QStylePainter, QVBoxLayout, QWidget

from desktop.widgets import look
from desktop.words.i18n import sentence, tr

TITLE = 280  # px at 100 %, minimum for the page title; buttons give way first


class ElidedLabel(QLabel):
    """A line of plain text, elided if too narrow, with the full text as tooltip.

    `least` is the minimum width in px at 100 %.
    """

    def __init__(self, text: str = "", least: int = 0) -> None:
        super().__init__()
        self.least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Set text and tooltip."""
        super().setText(text)
        self.setToolTip(look.tip(text))

    def minimumSizeHint(self) -> QSize:
        """At most `least` wide."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), look.px(self.least)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the elided text."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QStylePainter(self)
        painter.drawItemText(room, int(self.alignment()), self.palette(), self.isEnabled(), shown, self.foregroundRole())
        painter.end()


class Heading(QWidget):
    """The title row of a page; `say` sets the line below the title, `button` adds the main button."""

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
        """Set the line below the title."""
        self.line.setText(text)

    def button(self, text: str, icon: str, name: str) -> QPushButton:
        """Add the main button of the page."""
        button = QPushButton(look.icon(icon, "sheet"), text)
        button.setObjectName(name)
        button.setProperty("kind", "main")
        self.row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button


def act(row: QHBoxLayout, text: str, name: str, do: Callable[[], object]) -> QPushButton:
    """Add an ordinary button at the end of a row."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked=False: do())
    row.addWidget(button)
    return button


class ButtonRow(QWidget):
    """A row of buttons; if there is no space, buttons given to `may_go` move into the menu 更多, the last first."""

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
        """Call when all buttons are added; these may move into the menu."""
        self._spare = spare
        self.row.addWidget(self.more)
        self.more.hide()

    def sizeHint(self) -> QSize:
        """The size with all buttons in the row."""
        return QSize(self._width({self.more}), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The size with all possible buttons in the menu."""
        return QSize(self._width(set(self._spare)), super().minimumSizeHint().height())

    def _width(self, gone: Set[QPushButton]) -> int:
        """The width of all buttons except `gone`."""
        there = [widget for n in range(self.row.count()) if (widget := self.row.itemAt(n).widget()) is not None and widget not in gone]
        return sum(widget.sizeHint().width() for widget in there) + self.row.spacing() * (len(there) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as fit."""
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
    """The message area of a page or box, for success and failure; hidden while empty."""

    def __init__(self, name: str, kind: str = "note-bad") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names and faults come from outside
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str, kind: str = "note-good") -> None:
        """Show a sentence; "" hides the note."""
        look.mark(self, kind)
        self.setText(text)
        self.setVisible(bool(text))

    def fail(self, fault: BaseException) -> None:
        """Show a fault."""
        self.say("✕ " + sentence(fault), "note-bad")


def page_column(page: QWidget, gap: int = look.GAP) -> QVBoxLayout:
    """The layout of a page: its margins, and `gap` between its parts (px at 100 %)."""
    column = QVBoxLayout(page)
    margin = look.px(look.MARGIN)
    column.setContentsMargins(margin, look.px(16), margin, look.px(16))
    column.setSpacing(look.px(gap))
    return column


def line(parent: QWidget | None = None) -> QFrame:
    """A horizontal hairline."""
    frame = QFrame(parent)
    frame.setProperty("kind", "line")
    return frame
