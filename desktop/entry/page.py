"""The page 填报: forms at the left, the grid (or the card) of one in the middle, what belongs to its current cell at the right."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.office.writing import Act
from db.packs.model import Form
from db.rules.problem import Problem
from desktop.entry.acts.actions import PageActions
from desktop.entry.acts.cell_commands import CellCommands
from desktop.entry.acts.keyboard_moves import KeyboardMoves
from desktop.entry.acts.paste_plan import PastePlan
from desktop.entry.acts.search_and_filter import SearchAndFilter
from desktop.entry.acts.workbook_import import WorkbookImport
from desktop.entry.beside.card import Card
from desktop.entry.beside.cell_panel import CellPanel
from desktop.entry.beside.form_list import FormList
from desktop.entry.beside.paste_review import PasteReview
from desktop.entry.beside.problem_drawer import ProblemDrawer
from desktop.entry.checks import Checks
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import Cells
from desktop.entry.models.face import RowFilter
from desktop.entry.models.fixed_form import FixedModel
from desktop.entry.models.ledger import LedgerModel
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.words.names import period_title
from desktop.work.session import Session

ROOMY = 1040  # px of a page that has room for the side panel
LOW = 520  # px of a page whose height is for the grid: the problems fold to their counts
TALL = 52  # px of a row that also shows last period's value


class EntryPage(QWidget):
    """`problems_changed(list of Problem)` after every check; `said(sentence)` after what a person did."""

    problems_changed = Signal(object)
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry-page")
        self.session = session
        self.model: Cells | None = None
        self._acted: set[str] = set()  # forms an act has been shown of already
        self._wanted: tuple[str, str] | None = None  # row and field to go to once all rows are known
        self._later = QTimer(self, singleShot=True, interval=300)
        self._later.timeout.connect(self._read_again)
        self._low = self._narrow = False  # whether there is little height, little width
        self._kept: tuple[str, str] | None = None  # row and field of the current cell, over a reset
        self.forms = FormList(session)
        self.grid = Grid(session)
        self._grids: list[Grid] = []  # this one, and the card's once there is one
        self.commands = CellCommands(session, self.grid, self)
        self.panel = CellPanel(session)
        self.drawer = ProblemDrawer()
        self.review = PasteReview()
        self.checks = Checks(session, self)
        self.choosing = SearchAndFilter(self)
        self.reading = WorkbookImport(self)
        self.walking = KeyboardMoves(self)
        self.tools = PageActions(self)
        self._build()
        self._connect()
        self.renew()

    # --- building

    def _build(self) -> None:
        self.title, self.under = QLabel(), QLabel()
        self.title.setObjectName("form-title")
        self.under.setMinimumWidth(1)  # gives way to the title
        look.mark(self.title, "title")
        look.mark(self.under, "caption")
        self.stack = QStackedWidget()
        self.empty = QLabel(tr("这个方案没有报表"), alignment=Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.empty)
        sheet = QFrame()
        sheet.setObjectName("entry-sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 1, 0, 0)
        inner.addWidget(self.stack)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(self._head())
        middle.addWidget(self.tools.bar)
        middle.addWidget(sheet, 1)
        middle.addWidget(self.reading.result)
        middle.addWidget(self.review)
        middle.addWidget(self.drawer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.forms)
        whole.addLayout(middle, 1)
        whole.addWidget(self.panel)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(look.px(14), look.px(10), look.px(12), look.px(4))
        head.setSpacing(look.px(12))
        head.addWidget(self.title)
        head.addWidget(self.under, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.choosing.box)
        return head

    def _connect(self) -> None:
        self.session.act.connect(self._on_act)
        self.session.changed.connect(self._on_changed)
        self.session.moved.connect(self.renew)
        self.forms.chosen.connect(self._show)
        self._attend(self.grid)
        self.grid.moved.connect(self._turn_card)
        self.grid.head_asked.connect(self.choosing.ask)
        self.commands.said.connect(self.say)
        self.commands.doubtful.connect(self._doubt)
        self.review.taken.connect(lambda edits: self.grid.save(edits, f"{self.review.what}确认"))
        self.checks.found.connect(self._checked)

    def _attend(self, grid: Grid) -> None:
        self._grids.append(grid)
        grid.moved.connect(self._follow)
        grid.said.connect(self.say)
        self.tools.serve(grid)

    @cached_property
    def card(self) -> Card:
        """One row from top to bottom, made when somebody first wants it."""
        card = Card(self.session)
        self.stack.addWidget(card)
        self._attend(card.grid)
        card.left.connect(lambda: self.show_card(False))
        card.turned.connect(lambda row: self.grid.go(row, max(self.grid.currentIndex().column(), 0)))
        return card

    # --- which form

    def renew(self) -> None:
        """Another programme, period or office: everything anew."""
        self._finish()
        self.checks.stop()
        self.checks.problems = []
        self.review.show_doubts([])
        self.drawer.forget()
        kept = self.forms.form
        self.forms.fill()
        if self.forms.form is None:
            self.stack.setCurrentWidget(self.empty)
            self.title.setText("")
        else:
            keep = kept is not None and kept.key == self.forms.form.key
            self._show(self.forms.form, keep=keep)
        self.checks.all()

    def show_form(self, form_id: str) -> None:
        """Turn to a form of the programme."""
        self.forms.choose(form_id)

    def go_to(self, form: str, row: str, field: str) -> None:
        """Turn to a cell: form, row id or code, field id; an empty row means the form, with a field its column."""
        if self.forms.form is None or self.forms.form.id != form:
            self.show_form(form)
        model = self.model
        if model is not None and field and not row:
            self.grid.go(0, model.place(0, field).column())
        if model is None or not row:
            return
        if model.row_of(row) < 0 and not model.choice.plain:
            self.choosing.all()
        self._wanted = (row, field)
        if not getattr(model, "busy", False) or model.row_of(row) >= 0:
            self._arrive()

    def _arrive(self) -> None:
        """Go where somebody wanted to go, or back to where the current cell was."""
        wanted, self._wanted = self._wanted or self._kept, None
        self._kept = None
        if (model := self.model) is None:
            return
        row = model.row_of(wanted[0]) if wanted else -1
        if wanted is None or row < 0:
            if not self.grid.currentIndex().isValid():
                self._start()
            self._say_where()
            return
        place = model.place(row, wanted[1])
        self.grid.go(place.row(), place.column())
        if isinstance(self.stack.currentWidget(), Card):
            self.card.show_row(model, place.row(), wanted[1])
        self._say_where()

    def _start(self) -> None:
        """The first cell that is typed."""
        if (model := self.model) is None:
            return
        for row in range(min(model.rowCount(), 60)):
            for column in range(model.columnCount()):
                if model.editable(model.index(row, column)):
                    self.grid.go(row, column)
                    return

    def _show(self, form: Form, *, keep: bool = False) -> None:
        self._finish()
        kept = self._current() if keep else None
        old = self.model
        make: Any = FixedModel if form.fixed else LedgerModel
        self.model = model = make(self.session, form, self)
        model.settled.connect(self._arrive)
        self.choosing.clear()
        self.grid.use(model)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._keep_current)  # after the grid has forgotten its current cell
        model.modelReset.connect(self._turn_card)
        self._kept = kept
        model.set_problems(self.checks.problems)
        model.reload()
        if not self.grid.currentIndex().isValid():
            self._start()
        if isinstance(old, LedgerModel):
            old.close()
        card = self.tools.by_name["card"].isChecked()
        self.stack.setCurrentWidget(self.card if card else self.grid)
        if card:
            self.card.show_row(model, max(self.grid.currentIndex().row(), 0), "")
        if old is not None:
            old.deleteLater()
        self.title.setText(form.title)
        self.tools.renew()
        self._say_where()
        self._show_problems()

    def _current(self) -> tuple[str, str] | None:
        index = self.grid.currentIndex()
        if self.model is None or not index.isValid():
            return None
        return self.model.row_id(index.row()), self.model.field_at(index).id

    def _keep_place(self) -> None:
        """Rows take other places: the current cell goes along."""
        self._kept = self._current() or self._kept

    def _keep_current(self) -> None:
        """Rows have taken other places: the current cell is where its row is, if that is shown already."""
        if self.model is not None and self._kept is not None and (row := self.model.row_of(self._kept[0])) >= 0:
            place, self._kept = self.model.place(row, self._kept[1]), None
            self.grid.go(place.row(), place.column())

    def _turn_card(self) -> None:
        """The card shows the row of the table's current cell, wherever rows went."""
        card, index = self.stack.currentWidget(), self.grid.currentIndex()
        if isinstance(card, Card) and index.isValid() and card.shows(self.model):
            card.follow(index.row())

    def _finish(self) -> None:
        for grid in self._grids:
            grid.editing.finish()

    def _say_where(self) -> None:
        if (model := self.model) is None:
            return
        parts = [period_title(self.session.period), tr("{n:,} 行", n=model.count)]
        if model.choice.filters or model.choice.search:
            parts.append(tr("已筛选"))
        if model.choice.changed:
            parts.append(tr("只看本期有变化"))
        self.under.setText("　".join(parts))
        self.tools.renew()

    # --- acts and changes

    def _on_act(self, act: Act) -> None:
        self._acted = {form.key for form in act.forms}
        model = self.model
        if model is not None and model.form.key in self._acted:
            model.touched(act)
            self._turn_card()
            self._say_where()
            rows = {line[1] for line in act.lines if line[0].key == model.form.key}
            if len(rows) == 1:
                self.checks.row(model.form.id, rows.pop())
            self._follow()
        self.checks.soon()

    def _on_changed(self, form: Form | None) -> None:
        model = self.model
        if form is not None and form.key in self._acted:
            self._acted.discard(form.key)
        elif model is not None and (form is None or form.key == model.form.key):
            self._read_again()
        self.checks.soon()
        self.tools.renew()

    def _read_again(self) -> None:
        """Read the rows anew, but not under the hands of somebody who types."""
        if any(grid.editing.open for grid in self._grids):
            self._later.start()
        elif self.model is not None:
            self.model.reload()

    def _checked(self, found: list[Problem]) -> None:
        self.forms.count_filled(found)
        self._show_problems()
        self.problems_changed.emit(found)
        self._follow()

    def _show_problems(self) -> None:
        self.drawer.show_problems(self.checks.problems, self.model.form.id if self.model else "")
        if not (self.checks.busy or self.review.doubts):  # one row's check leaves out what only the whole programme tells
            self.drawer.attend(self.model.form.id if self.model else "")
        if self.model is not None:
            self.model.set_problems(self.checks.problems)
            if isinstance(self.stack.currentWidget(), Card):
                self.card.model.redraw()

    def _doubt(self, plan: PastePlan) -> None:
        self.review.show_doubts(plan.doubts)
        self.drawer.open(False)

    def _follow(self) -> None:
        """The panel speaks of the current cell."""
        grid = self.commands.grid
        index = grid.currentIndex()
        if self.model is not None and index.isValid():
            self.panel.follow(self.model, grid.cells.row_at(index), grid.cells.field_at(index))
        else:
            self.panel.forget()

    # --- what the tools do here

    def say(self, text: str) -> None:
        """One sentence about what just happened."""
        self.drawer.say(text)
        self.said.emit(text)

    def choose(self, choice: RowFilter) -> None:
        """Show another part or order of the form."""
        if self.model is None:
            return
        self._finish()
        self.model.choose(choice)
        self._say_where()

    def show_before(self, on: bool) -> None:
        """Higher rows that show last period's value too."""
        self.grid.set_row_height(TALL if on else look.ROW)

    def show_panel(self, on: bool) -> None:
        """Fold the side panel."""
        self.panel.setVisible(on)
        self._follow()

    def show_card(self, on: bool) -> None:
        """One row from top to bottom, or the table."""
        self._finish()
        if self.model is None or not self.model.rowCount():
            return
        self.tools.by_name["card"].setChecked(on)
        index = self.grid.currentIndex()
        if on:
            self.stack.setCurrentWidget(self.card)
            self.commands.grid = self.card.grid
            self.card.show_row(self.model, max(index.row(), 0), self.model.field_at(index).id if index.isValid() else "")
        else:
            place = self.card.model.field_at(self.card.grid.currentIndex()).id
            self.stack.setCurrentWidget(self.grid)
            self.commands.grid = self.grid
            at = self.model.place(max(self.card.model.row, 0), place)
            self.grid.go(at.row(), at.column())
        self.commands.grid.setFocus()
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is little room, the grid has it."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(ROOMY)
        if narrow != self._narrow:
            self._narrow = narrow
            self.tools.by_name["panel"].setChecked(not narrow)
            self.show_panel(not narrow)
        low = self.height() < look.px(LOW)
        if low != self._low:
            self._low = low
            self.drawer.low(low)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Keys go to the grid at once."""
        super().showEvent(event)
        self.commands.grid.setFocus()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """What is being typed is taken when the person turns to another page."""
        super().hideEvent(event)
        self._finish()

    def stop(self) -> None:
        """Take what is being typed, and let go of everything that runs beside."""
        self._finish()
        for part in (self._later, self.commands, self.reading, self.checks, self.forms):
            part.stop()
        for grid in self._grids:
            grid.keep_widths()
        if isinstance(self.model, LedgerModel):
            self.model.close()

    def settled(self) -> bool:
        """Whether everything asked for has been shown: rows, counts and checks."""
        return not (self.checks.busy or self.commands.busy or self.reading.busy or getattr(self.model, "busy", False))
