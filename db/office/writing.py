"""Writing: one act of a person is one transaction, rows and history together, and can be undone.

A stored record is valid in the months [since, until). An edit in a month where an older record is valid splits that record there: earlier
periods keep their values, later ones have the new value. Where later records exist already, a correction is also written into each of
them up to the first in which the cell was typed anew, and a deletion deletes them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, groupby
from typing import TYPE_CHECKING, Any

from db.office import history
from db.office.history import CellChange
from db.office.records import carries
from db.office.schema import FOREVER
from db.packs.model import Form
from db.packs.views import quoted
from db.periods.report_period import Period
from db.values.cell import EMPTY, Cell, load, store
from db.values.kinds import machine_text

if TYPE_CHECKING:
    from sqlite_utils import Database

ADDED, DELETED = "新增", "删除"  # stored in the history for a whole row
BATCH = 500  # at most so many rows in one query
Image = dict[str, Any]  # a stored record: its values by column
Images = dict[tuple[str, int], Image | None]  # by table and id; None where there is no record
Changed = dict[str, tuple[Cell, Cell]]  # by field: the cell before and after


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
    """What one act did: the records before and after it, by table and id, and its lines for the history."""

    number: int
    what: str
    period: Period
    before: Images = field(default_factory=dict)
    after: Images = field(default_factory=dict)
    lines: list[CellChange] = field(default_factory=list)
    later: set[str] = field(default_factory=set)  # months after the period in which it changed or deleted records

    @property
    def forms(self) -> list[Form]:
        """The forms it touched."""
        return list({line[0].key: line[0] for line in self.lines}.values())


def new_row() -> str:
    """A fresh random row id: letters and digits, never a number; 64 bits, so that a million rows of many offices do not collide."""
    return "r" + secrets.token_hex(8)


def apply(db: Database, edits: Sequence[Edit], who: str, what: str = "") -> Act | None:
    """Write `edits` as one act; None where they change nothing."""
    if not edits:
        return None
    with db.atomic():
        act = Act(history.next_act(db), what, edits[0].period)
        for form, period, groups in _grouped(edits):
            _apply_rows(db, act, form, period, groups)
        if not act.lines:
            return None
        history.write(db, act.number, act.period, act.lines, who, what)
    return act


def revert(db: Database, act: Act, who: str, *, forward: bool = False) -> None:
    """Restore the records as they were before `act` (or, `forward`, after it), as an act of its own."""
    was, wanted = (act.before, act.after) if forward else (act.after, act.before)
    with db.atomic():
        for form in act.forms:
            _bring(db, form, was, wanted)
        lines = act.lines if forward else [(form, row, name, new, old) for form, row, name, old, new in act.lines]
        what = ("重做" if forward else "撤销") + (f"：{act.what}" if act.what else "")
        history.write(db, history.next_act(db), act.period, lines, who, what)


def _grouped(edits: Sequence[Edit]) -> Iterator[tuple[Form, Period, dict[str, list[Edit]]]]:
    """The edits grouped by row, in the order of each row's first edit; consecutive rows of one form and period make one group."""
    groups: dict[tuple[str, str, str], list[Edit]] = {}
    for edit in edits:
        groups.setdefault((edit.form.key, edit.period.label, edit.row), []).append(edit)
    for _, neighbours in groupby(groups.values(), lambda group: (group[0].form.key, group[0].period.label)):
        rows = list(neighbours)
        yield rows[0][0].form, rows[0][0].period, {group[0].row: group for group in rows}


def _apply_rows(db: Database, act: Act, form: Form, period: Period, groups: Mapping[str, list[Edit]]) -> None:
    """Apply all edits of these rows, read and written together: for each row at most one record is split and one written."""
    rows = _Rows(db, form, period, list(groups))
    before: Images = {}
    after: Images = {}
    for row, edits in groups.items():
        old_record = rows.standing.get(row)
        changed: Changed = {}
        now = _edited(act, form, period, rows, row, edits, changed)
        if now == old_record:
            continue
        for old, new in _flowing(form, period, now, rows.later.get(row, []), changed):
            if new != old:
                before[form.table, old["id"]], after[form.table, old["id"]] = old, new
                act.later.add(old["since"])
        if old_record is not None:
            key = (form.table, old_record["id"])
            before[key] = old_record
            after[key] = {**old_record, "until": period.month} if old_record["since"] < period.month else None
        if now is not None:
            id = old_record["id"] if old_record is not None and old_record["since"] == period.month else next(rows.ids)
            before.setdefault((form.table, id), None)
            after[form.table, id] = {**now, "id": id}
    _bring(db, form, before, after)
    for key, image in before.items():
        act.before.setdefault(key, image)  # an act may change a record twice, from two periods; the first image counts
    act.after |= after


def _edited(act: Act, form: Form, period: Period, rows: _Rows, row: str, edits: Sequence[Edit], changed: Changed) -> Image | None:
    """The record of one row after its edits, None where it is deleted; each change adds a line for the history to `act`.

    The changed cells are put into `changed`, as they were before the first edit and as they are after the last.
    """
    old_record, lines_before = rows.standing.get(row), len(act.lines)
    now = dict(old_record) if old_record else None
    for edit in edits:
        if edit.field is None and edit.cell is None:
            if now is not None:
                act.lines.append((form, row, "", named(form, now), DELETED))
            now = None
            continue
        if now is None:
            now = rows.fresh(row)
            if not form.fixed:
                act.lines.append((form, row, "", "", ADDED))
        if edit.field is not None:
            old = _set(act, form, now, edit.field, edit.cell or EMPTY, period)
            changed[edit.field] = changed.get(edit.field, (old, EMPTY))[0], edit.cell or EMPTY
    return now if len(act.lines) > lines_before else old_record  # emptying empty cells makes no record


def _set(act: Act, form: Form, now: Image, name: str, cell: Cell, period: Period) -> Cell:
    """Set a cell of a record and return the cell before."""
    field_ = form.field(name)
    old = _cell(now, name) if now["since"] == period.month or carries(field_, now["since"], period) else EMPTY
    if old == cell:
        return old
    if now["since"] != period.month:
        _carry(form, now, period)
    _put(now, name, cell)
    act.lines.append((form, now["row"], name, machine_text(old, field_), machine_text(cell, field_)))
    return old


def _flowing(
    form: Form, period: Period, now: Image | None, later: Sequence[Image], changed: Changed
) -> Iterator[tuple[Image, Image | None]]:
    """The later records of a row, each as it is and as it will be (None: deleted).

    A correction reaches only records that follow without a gap; a deletion reaches all of them.
    """
    end = now["until"] if now is not None else FOREVER
    for image in later:
        if now is None:
            yield image, None
        elif image["since"] == end:
            yield image, _flowed(form, period, image, changed)
            end = image["until"]


def _flowed(form: Form, period: Period, image: Image, changed: Changed) -> Image:
    """A later record after the change of these cells in an earlier period; cells typed anew in it are removed from `changed`."""
    now = dict(image)
    for name, (old, new) in list(changed.items()):
        if carries(form.field(name), image["since"], period) and _cell(image, name) == old:
            _put(now, name, new)
        else:
            del changed[name]
    return now


def _cell(image: Image, name: str) -> Cell:
    marks = json.loads(image["marks"]) if image["marks"] else {}
    return load(image[name], marks.get(name))


def _put(image: Image, name: str, cell: Cell) -> None:
    marks = json.loads(image["marks"]) if image["marks"] else {}
    image[name], mark = store(cell)
    marks.pop(name, None)
    if mark:
        marks[name] = mark
    image["marks"] = json.dumps(marks, ensure_ascii=False) if marks else None


def _carry(form: Form, now: dict[str, Any], period: Period) -> None:
    """Make `now` a record of this month: cells whose values are not carried on are emptied."""
    marks = json.loads(now["marks"]) if now["marks"] else {}
    for field_ in form.stored:
        if not carries(field_, now["since"], period):
            now[field_.id] = None
            marks.pop(field_.id, None)
    now["marks"] = json.dumps(marks, ensure_ascii=False) if marks else None
    now["since"] = period.month


def _bring(db: Database, form: Form, was: Images, wanted: Images) -> None:
    """Bring the records of a form from one state to another: delete, update and insert, records with the same columns in one statement."""
    table = quoted(form.table + "_rows")
    deleted: list[tuple[int]] = []
    changed: dict[tuple[str, ...], list[list[Any]]] = {}
    added: dict[tuple[str, ...], list[list[Any]]] = {}
    for (name, id), image in wanted.items():
        old = was[name, id]
        if name != form.table or image == old:
            continue
        if image is None:
            deleted.append((id,))
        elif old is None:  # without NULLs, which are slowest in this driver
            names = tuple(column for column, value in image.items() if value is not None)
            added.setdefault(names, []).append([image[column] for column in names])
        else:
            names = tuple(column for column, value in image.items() if value != old[column])
            changed.setdefault(names, []).append([*(image[column] for column in names), id])
    db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", deleted)
    for names, values in changed.items():
        db.conn.executemany(f"UPDATE {table} SET {', '.join(f'{quoted(column)} = ?' for column in names)} WHERE id = ?", values)
    for names, values in added.items():
        columns = ", ".join(map(quoted, names))
        db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})", values)


@lru_cache(maxsize=256)
def _select(form: Form) -> tuple[tuple[str, ...], str]:
    """The columns of a form's table, and the beginning of the query for the records of some rows."""
    names = ("id", "row", "since", "until", "ord", "marks", *(field.id for field in form.stored))
    return names, f"SELECT {', '.join(map(quoted, names))} FROM {quoted(form.table + '_rows')} WHERE until > ? AND row IN "


class _Rows:
    """The stored records of these rows from the period on: those valid in it (`standing`), and the later ones in order."""

    def __init__(self, db: Database, form: Form, period: Period, rows: Sequence[str]) -> None:
        self.standing: dict[str, Image] = {}
        self.later: dict[str, list[Image]] = {}
        self._empty: Image = {"id": None, "marks": None, "since": period.month} | {field.id: None for field in form.stored}
        self._ords = count(_next(db, form, "ord"))
        self.ids = count(_next(db, form, "id"))
        names, select = _select(form)
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            for values in db.conn.execute(f"{select}({', '.join('?' * len(part))})", [period.month, *part]):
                image = dict(zip(names, values, strict=True))
                if image["since"] <= period.month:
                    self.standing[image["row"]] = image
                else:
                    self.later.setdefault(image["row"], []).append(image)
        for images in self.later.values():
            images.sort(key=lambda image: image["since"])

    def fresh(self, row: str) -> Image:
        """An empty record, valid from this month until the row's next record or without end."""
        later = self.later.get(row)
        until, ord = (later[0]["since"], min(image["ord"] for image in later)) if later else (FOREVER, next(self._ords))
        return self._empty | {"row": row, "until": until, "ord": ord}


def named(form: Form, record: Mapping[str, Any]) -> str:
    """The name of a row that is deleted, as the history shows it."""
    return " ".join(str(record[name]) for name in form.names if record.get(name) is not None)


def _next(db: Database, form: Form, column: str) -> int:
    return int(db.execute(f"SELECT coalesce(max({column}), 0) + 1 FROM {quoted(form.table + '_rows')}").fetchone()[0])
