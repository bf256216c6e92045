"""Working days 工作日: week-ends, public holidays and make-up days (调休上班), as announced year by year.

Shipped days come from resources/calendar, a person's own YAML goes before them, and what an office typed goes before both.
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
    """One day that is not as its day of the week says; `plain` takes a shipped one back. `source` is the notice that says so."""

    day: date
    kind: str
    name: str = ""
    source: str = ""


@dataclass(frozen=True, eq=False)
class Calendar:
    """The days known; a year without any is covered by nobody, then only week-ends count."""

    days: Mapping[date, Day] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`."""
        known = self.days.get(day)
        return known.kind == "workday" if known else day.weekday() < 5

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday; an ordinary week-end is none."""
        return day in self.days and self.days[day].kind == "holiday"

    def is_made_up(self, day: date) -> bool:
        """Whether `day` is worked to make up for a holiday."""
        return day in self.days and self.days[day].kind == "workday"

    def covers(self, year: int) -> bool:
        """Whether the holidays of `year` are known."""
        return any(one.day.year == year and one.kind == "holiday" for one in self.days.values())

    def years(self) -> list[int]:
        """The years with days, in order."""
        return sorted({day.year for day in self.days})

    def of(self, year: int) -> list[Day]:
        """The days of a year, in order."""
        return sorted((one for one in self.days.values() if one.day.year == year), key=lambda one: one.day)

    def with_days(self, days: Iterable[Day]) -> Calendar:
        """The same with `days` in the place of what was known about them."""
        found = {**self.days, **{one.day: one for one in days}}
        return Calendar(MappingProxyType({day: one for day, one in found.items() if one.kind != "plain"}))

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day


WEEKENDS = Calendar()  # no holiday known


def load_calendar(roots: Sequence[Path], faults: list[str]) -> Calendar:
    """The days of ``calendar/*.yaml`` below each of `roots`, later ones before earlier ones; what is wrong is added to `faults`."""
    found = Calendar()
    for root in roots:
        for file in sorted((root / "calendar").glob("*.yaml")) if (root / "calendar").is_dir() else ():
            try:
                found = found.with_days(read_days(file, faults))
            except Trouble as trouble:
                faults.append(Sentence("{told}", told=trouble))
    return found


def read_days(file: Path, faults: list[str]) -> list[Day]:
    """The days one file says; what is wrong is added to `faults`, and `Trouble` raised where it is no YAML at all."""
    reader = Reader(file.name, faults, load_yaml(file), "")
    found = [day for part in reader.parts("years") for day in _year(part)]
    reader.end()
    return found


def _year(part: Reader) -> list[Day]:
    year = part.whole("year", None, (1949, 2200))
    if year is None and "year" not in part.node:
        part.fault(Sentence("缺少“year”"))
    source = part.text("source", None)
    found = [day for one in part.parts("holidays") for day in _holiday(one, source)]
    for text in part.words("workdays"):
        if (day := _date(part, "workdays", text)) is not None:
            found.append(Day(day, "workday", "", source))
    for one in found:
        if year and one.day.year != year:
            part.fault(Sentence("{day} 不在 {year} 年", day=one.day, year=year), "year")
    twice = {one.day for n, one in enumerate(found) if any(one.day == other.day for other in found[:n])}
    for day in sorted(twice):
        part.fault(Sentence("{day} 写了两次", day=day), "holidays")
    part.end()
    return found


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
