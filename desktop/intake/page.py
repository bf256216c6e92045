"""The page 收报: drop files or a folder, each gets its verdict at once; below, who is in; returning, asking and reminding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from db import completeness, thread
from db.completeness import Arrival
from db.dates import show_moment
from db.trouble import Trouble
from db.verdicts import Verdict
from desktop import dialogs, look, tasks
from desktop.aside import Latest, read
from desktop.exchange.whose import Told
from desktop.grids import Listing
from desktop.heading import Heading, note
from desktop.i18n import sentence, tr
from desktop.intake import papers
from desktop.intake.words import COLOURS, arrival_title, verdict_title
from desktop.mapping.button import MappingButton
from desktop.session import Session

FILES = "*.xlsx *.xlsm *.xls *.et *.ods"


class IntakePage(QWidget):
    """`received` after a tray was worked through."""

    received = Signal()
    _took = Signal(object)
    _moved = Signal(int, int, str)

    def __init__(self, session: Session, now: Callable[[], datetime] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._now = now or (lambda: datetime.combine(session.today, datetime.now().time()))
        self.setObjectName("intakePage")
        self.setProperty("kind", "page")
        self.setAcceptDrops(True)
        self.heading = Heading(tr("收报"))
        self.verdicts: list[tuple[Path, Verdict]] = []
        self.arrivals: list[Arrival] = []
        self._job: tasks.Task | None = None
        self._make()
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(self._latest.soon)
        session.moved.connect(self._latest.soon)
        self._took.connect(self._on_verdict, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.setFocusProxy(self.units)

    # --- what it is made of

    def _make(self) -> None:
        self.blanks = _act(self.heading.row, tr("发空白表…"), "writeBlanks", self._on_blanks)
        self.open_folder = _act(self.heading.row, tr("收一个文件夹…"), "receiveFolder", self._on_folder)
        self.open_files = self.heading.button(tr("收文件…"), "inbox", "receiveFiles")
        self.open_files.clicked.connect(self._on_files)
        self.note = note("intakeNote")
        self.bar = QProgressBar()
        self.bar.setObjectName("intakeBar")
        self.bar.setAccessibleName(tr("收报进度"))
        self.stop_button = QPushButton(tr("停止"))
        self.stop_button.setObjectName("intakeStop")
        self.stop_button.clicked.connect(self._cancel)
        head = (tr("结果"), tr("文件"), tr("单位"), tr("方案"), tr("版"), tr("说明"))
        self.tray = Listing("intakeTray", tr("收到的文件"), head, (72, 200, 96, 112, 40, 0))
        head = (tr("单位"), tr("情况"), tr("版"), tr("收到"), tr("校验码"), tr("质询"))
        self.units = Listing("intakeUnits", tr("各单位报送情况"), head, (0, 96, 56, 168, 128, 64))
        self.explain = MappingButton(self, self._on_failed)
        self.empty = QLabel(tr("把各单位报来的工作簿拖到这里，或点“收文件…”。认得出是谁的哪一期，有错的说明错在哪里，收两次和收一次一样。"))
        self.empty.setProperty("kind", "quiet")
        self.empty.setWordWrap(True)

    def _lay_out(self) -> None:
        self.progress = QWidget()
        row = QHBoxLayout(self.progress)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.progress.hide()
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.explain)
        self.mark = _act(below, tr("写出待改清单…"), "intakeMark", self._on_mark)
        self.mark.hide()
        acts = QHBoxLayout()
        acts.setSpacing(look.px(8))
        title = QLabel(tr("各单位报送情况"))
        title.setProperty("kind", "heading")
        acts.addWidget(title)
        acts.addStretch(1)
        self.back = _act(acts, tr("退回…"), "intakeReturn", self._on_return)
        self.ask = _act(acts, tr("质询…"), "intakeAsk", self._on_ask)
        self.paper = _act(acts, tr("回执…"), "intakeReceipt", self._on_receipt)
        self.changes = _act(acts, tr("更正说明…"), "intakeChanges", self._on_changes)
        self.remind = _act(acts, tr("复制催报文字"), "intakeRemind", self._on_remind)
        self.list = _act(acts, tr("复制情况通报"), "intakeNotice", self._on_notice)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(look.GAP))
        for one in (self.heading, self.note, self.progress, self.empty):
            column.addWidget(one)
        column.addWidget(self.tray, 2)
        column.addLayout(below)
        column.addLayout(acts)
        column.addWidget(self.units, 3)
        self.tray.hide()

    # --- who is in

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, moment = self.session, self._now()
        if session.pack is None or not self.isVisible():
            return None
        office, pack, period = session.office, session.pack, session.period
        return read(office, lambda conn: completeness.arrivals(office, pack, period, moment, conn), self.show_arrivals, self._on_failed)

    def show_arrivals(self, found: list[Arrival]) -> None:
        """Draw who is in."""
        self.arrivals = found
        self.units.fill([(one.unit.code, _texts(one), COLOURS[one.word]) for one in found])
        done = sum(one.done for one in found)
        missing = tr("、").join(one.unit.short or one.unit.name for one in found if not one.done)
        if not found:
            self.heading.say(tr("本单位之下没有要报送的单位。"))
        elif missing:
            self.heading.say(tr("应收 {of} 个单位，已收 {n} 个，缺：{names}", of=len(found), n=done, names=missing))
        else:
            self.heading.say(tr("应收 {of} 个单位，全部收齐", of=len(found)))
        for one in (self.back, self.ask, self.paper, self.changes, self.remind, self.list):
            one.setEnabled(bool(found))

    @property
    def chosen(self) -> Arrival | None:
        """The unit chosen."""
        return next((one for one in self.arrivals if one.unit.code == self.units.chosen), None)

    # --- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if any(one.isLocalFile() for one in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.take([Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()])
        event.acceptProposedAction()

    def _on_files(self) -> None:
        self.take(dialogs.choose_files(self, tr("收文件"), f"{tr('报送件')} ({FILES})"))

    def _on_folder(self) -> None:
        folder = dialogs.choose_folder(self, tr("收一个文件夹"))
        if folder is not None:
            self.take([folder])

    def take(self, paths: Sequence[Path], told: Told | None = None) -> None:
        """Receive files and folders beside the window, one verdict after another; `told` is what a clerk said about them."""
        if self._job is not None or not paths:
            return
        office = self.session.office
        self.note.hide()
        self.progress.show()

        def work(task: tasks.Task) -> None:
            from desktop.exchange import receive

            named = receive.files(paths)
            verdicts = receive.receive(office, named, told=told, progress=self._moved.emit, cancelled=lambda: task.cancelled)
            for found in zip(named, verdicts, strict=False):  # two units may call their files alike
                self._took.emit(found)

        self._job = tasks.run(work, self._on_done, self._on_stopped)

    def _on_progress(self, done: int, of: int, file: str) -> None:
        self.bar.setMaximum(max(of, 1))
        self.bar.setValue(done)
        self.bar.setFormat(tr("{done}/{of}　{file}", done=done, of=of, file=file))

    def _on_verdict(self, found: tuple[Path, Verdict]) -> None:
        self.verdicts.append(found)
        self.empty.hide()
        self.tray.show()
        known = self.session.catalogue.packs
        titles = {id: pack.short or pack.title for id, pack in known.items()}
        self.tray.fill([(n, _verdict(one, titles), COLOURS[one.verdict]) for n, (_, one) in enumerate(self.verdicts)])
        self.tray.selectRow(len(self.verdicts) - 1)
        self.mark.setVisible(any(one.marks and not one.received for _, one in self.verdicts))

    def _on_done(self, _: Any) -> None:
        self._job = None
        self.progress.hide()
        self.session.refresh()
        self._latest.now()
        self.received.emit()

    def _on_stopped(self, fault: BaseException) -> None:
        self._on_done(None)
        self._on_failed(fault)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.progress.hide()
            self._latest.now()

    def _on_failed(self, fault: BaseException) -> None:
        self.note.setText("✕ " + (sentence(fault) if isinstance(fault, Exception) else str(fault)))
        self.note.show()

    # --- returning, asking, reminding

    def _on_return(self) -> None:
        self._write(tr("退回{unit}的第 {version} 版，请写明原因，原因随件带回去。"), thread_return)

    def _on_ask(self) -> None:
        self._write(tr("问{unit}（第 {version} 版），数照常汇总，答复随下一次报送件带回来。"), thread_ask)

    def _write(self, label: str, act: Callable[..., object]) -> None:
        one, pack, period = self.chosen, self.session.pack, self.session.period
        if one is None or pack is None or not one.version:
            self._on_failed(Exception(tr("先在下面选一个已经收到报送件的单位。")))
            return
        text = dialogs.ask_text(self, tr("退回或质询"), label.format(unit=one.unit.name, version=one.version))
        if text is None:
            return
        office = self.session.office
        try:
            act(office.db, office.who, one.unit.code, pack.id, period.label, one.version, text)
        except Trouble as trouble:  # nothing was written
            self._on_failed(trouble)
            return
        self.note.hide()
        self.session.refresh()
        self._latest.now()

    def _on_blanks(self) -> None:
        """A blank workbook for each unit below, into a folder."""
        pack, period, office = self.session.pack, self.session.period, self.session.office
        folder = dialogs.choose_folder(self, tr("空白表放在哪里"))
        if pack is None or folder is None or self._job is not None:
            return
        self.progress.show()

        def work(task: tasks.Task) -> int:
            from desktop.exchange import blanks

            def told(unit: str, done: int, of: int) -> None:
                self._moved.emit(done, of, unit)

            written = []
            for path in blanks.write_all(office, pack, period, folder, progress=told):
                written.append(path)
                if task.cancelled:
                    break
            return len(written)

        def done(n: int) -> None:
            self._job = None
            self.progress.hide()
            self.heading.say(tr("✓ 已写出 {n} 份空白表，每个下级单位一份", n=n))

        self._job = tasks.run(work, done, self._on_stopped)

    def _on_mark(self) -> None:
        """Every file that was not taken and has marks, as the sender's own workbook with its list of what to mend."""
        folder = dialogs.choose_folder(self, tr("待改清单放在哪里"))
        if folder is None:
            return
        wanted = [(path, one) for path, one in self.verdicts if one.marks and not one.received]
        name = self.session.office.name

        def work(_task: tasks.Task) -> list[Path]:
            from desktop.exchange.receive import marked

            return [marked(path, one, folder, by=name) for path, one in wanted]

        tasks.run(
            work, lambda made: self.heading.say(tr("✓ 已写出 {n} 份带标注的工作簿，发回填报单位改好再报", n=len(made))), self._on_failed
        )

    def _on_receipt(self) -> None:
        self._write_pair(tr("回执放在哪里"), papers.receipt_of)

    def _on_changes(self) -> None:
        self._write_pair(tr("更正说明放在哪里"), papers.changes_of)

    def _write_pair(self, title: str, make: Callable[..., list[Path]]) -> None:
        """One paper about the unit chosen, as PDF and workbook."""
        one, pack, period, office = self.chosen, self.session.pack, self.session.period, self.session.office
        if one is None or pack is None or not one.version:
            self._on_failed(Exception(tr("先在下面选一个已经收到报送件的单位。")))
            return
        folder = dialogs.choose_folder(self, title)
        if folder is None:
            return
        unit = one.unit.code

        def told(made: list[Path]) -> None:
            self.heading.say(tr("✓ 已写出 {names}", names=tr("、").join(one.name for one in made)))

        read(office, lambda conn: make(office, pack, period, unit, folder, conn), told, self._on_failed)

    def _on_remind(self) -> None:
        pack, period = self.session.pack, self.session.period
        if pack is not None:
            due = self.session.office.deadline(pack, period).moment
            self._copy(completeness.reminder(pack, period, due, self.arrivals, self._now()), tr("都报齐了，不用催。"))

    def _on_notice(self) -> None:
        if self.session.pack is not None:
            self._copy(completeness.notice(self.session.pack, self.session.period, self.arrivals), "")

    def _copy(self, text: str, otherwise: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
        self.heading.say(tr("✓ 已复制，可以粘贴到消息里") if text else otherwise)

    def stop(self) -> None:
        """Let go of what runs beside."""
        self.explain.stop()
        self._cancel()
        self._latest.stop()


def thread_return(db: Any, who: str, unit: str, programme: str, period: str, version: int, text: str) -> object:
    """退回 a whole return with one reason."""
    return thread.send_back(db, who, unit, programme, period, version, [(thread.About(), text)])


def thread_ask(db: Any, who: str, unit: str, programme: str, period: str, version: int, text: str) -> object:
    """质询 about a whole return."""
    return thread.ask(db, who, unit, programme, period, version, thread.About(), text)


def _texts(one: Arrival) -> tuple[str, ...]:
    questions = str(one.questions) if one.questions else ""
    return one.unit.name, arrival_title(one.word), str(one.version or ""), show_moment(one.at), one.check_code, questions


def _verdict(one: Verdict, titles: Mapping[str, str]) -> tuple[str, ...]:
    programme = titles.get(one.programme, one.programme)
    return verdict_title(one.verdict), one.file, one.unit_name or one.unit, programme, str(one.version or ""), sentence(one.why)


def _act(row: QHBoxLayout, text: str, name: str, act: Callable[[], None]) -> QPushButton:
    found = QPushButton(text)
    found.setObjectName(name)
    found.clicked.connect(lambda _checked=False: act())
    row.addWidget(found)
    return found
