"""The page 收报: drop files or a folder, each gets its verdict at once; below, who is in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QStyledItemDelegate, QStyleOptionViewItem, QWidget

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
    """Goes to the return of a unit; `received` after a tray was worked through."""

    received = Signal()
    _took = Signal(object)
    _moved = Signal(int, int, str)

    def __init__(self, session: Session, parent: QWidget | None = None, *, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(session, parent)
        self._now = now or (lambda: datetime.combine(session.today, datetime.now().time()))
        self.setObjectName("intakePage")
        self.setAcceptDrops(True)
        self.heading = Heading(tr("收报"))
        self.verdicts: list[tuple[Path, Verdict]] = []
        self._job: tasks.Task | None = None  # until its worker has ended, also after 停止
        self._halt = threading.Event()
        self._make()
        self._lay_out()
        self._took.connect(self._on_verdict, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self.setFocusProxy(self.standing)

    # --- what it is made of

    def _make(self) -> None:
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
        self.tray.currentCellChanged.connect(lambda *_: self._say_why())
        self.why = QLabel()
        self.why.setObjectName("intakeWhy")
        self.why.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        self.why.setWordWrap(True)
        self.standing = UnitList(self.session, self._now)
        self.standing.summarised.connect(self.heading.say)
        self.standing.failed.connect(self.note.fail)
        self.standing.succeeded.connect(self.note.say)
        self.standing.review_wanted.connect(lambda unit: self.go("received", unit=unit))
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
        for one in (self.heading, self.note, self.progress, self.empty):
            column.addWidget(one)
        column.addWidget(self.tray, 2)
        column.addLayout(below)
        column.addWidget(self.standing, 3)
        self.tray.hide()

    # --- who is in

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever the page comes to the front."""
        super().showEvent(event)
        self.standing.renew()

    def arrive(self, unit: str | None = None, note: str | None = None) -> None:
        """Choose a unit below, as soon as the list is there; say what is left undone in a return."""
        if unit is not None:
            self.standing.show_unit(unit)
        if note is not None:
            self.note.say(note, "note-warn")

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

    def take(self, paths: Sequence[Path], told: ClerkAnswer | None = None) -> bool:
        """Receive files and folders beside the window, one verdict after another; whether it began. `told` is what a clerk said of them."""
        if not paths or self._occupied():
            return False
        office = self.session.office

        def work(halt: threading.Event) -> None:
            from desktop.exchange.intake import receive

            named = receive.files(paths)
            verdicts = receive.receive(office, named, answer=told, progress=self._moved.emit, cancelled=halt.is_set)
            for found in zip(named, verdicts, strict=False):  # two units may call their files alike
                self._took.emit(found)

        self._begin(work, self._on_done)
        return True

    def _occupied(self) -> bool:
        """Whether something runs here; then it is said."""
        if self._job is not None:
            self.note.say(tr("△ 上一批还没有完，等它完了或点“停止”以后再来一次。"), "note-warn")
        return self._job is not None

    def _begin(self, work: Callable[[threading.Event], Any], done: Callable[[Any], None]) -> None:
        """Run one thing beside the window; it looks now and then whether it is to stop, and answers also then."""
        self._halt = halt = threading.Event()
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
        for one in (self.blanks, self.folder, self.open_files):
            one.setEnabled(not on)

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
        self.tray.fit(0)
        self.tray.selectRow(len(self.verdicts) - 1)
        self._say_why()
        self.mark.setVisible(any(one.marks and not one.received for _, one in self.verdicts))

    def _say_why(self) -> None:
        """Under the list, the whole of why the file chosen was not taken."""
        at = self.tray.chosen
        one = self.verdicts[at][1] if isinstance(at, int) and at < len(self.verdicts) else None
        self.why.setText(sentence(one.why) if one is not None and not one.received else "")

    def _on_done(self, _: Any) -> None:
        self._end()
        self.session.refresh()
        self.standing.renew()
        self.received.emit()

    def _on_stopped(self, fault: BaseException) -> None:
        """It broke off; what came in before is in."""
        self._on_done(None)
        self.note.fail(fault)

    def _cancel(self) -> None:
        """Stop after what is at hand."""
        self._halt.set()
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

            def told(unit: str, done: int, of: int) -> None:
                self._moved.emit(done, of, unit)

            written = 0
            with open_office(office.path, office.catalogue, write=False) as own:  # the worker's own connection
                for _ in blank_workbooks.write_all(own, pack, period, folder, progress=told):
                    written += 1
                    if halt.is_set():
                        break
            return written

        self._begin(work, self._on_blanks_written)

    def _on_blanks_written(self, n: int) -> None:
        self._end()
        if self._halt.is_set():
            self.note.say(tr("△ 停了，已写出 {n} 份空白表", n=n), "note-warn")
        else:
            self.note.say(tr("✓ 已写出 {n} 份空白表，每个下级单位一份", n=n))

    def _on_mark(self) -> None:
        """Every file that was not taken and has marks, as the sender's own workbook with its list of what to mend."""
        folder = dialogs.choose_folder(self, tr("待改清单放在哪里"))
        if folder is None:
            return
        self.note.say("")
        wanted = [(path, one) for path, one in self.verdicts if one.marks and not one.received]
        name = self.session.office.name

        def work(_task: tasks.Task) -> list[Path]:
            from desktop.exchange.intake.receive import marked_copy

            return [marked_copy(path, one, folder, by=name) for path, one in wanted]

        tasks.run(work, self._on_marked, self.note.fail)

    def _on_marked(self, made: list[Path]) -> None:
        self.note.say(tr("✓ 已写出 {n} 份带标注的工作簿，发回填报单位改好再报", n=len(made)))

    def stop(self) -> None:
        """Let go of what runs beside."""
        self.explain.stop()
        if self._job is not None:
            self._halt.set()
            self._job.cancel()
        self.standing.stop()


class _FileNames(QStyledItemDelegate):
    """Names of files differ at their ends: what is cut is cut in the middle."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """As it is drawn."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle  # type: ignore[attr-defined]


def _verdict(one: Verdict, titles: Mapping[str, str]) -> tuple[str, ...]:
    programme = titles.get(one.programme, one.programme)
    return verdict_title(one), one.file, one.unit_name or one.unit, programme, str(one.version or ""), sentence(one.why)
