"""The page 情况: which units reported, by the periods of the year or by programme, with the rates; below, what is unusual."""

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

from db import clock
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
    """The data of the page: columns, the arrivals in each, what is unusual in the current programme and period, and its dismissals."""

    at: ProgrammePeriod  # current programme and period
    columns: tuple[ProgrammePeriod, ...]
    arrivals: tuple[tuple[Arrival, ...], ...]
    unusual: tuple[Unusual, ...]
    dismissals: Mapping[str, Dismissal]


class OverviewPage(PageWidget):
    """Goes to 收报 from a cell or an exception; `written(paths)` when the list for the notice board was written."""

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
        self.arrangement = QTabBar()
        self.arrangement.setObjectName("overviewCut")
        self.arrangement.setAccessibleName(tr("怎样排列"))
        self.arrangement.setDrawBase(False)
        self.arrangement.setExpanding(False)
        self.arrangement.addTab(tr("本方案全年各期"))
        self.arrangement.addTab(tr("本期各方案"))
        self.matrix = Matrix()
        self.matrix.wanted.connect(self._go_to_unit)
        self.cell = QLabel()
        self.cell.setObjectName("overviewCell")
        self.cell.setTextFormat(Qt.TextFormat.PlainText)  # a reason comes from outside
        self.cell.setWordWrap(True)
        self.matrix.described.connect(self.cell.setText)
        self.exceptions = ExceptionList(session)
        self.exceptions.wanted.connect(self._go_to_unit)
        self.exceptions.failed.connect(self._on_failed)
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        self.exceptions.changed.connect(self._latest.now)
        self.arrangement.currentChanged.connect(lambda _n: self._latest.now())
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.arrangement.setCurrentIndex((self.arrangement.currentIndex() + step) % 2))
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
        inner.addWidget(self.arrangement)
        inner.addWidget(self.matrix, 1)
        inner.addWidget(marks)
        inner.addWidget(self.cell)
        split = QSplitter()
        split.setOrientation(split.orientation().Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(upper)
        split.addWidget(self.exceptions)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addWidget(split, 1)

    # --- what is shown

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, pack = self.session, self.session.pack
        if pack is None or not self.isVisible():
            return None
        office, period, several = session.office, session.period, self.arrangement.currentIndex() == 1
        moment = datetime.combine(session.today, clock.moment().time())
        return read(office, lambda conn: overview(office, pack, period, several, moment, conn), self.show_overview, self._on_failed)

    def show_overview(self, data: Overview) -> None:
        """Draw the matrix and the exceptions."""
        self.shown = data
        if self.note.property("kind") == "note-bad":
            self.note.hide()
        self.matrix.show_columns(data.columns, data.arrivals, data.at)
        rate = completeness.rate(data.arrivals)
        share = rate.share or "–"
        counts = {"due": rate.due, "done": rate.done, "on_time": rate.on_time, "share": share}
        if self.arrangement.currentIndex():
            self.heading.say(tr("本期各方案到期应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}", **counts))
        else:
            self.heading.say(tr("本年应报 {due} 份，已报 {done} 份，按时 {on_time} 份，按时率 {share}", **counts))
        names = {unit.code: unit.name for unit in completeness.every_unit(data.arrivals)}
        self.exceptions.show_found(data.at, data.unusual, data.dismissals, names)
        self.out.setEnabled(bool(names))

    def _go_to_unit(self, pack: Pack, period: Period, unit: str) -> None:
        """Show a unit's return of a programme and period on the page 收报."""
        self.session.look_at(pack, period)
        self.go("intake", unit=unit)

    # --- the list for the notice board

    def _on_out(self) -> None:
        data, office = self.shown, self.session.office
        folder = dialogs.choose_folder(self, tr("通报放在哪里"))
        if data is None or folder is None:
            return
        self.out.setEnabled(False)
        self._job = tasks.run(lambda _task: write_board(office, data, folder), self._on_written, self._on_failed)

    def _on_written(self, files: list[Path]) -> None:
        self.out.setEnabled(True)
        self.note.say(tr("✓ 已写出 {names}", names=tr("、").join(file.name for file in files)))
        self.written.emit(files)

    def _on_failed(self, fault: BaseException) -> None:
        self.out.setEnabled(self.shown is not None)
        self.note.fail(fault)

    def stop(self) -> None:
        """Cancel background jobs."""
        self._latest.stop()
        if self._job is not None:
            self._job.cancel()


def overview(office: Office, pack: Pack, period: Period, several: bool, now: datetime, conn: Any) -> Overview:
    """The data of the page, for one programme or for `several`; runs in the background with its own connection."""
    columns = completeness.programmes(office.packs, period) if several else completeness.periods_of_year(pack, period)
    arrivals = completeness.matrix(office, columns, now, conn)
    unusual = exceptions.desk(office, pack, period, conn)
    return Overview((pack, period), tuple(columns), tuple(map(tuple, arrivals)), tuple(unusual), dismissals.notes(conn, pack, period))


def write_board(office: Office, data: Overview, folder: Path) -> list[Path]:
    """Write the list for the notice board as workbook and paper."""
    from desktop.exchange.handing_up import write_pair

    with closing(office.reading()) as conn:  # the background job's own connection
        return list(write_pair(notice_board.board(office, data.at[1], data.columns, data.arrivals, conn), folder))
