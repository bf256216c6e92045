"""The first and last period 起报期 止报期 of a programme in an office: no return is owed before or after.

A pack may name both. The office file holds the period from which it reports, with who set it and when; a programme that is replaced by
another one ends before that one begins. Whether a unit owes a period is decided by `owed` alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from db import clock
from db.messages import Trouble
from db.packs import schedule
from db.packs.model import Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.periods.workdays import WEEKENDS, Calendar
from db.units import hierarchy
from db.units.model import Unit

if TYPE_CHECKING:
    from sqlite_utils import Database

SETTING = "first_periods"  # by programme: label, who set it, when


@dataclass(frozen=True)
class Span:
    """The owed periods of a programme, in its own period type.

    `who` set the first period and `at` says when; both are empty where the pack names it or it was derived from the data.
    """

    first: Period
    last: Period | None = None
    who: str = ""
    at: str = ""

    def holds(self, period: Period) -> bool:
        """Whether the programme runs in this period, which may be of another type."""
        return period.reaches(self.first) and not (self.last is not None and period.reaches(self.last.next))


def owed(span: Span, units: Sequence[Unit], unit: str, period: Period) -> bool:
    """Whether the unit with this code, or the one it became, owes this period of a programme."""
    return span.holds(period) and hierarchy.owing(units, unit, period.last) is not None


def ended(pack: Pack, today: date, span: Span | None = None) -> bool:
    """Whether the last period of a programme is over; `span` is its span in the office, where the office reports on it."""
    last = span.last if span is not None else pack.last
    return last is not None and schedule.open_period(pack, today).reaches(last.next)


def span(conn: Any, pack: Pack) -> Span:
    """The span of one programme in the office behind `conn`."""
    return spans(conn, [pack])[pack.id]


def spans(conn: Any, packs: Iterable[Pack]) -> dict[str, Span]:
    """The spans of programmes, by id; the settings are read once."""
    settings = dict(conn.execute("SELECT key, value FROM setting WHERE key IN (?, 'followed', 'packs')", [SETTING]).fetchall())
    first_periods, followed = (json.loads(settings.get(key) or "{}") for key in (SETTING, "followed"))
    for id in (settings.get("packs") or "").split():
        followed.pop(id, None)  # a replaced programme that was enabled again
    return {pack.id: _span(conn, pack, first_periods.get(pack.id), followed.get(pack.id)) for pack in packs}


def _span(conn: Any, pack: Pack, stored: Sequence[str] | None, successor: str | None) -> Span:
    label, who, at = stored or (_first_used(conn, pack).label, "", "")
    start = report_period.parse(label).previous.last + timedelta(days=1)  # the label may be of the period type the pack had before
    first, last = report_period.containing(pack.period_type, start), pack.last
    if pack.first is not None and pack.first > first:
        first, who, at = pack.first, "", ""
    if successor is not None:
        before = _before(pack, report_period.parse(successor))
        last = before if last is None else min(last, before)
    return Span(first, last, who, at)


def _before(pack: Pack, start: Period) -> Period:
    """The pack's last period before `start`, which may be of another type."""
    period = report_period.containing(pack.period_type, start.previous.last)
    return period.previous if period.reaches(start) else period


# --- the office's first period


def set_first(db: Database, who: str, pack: Pack, period: Period) -> None:
    """Report from this period on; raises `Trouble` where the pack begins later or ends before."""
    if pack.first is not None and period < pack.first:
        raise Trouble("“{title}”从{period}起报，起报期不能更早。", title=pack.title, period=pack.first.title)
    if pack.last is not None and period > pack.last:
        raise Trouble("“{title}”报到{period}为止，起报期不能更晚。", title=pack.title, period=pack.last.title)
    _store(db, {pack.id: [period.label, who, clock.now()]})


def propose(db: Database, who: str, packs: Iterable[Pack], calendar: Calendar) -> None:
    """Let programmes enabled today begin with their open period; those that have a first period keep it."""
    stored, today = _stored(db.conn), clock.today()
    first = {pack.id: [open_to_report(pack, today, calendar).label, who, clock.now()] for pack in packs if pack.id not in stored}
    _store(db, first)


def settle(db: Database, packs: Iterable[Pack]) -> None:
    """Store the first period of programmes that were enabled by an older program, which did not store it."""
    stored = _stored(db.conn)
    _store(db, {pack.id: [_first_used(db.conn, pack).label, "", ""] for pack in packs if pack.id not in stored})


def open_to_report(pack: Pack, day: date, calendar: Calendar = WEEKENDS) -> Period:
    """The period open on `day`, or the next period where the open one was due before `day`."""
    period = schedule.open_period(pack, day)
    return period.next if schedule.due(pack, period, calendar=calendar).date() < day else period


def _first_used(conn: Any, pack: Pack) -> Period:
    """The first period finalised or received, or typed in since the office was created, else the period to report at its creation.

    Figures of earlier periods are typed for comparison and for sums, so they do not mean that those periods were owed.
    """
    created = conn.execute("SELECT value FROM setting WHERE key = 'created'").fetchone()
    start = open_to_report(pack, date.fromisoformat(created[0][:10]) if created else clock.today())
    forms = [form.key for form in pack.forms]
    typed = _periods(conn, f"SELECT DISTINCT period FROM history WHERE form IN ({', '.join('?' * len(forms))})", forms)
    returned = 'SELECT period FROM "return" WHERE programme = ? UNION SELECT period FROM received WHERE programme = ?'
    used = [period for period in typed if period >= start] + _periods(conn, returned, [pack.id, pack.id])
    return min(used, default=start)


def _periods(conn: Any, sql: str, parameters: Sequence[str]) -> list[Period]:
    return [report_period.parse(label) for (label,) in conn.execute(sql, parameters).fetchall()]


def _stored(conn: Any) -> dict[str, list[str]]:
    row = conn.execute("SELECT value FROM setting WHERE key = ?", [SETTING]).fetchone()
    return json.loads(row[0]) if row else {}


def _store(db: Database, first: dict[str, list[str]]) -> None:
    if not first:
        return
    text = json.dumps(_stored(db.conn) | first, ensure_ascii=False)
    with db.atomic():
        db.execute("INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [SETTING, text])
