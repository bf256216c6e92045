"""The problems that block 定稿: each a line that leads to its cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QToolButton, QVBoxLayout, QWidget

from db.rules.problem import Problem, counts
from desktop.widgets import look
from desktop.words.i18n import sentence, tr

LISTED = 200  # lines; more would not be read


class BlockedList(QFrame):
    """`cell_wanted(form, row, field)`."""

    cell_wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("blocked")
        self.setProperty("kind", "card")
        self.title = QLabel()
        self.title.setObjectName("blockedTitle")
        self.title.setStyleSheet(f"color: {look.COLOURS['bad']}; font-weight: 500;")
        close = QToolButton()
        close.setIcon(look.icon("x", "quiet"))
        close.setAccessibleName(tr("收起"))
        close.setToolTip(tr("收起"))
        close.clicked.connect(self.hide)
        self.list = QListWidget()
        self.list.setObjectName("blockedList")
        self.list.setAccessibleName(tr("定稿前要处理的问题"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setStyleSheet("border: none;")
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(12), look.px(4), look.px(4), look.px(4))
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Fill the list and come into sight."""
        count = counts(problems)
        self.title.setText(
            tr("✕ 还不能定稿：{errors} 个必须改，{open} 个需写说明。点一行到那一格。", errors=count["error"], open=count["open"])
        )
        self.list.clear()
        for problem in problems[:LISTED]:
            error = problem.severity == "error"
            item = QListWidgetItem(
                look.icon("circle-alert" if error else "triangle-alert", "bad" if error else "warn"),
                tr("{title}：{value}", title=sentence(problem.place), value=sentence(problem.message)),
            )
            item.setToolTip(look.tip(sentence(problem.mend)))
            item.setData(Qt.ItemDataRole.UserRole, (problem.form, problem.row, problem.field))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(look.px(32 * min(max(len(problems), 2), 6) + 4))
        self.show()

    def _choose(self, item: QListWidgetItem) -> None:
        self.cell_wanted.emit(*item.data(Qt.ItemDataRole.UserRole))
