"""Report periods 报告期: label, real data window, due moment.

Months, quarters, half-years and years share one axis: the month they end in. So a ledger used by a monthly and a
quarterly programme is read as of the same moments by both. A period to date (截至) runs from January to the end of its month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from db.pack import Due, Pack
from db.trouble import Sentence, Trouble
from db.workdays import Calendar

LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12, "todate": 1}  # months from one to the next
PATTERNS = {
    "month": r"(\d{4})-(\d{2})",
    "quarter": r"(\d{4})-Q([1-4])",
    "half": r"(\d{4})-H([12])",
    "year": r"(\d{4})",
    "todate": r"(\d{4})-T(\d{2})",
}
FIRST_YEAR, LAST_YEAR = 2000, 2060  # the periods written into every office file


@dataclass(frozen=True, order=True)
class Period:
    """A period by type, year and its number in the year (October is 10, the fourth quarter 4)."""

    type: str
    year: int
    number: int

    @cached_property
    def label(self) -> str:
        """2026-10, 2026-Q4, 2026-H2, 2026 or 2026-T10."""
        number = self.number
        form = {"month": f"-{number:02}", "quarter": f"-Q{number}", "half": f"-H{number}", "year": "", "todate": f"-T{number:02}"}
        return f"{self.year}{form[self.type]}"

    @property
    def title(self) -> Sentence:
        """2026年10月, 2026年第4季度, 2026年下半年, 2026年 or 截至2026年10月."""
        if self.type == "month":
            return Sentence("{year}年{number}月", year=self.year, number=self.number)
        if self.type == "todate":
            return Sentence("截至{year}年{number}月", year=self.year, number=self.number)
        if self.type == "quarter":
            return Sentence("{year}年第{number}季度", year=self.year, number=self.number)
        if self.type == "half":
            return Sentence("{year}年上半年", year=self.year) if self.number == 1 else Sentence("{year}年下半年", year=self.year)
        return Sentence("{year}年", year=self.year)

    @property
    def first(self) -> date:
        """The first day of the label's span."""
        return date(self.year, 1 if self.type == "todate" else (self.number - 1) * LENGTH[self.type] + 1, 1)

    @property
    def last(self) -> date:
        """The last day of the label's span."""
        return _day(date(self.year, self.number * LENGTH[self.type], 1), 31)

    @cached_property
    def month(self) -> str:
        """The month it ends in, as YYYY-MM: the place on the common axis."""
        return f"{self.year}-{self.number * LENGTH[self.type]:02}"

    @property
    def elapsed(self) -> float:
        """The share of the year gone at its end, months / 12 (practice 1.3)."""
        return self.number * LENGTH[self.type] / 12

    def shifted(self, steps: int) -> Period:
        """The period `steps` later."""
        size = 12 // LENGTH[self.type]
        place = self.year * size + self.number - 1 + steps
        return Period(self.type, place // size, place % size + 1)

    @property
    def next(self) -> Period:
        """The one after."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The one before."""
        return self.shifted(-1)

    @property
    def last_year(self) -> Period:
        """The same period last year."""
        return Period(self.type, self.year - 1, self.number)


def parse(label: str) -> Period:
    """The period with this label; raises `Trouble` where it is none."""
    for type, pattern in PATTERNS.items():
        found = re.fullmatch(pattern, label.strip())
        if not found:
            continue
        year, number = int(found[1]), int(found[2]) if type != "year" else 1
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12 // LENGTH[type]:
            return Period(type, year, number)
    raise Trouble("“{label}”不是报告期，请写成 2026-10、2026-Q4、2026-H2、2026 或 2026-T09（截至9月）。", label=label)


def containing(type: str, day: date) -> Period:
    """The period of this type that holds `day`."""
    return Period(type, day.year, (day.month - 1) // LENGTH[type] + 1)


def like(pack: Pack, period: Period) -> Period:
    """The pack's period that holds the end of `period`, which may be of another type."""
    return period if period.type == pack.period_type else containing(pack.period_type, period.last)


def before(period: Period) -> list[Period]:
    """The periods a derived column may look at: those before it in its year, and all of last year's."""
    found, one = [], period.previous
    while one.year >= period.year - 1:
        found.append(one)
        one = one.previous
    return found


def window(pack: Pack, period: Period) -> tuple[date, date]:
    """The real data window: its first and last day, which may lie before the label's (21st to 20th); to date from 1 January."""
    start, end = pack.window
    last = _day(period.last.replace(day=1), end)
    if period.type == "todate":
        return period.first, last
    if start <= end:
        return _day(period.first, start), last
    before = _month_before(period.first)  # in a short month the day after its window, so that no day counts twice
    return max(_day(before, start), _day(before, end) + timedelta(days=1)), last


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
    """Whether public holidays have a say in when this period is due."""
    rule = pack.due.of(period.number)
    return rule.holidays != "none" or rule.working_days > 0


def _off_days_avoided(day: date, rule: Due, calendar: Calendar) -> date:
    """The nearest day that may be a due day, in the direction that the first day's policy gives; it never turns round."""
    direction = _policy(day, rule, calendar)
    while _policy(day, rule, calendar) != "none":
        day += timedelta(days=-1 if direction == "earlier" else 1)
    return day


def _policy(day: date, rule: Due, calendar: Calendar) -> str:
    """Whether a due day stays on `day` (none) or goes earlier or later; a public holiday on a week-end is a holiday."""
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


def _day(first: date, number: int) -> date:
    """Day `number` of the month `first` begins, or the month's last."""
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(number, last.day))
