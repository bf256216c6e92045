"""The card: one row of a form from top to bottom, as a grid of its own; what is typed, last period's value, what is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.office.records import Record
from db.office.writing import Act
from db.packs.model import Form
from db.values.cell import Cell
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import NOWHERE, Cells, Index
from desktop.entry.models.face import CellFace
from desktop.widgets import look
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session

CONTENT, BEFORE, WRONG = range(3)


class CardModel(Cells):
    """One row of `source`: a line for each field, with group heads between."""

    def __init__(self, session: Session, form: Form, source: Cells, parent: Any = None) -> None:
        super().__init__(session, form, parent)
        self.source, self.row, self.frozen = source, 0, 0
        self.id = ""  # of the row, whose place may change
        self.lines: list[Field | str] = []
        group = ""
        for field in form.fields:
            if field.group and field.group != group:
                self.lines.append(field.group)
            group = field.group
            self.lines.append(field)
        source.dataChanged.connect(self._changed)

    def turn(self, row: int) -> None:
        """Show another row."""
        self.beginResetModel()
        self.row, self.id = row, self.source.row_id(row)
        self.endResetModel()

    def _changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.row <= last.row():
            self.redraw()

    def rowCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """A line for each field and each group."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: N802
        """What is typed, last period, what is wrong."""
        return 0 if parent.isValid() else 3

    def field_at(self, index: Index) -> Field:
        """The line's field; a group head gives the field after it."""
        line = self.lines[index.row()]
        following = self.lines[min(index.row() + 1, len(self.lines) - 1)]
        return line if isinstance(line, Field) else following  # type: ignore[return-value]

    def row_at(self, index: Index) -> int:
        """The source's row."""
        return self.row

    def record(self, row: int) -> Record | None:
        """The source's record."""
        return self.source.record(row)

    def before(self, row: int) -> Record | None:
        """The source's earlier record."""
        return self.source.before(row)

    def row_id(self, row: int) -> str:
        """The source's row."""
        return self.source.row_id(self.row)

    def row_of(self, id: str) -> int:
        """The card shows one row only."""
        return 0 if id == self.source.row_id(self.row) else -1

    def filled_in(self, row: int, field: Field) -> bool:
        """As in the source."""
        return self.source.filled_in(self.row, field)

    def hold_rows(self, on: bool) -> None:
        """The source's rows are what somebody types into."""
        self.source.hold_rows(on)

    @property
    def form_model(self) -> Cells:
        """The source."""
        return self.source

    def heading(self, row: int) -> bool:
        """Whether the line is a group head."""
        return isinstance(self.lines[row], str)

    def reload(self) -> None:
        """Redraw; the source reads the rows."""
        self.redraw()

    def apply_act(self, act: Act) -> None:
        """Nothing: the source reports what changed."""

    def place(self, row: int, field: str) -> QModelIndex:
        """The line of a field."""
        at = next((n for n, line in enumerate(self.lines) if isinstance(line, Field) and line.id == field), 0)
        return self.index(at, CONTENT)

    def editable(self, index: Index) -> bool:
        """Only the content column, not the texts beside it."""
        return index.isValid() and index.column() == CONTENT and not self.heading(index.row()) and super().editable(index)

    def masked(self, field: Field, cell: Cell) -> bool:
        """As in the source."""
        return self.source.masked(field, cell)

    def reveal(self) -> None:
        """Reveal it in the source and so in the card."""
        self.source.reveal()
        self.redraw()

    def face(self, index: Index) -> CellFace:
        """A line's faces."""
        line = self.lines[index.row()]
        if isinstance(line, str):
            return CellFace(line if index.column() == CONTENT else "", heading=True, locked=True)
        self._problems = self.source._problems
        cell_face = super().face(index)
        if index.column() == CONTENT:
            return replace(cell_face, align="left", before="", lines=True, indent=0, heading=False)
        if index.column() == BEFORE:
            past = self.before(self.row)
            return CellFace(
                self.shown(line, past.cells[line.id], self.code(self.row)) if past else "",
                align="left",
                locked=True,
                lines=True,
                beside=True,
            )
        problems = self.problems_at(index)
        return CellFace(
            tr("；").join(sentence(problem.message) for problem in problems),
            problem=cell_face.problem,
            locked=True,
            lines=True,
            beside=True,
        )

    def title(self, column: int) -> str:
        """The three columns."""
        return (tr("内容"), tr("上期"), tr("审核"))[column]

    def cell_title(self, index: Index) -> str:
        """The content has the title of its field, the other columns their own."""
        return self.field_at(index).title if index.column() == CONTENT else self.title(index.column())

    def measure(self, column: int) -> str:
        """None: the units stand with the names at the left."""
        return ""

    def group(self, column: int) -> str:
        """No groups of columns."""
        return ""

    def align(self, column: int) -> str:
        """Left."""
        return "left"

    def width(self, column: int) -> int:
        """In full-width characters."""
        return (24, 14, 26)[column]

    def sorted_field(self, column: int) -> str:
        """Nothing sorts a card."""
        return ""

    def name_of(self, column: int) -> str:
        """The key under which its width is stored."""
        return ("content", "before", "wrong")[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The fields' names with their units at the left."""
        if orientation == Qt.Orientation.Vertical and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.lines[section]
            if isinstance(line, str):
                return ""
            unit = self.form.unit(line, self.code(self.row)) or kind_of(line).unit
            return f"{line.title}（{unit}）" if unit else line.title
        return super().headerData(section, orientation, role)


class Card(QWidget):
    """The card with its row's name and buttons to the next rows; `turned(row)` when another row is shown, `left` with Esc."""

    turned = Signal(int)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.session = session
        self.grid = Grid(session, name="card-grid")
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name = QLabel()
        self.name.setObjectName("card-name")
        self.name.setFont(look.font(14, look.MEDIUM))
        self.previous = _button(tr("上一行"), "card-previous", "PgUp", lambda: self.step(-1))
        self.next = _button(tr("下一行"), "card-next", "PgDown", lambda: self.step(1))
        top = QHBoxLayout()
        top.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        top.setSpacing(look.px(8))
        top.addWidget(self.name, 1)
        top.addWidget(self.previous)
        top.addWidget(self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.grid, 1)

    @property
    def model(self) -> CardModel:
        """The card's model."""
        model = self.grid.cells
        assert isinstance(model, CardModel)
        return model

    def show_row(self, source: Cells, row: int, field: str) -> None:
        """Show a row of a form, at a field."""
        if not isinstance(self.grid.model(), CardModel) or self.model.source is not source:
            self.grid.use(CardModel(self.session, source.form, source, self))
        self._turn(row)
        self.fit()
        place = self.model.place(0, field)
        if not self.model.editable(place):
            place = next((index for n in range(self.model.rowCount()) if self.model.editable(index := self.model.index(n, CONTENT))), place)
        self.grid.go(place.row(), CONTENT)

    def step(self, by: int) -> None:
        """To the next row in either direction, at the same field; headings are skipped."""
        self.grid.editing.finish()
        source, at = self.model.source, self.grid.currentIndex()
        row = self.model.row + by
        while 0 <= row < source.rowCount() and source.heading(row):
            row += by
        if 0 <= row < source.rowCount():
            self._turn(row)
            self.grid.go(max(at.row(), 0), max(at.column(), 0))
            self.turned.emit(row)

    def shows(self, source: Cells | None) -> bool:
        """Whether the card shows a row of `source`."""
        return isinstance(self.grid.model(), CardModel) and self.model.source is source

    def follow(self, row: int) -> None:
        """Show the row of the table's current cell, at the same field; it may be the same row at another place."""
        if self.model.source.row_id(row) == self.model.id:
            self.model.row = row
            self._show_name()
            return
        self.grid.editing.finish()
        self.show_row(self.model.source, row, self.model.field_at(self.grid.currentIndex()).id)

    def _turn(self, row: int) -> None:
        self.model.turn(row)
        self._show_name()
        self._heights()

    def _show_name(self) -> None:
        source, row = self.model.source, self.model.row
        count = source.rowCount() - source.grows
        place = tr("第 {n:,} 行，共 {all:,} 行　{name}", n=row + 1, all=count, name=source.row_name(row))
        self.name.setText(tr("新的一行") if source.record(row) is None else place)

    def _heights(self) -> None:
        for n, line in enumerate(self.model.lines):
            high = isinstance(line, Field) and kind_of(line).lines
            self.grid.verticalHeader().resizeSection(n, look.px(96 if high else 44))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc, where nothing is being typed, goes back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The three columns share the width."""
        super().resizeEvent(event)
        if isinstance(self.grid.model(), CardModel):
            self.fit()

    def fit(self) -> None:
        """Share the width: half to what is typed."""
        width = self.grid.viewport().width()
        self.grid.heads.blockSignals(True)
        for column, share in ((CONTENT, 0.46), (BEFORE, 0.2), (WRONG, 0.34)):
            self.grid.setColumnWidth(column, int(width * share))
        self.grid.heads.blockSignals(False)


def _button(text: str, name: str, key: str, act: object) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setShortcut(key)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(f"{text}（{key}）")
    button.clicked.connect(act)  # type: ignore[arg-type]
    return button
