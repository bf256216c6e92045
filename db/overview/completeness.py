"""Completeness 报送情况: who has reported, on time or late, who is missing, and the words that ask for the missing ones.

A unit counts as in only when its return was accepted and stands, a nil return 零报 too; nothing here is stored. A unit is on time when a
version that was not sent back 退回 came by the due moment that was in force when it came (`store.in_time`): a later correction does not
make it late, an exception made afterwards changes nothing, and it is said alike on every page, receipt and list. `Arrival` is one unit in
one period of one programme.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from db.office import due_dates
from db.office.office import Office
from db.packs import schedule
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import intake_log, store
from db.received.intake_log import IntakeState
from db.received.store import Received
from db.units import hierarchy
from db.units.model import Unit
from db.values.dates import show_date
from db.values.exact import rounded

WORDS = {"on-time": "按时", "late": "迟报", "missing": "未报", "returned": "退回", "waiting": "未到期"}


@dataclass(frozen=True)
class Arrival:
    """`word` is on-time, late, missing (overdue), returned or waiting (not due yet); `at` when the version that counts came.

    `nil` is the reason of a nil return.
    """

    unit: Unit
    period: Period
    word: str
    version: int = 0
    at: str = ""
    check_code: str = ""
    questions: int = 0
    nil: str = ""

    @property
    def done(self) -> bool:
        """Whether it is in."""
        return self.word in ("on-time", "late")

    @property
    def said(self) -> str:
        """按时, 迟报, 未报 ...; 零报 or 迟报零报 of a nil return."""
        word = "" if self.nil and self.word == "on-time" else WORDS[self.word]
        return word + ("零报" if self.nil else "")


@dataclass(frozen=True)
class Rate:
    """Over several returns: how many were `due`, came `on_time`, came at all (`done`)."""

    due: int
    done: int
    on_time: int

    @property
    def share(self) -> str:
        """按时率 of what was due, 93.3%; empty where nothing was."""
        return f"{rounded(Decimal(100 * self.on_time) / self.due, 1)}%" if self.due else ""


ProgrammePeriod = tuple[Pack, Period]
ArrivalMatrix = Sequence[Sequence[Arrival]]  # for each column the units that report in it


def arrivals(office: Office, pack: Pack, period: Period, now: datetime, conn: Any = None) -> list[Arrival]:
    """Each unit that reports to this office on the period's last day, in the order of the unit table."""
    return matrix(office, [(pack, period)], now, conn)[0]


def matrix(office: Office, columns: Sequence[ProgrammePeriod], now: datetime, conn: Any = None) -> list[list[Arrival]]:
    """The arrivals of each column; units, calendar and exceptions are read once for all."""
    reader = conn or office.db.conn
    table, own = office.units(conn), office.setting("unit", conn=conn)
    dues = due_dates.deadlines(reader, office.catalogue.calendar, columns)
    return [_column(reader, table, own, *column, due.moment, now) for column, due in zip(columns, dues, strict=True)]


def _column(conn: Any, table: list[Unit], own: str, pack: Pack, period: Period, due: datetime, now: datetime) -> list[Arrival]:
    mine = hierarchy.reporting(table, own, period.last)
    if mine is None:
        return []
    states = intake_log.states(conn, pack.id, period.label)
    came: dict[str, list[Received]] = {}
    for one in store.all_of(conn, pack.id, period.label):
        came.setdefault(one.unit, []).append(one)
    there = hierarchy.lower(table, mine.code, period.last)
    return [_arrival(unit, period, now > due, states.get(unit.code, IntakeState()), came.get(unit.code, [])) for unit in there]


def _arrival(unit: Unit, period: Period, over: bool, state: IntakeState, came: Sequence[Received]) -> Arrival:
    one = next((one for one in came if one.version == state.version), None)
    if one is None or state.word == "none":
        return Arrival(unit, period, "missing" if over else "waiting")
    word = "returned" if not state.counts else "on-time" if store.in_time(came, state) else "late"
    return Arrival(unit, period, word, one.version, one.at, one.check_code, len(state.open), one.nil if state.counts else "")


def year(pack: Pack, period: Period) -> list[ProgrammePeriod]:
    """The periods of the year up to `period`, oldest first."""
    return [(pack, period.shifted(-back)) for back in range(period.number - 1, -1, -1)]


def programmes(packs: Iterable[Pack], period: Period) -> list[ProgrammePeriod]:
    """Each programme in its own period in which `period` ends."""
    return [(pack, schedule.like(pack, period)) for pack in packs]


def every_unit(found: ArrivalMatrix) -> list[Unit]:
    """The units of all columns, each once: those of the last one in their order, then those of before."""
    return list({one.unit.code: one.unit for column in reversed(found) for one in column}.values())


def rate(found: ArrivalMatrix, unit: str = "") -> Rate:
    """The rates over what was due, of one unit where given."""
    due = [one for column in found for one in column if one.word != "waiting" and unit in ("", one.unit.code)]
    return Rate(len(due), sum(one.done for one in due), sum(one.word == "on-time" for one in due))


def reminder(pack: Pack, period: Period, due: datetime, found: Sequence[Arrival], now: datetime) -> str:
    """The words to paste into a message: exactly the units that must still report, and those sent back; empty where there is none."""
    missing = [one.unit.name for one in found if one.word in ("missing", "waiting")]
    returned = [one.unit.name for one in found if one.word == "returned"]
    if not missing and not returned:
        return ""
    in_ = sum(one.done for one in found)
    when = f"{show_date(due.date().isoformat())}{due.hour}时"
    late = "已过" if now > due else "为"
    lines = [f"【催报】{pack.title}{period.title}报送时限{late}{when}，应报{len(found)}个单位，已报{in_}个。"]
    if missing:
        lines.append(f"尚未报送（{len(missing)}个）：{'、'.join(missing)}。")
    if returned:
        lines.append(f"退回待重报（{len(returned)}个）：{'、'.join(returned)}。")
    return "\n".join([*lines, "请尽快报送，确有困难的请说明原因；本期没有要报的请零报并写明原因。"])


def notice(pack: Pack, period: Period, found: Sequence[Arrival]) -> str:
    """The list for the notice board: by word, the units in their order; beneath, who reported nothing and why."""
    lines = [f"{pack.title}{period.title}报送情况"]
    for word, chinese in WORDS.items():
        names = [one.unit.name for one in found if one.word == word]
        if names:
            lines.append(f"{chinese}（{len(names)}个）：{'、'.join(names)}")
    nil = [f"{one.unit.name}（{one.nil}）" for one in found if one.nil]
    return "\n".join([*lines, *([f"其中零报（{len(nil)}个）：{'、'.join(nil)}"] if nil else [])])
