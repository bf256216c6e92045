"""Which cells add up over units: quantities in the row's own unit, and the totalled columns of ledgers; never rates, nodes or texts.

A rate is computed from its two parts, in its own unit of measure.
"""

from __future__ import annotations

from decimal import Context, Decimal

from db.messages import Sentence
from db.packs.model import Form, Row
from db.values.cell import fold
from db.values.field import Field
from db.values.kinds import kind_of
from db.values.measures import MEASURED, Measure, factor, measure

TOTAL = "合计"  # the row of a ledger's totals
WIDE = ("current", "ytd")  # the columns of an indicator form that a roll-up prints unit beside unit
SUMMED = frozenset(("flow", "stock", "count"))
RATIO = Context(prec=28)


def adds_up(form: Form, field: Field, row: Row | None) -> bool:
    """Whether a column's values of several units may be added in this row (None in a ledger)."""
    if not kind_of(field).quantity:
        return False
    if not form.fixed:
        return field.total
    return form.kind == "indicators" and field.unit == "row" and row is not None and not row.heading and row.nature in SUMMED


def own_goal(field: Field, row: Row | None, level: str, year: int) -> bool:
    """Whether the cell is the target of this office's own level for the year, which is no sum of those below."""
    target = row.target if row is not None and field.derive == "goal" else None
    return target is not None and target.scope == level and year in target.years


def per(unit: str) -> int:
    """How many a rate is written per: 100 for % and for indices such as 女=100, 1000 for ‰, else 1."""
    found = measure(unit)
    return int(100 / found.scale) if found.dimension == "比率" else 100 if unit.endswith("=100") else 1


def times(unit: str, above: str, below: str) -> Decimal | None:
    """What the ratio of two numbers, by their units of measure, is multiplied by to be in `unit`; None where the three do not go together.

    万平方米 over 户 is 10000 times as many 平方米 (or 平方米/户) for each 户.
    """
    over, under = measure(above), measure(below)
    if per(unit) > 1 or unit in ("", "倍"):
        share = _share(over, under)
        return None if share is None else share * per(unit)
    own, _, each = fold(unit).partition("/")
    made, divided = factor(over, measure(own)), factor(under, measure(each)) if each else under.magnitude
    return None if made is None or divided is None else made / divided


def not_together(unit: str, above: str, below: str) -> Sentence:
    """That the units of measure of a rate and its parts do not go together."""
    return Sentence(
        "计量单位不合：“{above}”÷“{below}”算不出“{unit}”；请改计量单位，如“{above}/{below}”", unit=unit, above=above, below=below
    )


def _share(over: Measure, under: Measure) -> Decimal | None:
    """How many `under` one `over` is; whatever is counted may be a share of whatever is counted."""
    counted = not {over.dimension, under.dimension} & MEASURED
    return over.magnitude / under.magnitude if counted else factor(over, under)


def measures(form: Form, row: Row) -> tuple[str, str, str]:
    """The units of measure of a rate and its two parts."""
    above, below = (found.unit if (found := form.row(part)) else "" for part in row.parts)
    return row.unit, above, below


def rate(form: Form, row: Row, above: Decimal, below: Decimal) -> Decimal | None:
    """The rate of a row from its two parts; None over nothing, or where the units of measure do not go together."""
    many = times(*measures(form, row))
    return RATIO.divide(above * many, below) if below and many is not None else None
