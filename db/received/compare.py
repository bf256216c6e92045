"""Two versions of one return compared cell by cell, with the version before both; printed as 更正说明.

A `ChangedCell` is one cell that differs between two versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.packs.model import Form, Pack
from db.packs.renames import renamed
from db.periods.report_period import Period
from db.received import store
from db.received.store import Received
from db.returns.check_code import canonical
from db.returns.lists import PrintedList, column, statement
from db.returns.model import Return
from db.values import exact
from db.values.cell import EMPTY, Cell
from db.values.field import Field
from db.values.kinds import kind_of, machine_text

CellsByField = Mapping[str, Cell]  # field -> cell
KINDS = {"changed": "更正", "again": "再次更正", "back": "改回", "added": "新增行", "removed": "删除行"}


@dataclass(frozen=True)
class ChangedCell:
    """One cell in the `old` and in the `new` version, and in the `base` version before both, where there is one."""

    form: str
    row: str
    name: str
    field: str
    kind: str
    base: Cell | None
    old: Cell
    new: Cell

    @property
    def difference(self) -> int | float | None:
        """The new number minus the old one."""
        return difference(self.old, self.new)


def difference(old: Cell | None, new: Cell | None) -> int | float | None:
    """The number in `new` minus that in `old`; None where one of them is not a number."""
    then, now = (cell.value if cell is not None else None for cell in (old, new))
    if isinstance(now, int | float) and isinstance(then, int | float):
        return exact.as_number(exact.difference(now, then))
    return None


def base_of(conn: Any, old: Received, new: Received) -> Received | None:
    """The newest version received before both."""
    least = min(old.version, new.version)
    earlier = [received for received in store.versions(conn, new.programme, new.period, new.unit) if received.version < least]
    return earlier[-1] if earlier else None


def compare(conn: Any, pack: Pack, old: Received, new: Received, base: Received | None = None) -> Iterator[ChangedCell]:
    """Every cell that differs between `old` and `new`, form by form in the order of the new version; removed rows last. A stream."""
    for form in pack.forms:
        now, before = Side(conn, pack, form, new), Side(conn, pack, form, old)
        first = Side(conn, pack, form, base) if base is not None else None
        for row in _rows(conn, form, before, now):
            yield from _cells(form, row, first, before.row(row), now.row(row))


class Side:
    """Reads single rows of one version, converted to `form`."""

    def __init__(self, conn: Any, pack: Pack, form: Form, received: Received) -> None:
        self.received, self.made_by = received, store.pack_of(conn, received, pack)
        self._conn, self._form = conn, form

    def row(self, row: str) -> CellsByField | None:
        """The cells of a row by field id; None where the version has no such row."""
        placed = store.placed_as(self._conn, self.received, self._form, self.made_by, row)
        return {field.id: cell for field, cell in zip(self._form.fields, placed.cells, strict=False)} if placed is not None else None


def _rows(conn: Any, form: Form, before: Side, now: Side) -> list[str]:
    """The rows that may differ: those whose stored cells are not equal; all rows where the versions have different packs."""
    alike = before.received.definitions == now.received.definitions
    other = f"EXISTS (SELECT 1 FROM received_row o {store.BY_ROW} WHERE o.received = ? AND o.form = n.form AND o.row = n.row"
    sql = "SELECT n.row FROM received_row n WHERE n.received = ? AND n.form = ? AND NOT {} ORDER BY n.n"
    same, present = (other + (end if alike else " AND 0)") for end in (" AND o.cells = n.cells)", ")"))
    codes = []
    for side, against, test in ((now, before, same), (before, now, present)):
        names = renamed(form, side.made_by)
        codes += [names.code(row) for (row,) in conn.execute(sql.format(test), [side.received.id, form.id, against.received.id])]
    return list(dict.fromkeys(codes))


def _cells(form: Form, row: str, base: Side | None, before: CellsByField | None, now: CellsByField | None) -> Iterator[ChangedCell]:
    name, origin = row_name(form, row, now or before or {}), None
    for field in (field for field in form.fields if not field.const):
        this, that = ((side or {}).get(field.id, EMPTY) for side in (now, before))
        if canonical(this) == canonical(that):
            continue
        if base is not None and origin is None:
            origin = base.row(row) or {}
        first = origin.get(field.id, EMPTY) if origin is not None else None
        kind = "added" if before is None else "removed" if now is None else _kind(first, that, this)
        yield ChangedCell(form.id, row, name, field.id, kind, first, that, this)


def _kind(base: Cell | None, old: Cell, new: Cell) -> str:
    if base is None or canonical(base) == canonical(old):
        return "changed"
    return "back" if canonical(base) == canonical(new) else "again"


def row_name(form: Form, row: str, cells: CellsByField) -> str:
    """The name of a row for people: code and title, or in a ledger the values of its naming columns."""
    if form.fixed:
        fixed_row = form.row(row)
        return f"{row} {fixed_row.title}" if fixed_row else row
    return " ".join(text for name in form.names if (text := _shown_value(form.field(name), cells.get(name, EMPTY)))) or row


def _shown_value(field: Field, cell: Cell) -> str:
    """A value for the name of a row; personal data is masked."""
    return kind_of(field).mask(cell.value) if field.personal and isinstance(cell.value, str) else machine_text(cell, field)


def explanation(pack: Pack, period: Period, old: Received, new: Received, changes: Iterable[ChangedCell]) -> Return:
    """The list 更正说明 of the changes in a new version, ready for paper and workbook."""
    fields = (
        column("form", "报表", width=10), column("row", "行", width=14), column("field", "栏", width=8), column("kind", "变动", width=6),
        column("base", "更早一版", width=10), column("old", f"第{old.version}版", width=10), column("new", f"第{new.version}版", width=10),
        column("difference", "相差", "number", width=8),
    )  # fmt: skip
    rows = []
    for change in changes:
        form = pack.form(change.form)
        field = form.field(change.field)
        texts = [machine_text(cell, field) if cell is not None else "" for cell in (change.base, change.old, change.new)]
        rows.append((form.title, change.name, field.title, KINDS[change.kind], *texts, change.difference))
    reason = new.head.get("reason", "")
    notes = (f"更正原因：{reason or '未写明'}。", f"第{old.version}版校验码 {old.check_code}，第{new.version}版校验码 {new.check_code}。")
    nil = tuple(f"第{received.version}版是零报：{received.nil}。" for received in (old, new) if received.nil)
    sheet = PrintedList("corrections", "更正说明", fields, rows, (*notes, *nil))
    name = new.head.get("office_name") or new.unit_name
    return statement(pack, period, [sheet], unit=new.unit, unit_name=new.unit_name, office_name=name, id=f"{pack.id}-{sheet.id}",
                     version=new.version)  # fmt: skip
