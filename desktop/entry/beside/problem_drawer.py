"""The drawer under the grid: problems in groups, errors first; a click goes to the cell; the note of a 核实 problem is written here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.messages import Sentence
from db.rules import problem
from db.rules.problem import Problem
from desktop.widgets import look
from desktop.widgets.actions import action
from desktop.words.i18n import sentence, tr
from desktop.words.names import severity_titles

SIGNS = {"error": "✕", "warning": "△", "hint": "·"}
INKS = {"error": "bad", "warning": "warn", "hint": "quiet"}
MOST = 300  # lines drawn; the counts show how many there are
MOST_OF_GROUP = 100  # lines drawn of one group
LINES = 4  # visible at once at most
LINE = 32  # px of a line
GROUP = Qt.ItemDataRole.UserRole + 1


class ProblemDrawer(QFrame):
    """`chosen(problem)` to jump, `none_left` where none asks for anything, `noted(problem, text)` when a note is written or taken back."""

    chosen = Signal(object)
    none_left = Signal()
    noted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem-drawer")
        self._all: list[Problem] = []
        self._open: set[tuple[str, str, str]] = set()  # open groups, which stay open when the list is redrawn
        self._known: set[tuple[str, str, str, str]] = set()  # unsolved problems the drawer has already opened for
        self._by_hand = False  # whether a person opened it
        self._noting: tuple[str, str, str, str] | None = None  # the problem shown in the note box
        self._low = False  # with little height only a person opens it
        self.fold = QToolButton()
        self.fold.setObjectName("problem-fold")
        self.fold.setAccessibleName(tr("展开或收起审核问题"))
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self._pressed)
        self.kinds = {severity: self._kind(severity) for severity in SIGNS}
        self.message = QLabel()
        self.message.setObjectName("entry-said")
        self.message.setMinimumWidth(1)  # a long sentence makes no page wider
        self.tree = self._tree()
        self.note, self.note_box = self._note()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._top())
        box.addWidget(self.tree)
        box.addWidget(self.note_box)
        self._folded(False)
        self._fill()

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(look.px(8), look.px(2), look.px(12), look.px(2))
        top.setSpacing(look.px(4))
        top.addWidget(self.fold)
        for button in self.kinds.values():
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.message)
        return top

    def _kind(self, severity: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"problems-{severity}")
        button.setCheckable(True)
        button.setChecked(severity != "hint")
        button.setToolTip(tr("显示或隐藏{kind}", kind=severity_titles()[severity]))
        button.clicked.connect(self._fill)
        return button

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setObjectName("problem-list")
        tree.setAccessibleName(tr("审核问题"))
        tree.setHeaderLabels([tr("在哪里"), tr("问题"), tr("怎么改")])
        tree.header().hide()
        tree.setFont(look.font(14))
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setIndentation(look.px(16))
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        tree.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        tree.itemExpanded.connect(self._expand)
        tree.itemCollapsed.connect(self._collapse)
        tree.itemClicked.connect(self._clicked)
        tree.itemActivated.connect(self._clicked)
        tree.currentItemChanged.connect(lambda *_: self._show_note())
        return tree

    def _note(self) -> tuple[QLineEdit, QWidget]:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(6))
        row.setSpacing(look.px(8))
        label = QLabel(tr("说明(&E)"))
        note = QLineEdit()
        note.setObjectName("problem-note")
        note.setPlaceholderText(tr("情况属实的，写明原因；会作为脚注印在报表上"))
        note.setAccessibleName(tr("说明"))
        label.setBuddy(note)
        keep = QPushButton(tr("保存说明"))
        keep.setObjectName("problem-note-keep")
        note.returnPressed.connect(self._noted)
        keep.clicked.connect(self._noted)
        row.addWidget(label)
        row.addWidget(note, 1)
        row.addWidget(keep)
        box.hide()
        return note, box

    # --- what is shown

    def show_problems(self, problems: Sequence[Problem], form: str) -> None:
        """Show these problems, errors first, and within a severity those of the form in front first."""
        problems = sorted(problems, key=lambda shown: (problem.ORDER[shown.severity], shown.form != form))
        if problems != self._all:
            self._all = problems
            self._fill()

    def attend(self, form: str) -> None:
        """After a check of the whole programme: open where the form in front has a new unsolved problem, close where none is left."""
        unsolved = [asking for asking in self._all if asking.open]
        new = {_place(asking) for asking in unsolved if asking.form == form} - self._known
        self._known |= new
        if new and not self._low:
            self.open(True)
        elif not unsolved and not self._by_hand:
            self.open(False)

    def forget(self) -> None:
        """Another programme or period: forget which problems were shown."""
        self._known.clear()

    def low(self, low: bool) -> None:
        """With little height the list closes and opens only by hand; with more it opens where there are unsolved problems."""
        self._low = low
        self.open(not low and (self._by_hand or any(asking.open for asking in self._all)))

    def _fill(self) -> None:
        counts = problem.counts(self._all)
        words = {
            "error": tr("{n} 个必须改", n=counts["error"]),
            "warning": tr("{n} 个需说明", n=counts["open"]),
            "hint": tr("{n} 个提示", n=counts["hint"]),
        }
        for severity, button in self.kinds.items():
            button.setText(f"{SIGNS[severity]} {words[severity]}")
            left = counts["open" if severity == "warning" else severity]
            look.mark(button, INKS[severity] if left else "quiet")
        before = self.problem
        self.tree.blockSignals(True)
        self.tree.clear()
        drawn = 0
        for first, group in problem.grouped(listed for listed in self._all if self.kinds[listed.severity].isChecked()):
            if drawn >= MOST:
                break
            drawn += self._add(first, group)
        self._choose(before)
        self.tree.blockSignals(False)
        self._fit()
        self._show_note()

    def _fit(self) -> None:
        """As high as its lines, LINES at most, so that the grid keeps its room."""
        heads = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        lines = sum(1 + (head.childCount() if head.isExpanded() else 0) for head in heads)
        self.tree.setFixedHeight(look.px(LINE) * max(min(lines, LINES), 1) + look.px(2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the width: place 30 %, problem 42 %, the rest for the way to mend it."""
        super().resizeEvent(event)
        self.tree.setColumnWidth(0, int(self.width() * 0.3))
        self.tree.setColumnWidth(1, int(self.width() * 0.42))

    def _add(self, first: Problem, group: list[Problem]) -> int:
        total = len(group) + sum(alike.more for alike in group)
        if total == 1:
            self.tree.addTopLevelItem(_item(first, sentence(first.place)))
            return 1
        head = _item(first, tr("{place} 等 {n} 处", place=sentence(first.place), n=total))
        head.setData(0, GROUP, group[:MOST_OF_GROUP])
        head.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        self.tree.addTopLevelItem(head)
        if self._key(first) in self._open:
            head.setExpanded(True)
            self._expand(head)
        return 1

    def _key(self, first: Problem) -> tuple[str, str, str]:
        return first.form, first.rule, first.field

    def _expand(self, head: QTreeWidgetItem) -> None:
        """The problems of a group are drawn when somebody opens it."""
        self._open.add(self._key(head.data(0, Qt.ItemDataRole.UserRole)))
        if not head.childCount():
            head.addChildren([_item(alike, sentence(alike.place)) for alike in head.data(0, GROUP)])
        self._fit()

    def _collapse(self, head: QTreeWidgetItem) -> None:
        self._open.discard(self._key(head.data(0, Qt.ItemDataRole.UserRole)))
        self._fit()

    def _choose(self, wanted: Problem | None) -> None:
        if wanted is None:
            return
        for n in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(n)
            for line in (item, *(item.child(m) for m in range(item.childCount()))):
                if _place(line.data(0, Qt.ItemDataRole.UserRole)) == _place(wanted):
                    self.tree.setCurrentItem(line)
                    return

    @action("next-problem", Sentence("下一个问题"), "F7")
    def next_problem(self) -> None:
        """Jump to the next unsolved problem."""
        self._step(1)

    @action("last-problem", Sentence("上一个问题"), "Shift+F7")
    def last_problem(self) -> None:
        """Jump to the one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        unsolved = [asking for asking in self._all if asking.open]
        if not unsolved:
            self.none_left.emit()
            return
        places = [_place(asking) for asking in unsolved]
        now = _place(self.problem) if self.problem else None
        at = places.index(now) if now in places else -1 if by > 0 else 0
        wanted = unsolved[(at + by) % len(unsolved)]
        self.kinds[wanted.severity].setChecked(True)
        self._open.add(self._key(wanted))
        self._pressed(True)
        self.fold.setChecked(True)
        self._fill()
        self._choose(wanted)
        self.chosen.emit(wanted)

    @property
    def problem(self) -> Problem | None:
        """The chosen problem."""
        item = self.tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def _clicked(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, Qt.ItemDataRole.UserRole))

    def _show_note(self) -> None:
        chosen = self.problem
        shown = chosen is not None and chosen.severity == "warning" and self.fold.isChecked()
        self.note_box.setVisible(shown)
        if chosen is None or not shown:
            return
        written = _place(chosen) == self._noting and (self.note.hasFocus() or self.note.isModified())
        if not written:  # the list may be redrawn while a note is being written
            self._noting = _place(chosen)
            self.note.setText(chosen.note or "")

    def _noted(self) -> None:
        self.note.setModified(False)
        if self.problem is not None:
            self.noted.emit(self.problem, self.note.text())

    def _pressed(self, open: bool) -> None:
        self._by_hand = open
        self._folded(open)

    def open(self, open: bool) -> None:
        """Open or close the list; the counts stay visible."""
        self.fold.setChecked(open)
        self._folded(open)

    def _folded(self, open: bool) -> None:
        self.fold.setIcon(look.icon("chevron-down" if open else "chevron-right", "quiet", 16))
        self.tree.setVisible(open)
        self._show_note()

    def say(self, text: str) -> None:
        """Show one sentence about what just happened."""
        self.message.setText(text)
        self.message.setToolTip(look.tip(text))


def _item(problem: Problem, place: str) -> QTreeWidgetItem:
    noted = tr("✓ 已说明：{note}", note=problem.note) if problem.note else sentence(problem.mend)
    message = sentence(problem.message)
    item = QTreeWidgetItem([f"{SIGNS[problem.severity]} {place}", message, noted])
    item.setData(0, Qt.ItemDataRole.UserRole, problem)
    item.setForeground(0, look.colour("good" if problem.note else INKS[problem.severity]))
    item.setForeground(2, look.colour("quiet"))
    for column, text in enumerate((place, message, noted)):
        item.setToolTip(column, look.tip(text))
    return item


def _place(problem: Problem) -> tuple[str, str, str, str]:
    """The identity of a problem, whatever its values."""
    return problem.form, problem.row, problem.field, problem.rule
