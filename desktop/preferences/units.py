"""The unit table 填报单位表, edited in place: each cell is kept at once, what cannot be kept is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.office import Office
from db.trouble import Trouble
from db.units import Unit
from desktop import look
from desktop.i18n import sentence, tr
from desktop.names import level_titles

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMNS = ("code", "name", "short", "aliases", "level", "parent", "ord", "in_total")
WIDTHS = (88, 176, 96, 136, 80, 96, 56, 80)  # px at 100 %


class UnitsModel(QAbstractTableModel):
    """The units of an office. `refused(text)` when a change could not be kept, `kept` when it was."""

    refused = Signal(str)
    kept = Signal()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self.units = office.units()
        self._titles = (tr("代码"), tr("名称"), tr("简称"), tr("别名"), tr("级别"), tr("上级"), tr("顺序"), tr("计入汇总"))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many units."""
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The columns of a unit."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Titles of columns; rows have none."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, the tick of the last column, and grey for what cannot be changed."""
        unit, name = self.units[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and name != "in_total":
            return self._text(unit, name, role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.CheckStateRole and name == "in_total":
            return Qt.CheckState.Checked if unit.in_total else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and name == "code" and self._own(unit):
            return tr("这是本单位")
        if role == Qt.ItemDataRole.FontRole and self._own(unit):
            return look.font(14, look.MEDIUM)
        if role == Qt.ItemDataRole.TextAlignmentRole and name == "ord":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, unit: Unit, name: str, raw: bool) -> str:
        if name == "aliases":
            return "、".join(unit.aliases)
        if name == "level" and not raw:
            return level_titles().get(unit.level, unit.level)
        if name == "parent" and not raw:
            return next((one.short or one.name for one in self.units if one.code == unit.parent), unit.parent)
        return str(getattr(unit, name))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be changed but the code of this office's own unit."""
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if COLUMNS[index.column()] == "in_total":
            return found | Qt.ItemFlag.ItemIsUserCheckable
        if COLUMNS[index.column()] == "code" and self._own(self.units[index.row()]):
            return found
        return found | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep a change at once."""
        old, name = self.units[index.row()], COLUMNS[index.column()]
        try:
            new = self._changed(old, name, value)
            if new == old:
                return False
            self._check(new, old)
            self.office.save_unit(new)
            if new.code != old.code:
                for child in self.units:
                    if child.parent == old.code:
                        self.office.save_unit(replace(child, parent=new.code))
                self.office.remove_unit(old.code)
        except Trouble as trouble:
            self.refused.emit(sentence(trouble))
            return False
        self._reorder({old.code: new.code})
        self.kept.emit()
        return True

    def add(self) -> int:
        """A new unit at the end, to be named; answers its row."""
        number = next(n for n in range(1, 10_000) if all(unit.code != f"x{n}" for unit in self.units))
        parent = self.office.unit.code
        self.office.save_unit(
            Unit(f"x{number}", tr("新单位 {n}", n=number), level="town", parent=parent, ord=max(u.ord for u in self.units) + 10)
        )
        self._reload()
        self.kept.emit()
        return next(n for n, unit in enumerate(self.units) if unit.code == f"x{number}")

    def remove(self, row: int) -> None:
        """Remove a unit that has none below it."""
        unit = self.units[row]
        below = [one.name for one in self.units if one.parent == unit.code]
        try:
            if below:
                raise Trouble("“{name}”下面还有 {n} 个单位（{first} 等），请先改它们的上级。", name=unit.name, n=len(below), first=below[0])
            self.office.remove_unit(unit.code)
        except Trouble as trouble:
            self.refused.emit(sentence(trouble))
            return
        self._reload()
        self.kept.emit()

    def _changed(self, unit: Unit, name: str, value: Any) -> Unit:
        if name == "in_total":
            return replace(unit, in_total=Qt.CheckState(value) is Qt.CheckState.Checked)
        text = str(value).strip()
        if name == "ord":
            if not text.isdecimal():
                raise Trouble("顺序要填整数，填的是“{text}”。", text=text)
            return replace(unit, ord=int(text))
        if name == "aliases":
            return replace(unit, aliases=tuple(one for one in text.replace("，", "、").replace(",", "、").split("、") if one.strip()))
        plain: dict[str, Any] = {name: text}
        return replace(unit, **plain)

    def _check(self, new: Unit, old: Unit) -> None:
        """Names and codes tell units apart, and the tree has no rings."""
        for one in self.units:
            if one != old and new.code == one.code:
                raise Trouble("代码“{code}”已经是“{name}”的。", code=new.code, name=one.name)
            if one != old and new.name == one.name:
                raise Trouble("名称“{name}”已经有了（代码 {code}）。", name=new.name, code=one.code)
        above = {one.code: one.parent for one in self.units} | {new.code: new.parent}
        seen, at = {new.code}, new.parent
        while at:
            if at in seen:
                raise Trouble("“{name}”不能放在自己的下级里面。", name=new.name)
            seen.add(at)
            at = above.get(at, "")

    def _own(self, unit: Unit) -> bool:
        return unit.code == self.office.setting("unit")

    def _reload(self) -> None:
        self.beginResetModel()
        self.units = self.office.units()
        self.endResetModel()

    def _reorder(self, renamed: dict[str, str]) -> None:
        """The same units read anew, perhaps in another order; the current cell and an open editor go with theirs."""
        self.layoutAboutToBeChanged.emit()
        found = self.office.units()
        places = {unit.code: n for n, unit in enumerate(found)}
        for index in self.persistentIndexList():
            code = self.units[index.row()].code
            self.changePersistentIndex(index, self.index(places[renamed.get(code, code)], index.column()))
        self.units = found
        self.layoutChanged.emit()


class UnitDelegate(QStyledItemDelegate):
    """Lists for level and parent."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A list for the two columns that have one."""
        model, name = index.model(), COLUMNS[index.column()]
        if not isinstance(model, UnitsModel) or name not in ("level", "parent"):
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        if name == "level":
            for key, title in level_titles().items():
                box.addItem(title, key)
        else:
            box.addItem("–", "")
            for unit in model.units:
                if unit.code != model.units[index.row()].code:
                    box.addItem(unit.name, unit.code)
        box.view().setMinimumWidth(look.px(200))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Point the list at the value."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Give the chosen key to the model."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)
