"""The model of a form as a grid uses it: cells by place, how each is drawn, what may be typed, what is wrong.

`Cells` is the base class of `LedgerModel`, `FixedModel` and `CardModel`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from db.office.records import Record
from db.office.writing import Act
from db.packs.model import Form
from db.rules.problem import ORDER, Problem
from db.values import kinds
from db.values.cell import EMPTY, Cell, State
from db.values.field import Field
from desktop.entry.models.face import FACE, CellFace, RowFilter
from desktop.entry.models.spoken_text import cell_description, cell_name
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
LONGEST_JUMP = 20_000  # rows that Ctrl with an arrow looks at


class Cells(QAbstractTableModel):
    """Cells of one form in the session's period. `settled` is emitted when all rows are known after a reload."""

    settled = Signal()

    def __init__(self, session: Session, form: Form, parent: Any = None) -> None:
        super().__init__(parent)
        self.session, self.form, self.period = session, form, session.period
        frozen_fields = [field for field in form.fields if field.key or (form.fixed and field.const)]
        self.columns: tuple[Field, ...] = (*frozen_fields, *(field for field in form.fields if field not in frozen_fields))
        self.frozen = len(frozen_fields)
        self.choice = RowFilter()
        self.revealed = False
        self.grows = False  # whether rows can be added at the end
        self._problems: dict[tuple[str, str], list[Problem]] = {}

    # --- implemented by each kind of form

    def record(self, row: int) -> Record | None:
        """The record shown at `row`; None in a row that is not there yet."""
        raise NotImplementedError

    def before(self, row: int) -> Record | None:
        """The same row in the previous period."""
        raise NotImplementedError

    def row_id(self, row: int) -> str:
        """The row id (or fixed code) of the row shown at `row`."""
        raise NotImplementedError

    def row_ids(self, first: int, end: int) -> list[str]:
        """The ids of the rows shown from `first` up to `end`."""
        return [self.row_id(row) for row in range(first, end)]

    def row_of(self, id: str) -> int:
        """Where the row with this id is shown, or -1."""
        raise NotImplementedError

    def filled_in(self, row: int, field: Field) -> bool:
        """Whether the value of a field with a fallback was typed here, not derived."""
        return False

    def reload(self) -> None:
        """Read the rows again for the current filter and order."""
        raise NotImplementedError

    def apply_act(self, act: Act) -> None:
        """Read again and redraw the rows that an act changed."""
        raise NotImplementedError

    def hold_rows(self, on: bool) -> None:
        """Called with True while a cell is edited: rows that are still being read are inserted only after it ends."""

    def number(self, row: int) -> str:
        """The row's number at its left."""
        return str(row + 1)

    @property
    def count(self) -> int:
        """How many rows to fill are shown."""
        return self.rowCount()

    def empty_text(self) -> str:
        """The text shown where there are no rows; empty where there are some."""
        if self.count:
            return ""
        if self.choice.search:
            return tr("没有找到“{text}”，按 Esc 清除", text=self.choice.search)
        return tr("还没有登记。直接输入、粘贴，或读入工作簿") if self.choice.shows_all else tr("没有符合条件的行")

    @property
    def form_model(self) -> Cells:
        """The model of the whole form; another one where this model shows a single row."""
        return self

    # --- filter and order

    def choose(self, choice: RowFilter) -> None:
        """Show other rows or another order of the form."""
        if choice != self.choice:
            self.choice = choice
            self.reload()

    # --- places

    def field_at(self, index: Index) -> Field:
        """The field a cell belongs to."""
        return self.columns[index.column()]

    def row_at(self, index: Index) -> int:
        """The form's row a cell belongs to."""
        return index.row()

    def place(self, row: int, field: str) -> QModelIndex:
        """The cell of `field` in the row shown at `row`."""
        column = next((n for n, column_field in enumerate(self.columns) if column_field.id == field), 0)
        return self.index(row, column)

    def code(self, row: int) -> str:
        """The fixed row's code, nothing in a ledger."""
        return self.row_id(row) if self.form.fixed else ""

    def jump_row(self, row: int, column: int, step: int) -> int:
        """The row where Ctrl with an arrow stops in a column, from `row` down (`step` 1) or up (-1), as in spreadsheets."""
        return end_of_run(lambda n: bool(self.text(self.index(n, column))), self.rowCount(), row, step)

    # --- cells

    def cell(self, index: Index) -> Cell:
        """The cell itself."""
        record = self.record(self.row_at(index))
        return record.cells[self.field_at(index).id] if record else EMPTY

    def heading(self, row: int) -> bool:
        """Whether the row is only a heading."""
        fixed = self.form.row(self.row_id(row)) if self.form.fixed else None
        return bool(fixed and fixed.heading)

    def editable(self, index: Index) -> bool:
        """Whether a person may type here."""
        return index.isValid() and self.form.typed(self.field_at(index), self.code(self.row_at(index)))

    def unit(self, index: Index) -> str:
        """The measure unit of the cell."""
        return self.form.unit(self.field_at(index), self.code(self.row_at(index)))

    def masked(self, field: Field, cell: Cell) -> bool:
        """Whether the cell is shown with stars at the moment."""
        return field.personal and not self.revealed and hidden_text(cell) is not None

    def text(self, index: Index, cell: Cell | None = None) -> str:
        """What a person reads in the cell."""
        cell = self.cell(index) if cell is None else cell
        row, field = self.row_at(index), self.field_at(index)
        return self.shown(field, cell, self.code(row))

    def derived(self, row: int, field: Field, cell: Cell) -> bool:
        """Whether what the cell shows was computed, not typed."""
        typed = self.form.typed(field, self.code(row))
        return bool(field.derive) and (not typed or (field.fallback and cell != EMPTY and not self.filled_in(row, field)))

    def shown(self, field: Field, cell: Cell, code: str = "") -> str:
        """A cell of a field as text; personal data with stars unless revealed."""
        if self.masked(field, cell):
            stars = kinds.kind_of(field).mask(hidden_text(cell) or "")
            cell = replace(cell, raw=stars) if cell.state is State.RAW else replace(cell, value=stars)
        return self.form.shown(field, cell, code)

    def face(self, index: Index) -> CellFace:
        """How the cell is drawn."""
        row, field = self.row_at(index), self.field_at(index)
        record, code = self.record(row), self.code(row)
        fixed = self.form.row(code) if self.form.fixed else None
        indent = fixed.depth if fixed and field.const == "title" else 0
        if fixed and fixed.heading:
            return CellFace(
                self.shown(field, record.cells[field.id], code) if record and field.const else "", heading=True, locked=True, indent=indent
            )
        cell, kind = record.cells[field.id] if record else EMPTY, kinds.kind_of(field)
        typed = self.form.typed(field, code)
        derived = self.derived(row, field, cell)
        before = self.before(row)
        past = before.cells[field.id] if before else EMPTY
        problems = self._problems.get((record.row, field.id), []) if record else []
        return CellFace(
            self.shown(field, cell, code), cell.state, kind.align, not typed, derived,
            changed=bool(typed and not derived and record and record.changed and before and field.carry == "always" and cell != past),
            problem=_worst(problems), note=any(problem.note for problem in problems), indent=indent,
            before=self.shown(field, past, code) if typed and past.state is not State.EMPTY and past != cell else "",
            lines=kind.lines or bool(fixed and field.const == "title"),
        )  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text and face; the delegate paints from the face."""
        if not index.isValid():
            return None
        if role == FACE:
            return self.face(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.face(index).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_name(self.cell_title(index), self.face(index))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            face = self.face(index)
            return cell_description(face, [] if face.beside else self.problems_at(index))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(index) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be selected, typed cells can be edited."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.editable(index) else flags

    def tip(self, index: Index) -> str:
        """The problems of the cell, else its text where it is long."""
        messages = [sentence(problem.message) for problem in self.problems_at(index)]
        text = self.text(index)
        return "\n".join(messages) or (text if len(text) > 12 else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Titles above, numbers at the left; for screen readers with the unit, and with the row's name."""
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section) if across else self.number(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_title(section) if across else f"{self.number(section)} {self.row_name(section)}".strip()
        return None

    def _spoken_title(self, column: int) -> str:
        unit = self.measure(column)
        return f"{self.title(column)}（{unit}）" if unit else self.title(column)

    def row_name(self, row: int) -> str:
        """The name of the row shown at `row`: its code and the fields that name it."""
        record, code = self.record(row), self.code(row)
        named = (
            [self.shown(field, record.cells[field.id], code) for field in self.form.fields if field.id in self.form.names] if record else []
        )
        return " ".join(part for part in (code, *named) if part) if record else tr("新的一行")

    def cell_title(self, index: Index) -> str:
        """The title that screen readers read for an empty cell."""
        return self.title(index.column())

    def title(self, column: int) -> str:
        """A column's title."""
        return self.columns[column].title

    def measure(self, column: int) -> str:
        """The unit under a column's title."""
        field = self.columns[column]
        if field.unit == "row":
            return ""
        return field.unit or kinds.kind_of(field).unit

    def group(self, column: int) -> str:
        """The head above a column and its neighbours of the same group; frozen columns have none."""
        return self.columns[column].group if column >= self.frozen else ""

    def align(self, column: int) -> str:
        """The alignment of a column's texts."""
        return kinds.kind_of(self.columns[column]).align

    def width(self, column: int) -> int:
        """A column's width in full-width characters."""
        return self.columns[column].width

    def sorted_field(self, column: int) -> str:
        """The field a column sorts and filters by; nothing where it cannot."""
        return self.columns[column].id

    def name_of(self, column: int) -> str:
        """The key under which a column's width is stored."""
        return self.columns[column].id

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """One column a field."""
        return 0 if parent.isValid() else len(self.columns)

    # --- problems

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the cells of these problems."""
        marked: dict[tuple[str, str], list[Problem]] = {}
        for problem in problems:
            if problem.form == self.form.id:
                marked.setdefault((problem.row, problem.field), []).append(problem)
        if marked != self._problems:
            self._problems = marked
            self.redraw()

    def problems_at(self, index: Index) -> list[Problem]:
        """The problems of one cell."""
        return self._problems.get((self.row_id(self.row_at(index)), self.field_at(index).id), [])

    def problems_of(self, row: int) -> list[Problem]:
        """The problems of one row, worst first."""
        id = self.row_id(row)
        return [problem for (row_id, _), problems in self._problems.items() if row_id == id for problem in problems]

    def redraw(self, first: int = 0, last: int = -1) -> None:
        """Redraw rows."""
        last = self.rowCount() - 1 if last < 0 else last
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def reveal(self) -> None:
        """Show personal data in full until the page shows another form."""
        self.revealed = True
        self.redraw()


def end_of_run(filled: Callable[[int], bool], count: int, at: int, step: int) -> int:
    """Where Ctrl with an arrow stops in spreadsheets: the last filled place before an empty one, else the next filled one, else the edge.

    `filled(n)` tells whether place n of 0 to `count` - 1 is filled; at most LONGEST_JUMP places are looked at.
    """
    edge = count - 1 if step > 0 else 0
    edge = min(edge, at + LONGEST_JUMP) if step > 0 else max(edge, at - LONGEST_JUMP)
    if at == edge:
        return at
    inside = filled(at) and filled(at + step)
    at += step
    while at != edge and (filled(at + step) if inside else not filled(at)):
        at += step
    return at


def hidden_text(cell: Cell) -> str | None:
    """The text of a cell that stars would hide, also one that could not be read; None where there is none."""
    text = cell.raw if cell.state is State.RAW else cell.value
    return text if isinstance(text, str) else None


def _worst(problems: Sequence[Problem]) -> str:
    """The worst severity of the open problems, else of all."""
    return min(
        (problem.severity for problem in problems if problem.open),
        default=min((problem.severity for problem in problems), default=""),
        key=lambda s: ORDER.get(s, 9),
    )


def state_words(cell: Cell) -> str:
    """The state of a cell in words."""
    words = {State.EMPTY: tr("未填"), State.VALUE: tr("已填"), State.NA: tr("不适用"), State.CHECK: tr("待核"), State.RAW: tr("未能识别")}
    return words[cell.state]
