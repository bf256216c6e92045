"""Which input method there is, what Qt is told, whether Chinese can be typed, and what is said where it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QTextBrowser

from db.office.office import create
from desktop.words import i18n
from desktop.work import input_method, settings
from desktop.work.input_method import FCITX5, IBUS, PORTAL, Bus, InputMethodChoice, choose

FCITX4 = "org.fcitx.Fcitx-0"
FCITX_DESKTOP = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx", "GTK_IM_MODULE": "fcitx"}
ONE_BY_ONE = {"IBUS_ENABLE_SYNC_MODE": "1"}  # each key waits for the answer to the one before
IBUS_DESKTOP = {"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=ibus"}
WAYLAND = {"XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0"}
BARE = Bus(frozenset({"org.freedesktop.DBus"}))
WHEEL = frozenset({"ibus", "compose", "qtvirtualkeyboard", "xim"})  # the last is a name of compose, which composes accents only


@pytest.fixture(autouse=True)
def unsettled(monkeypatch):
    """What one test settles is not the next one's."""
    monkeypatch.setattr(input_method, "_chosen", InputMethodChoice("", "system"))


def bus(*running: str, startable: tuple[str, ...] = ()) -> Bus:
    return Bus(frozenset({"org.freedesktop.DBus", *running}), frozenset(startable))


TABLE = {
    # the portal: fcitx5 answers it, and ibus since 1.5.17
    "fcitx5": (FCITX_DESKTOP, bus(FCITX5, PORTAL, IBUS, FCITX4), {}, ("fcitx5", "ibus portal", "")),
    "fcitx5, nothing set": ({}, bus(FCITX5, PORTAL, IBUS, FCITX4), {}, ("fcitx5", "ibus portal", "")),
    "ibus": (IBUS_DESKTOP, bus(IBUS, PORTAL), {}, ("ibus", "ibus portal", "")),
    "ibus, Wayland": ({**IBUS_DESKTOP, **WAYLAND}, bus(IBUS, PORTAL), {}, ("ibus", "ibus portal", "")),
    # ibus without the portal: by its address file
    "old ibus": (IBUS_DESKTOP, BARE, {"direct": True}, ("ibus", "ibus", "")),
    "old ibus, nothing set": ({}, BARE, {"direct": True}, ("ibus", "ibus", "")),
    "ibus, no session bus": (IBUS_DESKTOP, None, {"direct": True}, ("ibus", "ibus", "")),
    "ibus out of reach": (IBUS_DESKTOP, bus(IBUS), {}, ("ibus", "as set", "unreached")),
    # fcitx5 that does not answer for ibus
    "fcitx5 without ibus frontend": (FCITX_DESKTOP, bus(FCITX5, FCITX4), {}, ("fcitx5", "as set", "frontend")),
    # fcitx 4
    "fcitx 4": (FCITX_DESKTOP, bus(FCITX4), {}, ("fcitx 4", "as set", "fcitx4")),
    "fcitx 4, nothing set": ({}, bus("org.fcitx.Fcitx"), {}, ("fcitx 4", "as set", "fcitx4")),
    "fcitx 4, Wayland": ({**FCITX_DESKTOP, **WAYLAND}, bus(FCITX4), {}, ("fcitx 4", "as set", "fcitx4")),
    "fcitx 4 and ibus": (FCITX_DESKTOP, bus(FCITX4, IBUS, PORTAL), {}, ("fcitx 4", "ibus portal", "fcitx4")),
    "ibus and fcitx 4": (IBUS_DESKTOP, bus(FCITX4, IBUS, PORTAL), {}, ("ibus", "ibus portal", "")),
    "fcitx 4 with a plugin": (FCITX_DESKTOP, bus(FCITX4), {"plugins": WHEEL | {"fcitx"}}, ("fcitx 4", "fcitx", "")),
    "fcitx5 with a plugin": (FCITX_DESKTOP, bus(FCITX5), {"plugins": WHEEL | {"fcitx", "fcitx5"}}, ("fcitx5", "fcitx", "")),
    # installed and not running
    "fcitx5 not running": (FCITX_DESKTOP, bus(startable=(FCITX5,)), {}, ("fcitx5", "as set", "stopped")),
    "fcitx not running": (FCITX_DESKTOP, BARE, {}, ("fcitx", "as set", "stopped")),
    "ibus not running": (IBUS_DESKTOP, bus(startable=(IBUS, PORTAL)), {}, ("ibus", "as set", "stopped")),
    "fcitx5 not running, nothing set": ({}, bus(startable=(FCITX5,)), {}, ("fcitx5", "as set", "stopped")),
    # what Qt has no plugin for
    "XIM": ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=SCIM"}, BARE, {}, ("SCIM", "as set", "module")),
    "XIM of fcitx 4": ({"QT_IM_MODULE": "xim", "XMODIFIERS": "@im=fcitx"}, bus(FCITX4), {}, ("fcitx 4", "as set", "fcitx4")),
    "XIM alone": ({"QT_IM_MODULE": "xim"}, BARE, {}, ("xim", "as set", "module")),
    "of a maker": ({"QT_IM_MODULE": "huayupy"}, BARE, {}, ("huayupy", "as set", "module")),
    "of a maker, with a plugin": ({"QT_IM_MODULE": "huayupy"}, BARE, {"plugins": WHEEL | {"huayupy"}}, ("", "huayupy", "")),
    # nothing
    "nothing": ({}, BARE, {}, ("", "as set", "none")),
    "compose asked": ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=none"}, BARE, {}, ("", "as set", "none")),
    "no session bus": (FCITX_DESKTOP, None, {}, ("fcitx", "as set", "no bus")),
    "no session bus, nothing set": ({}, None, {}, ("", "as set", "no bus")),
    # Wayland: the compositor hands the input method on, unless the desktop asks for another way
    "Wayland": (WAYLAND, BARE, {}, ("", "wayland", "")),
    "Wayland, ibus": (WAYLAND, bus(IBUS), {}, ("ibus", "wayland", "")),
    "Wayland, fcitx5": (WAYLAND, bus(FCITX5), {}, ("fcitx5", "wayland", "")),
    "Wayland, a list": ({**WAYLAND, "QT_IM_MODULES": "wayland;fcitx;ibus"}, bus(FCITX5), {}, ("fcitx5", "wayland", "")),
    "Wayland, another asked": ({**WAYLAND, "QT_IM_MODULE": "xim"}, BARE, {}, ("xim", "as set", "module")),
    "Wayland, run in X": ({**WAYLAND, "QT_QPA_PLATFORM": "xcb"}, BARE, {}, ("", "as set", "none")),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_what_is_chosen(case):
    environment, names, more, wanted = TABLE[case]
    found = choose(environment, names, **{"plugins": WHEEL, **more})
    assert (found.framework, found.module, found.trouble) == wanted
    assert found.can_type is (not wanted[2])


SENTENCES = {
    "fcitx4": "fcitx 4",
    "frontend": "IBus 前端",
    "unreached": "ibus",
    "stopped": "没有运行",
    "module": "xim",
    "none": "没有找到输入法",
    "no bus": "D-Bus",
}


@pytest.mark.parametrize("trouble", SENTENCES)
def test_what_is_said(qapp, trouble):
    framework = {"fcitx4": "fcitx 4", "frontend": "fcitx5", "unreached": "ibus", "stopped": "fcitx5", "module": "xim"}.get(trouble, "")
    said = input_method.sentence(InputMethodChoice(framework, "as set", trouble))
    assert SENTENCES[trouble] in said
    assert "打不出中文" in said


def test_nothing_is_said_where_chinese_can_be_typed(qapp):
    assert input_method.sentence(InputMethodChoice("fcitx5", "ibus portal")) == ""


# --- what Qt is told


@pytest.mark.parametrize(
    ("module", "before", "after"),
    [
        ("ibus portal", {"QT_IM_MODULE": "fcitx"}, ONE_BY_ONE | {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}),
        # Qt 6.7: the list goes first
        ("ibus portal", {"QT_IM_MODULES": "wayland;fcitx"}, ONE_BY_ONE | {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}),
        # Qt asks only whether it is set
        ("ibus", {"QT_IM_MODULES": "fcitx", "IBUS_USE_PORTAL": "0"}, ONE_BY_ONE | {"QT_IM_MODULE": "ibus"}),
        ("ibus", {"IBUS_ENABLE_SYNC_MODE": "0"}, {"QT_IM_MODULE": "ibus", "IBUS_ENABLE_SYNC_MODE": "0"}),
        ("fcitx", {"QT_IM_MODULES": "fcitx;ibus"}, {"QT_IM_MODULE": "fcitx"}),
        ("wayland", {"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;fcitx"}),
        ("as set", {"QT_IM_MODULE": "xim"}, {"QT_IM_MODULE": "xim"}),
    ],
)
def test_what_qt_is_told(module, before, after):
    input_method.tell_qt(InputMethodChoice("", module), before)
    assert before == after


# --- what is looked at


def test_other_systems_and_tests_without_a_screen_are_left_alone(monkeypatch):
    monkeypatch.setattr(input_method, "session_bus", lambda: pytest.fail("nobody asks"))
    assert input_method.settle("win32", {}).module == "system"
    assert input_method.settle("darwin", {}).module == "system"
    assert input_method.settle("linux", {"QT_QPA_PLATFORM": "offscreen:configfile=x"}).module == "system"


def test_without_a_bus_nobody_is_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(input_method, "_ask_the_bus", lambda: pytest.fail("nobody asks"))
    assert input_method.settle("linux", {"QT_IM_MODULE": "fcitx", "XDG_CONFIG_HOME": str(tmp_path)}).trouble == "no bus"


def test_the_bus_is_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(input_method, "_ask_the_bus", lambda: bus(FCITX5, PORTAL))
    known = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/x", "QT_IM_MODULE": "fcitx", "XDG_CONFIG_HOME": str(tmp_path)}
    assert input_method.settle("linux", known).can_type
    assert (known["QT_IM_MODULE"], known["IBUS_USE_PORTAL"]) == ("ibus", "1")
    assert input_method.chosen().framework == "fcitx5"


@pytest.mark.parametrize(
    ("text", "alive"),
    [
        ("# written by ibus\nIBUS_ADDRESS=unix:abstract=/x,guid=1\nIBUS_DAEMON_PID=OWN\n", True),
        ("IBUS_ADDRESS=unix:abstract=/x,guid=1\nIBUS_DAEMON_PID=999999999\n", False),
        ("IBUS_ADDRESS=unix:abstract=/x,guid=1\n", False),
        ("IBUS_ADDRESS=\nIBUS_DAEMON_PID=OWN\n", False),
        ("IBUS_ADDRESS=x\nIBUS_DAEMON_PID=many\n", False),
        ("IBUS_ADDRESS=x\nIBUS_DAEMON_PID=-1\n", False),
        ("", False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="ibus is of Linux")
def test_the_address_file_of_ibus(tmp_path, text, alive):
    (tmp_path / "file").write_text(text.replace("OWN", str(os.getpid())))
    assert input_method.alive(tmp_path / "file") is alive
    assert not input_method.alive(tmp_path / "none")


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"DISPLAY": ":0"}, "m-unix-0"),
        ({"DISPLAY": ":95.0"}, "m-unix-95"),
        ({"DISPLAY": "host:10.0"}, "m-host-10"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "m-unix-wayland-0"),
        ({}, "m-unix-"),
    ],
)
def test_where_ibus_writes_its_address(tmp_path, environment, name):
    known = {**environment, "XDG_CONFIG_HOME": str(tmp_path)}
    assert input_method.address_file(known, "m") == tmp_path / "ibus" / "bus" / name
    assert input_method.address_file({"IBUS_ADDRESS_FILE": "/there"}, "m").as_posix() == "/there"


def test_what_plugins_there_are():
    assert input_method.plugins({}) >= {"ibus", "compose"} if os.name != "nt" else True


def test_a_plugin_of_another_qt_does_not_count(tmp_path):
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitxplatforminputcontextplugin-qt6.so").write_bytes(b"\x7fELF")
    assert "fcitx" not in input_method.plugins({"QT_PLUGIN_PATH": str(tmp_path)})


# --- a real session bus

ON_A_BUS = """
import sys
from PySide6.QtDBus import QDBusConnection
from desktop.work import input_method
for name in sys.argv[1:]:
    assert QDBusConnection.sessionBus().registerService(name)
print(input_method.settle("linux"))
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="no dbus-run-session here")
@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ("unknown through as set, none", "fcitx5 through as set, stopped")),  # by what is installed here
        ((FCITX5, PORTAL), ("fcitx5 through ibus portal, Chinese can be typed",)),
        ((IBUS,), ("ibus through as set, unreached",)),
        ((FCITX4,), ("fcitx 4 through as set, fcitx4",)),
    ],
)
def test_on_a_real_bus(tmp_path, names, said):
    known = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "WAYLAND", "XDG_", "XMODIFIERS", "DBUS"))}
    known |= {"XDG_DATA_DIRS": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TAIZHANG_SETTINGS": str(tmp_path / "own.ini")}
    command = ["dbus-run-session", "--", sys.executable, "-c", ON_A_BUS, *names]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() in said


# --- the window says it, once


@pytest.fixture
def fcitx4(monkeypatch):
    monkeypatch.setattr(input_method, "_chosen", InputMethodChoice("fcitx 4", "as set", "fcitx4"))


@pytest.fixture
def office_file(tmp_path, catalogue):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    return file


def test_it_is_said_and_the_help_is_a_button_away(qtbot, program, office_file, fcitx4):
    program.start(office_file)
    window = program.window
    assert window.notices.isVisible()
    assert "fcitx 4" in window.notices.texts()[0]
    qtbot.mouseClick(window.notices.button("input_method", "look"), Qt.MouseButton.LeftButton)
    assert window.page == "guide"
    assert not window.notices.isVisible()
    text = window.page_of("guide").text
    qtbot.waitUntil(lambda: text.textCursor().block().text() == "输入法", timeout=30_000)
    assert text.cursorForPosition(QPoint(0, 10)).block().text() == "输入法", "the chapter is at the top"


def test_it_is_said_once_for_one_situation(program, office_file, fcitx4, monkeypatch):
    program.start(office_file)
    program.window.notices.button("input_method", "done").click()
    program._rebuild()
    assert not program.window.notices.isVisible()
    monkeypatch.setattr(input_method, "_chosen", InputMethodChoice("ibus", "as set", "stopped"))
    program._rebuild()
    assert program.window.notices.isVisible(), "another situation"


def test_it_is_said_again_after_a_time_when_it_worked(program, office_file, fcitx4, monkeypatch):
    input_method.remember()
    assert input_method.news() == ""
    with monkeypatch.context() as better:
        better.setattr(input_method, "_chosen", InputMethodChoice("fcitx5", "ibus portal"))
        assert input_method.news() == ""
    assert "fcitx 4" in input_method.news()


def test_it_stays_until_it_is_answered(program, office_file, fcitx4):
    program.start(office_file)
    program._rebuild()
    assert program.window.notices.isVisible()


@pytest.mark.parametrize("back", ["key", "button"])
def test_the_start_window_says_it_too(qtbot, program, fcitx4, back):
    """The name of an office is Chinese, too."""
    program.start()
    start = program.start_window
    qtbot.mouseClick(start.notices.button("input_method", "look"), Qt.MouseButton.LeftButton)
    text = start.findChild(QTextBrowser, "guideText")
    qtbot.waitUntil(lambda: text.textCursor().block().text() == "输入法", timeout=30_000)
    if back == "key":
        qtbot.keyClick(text, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(start.findChild(QPushButton, "guideBack"), Qt.MouseButton.LeftButton)
    assert start.stack.currentWidget() is start.start


def test_where_chinese_can_be_typed_nothing_is_said(program, office_file):
    program.start(office_file)
    assert not program.window.notices.isVisible()


# --- the help


@pytest.mark.parametrize(("language", "title"), [("zh", "输入法"), ("en", "Input methods")])
def test_the_help_has_the_chapter_and_says_what_was_chosen(qtbot, dressed, fcitx4, language, title):
    from desktop.guide.page import GuidePage

    settings.put("language", language)
    i18n.use(language)
    assert i18n.tr("输入法") == title
    page = GuidePage()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    page.arrive(title)
    qtbot.waitUntil(lambda: page.text.textCursor().block().text() == title, timeout=30_000)
    assert input_method.sentence(input_method.chosen()) in page.text.toPlainText()
    assert "{input_method}" not in page.text.toPlainText()
