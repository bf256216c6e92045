"""查看 while one turns to other returns: reasons wait, what is not there shows nothing, keys go where they belong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel

from db.periods.report_period import parse
from db.received import questions, review
from db.received.questions import About
from desktop.received.page import ReceivedPage
from desktop.received.side_panel import SPACE, Words
from desktop.shell.window import Window
from desktop.widgets.question_box import QuestionBox
from desktop.work.session import Session
from tests.desktop.showing import shown
from tests.upward import DISTRICTS, OCTOBER

LONG = 30_000  # ms; two busy cores
SEPTEMBER = parse("2026-09")
CELL = About("indicators", "K01", "current")
CONTROL = Qt.KeyboardModifier.ControlModifier
MARKUP = "<b>大</b>"
MARGIN = 6  # px that the style keeps at each side of a text


@pytest.fixture
def session(two_in: Session) -> Session:
    return two_in


@pytest.fixture
def page(qtbot, session: Session) -> ReceivedPage:
    with shown(qtbot, ReceivedPage(session)) as found:
        yield found


def opened(qtbot, page: ReceivedPage, unit: str = DISTRICTS[0]) -> None:
    page.arrive(unit)
    qtbot.waitUntil(lambda: page.sheet.judged is not None, timeout=LONG)


def test_reasons_wait_while_another_return_or_period_is_looked_at(qtbot, page, session) -> None:
    opened(qtbot, page)
    page.pending.add(CELL, "面积不对")
    opened(qtbot, page, DISTRICTS[1])
    assert page.pending.reasons == []
    assert not page.pending.isVisible()
    opened(qtbot, page)
    assert page.pending.reasons == [(CELL, "面积不对")]
    session.look_at(period=SEPTEMBER)
    assert not page.pending.isVisible()
    session.look_at(period=OCTOBER)
    qtbot.waitUntil(page.pending.isVisible, timeout=LONG)
    assert page.pending.reasons == [(CELL, "面积不对")]


def test_a_window_with_unsent_reasons_asks_before_it_goes(qtbot, session, answers) -> None:
    window = Window(session)
    qtbot.addWidget(window)
    window.show()
    window.go("received", {"unit": DISTRICTS[0]})
    page = window.page_of("received")
    qtbot.waitUntil(lambda: page.sheet.judged is not None, timeout=LONG)
    page.pending.add(CELL, "面积不对")
    answers.append(False)
    window.actions_["quit"].trigger()
    assert window.isVisible()
    page.leave()
    assert window.page == "intake"
    assert "还有 1 处退回原因没有发出" in window.page_of("intake").note.text()
    answers.append(True)
    window.actions_["quit"].trigger()
    assert not window.isVisible()


def test_a_reason_is_taken_away_with_delete(qtbot, page, session) -> None:
    opened(qtbot, page)
    for row in ("K01", "K02", "K03"):
        page.pending.add(About("indicators", row, "current"), MARKUP)
    qtbot.waitUntil(page.isActiveWindow, timeout=LONG)
    page.pending.list.setFocus()
    page.pending.list.selectRow(1)
    qtbot.keyClick(page.pending.list, Qt.Key.Key_Delete)
    assert [about.row for about, _ in page.pending.reasons] == ["K01", "K03"]
    assert page.pending.do.text() == "发出退回（2 处）"
    assert page.pending.list.item(0, 1).text() == MARKUP


def test_a_return_that_is_not_there_shows_nothing_of_the_one_before(qtbot, page, session, city) -> None:
    questions.send_back(city.db, "市局", DISTRICTS[0], "works", "2026-10", 1, [(CELL, "面积不对")])
    opened(qtbot, page)
    assert page.accept.isVisible()
    assert page.mark.isEnabled()
    session.look_at(period=SEPTEMBER)
    qtbot.waitUntil(lambda: page.note.text().startswith("✕"), timeout=LONG)
    assert page.heading.title.text() == "市南区"
    assert page.heading.line.text() == ""
    assert not page.accept.isVisible()
    assert not page.mark.isEnabled()
    assert page.sheet.lines is None
    assert [words.count() for words in (page.panel.problems, page.panel.questions, page.panel.log)] == [0, 0, 0]


def test_a_judging_that_failed_does_not_go_on_for_ever(qtbot, page, monkeypatch) -> None:
    def broken(*_given):
        raise ValueError(MARKUP)

    monkeypatch.setattr(review, "problems", broken)
    page.arrive(DISTRICTS[0])
    qtbot.waitUntil(lambda: page.note.text() == f"✕ {MARKUP}", timeout=LONG)
    assert page.panel.tabs.tabText(0) == "问题"
    assert page.panel.problems.item(0).text() == "没有审核出来，原因见上面。"


def test_esc_in_the_search_line_does_not_leave_the_page(qtbot, session) -> None:
    window = Window(session)
    qtbot.addWidget(window)
    window.show()
    window.go("received", {"unit": DISTRICTS[0]})
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    qtbot.waitUntil(window.search.isVisible, timeout=LONG)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    assert window.page == "received"
    window.page_of("received").sheet.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.page == "intake"
    window.close()


def test_keys_held_do_an_act_once(qtbot, page, districts) -> None:
    box = QuestionBox("returned", districts.pack, CELL, "", page)
    for place in (page, box):
        held = [
            one for one in place.findChildren(QShortcut) if one.key().toString() in ("Ctrl+Return", "Ctrl+Enter") and one.parent() is place
        ]
        assert len(held) == 2
        assert not any(one.autoRepeat() for one in held)


def test_texts_from_files_are_no_markup(qtbot, page) -> None:
    assert page.sheet.summary.textFormat() is Qt.TextFormat.PlainText
    opened(qtbot, page)
    page.sheet.show_signs({("tasks", "A1", "status"): ("returned", MARKUP)})
    lines = page.sheet.lines
    index = lines.index(0, lines.column_of("status"))
    assert "&lt;b&gt;" in lines.data(index, Qt.ItemDataRole.ToolTipRole)


def test_heads_stand_over_their_numbers(qtbot, page) -> None:
    opened(qtbot, page)
    page.sheet.step(1)
    lines = page.sheet.lines
    sides = [lines.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) for n in range(lines.columnCount())]
    assert sides == [lines.data(lines.index(0, n), Qt.ItemDataRole.TextAlignmentRole) for n in range(lines.columnCount())]
    assert len(set(sides)) == 2


def test_a_paragraph_is_as_high_as_its_words_at_any_width(qtbot, dressed) -> None:
    words = Words("x", "x")
    qtbot.addWidget(words)
    text = "○ 提示　任务进展表 A1 管网 · 本期进展\n本期进展与上期一字不差\n请改写为本期的新进展；确无变化的写“无变化”"
    words.fill([(1, text, "")] * 2, "")
    words.show()
    for width in range(420, 200, -4):
        words.resize(width, 500)
        QApplication.processEvents()
        label = QLabel(text)
        label.setWordWrap(True)
        label.setFont(words.font())
        room = words.viewport().width() - 2 * SPACE
        assert words.visualItemRect(words.item(0)).height() >= label.heightForWidth(room - 2 * MARGIN)
        label.deleteLater()
