"""Deadlines 报送期限: when a return is due in one office, by the pack's rule, the calendar, and the exceptions this office made.

A `Deadline` is the due moment together with the reason for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from db import clock
from db.messages import Trouble
from db.office import log
from db.packs import schedule
from db.packs.model import Pack
from db.periods.report_period import Period
from db.periods.workdays import Calendar, Day

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Deadline:
    """`moment` is when the return is due, `rule` when it would be by the pack's rule alone.

    `reason`, `who` and `at` say why, by whom and when an exception was made. `unknown` is a year whose days off are needed by the rule and
    were not entered, 0 where none is missing. `holiday` is the public holiday the moment falls on, where the rule does not move it.
    """

    moment: datetime
    rule: datetime
    reason: str = ""
    who: str = ""
    at: str = ""
    unknown: int = 0
    holiday: str = ""

    @property
    def moved(self) -> bool:
        """Whether it is an exception."""
        return bool(self.reason)


def deadline(conn: Any, announced: Calendar, pack: Pack, period: Period) -> Deadline:
    """When a return is due in the office behind `conn`."""
    return deadlines(conn, announced, [(pack, period)])[0]


def deadlines(conn: Any, announced: Calendar, wanted: Iterable[tuple[Pack, Period]]) -> list[Deadline]:
    """When each of these returns is due; calendar and exceptions are read once."""
    days_off = calendar(conn, announced)
    lines = conn.execute("SELECT programme, period, due, reason, who, at FROM moved_due")
    moved = {(programme, period): tuple(exception) for programme, period, *exception in lines}
    return [_deadline(days_off, pack, period, moved.get((pack.id, period.label))) for pack, period in wanted]


def _deadline(days_off: Calendar, pack: Pack, period: Period, exception: Any) -> Deadline:
    rule = schedule.due(pack, period, calendar=days_off)
    if exception:
        when, reason, who, at = exception
        moved = schedule.due(pack, period, calendar=days_off, moved=datetime.fromisoformat(when))
        return Deadline(moved, rule, reason, who, at, holiday=_holiday(days_off, moved))
    return Deadline(rule, rule, unknown=_unknown(days_off, pack, period, rule.date()), holiday=_holiday(days_off, rule))


def _holiday(days_off: Calendar, moment: datetime) -> str:
    return days_off.days[moment.date()].name if days_off.is_holiday(moment.date()) else ""


def _unknown(days_off: Calendar, pack: Pack, period: Period, due: date) -> int:
    if not schedule.asks_calendar(pack, period):
        return 0
    years = range(schedule.window(pack, period)[1].year, due.year + 1)
    return next((year for year in years if not days_off.covers(year)), 0)


def move(db: Database, who: str, pack: Pack, period: Period, when: datetime | None, reason: str) -> None:
    """Make an exception with its reason, or (`when` None) take it back; the event log records both."""
    if when is not None and not reason.strip():
        raise Trouble("改时限要写明原因。")
    first = schedule.window(pack, period)[0]
    if when is not None and when.date() < first:
        raise Trouble("{period}从 {first} 开始，时限不能改到 {when}。", period=period.title, first=first, when=when.date())
    key = [pack.id, period.label]
    with db.atomic():
        removed = db.execute("DELETE FROM moved_due WHERE programme = ? AND period = ?", key).rowcount
        if when is not None:
            due = when.isoformat(timespec="minutes")
            db.execute("INSERT INTO moved_due VALUES (?, ?, ?, ?, ?, ?)", [*key, due, reason.strip(), who, clock.now()])
            log.write(db, who, pack.id, period, "due_moved", detail=f"{due.replace('T', ' ')} {reason.strip()}")
        elif removed:
            log.write(db, who, pack.id, period, "due_moved", detail=reason.strip())


def calendar(conn: Any, announced: Calendar) -> Calendar:
    """The announced calendar, in which days typed in the office file take precedence."""
    return announced.with_days(own_days(conn))


def own_days(conn: Any) -> list[Day]:
    """The days typed in the office file, in order."""
    lines = conn.execute("SELECT day, kind, name, who, at FROM workday ORDER BY day")
    return [Day(date.fromisoformat(day), kind, name, f"{who} {at[:10]}") for day, kind, name, who, at in lines]


def keep_days(db: Database, days: Iterable[Day], announced: Calendar, who: str) -> None:
    """Store days in the office file; a day that is as announced is only removed from it."""
    with db.atomic():
        for day in days:
            date_text, usual = day.day.isoformat(), announced.days.get(day.day)
            db.execute("DELETE FROM workday WHERE day = ?", [date_text])
            if (usual.kind, usual.name) != (day.kind, day.name) if usual else day.kind != "plain":
                db.execute("INSERT INTO workday VALUES (?, ?, ?, ?, ?)", [date_text, day.kind, day.name, who, clock.now()])
