"""The list of units at the bottom of the page 收报: who has reported, and the acts on a return: view, return, ask, papers, remind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.messages import Trouble
from db.overview import completeness
from db.overview.completeness import Arrival
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import questions
from db.received.questions import About
from db.values.dates import show_moment
from desktop.intake import receipt_files
from desktop.intake.paper_check import PaperCheck
from desktop.widgets import dialogs, look
from desktop.widgets.heading import ButtonRow, act
from desktop.widgets.listing import Listing
from desktop.widgets.question_box import QuestionBox
from desktop.words.i18n import tr
from desktop.words.verdicts import COLOURS, arrival_shown
from desktop.work import tasks
from desktop.work.background_read import Latest, read
from desktop.work.session import Session


class UnitList(QWidget):
    """`summarised(line)` for the head of the page, `succeeded(text)` after an act, `failed(fault)`, `review_wanted(unit)` to see a return.

    Acts are on `pack_and_period`, the programme and period of the list shown.
    """

    summarised = Signal(str)
    failed = Signal(object)
    succeeded = Signal(str)
    review_wanted = Signal(str)

    def __init__(self, session: Session, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._now = session, now
        self.arrivals: list[Arrival] = []
        self.pack_and_period: tuple[Pack, Period] | None = None
        self._wanted = ""  # the unit to choose once the list is filled
        self._lay_out()
        self._latest = Latest(self._ask, parent=self)
        session.changed.connect(self._latest.soon)
        session.moved.connect(self._on_moved)
        self.setFocusProxy(self.units)

    def _lay_out(self) -> None:
        head = (tr("单位"), tr("报送情况"), tr("版"), tr("收到"), tr("校验码"), tr("质询"))
        self.units = Listing("intakeUnits", tr("各单位报送情况"), head, (0, 176, 56, 168, 128, 64))
        self.units.cellActivated.connect(lambda _row, _column: self._on_look())
        self.units.currentCellChanged.connect(lambda *_: self._enable())
        title = QLabel(tr("各单位报送情况"))
        title.setProperty("kind", "heading")
        title.setMinimumWidth(title.sizeHint().width())
        self.acts = ButtonRow()
        head_row = QHBoxLayout()
        head_row.setSpacing(look.px(8))
        head_row.addWidget(title, 1)
        head_row.addWidget(self.acts)
        acts = self.acts.row
        self.look = act(acts, tr("查看…"), "intakeLook", self._on_look)
        self.back = act(acts, tr("退回…"), "intakeReturn", self._on_return)
        self.ask = act(acts, tr("质询…"), "intakeAsk", self._on_ask)
        self.check = act(acts, tr("核对纸面…"), "intakeCheck", self._on_check)
        self.paper = act(acts, tr("回执…"), "intakeReceipt", self._on_receipt)
        self.changes = act(acts, tr("更正说明…"), "intakeChanges", self._on_changes)
        self.remind = act(acts, tr("复制催报文字"), "intakeRemind", self._on_remind)
        self.list = act(acts, tr("复制情况通报"), "intakeNotice", self._on_notice)
        self.acts.may_go(self.check, self.paper, self.changes, self.remind, self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addLayout(head_row)
        column.addWidget(self.units, 1)
        self._enable()

    def _enable(self) -> None:
        came = self.chosen is not None and self.chosen.version > 0
        for button in (self.look, self.back, self.ask, self.paper, self.changes):
            button.setEnabled(came)
        for button in (self.remind, self.list):
            button.setEnabled(bool(self.arrivals))

    # --- the list

    def renew(self) -> None:
        """Reload the list."""
        self._latest.now()

    def _on_moved(self) -> None:
        """Empty the list when programme or period changes; the chosen unit will be chosen again."""
        if (arrival := self.chosen) is not None:
            self._wanted = arrival.unit.code
        self._latest.stop()
        self.pack_and_period, self.arrivals = None, []
        self.units.fill([])
        self.summarised.emit("")
        self._enable()
        self._latest.soon()

    def _ask(self) -> tasks.Task | None:
        session, moment = self.session, self._now()
        if session.pack is None or not self.isVisible():
            return None
        office, pack, period = session.office, session.pack, session.period
        show = partial(self._show, (pack, period))
        return read(office, lambda conn: completeness.arrivals(office, pack, period, moment, conn), show, self._on_failed)

    def _show(self, pack_and_period: tuple[Pack, Period], arrivals: list[Arrival]) -> None:
        """Show the arrivals."""
        self.pack_and_period, self.arrivals = pack_and_period, arrivals
        self.units.fill([(arrival.unit.code, _texts(arrival), COLOURS[arrival.word]) for arrival in arrivals])
        self._choose()
        asked = [arrival for arrival in arrivals if arrival.owed]
        done = sum(arrival.done for arrival in asked)
        missing = [arrival.unit.name for arrival in asked if not arrival.done]
        if not arrivals:
            self.summarised.emit(tr("本单位之下没有要报送的单位。"))
        elif not asked:
            self.summarised.emit(tr("这一期不用报：不在起报期和止报期之间。"))
        elif missing:
            names = tr("、").join(missing)
            self.summarised.emit(
                tr("应收 {of} 个单位，已收 {n} 个，缺 {gone} 个：{names}", of=len(asked), n=done, gone=len(missing), names=names)
            )
        else:
            self.summarised.emit(tr("应收 {of} 个单位，全部收齐", of=len(asked)))
        self._enable()

    def show_unit(self, code: str) -> None:
        """Choose a unit as soon as the list is filled."""
        self._wanted = code
        self._choose()
        self.units.setFocus()

    def _choose(self) -> None:
        at = next((n for n, arrival in enumerate(self.arrivals) if arrival.unit.code == self._wanted), None)
        if at is not None and at < self.units.rowCount():
            self.units.setCurrentCell(at, 0)
            self._wanted = ""

    @property
    def chosen(self) -> Arrival | None:
        """The chosen unit."""
        return next((arrival for arrival in self.arrivals if arrival.unit.code == self.units.chosen), None)

    # --- acts on a return

    def _received(self) -> Arrival | None:
        """The chosen unit if a return of it was received; else None, and a message is shown."""
        arrival = self.chosen
        if arrival is None or not arrival.version:
            self._on_failed(Trouble("先在下面选一个已经收到报送件的单位。"))
            return None
        return arrival

    def _on_failed(self, fault: BaseException) -> None:
        self.failed.emit(fault)

    def _on_look(self) -> None:
        if (arrival := self._received()) is not None:
            self.succeeded.emit("")
            self.review_wanted.emit(arrival.unit.code)

    def _on_return(self) -> None:
        self._write("returned")

    def _on_ask(self) -> None:
        self._write("questioned")

    def _write(self, kind: str) -> None:
        """退回 or 质询 of the whole return."""
        arrival, pack_and_period, office = self._received(), self.pack_and_period, self.session.office
        if arrival is None or pack_and_period is None:
            return
        pack, period = pack_and_period
        box = QuestionBox(kind, pack, About(), "", self, tr("{unit}　第 {version} 版", unit=arrival.unit.name, version=arrival.version))
        done = dialogs.work(box)
        box.deleteLater()
        if not done:
            return
        version_key = (office.db, office.who, arrival.unit.code, pack.id, period.label, arrival.version)
        try:
            if kind == "returned":
                questions.send_back(*version_key, [(About(), box.text)])
            else:
                questions.ask(*version_key, About(), box.text)
        except Trouble as trouble:  # nothing was written
            self._on_failed(trouble)
            return
        message = tr("✓ 已退回{unit}的第 {version} 版。") if kind == "returned" else tr("✓ 已质询{unit}的第 {version} 版。")
        self.succeeded.emit(message.format(unit=arrival.unit.name, version=arrival.version))
        self.session.refresh()
        self.renew()

    def _on_receipt(self) -> None:
        self._write_pair(tr("回执放在哪里"), receipt_files.receipt_of)

    def _on_changes(self) -> None:
        self._write_pair(tr("更正说明放在哪里"), receipt_files.changes_of)

    def _write_pair(self, title: str, make: Callable[..., list[Path]]) -> None:
        """Write a paper about the chosen unit, as PDF and workbook."""
        arrival, pack_and_period, office = self._received(), self.pack_and_period, self.session.office
        folder = dialogs.choose_folder(self, title) if arrival is not None and pack_and_period is not None else None
        if arrival is None or pack_and_period is None or folder is None:
            return
        self.succeeded.emit("")
        unit, (pack, period) = arrival.unit.code, pack_and_period
        read(office, lambda conn: make(office, pack, period, unit, folder, conn), self._on_written, self._on_failed)

    def _on_written(self, paths: list[Path]) -> None:
        self.succeeded.emit(tr("✓ 已写出 {names}", names=tr("、").join(path.name for path in paths)))

    # --- texts for the clipboard

    def _on_check(self) -> None:
        dialogs.work(PaperCheck(self.session.office, self))

    def _on_remind(self) -> None:
        if self.pack_and_period is not None:
            pack, period = self.pack_and_period
            due = self.session.office.deadline(pack, period).moment
            self._copy(completeness.reminder(pack, period, due, self.arrivals, self._now()), tr("都报齐了，不用催。"))

    def _on_notice(self) -> None:
        if self.pack_and_period is not None:
            self._copy(completeness.notice(*self.pack_and_period, self.arrivals), "")

    def _copy(self, text: str, otherwise: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
        self.succeeded.emit(tr("✓ 已复制，可以粘贴到消息里") if text else otherwise)

    def stop(self) -> None:
        """Cancel running jobs."""
        self._latest.stop()


def _texts(arrival: Arrival) -> tuple[str, ...]:
    questions = str(arrival.questions) if arrival.questions else ""
    return arrival.unit.name, arrival_shown(arrival), str(arrival.version or ""), show_moment(arrival.at), arrival.check_code, questions
