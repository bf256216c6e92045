"""The card with the unit table: add, rename, merge, split, remove, export and import, and a note on faults."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.messages import Trouble
from db.units.model import Unit
from desktop.exchange import unit_table
from desktop.preferences.unit_dialogs import MergeDialog, RenameDialog, SplitDialog, chosen_codes
from desktop.preferences.unit_table import COLUMNS, PAST, PRESENT, WIDTHS, UnitDelegate, UnitsModel
from desktop.widgets import dialogs, look
from desktop.widgets.heading import PageNote
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session

BOOKS = "*.xlsx *.xls *.et *.ods"
CHANGES_SHOWN = 8  # changes listed in the question


class UnitCard(QFrame):
    """The units of the office; every change refreshes the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("unitCard")
        self.setProperty("kind", "card")
        self.model = UnitsModel(session.office, session.today)
        self.model.setParent(self)
        self.model.refused.connect(lambda text: self._say("✕ " + text))
        self.model.stored.connect(self._on_stored)
        self.view = _table(self.model)
        self.fault = PageNote("unitFault")
        self.fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.show_past(any(unit.since or unit.until for unit in session.office.units()))

    def _lay_out(self) -> None:
        title = QLabel(tr("填报单位"))
        title.setProperty("kind", "heading")
        self.past = QPushButton(tr("沿革"))
        self.past.setObjectName("unitPast")
        self.past.setCheckable(True)
        self.past.setProperty("kind", "choice")
        self.past.setToolTip(tr("显示起止日期、去向和已经撤并的单位"))
        self.past.clicked.connect(self.show_past)
        self.add = _button(tr("添加"), "plus", "addUnit", self._add)
        self.change = QPushButton(tr("变动"))
        self.change.setObjectName("changeUnits")
        self.change.setToolTip(tr("从某一天起改名、合并、拆分"))
        acts = QMenu(self.change)
        self.rename = _action(acts, tr("改名…"), "renameUnit", self._rename)
        self.merge = _action(acts, tr("合并…"), "mergeUnits", self._merge)
        self.split = _action(acts, tr("拆分…"), "splitUnit", self._split)
        self.change.setMenu(acts)
        self.view.addActions(acts.actions())
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.remove = _button(tr("删除"), "trash-2", "removeUnit", self._remove)
        self.book = QPushButton(look.icon("file-spreadsheet"), tr("工作簿"))
        self.book.setObjectName("unitBook")
        menu = QMenu(self.book)
        self.export = _action(menu, tr("导出单位表…"), "exportUnits", self._export)
        self.take = _action(menu, tr("导入单位表…"), "importUnits", self._import)
        self.book.setMenu(menu)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setContentsMargins(look.px(16), look.px(8), look.px(12), look.px(8))
        self.head.setSpacing(look.px(8))
        for room, parts in ((1, (title, self.past)), (0, (self.add, self.change, self.remove, self.book))):
            row = QHBoxLayout()
            row.setSpacing(look.px(8))
            for widget in parts:
                row.addWidget(widget, int(widget is title))
            if not room:
                row.addStretch(1)
            self.head.addLayout(row, room)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addWidget(self.fault)
        column.addWidget(self.view, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow card the buttons are below the title."""
        super().resizeEvent(event)
        parts = [self.head.itemAt(n).sizeHint().width() for n in range(self.head.count())]
        narrow = self.width() < sum(parts) + look.px(16 + 12 + 8)
        self.head.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def show_past(self, past: bool) -> None:
        """Show validity dates and ended units, or only current units."""
        self.past.setChecked(past)
        self.model.show_past(past)
        for n, name in enumerate(COLUMNS):
            self.view.setColumnHidden(n, name in (PRESENT if past else PAST))

    # --- acts

    def _add(self) -> None:
        row = self.model.add()
        if row < 0:
            return
        index = self.model.index(row, 1)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.setFocus()
        self.view.edit(index)

    def _chosen(self) -> Unit | None:
        index = self.view.currentIndex()
        if index.isValid():
            return self.model.units[index.row()]
        self._say(tr("先在表里选一个单位。"))
        return None

    def _remove(self) -> None:
        unit = self._chosen()
        if unit is not None and dialogs.ask(self, tr("删除填报单位“{name}”？", name=unit.name), tr("删除")):
            self.model.remove(self.model.units.index(unit))

    def _rename(self) -> None:
        unit, office = self._chosen(), self.session.office
        if unit is not None and dialogs.work(RenameDialog(office.units(), unit, self.session.today, office.set_units, self)):
            self._on_changed()

    def _merge(self) -> None:
        office, chosen = self.session.office, chosen_codes(self.view, self.model.units)
        if dialogs.work(MergeDialog(office.units(), chosen, self.session.today, office.set_units, self)):
            self._on_changed()

    def _split(self) -> None:
        unit, office = self._chosen(), self.session.office
        if unit is None:
            return
        if unit.code == office.setting("unit"):
            self._say(tr("✕ “{name}”是本单位，不能在这里拆分；请为拆分后的单位各建一个工作库。", name=unit.name))
        elif dialogs.work(SplitDialog(office.units(), unit, self.session.today, office.set_units, self)):
            self._on_changed()

    def _export(self) -> None:
        start, name = str(self.session.office.path.parent), tr("填报单位表") + ".xlsx"
        file = dialogs.choose_file(self, tr("导出单位表"), tr("工作簿 (*.xlsx)"), save=name, start=start)
        if file is None:
            return
        file = file if file.suffix.lower() == ".xlsx" else file.with_name(file.name + ".xlsx")
        try:
            unit_table.write(self.session.office.units(), file)
        except Trouble as trouble:
            self._say("✕ " + sentence(trouble))
            return
        self._say(tr("✓ 已导出 {file}", file=file.name), good=True)

    def _import(self) -> None:
        start = str(self.session.office.path.parent)
        file = dialogs.choose_file(self, tr("导入单位表"), tr("工作簿 ({kinds})", kinds=BOOKS), start=start)
        if file is not None:
            self._take(file)

    def _take(self, file: Path) -> None:
        """Replace the table by that of a workbook, after confirmation; with any mistake nothing is stored."""
        office = self.session.office
        try:
            units = unit_table.take(file)
            before = office.units()
            gone = {unit.code for unit in before} - {unit.code for unit in units}
            text = tr("用“{file}”的 {n} 行替换现在的单位表？", file=file.name, n=len(units))
            if gone:
                text += tr("其中没有的 {n} 个单位会删除。", n=len(gone))
            changes = unit_table.changes(before, units)
            text = "\n".join([text, *map(sentence, changes[:CHANGES_SHOWN]), *(["…"] if len(changes) > CHANGES_SHOWN else [])])
            if not dialogs.ask(self, text, tr("替换")):
                return
            office.set_units(units)
        except Trouble as trouble:
            self._say("✕ " + sentence(trouble))
            return
        self._on_changed()
        self._say(tr("✓ 单位表已换成 {file} 的 {n} 行", file=file.name, n=len(units)), good=True)

    def _on_changed(self) -> None:
        """The table was written without the model: reload it."""
        self.show_past(any(unit.since or unit.until for unit in self.session.office.units()))
        self._on_stored()

    def _on_stored(self) -> None:
        self._say("")
        self.session.refresh()

    def _say(self, text: str, *, good: bool = False) -> None:
        self.fault.say(text, "note-good" if good else "note-bad")


def _table(model: UnitsModel) -> QTableView:
    view = QTableView()
    view.setObjectName("unitTable")
    view.setAccessibleName(tr("填报单位表"))
    view.setModel(model)
    view.setItemDelegate(UnitDelegate(view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setTabKeyNavigation(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    trigger = QAbstractItemView.EditTrigger
    view.setEditTriggers(trigger.DoubleClicked | trigger.SelectedClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(look.px(look.ROW))
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.horizontalHeader().setMinimumSectionSize(look.px(40))
    for n, width in enumerate(WIDTHS):
        view.setColumnWidth(n, look.px(width))
    view.horizontalHeader().setSectionResizeMode(COLUMNS.index("name"), QHeaderView.ResizeMode.Stretch)
    return view


def _button(text: str, icon: str, name: str, act: object) -> QPushButton:
    button = QPushButton(look.icon(icon), text)
    button.setObjectName(name)
    button.clicked.connect(act)
    return button


def _action(menu: QMenu, text: str, name: str, act: object) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(name)
    action.triggered.connect(act)
    return action
