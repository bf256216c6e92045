"""The questions of the level above about this return, and why it came back; the answers go up with the next return."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.messages import Trouble
from db.received import compare, questions
from db.received.questions import About, Owed, Question
from db.values.dates import show_moment
from desktop.widgets import dialogs, look
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import sentence, tr
from desktop.words.names import place
from desktop.work.session import Session

HIGH = 160  # px at 100 %: more is scrolled, the paper below stays in sight


class Questions(QFrame):
    """Hidden while there are no questions; `answered` after each answer."""

    answered = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("asked")
        self.setProperty("kind", "card")
        self.area = Scrolled()
        outer, side = QVBoxLayout(self), look.px(8)
        outer.setContentsMargins(side, side, 1, side)
        outer.addWidget(self.area)
        self.buttons: list[QPushButton] = []
        session.changed.connect(lambda form: self.renew() if form is None else None)
        session.moved.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show the questions about the current programme and period."""
        self.buttons = []
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(look.px(4), 0, look.px(8), 0)
        column.setSpacing(look.px(4))
        pack, period, office = self.session.pack, self.session.period, self.session.office
        thread = questions.thread(office.db.conn, office.unit_at(period.last).code, pack.id, period.label) if pack else []
        for question in sorted(thread, key=lambda question: not question.open):  # those without an answer first
            column.addWidget(self._line(question))
        self.area.setWidget(lines)
        self.setVisible(bool(thread))
        self._fit()

    def owed(self, version: int) -> Owed:
        """The answers still owed to the level above while `version` is the newest."""
        pack, period, office = self.session.pack, self.session.period, self.session.office
        return questions.owed(office.db.conn, office.unit_at(period.last).code, pack.id, period.label, version) if pack else Owed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the newly wrapped texts."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the questions are, up to a limit."""
        lines = self.area.widget()
        self.area.setFixedHeight(min(max(lines.heightForWidth(self.area.viewport().width()), 0), look.px(HIGH)))

    def _line(self, question: Question) -> QWidget:
        title = tr("质询") if question.kind == "questioned" else tr("退回")
        where = self._place(question.about)
        text = tr("{title}（第 {version} 版）{where}：{text}", title=title, version=question.version, where=where, text=question.text)
        if question.answers:
            text += "　" + tr("已答：{text}", text=question.answers[-1].text)
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)  # it comes from a file
        label.setWordWrap(True)
        label.setToolTip(look.tip(f"{question.who} {show_moment(question.at)}"))
        button = QPushButton(tr("答复…") if question.open else tr("补充答复…"))
        button.setObjectName("answerQuestion")
        button.clicked.connect(partial(self._answer, question))
        self.buttons.append(button)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(8))
        row.addWidget(label, 1)
        row.addWidget(button)
        return line

    def _place(self, about: About) -> str:
        """The cell a question is about, a ledger's row by its name."""
        pack, office, period = self.session.pack, self.session.office, self.session.period
        form = next((form for form in pack.forms if form.id == about.form), None) if pack else None
        record = office.record(form, period, about.row) if form is not None and not form.fixed and about.row else None
        return place(pack, about, compare.row_name(form, about.row, record.cells) if form and record else "") if pack else ""

    def _answer(self, question: Question, _checked: bool = False) -> None:
        pack, period, office = self.session.pack, self.session.period, self.session.office
        text = dialogs.ask_text(self, tr("答复"), tr("答复：{text}", text=question.text))
        if pack is None or text is None:
            return
        try:
            questions.answer(office.db, office.who, office.unit_at(period.last).code, pack.id, period.label, question.key, text)
        except Trouble as trouble:
            dialogs.tell(self, sentence(trouble))
            return
        self.renew()
        self.answered.emit()
