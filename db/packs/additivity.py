"""Which cells add up over units: quantities of indicators, and the totalled columns of ledgers; never rates, milestones or texts.

The rate of a total is computed from its two parts, in its own unit of measure.
"""

from __future__ import annotations

from decimal import Context, Decimal

from db.messages import Sentence
from db.packs.model import Form, Row
from db.values.cell import fold
from db.values.field import Field
from db.values.kinds import kind_of
from db.values.measures import MEASURED, Measure, factor, measure

TOTAL = "合计"  # the total row of a ledger
WIDE = ("current", "ytd")  # the columns of an indicator form that a roll-up prints for all units side by side
SUMMED = frozenset(("flow", "stock", "count"))
RATIO = Context(prec=28)


def adds_up(form: Form, field: Field, row: Row | None) -> bool:
    """Whether the values of several units in this column and `row` (None in a ledger) may be added."""
    if not kind_of(field).quantity:
        return False
    if not form.fixed:
        return field.total
    return form.kind == "indicators" and field.unit == "row" and row is not None and not row.heading and row.nature in SUMMED


def own_goal(field: Field, row: Row | None, level: str, year: int) -> bool:
    """Whether the cell is the target of this office's own level for the year, which is not the sum of the targets below."""
    target = row.target if row is not None and field.derive == "goal" else None
    return target is not None and target.scope == level and year in target.years


def rate_base(unit: str) -> int:
    """The base of a rate in this unit: 100 for % and for indices such as 女=100, 1000 for ‰, else 1."""
    measured = measure(unit)
    return int(100 / measured.scale) if measured.dimension == "比率" else 100 if unit.endswith("=100") else 1


def rate_factor(unit: str, above: str, below: str) -> Decimal | None:
    """The factor from the ratio of numbers in the units `above` and `below` to `unit`; None where the units do not fit.

    A ratio of 万平方米 to 户 is multiplied by 10000 to be in 平方米 or 平方米/户.
    """
    over, under = measure(above), measure(below)
    if rate_base(unit) > 1 or unit in ("", "倍"):
        share = _share(over, under)
        return None if share is None else share * rate_base(unit)
    own, _, each = fold(unit).partition("/")
    upper, lower = factor(over, measure(own)), factor(under, measure(each)) if each else under.magnitude
    return None if upper is None or lower is None else upper / lower


def measures_do_not_fit(unit: str, above: str, below: str) -> Sentence:
    """The sentence that the units of measure of a rate and its parts do not fit."""
    return Sentence(
        "计量单位不合：“{above}”÷“{below}”算不出“{unit}”；请改计量单位，如“{above}/{below}”", unit=unit, above=above, below=below
    )


def _share(over: Measure, under: Measure) -> Decimal | None:
    """How many `under` one `over` is; None where they do not fit. Units that are not measured (户, 个 ...) all fit each other."""
    counted = not {over.dimension, under.dimension} & MEASURED
    return over.magnitude / under.magnitude if counted else factor(over, under)


def measures(form: Form, row: Row) -> tuple[str, str, str]:
    """The units of measure of a rate and its two parts."""
    above, below = (part_row.unit if (part_row := form.row(part)) else "" for part in row.parts)
    return row.unit, above, below


def rate(form: Form, row: Row, above: Decimal, below: Decimal) -> Decimal | None:
    """The rate of a row from its two parts; None where `below` is 0 or the units of measure do not fit."""
    many = rate_factor(*measures(form, row))
    return RATIO.divide(above * many, below) if below and many is not None else None
