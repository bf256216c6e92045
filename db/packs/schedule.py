"""The schedule of a programme: the data window of a period, when its return is due, and which period is open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from db.packs.model import Due, Pack
from db.periods.report_period import Period, containing, nth_day
from db.periods.workdays import Calendar


def own_period(pack: Pack, period: Period) -> Period:
    """The pack's period that holds the end of `period`, which may be of another type."""
    return period if period.type == pack.period_type else containing(pack.period_type, period.last)


def window(pack: Pack, period: Period) -> tuple[date, date]:
    """First and last day of the data window, which may begin before the calendar period (21st to 20th); of 截至 from 1 January."""
    start, end = pack.window
    last = nth_day(period.last.replace(day=1), end)
    if period.type == "todate":
        return period.first, last
    if start <= end:
        return nth_day(period.first, start), last
    before = _month_before(period.first)  # after a short month it begins on the day after that month's window, so that no day counts twice
    return max(nth_day(before, start), nth_day(before, end) + timedelta(days=1)), last


def due(pack: Pack, period: Period, *, calendar: Calendar, moved: datetime | None = None) -> datetime:
    """The moment the return is due by the pack's rule and the `calendar`; `moved` is an exception made for this period."""
    if moved is not None:
        return moved
    rule = pack.due.of(period.number)
    anchor = period.last if rule.anchor == "period_end" else window(pack, period)[1]
    if rule.working_days:
        day = calendar.after(anchor, rule.working_days)
    else:
        day = _off_days_avoided(anchor + timedelta(days=rule.after_days), rule, calendar)
    return datetime.combine(day, time(rule.hour))


def asks_calendar(pack: Pack, period: Period) -> bool:
    """Whether the due moment of this period depends on public holidays."""
    rule = pack.due.of(period.number)
    return rule.holidays != "none" or rule.working_days > 0


def _off_days_avoided(day: date, rule: Due, calendar: Calendar) -> date:
    """The nearest day that may be a due day, always in the direction given by the policy of `day`."""
    direction = _policy(day, rule, calendar)
    while _policy(day, rule, calendar) != "none":
        day += timedelta(days=-1 if direction == "earlier" else 1)
    return day


def _policy(day: date, rule: Due, calendar: Calendar) -> str:
    """Whether a due day stays on `day` (none) or moves earlier or later; a public holiday on a week-end is treated as a holiday."""
    if rule.holidays != "none" and calendar.is_holiday(day):
        return rule.holidays
    worked = rule.holidays != "none" and calendar.is_made_up(day)
    return rule.weekend if day.weekday() >= 5 and not worked else "none"


def open_period(pack: Pack, today: date) -> Period:
    """The period an office works on today: the latest whose window has ended, or whose end is at most ten days off."""
    period = containing(pack.period_type, today)
    return period if window(pack, period)[1] - today <= timedelta(days=10) else period.previous


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
