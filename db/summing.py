"""Which columns of a form add up over units, and what the others become: computed anew from the sums, or left empty and said so.

Sums are of what was reported. A column that the pack derives is computed on the summed parts by its own SQL expression: the sums are put
into a scratch database and read from the view. A rate is never averaged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from db import expressions
from db.additive import NUMBERS, TOTAL, own_goal, per
from db.balance import plain
from db.cells import EMPTY, Line, value
from db.fields import Field
from db.judge import Judge
from db.pack import Form, Pack
from db.periods import Period
from db.views import OVER_TIME

RATIO = Context(prec=28)
Sums = Mapping[tuple[str, str], Decimal]  # (row, field) -> sum


def totals(judge: Judge, pack: Pack, period: Period, level: str, form: Form, sums: Sums) -> dict[str, dict[str, Any]]:
    """Row -> field -> value: the sums, rates from their parts, and what the pack derives from both. What has no value is left out."""
    found = dict(sums)
    for row in form.rows:
        for field in form.fields:
            if row.parts and field.unit == "row" and not own_goal(field, row, level, period.year):
                above, below = (sums.get((part, field.id)) for part in row.parts)
                if above is not None and below:
                    found[row.code, field.id] = RATIO.divide(above * per(row.unit), below)
    codes = [row.code for row in form.rows if not row.heading] if form.fixed else [TOTAL]
    lines: list[Line] = []
    for code in codes:
        cells = (found.get((code, one.id)) for one in form.fields)
        lines.append((code, tuple(EMPTY if one is None else value(plain(one)) for one in cells)))
    alone = summed(pack, form)
    derived = dict(judge.derived(alone, period, level, {form.id: lines}).lines(alone.forms[0]))
    out: dict[str, dict[str, Any]] = {}
    for code in codes:
        cells_ = derived.get(code, ())
        values = {one.id: cell.value for one, cell in zip(form.fields, cells_, strict=False) if cell.value is not None}
        for field in form.fields:
            if (code, field.id) in found:  # as it was summed: the view keeps fifteen digits
                values[field.id] = plain(found[code, field.id])
        out[code] = values
    return out


@lru_cache(maxsize=256)
def summed(pack: Pack, form: Form) -> Pack:
    """The pack with this form alone, its columns as sums have them: what adds up is kept, the rest is derived or stands empty."""
    fields = tuple(_of_sums(form, one) for one in form.fields)
    alone = replace(form, fields=fields, rules=())
    return replace(pack, forms=(alone,), rules=())


def _of_sums(form: Form, field: Field) -> Field:
    if field.const or not field.derive or (form.fixed and field.unit == "row" and field.fallback):
        return field
    if form.fixed:
        return replace(field, derive="", derive_for={}) if field.unit == "row" else field
    return field if not field.total and _from_totals(form, field, set()) else replace(field, derive="", fallback=False)


def _from_totals(form: Form, field: Field, seen: set[str]) -> bool:
    """Whether a derived number of a ledger follows from totalled columns alone."""
    if field.total:
        return field.kind in NUMBERS
    if not field.derive or field.kind not in NUMBERS or field.id in seen or any(name in field.derive for name in OVER_TIME):
        return False
    from sqlglot import exp

    names = {one.name for one in expressions.parse(field.derive).find_all(exp.Column)}
    return bool(names) and all(form.has(one) and _from_totals(form, form.field(one), seen | {field.id}) for one in names)


def parts_of(form: Form, row: str, field: Field) -> tuple[tuple[str, str], ...]:
    """The cells a computed one is computed from: the two parts of a rate, or the columns its expression names."""
    found = form.row(row)
    if found is not None and found.parts and field.unit == "row":
        return tuple((part, field.id) for part in found.parts)
    if not field.derive:
        return ()
    from sqlglot import exp

    names = dict.fromkeys(one.name for one in expressions.parse(field.derive).find_all(exp.Column))
    return tuple((row, one) for one in names if form.has(one) and not form.field(one).const)
