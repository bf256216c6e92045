"""Tasks and indicators as a model: all rows of the pack, headings among them."""

from __future__ import annotations

from typing import Any

from db.office.records import Record
from db.office.writing import Act
from db.packs.model import Form
from db.packs.views import quoted
from db.values.cell import Cell, State
from db.values.field import Field
from desktop.entry.models.cells import NOWHERE, Cells, Index
from desktop.work.session import Session


class FixedModel(Cells):
    """The fixed rows of a form in one period; searched, filtered and sorted in memory, there are never many."""

    def __init__(self, session: Session, form: Form, parent: Any = None) -> None:
        super().__init__(session, form, parent)
        self._records: dict[str, Record] = {}
        self._before: dict[str, Record] = {}
        self._own: dict[str, frozenset[str]] = {}
        self._codes: list[str] = []

    def reload(self) -> None:
        """Read all rows."""
        self.beginResetModel()
        self._read()
        self._codes = self._chosen()
        self.endResetModel()
        self.settled.emit()

    def _read(self) -> None:
        office, form = self.session.office, self.form
        self._records = {one.row: one for one in office.rows(form, self.period)}
        self._before = {one.row: one for one in office.rows(form, self.period.previous)}
        self._own = self._typed()

    def _typed(self) -> dict[str, frozenset[str]]:
        names = [one for one in self.form.fields if one.fallback]
        if not names:
            return {}
        columns = ", ".join(quoted(one.id) for one in names)
        sql = f"SELECT row, since, {columns} FROM {quoted(self.form.table + '_rows')} WHERE since <= ? AND until > ?"
        month = self.period.month
        found = {}
        for row, since, *values in self.session.office.db.execute(sql, [month, month]):
            stands = [one.carry == "always" or since == month or (one.carry == "year" and since[:4] == month[:4]) for one in names]
            found[row] = frozenset(one.id for one, value, now in zip(names, values, stands, strict=True) if now and value is not None)
        return found

    def _chosen(self) -> list[str]:
        choice = self.choice
        codes = [row.code for row in self.form.rows if row.code in self._records]
        if choice.plain:
            return codes
        codes = [code for code in codes if self._fits(code)]
        for name, down in reversed(choice.order):
            codes.sort(key=lambda code: _key(self._records[code].cells[name]), reverse=down)
        return codes

    def _fits(self, code: str) -> bool:
        record, row = self._records[code], self.form.row(code)
        if row is not None and row.heading:
            return False
        if self.choice.changed and not record.changed:
            return False
        texts = {one.id: self.shown(one, record.cells[one.id], code) for one in self.form.fields}
        whole = "\n".join(texts.values())
        return all(word in whole for word in self.choice.search.split()) and all(
            _passes(texts[n], t) for n, t in self.choice.filters.items()
        )

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """The rows shown."""
        return 0 if parent.isValid() else len(self._codes)

    @property
    def count(self) -> int:
        """How many rows to fill are shown."""
        return sum(not self.heading(row) for row in range(len(self._codes)))

    def number(self, row: int) -> str:
        """Numbers of the rows to fill; headings have none."""
        return "" if self.heading(row) else str(row + 1)

    def record(self, row: int) -> Record | None:
        """The record at `row`."""
        return self._records[self._codes[row]] if 0 <= row < len(self._codes) else None

    def before(self, row: int) -> Record | None:
        """The same row in the previous period."""
        return self._before.get(self._codes[row])

    def filled_in(self, row: int, field: Field) -> bool:
        """Whether a value that may be derived was typed."""
        return field.id in self._own.get(self._codes[row], frozenset())

    def row_id(self, row: int) -> str:
        """The row's code."""
        return self._codes[row] if 0 <= row < len(self._codes) else ""

    def row_of(self, id: str) -> int:
        """Where a code is shown."""
        return self._codes.index(id) if id in self._codes else -1

    def touched(self, act: Act) -> None:
        """Read the touched rows anew; the rest stands, and so does the order."""
        rows = {line[1] for line in act.lines if line[0].key == self.form.key}
        only = rows.pop() if len(rows) == 1 else None  # of many rows all are read together, and drawn at once
        self._records |= {one.row: one for one in self.session.office.rows(self.form, self.period, row=only)}
        self._own = self._typed()
        place = self.row_of(only) if only else -1
        self.redraw(max(place, 0), place)


def _key(cell: Cell) -> tuple[bool, bool, Any]:
    """Empty cells last, numbers before texts."""
    empty = cell.state is State.EMPTY or cell.value is None
    return empty, isinstance(cell.value, str), "" if empty else cell.value


def _passes(text: str, wanted: str) -> bool:
    if wanted == "=":
        return not text
    return text == wanted[1:] if wanted.startswith("=") else wanted in text
