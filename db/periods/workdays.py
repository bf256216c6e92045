"""Working days 工作日: week-ends, public holidays and make-up days (调休上班), as announced year by year.

The days come from resources/calendar; a user's own YAML files overrule them, and days typed into an office file overrule both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from db.messages import Sentence, Trouble
from db.yaml_reader import Reader, load_yaml

KINDS = {"holiday": "放假", "workday": "调休上班", "plain": "照常"}
LONGEST = 31  # days of one holiday


@dataclass(frozen=True)
class Day:
    """One day that is worked or free against its day of the week; the kind `plain` cancels such a day. `source` is the notice."""

    day: date
    kind: str
    name: str = ""
    source: str = ""


@dataclass(frozen=True, eq=False)
class Calendar:
    """The known special days; in a year without any, only week-ends are free."""

    days: Mapping[date, Day] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`."""
        known = self.days.get(day)
        return known.kind == "workday" if known else day.weekday() < 5

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday; an ordinary week-end is not."""
        return day in self.days and self.days[day].kind == "holiday"

    def is_made_up(self, day: date) -> bool:
        """Whether `day` is a make-up day for a holiday."""
        return day in self.days and self.days[day].kind == "workday"

    def covers(self, year: int) -> bool:
        """Whether the holidays of `year` are known."""
        return any(day.day.year == year and day.kind == "holiday" for day in self.days.values())

    def years(self) -> list[int]:
        """The years with special days, in order."""
        return sorted({day.year for day in self.days})

    def of(self, year: int) -> list[Day]:
        """The special days of a year, in order."""
        return sorted((day for day in self.days.values() if day.day.year == year), key=lambda day: day.day)

    def with_days(self, days: Iterable[Day]) -> Calendar:
        """A copy in which `days` replace what was known about them."""
        known = {**self.days, **{day.day: day for day in days}}
        return Calendar(MappingProxyType({key: day for key, day in known.items() if day.kind != "plain"}))

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day


WEEKENDS = Calendar()  # no holiday known


def load_calendar(roots: Sequence[Path], faults: list[str]) -> Calendar:
    """The days of ``calendar/*.yaml`` below each of `roots`; later roots overrule earlier ones. Mistakes are added to `faults`."""
    calendar = Calendar()
    for root in roots:
        for file in sorted((root / "calendar").glob("*.yaml")) if (root / "calendar").is_dir() else ():
            try:
                calendar = calendar.with_days(read_days(file, faults))
            except Trouble as trouble:
                faults.append(Sentence("{told}", told=trouble))
    return calendar


def read_days(file: Path, faults: list[str]) -> list[Day]:
    """The days in one file; mistakes are added to `faults`. Raises `Trouble` where the file is not YAML."""
    reader = Reader(file.name, faults, load_yaml(file), "")
    days = [day for part in reader.parts("years") for day in _year(part)]
    reader.end()
    return days


def _year(part: Reader) -> list[Day]:
    year = part.integer("year", None, (1949, 2200))
    if year is None and "year" not in part.node:
        part.fault(Sentence("缺少“year”"))
    source = part.text("source", None)
    days = [day for holiday in part.parts("holidays") for day in _holiday(holiday, source)]
    for text in part.words("workdays"):
        if (day := _date(part, "workdays", text)) is not None:
            days.append(Day(day, "workday", "", source))
    for listed in days:
        if year and listed.day.year != year:
            part.fault(Sentence("{day} 不在 {year} 年", day=listed.day, year=year), "year")
    twice = {listed.day for n, listed in enumerate(days) if any(listed.day == other.day for other in days[:n])}
    for day in sorted(twice):
        part.fault(Sentence("{day} 写了两次", day=day), "holidays")
    part.end()
    return days


def _holiday(part: Reader, source: str) -> list[Day]:
    name = part.text("name", None)
    first = _date(part, "from", part.text("from", None))
    last = _date(part, "to", part.text("to", None))
    part.end()
    if first is None or last is None:
        return []
    if not 0 <= (last - first).days < LONGEST:
        part.fault(Sentence("{first} 到 {last} 不是一段假期", first=first, last=last), "to")
        return []
    return [Day(first + timedelta(days=n), "holiday", name, source) for n in range((last - first).days + 1)]


def _date(part: Reader, key: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        part.fault(Sentence("“{text}”不是日期，应写成 2026-10-01", text=text), key)
        return None
