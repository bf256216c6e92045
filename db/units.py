"""Reporting units 填报单位: the offices that report, not the GB/T 2260 list.

A unit has a code, its own order and aliases (黄岛区 = 西海岸新区); `in_total` says whether its figures count in a total,
since a zone may lie inside a district that already counts it. A unit is valid from `since` to `until`, both included; renamed,
it has two lines of one code; merged or split, its line ends and names its successors. So every question is asked for a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from db.source import Reader, load_yaml
from db.trouble import Sentence, Troubles
from resources import path

LEVELS = {"city": Sentence("市"), "district": Sentence("区市"), "zone": Sentence("功能区"), "town": Sentence("镇街")}
FIRST, LAST = "0001-01-01", "9999-12-31"  # what an open beginning and end stand for


@dataclass(frozen=True)
class Unit:
    """One reporting office in one time; `gb_code` is its division code where it has one.

    `since` and `until` are ISO dates, empty where open; `successors` are the codes it became when it ended.
    """

    code: str
    name: str
    short: str = ""
    level: str = "district"
    parent: str = ""
    gb_code: str = ""
    in_total: bool = True
    ord: int = 0
    aliases: tuple[str, ...] = ()
    source: str = ""
    since: str = ""
    until: str = ""
    successors: tuple[str, ...] = ()

    def called(self, name: str) -> bool:
        """Whether the unit goes by `name`: code, name, short name or alias."""
        return name in (self.code, self.name, self.short, *self.aliases) if name else False

    @property
    def key(self) -> tuple[str, str]:
        """What tells its line from the others: code and first day."""
        return self.code, self.since

    @property
    def span(self) -> tuple[str, str]:
        """Its first and last day, far away where open."""
        return self.since or FIRST, self.until or LAST

    def valid(self, day: date) -> bool:
        """Whether it is there on `day`."""
        first, last = self.span
        return first <= day.isoformat() <= last


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


def load_units(name: str = "units/qingdao.yaml") -> tuple[Unit, ...]:
    """The units shipped with the program, in their own order."""
    file = path(name)
    faults: list[str] = []
    reader = Reader(file.name, faults, load_yaml(file), "")
    units = tuple(_unit(part, n) for n, part in enumerate(reader.parts("units"), 1))
    reader.end()
    if faults:
        raise Troubles(faults)
    return units


def _unit(reader: Reader, ord: int) -> Unit:
    unit = Unit(
        code=reader.text("code", None),
        name=reader.text("name", None),
        short=reader.text("short"),
        level=reader.word("level", LEVELS, "district"),
        parent=reader.text("parent"),
        gb_code=reader.text("gb_code"),
        in_total=reader.flag("in_total", True),
        ord=ord * 10,
        aliases=reader.words("aliases"),
        source=reader.text("source"),
        since=reader.text("since"),
        until=reader.text("until"),
        successors=reader.words("successors"),
    )
    reader.end()
    return unit
