"""Jobs beside the window: answers handed out when closing, none to a page that is gone; and a program that ends whole."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from db.office import backup
from desktop.widgets import dialogs
from desktop.work import background_read, tasks

COPIES_AND_QUITS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import desktop.app as app
import desktop.entry.acts.clipboard as clipboard
import desktop.work.tasks as tasks

def act():
    window = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "window")
    for page in ("entry", "handoff", "preferences"):
        window.go(page)
    QApplication.clipboard().setMimeData(clipboard.write([["甲"]]))
    window.back_up()
    window.close() if sys.argv[2] == "close" else QApplication.quit()

QTimer.singleShot(0, act)
raise SystemExit(app.run(Path(sys.argv[1])))
"""


class Page(QObject):
    """One that remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list = []

    def on_done(self, answer: object) -> None:
        """Remember."""
        self.told.append(answer)

    def on_named(self, name: str, answer: object) -> None:
        """Remember under a name."""
        self.told.append((name, answer))


@pytest.fixture
def page(qapp):
    return Page()


def test_answers_are_handed_out_when_closing(page):
    def again(answer: object) -> None:
        tasks.run(lambda _task: 2, page.on_done, page.on_done)

    tasks.run(lambda _task: 1, again, page.on_done)
    tasks.run(lambda _task: 3, partial(page.on_named, "x"), page.on_done)
    assert tasks.finish()
    assert page.told == [("x", 3), 2]


def test_a_fault_is_an_answer(page):
    def fail(_task: tasks.Task) -> None:
        raise ValueError("x")

    tasks.run(fail, page.on_done, page.on_done)
    assert tasks.finish()
    assert isinstance(page.told[0], ValueError)


def test_a_cancelled_job_says_nothing(page):
    go = threading.Event()
    task = tasks.run(lambda _task: go.wait(10), page.on_done, page.on_done)
    assert not tasks.settle(10)
    task.cancel()
    go.set()
    assert tasks.finish()
    assert page.told == []


def test_no_answer_to_a_page_that_is_gone(page):
    told = page.told
    tasks.run(lambda _task: 1, page.on_done, page.on_done)
    tasks.run(lambda _task: 1, partial(page.on_named, "x"), page.on_done)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert tasks.finish()
    assert told == []


def test_a_box_nobody_answers_is_a_fault(qapp):
    with pytest.raises(AssertionError, match="nobody answers: 删吗"):
        dialogs.ask(None, "删吗", "删除")


@pytest.mark.parametrize("way", ["close", "quit"])
def test_the_program_ends_whole(office, own_settings, way):
    """After copying from the grid and with a backup on its way."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(own_settings.parent)}
    file = str(office.path)
    office.close()
    done = subprocess.run([sys.executable, "-c", COPIES_AND_QUITS, file, way], capture_output=True, text=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert backup.copies(office.path)


def test_what_nobody_waits_for_stops_in_the_midst_of_a_query(qapp, office):
    started, told = threading.Event(), []
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def job(conn):
        started.set()
        return conn.execute(endless).fetchone()

    task = background_read.read(office, job, told.append, told.append)
    assert started.wait(10)
    task.cancel()
    assert tasks.finish()
    assert told == []
