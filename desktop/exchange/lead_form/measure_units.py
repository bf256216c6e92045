"""The unit of measure in the brackets of a foreign head, and the conversion of its numbers into our unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from db.values.cell import fold
from db.values.measures import factor, measure

PLAIN = re.compile(r"[-+]?\d{1,15}(?:,\d{3})*(?:\.\d{1,15})?")
ONE = Decimal(1)


def bracket(text: str) -> str:
    """The unit at the end of a head: 万元 in 投资（单位：万元）."""
    match = re.search(r"[（(](?:单位[：:])?([^（()）]+)[)）]\s*$", text)
    return match[1].strip() if match else ""


@lru_cache(1000)
def times(given: str, own: str) -> Decimal | None:
    """The factor from `given` to `own`; 1 if either is unknown, None if they measure different things."""
    if not given or not own or given == own:
        return ONE
    their, our = measure(given), measure(own)
    return factor(their, our) if their.known and our.known else ONE


def scaled(value: Any, by: Decimal) -> Any:
    """A number, also one stored as text, multiplied by `by`; anything else unchanged."""
    if by == ONE or isinstance(value, bool):
        return value
    if isinstance(value, str) and PLAIN.fullmatch(text := fold(value).strip()):
        number = Decimal(text.replace(",", "")) * by
    elif isinstance(value, int | float):
        number = Decimal(repr(value)) * by
    else:
        return value
    return int(number) if number == number.to_integral_value() else float(number)
