"""The page 收报 while things change under it: another period, a stop, files dropped meanwhile, names that look like markup."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from db.office.office import Office
from db.periods.report_period import parse
from db.received import intake_log
from desktop.exchange.book import blank_workbooks as blank_books
from desktop.exchange.intake import receive
from desktop.intake.page import IntakePage
from desktop.shell.window import Window
from desktop.widgets import dialogs
from desktop.widgets.field_box import FieldBox
from desktop.widgets.heading import Heading, PageNote
from desktop.work import tasks
from desktop.work.session import Session
from tests.upward import DISTRICTS

LONG = 30_000  # ms; two busy cores
SEPTEMBER = parse("2026-09")
MARKUP = "<b>大</b>"


@pytest.fixture
def session(two_in: Session) -> Session:
    return two_in


@pytest.fixture
def page(intake, session: Session) -> IntakePage:
    found = intake(session)
    found.unit_list.units.selectRow(0)
    return found


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Receiving waits at its first file until this is set."""
    gate, one = threading.Event(), receive._receive_file

    def slow(*given):
        gate.wait(LONG / 1000)
        return one(*given)

    monkeypatch.setattr(receive, "_receive_file", slow)
    yield gate
    gate.set()
    tasks.finish()


def click(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def dropped(page: IntakePage, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    page.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def kinds(city: Office, period: str) -> list[str]:
    return [one.kind for one in intake_log.events(city.db.conn, "works", period, DISTRICTS[0])]


def test_what_finds_no_room_is_under_more(qtbot, page) -> None:
    acts, standing = page.unit_list.acts, page.unit_list
    page.resize(1500, 700)
    qtbot.waitUntil(acts.more.isHidden)
    assert standing.list.isVisible()
    page.resize(700, 700)
    qtbot.waitUntil(acts.more.isVisible)
    assert all(one.isVisible() for one in (standing.look, standing.back, standing.ask))
    there = [one for one in acts.findChildren(QPushButton) if one.isVisible()]
    assert all(one.width() >= one.sizeHint().width() for one in there), "no word is cut"
    menu = acts.more.menu()
    menu.aboutToShow.emit()
    line = menu.actions()[-1]
    assert line.text() == standing.list.text()
    line.trigger()
    assert "已收 2 个" in page.heading.line.text()
    assert "通报" in page.note.text() or QApplication.clipboard().text()


def test_the_whole_reason_of_the_file_chosen_is_read(qtbot, page, tmp_path) -> None:
    wrong = tmp_path / "又一份.xlsx"
    wrong.write_text("x")
    with qtbot.waitSignal(page.received, timeout=LONG):
        page.take([wrong])
    assert page.why.text() == str(page.verdicts[0][1].why)
    assert page.why.wordWrap()


def test_a_long_title_is_cut_with_its_hint(qtbot) -> None:
    heading = Heading("城市更新和城市建设三年攻坚行动" * 3)
    qtbot.addWidget(heading)
    assert heading.title.minimumSizeHint().width() < heading.title.sizeHint().width()
    assert heading.title.toolTip() == heading.title.text()


def test_a_unit_without_a_return_cannot_be_acted_on(page) -> None:
    standing = page.unit_list
    assert standing.back.isEnabled()
    standing.units.setCurrentCell(len(standing.arrivals) - 1, 0)
    assert standing.chosen.version == 0
    assert not any(one.isEnabled() for one in (standing.look, standing.back, standing.ask, standing.paper, standing.changes))
    assert standing.check.isEnabled()
    assert standing.remind.isEnabled()


def test_nobody_acts_on_the_list_of_another_period(qtbot, page, session, city) -> None:
    standing = page.unit_list
    session.look_at(period=SEPTEMBER)
    assert standing.units.rowCount() == 0
    assert not any(one.isEnabled() for one in (standing.look, standing.back, standing.ask, standing.paper, standing.remind, standing.list))
    for key in ("_on_return", "_on_ask", "_on_receipt", "_on_look"):
        getattr(standing, key)()
        assert "先在下面选一个" in page.note.text()
    qtbot.waitUntil(lambda: standing.units.rowCount() > 0, timeout=LONG)
    assert standing.pack_and_period[1] == SEPTEMBER
    assert standing.chosen.unit.code == DISTRICTS[0], "the same unit is chosen again"
    assert kinds(city, "2026-09") == []
    assert kinds(city, "2026-10") == ["accepted"]


def test_an_act_is_on_the_period_of_the_list_it_was_chosen_from(qtbot, page, session, city, answers) -> None:
    def returned(box) -> None:
        session.look_at(period=SEPTEMBER)
        box.words.setPlainText("十月的数不对")
        box.do.click()

    answers.append(returned)
    click(qtbot, page.unit_list.back)
    assert dialogs.said[-1] == "退回　市南区　第 1 版"
    assert kinds(city, "2026-09") == []
    assert kinds(city, "2026-10") == ["accepted", "returned"]


def test_after_a_stop_nothing_begins_before_the_first_has_ended(qtbot, page, districts, held, answers) -> None:
    dropped(page, *districts.books[2:5])
    click(qtbot, page.stop_button)
    assert page.stop_button.text() == "正在停…"
    assert not page.open_files.isEnabled()
    assert not page.take(districts.books[5:6])
    assert "上一批还没有完" in page.note.text()
    with qtbot.waitSignal(page.received, timeout=LONG):
        held.set()
    assert page.progress.isHidden()
    assert page.open_files.isEnabled()
    assert len(page.verdicts) <= 1, "stopped after what was at hand"


def test_files_dropped_while_others_come_in_are_not_swallowed(qtbot, page, districts, held) -> None:
    dropped(page, districts.books[2])
    dropped(page, districts.books[3])
    assert "△ 上一批还没有完" in page.note.text()
    with qtbot.waitSignal(page.received, timeout=LONG):
        held.set()
    assert len(page.verdicts) == 1


def test_blanks_that_were_stopped_are_told(qtbot, page, answers, tmp_path, monkeypatch) -> None:
    gate, write_one = threading.Event(), blank_books.write_one

    def slow(*given, **more):
        gate.wait(LONG / 1000)
        return write_one(*given, **more)

    monkeypatch.setattr(blank_books, "write_one", slow)
    answers.append(str(tmp_path / "blanks"))
    click(qtbot, page.blanks)
    click(qtbot, page.stop_button)
    gate.set()
    qtbot.waitUntil(lambda: page.note.text() == "△ 停了，已写出 1 份空白表", timeout=LONG)


def test_a_success_is_cleared_by_the_next_act(qtbot, page, answers) -> None:
    click(qtbot, page.unit_list.list)
    assert "✓ 已复制" in page.note.text()
    assert page.note.property("kind") == "note-good"
    assert "已收 2 个，缺 14 个：" in page.heading.line.text()
    with qtbot.waitSignal(page.go_wanted, check_params_cb=lambda name, what: name == "received"):
        click(qtbot, page.unit_list.look)
    assert not page.note.isVisible()
    page.unit_list.units.selectRow(5)
    qtbot.keyClick(page.unit_list.units, Qt.Key.Key_Return)
    assert page.note.property("kind") == "note-bad"


def test_ctrl_6_puts_the_focus_on_the_list_and_not_on_a_button(qtbot, session) -> None:
    window = Window(session)
    qtbot.addWidget(window)
    window.show()
    window.go("inbox")
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    for name, number in (("intake", 6), ("inbox", 1), ("intake", 6)):
        qtbot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.page == name
    assert QApplication.focusWidget() is window.page_of("intake").unit_list.units
    window.close()


def test_texts_from_outside_are_no_markup(dressed, qtbot) -> None:
    found, heading = PageNote("x"), Heading("")
    qtbot.addWidget(found)
    qtbot.addWidget(heading)
    assert {one.textFormat() for one in (found, heading.title, heading.line)} == {Qt.TextFormat.PlainText}


def test_boxes_show_texts_as_they_stand(dressed, qtbot, monkeypatch) -> None:
    box = FieldBox(MARKUP, MARKUP, "是")
    qtbot.addWidget(box)
    box.line(MARKUP, "x")
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in box.findChildren(QLabel))
    monkeypatch.setattr(dialogs, "answers", None)
    shown = dialogs._message(dialogs.QMessageBox.Icon.Warning, MARKUP, None)
    qtbot.addWidget(shown)
    assert shown.textFormat() is Qt.TextFormat.PlainText
