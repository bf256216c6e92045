"""Completeness 报送情况: who has reported, on time or late, who is missing, and the words that ask for the missing ones.

A unit counts as in only when its return was accepted and stands; nothing here is stored. `Arrival` is one unit in one period.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import deadlines, received, units
from db.dates import show_date
from db.office import Office
from db.pack import Pack
from db.periods import Period
from db.units import Unit

WORDS = {"on-time": "按时", "late": "迟报", "missing": "未报", "returned": "退回", "waiting": "未到期"}


@dataclass(frozen=True)
class Arrival:
    """`word` is on-time, late, missing (overdue), returned or waiting (not due yet); `at` when the version that counts came."""

    unit: Unit
    period: Period
    word: str
    version: int = 0
    at: str = ""
    check_code: str = ""
    questions: int = 0

    @property
    def done(self) -> bool:
        """Whether its figures count."""
        return self.word in ("on-time", "late")


@dataclass(frozen=True)
class Rate:
    """Over several periods: how many returns were `due`, came `on_time`, came at all (`done`)."""

    due: int
    done: int
    on_time: int


def arrivals(office: Office, pack: Pack, period: Period, now: datetime, conn: Any = None) -> list[Arrival]:
    """Each unit that reports to this office on the period's last day, in the order of the unit table."""
    reader = conn or office.db.conn
    table = office.units()
    own = units.reporting(table, office.setting("unit"), period.last)
    if own is None:
        return []
    due = deadlines.deadline(reader, office.catalogue.calendar, pack, period).moment
    states = received.states(reader, pack.id, period.label)
    newest = {one.unit: one for one in received.all_of(reader, pack.id, period.label)}
    return [
        _arrival(unit, period, due, now, states.get(unit.code), newest.get(unit.code)) for unit in units.lower(table, own.code, period.last)
    ]


def _arrival(unit: Unit, period: Period, due: datetime, now: datetime, state: Any, newest: Any) -> Arrival:
    if state is not None and state.counts and newest is not None:
        word = "late" if newest.at > due.isoformat() else "on-time"
        return Arrival(unit, period, word, state.version, newest.at, newest.check_code, len(state.open))
    if state is not None and state.word == "returned":
        return Arrival(unit, period, "returned", state.version, newest.at if newest else "", newest.check_code if newest else "")
    return Arrival(unit, period, "missing" if now > due else "waiting")


def matrix(office: Office, pack: Pack, periods: Iterable[Period], now: datetime, conn: Any = None) -> list[list[Arrival]]:
    """The arrivals of each period, oldest first."""
    return [arrivals(office, pack, period, now, conn) for period in periods]


def rate(found: Iterable[Sequence[Arrival]]) -> Rate:
    """The rates over what was due."""
    due = [one for column in found for one in column if one.word != "waiting"]
    return Rate(len(due), sum(one.done for one in due), sum(one.word == "on-time" for one in due))


def year(period: Period) -> list[Period]:
    """The periods of the year up to `period`."""
    return [period.shifted(-back) for back in range(period.number - 1, -1, -1)]


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
    return "\n".join([*lines, "请尽快报送，确有困难的请说明原因。"])


def notice(pack: Pack, period: Period, found: Sequence[Arrival]) -> str:
    """The list for the notice board: by word, the units in their order."""
    lines = [f"{pack.title}{period.title}报送情况"]
    for word, chinese in WORDS.items():
        names = [one.unit.name for one in found if one.word == word]
        if names:
            lines.append(f"{chinese}（{len(names)}个）：{'、'.join(names)}")
    return "\n".join(lines)
