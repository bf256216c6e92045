"""The drop-downs of an editor: the line with a proposal or a reason, the list of choices, the calendar.

They are children of the window and never take the focus: typing and the input method stay where they are.
"""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.widgets import look

MOST = 10  # choices visible at once
JOINT = "、"


def place_below(editor: QWidget, drop: QWidget, *, under: QWidget | None = None) -> None:
    """Put `drop` under the editor (or under another drop), above it where there is no room."""
    window = editor.window()
    anchor = under if under is not None and under.isVisible() else editor
    at = anchor.mapTo(window, QPoint(0, anchor.height()))
    x = max(min(at.x(), window.width() - drop.width()), 0)
    y = at.y() if at.y() + drop.height() <= window.height() else editor.mapTo(window, QPoint(0, 0)).y() - drop.height()
    drop.move(x, max(y, 0))
    drop.raise_()


class HintLine(QFrame):
    """One line: how the text would be read or what is wrong, and the keys."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("hint-line")
        self.text, self.keys = QLabel(), QLabel()
        self.text.setObjectName("hint-text")
        self.text.setFont(look.font(14, look.MEDIUM))
        self.keys.setFont(look.font(12))
        box = QHBoxLayout(self)
        box.setContentsMargins(look.px(8), look.px(4), look.px(8), look.px(4))
        box.setSpacing(look.px(12))
        box.addWidget(self.text)
        box.addWidget(self.keys)
        self.hide()

    def say(self, text: str, keys: str, *, bad: bool = False) -> None:
        """Show a line."""
        ink, wash = ("bad", "bad-wash") if bad else ("accent", "accent-wash")
        self.setStyleSheet(
            f"QFrame#hint-line {{ background: {look.COLOURS[wash]}; border: 1px solid {look.COLOURS[ink]}; }}"
            f"QFrame#hint-line QLabel {{ background: transparent; color: {look.COLOURS['ink']}; }}"
        )
        self.text.setText(text)
        self.keys.setText(keys)
        self.setAccessibleName(f"{text} {keys}")
        self.adjustSize()
        self.setFixedWidth(min(self.sizeHint().width(), self.window().width()))
        place_below(self._editor, self, under=self._under())
        self.show()
        self.raise_()

    def _under(self) -> QWidget | None:
        drop = getattr(self._editor, "drop", None)
        return drop if isinstance(drop, QWidget) else None

    def drop(self) -> None:
        """Hide and delete the line."""
        self.hide()
        self.deleteLater()


class ListDrop(QListWidget):
    """The choices of a field, filtered by what is typed; with `several`, Space checks and the value is the checked ones.

    `picking`: a choice is about to be taken, and replaces a word that is still being composed.
    """

    picking = Signal()

    def __init__(self, editor: QLineEdit, choices: tuple[str, ...], *, several: bool) -> None:
        super().__init__(editor.window())
        self._editor, self._choices, self.several = editor, choices, several
        self.setObjectName("choice-list")
        self.setAccessibleName(editor.accessibleName())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFont(look.font(14))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {look.COLOURS['accent']}; background: {look.COLOURS['sheet']}; outline: 0; }}"
            f"QListWidget::item {{ min-height: {look.px(28)}px; padding: 0 {look.px(6)}px; border: none; color: {look.COLOURS['ink']};"
            f" background: {look.COLOURS['sheet']}; }}"
            f"QListWidget::item:selected {{ background: {look.COLOURS['accent-wash']}; color: {look.COLOURS['ink']}; }}"
        )
        self.checked = [choice for choice in editor.typing.start.split(JOINT) if choice in choices] if several else []  # type: ignore[attr-defined]
        self.itemPressed.connect(self._pressed)
        self.touched = False
        self.hide()

    def open(self, text: str) -> None:
        """Show the list under the editor, with the current value selected."""
        self.filter(text)
        rows = [n for n in range(self.count()) if self.item(n).text() == self._editor.text()]
        if rows:
            self.setCurrentRow(rows[0])
        self.touched = bool(rows)

    def drop_down(self) -> None:
        """Show all choices, with the current value selected."""
        self.filter("")
        self.open("")

    def filter(self, text: str) -> None:
        """Show only the choices that contain the typed text; the first is highlighted where something is typed."""
        word = text.rpartition(JOINT)[2].strip() if self.several else text.strip()
        if self.several and word in self.checked:
            word = ""
        self.clear()
        for choice in self._choices:
            if word in choice:
                item = QListWidgetItem(choice, self)
                if self.several:
                    item.setCheckState(Qt.CheckState.Checked if choice in self.checked else Qt.CheckState.Unchecked)
        self.setCurrentRow(0 if word and self.count() else -1)
        self.touched = bool(word)
        self._fit()

    def _fit(self) -> None:
        if not self.count():
            self.hide()
            return
        height = max(self.sizeHintForRow(0), look.px(28))
        self.setFixedSize(
            max(self._editor.width(), self.sizeHintForColumn(0) + look.px(28)), height * min(self.count(), MOST) + 2 * self.frameWidth()
        )
        place_below(self._editor, self)
        self.show()

    def text_of(self, typed: str) -> str:
        """The value: the highlighted choice, or all checked ones, else the typed text."""
        if self.several:
            return JOINT.join(choice for choice in self._choices if choice in self.checked) if self.touched_checks(typed) else typed
        item = self.currentItem()
        return item.text() if item is not None and self.isVisible() and self.touched else typed

    def touched_checks(self, typed: str) -> bool:
        """Whether the checked choices are the whole value: nothing is typed that is not part of a choice."""
        rest = [part for part in typed.split(JOINT) if part.strip() and part not in self.checked]
        return not rest or all(any(part.strip() in choice for choice in self._choices) for part in rest) and bool(self.checked)

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move, Space checks, Enter checks a partly typed choice where there may be several; True where the key was used."""
        key = event.key()
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.drop_down()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(max(min(self.currentRow() + step, self.count() - 1), 0))
            self.touched = True
            self.show()
            return True
        if (
            self.several
            and self.currentItem() is not None
            and (key == Qt.Key.Key_Space or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._partly_typed()))
        ):
            self._check(self.currentItem().text())
            return True
        return False

    def _partly_typed(self) -> bool:
        """Whether part of a choice is typed, so that Enter picks instead of ending."""
        word = self._editor.text().rpartition(JOINT)[2].strip()
        return bool(word) and word not in self._choices

    def _check(self, choice: str) -> None:
        if choice in self.checked:
            self.checked.remove(choice)
        else:
            self.checked.append(choice)
        row = self.currentRow()
        text = JOINT.join(word for word in self._choices if word in self.checked)
        self._editor.setText(text)
        self.filter("")
        self.setCurrentRow(min(row, self.count() - 1) if self.count() == len(self._choices) and row >= 0 else self._choices.index(choice))
        self._editor.typing.changed(text)  # type: ignore[attr-defined]

    def _pressed(self, item: QListWidgetItem) -> None:
        text = item.text()
        self.picking.emit()  # filters the list anew
        item = self.findItems(text, Qt.MatchFlag.MatchExactly)[0]
        self.setCurrentItem(item)
        self.touched = True
        if self.several:
            self._check(item.text())
            return
        self._editor.setText(item.text())
        self._editor.typing.enter(item.text(), "stay")  # type: ignore[attr-defined]


class CalendarDrop(QFrame):
    """A month to pick a day from; Alt+Down opens it, arrows move, Enter takes the day; `picking` before a day is taken, `taken` after."""

    picking, taken = Signal(), Signal()

    def __init__(self, editor: QLineEdit) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("calendar-drop")
        self.setStyleSheet(f"QFrame#calendar-drop {{ border: 1px solid {look.COLOURS['accent']}; background: {look.COLOURS['sheet']}; }}")
        self.calendar = QCalendarWidget()
        self.calendar.setObjectName("calendar")
        self.calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.calendar)
        self.hide()

    def drop_down(self) -> None:
        """Show the month of the day that is typed."""
        day = QDate.fromString(self._editor.text(), Qt.DateFormat.ISODate)
        if day.isValid():
            self.calendar.setSelectedDate(day)
        self.adjustSize()
        place_below(self._editor, self)
        self.show()

    def key(self, event: QKeyEvent) -> bool:
        """True where the key was used."""
        key = event.key()
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.drop_down()
            return True
        if not self.isVisible():
            return False
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        if key in days:
            self.calendar.setSelectedDate(self.calendar.selectedDate().addDays(days[Qt.Key(key)]))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.calendar.selectedDate())
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False

    def _take(self, day: QDate) -> None:
        self.picking.emit()
        self._editor.setText(day.toString(Qt.DateFormat.ISODate))
        self.hide()
        self._editor.typing.changed(self._editor.text())  # type: ignore[attr-defined]
        self.taken.emit()
