"""The forms of one received return, one in front: as reported, or cell beside cell with the last accepted version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field as attribute
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QTabBar, QTableView, QVBoxLayout, QWidget

from db.received import store
from db.received.questions import About
from db.received.review import ComparedCell, Review
from db.rules.problem import Problem
from desktop.received.cell_tables import Compared, Framed, Lines, Signs, Values
from desktop.widgets import look
from desktop.widgets.heading import act
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session


@dataclass(frozen=True)
class Judged:
    """What takes longer to find: the problems, and by form the cells that differ from the version compared with (`more`: not all)."""

    problems: Sequence[Problem] = ()
    changes: Mapping[str, Sequence[ComparedCell]] = attribute(default_factory=dict)
    more: bool = False

    @property
    def changed(self) -> int:
        """How many cells differ."""
        return sum(map(len, self.changes.values()))


class FormView(QWidget):
    """`ask_wanted` and `return_wanted` for the cell chosen."""

    ask_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.found: Review | None = None
        self.judged: Judged | None = None
        self.signs: Signs = {}
        self.forms = QTabBar()
        self.forms.setObjectName("reviewForms")
        self.forms.setAccessibleName(tr("报表"))
        self.forms.setDrawBase(False)
        self.forms.setExpanding(False)
        self.forms.currentChanged.connect(lambda _n: self._draw())
        self.told = QLabel()
        self.told.setObjectName("reviewTold")
        self.told.setProperty("kind", "quiet")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.table = self._table()
        self._lay_out()
        self.setFocusProxy(self.table)

    def _table(self) -> QTableView:
        found = QTableView()
        found.setObjectName("reviewCells")
        found.setAccessibleName(tr("所报的数"))
        found.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        found.setTabKeyNavigation(False)
        found.setWordWrap(False)
        found.setItemDelegate(Framed(found))
        found.verticalHeader().setDefaultSectionSize(look.px(look.ROW))
        found.activated.connect(lambda _index: self.ask_wanted.emit())
        return found

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(look.px(8))
        self.compared = self._switch(acts, tr("对比"), "reviewCompare", "Ctrl+D")
        self.only = self._switch(acts, tr("只看变化"), "reviewOnly", "Ctrl+H")
        self.only.setChecked(True)
        acts.addWidget(self.told, 1)
        self.ask = act(acts, tr("质询此格…"), "reviewAsk", self.ask_wanted.emit)
        self.ask.setToolTip("Enter")
        self.send_back = act(acts, tr("退回此格…"), "reviewReturn", self.return_wanted.emit)
        self.send_back.setToolTip("Ctrl+R")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, look.px(look.GAP), 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.forms)
        column.addLayout(acts)
        column.addWidget(self.table, 1)

    def _switch(self, row: QHBoxLayout, text: str, name: str, keys: str) -> QPushButton:
        found = QPushButton(text)
        found.setObjectName(name)
        found.setProperty("kind", "choice")
        found.setCheckable(True)
        QShortcut(QKeySequence(keys), found).activated.connect(found.click)
        found.setToolTip(keys)
        found.toggled.connect(lambda _on: self._draw())
        row.addWidget(found)
        return found

    # --- what is shown

    def show_review(self, found: Review | None) -> None:
        """Draw a return; the same one again stays where it was."""
        same = found is not None and self.found is not None and found.received.id == self.found.received.id
        self.found = found
        if not same:
            self.judged = None
            self._fill_tabs()
        for button in (self.ask, self.send_back):
            button.setEnabled(found is not None and found.newest)
        self.compared.setEnabled(found is not None and found.against is not None)
        self._draw(keep=same)

    def show_judged(self, found: Judged) -> None:
        """Problems and changes came."""
        self.judged = found
        self._fill_tabs()
        self._draw(keep=True)

    def show_unjudged(self) -> None:
        """Problems and changes did not come."""
        if self.found is not None and self.found.against is not None:
            self.told.setText(tr("没有和第 {old} 版对比出来。", old=self.found.against.version))

    def show_signs(self, signs: Signs) -> None:
        """What is wrong, asked or about to be sent back, at its cells."""
        self.signs = signs
        if self.lines is not None:
            self.lines.renew(signs)

    @property
    def lines(self) -> Values | Compared | None:
        """The table in front."""
        model = self.table.model()
        return model if isinstance(model, Values | Compared) else None

    def _fill_tabs(self) -> None:
        """The forms, each with how many of its cells changed."""
        at = max(self.forms.currentIndex(), 0)
        self.forms.blockSignals(True)
        while self.forms.count():
            self.forms.removeTab(0)
        for form in self.found.pack.forms if self.found else ():
            n = len(self.judged.changes.get(form.id, ())) if self.judged else 0
            self.forms.setTabData(self.forms.addTab(f"{form.title}（{n}）" if n else form.title), form.id)
        self.forms.setCurrentIndex(min(at, self.forms.count() - 1))
        self.forms.blockSignals(False)

    def _draw(self, keep: bool = False) -> None:
        """The form in front, as reported or compared; `keep` stays at the cell."""
        found, id, old = self.found, self.forms.tabData(self.forms.currentIndex()), self.table.model()
        self.only.setVisible(self.compared.isChecked())
        here = self.table.currentIndex() if keep else None
        if found is None or not id:
            self.table.setModel(None)
            self.told.clear()
            return
        form, conn = found.pack.form(id), self.session.office.db.conn
        lines: Lines = Values(conn, found, form, self.table)
        if self.compared.isChecked() and found.against is not None:
            changes = self.judged.changes.get(id, ()) if self.judged else ()
            lines = Compared(conn, found, form, changes if self.only.isChecked() else None, self.table)
        lines.signs = self.signs
        self.table.setModel(lines)
        if old is not None:
            old.deleteLater()
        for n, width in enumerate(lines.widths()):
            self.table.setColumnWidth(n, look.px(width))
        row, column = (here.row(), here.column()) if here is not None and here.isValid() else (0, lines.first)
        self.table.setCurrentIndex(lines.index(min(row, lines.rowCount() - 1), column))
        self.told.setText(self._compared_with(found, id))

    def _compared_with(self, found: Review, form: str) -> str:
        if found.against is None:
            return tr("这是第一版，没有更早的可以对比。")
        old, judged = found.against.version, self.judged
        if judged is None:
            return tr("正在与第 {old} 版对比…", old=old)
        if not judged.changed:
            return tr("与第 {old} 版完全相同，一格也没有变。", old=old)
        if judged.more:
            return tr("与第 {old} 版相比变了 {n} 格以上，只列前 {n} 格。", old=old, n=judged.changed)
        own = len(judged.changes.get(form, ()))
        return tr("与第 {old} 版相比变了 {n} 格，本表 {own} 格。", old=old, n=judged.changed, own=own)

    # --- the cell chosen

    def chosen(self) -> tuple[About, str] | None:
        """The cell in front and what stands in it; the form alone where it has no rows."""
        lines, index = self.lines, self.table.currentIndex()
        if lines is None:
            return None
        if not index.isValid():
            return About(lines.form.id), ""
        return lines.about(index), lines.numbers(index)

    def go_to(self, about: About) -> None:
        """Show a cell among the values as reported."""
        found = self.found
        n = next((n for n in range(self.forms.count()) if self.forms.tabData(n) == about.form), -1)
        if found is None or n < 0:
            return
        self.compared.setChecked(False)
        self.forms.setCurrentIndex(n)
        lines = self.lines
        line = store.placed(self.session.office.db.conn, found.received, found.pack.form(about.form), about.row) if about.row else None
        if isinstance(lines, Values) and (line is not None or not about.row):
            index = lines.index(line.n - 1 if line else 0, lines.column_of(about.field))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
        self.table.setFocus()

    def step(self, by: int) -> None:
        """To the next or previous form."""
        self.forms.setCurrentIndex(max(min(self.forms.currentIndex() + by, self.forms.count() - 1), 0))


def signs_of(found: Review, problems: Sequence[Problem], reasons: Sequence[tuple[About, str]]) -> dict[tuple[str, str, str], Any]:
    """What stands at which cell: what is about to be sent over what was asked, that over problems, the gravest first."""
    signs: dict[tuple[str, str, str], Any] = {}
    for problem in reversed(problems):
        signs[problem.form, problem.row, problem.field] = problem.severity, sentence(problem.message)
    for one in found.questions:
        if one.version == found.received.version and (one.open or one.kind == "returned"):
            signs[one.about.form, one.about.row, one.about.field] = one.kind, one.text
    for about, text in reasons:
        signs[about.form, about.row, about.field] = "reason", text
    return signs
