"""The page 情况: both cuts of the matrix, the way to 收报, the list for the notice board, exceptions set aside; and 零报 on 报送."""

from __future__ import annotations

import json
import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel

from db.office.office import open_office
from db.office.writing import Edit
from db.periods.report_period import parse
from db.returns import nil
from db.values.cell import EMPTY, value
from db.values.dates import show_moment
from desktop import app
from desktop.exchange.files.pdf_document import texts
from desktop.exchange.handing_up import write_pair
from desktop.exchange.intake.receive import receive
from desktop.handoff.page import HandoffPage
from desktop.overview.page import OverviewPage
from desktop.shell.window import Window
from desktop.work import settings, tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.showing import shown

LONG = 60_000
OCTOBER = parse("2026-10")
WHY = "本月无新开工项目"


@pytest.fixture
def session(dressed, districts, tmp_path):
    """The city in November: eight districts in time, the ninth late, the tenth nil."""
    with upward.office(tmp_path, districts.catalogue, upward.DISTRICTS[9]) as own:
        book = write_pair(nil.finalise(own, own.packs[0], OCTOBER, WHY), tmp_path)[0]
    office = open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue, "王科长")
    pack = office.packs[0]
    office.move_due(pack, OCTOBER, datetime(2059, 1, 1, 17), "放远")
    list(receive(office, [*districts.books[:8], book]))
    office.move_due(pack, OCTOBER, datetime(2026, 10, 31, 17), "提前")
    list(receive(office, districts.books[8:9]))
    found = Session(office, today=date(2026, 11, 7))
    found.look_at(pack, OCTOBER)
    yield found
    tasks.finish()
    office.close()


@pytest.fixture
def page(qtbot, session):
    found = OverviewPage(session)
    qtbot.addWidget(found)
    found.resize(1206, 700)
    found.show()
    qtbot.waitUntil(lambda: found.matrix.rowCount() == 17, timeout=LONG)
    yield found
    found.stop()
    tasks.settle()


def column(listing, title):
    at = [listing.horizontalHeaderItem(n).text() for n in range(listing.columnCount())].index(title)
    return [listing.item(row, at).text() for row in range(listing.rowCount())]


def test_the_year_with_its_rates(page):
    assert column(page.matrix, "10月") == ["✓"] * 8 + ["△", "✓零"] + ["✕"] * 6 + ["10/16"]
    assert column(page.matrix, "1月") == ["✕"] * 16 + ["0/16"]
    assert [column(page.matrix, title)[0] for title in ("应报", "已报", "按时", "按时率")] == ["10", "1", "1", "10.0%"]
    assert [column(page.matrix, title)[-1] for title in ("应报", "已报", "按时", "按时率")] == ["160", "10", "9", "5.6%"]
    assert page.heading.line.text() == "本年应报 160 份，已报 10 份，按时 9 份，按时率 5.6%"
    assert f"莱西市 改造方案 2026年10月：✓ 零报：{WHY}，第 1 版" in page.matrix.item(9, 10).toolTip()
    assert "没有待核查事项" in page.exceptions.summary.text()


def test_the_keys_go_to_the_unit_on_receiving(qtbot, session):
    window = Window(session)
    qtbot.addWidget(window)
    window.go("overview")
    window.show()
    page = window.page_of("overview")
    qtbot.waitUntil(lambda: page.matrix.rowCount() == 17, timeout=LONG)
    page.matrix.setFocus()
    page.matrix.setCurrentCell(9, 10)
    assert WHY in page.cell.text()
    qtbot.keyClick(page.matrix, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.matrix.columnCount() == 6, timeout=LONG)
    assert page.matrix.horizontalHeaderItem(1).text() == "10月"
    qtbot.keyClick(page.matrix, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.matrix.columnCount() == 15, timeout=LONG)
    page.matrix.setCurrentCell(9, 9)
    qtbot.keyClick(page.matrix, Qt.Key.Key_Return)
    assert (window.page, session.period.label) == ("intake", "2026-09")
    intake = window.page_of("intake")
    qtbot.waitUntil(lambda: intake.unit_list.chosen is not None and intake.unit_list.chosen.unit.code == "370285", timeout=LONG)
    session.look_at(period=OCTOBER)
    qtbot.waitUntil(lambda: bool(intake.unit_list.arrivals) and intake.unit_list.arrivals[9].done, timeout=LONG)
    assert intake.unit_list.units.item(9, 1).text() == f"✓ 零报：{WHY}"
    assert intake.unit_list.arrivals[8].word == "late"
    window.close()


def test_the_list_is_written(qtbot, page, answers, tmp_path):
    folder = tmp_path / "通报"
    answers.append(str(folder))
    with qtbot.waitSignal(page.written, timeout=LONG) as done:
        qtbot.mouseClick(page.out, Qt.MouseButton.LeftButton)
    assert sorted(one.suffix for one in done.args[0]) == [".pdf", ".xlsx"]
    (paper,) = folder.glob("*.pdf")
    assert f"零报：莱西市改造方案2026年10月（{WHY}）" in "".join("".join(texts(paper)).split())


def test_a_list_that_cannot_be_written_is_told_under_the_head(qtbot, page, answers, tmp_path):
    place = tmp_path / "通报"
    place.write_text("no folder")
    answers.append(str(place))
    qtbot.mouseClick(page.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.note.isVisible, timeout=LONG)
    assert page.note.text().startswith("✕ ")
    assert page.note.property("kind") == "note-bad"
    assert "✕" not in page.exceptions.summary.text()
    assert page.exceptions.summary.textFormat() is Qt.TextFormat.PlainText


def test_the_keys_of_the_page_are_its_own(page):
    assert {one.context() for one in page.findChildren(QShortcut)} == {Qt.ShortcutContext.WidgetWithChildrenShortcut}


def test_an_exception_is_set_aside_and_comes_back(qtbot, page, session, answers):
    (one,) = session.office.db.execute("SELECT id, head FROM received WHERE unit = '370203'").fetchall()
    head = json.loads(one[1]) | {"problems": {"error": 0, "warning": 2, "hint": 0, "open": 2}}
    session.office.db.execute("UPDATE received SET head = ? WHERE id = ?", [json.dumps(head), one[0]])
    session.refresh()
    desk = page.exceptions
    qtbot.waitUntil(lambda: desk.list.rowCount() == 1, timeout=LONG)
    assert desk.list.item(0, 2).text() == "市北区第 1 版收下时有 0 处必须改，2 处要写说明没有写"
    with qtbot.waitSignal(page.go_wanted) as wanted:
        desk.list.setFocus()
        qtbot.keyClick(desk.list, Qt.Key.Key_Return)
    assert wanted.args == ["intake", {"unit": "370203"}]
    assert session.period == OCTOBER
    answers.append("")
    qtbot.mouseClick(desk.dismiss, Qt.MouseButton.LeftButton)
    assert page.note.text() == "✕ 不作处理要写一句说明。"
    assert page.note.isVisible()
    assert "✕" not in desk.summary.text()
    answers.append("已电话核实")
    qtbot.mouseClick(desk.dismiss, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.list.rowCount() == 0, timeout=LONG)
    assert (desk.all.text(), desk.dismiss.isEnabled()) == ("显示不作处理的 1 处", False)
    qtbot.mouseClick(desk.all, Qt.MouseButton.LeftButton, pos=desk.all.rect().center() - desk.all.rect().topRight() / 4)
    qtbot.waitUntil(lambda: desk.list.rowCount() == 1, timeout=LONG)
    (note,) = desk.notes.values()
    assert desk.list.item(0, 2).text().endswith(f"　不作处理：已电话核实（王科长，{show_moment(note.at)}）")
    head["problems"]["open"] = 1
    session.office.db.execute("UPDATE received SET head = ?, check_code = 'XXXX-XXXX-X' WHERE id = ?", [json.dumps(head), one[0]])
    session.refresh()
    qtbot.waitUntil(lambda: "1 处要看" in desk.summary.text(), timeout=LONG)
    assert desk.dismiss.text() == "不作处理…"


def test_the_months_are_called_in_the_language_of_the_window(qtbot, session):
    settings.put("language", "en")
    app.dress(app.QApplication.instance())
    page = OverviewPage(session)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.matrix.rowCount() == 17, timeout=LONG)
    header = page.matrix.horizontalHeader()
    assert [page.matrix.horizontalHeaderItem(n).text() for n in (1, 10, 14)] == ["Jan", "Oct", "On-time rate"]
    assert all(page.matrix.columnWidth(n) >= header.sectionSizeHint(n) for n in range(page.matrix.columnCount())), "no head is cut"
    page.stop()


def test_a_district_reports_nothing(qtbot, dressed, districts, tmp_path, answers):
    with upward.office(tmp_path, districts.catalogue, upward.DISTRICTS[0]) as office:
        pack = office.packs[0]
        session = Session(office, today=date(2026, 11, 3))
        session.look_at(pack, OCTOBER)
        figures = pack.form("indicators")
        session.save([Edit(figures, OCTOBER, "K01", "current", value(12.1))])
        with shown(qtbot, HandoffPage(session)) as page:
            qtbot.waitUntil(lambda: page.view.paper is not None, timeout=LONG)
            qtbot.mouseClick(page.nil, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: "不能零报：指标完成情况表 1 行，如 K01 改造面积“本期”12.1" in page.note.text(), timeout=LONG)
            session.save([Edit(figures, OCTOBER, "K01", "current", EMPTY)])
            qtbot.waitUntil(page.nil.isEnabled, timeout=LONG)
            answers.append(WHY)
            with qtbot.waitSignal(page.finalised, timeout=LONG):
                qtbot.mouseClick(page.nil, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: list(page.timeline.buttons) == [1] and page.view.paper.version == page.shown == 1, timeout=LONG)
            assert any(one.text() == f"零报：{WHY}" for one in page.timeline.findChildren(QLabel))
            assert WHY in "".join("".join(texts(page.view.paper.file)).split())
            assert page.finalise.isEnabled(), "the tables may still be handed in instead"
