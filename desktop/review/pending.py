"""Reasons for returning, collected cell by cell before they are sent as one 退回."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.pack import Pack
from db.thread import About
from desktop import look
from desktop.i18n import tr
from desktop.names import place

LISTED = 4  # reasons seen at once


class Pending(QFrame):
    """Hidden while there is nothing to send. `changed` when reasons come or go, `sent(reasons)` when they are to be sent."""

    changed = Signal()
    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pending")
        self.setProperty("kind", "card")
        self.reasons: list[tuple[About, str]] = []
        self._pack: Pack | None = None
        self.text = QLabel()
        self.text.setObjectName("pendingText")
        self.text.setWordWrap(True)
        self.none = QPushButton(tr("去掉最后一处"))
        self.none.setObjectName("pendingDrop")
        self.none.clicked.connect(self.drop)
        self.do = QPushButton()
        self.do.setObjectName("pendingSend")
        self.do.setProperty("kind", "main")
        self.do.setToolTip("Ctrl+Enter")
        self.do.clicked.connect(self.send)
        buttons = QVBoxLayout()
        buttons.addWidget(self.do)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        side = look.px(12)
        row.setContentsMargins(side, look.px(8), side, look.px(8))
        row.setSpacing(look.px(12))
        row.addWidget(self.text, 1)
        row.addLayout(buttons)
        self.hide()

    def add(self, pack: Pack, about: About, text: str) -> None:
        """One more reason; the same cell again replaces what was written of it."""
        self._pack = pack
        self.reasons = [one for one in self.reasons if one[0] != about] + [(about, text)]
        self._draw()

    def drop(self) -> None:
        """Take the last reason away."""
        self.reasons = self.reasons[:-1]
        self._draw()

    def clear(self) -> None:
        """Forget all."""
        self.reasons = []
        self._draw()

    def send(self) -> None:
        """Send what there is."""
        if self.reasons:
            self.sent.emit(list(self.reasons))

    def _draw(self) -> None:
        pack = self._pack
        shown = [f"{place(pack, about)}：{text}" for about, text in self.reasons[-LISTED:]] if pack else []
        more = len(self.reasons) - len(shown)
        self.text.setText("\n".join([*shown, *([tr("…还有 {n} 处", n=more)] if more else [])]))
        self.do.setText(tr("发出退回（{n} 处）", n=len(self.reasons)))
        self.setVisible(bool(self.reasons))
        self.changed.emit()
