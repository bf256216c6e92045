"""Commands on the selected cells and rows: states, filling, copying, pasting, adding and deleting rows, showing full numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from db.messages import Sentence
from db.office import log
from db.office.records import later_months
from db.office.writing import Act, Edit
from db.values import cell as cell_values, kinds
from db.values.cell import EMPTY, NA, Cell, State
from desktop.entry.acts import clipboard
from desktop.entry.acts.paste_plan import PastePlan, read_slots, unread_plan
from desktop.entry.grid.grid import Grid
from desktop.widgets import dialogs
from desktop.widgets.actions import action
from desktop.words.i18n import tr
from desktop.words.names import act_title, months_title, period_title
from desktop.work import tasks
from desktop.work.busy_window import BusyWindow
from desktop.work.session import Session

MOST, MOST_ROWS = 200_000, 20_000  # cells and rows that one act may change
NAMED = 5  # rows named in a question
LARGE = 150  # a longer paste is read in the background


class CellCommands(QObject):
    """`message` after each, `doubtful(plan)` when a paste left texts to be checked. `front` returns the grid in front, `table` or card.

    The page is blocked while a large paste is read or a large act written.
    """

    message = Signal(str)
    doubtful = Signal(object)

    def __init__(self, session: Session, table: Grid, front: Callable[[], Grid], page: QWidget) -> None:
        super().__init__(page)
        self.session, self.busy_window = session, BusyWindow(page)
        self._table, self._front = table, front
        self._reading: tasks.Task | None = None  # a large paste
        session.writing.connect(self._on_writing)

    @property
    def grid(self) -> Grid:
        """The grid in front."""
        return self._front()

    @property
    def busy(self) -> bool:
        """Whether a large paste is being read, or a large act written."""
        return self._reading is not None or self.session.busy

    def stop(self) -> None:
        """Cancel a paste that is being read."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
            self.busy_window.end()

    # --- the selection

    def chosen(self) -> Iterator[QModelIndex]:
        """The cells inside the selected rectangles, row by row."""
        grid = self.grid
        model = grid.model()
        for area in grid.areas():
            for row in range(area.top(), area.bottom() + 1):
                for column in range(area.left(), area.right() + 1):
                    yield model.index(row, column)

    def too_much(self) -> bool:
        """Whether more cells are selected than one act may change; if so, emits a message."""
        size = sum(area.width() * area.height() for area in self.grid.areas())
        if size > MOST:
            self.message.emit(tr("选中了 {n:,} 格，一次最多处理 {most:,} 格，请少选一些", n=size, most=MOST))
        return size > MOST

    def rows(self) -> list[str]:
        """The ids of the selected rows that exist already."""
        ids: dict[str, None] = {}
        model = self.grid.cells
        size = sum(area.height() for area in self.grid.areas())
        if size > MOST_ROWS:
            self.message.emit(tr("选中了 {n:,} 行，一次最多处理 {most:,} 行，请少选一些", n=size, most=MOST_ROWS))
            return []
        for area in self.grid.areas():
            for row in range(area.top(), area.bottom() + 1):
                index = model.index(row, 0)
                if model.record(model.row_at(index)) is not None:
                    ids[model.row_id(model.row_at(index))] = None
        return list(ids)

    def _set(self, what: str, make: Callable[[Cell], Cell], *, masked: bool = True) -> None:
        """Set all selected cells that can be typed; masked cells only where `masked` is True."""
        if self.too_much():
            return
        self.grid.editing.finish()
        model, changed, locked = self.grid.cells, [], 0
        for index in self.chosen():
            if not model.editable(index):
                locked += 1
            elif not masked and model.masked(model.field_at(index), model.cell(index)):
                continue
            elif (new := make(model.cell(index))) != model.cell(index):
                changed.append((index, new))
        if changed:
            self.session.save(self.grid.edits(changed), what, failed=self.grid.tell)
        if locked and not changed:
            self.message.emit(tr("选中的格由程序算出或带出，不能填写"))

    def _single_block(self) -> tuple[int, int, int, int] | None:
        """The selected rectangle; None and a message where the selection is not one rectangle, as cells between must not be changed."""
        block = self.grid.block()
        if block is None:
            return None
        top, left, bottom, right = block
        if sum(area.width() * area.height() for area in self.grid.areas()) == (bottom - top + 1) * (right - left + 1):
            return block
        self.message.emit(tr("选中的格不是连成一片的一块，请选一块再做"))
        return None

    # --- states

    @action("clear", Sentence("清空"), "Del", "Backspace", cells_only=True)
    def clear(self) -> None:
        """Set to 未填."""
        self._set("清空", lambda cell: EMPTY)

    @action("na", Sentence("不适用"), "Ctrl+/", "F4", cells_only=True)
    def not_applicable(self) -> None:
        """Set to 不适用, and back to 未填 where it was 不适用."""
        self._set("不适用", lambda cell: EMPTY if cell == NA else NA)

    @action("check", Sentence("待核"), "Ctrl+.", cells_only=True)
    def unverified(self) -> None:
        """Add 待核 to the value, or remove it."""
        self._set("待核", _toggled)

    # --- copying and pasting

    @action("copy", Sentence("复制"), "Ctrl+C", cells_only=True)
    def copy(self) -> bool:
        """Copy the selected rectangle to the clipboard; masked cells are copied with their stars."""
        block = self._single_block()
        if block is None or self.too_much():
            return False
        top, left, bottom, right = block
        model = self.grid.cells
        places = [[model.index(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        shown = [[_copied_text(self.grid, index) for index in row] for row in places]
        QApplication.clipboard().setMimeData(clipboard.write(shown))
        self.message.emit(tr("已复制 {rows} 行 {columns} 列", rows=len(places), columns=len(places[0])))
        return True

    @action("cut", Sentence("剪切"), "Ctrl+X", cells_only=True)
    def cut(self) -> None:
        """Copy, then empty; masked numbers stay, because their digits are not on the clipboard."""
        if not self.copy():
            return
        model = self.grid.cells
        hidden = sum(model.masked(model.field_at(index), model.cell(index)) for index in self.chosen())
        self._set("剪切", lambda cell: EMPTY, masked=False)
        if hidden:
            self.message.emit(tr("{n} 格带星号的号码没有清空；要移动号码，先“显示全号”", n=hidden))

    @action("paste", Sentence("粘贴"), "Ctrl+V", icon="clipboard-paste", cells_only=True)
    def paste(self) -> None:
        """Paste the clipboard at the selection: certain values at once as one act, the rest to the review."""
        block = self._single_block()
        if block is None:
            return
        mime = QApplication.clipboard().mimeData()
        table = clipboard.read(mime) if mime is not None else []
        if not table:
            self.message.emit(tr("剪贴板里没有文字或表格"))
            return
        self.grid.editing.finish()
        plan = unread_plan(self.grid.cells, table, block)
        if len(table) <= LARGE:
            read_slots(plan)
            self._write(plan)
            return
        self.message.emit(tr("正在粘贴 {n:,} 行，请稍候…", n=len(table)))
        self.busy_window.begin()
        self._reading = tasks.run(lambda task: read_slots(plan), partial(self._on_read, plan), self._on_unread)

    def _on_read(self, plan: PastePlan, _answer: object) -> None:
        self._reading = None
        self.busy_window.end()
        self._write(plan)

    def _on_unread(self, fault: BaseException) -> None:
        self._reading = None
        self.busy_window.end()
        raise fault

    def _on_writing(self, on: bool) -> None:
        if on:
            self.grid.editing.finish()
            self.busy_window.begin()
        else:
            self.busy_window.end()

    def _write(self, plan: PastePlan) -> None:
        """Write the plan as one act."""
        if plan.edits:
            self.session.save(plan.edits, "粘贴", lambda _: self._pasted(plan), self.grid.tell)
        else:
            self._pasted(plan)

    def _pasted(self, plan: PastePlan) -> None:
        self.message.emit(plan.sentence)
        if plan.doubts:
            self.doubtful.emit(plan)

    @action("fill-down", Sentence("向下填充"), "Ctrl+D", icon="arrow-down-to-line", short=Sentence("填充"), cells_only=True)
    def fill_down(self) -> None:
        """Copy the cells of the first selected row to the rows below it; with one row selected, from the row above."""
        block, model = self._single_block(), self.grid.cells
        if block is None or self.too_much():
            return
        self.grid.editing.finish()
        top, left, bottom, right = block
        first = top if bottom > top else top - 1
        if model.form_model is not model:
            self.message.emit(tr("卡片只有一行，向下填充请到表格里做（F8）"))
            return
        if first < 0:
            return
        changed = []
        for column in range(left, right + 1):
            cell = model.cell(model.index(first, column))
            for row in range(first + 1, bottom + 1):
                index = model.index(row, column)
                if model.editable(index) and not (model.grows and model.record(row) is None) and model.cell(index) != cell:
                    changed.append((index, cell))
        if changed:
            self.session.save(self.grid.edits(changed), "向下填充", failed=self.grid.tell)

    # --- rows

    @action("add-row", Sentence("新增一行"), "Ctrl+N", icon="plus", short=Sentence("新增"))
    def add_row(self) -> None:
        """Go to the empty row at the end; it is stored once something is typed."""
        grid = self._table
        if grid.cells.grows and grid.model().rowCount():
            self.grid.editing.finish()
            first = next((n for n in range(grid.model().columnCount()) if grid.cells.editable(grid.model().index(0, n))), 0)
            grid.go(grid.model().rowCount() - 1, first)
            self.grid.setFocus()

    @action("copy-rows", Sentence("复制行"), "Ctrl+Shift+C", icon="copy", short=Sentence("复制"), cells_only=True)
    def copy_rows(self) -> None:
        """Add a copy of each selected row."""
        model, period = self.grid.cells.form_model, self.grid.cells.period
        ids = self.rows()
        if not model.grows or not ids:
            return
        changes = []
        for id in ids:
            record = self.session.office.record(model.form, period, id)
            new = self.session.office.new_row()
            if record:
                typed = [field for field in model.form.stored if record.cells[field.id] != EMPTY and not field.derive]
                changes += [Edit(model.form, period, new, field.id, record.cells[field.id]) for field in typed]
        done = tr("已复制 {n} 行，放在最后", n=len(ids))
        self.session.save(changes, "复制行", lambda _: self.message.emit(done), self.grid.tell)

    @action("delete-rows", Sentence("删除行"), "Ctrl+Del", icon="trash-2", short=Sentence("删除"), cells_only=True)
    def delete_rows(self) -> None:
        """Delete the selected rows from this period on, after asking."""
        model, ids = self.grid.cells.form_model, self.rows()
        if not model.grows or not ids:
            return
        rows = self._rows_named(ids)
        text = tr("从{period}起删除{rows}？以前各期的数据不变，可以撤销。", period=period_title(model.period), rows=rows)
        later = later_months(self.session.office.db.conn, model.form, model.period, ids)
        if later:
            text += "\n" + tr("其中有的行在{months}还改过，从那时起的内容一并删除。", months=months_title(later))
        if dialogs.ask(self.grid, text, tr("删除 {n} 行", n=len(ids)), undoable=True):
            deletions = [Edit(model.form, model.period, id, None, None) for id in ids]
            done = tr("已删除 {n} 行", n=len(ids))
            self.session.save(deletions, "删除行", lambda _: self.message.emit(done), self.grid.tell)

    def _rows_named(self, ids: list[str]) -> str:
        """Rows of a ledger in words: numbers and names of the first ones, and how many there are."""
        model = self.grid.cells.form_model
        places = sorted(model.row_of(id) for id in ids[:NAMED])
        names = [tr("第 {n:,} 行“{name}”", n=row + 1, name=model.row_name(row)) for row in places]
        return tr("、").join(names) + (tr("等 {n:,} 行", n=len(ids)) if len(ids) > NAMED else "")

    # --- acts

    @action("undo", Sentence("撤销"), "Ctrl+Z", icon="undo-2")
    def undo(self) -> None:
        """Undo the last act as a whole."""
        self.grid.editing.finish()
        self.session.undo(
            lambda act: self.message.emit(tr("已撤销{what}", what=_named(act)) if act else tr("没有可以撤销的了")), self.grid.tell
        )

    @action("redo", Sentence("重做"), "Ctrl+Y", "Ctrl+Shift+Z", icon="redo-2")
    def redo(self) -> None:
        """Redo it."""
        self.grid.editing.finish()
        self.session.redo(
            lambda act: self.message.emit(tr("已重做{what}", what=_named(act)) if act else tr("没有可以重做的了")), self.grid.tell
        )

    # --- personal data

    @action("reveal", Sentence("显示全号…"), icon="eye", short=Sentence("全号"), cells_only=True)
    def reveal(self) -> None:
        """Show personal data in full, for a reason that is logged."""
        model = self.grid.cells
        if model.revealed:
            return
        titles = "、".join(field.title for field in model.form.fields if field.personal)
        reason = dialogs.ask_text(
            self.grid, tr("显示全号"), tr("将完整显示“{titles}”，请写明用途（记入操作记录）。", titles=titles), tr("显示")
        )
        if reason is None or not reason.strip():
            return
        office, pack = self.session.office, self.session.pack
        detail = f"{model.form.title}：{titles}：{reason.strip()}"
        log.write(office.db, office.who, pack.id if pack else "", model.period, "reveal", detail=detail)
        model.reveal()


def _named(act: Act) -> str:
    return f"：{act_title(act.what)}" if act.what else ""


def _toggled(cell: Cell) -> Cell:
    if cell.state is State.CHECK:
        return cell_values.value(cell.value) if cell.value is not None else EMPTY
    return Cell(State.CHECK, cell.value if cell.state is State.VALUE else None)


def _copied_text(grid: Grid, index: QModelIndex) -> str:
    model = grid.cells
    cell, field = model.cell(index), model.field_at(index)
    return model.text(index) if model.masked(field, cell) else kinds.machine_text(cell, field)
