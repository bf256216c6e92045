"""The page 情况: a matrix of units by periods of the year with the rates, and below it the exceptions 例外 of the period looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from db import completeness, exceptional
from db.completeness import Arrival, Rate
from db.office import Office
from db.pack import Pack
from db.periods import Period
from db.unusual import Unusual
from desktop import look, tasks
from desktop.aside import Latest, read
from desktop.grids import Listing
from desktop.heading import Heading
from desktop.i18n import sentence, tr
from desktop.intake.words import arrival_title
from desktop.names import period_title
from desktop.session import Session

UNIT, CELL = 176, 84  # px at 100 %
MARKS = {"on-time": "✓", "late": "△", "missing": "✕", "returned": "↩", "waiting": "·"}


@dataclass(frozen=True)
class Overview:
    """What the page shows: the periods, the arrivals of each, the rate over them, and what is unusual."""

    periods: tuple[Period, ...]
    arrivals: tuple[tuple[Arrival, ...], ...]
    rate: Rate
    unusual: tuple[Unusual, ...]


class OverviewPage(QWidget):
    """Nothing is changed here; `Enter` on an exception does nothing but keep it chosen, to be copied."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("overviewPage")
        self.setProperty("kind", "page")
        self.heading = Heading(tr("情况"))
        self.matrix = Listing("overviewMatrix", tr("各单位各期报送情况"), (tr("单位"),), (UNIT,))
        self.legend = QLabel(tr("、").join(f"{MARKS[word]} {arrival_title(word).split(' ', 1)[-1]}" for word in MARKS))
        self.legend.setProperty("kind", "caption")
        title = QLabel(tr("例外：需要人看的"))
        title.setProperty("kind", "heading")
        self.told = QLabel()
        self.told.setObjectName("overviewTold")
        self.told.setProperty("kind", "quiet")
        self.unusual = Listing("overviewUnusual", tr("例外"), (tr("类别"), tr("单位"), tr("说明")), (120, UNIT, 0))
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(look.GAP))
        for one, stretch in ((self.heading, 0), (self.matrix, 3), (self.legend, 0), (title, 0), (self.told, 0), (self.unusual, 2)):
            column.addWidget(one, stretch)
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._latest.soon)
        self.setFocusProxy(self.matrix)

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        session, pack = self.session, self.session.pack
        if pack is None or not self.isVisible():
            return None
        office, period = session.office, session.period
        moment = datetime.combine(session.today, datetime.now().time())
        return read(office, lambda conn: overview(office, pack, period, moment, conn), self.show_overview, self._on_failed)

    def show_overview(self, found: Overview) -> None:
        """Draw the matrix and the exceptions."""
        self.matrix.clear()
        self.matrix.setColumnCount(1 + len(found.periods))
        self.matrix.setHorizontalHeaderLabels([tr("单位"), *(period_title(one).removeprefix(f"{one.year}年") for one in found.periods)])
        self.matrix.setColumnWidth(0, look.px(UNIT))
        for n in range(len(found.periods)):
            self.matrix.setColumnWidth(n + 1, look.px(CELL))
        units = found.arrivals[-1] if found.arrivals else ()
        by = [{one.unit.code: one.word for one in column} for column in found.arrivals]
        self.matrix.fill(
            [(one.unit.code, (one.unit.name, *(MARKS.get(column.get(one.unit.code, ""), "") for column in by)), "") for one in units]
        )
        rate = found.rate
        self.heading.say(tr("本年应报 {due} 份，已报 {done} 份，按时 {on_time} 份", due=rate.due, done=rate.done, on_time=rate.on_time))
        titles = kind_titles()
        names = {one.unit.code: one.unit.name for one in units}
        told = [(n, (titles[one.kind], names.get(one.unit, one.unit), sentence(one.said)), "") for n, one in enumerate(found.unusual)]
        self.unusual.fill(told)
        nothing = tr("没有需要人看的：没有大起大落、单位填错、照抄和重复登记。")
        self.told.setText(tr("{n} 处", n=len(told)) if told else nothing)

    def _on_failed(self, fault: BaseException) -> None:
        self.told.setText("✕ " + (sentence(fault) if isinstance(fault, Exception) else str(fault)))

    def stop(self) -> None:
        """Let go of what runs beside."""
        self._latest.stop()


def overview(office: Office, pack: Pack, period: Period, now: datetime, conn: Any) -> Overview:
    """Everything the page shows; runs in a worker with its own connection."""
    periods = completeness.year(period)
    columns = completeness.matrix(office, pack, periods, now, conn)
    found = exceptional.desk(office, pack, period, conn)
    return Overview(tuple(periods), tuple(map(tuple, columns)), completeness.rate(columns), tuple(found))


def kind_titles() -> dict[str, str]:
    """What the kinds of exceptions are called."""
    return {
        "leap": tr("变动很大"),
        "misplaced": tr("疑似单位错"),
        "still": tr("三期不变"),
        "same-text": tr("照抄上期"),
        "twice": tr("重复登记"),
    }
