"""The session 会话: the open office of the window, the current programme and period, and the signal `changed`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from db import clock
from db.messages import Trouble
from db.office.office import Office
from db.office.undo import PlannedAct, write, write_beside
from db.office.writing import Act, Edit
from db.packs import schedule
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from desktop.work import tasks

LARGE = 500  # cells of an act: a larger one is written in a worker


def _nothing(_act: Act | None) -> None:
    pass


def _raise(fault: BaseException) -> None:
    raise fault


class Session(QObject):
    """Emits `changed(form)` after every act (None: anything may have changed), `moved` when programme or period changes.

    `act` is emitted with the `Act` just before `changed`, for views that mark what was touched. `writing(True)` and `writing(False)`
    enclose the writing of a large act in a worker: until it ends no other act begins.
    """

    changed = Signal(object)
    act = Signal(object)
    moved = Signal()
    writing = Signal(bool)

    def __init__(self, office: Office, today: date | None = None) -> None:
        super().__init__()
        self.office = office
        self.today = today or clock.today()
        packs = office.packs
        self.pack: Pack | None = packs[0] if packs else None
        self.period = self._start_period()
        self.busy = False  # whether a large act is being written

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the office."""
        return self.office.catalogue

    def look_at(self, pack: Pack | None = None, period: Period | None = None) -> None:
        """Change the current programme or period."""
        if pack is not None:
            self.pack = pack
        if period is not None:
            self.period = period
        if self.pack is not None and self.period.type != self.pack.period_type:
            self.period = report_period.containing(self.pack.period_type, self.period.last)
        self.moved.emit()

    def save(
        self,
        changes: Sequence[Edit],
        what: str = "",
        then: Callable[[Act | None], None] = _nothing,
        failed: Callable[[BaseException], None] = _raise,
    ) -> None:
        """Write an act, then emit `changed` and call `then(act)`, or `failed(fault)`; a large act is written in a worker."""
        self._take(self.office.saving(changes, what), then, failed)

    def undo(self, then: Callable[[Act | None], None] = _nothing, failed: Callable[[BaseException], None] = _raise) -> None:
        """Undo the last act in the same way; `then(None)` if there is none."""
        self._take(self.office.undoing(), then, failed)

    def redo(self, then: Callable[[Act | None], None] = _nothing, failed: Callable[[BaseException], None] = _raise) -> None:
        """Redo the last undone act in the same way."""
        self._take(self.office.redoing(), then, failed)

    def _take(self, step: PlannedAct | None, then: Callable[[Act | None], None], failed: Callable[[BaseException], None]) -> None:
        file = self.office.path
        if self.busy:  # the window is disabled meanwhile; this is for callers that ignore it
            failed(Trouble("上一步还在写入工作库，请稍候再做一次。"))
        elif step is None:
            then(None)
        elif step.size > LARGE:
            self._write(True)
            tasks.run(lambda _task: write_beside(step, file), partial(self._on_written, step, then), partial(self._on_failed, failed))
        else:
            try:
                act = write(step, self.office.db)
            except Trouble as trouble:
                failed(trouble)
                return
            self._stands(step, then, act)

    def _on_written(self, step: PlannedAct, then: Callable[[Act | None], None], act: Act | None) -> None:
        self._write(False)
        self._stands(step, then, act)

    def _stands(self, step: PlannedAct, then: Callable[[Act | None], None], act: Act | None) -> None:
        step.stands(act)
        self._tell(act)
        then(act)

    def _on_failed(self, failed: Callable[[BaseException], None], fault: BaseException) -> None:
        self._write(False)
        failed(fault)

    def _write(self, on: bool) -> None:
        self.busy = on
        self.writing.emit(on)

    def refresh(self, form: Form | None = None) -> None:
        """Emit `changed` for a change that is no act: an import, an accepted note, a version."""
        self.changed.emit(form)

    def _tell(self, act: Act | None) -> None:
        if act is not None:
            self.act.emit(act)
            for form in act.forms:
                self.changed.emit(form)

    def _start_period(self) -> Period:
        label = self.office.setting("period")
        if label:
            return report_period.parse(label)
        if self.pack is None:
            return report_period.containing("month", self.today)
        span, period = self.office.span(self.pack), schedule.open_period(self.pack, self.today)
        return span.last if span.last is not None and period > span.last else period  # of a programme that ended its last
