"""Received rows checked by the rules, in a scratch database.

Figures are checked as they were reported: derived columns are stored in the scratch database as the sender computed them, since this office
may lack the months they come from; with another version of the pack, only columns that it derives differently are computed. `Judge`
keeps one scratch database for each pack, so that thirty files of one programme create its tables once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.office import driver, records, schema
from db.packs.model import Form, Pack
from db.packs.views import quoted
from db.periods.report_period import Period
from db.rules import engine
from db.rules.as_reported import as_reported
from db.rules.problem import Problem
from db.values.cell import EMPTY, Cell, Line, State, store
from db.values.field import Field
from db.values.kinds import kind_of
from db.values.outgoing import handed

if TYPE_CHECKING:
    from sqlite_utils import Database

ReturnRows = Mapping[str, Iterable[Line]]  # form id -> rows


class Judge:
    """Holds the scratch databases; close it, or use it in a `with`."""

    def __init__(self) -> None:
        self._scratch: dict[tuple[Pack, str], Database] = {}

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all scratch databases."""
        for database in self._scratch.values():
            database.close()
        self._scratch.clear()

    def problems(
        self,
        pack: Pack,
        period: Period,
        level: str,
        rows: ReturnRows,
        before: Mapping[Period, ReturnRows] | None = None,
        made_by: Pack | None = None,
    ) -> list[Problem]:
        """The problems of these rows; `before` are the rows of other periods that rules may read, `made_by` the pack of the return."""
        judged_pack = as_reported(pack, made_by or pack)
        conn = self._filled(judged_pack, level, {**(before or {}), period: rows}).conn
        return engine.problems(conn, judged_pack, period)

    def derived(
        self, pack: Pack, period: Period, level: str, rows: ReturnRows, before: Mapping[Period, ReturnRows] | None = None
    ) -> DerivedRows:
        """The rows with their derived columns computed from them and from `before`; valid until the next call."""
        conn = self._filled(pack, level, {**(before or {}), period: rows}).conn
        return DerivedRows(conn, period)

    def _filled(self, pack: Pack, level: str, periods: Mapping[Period, ReturnRows]) -> Database:
        key = pack, level
        if key not in self._scratch:
            self._scratch[key] = driver.scratch()
            schema.migrate(self._scratch[key])
            schema.fit(self._scratch[key], pack.forms, level)
        db = self._scratch[key]
        with db.atomic():
            for form in pack.forms:
                db.execute(f"DELETE FROM {quoted(form.table + '_rows')}")
                for period, rows in periods.items():
                    _load(db, form, period, rows.get(form.id, ()))
        return db


def with_notes(problems: Iterable[Problem], notes: Iterable[Mapping[str, str]]) -> list[Problem]:
    """The problems with the sender's notes."""
    texts = {(note.get("form"), note.get("row"), note.get("field"), note.get("message")): note.get("text", "") for note in notes}
    return [replace(problem, note=texts.get((problem.form, problem.row, problem.field, problem.message))) for problem in problems]


class DerivedRows:
    """The rows of a scratch database in the form they have in a return."""

    def __init__(self, conn: Any, period: Period) -> None:
        self._conn, self._period = conn, period

    def lines(self, form: Form) -> Iterator[Line]:
        """(row, cells) in the form's order; numbers to fifteen digits, personal data masked."""
        for record in records.rows(self._conn, form, self._period):
            yield record.row, tuple(handed(field, record.cells[field.id]) for field in form.fields)


def _load(db: Database, form: Form, period: Period, lines: Iterable[Line]) -> None:
    places = [(n, field) for n, field in enumerate(form.fields) if field in form.stored]
    names = ["row", "since", "until", "ord", "marks", *(field.id for _, field in places)]
    sql = f"INSERT INTO {quoted(form.table + '_rows')} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' * len(names))})"
    until = period.next.month  # the next period's rows follow right upon these
    db.conn.executemany(sql, (_stored(places, period.month, until, n, line) for n, line in enumerate(lines, 1)))


def _stored(places: Sequence[tuple[int, Field]], since: str, until: str, ord: int, line: Line) -> list[Any]:
    row, cells = line
    values, marks = [], {}
    for n, field in places:
        content, mark = store(_fitting(field, cells[n] if n < len(cells) else EMPTY))
        values.append(content)
        if mark:
            marks[field.id] = mark
    return [row, since, until, ord, json.dumps(marks, ensure_ascii=False) if marks else None, *values]


def _fitting(field: Field, cell: Cell) -> Cell:
    """The cell as a strict column accepts it: a value of another type becomes an unreadable text."""
    if cell.value is None:
        return cell
    sql = kind_of(field).sql
    if sql == "TEXT":
        return cell if isinstance(cell.value, str) else Cell(cell.state, str(cell.value))
    fits = sql == "REAL" or isinstance(cell.value, int) or (isinstance(cell.value, float) and cell.value.is_integer())
    return cell if not isinstance(cell.value, str) and fits else Cell(State.RAW, None, str(cell.value))
