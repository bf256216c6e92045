"""The application: which door, which window, and the crash page."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from db.office.office import create
from desktop import __main__ as door, app
from desktop.shell import crash_page
from desktop.widgets import look
from desktop.work import settings


@pytest.mark.parametrize(
    ("arguments", "window"),
    [([], True), (["市南区.taizhang"], True), (["check", "x.taizhang"], False), (["demo"], False), (["--help"], False), (["chekc"], False)],
)
def test_the_door(monkeypatch, arguments, window):
    gone = []
    monkeypatch.setattr("desktop.app.run", lambda file=None: gone.append(True) or 0)
    monkeypatch.setitem(sys.modules, "desktop.cli.command_line", type(sys)("command_line"))
    sys.modules["desktop.cli.command_line"].main = lambda given: gone.append(False) or 2
    assert door.main(arguments) == (0 if window else 2)
    assert gone == [window]


def test_heavy_libraries_wait_until_they_are_used():
    heavy = ("openpyxl", "reportlab", "pypdfium2", "lxml", "sqlite_utils", "python_calamine")
    code = f"import desktop.app, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_last_file_the_start_window_comes(program):
    program.start()
    assert program.start_window.isVisible()
    assert program.window is None


def test_the_last_file_is_opened_again(program, tmp_path, catalogue):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    program.start(file)
    assert program.window.isVisible()
    assert settings.get("last") == str(file)
    program.window.close()
    program.close_office()
    program.start()
    assert program.office.path == file


def test_a_file_that_does_not_open_is_said_on_the_start_window(program, tmp_path):
    program.start(tmp_path / "没有.taizhang")
    assert "没有文件" in program.start_window.start.fault.text()


def test_everything_is_where_it_was_after_closing(qtbot, program, tmp_path, catalogue):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    program.start(file)
    look.use_scale(125)
    app.dress(program.app)
    program.window.go("entry")
    page = program.window.page_of("entry")
    page.grid.heads.resizeSection(2, 333)
    program.window.setWindowState(Qt.WindowState.WindowNoState)
    program.window.resize(960, 655)  # within the screen of the tests
    program.window.close()
    program.close_office()
    look.renew()
    program.start()
    assert program.office.path == file
    program.window.go("entry")
    assert look.scale() == 125
    assert abs(program.window.page_of("entry").grid.columnWidth(2) - 333) <= 1
    assert (program.window.width(), program.window.height()) == (960, 655)


@pytest.mark.parametrize("fault", ["twice", "corrupt", "newer"])
def test_files_that_do_not_open_tell_why(program, tmp_path, catalogue, fault):
    file = tmp_path / "甲.taizhang"
    office = create(file, catalogue, "370202", ["urban-renewal-3yr"])
    words = {"twice": "打开", "corrupt": "甲.taizhang", "newer": "更新"}[fault]
    if fault == "newer":
        office.db.conn.execute("PRAGMA user_version = 99")
        office.db.conn.commit()
    if fault != "twice":
        office.close()
    if fault == "corrupt":
        data = bytearray(file.read_bytes())
        data[5000:40000] = b"\xff" * 35000
        file.write_bytes(bytes(data))
    try:
        program.start(file)
        assert program.window is None
        text = program.start_window.start.fault.text()
        assert text.startswith("✕ ")
        assert words in text, text
    finally:
        if fault == "twice":
            office.close()


def test_another_size_or_language_makes_a_new_window(qtbot, program, tmp_path, catalogue):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    program.start(file)
    old = program.window
    old.go("preferences")
    qtbot.mouseClick(old.page_of("preferences").findChild(QPushButton, "language_en"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: program.window is not old, timeout=30_000)
    assert program.window.page == "preferences"
    assert program.window.actions_["inbox"].text() != "本期任务"
    assert program.office.setting("unit") == "370202"
    program.window.actions_["other"].trigger()
    assert program.start_window.isVisible()
    assert program.office is None


@pytest.mark.logs("uncaught")
def test_what_nobody_caught_can_be_copied(qtbot, dressed):
    try:
        raise ValueError("想不到的事")
    except ValueError as fault:
        app.on_crash(type(fault), fault, fault.__traceback__)
    page = crash_page._shown[0]
    assert "想不到的事" in page.text.toPlainText()
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    assert "ValueError" in QGuiApplication.clipboard().text()
    page.close()
    page.deleteLater()
    crash_page._shown.clear()
