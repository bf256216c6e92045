"""The window: pages by key and button, the period, the status line, closing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QToolButton

from db.office.writing import Edit
from db.periods.report_period import parse
from db.returns import finalise
from db.values.cell import value
from desktop.shell.window import Window
from desktop.widgets import look
from desktop.work import settings

PAGES = ["inbox", "entry", "handoff", "packs", "preferences"]


@pytest.mark.parametrize(("number", "page"), list(enumerate(PAGES, 1)))
def test_pages_by_key(qtbot, window, number, page):
    qtbot.keyClick(window, Qt.Key(int(Qt.Key.Key_0) + number), Qt.KeyboardModifier.ControlModifier)
    assert window.page == page
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == [page]


def test_pages_by_button_and_help(qtbot, window):
    qtbot.mouseClick(window.findChild(QToolButton, "go_packs"), Qt.MouseButton.LeftButton)
    assert window.page == "packs"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.page == "guide"
    assert "校验码" in window.page_of("guide").text.toPlainText()


def test_the_period_moves(qtbot, window, session):
    qtbot.mouseClick(window.top.earlier, Qt.MouseButton.LeftButton)
    assert session.period.label == "2026-09"
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert session.period.label == "2026-10"
    session.office.begin(session.pack, parse("2026-09"))
    window.top._fill_periods()
    labels = [action.text() for action in window.top.period.menu().actions()]
    assert labels == ["2026年12月", "2026年11月", "2026年10月", "2026年9月"]
    window.top.period.menu().actions()[3].trigger()
    assert session.period.label == "2026-09"
    assert window.top.period.text() == "2026年9月 ▾"


def test_a_programme_that_ended_says_so_and_lists_its_own_periods(window, session, office, catalogue):
    industry = catalogue.pack("industrial-green-145")
    office.enable([*(pack.id for pack in office.packs), industry.id])
    office.begin(industry, parse("2025-10"))
    window.top._fill_programmes()
    titles = [action.text() for action in window.top.programme.menu().actions()]
    assert [title for title in titles if "已结束" in title] == [f"{industry.title}（已结束）"]
    session.look_at(industry, parse("2026-02"))
    window.top._fill_periods()
    labels = [action.text() for action in window.top.period.menu().actions()]
    assert labels == ["2026年2月", "2025年12月", "2025年11月", "2025年10月"]


def test_the_programme_is_chosen_in_the_bar(window, session):
    window.top._fill_programmes()
    other = next(action for action in window.top.programme.menu().actions() if not action.isChecked())
    other.trigger()
    assert session.pack.title == other.text()
    assert window.top.programme.text() == f"{session.pack.short} ▾"


def test_the_status_line_says_what_a_correction_of_the_past_reaches(window, session, urban, office, finish, october):
    form = urban.form("tasks")
    session.save([Edit(form, october.next, "A1", "next_steps", value("十一月"))])
    assert not window.status.later.isVisible()
    finish(october)
    finalise.finalise(office, urban, october)
    session.save([Edit(form, october.previous, "A1", "person", value("王某"))])
    assert window.status.later.isVisible()
    text = window.status.later.text()
    assert "已定稿的2026年10月第 1 版要重新定稿" in text
    assert office.record(form, october.next, "A1").value("person") == "王某"
    session.look_at(period=october)
    assert not window.status.later.isVisible()


def test_the_status_line_says_what_was_saved_and_what_is_wrong(qtbot, window, session, urban):
    form = urban.form("tasks")
    session.save([Edit(form, session.period, "A1", "status", value("滞后"))])
    assert window.status.saved.text().startswith("✓ 已保存 ")
    qtbot.waitUntil(lambda: "必须改" in window.status.problems.text(), timeout=30_000)
    qtbot.mouseClick(window.status.problems, Qt.MouseButton.LeftButton)
    assert window.page == "entry"


def test_without_packs_there_is_nothing_to_fill(window, session, office):
    office.enable([])
    session.pack = None
    session.refresh()
    assert not window.rail.buttons["entry"].isEnabled()
    assert not window.rail.buttons["handoff"].isEnabled()
    assert window.rail.buttons["packs"].isEnabled()


def test_a_narrow_window_keeps_the_words_under_the_icons(window):
    window.resize(1000, 700)
    assert window.rail.buttons["inbox"].toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    window.resize(1366, 768)
    assert window.rail.buttons["inbox"].toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def test_closing_remembers_the_place(qtbot, window):
    with qtbot.waitSignal(window.closed):
        window.close()
    assert settings.get("window")


def test_people_from_the_menu(qtbot, window):
    window.actions_["people"].trigger()
    assert window.page == "preferences"
    assert window.page_of("preferences").people.fields["preparer"].hasFocus() or not window.isActiveWindow()


@pytest.mark.parametrize("page", ["inbox", "handoff", "packs", "preferences", "guide"])
def test_every_control_has_a_name(qtbot, window, page):
    QAccessible.setActive(True)
    window.go(page)
    if page == "inbox":
        qtbot.waitUntil(lambda: bool(window.page_of("inbox").rows), timeout=30_000)
    unnamed = []
    for kind in (QAbstractButton, QLineEdit):
        for control in window.findChildren(kind):
            if control.isVisible() and not control.objectName().startswith("qt_"):
                found = QAccessible.queryAccessibleInterface(control)
                if not found.text(QAccessible.Text.Name):
                    unnamed.append(control)
    assert not unnamed


@pytest.mark.parametrize("percent", look.SCALES)
def test_every_page_fits_a_small_screen(qtbot, session, percent):
    look.use_scale(percent)
    window = Window(session)
    window.setWindowState(Qt.WindowState.WindowNoState)
    qtbot.addWidget(window)
    for page in PAGES:
        window.go(page)
        window.resize(1366, 720)
        window.show()
    assert window.width() <= 1366
    assert window.height() <= 720
    window.close()
    for button in window.findChildren(QPushButton):
        assert button.objectName() != "dutyAct" or button.isVisibleTo(window)
