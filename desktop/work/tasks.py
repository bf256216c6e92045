"""Jobs in worker threads; results are delivered on the GUI thread; a job must not touch widgets."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

ROUNDS = 5  # a delivered result may start a job that delivers a result, and so on


class Task(QObject):
    """A running job. `cancel` asks it to stop; a cancelled job delivers nothing."""

    done = Signal(object)
    failed = Signal(object)
    progress = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop and drop its result."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop; long jobs check this regularly."""
        return self._stop.is_set()


class _Job(QRunnable):
    def __init__(self, task: Task, job: Callable[[Task], Any]) -> None:
        super().__init__()
        self.task, self.job = task, job

    def run(self) -> None:
        try:
            answer = self.job(self.task)
        except BaseException as fault:  # any exception is delivered on the GUI thread
            _send(self.task.failed, fault)
        else:
            _send(self.task.done, answer)


class _Receiver(QObject):
    """Lives on the GUI thread, keeps its task alive until it has reported, and drops results nobody waits for."""

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
    """Whether the receiver of a result still exists: `act` is its method, or a `partial` of it."""
    owner = getattr(act.func if isinstance(act, partial) else act, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _send(signal: Any, value: object) -> None:
    """Emit from a worker; at exit the receiver may already be deleted."""
    try:
        signal.emit(value)
    except RuntimeError:
        return


def run(job: Callable[[Task], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> Task:
    """Run `job(task)` in a worker thread, then `done(result)` or `failed(fault)` on the GUI thread."""
    task = Task()
    _receivers.add(_Receiver(task, done, failed))
    QThreadPool.globalInstance().start(_Job(task, job))
    return task


def settle(milliseconds: int = 10_000) -> bool:
    """Wait until no job runs, before closing a file; returns whether all ended in time."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)


def finish(milliseconds: int = 10_000) -> bool:
    """Wait like `settle` and deliver the results now; returns whether none is left."""
    for _ in range(ROUNDS):
        if not settle(milliseconds):
            return False
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        if not _receivers:
            break
    return not _receivers
