"""One row over several periods: flows 时期数 add up, stocks 时点数 stand as at the end, rates are computed from their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from db.additive import per
from db.balance import exact, plain, total
from db.pack import Form, Row
from db.periods import Period
from db.rollup import Rollup

RATIO = Context(prec=28)


@dataclass(frozen=True)
class Span:
    """A value over some periods, with the periods that had none: a missing month is named and is no zero."""

    value: int | float | None
    missing: tuple[Period, ...] = ()


def over(made: Sequence[Rollup], form: str, row: str, field: str = "current") -> Span:
    """The value of a row over the periods of these roll-ups, which are in their order."""
    values = {one.period: _held(one, form, row, field) for one in made}
    missing = tuple(period for period, value in values.items() if value is None)
    found = _found(made[-1], form, row) if made else None
    if found is None or found.nature == "milestone":
        return Span(None, missing)
    if found.nature == "rate":
        above, below = (over(made, form, part, field) for part in found.parts) if found.parts else (Span(None), Span(None))
        lacking = tuple(dict.fromkeys((*above.missing, *below.missing))) if found.parts else missing
        if above.value is None or not below.value:
            return Span(None, lacking)
        quotient = RATIO.divide(exact(above.value) * per(found.unit), exact(below.value))
        return Span(plain(quotient), lacking)
    there: list[Decimal] = [value for value in values.values() if value is not None]
    if not there:
        return Span(None, missing)
    return Span(plain(total(there)) if found.nature == "flow" else plain(there[-1]), missing)


def _form(made: Rollup, form: str) -> Form | None:
    return next((one for one in made.pack.forms if one.id == form), None)


def _found(made: Rollup, form: str, row: str) -> Row | None:
    there = _form(made, form)
    return there.row(row) if there else None


def _held(made: Rollup, form: str, row: str, field: str) -> Decimal | None:
    there = _form(made, form)
    value = made.value(there, row, field) if there else None
    return exact(value) if isinstance(value, int | float) else None
