"""Columns that a pack derives, computed by the level above for returns that were filled by hand without the program.

They are computed from what was typed and from the months before. They are no reported figures: the check code does not cover them. They
are computed again for later periods of a unit whenever one of its returns arrives, is sent back or counts again, so the order of arrival
makes no difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.messages import Sentence
from db.office import packs_in_use, unit_table
from db.packs import formulas
from db.packs.model import Form, Pack
from db.packs.renames import renamed
from db.periods import report_period
from db.periods.report_period import Period
from db.received import store
from db.received.store import Placed, Received
from db.rules.judge import Judge
from db.units import hierarchy
from db.values.cell import EMPTY, Cell, Line, packed
from db.values.field import Field

if TYPE_CHECKING:
    from sqlite_utils import Database

FilledColumns = Mapping[str, Sequence[str]]  # row -> the columns filled there although the pack derives them


def is_typed(form: Form, field: Field, row: str, filled: FilledColumns) -> bool:
    """Whether a cell is what was typed (or the pack's own text), and not computed."""
    return bool(field.const) or (form.typed(field, row) and (not field.fallback or field.id in filled.get(row, ())))


def typed(form: Form, row: str, cells: Sequence[Cell], filled: FilledColumns) -> tuple[Cell, ...]:
    """The cells of a row without what was computed."""
    return tuple(cell if is_typed(form, field, row, filled) else EMPTY for field, cell in zip(form.fields, cells, strict=True))


def filled(form: Form, lines: Iterable[Line]) -> dict[str, list[str]]:
    """Of rows as they were typed: the columns filled although the pack derives them."""
    places = [(n, one) for n, one in enumerate(form.fields) if one.fallback]
    found = {row: [one.id for n, one in places if cells[n] != EMPTY and form.typed(one, row)] for row, cells in lines} if places else {}
    return {row: names for row, names in found.items() if names}


def renew(db: Database, programme: str, unit: str, period: Period) -> None:
    """Compute anew what rests on the unit's return of `period`, in the transaction that is open."""
    with Judge() as judge:
        for later in _later(db.conn, programme, unit, period):
            newest = store.versions(db.conn, programme, later.label, unit)[-1]
            level = hierarchy.named(unit_table.units(db.conn), unit, later.last)
            if newest.head.get("by_hand") and level is not None:
                _compute(db, judge, newest, later, level.level)


def _later(conn: Any, programme: str, unit: str, period: Period) -> Iterator[Period]:
    """The periods after it that may look at it, in their order."""
    found = conn.execute("SELECT DISTINCT period FROM received WHERE programme = ? AND unit = ?", [programme, unit]).fetchall()
    known = sorted(report_period.parse(label) for (label,) in found)
    yield from (one for one in known if one > period and one.year <= period.year + 1)


def _compute(db: Database, judge: Judge, one: Received, period: Period, level: str) -> None:
    pack = packs_in_use.by_digests(db, one.programme, one.definitions)
    kept = {form.id: list(store.rows(db.conn, one, form)) for form in pack.forms}
    rows = {form.id: [(line.row, typed(form, line.row, line.cells, one.filled(form.id))) for line in kept[form.id]] for form in pack.forms}
    before = {other: store.earlier(db.conn, pack, one.unit, other) for other in report_period.before(period)}
    derived = judge.derived(pack, period, level, rows, {other: found for other, found in before.items() if found})
    for form in pack.forms:
        made = dict(derived.lines(form))
        for line in kept[form.id]:
            cells = _with(form, line.row, line.cells, made.get(line.row, ()), one.filled(form.id))
            if cells != line.cells:
                text = json.dumps([packed(cell) for cell in cells], ensure_ascii=False, separators=(",", ":"))
                db.execute("UPDATE received_row SET cells = ? WHERE received = ? AND form = ? AND n = ?", [text, one.id, form.id, line.n])


def _with(form: Form, row: str, cells: Sequence[Cell], made: Sequence[Cell], known: FilledColumns) -> tuple[Cell, ...]:
    """The typed cells as they are, the others as they were made."""
    if len(made) != len(cells):
        return tuple(cells)
    return tuple(old if is_typed(form, field, row, known) else new for field, old, new in zip(form.fields, cells, made, strict=True))


def inputs(
    conn: Any, one: Received, pack: Pack, form: Form, field: Field, row: str, period: Period
) -> Iterator[tuple[Period, Received, Placed, str, Cell]]:
    """The cells that were typed, of this return and of earlier ones, which a computed cell of it is computed from.

    (period, version, row, column as that version calls it, cell): what the expression names in this row, and over the months where it
    looks at them. `form` and `row` are those of `pack`, by which the return was made.
    """
    from sqlglot import exp

    names = [name.name for name in formulas.parse(field.derive).find_all(exp.Column)] if field.derive else []
    wanted = [name for name in dict.fromkeys(names) if form.has(name) and not form.field(name).const and name != field.id]
    found = form.row(row)
    over = [] if found is not None and found.nature != "flow" else _looked_at(field.derive, period)  # the months of a flow alone add up
    for other in [*reversed(over), period]:
        there = one if other == period else store.standing(conn, one.programme, other.label).get(one.unit)
        if there is None:
            continue
        made = store.pack_of(conn, there, pack)
        called, placed = renamed(form, made), store.placed_as(conn, there, form, made, row)
        for name in wanted if placed is not None else ():
            n, theirs = form.fields.index(form.field(name)), called.theirs(name)
            cell = placed.cells[n] if placed is not None and n < len(placed.cells) else EMPTY
            typed_there = theirs and is_typed(called.made, called.made.field(theirs), called.row(row), there.filled(form.id))
            if placed is not None and cell.value is not None and typed_there:
                yield other, there, placed, theirs, cell


def _looked_at(derive: str, period: Period) -> list[Period]:
    """The earlier periods that an expression looks at, the newest first."""
    found = [one for one in report_period.before(period) if one.year == period.year] if re.search(r"(?<!last_)year_sum\(", derive) else []
    if re.search(r"\b(prev_in_year|at_prev)\(|\bprev\.", derive) and period.previous not in found:
        found.append(period.previous)
    last = period.last_year
    if "last_year_sum(" in derive:
        found += [one for one in (last, *report_period.before(last)) if one.year == last.year]
    elif re.search(r"\bat_last\(|\blast\.", derive):
        found.append(last)
    return found


def gaps(conn: Any, pack: Pack, period: Period, by_hand: Mapping[str, str]) -> Iterator[Sentence]:
    """Which months the cumulative figures of the units that fill by hand (code -> name) lack: they are computed of what was received."""
    months = [one for one in reversed(report_period.before(period)) if one.year == period.year]
    if not months or not by_hand or not any("year_sum(" in field.derive for form in pack.forms for field in form.fields):
        return
    known = {one: store.standing(conn, pack.id, one.label).keys() for one in months}
    first = next((one for one in months if known[one]), period)
    if first != months[0]:
        yield Sentence("空白表填报的，本年累计从{period}起算，以前各期没有收到。", period=first.title)
    lacking = [(name, [one for one in months if one >= first and code not in known[one]]) for code, name in by_hand.items()]
    names = tuple(Sentence("{unit}{periods}", unit=name, periods=tuple(one.title for one in gap)) for name, gap in lacking if gap)
    if names:
        yield Sentence("本年累计里缺：{names}", names=names)
