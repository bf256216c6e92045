"""The matrix on the page 情况: a row for each unit, a column for each period or programme, counts of due and received on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidgetItem

from db.overview import completeness, notice_board
from db.overview.completeness import NOT_OWED, Arrival, ArrivalMatrix, ProgrammePeriod
from db.periods.report_period import Period
from db.values.dates import show_moment
from desktop.widgets import look
from desktop.widgets.listing import ID, Listing
from desktop.words.i18n import tr
from desktop.words.names import period_title
from desktop.words.verdicts import COLOURS, arrival_shown, arrival_title

UNIT, PERIOD, PROGRAMME, RATE = 148, 58, 104, 76  # px at 100 %
MARKS = {"on-time": "✓", "late": "△", "missing": "✕", "returned": "↩", "waiting": "·", "none": NOT_OWED}


class Matrix(Listing):
    """Emits `wanted(pack, period, unit)` on Enter (unit "" in the row of totals), `described(text)` for the current cell."""

    wanted = Signal(object, object, str)
    described = Signal(str)

    def __init__(self) -> None:
        super().__init__("overviewMatrix", tr("各单位报送情况"), (tr("单位"),), (UNIT,))
        self.columns: Sequence[ProgrammePeriod] = ()
        self.arrivals: ArrivalMatrix = ()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.cellActivated.connect(self._on_activated)
        self.currentCellChanged.connect(lambda row, column, *_: self.described.emit(self.meaning(row, column)))

    def show_columns(self, columns: Sequence[ProgrammePeriod], arrivals: ArrivalMatrix, at: ProgrammePeriod) -> None:
        """Show the arrivals of these columns; if the columns changed, the column `at` becomes current."""
        other = list(columns) != list(self.columns)
        self.columns, self.arrivals = columns, arrivals
        several = len({pack.id for pack, _ in columns}) > 1
        titles = [pack.short or pack.title if several else _short(period) for pack, period in columns]
        heads = [tr("单位"), *titles, tr("应报"), tr("已报"), tr("按时"), tr("按时率")]
        self.set_head(heads, range(len(titles) + 1, len(heads)))
        for n in range(1, len(heads)):
            wide = look.px(RATE if n in self.numbers else PROGRAMME if several else PERIOD)
            self.setColumnWidth(n, wide if several and n not in self.numbers else max(wide, self.horizontalHeader().sectionSizeHint(n)))
        for n, (pack, period) in enumerate(columns, 1):
            if (head := self.horizontalHeaderItem(n)) is not None:
                head.setToolTip(f"{pack.title} {period_title(period)}")
        lines = [(unit.code, self._texts(unit.name, unit.code), "") for unit in completeness.every_unit(arrivals)]
        lines += [("", (tr("合计"), *map(notice_board.counted, arrivals), *map(str, notice_board.rates(arrivals))), "")] if lines else []
        self.fill(lines)
        for row in range(self.rowCount()):
            for column in range(1, self.numbers.start):
                self._dress(row, column)
        if other and at in columns:
            self.setCurrentCell(max(self.currentRow(), 0), list(columns).index(at) + 1)
        self.described.emit(self.meaning(self.currentRow(), self.currentColumn()))

    def _texts(self, name: str, unit: str) -> tuple[str, ...]:
        marks = [_mark(arrival) if (arrival := _of(column, unit)) else NOT_OWED for column in self.arrivals]
        return name, *marks, *map(str, notice_board.rates(self.arrivals, unit))

    def _dress(self, row: int, column: int) -> None:
        item, arrival = self.item(row, column), self.arrival(row, column)
        if isinstance(item, QTableWidgetItem) and arrival is not None:
            item.setToolTip(look.tip(self.meaning(row, column)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, arrival_shown(arrival))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, self.meaning(row, column))
            if colour := COLOURS[arrival.word]:
                item.setForeground(look.colour(colour))

    def arrival(self, row: int, column: int) -> Arrival | None:
        """The arrival in a cell."""
        unit = self._unit(row)
        return _of(self.arrivals[column - 1], unit) if unit and 0 < column <= len(self.arrivals) else None

    def meaning(self, row: int, column: int) -> str:
        """A cell in words: unit, programme, period, state, version, when received, and the reason of a nil return."""
        arrival = self.arrival(row, column)
        if arrival is None:
            return ""
        pack, period = self.columns[column - 1]
        place = tr("{unit} {programme} {period}", unit=arrival.unit.name, programme=pack.short or pack.title, period=period_title(period))
        text = tr("{place}：{state}", place=place, state=arrival_shown(arrival))
        return text + (tr("，第 {version} 版，{at}收到", version=arrival.version, at=show_moment(arrival.at)) if arrival.version else "")

    def _unit(self, row: int) -> str:
        item = self.item(row, 0)
        return str(item.data(ID) or "") if item is not None else ""

    def _on_activated(self, row: int, column: int) -> None:
        if 0 < column <= len(self.columns):
            self.wanted.emit(*self.columns[column - 1], self._unit(row))


def legend() -> str:
    """The legend of the marks."""
    marks = [f"{mark} {arrival_title(word).split(' ', 1)[-1]}" for word, mark in MARKS.items()]
    meanings = tr("、").join([*marks, tr("{mark} 零报", mark=MARKS["on-time"] + tr("零"))])
    return tr("{marks}。Enter 到“收报”，Ctrl+PgDn 换排法", marks=meanings)


def _of(column: Sequence[Arrival], unit: str) -> Arrival | None:
    return next((arrival for arrival in column if arrival.unit.code == unit), None)


def _short(period: Period) -> str:
    """A period without its year: 10月, 第3季度, 上半年."""
    if period.type == "quarter":
        return tr("第{number}季度", number=period.number)
    if period.type == "half":
        return tr("上半年") if period.number == 1 else tr("下半年")
    if period.type == "year":
        return period_title(period)
    return QLocale().standaloneMonthName(period.number, QLocale.FormatType.ShortFormat)


def _mark(arrival: Arrival) -> str:
    return MARKS[arrival.word] + (tr("零") if arrival.nil else "")
