"""Tasks and indicators as a model: all rows of the pack, headings among them."""

from __future__ import annotations

from typing import Any

from db.office.records import Record, carries
from db.office.writing import Act
from db.packs.model import Form
from db.packs.views import quoted
from db.values.cell import Cell, State
from db.values.field import Field
from desktop.entry.models.cells import NOWHERE, Cells, Index
from desktop.work.session import Session


class FixedModel(Cells):
    """The fixed rows of a form in one period; searched, filtered and sorted in memory, as they are few."""

    def __init__(self, session: Session, form: Form, parent: Any = None) -> None:
        super().__init__(session, form, parent)
        self._records: dict[str, Record] = {}
        self._before: dict[str, Record] = {}
        self._typed_fields: dict[str, frozenset[str]] = {}
        self._codes: list[str] = []

    def reload(self) -> None:
        """Read all rows."""
        self.beginResetModel()
        self._read()
        self._codes = self._filtered_codes()
        self.endResetModel()
        self.settled.emit()

    def _read(self) -> None:
        office, form = self.session.office, self.form
        self._records = {record.row: record for record in office.rows(form, self.period)}
        self._before = {record.row: record for record in office.rows(form, self.period.previous)}
        self._typed_fields = self._read_typed_fields()

    def _read_typed_fields(self) -> dict[str, frozenset[str]]:
        fields = [field for field in self.form.fields if field.fallback]
        if not fields:
            return {}
        columns = ", ".join(quoted(field.id) for field in fields)
        sql = f"SELECT row, since, {columns} FROM {quoted(self.form.table + '_rows')} WHERE since <= ? AND until > ?"
        month = self.period.month
        typed = {}
        for row, since, *values in self.session.office.db.execute(sql, [month, month]):
            current = [since == month or carries(field, since, self.period) for field in fields]
            typed[row] = frozenset(
                field.id for field, value, is_current in zip(fields, values, current, strict=True) if is_current and value is not None
            )
        return typed

    def _filtered_codes(self) -> list[str]:
        choice = self.choice
        codes = [row.code for row in self.form.rows if row.code in self._records]
        if choice.shows_all:
            return codes
        codes = [code for code in codes if self._matches_filter(code)]
        for name, down in reversed(choice.order):
            codes.sort(key=lambda code: _key(self._records[code].cells[name]), reverse=down)
        return codes

    def _matches_filter(self, code: str) -> bool:
        record, row = self._records[code], self.form.row(code)
        if row is not None and row.heading:
            return False
        if self.choice.changed and not record.changed:
            return False
        texts = {field.id: self.shown(field, record.cells[field.id], code) for field in self.form.fields}
        all_text = "\n".join(texts.values())
        return all(word in all_text for word in self.choice.search.split()) and all(
            _passes(texts[name], wanted) for name, wanted in self.choice.filters.items()
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
        return field.id in self._typed_fields.get(self._codes[row], frozenset())

    def row_id(self, row: int) -> str:
        """The row's code."""
        return self._codes[row] if 0 <= row < len(self._codes) else ""

    def row_of(self, id: str) -> int:
        """Where a code is shown."""
        return self._codes.index(id) if id in self._codes else -1

    def apply_act(self, act: Act) -> None:
        """Read the changed rows again; the others and the order stay."""
        rows = {line[1] for line in act.lines if line[0].key == self.form.key}
        only = rows.pop() if len(rows) == 1 else None  # several rows are read in one query and redrawn at once
        self._records |= {record.row: record for record in self.session.office.rows(self.form, self.period, row=only)}
        self._typed_fields = self._read_typed_fields()
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
