"""Beside the cells of one return: its problems with the sender's notes, the thread of questions and answers, and what happened to it."""

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
from desktop.received.texts import happened, problem_text, question_text
from desktop.widgets import look
from desktop.widgets.heading import act
from desktop.words.i18n import sentence, tr
from desktop.words.names import place

DATA = Qt.ItemDataRole.UserRole
LISTED = 500  # problems listed
WIDE = 340  # px at 100 %
AROUND, SPACE = 8, 2  # px between a paragraph and its edge; px between two


class Paragraphs(QStyledItemDelegate):
    """Each paragraph as high as its words are at the width painted; Qt measures them at another."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The width of the list, the height of the words."""
        view = self.parent()
        assert isinstance(view, QListWidget)
        width = view.viewport().width() - 2 * SPACE
        room = QRect(0, 0, width - 2 * look.px(AROUND), 1)
        words = QFontMetrics(view.font()).boundingRect(room, Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere, index.data())
        return QSize(width, words.height() + 2 * look.px(AROUND))


class Words(QListWidget):
    """A list of short paragraphs; Enter or a double click chooses one."""

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
        """Lines of (what it is, text, colour name or nothing); a sentence where there is none."""
        kept = self.currentRow()
        self.clear()
        for data, text, colour in lines or ([(None, empty, "quiet")] if empty else []):
            item = QListWidgetItem(text, self)
            item.setData(DATA, data)
            if colour:
                item.setForeground(look.colour(colour))
        self.setCurrentRow(max(min(kept, self.count() - 1), 0), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def chosen(self) -> object:
        """What the line chosen is."""
        item = self.currentItem()
        return item.data(DATA) if item is not None else None


class ReturnPanel(QWidget):
    """`cell_wanted(About)` from a problem or question, `version_wanted(n)` from the log, `withdraw_wanted(key)` for an entry of ours."""

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
        for one in (self.problems, self.questions, self.log):
            self.stack.addWidget(one)
            self.tabs.addTab(one.accessibleName())
            one.itemActivated.connect(partial(self._chosen, one))
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

    def show_review(self, found: Review, names: dict[tuple[str, str], str]) -> None:
        """The thread and the log; `names` are what rows of ledgers are called."""
        pack = found.pack
        lines: list[tuple[object, str, str]] = [
            (one, question_text(one, _place(pack, one.about, names)), _ink(one)) for one in found.questions
        ]
        self.questions.fill(lines, tr("没有质询，也没有退回。在左边选一格，按 Enter 质询。"))
        waiting = sum(one.open and one.kind == "questioned" for one in found.questions)
        self.tabs.setTabText(1, tr("质询 {n}", n=len(lines)) + (tr("（{n} 待答）", n=waiting) if waiting else "") if lines else tr("质询"))
        known = {one.key: one for one in found.log}
        log: list[tuple[object, str, str]] = []
        for one in reversed(found.log):
            about = About(*(str(one.detail.get(name, "")) for name in ("form", "row", "field")))
            log.append((one.version, happened(one, known, _place(pack, about, names)), ""))
        self.log.fill(log, "")
        self.tabs.setTabText(2, tr("经过"))
        self.withdraw.setEnabled(bool(lines))

    def wait(self) -> None:
        """The problems are being judged."""
        self.tabs.setTabText(0, tr("问题 …"))
        self.problems.fill([], tr("正在审核…"))

    def show_unjudged(self) -> None:
        """The problems could not be found out."""
        self.tabs.setTabText(0, tr("问题"))
        self.problems.fill([], tr("没有审核出来，原因见上面。"))

    def clear(self) -> None:
        """Nothing of any return."""
        for n, (words, title) in enumerate(((self.problems, tr("问题")), (self.questions, tr("质询")), (self.log, tr("经过")))):
            words.fill([], "")
            self.tabs.setTabText(n, title)
        self.withdraw.setEnabled(False)

    def show_problems(self, pack: Pack, found: Sequence[Problem]) -> None:
        """The problems, gravest first."""
        lines: list[tuple[object, str, str]] = []
        for one in found[:LISTED]:
            about = About(one.form, one.row, one.field)
            more = tr("（另有 {n} 处相同）", n=one.more) if one.more else ""
            where = f"{pack.form(one.form).title} {sentence(one.place)}"
            lines.append((about, problem_text(one.severity, where, sentence(one.message) + more, one.note, sentence(one.mend)), ""))
        self.problems.fill(lines, tr("✓ 没有审核问题。"))
        self.tabs.setTabText(0, tr("问题 {n}", n=len(found)) if found else tr("问题"))

    def _chosen(self, words: Words, item: QListWidgetItem) -> None:
        data = item.data(DATA)
        if isinstance(data, Question):
            self.cell_wanted.emit(data.about)
        elif isinstance(data, About):
            self.cell_wanted.emit(data)
        elif words is self.log and data:
            self.version_wanted.emit(data)

    def _withdraw(self) -> None:
        one = self.questions.chosen
        if isinstance(one, Question):
            self.withdraw_wanted.emit(one.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the thread takes the entry back."""
        if event.key() == Qt.Key.Key_Delete and self.stack.currentWidget() is self.questions:
            self._withdraw()
            return
        super().keyPressEvent(event)


def _place(pack: Pack, about: About, names: dict[tuple[str, str], str]) -> str:
    return place(pack, about, names.get((about.form, about.row), ""))


def _ink(one: Question) -> str:
    return "quiet" if one.kind == "questioned" and not one.open else ""


def names_of(conn: object, found: Review) -> dict[tuple[str, str], str]:
    """What the rows that the thread and the log speak of are called: (form, row) -> name."""
    out: dict[tuple[str, str], str] = {}
    forms = {one.id: one for one in found.pack.forms}
    for one in found.log:
        form, row = forms.get(str(one.detail.get("form", ""))), str(one.detail.get("row", ""))
        if form is not None and row and (form.id, row) not in out:
            cells = compare.Side(conn, found.pack, form, found.received).row(row)
            out[form.id, row] = compare.row_name(form, row, cells) if cells is not None else row
    return out
