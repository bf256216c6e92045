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
LISTED = 20_000  # changed cells listed at most
Names = dict[tuple[str, str], str]
VersionKey = tuple[Any, str, str, str, str, int]  # office file, person, unit, programme, period, version


class ReceivedPage(PageWidget):
    """Opened from the page 收报, and goes back to it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.unit, self.version = "", 0
        self._moved_sources: set[int] = set()  # ids of returns whose source file has changed since
        self.setObjectName("reviewPage")
        self._judging: tasks.Task | None = None
        self._make_widgets()
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._on_moved)
        self.setFocusProxy(self.sheet)

    # --- widgets

    def _make_widgets(self) -> None:
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
        self.pending.changed.connect(self._show_signs)
        keys: dict[str, Callable[[], object]] = {
            "Esc": self.leave, "Ctrl+R": self._on_return, "Ctrl+Return": self.pending.send, "Ctrl+Enter": self.pending.send,
            "Ctrl+PgDown": partial(self.sheet.step, 1), "Ctrl+PgUp": partial(self.sheet.step, -1),
        }  # fmt: skip
        for key, method in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat("Pg" in key)  # a key held down does an act only once
            shortcut.activated.connect(method)

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
    def shown(self) -> Review | None:
        """The return in front."""
        return self.sheet.review

    def arrive(self, unit: str) -> None:
        """Show a unit's newest return of the current programme and period."""
        self.unit, self.version = unit, 0
        self.note.say("")
        self.sheet.compared.setChecked(False)
        self._empty()
        self.sheet.setFocus()
        self._latest.now()

    def show_version(self, version: int) -> None:
        """Show one of its versions."""
        if self.shown is not None and version != self.shown.received.version:
            self.version = version
            self._latest.now()

    def leave(self) -> None:
        """Go back to 收报; reasons not sent yet are kept until the return is opened again."""
        n = len(self.pending.reasons)
        unsent = tr("△ {whose}还有 {n} 处退回原因没有发出，“查看”里还在。", whose=self.heading.title.text(), n=n) if n else ""
        self.go("intake", note=unsent)

    def may_close(self) -> bool:
        """Whether the window may close: asks where there are unsent reasons."""
        n = self.pending.all
        return not n or dialogs.ask(self, tr("还有 {n} 处退回原因没有发出，离开就没有了。", n=n), tr("不发出，离开"))

    def _on_moved(self) -> None:
        self.version = 0
        self.note.say("")
        self._empty()
        self._latest.soon()

    def _empty(self) -> None:
        """Show only the unit's name and no return."""
        self._latest.stop()
        if self._judging is not None:
            self._judging.cancel()
            self._judging = None
        units = hierarchy.at(self.session.office.units(), self.session.period.last)
        self.heading.title.setText(next((unit.name for unit in units if unit.code == self.unit), self.unit))
        self.heading.say("")
        self.pending.turn()
        self.sheet.show_review(None)
        self.panel.clear()
        self.accept.hide()
        self.mark.setEnabled(False)

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, unit, version = self.session, self.unit, self.version
        pack, period = session.pack, session.period
        if pack is None or not unit or not self.isVisible():
            return None

        def job(conn: Any) -> tuple[Review, Names]:
            shown = review.review(conn, pack, period, unit, version)
            return shown, names_of(conn, shown)

        return read(session.office, job, self._on_review, self._on_nothing)

    def _on_review(self, result: tuple[Review, Names]) -> None:
        """Show the return; its problems and changes are computed next."""
        shown, names = result
        received = shown.received
        self.heading.title.setText(tr("{unit}　第 {version} 版", unit=received.unit_name, version=received.version))
        state = standing_title(shown.state) if shown.newest else tr("○ 旧版，现用第 {n} 版", n=shown.versions[-1].version)
        parts = (
            state,
            shown.pack.short or shown.pack.title,
            period_title(shown.period),
            show_moment(received.at),
            received.check_code,
            received.file,
        )
        self.heading.say("　".join(part for part in parts if part))
        self.panel.show_review(shown, names)
        self.sheet.show_review(shown)
        self.pending.turn(shown.pack, (received.unit, received.programme, received.period, received.version), shown.newest)
        self.accept.setVisible(shown.returned)
        self.mark.setEnabled(
            shown.newest and any(q.version == received.version and (q.open or q.kind == "returned") for q in shown.questions)
        )
        self._show_signs()
        if self.sheet.judged is None:
            self._judge(shown)

    def _judge(self, shown: Review) -> None:
        self.panel.wait()
        if self._judging is not None:
            self._judging.cancel()
        units = hierarchy.at(self.session.office.units(), shown.period.last)
        level = next((unit.level for unit in units if unit.code == shown.received.unit), "")
        self._judging = read(self.session.office, partial(judged, shown, level), self._on_judged, self._on_unjudged)

    def _on_judged(self, result: Judged) -> None:
        self._judging = None
        if self.shown is not None:
            self.panel.show_problems(self.shown.pack, result.problems)
            self.sheet.show_judged(result)
            self._show_signs()

    def _on_unjudged(self, fault: BaseException) -> None:
        self._judging = None
        self.panel.show_unjudged()
        self.sheet.show_unjudged()
        self.note.fail(fault)

    def _show_signs(self) -> None:
        """Show problems, questions and reasons at their cells."""
        if self.shown is not None:
            problems = self.sheet.judged.problems if self.sheet.judged else ()
            self.sheet.show_signs(signs_of(self.shown, problems, self.pending.reasons))

    # --- asking, returning, accepting

    def _written(self, kind: str) -> tuple[About, str] | None:
        """Ask for a question or reason about the chosen cell; None where it was cancelled."""
        shown, chosen = self.shown, self.sheet.chosen()
        if shown is None or chosen is None or not shown.newest:
            return None
        box = QuestionBox(kind, shown.pack, *chosen, self)
        done = dialogs.work(box)
        box.deleteLater()
        return (box.about, box.text) if done else None

    def _on_ask(self) -> None:
        written = self._written("questioned")
        if written is not None:
            self._run_act(lambda version_key: questions.ask(*version_key, *written), tr("✓ 已质询，答复随对方下一次报送件带回来。"))

    def _on_return(self) -> None:
        written = self._written("returned")
        if written is not None and self.shown is not None:
            self.pending.add(*written)

    def _on_send(self, reasons: list[tuple[About, str]]) -> None:
        message = tr("✓ 已退回，{n} 处原因随件带回去；这一版的数不再汇总。", n=len(reasons))
        if self._run_act(lambda version_key: questions.send_back(*version_key, reasons), message):
            self.pending.clear()

    def _on_accept(self) -> None:
        label = tr("撤回这一版的全部退回，数重新计入汇总。为什么？原因记在“经过”里。")
        reason = dialogs.ask_text(self, tr("接受"), label)
        if reason is not None:
            self._run_act(lambda version_key: questions.accept(*version_key, reason), tr("✓ 已接受，数重新计入汇总。"))

    def _on_withdraw(self, key: str) -> None:
        reason = dialogs.ask_text(self, tr("撤回"), tr("撤回这一条，原因记在“经过”里。"))
        if reason is not None:
            self._run_act(lambda version_key: questions.take_back(*version_key[:5], key, reason), tr("✓ 已撤回。"))

    def _run_act(self, act_on: Callable[[VersionKey], object], message: str) -> bool:
        """Do an act on this version; returns whether it was done."""
        shown, office = self.shown, self.session.office
        if shown is None:
            return False
        received = shown.received
        try:
            act_on((office.db, office.who, received.unit, received.programme, received.period, received.version))
        except Trouble as trouble:  # nothing was stored
            self.note.fail(trouble)
            return False
        self.note.say(message)
        self.session.refresh()
        self._latest.now()
        return True

    # --- out

    def _on_mark(self) -> None:
        """Write the sender's workbook with its questions and problems: a copy of the file it was received from, or of one chosen."""
        shown, office = self.shown, self.session.office
        if shown is None:
            return
        source = Path(shown.received.head.get("path") or "-")
        still_there = source.is_file() and shown.received.id not in self._moved_sources
        chosen = source if still_there else dialogs.choose_file(self, tr("选对方报来的工作簿"), f"{tr('报送件')} ({FILES})")
        folder = dialogs.choose_folder(self, tr("待改清单放在哪里")) if chosen is not None else None
        if chosen is None or folder is None:
            return
        self.note.say("")

        def work(_task: tasks.Task) -> Path:
            from desktop.exchange.intake.receive import question_copy

            return question_copy(office, chosen, folder, shown.received)

        tasks.run(work, self._on_marked, partial(self._on_unmarked, shown.received.id))

    def _on_marked(self, file: Path) -> None:
        self.note.say(tr("✓ 已写出 {name}，发回填报单位。", name=file.name))

    def _on_unmarked(self, id: int, fault: BaseException) -> None:
        """The file is not the one that was received: next time ask for the file."""
        self._moved_sources.add(id)
        self.note.fail(fault)

    def _on_nothing(self, fault: BaseException) -> None:
        """The unit has no return of this programme and period."""
        self._empty()
        self.note.fail(fault)

    def stop(self) -> None:
        """Cancel background jobs."""
        self._latest.stop()
        if self._judging is not None:
            self._judging.cancel()


def judged(shown: Review, level: str, conn: Any) -> Judged:
    """The problems and changes of a return; runs in the background with its own connection."""
    changes: dict[str, list[ComparedCell]] = {}
    listed = list(islice(review.changes(conn, shown), LISTED))
    for change in listed:
        changes.setdefault(change.form, []).append(change)
    return Judged(review.problems(conn, shown, level), changes, len(listed) == LISTED)
