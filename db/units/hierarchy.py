"""The order of reporting units on a day: who is below whom, who reports to whom, who counts in a total, what became of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile

from db.units.model import Unit


def at(units: Iterable[Unit], day: date) -> list[Unit]:
    """The units there are on `day`."""
    return [one for one in units if one.valid(day)]


def named(units: Iterable[Unit], code: str, day: date) -> Unit | None:
    """What `code` is called and belongs to on `day`; nothing where there is no such unit then."""
    return next((one for one in units if one.code == code and one.valid(day)), None)


def children(units: Iterable[Unit], parent: str, day: date) -> list[Unit]:
    """The units right below `parent` on `day`."""
    return [one for one in at(units, day) if one.parent == parent]


def lower(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """The units that report to `parent` on `day`: those below it, and of a zone inside a district the city, not the district."""
    there = {one.code: one for one in at(units, day)}
    return [one for one in there.values() if _reports_to(one, there) == parent]


def _reports_to(unit: Unit, there: dict[str, Unit]) -> str:
    if unit.level == "zone":
        for higher in above(unit, there):
            if higher.level == "city":
                return higher.code
    return unit.parent


def above(unit: Unit, there: Mapping[str, Unit]) -> Iterator[Unit]:
    """The units above, nearest first; a ring ends where it closes."""
    seen = {unit.code}
    while (higher := there.get(unit.parent)) is not None and higher.code not in seen:
        seen.add(higher.code)
        yield higher
        unit = higher


def beneath(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """All units below `parent` on `day`, however deep."""
    there = {one.code: one for one in at(units, day)}
    return [one for one in there.values() if any(higher.code == parent for higher in above(one, there))]


def under(units: Sequence[Unit], parent: str, day: date) -> set[str]:
    """The codes of those that report to `parent` on `day`, directly or through others; unlike `beneath` by who reports to whom."""
    there = {one.code: one for one in at(units, day)}
    reporting: dict[str, list[str]] = {}
    for one in there.values():
        reporting.setdefault(_reports_to(one, there), []).append(one.code)
    found: set[str] = set()
    level = [parent]
    while level:  # a ring ends where it closes
        level = [code for higher in level for code in reporting.get(higher, ()) if code not in found]
        found.update(level)
    return found


def counted(units: Sequence[Unit], parent: str, day: date) -> list[Unit]:
    """Those whose figures make up the total of `parent` on `day`: nobody twice, so no zone inside a unit that counts already."""
    there = {one.code: one for one in at(units, day)}
    found = {one.code: one for one in lower(units, parent, day) if one.in_total}
    return [one for one in found.values() if not any(higher.code in found for higher in above(one, there))]


def levels(units: Sequence[Unit], parent: str, day: date) -> dict[str, list[Unit]]:
    """The units below `parent` that count in its total on `day`, however deep, by their level; none below one that does not count."""
    there, found = {one.code: one for one in at(units, day)}, dict[str, list[Unit]]()
    for one in beneath(units, parent, day):
        between = takewhile(lambda higher: higher.code != parent, above(one, there))
        if one.in_total and all(higher.in_total for higher in between):
            found.setdefault(one.level, []).append(one)
    return found


def lineage(units: Sequence[Unit], code: str, day: date) -> list[Unit]:
    """The units of `day` that stand where `code` stood: itself, what it became, or (before its time) what became it."""
    there = {one.code: one for one in at(units, day)}
    codes = set(_became(units, code, day.isoformat(), set()))
    if not codes:
        codes = set(_became_it(units, code, day, set()))
    return [one for one in there.values() if one.code in codes]


def _became(units: Sequence[Unit], code: str, day: str, seen: set[str]) -> Iterator[str]:
    if code in seen:
        return
    seen.add(code)
    for line in units:
        if line.code == code and line.span[0] <= day:
            if day <= line.span[1]:
                yield code
            for other in line.successors if line.span[1] < day else ():
                yield from _became(units, other, day, seen)


def _became_it(units: Sequence[Unit], code: str, day: date, seen: set[str]) -> Iterator[str]:
    if code in seen:
        return
    seen.add(code)
    for line in units:
        if code in line.successors and line.code != code:
            if line.valid(day):
                yield line.code
            else:
                yield from _became_it(units, line.code, day, seen)


def reporting(units: Sequence[Unit], code: str, day: date) -> Unit | None:
    """The unit an office of `code` reports as on `day`; where that is not plain, the nearest line of the code."""
    if (found := named(units, code, day)) is not None:
        return found
    if len(stand := lineage(units, code, day)) == 1:
        return stand[0]
    lines = sorted((one for one in units if one.code == code), key=lambda one: one.span)
    ended = [one for one in lines if one.span[1] < day.isoformat()]
    return ended[-1] if ended else next(iter(lines), None)
