"""Received rows judged by the engine of rules, in a scratch database.

What was reported is judged as reported: columns that a pack derives are stored in the scratch database as the sender computed them, since
the office above need not have the months they come from; with another version of the pack, only columns that it derives differently are
computed. `Judge` keeps one scratch database for each pack, so that thirty files of one programme fit it once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.office import driver, records, schema
from db.packs.model import Form, Pack
from db.packs.renames import FormRenames, renamed
from db.packs.views import quoted
from db.periods.report_period import Period
from db.rules import engine
from db.rules.problem import Problem
from db.values.cell import EMPTY, Cell, Line, State, store
from db.values.field import Field
from db.values.kinds import KINDS
from db.values.outgoing import handed

if TYPE_CHECKING:
    from sqlite_utils import Database

ReturnRows = Mapping[str, Iterable[Line]]  # form id -> rows


class Judge:
    """Scratch databases; close it, or use it in a `with`."""

    def __init__(self) -> None:
        self._scratch: dict[tuple[Pack, str], Database] = {}

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget everything."""
        for one in self._scratch.values():
            one.close()
        self._scratch.clear()

    def problems(
        self,
        pack: Pack,
        period: Period,
        level: str,
        rows: ReturnRows,
        before: Mapping[Period, ReturnRows] | None = None,
        made: Pack | None = None,
    ) -> list[Problem]:
        """The problems of these rows; `before` are the rows of other periods that rules may look at, `made` the pack they were made by."""
        plain = as_reported(pack, made or pack)
        conn = self._filled(plain, level, {**(before or {}), period: rows}).conn
        return engine.problems(conn, plain, period)

    def derived(
        self, pack: Pack, period: Period, level: str, rows: ReturnRows, before: Mapping[Period, ReturnRows] | None = None
    ) -> DerivedRows:
        """The rows with what the pack derives computed from them and from `before`; valid until the next call."""
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


def noted(found: Iterable[Problem], notes: Iterable[Mapping[str, str]]) -> list[Problem]:
    """The problems with the notes that the sender wrote on them."""
    texts = {(one.get("form"), one.get("row"), one.get("field"), one.get("message")): one.get("text", "") for one in notes}
    return [replace(one, note=texts.get((one.form, one.row, one.field, one.message))) for one in found]


class DerivedRows:
    """Rows of a scratch database as a return hands them on."""

    def __init__(self, conn: Any, period: Period) -> None:
        self._conn, self._period = conn, period

    def lines(self, form: Form) -> Iterator[Line]:
        """(row, cells) in the form's order; numbers to fifteen digits, personal data masked."""
        for record in records.rows(self._conn, form, self._period):
            yield record.row, tuple(handed(one, record.cells[one.id]) for one in form.fields)


@lru_cache(maxsize=128)
def as_reported(pack: Pack, made: Pack) -> Pack:
    """The pack with every column kept as it was reported that `made` derives in the same way."""
    forms = tuple(replace(one, fields=tuple(_kept(renamed(one, made), field) for field in one.fields)) for one in pack.forms)
    return replace(pack, forms=forms)


def computes(pack: Pack, made: Pack) -> bool:
    """Whether anything is computed in a return made by `made`, so that the months it comes from are wanted."""
    return any(one.derive and not one.const for form in as_reported(pack, made).forms for one in form.fields)


def _kept(names: FormRenames, field: Field) -> Field:
    form, theirs = names.form, names.theirs(field.id)
    if field.const or not field.derive or not theirs or names.made.field(theirs).derive != field.derive:
        return field
    if field in form.stored:
        return field.given()
    kind = "text" if field.kind in ("choice", "choices") else field.kind  # a computed word is not chosen from a list
    return replace(field.given(), required=False, minimum=None, maximum=None, kind=kind)


def _load(db: Database, form: Form, period: Period, lines: Iterable[Line]) -> None:
    places = [(n, one) for n, one in enumerate(form.fields) if one in form.stored]
    names = ["row", "since", "until", "ord", "marks", *(one.id for _, one in places)]
    sql = f"INSERT INTO {quoted(form.table + '_rows')} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' * len(names))})"
    until = _month_after(period)
    db.conn.executemany(sql, (_stored(places, period.month, until, n, line) for n, line in enumerate(lines, 1)))


def _month_after(period: Period) -> str:
    year, month = map(int, period.month.split("-"))
    return f"{year + month // 12}-{month % 12 + 1:02}"


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
    """The cell as a strict column takes it: what does not belong there is a text that could not be read."""
    if cell.value is None:
        return cell
    kind = KINDS[field.kind].sql
    if kind == "TEXT":
        return cell if isinstance(cell.value, str) else Cell(cell.state, str(cell.value))
    whole = kind == "REAL" or isinstance(cell.value, int) or (isinstance(cell.value, float) and cell.value.is_integer())
    return cell if not isinstance(cell.value, str) and whole else Cell(State.RAW, None, str(cell.value))
