"""The card with the unit table: add, remove, and what could not be kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop import dialogs, look
from desktop.i18n import tr
from desktop.preferences.units import WIDTHS, UnitDelegate, UnitsModel
from desktop.session import Session


class UnitCard(QFrame):
    """The units of the office; every change is said to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("unitCard")
        self.setProperty("kind", "card")
        self.model = UnitsModel(session.office)
        self.model.setParent(self)
        self.model.refused.connect(lambda text: self._say("✕ " + text))
        self.model.kept.connect(self._on_kept)
        self.view = QTableView()
        self.view.setObjectName("unitTable")
        self.view.setAccessibleName(tr("填报单位表"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(UnitDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        trigger = QAbstractItemView.EditTrigger
        self.view.setEditTriggers(trigger.DoubleClicked | trigger.SelectedClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(look.px(look.ROW))
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.view.horizontalHeader().setMinimumSectionSize(look.px(40))
        self.view.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for n, width in enumerate(WIDTHS):
            self.view.setColumnWidth(n, look.px(width))
        self.fault = QLabel()
        self.fault.setObjectName("unitFault")
        self.fault.setProperty("kind", "note-bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        title = QLabel(tr("填报单位"))
        title.setProperty("kind", "heading")
        self.add = QPushButton(look.icon("plus"), tr("添加"))
        self.add.setObjectName("addUnit")
        self.add.clicked.connect(self._add)
        self.remove = QPushButton(look.icon("trash-2"), tr("删除"))
        self.remove.setObjectName("removeUnit")
        self.remove.clicked.connect(self._remove)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(16), look.px(8), look.px(12), look.px(8))
        head.setSpacing(look.px(8))
        head.addWidget(title, 1)
        head.addWidget(self.add)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.fault)
        column.addWidget(self.view, 1)

    def _add(self) -> None:
        row = self.model.add()
        index = self.model.index(row, 1)
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)
        self.view.setFocus()
        self.view.edit(index)

    def _remove(self) -> None:
        index = self.view.currentIndex()
        if not index.isValid():
            self._say(tr("先在表里选一个单位。"))
            return
        unit = self.model.units[index.row()]
        if dialogs.ask(self, tr("删除填报单位“{name}”？", name=unit.name), tr("删除")):
            self.model.remove(index.row())

    def _on_kept(self) -> None:
        self._say("")
        self.session.refresh()

    def _say(self, text: str) -> None:
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
