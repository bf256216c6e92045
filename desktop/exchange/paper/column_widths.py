"""Widths of a table's columns, the type size, and the bands into which a table too wide for one sheet is split.

A band is the set of columns printed side by side on one sheet. Widths are in ems until the type size is chosen, then in
points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from db.returns.tables import Column, Table
from db.values.cell import State
from db.values.kinds import Kind, kind_of
from desktop.exchange import field_look
from desktop.exchange.paper.cell_texts import CellTexts
from desktop.exchange.paper.fonts import face

SAMPLE = 1500  # rows measured for the widths
# Type sizes tried in turn, each with the share of its preferred width a text column may shrink to. 8 pt is the smallest legible size.
TRIES = ((10.5, 0.85), (10.0, 0.75), (9.5, 0.7), (9.0, 0.6), (8.5, 0.55), (8.0, 0.5))
BANDED = (9.0, 0.8)
HALVES = 0.9  # ems: the outer halves of （…） are blank and may exceed the column
PAD = 3.0  # points of padding on each side of a text
KEYS_SHARE = 0.45  # of the sheet: key columns wider than this shrink to their minimum
KEYS_MOST = 0.7  # of the sheet: the most that the key columns, repeated on every band, may take
SHORT = 6.0  # ems: a text as short as this is not broken
LONGER = 1.4  # times its width: a text column may prefer this much if then none of its texts wraps
CROWDED = 0.7  # a table whose share is at most this is crowded
WIDEST = 24.0  # ems, the most a column may require so as not to wrap


@dataclass(slots=True)
class Wish:
    """What a column needs, in ems: minimum, preferred width, average text length, minimum in a crowded table."""

    least: float
    preferred: float
    text: float = 0.0
    broken: bool = True
    tight: float = 0.0


@dataclass(slots=True)
class Strip:
    """One printed column: its index among the cells of a row (-1: the running number), width in points."""

    place: int
    title: str
    unit: str
    group: str
    align: str
    key: bool
    width: float = 0.0


@dataclass(frozen=True)
class ColumnPlan:
    """The type size, all columns in order, and the bands as column indices; every band begins with the key columns."""

    size: float
    strips: tuple[Strip, ...]
    bands: tuple[tuple[int, ...], ...]
    keys: int


def plan(table: Table, room: float, largest: float = TRIES[0][0]) -> ColumnPlan:
    """The column plan of a table for `room` points between the margins, in type of at most `largest` points."""
    strips = strips_of(table)
    wishes = _wishes(table, strips)
    keys = sum(strip.key for strip in strips)
    for size, share in TRIES:
        if size > largest:
            continue
        least = [_least(wish, share) for wish in wishes]
        if _points(least, size) <= room:
            widths = _spread(wishes, least, size, room)
            return _set(strips, widths, size, (tuple(range(len(strips))),), keys)
    return _banded(strips, wishes, keys, room)


def strips_of(table: Table) -> list[Strip]:
    """The columns in order, keys first; a ledger gets a running number, a table without keys uses its first column as key."""
    columns = table.columns
    order = sorted(range(len(columns)), key=lambda n: not columns[n].field.key)
    strips = [_strip(n, columns[n]) for n in order]
    numbered = any(column.title in ("序号", "序") for column in columns)
    if table.form.kind == "ledger" and not numbered:
        strips.insert(0, Strip(-1, "序号", "", "", "center", True))
    elif strips and not any(strip.key for strip in strips):
        strips[0].key = True
    return strips


def _strip(place: int, column: Column) -> Strip:
    return Strip(place, column.title, field_look.unit(column.field), column.group, column.align, column.field.key)


def _wishes(table: Table, strips: Sequence[Strip]) -> list[Wish]:
    columns = table.columns
    writer = CellTexts(table)
    rows = list(islice(table.rows(), SAMPLE))
    total = table.total or {}
    wishes = []
    for strip in strips:
        head = _head_least(strip)
        if strip.place < 0:
            wishes.append(Wish(max(head, 0.56 * len(str(max(99, table_count(table, len(rows)))))), 2.4, 2.0, False))
            continue
        field = columns[strip.place].field
        texts = [writer.text(row, strip.place, cells[strip.place]) for row, cells in rows if cells[strip.place].state is not State.RAW]
        if field.id in total:
            texts.append(writer.total(strip.place, total[field.id]))
        wishes.append(_wish(kind_of(field), field_look.width(field), head, texts, whole=len(rows) < SAMPLE))
    return wishes


def table_count(table: Table, seen: int) -> int:
    """The number of rows if the sample holds them all, else a number with as many digits as a large table needs."""
    return seen if seen < SAMPLE else 999_999


def _wish(kind: Kind, width: float, head: float, texts: Iterable[str], *, whole: bool) -> Wish:
    measure = face("bold").measure
    lengths = [measure(text) for text in texts if text]
    longest = max(lengths, default=0.0)
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    if kind.unbroken:
        least = max(head, min(longest, WIDEST))
        tight = max(head, min(longest, kind.broken_room)) if kind.break_after else least
        return Wish(least, max(least, min(width, longest * 1.15 + 1) if longest else width), mean, False, tight)
    wish = width
    if lengths and whole:
        wish = longest + 0.1 if longest <= width * LONGER else width
    short = longest + 0.1 if longest <= SHORT else 4.5
    return Wish(max(head, short), max(wish, head, short), mean)


def _head_least(strip: Strip) -> float:
    """The minimum width of a head: three lines of characters, without breaking a word of letters."""
    measure = face("sans").measure
    title = strip.title
    words = [word for word in "".join(char if char < "\u2000" else " " for char in title).split()]
    lines = 1 if len(title) <= 3 else 2 if len(title) <= 6 else 3
    least = max([measure(title) / lines, 2.0] + [min(measure(word), 8.0) for word in words])
    return max(-(-least // 1) if len(title) > 2 else least, min(7.0, measure(f"（{strip.unit}）") - HALVES) if strip.unit else 0)


def _least(wish: Wish, share: float) -> float:
    if wish.broken:
        return max(wish.least, wish.preferred * share)
    return wish.tight or wish.least if share <= CROWDED else wish.least


def _points(ems: Iterable[float], size: float) -> float:
    return sum(em * size + 2 * PAD for em in ems)


def _spread(wishes: Sequence[Wish], least: Sequence[float], size: float, room: float) -> list[float]:
    """Points for each column: the minimum, then towards the preferred width, then what is left to the columns with the most text."""
    widths = [em * size + 2 * PAD for em in least]
    spare = room - sum(widths)
    for broken in (True, False):  # texts first: a wider column does not help a number
        gaps = [max(0.0, wish.preferred - low) * size if wish.broken is broken else 0.0 for wish, low in zip(wishes, least, strict=True)]
        share = min(1.0, spare / sum(gaps)) if sum(gaps) else 0.0
        widths = [width + gap * share for width, gap in zip(widths, gaps, strict=True)]
        spare -= sum(gaps) * share
    weights = [max(wish.text, wish.preferred) if wish.broken else 0.35 * wish.preferred for wish in wishes]
    weight_sum = sum(weights) or 1.0
    return [width + spare * weight / weight_sum for width, weight in zip(widths, weights, strict=True)]


def _banded(strips: list[Strip], wishes: list[Wish], keys: int, room: float) -> ColumnPlan:
    size, share = BANDED
    widths = [(wish.preferred if n < keys else _least(wish, share)) * size + 2 * PAD for n, wish in enumerate(wishes)]
    if sum(widths[:keys]) > room * KEYS_SHARE:
        widths[:keys] = [_least(wish, TRIES[-1][1]) * size + 2 * PAD for wish in wishes[:keys]]
    key_width = sum(widths[:keys])
    if key_width > room * KEYS_MOST:
        widths[:keys] = [width * room * KEYS_MOST / key_width for width in widths[:keys]]
    free = room - sum(widths[:keys])
    widths[keys:] = [min(width, free) for width in widths[keys:]]
    parts = _even(widths[keys:], [strip.group for strip in strips[keys:]], free)
    for part in parts:
        places = [keys + n for n in part]
        least = [(widths[n] - 2 * PAD) / size for n in places]
        for n, width in zip(places, _spread([wishes[n] for n in places], least, size, free), strict=True):
            widths[n] = width
    bands = tuple((*range(keys), *(keys + n for n in part)) for part in parts)
    return _set(strips, widths, size, bands, keys)


def _even(widths: Sequence[float], groups: Sequence[str], room: float) -> list[list[int]]:
    """Split the columns into as few bands as `room` allows, about equally full; columns of one group stay together if possible."""
    parts = _fill(widths, groups, room)
    low, high = sum(widths) / max(1, len(parts)), room
    for _ in range(14):
        middle = (low + high) / 2
        tried = _fill(widths, groups, middle)
        if len(tried) > len(parts):
            low = middle
        else:
            high, parts = middle, tried
    return parts


def _fill(widths: Sequence[float], groups: Sequence[str], room: float) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    used = 0.0
    for n, width in enumerate(widths):
        need = width
        if groups[n] and (n == 0 or groups[n] != groups[n - 1]):
            group_width = sum(widths[k] for k in _group(groups, n))
            need = group_width if group_width <= room else width
        if parts[-1] and used + need > room + 1e-6:
            parts.append([])
            used = 0.0
        parts[-1].append(n)
        used += width
    return parts


def _group(groups: Sequence[str], first: int) -> range:
    last = first
    while last < len(groups) and groups[last] == groups[first]:
        last += 1
    return range(first, last)


def _set(strips: list[Strip], widths: Sequence[float], size: float, bands: tuple[tuple[int, ...], ...], keys: int) -> ColumnPlan:
    for strip, width in zip(strips, widths, strict=True):
        strip.width = width
    return ColumnPlan(size, tuple(strips), bands, keys)
