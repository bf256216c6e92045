"""One received return: its forms, questions and returns cell by cell, its problems, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from db.messages import Trouble
from db.received import questions, review
from db.received.questions import About
from db.received.review import ComparedCell, Review
from db.units import hierarchy
from db.values.dates import show_moment
from desktop.received.form_view import FormView, Judged, signs_of
from desktop.received.return_reasons import ReturnReasons
from desktop.received.side_panel import ReturnPanel, names_of
from desktop.received.texts import standing_title
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.heading import Heading, PageNote, act, page_column
from desktop.widgets.question_box import QuestionBox
from desktop.words.i18n import tr
from desktop.words.names import period_title
from desktop.work import tasks
from desktop.work.background_read import Latest, read
from desktop.work.session import Session

FILES = "*.xlsx *.xlsm *.xls *.et *.ods"
LISTED = 20_000  # changed cells held
Names = dict[tuple[str, str], str]
Whose = tuple[Any, str, str, str, str, int]  # office file, who, unit, programme, period, version


class ReceivedPage(PageWidget):
    """Stands in front of the page 收报 until it is left."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.unit, self.version = "", 0
        self._elsewhere: set[int] = set()  # returns whose file is no longer where it was received from
        self.setObjectName("reviewPage")
        self._judging: tasks.Task | None = None
        self._make()
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._on_moved)
        self.setFocusProxy(self.sheet)

    # --- what it is made of

    def _make(self) -> None:
        self.heading = Heading("")
        self.back = QPushButton(look.icon("chevron-left"), tr("返回"))
        self.back.setObjectName("reviewBack")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.leave)
        self.heading.words.insertWidget(0, self.back)
        self.accept = act(self.heading.row, tr("撤回退回，接受…"), "reviewAccept", self._on_accept)
        self.mark = act(self.heading.row, tr("写出待改清单…"), "reviewMark", self._on_mark)
        self.note = PageNote("reviewNote")
        self.sheet = FormView(self.session)
        self.sheet.ask_wanted.connect(self._on_ask)
        self.sheet.return_wanted.connect(self._on_return)
        self.panel = ReturnPanel()
        self.panel.cell_wanted.connect(self.sheet.go_to)
        self.panel.version_wanted.connect(self.show_version)
        self.panel.withdraw_wanted.connect(self._on_withdraw)
        self.pending = ReturnReasons()
        self.pending.send_wanted.connect(self._on_send)
        self.pending.changed.connect(self._sign)
        keys: dict[str, Callable[[], object]] = {
            "Esc": self.leave, "Ctrl+R": self._on_return, "Ctrl+Return": self.pending.send, "Ctrl+Enter": self.pending.send,
            "Ctrl+PgDown": partial(self.sheet.step, 1), "Ctrl+PgUp": partial(self.sheet.step, -1),
        }  # fmt: skip
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat("Pg" in key)  # held, an act is done once
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, look.px(look.GAP), 0)
        below.addWidget(self.pending)
        inner.setSpacing(look.px(8))
        inner.addWidget(self.sheet, 1)
        inner.addLayout(below)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        column = page_column(self, 12)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addWidget(split, 1)

    # --- which return

    @property
    def found(self) -> Review | None:
        """The return in front."""
        return self.sheet.review

    def arrive(self, unit: str) -> None:
        """Turn to a unit's newest return of the programme and period looked at."""
        self.unit, self.version = unit, 0
        self.note.say("")
        self.sheet.compared.setChecked(False)
        self._empty()
        self.sheet.setFocus()
        self._latest.now()

    def show_version(self, version: int) -> None:
        """Turn to one of its versions."""
        if self.found is not None and version != self.found.received.version:
            self.version = version
            self._latest.now()

    def leave(self) -> None:
        """Back to where it was opened; reasons not sent yet wait for the return to be opened again."""
        n = len(self.pending.reasons)
        unsent = tr("△ {whose}还有 {n} 处退回原因没有发出，“查看”里还在。", whose=self.heading.title.text(), n=n) if n else ""
        self.go("intake", note=unsent)

    def may_close(self) -> bool:
        """Whether nothing is lost with the window."""
        n = self.pending.all
        return not n or dialogs.ask(self, tr("还有 {n} 处退回原因没有发出，离开就没有了。", n=n), tr("不发出，离开"))

    def _on_moved(self) -> None:
        self.version = 0
        self.note.say("")
        self._empty()
        self._latest.soon()

    def _empty(self) -> None:
        """The unit's name and nothing of the return that stood here."""
        self._latest.stop()
        if self._judging is not None:
            self._judging.cancel()
            self._judging = None
        there = hierarchy.at(self.session.office.units(), self.session.period.last)
        self.heading.title.setText(next((one.name for one in there if one.code == self.unit), self.unit))
        self.heading.say("")
        self.pending.turn()
        self.sheet.show_review(None)
        self.panel.clear()
        self.accept.hide()
        self.mark.setEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever it comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, unit, version = self.session, self.unit, self.version
        pack, period = session.pack, session.period
        if pack is None or not unit or not self.isVisible():
            return None

        def job(conn: Any) -> tuple[Review, Names]:
            found = review.review(conn, pack, period, unit, version)
            return found, names_of(conn, found)

        return read(session.office, job, self._on_review, self._on_nothing)

    def _on_review(self, told: tuple[Review, Names]) -> None:
        """Draw the return; its problems and changes follow."""
        found, names = told
        one = found.received
        self.heading.title.setText(tr("{unit}　第 {version} 版", unit=one.unit_name, version=one.version))
        state = standing_title(found.state) if found.newest else tr("○ 旧版，现用第 {n} 版", n=found.versions[-1].version)
        said = (state, found.pack.short or found.pack.title, period_title(found.period), show_moment(one.at), one.check_code, one.file)
        self.heading.say("　".join(part for part in said if part))
        self.panel.show_review(found, names)
        self.sheet.show_review(found)
        self.pending.turn(found.pack, (one.unit, one.programme, one.period, one.version), found.newest)
        self.accept.setVisible(found.returned)
        self.mark.setEnabled(found.newest and any(q.version == one.version and (q.open or q.kind == "returned") for q in found.questions))
        self._sign()
        if self.sheet.judged is None:
            self._judge(found)

    def _judge(self, found: Review) -> None:
        self.panel.wait()
        if self._judging is not None:
            self._judging.cancel()
        there = hierarchy.at(self.session.office.units(), found.period.last)
        level = next((one.level for one in there if one.code == found.received.unit), "")
        self._judging = read(self.session.office, partial(judged, found, level), self._on_judged, self._on_unjudged)

    def _on_judged(self, found: Judged) -> None:
        self._judging = None
        if self.found is not None:
            self.panel.show_problems(self.found.pack, found.problems)
            self.sheet.show_judged(found)
            self._sign()

    def _on_unjudged(self, fault: BaseException) -> None:
        self._judging = None
        self.panel.show_unjudged()
        self.sheet.show_unjudged()
        self.note.fail(fault)

    def _sign(self) -> None:
        """Problems, questions and reasons at their cells."""
        if self.found is not None:
            problems = self.sheet.judged.problems if self.sheet.judged else ()
            self.sheet.show_signs(signs_of(self.found, problems, self.pending.reasons))

    # --- asking, returning, accepting

    def _written(self, kind: str) -> tuple[About, str] | None:
        """What a person writes about the cell chosen."""
        found, chosen = self.found, self.sheet.chosen()
        if found is None or chosen is None or not found.newest:
            return None
        box = QuestionBox(kind, found.pack, *chosen, self)
        done = dialogs.work(box)
        box.deleteLater()
        return (box.about, box.text) if done else None

    def _on_ask(self) -> None:
        written = self._written("questioned")
        if written is not None:
            self._act(lambda whose: questions.ask(*whose, *written), tr("✓ 已质询，答复随对方下一次报送件带回来。"))

    def _on_return(self) -> None:
        written = self._written("returned")
        if written is not None and self.found is not None:
            self.pending.add(*written)

    def _on_send(self, reasons: list[tuple[About, str]]) -> None:
        said = tr("✓ 已退回，{n} 处原因随件带回去；这一版的数不再汇总。", n=len(reasons))
        if self._act(lambda whose: questions.send_back(*whose, reasons), said):
            self.pending.clear()

    def _on_accept(self) -> None:
        label = tr("撤回这一版的全部退回，数重新计入汇总。为什么？原因记在“经过”里。")
        reason = dialogs.ask_text(self, tr("接受"), label)
        if reason is not None:
            self._act(lambda whose: questions.accept(*whose, reason), tr("✓ 已接受，数重新计入汇总。"))

    def _on_withdraw(self, key: str) -> None:
        reason = dialogs.ask_text(self, tr("撤回"), tr("撤回这一条，原因记在“经过”里。"))
        if reason is not None:
            self._act(lambda whose: questions.take_back(*whose[:5], key, reason), tr("✓ 已撤回。"))

    def _act(self, do: Callable[[Whose], object], said: str) -> bool:
        """One act on this version; whether it was done."""
        found, office = self.found, self.session.office
        if found is None:
            return False
        one = found.received
        try:
            do((office.db, office.who, one.unit, one.programme, one.period, one.version))
        except Trouble as trouble:  # nothing was written
            self.note.fail(trouble)
            return False
        self.note.say(said)
        self.session.refresh()
        self._latest.now()
        return True

    # --- out

    def _on_mark(self) -> None:
        """The sender's own workbook with what stands against it: the file it was received from, or one chosen."""
        found, office = self.found, self.session.office
        if found is None:
            return
        source = Path(found.received.head.get("path") or "-")
        there = source.is_file() and found.received.id not in self._elsewhere
        chosen = source if there else dialogs.choose_file(self, tr("选对方报来的工作簿"), f"{tr('报送件')} ({FILES})")
        folder = dialogs.choose_folder(self, tr("待改清单放在哪里")) if chosen is not None else None
        if chosen is None or folder is None:
            return
        self.note.say("")

        def work(_task: tasks.Task) -> Path:
            from desktop.exchange.intake.receive import question_copy

            return question_copy(office, chosen, folder, found.received)

        tasks.run(work, self._on_marked, partial(self._on_unmarked, found.received.id))

    def _on_marked(self, made: Path) -> None:
        self.note.say(tr("✓ 已写出 {name}，发回填报单位。", name=made.name))

    def _on_unmarked(self, id: int, fault: BaseException) -> None:
        """The file is not the one that was received: next time it is asked for."""
        self._elsewhere.add(id)
        self.note.fail(fault)

    def _on_nothing(self, fault: BaseException) -> None:
        """The unit has no return of this programme and period."""
        self._empty()
        self.note.fail(fault)

    def stop(self) -> None:
        """Let go of what runs beside."""
        self._latest.stop()
        if self._judging is not None:
            self._judging.cancel()


def judged(found: Review, level: str, conn: Any) -> Judged:
    """The problems and changes of a return; runs in a worker with its own connection."""
    changes: dict[str, list[ComparedCell]] = {}
    held = list(islice(review.changes(conn, found), LISTED))
    for one in held:
        changes.setdefault(one.form, []).append(one)
    return Judged(review.problems(conn, found, level), changes, len(held) == LISTED)
