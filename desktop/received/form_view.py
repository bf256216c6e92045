"""The forms of a received return in tabs: as reported, or compared cell by cell with the last accepted version."""

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
    """Results that take longer: the problems, and by form the changed cells (`more`: only the first of them)."""

    problems: Sequence[Problem] = ()
    changes: Mapping[str, Sequence[ComparedCell]] = attribute(default_factory=dict)
    more: bool = False

    @property
    def changed(self) -> int:
        """The number of changed cells."""
        return sum(map(len, self.changes.values()))


class FormView(QWidget):
    """Emits `ask_wanted` and `return_wanted` for the chosen cell."""

    ask_wanted = Signal()
    return_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.review: Review | None = None
        self.judged: Judged | None = None
        self.signs: Signs = {}
        self.forms = QTabBar()
        self.forms.setObjectName("reviewForms")
        self.forms.setAccessibleName(tr("报表"))
        self.forms.setDrawBase(False)
        self.forms.setExpanding(False)
        self.forms.currentChanged.connect(lambda _n: self._draw())
        self.summary = QLabel()
        self.summary.setObjectName("reviewTold")
        self.summary.setProperty("kind", "quiet")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.table = self._table()
        self._lay_out()
        self.setFocusProxy(self.table)

    def _table(self) -> QTableView:
        table_view = QTableView()
        table_view.setObjectName("reviewCells")
        table_view.setAccessibleName(tr("所报的数"))
        table_view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table_view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table_view.setTabKeyNavigation(False)
        table_view.setWordWrap(False)
        table_view.setItemDelegate(Framed(table_view))
        table_view.verticalHeader().setDefaultSectionSize(look.px(look.ROW))
        table_view.activated.connect(lambda _index: self.ask_wanted.emit())
        return table_view

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(look.px(8))
        self.compared = self._switch(acts, tr("对比"), "reviewCompare", "Ctrl+D")
        self.only = self._switch(acts, tr("只看变化"), "reviewOnly", "Ctrl+H")
        self.only.setChecked(True)
        acts.addWidget(self.summary, 1)
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
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("kind", "choice")
        button.setCheckable(True)
        QShortcut(QKeySequence(keys), button).activated.connect(button.click)
        button.setToolTip(keys)
        button.toggled.connect(lambda _on: self._draw())
        row.addWidget(button)
        return button

    # --- showing

    def show_review(self, review: Review | None) -> None:
        """Show a return; if it is the same one, the current cell stays."""
        same = review is not None and self.review is not None and review.received.id == self.review.received.id
        self.review = review
        if not same:
            self.judged = None
            self._fill_tabs()
        for button in (self.ask, self.send_back):
            button.setEnabled(review is not None and review.newest)
        self.compared.setEnabled(review is not None and review.against is not None)
        self._draw(keep=same)

    def show_judged(self, judged: Judged) -> None:
        """Show problems and changes."""
        self.judged = judged
        self._fill_tabs()
        self._draw(keep=True)

    def show_unjudged(self) -> None:
        """Show that problems and changes could not be computed."""
        if self.review is not None and self.review.against is not None:
            self.summary.setText(tr("没有和第 {old} 版对比出来。", old=self.review.against.version))

    def show_signs(self, signs: Signs) -> None:
        """Mark cells with problems, questions and return reasons."""
        self.signs = signs
        if self.lines is not None:
            self.lines.renew(signs)

    @property
    def lines(self) -> Values | Compared | None:
        """The table model shown."""
        model = self.table.model()
        return model if isinstance(model, Values | Compared) else None

    def _fill_tabs(self) -> None:
        """Fill the tabs with the forms and the number of changed cells."""
        at = max(self.forms.currentIndex(), 0)
        self.forms.blockSignals(True)
        while self.forms.count():
            self.forms.removeTab(0)
        for form in self.review.pack.forms if self.review else ():
            n = len(self.judged.changes.get(form.id, ())) if self.judged else 0
            self.forms.setTabData(self.forms.addTab(f"{form.title}（{n}）" if n else form.title), form.id)
        self.forms.setCurrentIndex(min(at, self.forms.count() - 1))
        self.forms.blockSignals(False)

    def _draw(self, keep: bool = False) -> None:
        """Show the current form, as reported or compared; `keep` keeps the current cell."""
        review, id, old = self.review, self.forms.tabData(self.forms.currentIndex()), self.table.model()
        self.only.setVisible(self.compared.isChecked())
        here = self.table.currentIndex() if keep else None
        if review is None or not id:
            self.table.setModel(None)
            self.summary.clear()
            return
        form, conn = review.pack.form(id), self.session.office.db.conn
        lines: Lines = Values(conn, review, form, self.table)
        if self.compared.isChecked() and review.against is not None:
            changes = self.judged.changes.get(id, ()) if self.judged else ()
            lines = Compared(conn, review, form, changes if self.only.isChecked() else None, self.table)
        lines.signs = self.signs
        self.table.setModel(lines)
        if old is not None:
            old.deleteLater()
        for n, width in enumerate(lines.widths()):
            self.table.setColumnWidth(n, look.px(width))
        row, column = (here.row(), here.column()) if here is not None and here.isValid() else (0, lines.first)
        self.table.setCurrentIndex(lines.index(min(row, lines.rowCount() - 1), column))
        self.summary.setText(self._compared_with(review, id))

    def _compared_with(self, review: Review, form: str) -> str:
        if review.against is None:
            return tr("这是第一版，没有更早的可以对比。")
        old, judged = review.against.version, self.judged
        if judged is None:
            return tr("正在与第 {old} 版对比…", old=old)
        if not judged.changed:
            return tr("与第 {old} 版完全相同，一格也没有变。", old=old)
        if judged.more:
            return tr("与第 {old} 版相比变了 {n} 格以上，只列前 {n} 格。", old=old, n=judged.changed)
        own = len(judged.changes.get(form, ()))
        return tr("与第 {old} 版相比变了 {n} 格，本表 {own} 格。", old=old, n=judged.changed, own=own)

    # --- the chosen cell

    def chosen(self) -> tuple[About, str] | None:
        """The chosen cell and its values; only the form if it has no rows."""
        lines, index = self.lines, self.table.currentIndex()
        if lines is None:
            return None
        if not index.isValid():
            return About(lines.form.id), ""
        return lines.about(index), lines.numbers(index)

    def go_to(self, about: About) -> None:
        """Go to a cell among the reported values."""
        review = self.review
        n = next((n for n in range(self.forms.count()) if self.forms.tabData(n) == about.form), -1)
        if review is None or n < 0:
            return
        self.compared.setChecked(False)
        self.forms.setCurrentIndex(n)
        lines = self.lines
        line = store.placed(self.session.office.db.conn, review.received, review.pack.form(about.form), about.row) if about.row else None
        if isinstance(lines, Values) and (line is not None or not about.row):
            index = lines.index(line.n - 1 if line else 0, lines.column_of(about.field))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
        self.table.setFocus()

    def step(self, by: int) -> None:
        """Go to the next or previous form."""
        self.forms.setCurrentIndex(max(min(self.forms.currentIndex() + by, self.forms.count() - 1), 0))


def signs_of(review: Review, problems: Sequence[Problem], reasons: Sequence[tuple[About, str]]) -> dict[tuple[str, str, str], Any]:
    """The sign of each cell; return reasons override questions, questions override problems, graver problems override lesser ones."""
    signs: dict[tuple[str, str, str], Any] = {}
    for problem in reversed(problems):
        signs[problem.form, problem.row, problem.field] = problem.severity, sentence(problem.message)
    for question in review.questions:
        if question.version == review.received.version and (question.open or question.kind == "returned"):
            signs[question.about.form, question.about.row, question.about.field] = question.kind, question.text
    for about, text in reasons:
        signs[about.form, about.row, about.field] = "reason", text
    return signs
