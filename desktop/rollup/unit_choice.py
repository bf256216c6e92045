"""The box to choose which units to add up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from db.messages import Trouble
from db.units.model import Unit
from desktop.widgets import look
from desktop.widgets.field_box import FieldBox
from desktop.widgets.listing import ID
from desktop.words.i18n import tr


class UnitChoiceBox(FieldBox):
    """`chosen` are the codes of the ticked units once the box is accepted."""

    def __init__(self, units: Sequence[Unit], chosen: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(tr("选定单位"), tr("只汇总打勾的单位。上级和它的下级都打勾时，只算上级。"), tr("汇总这些单位"), parent)
        self.chosen: tuple[str, ...] = tuple(chosen)
        self.list = QListWidget()
        self.list.setObjectName("boxUnits")
        self.list.setAccessibleName(tr("单位"))
        self.list.setMinimumHeight(look.px(300))
        for unit in units:
            item = QListWidgetItem(unit.name, self.list)
            item.setData(ID, unit.code)
            item.setCheckState(Qt.CheckState.Checked if unit.code in chosen else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.form.addRow(self.list)
        for n, (text, name, state) in enumerate(
            ((tr("全选"), "boxAll", Qt.CheckState.Checked), (tr("全不选"), "boxNone", Qt.CheckState.Unchecked))
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, state=state: self._tick(state))
            self.buttons.insertWidget(n, button)
        self.list.setFocus()

    def _tick(self, state: Qt.CheckState) -> None:
        for n in range(self.list.count()):
            self.list.item(n).setCheckState(state)

    def act(self) -> None:
        """Take the ticked units; raises `Trouble` if there are none."""
        items = (self.list.item(n) for n in range(self.list.count()))
        codes = tuple(str(item.data(ID)) for item in items if item.checkState() is Qt.CheckState.Checked)
        if not codes:
            raise Trouble("一个单位也没有选，请至少选一个。")
        self.chosen = codes
