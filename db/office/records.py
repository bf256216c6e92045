"""Reads rows of the office as of a period: one record, a page of records, or only the ids, filtered and sorted.

A `Record` is one row of a form with its cells as of one period.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.packs.model import Form
from db.packs.views import quoted
from db.periods.report_period import Period
from db.values.cell import EMPTY, Cell, fold, load
from db.values.field import Field
from db.values.kinds import kind_of, read

PAGE = 500  # at most so many ids or rows in one query


@dataclass(frozen=True)
class Record:
    """One row in one period: a cell for each field; `since` is the month of its last change, `changed` whether that is this period."""

    row: str
    id: int
    since: str
    changed: bool
    ord: int
    cells: Mapping[str, Cell]

    def value(self, field: str) -> Any:
        """The bare value of a cell, None where it has none."""
        return self.cells[field].value


def select(form: Form) -> str:
    """The beginning of every query on a form's view."""
    columns = ", ".join(f"v.{quoted(field.id)}" for field in form.fields)
    return f"SELECT v.row, v.id, v.since, v.ord, v.marks, {columns} FROM {quoted(form.table)} v WHERE v.period = ?"


def record(form: Form, period: Period, line: Sequence[Any]) -> Record:
    """The record of one result line of `select`."""
    row, id, since, ord, marks, *values = line
    marked: dict[str, str] = json.loads(marks) if marks else {}
    now = since == period.month
    cells = {}
    for field, value in zip(form.fields, values, strict=True):
        mark = marked.get(field.id)
        if mark and not now and not carries(field, since, period):
            mark = None
        cells[field.id] = load(value, mark) if mark or value is not None else EMPTY
    return Record(row, id or 0, since or "", now, ord or 0, cells)


def carries(field: Field, since: str, period: Period) -> bool:
    """Whether a value typed in the month `since` is still valid in `period`."""
    return field.carry == "always" or (field.carry == "year" and since[:4] == period.month[:4])


def rows(conn: Any, form: Form, period: Period, *, row: str | None = None, limit: int | None = None) -> Iterator[Record]:
    """The records of a form in their own order; streams."""
    sql, params = select(form), [period.label]
    if row is not None:
        sql, params = f"{sql} AND v.row = ?", [*params, row]
    cursor = conn.execute(f"{sql} ORDER BY v.ord{' LIMIT ' + str(int(limit)) if limit is not None else ''}", params)
    for line in cursor:
        yield record(form, period, line)


def page(conn: Any, form: Form, period: Period, ids: Sequence[int]) -> list[Record]:
    """The records with these ids, in the order of `ids`; for ledgers only (fixed rows may have no id yet)."""
    records: dict[int, Record] = {}
    for start in range(0, len(ids), PAGE):
        part = list(ids[start : start + PAGE])
        marks = ", ".join("?" * len(part))
        for line in conn.execute(f"{select(form)} AND v.id IN ({marks})", [period.label, *part]):
            entry = record(form, period, line)
            records[entry.id] = entry
    return [records[id] for id in ids if id in records]


def ids(
    conn: Any,
    form: Form,
    period: Period,
    *,
    search: str = "",
    filters: Mapping[str, str] | None = None,
    order: Sequence[tuple[str, bool]] = (),
    changed: bool = False,
    limit: int | None = None,
) -> array[int]:
    """The ids of a ledger's rows that hold `search` in any column and match every filter, in `order` (field, descending)."""
    where, params = conditions(form, search, filters or {}, changed)
    by = ", ".join([f"v.{quoted(field)} {'DESC' if down else 'ASC'}" for field, down in order] + ["v.ord"])
    sql = f"SELECT v.id FROM {quoted(form.table)} v WHERE v.period = ?{where} ORDER BY {by}"
    if limit is not None:
        sql += f" LIMIT {int(limit)}"
    return array("q", (line[0] for line in conn.execute(sql, [period.label, *params])))


def count(conn: Any, form: Form, period: Period) -> int:
    """How many rows the form has in the period."""
    if form.fixed:
        return sum(not row.heading for row in form.rows)
    sql = f"SELECT count(*) FROM {quoted(form.table + '_rows')} WHERE since <= ? AND until > ?"
    return int(conn.execute(sql, [period.month, period.month]).fetchone()[0])


def later_months(conn: Any, form: Form, period: Period, rows: Sequence[str]) -> list[str]:
    """The months after the period, as YYYY-MM, in which one of these rows was changed again."""
    months: set[str] = set()
    for start in range(0, len(rows), PAGE):
        part = list(rows[start : start + PAGE])
        sql = f"SELECT DISTINCT since FROM {quoted(form.table + '_rows')} WHERE since > ? AND row IN ({', '.join('?' * len(part))})"
        months.update(month for (month,) in conn.execute(sql, [period.month, *part]))
    return sorted(months)


def conditions(form: Form, search: str, filters: Mapping[str, str], changed: bool) -> tuple[str, list[Any]]:
    """The AND conditions of a search and its filters, with their parameters.

    A filter `text` matches cells that contain it, `=text` cells that equal it, `=` empty cells.
    """
    sql = ""
    params: list[Any] = []
    for word in search.split():
        tests = []
        for field in form.fields:
            if kind_of(field).sql == "TEXT":
                tests.append(f"instr(v.{quoted(field.id)}, ?) > 0")
                params.append(word)
            elif (number := _value(word, field)) is not None:
                tests.append(f"v.{quoted(field.id)} = ?")
                params.append(number)
        sql += f" AND ({' OR '.join(tests or ['0'])})"
    for id, text in filters.items():
        field = form.field(id)
        name = f"v.{quoted(field.id)}"
        if text == "=":
            sql += f" AND {name} IS NULL"
        elif text.startswith("="):
            value = _value(text[1:], field)
            sql, params = f"{sql} AND ({name} = ? OR {_as_text(field)} = ?)", [*params, value, text[1:]]
        elif text:
            part = fold(text).replace(",", "").removesuffix("%") if kind_of(field).sql != "TEXT" else text
            sql, params = f"{sql} AND instr({_as_text(field)}, ?) > 0", [*params, part]
    return sql + (" AND v.since = v.month" if changed else ""), params


def _value(text: str, field: Field) -> Any:
    """A text read as a value of a column; None where it cannot be read as one."""
    reading = read(text, field, written=True)
    return reading.cell.value if reading.kind in ("same", "read") else None


def _as_text(field: Field) -> str:
    """The SQL of a column as a text to search in; a number as people write it: 85 and not 85.0."""
    name = f"v.{quoted(field.id)}"
    if kind_of(field).sql == "TEXT":
        return f"CAST({name} AS TEXT)"
    return f"CASE WHEN {name} IS NOT NULL THEN printf('%.15g', {name}) END"
