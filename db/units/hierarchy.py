"""The hierarchy of units on a day: which is below which, which reports to which, which count in a total, and their successors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from db.units.model import Unit


def at(units: Iterable[Unit], day: date) -> list[Unit]:
    """The units that are valid on `day`."""
    return [unit for unit in units if unit.valid(day)]


def unit_on(units: Iterable[Unit], code: str, day: date) -> Unit | None:
    """The unit with this code on `day`, if there is one."""
    return next((unit for unit in units if unit.code == code and unit.valid(day)), None)


def children(units: Iterable[Unit], parent: str, day: date) -> list[Unit]:
    """The units directly below `parent` on `day`."""
    return [unit for unit in at(units, day) if unit.parent == parent]


def reporting_to(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """The units that report to `parent` on `day`: those below it; but a zone inside a district reports to the city."""
    by_code = {unit.code: unit for unit in at(units, day)}
    return [unit for unit in by_code.values() if _reports_to(unit, by_code) == parent]


def _reports_to(unit: Unit, by_code: dict[str, Unit]) -> str:
    if unit.level == "zone":
        for higher in above(unit, by_code):
            if higher.level == "city":
                return higher.code
    return unit.parent


def above(unit: Unit, by_code: Mapping[str, Unit]) -> Iterator[Unit]:
    """The units above, nearest first; stops at a cycle."""
    seen = {unit.code}
    while (higher := by_code.get(unit.parent)) is not None and higher.code not in seen:
        seen.add(higher.code)
        yield higher
        unit = higher


def descendants(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """All units below `parent` on `day`, at any depth."""
    by_code = {unit.code: unit for unit in at(units, day)}
    return [unit for unit in by_code.values() if any(higher.code == parent for higher in above(unit, by_code))]


def codes_reporting_to(units: Sequence[Unit], parent: str, day: date) -> set[str]:
    """The codes of the units that report to `parent` on `day`, directly or through others (see `reporting_to`)."""
    by_code = {unit.code: unit for unit in at(units, day)}
    reporting: dict[str, list[str]] = {}
    for unit in by_code.values():
        reporting.setdefault(_reports_to(unit, by_code), []).append(unit.code)
    codes: set[str] = set()
    level = [parent]
    while level:  # known codes are skipped, so a cycle ends
        level = [code for higher in level for code in reporting.get(higher, ()) if code not in codes]
        codes.update(level)
    return codes


def counted(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """The units whose figures make up the total of `parent` on `day`: no zone inside a unit that is counted already."""
    by_code = {unit.code: unit for unit in at(units, day)}
    counting = {unit.code: unit for unit in reporting_to(units, parent, day) if unit.in_total}
    return [unit for unit in counting.values() if not any(higher.code in counting for higher in above(unit, by_code))]


def levels(units: Sequence[Unit], parent: str, day: date) -> dict[str, list[Unit]]:
    """By level the units below `parent` that count in its total on `day`, at any depth; none below a unit that does not count."""
    by_code, by_level = {unit.code: unit for unit in at(units, day)}, dict[str, list[Unit]]()
    for unit in descendants(units, parent, day):
        between = takewhile(lambda higher: higher.code != parent, above(unit, by_code))
        if unit.in_total and all(higher.in_total for higher in between):
            by_level.setdefault(unit.level, []).append(unit)
    return by_level


def lineage(units: Sequence[Unit], code: str, day: date) -> list[Unit]:
    """The units that `code` corresponds to on `day`: itself, its successors, or (before it existed) its predecessors."""
    by_code = {unit.code: unit for unit in at(units, day)}
    codes = set(_successor_codes(units, code, day.isoformat(), set()))
    if not codes:
        codes = set(_predecessor_codes(units, code, day, set()))
    return [unit for unit in by_code.values() if unit.code in codes]


def owing(units: Sequence[Unit], code: str, day: date) -> Unit | None:
    """The unit that owes what an office of `code` reports on `day`: itself or its one successor; None before it began or after its end."""
    codes = set(_successor_codes(units, code, day.isoformat(), set()))
    return unit_on(units, codes.pop(), day) if len(codes) == 1 else None


def _successor_codes(units: Sequence[Unit], code: str, day: str, seen: set[str]) -> Iterator[str]:
    if code in seen:
        return
    seen.add(code)
    for line in units:
        if line.code == code and line.span[0] <= day:
            if day <= line.span[1]:
                yield code
            for other in line.successors if line.span[1] < day else ():
                yield from _successor_codes(units, other, day, seen)


def _predecessor_codes(units: Sequence[Unit], code: str, day: date, seen: set[str]) -> Iterator[str]:
    if code in seen:
        return
    seen.add(code)
    for line in units:
        if code in line.successors and line.code != code:
            if line.valid(day):
                yield line.code
            else:
                yield from _predecessor_codes(units, line.code, day, seen)


def reporting(units: Sequence[Unit], code: str, day: date) -> Unit | None:
    """The unit as which an office of `code` reports on `day`; where several are possible, the nearest line of the code."""
    if (unit := unit_on(units, code, day)) is not None:
        return unit
    if len(lineage_units := lineage(units, code, day)) == 1:
        return lineage_units[0]
    lines = sorted((line for line in units if line.code == code), key=lambda line: line.span)
    ended = [line for line in lines if line.span[1] < day.isoformat()]
    return ended[-1] if ended else next(iter(lines), None)
