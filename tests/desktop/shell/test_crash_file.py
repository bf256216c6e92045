"""The crash file: a fault below Python leaves its stack, offered once; a clean end, a kill and a second program leave nothing to offer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from db import clock
from db.office.office import create
from desktop.shell import crash_file, crash_page
from desktop.shell.crash_file import CrashFile
from desktop.work import input_method
from desktop.work.input_method import InputMethodChoice

STACK = "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):\n  File app.py, line 1 in run\n"
HEAD = b"taizhang v0.1.0\n"
ENDS_ITSELF = """
import sys
from PySide6.QtCore import QTimer
from desktop import app
start = app.Program.start
def start_and_end(self, file=None):
    start(self, file)
    QTimer.singleShot(0, self.app.quit)
app.Program.start = start_and_end
sys.exit(app.run())
"""


def files(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(folder.glob(pattern))


def left_by_another(folder: Path, content: bytes, minutes: int = 5) -> Path:
    """The file of a run that is no more, last written so many minutes ago."""
    file = folder / f"crash-20261101-080000-{len(files(folder))}.txt"
    file.write_bytes(content)
    then = (clock.moment() - timedelta(minutes=minutes)).timestamp()
    os.utime(file, (then, then))
    return file


# --- the file


def test_a_clean_end_leaves_nothing(tmp_path):
    run = CrashFile(tmp_path, "taizhang v0.1.0")
    assert len(files(tmp_path, "crash-*.txt")) == 1
    run.end()
    run.end()
    assert files(tmp_path) == []


def test_a_stack_is_offered_once_and_kept_for_whoever_mends_it(tmp_path):
    left_by_another(tmp_path, HEAD + STACK.encode())
    (report,) = crash_file.take_reports(tmp_path)
    assert report.startswith("taizhang v0.1.0\n")
    assert STACK in report
    assert crash_file.take_reports(tmp_path) == []
    (kept,) = files(tmp_path)
    assert kept.name.startswith("seen-crash-")


def test_without_a_stack_there_is_nothing_to_offer(tmp_path):
    """Killed, or the power went: the head alone, or not even that."""
    left_by_another(tmp_path, HEAD)
    left_by_another(tmp_path, b"\0" * 64)
    left_by_another(tmp_path, b"", minutes=0)
    assert crash_file.take_reports(tmp_path) == []
    assert len(files(tmp_path)) == 1, "the youngest may belong to a program that is starting"


def test_the_file_of_a_program_that_runs_is_its_own(tmp_path):
    run = CrashFile(tmp_path, "taizhang v0.1.0")
    (file,) = files(tmp_path)
    with file.open("a", encoding="utf-8") as writing:
        writing.write(STACK)  # even with something in it
    os.utime(file, (0, 0))
    assert crash_file.take_reports(tmp_path) == []
    assert files(tmp_path) == [file]
    run.end()


def test_only_the_newest_are_kept(tmp_path):
    for _ in range(crash_file.MOST_REPORTS + 3):
        left_by_another(tmp_path, HEAD + STACK.encode())
    crash_file.take_reports(tmp_path)
    assert len(files(tmp_path, "seen-*")) == crash_file.MOST_REPORTS


def test_bytes_that_are_no_text_are_shown_as_they_can_be(tmp_path):
    left_by_another(tmp_path, HEAD + b"Fatal \xff\xfe\n")
    (report,) = crash_file.take_reports(tmp_path)
    assert "Fatal" in report


def test_where_nothing_can_be_written_the_program_runs_without(tmp_path):
    (tmp_path / "file").write_text("")
    run = crash_file.begin(tmp_path / "file", "taizhang")
    assert run is None
    assert crash_file.take_reports(tmp_path / "file") == []


# --- the real program


def begun(tmp_path: Path, *command: str, errors: int = subprocess.DEVNULL) -> tuple[subprocess.Popen[bytes], Path]:
    """The program in a process of its own; the folder of its crash files."""
    state = tmp_path / "state"
    known = {**os.environ, "XDG_STATE_HOME": str(state), "QT_QPA_PLATFORM": "offscreen", "TAIZHANG_SETTINGS": str(tmp_path / "own.ini")}
    running = subprocess.Popen([sys.executable, *command], env=known, stderr=errors)
    return running, state / "taizhang" / "log"


def until(condition) -> None:
    """Wait for what another process does."""
    for _ in range(600):
        if condition():
            return
        Event().wait(0.1)
    raise AssertionError("it never came")


@pytest.fixture
def office_file(tmp_path, catalogue):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    return file


posix = pytest.mark.skipif(os.name == "nt", reason="signals are sent from outside only on POSIX")


@posix
@pytest.mark.parametrize("blow", ["SIGSEGV", "SIGABRT"])
def test_a_fault_below_python_leaves_its_stack(tmp_path, office_file, blow):
    running, folder = begun(tmp_path, "-m", "desktop", str(office_file))
    until(lambda: "last=" in (tmp_path / "own.ini").read_text() if (tmp_path / "own.ini").exists() else False)
    assert len(files(folder, "crash-*.txt")) == 1
    running.send_signal(getattr(signal, blow))
    assert running.wait(60) == -getattr(signal, blow)
    (report,) = crash_file.take_reports(folder)
    assert report.startswith("taizhang ")
    assert "Fatal Python error" in report
    assert "app.py" in report, "where in the program it was"


@posix
def test_who_asked_python_for_the_stack_has_it_there(tmp_path, office_file):
    running, folder = begun(tmp_path, "-X", "faulthandler", "-m", "desktop", str(office_file), errors=subprocess.PIPE)
    until(lambda: "last=" in (tmp_path / "own.ini").read_text() if (tmp_path / "own.ini").exists() else False)
    running.send_signal(signal.SIGSEGV)
    assert b"Fatal Python error" in running.communicate(timeout=60)[1]
    assert crash_file.take_reports(folder) == []


@posix
def test_a_second_program_takes_no_file_of_the_first(tmp_path, office_file):
    first, folder = begun(tmp_path, "-m", "desktop", str(office_file))
    until(lambda: files(folder, "crash-*.txt"))
    (file,) = files(folder, "crash-*.txt")
    until(lambda: file.stat().st_size > 0)
    os.utime(file, (0, 0))
    second, _ = begun(tmp_path, "-c", ENDS_ITSELF)
    assert second.wait(60) == 0
    assert files(folder, "*crash-*") == [file], "the second ended cleanly and left the first its file"
    first.send_signal(signal.SIGKILL)
    first.wait(60)
    os.utime(file, (0, 0))
    third, _ = begun(tmp_path, "-c", ENDS_ITSELF)
    assert third.wait(60) == 0
    assert files(folder, "*crash-*") == [], "killed: nothing in it, nothing to offer"


# --- the offer


@pytest.mark.parametrize("with_a_file", [True, False], ids=["window", "start window"])
def test_the_next_start_offers_it_once(qtbot, program, office_file, with_a_file):
    program.reports = [f"taizhang v0.1.0\n{STACK}"]
    program.start(office_file if with_a_file else None)
    bar = (program.window or program.start_window).notices
    assert bar.isVisible()
    assert "意外关闭" in bar.texts()[0]
    bar.button("crash", "look").click()
    page = crash_page.last_run()
    assert page is not None
    assert page.isVisible()
    assert STACK.strip() in page.text.toPlainText()
    page.copy.click()
    assert "Segmentation fault" in QGuiApplication.clipboard().text()
    assert not bar.isVisible()
    assert program.reports == []
    crash_page.close_last()


def test_the_offer_can_be_declined(program, office_file):
    program.reports = [STACK]
    program.start(office_file)
    program.window.notices.button("crash", "done").click()
    assert not program.window.notices.isVisible()
    program._rebuild()
    assert not program.window.notices.isVisible()


def test_the_buttons_are_reached_before_the_navigation(qtbot, program, office_file, monkeypatch):
    program.reports = [STACK]
    monkeypatch.setattr(input_method, "_chosen", InputMethodChoice("", "as set", "none"))
    program.start(office_file)
    window = program.window
    with qtbot.waitActive(window):
        window.activateWindow()
    focused = window.focusWidget()
    assert focused is None or not window.notices.isAncestorOf(focused), "the focus stays where it is"
    window.top.person.setFocus()
    order = []
    for _ in range(5):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        order.append(window.focusWidget().objectName())
    assert order == ["notice_crash_look", "notice_crash_done", "notice_input_method_look", "notice_input_method_done", "go_inbox"]


def test_an_offer_nobody_answered_stays_through_a_change_of_size(program, office_file):
    program.reports = [STACK]
    program.start(office_file)
    program._rebuild()
    assert program.window.notices.isVisible()


def test_nothing_is_offered_after_a_clean_end(program, office_file):
    program.start(office_file)
    assert not program.window.notices.isVisible()
