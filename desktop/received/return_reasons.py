"""Reasons for returning, collected cell by cell before they are sent as one 退回."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.packs.model import Pack
from db.received.questions import About
from desktop.widgets import look
from desktop.widgets.listing import Listing
from desktop.words.i18n import tr
from desktop.words.names import place

LISTED = 4  # reasons seen at once
LINE, HEAD = 32, 36  # px at 100 %
Whose = tuple[str, str, str, int]  # unit, programme, period, version
Reasons = list[tuple[About, str]]


class ReturnReasons(QFrame):
    """Hidden while there is nothing to send. `changed` when reasons come or go, `sent(reasons)` when they are to be sent.

    Those of another return are kept until it is turned to again.
    """

    changed = Signal()
    sent = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pending")
        self.setProperty("kind", "card")
        self._kept: dict[Whose, Reasons] = {}
        self._whose: Whose | None = None
        self._pack: Pack | None = None
        self.list = Listing("pendingList", tr("还没有发出的退回原因"), (tr("哪一格"), tr("原因")), (300, 0))
        self.list.verticalHeader().setDefaultSectionSize(look.px(LINE))
        self.list.setToolTip("Delete")
        gone = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        gone.activated.connect(self.drop)
        self.none = QPushButton(tr("去掉这一处"))
        self.none.setObjectName("pendingDrop")
        self.none.setToolTip("Delete")
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
        row.addWidget(self.list, 1)
        row.addLayout(buttons)
        self.hide()

    @property
    def reasons(self) -> Reasons:
        """Those of the return in front."""
        return self._kept.get(self._whose, []) if self._whose is not None else []

    @property
    def all(self) -> int:
        """How many there are, of any return."""
        return sum(map(len, self._kept.values()))

    def turn(self, pack: Pack | None = None, key: Whose | None = None, newest: bool = True) -> None:
        """Show those of a return, or none; only the newest version of a return is sent back."""
        self._pack, self._whose = pack, key
        self.do.setEnabled(newest)
        self._draw()

    def add(self, about: About, text: str) -> None:
        """One more reason; the same cell again replaces what was written of it."""
        self._put([reason for reason in self.reasons if reason[0] != about] + [(about, text)])
        self.list.selectRow(self.list.rowCount() - 1)

    def drop(self) -> None:
        """Take the reason chosen away."""
        self._put([reason for n, reason in enumerate(self.reasons) if n != self.list.currentRow()])

    def clear(self) -> None:
        """Forget those of the return in front."""
        self._put([])

    def send(self) -> None:
        """Send what there is."""
        if self.reasons and self.do.isEnabled():
            self.sent.emit(list(self.reasons))

    def _put(self, reasons: Reasons) -> None:
        if self._whose is not None:
            self._kept[self._whose] = reasons
        self._draw()

    def _draw(self) -> None:
        pack, reasons = self._pack, self.reasons
        self.list.fill([(n, (place(pack, about), " ".join(text.split())), "") for n, (about, text) in enumerate(reasons)] if pack else [])
        self.list.setFixedHeight(look.px(HEAD + LINE * min(max(len(reasons), 1), LISTED) + 4))
        self.do.setText(tr("发出退回（{n} 处）", n=len(reasons)))
        self.setVisible(bool(reasons))
        self.changed.emit()
