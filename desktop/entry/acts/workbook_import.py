"""Reading a filled workbook into this draft: read and compared in a worker, stored as one act; what is left is asked and told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Act
from db.periods.report_period import Period
from db.values.cell import EMPTY
from db.values.outgoing import handed
from desktop.entry.acts.paste_plan import DoubtfulText
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.widgets import dialogs, look
from desktop.words.i18n import sentence, tr
from desktop.words.names import period_title
from desktop.work import background_read, tasks

if TYPE_CHECKING:
    from desktop.entry.page import EntryPage
    from desktop.exchange.intake.draft_import import Doubtful, FillPlan
    from desktop.exchange.reading.any_workbook import Seen

log = logging.getLogger(__name__)
FILES = "*.xlsx *.xlsm *.xls *.et *.ods"
LINES, FEW = 4, 2  # lines seen at once, and beside a review that waits


class Result(QFrame):
    """What came of a workbook: one sentence, below it everything else to know of it; stands under the grid until it is `closed`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reading-result")
        self.title = QLabel()
        self.title.setObjectName("reading-title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
        self.title.setWordWrap(True)
        self.title.setFont(look.font(14, look.MEDIUM))
        self.text = QPlainTextEdit()
        self.text.setObjectName("reading-told")
        self.text.setAccessibleName(tr("读入时要核对的"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(look.font(14))
        self.away = QPushButton(tr("知道了"))
        self.away.setObjectName("reading-away")
        self.away.clicked.connect(lambda _checked=False: self.put_away())
        away = QShortcut(QKeySequence("Esc"), self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.put_away)
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(self.title, 1)
        top.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        box.setSpacing(look.px(8))
        box.addLayout(top)
        box.addWidget(self.text)
        self.hide()

    def show_result(self, text: str, told: Sequence[str] = (), *, bad: bool = False) -> None:
        """Say it; `bad` where nothing was read in."""
        ink = look.COLOURS["bad" if bad else "warn"]
        self.setStyleSheet(
            f"QFrame#reading-result {{ background: {look.COLOURS['sheet']}; border-top: {look.px(2)}px solid {ink}; }}"
            f"QLabel#reading-title {{ color: {ink}; }} QPlainTextEdit {{ background: {look.COLOURS['sheet']}; padding: 0; }}"
        )
        self.title.setText(text)
        self.text.setPlainText("\n".join(told))
        self.fit(LINES)
        self.text.setVisible(bool(told))
        self.setFocusProxy(self.text if told else self.away)
        self.show()

    def fit(self, lines: int) -> None:
        """As high as so many lines, or fewer where there are no more."""
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * min(self.text.blockCount(), lines) + look.px(20))

    def put_away(self) -> None:
        """It has been read."""
        self.hide()
        self.closed.emit()


class WorkbookImport(QObject):
    """读入工作簿…: a workbook chosen, or dropped on the page."""

    def __init__(self, page: EntryPage) -> None:
        super().__init__(page)
        self._page, self._session = page, page.session
        self._task: tasks.Task | None = None
        self.result = Result()
        self.result.closed.connect(lambda: page.commands.grid.setFocus())
        page.review.emptied.connect(lambda: self.result.fit(LINES))
        self._session.moved.connect(self.result.hide)
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a workbook is being read."""
        return self._task is not None

    def stop(self) -> None:
        """Forget a workbook that is being read."""
        if self._task is not None:
            self._task.cancel()
            self._rest()

    # --- which workbook

    def choose(self) -> None:
        """Ask for the workbook."""
        path = dialogs.choose_file(self._page, tr("读入工作簿"), f"{tr('工作簿')} ({FILES})")
        if path is not None:
            self.take(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A workbook may be dropped anywhere on the page."""
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop) and isinstance(event, QDropEvent):
            paths = [Path(one.toLocalFile()) for one in event.mimeData().urls() if one.isLocalFile()]
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
            self.result.show_result(tr("✕ 一次读入一个工作簿，拖来了 {n} 个文件，都没有读入。", n=len(paths)), bad=True)

    def take(self, path: Path, told: ClerkAnswer | None = None) -> None:
        """Read a workbook and what of it differs, beside the window; `told` is what a clerk said about it."""
        office, period = self._session.office, self._session.period
        self._page.commands.grid.editing.finish()
        self.result.hide()
        self._start(tr("正在读入工作簿，请稍候…"))
        failed = self._on_failed if told else partial(self._on_unread, path)
        self._task = background_read.read(office, lambda conn: _read(office, conn, path, period, told), self._on_read, failed)

    # --- what it said

    def _on_read(self, found: tuple[FillPlan, list[DoubtfulText]]) -> None:
        (plan, doubts), session = found, self._session
        moved = (plan.pack.id, plan.period) != (session.pack.id if session.pack else "", session.period)
        if moved:
            session.look_at(plan.pack, plan.period)
        self._ask_emptied(plan)
        session.save(plan.edits, plan.what, partial(self._on_stored, plan, doubts, moved), self._on_failed)

    def _ask_emptied(self, plan: FillPlan) -> None:
        """Figures that were typed here and are empty in the workbook may be newer than it."""
        emptied = [one for one in plan.edits if one.cell == EMPTY]
        if not emptied:
            return
        one = emptied[0]
        record = self._session.office.record(one.form, one.period, one.row)
        field = one.form.field(one.field or "")
        there = one.form.shown(field, handed(field, record.cells[field.id]), one.row) if record else ""  # personal data masked
        text = tr(
            "有 {n} 格工作簿里是空的，程序里填了内容，如 {form} {row}“{field}”填着“{there}”。按工作簿清空，还是保留程序里的？",
            n=len(emptied), form=one.form.title, row=one.row if one.form.fixed else "", field=field.title, there=there,
        )  # fmt: skip
        if not dialogs.ask(self._page, text, tr("按工作簿清空"), tr("保留"), undoable=True):
            plan.edits = [one for one in plan.edits if one.cell != EMPTY]

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
            self._page.review.show_doubts(doubts, "读入")
            self._page.drawer.open(False)
        self._task = background_read.read(
            session.office, lambda conn: tell_derived(conn, plan), partial(self._on_told, plan, moved), self._on_failed
        )

    def _on_told(self, plan: FillPlan, moved: bool, _answer: object) -> None:
        self._rest()
        text, told = _summary(plan, moved), [sentence(one) for one in plan.report.told]
        if told:
            self.result.show_result(text, told)
            self.result.fit(FEW if plan.doubtful else LINES)
        self._page.drawer.say("" if told else text)
        self._page.said.emit(text)

    # --- what could not be read

    def _on_failed(self, fault: BaseException) -> None:
        self._rest()
        if not isinstance(fault, Trouble | OSError):
            raise fault
        self._page.say("")
        self.result.show_result("✕ " + sentence(fault), bad=True)

    def _on_unread(self, path: Path, fault: BaseException) -> None:
        """A table that nobody has explained yet is asked about."""
        from desktop.exchange.reading.any_workbook import Unmapped, look_at

        if not isinstance(fault, Unmapped):
            self._on_failed(fault)
            return
        office = self._session.office
        self._task = tasks.run(lambda _task: look_at(path, office), self._on_seen, self._on_failed)

    def _on_seen(self, seen: Seen) -> None:
        from desktop.mapping.mapping_box import MappingBox

        self._rest()
        office = self._session.office
        own = office.unit_at(self._session.period.last)
        if seen.told.unit and not own.called(seen.told.unit):
            other = next((one.name for one in office.units() if one.code == seen.told.unit), seen.told.unit)
            self._on_failed(Trouble("这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。", other=other, own=own.name))
            return
        self._page.say("")
        box = MappingBox(self._session, seen._replace(units=(own,), told=replace(seen.told, unit=own.code)), self._page.window())
        if dialogs.work(box):
            self.take(seen.path, box.told)
        box.deleteLater()

    # --- while it is read

    def _start(self, text: str) -> None:
        self._page.say(text)
        self._page.commands.waiting.begin()

    def _rest(self) -> None:
        self._task = None
        self._page.commands.waiting.end()
        self._page.commands.grid.setFocus()


def _read(office: Office, conn: Any, path: Path, period: Period, told: ClerkAnswer | None) -> tuple[FillPlan, list[DoubtfulText]]:
    """A workbook and what it changes; a table that does not say its period is of the one looked at."""
    from desktop.exchange.book.filled import unreadable
    from desktop.exchange.intake.draft_import import work_out
    from desktop.exchange.reading.any_workbook import read_own

    try:
        found = read_own(path, office, told)
    except (Trouble, OSError):
        raise
    except Exception as fault:  # a file from outside may be odd in ways nobody thought of; nothing of it is stored
        log.info("%s", path.name, exc_info=fault)
        raise unreadable(path) from fault
    plan = work_out(office, conn, replace(found, period=period.label) if found.mapped and not found.period else found)
    return plan, [_doubt(one) for one in plan.doubtful]


def _doubt(one: Doubtful) -> DoubtfulText:
    form, field = one.edit.form, one.edit.form.field(one.edit.field or "")
    row = one.edit.row if form.fixed else one.called or sentence(one.place)
    shown = form.shown(field, one.reading.cell, one.edit.row) if one.reading.kind == "proposed" else ""
    return DoubtfulText(one.edit, f"{row} · {field.title} · {form.title}", one.reading, shown)


def _summary(plan: FillPlan, moved: bool) -> str:
    """读入 37 格（3 张表），2 处待确认，1 处请核对."""
    report, forms = plan.report, {one.form.key for one in plan.edits}
    parts = [tr("读入 {n} 格（{forms} 张表）", n=len(plan.edits), forms=len(forms)) if forms else tr("没有新的数可以读入")]
    if emptied := sum(one.cell == EMPTY for one in plan.edits):
        parts.append(tr("其中清空 {n} 格", n=emptied))
    if plan.doubtful:
        parts.append(tr("{n} 处待确认", n=len(plan.doubtful)))
    if report.asked:
        parts.append(tr("上级质询、退回 {n} 条，见“报送”", n=report.asked))
    if report.told:
        parts.append(tr("{n} 处请核对", n=len(report.told)))
    where = tr("已转到“{pack}”{period}：", pack=plan.pack.short or plan.pack.title, period=period_title(plan.period)) if moved else ""
    return where + tr("，").join(parts)
