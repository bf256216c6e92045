"""A row of 本期任务: urgency, programme, progress by kind of form, problems, and its button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.overview.duties import Duty, Fill
from desktop.inbox import texts
from desktop.widgets import look
from desktop.widgets.heading import ElidedLabel
from desktop.words.i18n import tr
from desktop.words.names import period_title

TITLE = 228  # px at 100 %, minimum for the title: with less space columns are hidden
WIDTHS = {"due": 128, "fill": 72, "ledger": 64, "problems": 104, "act": 96}  # px at 100 %
SIDE, SPACE = 16, 12
ROW, HIGH = 64, 80  # px, height of a row with two texts and with three


def label(text: str, colour: str = "ink", kind: str = "") -> QLabel:
    """A label in a colour of the look."""
    label = QLabel(text)
    if kind:
        label.setProperty("kind", kind)
    if colour != "ink":
        label.setStyleSheet(f"color: {look.COLOURS[colour]};")
    return label


class Columns(QFrame):
    """A row in the columns of the page; if it is narrow, the ledger column is hidden, then the progress columns."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(look.px(height))
        self.setMinimumWidth(1)  # never wider than the page
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(look.px(SIDE), 0, look.px(SIDE), 0)
        self.row.setSpacing(look.px(SPACE))
        self.parts: dict[str, list[QWidget]] = {name: [] for name in WIDTHS}

    def place(self, widget: QWidget, name: str) -> None:
        """Add a widget as the next column."""
        if name:
            widget.setFixedWidth(look.px(WIDTHS[name]))
            self.row.addWidget(widget)
            self.parts[name].append(widget)
        else:
            self.row.addWidget(widget, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide columns that do not fit."""
        super().resizeEvent(event)
        room = self.width() - look.px(TITLE + 2 * SIDE)
        taken = {name: look.px(WIDTHS[name] + SPACE) * len(there) for name, there in self.parts.items()}
        self.leave_out(ledger=sum(taken.values()) > room, fill=sum(taken.values()) - taken["ledger"] > room)

    def leave_out(self, *, ledger: bool, fill: bool) -> None:
        """Hide these columns and show the others."""
        for widget in self.parts["ledger"]:
            widget.setVisible(not ledger)
        for widget in self.parts["fill"]:
            widget.setVisible(not fill)


def head() -> QWidget:
    """The captions above the columns."""
    columns = Columns(look.HEADER)
    columns.setObjectName("inboxHead")
    for name, text in (("due", tr("到期")), ("", tr("方案")), ("fill", tr("任务")), ("fill", tr("指标")), ("ledger", tr("台账行数")),
                       ("problems", tr("审核")), ("act", "")):  # fmt: skip
        columns.place(label(text, kind="caption"), name)
    return columns


class DutyRow(Columns):
    """Emits `chosen(duty)` when its button is pressed, `move_wanted(duty)` to move the due moment (context menu, F2)."""

    chosen = Signal(object)
    move_wanted = Signal(object)

    def __init__(self, duty: Duty, parent: QWidget | None = None) -> None:
        super().__init__(ROW, parent)
        self.duty = duty
        self.setObjectName(f"duty_{duty.pack.id}_{duty.period.label}")
        urgent, colour = texts.urgency(duty)
        self.place(_two(label(urgent, colour, "heading"), label(texts.due(duty.due), kind="caption")), "due")
        title = Title(duty.pack.title, duty.pack.short)
        state = ElidedLabel(f"{period_title(duty.period)}  {texts.standing(duty)}")
        state.setProperty("kind", "caption")
        if duty.standing.word == "stale" or duty.owed.returned:
            state.setStyleSheet(f"color: {look.COLOURS['warn']};")
        self.filled = label(texts.filled(duty), kind="caption")
        self.filled.hide()
        self.place(_two(title, _beside(state, QuietNote(texts.due_note(duty))), self.filled), "")
        for kind in ("tasks", "indicators"):
            self.place(_fill(duty.of(kind)), "fill")
        rows = duty.ledger_rows
        ledger = any(not fill.form.fixed for fill in duty.fills)
        self.place(label(tr("{n} 行", n=f"{rows:,}") if ledger else "–", "ink" if ledger else "quiet"), "ledger")
        self.place(_two(*(label(text, name) for text, name in texts.problems(duty))), "problems")
        self.button = QPushButton(texts.act(duty))
        self.button.setObjectName("dutyAct")
        self.button.setAccessibleName(f"{texts.act(duty)} {duty.pack.title} {period_title(duty.period)}")
        self.button.clicked.connect(lambda: self.chosen.emit(self.duty))
        self.place(self.button, "act")
        move = QAction(tr("改时限…"), self)
        move.setObjectName("moveDue")
        move.setShortcut(QKeySequence("F2"))
        move.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        move.triggered.connect(lambda: self.move_wanted.emit(self.duty))
        self.addAction(move)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def leave_out(self, *, ledger: bool, fill: bool) -> None:
        """Show the progress below the title if its columns are hidden."""
        super().leave_out(ledger=ledger, fill=fill)
        self.setFixedHeight(look.px(HIGH if fill else ROW))
        self.filled.setVisible(fill and bool(self.filled.text()))


class Title(QLabel):
    """A programme's title; if it does not fit, its short title, elided if needed."""

    def __init__(self, title: str, short: str) -> None:
        super().__init__(title)
        self.title, self.short = title, short or title
        self.setProperty("kind", "heading")
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(look.px(120))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the title that fits."""
        super().resizeEvent(event)
        metrics, width = self.fontMetrics(), self.width()
        fits = metrics.horizontalAdvance(self.title) <= width
        self.setText(self.title if fits else metrics.elidedText(self.short, Qt.TextElideMode.ElideRight, width))


class QuietNote(QLabel):
    """A short grey note, elided if needed; the tooltip has the full text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.full_text = text
        self.setObjectName("dutyNote")
        self.setProperty("kind", "caption")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide the text."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self.full_text, Qt.TextElideMode.ElideRight, self.width()))


def _beside(first: QWidget, rest: QWidget) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(SPACE))
    row.addWidget(first)
    row.addWidget(rest, 1)
    return widget


def _two(*lines: QWidget) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(2))
    column.addStretch(1)
    for line in lines:
        column.addWidget(line)
    column.addStretch(1)
    return widget


def _fill(fill: Fill | None) -> QWidget:
    """26/26 above a progress bar; a dash if the programme has no such form."""
    if fill is None or not fill.total:
        return label("–", "quiet")
    bar = QProgressBar()
    bar.setRange(0, fill.total)
    bar.setValue(fill.done)
    bar.setTextVisible(False)
    bar.setAccessibleName(fill.form.title)
    bar.setProperty("kind", "good" if fill.done == fill.total else "")
    figures = label(f"{fill.done}/{fill.total}")
    figures.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return _two(figures, bar)
