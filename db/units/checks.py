"""The checks of a unit table, all in one pass: dates, names, parents, cycles, successors.

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
    """All mistakes in the table, in the order of the lines."""
    line_faults = list(_line_faults(units))
    wrong = {fault.place for fault in line_faults if fault.field in ("code", "since", "until")}
    places = {unit.key: n for n, unit in enumerate(units)}
    sound = [unit for n, unit in enumerate(units) if n not in wrong]
    lines: dict[str, list[Unit]] = defaultdict(list)
    for unit in sound:
        lines[unit.code].append(unit)
    for check in (_overlaps, _gaps, _names, _parents, _roots, _successors, _rings):
        line_faults += [Fault(places[unit.key], field, trouble) for unit, field, trouble in check(sound, lines)]
    return sorted(line_faults, key=lambda fault: fault.place)


def _line_faults(units: Sequence[Unit]) -> Iterator[Fault]:
    """The mistakes within single lines, and lines with the same key."""
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
    """Whether the text is an ISO date or empty."""
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


FaultsFound = Iterator[tuple[Unit, str, Trouble]]


def _overlaps(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for code, own in lines.items():
        for first, second in combinations(own, 2):
            if _valid_together(first, second):
                trouble = Trouble("代码“{code}”的两行“{one}”和“{other}”有效日期重叠。", code=code, one=first.name, other=second.name)
                yield second, "since", trouble


def _gaps(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for code, own in lines.items():
        for earlier, later in pairwise(sorted(own, key=lambda line: line.span)):
            if earlier.until and not earlier.successors and following(earlier.until) < later.span[0]:
                trouble = Trouble(
                    "代码“{code}”从 {first} 到 {last} 没有有效的行。", code=code, first=following(earlier.until), last=before(later.since)
                )
                yield later, "since", trouble


def _names(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    same: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.name.strip():
            same[unit.name].append(unit)
    for alike in same.values():
        for first, second in combinations(alike, 2):
            if first.code != second.code and _valid_together(first, second):
                yield second, "name", Trouble("名称“{name}”已经有了（代码 {code}）。", name=second.name, code=first.code)
    for unit in units:
        for field, name in (("short", unit.short), *(("aliases", alias) for alias in unit.aliases)):
            owner = next((other for other in same.get(name, ()) if other.code != unit.code and _valid_together(other, unit)), None)
            if owner is not None:
                trouble = Trouble("“{unit}”又叫“{name}”，这是代码 {code} 的名称。", unit=unit.name, name=name, code=owner.code)
                yield unit, field, trouble


def _valid_together(first: Unit, second: Unit) -> bool:
    return first.span[0] <= second.span[1] and second.span[0] <= first.span[1]


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
        for parent in above:
            if _valid_together(parent, unit) and RANK.get(parent.level, 0) >= RANK.get(unit.level, 9):
                trouble = Trouble("“{name}”是{level}，不能是“{parent}”（{other}）的下级。", name=unit.name, level=LEVELS[unit.level],
                                  parent=parent.name, other=LEVELS.get(parent.level, ""))  # fmt: skip
                yield unit, "parent", trouble
                break


def _roots(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    roots = [unit for unit in units if not unit.parent]
    for other in roots[1:]:
        if other.code != roots[0].code and _valid_together(roots[0], other):
            yield other, "parent", Trouble("“{name}”没有写上级；不用写上级的只有“{root}”。", name=other.name, root=roots[0].name)


def _gap(unit: Unit, above: Sequence[Unit]) -> Trouble | None:
    """The fault where no line of the parent is valid for part of the time of `unit`."""
    day, last = unit.span
    for parent in sorted(above, key=lambda line: line.span):
        first, end = parent.span
        if end < day:
            continue
        if first > day:
            return Trouble("“{name}”的上级“{parent}”从 {day} 起才有效。", name=unit.name, parent=parent.name, day=first)
        if end >= last or end == LAST:
            return None
        day = following(end)
    return Trouble("“{name}”的上级“{parent}”到 {day} 为止，之后要有新的上级。", name=unit.name, parent=above[-1].name, day=before(day))


def following(day: str) -> str:
    """The day after, as ISO text."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def before(day: str) -> str:
    """The day before, as ISO text; `FIRST` has none and is returned as it is."""
    return day if day == FIRST else (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _successors(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    for unit in units:
        if unit.successors and not unit.until:
            yield unit, "successors", Trouble("“{name}”写了去向，要有终止日期。", name=unit.name)
            continue
        for code in unit.successors:
            if code not in lines:
                yield unit, "successors", Trouble("“{name}”的去向“{code}”不在表里。", name=unit.name, code=code)
            elif unit.until < LAST and not any(line.span[0] <= following(unit.until) <= line.span[1] for line in lines[code]):
                trouble = Trouble("“{name}”的去向“{code}”在 {day} 无效。", name=unit.name, code=code, day=following(unit.until))
                yield unit, "successors", trouble


def _rings(units: Sequence[Unit], lines: LinesByCode) -> FaultsFound:
    reported: set[tuple[str, str]] = set()
    for first in sorted({unit.span[0] for unit in units}):
        by_code = {unit.code: unit for unit in at(units, date.fromisoformat(first))}
        for unit in by_code.values():
            if unit.key not in reported and _in_ring(unit, by_code):
                reported.add(unit.key)
                yield unit, "parent", Trouble("“{name}”不能放在自己的下级里面。", name=unit.name)


def _in_ring(unit: Unit, by_code: Mapping[str, Unit]) -> bool:
    seen: set[str] = set()
    above = by_code.get(unit.parent)
    while above is not None and above.code not in seen:
        if above.code == unit.code:
            return True
        seen.add(above.code)
        above = by_code.get(above.parent)
    return False
