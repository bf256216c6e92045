"""The page 收报: drop files or a folder, each gets its verdict at once; below, the units and whether they have reported."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db import clock
from db.office.office import open_office
from db.received.verdict import Verdict
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.intake.unit_list import UnitList
from desktop.mapping.mapping_button import MappingButton
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.heading import Heading, PageNote, act, page_column
from desktop.widgets.listing import Listing
from desktop.words.i18n import sentence, tr
from desktop.words.verdicts import COLOURS, verdict_title
from desktop.work import tasks
from desktop.work.session import Session

FILES = "*.xlsx *.xlsm *.xls *.et *.ods"


class IntakePage(PageWidget):
    """Goes to the return of a unit; `received` when all files were received."""

    received = Signal()
    _verdict_ready = Signal(object)
    _progressed = Signal(int, int, str)

    def __init__(self, session: Session, parent: QWidget | None = None, *, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(session, parent)
        self._now = now or (lambda: datetime.combine(session.today, clock.moment().time()))
        self.setObjectName("intakePage")
        self.setAcceptDrops(True)
        self.heading = Heading(tr("收报"))
        self.verdicts: list[tuple[Path, Verdict]] = []
        self._job: tasks.Task | None = None  # until it has ended, also after 停止
        self._stop_event = threading.Event()
        self._make_widgets()
        self._lay_out()
        self._verdict_ready.connect(self._on_verdict, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.setFocusProxy(self.unit_list)

    # --- widgets

    def _make_widgets(self) -> None:
        self.blanks = act(self.heading.row, tr("发空白表…"), "writeBlanks", self._on_blanks)
        self.folder = act(self.heading.row, tr("收一个文件夹…"), "receiveFolder", self._on_folder)
        self.open_files = self.heading.button(tr("收文件…"), "inbox", "receiveFiles")
        self.open_files.clicked.connect(self._on_files)
        self.note = PageNote("intakeNote")
        self.bar = QProgressBar()
        self.bar.setObjectName("intakeBar")
        self.bar.setAccessibleName(tr("收报进度"))
        self.stop_button = QPushButton(tr("停止"))
        self.stop_button.setObjectName("intakeStop")
        self.stop_button.clicked.connect(self._cancel)
        head = (tr("结果"), tr("文件"), tr("单位"), tr("方案"), tr("版"), tr("说明"))
        self.tray = Listing("intakeTray", tr("收到的文件"), head, (72, 0, 96, 112, 40, 0))
        self.tray.setItemDelegateForColumn(1, _FileNames(self.tray))
        self.tray.currentCellChanged.connect(lambda *_: self._show_why())
        self.why = QLabel()
        self.why.setObjectName("intakeWhy")
        self.why.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        self.why.setWordWrap(True)
        self.unit_list = UnitList(self.session, self._now)
        self.unit_list.summarised.connect(self.heading.say)
        self.unit_list.failed.connect(self.note.fail)
        self.unit_list.succeeded.connect(self.note.say)
        self.unit_list.review_wanted.connect(lambda unit: self.go("received", unit=unit))
        self.explain = MappingButton(self, self.note.fail)
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
        below.addWidget(self.why, 1)
        below.addWidget(self.explain)
        self.mark = act(below, tr("写出待改清单…"), "intakeMark", self._on_mark)
        self.mark.hide()
        column = page_column(self)
        for widget in (self.heading, self.note, self.progress, self.empty):
            column.addWidget(widget)
        column.addWidget(self.tray, 2)
        column.addLayout(below)
        column.addWidget(self.unit_list, 3)
        self.tray.hide()

    # --- the units

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh whenever the page comes to the front."""
        super().showEvent(event)
        self.unit_list.renew()

    def arrive(self, unit: str | None = None, note: str | None = None) -> None:
        """Choose a unit below as soon as the list is shown; show a note about a return."""
        if unit is not None:
            self.unit_list.show_unit(unit)
        if note is not None:
            self.note.say(note, "note-warn")

    # --- files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _on_files(self) -> None:
        self.take(dialogs.choose_files(self, tr("收文件"), f"{tr('报送件')} ({FILES})"))

    def _on_folder(self) -> None:
        folder = dialogs.choose_folder(self, tr("收一个文件夹"))
        if folder is not None:
            self.take([folder])

    def take(self, paths: Sequence[Path], answer: ClerkAnswer | None = None) -> bool:
        """Receive files and folders in the background; returns whether that began. `answer` is what a clerk answered about them."""
        if not paths or self._occupied():
            return False
        office = self.session.office

        def work(halt: threading.Event) -> None:
            from desktop.exchange.intake import receive

            named = receive.files(paths)
            verdicts = receive.receive(office, named, answer=answer, progress=self._progressed.emit, cancelled=halt.is_set)
            for file_verdict in zip(named, verdicts, strict=False):  # file names of two units may be the same
                self._verdict_ready.emit(file_verdict)

        self._begin(work, self._on_done)
        return True

    def _occupied(self) -> bool:
        """Whether a job runs already; if so, shows a note."""
        if self._job is not None:
            self.note.say(tr("△ 上一批还没有完，等它完了或点“停止”以后再来一次。"), "note-warn")
        return self._job is not None

    def _begin(self, work: Callable[[threading.Event], Any], done: Callable[[Any], None]) -> None:
        """Run one job in the background; it checks the stop event now and then, and `done` is called also when it was stopped."""
        self._stop_event = halt = threading.Event()
        self.note.say("")
        self.bar.setRange(0, 0)
        self._show_running(True)
        self._job = tasks.run(lambda _task: work(halt), done, self._on_stopped)

    def _end(self) -> None:
        self._job = None
        self._show_running(False)

    def _show_running(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop_button.setEnabled(on)
        self.stop_button.setText(tr("停止"))
        for button in (self.blanks, self.folder, self.open_files):
            button.setEnabled(not on)

    def _on_progress(self, done: int, total: int, file: str) -> None:
        self.bar.setMaximum(max(total, 1))
        self.bar.setValue(done)
        self.bar.setFormat(tr("{done}/{of}　{file}", done=done, of=total, file=file))

    def _on_verdict(self, file_verdict: tuple[Path, Verdict]) -> None:
        self.verdicts.append(file_verdict)
        self.empty.hide()
        self.tray.show()
        known = self.session.catalogue.packs
        titles = {id: pack.short or pack.title for id, pack in known.items()}
        self.tray.fill([(n, _cells(verdict, titles), COLOURS[verdict.verdict]) for n, (_, verdict) in enumerate(self.verdicts)])
        self.tray.fit(0)
        self.tray.selectRow(len(self.verdicts) - 1)
        self._show_why()
        self.mark.setVisible(any(verdict.marks and not verdict.received for _, verdict in self.verdicts))

    def _show_why(self) -> None:
        """Show under the list why the chosen file was not taken."""
        at = self.tray.chosen
        verdict = self.verdicts[at][1] if isinstance(at, int) and at < len(self.verdicts) else None
        self.why.setText(sentence(verdict.why) if verdict is not None and not verdict.received else "")

    def _on_done(self, _: Any) -> None:
        self._end()
        self.session.refresh()
        self.unit_list.renew()
        self.received.emit()

    def _on_stopped(self, fault: BaseException) -> None:
        """The job failed; files received before stay received."""
        self._on_done(None)
        self.note.fail(fault)

    def _cancel(self) -> None:
        """Stop after the current file."""
        self._stop_event.set()
        self.stop_button.setEnabled(False)
        self.stop_button.setText(tr("正在停…"))

    # --- blanks, marks

    def _on_blanks(self) -> None:
        """A blank workbook for each unit below, into a folder."""
        pack, period, office = self.session.pack, self.session.period, self.session.office
        if pack is None or self._occupied():
            return
        folder = dialogs.choose_folder(self, tr("空白表放在哪里"))
        if folder is None:
            return

        def work(halt: threading.Event) -> int:
            from desktop.exchange.book import blank_workbooks

            def report(unit: str, done: int, total: int) -> None:
                self._progressed.emit(done, total, unit)

            written = 0
            with open_office(office.path, office.catalogue, write=False) as worker_office:  # the background job's own connection
                for _ in blank_workbooks.write_all(worker_office, pack, period, folder, progress=report):
                    written += 1
                    if halt.is_set():
                        break
            return written

        self._begin(work, self._on_blanks_written)

    def _on_blanks_written(self, n: int) -> None:
        self._end()
        if self._stop_event.is_set():
            self.note.say(tr("△ 停了，已写出 {n} 份空白表", n=n), "note-warn")
        else:
            self.note.say(tr("✓ 已写出 {n} 份空白表，每个下级单位一份", n=n))

    def _on_mark(self) -> None:
        """Write a copy of every file that was not taken and has marks: the sender's workbook with the list of what to mend."""
        folder = dialogs.choose_folder(self, tr("待改清单放在哪里"))
        if folder is None:
            return
        self.note.say("")
        marked = [(path, verdict) for path, verdict in self.verdicts if verdict.marks and not verdict.received]
        name = self.session.office.name

        def work(_task: tasks.Task) -> list[Path]:
            from desktop.exchange.intake.receive import marked_copy

            return [marked_copy(path, verdict, folder, by=name) for path, verdict in marked]

        tasks.run(work, self._on_marked, self.note.fail)

    def _on_marked(self, files: list[Path]) -> None:
        self.note.say(tr("✓ 已写出 {n} 份带标注的工作簿，发回填报单位改好再报", n=len(files)))

    def stop(self) -> None:
        """Cancel background jobs."""
        self.explain.stop()
        if self._job is not None:
            self._stop_event.set()
            self._job.cancel()
        self.unit_list.stop()


class _FileNames(QStyledItemDelegate):
    """Elides file names in the middle, because they often differ only at their ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Set the elide mode."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle  # type: ignore[attr-defined]


def _cells(verdict: Verdict, titles: Mapping[str, str]) -> tuple[str, ...]:
    programme = titles.get(verdict.programme, verdict.programme)
    return (
        verdict_title(verdict),
        verdict.file,
        verdict.unit_name or verdict.unit,
        programme,
        str(verdict.version or ""),
        sentence(verdict.why),
    )
