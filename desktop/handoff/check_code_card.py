"""The check code, large enough to read over the telephone, with a button that copies it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.widgets import look
from desktop.words.i18n import tr


class CodeCard(QFrame):
    """The code of the version shown; a draft has none and says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codeCard")
        self.setProperty("kind", "card")
        self.caption = QLabel(tr("校验码"))
        self.caption.setProperty("kind", "caption")
        self.code = QLabel()
        self.code.setObjectName("checkCode")
        self.code.setProperty("kind", "figure")
        self.code.setAccessibleName(tr("校验码"))
        self.state = QLabel()
        self.state.setObjectName("codeState")
        self.state.setProperty("kind", "caption")
        self.state.setWordWrap(True)
        self.copy = QToolButton()
        self.copy.setIcon(look.icon("copy", "quiet"))
        self.copy.setAccessibleName(tr("复制校验码"))
        self.copy.setToolTip(tr("复制校验码"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))
        row = QHBoxLayout()
        row.addWidget(self.code, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(8), look.px(12))
        column.setSpacing(look.px(2))
        column.addWidget(self.caption)
        column.addLayout(row)
        column.addWidget(self.state)

    def show_code(self, code: str, state: str, colour: str) -> None:
        """Show the code (empty for a draft) and its state, in one of the colours of the look."""
        self.code.setText(code or "—")
        self.copy.setVisible(bool(code))
        self.state.setText(state)
        self.state.setStyleSheet(f"color: {look.COLOURS[colour]};")
