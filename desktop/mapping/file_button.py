"""A button that reads a file in a worker before its box opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton

from desktop.work import tasks


class FileButton(QPushButton):
    """`open` is the act; `failed` gets the fault if the file cannot be read. The button is disabled while the file is read."""

    def __init__(self, text: str, name: str, tip: str, failed: Callable[[BaseException], None]) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setToolTip(tip)
        self._failed = failed
        self._job: tasks.Task | None = None
        self.clicked.connect(lambda _checked=False: self.open())

    def open(self) -> None:
        """Read the file, then open the box."""
        raise NotImplementedError

    def look(self, job: Callable[[tasks.Task], Any], done: Callable[[Any], None]) -> None:
        """Run `job` in a worker, then `done` with its result."""
        self.setEnabled(False)
        self._job = tasks.run(job, done, self._on_failed)

    def rest(self) -> None:
        """The job ended: enable the button."""
        self._job = None
        self.setEnabled(True)

    def stop(self) -> None:
        """Cancel a running job."""
        if self._job is not None:
            self._job.cancel()
            self.rest()

    def _on_failed(self, fault: BaseException) -> None:
        self.rest()
        self._failed(fault)
