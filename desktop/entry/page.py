"""The page 填报: the forms at the left, the grid or card of one in the middle, the panel of its current cell at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from db.messages import Sentence
from db.office.writing import Act, Edit
from db.packs.model import Form
from db.rules.problem import Problem
from desktop.entry.acts.actions import PageActions
from desktop.entry.acts.cell_commands import CellCommands
from desktop.entry.acts.keyboard_moves import KeyboardMoves
from desktop.entry.acts.paste_plan import DoubtfulText
from desktop.entry.acts.search_and_filter import SearchAndFilter
from desktop.entry.acts.workbook_import import WorkbookImport
from desktop.entry.beside.cell_panel import CellPanel
from desktop.entry.beside.form_head import FormHead
from desktop.entry.beside.form_list import FormList
from desktop.entry.beside.import_result import LINES, ImportResult
from desktop.entry.beside.paste_review import PasteReview
from desktop.entry.beside.problem_drawer import ProblemDrawer
from desktop.entry.cell_position import CellPosition
from desktop.entry.checks import Checks
from desktop.entry.form_stack import FormStack
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import Cells
from desktop.entry.models.face import RowFilter
from desktop.entry.models.fixed_form import FixedModel
from desktop.entry.models.ledger import LedgerModel
from desktop.shell.page import PageWidget
from desktop.widgets import look
from desktop.widgets.actions import action
from desktop.words.i18n import tr
from desktop.work.session import Session

ROOMY = 1040  # px of width from which the side panel is shown
LOW = 520  # px of height below which the list of problems is closed
TALL = 52  # px of a row that also shows last period's value


class EntryPage(PageWidget):
    """`problems_changed` after every check; `message` after what a person did."""

    checks_itself = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("entry-page")
        self.model: Cells | None = None
        self._acted: set[str] = set()  # forms whose rows were already refreshed after an act
        self._later = QTimer(self, singleShot=True, interval=300)
        self._later.timeout.connect(self._read_again)
        self._low = self._narrow = False  # little height, little width
        self.forms = FormList(session)
        self.stack = FormStack(session)
        self.grid = self.stack.grid
        self.position = CellPosition(self.grid)
        self.commands = CellCommands(session, self.grid, lambda: self.stack.front, self)
        self.panel = CellPanel(session)
        self.drawer = ProblemDrawer()
        self.review = PasteReview()
        self.checks = Checks(session, self)
        self.search = SearchAndFilter(self.grid, self)
        self.workbook_import = WorkbookImport(session, self, self.commands.busy_window)
        self.import_result = ImportResult()
        self.moves = KeyboardMoves(self, lambda: self.stack.front, self._parts)
        self.tools = PageActions(self, (self.commands, self.search, self.workbook_import, self.moves, self.forms, self.drawer, self))
        self._build()
        self._connect()
        self.renew()

    # --- building

    def _build(self) -> None:
        self.head = FormHead(self.search.box)
        sheet = QFrame()
        sheet.setObjectName("entry-sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 1, 0, 0)
        inner.addWidget(self.stack)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addLayout(self.head)
        middle.addWidget(self.tools.bar)
        middle.addWidget(sheet, 1)
        middle.addWidget(self.import_result)
        middle.addWidget(self.review)
        middle.addWidget(self.drawer)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.forms)
        layout.addLayout(middle, 1)
        layout.addWidget(self.panel)

    def _connect(self) -> None:
        self.session.act.connect(self._on_act)
        self.session.changed.connect(self._on_changed)
        self.session.moved.connect(self.renew)
        self.forms.chosen.connect(self._show)
        self._attend(self.grid)
        self.stack.card_made.connect(lambda card: self._attend(card.grid))
        self.stack.card_left.connect(lambda: self.show_card(False))
        self.grid.filter_asked.connect(self.search.ask)
        self.search.filter_wanted.connect(self.choose)
        self.search.left.connect(self._to_grid)
        self.commands.message.connect(self.say)
        self.commands.doubtful.connect(lambda plan: self._doubt(plan.doubts))
        self.review.taken.connect(self._save_review)
        self.review.emptied.connect(self.moves.home)
        self.checks.checked.connect(self._checked)
        self.forms.left.connect(self.moves.home)
        self.drawer.chosen.connect(self._go_to_problem)
        self.drawer.none_left.connect(lambda: self.say(tr("没有要处理的问题了")))
        self.drawer.noted.connect(self._note_problem)
        self.moves.home_by_escape(self.forms, self.panel, self.drawer, self.review)
        self._connect_import()

    def _connect_import(self) -> None:
        reading, result = self.workbook_import, self.import_result
        reading.started.connect(self._finish)
        reading.started.connect(result.hide)
        reading.ended.connect(self._to_grid)
        reading.message.connect(self.say)
        reading.doubtful.connect(lambda doubts: self._doubt(doubts, "读入"))
        reading.done.connect(self._on_read_in)
        reading.failed.connect(lambda text: result.show_result(text, bad=True))
        result.closed.connect(self._to_grid)
        self.session.moved.connect(result.hide)
        self.review.emptied.connect(lambda: result.fit(LINES))

    def _attend(self, grid: Grid) -> None:
        grid.moved.connect(self._follow)
        grid.message.connect(self.say)
        self.tools.serve(grid)

    def _parts(self) -> tuple[QWidget, ...]:
        """The parts that F6 goes through."""
        return self.forms, self.stack.front, self.import_result, self.review.table, self.drawer.tree, self.panel

    def _to_grid(self) -> None:
        self.stack.front.setFocus()

    # --- which form

    def renew(self) -> None:
        """Show another programme or period."""
        self._finish()
        self.checks.stop()
        self.checks.problems = []
        self.review.show_doubts([])
        self.drawer.forget()
        before = self.forms.form
        self.forms.fill()
        if self.forms.form is None:
            self.stack.show_nothing()
            self.head.title.setText("")
        else:
            same = before is not None and before.key == self.forms.form.key
            self._show(self.forms.form, keep=same)
        self.checks.all()

    def show_form(self, form_id: str) -> None:
        """Turn to a form of the programme."""
        self.forms.choose(form_id)

    def arrive(self, form: str = "", row: str = "", field: str = "") -> None:
        """Go to a cell, or stay where the person was."""
        if form:
            self.go_to(form, row, field)
        self._to_grid()

    def go_to(self, form: str, row: str, field: str) -> None:
        """Go to a cell by form, row id or code, and field id; without a row to the form, or to the column of the field."""
        if self.forms.form is None or self.forms.form.id != form:
            self.show_form(form)
        model = self.model
        if model is not None and field and not row:
            self.grid.go(0, model.place(0, field).column())
        if model is None or not row:
            return
        if model.row_of(row) < 0 and not model.choice.shows_all:
            self.search.all()
        self.position.want(row, field)
        if not getattr(model, "busy", False) or model.row_of(row) >= 0:
            self._arrive()

    def _arrive(self) -> None:
        """All rows are known: go to the wanted cell."""
        if self.model is None:
            return
        place = self.position.arrive()
        if place is not None and self.stack.in_card:
            self.stack.card.show_row(self.model, *place)
        self._renew_head()

    def _show(self, form: Form, *, keep: bool = False) -> None:
        self._finish()
        saved = self.position.now if keep and self.model is not None else None
        old = self.model
        model_class: Any = FixedModel if form.fixed else LedgerModel
        self.model = model = model_class(self.session, form, self)
        model.settled.connect(self._arrive)
        self.search.clear()
        self.grid.use(model)
        model.modelAboutToBeReset.connect(self.position.keep)
        model.modelReset.connect(self.position.restore)  # connected after the grid, which loses its current cell at a reset
        model.modelReset.connect(self.stack.turn_card)
        self.position.begin(saved)
        model.set_problems(self.checks.problems)
        model.reload()
        self.position.start()
        if isinstance(old, LedgerModel):
            old.close()
        self.stack.show_form(as_card=self.tools.by_name["card"].isChecked())
        if old is not None:
            old.deleteLater()
        self.head.title.setText(form.title)
        self._renew_tools()
        self._renew_head()
        self._show_problems()

    def _finish(self) -> None:
        self.stack.finish()

    def _renew_head(self) -> None:
        if self.model is None:
            return
        self.head.show_subtitle(self.session.period, self.model)
        self._renew_tools()

    def _renew_tools(self) -> None:
        office = self.session.office
        self.tools.renew(can_undo=office.can_undo, can_redo=office.can_redo, model=self.model)

    # --- acts and changes

    def _on_act(self, act: Act) -> None:
        self._acted = {form.key for form in act.forms}
        model = self.model
        if model is not None and model.form.key in self._acted:
            model.apply_act(act)
            self.stack.turn_card()
            self._renew_head()
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
        self._renew_tools()

    def _read_again(self) -> None:
        """Read the rows again, but not while a cell is edited."""
        if self.stack.typing:
            self._later.start()
        elif self.model is not None:
            self.model.reload()

    def _checked(self, problems: list[Problem]) -> None:
        self.forms.count_filled(problems)
        self._show_problems()
        self.problems_changed.emit(problems)
        self._follow()

    def _show_problems(self) -> None:
        self.drawer.show_problems(self.checks.problems, self.model.form.id if self.model else "")
        if not (self.checks.busy or self.review.doubts):  # the check of one row does not find all problems
            self.drawer.attend(self.model.form.id if self.model else "")
        if self.model is not None:
            self.model.set_problems(self.checks.problems)
            if self.stack.in_card:
                self.stack.card.model.redraw()

    def _save_review(self, edits: Sequence[Edit]) -> None:
        self.session.save(edits, f"{self.review.what}确认", failed=self.grid.tell)

    def _doubt(self, doubts: Sequence[DoubtfulText], what: str = "粘贴") -> None:
        self.review.show_doubts(doubts, what)
        self.drawer.open(False)

    def _on_read_in(self, text: str, details: Sequence[str]) -> None:
        """A workbook was read in: show one sentence, and the details where there are any."""
        if details:
            self.import_result.show_result(text, details, few=bool(self.review.doubts))
        self.drawer.say("" if details else text)
        self.message.emit(text)

    def _go_to_problem(self, problem: Problem) -> None:
        self.go_to(problem.form, problem.row, problem.field)
        self.moves.home()

    def _note_problem(self, problem: Problem, text: str) -> None:
        """Store the note of a problem."""
        self.checks.accept(problem, text)
        self.say(tr("说明已保存") if text.strip() else tr("说明已取消"))
        self.session.refresh()
        self.moves.home()

    def _follow(self) -> None:
        """Show the current cell in the panel."""
        grid = self.stack.front
        index = grid.currentIndex()
        if self.model is not None and index.isValid():
            self.panel.follow(self.model, grid.cells.row_at(index), grid.cells.field_at(index))
        else:
            self.panel.forget()

    # --- commands of the page

    def say(self, text: str) -> None:
        """Show one sentence about what just happened."""
        self.drawer.say(text)
        self.message.emit(text)

    def choose(self, choice: RowFilter) -> None:
        """Show other rows or another order of the form."""
        if self.model is None:
            return
        self._finish()
        self.model.choose(choice)
        self._renew_head()

    @action("tall", Sentence("显示上期数"), "Ctrl+L", icon="list", short=Sentence("上期"), toggles=True)
    def show_before(self, on: bool) -> None:
        """Higher rows, which also show the value of the period before."""
        self.grid.set_row_height(TALL if on else look.ROW)

    @action("panel", Sentence("说明栏"), "F9", icon="panel-right", short=Sentence("说明"), toggles=True)
    def show_panel(self, on: bool) -> None:
        """Show or hide the side panel."""
        self.panel.setVisible(on)
        self._follow()

    @action("card", Sentence("卡片"), "F8", icon="layout-grid", toggles=True)
    def show_card(self, on: bool) -> None:
        """Show one row as a card, or the table."""
        self._finish()
        if self.model is None or not self.model.rowCount():
            return
        self.tools.by_name["card"].setChecked(on)
        self.stack.turn(to_card=on)
        self._to_grid()
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """With little room hide the panel and close the problems."""
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
        """Give the focus to the grid."""
        super().showEvent(event)
        self._to_grid()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Finish editing when another page is shown."""
        super().hideEvent(event)
        self._finish()

    def stop(self) -> None:
        """Finish editing and cancel background jobs."""
        self._finish()
        for part in (self._later, self.commands, self.workbook_import, self.checks, self.forms):
            part.stop()
        for grid in self.stack.grids:
            grid.widths.keep()
        if isinstance(self.model, LedgerModel):
            self.model.close()

    def settled(self) -> bool:
        """Whether rows and checks are complete: nothing runs in the background."""
        return not (self.checks.busy or self.commands.busy or self.workbook_import.busy or getattr(self.model, "busy", False))
