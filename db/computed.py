"""What the level above computes of returns filled by hand: the columns a pack derives, from what was typed and the months before.

They are no reported figures: the check code does not bind them, and they are computed anew for the later periods of a unit whenever one of
its returns comes, is sent back or counts again. So the order of arrival makes no difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from db import definitions, periods, received, unit_table, units
from db.cells import Line, packed
from db.fields import EMPTY, Cell, Field
from db.judge import Judge
from db.pack import Form
from db.periods import Period
from db.received import Received

if TYPE_CHECKING:
    from sqlite_utils import Database

Filled = Mapping[str, Sequence[str]]  # row -> the columns filled there although the pack derives them


def is_typed(form: Form, field: Field, row: str, filled: Filled) -> bool:
    """Whether a cell is what was typed (or the pack's own text), and not computed."""
    return bool(field.const) or (form.typed(field, row) and (not field.fallback or field.id in filled.get(row, ())))


def typed(form: Form, row: str, cells: Sequence[Cell], filled: Filled) -> tuple[Cell, ...]:
    """The cells of a row without what was computed."""
    return tuple(cell if is_typed(form, field, row, filled) else EMPTY for field, cell in zip(form.fields, cells, strict=True))


def filled(form: Form, lines: Iterable[Line]) -> dict[str, list[str]]:
    """Of rows as they were typed: the columns filled although the pack derives them."""
    places = [(n, one) for n, one in enumerate(form.fields) if one.fallback]
    found = {row: [one.id for n, one in places if cells[n] != EMPTY and form.typed(one, row)] for row, cells in lines} if places else {}
    return {row: names for row, names in found.items() if names}


def axis(period: Period) -> list[Period]:
    """The periods a derived column may look at: those before it in its year, and all of last year's."""
    found, one = [], period.previous
    while one.year >= period.year - 1:
        found.append(one)
        one = one.previous
    return found


def renew(db: Database, programme: str, unit: str, period: Period) -> None:
    """Compute anew what rests on the unit's return of `period`, in the transaction that is open."""
    with Judge() as judge:
        for later in _later(db.conn, programme, unit, period):
            newest = received.versions(db.conn, programme, later.label, unit)[-1]
            level = units.named(unit_table.units(db.conn), unit, later.last)
            if newest.head.get("by_hand") and level is not None:
                _compute(db, judge, newest, later, level.level)


def _later(conn: Any, programme: str, unit: str, period: Period) -> Iterator[Period]:
    """The periods after it that may look at it, in their order."""
    found = conn.execute("SELECT DISTINCT period FROM received WHERE programme = ? AND unit = ?", [programme, unit]).fetchall()
    known = sorted(map(periods.parse, (label for (label,) in found)), key=lambda one: one.first)
    yield from (one for one in known if one.first > period.first and one.year <= period.year + 1)


def _compute(db: Database, judge: Judge, one: Received, period: Period, level: str) -> None:
    pack = definitions.by_digests(db, one.programme, one.definitions)
    kept = {form.id: list(received.rows(db.conn, one, form)) for form in pack.forms}
    rows = {form.id: [(line.row, typed(form, line.row, line.cells, one.filled(form.id))) for line in kept[form.id]] for form in pack.forms}
    before = {other: received.earlier(db.conn, pack, one.unit, other) for other in axis(period)}
    derived = judge.derived(pack, period, level, rows, {other: found for other, found in before.items() if found})
    for form in pack.forms:
        made = dict(derived.lines(form))
        for line in kept[form.id]:
            cells = _with(form, line.row, line.cells, made.get(line.row, ()), one.filled(form.id))
            if cells != line.cells:
                text = json.dumps([packed(cell) for cell in cells], ensure_ascii=False, separators=(",", ":"))
                db.execute("UPDATE received_row SET cells = ? WHERE received = ? AND form = ? AND n = ?", [text, one.id, form.id, line.n])


def _with(form: Form, row: str, cells: Sequence[Cell], made: Sequence[Cell], known: Filled) -> tuple[Cell, ...]:
    """The typed cells as they are, the others as they were made."""
    if len(made) != len(cells):
        return tuple(cells)
    return tuple(old if is_typed(form, field, row, known) else new for field, old, new in zip(form.fields, cells, made, strict=True))
