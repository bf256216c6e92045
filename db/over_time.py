"""One row over several periods: flows 时期数 add up, stocks 时点数 stand as at the end, rates are computed from their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.additive import rate
from db.balance import exact, plain, total
from db.pack import Form
from db.periods import Period
from db.rollup import Rollup


@dataclass(frozen=True)
class Span:
    """A value over some periods, with the periods that had none: a missing month is named and is no zero."""

    value: int | float | None
    missing: tuple[Period, ...] = ()


def over(made: Sequence[Rollup], form: str, row: str, field: str = "current") -> Span:
    """The value of a row over the periods of these roll-ups, which are in their order."""
    values = {one.period: _held(one, form, row, field) for one in made}
    missing = tuple(period for period, value in values.items() if value is None)
    there = _form(made[-1], form) if made else None
    found = there.row(row) if there else None
    if there is None or found is None or found.nature == "milestone":
        return Span(None, missing)
    if found.nature == "rate":
        above, below = (over(made, form, part, field) for part in found.parts) if found.parts else (Span(None), Span(None))
        lacking = tuple(dict.fromkeys((*above.missing, *below.missing))) if found.parts else missing
        if above.value is None or below.value is None:
            return Span(None, lacking)
        quotient = rate(there, found, exact(above.value), exact(below.value))
        return Span(None if quotient is None else plain(quotient), lacking)
    held: list[Decimal] = [value for value in values.values() if value is not None]
    if not held:
        return Span(None, missing)
    return Span(plain(total(held)) if found.nature == "flow" else plain(held[-1]), missing)


def _form(made: Rollup, form: str) -> Form | None:
    return next((one for one in made.pack.forms if one.id == form), None)


def _held(made: Rollup, form: str, row: str, field: str) -> Decimal | None:
    there = _form(made, form)
    value = made.value(there, row, field) if there else None
    return exact(value) if isinstance(value, int | float) else None
