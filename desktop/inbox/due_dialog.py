"""The box that moves a due moment: to when, why, or back to the rule."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QAbstractSpinBox, QDateTimeEdit, QPushButton, QWidget

from db.office.office import Office
from db.overview.duties import Duty
from desktop.inbox import texts
from desktop.widgets import look
from desktop.widgets.field_box import FieldBox
from desktop.words.i18n import tr
from desktop.words.names import period_title


class DueDialog(FieldBox):
    """Asks for the moment and the reason and stores them in the office file."""

    def __init__(self, office: Office, duty: Duty, parent: QWidget | None = None) -> None:
        hint = tr("{period}按规定 {due}。只改这一期，原因记入工作库。", period=period_title(duty.period), due=texts.due(duty.deadline.rule))
        super().__init__(tr("改时限：{title}", title=duty.pack.short or duty.pack.title), hint, tr("改时限"), parent)
        self.setObjectName("dueDialog")
        self.office, self.duty = office, duty
        now = duty.due
        self.when = QDateTimeEdit(QDateTime(now.year, now.month, now.day, now.hour, now.minute, 0))
        self.when.setObjectName("dueWhen")
        self.when.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.when.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.add(tr("改到(&T)"), self.when)
        self.reason = self.line(tr("原因(&R)"), "dueReason", duty.deadline.reason)
        self.reason.setPlaceholderText(tr("例如：市局通知推迟"))
        if duty.deadline.moved:
            back = QPushButton(look.icon("rotate-ccw"), tr("恢复按规定"))
            back.setObjectName("dueBack")
            back.setAutoDefault(False)
            back.clicked.connect(self._back)
            self.buttons.insertWidget(0, back)
        self.when.setFocus()

    def act(self) -> None:
        """Store the new due moment; raises `Trouble` without a reason."""
        chosen = self.when.dateTime()
        day, time = chosen.date(), chosen.time()
        when = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())
        self.office.move_due(self.duty.pack, self.duty.period, when, self.reason.text())

    def _back(self) -> None:
        self.office.move_due(self.duty.pack, self.duty.period, None)
        self.accept()
