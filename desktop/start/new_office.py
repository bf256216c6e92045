"""A new office: which unit, who fills in, which programmes, which file. Faults are shown on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db import clock
from db.messages import Trouble
from db.office import programme_span
from db.office.office import SUFFIX, create
from db.packs.catalogue import Catalogue
from db.units.model import Unit
from desktop.widgets import dialogs, look
from desktop.widgets.heading import Heading, PageNote
from desktop.widgets.people_fields import PeopleFields
from desktop.words.i18n import sentence, tr
from desktop.words.names import level_titles, programme_title

CODE, WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class FirstRunPage(QWidget):
    """`made(office)` when the file was made, `cancelled` to go back."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.setObjectName("firstRunPage")
        self.units = UnitChoice(catalogue)
        self.units.view.selectionModel().currentChanged.connect(self._on_unit)
        self.name = QLineEdit()
        self.name.setObjectName("officeNameField")
        self.name.setPlaceholderText(tr("例如：市南区发展和改革局"))
        self.people = PeopleFields()
        self.packs = _packs(catalogue)
        self.fault = PageNote("firstRunFault")
        self._lay_out()
        self.setFocusProxy(self.units.search)

    def _lay_out(self) -> None:
        heading = Heading(tr("新建工作库"))
        heading.say(tr("一个单位一个工作库文件。除填报单位外，以后都能在“设置”里改。"))
        back = QPushButton(tr("返回"))
        back.setObjectName("firstRunBack")
        back.clicked.connect(self.cancelled)
        heading.row.addWidget(back)
        self.make_button = heading.button(tr("选择位置并新建…"), "save", "createOffice")
        self.make_button.clicked.connect(self.make)
        other = QPushButton(tr("别的城市：导入单位表…"))
        other.setObjectName("firstRunUnits")
        other.setProperty("kind", "link")
        other.clicked.connect(self._take_units)
        left = _card(tr("填报单位"), self.units, other)
        office = QLabel(tr("单位名称（印在表上）(&O)"))
        office.setBuddy(self.name)
        middle = _card(tr("单位和人员"), office, self.name, self.people, stretch=True)
        right = _card(tr("要报的方案"), self.packs)
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for card in (left, middle, right):
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, margin)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(heading)
        column.addWidget(self.fault)
        column.addLayout(row, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _take_units(self) -> None:
        """Use the units of a workbook instead of the shipped ones; a faulty workbook is reported and changes nothing."""
        file = dialogs.choose_file(self, tr("导入单位表"), f"{tr('填报单位')} (*.xlsx *.xls *.et *.ods)")
        if file is None:
            return
        from desktop.exchange import unit_table

        try:
            self.catalogue = replace(self.catalogue, units=tuple(unit_table.take(file)))
        except (Trouble, OSError) as fault:
            self._say(sentence(fault))
            return
        self.fault.hide()
        self.units.fill(self.catalogue.units)

    def _on_unit(self) -> None:
        """Fill in the unit's own name unless another was typed."""
        names = {unit.name for unit in self.catalogue.units}
        if not self.name.text() or self.name.text() in names:
            self.name.setText(self.units.name)

    def chosen_packs(self) -> list[str]:
        """The ids of the programmes ticked."""
        items = [self.packs.item(n) for n in range(self.packs.count())]
        return [item.data(CODE) for item in items if item.checkState() is Qt.CheckState.Checked]

    def make(self) -> None:
        """Ask where to save and make the file."""
        if not self.units.code:
            self._say(tr("请先在左边选择填报单位。"))
            self.units.search.setFocus()
            return
        name = f"{self.name.text().strip() or self.units.name}{SUFFIX}"
        file = dialogs.choose_file(self, tr("新建工作库"), tr("台账工作库 (*{suffix})", suffix=SUFFIX), save=name, start=str(Path.home()))
        if file is None:
            return
        file = file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX)
        try:
            office = create(file, self.catalogue, self.units.code, self.chosen_packs())
        except (Trouble, OSError) as fault:
            self._say(sentence(fault))
            return
        office.set({"name": self.name.text().strip(), **self.people.values()})
        self.made.emit(office)

    def _say(self, fault: str) -> None:
        self.fault.say("✕ " + fault, "note-bad")


class UnitChoice(QWidget):
    """The list of units with a search field for code, name, short name or alias."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setObjectName("unitSearch")
        self.search.setAccessibleName(tr("查找填报单位"))
        self.search.setPlaceholderText(tr("输入名称、简称、别名或代码"))
        self.search.setClearButtonEnabled(True)
        self.model = QStandardItemModel(self)
        self.fill(catalogue.units)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterRole(WORDS)
        self.view = QListView()
        self.view.setObjectName("unitList")
        self.view.setAccessibleName(tr("填报单位"))
        self.view.setModel(self.shown)
        self.search.textChanged.connect(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.search)
        column.addWidget(self.view, 1)

    def fill(self, units: Iterable[Unit]) -> None:
        """Offer these units."""
        self.model.clear()
        levels = level_titles()
        for unit in units:
            item = QStandardItem(f"{unit.name}    {levels[unit.level]}")
            item.setEditable(False)
            item.setData(unit.code, CODE)
            item.setData(" ".join([unit.code, unit.name, unit.short, *unit.aliases]), WORDS)
            item.setToolTip("、".join([unit.code, *unit.aliases]))
            self.model.appendRow(item)

    @property
    def code(self) -> str:
        """The code of the unit chosen, or nothing."""
        return str(self.view.currentIndex().data(CODE) or "")

    @property
    def name(self) -> str:
        """Its name."""
        return str(self.view.currentIndex().data() or "").split("    ")[0]

    def _filter(self, text: str) -> None:
        self.shown.setFilterFixedString(text.strip())
        if self.shown.rowCount() == 1:
            self.view.setCurrentIndex(self.shown.index(0, 0))


def _packs(catalogue: Catalogue) -> QListWidget:
    pack_list = QListWidget()
    pack_list.setObjectName("packChoice")
    pack_list.setAccessibleName(tr("要报的方案"))
    pack_list.setTextElideMode(Qt.TextElideMode.ElideRight)
    pack_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for pack in catalogue.packs.values():
        item = QListWidgetItem(programme_title(pack, programme_span.ended(pack, clock.today())))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(CODE, pack.id)
        item.setToolTip(pack.title)
        pack_list.addItem(item)
    return pack_list


def _card(title: str, *widgets: QWidget, stretch: bool = False) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    side = look.px(16)
    column.setContentsMargins(side, side, side, side)
    column.setSpacing(look.px(8))
    head = QLabel(title)
    head.setProperty("kind", "heading")
    for widget in (head, *widgets):
        column.addWidget(widget)
    if stretch:
        column.addStretch(1)
    return card
