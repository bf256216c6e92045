"""The unit table 填报单位表, edited in place: each change is stored at once or refused with a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.messages import Trouble
from db.office.office import Office
from db.units import changes
from db.units.model import Unit
from db.values.field import Field
from db.values.kinds import read
from desktop.preferences.unit_dialogs import free_code
from desktop.widgets import look
from desktop.words.i18n import sentence, tr
from desktop.words.names import blank_title, level_titles

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
COLUMNS = ("code", "name", "short", "aliases", "level", "parent", "ord", "in_total", "since", "until", "successors")
WIDTHS = (88, 176, 92, 128, 72, 92, 56, 80, 100, 100, 92)  # px at 100 %
PAST = ("since", "until", "successors")  # columns shown together with ended units
PRESENT = ("short", "aliases", "ord")  # columns hidden in that view


class UnitsModel(QAbstractTableModel):
    """The units of an office: those not ended by `today`, or with `past` every line.

    Emits `refused(text)` when a change is not valid, `stored` when it was stored.
    """

    refused = Signal(str)
    stored = Signal()

    def __init__(self, office: Office, today: date) -> None:
        super().__init__()
        self.office, self.today = office, today
        self.past = False
        self.units = self._shown()
        self._titles = (
            tr("代码"), tr("名称"), tr("简称"), tr("别名"), tr("级别"), tr("上级"), tr("顺序"), tr("计入汇总"),
            tr("起始"), tr("终止"), tr("去向"),
        )  # fmt: skip

    def _shown(self) -> list[Unit]:
        day = self.today.isoformat()
        self._codes = {
            self.office.setting("unit"),
            self.office.unit_at(self.today).code,
        }  # of this office's own unit; cached, as every cell drawn needs them
        return [unit for unit in self.office.units() if self.past or unit.span[1] >= day]

    def show_past(self, past: bool) -> None:
        """Show or hide ended lines."""
        self.past = past
        self.reload()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The number of units."""
        return 0 if parent.isValid() else len(self.units)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The titles of columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, the tick of 计入汇总, the own unit in bold, ended units in grey."""
        unit, name = self.units[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) and name != "in_total":
            return self._text(unit, name, role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self._titles[index.column()]
            return title if name == "in_total" else self._text(unit, name, False) or blank_title(title)
        if role == Qt.ItemDataRole.CheckStateRole and name == "in_total":
            return Qt.CheckState.Checked if unit.in_total else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and name == "code" and self._own(unit):
            return tr("这是本单位")
        if role == Qt.ItemDataRole.FontRole and self._own(unit):
            return look.font(14, look.MEDIUM)
        if role == Qt.ItemDataRole.ForegroundRole and not unit.valid(self.today):
            return look.colour("quiet")
        if role == Qt.ItemDataRole.TextAlignmentRole and name == "ord":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, unit: Unit, name: str, raw: bool) -> str:
        if name in ("aliases", "successors"):
            return "、".join(getattr(unit, name))
        if name == "level" and not raw:
            return level_titles().get(unit.level, unit.level)
        if name == "parent" and not raw:
            return next((parent.short or parent.name for parent in self.units if parent.code == unit.parent), unit.parent)
        return str(getattr(unit, name))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All cells are editable except the code of this office's own unit."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if COLUMNS[index.column()] == "in_total":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        if COLUMNS[index.column()] == "code" and self._own(self.units[index.row()]):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Store a change at once; a new code replaces the old in every line."""
        old, name = self.units[index.row()], COLUMNS[index.column()]
        try:
            new = self._changed(old, name, value)
            if new == old:
                return False
            table = self.office.units()
            if new.code != old.code:
                self._check_code(new.code, table)
                table = changes.recoded(table, old.code, new.code)
            else:
                table = [new if unit == old else unit for unit in table]
            self.office.set_units(table)
        except Trouble as trouble:
            self.refused.emit(sentence(trouble))
            return False
        self._reorder({old.key: new.key}, {old.code: new.code})
        self.stored.emit()
        return True

    def add(self) -> int:
        """Add a unit at the end; returns its row, or -1 if refused."""
        table = self.office.units()
        code = free_code(table)
        last = max(unit.ord for unit in table) + 10
        new = Unit(code, tr("新单位 {n}", n=code[1:]), level="town", parent=self.office.unit_at(self.today).code, ord=last)
        try:
            self.office.set_units([*table, new])
        except Trouble as trouble:
            self.refused.emit(sentence(trouble))
            return -1
        self.reload()
        self.stored.emit()
        return next(n for n, unit in enumerate(self.units) if unit.code == code)

    def remove(self, row: int) -> None:
        """Remove a unit that has no units below it."""
        table = self.office.units()
        line = next(unit for unit in table if unit == self.units[row])
        try:
            self.office.set_units(changes.removed(table, line))
        except Trouble as trouble:
            self.refused.emit(sentence(trouble))
            return
        self.reload()
        self.stored.emit()

    def _changed(self, unit: Unit, name: str, value: Any) -> Unit:
        if name == "in_total":
            return replace(unit, in_total=Qt.CheckState(value) is Qt.CheckState.Checked)
        text = str(value).strip()
        if name == "ord":
            if not text.isdecimal():
                raise Trouble("顺序要填整数，填的是“{text}”。", text=text)
            return replace(unit, ord=int(text))
        if name in ("since", "until") and text:
            text = self._day(text)
        if name in ("aliases", "successors"):
            parts = tuple(part.strip() for part in text.replace("，", "、").replace(",", "、").split("、") if part.strip())
            return replace(unit, aliases=parts) if name == "aliases" else replace(unit, successors=parts)
        changed: dict[str, Any] = {name: text}
        return replace(unit, **changed)

    def _day(self, text: str) -> str:
        """A typed day as ISO text; an unreadable text is returned unchanged and refused by the check of the table."""
        reading = read(text, Field("day", "", "date"))
        return str(reading.cell.value) if reading.kind in ("same", "read") and reading.cell.value else text

    def _check_code(self, code: str, table: list[Unit]) -> None:
        for unit in table:
            if unit.code == code:
                raise Trouble("代码“{code}”已经是“{name}”的。", code=code, name=unit.name)

    def _own(self, unit: Unit) -> bool:
        return unit.code in self._codes

    def reload(self) -> None:
        """Reload the table."""
        self.beginResetModel()
        self.units = self._shown()
        self.endResetModel()

    def _reorder(self, keys: dict[tuple[str, str], tuple[str, str]], codes: dict[str, str]) -> None:
        """Reload the units in their new order; the current cell and an open editor move with their unit."""
        self.layoutAboutToBeChanged.emit()
        units = self._shown()
        places = {unit.key: n for n, unit in enumerate(units)}
        for index in self.persistentIndexList():
            code, since = self.units[index.row()].key
            place = places.get(keys.get((code, since), (codes.get(code, code), since)))
            self.changePersistentIndex(index, QModelIndex() if place is None else self.index(place, index.column()))
        self.units = units
        self.layoutChanged.emit()


class UnitDelegate(QStyledItemDelegate):
    """Drop-downs for level and parent."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A drop-down for these two columns."""
        model, name = index.model(), COLUMNS[index.column()]
        if not isinstance(model, UnitsModel) or name not in ("level", "parent"):
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        if name == "level":
            for key, title in level_titles().items():
                box.addItem(title, key)
        else:
            box.addItem("–", "")
            for code, title in {unit.code: unit.name for unit in model.office.units()}.items():
                if code != model.units[index.row()].code:
                    box.addItem(title, code)
        box.view().setMinimumWidth(look.px(200))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Select the current value."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(editor.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Pass the chosen key to the model."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)
