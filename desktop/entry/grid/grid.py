"""The grid: a table that is worked by keys and edits in place, with one current cell and one selection."""

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
    """`moved`: another cell is the current one. `said(text)`: to be read. `head_asked(column)`: its filter is wanted.

    `menu_asked(point)`: the menu of the current cell is wanted there on the screen. `escaped`: Esc where no editor is open.
    """

    moved = Signal()
    said = Signal(str)
    head_asked = Signal(int)
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
        self.editing.said.connect(self.said)
        for heads in self.all_heads:
            heads.sectionClicked.connect(self.sort)
            heads.asked.connect(self.head_asked)
        self.heads.sectionResized.connect(self.editing.place)
        self._anchor = QPersistentModelIndex()  # where what is chosen begins
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
        model.modelReset.connect(self.editing.seat)

    def sort(self, column: int) -> None:
        """Up, down, as it was."""
        field = self.cells.sorted_field(column)
        if field:
            self.editing.finish()
            self.cells.choose(self.cells.choice.sorted_by(field))
            for heads in self.all_heads:
                heads.viewport().update()

    # --- current cell and selection

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Draw the frame, tell who shows what belongs to the cell."""
        super().currentChanged(current, previous)
        self.delegate.current = QPersistentModelIndex(current)
        if not self._extends:
            self._anchor = QPersistentModelIndex(current)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.redraw(current, previous)
        self.updateMicroFocus()
        self.moved.emit()

    def go(self, row: int, column: int) -> None:
        """Make a cell the current one and the only one chosen."""
        index = self.model().index(row, column)
        if index.isValid():
            if index != self.currentIndex():
                self.editing.finish()
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def areas(self) -> list[QItemSelectionRange]:
        """The chosen rectangles; the current cell is in one of them, or it is the only one chosen."""
        current, chosen = self.currentIndex(), self.selectionModel().selection()
        if current.isValid() and not chosen.contains(current):
            return [QItemSelectionRange(current)]
        return [area for n in range(chosen.count()) if (area := chosen.at(n)).isValid()]

    def selectionCommand(  # noqa: N802
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with an arrow goes, and takes the selection along; Ctrl with the mouse adds, so that the current cell is always chosen."""
        flag = QItemSelectionModel.SelectionFlag
        if isinstance(event, QKeyEvent) and event.modifiers() & CTRL and event.key() in WAYS:
            return flag.SelectCurrent if event.modifiers() & SHIFT else flag.ClearAndSelect
        if isinstance(event, QMouseEvent) and event.modifiers() & CTRL and index.isValid() and self.selectionModel().isSelected(index):
            return flag.NoUpdate
        if event is None and index.isValid() and QGuiApplication.keyboardModifiers() & CTRL:
            return flag.Select  # row numbers
        return super().selectionCommand(index, event)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """From the anchor to the pointer or the current cell. Qt's rectangle of pixels cannot tell frozen cells from those under them."""
        end = self.indexAt(self._pointer) if self._pointer is not None else self.currentIndex()
        start = self._anchor if self._anchor.isValid() else QPersistentModelIndex(end)
        if end.isValid():
            rows, columns = sorted((start.row(), end.row())), sorted((start.column(), end.column()))
            first, last = (self.model().index(rows[n], columns[n]) for n in range(2))
            self.selectionModel().select(QItemSelection(first, last), command)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:  # noqa: N802
        """Ctrl with an arrow goes to the end of what is filled, or over what is empty to the next that is."""
        now = self.currentIndex()
        if modifiers & CTRL and now.isValid() and action in JUMPS:
            down, right = JUMPS[action]
            row = self.cells.run(now.row(), now.column(), down) if down else now.row()
            column = self._run_across(now.row(), now.column(), right) if right else now.column()
            return self.model().index(row, column)
        return super().moveCursor(action, modifiers)

    def _run_across(self, row: int, column: int, step: int) -> int:
        return end_of_run(lambda n: bool(self.cells.text(self.model().index(row, n))), self.model().columnCount(), column, step)

    def block(self) -> tuple[int, int, int, int] | None:
        """The rectangle around what is chosen: top, left, bottom, right."""
        ranges = self.areas()
        if not ranges:
            return None
        return (
            min(r.top() for r in ranges),
            min(r.left() for r in ranges),
            max(r.bottom() for r in ranges),
            max(r.right() for r in ranges),
        )

    def step(self, go: str) -> None:
        """From the current cell to the next in a direction: right and left only to cells that are typed, round the row ends."""
        now = self.currentIndex()
        if not now.isValid() or go == STAY:
            return
        if go in MOVES:
            step = MOVES[go][0]
            row = now.row() + step
            while 0 <= row < self.model().rowCount() and self.cells.heading(row):
                row += step
            if 0 <= row < self.model().rowCount():
                self.go(row, now.column())
            return
        beside = self._beside(now, 1 if go == RIGHT else -1)
        if beside.isValid():
            self.go(beside.row(), beside.column())

    def _beside(self, now: QModelIndex, step: int) -> QModelIndex:
        columns, rows = self.model().columnCount(), self.model().rowCount()
        place = now.row() * columns + now.column()
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
        """Say that an act was not written: what was typed stays on the screen of who typed it."""
        if not isinstance(fault, Trouble):
            raise fault
        dialogs.tell(self, fault)

    def edit_cell(self, event: QKeyEvent | QInputMethodEvent | None = None) -> bool:
        """Open the editor; with an event that typed something it starts with just that."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        if not self.cells.editable(index):
            heading = self.cells.heading(index.row())
            self.said.emit(
                tr("这一行是标题，不填数") if heading else tr("“{title}”由程序算出或带出，不能填写", title=self.cells.field_at(index).title)
            )
            return False
        self.editing.begin(index, event)
        return True

    # --- keys, input methods, mouse

    def event(self, event: QEvent) -> bool:
        """Keys of the editor are no shortcuts; a composition ends before the focus goes, while it is still known where it belongs."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.editing.overrides(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusAboutToChange and isinstance(event, QFocusEvent) and self.editing.composed:
            self.editing.left_for(event.reason())
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, Tab, F2, typing; Delete belongs to the commands."""
        key, held = event.key(), event.modifiers()
        if self.editing.open:
            self.editing.forward(event)
        elif key in ENTER and not held & (CTRL | ALT):
            self.step(UP if held & SHIFT else DOWN)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.ignore()  # the card is left by it too
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.step(RIGHT if key == Qt.Key.Key_Tab else LEFT)
        elif key == Qt.Key.Key_F2 or (key == Qt.Key.Key_Down and held & ALT) or (key == Qt.Key.Key_Space and not held):
            self.edit_cell()
            if key == Qt.Key.Key_Down and self.editing.editor is not None:
                self.editing.editor.drop_down()
        elif key == Qt.Key.Key_Space:
            return  # with Ctrl or Shift it belongs to the input method, and would let go of the current cell
        elif event.text() and event.text().isprintable() and not held & (CTRL | ALT | Qt.KeyboardModifier.MetaModifier):
            self.edit_cell(event)
        else:
            with self._extending(bool(held & SHIFT)):
                super().keyPressEvent(event)
            if key in WAYS and not held & SHIFT and self.currentIndex().isValid():  # at the edge Qt leaves what was chosen before
                self._anchor = QPersistentModelIndex(self.currentIndex())
                self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        """The first key of an input method opens the editor and is not lost: the event itself goes there."""
        if self.editing.open:
            self.editing.compose(event)
        elif (event.preeditString() or event.commitString()) and self.edit_cell(event):
            event.accept()
        else:
            event.ignore()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:  # noqa: N802
        """An input method asks the editor while there is one, else it is told where the cell is."""
        return self.editing.query(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """What is being typed ends first; the keys are here from now on."""
        self.editing.finish()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        with self._extending(bool(event.modifiers() & SHIFT), event.position().toPoint()):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """With a button held, chooses up to the cell under the pointer."""
        with self._extending(event.buttons() != Qt.MouseButton.NoButton, event.position().toPoint()):
            super().mouseMoveEvent(event)

    @contextmanager
    def _extending(self, extends: bool, pointer: QPoint | None = None) -> Iterator[None]:
        """While the view chooses cells: whether from the anchor on, and up to where the pointer is, else to the current cell."""
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
        """The menu of the cell that was pointed at; by key of the current one, under it."""
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
        """The frame turns grey, and what is being typed is taken unless only a menu or another window came in front."""
        super().focusOutEvent(event)
        self._focus(False)
        self.editing.left_for(event.reason())

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
        """An open editor goes along."""
        super().scrollContentsBy(dx, dy)
        if hasattr(self, "editing"):
            self.editing.place()
            self.updateMicroFocus()
