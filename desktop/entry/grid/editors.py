"""The editors of a cell: one line that may show a list or a calendar, and a box for long texts.

An editor reads what is typed with `kinds.read` and nothing else. Enter takes a proposal, Esc dismisses it; for a text that cannot be
read the first Enter shows why and the second keeps it as typed.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from db.values import kinds, outgoing
from db.values.cell import EMPTY, Cell, Reading, State
from db.values.field import Field
from desktop.entry.grid.editor_drops import CalendarDrop, HintLine, ListDrop
from desktop.widgets import look
from desktop.words.i18n import sentence, tr

STAY, DOWN, UP, RIGHT, LEFT = "stay", "down", "up", "right", "left"  # where the current cell goes after a commit
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Typing(QObject):
    """Reads and commits what is typed into one cell, for any editor widget."""

    committed = Signal(object, str)  # Cell, where to go
    cancelled = Signal()
    unfinished = Signal(str)  # what happened to an uncommitted word when the person went elsewhere

    def __init__(self, widget: QWidget, field: Field, unit: str, start: str, cell: Cell) -> None:
        super().__init__(widget)
        self.widget, self.field, self.unit, self.start, self.cell = widget, field, unit, start, cell
        self.untouched = True  # nothing was typed, chosen or deleted yet
        self.composing = False  # the change going on is only a preview of an input method
        self.dismissed = ""  # the text whose proposal was dismissed
        self.warned = ""  # the text whose refusal was shown
        self.ended = False
        self.hint = HintLine(widget)

    def read(self, text: str) -> Reading:
        """The reading of the typed text; the unchanged text is the unchanged cell."""
        if text == self.start:
            return Reading("same", self.cell, text)
        return kinds.read(text, self.field, unit=self.unit)

    def changed(self, text: str) -> None:
        """While typing: show a proposal, and hide the hint about another text."""
        self.touch()
        reading = self.read(text)
        if reading.kind == "proposed" and text != self.dismissed:
            shown = outgoing.shown(reading.cell, self.field)
            why = f"（{sentence(reading.note)}）" if reading.note else ""
            self.hint.say(tr("{raw} → {read}{why}", raw=text.strip(), read=shown, why=why), tr("Enter 接受 · Esc 放弃"))
        else:
            self.hint.hide()

    def touch(self) -> None:
        """The text was changed; a mere preview of an input method does not count."""
        self.untouched = self.untouched and self.composing

    def enter(self, text: str, go: str) -> None:
        """Enter, Tab and the like. A cell is emptied only if its text was deleted, not by a word that was begun and given up."""
        if self.untouched and not text:
            self.commit(self.cell, go)
            return
        reading = self.read(text)
        doubtful = reading.kind == "refused" or (reading.kind == "proposed" and text == self.dismissed)
        if not doubtful:
            self.commit(reading.cell, go)
        elif self.warned == text:
            self.commit(Cell(State.RAW, None, text), go)
        else:
            self.warned = text
            why = sentence(reading.note)
            if reading.kind == "proposed":
                why = tr("没有识别为 {read}", read=outgoing.shown(reading.cell, self.field))
            self.hint.say(why, tr("改正后按 Enter；再按一次 Enter 按原样保留，标为强制问题"), bad=True)

    def escape(self, text: str) -> None:
        """Esc: first dismisses a proposal, then cancels."""
        if self.hint.isVisible() and text != self.dismissed and self.read(text).kind == "proposed":
            self.dismissed = text
            self.hint.hide()
            return
        self._give_up()

    def _give_up(self) -> None:
        self.ended = True
        self.hint.drop()
        self.cancelled.emit()

    def leave(self, text: str, complete: str, composed: str) -> None:
        """The person went elsewhere: nothing typed is lost, and nothing doubtful is taken as a value.

        `complete` is `text` with `composed`, the text an input method still showed, at its place: taken where it is a value of the field,
        else given up. Where nothing else was typed, the old value stays.
        """
        title = self.field.title
        if composed and (reading := self.read(complete)).kind in ("same", "read"):
            self.unfinished.emit(tr("“{text}”还没有选字，已按原样填入“{title}”", title=title, text=composed))
            self.commit(reading.cell, STAY)
            return
        if composed:
            self.unfinished.emit(tr("“{title}”里没有输完的“{text}”没有填入", title=title, text=composed))
        if self.untouched and not text:
            self._give_up()
            return
        reading = self.read(text)
        self.commit(reading.cell if reading.kind in ("same", "read") else Cell(State.RAW, None, text), STAY)

    def commit(self, cell: Cell, go: str) -> None:
        """Emit the cell, only once."""
        if not self.ended:
            self.ended = True
            self.hint.drop()
            self.committed.emit(cell, go)


class LineEditor(QLineEdit):
    """One line over a cell; choices open a filtered list, dates a calendar on Alt+Down."""

    def __init__(self, parent: QWidget, field: Field, unit: str, start: str, cell: Cell, overwrite: bool) -> None:
        super().__init__(parent)
        self.setObjectName("cell-editor")
        self.setAccessibleName(field.title)
        self.setFont(look.font(14))
        self.setFrame(False)
        self.setTextMargins(look.px(5), 0, look.px(5), 0)
        right = kinds.kind_of(field).align == "right"
        self.setAlignment((Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
        self.setStyleSheet(frame("QLineEdit"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.overwrite = overwrite
        self.typing = Typing(self, field, unit, start, cell)
        self.setText("" if overwrite else start)
        self.drop = _drop(self, field)
        self.textEdited.connect(self._edited)

    def content(self) -> str:
        """What is typed or chosen."""
        return self.drop.text_of(self.text()) if isinstance(self.drop, ListDrop) else self.text()

    def content_with(self, composed: str) -> str:
        """The same with the text an input method shows at the caret."""
        at, text = self.cursorPosition(), self.text()
        return f"{text[:at]}{composed}{text[at:]}" if composed else self.content()

    def begin(self) -> None:
        """Called once shown: open the list of choices, if there is one."""
        if isinstance(self.drop, ListDrop):
            self.drop.open("" if not self.overwrite else self.text())

    def drop_down(self) -> None:
        """Open the drop-down of the editor."""
        if self.drop is not None:
            self.drop.drop_down()

    def _edited(self, text: str) -> None:
        if isinstance(self.drop, ListDrop):
            self.drop.filter(text)
        self.typing.changed(self.content())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Handle keys that end typing or operate the drop-down; everything else is typing."""
        if self.drop is not None and self.drop.key(event):
            return
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.typing.enter(self.content(), UP if shift else DOWN)
        elif key == Qt.Key.Key_Escape:
            self.typing.escape(self.content())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.overwrite and self.drop is None:
            self.typing.enter(self.content(), UP if key == Qt.Key.Key_Up else DOWN)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return  # one arrow key too many must not leave the cell
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab is ours, before it moves the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.typing.enter(self.content(), RIGHT if event.key() == Qt.Key.Key_Tab else LEFT)
            return True
        return super().event(event)


class LongEditor(QPlainTextEdit):
    """A box over and below the cell: Enter is a new line, Ctrl+Enter and Tab commit."""

    def __init__(self, parent: QWidget, field: Field, unit: str, start: str, cell: Cell, overwrite: bool) -> None:
        super().__init__(parent)
        self.setObjectName("cell-editor-long")
        self.setAccessibleName(field.title)
        self.setFont(look.font(14))
        self.setStyleSheet(frame("QPlainTextEdit"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.typing = Typing(self, field, unit, start, cell)
        self.setPlainText("" if overwrite else start)
        self.moveCursor(self.textCursor().MoveOperation.End)
        self.textChanged.connect(self.typing.touch)
        self.drop = None

    def content(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def content_with(self, composed: str) -> str:
        """The same with the text an input method shows at the caret."""
        at, text = self.textCursor().position(), self.toPlainText()
        return f"{text[:at]}{composed}{text[at:]}"

    def begin(self) -> None:
        """Show how to commit, since Enter does not."""
        self.typing.hint.say(tr("Enter 换行"), tr("Ctrl+Enter 或 Tab 完成 · Esc 取消"))

    def drop_down(self) -> None:
        """A long text has no drop-down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Handle keys that end typing; everything else is typing."""
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER and ctrl:
            self.typing.enter(self.content(), DOWN)
        elif key == Qt.Key.Key_Tab:
            self.typing.enter(self.content(), RIGHT)
        elif key == Qt.Key.Key_Backtab:
            self.typing.enter(self.content(), LEFT)
        elif key == Qt.Key.Key_Escape:
            self.typing.escape(self.content())
        else:
            super().keyPressEvent(event)


Editor = LineEditor | LongEditor


def editor_for(parent: QWidget, field: Field, unit: str, start: str, cell: Cell = EMPTY, *, overwrite: bool = False) -> Editor:
    """The editor of a field's kind; `start` is the text it holds, or with `overwrite` the text it replaces."""
    kind: Any = LongEditor if kinds.kind_of(field).lines else LineEditor
    return kind(parent, field, unit, start, cell, overwrite)


def frame(name: str) -> str:
    """An editor covers its cell: white, with the accent frame of the current cell."""
    edge = f"{look.px(2)}px solid {look.COLOURS['accent']}"
    rules = f"border: {edge}; border-radius: 0; background: {look.COLOURS['sheet']}; padding: 0; min-height: 0;"
    return f"{name}, {name}:focus {{ {rules} }}"


def _drop(editor: LineEditor, field: Field) -> ListDrop | CalendarDrop | None:
    kind = kinds.kind_of(field)
    if kind.drop == "list" and (choices := kind.choices(field)):
        return ListDrop(editor, choices, several=kind.several)
    return CalendarDrop(editor) if kind.drop == "calendar" else None
