"""The boxes that change units from a day on: rename, merge, split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.messages import Trouble
from db.units import changes
from db.units.hierarchy import at
from db.units.model import Unit
from desktop.widgets import look
from desktop.widgets.field_box import FieldBox, chosen_day
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import tr

Keep = Callable[[Sequence[Unit]], None]
LISTED = 6  # lines of the list visible at once


def free_code(units: Sequence[Unit], taken: Sequence[str] = ()) -> str:
    """A code that is not in use."""
    known = {unit.code for unit in units} | set(taken)
    return next(code for n in range(1, 10_000) if (code := f"x{n}") not in known)


class RenameDialog(FieldBox):
    """A new name from a day on; the old one stays for earlier periods."""

    def __init__(self, units: Sequence[Unit], unit: Unit, today: date, keep: Keep, parent: QWidget | None = None) -> None:
        what = tr("从这一天起用新名称，以前的报告期仍印旧名称。代码不变。")
        super().__init__(tr("改名：{name}", name=unit.name), what, tr("改名"), parent)
        self.setObjectName("renameDialog")
        self.units, self.unit, self.keep = units, unit, keep
        self.name = self.line(tr("新名称(&N)"), "unitName", unit.name)
        self.short = self.line(tr("简称(&S)"), "unitShort", unit.short)
        self.since = self.day(tr("从哪天起(&D)"), today)
        self.name.setFocus()
        self.name.selectAll()

    def act(self) -> None:
        """Store the new name; raises `Trouble` if it is not valid."""
        name = self.name.text().strip()
        if name == self.unit.name:
            raise Trouble("新名称和原来的一样。")
        self.keep(changes.renamed(self.units, self.unit.code, chosen_day(self.since), name, self.short.text().strip()))


class MergeDialog(FieldBox):
    """Several units are merged from a day on, into a new unit or one of them."""

    def __init__(self, units: Sequence[Unit], chosen: Sequence[str], today: date, keep: Keep, parent: QWidget | None = None) -> None:
        what = tr("从这一天起几个单位并成一个，下级一并转过去；以前的报告期不变。")
        super().__init__(tr("合并单位"), what, tr("合并"), parent)
        self.setObjectName("mergeDialog")
        self.units, self.keep, self.known = units, keep, at(units, today)
        self.list = QListWidget()
        self.list.setObjectName("mergeList")
        for unit in self.known:
            item = QListWidgetItem(f"{unit.name}  {unit.code}", self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit.code in chosen else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, unit.code)
            if unit.code in chosen:
                self.list.setCurrentItem(item)
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * LISTED + look.px(10))
        self.list.itemChanged.connect(self._on_ticked)
        self.add(tr("合并哪些(&U)"), self.list)
        self.into = QComboBox()
        self.into.setObjectName("mergeInto")
        self.into.currentIndexChanged.connect(self._on_into)
        self.add(tr("并成(&I)"), self.into)
        self.code = self.line(tr("代码(&C)"), "unitCode", free_code(units))
        self.name = self.line(tr("名称(&N)"), "unitName")
        self.short = self.line(tr("简称(&S)"), "unitShort")
        self.since = self.day(tr("从哪天起(&D)"), today)
        self._on_ticked()

    def ticked(self) -> list[str]:
        """The ticked codes."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def act(self) -> None:
        """Store the merger; raises `Trouble` if it is not valid."""
        codes = self.ticked()
        if len(codes) < 2:
            raise Trouble("合并至少要选两个单位。")
        first = next(unit for unit in self.known if unit.code == (self.into.currentData() or codes[0]))
        fresh = self.into.currentData() is None
        into = replace(first, code=self.code.text().strip(), name=self.name.text().strip(), short=self.short.text().strip())
        into = replace(into, aliases=(), gb_code="") if fresh else into
        self.keep(changes.merged(self.units, codes, chosen_day(self.since), into))

    def _on_ticked(self) -> None:
        now, codes = self.into.currentData(), self.ticked()
        self.into.blockSignals(True)
        self.into.clear()
        self.into.addItem(tr("新单位"), None)
        for unit in self.known:
            if unit.code in codes:
                self.into.addItem(unit.name, unit.code)
        self.into.setCurrentIndex(max(self.into.findData(now), 0) if now else 0)
        self.into.blockSignals(False)
        self._on_into()

    def _on_into(self) -> None:
        """An existing unit keeps its code, which becomes read-only."""
        code = self.into.currentData()
        self.code.setReadOnly(code is not None)
        unit = next((unit for unit in self.known if unit.code == code), None)
        if unit is not None:
            self.code.setText(unit.code)
            self.name.setText(unit.name)
            self.short.setText(unit.short)
        elif any(unit.code == self.code.text() for unit in self.known):
            self.code.setText(free_code(self.units))
            self.name.clear()
            self.short.clear()


class SplitDialog(FieldBox):
    """A unit is split from a day on; each unit below it goes to one of the parts."""

    def __init__(self, units: Sequence[Unit], unit: Unit, today: date, keep: Keep, parent: QWidget | None = None) -> None:
        what = tr("从这一天起一个单位分成几个；以前的报告期不变。沿用原代码的单位可以保留原代码。")
        super().__init__(tr("拆分：{name}", name=unit.name), what, tr("拆分"), parent)
        self.setObjectName("splitDialog")
        self.units, self.unit, self.keep = units, unit, keep
        self.parts: list[tuple[QLineEdit, QLineEdit]] = []
        self.rows = QVBoxLayout()
        self.rows.setSpacing(look.px(8))
        holder = QWidget()
        holder.setLayout(self.rows)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.add(tr("分成"), holder)
        more = QPushButton(look.icon("plus"), tr("再加一个"))
        more.setObjectName("splitMore")
        more.setAutoDefault(False)
        more.clicked.connect(self.more)
        self.form.addRow("", more)
        self.since = self.day(tr("从哪天起(&D)"), today)
        self.below: dict[str, QComboBox] = {}
        for lower in [lower for lower in at(units, today) if lower.parent == unit.code]:
            box = QComboBox()
            box.setObjectName(f"below_{lower.code}")
            self.below[lower.code] = box
        self.more()
        self.more()
        if self.below:
            self._add_below()
        self.parts[0][1].setFocus()

    def _add_below(self) -> None:
        """Add the scrollable list that says which unit goes to which part."""
        holder = QWidget()
        holder.setProperty("kind", "page")
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        names = {unit.code: unit.name for unit in self.units if unit.code in self.below}
        for code, box in self.below.items():
            form.addRow(names[code], box)
        area = Scrolled(holder)
        area.setFixedHeight(min(holder.sizeHint().height(), look.px(160)) + look.px(4))
        self.add(tr("下级归谁"), area)

    def more(self) -> None:
        """Add fields for another part."""
        code = free_code(self.units, [code_field.text() for code_field, _ in self.parts])
        fields = QLineEdit(code), QLineEdit()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        for field, name, title in zip(fields, ("Code", "Name"), (tr("代码"), tr("名称")), strict=True):
            field.setObjectName(f"part{name}_{len(self.parts)}")
            field.setAccessibleName(title)
            field.setPlaceholderText(title)
            row.addWidget(field, 2 if name == "Name" else 1)
            field.textChanged.connect(self._name_below)
        self.rows.addLayout(row)
        self.parts.append(fields)
        self._name_below()

    def _name_below(self) -> None:
        titles = [(name.text().strip() or code.text().strip()) for code, name in self.parts]
        for box in self.below.values():
            now = max(box.currentIndex(), 0)
            box.clear()
            box.addItems(titles)
            box.setCurrentIndex(now)

    def act(self) -> None:
        """Store the split; raises `Trouble` if it is not valid."""
        typed = [(code.text().strip(), name.text().strip()) for code, name in self.parts]
        typed = [pair for pair in typed if pair[1]]
        goes_on = replace(self.unit, short="")
        fresh = replace(goes_on, aliases=(), gb_code="")
        into = [replace(goes_on if code == self.unit.code else fresh, code=code, name=name) for code, name in typed]
        codes = [code.text().strip() for code, _ in self.parts]
        under = {code: codes[box.currentIndex()] for code, box in self.below.items()}
        self.keep(changes.split(self.units, self.unit.code, chosen_day(self.since), into, under))


def chosen_codes(view: QAbstractItemView, units: Sequence[Unit]) -> list[str]:
    """The codes of the selected rows of a table."""
    rows = sorted({index.row() for index in view.selectionModel().selectedRows()})
    return list(dict.fromkeys(units[row].code for row in rows))
