"""Two versions of one return side by side, cell by cell, with the version both come from; printed as 更正说明.

`Changed` is not in the design's list: one cell that differs between two versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db import received
from db.balance import EXACT, exact, plain as number
from db.fields import EMPTY, Cell, plain
from db.pack import Form, Pack
from db.periods import Period
from db.received import Received
from db.returns import Return, canonical
from db.statements import Sheet, column, statement

Table = dict[str, dict[str, Cell]]  # row -> field -> cell
KINDS = {"changed": "更正", "again": "再次更正", "back": "改回", "added": "新增行", "removed": "删除行"}


@dataclass(frozen=True)
class Changed:
    """One cell: as it was in the version `base` both come from (where there is one), in the `old` and in the `new` version."""

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
        """The new number less the old one."""
        if isinstance(self.new.value, int | float) and isinstance(self.old.value, int | float):
            return number(EXACT.subtract(exact(self.new.value), exact(self.old.value)))
        return None


def base_of(conn: Any, old: Received, new: Received) -> Received | None:
    """The version both come from: the newest received before either."""
    least = min(old.version, new.version)
    found = [one for one in received.versions(conn, new.programme, new.period, new.unit) if one.version < least]
    return found[-1] if found else None


def compare(conn: Any, pack: Pack, old: Received, new: Received, base: Received | None = None) -> list[Changed]:
    """Every cell that differs between `old` and `new`, form by form in the order of the new version; rows that went come last."""
    found: list[Changed] = []
    for form in pack.forms:
        now, before = _table(conn, pack, form, new), _table(conn, pack, form, old)
        first = _table(conn, pack, form, base) if base is not None else None
        found += _rows(form, first, before, now)
    return found


def _table(conn: Any, pack: Pack, form: Form, one: Received) -> Table:
    made = received.pack_of(conn, one, pack)
    theirs = next((other for other in made.forms if other.id == form.id), None)
    if theirs is None:
        return {}
    ids = [field.id for field in theirs.fields]
    return {row: dict(zip(ids, cells, strict=False)) for row, cells, _ in received.rows(conn, one, form)}


def _rows(form: Form, base: Table | None, old: Table, new: Table) -> Iterator[Changed]:
    for row in [*new, *(row for row in old if row not in new)]:
        now, before = new.get(row), old.get(row)
        name = _name(form, row, now or before or {})
        for field in form.fields:
            this, that = ((side or {}).get(field.id, EMPTY) for side in (now, before))
            if canonical(this) == canonical(that):
                continue
            origin = base.get(row, {}).get(field.id, EMPTY) if base is not None else None
            kind = "added" if before is None else "removed" if now is None else _kind(origin, that, this)
            yield Changed(form.id, row, name, field.id, kind, origin, that, this)


def _kind(base: Cell | None, old: Cell, new: Cell) -> str:
    if base is None or canonical(base) == canonical(old):
        return "changed"
    return "back" if canonical(base) == canonical(new) else "again"


def _name(form: Form, row: str, cells: dict[str, Cell]) -> str:
    if form.fixed:
        found = form.row(row)
        return f"{row} {found.title}" if found else row
    return " ".join(text for name in form.names if (text := plain(cells.get(name, EMPTY), form.field(name)))) or row


def explanation(pack: Pack, period: Period, old: Received, new: Received, found: list[Changed]) -> Return:
    """更正说明 of a new version, ready for paper and workbook."""
    fields = (
        column("form", "报表", width=10), column("row", "行", width=14), column("field", "栏", width=8), column("kind", "变动", width=6),
        column("base", "更早一版", width=10), column("old", f"第{old.version}版", width=10), column("new", f"第{new.version}版", width=10),
        column("difference", "相差", "number", width=8),
    )  # fmt: skip
    rows = []
    for one in found:
        form = pack.form(one.form)
        field = form.field(one.field)
        texts = [plain(cell, field) if cell is not None else "" for cell in (one.base, one.old, one.new)]
        rows.append((form.title, one.name, field.title, KINDS[one.kind], *texts, one.difference))
    reason = new.head.get("reason", "")
    notes = (f"更正原因：{reason or '未写明'}。", f"第{old.version}版校验码 {old.check_code}，第{new.version}版校验码 {new.check_code}。")
    nil = tuple(f"第{one.version}版是零报：{one.nil}。" for one in (old, new) if one.nil)
    sheet = Sheet("corrections", "更正说明", fields, rows, (*notes, *nil))
    name = new.head.get("office_name") or new.unit_name
    return statement(pack, period, [sheet], unit=new.unit, unit_name=new.unit_name, office_name=name, version=new.version)
