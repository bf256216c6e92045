"""Which cells add up over units: quantities in the row's own unit, and the totalled columns of ledgers; never rates, nodes or texts."""

from __future__ import annotations

from db.fields import Field
from db.pack import Form, Row

TOTAL = "合计"  # the row of a ledger's totals
NUMBERS = frozenset(("integer", "number", "percent"))
WIDE = ("current", "ytd")  # the columns of an indicator form that a roll-up prints unit beside unit
SUMMED = frozenset(("flow", "stock", "count"))


def adds_up(form: Form, field: Field, row: Row | None) -> bool:
    """Whether a column's values of several units may be added in this row (None in a ledger)."""
    if field.kind not in NUMBERS:
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
    return 100 if unit == "%" or unit.endswith("=100") else 1000 if unit == "‰" else 1
