"""Checking while typing: the changed row at once, the whole programme when typing rests, both in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from db.rules import engine
from db.rules.problem import ORDER, Problem
from desktop.work import tasks
from desktop.work.session import Session

REST = 400  # ms without typing before the whole programme is checked


class Checks(QObject):
    """`checked(problems)` after every check, errors first."""

    checked = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.problems: list[Problem] = []
        self._tasks: dict[str, tasks.Task] = {}
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.all)

    def soon(self) -> None:
        """Check the programme when typing rests."""
        self._timer.start()

    def all(self) -> None:
        """Check the programme now."""
        self._timer.stop()
        self._run("all", None, None)

    def row(self, form: str, row: str) -> None:
        """Check one row at once."""
        self._run("row", form, row)

    def accept(self, problem: Problem, text: str) -> None:
        """Store the note that explains a problem; an empty text removes it."""
        office, pack, period = self.session.office, self.session.pack, self.session.period
        if pack is not None:
            office.accept(pack, period, problem.form, problem.row, problem.field, problem.rule, text, problem.about)

    def stop(self) -> None:
        """Cancel the checks, before the office or the programme changes."""
        self._timer.stop()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    @property
    def busy(self) -> bool:
        """Whether a check is running or waiting."""
        return self._timer.isActive() or bool(self._tasks)

    def _run(self, name: str, form: str | None, row: str | None) -> None:
        office, pack, period = self.session.office, self.session.pack, self.session.period
        if pack is None:
            return
        if name in self._tasks:
            self._tasks[name].cancel()

        def job(task: tasks.Task) -> list[Problem]:
            conn = office.reading()
            try:
                return engine.problems(conn, pack, period, form=form, row=row)
            finally:
                conn.close()

        self._tasks[name] = tasks.run(job, partial(self._take, name, form, row), self._on_failed)

    def _take(self, name: str, form: str | None, row: str | None, answer: list[Problem]) -> None:
        self._tasks.pop(name, None)
        if row is not None:
            others = [problem for problem in self.problems if (problem.form, problem.row) != (form, row)]
            answer = sorted([*others, *answer], key=lambda problem: ORDER[problem.severity])
        self.problems = answer
        self.checked.emit(answer)

    def _on_failed(self, fault: BaseException) -> None:
        self._tasks.clear()
        raise fault
