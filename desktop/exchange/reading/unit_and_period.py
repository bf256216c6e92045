"""Finds the unit and the period of a table in the texts above it: names of units, and periods as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.periods.report_period import FIRST_YEAR, LAST_YEAR, Period
from db.units.model import Unit
from db.values.cell import fold

YEAR = r"(20\d\d)\s*(?:[-—－./]|年度?)\s*"
NUMBERS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)}
WORDS = {
    "month": re.compile(YEAR + r"(?:1\s*[-—~至]\s*)?(\d{1,2}+)\s*+(?:月份?+(?!\s*\d)|(?![-./月\d]))"),
    "quarter": re.compile(r"(20\d\d)\s*年?度?\s*[-—]?\s*(?:第?\s*([一二三四1-4])\s*季|[Qq]([1-4]))"),
    "half": re.compile(r"(20\d\d)\s*年?度?\s*[-—]?\s*(?:([上下])半年|[Hh]([12]))"),
    "year": re.compile(r"(20\d\d)\s*(?:年度?(?!\s*\d{1,2}\s*月|\s*第?[一二三四1-4]\s*季|\s*[上下]半年)|$)"),
}
WORDS["todate"] = WORDS["month"]


@dataclass(frozen=True)
class ClerkAnswer:
    """What a clerk says about a file, as far as the file does not say it. If `sheets` are given, only these are read."""

    unit: str = ""
    programme: str = ""
    period: str = ""
    sheets: frozenset[str] = frozenset()


def unit_in(texts: Iterable[str], units: Sequence[Unit]) -> Unit | None:
    """The unit that the texts name, by name or alias (a short name must stand alone); None if there are none or several."""
    named_units: dict[str, Unit] = {}
    for text in texts:
        bare = re.sub(r"\s", "", text)
        alone = bare.rpartition("：")[2].rpartition(":")[2].strip("_＿（）()")
        names = [(name, unit) for unit in units for name in {unit.name, *unit.aliases} if len(name) > 1 and name in bare]
        names += [(unit.short, unit) for unit in units if unit.short and unit.short == alone]
        # 青岛西海岸新区 also contains 西海岸: the longer name wins.
        named_units |= {unit.code: unit for name, unit in names if not any(name != other and name in other for other, _ in names)}
    return next(iter(named_units.values())) if len(named_units) == 1 else None


def period_in(texts: Iterable[str], type: str) -> Period | None:
    """The period of this type that the texts name; None if there are none or several. A day, such as 2026年11月5日, is no month."""
    periods = {period for text in texts for period in _periods(fold(text), type)}
    return periods.pop() if len(periods) == 1 else None


def _periods(text: str, type: str) -> Iterable[Period]:
    for match in WORDS[type].finditer(text):
        word = next(filter(None, match.groups()[1:]), "1")
        number = NUMBERS.get(word) or {"上": 1, "下": 2}.get(word) or int(word)
        if FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= number <= 12:
            yield Period(type, int(match[1]), number)
