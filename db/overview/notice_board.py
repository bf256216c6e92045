"""The list for the notice board 通报: the matrix of completeness as a table, with the numbers due, received and on time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.office.office import Office
from db.overview import completeness
from db.overview.completeness import Arrival, ArrivalMatrix, ProgrammePeriod
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns.lists import PrintedList, column, statement
from db.returns.model import Return

RULE = "按时：报送期限前收到过没有退回的一版，之后再更正不算迟报。退回的不算已报；零报的算已报。"


def board(office: Office, period: Period, columns: Sequence[ProgrammePeriod], arrivals: ArrivalMatrix, conn: Any = None) -> Return:
    """The matrix as a list of this office: of one programme over several periods, or of several programmes."""
    packs = list(dict.fromkeys(pack for pack, _ in columns))
    pack = packs[0] if len(packs) == 1 else Pack("programmes", "各方案", "", period.type, ())
    unit, name = office.unit_at(period.last, conn), office.name_at(period.last, conn)
    return statement(pack, period, [_sheet(pack, columns, arrivals)], unit=unit.code, unit_name=unit.name, office_name=name,
                     id=f"{pack.id}-board", version=1, people=office.people_on(conn))  # fmt: skip


def _sheet(pack: Pack, columns: Sequence[ProgrammePeriod], arrivals: ArrivalMatrix) -> PrintedList:
    fields = (
        column("unit", "单位", width=9, key=True),
        *(column(f"c{n}", title(programme_period, columns), width=4) for n, programme_period in enumerate(columns)),
        *(column(id, name, "integer", width=3) for id, name in (("due", "应报"), ("done", "已报"), ("on_time", "按时"))),
        column("share", "按时率", width=4),
    )  # fmt: skip
    rows = [
        (unit.name, *(_label(arrived, unit.code) for arrived in arrivals), *rates(arrivals, unit.code))
        for unit in completeness.every_unit(arrivals)
    ]
    rows.append(("合计", *map(counted, arrivals), *rates(arrivals)))
    nil = [
        f"{arrival.unit.name}{_of(*programme_period)}（{arrival.nil}）"
        for programme_period, arrived in zip(columns, arrivals, strict=True)
        for arrival in arrived
        if arrival.nil
    ]
    notes = (RULE, *([f"零报：{'、'.join(nil)}。"] if nil else []))
    return PrintedList("board", f"{pack.short or pack.title}报送情况", fields, rows, notes)


def title(programme_period: ProgrammePeriod, columns: Sequence[ProgrammePeriod]) -> str:
    """The head of a column: its programme where there are several, else its period."""
    pack, period = programme_period
    several = any(other.id != pack.id for other, _ in columns)
    return (pack.short or pack.title) if several else period.title.removeprefix(f"{period.year}年")


def counted(arrivals: Sequence[Arrival]) -> str:
    """已报 of 应报: 9/10; a dash where nobody owes."""
    owed = [arrival for arrival in arrivals if arrival.owed]
    return f"{sum(arrival.done for arrival in owed)}/{len(owed)}" if owed else completeness.NOT_OWED


def rates(arrivals: ArrivalMatrix, unit: str = "") -> tuple[int, int, int, str]:
    """应报, 已报, 按时, 按时率 of one unit, or of all."""
    rate = completeness.rate(arrivals, unit)
    return rate.due, rate.done, rate.on_time, rate.share


def _label(arrivals: Sequence[Arrival], unit: str) -> str:
    return next((arrival.label for arrival in arrivals if arrival.unit.code == unit), completeness.NOT_OWED)


def _of(pack: Pack, period: Period) -> str:
    return f"{pack.short or pack.title}{period.title}"
