"""Editing in a grid: the editor over the current cell, from the first key or the first composed letter to the commit.

The grid keeps the focus throughout. It receives keys and input-method events and passes them to the editor, so that nothing typed
has to wait for the focus to move: moving it would end a composition, and inside an input-method event it would loop for ever.
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

PATIENCE = 300  # ms that a key is held back until a composition ends
MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr)
OWN_KEYS = (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down)  # never a shortcut while typing
RECTANGLES = (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle)


class EditorPlace(NamedTuple):
    """The cell being edited, by row id and field, since rows may move while it is edited."""

    model: Cells
    row: str
    field: str
    cell: Cell


class CellEditing(QObject):
    """Opens at most one editor in a grid; `composed` is the text that an input method shows in it and has not yet committed.

    `edited(edits, act)` when a cell gets another content, `moved_on(way)` to the cell beside it, `message(text)` for the status line.
    `view_of` tells in which view a cell is seen, `room_for` where a larger editor may lie in the grid.
    """

    edited = Signal(object, str)
    moved_on = Signal(str)
    message = Signal(str)

    def __init__(self, grid: QTableView, view_of: Callable[[Index], QTableView], room_for: Callable[[Index], QRect]) -> None:
        super().__init__(grid)
        self._grid, self._view_of, self._room_for = grid, view_of, room_for
        self._place: EditorPlace | None = None
        self._index = QPersistentModelIndex()
        self._ignoring_input = False  # while set, events of the input method are ignored
        self._held_keys: list[QKeyEvent] = []  # keys that came during a composition
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
        parent: QWidget = grid if kinds.kind_of(field).lines else self._view_of(index).viewport()
        editor = editor_for(parent, field, model.unit(index), start, cell, overwrite=event is not None)
        self.editor = editor
        editor.typing.committed.connect(self._committed)
        editor.typing.cancelled.connect(self._close)
        editor.typing.unfinished.connect(self.message)
        if editor.drop is not None:
            editor.drop.picking.connect(self._drop_word)
        if isinstance(editor.drop, CalendarDrop):
            editor.drop.taken.connect(grid.setFocus)
        model.hold_rows(True)
        self.place()
        editor.show()
        editor.raise_()
        QCoreApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.OtherFocusReason))  # its caret shows
        self._set_input_places()
        if isinstance(event, QInputMethodEvent):
            self.compose(event)
        elif isinstance(event, QKeyEvent):
            self.forward(event)
        elif isinstance(editor, LineEditor):
            editor.selectAll()
        if self.editor is editor:
            editor.begin()
        grid.updateMicroFocus()

    def _set_input_places(self) -> None:
        """Give Qt input-method rectangles in the grid's coordinates; after the focus event sent to the editor it uses the editor's."""
        method, corner = QGuiApplication.inputMethod(), self._grid.mapTo(self._grid.window(), QPoint())
        method.setInputItemTransform(QTransform.fromTranslate(corner.x(), corner.y()))
        method.setInputItemRectangle(QRectF(self._grid.rect()))

    def place(self) -> None:
        """Cover the cell exactly; an editor for long texts has a minimum size."""
        if self.editor is None or not self._index.isValid():
            return
        if isinstance(self.editor, LongEditor):
            rect = _roomy(self._seen(self._index), self._room_for(self._index))
        else:
            rect = self._grid.visualRect(self._index).adjusted(0, 0, -1, -1)
        self.editor.setGeometry(rect)

    def _seen(self, index: Index) -> QRect:
        """The visible rectangle of a cell, in the grid."""
        rect = self._grid.visualRect(index)
        return QRect(self._grid.viewport().mapTo(self._grid, rect.topLeft()), rect.size())

    def follow_row(self) -> None:
        """After a reload: stay with the row that is edited, or finish where it is not shown any more."""
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
        """Pass an event of the input method to the editor."""
        if self.editor is None or self._ignoring_input:
            return
        self.composed = event.preeditString()
        self.editor.typing.composing = not event.commitString()
        QCoreApplication.sendEvent(self.editor, event)
        if self.editor is not None:
            self.editor.typing.composing = False
        self._grid.updateMicroFocus()
        if not self.composed:
            self._press_held_keys()

    def forward(self, event: QKeyEvent) -> None:
        """Pass a key to the editor. A key during a composition is held back until it ends: input methods send keys and committed words
        separately, and a key may arrive before the word that was typed before it."""
        copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
        if self.composed and event.key() not in MODIFIERS:
            self._held_keys.append(copy)
            self._patience.start()
        elif self.editor is not None:
            self.editor.event(copy)  # called, not sent: a key that the editor ignores would be sent back here
            self._grid.updateMicroFocus()

    def _press_held_keys(self) -> None:
        self._patience.stop()
        waiting, self._held_keys = self._held_keys, []
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
        """The answer to a query of an input method."""
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
        """Take what is typed as if the person went elsewhere; this also ends a composition."""
        if self.editor is None:
            return
        complete, composed, self.composed = self.editor.content_with(self.composed), self.composed, ""
        if composed:
            self._forget_composition()
        self.editor.typing.leave(self.editor.content(), complete, composed)

    def settle(self) -> None:
        """Another window or a menu comes in front: commit the composed text to the editor."""
        if self.editor is None or not self.composed:
            return
        composed = self.composed
        QGuiApplication.inputMethod().commit()  # calls `compose` at once, where the platform supports it
        if self.composed:
            self._forget_composition()
            event = QInputMethodEvent()
            event.setCommitString(composed)
            self.compose(event)

    def _drop_word(self) -> None:
        """A choice replaces the word that is being composed."""
        if self.composed:
            self._forget_composition()
            self.compose(QInputMethodEvent())

    def _forget_composition(self) -> None:
        """Reset the input method and ignore the events it sends meanwhile."""
        self._ignoring_input = True
        QGuiApplication.inputMethod().reset()
        self._ignoring_input = False

    def on_focus_lost(self, reason: Qt.FocusReason) -> None:
        """The focus went elsewhere: another window, a menu or the editor's drop-down does not end the editing."""
        if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.settle()
        elif self.editor is not None:
            focus, drop = QApplication.focusWidget(), self.editor.drop
            if drop is None or focus is None or not drop.isAncestorOf(focus):
                self.finish()

    def _committed(self, cell: Cell, go: str) -> None:
        place = self._place
        self._remove_editor()
        if place is not None:
            if cell != place.cell:
                self.edited.emit([Edit(place.model.form, place.model.period, place.row, place.field, cell)], "录入")
            place.model.hold_rows(False)  # after saving: rows that waited are taken over now
        if go != STAY:
            self.moved_on.emit(go)

    def _close(self) -> None:
        place = self._place
        self._remove_editor()
        if place is not None:
            place.model.hold_rows(False)

    def _remove_editor(self) -> None:
        editor, self.editor, self.composed, self._place = self.editor, None, "", None
        self._held_keys = []
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
