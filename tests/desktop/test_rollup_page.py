"""The page 汇总 by keyboard: from a total down to the cell of a file and back, a ledger's rows a page at a time, chosen units."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel

from db import returns, trail
from db.edits import Edit
from db.fields import value
from db.office import open_office
from desktop.exchange.receive import receive
from desktop.rollup.page import RollupPage, write_out
from desktop.session import Session
from tests import upward

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
        found = RollupPage(session)
        qtbot.addWidget(found)
        found.resize(1200, 700)
        found.show()
        yield found
        found.stop()


def form(qtbot, page, n, rows):
    page.forms.setCurrentIndex(n)
    qtbot.waitUntil(lambda: page.totals.rowCount() == rows and page._found.fields != (), timeout=LONG)
    qtbot.waitUntil(lambda: set(page._found.values) == {str(page.totals.item(r, 0).data(256)) for r in range(rows)}, timeout=LONG)


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


def test_enter_goes_down_to_the_cell_and_esc_comes_back(qtbot, page, districts, monkeypatch):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 0, "本期")
    qtbot.waitUntil(lambda: page.sources.rowCount() == 10, timeout=LONG)
    assert page.sources.hasFocus()
    assert page.told.text() == "K01 本期：303.7423　按 Enter 往下看，按 Esc 回来。"
    moved = [n for n, one in enumerate(texts(page.sources, 1)) if one.startswith("*")]
    assert [texts(page.sources, 1)[n] for n in moved] == ["*7.014"]
    assert page.sources.item(moved[0], 1).toolTip() == "原报数 7.014；汇总表经舍位平衡印作 7.02"
    page.sources.setCurrentCell(moved[0], 0)
    qtbot.keyClick(page.sources, Qt.Key.Key_Return)
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
    assert page.sources.hasFocus()
    qtbot.keyClick(page.sources, Qt.Key.Key_Escape)
    assert page.totals.hasFocus()


def test_a_file_that_is_gone_is_told(qtbot, page):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 0, "本期")
    qtbot.waitUntil(lambda: page.sources.rowCount() == 10, timeout=LONG)
    one = page.trail._sources[0]
    page.trail._sources[0] = type(one)(**{**vars(one), "path": "/nowhere/a.xlsx"})
    page.trail.go_down(0)
    qtbot.keyClick(page.trail.cell.place, Qt.Key.Key_Space)
    assert page.trail.cell.said.text() == "收报时文件在“/nowhere”，现在不在那里了。"
    page.trail._sources[0] = type(one)(**{**vars(one), "path": ""})
    page.trail.go_down(0)
    qtbot.keyClick(page.trail.cell.place, Qt.Key.Key_Space)
    assert "没有记下" in page.trail.cell.said.text()


def test_a_rate_leads_to_its_parts_and_these_to_their_units(qtbot, page):
    form(qtbot, page, 1, 5)
    enter(qtbot, page, 3, "本年累计")
    qtbot.waitUntil(lambda: texts(page.sources, 2) == ["已办件 本年累计", "应办件 本年累计"], timeout=LONG)
    assert texts(page.sources, 1) == ["535", "1045"]
    assert page.told.text().startswith("K04 本年累计：51.20　由合计数计算，不是各单位之和。")
    qtbot.keyClick(page.sources, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.sources.rowCount() == 10, timeout=LONG)
    assert page.told.text().startswith("K03 已办件 本年累计：535　")
    qtbot.keyClick(page.sources, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sources.rowCount() == 2, timeout=LONG)
    qtbot.keyClick(page.sources, Qt.Key.Key_Escape)
    assert page.totals.hasFocus()


def test_a_ledgers_rows_come_a_page_at_a_time(qtbot, page, monkeypatch):
    monkeypatch.setattr(trail, "LINES", 15)
    form(qtbot, page, 2, 1)
    enter(qtbot, page, 0, "户数")
    qtbot.waitUntil(lambda: page.sources.rowCount() == 15, timeout=LONG)
    assert page.told.text().startswith("合计 户数：910　")
    assert texts(page.sources, 0)[:3] == ["市南区", "市南区", "市北区"], "the unit stands in front"
    assert page.trail._more is None, "the rest waits until somebody comes near it"
    qtbot.keyClick(page.sources, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.sources.rowCount() == 20, timeout=LONG)
    assert sum(map(int, texts(page.sources, 1))) == 910
    page.sources.setCurrentCell(19, 0)
    qtbot.keyClick(page.sources, Qt.Key.Key_Return)
    assert "莱西市" in {one.text() for one in page.trail.cell.findChildren(QLabel)}


def test_units_are_chosen_on_the_page(qtbot, page, answers, tmp_path):
    form(qtbot, page, 1, 5)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 10/10", timeout=LONG)
    chosen = page.level.count() - 1

    def none(box):
        box.attempt()
        assert "一个单位也没有选" in box.fault.text()
        box.reject()

    answers.append(none)
    page.level.setCurrentIndex(chosen)
    page.level.activated.emit(chosen)
    assert page.level.currentIndex() == 0, "given up: as before"

    def two(box):
        assert box.list.count() >= 10
        for n in (0, 1):
            box.list.setCurrentRow(n)
            qtbot.keyClick(box.list, Qt.Key.Key_Space)
        box.attempt()

    answers.append(two)
    page.level.setCurrentIndex(chosen)
    page.level.activated.emit(chosen)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 2/2", timeout=LONG)
    assert page.level.currentText() == "选定的 2 个单位…"
    assert page._found.values["K02"]["current"] == 100 + 101
    (tmp_path / "out").mkdir()
    answers.append(str(tmp_path / "out"))
    qtbot.mouseClick(page.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.note.isVisible, timeout=LONG)
    assert all("草稿" in one.name for one in (tmp_path / "out").iterdir()), "a part of the units is not handed up"
    page.level.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.heading.line.text() == "已汇 10/10", timeout=LONG)


def test_writing_out_leaves_the_connection_of_the_window_alone(received, districts, tmp_path):
    with open_office(Path(shutil.copy(received, tmp_path)), districts.catalogue, "市局") as office:
        figures, tasks = districts.pack.form("indicators"), districts.pack.form("tasks")
        office.apply(
            [Edit(figures, upward.OCTOBER, "K05", "current", value(93.5)), Edit(tasks, upward.OCTOBER, "A1", "status", value("未启动"))]
        )
        said: list[str] = []
        office.db.conn.set_trace_callback(said.append)
        files, errors = write_out(office, districts.pack, upward.OCTOBER, {}, tmp_path, office.who)
        office.db.conn.set_trace_callback(None)
        assert (said, errors, len(files)) == ([], 0, 4)
        (version,) = returns.versions(office, districts.pack, upward.OCTOBER)
        assert (version.version, version.who) == (1, "市局")


def test_a_level_nobody_has_leaves_no_totals_of_another(qtbot, page):
    form(qtbot, page, 1, 5)
    page.level.setCurrentIndex(page.level.findData("town"))
    qtbot.waitUntil(lambda: "没有计入合计的“镇街”级单位" in page.note.text(), timeout=LONG)
    assert (page.totals.rowCount(), page.out.isEnabled(), page.heading.line.text()) == (0, False, "")
    page.level.setCurrentIndex(0)
    form(qtbot, page, 1, 5)
    assert page.out.isEnabled()
    assert page.note.isHidden()
