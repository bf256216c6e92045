"""The checks of a unit table, all in one pass: dates, names, parents, rings, successors.

A `Fault` is one mistake of one line, so that a workbook can point at its cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from db.messages import Trouble
from db.units.hierarchy import at
from db.units.model import FIRST, LAST, LEVELS, Unit

RANK = {"city": 0, "district": 1, "zone": 2, "town": 3}
LinesByCode = Mapping[str, Sequence[Unit]]


@dataclass(frozen=True)
class Fault:
    """One mistake: the line's place in the list (from 0), the field it is about, and the sentence."""

    place: int
    field: str
    trouble: Trouble

    def __str__(self) -> str:
        return str(self.trouble)


def faults(units: Sequence[Unit]) -> list[Fault]:
    """Everything that is wrong, in the order of the lines."""
    found = list(_plain(units))
    wrong = {one.place for one in found if one.field in ("code", "since", "until")}
    places = {one.key: n for n, one in enumerate(units)}
    sound = [one for n, one in enumerate(units) if n not in wrong]
    lines: dict[str, list[Unit]] = defaultdict(list)
    for one in sound:
        lines[one.code].append(one)
    for check in (_overlaps, _gaps, _names, _parents, _roots, _successors, _rings):
        found += [Fault(places[unit.key], field, trouble) for unit, field, trouble in check(sound, lines)]
    return sorted(found, key=lambda one: one.place)


def _plain(units: Sequence[Unit]) -> Iterator[Fault]:
    """What a line says of itself alone, and lines of which one hides the other."""
    seen: set[tuple[str, str]] = set()
    for n, unit in enumerate(units):
        if not unit.code.strip() or any(mark in unit.code for mark in " 、,，"):
            yield Fault(n, "code", Trouble("代码“{code}”不能用：不能空，不能有空格、顿号和逗号。", code=unit.code))
        elif unit.key in seen:
            yield Fault(n, "code", Trouble("代码“{code}”已经有一行，起始日期也相同。", code=unit.code))
        seen.add(unit.key)
        if not unit.name.strip():
            yield Fault(n, "name", Trouble("填报单位要有代码和名称。"))
        if unit.level not in LEVELS:
            yield Fault(n, "level", Trouble("级别“{level}”不认识，可用：{known}。", level=unit.level, known=tuple(LEVELS.values())))
        bad = [field for field in ("since", "until") if not is_date(getattr(unit, field))]
        for field in bad:
            yield Fault(n, field, Trouble("“{text}”不是日期，请写成 2026-01-01，或留空。", text=getattr(unit, field)))
        if not bad and unit.span[0] > unit.span[1]:
            yield Fault(
                n, "until", Trouble("“{name}”的起始日期 {since} 晚于终止日期 {until}。", name=unit.name, since=unit.since, until=unit.until)
            )


def is_date(text: str) -> bool:
    """Whether this is an ISO date or nothing."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


FaultsFound = Iterator[tuple[Unit, str, Trouble]]


def _overlaps(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for code, own in lines.items():
        for one, other in combinations(own, 2):
            if _meet(one, other):
                told = Trouble("代码“{code}”的两行“{one}”和“{other}”有效日期重叠。", code=code, one=one.name, other=other.name)
                yield other, "since", told


def _gaps(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for code, own in lines.items():
        for one, other in pairwise(sorted(own, key=lambda line: line.span)):
            if one.until and not one.successors and following(one.until) < other.span[0]:
                told = Trouble(
                    "代码“{code}”从 {first} 到 {last} 没有有效的行。", code=code, first=following(one.until), last=before(other.since)
                )
                yield other, "since", told


def _names(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    same: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.name.strip():
            same[unit.name].append(unit)
    for alike in same.values():
        for one, other in combinations(alike, 2):
            if one.code != other.code and _meet(one, other):
                yield other, "name", Trouble("名称“{name}”已经有了（代码 {code}）。", name=other.name, code=one.code)
    for unit in units:
        for field, name in (("short", unit.short), *(("aliases", one) for one in unit.aliases)):
            whose = next((one for one in same.get(name, ()) if one.code != unit.code and _meet(one, unit)), None)
            if whose is not None:
                told = Trouble("“{unit}”又叫“{name}”，这是代码 {code} 的名称。", unit=unit.name, name=name, code=whose.code)
                yield unit, field, told


def _meet(one: Unit, other: Unit) -> bool:
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def _parents(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for unit in units:
        if not unit.parent or unit.parent == unit.code:
            continue
        above = lines.get(unit.parent, ())
        if not above:
            yield unit, "parent", Trouble("“{name}”的上级“{parent}”不在表里。", name=unit.name, parent=unit.parent)
            continue
        if (gap := _gap(unit, above)) is not None:
            yield unit, "parent", gap
        for one in above:
            if _meet(one, unit) and RANK.get(one.level, 0) >= RANK.get(unit.level, 9):
                told = Trouble("“{name}”是{level}，不能是“{parent}”（{other}）的下级。", name=unit.name, level=LEVELS[unit.level],
                               parent=one.name, other=LEVELS.get(one.level, ""))  # fmt: skip
                yield unit, "parent", told
                break


def _roots(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    roots = [one for one in units if not one.parent]
    for one in roots[1:]:
        if one.code != roots[0].code and _meet(roots[0], one):
            yield one, "parent", Trouble("“{name}”没有写上级；不用写上级的只有“{root}”。", name=one.name, root=roots[0].name)


def _gap(unit: Unit, above: Sequence[Unit]) -> Trouble | None:
    """Where the parent is not there the whole time."""
    day, last = unit.span
    for one in sorted(above, key=lambda line: line.span):
        first, end = one.span
        if end < day:
            continue
        if first > day:
            return Trouble("“{name}”的上级“{parent}”从 {day} 起才有效。", name=unit.name, parent=one.name, day=first)
        if end >= last or end == LAST:
            return None
        day = following(end)
    return Trouble("“{name}”的上级“{parent}”到 {day} 为止，之后要有新的上级。", name=unit.name, parent=above[-1].name, day=before(day))


def following(day: str) -> str:
    """The day after, as ISO text."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def before(day: str) -> str:
    """The day before, as ISO text; the first day of all stays."""
    return day if day == FIRST else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _successors(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for unit in units:
        if unit.successors and not unit.until:
            yield unit, "successors", Trouble("“{name}”写了去向，要有终止日期。", name=unit.name)
            continue
        for code in unit.successors:
            if code not in lines:
                yield unit, "successors", Trouble("“{name}”的去向“{code}”不在表里。", name=unit.name, code=code)
            elif unit.until < LAST and not any(one.span[0] <= following(unit.until) <= one.span[1] for one in lines[code]):
                told = Trouble("“{name}”的去向“{code}”在 {day} 无效。", name=unit.name, code=code, day=following(unit.until))
                yield unit, "successors", told


def _rings(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    told: set[tuple[str, str]] = set()
    for first in sorted({unit.span[0] for unit in units}):
        there = {one.code: one for one in at(units, date.fromisoformat(first))}
        for unit in there.values():
            if unit.key not in told and _in_ring(unit, there):
                told.add(unit.key)
                yield unit, "parent", Trouble("“{name}”不能放在自己的下级里面。", name=unit.name)


def _in_ring(unit: Unit, there: Mapping[str, Unit]) -> bool:
    seen: set[str] = set()
    above = there.get(unit.parent)
    while above is not None and above.code not in seen:
        if above.code == unit.code:
            return True
        seen.add(above.code)
        above = there.get(above.parent)
    return False
