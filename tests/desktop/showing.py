"""A page shown for a test at its usual size, and let go however the test ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.work import tasks

Page = TypeVar("Page", bound=QWidget)


@contextmanager
def shown(qtbot: QtBot, page: Page) -> Iterator[Page]:
    """`page` in front; afterwards it waits for nothing more, and what it asked for is over."""
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    try:
        yield page
    finally:
        if stop := getattr(page, "stop", None):
            stop()
        tasks.finish()
