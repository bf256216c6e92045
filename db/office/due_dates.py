"""Deadlines 报送期限: when a return is due in one office, by the pack's rule, the calendar, and exceptions made here.

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
    """`moment` holds; `rule` is what the pack's rule gives. `reason`, `who` and `at` say of an exception why, by whom and when.

    `unknown` is a year whose days off nobody entered though the rule asks for them; 0 where nothing is missing. `holiday` is the public
    holiday the moment falls on, where the rule leaves it there.
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
        """Whether an exception was made."""
        return bool(self.reason)


def deadline(conn: Any, announced: Calendar, pack: Pack, period: Period) -> Deadline:
    """When a return is due in the office behind `conn`."""
    return deadlines(conn, announced, [(pack, period)])[0]


def deadlines(conn: Any, announced: Calendar, wanted: Iterable[tuple[Pack, Period]]) -> list[Deadline]:
    """When each of these returns is due; calendar and exceptions are read once."""
    known = calendar(conn, announced)
    lines = conn.execute("SELECT programme, period, due, reason, who, at FROM moved_due")
    moved = {(programme, period): tuple(found) for programme, period, *found in lines}
    return [_deadline(known, pack, period, moved.get((pack.id, period.label))) for pack, period in wanted]


def _deadline(known: Calendar, pack: Pack, period: Period, found: Any) -> Deadline:
    rule = schedule.due(pack, period, calendar=known)
    if found:
        when, reason, who, at = found
        moved = schedule.due(pack, period, calendar=known, moved=datetime.fromisoformat(when))
        return Deadline(moved, rule, reason, who, at, holiday=_holiday(known, moved))
    return Deadline(rule, rule, unknown=_unknown(known, pack, period, rule.date()), holiday=_holiday(known, rule))


def _holiday(known: Calendar, moment: datetime) -> str:
    return known.days[moment.date()].name if known.is_holiday(moment.date()) else ""


def _unknown(known: Calendar, pack: Pack, period: Period, due: date) -> int:
    if not schedule.asks_calendar(pack, period):
        return 0
    years = range(schedule.window(pack, period)[1].year, due.year + 1)
    return next((year for year in years if not known.covers(year)), 0)


def move(db: Database, who: str, pack: Pack, period: Period, when: datetime | None, reason: str) -> None:
    """Make an exception with its reason, or (None) take it back; the event log keeps both."""
    if when is not None and not reason.strip():
        raise Trouble("改时限要写明原因。")
    first = schedule.window(pack, period)[0]
    if when is not None and when.date() < first:
        raise Trouble("{period}从 {first} 开始，时限不能改到 {when}。", period=period.title, first=first, when=when.date())
    key = [pack.id, period.label]
    with db.atomic():
        gone = db.execute("DELETE FROM moved_due WHERE programme = ? AND period = ?", key).rowcount
        if when is not None:
            kept = when.isoformat(timespec="minutes")
            db.execute("INSERT INTO moved_due VALUES (?, ?, ?, ?, ?, ?)", [*key, kept, reason.strip(), who, clock.now()])
            log.write(db, who, pack.id, period, "due_moved", detail=f"{kept.replace('T', ' ')} {reason.strip()}")
        elif gone:
            log.write(db, who, pack.id, period, "due_moved", detail=reason.strip())


def calendar(conn: Any, announced: Calendar) -> Calendar:
    """The announced days with those typed in the office file before them."""
    return announced.with_days(own_days(conn))


def own_days(conn: Any) -> list[Day]:
    """The days typed in the office file, in order."""
    lines = conn.execute("SELECT day, kind, name, who, at FROM workday ORDER BY day")
    return [Day(date.fromisoformat(day), kind, name, f"{who} {at[:10]}") for day, kind, name, who, at in lines]


def keep_days(db: Database, days: Iterable[Day], announced: Calendar, who: str) -> None:
    """Type days into the office file; one that says what the announced ones say anyway is only forgotten."""
    with db.atomic():
        for one in days:
            db.execute("DELETE FROM workday WHERE day = ?", [one.day.isoformat()])
            said = announced.days.get(one.day)
            if (said.kind, said.name) != (one.kind, one.name) if said else one.kind != "plain":
                db.execute("INSERT INTO workday VALUES (?, ?, ?, ?, ?)", [one.day.isoformat(), one.kind, one.name, who, clock.now()])
