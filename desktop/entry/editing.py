"""Editing in a grid: the editor over the current cell, from the first key or the first preedit to the commit.

While an input method composes, the grid stays the focus (a change of focus would end the composition and lose its first letter)
and every event goes on to the editor; the focus follows when the composition is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from db import fields
from db.fields import Cell
from desktop import look
from desktop.entry.editors import STAY, Editor, LineEditor, LongEditor, editor_for

if TYPE_CHECKING:
    from desktop.entry.grid import Grid


class Editing(QObject):
    """At most one editor is open in a grid."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._index = QPersistentModelIndex()
        self.editor: Editor | None = None
        self.composing = False

    @property
    def open(self) -> bool:
        """Whether something is being typed."""
        return self.editor is not None

    def begin(self, index: QModelIndex, event: QKeyEvent | QInputMethodEvent | None = None) -> None:
        """Open over `index`; `event` replaces what is there with what it types."""
        self.finish()
        grid, model = self._grid, self._grid.cells
        cell, field = model.cell(index), model.field_at(index)
        start = model.text(index) if model.masked(field, cell) else fields.plain(cell, field)
        view = grid.view_of(index)
        grid.scrollTo(index)
        self._index = QPersistentModelIndex(index)
        editor = editor_for(view.viewport(), field, model.unit(index), start, cell, overwrite=event is not None)
        self.editor = editor
        editor.typing.committed.connect(self._committed)
        editor.typing.cancelled.connect(self._close)
        self.place()
        editor.show()
        editor.raise_()
        if isinstance(event, QInputMethodEvent):
            self.compose(event)
        else:
            editor.setFocus()
            if isinstance(editor, LineEditor):
                editor.selectAll()
        if isinstance(event, QKeyEvent):
            self.forward(event)
        if self.editor is editor:
            editor.begin()

    def place(self) -> None:
        """Cover the cell exactly; a sheet for long texts is at least wide and high enough to write in."""
        if self.editor is None or not self._index.isValid():
            return
        view = self._grid.view_of(self._index)
        rect = view.visualRect(self._index)
        if isinstance(self.editor, LongEditor):
            rect = _roomy(rect, self._grid.viewport().rect() if view is self._grid else view.viewport().rect())
        else:
            rect = rect.adjusted(0, 0, -1, -1)
        self.editor.setGeometry(rect)

    def compose(self, event: QInputMethodEvent) -> None:
        """Hand an event of the input method on."""
        if self.editor is None:
            return
        self.composing = bool(event.preeditString())
        QCoreApplication.sendEvent(self.editor, event)
        if not self.composing and self.editor is not None:
            self.editor.setFocus()

    def forward(self, event: QKeyEvent) -> None:
        """Hand a key on."""
        if self.editor is not None:
            copy = QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
            QCoreApplication.sendEvent(self.editor, copy)

    def query(self, query: Qt.InputMethodQuery) -> object:
        """What an input method asks of the grid."""
        grid = self._grid
        asked = Qt.InputMethodQuery
        if self.editor is not None:
            answer = self.editor.inputMethodQuery(query)
            if query in (asked.ImCursorRectangle, asked.ImAnchorRectangle):
                at = self.editor.mapTo(grid, answer.toRect().topLeft() if hasattr(answer, "toRect") else answer.topLeft())
                return QRect(at, answer.toRect().size() if hasattr(answer, "toRect") else answer.size())
            return answer
        index = grid.currentIndex()
        if query == asked.ImEnabled:
            return index.isValid() and grid.cells.editable(index)
        if query == asked.ImCursorRectangle and index.isValid():
            view = grid.view_of(index)
            rect = view.visualRect(index)
            return QRect(view.viewport().mapTo(grid, rect.topLeft()), rect.size())
        return None

    def finish(self) -> None:
        """Take what is typed as if the person went elsewhere."""
        if self.editor is not None:
            self.editor.typing.left(self.editor.content())

    def _committed(self, cell: Cell, go: str) -> None:
        grid = self._grid
        index = grid.model().index(self._index.row(), self._index.column())
        self._close(focus=go != STAY)
        if not index.isValid():
            return
        if cell != grid.cells.cell(index):
            grid.save(grid.edits([(index, cell)]), "录入")
        if go != STAY:
            grid.step(go)

    def _close(self, *, focus: bool = True) -> None:
        editor, self.editor, self.composing = self.editor, None, False
        if editor is None:
            return
        inside = editor.hasFocus()
        drop = getattr(editor, "drop", None)
        if drop is not None:
            drop.hide()
            drop.deleteLater()
        if focus or inside:
            self._grid.setFocus()
        editor.hide()
        editor.deleteLater()


def _roomy(rect: QRect, room: QRect) -> QRect:
    """At least 22 characters wide and six lines high, moved to stay inside."""
    width = min(max(rect.width(), look.px(360)), room.width())
    height = min(max(rect.height(), look.px(148)), room.height())
    x = max(min(rect.left(), room.right() - width), room.left())
    y = max(min(rect.top(), room.bottom() - height), room.top())
    return QRect(x, y, width, height)
