"""The page 情况: who reported, by the periods of the year or by programme, with the rates; below it what needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QTabBar, QVBoxLayout, QWidget

from db.office.office import Office
from db.overview import completeness, dismissals, exceptions, notice_board
from db.overview.completeness import Arrival, ProgrammePeriod
from db.overview.dismissals import Dismissal
from db.overview.unusual import Unusual
from db.packs.model import Pack
from db.periods.report_period import Period
from desktop.overview.exceptions import ExceptionList
from desktop.overview.matrix import Matrix, legend
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.heading import Heading, PageNote, page_column
from desktop.words.i18n import tr
from desktop.work import tasks
from desktop.work.background_read import Latest, read
from desktop.work.session import Session


@dataclass(frozen=True)
class Overview:
    """What the page shows: columns, the arrivals in each, what is unusual in the programme and period looked at, and the notes on it."""

    at: ProgrammePeriod  # programme and period looked at
    columns: tuple[ProgrammePeriod, ...]
    arrivals: tuple[tuple[Arrival, ...], ...]
    unusual: tuple[Unusual, ...]
    asides: Mapping[str, Dismissal]


class OverviewPage(PageWidget):
    """Goes to 收报 from a cell or an exception; `written(paths)` when the list for the notice board is."""

    written = Signal(list)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("overviewPage")
        self.shown: Overview | None = None
        self._job: tasks.Task | None = None
        self.heading = Heading(tr("情况"))
        self.out = self.heading.button(tr("写出通报…"), "download", "overviewOut")
        self.out.clicked.connect(self._on_out)
        self.note = PageNote("overviewNote")
        self.cut = QTabBar()
        self.cut.setObjectName("overviewCut")
        self.cut.setAccessibleName(tr("怎样排列"))
        self.cut.setDrawBase(False)
        self.cut.setExpanding(False)
        self.cut.addTab(tr("本方案全年各期"))
        self.cut.addTab(tr("本期各方案"))
        self.matrix = Matrix()
        self.matrix.wanted.connect(self._go_to_unit)
        self.cell = QLabel()
        self.cell.setObjectName("overviewCell")
        self.cell.setTextFormat(Qt.TextFormat.PlainText)  # a reason comes from outside
        self.cell.setWordWrap(True)
        self.matrix.described.connect(self.cell.setText)
        self.desk = ExceptionList(session)
        self.desk.wanted.connect(self._go_to_unit)
        self.desk.failed.connect(self._on_failed)
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        self.desk.changed.connect(self._latest.now)
        self.cut.currentChanged.connect(lambda _n: self._latest.now())
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            one = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            one.activated.connect(lambda step=step: self.cut.setCurrentIndex((self.cut.currentIndex() + step) % 2))
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._latest.soon)
        self.setFocusProxy(self.matrix)

    def _lay_out(self) -> None:
        marks = QLabel(legend())
        marks.setProperty("kind", "caption")
        marks.setWordWrap(True)
        upper = QWidget()
        inner = QVBoxLayout(upper)
        inner.setContentsMargins(0, 0, 0, look.px(8))
        inner.setSpacing(look.px(8))
        inner.addWidget(self.cut)
        inner.addWidget(self.matrix, 1)
        inner.addWidget(marks)
        inner.addWidget(self.cell)
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.desk)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addWidget(split, 1)

    # --- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, pack = self.session, self.session.pack
        if pack is None or not self.isVisible():
            return None
        office, period, several = session.office, session.period, self.cut.currentIndex() == 1
        moment = datetime.combine(session.today, datetime.now().time())
        return read(office, lambda conn: overview(office, pack, period, several, moment, conn), self.show_overview, self._on_failed)

    def show_overview(self, found: Overview) -> None:
        """Draw the matrix and the exceptions."""
        self.shown = found
        if self.note.property("kind") == "note-bad":
            self.note.hide()
        self.matrix.show_columns(found.columns, found.arrivals, found.at)
        rate = completeness.rate(found.arrivals)
        share = rate.share or "–"
        said = {"due": rate.due, "done": rate.done, "on_time": rate.on_time, "share": share}
        if self.cut.currentIndex():
            self.heading.say(tr("本期各方案到期应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}", **said))
        else:
            self.heading.say(tr("本年应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}", **said))
        names = {one.code: one.name for one in completeness.every_unit(found.arrivals)}
        self.desk.show_found(found.at, found.unusual, found.asides, names)
        self.out.setEnabled(bool(names))

    def _go_to_unit(self, pack: Pack, period: Period, unit: str) -> None:
        """A unit's return of a programme and period on the page 收报."""
        self.session.look_at(pack, period)
        self.go("intake", unit=unit)

    # --- the list for the notice board

    def _on_out(self) -> None:
        found, office = self.shown, self.session.office
        folder = dialogs.choose_folder(self, tr("通报放在哪里"))
        if found is None or folder is None:
            return
        self.out.setEnabled(False)
        self._job = tasks.run(lambda _task: write_board(office, found, folder), self._on_written, self._on_failed)

    def _on_written(self, made: list[Path]) -> None:
        self.out.setEnabled(True)
        self.note.say(tr("✓ 已写出 {names}", names=tr("、").join(one.name for one in made)))
        self.written.emit(made)

    def _on_failed(self, fault: BaseException) -> None:
        self.out.setEnabled(self.shown is not None)
        self.note.fail(fault)

    def stop(self) -> None:
        """Let go of what runs beside."""
        self._latest.stop()
        if self._job is not None:
            self._job.cancel()


def overview(office: Office, pack: Pack, period: Period, several: bool, now: datetime, conn: Any) -> Overview:
    """Everything the page shows, of one programme or of `several`; runs in a worker with its own connection."""
    columns = completeness.programmes(office.packs, period) if several else completeness.periods_of_year(pack, period)
    found = completeness.matrix(office, columns, now, conn)
    unusual = exceptions.desk(office, pack, period, conn)
    return Overview((pack, period), tuple(columns), tuple(map(tuple, found)), tuple(unusual), dismissals.notes(conn, pack, period))


def write_board(office: Office, found: Overview, folder: Path) -> list[Path]:
    """The list for the notice board as workbook and paper."""
    from desktop.exchange.handing_up import write_pair

    with closing(office.reading()) as conn:  # the worker's own connection
        return list(write_pair(notice_board.board(office, found.at[1], found.columns, found.arrivals, conn), folder))
