"""What a person can do to the chosen cells and rows: states, filling, copying, pasting, adding and deleting rows, showing full numbers."""

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
from desktop.entry.acts.paste_plan import PastePlan, aimed, read_slots
from desktop.entry.grid.grid import Grid
from desktop.widgets import dialogs
from desktop.widgets.actions import action
from desktop.words.i18n import tr
from desktop.words.names import act_title, months_title, period_title
from desktop.work import tasks
from desktop.work.busy_window import BusyWindow
from desktop.work.session import Session

MOST, MOST_ROWS = 200_000, 20_000  # cells and rows worked on in one act
NAMED = 5  # rows named in a question
LARGE = 150  # rows of a paste that a worker reads


class CellCommands(QObject):
    """`said` after each, `doubtful(plan)` when a paste left something to look at. `front` answers which grid is in front, `table` or card.

    Nothing is typed while a large paste is read or a large act written.
    """

    said = Signal(str)
    doubtful = Signal(object)

    def __init__(self, session: Session, table: Grid, front: Callable[[], Grid], page: QWidget) -> None:
        super().__init__(page)
        self.session, self.waiting = session, BusyWindow(page)
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
        """Forget a paste that is being read."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
            self.waiting.end()

    # --- what is chosen

    def chosen(self) -> Iterator[QModelIndex]:
        """The cells inside the chosen rectangles, row by row."""
        grid = self.grid
        model = grid.model()
        for area in grid.areas():
            for row in range(area.top(), area.bottom() + 1):
                for column in range(area.left(), area.right() + 1):
                    yield model.index(row, column)

    def too_much(self) -> bool:
        """Whether more is chosen than one act takes; says so."""
        size = sum(area.width() * area.height() for area in self.grid.areas())
        if size > MOST:
            self.said.emit(tr("选中了 {n:,} 格，一次最多处理 {most:,} 格，请少选一些", n=size, most=MOST))
        return size > MOST

    def rows(self) -> list[str]:
        """The ids of the chosen rows that are there already."""
        ids: dict[str, None] = {}
        model = self.grid.cells
        size = sum(area.height() for area in self.grid.areas())
        if size > MOST_ROWS:
            self.said.emit(tr("选中了 {n:,} 行，一次最多处理 {most:,} 行，请少选一些", n=size, most=MOST_ROWS))
            return []
        for area in self.grid.areas():
            for row in range(area.top(), area.bottom() + 1):
                index = model.index(row, 0)
                if model.record(model.row_at(index)) is not None:
                    ids[model.row_id(model.row_at(index))] = None
        return list(ids)

    def _set(self, what: str, make: Callable[[Cell], Cell], *, masked: bool = True) -> None:
        """Set all chosen cells that are typed, also `masked` ones; those that are not are counted."""
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
            self.said.emit(tr("选中的格由程序算出或带出，不能填写"))

    def _solid(self) -> tuple[int, int, int, int] | None:
        """The chosen rectangle, where it is one; says so where it is not: nothing is done to cells between those chosen."""
        block = self.grid.block()
        if block is None:
            return None
        top, left, bottom, right = block
        if sum(area.width() * area.height() for area in self.grid.areas()) == (bottom - top + 1) * (right - left + 1):
            return block
        self.said.emit(tr("选中的格不是连成一片的一块，请选一块再做"))
        return None

    # --- states

    @action("clear", Sentence("清空"), "Del", "Backspace", cells_only=True)
    def clear(self) -> None:
        """未填."""
        self._set("清空", lambda cell: EMPTY)

    @action("na", Sentence("不适用"), "Ctrl+/", "F4", cells_only=True)
    def not_applicable(self) -> None:
        """不适用, and back to 未填 where it was."""
        self._set("不适用", lambda cell: EMPTY if cell == NA else NA)

    @action("check", Sentence("待核"), "Ctrl+.", cells_only=True)
    def unverified(self) -> None:
        """待核 beside the value, and back."""
        self._set("待核", _toggled)

    # --- copying and pasting

    @action("copy", Sentence("复制"), "Ctrl+C", cells_only=True)
    def copy(self) -> bool:
        """The chosen rectangle to the clipboard, what is shown with stars with stars."""
        block = self._solid()
        if block is None or self.too_much():
            return False
        top, left, bottom, right = block
        model = self.grid.cells
        places = [[model.index(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]
        shown = [[_plain(self.grid, index) for index in row] for row in places]
        QApplication.clipboard().setMimeData(clipboard.write(shown))
        self.said.emit(tr("已复制 {rows} 行 {columns} 列", rows=len(places), columns=len(places[0])))
        return True

    @action("cut", Sentence("剪切"), "Ctrl+X", cells_only=True)
    def cut(self) -> None:
        """Copy, then empty; numbers under stars stay, for their digits are not on the clipboard."""
        if not self.copy():
            return
        model = self.grid.cells
        hidden = sum(model.masked(model.field_at(index), model.cell(index)) for index in self.chosen())
        self._set("剪切", lambda cell: EMPTY, masked=False)
        if hidden:
            self.said.emit(tr("{n} 格带星号的号码没有清空；要移动号码，先“显示全号”", n=hidden))

    @action("paste", Sentence("粘贴"), "Ctrl+V", icon="clipboard-paste", cells_only=True)
    def paste(self) -> None:
        """Read the clipboard onto the chosen place: what is sure at once as one act, the rest to the review."""
        block = self._solid()
        if block is None:
            return
        mime = QApplication.clipboard().mimeData()
        table = clipboard.read(mime) if mime is not None else []
        if not table:
            self.said.emit(tr("剪贴板里没有文字或表格"))
            return
        self.grid.editing.finish()
        plan = aimed(self.grid.cells, table, block)
        if len(table) <= LARGE:
            read_slots(plan)
            self._write(plan)
            return
        self.said.emit(tr("正在粘贴 {n:,} 行，请稍候…", n=len(table)))
        self.waiting.begin()
        self._reading = tasks.run(lambda task: read_slots(plan), partial(self._read, plan), self._not_read)

    def _read(self, plan: PastePlan, _answer: object) -> None:
        self._reading = None
        self.waiting.end()
        self._write(plan)

    def _not_read(self, fault: BaseException) -> None:
        self._reading = None
        self.waiting.end()
        raise fault

    def _on_writing(self, on: bool) -> None:
        if on:
            self.grid.editing.finish()
            self.waiting.begin()
        else:
            self.waiting.end()

    def _write(self, plan: PastePlan) -> None:
        """One act."""
        if plan.edits:
            self.session.save(plan.edits, "粘贴", lambda _: self._pasted(plan), self.grid.tell)
        else:
            self._pasted(plan)

    def _pasted(self, plan: PastePlan) -> None:
        self.said.emit(plan.sentence)
        if plan.doubts:
            self.doubtful.emit(plan)

    @action("fill-down", Sentence("向下填充"), "Ctrl+D", icon="arrow-down-to-line", short=Sentence("填充"), cells_only=True)
    def fill_down(self) -> None:
        """The first chosen row's cells to the rows below it; with one row chosen, from the row above."""
        block, model = self._solid(), self.grid.cells
        if block is None or self.too_much():
            return
        self.grid.editing.finish()
        top, left, bottom, right = block
        first = top if bottom > top else top - 1
        if model.whole is not model:
            self.said.emit(tr("卡片只有一行，向下填充请到表格里做（F8）"))
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
        """Go to the empty row at the end; it is kept once something is typed."""
        grid = self._table
        if grid.cells.grows and grid.model().rowCount():
            self.grid.editing.finish()
            first = next((n for n in range(grid.model().columnCount()) if grid.cells.editable(grid.model().index(0, n))), 0)
            grid.go(grid.model().rowCount() - 1, first)
            self.grid.setFocus()

    @action("copy-rows", Sentence("复制行"), "Ctrl+Shift+C", icon="copy", short=Sentence("复制"), cells_only=True)
    def copy_rows(self) -> None:
        """Add a copy of each chosen row."""
        model, period = self.grid.cells.whole, self.grid.cells.period
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
        said = tr("已复制 {n} 行，放在最后", n=len(ids))
        self.session.save(changes, "复制行", lambda _: self.said.emit(said), self.grid.tell)

    @action("delete-rows", Sentence("删除行"), "Ctrl+Del", icon="trash-2", short=Sentence("删除"), cells_only=True)
    def delete_rows(self) -> None:
        """Delete the chosen rows from this period on, after asking."""
        model, ids = self.grid.cells.whole, self.rows()
        if not model.grows or not ids:
            return
        rows = self._rows_named(ids)
        text = tr("从{period}起删除{rows}？以前各期的数据不变，可以撤销。", period=period_title(model.period), rows=rows)
        later = later_months(self.session.office.db.conn, model.form, model.period, ids)
        if later:
            text += "\n" + tr("其中有的行在{months}还改过，从那时起的内容一并删除。", months=months_title(later))
        if dialogs.ask(self.grid, text, tr("删除 {n} 行", n=len(ids)), undoable=True):
            gone = [Edit(model.form, model.period, id, None, None) for id in ids]
            said = tr("已删除 {n} 行", n=len(ids))
            self.session.save(gone, "删除行", lambda _: self.said.emit(said), self.grid.tell)

    def _rows_named(self, ids: list[str]) -> str:
        """Rows of a ledger in words: their numbers and names, of many the first and how many there are."""
        model = self.grid.cells.whole
        places = sorted(model.row_of(id) for id in ids[:NAMED])
        names = [tr("第 {n:,} 行“{name}”", n=row + 1, name=model.row_name(row)) for row in places]
        return tr("、").join(names) + (tr("等 {n:,} 行", n=len(ids)) if len(ids) > NAMED else "")

    # --- acts

    @action("undo", Sentence("撤销"), "Ctrl+Z", icon="undo-2")
    def undo(self) -> None:
        """Take back the last act, the whole of it."""
        self.grid.editing.finish()
        self.session.undo(
            lambda act: self.said.emit(tr("已撤销{what}", what=_named(act)) if act else tr("没有可以撤销的了")), self.grid.tell
        )

    @action("redo", Sentence("重做"), "Ctrl+Y", "Ctrl+Shift+Z", icon="redo-2")
    def redo(self) -> None:
        """Do it again."""
        self.grid.editing.finish()
        self.session.redo(
            lambda act: self.said.emit(tr("已重做{what}", what=_named(act)) if act else tr("没有可以重做的了")), self.grid.tell
        )

    # --- personal data

    @action("reveal", Sentence("显示全号…"), icon="eye", short=Sentence("全号"), cells_only=True)
    def reveal(self) -> None:
        """Show personal data in full, for a reason that is kept."""
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


def _plain(grid: Grid, index: QModelIndex) -> str:
    model = grid.cells
    cell, field = model.cell(index), model.field_at(index)
    return model.text(index) if model.masked(field, cell) else kinds.machine_text(cell, field)
