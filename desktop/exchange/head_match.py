"""Finding a form by the texts of its heads, for sheets that lost their tags or never had any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop.exchange.sheetmap import SheetMap, bare

DEEP = 60  # rows in which heads are looked for
ENOUGH = 0.6  # of a form's heads


def match(sheet: str, rows: Sequence[Sequence[Any]], forms: Mapping[str, Sequence[tuple[str, str]]]) -> SheetMap | None:
    """The map of the form whose heads stand on the sheet best; `forms` is form id -> (field id, title) in order.

    A head may stand in one row or, merged over two, in the upper one. A title that two fields of a form share is told by order.
    """
    best: tuple[float, SheetMap] | None = None
    for number, row in enumerate(rows[:DEEP], 1):
        lower = [bare(one) if isinstance(one, str) else "" for one in row]
        upper = [bare(one) if isinstance(one, str) else "" for one in rows[number - 2]] if number > 1 else []
        for form, fields in forms.items():
            for heads in (lower, _joined(upper, lower)):
                columns = _columns(heads, fields)
                share = len(columns) / len(fields)
                if len(columns) >= 2 and share >= ENOUGH and (best is None or share > best[0]):
                    best = share, SheetMap(form, sheet, columns, None, number)
    return best[1] if best else None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The lower head where there is one, else the upper, which then is merged over both."""
    return [low or (upper[n] if n < len(upper) else "") for n, low in enumerate(lower)]


def _columns(heads: Sequence[str], fields: Iterable[tuple[str, str]]) -> dict[str, int]:
    places: dict[str, list[int]] = {}
    for n, head in enumerate(heads, 1):
        if head:
            places.setdefault(head, []).append(n)
    found = {}
    for field, title in fields:
        if numbers := places.get(bare(title)):
            found[field] = numbers.pop(0)
    return found
