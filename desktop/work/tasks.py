"""Work off the GUI thread: one runner; results come back on the GUI thread; a job touches no widget."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

ROUNDS = 5  # of answers that start jobs that answer


class Task(QObject):
    """A running job. `cancel` asks it to stop; a cancelled job reports nothing."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop and forget its answer."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop; long jobs look now and then."""
        return self._stop.is_set()


class _Job(QRunnable):
    def __init__(self, task: Task, job: Callable[[Task], Any]) -> None:
        super().__init__()
        self.task, self.job = task, job

    def run(self) -> None:
        try:
            answer = self.job(self.task)
        except BaseException as fault:  # the edge: whatever went wrong is told on the GUI thread
            _send(self.task.failed, fault)
        else:
            _send(self.task.done, answer)


class _Receiver(QObject):
    """Lives on the GUI thread, holds its task alive until it has reported, and drops what nobody waits for any more."""

    def __init__(self, task: Task, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self.task, self._done, self._failed = task, done, failed
        task.done.connect(self.on_done, Qt.ConnectionType.QueuedConnection)
        task.failed.connect(self.on_failed, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def on_done(self, answer: Any) -> None:
        _receivers.discard(self)
        if not self.task.cancelled and _stands(self._done):
            self._done(answer)

    @Slot(object)
    def on_failed(self, fault: BaseException) -> None:
        _receivers.discard(self)
        if not self.task.cancelled and _stands(self._failed):
            self._failed(fault)


_receivers: set[_Receiver] = set()


def _stands(act: Callable[..., Any]) -> bool:
    """Whether the page an answer is for is still there: `act` is its method, or a `partial` of one."""
    owner = getattr(act.func if isinstance(act, partial) else act, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _send(signal: Any, value: object) -> None:
    """Emit from a worker; at exit the receiving side may be gone already."""
    try:
        signal.emit(value)
    except RuntimeError:
        return


def run(job: Callable[[Task], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> Task:
    """Run `job(task)` in a worker thread; `done(answer)` or `failed(fault)` follows on the GUI thread."""
    task = Task()
    _receivers.add(_Receiver(task, done, failed))
    QThreadPool.globalInstance().start(_Job(task, job))
    return task


def settle(milliseconds: int = 10_000) -> bool:
    """Wait until no job runs, for closing a file; True when all are done."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)


def finish(milliseconds: int = 10_000) -> bool:
    """Wait like `settle` and hand out the answers now, while those who asked are there; True when none is left."""
    for _ in range(ROUNDS):
        if not settle(milliseconds):
            return False
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        if not _receivers:
            break
    return not _receivers
