"""The panel beside the cells of a return: its problems with the sender's notes, the thread of questions and answers, and its log."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from db.packs.model import Pack
from db.received import compare
from db.received.questions import About, Question
from db.received.review import Review
from db.rules.problem import Problem
from desktop.received.texts import event_text, problem_text, question_text
from desktop.widgets import look
from desktop.widgets.heading import act
from desktop.words.i18n import sentence, tr
from desktop.words.names import place

DATA = Qt.ItemDataRole.UserRole
LISTED = 500  # problems listed, at most
WIDE = 340  # px at 100 %
AROUND, SPACE = 8, 2  # px, padding of a paragraph; px between paragraphs


class Paragraphs(QStyledItemDelegate):
    """Sizes each paragraph for the visible width; Qt would measure it for another width."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width of the list and the height of the wrapped text."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width() - 2 * SPACE
        room = QRect(0, 0, width - 2 * look.px(AROUND), 1)
        words = QFontMetrics(view.font()).boundingRect(room, Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere, index.data())
        return QSize(width, words.height() + 2 * look.px(AROUND))


class Words(QListWidget):
    """A list of short paragraphs; Enter or a double click activates an item."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(SPACE)
        self.setItemDelegate(Paragraphs(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)

    def fill(self, lines: Sequence[tuple[object, str, str]], empty: str) -> None:
        """Fill with lines of (data, text, colour name or ""), or with the text `empty` if there are none."""
        row_before = self.currentRow()
        self.clear()
        for data, text, colour in lines or ([(None, empty, "quiet")] if empty else []):
            item = QListWidgetItem(text, self)
            item.setData(DATA, data)
            if colour:
                item.setForeground(look.colour(colour))
        self.setCurrentRow(max(min(row_before, self.count() - 1), 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def chosen(self) -> object:
        """The data of the chosen line."""
        item = self.currentItem()
        return item.data(DATA) if item is not None else None


class ReturnPanel(QWidget):
    """Emits `cell_wanted(About)` from a problem or question, `version_wanted(n)` from the log, `withdraw_wanted(key)` for an entry."""

    cell_wanted = Signal(object)
    version_wanted = Signal(int)
    withdraw_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(look.px(WIDE))
        self.tabs = QTabBar()
        self.tabs.setObjectName("reviewPanelTabs")
        self.tabs.setAccessibleName(tr("问题、质询、经过"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.problems = Words("reviewProblems", tr("审核问题"))
        self.questions = Words("reviewThread", tr("质询和答复"))
        self.log = Words("reviewLog", tr("经过"))
        self.stack = QStackedWidget()
        for words in (self.problems, self.questions, self.log):
            self.stack.addWidget(words)
            self.tabs.addTab(words.accessibleName())
            words.itemActivated.connect(partial(self._chosen, words))
        self.tabs.currentChanged.connect(self._turn)
        below = QHBoxLayout()
        below.addStretch(1)
        self.withdraw: QPushButton = act(below, tr("撤回这一条…"), "reviewWithdraw", self._withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(look.GAP), 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addLayout(below)
        self._turn(0)

    def _turn(self, n: int) -> None:
        self.stack.setCurrentIndex(n)
        self.withdraw.setVisible(self.stack.currentWidget() is self.questions)

    def show_review(self, review: Review, names: dict[tuple[str, str], str]) -> None:
        """Show the thread and the log; `names` are the names of ledger rows."""
        pack = review.pack
        lines: list[tuple[object, str, str]] = [
            (question, question_text(question, _place(pack, question.about, names)), _ink(question)) for question in review.questions
        ]
        self.questions.fill(lines, tr("没有质询，也没有退回。在左边选一格，按 Enter 质询。"))
        waiting = sum(question.open and question.kind == "questioned" for question in review.questions)
        self.tabs.setTabText(1, tr("质询 {n}", n=len(lines)) + (tr("（{n} 待答）", n=waiting) if waiting else "") if lines else tr("质询"))
        known = {event.key: event for event in review.log}
        log: list[tuple[object, str, str]] = []
        for event in reversed(review.log):
            about = About(*(str(event.detail.get(name, "")) for name in ("form", "row", "field")))
            log.append((event.version, event_text(event, known, _place(pack, about, names)), ""))
        self.log.fill(log, "")
        self.tabs.setTabText(2, tr("经过"))
        self.withdraw.setEnabled(bool(lines))

    def wait(self) -> None:
        """Show that the problems are being computed."""
        self.tabs.setTabText(0, tr("问题 …"))
        self.problems.fill([], tr("正在审核…"))

    def show_unjudged(self) -> None:
        """Show that the problems could not be computed."""
        self.tabs.setTabText(0, tr("问题"))
        self.problems.fill([], tr("没有审核出来，原因见上面。"))

    def clear(self) -> None:
        """Show nothing."""
        for n, (words, title) in enumerate(((self.problems, tr("问题")), (self.questions, tr("质询")), (self.log, tr("经过")))):
            words.fill([], "")
            self.tabs.setTabText(n, title)
        self.withdraw.setEnabled(False)

    def show_problems(self, pack: Pack, problems: Sequence[Problem]) -> None:
        """Show the problems, gravest first."""
        lines: list[tuple[object, str, str]] = []
        for problem in problems[:LISTED]:
            about = About(problem.form, problem.row, problem.field)
            more = tr("（另有 {n} 处相同）", n=problem.more) if problem.more else ""
            where = f"{pack.form(problem.form).title} {sentence(problem.place)}"
            lines.append(
                (about, problem_text(problem.severity, where, sentence(problem.message) + more, problem.note, sentence(problem.mend)), "")
            )
        self.problems.fill(lines, tr("✓ 没有审核问题。"))
        self.tabs.setTabText(0, tr("问题 {n}", n=len(problems)) if problems else tr("问题"))

    def _chosen(self, words: Words, item: QListWidgetItem) -> None:
        data = item.data(DATA)
        if isinstance(data, Question):
            self.cell_wanted.emit(data.about)
        elif isinstance(data, About):
            self.cell_wanted.emit(data)
        elif words is self.log and data:
            self.version_wanted.emit(data)

    def _withdraw(self) -> None:
        chosen = self.questions.chosen
        if isinstance(chosen, Question):
            self.withdraw_wanted.emit(chosen.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the thread withdraws the entry."""
        if event.key() == Qt.Key.Key_Delete and self.stack.currentWidget() is self.questions:
            self._withdraw()
            return
        super().keyPressEvent(event)


def _place(pack: Pack, about: About, names: dict[tuple[str, str], str]) -> str:
    return place(pack, about, names.get((about.form, about.row), ""))


def _ink(question: Question) -> str:
    return "quiet" if question.kind == "questioned" and not question.open else ""


def names_of(conn: object, review: Review) -> dict[tuple[str, str], str]:
    """The names of the rows mentioned in thread and log: (form, row) -> name."""
    out: dict[tuple[str, str], str] = {}
    forms = {form.id: form for form in review.pack.forms}
    for event in review.log:
        form, row = forms.get(str(event.detail.get("form", ""))), str(event.detail.get("row", ""))
        if form is not None and row and (form.id, row) not in out:
            cells = compare.Side(conn, review.pack, form, review.received).row(row)
            out[form.id, row] = compare.row_name(form, row, cells) if cells is not None else row
    return out
