"""Writing: one act of a person is one transaction, rows and history together, and can be taken back.

A stored record lives in the months [since, until). An edit in a month where an older record still stands splits it there, so
earlier periods keep what they had and later ones carry the change on.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from db.fields import EMPTY, Cell, load, plain, store
from db.pack import Form
from db.periods import Period
from db.schema import FOREVER
from db.views import quoted

if TYPE_CHECKING:
    from sqlite_utils import Database

ADDED, DELETED = "新增", "删除"  # what the history says of a whole row


@dataclass(frozen=True)
class Edit:
    """One cell to set. `field` None means the row itself: `cell` None deletes it, any cell adds it empty."""

    form: Form
    period: Period
    row: str
    field: str | None
    cell: Cell | None


@dataclass
class Act:
    """What one act did: records before and after, by form and id, and the cells for the history."""

    number: int
    what: str
    period: Period
    before: dict[tuple[str, int], dict[str, Any] | None] = field(default_factory=dict)
    after: dict[tuple[str, int], dict[str, Any] | None] = field(default_factory=dict)
    lines: list[tuple[Form, str, str, str, str]] = field(default_factory=list)  # form, row, field, old, new

    @property
    def forms(self) -> list[Form]:
        """The forms it touched."""
        return list({line[0].key: line[0] for line in self.lines}.values())


@dataclass(frozen=True)
class Line:
    """One line of the history 修改记录."""

    at: str
    who: str
    act: int
    what: str
    form: str
    period: str
    row: str
    field: str
    old: str
    new: str


def new_row() -> str:
    """A fresh random row id: letters and digits, never a number; 64 bits, so that a million rows of many offices stay apart."""
    return "r" + secrets.token_hex(8)


def apply(db: Database, edits: Sequence[Edit], who: str, what: str = "") -> Act | None:
    """Write `edits` as one act; None where they change nothing."""
    if not edits:
        return None
    with db.atomic():
        act = Act(_next_act(db), what, edits[0].period)
        for group in _grouped(edits):
            _apply_row(db, act, group[0].form, group[0].period, group[0].row, group)
        if not act.lines:
            return None
        _write_history(db, act, act.lines, who, what)
    return act


def revert(db: Database, act: Act, who: str, *, forward: bool = False) -> None:
    """Put back the records as they were before `act` (or, `forward`, after it), as an act of its own."""
    images = act.after if forward else act.before
    tables = {line[0].table: line[0] for line in act.lines}
    with db.atomic():
        for (table, id), _ in images.items():
            db.execute(f"DELETE FROM {quoted(tables[table].table + '_rows')} WHERE id = ?", [id])
        for (table, _), image in images.items():
            if image is not None:
                _insert(db, tables[table], image)
        lines = act.lines if forward else [(form, row, name, new, old) for form, row, name, old, new in act.lines]
        undone = Act(_next_act(db), "", act.period)
        _write_history(db, undone, lines, who, ("重做" if forward else "撤销") + (f"：{act.what}" if act.what else ""))


def load_rows(db: Database, form: Form, period: Period, rows: Iterable[Mapping[str, Cell]], who: str, what: str) -> int:
    """Add many new ledger rows at once, one history line a row; streams, so a million rows need no memory. Gives their number."""
    ord = _next_ord(db, form)
    names = [one.id for one in form.stored]
    table = quoted(form.table + "_rows")
    marks = ", ".join("?" * (len(names) + 5))
    sql = f"INSERT INTO {table} (row, since, until, ord, marks, {', '.join(map(quoted, names))}) VALUES ({marks})"
    total = 0
    with db.atomic():
        number, now = _next_act(db), _now()
        history = f"INSERT INTO history ({HISTORY}) VALUES (?, ?, ?, ?, ?, ?, ?, '', '', ?)"
        for batch in _batches(rows, 5000):
            stored, lines = [], []
            for cells in batch:
                row = new_row()
                values, marked = _stored(form, cells)
                stored.append([row, period.month, FOREVER, ord + total, marked, *(values.get(name) for name in names)])
                typed = {name: plain(cell, form.field(name)) for name, cell in cells.items()}
                lines.append([number, now, who, what, form.key, period.label, row, json.dumps(typed, ensure_ascii=False)])
                total += 1
            db.conn.executemany(sql, stored)
            db.conn.executemany(history, lines)
    return total


def history(db: Any, form: Form, row: str | None = None, field: str | None = None, limit: int = 200) -> list[Line]:
    """The newest lines of the history of a form, a row or a cell."""
    sql, params = "SELECT at, who, act, what, form, period, row, field, old, new FROM history WHERE form = ?", [form.key]
    for name, value in (("row", row), ("field", field)):
        if value is not None:
            sql, params = f"{sql} AND {name} = ?", [*params, value]
    return [Line(*found) for found in db.execute(f"{sql} ORDER BY id DESC LIMIT ?", [*params, limit])]


HISTORY = "act, at, who, what, form, period, row, field, old, new"


def _write_history(db: Database, act: Act, lines: Sequence[tuple[Form, str, str, str, str]], who: str, what: str) -> None:
    now = _now()
    db.conn.executemany(
        f"INSERT INTO history ({HISTORY}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [[act.number, now, who, what, form.key, act.period.label, row, name, old, new] for form, row, name, old, new in lines],
    )


def _grouped(edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits of each row together, rows in the order they first come."""
    groups: dict[tuple[str, str, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.form.key, edit.period.label, edit.row), []).append(edit)
    return list(groups.values())


def _apply_row(db: Database, act: Act, form: Form, period: Period, row: str, edits: Sequence[Edit]) -> None:
    """All edits of one row: at most one record is split, and one written."""
    found = _standing(db, form, period, row)
    now = dict(found) if found else None
    for edit in edits:
        if edit.field is None and edit.cell is None:
            if now is not None:
                act.lines.append((form, row, "", named(form, now), DELETED))
            now = None
            continue
        if now is None:
            now = _fresh(db, form, period, row)
            if not form.fixed:
                act.lines.append((form, row, "", "", ADDED))
        if edit.field is not None:
            _set(act, form, now, edit.field, edit.cell or EMPTY, period)
    if now != found:
        _write(db, act, form, period, found, now)


def _set(act: Act, form: Form, now: dict[str, Any], name: str, cell: Cell, period: Period) -> None:
    field_ = form.field(name)
    marks = json.loads(now["marks"]) if now["marks"] else {}
    stands = now["since"] == period.month or field_.carry == "always" or (field_.carry == "year" and now["since"][:4] == period.month[:4])
    old = load(now[name], marks.get(name)) if stands else EMPTY
    if old == cell:
        return
    if now["since"] != period.month:
        _carry(form, now, period)
        marks = json.loads(now["marks"]) if now["marks"] else {}
    value, mark = store(cell)
    now[name] = value
    marks.pop(name, None)
    if mark:
        marks[name] = mark
    now["marks"] = json.dumps(marks, ensure_ascii=False) if marks else None
    act.lines.append((form, now["row"], name, plain(old, field_), plain(cell, field_)))


def _carry(form: Form, now: dict[str, Any], period: Period) -> None:
    """Make `now` a record of this month: what does not carry on is emptied."""
    marks = json.loads(now["marks"]) if now["marks"] else {}
    for field_ in form.stored:
        if field_.carry == "never" or (field_.carry == "year" and now["since"][:4] != period.month[:4]):
            now[field_.id] = None
            marks.pop(field_.id, None)
    now["marks"] = json.dumps(marks, ensure_ascii=False) if marks else None
    now["since"] = period.month


def _write(db: Database, act: Act, form: Form, period: Period, found: dict[str, Any] | None, now: dict[str, Any] | None) -> None:
    table = quoted(form.table + "_rows")
    if found is not None:
        act.before[form.table, found["id"]] = found
        if found["since"] < period.month:
            ended = {**found, "until": period.month}
            db.execute(f"UPDATE {table} SET until = ? WHERE id = ?", [period.month, found["id"]])
            act.after[form.table, found["id"]] = ended
        elif now is None:
            db.execute(f"DELETE FROM {table} WHERE id = ?", [found["id"]])
            act.after[form.table, found["id"]] = None
        else:
            names = [name for name in now if name not in ("id", "row") and now[name] != found[name]]
            db.execute(
                f"UPDATE {table} SET {', '.join(f'{quoted(n)} = ?' for n in names)} WHERE id = ?", [*(now[n] for n in names), found["id"]]
            )
            act.after[form.table, found["id"]] = now
            return
    if now is not None:
        id = _insert(db, form, {**now, "id": None})
        act.before.setdefault((form.table, id), None)
        act.after[form.table, id] = {**now, "id": id}


@dataclass(frozen=True)
class _Written:
    """The columns of a form's table and the statements over them, written once for each form."""

    names: tuple[str, ...]
    select: str
    insert: str


@lru_cache(maxsize=256)
def _written(form: Form) -> _Written:
    names = ("id", "row", "since", "until", "ord", "marks", *(one.id for one in form.stored))
    columns, table = ", ".join(map(quoted, names)), quoted(form.table + "_rows")
    select = f"SELECT {columns} FROM {table} WHERE row = ? AND since <= ? AND until > ?"
    return _Written(names, select, f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})")


def _insert(db: Database, form: Form, image: Mapping[str, Any]) -> int:
    written = _written(form)
    return int(db.conn.execute(written.insert, [image[name] for name in written.names]).lastrowid or 0)


def _standing(db: Database, form: Form, period: Period, row: str) -> dict[str, Any] | None:
    """The stored record that stands in the period."""
    written = _written(form)
    found = db.conn.execute(written.select, [row, period.month, period.month]).fetchone()
    return dict(zip(written.names, found, strict=True)) if found else None


def _fresh(db: Database, form: Form, period: Period, row: str) -> dict[str, Any]:
    """An empty record from this month until the row's next record, or for good."""
    sql = f"SELECT min(since), min(ord) FROM {quoted(form.table + '_rows')} WHERE row = ? AND since > ?"
    later, ord = db.execute(sql, [row, period.month]).fetchone()
    empty: dict[str, Any] = {"id": None, "row": row, "since": period.month, "until": later or FOREVER, "ord": ord, "marks": None}
    if ord is None:
        empty["ord"] = _next_ord(db, form)
    return empty | {one.id: None for one in form.stored}


def named(form: Form, record: Mapping[str, Any]) -> str:
    """What a deleted row was called."""
    return " ".join(str(record[name]) for name in form.names if record.get(name) is not None)


def _stored(form: Form, cells: Mapping[str, Cell]) -> tuple[dict[str, Any], str | None]:
    values, marks = {}, {}
    for name, cell in cells.items():
        values[name], mark = store(cell)
        if mark:
            marks[name] = mark
    return values, json.dumps(marks, ensure_ascii=False) if marks else None


def _next_ord(db: Database, form: Form) -> int:
    return int(db.execute(f"SELECT coalesce(max(ord), 0) + 1 FROM {quoted(form.table + '_rows')}").fetchone()[0])


def _next_act(db: Database) -> int:
    found = db.execute("SELECT act FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return int(found[0]) + 1 if found else 1


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _batches(rows: Iterable[Mapping[str, Cell]], size: int) -> Iterator[list[Mapping[str, Cell]]]:
    batch: list[Mapping[str, Cell]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
