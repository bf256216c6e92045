"""Changes of the unit table on a day: renaming, merging, splitting, another code. Old lines stay for old periods.

Each function returns the new list and writes nothing; `checks.faults` checks the result as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from db.messages import Trouble
from db.units.hierarchy import children, unit_on
from db.units.model import Unit


def renamed(units: Sequence[Unit], code: str, day: date, name: str, short: str = "") -> list[Unit]:
    """Give `code` another name from `day` on; the old name becomes an alias. Raises `Trouble` where it is not valid on that day."""
    line = _line(units, code, day)
    aliases = tuple(dict.fromkeys(alias for alias in (*line.aliases, line.name) if alias != name))
    return _from(units, line, day, lambda unit: replace(unit, name=name, short=short, aliases=aliases))


def merged(units: Sequence[Unit], codes: Sequence[str], day: date, into: Unit) -> list[Unit]:
    """Merge `codes` into one unit from `day` on: a new unit, or one whose code is among them or in the table already.

    A single code becomes another code: 即墨市 370282, since 2017 即墨区 370215.

    The units below move along. Raises `Trouble` where one of `codes` cannot end the day before.
    """
    if not codes or len({*codes, into.code}) < 2:
        raise Trouble("合并至少要选两个单位。")
    changed = list(units)
    goes_on = unit_on(units, into.code, day)
    for code in dict.fromkeys(codes):
        if code != into.code:
            line = _ending(changed, code, day)
            changed[changed.index(line)] = replace(line, until=_day_before(day), successors=(into.code,))
    if goes_on is None:
        changed.append(replace(into, since=day.isoformat(), until="", successors=()))
    elif goes_on.name != into.name:
        changed = renamed(changed, into.code, day, into.name, into.short)
    return _below(changed, {code: into.code for code in codes}, day)


def split(units: Sequence[Unit], code: str, day: date, into: Sequence[Unit], under: Mapping[str, str] | None = None) -> list[Unit]:
    """Split `code` into several units from `day` on, one of which may keep the code.

    `under` maps each unit below to its new parent; one that is not named goes below the first. Raises `Trouble` where `code` cannot end
    the day before.
    """
    parts = [unit.code for unit in into]
    if len(set(parts)) < 2:
        raise Trouble("拆分后至少要有两个代码不同的单位。")
    line = _ending(units, code, day)
    changed = [replace(unit, until=_day_before(day), successors=tuple(parts)) if unit is line else unit for unit in units]
    changed += [replace(unit, since=day.isoformat(), until="", successors=()) for unit in into]
    for child in {unit.code for unit in units if unit.parent == code}:
        changed = _below(changed, {code: (under or {}).get(child, parts[0])}, day, {child})
    return changed


def recoded(units: Sequence[Unit], old: str, new: str) -> list[Unit]:
    """The same units with `new` in place of the code `old`, also as parent and successor."""
    swap = {old: new}
    return [
        replace(
            unit,
            code=swap.get(unit.code, unit.code),
            parent=swap.get(unit.parent, unit.parent),
            successors=tuple(swap.get(code, code) for code in unit.successors),
        )
        for unit in units
    ]


def removed(units: Sequence[Unit], line: Unit) -> list[Unit]:
    """The units without this line; raises `Trouble` while units are below it and its code has no other line."""
    remaining = [unit for unit in units if unit is not line]
    below = [unit.name for unit in remaining if unit.parent == line.code]
    if below and all(unit.code != line.code for unit in remaining):
        raise Trouble("“{name}”下面还有 {n} 个单位（{first} 等），请先改它们的上级。", name=line.name, n=len(below), first=below[0])
    return remaining


def below(units: Sequence[Unit], code: str, day: date) -> list[Unit]:
    """The units that need a new parent in a split: those below `code` on the day before."""
    return children(units, code, day - timedelta(days=1))


def _below(units: Sequence[Unit], parents: Mapping[str, str], day: date, only: set[str] | None = None) -> list[Unit]:
    """Move the units below a code in `parents` to the code it maps to, from `day` on."""
    changed = list(units)
    for line in units:
        another = parents.get(line.parent)
        moves = another not in (None, line.parent, line.code) and (only is None or line.code in only)
        if moves and line.span[1] >= day.isoformat():
            changed = _from(changed, line, day, partial(replace, parent=another))
    return changed


def _from(units: Sequence[Unit], line: Unit, day: date, change: Callable[[Unit], Unit]) -> list[Unit]:
    """Change a line from `day` on: split it at that day, or change it as it is where it begins no earlier."""
    place = next(n for n, unit in enumerate(units) if unit is line)
    if line.span[0] >= day.isoformat():
        parts = [change(line)]
    else:
        parts = [replace(line, until=_day_before(day), successors=()), change(replace(line, since=day.isoformat()))]
    return [*units[:place], *parts, *units[place + 1 :]]


def _line(units: Sequence[Unit], code: str, day: date) -> Unit:
    unit = unit_on(units, code, day)
    if unit is None:
        raise Trouble("{day} 没有代码是“{code}”的单位。", code=code, day=day.isoformat())
    return unit


def _ending(units: Sequence[Unit], code: str, day: date) -> Unit:
    """The line of `code` that can end the day before: it began earlier and has no end yet."""
    line = _line(units, code, day)
    if line.span[0] >= day.isoformat():
        raise Trouble("“{name}”从 {since} 起才有，{day} 不能合并或拆分。", name=line.name, since=line.since, day=day.isoformat())
    if line.until:
        raise Trouble("“{name}”已经写明到 {until} 为止。", name=line.name, until=line.until)
    return line


def _day_before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()
