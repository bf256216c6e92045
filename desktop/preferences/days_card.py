"""The card 节假日: days off and make-up workdays of a year, announced and typed here; a year's notice from a YAML file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from db.messages import Trouble
from db.office.due_dates import own_days
from db.periods.workdays import Day, read_days
from desktop.widgets import dialogs, look
from desktop.widgets.field_box import chosen_day
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session

LISTED = 6  # lines visible at once


class DaysCard(QFrame):
    """The days of a year, newest year first; every change refreshes the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("daysCard")
        self.setProperty("kind", "card")
        self.year = QComboBox()
        self.year.setObjectName("dayYear")
        self.year.setAccessibleName(tr("年份"))
        self.year.setToolTip(self.year.accessibleName())
        self.year.currentIndexChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setObjectName("dayList")
        self.list.setAccessibleName(tr("节假日"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFont(look.font(12))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.note = QLabel()
        self.note.setObjectName("dayNote")
        self.note.setProperty("kind", "caption")
        self.note.setWordWrap(True)
        today = session.today
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setObjectName("newDay")
        self.day.setAccessibleName(tr("日期"))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.kind = QComboBox()
        self.kind.setObjectName("newDayKind")
        self.kind.setAccessibleName(tr("放假还是上班"))
        self.kind.setToolTip(self.kind.accessibleName())
        for key, title in kind_titles().items():
            self.kind.addItem(title, key)
        self.name = QLineEdit()
        self.name.setObjectName("newDayName")
        self.name.setAccessibleName(tr("名称"))
        self.name.setPlaceholderText(tr("名称，例如：春节"))
        self.add = _button(tr("添加"), "plus", "addDay", self._add)
        self.remove = _button(tr("删除所选"), "trash-2", "removeDay", self._remove)
        self.take = _button(tr("读入…"), "download", "importDays", self._import)
        self.take.setToolTip(tr("读入一年的放假通知（YAML，写法同 resources/calendar/china.yaml）"))
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        title = QLabel(tr("节假日"))
        title.setProperty("kind", "heading")
        column = QVBoxLayout(self)
        side = look.px(16)
        column.setContentsMargins(side, look.px(12), side, side)
        column.setSpacing(look.px(8))
        column.addLayout(_row(title, None, self.year))
        column.addWidget(self.note)
        column.addWidget(self.list)
        column.addLayout(_row(self.day, self.kind))
        column.addWidget(self.name)
        column.addLayout(_row(self.add, self.remove, self.take, None))

    def refresh(self) -> None:
        """Fill the years: those with days, this one and the next; the shown year stays."""
        now = self.year.currentData() or self.session.today.year
        wanted = {*self.session.office.calendar.years(), self.session.today.year, self.session.today.year + 1, now}
        self.year.blockSignals(True)
        self.year.clear()
        for year in sorted(wanted, reverse=True):
            self.year.addItem(tr("{year}年", year=year), year)
        self.year.setCurrentIndex(self.year.findData(now))
        self.year.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        office, year = self.session.office, self.year.currentData()
        calendar, own = office.calendar, {own_day.day for own_day in own_days(office.db.conn)}
        days = calendar.of(year)
        self.list.clear()
        for day in days:
            item = QListWidgetItem(describe(day) + (tr("  本库录入") if day.day in own else ""), self.list)
            item.setData(Qt.ItemDataRole.UserRole, day)
            item.setToolTip(day.source)
        height = self.list.sizeHintForRow(0) if days else 0
        self.list.setFixedHeight(height * min(len(days), LISTED) + look.px(10))
        self.list.setVisible(bool(days))
        self.remove.setEnabled(False)
        announced = next((day.source for day in days if day.day not in own), "")
        self.note.setText(
            (announced or tr("本库录入")) if calendar.covers(year) else tr("{year}年放假安排未录入，只按双休日推算。", year=year)
        )

    def _on_chosen(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))

    def _add(self) -> None:
        kind, day = self.kind.currentData(), chosen_day(self.day)
        self._keep([Day(day, kind, self.name.text().strip())], day.year)
        self.name.clear()

    def _remove(self) -> None:
        days = [item.data(Qt.ItemDataRole.UserRole).day for item in self.list.selectedItems()]
        self._keep([Day(day, "plain") for day in days], self.year.currentData())

    def _import(self) -> None:
        file = dialogs.choose_file(self, tr("读入放假通知"), tr("放假通知 (*.yaml *.yml)"), start=str(self.session.office.path.parent))
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Store the days of a YAML file in the office file; with any fault none of them."""
        faults: list[str] = []
        try:
            days = read_days(file, faults)
            if not faults and not days:
                raise Trouble("“{file}”里没有一天。", file=file.name)
        except (Trouble, OSError) as fault:
            faults.append(sentence(fault))
        if faults:
            dialogs.tell(self, "\n".join(map(sentence, faults)))
        else:
            self._keep(days, max(day.day for day in days).year)

    def _keep(self, days: list[Day], year: int) -> None:
        self.session.office.set_days(days)
        if self.year.findData(year) < 0:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(self.year.findData(year))
        self.refresh()
        self.session.refresh()


def kind_titles() -> dict[str, str]:
    """The titles of the kinds of days."""
    return {"holiday": tr("放假"), "workday": tr("调休上班")}


def describe(day: Day) -> str:
    """10-01 周四  放假  国庆节."""
    parts = [f"{day.day:%m-%d}", weekday(day.day), kind_titles()[day.kind], day.name]
    return "  ".join(part for part in parts if part)


def weekday(day: date) -> str:
    """周一 to 周日."""
    return (tr("周一"), tr("周二"), tr("周三"), tr("周四"), tr("周五"), tr("周六"), tr("周日"))[day.weekday()]


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """A row of widgets; None is a stretch."""
    row = QHBoxLayout()
    row.setSpacing(look.px(8))
    for widget in widgets:
        row.addStretch(1) if widget is None else row.addWidget(widget)
    return row


def _button(text: str, icon: str, name: str, act: object) -> QPushButton:
    button = QPushButton(look.icon(icon), text)
    button.setObjectName(name)
    button.clicked.connect(act)
    return button
