"""Report periods 报告期: label, real data window, due moment.

Months, quarters, half-years and years share one axis: the month they end in. So a ledger used by a monthly and a
quarterly programme is read as of the same moments by both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from db.pack import Pack
from db.trouble import Trouble

LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12}
PATTERNS = {"month": r"(\d{4})-(\d{2})", "quarter": r"(\d{4})-Q([1-4])", "half": r"(\d{4})-H([12])", "year": r"(\d{4})"}
FIRST_YEAR, LAST_YEAR = 2000, 2060  # the periods written into every office file


@dataclass(frozen=True, order=True)
class Period:
    """A period by type, year and its number in the year (October is 10, the fourth quarter 4)."""

    type: str
    year: int
    number: int

    @cached_property
    def label(self) -> str:
        """2026-10, 2026-Q4, 2026-H2 or 2026."""
        form = {"month": f"-{self.number:02}", "quarter": f"-Q{self.number}", "half": f"-H{self.number}", "year": ""}
        return f"{self.year}{form[self.type]}"

    @property
    def title(self) -> str:
        """2026年10月, 2026年第4季度, 2026年下半年 or 2026年."""
        form = {
            "month": f"{self.number}月",
            "quarter": f"第{self.number}季度",
            "half": "上半年" if self.number == 1 else "下半年",
            "year": "",
        }
        return f"{self.year}年{form[self.type]}"

    @property
    def first(self) -> date:
        """The first day of the label's span."""
        return date(self.year, (self.number - 1) * LENGTH[self.type] + 1, 1)

    @property
    def last(self) -> date:
        """The last day of the label's span."""
        after = self.next.first
        return after - timedelta(days=1)

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
    raise Trouble("“{label}”不是报告期，请写成 2026-10、2026-Q4、2026-H2 或 2026。", label=label)


def containing(type: str, day: date) -> Period:
    """The period of this type that holds `day`."""
    return Period(type, day.year, (day.month - 1) // LENGTH[type] + 1)


def window(pack: Pack, period: Period) -> tuple[date, date]:
    """The real data window: its first and last day, which may lie before the label's (21st to 20th)."""
    start, end = pack.window
    first = _day(period.first, start) if start <= end else _day(_month_before(period.first), start)
    return first, _day(period.last.replace(day=1), end)


def due(pack: Pack, period: Period) -> datetime:
    """The moment the return is due: window end + days, at an hour, moved off Saturday and Sunday as the pack says."""
    day = window(pack, period)[1] + timedelta(days=pack.due.after_days)
    if pack.due.weekend != "none" and day.weekday() >= 5:
        day += timedelta(days=4 - day.weekday() if pack.due.weekend == "earlier" else 7 - day.weekday())
    return datetime.combine(day, time(pack.due.hour))


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
