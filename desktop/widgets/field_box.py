"""A dialog with a few fields and one act; faults are shown in the dialog, which stays open.

A `FieldBox` has several fields, the functions of `dialogs` ask for a single thing.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from db.messages import Trouble
from desktop.widgets import look
from desktop.widgets.heading import PageNote
from desktop.words.i18n import tr

WIDTH = 480  # px at 100 %


class FieldBox(QDialog):
    """A title, a sentence on what will happen, fields, and a button; subclasses override `act`, which raises `Trouble` if it fails."""

    def __init__(self, title: str, what: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(look.px(WIDTH))
        head = _plain_label(title)
        head.setProperty("kind", "title")
        head.setWordWrap(True)
        explanation = _plain_label(what)
        explanation.setProperty("kind", "quiet")
        explanation.setWordWrap(True)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(look.px(8))
        self.form.setHorizontalSpacing(look.px(12))
        self.fault = PageNote("boxFault")
        self.do = QPushButton(verb)
        self.do.setObjectName("boxDo")
        self.do.setProperty("kind", "main")
        self.do.setDefault(True)
        self.do.clicked.connect(self.attempt)
        self.stop = QPushButton(tr("取消"))
        self.stop.setObjectName("boxStop")
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(8))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.stop)
        self.buttons.addWidget(self.do)
        column = self.column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(12))
        for part in (head, explanation):
            column.addWidget(part)
        column.addLayout(self.form)
        column.addWidget(self.fault)
        column.addLayout(self.buttons)

    def take_room(self, width: int, height: int) -> None:
        """Resize to this size (px at 100 %), at most to the screen."""
        self.resize(QSize(look.px(width), look.px(height)).boundedTo(self.screen().availableSize()))

    def act(self) -> None:
        """Do what the box is for."""
        raise NotImplementedError

    def attempt(self) -> None:
        """Do the act; close if it succeeded, else show why not."""
        try:
            self.act()
        except Trouble as trouble:
            self.fault.fail(trouble)
            return
        self.accept()

    def line(self, title: str, name: str, text: str = "") -> QLineEdit:
        """Add a field for a line of text."""
        field = QLineEdit(text)
        field.setObjectName(name)
        self.add(title, field)
        return field

    def lines(self, title: str, name: str) -> QPlainTextEdit:
        """Add a focused field for several lines: Tab leaves it, Enter begins a line, Ctrl+Enter does the act."""
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(look.px(96))
        self.add(title, field)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)  # a held key would also act on the page behind
            shortcut.activated.connect(self.attempt)
        self.do.setToolTip("Ctrl+Enter")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field

    def day(self, title: str, day: date) -> QDateEdit:
        """Add a field for a day."""
        field = QDateEdit(QDate(day.year, day.month, day.day))
        field.setObjectName("boxDay")
        field.setDisplayFormat("yyyy-MM-dd")
        field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.add(title, field)
        return field

    def add(self, title: str, field: QWidget) -> None:
        """Add a field with its label, whose mnemonic focuses it; without a title over the full width."""
        if not title:
            self.form.addRow(field)
            return
        label = _plain_label(title)
        label.setBuddy(field)
        self.form.addRow(label, field)


def _plain_label(text: str) -> QLabel:
    """A plain-text label: titles and names may come from outside."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def chosen_day(field: QDateEdit) -> date:
    """The day in a field."""
    day = field.date()
    return date(day.year(), day.month(), day.day())
