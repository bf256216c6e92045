"""The list for the notice board 通报: the matrix of completeness as a table, with what was due, what came, and the rates."""

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


def board(office: Office, period: Period, columns: Sequence[ProgrammePeriod], found: ArrivalMatrix, conn: Any = None) -> Return:
    """The matrix as a statement of this office: of one programme over its periods, or of several programmes."""
    packs = list(dict.fromkeys(pack for pack, _ in columns))
    one = packs[0] if len(packs) == 1 else Pack("programmes", "各方案", "", period.type, ())
    unit, name = office.unit_at(period.last, conn), office.name_at(period.last, conn)
    return statement(one, period, [_sheet(one, columns, found)], unit=unit.code, unit_name=unit.name, office_name=name,
                     id=f"{one.id}-board", version=1, people=office.people_on(conn))  # fmt: skip


def _sheet(pack: Pack, columns: Sequence[ProgrammePeriod], found: ArrivalMatrix) -> PrintedList:
    fields = (
        column("unit", "单位", width=9, key=True),
        *(column(f"c{n}", title(one, columns), width=4) for n, one in enumerate(columns)),
        *(column(id, name, "integer", width=3) for id, name in (("due", "应报"), ("done", "已报"), ("on_time", "按时"))),
        column("share", "按时率", width=4),
    )  # fmt: skip
    rows = [
        (unit.name, *(_said(column, unit.code) for column in found), *rates(found, unit.code)) for unit in completeness.every_unit(found)
    ]
    rows.append(("合计", *map(counted, found), *rates(found)))
    nil = [f"{one.unit.name}{_of(*which)}（{one.nil}）" for which, column in zip(columns, found, strict=True) for one in column if one.nil]
    notes = (RULE, *([f"零报：{'、'.join(nil)}。"] if nil else []))
    return PrintedList("board", f"{pack.short or pack.title}报送情况", fields, rows, notes)


def title(one: ProgrammePeriod, columns: Sequence[ProgrammePeriod]) -> str:
    """The head of a column: its programme where there are several, else its period."""
    pack, period = one
    several = any(other.id != pack.id for other, _ in columns)
    return (pack.short or pack.title) if several else period.title.removeprefix(f"{period.year}年")


def counted(column: Sequence[Arrival]) -> str:
    """已报 of 应报: 9/10."""
    return f"{sum(one.done for one in column)}/{len(column)}"


def rates(found: ArrivalMatrix, unit: str = "") -> tuple[int, int, int, str]:
    """应报, 已报, 按时, 按时率 of one unit, or of all."""
    rate = completeness.rate(found, unit)
    return rate.due, rate.done, rate.on_time, rate.share


def _said(column: Sequence[Arrival], unit: str) -> str:
    return next((one.said for one in column if one.unit.code == unit), "")


def _of(pack: Pack, period: Period) -> str:
    return f"{pack.short or pack.title}{period.title}"
