"""What an office holds of a form goes along to the form's next version: cells with their states, history, notes and adjustments.

Columns and rows are matched as in `renames`. One that the new version drops stays in the file; where its name is used anew it is put aside
under a name with the old version in it, which no column or row can have.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.messages import Trouble
from db.office.schema import FOREVER
from db.packs.model import Form, Pack
from db.packs.renames import same_names
from db.packs.views import quoted
from db.periods.report_period import Period
from db.received.intake_log import ADJUSTED
from db.values.cell import EMPTY, Cell, State, load, store
from db.values.field import Field
from db.values.kinds import kind_of, machine_text, read

if TYPE_CHECKING:
    from sqlite_utils import Database

Names = Mapping[str, str]  # old name -> new name, of those that change
Reread = Callable[[Cell, str], Cell]  # a cell and the code of its row


@dataclass(frozen=True)
class FormMove:
    """How the names of a form change from `old` to `new`."""

    old: Form
    new: Form
    fields: Names
    rows: Names


def moves(old: Pack, new: Pack) -> list[FormMove]:
    """The forms that are in both versions; raises `Trouble` where a version took back where a column or row came from."""
    before = {form.id: form for form in old.forms}
    return [_form_move(before[form.id], form, old.version) for form in new.forms if form.id in before]


def _form_move(old: Form, new: Form, version: str) -> FormMove:
    fields = _changed(new, _was(old.fields, "id"), _was(new.fields, "id"), version)
    rows = _changed(new, _was(old.rows, "code"), _was(new.rows, "code"), version)
    return FormMove(old, new, fields, rows)


def _was(items: Any, name: str) -> dict[str, str]:
    return {getattr(item, name): item.was for item in items}


def _changed(form: Form, old: Names, new: Names, version: str) -> Names:
    for name, was in old.items():
        if was in old and was in new and name in new and new[name] != was:
            raise Trouble("{form}：上一版写明“{name}”的前身是“{was}”，新版不能改掉这一句。", form=form.title, name=name, was=was)
    same = {theirs: ours for ours, theirs in same_names(new, old).items()}
    places = {name: same.get(name, f"{name} {version}" if name in new else name) for name in old}
    return {name: to for name, to in places.items() if to != name}


def move(db: Database, old: Pack, new: Pack) -> None:
    """Move everything of this office's own, in the transaction that is open; the views are made anew by `schema.fit`."""
    db.execute("DELETE FROM setting WHERE key = 'fitted'")
    for form in moves(old, new):
        table = form.new.table + "_rows"
        if form.old.table == form.new.table and db[table].exists():
            db.execute(f"DROP VIEW IF EXISTS {quoted(form.new.table)}")
            _move_columns(db, table, form.fields)
            _rename(db, table, "row", form.rows, "1")
            _retype(db, form)
        _move_words(db, form, new)


def _move_columns(db: Database, table: str, fields: Names) -> None:
    """Rename columns, all at once, so that two may change places; one that was dropped long ago makes way."""
    there = {column.name for column in db[table].columns}
    steps = {name: to for name, to in fields.items() if name in there}
    aside = {to: f"{to} 0" for to in steps.values() if to in there and to not in steps and f"{to} 0" not in there}
    for name in (steps := aside | steps):
        db.execute(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(name)} TO {quoted(name + ' >')}")
    for name, to in steps.items():
        db.execute(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(name + ' >')} TO {quoted(to)}")
    if not steps:
        return
    marked = db.execute(f"SELECT id, marks FROM {quoted(table)} WHERE marks IS NOT NULL").fetchall()
    changed = [(_dumped({steps.get(name, name): mark for name, mark in json.loads(marks).items()}), id) for id, marks in marked]
    db.conn.executemany(f"UPDATE {quoted(table)} SET marks = ? WHERE id = ?", changed)


def _rename(db: Database, table: str, column: str, names: Names, where: str, *params: Any) -> None:
    """Set other names in a column, in two steps, so that two may change places under a unique index."""
    for before, after in ((names.items(), ">"), (((f"{to}>", to) for to in names.values()), "")):
        for name, to in before:
            sql = f"UPDATE {quoted(table)} SET {quoted(column)} = ? WHERE {quoted(column)} = ? AND {where}"
            db.execute(sql, [f"{to}{after}", name, *params])


def _move_words(db: Database, form: FormMove, new: Pack) -> None:
    """What names the cells of the form: the history, the notes on problems, the adjustments."""
    _rename(db, "history", "field", form.fields, "form = ?", form.new.key)
    _rename(db, "history", "row", form.rows, "form = ?", form.new.key)
    where, params = ("form = ?", [form.new.id]) if not form.new.fixed else ("form = ? AND programme = ?", [form.new.id, new.id])
    _rename(db, "note", "field", form.fields, where, *params)
    _rename(db, "note", "row", form.rows, where, *params)
    rules = {rule: f"{kind}:{names[name]}" for rule, kind, name, names in _own_rules(db, form) if name in names}
    _rename(db, "note", "rule", rules, where, *params)
    if not form.fields and not form.rows:
        return
    events = db.execute("SELECT key, detail, programme FROM intake_event WHERE kind = ?", [ADJUSTED]).fetchall()
    for key, text, programme in events:
        detail = json.loads(text)
        if detail.get("form") == form.new.id and (programme == new.id or not form.new.fixed):
            row, field = detail["row"], detail["field"]
            moved = detail | {"row": form.rows.get(row, row), "field": form.fields.get(field, field)}
            db.execute("UPDATE intake_event SET detail = ? WHERE key = ?", [_dumped(moved), key])


def _own_rules(db: Database, form: FormMove) -> list[tuple[str, str, str, Names]]:
    """The rules that each column and each rate has of itself, as the notes name them: unread:FIELD, parts:ROW."""
    rules = [rule for (rule,) in db.execute("SELECT DISTINCT rule FROM note WHERE form = ?", [form.new.id]).fetchall()]
    parts = [(rule, *rule.partition(":")[::2]) for rule in rules]
    return [(rule, kind, name, form.rows if kind == "parts" else form.fields) for rule, kind, name in parts]


def _retype(db: Database, form: FormMove) -> None:
    """Read the cells of each column that has another kind now, as if they were typed again; what cannot be read stays as text, marked."""
    before = {form.fields.get(field.id, field.id): field for field in form.old.stored}
    table = quoted(form.new.table + "_rows")
    for field in form.new.stored:
        old = before.get(field.id)
        if old is None or old.kind == field.kind:
            continue
        reread = _rereader(old, field, form.new)
        held = f"SELECT id, row, {quoted(field.id)}, marks FROM {table} WHERE {quoted(field.id)} IS NOT NULL OR marks IS NOT NULL"
        lines = [_reread(reread, field, *line) for line in db.execute(held).fetchall()]
        db.execute(f"ALTER TABLE {table} DROP COLUMN {quoted(field.id)}")
        db.execute(f"ALTER TABLE {table} ADD COLUMN {quoted(field.id)} {kind_of(field).sql}")
        db.conn.executemany(f"UPDATE {table} SET {quoted(field.id)} = ?, marks = ? WHERE id = ?", lines)


def _reread(reread: Reread, field: Field, id: int, row: str, content: Any, text: str | None) -> tuple[Any, ...]:
    marks = json.loads(text) if text else {}
    value, mark = store(reread(load(content, marks.pop(field.id, None)), row))
    if mark:
        marks[field.id] = mark
    return value, _dumped(marks) if marks else None, id


def _rereader(old: Field, new: Field, form: Form) -> Reread:
    """Answers a cell of the column `old` as one of the column `new`."""

    def reread(cell: Cell, row: str) -> Cell:
        if cell == EMPTY or old.kind == new.kind:
            return cell
        text, fixed = machine_text(cell, new), form.row(row)  # a number is carried as it stands
        reading = read(text, new, unit=fixed.unit if fixed else None)
        return reading.cell if reading.kind in ("same", "read") else Cell(State.RAW, None, text)

    return reread


def copy_on(db: Database, source: Form, form: Form, start: Period) -> None:
    """Copy what stands in a fixed form and carries on into the same form of the programme that follows, from the period `start` on."""
    columns = same_names(_was(form.fields, "id"), _was(source.fields, "id"))
    pairs = [(field, source.field(columns[field.id])) for field in form.stored if field.carry == "always" and field.id in columns]
    pairs = [(field, old) for field, old in pairs if old in source.stored]
    if not pairs or not db[source.table + "_rows"].exists():
        return
    held = f"SELECT row, ord, marks, {', '.join(quoted(old.id) for _, old in pairs)} FROM {quoted(source.table + '_rows')} WHERE until = ?"
    records = {line[0]: line for line in db.execute(held, [FOREVER]).fetchall()}
    names = ", ".join(quoted(field.id) for field, _ in pairs)
    there = {row for (row,) in db.execute(f"SELECT row FROM {quoted(form.table + '_rows')}").fetchall()}
    for code, was in same_names(_was(form.rows, "code"), _was(source.rows, "code")).items():
        if was not in records or code in there:
            continue
        _, ord, text, *contents = records[was]
        marks = json.loads(text) if text else {}
        values: list[Any] = []
        marked: dict[str, str] = {}
        for (field, old), content in zip(pairs, contents, strict=True):
            value, mark = store(_rereader(old, field, form)(load(content, marks.get(old.id)), code))
            values.append(value)
            marked |= {field.id: mark} if mark else {}
        db.execute(
            f"INSERT INTO {quoted(form.table + '_rows')} (row, since, until, ord, marks, {names}) "
            f"VALUES ({', '.join('?' * (5 + len(values)))})",
            [code, start.month, FOREVER, ord, _dumped(marked) if marked else None, *values],
        )


def _dumped(marks: Mapping[str, Any]) -> str:
    return json.dumps(marks, ensure_ascii=False)
