"""The page 本期任务: its lines, their acts, the empty page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from db.periods.report_period import parse
from db.received import questions
from db.returns import finalise
from desktop.inbox.page import InboxPage
from desktop.inbox.texts import due, due_note, summary, urgency
from tests.desktop.showing import shown


@pytest.fixture
def page(qtbot, session):
    page = InboxPage(session, now=lambda: datetime(2026, 11, 7, 9))
    arrived: list[object] = []
    page.filled.connect(lambda *_: arrived.append(page))
    with shown(qtbot, page):
        qtbot.waitUntil(lambda: bool(arrived), timeout=30_000)
        yield page


def words(row):
    return [label.text() for label in row.findChildren(QLabel)]


def test_a_line_for_every_programme(page, office):
    assert len(page.rows) == len(office.packs)
    assert page.heading.line.text() == f"{len(office.packs)} 项逾期"
    row = next(one for one in page.rows if one.duty.pack.id == "urban-renewal-3yr")
    said = words(row)
    assert "● 逾期 2 天" in said
    assert "11月5日 17:00 截止" in said
    assert f"0/{len(row.duty.pack.form('tasks').rows)}" in said
    assert "0 行" in said
    assert row.button.text() == "填报"


@pytest.mark.parametrize(("width", "gone"), [(1200, ""), (860, "l"), (560, "lf")])
def test_the_act_is_in_sight_however_narrow(qtbot, page, width, gone):
    page.resize(width, 600)
    row = page.rows[-1]
    qtbot.waitUntil(lambda: row.width() < width)
    assert row.button.mapTo(page, row.button.rect().bottomRight()).x() < width
    assert [one.isHidden() for one in row.parts["ledger"]] == ["l" in gone]
    assert {one.isHidden() for one in row.parts["fill"]} == {"f" in gone}
    assert row.filled.isHidden() == ("f" not in gone)
    assert row.filled.text().startswith("任务 0/")


def test_the_act_turns_to_the_duty(qtbot, page, session):
    row = page.rows[-1]
    with qtbot.waitSignal(page.go_wanted, check_params_cb=lambda name, what: name == "entry"):
        qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert session.pack is row.duty.pack
    assert session.period == row.duty.period


def test_a_finalised_one_is_looked_at(qtbot, page, session, office, urban, finish):
    finish(parse("2026-10"))
    code = finalise.finalise(office, urban, parse("2026-10")).check_code
    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.refresh()
    row = page.rows[-1]
    assert row.duty.pack is urban
    assert "✓ 已定稿 v1" in words(row)
    assert any(code in one for one in words(row))
    assert row.button.text() == "查看"
    assert "1 项已定稿" in page.heading.line.text()
    with qtbot.waitSignal(page.go_wanted, check_params_cb=lambda name, what: name == "handoff"):
        qtbot.keyClick(row.button, Qt.Key.Key_Space)


@pytest.mark.parametrize(("kind", "urgent"), [("questioned", "↩ 1 条待答复"), ("returned", "↩ 被退回")])
def test_what_came_back_is_first(qtbot, page, session, office, urban, finish, kind, urgent):
    finish(parse("2026-10"))
    finalise.finalise(office, urban, parse("2026-10"))
    unit, about = office.unit_at(parse("2026-10").last).code, questions.About()
    if kind == "questioned":
        questions.ask(office.db, "市局", unit, urban.id, "2026-10", 1, about, "是否填错？")
    else:
        questions.send_back(office.db, "市局", unit, urban.id, "2026-10", 1, [(about, "请改正。")])
    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.refresh()
    row = page.rows[0]
    assert row.duty.pack is urban
    assert urgent in words(row)
    assert "✓ 无问题" not in words(row)
    assert page.heading.line.text() == f"1 项要答复或改正，{len(office.packs) - 1} 项逾期"
    assert row.button.text() == "去答复"
    with qtbot.waitSignal(page.go_wanted, check_params_cb=lambda name, what: name == "handoff"):
        qtbot.keyClick(row.button, Qt.Key.Key_Space)
    key = questions.thread(office.db.conn, unit, urban.id, "2026-10")[0].key
    questions.answer(office.db, "李敏", unit, urban.id, "2026-10", key, "改好了。")
    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.refresh()
    row = next(one for one in page.rows if one.duty.pack is urban)
    assert row.button.text() == ("查看" if kind == "questioned" else "去改正")
    assert (urgent in words(row)) == (kind == "returned")


def test_an_edit_afterwards_is_said(qtbot, page, session, office, urban, finish):
    finish(parse("2026-10"))
    finalise.finalise(office, urban, parse("2026-10"))
    finish_again = urban.form("tasks")
    from db.office.writing import Edit
    from db.values.cell import value

    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.save([Edit(finish_again, parse("2026-10"), "A1", "person", value("张伟"))])
    row = next(one for one in page.rows if one.duty.pack is urban)
    assert any("需重新定稿" in one for one in words(row))
    assert row.button.text() == "继续填报"


def test_before_the_first_period_nothing_is_due(qtbot, page, session, office):
    for pack in office.packs:
        office.begin(pack, parse("2027-01"))
    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.refresh()
    assert page.rows == []
    assert any("还没有到起报期" in one.text() for one in page.findChildren(QLabel))


def test_nothing_enabled_leads_to_the_packs(qtbot, page, session, office):
    office.enable([])
    session.pack = None
    with qtbot.waitSignal(page.filled, timeout=30_000):
        session.refresh()
    assert page.rows == []
    with qtbot.waitSignal(page.go_wanted, check_params_cb=lambda name, what: name == "packs"):
        qtbot.mouseClick(page.findChild(QPushButton, "emptyAct"), Qt.MouseButton.LeftButton)


def test_a_fault_is_said_in_place(page):
    page._on_failed(OSError("磁盘读不出"))
    assert any("磁盘读不出" in label.text() for label in page.findChildren(QLabel))


def test_words(page):
    one = page.rows[0].duty
    assert urgency(one)[1] == "bad"
    assert due(datetime(2026, 1, 5, 9)) == "1月5日 09:00 截止"
    assert summary([]) == ""


# --- moving a due moment


def test_a_due_moment_is_moved_from_its_line(qtbot, commit, page, office, urban, answers):
    def work(box):
        assert "11月5日 17:00" in "".join(words(box))
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "要写明原因" in box.fault.text()
        box.when.setDateTime(QDateTime(2026, 11, 10, 9, 30, 0))
        commit(box.reason, "市局推迟")
        qtbot.keyClick(box.reason, Qt.Key.Key_Return)

    row = next(one for one in page.rows if one.duty.pack is urban)
    page.activateWindow()
    row.button.setFocus()
    answers.append(work)
    with qtbot.waitSignal(page.filled, timeout=30_000):
        qtbot.keyClick(row.button, Qt.Key.Key_F2)
    found = office.deadline(urban, parse("2026-10"))
    assert (found.moment, found.reason) == (datetime(2026, 11, 10, 9, 30), "市局推迟")
    row = next(one for one in page.rows if one.duty.pack is urban)
    assert "11月10日 09:30 截止" in words(row)
    assert row.findChild(QLabel, "dutyNote").full_text == "时限已改（原 11月5日 17:00 截止）：市局推迟"
    assert "○ 还有 3 天" in words(row)

    def back(box):
        assert box.reason.text() == "市局推迟"
        qtbot.mouseClick(box.findChild(QPushButton, "dueBack"), Qt.MouseButton.LeftButton)

    answers.append(back)
    with qtbot.waitSignal(page.filled, timeout=30_000):
        row.actions()[0].trigger()  # the menu of the line
    assert not office.deadline(urban, parse("2026-10")).moved


def test_a_year_nobody_entered_is_said_in_grey(page):
    one = page.rows[0].duty
    later = replace(one, deadline=replace(one.deadline, unknown=2027))
    assert due_note(later) == "2027年放假安排未录入"
    assert due_note(replace(one, deadline=replace(one.deadline, holiday="国庆节"))) == "截止日在国庆节假期内"
    assert due_note(one) == ""
