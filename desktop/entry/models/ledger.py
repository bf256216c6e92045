"""A ledger as a model: all ids in one array, records read in blocks of 200 and forgotten again beyond 10,000.

The first block is shown at once, the ids of a large ledger come from a worker. The last row is always an empty one: what is typed
there becomes a new row.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QModelIndex

from db.office import records
from db.office.records import Record
from db.office.writing import Act
from db.packs.model import Form
from db.packs.views import quoted
from db.periods.report_period import Period
from db.values.field import Field
from desktop.entry.models.cells import NOWHERE, Cells, Index, end_of_run
from desktop.work import tasks
from desktop.work.session import Session

BLOCK, KEPT = 60, 10_000  # records read at once, and kept
STRETCH = 1000  # rows of one column read at once
FEW = 20  # ids searched for one by one; more are searched for together


@dataclass(slots=True)
class LedgerRow:
    """A record, the same row in the previous period, and its own values of the fields that may be derived instead."""

    record: Record
    before: Record | None
    own: frozenset[str]


class LedgerModel(Cells):
    """The open rows of a ledger in one period."""

    def __init__(self, session: Session, form: Form, parent: Any = None) -> None:
        super().__init__(session, form, parent)
        self.grows = True
        self._ids: array[int] = array("q")
        self._complete = False
        self._lines: OrderedDict[int, LedgerRow] = OrderedDict()
        self._task: tasks.Task | None = None
        self._late = False  # an act came while the ids were being read
        self._held = False  # somebody types: what was read waits
        self._waiting: array[int] | None = None
        self.fresh = session.office.new_row()

    # --- rows

    def reload(self) -> None:
        """Show the first block at once, the rest when a worker has read it."""
        self._stop()
        self._lines.clear()
        if self.choice.plain:
            ids = self.session.office.ids(self.form, self.period, limit=BLOCK)
            self._put(ids, len(ids) < BLOCK)
            if self._complete:
                self.settled.emit()
                return
        self._read_ids()

    def _read_ids(self) -> None:
        office, form, period, choice = self.session.office, self.form, self.period, asdict(self.choice)
        self._late = False

        def job(task: tasks.Task) -> array[int]:
            conn = office.reading()
            try:
                return records.ids(conn, form, period, **choice)
            finally:
                conn.close()

        self._task = tasks.run(job, self._arrived, self._broke)

    def hold(self, on: bool) -> None:
        """What was read while somebody typed takes its place afterwards."""
        self._held = on
        ids, self._waiting = self._waiting, None if not on else self._waiting
        if not on and ids is not None:
            self._arrived(ids)

    def _arrived(self, ids: array[int]) -> None:
        self._task = None
        if self._late:
            self._read_ids()
            return
        if self._held:
            self._waiting = ids
            return
        known = len(self._ids)
        if not self._complete and known and ids[:known] == self._ids:
            self.beginInsertRows(QModelIndex(), known, len(ids))  # one more: the empty row
            self._ids, self._complete = ids, True
            self.endInsertRows()
        else:
            self._put(ids, True)
        self.settled.emit()

    def _broke(self, fault: BaseException) -> None:
        self._task = None
        raise fault

    def _put(self, ids: array[int], complete: bool) -> None:
        self.beginResetModel()
        self._ids, self._complete = ids, complete
        self.endResetModel()

    def _stop(self) -> None:
        self._waiting = None
        if self._task:
            self._task.cancel()
            self._task = None

    def close(self) -> None:
        """Forget what is being read."""
        self._stop()

    @property
    def busy(self) -> bool:
        """Whether ids are being read, or wait."""
        return self._task is not None or self._waiting is not None

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """All rows and the empty one."""
        return 0 if parent.isValid() else len(self._ids) + self._complete

    @property
    def count(self) -> int:
        """How many rows there are, without the empty one."""
        return len(self._ids)

    def number(self, row: int) -> str:
        """Row numbers; a sign at the empty row."""
        return str(row + 1) if row < len(self._ids) else "＋"

    def record(self, row: int) -> Record | None:
        """The record at `row`."""
        line = self._line(row)
        return line.record if line else None

    def before(self, row: int) -> Record | None:
        """The same row in the previous period."""
        line = self._line(row)
        return line.before if line else None

    def filled_in(self, row: int, field: Field) -> bool:
        """Whether a value that may be derived was typed."""
        line = self._line(row)
        return bool(line and field.id in line.own)

    def row_id(self, row: int) -> str:
        """The row's id; the empty row has one already."""
        line = self._line(row)
        return line.record.row if line else self.fresh

    def row_ids(self, first: int, end: int) -> list[str]:
        """The same without reading the records."""
        stored = self._ids[first:end]
        found: dict[int, str] = {}
        for start in range(0, len(stored), records.PAGE):
            part = stored[start : start + records.PAGE].tolist()
            sql = f"SELECT id, row FROM {self._table} WHERE id IN ({', '.join('?' * len(part))})"
            found.update(self.session.office.db.execute(sql, part).fetchall())
        return [found[id] for id in stored]

    def row_of(self, id: str) -> int:
        """Where a row is shown: asks the file for its stored id, then looks for that."""
        stored = self._alive([id]).get(id)
        return self._at([stored]).get(stored, -1) if stored is not None else -1

    def run(self, row: int, column: int, step: int) -> int:
        """As everywhere, without reading whole records: a thousand rows of one column at a time."""
        known: dict[int, set[int]] = {}
        field = quoted(self.columns[column].id)
        sql = f"SELECT v.id FROM {quoted(self.form.table)} v WHERE v.period = ? AND (v.{field} IS NOT NULL OR instr(v.marks, ?) > 0)"

        def filled(n: int) -> bool:
            if n >= len(self._ids):
                return False
            start = n // STRETCH * STRETCH
            if start not in known:
                ids = self._ids[start : start + STRETCH].tolist()
                asked = [self.period.label, f'"{self.columns[column].id}"', *ids]
                found = self.session.office.db.execute(f"{sql} AND v.id IN ({', '.join('?' * len(ids))})", asked)
                known[start] = {id for (id,) in found}
            return self._ids[n] in known[start]

        return end_of_run(filled, self.rowCount(), row, step)

    def _line(self, row: int) -> LedgerRow | None:
        if not 0 <= row < len(self._ids):
            return None
        id = self._ids[row]
        line = self._lines.get(id)
        if line is None:
            start = row // BLOCK * BLOCK
            self._fetch(self._ids[start : start + BLOCK])
            line = self._lines.get(id)
        return line

    def _fetch(self, ids: Iterable[int]) -> None:
        wanted = [id for id in ids if id not in self._lines]
        office, period = self.session.office, self.period
        found = office.page(self.form, period, wanted)
        earlier = self._alive([one.row for one in found], period.previous)
        past = {one.row: one for one in office.page(self.form, period.previous, list(earlier.values()))} if earlier else {}
        own = self._own(wanted)
        for one in found:
            self._lines[one.id] = LedgerRow(one, past.get(one.row), own.get(one.id, frozenset()))
        while len(self._lines) > KEPT:
            self._lines.popitem(last=False)

    def _own(self, ids: list[int]) -> dict[int, frozenset[str]]:
        """Of each record the fields with `fallback` that hold a typed value."""
        names = [one.id for one in self.form.fields if one.fallback]
        if not names:
            return {}
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, {', '.join(map(quoted, names))} FROM {self._table} WHERE id IN ({marks})"
        lines = self.session.office.db.execute(sql, ids).fetchall()
        return {id: frozenset(n for n, v in zip(names, values, strict=True) if v is not None) for id, *values in lines}

    @property
    def _table(self) -> str:
        return quoted(self.form.table + "_rows")

    def _alive(self, rows: list[str], period: Period | None = None) -> dict[str, int]:
        """The stored ids of rows in a period."""
        month = (period or self.period).month
        found: dict[str, int] = {}
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT row, id FROM {self._table} WHERE row IN ({marks}) AND since <= ? AND until > ?"
            found.update(self.session.office.db.execute(sql, [*part, month, month]).fetchall())
        return found

    def _at(self, ids: Iterable[int]) -> dict[int, int]:
        """Where these ids are shown."""
        wanted = set(ids)
        if len(wanted) > FEW:
            return {id: n for n, id in enumerate(self._ids) if id in wanted}
        found = {}
        for id in wanted:
            try:
                found[id] = self._ids.index(id)
            except ValueError:
                continue
        return found

    # --- acts

    def touched(self, act: Act) -> None:
        """Put the new ids of the touched rows in their places; add and take away rows."""
        if self.busy:
            self._late = True
        known = _rows_of(act, self.form.table)
        alive = self._alive(list(known))
        at = self._at(id for ids in known.values() for id in ids)
        gone, new, drawn = [], [], []
        for row, ids in known.items():
            place = next((at[id] for id in ids if id in at), None)
            for id in ids:
                self._lines.pop(id, None)
            if place is None:
                new += [alive[row]] if row in alive else []
            elif row in alive:
                self._ids[place] = alive[row]
                drawn.append(place)
            else:
                gone.append(place)
        if drawn:  # once: a signal a row makes a large paste slow
            self.redraw(min(drawn), max(drawn))
        self._remove(gone)
        self._add(sorted(new))
        if self.fresh in known:
            self.fresh = self.session.office.new_row()

    def _remove(self, places: list[int]) -> None:
        """From the end, neighbours together: a signal a row makes undoing a large paste slow."""
        left = sorted(places)
        while left:
            last = first = left.pop()
            while left and left[-1] == first - 1:
                first = left.pop()
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()

    def _add(self, new: list[int]) -> None:
        """New rows stand where the empty row was, and a new empty row after them; a row that comes back goes where it was."""
        if not new:
            return
        if not self._complete or not self._after_last(new):
            self.reload()
            return
        end = len(self._ids)
        self.beginInsertRows(QModelIndex(), end + 1, end + len(new))
        self._ids.extend(new)
        self.endInsertRows()
        self.redraw(end, end + len(new))

    def _after_last(self, new: list[int]) -> bool:
        if not self._ids or not self.choice.plain:
            return True
        sql = f"SELECT min(n.ord) > l.ord FROM {self._table} n, {self._table} l WHERE n.id IN ({', '.join('?' * len(new))}) AND l.id = ?"
        if len(new) > 10_000:
            return False
        return bool(self.session.office.db.execute(sql, [*new, self._ids[-1]]).fetchone()[0])


def _rows_of(act: Act, table: str) -> dict[str, set[int]]:
    """The rows of a table an act touched, each with every stored id it had or has."""
    rows: dict[str, set[int]] = {}
    for images in (act.before, act.after):
        for (name, id), image in images.items():
            if name == table and image is not None:
                rows.setdefault(image["row"], set()).add(id)
    return rows
