"""Report periods 报告期: their labels, titles, spans and order.

Months, quarters, half-years and years share one axis: the month they end in. So a ledger used by a monthly and a
quarterly programme is read as of the same moments by both. A period to date (截至) runs from January to the end of its month.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, total_ordering

from db.messages import Sentence, Trouble

LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12, "todate": 1}  # months from one period to the next
PATTERNS = {
    "month": r"(\d{4})-(\d{2})",
    "quarter": r"(\d{4})-Q([1-4])",
    "half": r"(\d{4})-H([12])",
    "year": r"(\d{4})",
    "todate": r"(\d{4})-T(\d{2})",
}
FIRST_YEAR, LAST_YEAR = 2000, 2060  # the periods written into every office file


@total_ordering
@dataclass(frozen=True)
class Period:
    """A period by type, year and its number in the year (October is 10, the fourth quarter 4); ordered by the month it ends in."""

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
        """The first day of the label's span; no order: every period to date begins in January."""
        return date(self.year, 1 if self.type == "todate" else (self.number - 1) * LENGTH[self.type] + 1, 1)

    @property
    def last(self) -> date:
        """The last day of the label's span."""
        return nth_day(date(self.year, self.number * LENGTH[self.type], 1), 31)

    @cached_property
    def month(self) -> str:
        """The month it ends in, as YYYY-MM: the place on the common axis."""
        return f"{self.year}-{self.number * LENGTH[self.type]:02}"

    @property
    def elapsed(self) -> float:
        """The share of the year that has passed when the period ends: months / 12."""
        return self.number * LENGTH[self.type] / 12

    def shifted(self, steps: int) -> Period:
        """The period `steps` later."""
        size = 12 // LENGTH[self.type]
        place = self.year * size + self.number - 1 + steps
        return Period(self.type, place // size, place % size + 1)

    def __lt__(self, other: Period) -> bool:
        return (self.month, LENGTH[self.type], self.type) < (other.month, LENGTH[other.type], other.type)

    def reaches(self, start: Period) -> bool:
        """Whether it is `start` or a later one; the two may be of different types."""
        return self.month > start.previous.month

    @property
    def next(self) -> Period:
        """The next period."""
        return self.shifted(1)

    @property
    def previous(self) -> Period:
        """The period before."""
        return self.shifted(-1)

    @property
    def last_year(self) -> Period:
        """The same period last year."""
        return Period(self.type, self.year - 1, self.number)


def parse(label: str) -> Period:
    """The period with this label; raises `Trouble` where the text is no label of a period."""
    for type, pattern in PATTERNS.items():
        match = re.fullmatch(pattern, label.strip())
        if not match:
            continue
        year, number = int(match[1]), int(match[2]) if type != "year" else 1
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12 // LENGTH[type]:
            return Period(type, year, number)
    raise Trouble("“{label}”不是报告期，请写成 2026-10、2026-Q4、2026-H2、2026 或 2026-T09（截至9月）。", label=label)


def containing(type: str, day: date) -> Period:
    """The period of this type that holds `day`."""
    return Period(type, day.year, (day.month - 1) // LENGTH[type] + 1)


def before(period: Period) -> list[Period]:
    """The earlier periods that a derived column may read: those of the same year and all of the year before, newest first."""
    periods, earlier = [], period.previous
    while earlier.year >= period.year - 1:
        periods.append(earlier)
        earlier = earlier.previous
    return periods


def ranges(periods: Sequence[Period]) -> tuple[Sentence, ...]:
    """Periods in their order in few words: 2026年1—5月; those of two years are never one range."""
    runs: list[list[Period]] = []
    for period in periods:
        follows = (
            bool(runs)
            and period.type in ("month", "quarter", "todate")
            and period == runs[-1][-1].next
            and period.year == runs[-1][-1].year
        )
        runs[-1].append(period) if follows else runs.append([period])
    return tuple(_range(run[0], run[-1]) for run in runs)


def _range(first: Period, last: Period) -> Sentence:
    numbers = {"year": first.year, "first": first.number, "last": last.number}
    if first == last:
        return first.title
    if first.type == "quarter":
        return Sentence("{year}年第{first}—{last}季度", **numbers)
    return (
        Sentence("截至{year}年{first}—{last}月", **numbers) if first.type == "todate" else Sentence("{year}年{first}—{last}月", **numbers)
    )


def nth_day(first: date, number: int) -> date:
    """Day `number` of the month that begins at `first`, or the last day of a shorter month."""
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(number, last.day))
