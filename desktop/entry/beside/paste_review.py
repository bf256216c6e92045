"""The review of a paste or of a workbook read in: texts that were not taken at once, each to be accepted, refused or kept as it is.

It stands under the grid and blocks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.office.writing import Edit
from db.values.cell import Cell, State
from desktop.entry.acts.paste_plan import DoubtfulText
from desktop.widgets import look
from desktop.words.i18n import sentence, tr
from desktop.words.names import act_title

LINES = 5  # visible at once
MOST = 30  # lines drawn; the others follow when these are done
PLACE, RAW, READ, WHY, DO = range(5)


class PasteReview(QFrame):
    """`taken(edits)` when texts are accepted or kept, `emptied` when none is left; `what` is the act they came with.

    In the list Enter accepts the line (keeps it where it could not be read), Delete refuses it.
    """

    taken = Signal(object)
    emptied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paste-review")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.doubts: list[DoubtfulText] = []
        self.what = "粘贴"
        self.title = QLabel()
        self.title.setObjectName("paste-review-title")
        self.title.setFont(look.font(14, look.MEDIUM))
        self.all = _button(tr("全部接受"), "paste-accept-all", self.accept_all)
        look.mark(self.all, "main")
        self.keep = _button(tr("按原样保留未能识别的"), "paste-keep-raw", self.keep_raw)
        self.none = _button(tr("全部放弃"), "paste-refuse-all", self.refuse_all)
        self.table = self._table()
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.title, 1)
        for button in (self.keep, self.none, self.all):
            top.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        box.setSpacing(look.px(8))
        box.addLayout(top)
        box.addWidget(self.table)
        self.hide()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 5)
        table.setObjectName("paste-review-table")
        table.setAccessibleName(tr("待确认"))
        table.setHorizontalHeaderLabels([tr("位置"), tr("原值"), tr("识别值"), tr("原因"), ""])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.px(look.ROW))
        table.setShowGrid(False)
        table.setFont(look.font(14))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)  # Tab leaves the list
        for key, act in (("Return", self._take_line), ("Enter", self._take_line), ("Del", self._refuse_line)):
            short = QShortcut(QKeySequence(key), table)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(act)
        heads = table.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((PLACE, 180), (RAW, 150), (READ, 150), (DO, 96)):
            table.setColumnWidth(column, look.px(width))
        heads.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        return table

    def show_doubts(self, doubts: Sequence[DoubtfulText], what: str = "粘贴") -> None:
        """List these texts; `what` is the act's name in Chinese, as it is stored."""
        self.doubts, self.what = list(doubts), what
        self._fill()
        if self.doubts:
            self.table.setCurrentCell(0, PLACE)

    def _fill(self) -> None:
        self.setVisible(bool(self.doubts))
        listed = self.doubts[:MOST]
        lines = max(min(len(listed), LINES), 1)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + lines * look.px(look.ROW) + 2)
        proposed = sum(doubt.reading.kind == "proposed" for doubt in self.doubts)
        rest = tr("（先列出 {n} 格）", n=MOST) if len(self.doubts) > MOST else ""
        self.title.setText(tr("{what}：{n} 格要您确认", what=act_title(self.what), n=len(self.doubts)) + rest)
        self.all.setEnabled(bool(proposed))
        self.all.setText(tr("全部接受（{n}）", n=proposed))
        for button, key in ((self.all, "Alt+A"), (self.keep, "Alt+K"), (self.none, "Alt+R")):
            button.setShortcut(key)
            button.setToolTip(f"{button.text()}（{key}）")
        self.keep.setVisible(proposed < len(self.doubts))
        self.table.setRowCount(len(listed))
        for n, doubt in enumerate(listed):
            proposal = doubt.reading.kind == "proposed"
            shown = f"→ {doubt.shown}" if proposal else tr("✕ 未能识别")
            for column, text in ((PLACE, doubt.place), (RAW, doubt.reading.raw), (READ, shown), (WHY, sentence(doubt.reading.note))):
                item = QTableWidgetItem(text)
                item.setToolTip(look.tip(text))
                if column == READ and not proposal:
                    item.setForeground(look.colour("bad"))
                self.table.setItem(n, column, item)
            self.table.setCellWidget(n, DO, self._choices(doubt, proposal))

    def _choices(self, doubt: DoubtfulText, proposal: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        yes = _button("✓" if proposal else tr("保留"), "paste-accept", lambda: self.accept(doubt) if proposal else self.keep_text(doubt))
        yes.setAccessibleName(tr("接受 {place}", place=doubt.place) if proposal else tr("按原样保留 {place}", place=doubt.place))
        no = _button("✕", "paste-refuse", lambda: self.refuse(doubt))
        no.setAccessibleName(tr("放弃 {place}", place=doubt.place))
        for button in (yes, no):
            button.setFixedHeight(look.px(26))
            button.setStyleSheet(f"padding: 0 {look.px(6)}px; min-width: {look.px(20)}px; min-height: 0;")
            row.addWidget(button)
        row.addStretch(1)
        return box

    # --- accepting, keeping, refusing

    def accept(self, doubt: DoubtfulText) -> None:
        """Take one proposal."""
        self._take([doubt.edit], [doubt])

    def accept_all(self) -> None:
        """Take all proposals as one act."""
        chosen = [doubt for doubt in self.doubts if doubt.reading.kind == "proposed"]
        self._take([doubt.edit for doubt in chosen], chosen)

    def keep_text(self, doubt: DoubtfulText) -> None:
        """Keep one text as it came."""
        self._take([_raw(doubt)], [doubt])

    def keep_raw(self) -> None:
        """Keep all texts that could not be read as they came, marked."""
        chosen = [doubt for doubt in self.doubts if doubt.reading.kind == "refused"]
        self._take([_raw(doubt) for doubt in chosen], chosen)

    def refuse(self, doubt: DoubtfulText) -> None:
        """Leave the cell as it is."""
        self._take([], [doubt])

    def refuse_all(self) -> None:
        """Leave all these cells as they are."""
        self._take([], list(self.doubts))

    def _line(self) -> DoubtfulText | None:
        row = self.table.currentRow()
        return self.doubts[row] if 0 <= row < len(self.doubts) else None

    def _take_line(self) -> None:
        if (doubt := self._line()) is not None:
            self.accept(doubt) if doubt.reading.kind == "proposed" else self.keep_text(doubt)

    def _refuse_line(self) -> None:
        if (doubt := self._line()) is not None:
            self.refuse(doubt)

    def _take(self, edits: list[Edit], handled: list[DoubtfulText]) -> None:
        handled_ids = {id(doubt) for doubt in handled}
        row = self.table.currentRow()
        self.doubts = [doubt for doubt in self.doubts if id(doubt) not in handled_ids]
        self._fill()
        self.table.setCurrentCell(min(max(row, 0), self.table.rowCount() - 1), PLACE)
        if edits:
            self.taken.emit(edits)
        if not self.doubts:
            self.emptied.emit()


def _raw(doubt: DoubtfulText) -> Edit:
    edit = doubt.edit
    return Edit(edit.form, edit.period, edit.row, edit.field, Cell(State.RAW, None, doubt.reading.raw))


def _button(text: str, name: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.clicked.connect(act)  # type: ignore[arg-type]
    return button
