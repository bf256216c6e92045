"""Unusual values: received values that differ strongly from earlier periods, never change, or occur in two units.

Nothing is read or written here: the functions take series of values and return what is unusual in the newest period. The thresholds are
defined here, and each sentence names both numbers. A `Series` is one cell of one unit over the periods, a `LedgerEntry` one row of a
ledger, an `Unusual` one finding.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from db.messages import Sentence
from db.values.numbers import write_number

BEFORE = 6  # periods a value is compared with; with fewer than half of them nothing is reported
LEAP = 3.0  # times the usual, or a third of it, is a large change
MISPLACED = (3000.0, 30000.0)  # times the usual: 万 written as one, or one as 万
STILL = 3  # periods without change
SAME_TEXT = 6  # characters: shorter texts are often equal by chance
NO_NEWS = frozenset(("无变化", "无", "本期无变化"))


@dataclass(frozen=True)
class Series:
    """One cell of one unit: its values over the periods, oldest first; `explained` where a note gives a reason for the newest."""

    unit: str
    form: str
    row: str
    field: str
    name: str
    values: tuple[float | str | None, ...]
    explained: bool = False
    unit_of_measure: str = ""
    summed: bool = True  # a flow, stock or count; a rate may stay the same for good reason


@dataclass(frozen=True)
class Unusual:
    """One finding: `kind` is problems, leap, misplaced, still, same-text or twice.

    `by` are the figures or words it was found by, which identify it: with other figures it is another finding.
    """

    kind: str
    unit: str
    form: str
    row: str
    field: str
    sentence: Sentence
    by: tuple[object, ...] = ()


class LedgerEntry(NamedTuple):
    """A ledger row of one unit: `key` identifies the person or thing, `place` is its place in the unit's file."""

    form: str
    key: str
    shown: str
    unit: str
    place: str


def unusual(series: Sequence[Series], names: Mapping[str, str]) -> list[Unusual]:
    """Everything unusual in the newest period; `names` maps unit codes to names."""
    findings = [finding for cell in series for finding in _of_cell(cell, names)]
    by_unit: dict[str, list[Series]] = defaultdict(list)
    for cell in series:
        by_unit[cell.unit].append(cell)
    for unit, cells in by_unit.items():
        findings += _still(unit, names[unit], cells)
    return findings


def _of_cell(cell: Series, names: Mapping[str, str]) -> Iterator[Unusual]:
    now, name = cell.values[-1] if cell.values else None, names[cell.unit]
    if isinstance(now, str):
        last = cell.values[-STILL:]
        if len(last) == STILL and len(set(last)) == 1 and len(now) >= SAME_TEXT and now not in NO_NEWS:
            sentence = Sentence("{unit}的“{name}”连续{n}期一字不差：{text}", unit=name, name=cell.name, n=STILL, text=now[:40])
            yield Unusual("same-text", cell.unit, cell.form, cell.row, cell.field, sentence, (now,))
        return
    usual = _usual(cell.values)
    if not isinstance(now, int | float) or usual is None:
        return
    times = abs(now) / usual if now else 0.0
    values = {"unit": name, "name": cell.name, "now": _written(now, cell), "usual": _written(usual, cell)}
    if MISPLACED[0] <= times <= MISPLACED[1] or (times and MISPLACED[0] <= 1 / times <= MISPLACED[1]):
        sentence = Sentence("{unit}的“{name}”本期{now}，以往一般{usual}，相差约一万倍，疑似计量单位填错", **values)
        yield Unusual("misplaced", cell.unit, cell.form, cell.row, cell.field, sentence, (now, usual))
    elif not cell.explained and (times >= LEAP or times <= 1 / LEAP):
        sentence = Sentence("{unit}的“{name}”本期{now}，以往一般{usual}，变动很大，没有写原因", **values)
        yield Unusual("leap", cell.unit, cell.form, cell.row, cell.field, sentence, (now, usual))


def _usual(values: Sequence[float | str | None]) -> float | None:
    """The median of the earlier absolute values; None where there are too few, or where it is 0."""
    before = [abs(value) for value in values[:-1][-BEFORE:] if isinstance(value, int | float)]
    if len(before) < BEFORE / 2:
        return None
    median = statistics.median(before)
    return median or None


def _still(unit: str, name: str, cells: Sequence[Series]) -> Iterator[Unusual]:
    """A finding where no figure of the unit has changed for three periods; figures that are all 0 do not count."""
    counted = [cell.values[-STILL:] for cell in cells if cell.summed and len(cell.values) >= STILL and not isinstance(cell.values[-1], str)]
    moving = [last for last in counted if any(last)]
    if len(moving) > 1 and all(len(set(last)) == 1 for last in moving):
        first = next(cell for cell in cells if cell.summed and any(cell.values[-STILL:]))
        sentence = Sentence("{unit}的{n}个数连续{periods}期都没有变化，如“{name}”上期{before}，本期{now}", unit=name, n=len(moving),
                            periods=STILL, name=first.name, before=_shown(first, -2), now=_shown(first, -1))  # fmt: skip
        yield Unusual("still", unit, cells[0].form, "", "", sentence, tuple(moving))


def duplicates(entries: Iterable[LedgerEntry], names: Mapping[str, str]) -> list[Unusual]:
    """Ledger entries that occur in more than one unit."""
    seen: dict[tuple[str, str], dict[str, LedgerEntry]] = defaultdict(dict)
    for entry in entries:
        if entry.key:
            seen[entry.form, entry.key].setdefault(entry.unit, entry)
    findings = []
    for (form, _), units in seen.items():
        if len(units) > 1:
            first = next(iter(units.values()))
            where = "、".join(f"{names[entry.unit]}（{entry.place}）" for entry in units.values())
            sentence = Sentence("“{shown}”在{n}个单位里都有：{where}", shown=first.shown, n=len(units), where=where)
            findings.append(Unusual("twice", first.unit, form, "", "", sentence, (first.key, *units)))
    return findings


def _shown(cell: Series, place: int) -> str:
    value = cell.values[place]
    return "" if value is None or isinstance(value, str) else _written(value, cell)


def _written(value: float, cell: Series) -> str:
    return f"{write_number(round(value, 4))}{cell.unit_of_measure}"
