"""The page 汇总 by keyboard: from a total down to the cell of a file and back, a ledger's rows a page at a time, chosen units."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from db.office.office import open_office
from db.office.writing import Edit
from db.returns import versions
from db.rollup import adjustments, ledger_rows
from db.rollup.contributions import Source
from db.values.cell import value
from desktop.exchange.intake.receive import receive
from desktop.rollup.page import RollupPage, write_out
from desktop.rollup.unit_choice import UnitChoiceBox
from desktop.shell.window import Window
from desktop.work import tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.showing import shown

LONG = 30_000  # ms; two busy cores


@pytest.fixture(scope="module")
def received(districts, tmp_path_factory):
    """The city's office with all ten received."""
    file = tmp_path_factory.mktemp("city") / districts.city.name
    shutil.copy(districts.city, file)
    with open_office(file, districts.catalogue, "市局") as city:
        assert {one.verdict for one in receive(city, districts.books)} == {"accepted"}
    return file


@pytest.fixture
def page(qtbot, dressed, received, districts, tmp_path):
    with open_office(Path(shutil.copy(received, tmp_path)), districts.catalogue, "市局") as office:
        session = Session(office, today=date(2026, 11, 7))
        session.look_at(districts.pack, upward.OCTOBER)
        with shown(qtbot, RollupPage(session)) as found:
            yield found


def form(qtbot, page, n, rows):
    page.forms.setCurrentIndex(n)
    qtbot.waitUntil(lambda: page.totals.rowCount() == rows and page._totals.fields != (), timeout=LONG)
    qtbot.waitUntil(lambda: set(page._totals.values) == {str(page.totals.item(r, 0).data(256)) for r in range(rows)}, timeout=LONG)


def enter(qtbot, page, row, title):
    """Enter on a total, once its column is there."""

    def heads():
        return [page.totals.horizontalHeaderItem(n).text() for n in range(page.totals.columnCount())]

    qtbot.waitUntil(lambda: title in heads(), timeout=LONG)
    page.totals.setFocus()
    page.totals.setCurrentCell(row, heads().index(title))
    qtbot.keyClick(page.totals, Qt.Key.Key_Return)


def texts(listing, n):
    return [listing.item(row, n).text() for row in range(listing.rowCount())]


def heads(listing):
    return [listing.horizontalHeaderItem(n).text() for n in range(listing.columnCount())]


def test_enter_goes_down_to_the_cell_and_esc_comes_back(qtbot, page, districts, monkeypatch):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 0, "本期")
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 10, timeout=LONG)
    assert page.trail.sources.hasFocus()
    assert page.trail.summary.text() == "K01 本期：303.7423　按 Enter 往下看，按 Esc 回来。"
    moved = [n for n, one in enumerate(texts(page.trail.sources, 1)) if one.startswith("*")]
    assert [texts(page.trail.sources, 1)[n] for n in moved] == ["*7.014"]
    assert page.trail.sources.item(moved[0], 1).toolTip() == "原报数 7.014；汇总表经舍位平衡印作 7.02"
    page.trail.sources.setCurrentCell(moved[0], 0)
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Return)
    card = page.trail.cell
    assert card.isVisible()
    book = districts.books[3]
    shown = {one.text() for one in card.findChildren(QLabel)}
    assert {"崂山区", "7.014", "7.02（舍位平衡，末位差一个单位）", book.name, "指标完成情况表", "F6", "1"} <= shown
    assert any(one.startswith("370212填表 ") for one in shown), "who filled it in and when"
    assert any(one.startswith("市局 ") for one in shown), "who received it and when"

    assert card.copy.hasFocus()
    qtbot.keyClick(card.copy, Qt.Key.Key_Space)
    assert f"文件\t{book.name}\n工作表\t指标完成情况表\n单元格\tF6\n版本\t1\n校验码\t" in QGuiApplication.clipboard().text()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    qtbot.keyClick(card.place, Qt.Key.Key_Space)
    assert opened == [str(book.parent)]

    qtbot.keyClick(card.copy, Qt.Key.Key_Escape)
    assert page.trail.sources.hasFocus()
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Escape)
    assert page.totals.hasFocus()


def test_a_file_that_is_gone_is_told(qtbot, page):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 0, "本期")
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 10, timeout=LONG)
    one = page.trail._sources[0]
    page.trail._sources[0] = type(one)(**{**vars(one), "path": "/nowhere/报表.xlsx"})
    page.trail.go_down(0)
    qtbot.keyClick(page.trail.cell.place, Qt.Key.Key_Space)
    assert page.trail.cell.status.text() == "收报时文件在“/nowhere”，现在不在那里了。"
    page.trail._sources[0] = type(one)(**{**vars(one), "path": ""})
    page.trail.go_down(0)
    qtbot.keyClick(page.trail.cell.place, Qt.Key.Key_Space)
    assert "没有记下" in page.trail.cell.status.text()


def test_a_rate_leads_to_its_parts_and_these_to_their_units(qtbot, page):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 3, "本年累计")
    qtbot.waitUntil(lambda: texts(page.trail.sources, 2) == ["已办件 本年累计", "应办件 本年累计"], timeout=LONG)
    assert texts(page.trail.sources, 1) == ["535", "1045"]
    assert heads(page.trail.sources) == ["编号", "数", "名称"]
    assert page.trail.summary.text().startswith("K04 本年累计：51.20　由合计数计算，不是各单位之和。")
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 10, timeout=LONG)
    assert page.trail.summary.text().startswith("K03 已办件 本年累计：535　")
    assert heads(page.trail.sources)[:4] == ["单位", "数", "文件", "单元格"]
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 2, timeout=LONG)
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Escape)
    assert page.totals.hasFocus()


def test_a_ledgers_rows_come_a_page_at_a_time(qtbot, page, monkeypatch):
    monkeypatch.setattr(ledger_rows, "LINES", 15)
    form(qtbot, page, 2, 1)
    enter(qtbot, page, 0, "户数")
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 15, timeout=LONG)
    assert page.trail.summary.text().startswith("合计 户数：910　")
    assert [one.split()[0] for one in texts(page.trail.sources, 0)[:3]] == ["市南区", "市南区", "市北区"], "the unit stands in front"
    assert all(len(one.split()) == 2 for one in texts(page.trail.sources, 0)), "and the row is called by its name"
    assert page.trail._more is None, "the rest waits until somebody comes near it"
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() == 20, timeout=LONG)
    assert sum(map(int, texts(page.trail.sources, 1))) == 910
    page.trail.sources.setCurrentCell(19, 0)
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Return)
    assert "莱西市" in {one.text() for one in page.trail.cell.findChildren(QLabel)}


def test_a_ledgers_rate_leads_to_rows_with_their_names(qtbot, page):
    form(qtbot, page, 2, 1)
    enter(qtbot, page, 0, "付款率")
    qtbot.waitUntil(lambda: "已付" in texts(page.trail.sources, 2)[:1], timeout=LONG)
    qtbot.keyClick(page.trail.sources, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.trail.sources.rowCount() > 2, timeout=LONG)
    assert texts(page.trail.sources, 0)[0].startswith("市南区 小区0-")


def test_units_are_chosen_on_the_page(qtbot, page, answers, tmp_path):
    form(qtbot, page, 1, 5)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 10/10（计入汇总的 10 个，另有 6 个不计入）", timeout=LONG)

    def none(box):
        box.attempt()
        assert "一个单位也没有选" in box.fault.text()
        box.reject()

    answers.append(none)
    qtbot.keyClick(page.level, Qt.Key.Key_End)
    assert page.level.currentIndex() == 0, "given up: as before"

    def two(box):
        assert box.list.count() >= 10
        for n in (0, 1):
            box.list.setCurrentRow(n)
            qtbot.keyClick(box.list, Qt.Key.Key_Space)
        box.attempt()

    answers.append(two)
    qtbot.keyClick(page.level, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 2/2", timeout=LONG)
    assert page.level.currentText() == "选定的 2 个单位…"
    assert page._totals.values["K02"]["current"] == 100 + 101
    (tmp_path / "out").mkdir()
    answers.append(str(tmp_path / "out"))
    qtbot.mouseClick(page.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.note.isVisible, timeout=LONG)
    assert all("草稿" in one.name for one in (tmp_path / "out").iterdir()), "a part of the units is not handed up"
    qtbot.keyClick(page.level, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 10/10（计入汇总的 10 个，另有 6 个不计入）", timeout=LONG)

    def given_up(box):
        assert page.scope == {}, "nothing is added up before it is said what"
        box.reject()

    answers.append(given_up)
    qtbot.keyClick(page.level, Qt.Key.Key_End)
    assert (page.level.currentIndex(), page.scope) == (0, {}), "units were chosen before, and it is given up: as before"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(UnitChoiceBox) == []


def test_a_refresh_leaves_the_cursor_and_reads_the_total_again(qtbot, page, districts):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 2, "本期")
    sources, told = page.trail.sources, page.trail.summary
    qtbot.waitUntil(lambda: sources.rowCount() == 10, timeout=LONG)
    before = told.text()
    qtbot.keyClick(sources, Qt.Key.Key_Escape)
    at = page.totals.currentRow(), page.totals.currentColumn()
    office = page.session.office
    adjustments.adjust(
        office.db, office.who, districts.pack, upward.OCTOBER, "370202", "indicators", "K03", "current", "-5", "重报", "重报了"
    )
    page.session.refresh()
    qtbot.waitUntil(lambda: sources.rowCount() == 11, timeout=LONG)
    number = page.totals.item(*at).text()
    assert told.text().startswith(f"K03 本期：{number}　")
    assert told.text() != before
    assert (page.totals.currentRow(), page.totals.currentColumn()) == at
    assert page.totals.hasFocus(), "nobody asked to go down"

    page.trail.go_down(1)
    adjustments.adjust(
        office.db, office.who, districts.pack, upward.OCTOBER, "370202", "indicators", "K03", "current", "-1", "又重报", "再重报了"
    )
    page.session.refresh()
    qtbot.waitUntil(lambda: sources.rowCount() == 12, timeout=LONG)
    assert page.trail.cell.isVisible(), "the cell looked at stays in front"


def test_texts_of_a_file_are_shown_as_they_stand(page):
    page.trail.cell.show_source(Source("370202", "市南区", 1, who="370202 <b>x</b> 填表"))
    (found,) = [one for one in page.trail.cell.findChildren(QLabel) if "<b>" in one.text()]
    assert (found.textFormat(), page.trail.summary.textFormat()) == (Qt.TextFormat.PlainText, Qt.TextFormat.PlainText)


def test_ctrl_page_down_turns_to_the_next_form(qtbot, page):
    form(qtbot, page, 1, 5)
    page.totals.setFocus()
    qtbot.keyClick(page.totals, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.forms.currentIndex() == 2
    qtbot.keyClick(page.totals, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.forms.currentIndex() == 0
    qtbot.keyClick(page.totals, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.forms.currentIndex() == 2


def test_nothing_came_in_yet(qtbot, dressed, districts, tmp_path):
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue, "市局") as office:
        session = Session(office, today=date(2026, 11, 7))
        session.look_at(districts.pack, upward.OCTOBER)
        window = Window(session)
        qtbot.addWidget(window)
        window.show()
        window.go("rollup")
        page = window.page_of("rollup")
        qtbot.waitUntil(page.empty.isVisible, timeout=LONG)
        assert not page.adjust.isEnabled()
        assert not page.out.isEnabled()
        assert not page.totals.isVisible()
        assert "不计入合计 6 个：" in page.heading.line.toolTip()
        qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
        assert window.page == "intake"
        receive_all(office, districts)
        window.go("rollup")
        qtbot.waitUntil(page.totals.isVisible, timeout=LONG)
        assert page.adjust.isEnabled()
        window.close()
        tasks.finish()


def receive_all(office, districts):
    assert {one.verdict for one in receive(office, districts.books)} == {"accepted"}


def test_writing_out_leaves_the_connection_of_the_window_alone(received, districts, tmp_path):
    with open_office(Path(shutil.copy(received, tmp_path)), districts.catalogue, "市局") as office:
        figures, tasks = districts.pack.form("indicators"), districts.pack.form("tasks")
        office.apply(
            [Edit(figures, upward.OCTOBER, "K05", "current", value(93.5)), Edit(tasks, upward.OCTOBER, "A1", "status", value("未启动"))]
        )
        said: list[str] = []
        office.db.conn.set_trace_callback(said.append)
        files, draft = write_out(office, districts.pack, upward.OCTOBER, {}, tmp_path, office.who)
        office.db.conn.set_trace_callback(None)
        assert (said, draft, len(files)) == ([], "", 4)
        (version,) = versions.versions(office, districts.pack, upward.OCTOBER)
        assert (version.version, version.who) == (1, "市局")


def test_a_level_nobody_has_leaves_no_totals_of_another(qtbot, page):
    form(qtbot, page, 1, 5)
    for _ in range(page.level.findData("town")):
        qtbot.keyClick(page.level, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "没有计入合计的“镇街”级单位" in page.note.text(), timeout=LONG)
    assert (page.totals.rowCount(), page.out.isEnabled(), page.heading.line.text()) == (0, False, "")
    qtbot.keyClick(page.level, Qt.Key.Key_Home)
    form(qtbot, page, 1, 5)
    assert page.out.isEnabled()
    assert page.note.isHidden()
