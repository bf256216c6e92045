"""Changes of the unit table on a day: renaming, merging, splitting, another code. Old lines stay for old periods.

Each function gives the new list and writes nothing; `checks.faults` says what is wrong with the result as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from db.messages import Trouble
from db.units.hierarchy import children, named
from db.units.model import Unit


def renamed(units: Sequence[Unit], code: str, day: date, name: str, short: str = "") -> list[Unit]:
    """`code` has another name from `day` on; the old one becomes an alias. Raises `Trouble` where it is not there on that day."""
    line = _line(units, code, day)
    aliases = tuple(dict.fromkeys(one for one in (*line.aliases, line.name) if one != name))
    return _from(units, line, day, lambda one: replace(one, name=name, short=short, aliases=aliases))


def merged(units: Sequence[Unit], codes: Sequence[str], day: date, into: Unit) -> list[Unit]:
    """`codes` are one unit from `day` on: a new one, or one that goes on (its code is among them or in the table already).

    A single code becomes another one: 即墨市 370282, since 2017 即墨区 370215.

    The units below go with them. Raises `Trouble` where one of them cannot end the day before.
    """
    if not codes or len({*codes, into.code}) < 2:
        raise Trouble("合并至少要选两个单位。")
    found = list(units)
    goes_on = named(units, into.code, day)
    for code in dict.fromkeys(codes):
        if code != into.code:
            line = _ending(found, code, day)
            found[found.index(line)] = replace(line, until=_eve(day), successors=(into.code,))
    if goes_on is None:
        found.append(replace(into, since=day.isoformat(), until="", successors=()))
    elif goes_on.name != into.name:
        found = renamed(found, into.code, day, into.name, into.short)
    return _below(found, {code: into.code for code in codes}, day)


def split(units: Sequence[Unit], code: str, day: date, into: Sequence[Unit], under: Mapping[str, str] | None = None) -> list[Unit]:
    """`code` is several units from `day` on, one of which may keep the code; `under` says below which each unit of it goes.

    A unit below that is not named goes below the first. Raises `Trouble` where it cannot end the day before.
    """
    parts = [one.code for one in into]
    if len(set(parts)) < 2:
        raise Trouble("拆分后至少要有两个代码不同的单位。")
    line = _ending(units, code, day)
    found = [replace(one, until=_eve(day), successors=tuple(parts)) if one is line else one for one in units]
    found += [replace(one, since=day.isoformat(), until="", successors=()) for one in into]
    for child in {one.code for one in units if one.parent == code}:
        found = _below(found, {code: (under or {}).get(child, parts[0])}, day, {child})
    return found


def recoded(units: Sequence[Unit], old: str, new: str) -> list[Unit]:
    """The same units with another code in the place of `old`, wherever it stands."""
    swap = {old: new}
    return [
        replace(
            one,
            code=swap.get(one.code, one.code),
            parent=swap.get(one.parent, one.parent),
            successors=tuple(swap.get(code, code) for code in one.successors),
        )
        for one in units
    ]


def removed(units: Sequence[Unit], line: Unit) -> list[Unit]:
    """Without this line; raises `Trouble` while units stand below it and no other line of its code is left."""
    left = [one for one in units if one is not line]
    below = [one.name for one in left if one.parent == line.code]
    if below and all(one.code != line.code for one in left):
        raise Trouble("“{name}”下面还有 {n} 个单位（{first} 等），请先改它们的上级。", name=line.name, n=len(below), first=below[0])
    return left


def below(units: Sequence[Unit], code: str, day: date) -> list[Unit]:
    """The units that a split must put somewhere: those below `code` on the day before."""
    return children(units, code, day - timedelta(days=1))


def _below(units: Sequence[Unit], parents: Mapping[str, str], day: date, only: set[str] | None = None) -> list[Unit]:
    """Units below one of `parents` are below another from `day` on."""
    found = list(units)
    for line in units:
        another = parents.get(line.parent)
        moves = another not in (None, line.parent, line.code) and (only is None or line.code in only)
        if moves and line.span[1] >= day.isoformat():
            found = _from(found, line, day, partial(replace, parent=another))
    return found


def _from(units: Sequence[Unit], line: Unit, day: date, change: Callable[[Unit], Unit]) -> list[Unit]:
    """A line changed from `day` on: cut in two, or changed whole where it begins no earlier."""
    place = next(n for n, one in enumerate(units) if one is line)
    if line.span[0] >= day.isoformat():
        parts = [change(line)]
    else:
        parts = [replace(line, until=_eve(day), successors=()), change(replace(line, since=day.isoformat()))]
    return [*units[:place], *parts, *units[place + 1 :]]


def _line(units: Sequence[Unit], code: str, day: date) -> Unit:
    found = named(units, code, day)
    if found is None:
        raise Trouble("{day} 没有代码是“{code}”的单位。", code=code, day=day.isoformat())
    return found


def _ending(units: Sequence[Unit], code: str, day: date) -> Unit:
    """The line of `code` that can end the day before: begun earlier, not ended yet."""
    line = _line(units, code, day)
    if line.span[0] >= day.isoformat():
        raise Trouble("“{name}”从 {since} 起才有，{day} 不能合并或拆分。", name=line.name, since=line.since, day=day.isoformat())
    if line.until:
        raise Trouble("“{name}”已经写明到 {until} 为止。", name=line.name, until=line.until)
    return line


def _eve(day: date) -> str:
    return (day - timedelta(days=1)).isoformat()
