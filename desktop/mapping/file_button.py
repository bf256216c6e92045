"""A button that looks at a file beside the window before its box opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton

from desktop.work import tasks


class FileButton(QPushButton):
    """`open` is the act; `failed` takes what could not be read. While a file is looked at the button is off."""

    def __init__(self, text: str, name: str, tip: str, failed: Callable[[BaseException], None]) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setToolTip(tip)
        self._failed = failed
        self._job: tasks.Task | None = None
        self.clicked.connect(lambda _checked=False: self.open())

    def open(self) -> None:
        """Look, then ask."""
        raise NotImplementedError

    def look(self, job: Callable[[tasks.Task], Any], done: Callable[[Any], None]) -> None:
        """Run `job` in a worker, `done` with its answer."""
        self.setEnabled(False)
        self._job = tasks.run(job, done, self._on_failed)

    def rest(self) -> None:
        """The answer is there."""
        self._job = None
        self.setEnabled(True)

    def stop(self) -> None:
        """Wait for nothing more."""
        if self._job is not None:
            self._job.cancel()
            self.rest()

    def _on_failed(self, fault: BaseException) -> None:
        self.rest()
        self._failed(fault)
