"""Editing in a grid: the editor over the current cell, from the first key or the first composed letter to the commit.

The grid keeps the focus all the while. Keys and what an input method composes come to it and are handed on to the editor, so that
nothing typed ever waits for the focus to move: moving it ends a composition, and doing so inside an input-method event never ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QTransform
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from db.office.writing import Edit
from db.values import kinds
from db.values.cell import Cell
from desktop.entry.grid.editor_drops import CalendarDrop
from desktop.entry.grid.editors import ENTER, STAY, Editor, LineEditor, LongEditor, editor_for
from desktop.entry.models.cells import Cells, Index
from desktop.widgets import look

PATIENCE = 300  # ms that a key waits for the end of a composition
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr)
OWN_KEYS = (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down)  # never a shortcut while typing
RECTANGLES = (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle)


class EditorPlace(NamedTuple):
    """What is being edited: named by row and field, since rows may move while somebody types."""

    model: Cells
    row: str
    field: str
    cell: Cell


class CellEditing(QObject):
    """At most one editor is open in a grid; `composed` is what an input method shows in it and has not yet committed.

    `edited(edits, act)` when a cell gets another content, `moved_on(way)` to the cell beside it, `said(text)` to be read.
    `view_of` tells in which view a cell is seen, `room_for` where a larger editor may lie in the grid.
    """

    edited = Signal(object, str)
    moved_on = Signal(str)
    said = Signal(str)

    def __init__(self, grid: QTableView, view_of: Callable[[Index], QTableView], room_for: Callable[[Index], QRect]) -> None:
        super().__init__(grid)
        self._grid, self._view_of, self._room_for = grid, view_of, room_for
        self._place: EditorPlace | None = None
        self._index = QPersistentModelIndex()
        self._leaving = False  # what an input method still says belongs to nobody
        self._waiting: list[QKeyEvent] = []  # keys that came while something was composed
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.settle)
        self.editor: Editor | None = None
        self.composed = ""

    @property
    def open(self) -> bool:
        """Whether something is being typed."""
        return self.editor is not None

    @property
    def _cells(self) -> Cells:
        model = self._grid.model()
        assert isinstance(model, Cells)
        return model

    def begin(self, index: QModelIndex, event: QKeyEvent | QInputMethodEvent | None = None) -> None:
        """Open over `index`; `event` replaces what is there with what it types."""
        self.finish()
        grid, model = self._grid, self._cells
        cell, field = model.cell(index), model.field_at(index)
        start = model.text(index) if model.masked(field, cell) else kinds.machine_text(cell, field)
        grid.scrollTo(index)
        self._index = QPersistentModelIndex(index)
        self._place = EditorPlace(model, model.row_id(model.row_at(index)), field.id, cell)
        around: QWidget = grid if kinds.kind_of(field).lines else self._view_of(index).viewport()
        editor = editor_for(around, field, model.unit(index), start, cell, overwrite=event is not None)
        self.editor = editor
        editor.typing.committed.connect(self._committed)
        editor.typing.cancelled.connect(self._close)
        editor.typing.unfinished.connect(self.said)
        if editor.drop is not None:
            editor.drop.picking.connect(self._drop_word)
        if isinstance(editor.drop, CalendarDrop):
            editor.drop.taken.connect(grid.setFocus)
        model.hold(True)
        self.place()
        editor.show()
        editor.raise_()
        QCoreApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))  # its caret shows
        self._aim()
        if isinstance(event, QInputMethodEvent):
            self.compose(event)
        elif isinstance(event, QKeyEvent):
            self.forward(event)
        elif isinstance(editor, LineEditor):
            editor.selectAll()
        if self.editor is editor:
            editor.begin()
        grid.updateMicroFocus()

    def _aim(self) -> None:
        """Places an input method is told are the grid's; an editor that is told of the focus has Qt take them for its own."""
        method, corner = QGuiApplication.inputMethod(), self._grid.mapTo(self._grid.window(), QPoint())
        method.setInputItemTransform(QTransform.fromTranslate(corner.x(), corner.y()))
        method.setInputItemRectangle(QRectF(self._grid.rect()))

    def place(self) -> None:
        """Cover the cell exactly; a sheet for long texts is at least wide and high enough to write in."""
        if self.editor is None or not self._index.isValid():
            return
        if isinstance(self.editor, LongEditor):
            rect = _roomy(self._seen(self._index), self._room_for(self._index))
        else:
            rect = self._grid.visualRect(self._index).adjusted(0, 0, -1, -1)
        self.editor.setGeometry(rect)

    def _seen(self, index: Index) -> QRect:
        """Where a cell is seen, in the grid."""
        rect = self._grid.visualRect(index)
        return QRect(self._grid.viewport().mapTo(self._grid, rect.topLeft()), rect.size())

    def seat(self) -> None:
        """Rows were read anew: stay with the row that is edited, or end where it is not shown any more."""
        if self._place is None or self.editor is None:
            return
        row = self._place.model.row_of(self._place.row)
        if row < 0:
            self.finish()
            return
        self._index = QPersistentModelIndex(self._place.model.place(row, self._place.field))
        self.place()

    # --- keys and input methods

    def compose(self, event: QInputMethodEvent) -> None:
        """Hand an event of the input method on."""
        if self.editor is None or self._leaving:
            return
        self.composed = event.preeditString()
        self.editor.typing.composing = not event.commitString()
        QCoreApplication.sendEvent(self.editor, event)
        if self.editor is not None:
            self.editor.typing.composing = False
        self._grid.updateMicroFocus()
        if not self.composed:
            self._press_waiting()

    def forward(self, event: QKeyEvent) -> None:
        """Hand a key on. One that comes in the middle of a word waits for its end: input methods answer keys and commit words on ways of
        their own, and a key may arrive before the word that was typed before it."""
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
        if self.composed and event.key() not in MODIFIERS:
            self._waiting.append(copy)
            self._patience.start()
        elif self.editor is not None:
            self.editor.event(copy)  # not sent: what the editor leaves alone would come back here
            self._grid.updateMicroFocus()

    def _press_waiting(self) -> None:
        self._patience.stop()
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self._grid.keyPressEvent(event)

    def overrides(self, event: QKeyEvent) -> bool:
        """Whether a key that is also a shortcut belongs to the editor."""
        if self.editor is None:
            return False
        event.ignore()
        self.editor.event(event)
        return event.isAccepted() or event.key() in OWN_KEYS

    def query(self, query: Qt.InputMethodQuery) -> object:
        """What an input method asks of the grid."""
        grid, index = self._grid, self._grid.currentIndex()
        if self.editor is not None:
            answer = self.editor.inputMethodQuery(query)
            if query in RECTANGLES:
                rect = answer.toRect() if hasattr(answer, "toRect") else answer
                return QRect(self.editor.mapTo(grid, rect.topLeft()), rect.size())
            return answer
        if query == Qt.InputMethodQuery.ImEnabled:
            return index.isValid() and self._cells.editable(index)
        if query in RECTANGLES and index.isValid():
            return self._seen(index)
        return None

    # --- the end

    def finish(self) -> None:
        """Take what is typed as if the person went elsewhere; a word in the middle of being composed ends here too."""
        if self.editor is None:
            return
        whole, composed, self.composed = self.editor.content_with(self.composed), self.composed, ""
        if composed:
            self._forget_composition()
        self.editor.typing.left(self.editor.content(), whole, composed)

    def settle(self) -> None:
        """Another window or a menu comes in front: what is composed stands in the editor as if it had been committed."""
        if self.editor is None or not self.composed:
            return
        composed = self.composed
        QGuiApplication.inputMethod().commit()  # answers at once, through `compose`, where the platform can
        if self.composed:
            self._forget_composition()
            event = QInputMethodEvent()
            event.setCommitString(composed)
            self.compose(event)

    def _drop_word(self) -> None:
        """Something else is taken in the place of the word that is being composed."""
        if self.composed:
            self._forget_composition()
            self.compose(QInputMethodEvent())

    def _forget_composition(self) -> None:
        """Have the input method begin anew; what it says meanwhile belongs to nobody."""
        self._leaving = True
        QGuiApplication.inputMethod().reset()
        self._leaving = False

    def left_for(self, reason: Qt.FocusReason) -> None:
        """The keys go elsewhere: another window or a menu does not end the editing, and what drops from the editor belongs to it."""
        if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.settle()
        elif self.editor is not None:
            focus, drop = QApplication.focusWidget(), self.editor.drop
            if drop is None or focus is None or not drop.isAncestorOf(focus):
                self.finish()

    def _committed(self, cell: Cell, go: str) -> None:
        place = self._place
        self._take_away()
        if place is not None:
            if cell != place.cell:
                self.edited.emit([Edit(place.model.form, place.model.period, place.row, place.field, cell)], "录入")
            place.model.hold(False)  # after it is saved: what waited is read anew then
        if go != STAY:
            self.moved_on.emit(go)

    def _close(self) -> None:
        place = self._place
        self._take_away()
        if place is not None:
            place.model.hold(False)

    def _take_away(self) -> None:
        editor, self.editor, self.composed, self._place = self.editor, None, "", None
        self._waiting = []
        self._patience.stop()
        if editor is None:
            return
        if editor.drop is not None:
            focus = QApplication.focusWidget()
            inside = focus is not None and editor.drop.isAncestorOf(focus)
            editor.drop.hide()
            editor.drop.deleteLater()
            if inside:
                self._grid.setFocus()
        editor.hide()
        editor.deleteLater()
        self._grid.updateMicroFocus()


def _roomy(rect: QRect, room: QRect) -> QRect:
    """At least 22 characters wide and six lines high, moved to stay inside."""
    width = min(max(rect.width(), look.px(360)), room.width())
    height = min(max(rect.height(), look.px(148)), room.height())
    x = max(min(rect.left(), room.right() - width), room.left())
    y = max(min(rect.top(), room.bottom() - height), room.top())
    return QRect(x, y, width, height)
