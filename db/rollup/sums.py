"""Which columns of a form add up over units; the others are computed from the sums, or left empty with a remark.

Sums are of what was reported. A column that the pack derives is computed on the summed parts by its own SQL expression: the sums are put
into a scratch database and read from the view. A rate is never averaged.

A `SumRemarks` collects the remarks on the totals of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field as attribute, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from db.messages import Sentence
from db.packs import formulas
from db.packs.additivity import TOTAL, WIDE, adds_up, own_goal, rate
from db.packs.model import Form, Pack, Row
from db.packs.views import OVER_TIME
from db.periods.report_period import Period
from db.received.store import Placed
from db.rules.judge import Judge
from db.values.cell import EMPTY, NA, Cell, Line, State, value
from db.values.exact import add, as_number, total
from db.values.field import Field
from db.values.kinds import kind_of

MOST = 5  # places that are named
BEFORE = re.compile(r"\b(prev_in_year|at_prev)\(")
Sums = Mapping[tuple[str, str], Decimal]  # (row, field) -> sum
LevelAndYear = tuple[str, int]  # the level whose totals they are, and the year: which targets are its own


@dataclass
class SumRemarks:
    """The cells of a sum that are `marked` 待核 or 不适用, by row the units that have one part of a rate alone (`halves`), and by place
    whether all units call the cell 不适用 (`nowhere`). By column the units whose figure is computed from the period before: `unknown` are
    the rows where that is missing, `known` the others."""

    marked: dict[State, dict[str, None]] = attribute(default_factory=dict)
    halves: dict[str, list[str]] = attribute(default_factory=dict)
    nowhere: dict[tuple[str, str], bool] = attribute(default_factory=dict)
    unknown: dict[str, dict[str, list[str]]] = attribute(default_factory=dict)
    known: set[tuple[str, str]] = attribute(default_factory=set)

    def mark(self, cell: Cell, place: str) -> None:
        """Note a cell of a sum, if it is marked."""
        if cell.state in (State.CHECK, State.NA):
            self.marked.setdefault(cell.state, {})[place] = None

    @property
    def lines(self) -> tuple[Sentence, ...]:
        """A sentence for each kind."""
        check, none = (list(self.marked.get(one, ())) for one in (State.CHECK, State.NA))
        halves = [f"{name} {row}" for row, names in self.halves.items() for name in names]
        told = [Sentence("待核：{places}", places=_some(check))] if check else []
        told += [Sentence("不适用：{places}", places=_some(none))] if none else []
        told += [Sentence("分子分母不全、没有计入：{places}", places=_some(halves))] if halves else []
        for field, units in self.unknown.items():
            names = tuple(name if (field, name) not in self.known else f"{name} {'、'.join(rows)}" for name, rows in units.items())
            told.append(Sentence("没有上一期的累计、算不出{field}，{field}合计没有计入：{names}", field=field, names=names))
        return tuple(told)


def _some(places: Sequence[str]) -> Sentence | tuple[str, ...]:
    some = tuple(places[:MOST])
    return some if len(places) <= MOST else Sentence("{some} 等 {n} 处", some=some, n=len(places))


def own(form: Form, whose: LevelAndYear, name: str, rows: Iterable[Placed], told: SumRemarks) -> dict[tuple[str, str], Decimal]:
    """The sums of the rows of one unit, which is called `name`; marked cells are `told`."""
    found: dict[tuple[str, str], Decimal] = {}
    for one in rows:
        row = form.row(one.row)
        for field, cell in zip(form.fields, one.cells, strict=True):
            if form.fixed and kind_of(field).quantity:
                told.nowhere[one.row, field.id] = told.nowhere.get((one.row, field.id), True) and cell == NA
            if form.fixed and _from_before(form, one, field) and adds_up(form, field, row):
                if cell == EMPTY:
                    told.unknown.setdefault(field.title, {}).setdefault(name, []).append(one.row)
                else:
                    told.known.add((field.title, name))
            if cell != EMPTY and adds_up(form, field, row) and not own_goal(field, row, *whose):
                told.mark(cell, f"{name} {one.row if form.fixed else field.title}")
                if cell.state in (State.VALUE, State.CHECK) and isinstance(cell.value, int | float):
                    add(found, (one.row if form.fixed else TOTAL, field.id), cell.value)
    return found


def _from_before(form: Form, line: Placed, field: Field) -> bool:
    """Whether the figure of a flow is computed from the period before, and what it takes from its own is there."""
    row = form.row(line.row)
    if (
        row is None
        or row.nature != "flow"
        or not field.derive
        or field.fallback
        or form.typed(field, line.row)
        or not BEFORE.search(field.derive)
    ):
        return False
    cells = dict(zip((one.id for one in form.fields), line.cells, strict=True))
    return all(cells[id].value is not None for _, id in parts_of(form, line.row, field))


def added(by: Iterable[Sums]) -> dict[tuple[str, str], Decimal]:
    """The sums of several."""
    found: dict[tuple[str, str], Decimal] = {}
    for one in by:
        for key, amount in one.items():
            add(found, key, amount)
    return found


def rates(form: Form, whose: LevelAndYear, by: Sequence[Sums], beside: Sums) -> dict[tuple[str, str], Decimal]:
    """The rates from their parts: those of the units that have both (`by` unit), and what is adjusted `beside` them."""
    found: dict[tuple[str, str], Decimal] = {}
    for row, field in _rated(form, whose):
        keys = [(part, field.id) for part in row.parts]
        whole = [one for one in by if all(key in one for key in keys)]
        above, below = (total(one.get(key, 0) for one in (*whole, beside)) for key in keys)
        quotient = rate(form, row, above, below) if whole else None
        if quotient is not None:
            found[row.code, field.id] = quotient
    return found


def halves(form: Form, whose: LevelAndYear, one: Sums) -> list[str]:
    """The rows whose rate a unit does not count in, because it has one part alone."""
    some = [row.code for row, field in _rated(form, whose)
            if field.id in WIDE and len({part for part in row.parts if (part, field.id) in one}) == 1]  # fmt: skip
    return list(dict.fromkeys(some))


def _rated(form: Form, whose: LevelAndYear) -> Iterator[tuple[Row, Field]]:
    """The cells that are computed from two others of their column."""
    for row in form.rows:
        yield from ((row, field) for field in form.fields if row.parts and field.unit == "row" and not own_goal(field, row, *whose))


def totals(judge: Judge, pack: Pack, period: Period, level: str, form: Form, found: Sums) -> dict[str, dict[str, Any]]:
    """Row -> field -> value: what was `found` (sums and rates), and what the pack derives from it. What has no value is left out."""
    codes = [row.code for row in form.rows if not row.heading] if form.fixed else [TOTAL]
    lines: list[Line] = []
    for code in codes:
        cells = (found.get((code, one.id)) for one in form.fields)
        lines.append((code, tuple(EMPTY if one is None else value(as_number(one)) for one in cells)))
    alone = summed(pack, form)
    derived = dict(judge.derived(alone, period, level, {form.id: lines}).lines(alone.forms[0]))
    out: dict[str, dict[str, Any]] = {}
    for code in codes:
        cells_ = derived.get(code, ())
        values = {one.id: cell.value for one, cell in zip(form.fields, cells_, strict=False) if cell.value is not None}
        for field in form.fields:
            if (code, field.id) in found:  # as it was summed: the view keeps fifteen digits
                values[field.id] = as_number(found[code, field.id])
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
        return kind_of(field).quantity
    if not field.derive or not kind_of(field).quantity or field.id in seen or any(name in field.derive for name in OVER_TIME):
        return False
    from sqlglot import exp

    names = {one.name for one in formulas.parse(field.derive).find_all(exp.Column)}
    return bool(names) and all(form.has(one) and _from_totals(form, form.field(one), seen | {field.id}) for one in names)


def parts_of(form: Form, row: str, field: Field) -> tuple[tuple[str, str], ...]:
    """The cells a computed one is computed from: the two parts of a rate, or the columns its expression names."""
    found = form.row(row)
    if found is not None and found.parts and field.unit == "row":
        return tuple((part, field.id) for part in found.parts)
    if not field.derive:
        return ()
    from sqlglot import exp

    names = dict.fromkeys(one.name for one in formulas.parse(field.derive).find_all(exp.Column))
    return tuple((row, one) for one in names if form.has(one) and not form.field(one).const)
