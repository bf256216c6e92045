"""Finds a form by the texts of its heads, for sheets without tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from desktop.exchange.book.sheet_map import BEFORE, HEAD, SheetMap, bare

DEEP = 60  # rows searched for heads
LEVELS = 3  # rows that a head may span
ENOUGH = 0.6  # of a form's heads must be found


class Wanted(NamedTuple):
    """A field to look for: id, title, merged head above."""

    field: str
    title: str
    group: str = ""


class Head(NamedTuple):
    """The head of a column: its own text and that of the merged head above it, without blanks."""

    title: str
    group: str


def match(sheet: str, rows: Sequence[Sequence[Any]], forms: Mapping[str, Sequence[Wanted]]) -> SheetMap | None:
    """The map of the form whose heads match the sheet best.

    A head may span several rows: a merged text is in the first of them, the group to the left above. If two fields share a title,
    the group decides, else the order. The column of row ids is found by its mark.
    """
    best: tuple[float, int, SheetMap] | None = None
    for number in range(1, min(len(rows), DEEP) + 1):
        for levels in range(1, min(LEVELS, number) + 1):
            sheet_heads = heads(rows[number - levels : number])
            for form, fields in forms.items():
                columns = _columns(sheet_heads, fields)
                share = len(columns) / len(fields)
                if len(columns) >= 2 and share >= ENOUGH and (best is None or (share, -levels) > best[:2]):
                    ids = next((n for n, cell in enumerate(rows[number - 1], 1) if cell == HEAD), None)
                    best = share, -levels, SheetMap(form, sheet, columns, ids, number)
    return best[2] if best else None


def heads(rows: Sequence[Sequence[Any]]) -> list[Head]:
    """The head of each column from the rows of the heads, top row first."""
    width = max(map(len, rows), default=0)
    texts = [[bare(row[n]) if n < len(row) and isinstance(row[n], str) else "" for n in range(width)] for row in rows]
    heads = []
    for n in range(width):
        own = next((level for level in range(len(texts) - 1, -1, -1) if texts[level][n]), None)
        if own is None:
            heads.append(Head("", ""))
        else:
            above = (_over(texts[level], n) for level in range(own - 1, -1, -1))
            heads.append(Head(texts[own][n], next(filter(None, above), "")))
    return heads


def _over(texts: Sequence[str], n: int) -> str:
    """The merged head above column `n`: only its first cell holds the text."""
    return next((texts[m] for m in range(n, -1, -1) if texts[m]), "")


def _columns(heads: Sequence[Head], fields: Sequence[Wanted]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for n, head in enumerate(heads, 1):
        if head.title and head.group != BEFORE:
            places.setdefault(head.title, []).append(n)
    columns: dict[str, int] = {}
    for grouped in (True, False):  # fields identified by their group first
        for field, title, group in fields:
            free = places.get(bare(title), [])
            fitting = [n for n in free if heads[n - 1].group == bare(group)] if grouped else free
            if field not in columns and fitting:
                columns[field] = fitting[0]
                free.remove(fitting[0])
    return {wanted.field: columns[wanted.field] for wanted in fields if wanted.field in columns}
