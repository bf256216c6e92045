"""The page 报送: versions at the left, the paper at the right, and 定稿 · 打印 · 导出 · 标记已报 above."""

from __future__ import annotations

import tempfile
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.messages import Trouble
from db.office.log import events
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received.questions import Owed
from db.returns import finalise, nil, versions as own_versions
from db.returns.finalise import Blocked
from db.returns.model import Return
from db.returns.versions import Standing
from desktop.handoff import output_files, printing
from desktop.handoff.blocking_problems import BlockedList
from desktop.handoff.check_code_card import CodeCard
from desktop.handoff.focus_return import FocusReturn
from desktop.handoff.preview_panel import PreviewPanel
from desktop.handoff.questions import Questions
from desktop.handoff.texts import answered, code_states, line
from desktop.handoff.timeline import Timeline
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.heading import ButtonRow, Heading, PageNote, page_column
from desktop.words.i18n import sentence, tr
from desktop.words.names import period_title
from desktop.work import background_read, tasks
from desktop.work.background_read import Latest
from desktop.work.busy_window import BusyWindow
from desktop.work.session import Session

if TYPE_CHECKING:
    from desktop.exchange.book.filled import Filled

SIDE = 248  # px at 100 %, the left column
ProgrammePeriod = tuple[Pack, Period]  # what an act was started for: the page may show another one by the time it ends


class HandoffPage(PageWidget):
    """Goes to the cell of a problem; `finalised(Return)`, `exported(paths)` and `printed(pages)` when done."""

    finalised = Signal(object)
    exported = Signal(list)
    printed = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.shown, self.picked = 0, False  # the version in front, 0 the draft; whether the user chose it
        self.standing, self.owed, self.busy_window = Standing("empty"), Owed(), BusyWindow(self)
        self.setObjectName("handoffPage")
        self._folder = tempfile.TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True)
        self._task: tasks.Task | None = None
        self._make_controls()
        self._lay_out()
        self._latest = Latest(self._refresh, 250, self)
        session.changed.connect(self._latest.soon)
        session.moved.connect(self._on_moved)

    def _make_controls(self) -> None:
        self.heading = Heading(tr("报送"))
        self.acts = ButtonRow()
        self.heading.row.addWidget(self.acts)
        self.read = self._act(tr("读上级意见…"), "inbox", "readQuestions", self.read_questions)
        self.read.setToolTip(tr("上级发回的工作簿里带着质询和退回原因，读进来逐条答复；表里的数不动"))
        self.nil = self._act(tr("零报…"), "circle", "finaliseNil", self.make_nil)
        self.mark = self._act(tr("标记已报"), "check-check", "markHanded", self.mark_handed)
        self.export = self._act(tr("导出…"), "file-spreadsheet", "exportFiles", self.export_files)
        self.print = self._act(tr("打印…"), "printer", "printPaper", self.print_paper)
        self.acts.may_go(self.export, self.print, self.mark, self.nil, self.read)
        self.finalise = self.heading.button(tr("定稿"), "stamp", "finalise")
        self.finalise.clicked.connect(self.make_final)
        self.focus = FocusReturn(self, (self.finalise, self.export, self.read))
        self.note = PageNote("handoffNote")
        self.note.linkActivated.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        self.questions = Questions(self.session)
        self.questions.answered.connect(self._on_answered)
        self.blocked = BlockedList()
        self.blocked.cell_wanted.connect(lambda form, row, field: self.go("entry", form=form, row=row, field=field))
        self.code = CodeCard()
        self.timeline = Timeline()
        self.timeline.chosen.connect(self.show_version)
        self.view = PreviewPanel(Path(self._folder.name))

    def _act(self, text: str, icon: str, name: str, act: object) -> QPushButton:
        button = QPushButton(look.icon(icon), text)
        button.setObjectName(name)
        button.clicked.connect(act)
        self.acts.row.addWidget(button)
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(look.px(12))
        left.addWidget(self.code)
        left.addWidget(self.timeline, 1)
        self.code.setFixedWidth(look.px(SIDE))
        self.timeline.setFixedWidth(look.px(SIDE))
        right = QVBoxLayout()
        right.setSpacing(look.px(12))
        right.addWidget(self.note)
        right.addWidget(self.questions)
        right.addWidget(self.blocked)
        right.addWidget(self.view, 1)
        middle = QHBoxLayout()
        middle.setSpacing(look.px(look.GAP))
        middle.addLayout(left)
        middle.addLayout(right, 1)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addLayout(middle, 1)

    # --- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def stop(self) -> None:
        """Cancel background jobs and remove the files of the preview."""
        self._latest.stop()
        if self._task is not None:
            self._task.cancel()
        self.view.stop()
        self._folder.cleanup()

    def _on_moved(self) -> None:
        self.blocked.hide()
        self.note.hide()
        self.shown, self.picked = 0, False
        self.view.forget()
        self._latest.soon()

    def _refresh(self) -> None:
        """Show the state of the return and its paper: the version chosen, else the draft while there is one, else the newest version."""
        if not self.isVisible() or self.session.pack is None:
            return
        office, pack, period = self.session.office, self.session.pack, self.session.period
        before, self.standing = self.standing, own_versions.standing(office.db.conn, pack, period)
        self.owed = self.questions.owed(self.standing.version)
        versions = own_versions.versions(office, pack, period)
        settled = self.settled
        self.picked = self.picked and before == self.standing
        if not self.picked or (settled and self.shown == 0):
            self.shown = self.standing.version if self.standing.word != "stale" else 0
        self.heading.title.setText(pack.title)
        self.heading.say(line(period_title(period), self.standing, self.owed))
        self.timeline.show_moments(settled, versions, events(office.db.conn, pack, period), self.shown)
        chosen = next((version for version in versions if version.version == self.shown), None)
        back = self.owed.returned and self.shown == self.standing.version and self.standing.word != "stale"
        state = "draft" if chosen is None else "back" if back else "old" if self.outdated else "good"
        self.code.show_code(chosen.check_code if chosen else "", *code_states()[state])
        self.finalise.setEnabled(not settled or bool(versions[0].nil))  # rows carried from before may still be handed in
        self.nil.setEnabled(True)
        self.finalise.setText(tr("再次定稿") if self.standing.version else tr("定稿"))
        self.mark.setEnabled(self.standing.word == "final" and settled)
        self.export.setEnabled(self.shown > 0)
        self.export.setToolTip("" if self.shown else tr("先定稿，再导出"))
        self.view.show_paper(self.session, self.shown)
        self.setFocusProxy(next((button for button in (self.finalise, self.export, self.read) if button.isEnabled()), self.timeline))

    @property
    def settled(self) -> bool:
        """Whether the newest version counts: nothing was changed since, and it was not sent back."""
        return self.standing.word in ("final", "handed") and not self.owed.returned

    @property
    def outdated(self) -> bool:
        """Whether the version in front does not count any more."""
        return self.shown > 0 and (self.shown < self.standing.version or not self.settled)

    def show_version(self, version: int) -> None:
        """Show the draft (0) or a version."""
        self.shown, self.picked = version, True
        self._latest.now()

    def say(self, text: str, kind: str = "note-good") -> None:
        """A sentence above the paper."""
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.say(text, kind)

    # --- acts

    def make_final(self) -> None:
        """定稿: make the next version, with a reason from the second on; where problems block it, list them."""
        pack, period, office = self.session.pack, self.session.period, self.session.office
        if pack is None:
            return
        if self.owed.returned and self.standing.word != "stale" and not own_versions.versions(office, pack, period)[0].nil:
            self.say(tr("第 {n} 版被退回以后还没有改动。请先到“填报”里改正，再次定稿。", n=self.standing.version), "note-warn")
            return
        reason = ""
        if self.standing.version:
            number = self.standing.version + 1
            question = tr("第 {n} 版为什么更正？原因印在首页上。", n=number)
            answer = dialogs.ask_text(self, tr("再次定稿"), question, tr("定稿第 {n} 版", n=number))
            if not answer or not answer.strip():
                return
            reason = answer
        self.blocked.hide()
        self._begin_act(tr("正在定稿…"))
        self.busy_window.begin()  # nothing may change while it is frozen
        failed = partial(self._on_refused, (pack, period))
        self._task = tasks.run(lambda _task: finalise.finalise(office, pack, period, reason), self._on_final, failed)

    def make_nil(self) -> None:
        """零报: make the next version without any row, with a reason; only while nothing is filled in."""
        pack, period, office = self.session.pack, self.session.period, self.session.office
        if pack is None:
            return
        self.blocked.hide()
        self._begin_act(tr("正在看有没有填过…"))
        ask = partial(self._ask_nil, (pack, period))
        self._task = background_read.read(office, lambda conn: nil.refuse_filled(conn, pack, period), ask, self._on_failed)

    def _ask_nil(self, acted_on: ProgrammePeriod, _: object) -> None:
        self._end_act()
        if not self._in_front(acted_on):
            return
        (pack, period), office = acted_on, self.session.office
        label = tr(
            "{period}没有要报的，为什么？原因印在纸面上，随件报给上级。零报不带数：台账、累计和存量要计入汇总的，请照常定稿。",
            period=period_title(period),
        )
        why = dialogs.ask_text(self, tr("零报"), label)
        if why is None:
            return
        self._begin_act(tr("正在定稿…"))
        self.busy_window.begin()  # nothing may change while it is frozen
        failed = partial(self._on_refused, acted_on)
        self._task = tasks.run(lambda _task: nil.finalise(office, pack, period, why), self._on_final, failed)

    def _in_front(self, acted_on: ProgrammePeriod) -> bool:
        """Whether this programme and period is still shown."""
        pack, period = acted_on
        return self.session.pack is not None and (pack.id, period) == (self.session.pack.id, self.session.period)

    def _on_final(self, ret: Return) -> None:
        self._end_act()
        if self._in_front((ret.pack, ret.when)):
            self.shown = ret.version
        self.say(tr("✓ 第 {version} 版已定稿，校验码 {code}。", version=ret.version, code=ret.check_code))
        self.session.refresh()
        self._latest.now()
        self.finalised.emit(ret)

    def _may_hand_out(self, verb: str) -> bool:
        """Whether the version in front may be printed or exported; asks where it is outdated."""
        return not self.outdated or dialogs.ask(self, tr("第 {n} 版已作废或被退回，不能再报送。", n=self.shown), verb)

    def print_paper(self) -> None:
        """Print the paper in front."""
        paper = self.view.paper
        if paper is None or self.session.pack is None or not self._may_hand_out(tr("仍然打印")):
            return
        pack, period, version = self.session.pack, self.session.period, self.shown
        printer = printing.new_printer(pack.id, paper.sizes[0])
        if not printing.ask(self, printer, pack.title, len(paper.sizes)):
            return
        printing.remember(pack.id, printer)
        self._begin_act(tr("正在打印…"))
        data = paper.file.read_bytes()  # the file is deleted as soon as a newer draft is shown
        done = partial(self._on_printed, (pack, period), version)
        self._task = tasks.run(lambda _task: printing.print_file(data, printer), done, self._on_failed)

    def _on_printed(self, acted_on: ProgrammePeriod, version: int, count: int) -> None:
        self._end_act()
        self.say(tr("✓ 已送打印机 {count} 页。", count=count))
        self._log_event("printed", acted_on, version)
        self.printed.emit(count)

    def export_files(self) -> None:
        """Write the workbook and the PDF of the version in front into a folder, and the lead office's own form where there is one."""
        if not self._may_hand_out(tr("仍然导出")):
            return
        pack, period, office, version = self.session.pack, self.session.period, self.session.office, self.shown
        folder = dialogs.choose_folder(self, tr("导出到哪个文件夹"), str(office.path.parent))
        if folder is None or pack is None:
            return
        self._begin_act(tr("正在导出…"))
        done = partial(self._on_exported, (pack, period), version)
        self._task = background_read.read(
            office, lambda conn: output_files.export(office, pack, period, version, folder, conn), done, self._on_failed
        )

    def _on_exported(self, acted_on: ProgrammePeriod, version: int, exported: output_files.Exported) -> None:
        self._end_act()
        names = escape(tr("、").join(file.name for file in exported.files))
        link = QUrl.fromLocalFile(str(exported.files[0].parent)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        text = tr("✓ 已导出 {names}。<a href='{link}'>打开文件夹</a>", names=names, link=escape(link))
        if exported.remarks:
            text += "<br>" + tr("△ 对方的表：{told}", told="<br>".join(escape(sentence(remark)) for remark in exported.remarks))
        self.note.setTextFormat(Qt.TextFormat.RichText)  # for the link
        self.note.say(text, "note-warn" if exported.remarks else "note-good")
        self._log_event("exported", acted_on, version)
        self.exported.emit(exported.files)

    def read_questions(self) -> None:
        """Read the questions of the level above from the workbook it sent back; nothing else of it is read."""
        path = dialogs.choose_file(self, tr("上级发回的工作簿"), f"{tr('工作簿')} (*.xlsx *.xlsm)")
        if path is None:
            return

        def work(_task: tasks.Task) -> Filled:
            from desktop.exchange.reading.workbook_reader import read

            return read(path)

        self._begin_act(tr("正在读…"))
        self._task = tasks.run(work, self._on_read, self._on_failed)

    def _on_read(self, filled: Filled) -> None:
        from desktop.exchange.intake.draft_import import take_questions, target

        self._end_act()
        try:
            pack, period = target(self.session.office, filled)
            new = take_questions(self.session.office, filled)
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        if (pack.id, period) != (self.session.pack.id if self.session.pack else "", self.session.period):
            self.session.look_at(pack, period)
        self.session.refresh()
        if new:
            self.say(tr("✓ 读入 {n} 条上级意见，在下面逐条答复。", n=new))
            self.focus.turn_to(self.questions.buttons[0])
        elif filled.manifest.thread:
            self.say(tr("这里的上级意见已经读过，没有新的。"), "note-warn")
        else:
            self.say(tr("这个工作簿里没有上级意见。"), "note-warn")

    def _on_answered(self) -> None:
        self.owed = self.questions.owed(self.standing.version)
        self.say("" if self.owed.open else answered(self.owed))
        self._latest.now()
        self.focus.turn_to(self.questions.buttons[0] if self.owed.open else self.finalise)

    def mark_handed(self) -> None:
        """标记已报."""
        if self.session.pack is not None:
            self._log_event("handed", (self.session.pack, self.session.period), self.standing.version)
            self.say(tr("✓ 已记为已报。"))

    def _log_event(self, kind: str, acted_on: ProgrammePeriod, version: int) -> None:
        """Log an event of the newest version; of a draft or an older version nothing is logged."""
        office = self.session.office
        if version and version == own_versions.standing(office.db.conn, *acted_on).version:
            own_versions.hand_over(office, *acted_on, kind)
            self.session.refresh()
            self._latest.now()

    def _on_refused(self, acted_on: ProgrammePeriod, fault: BaseException) -> None:
        """定稿 was refused: list the problems, if its programme and period are still shown."""
        self._on_failed(fault)
        if isinstance(fault, Blocked) and self._in_front(acted_on):
            self.say("")
            self.blocked.show_problems(fault.problems)
            self.blocked.list.setFocus()

    def _on_failed(self, fault: BaseException) -> None:
        self._end_act()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.fail(fault)

    def _begin_act(self, text: str) -> None:
        self.focus.begin()
        self.say(text, "note-busy")
        for button in (self.read, self.finalise, self.nil, self.print, self.export, self.mark):
            button.setEnabled(False)

    def _end_act(self) -> None:
        self._task = None
        self.say("")
        self.print.setEnabled(True)
        self.read.setEnabled(True)
        self._latest.now()
        if self.busy_window.on:
            self.busy_window.end()
        self.focus.end()
