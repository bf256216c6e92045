"""Derived columns, computed by the receiving office for returns that were filled by hand without the program.

They are computed from typed cells of this and of earlier months. They are not reported figures: the check code does not cover them. They
are computed again for later periods of a unit whenever one of its returns arrives, is sent back or counts again, so the order of arrival
makes no difference.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db.messages import Sentence, together
from db.office import packs_in_use, programme_span, unit_table
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

FilledColumns = Mapping[str, Sequence[str]]  # row -> its derived columns that were filled


def is_typed(form: Form, field: Field, row: str, filled: FilledColumns) -> bool:
    """Whether a cell was typed (or is a constant of the pack), and not computed."""
    return bool(field.const) or (form.typed(field, row) and (not field.fallback or field.id in filled.get(row, ())))


def typed(form: Form, row: str, cells: Sequence[Cell], filled: FilledColumns) -> tuple[Cell, ...]:
    """The cells of a row with computed ones empty."""
    return tuple(cell if is_typed(form, field, row, filled) else EMPTY for field, cell in zip(form.fields, cells, strict=True))


def filled(form: Form, lines: Iterable[Line]) -> dict[str, list[str]]:
    """For rows as they were typed: by row the derived columns that were filled."""
    places = [(n, field) for n, field in enumerate(form.fields) if field.fallback]
    by_row = (
        {row: [field.id for n, field in places if cells[n] != EMPTY and form.typed(field, row)] for row, cells in lines} if places else {}
    )
    return {row: names for row, names in by_row.items() if names}


def compute_again(db: Database, programme: str, unit: str, period: Period) -> None:
    """Compute again the derived columns of later periods that depend on the unit's return of `period`, in the open transaction."""
    with Judge() as judge:
        for later in _later(db.conn, programme, unit, period):
            newest = store.versions(db.conn, programme, later.label, unit)[-1]
            level = hierarchy.unit_on(unit_table.units(db.conn), unit, later.last)
            if newest.head.get("by_hand") and level is not None:
                _compute(db, judge, newest, later, level.level)


def _later(conn: Any, programme: str, unit: str, period: Period) -> Iterator[Period]:
    """The later received periods whose derived columns may read `period`, in order."""
    labels = conn.execute("SELECT DISTINCT period FROM received WHERE programme = ? AND unit = ?", [programme, unit]).fetchall()
    known = sorted(report_period.parse(label) for (label,) in labels)
    yield from (other for other in known if other > period and other.year <= period.year + 1)


def _compute(db: Database, judge: Judge, received: Received, period: Period, level: str) -> None:
    pack = packs_in_use.by_digests(db, received.programme, received.definitions)
    stored = {form.id: list(store.rows(db.conn, received, form)) for form in pack.forms}
    rows = {
        form.id: [(line.row, typed(form, line.row, line.cells, received.filled_columns(form.id))) for line in stored[form.id]]
        for form in pack.forms
    }
    before = {other: store.earlier(db.conn, pack, received.unit, other) for other in report_period.before(period)}
    derived = judge.derived(pack, period, level, rows, {other: lines_by_form for other, lines_by_form in before.items() if lines_by_form})
    for form in pack.forms:
        computed = dict(derived.lines(form))
        for line in stored[form.id]:
            cells = _with(form, line.row, line.cells, computed.get(line.row, ()), received.filled_columns(form.id))
            if cells != line.cells:
                text = json.dumps([packed(cell) for cell in cells], ensure_ascii=False, separators=(",", ":"))
                db.execute(
                    "UPDATE received_row SET cells = ? WHERE received = ? AND form = ? AND n = ?", [text, received.id, form.id, line.n]
                )


def _with(form: Form, row: str, cells: Sequence[Cell], computed: Sequence[Cell], known: FilledColumns) -> tuple[Cell, ...]:
    """The row with typed cells unchanged and the others from `computed`."""
    if len(computed) != len(cells):
        return tuple(cells)
    return tuple(old if is_typed(form, field, row, known) else new for field, old, new in zip(form.fields, cells, computed, strict=True))


def inputs(
    conn: Any, received: Received, pack: Pack, form: Form, field: Field, row: str, period: Period
) -> Iterator[tuple[Period, Received, Placed, str, Cell]]:
    """The typed cells, of this and of earlier returns, from which a derived cell of this return is computed.

    Gives (period, version, row, column id in that version, cell) for the fields in the expression, also in the earlier periods that it
    reads. `form` and `row` are those of `pack`, by which the return was made.
    """
    from sqlglot import exp

    names = [name.name for name in formulas.parse(field.derive).find_all(exp.Column)] if field.derive else []
    wanted = [name for name in dict.fromkeys(names) if form.has(name) and not form.field(name).const and name != field.id]
    fixed_row = form.row(row)
    earlier_periods = (
        [] if fixed_row is not None and fixed_row.nature != "flow" else _looked_at(field.derive, period)
    )  # the months of a flow alone add up
    for other in [*reversed(earlier_periods), period]:
        other_received = received if other == period else store.standing(conn, received.programme, other.label).get(received.unit)
        if other_received is None:
            continue
        made_by = store.pack_of(conn, other_received, pack)
        renames, placed = renamed(form, made_by), store.placed_as(conn, other_received, form, made_by, row)
        for name in wanted if placed is not None else ():
            n, theirs = form.fields.index(form.field(name)), renames.theirs(name)
            cell = placed.cells[n] if placed is not None and n < len(placed.cells) else EMPTY
            typed_there = theirs and is_typed(
                renames.made_form, renames.made_form.field(theirs), renames.row(row), other_received.filled_columns(form.id)
            )
            if placed is not None and cell.value is not None and typed_there:
                yield other, other_received, placed, theirs, cell


def _looked_at(derive: str, period: Period) -> list[Period]:
    """The earlier periods that an expression reads, newest first."""
    periods = (
        [earlier for earlier in report_period.before(period) if earlier.year == period.year]
        if re.search(r"(?<!last_)year_sum\(", derive)
        else []
    )
    if re.search(r"\b(prev_in_year|at_prev)\(|\bprev\.", derive) and period.previous not in periods:
        periods.append(period.previous)
    last = period.last_year
    if "last_year_sum(" in derive:
        periods += [earlier for earlier in (last, *report_period.before(last)) if earlier.year == last.year]
    elif re.search(r"\bat_last\(|\blast\.", derive):
        periods.append(last)
    return periods


def gaps(conn: Any, pack: Pack, period: Period, by_hand: Mapping[str, str]) -> Iterator[Sentence]:
    """Sentences on months missing in cumulative figures of units that fill by hand (code -> name), computed from received returns."""
    months = [month for month in reversed(report_period.before(period)) if month.year == period.year]
    months = [month for month in months if pack.first is None or month >= pack.first]
    if not months or not by_hand or not _adds_months(pack):
        return
    known = {month: store.standing(conn, pack.id, month.label).keys() for month in months}
    first = next((month for month in months if known[month]), period)
    if first != months[0]:
        yield Sentence("空白表填报的，本年累计从{period}起算，以前各期没有收到。", period=first.title)
    span, units = programme_span.span(conn, pack), unit_table.units(conn)
    lacking: dict[tuple[Period, ...], list[str]] = {}
    for code, name in by_hand.items():
        missing = (month for month in months if month >= first and code not in known[month])
        lacking.setdefault(tuple(month for month in missing if programme_span.owed(span, units, code, month)), []).append(name)
    names = [Sentence("{units}{periods}", units=tuple(named), periods=report_period.ranges(gap)) for gap, named in lacking.items() if gap]
    if names:
        yield Sentence("本年累计里缺：{names}", names=together(names))


def _adds_months(pack: Pack) -> bool:
    """Whether any figure of a row is computed by adding the months of the year: a flow that is typed month by month, a ledger's column."""
    return any(
        re.search(r"(?<!last_)year_sum\(", field.derive)
        and (not form.fixed or any(row.nature == "flow" and not form.typed(field, row.code) for row in form.rows))
        for form in pack.forms
        for field in form.fields
    )
