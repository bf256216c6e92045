"""Notices shown once: lines at the top of a window, each with a button that helps and one that dismisses it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.widgets import look
from desktop.words.i18n import tr


class Notices(QWidget):
    """Hidden until a notice is added; the focus does not move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._lines: dict[str, NoticeLine] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def add(self, name: str, text: str, verb: str, act: Callable[[], object], done: Callable[[], object]) -> None:
        """Add a notice: the button `verb` calls `act`; it and 知道了 remove the notice and call `done`."""

        line = NoticeLine(name, text, verb)
        for step in (partial(self._remove, name), done):
            line.look.clicked.connect(lambda _checked=False, step=step: step())
            line.done.clicked.connect(lambda _checked=False, step=step: step())
        line.look.clicked.connect(lambda _checked=False: act())
        before = self._before()
        self._lines[name] = line
        self._column.addWidget(line)
        self.setTabOrder(before, line.look)
        self.setTabOrder(line.look, line.done)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(line, QAccessible.Event.Alert))

    def texts(self) -> list[str]:
        """The texts of the notices shown."""
        return [line.words.text() for line in self._lines.values()]

    def button(self, name: str, which: str) -> QPushButton:
        """The button `look` or `done` of a line."""
        return getattr(self._lines[name], which)

    def _before(self) -> QWidget:
        """The widget before a new notice in tab order: the last button of the notice above, else the widget before all notices."""
        if self._lines:
            return list(self._lines.values())[-1].done
        before: QWidget = self
        while (earlier := before.previousInFocusChain()) not in (None, self):
            before = earlier
            if before.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                break
        return before

    def _remove(self, name: str) -> None:
        line = self._lines.pop(name)
        line.hide()
        line.deleteLater()
        self.setVisible(bool(self._lines))


class NoticeLine(QFrame):
    """Icon, text, the button that helps, the button that dismisses."""

    def __init__(self, name: str, text: str, verb: str) -> None:
        super().__init__()
        self.setObjectName(f"notice_{name}")
        self.setProperty("kind", "notice")
        self.setAccessibleName(text)
        sign = QLabel()
        sign.setPixmap(look.pixmap("info", "warn", 18))
        self.words = QLabel(text)
        self.words.setObjectName(f"notice_{name}_words")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.look = _button(verb, f"notice_{name}_look")
        self.done = _button(tr("知道了"), f"notice_{name}_done")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), look.px(6), look.px(8), look.px(6))
        row.setSpacing(look.px(8))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.look)
        row.addWidget(self.done)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button
