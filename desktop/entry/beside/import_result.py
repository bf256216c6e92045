"""The result of reading in a workbook, under the grid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets import look
from desktop.words.i18n import tr

LINES, FEW = 4, 2  # lines visible at once, and while the review is shown too


class ImportResult(QFrame):
    """The result of reading in a workbook: one sentence and the details below it; it stays until it is `closed`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-result")
        self.title = QLabel()
        self.title.setObjectName("reading-title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        self.title.setWordWrap(True)
        self.title.setFont(look.font(14, look.MEDIUM))
        self.text = QPlainTextEdit()
        self.text.setObjectName("reading-told")
        self.text.setAccessibleName(tr("读入时要核对的"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(look.font(14))
        self.away = QPushButton(tr("知道了"))
        self.away.setObjectName("reading-away")
        self.away.clicked.connect(lambda _checked=False: self.dismiss())
        away = QShortcut(QKeySequence("Esc"), self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.dismiss)
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.title, 1)
        top.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        box.setSpacing(look.px(8))
        box.addLayout(top)
        box.addWidget(self.text)
        self.hide()

    def show_result(self, text: str, details: Sequence[str] = (), *, bad: bool = False, few: bool = False) -> None:
        """Show a result; `bad` where nothing was read in, `few` lines where the review under the grid needs the room."""
        ink = look.COLOURS["bad" if bad else "warn"]
        self.setStyleSheet(
            f"QFrame#reading-result {{ background: {look.COLOURS['sheet']}; border-top: {look.px(2)}px solid {ink}; }}"
            f"QLabel#reading-title {{ color: {ink}; }} QPlainTextEdit {{ background: {look.COLOURS['sheet']}; padding: 0; }}"
        )
        self.title.setText(text)
        self.text.setPlainText("\n".join(details))
        self.fit(FEW if few else LINES)
        self.text.setVisible(bool(details))
        self.setFocusProxy(self.text if details else self.away)
        self.show()

    def fit(self, lines: int) -> None:
        """Set the height to `lines` lines, or fewer where there are no more."""
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * min(self.text.blockCount(), lines) + look.px(20))

    def dismiss(self) -> None:
        """Hide the result."""
        self.hide()
        self.closed.emit()
