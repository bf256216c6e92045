"""The page 本期任务: due moment, share filled in, problems and state of every programme, most urgent first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db import clock
from db.overview.duties import Duty, duties
from desktop.inbox.due_dialog import DueDialog
from desktop.inbox.row import DutyRow, head, label
from desktop.inbox.texts import summary
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs
from desktop.widgets.empty import EmptyPlace
from desktop.widgets.heading import Heading, line, page_column
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import sentence, tr
from desktop.work.background_read import Latest, read
from desktop.work.session import Session
from desktop.work.tasks import Task


class InboxPage(PageWidget):
    """Goes to 填报 or 报送 of a duty, to 任务包 from the empty page; `filled` when the duties are shown."""

    filled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(session, parent)
        self._now = now or self._clock
        self.setObjectName("inboxPage")
        self.heading = Heading(tr("本期任务"))
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.addStretch(1)  # until the lines are shown
        column = page_column(self)
        column.addWidget(self.heading)
        column.addLayout(self.body, 1)
        self.rows: list[DutyRow] = []
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(self._latest.soon)
        session.moved.connect(self._latest.soon)

    def stop(self) -> None:
        """Cancel the background job: the office is about to be closed."""
        self._latest.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _clock(self) -> datetime:
        return datetime.combine(self.session.today, clock.moment().time())

    def _ask(self) -> Task | None:
        if not self.isVisible():
            return None
        office, moment, also = self.session.office, self._now(), self.session.period
        return read(office, lambda conn: duties(office, moment, also, conn), self.show_duties, self._on_failed)

    def show_duties(self, duty_list: list[Duty]) -> None:
        """Show a line for each duty, or an explanation where there is none; the focused line keeps the focus, else the first gets it."""
        focus_here = self.hasFocus() or any(row.button.hasFocus() for row in self.rows)
        focused = next((row.objectName() for row in self.rows if row.button.hasFocus()), "")
        self._clear()
        self.heading.say(summary(duty_list))
        if not duty_list and self.session.office.packs:
            nothing = label(tr("现在没有要报的：各方案还没有到起报期，或者已经结束。"), kind="quiet")
            nothing.setWordWrap(True)
            self.body.addWidget(nothing)
            self.body.addStretch(1)
        elif not duty_list:
            promise = tr("启用后，这里列出每个方案什么时候报、填到哪里、还有什么问题。")
            empty = EmptyPlace("inbox", tr("还没有启用任务包"), promise, tr("去选任务包"))
            empty.button.clicked.connect(lambda _checked=False: self.go("packs"))
            self.body.addWidget(empty)
            if focus_here:
                empty.button.setFocus()
        else:
            self.body.addWidget(self._list(duty_list))
            if focus_here:
                next((row for row in self.rows if row.objectName() == focused), self.rows[0]).button.setFocus()
        self.filled.emit()

    def _list(self, duty_list: list[Duty]) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head())
        for duty in duty_list:
            row = DutyRow(duty)
            row.chosen.connect(self._choose)
            row.move_wanted.connect(self._move)
            self.rows.append(row)
            column.addWidget(line())
            column.addWidget(row)
        holder = QWidget()
        holder.setProperty("kind", "page")
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.addStretch(1)
        return Scrolled(holder)

    def _choose(self, duty: Duty) -> None:
        self.session.look_at(duty.pack, duty.period)
        self.go("handoff" if duty.done or duty.owed.open else "entry")

    def _move(self, duty: Duty) -> None:
        """Set another due moment for this period, with its reason."""
        if dialogs.work(DueDialog(self.session.office, duty, self)):
            self.session.refresh()

    def _clear(self) -> None:
        self.rows = []
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _on_failed(self, fault: BaseException) -> None:
        self._clear()
        text = sentence(fault) if isinstance(fault, Exception) else str(fault)
        note = label(tr("本期任务没有算出来：{why}", why=text), kind="note-bad")
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.body.addStretch(1)
        self.filled.emit()
