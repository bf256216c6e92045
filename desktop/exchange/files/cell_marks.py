"""What a cell says besides its value: that it shows a percentage, holds an error, or was never computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

Place = tuple[int, int]  # row and column from 1
BUILT_IN = frozenset((9, 10))  # 0% and 0.00%
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class CellMarks(NamedTuple):
    """The cells of one sheet with a percent format, and those with #N/A, #REF! ... or `UNCOMPUTED` in place of a value."""

    percents: frozenset[Place] = frozenset()
    faults: Mapping[Place, str] = {}


def shows_percent(format_code: str) -> bool:
    """Whether a number format shows a hundredfold with a percent sign; one that is quoted is only a letter."""
    return "%" in LITERAL.sub("", format_code)


def as_percent(value: Any) -> Any:
    """0.85 in a cell that shows 85% is 85%."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return f"{float(f'{value * 100:.15g}')!r}%"
