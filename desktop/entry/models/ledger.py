"""A ledger as a model: all ids in one array, records read in blocks and dropped again beyond MOST_RECORDS.

The first block is shown at once; the ids of a large ledger are read in the background. The last row is always an empty one: what is
typed there becomes a new row.
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

BLOCK, MOST_RECORDS = 60, 10_000  # records read at once, and held in memory
STRETCH = 1000  # rows of one column read at once
FEW = 20  # up to so many ids are searched one by one, more in one pass


@dataclass(slots=True)
class LedgerRow:
    """A record, the same row in the previous period, and the fields with a fallback whose values were typed."""

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
        self._outdated = False  # an act was stored while the ids were being read
        self._held = False  # while a cell is edited, ids that were read wait
        self._waiting: array[int] | None = None
        self.fresh = session.office.new_row()

    # --- rows

    def reload(self) -> None:
        """Show the first block at once, the rest when it was read in the background."""
        self._stop()
        self._lines.clear()
        if self.choice.shows_all:
            ids = self.session.office.ids(self.form, self.period, limit=BLOCK)
            self._reset(ids, len(ids) < BLOCK)
            if self._complete:
                self.settled.emit()
                return
        self._read_ids()

    def _read_ids(self) -> None:
        office, form, period, choice = self.session.office, self.form, self.period, asdict(self.choice)
        self._outdated = False

        def job(task: tasks.Task) -> array[int]:
            conn = office.reading()
            try:
                return records.ids(conn, form, period, **choice)
            finally:
                conn.close()

        self._task = tasks.run(job, self._on_ids, self._on_failed)

    def hold_rows(self, on: bool) -> None:
        """Ids that were read while a cell was edited are taken over afterwards."""
        self._held = on
        ids, self._waiting = self._waiting, None if not on else self._waiting
        if not on and ids is not None:
            self._on_ids(ids)

    def _on_ids(self, ids: array[int]) -> None:
        self._task = None
        if self._outdated:
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
            self._reset(ids, True)
        self.settled.emit()

    def _on_failed(self, fault: BaseException) -> None:
        self._task = None
        raise fault

    def _reset(self, ids: array[int], complete: bool) -> None:
        self.beginResetModel()
        self._ids, self._complete = ids, complete
        self.endResetModel()

    def _stop(self) -> None:
        self._waiting = None
        if self._task:
            self._task.cancel()
            self._task = None

    def close(self) -> None:
        """Cancel the reading of ids."""
        self._stop()

    @property
    def busy(self) -> bool:
        """Whether ids are being read, or wait for the end of editing."""
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
        """The ids of the rows shown from `first` up to `end`, without reading their records."""
        stored = self._ids[first:end]
        row_by_id: dict[int, str] = {}
        for start in range(0, len(stored), records.PAGE):
            part = stored[start : start + records.PAGE].tolist()
            sql = f"SELECT id, row FROM {self._table} WHERE id IN ({', '.join('?' * len(part))})"
            row_by_id.update(self.session.office.db.execute(sql, part).fetchall())
        return [row_by_id[id] for id in stored]

    def row_of(self, id: str) -> int:
        """Where a row is shown, found by the stored id that the row has in this period."""
        stored = self._stored_ids([id]).get(id)
        return self._places([stored]).get(stored, -1) if stored is not None else -1

    def jump_row(self, row: int, column: int, step: int) -> int:
        """As in other forms, but without reading whole records: STRETCH rows of one column at a time."""
        known: dict[int, set[int]] = {}
        field = quoted(self.columns[column].id)
        sql = f"SELECT v.id FROM {quoted(self.form.table)} v WHERE v.period = ? AND (v.{field} IS NOT NULL OR instr(v.marks, ?) > 0)"

        def filled(n: int) -> bool:
            if n >= len(self._ids):
                return False
            start = n // STRETCH * STRETCH
            if start not in known:
                ids = self._ids[start : start + STRETCH].tolist()
                parameters = [self.period.label, f'"{self.columns[column].id}"', *ids]
                rows = self.session.office.db.execute(f"{sql} AND v.id IN ({', '.join('?' * len(ids))})", parameters)
                known[start] = {id for (id,) in rows}
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
        missing = [id for id in ids if id not in self._lines]
        office, period = self.session.office, self.period
        loaded = office.page(self.form, period, missing)
        earlier = self._stored_ids([record.row for record in loaded], period.previous)
        past = {record.row: record for record in office.page(self.form, period.previous, list(earlier.values()))} if earlier else {}
        own = self._typed_fields(missing)
        for record in loaded:
            self._lines[record.id] = LedgerRow(record, past.get(record.row), own.get(record.id, frozenset()))
        while len(self._lines) > MOST_RECORDS:
            self._lines.popitem(last=False)

    def _typed_fields(self, ids: list[int]) -> dict[int, frozenset[str]]:
        """Of each record the fields with `fallback` that hold a typed value."""
        names = [field.id for field in self.form.fields if field.fallback]
        if not names:
            return {}
        placeholders = ", ".join("?" * len(ids))
        sql = f"SELECT id, {', '.join(map(quoted, names))} FROM {self._table} WHERE id IN ({placeholders})"
        rows = self.session.office.db.execute(sql, ids).fetchall()
        return {id: frozenset(n for n, v in zip(names, values, strict=True) if v is not None) for id, *values in rows}

    @property
    def _table(self) -> str:
        return quoted(self.form.table + "_rows")

    def _stored_ids(self, rows: list[str], period: Period | None = None) -> dict[str, int]:
        """The stored ids of rows in a period."""
        month = (period or self.period).month
        stored: dict[str, int] = {}
        for start in range(0, len(rows), 500):
            part = rows[start : start + 500]
            placeholders = ", ".join("?" * len(part))
            sql = f"SELECT row, id FROM {self._table} WHERE row IN ({placeholders}) AND since <= ? AND until > ?"
            stored.update(self.session.office.db.execute(sql, [*part, month, month]).fetchall())
        return stored

    def _places(self, ids: Iterable[int]) -> dict[int, int]:
        """Where these ids are shown."""
        wanted = set(ids)
        if len(wanted) > FEW:
            return {id: n for n, id in enumerate(self._ids) if id in wanted}
        places = {}
        for id in wanted:
            try:
                places[id] = self._ids.index(id)
            except ValueError:
                continue
        return places

    # --- acts

    def apply_act(self, act: Act) -> None:
        """Put the new ids of the changed rows in their places; add and remove rows."""
        if self.busy:
            self._outdated = True
        known = _rows_of(act, self.form.table)
        alive = self._stored_ids(list(known))
        at = self._places(id for ids in known.values() for id in ids)
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
        if drawn:  # once: a signal for each row would make a large paste slow
            self.redraw(min(drawn), max(drawn))
        self._remove(gone)
        self._add(sorted(new))
        if self.fresh in known:
            self.fresh = self.session.office.new_row()

    def _remove(self, places: list[int]) -> None:
        """Remove rows from the end, neighbours together: a signal for each row would make undoing a large paste slow."""
        left = sorted(places)
        while left:
            last = first = left.pop()
            while left and left[-1] == first - 1:
                first = left.pop()
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._ids[first : last + 1]
            self.endRemoveRows()

    def _add(self, new: list[int]) -> None:
        """New rows take the place of the empty row, with a new empty row after them; a restored row goes where it was."""
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
        if not self._ids or not self.choice.shows_all:
            return True
        sql = f"SELECT min(n.ord) > l.ord FROM {self._table} n, {self._table} l WHERE n.id IN ({', '.join('?' * len(new))}) AND l.id = ?"
        if len(new) > 10_000:
            return False
        return bool(self.session.office.db.execute(sql, [*new, self._ids[-1]]).fetchone()[0])


def _rows_of(act: Act, table: str) -> dict[str, set[int]]:
    """The rows of a table that an act changed, each with every stored id it had before or has now."""
    rows: dict[str, set[int]] = {}
    for images in (act.before, act.after):
        for (name, id), image in images.items():
            if name == table and image is not None:
                rows.setdefault(image["row"], set()).add(id)
    return rows
