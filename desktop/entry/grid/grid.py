"""The grid: a table that is operated by keys and edited in place, with one current cell and one selection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from db.messages import Trouble
from db.office.writing import Edit
from db.values.cell import Cell
from desktop.entry.grid.cell_editing import CellEditing
from desktop.entry.grid.column_widths import ColumnWidths
from desktop.entry.grid.editors import DOWN, ENTER, LEFT, RIGHT, STAY, UP
from desktop.entry.grid.frozen_table import FrozenTable
from desktop.entry.models.cells import Cells, Index, end_of_run
from desktop.widgets import dialogs
from desktop.words.i18n import tr
from desktop.work.session import Session

CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
MOVES = {DOWN: (1, 0), UP: (-1, 0)}
ACTION = QAbstractItemView.CursorAction
JUMPS = {ACTION.MoveDown: (1, 0), ACTION.MoveUp: (-1, 0), ACTION.MoveRight: (0, 1), ACTION.MoveLeft: (0, -1)}
WAYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End)


class Grid(FrozenTable):
    """`moved`: another cell is the current one. `message(text)` for the status line. `filter_asked(column)`: its filter is wanted.

    `menu_asked(point)`: the menu of the current cell is wanted there on the screen. `escaped`: Esc where no editor is open.
    """

    moved = Signal()
    message = Signal(str)
    filter_asked = Signal(int)
    menu_asked = Signal(QPoint)
    escaped = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, name: str = "grid") -> None:
        super().__init__(parent)
        self.session, self.name = session, name
        self.setObjectName(name)
        self.widths = ColumnWidths(self, name)
        self.editing = CellEditing(self, self.view_of, self.room_for)
        self.editing.edited.connect(partial(session.save, failed=self.tell))
        self.editing.moved_on.connect(self.step)
        self.editing.message.connect(self.message)
        for heads in self.all_heads:
            heads.sectionClicked.connect(self.sort)
            heads.filter_asked.connect(self.filter_asked)
        self.heads.sectionResized.connect(self.editing.place)
        self._anchor = QPersistentModelIndex()  # where the selection begins
        self._extends = False
        self._pointer: QPoint | None = None
        self.verticalHeader().sectionPressed.connect(self.editing.finish)

    # --- the model

    def use(self, model: Cells) -> None:
        """Show another model."""
        self.editing.finish()
        self.widths.keep()
        if not (isinstance(self.model(), Cells) and self.cells.form.key == model.form.key):
            self.horizontalScrollBar().setValue(0)  # another form starts at its left
        self.setModel(model)
        self.setAccessibleName(model.form.title)
        self.widths.restore()
        self.frozen.follow()
        model.modelReset.connect(self.frozen.follow)
        model.modelReset.connect(self.editing.follow_row)

    def sort(self, column: int) -> None:
        """Sort by a column: ascending, descending, unsorted."""
        field = self.cells.sorted_field(column)
        if field:
            self.editing.finish()
            self.cells.choose(self.cells.choice.sorted_by(field))
            for heads in self.all_heads:
                heads.viewport().update()

    # --- current cell and selection

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Draw the frame and emit `moved`."""
        super().currentChanged(current, previous)
        self.delegate.current = QPersistentModelIndex(current)
        if not self._extends:
            self._anchor = QPersistentModelIndex(current)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.redraw(current, previous)
        self.updateMicroFocus()
        self.moved.emit()

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one and the only selected one."""
        index = self.model().index(row, column)
        if index.isValid():
            if index != self.currentIndex():
                self.editing.finish()
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def areas(self) -> list[QItemSelectionRange]:
        """The selected rectangles; the current cell is in one of them, or it is the only one selected."""
        current, chosen = self.currentIndex(), self.selectionModel().selection()
        if current.isValid() and not chosen.contains(current):
            return [QItemSelectionRange(current)]
        return [area for n in range(chosen.count()) if (area := chosen.at(n)).isValid()]

    def selectionCommand(  # noqa: N802
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with an arrow moves the selection along; Ctrl with the mouse adds to it, so that the current cell is always selected."""
        flag = QItemSelectionModel.SelectionFlag
        if isinstance(event, QKeyEvent) and event.modifiers() & CTRL and event.key() in WAYS:
            return flag.SelectCurrent if event.modifiers() & SHIFT else flag.ClearAndSelect
        if isinstance(event, QMouseEvent) and event.modifiers() & CTRL and index.isValid() and self.selectionModel().isSelected(index):
            return flag.NoUpdate
        if event is None and index.isValid() and QGuiApplication.keyboardModifiers() & CTRL:
            return flag.Select  # row numbers
        return super().selectionCommand(index, event)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """Select from the anchor to the pointer or current cell. Qt's pixel rectangle does not tell frozen cells from those under them."""
        end = self.indexAt(self._pointer) if self._pointer is not None else self.currentIndex()
        start = self._anchor if self._anchor.isValid() else QPersistentModelIndex(end)
        if end.isValid():
            rows, columns = sorted((start.row(), end.row())), sorted((start.column(), end.column()))
            first, last = (self.model().index(rows[n], columns[n]) for n in range(2))
            self.selectionModel().select(QItemSelection(first, last), command)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802
        """Ctrl with an arrow goes to the last filled cell, or over empty cells to the next filled one."""
        current = self.currentIndex()
        if modifiers & CTRL and current.isValid() and action in JUMPS:
            down, right = JUMPS[action]
            row = self.cells.jump_row(current.row(), current.column(), down) if down else current.row()
            column = self._run_across(current.row(), current.column(), right) if right else current.column()
            return self.model().index(row, column)
        return super().moveCursor(action, modifiers)

    def _run_across(self, row: int, column: int, step: int) -> int:
        return end_of_run(lambda n: bool(self.cells.text(self.model().index(row, n))), self.model().columnCount(), column, step)

    def block(self) -> tuple[int, int, int, int] | None:
        """The rectangle around the selection: top, left, bottom, right."""
        ranges = self.areas()
        if not ranges:
            return None
        return (
            min(area.top() for area in ranges),
            min(area.left() for area in ranges),
            max(area.bottom() for area in ranges),
            max(area.right() for area in ranges),
        )

    def step(self, go: str) -> None:
        """Go to the next cell in a direction; right and left only to cells that can be typed, across row ends."""
        current = self.currentIndex()
        if not current.isValid() or go == STAY:
            return
        if go in MOVES:
            step = MOVES[go][0]
            row = current.row() + step
            while 0 <= row < self.model().rowCount() and self.cells.heading(row):
                row += step
            if 0 <= row < self.model().rowCount():
                self.go(row, current.column())
            return
        beside = self._beside(current, 1 if go == RIGHT else -1)
        if beside.isValid():
            self.go(beside.row(), beside.column())

    def _beside(self, current: QModelIndex, step: int) -> QModelIndex:
        columns, rows = self.model().columnCount(), self.model().rowCount()
        place = current.row() * columns + current.column()
        for _ in range(columns * 40):
            place += step
            if not 0 <= place < rows * columns:
                break
            index = self.model().index(place // columns, place % columns)
            if self.cells.editable(index):
                return index
        return QModelIndex()

    # --- writing

    def edits(self, cells: Sequence[tuple[Index, Cell]]) -> list[Edit]:
        """The edits that set these cells."""
        model = self.cells
        return [Edit(model.form, model.period, model.row_id(model.row_at(index)), model.field_at(index).id, cell) for index, cell in cells]

    def tell(self, fault: BaseException) -> None:
        """Report that an act was not written; what was typed stays on screen."""
        if not isinstance(fault, Trouble):
            raise fault
        dialogs.tell(self, fault)

    def edit_cell(self, event: QKeyEvent | QInputMethodEvent | None = None) -> bool:
        """Open the editor; with an event it starts with what that event typed."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        if not self.cells.editable(index):
            heading = self.cells.heading(index.row())
            self.message.emit(
                tr("这一行是标题，不填数") if heading else tr("“{title}”由程序算出或带出，不能填写", title=self.cells.field_at(index).title)
            )
            return False
        self.editing.begin(index, event)
        return True

    # --- keys, input methods, mouse

    def event(self, event: QEvent) -> bool:
        """Keys of the editor are no shortcuts; a composition ends before the focus changes, while the editor is still open."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.editing.overrides(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusAboutToChange and isinstance(event, QFocusEvent) and self.editing.composed:
            self.editing.on_focus_lost(event.reason())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, Tab, F2, typing; Delete belongs to the commands."""
        key, modifiers = event.key(), event.modifiers()
        if self.editing.open:
            self.editing.forward(event)
        elif key in ENTER and not modifiers & (CTRL | ALT):
            self.step(UP if modifiers & SHIFT else DOWN)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.ignore()  # Esc also closes the card
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step(RIGHT if key == Qt.Key.Key_Tab else LEFT)
        elif key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Down and modifiers & ALT) or (key == Qt.Key.Key_Space and not modifiers):
            self.edit_cell()
            if key == Qt.Key.Key_Down and self.editing.editor is not None:
                self.editing.editor.drop_down()
        elif key == Qt.Key.Key_Space:
            return  # with Ctrl or Shift it belongs to the input method, and Qt would deselect the current cell
        elif event.text() and event.text().isprintable() and not modifiers & (CTRL | ALT | Qt.KeyboardModifier.MetaModifier):
            self.edit_cell(event)
        else:
            with self._extending(bool(modifiers & SHIFT)):
                super().keyPressEvent(event)
            if key in WAYS and not modifiers & SHIFT and self.currentIndex().isValid():  # at the edge Qt keeps the old selection
                self._anchor = QPersistentModelIndex(self.currentIndex())
                self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """The first input-method event opens the editor and is passed to it, so that no key is lost."""
        if self.editing.open:
            self.editing.compose(event)
        elif (event.preeditString() or event.commitString()) and self.edit_cell(event):
            event.accept()
        else:
            event.ignore()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # noqa: N802
        """Queries of an input method go to the open editor; without one the answer is the place of the cell."""
        return self.editing.query(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Finish editing first; the grid takes the focus."""
        self.editing.finish()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        with self._extending(bool(event.modifiers() & SHIFT), event.position().toPoint()):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """With a button held, select up to the cell under the pointer."""
        with self._extending(event.buttons() != Qt.MouseButton.NoButton, event.position().toPoint()):
            super().mouseMoveEvent(event)

    @contextmanager
    def _extending(self, extends: bool, pointer: QPoint | None = None) -> Iterator[None]:
        """While the view selects cells: whether from the anchor on, and up to the pointer, else to the current cell."""
        self._extends, self._pointer = extends, pointer
        try:
            yield
        finally:
            self._extends, self._pointer = False, None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Edits."""
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self.edit_cell()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The menu of the cell under the mouse; by key that of the current cell."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.go(index.row(), index.column())
        elif index != self.currentIndex():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.menu_asked.emit(event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame is in the accent colour while keys go here."""
        super().focusInEvent(event)
        self._focus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame turns grey, and editing is finished unless only a menu or another window came in front."""
        super().focusOutEvent(event)
        self._focus(False)
        self.editing.on_focus_lost(event.reason())

    def _focus(self, focused: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.delegate.focused = focused
        self.redraw(self.currentIndex())

    def set_row_height(self, height: float) -> None:
        """The height of all rows, px at 100 %; an open editor keeps its place."""
        super().set_row_height(height)
        if hasattr(self, "editing"):
            self.editing.place()
            self.updateMicroFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """An open editor keeps its place."""
        super().resizeEvent(event)
        if isinstance(self.model(), Cells):
            self.editing.place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """An open editor moves along."""
        super().scrollContentsBy(dx, dy)
        if hasattr(self, "editing"):
            self.editing.place()
            self.updateMicroFocus()
