"""Reasons for returning, collected cell by cell and sent together as one 退回."""

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

LISTED = 4  # reasons visible at once
LINE, HEAD = 32, 36  # px at 100 %
ReturnKey = tuple[str, str, str, int]  # unit, programme, period, version
Reasons = list[tuple[About, str]]


class ReturnReasons(QFrame):
    """Hidden while there are no reasons. Emits `changed` when reasons change, `send_wanted(reasons)` when they are to be sent.

    Reasons of other returns are held until that return is shown again.
    """

    changed = Signal()
    send_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pending")
        self.setProperty("kind", "card")
        self._by_return: dict[ReturnKey, Reasons] = {}
        self._return_key: ReturnKey | None = None
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
        """The reasons for the return shown."""
        return self._by_return.get(self._return_key, []) if self._return_key is not None else []

    @property
    def all(self) -> int:
        """The number of reasons for all returns."""
        return sum(map(len, self._by_return.values()))

    def turn(self, pack: Pack | None = None, key: ReturnKey | None = None, newest: bool = True) -> None:
        """Show the reasons for a return, or none; only the newest version can be sent back."""
        self._pack, self._return_key = pack, key
        self.do.setEnabled(newest)
        self._draw()

    def add(self, about: About, text: str) -> None:
        """Add a reason; it replaces an earlier one for the same cell."""
        self._put([reason for reason in self.reasons if reason[0] != about] + [(about, text)])
        self.list.selectRow(self.list.rowCount() - 1)

    def drop(self) -> None:
        """Remove the chosen reason."""
        self._put([reason for n, reason in enumerate(self.reasons) if n != self.list.currentRow()])

    def clear(self) -> None:
        """Remove the reasons for the return shown."""
        self._put([])

    def send(self) -> None:
        """Emit `send_wanted` if there are reasons."""
        if self.reasons and self.do.isEnabled():
            self.send_wanted.emit(list(self.reasons))

    def _put(self, reasons: Reasons) -> None:
        if self._return_key is not None:
            self._by_return[self._return_key] = reasons
        self._draw()

    def _draw(self) -> None:
        pack, reasons = self._pack, self.reasons
        self.list.fill([(n, (place(pack, about), " ".join(text.split())), "") for n, (about, text) in enumerate(reasons)] if pack else [])
        self.list.setFixedHeight(look.px(HEAD + LINE * min(max(len(reasons), 1), LISTED) + 4))
        self.do.setText(tr("发出退回（{n} 处）", n=len(reasons)))
        self.setVisible(bool(reasons))
        self.changed.emit()
