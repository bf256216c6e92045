"""Reading in the background: a job in a worker with its own reading connection, closed when it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from db.office.office import Office
from desktop.work import tasks

STEPS = 20_000  # SQLite VM instructions between two checks for cancellation


def read(office: Office, job: Callable[[Any], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> tasks.Task:
    """Run `job(connection)` in a worker, then `done` or `failed` on the GUI thread. Cancelling interrupts a running query."""

    def work(task: tasks.Task) -> Any:
        conn = office.reading()
        conn.set_progress_handler(lambda: int(task.cancelled), STEPS)
        try:
            return job(conn)
        finally:
            conn.close()

    return tasks.run(work, done, failed)


class Latest(QObject):
    """Repeats a read after changes, debounced; only the result of the latest read is delivered."""

    def __init__(self, start: Callable[[], tasks.Task | None], pause: int = 300, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._task: tasks.Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.now)

    def soon(self, *_: object) -> None:
        """Start after a short time without further changes."""
        self._timer.start()

    def now(self) -> None:
        """Start at once."""
        self.stop()
        self._task = self._start()

    def stop(self) -> None:
        """Cancel a pending or running read."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
