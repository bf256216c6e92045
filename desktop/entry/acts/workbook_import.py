"""Reading a filled workbook into this draft: read and compared in the background, stored as one act; doubtful texts are asked about."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from db.messages import Sentence, Trouble
from db.office.office import Office
from db.office.writing import Act
from db.periods.report_period import Period
from db.values.cell import EMPTY
from db.values.outgoing import handed
from desktop.entry.acts.paste_plan import DoubtfulText
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.widgets import dialogs
from desktop.widgets.actions import action
from desktop.words.i18n import sentence, tr
from desktop.words.names import period_title
from desktop.work import background_read, tasks
from desktop.work.busy_window import BusyWindow
from desktop.work.session import Session

if TYPE_CHECKING:
    from desktop.exchange.intake.draft_import import Doubtful, FillPlan
    from desktop.exchange.reading.any_workbook import Seen

log = logging.getLogger(__name__)
FILES = "*.xlsx *.xlsm *.xls *.et *.ods"


class WorkbookImport(QObject):
    """读入工作簿…: a workbook chosen, or dropped on the page. The page is blocked while one is read.

    `started`, then `message(text)` while it runs and `ended` in any event. `doubtful(texts)`: stored except for these. `done(text,
    details)`: what was read in, and what is to be checked. `failed(text)`: nothing was read in.
    """

    started = Signal()
    ended = Signal()
    message = Signal(str)
    doubtful = Signal(object)
    done = Signal(str, object)
    failed = Signal(str)

    def __init__(self, session: Session, page: QWidget, busy_window: BusyWindow) -> None:
        super().__init__(page)
        self._session, self._page, self._busy_window = session, page, busy_window
        self._task: tasks.Task | None = None
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a workbook is being read."""
        return self._task is not None

    def stop(self) -> None:
        """Cancel a workbook that is being read."""
        if self._task is not None:
            self._task.cancel()
            self._end()

    # --- which workbook

    @action("read-in", Sentence("读入工作簿…"), "Ctrl+I", icon="file-spreadsheet", short=Sentence("读入"))
    def choose(self) -> None:
        """Ask for the workbook."""
        path = dialogs.choose_file(self._page, tr("读入工作簿"), f"{tr('工作簿')} ({FILES})")
        if path is not None:
            self.take(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A workbook may be dropped anywhere on the page."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths and not self.busy:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self._drop(paths)
                return True
        return super().eventFilter(watched, event)

    def _drop(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1:
            self.take(paths[0])
        else:
            self.failed.emit(tr("✕ 一次读入一个工作簿，拖来了 {n} 个文件，都没有读入。", n=len(paths)))

    def take(self, path: Path, answer: ClerkAnswer | None = None) -> None:
        """Read a workbook in the background and compare it with the draft; `answer` is what a clerk answered about it."""
        office, period = self._session.office, self._session.period
        self.started.emit()
        self.message.emit(tr("正在读入工作簿，请稍候…"))
        self._busy_window.begin()
        failed = self._on_failed if answer else partial(self._on_unread, path)
        self._task = background_read.read(office, lambda conn: _read(office, conn, path, period, answer), self._on_read, failed)

    # --- what was read

    def _on_read(self, answer: tuple[FillPlan, list[DoubtfulText]]) -> None:
        (plan, doubts), session = answer, self._session
        moved = (plan.pack.id, plan.period) != (session.pack.id if session.pack else "", session.period)
        if moved:
            session.look_at(plan.pack, plan.period)
        self._ask_emptied(plan)
        session.save(plan.edits, plan.what, partial(self._on_stored, plan, doubts, moved), self._on_failed)

    def _ask_emptied(self, plan: FillPlan) -> None:
        """Ask about figures that were typed here and are empty in the workbook: they may be newer than it."""
        emptied = [edit for edit in plan.edits if edit.cell == EMPTY]
        if not emptied:
            return
        first = emptied[0]
        record = self._session.office.record(first.form, first.period, first.row)
        field = first.form.field(first.field or "")
        value_here = first.form.shown(field, handed(field, record.cells[field.id]), first.row) if record else ""  # personal data masked
        text = tr(
            "有 {n} 格工作簿里是空的，程序里填了内容，如 {form} {row}“{field}”填着“{there}”。按工作簿清空，还是保留程序里的？",
            n=len(emptied), form=first.form.title, row=first.row if first.form.fixed else "", field=field.title, there=value_here,
        )  # fmt: skip
        if not dialogs.ask(self._page, text, tr("按工作簿清空"), tr("保留"), undoable=True):
            plan.edits = [edit for edit in plan.edits if edit.cell != EMPTY]

    def _on_stored(self, plan: FillPlan, doubts: list[DoubtfulText], moved: bool, _act: Act | None) -> None:
        from desktop.exchange.intake.draft_import import take_questions, tell_derived

        session = self._session
        try:
            plan.report.asked = take_questions(session.office, plan.filled)
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        if plan.report.asked:
            session.refresh()
        if doubts:
            self.doubtful.emit(doubts)
        self._task = background_read.read(
            session.office, lambda conn: tell_derived(conn, plan), partial(self._on_derived, plan, moved), self._on_failed
        )

    def _on_derived(self, plan: FillPlan, moved: bool, _answer: object) -> None:
        self._end()
        self.done.emit(_summary(plan, moved), [sentence(remark) for remark in plan.report.remarks])

    # --- what could not be read

    def _on_failed(self, fault: BaseException) -> None:
        self._end()
        if not isinstance(fault, Trouble | OSError):
            raise fault
        self.message.emit("")
        self.failed.emit("✕ " + sentence(fault))

    def _on_unread(self, path: Path, fault: BaseException) -> None:
        """A table without a known mapping is asked about."""
        from desktop.exchange.reading.any_workbook import Unmapped, look_at

        if not isinstance(fault, Unmapped):
            self._on_failed(fault)
            return
        office = self._session.office
        self._task = tasks.run(lambda _task: look_at(path, office), self._on_seen, self._on_failed)

    def _on_seen(self, seen: Seen) -> None:
        from desktop.mapping.mapping_box import MappingBox

        self._end()
        office = self._session.office
        own = office.unit_at(self._session.period.last)
        if seen.answer.unit and not own.called(seen.answer.unit):
            other = next((unit.name for unit in office.units() if unit.code == seen.answer.unit), seen.answer.unit)
            self._on_failed(Trouble("这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。", other=other, own=own.name))
            return
        self.message.emit("")
        box = MappingBox(self._session, seen._replace(units=(own,), answer=replace(seen.answer, unit=own.code)), self._page.window())
        if dialogs.work(box):
            self.take(seen.path, box.answer)
        box.deleteLater()

    def _end(self) -> None:
        self._task = None
        self._busy_window.end()
        self.ended.emit()


def _read(office: Office, conn: Any, path: Path, period: Period, answer: ClerkAnswer | None) -> tuple[FillPlan, list[DoubtfulText]]:
    """A workbook and what it changes; a table without a period is taken for the period shown."""
    from desktop.exchange.book.filled import unreadable
    from desktop.exchange.intake.draft_import import work_out
    from desktop.exchange.reading.any_workbook import read_own

    try:
        filled = read_own(path, office, answer)
    except (Trouble, OSError):
        raise
    except Exception as fault:  # a foreign file may fail in unforeseen ways; nothing of it is stored
        log.info("%s", path.name, exc_info=fault)
        raise unreadable(path) from fault
    plan = work_out(office, conn, replace(filled, period=period.label) if filled.mapped and not filled.period else filled)
    return plan, [_doubt(doubtful) for doubtful in plan.doubtful]


def _doubt(doubtful: Doubtful) -> DoubtfulText:
    form, field = doubtful.edit.form, doubtful.edit.form.field(doubtful.edit.field or "")
    row = doubtful.edit.row if form.fixed else doubtful.called or sentence(doubtful.place)
    shown = form.shown(field, doubtful.reading.cell, doubtful.edit.row) if doubtful.reading.kind == "proposed" else ""
    return DoubtfulText(doubtful.edit, f"{row} · {field.title} · {form.title}", doubtful.reading, shown)


def _summary(plan: FillPlan, moved: bool) -> str:
    """读入 37 格（3 张表），2 处待确认，1 处请核对."""
    report, forms = plan.report, {edit.form.key for edit in plan.edits}
    parts = [tr("读入 {n} 格（{forms} 张表）", n=len(plan.edits), forms=len(forms)) if forms else tr("没有新的数可以读入")]
    if emptied := sum(edit.cell == EMPTY for edit in plan.edits):
        parts.append(tr("其中清空 {n} 格", n=emptied))
    if plan.doubtful:
        parts.append(tr("{n} 处待确认", n=len(plan.doubtful)))
    if report.asked:
        parts.append(tr("上级质询、退回 {n} 条，见“报送”", n=report.asked))
    if report.remarks:
        parts.append(tr("{n} 处请核对", n=len(report.remarks)))
    where = tr("已转到“{pack}”{period}：", pack=plan.pack.short or plan.pack.title, period=period_title(plan.period)) if moved else ""
    return where + tr("，").join(parts)
