"""Reading beside the window: a job in a worker with a reading connection of its own, closed when it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from db.office.office import Office
from desktop.work import tasks

STEPS = 20_000  # of SQLite's machine between two looks whether anybody still waits


def read(office: Office, job: Callable[[Any], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> tasks.Task:
    """Run `job(connection)` in a worker; `done` or `failed` follows on the GUI thread. Cancelled, it stops in the midst of a query."""

    def work(task: tasks.Task) -> Any:
        conn = office.reading()
        conn.set_progress_handler(lambda: int(task.cancelled), STEPS)
        try:
            return job(conn)
        finally:
            conn.close()

    return tasks.run(work, done, failed)


class Latest(QObject):
    """Asks again after every change, waits for a quiet moment, and lets only the latest answer through."""

    def __init__(self, start: Callable[[], tasks.Task | None], pause: int = 300, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._task: tasks.Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.now)

    def soon(self, *_: object) -> None:
        """Ask when nothing has changed for a moment."""
        self._timer.start()

    def now(self) -> None:
        """Ask at once."""
        self.stop()
        self._task = self._start()

    def stop(self) -> None:
        """Forget what was asked."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
