"""The box 对应 on the page 收报: a table somebody typed is explained once, the next of its make is taken without a question."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from db.office.office import open_office
from db.periods.report_period import parse
from db.received import store
from desktop.exchange.reading import confirmed_mapping
from desktop.exchange.reading.any_workbook import Seen, look_at
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.mapping.mapping_box import MappingBox
from desktop.work import tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.intake.test_page import column, dropped
from tests.desktop.mapping.typed_tables import plain_book

LONG = 30_000  # ms; two busy cores
OCTOBER = parse("2026-10")
TITLE = "青岛市{unit}2026年10月改造情况统计表"


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A city that has received nothing."""
    folder = tmp_path_factory.mktemp("city")
    known = upward.catalogue(folder / "resources")
    with upward.office(folder, known, upward.CITY) as office:
        return known, office.path


@pytest.fixture
def city(empty, dressed, tmp_path):
    known, file = empty
    shutil.copy(file, tmp_path / "city.taizhang")
    office = open_office(tmp_path / "city.taizhang", known, "王科长")
    session = Session(office, today=date(2026, 11, 7))
    session.look_at(known.pack("works"), OCTOBER)
    office.move_due(known.pack("works"), OCTOBER, datetime(2059, 1, 1, 17), "收报时刻是真的，时限放远")
    yield session
    tasks.finish()
    office.close()


@pytest.fixture
def page(intake, city):
    return intake(city)


def explained(qtbot, page, answers, work):
    """Enter on the file at hand; `work` answers the box, then its file is received."""

    def answer(box):
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        work(box)

    answers.append(answer)
    with qtbot.waitSignal(page.received, timeout=LONG):
        page.tray.setFocus()
        qtbot.keyClick(page.tray, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.progress.isHidden(), timeout=LONG)


def agree(qtbot, box):
    qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
    assert not box.isVisible(), box.fault.text()


def test_explained_once_then_taken(qtbot, page, city, answers, tmp_path):
    first = plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))
    dropped(qtbot, page, [first])
    assert column(page.tray, 0) == ["△ 待定"]
    assert "还不知道哪一栏对哪一栏" in column(page.tray, 5)[0]
    assert page.explain.isVisible()

    def work(box):
        assert [box.unit.currentText(), box.programme.currentText(), box.period.currentText()] == ["市南区", "改造方案", "2026年10月"]
        assert column(box.sheets, 1) == ["工程台账", "指标完成情况表", "任务进展表", "不收"]
        assert box.columns.pairs() == {"小区名称": "name", "总户数": "homes", "投资额": "money", "已付金额": "paid", "联系电话": "phone",
                                       "经办科室": ""}  # fmt: skip
        assert column(box.columns, 1)[2] == "1000000、2,000,000"
        agree(qtbot, box)

    explained(qtbot, page, answers, work)
    assert column(page.tray, 0) == ["✓ 已收"], column(page.tray, 5)
    conn, pack = city.office.db.conn, city.pack
    (one,) = store.versions(conn, "works", OCTOBER.label, "370202")
    ledger = pack.form("lg-works")
    money = [cells[[field.id for field in ledger.fields].index("money")].value for _, cells, *_ in store.rows(conn, one, ledger)]
    assert money == [100, 200], "their yuan are our 10,000 yuan"
    figures = pack.form("indicators")
    area = next(cells for row, cells, *_ in store.rows(conn, one, figures) if row == "K01")
    assert area[[field.id for field in figures.fields].index("current")].value == 12.5, "and their square metres our 10,000"
    dropped(qtbot, page, [plain_book(tmp_path / "报表2.xlsx", TITLE.format(unit="黄岛区"), area=7)])
    assert column(page.tray, 0) == ["✓ 已收"] * 2
    assert column(page.tray, 2) == ["市南区", "青岛西海岸新区"]


def test_those_that_waited_come_in_too(qtbot, page, answers, tmp_path):
    names = ("市南区", "市北区", "李沧区")
    dropped(qtbot, page, [plain_book(tmp_path / f"{name}.xlsx", TITLE.format(unit=name), area=n) for n, name in enumerate(names, 2)])
    assert column(page.tray, 0) == ["△ 待定"] * 3
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    qtbot.waitUntil(lambda: column(page.tray, 0) == ["✓ 已收"] * 3, timeout=LONG)
    assert sorted(column(page.tray, 2)) == sorted(names)


def test_only_what_the_file_does_not_say_is_asked(qtbot, page, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    dropped(qtbot, page, [plain_book(tmp_path / "报表2.xlsx", "2026年10月改造情况")])
    assert column(page.tray, 5)[1] == "看不出填报单位，请选中它点“对应…”指明。"

    def work(box):
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "请选定填报单位" in box.fault.text()
        box.unit.setFocus()
        while box.unit.currentText() != "市北区":
            qtbot.keyClick(box.unit, Qt.Key.Key_Down)
        agree(qtbot, box)

    explained(qtbot, page, answers, work)
    assert column(page.tray, 0) == ["✓ 已收"] * 2
    assert column(page.tray, 2) == ["市南区", "市北区"]


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)")  # a list that drops, offscreen only
def test_columns_and_rows_are_corrected_by_keys(qtbot, page, city, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])

    def work(box):
        columns = box.columns
        columns.setFocus()
        columns.selectRow(3)
        qtbot.keyClick(columns, Qt.Key.Key_Delete)
        assert columns.pairs()["已付金额"] == ""
        assert "已付" in box.missing.text()
        qtbot.keyClick(columns, Qt.Key.Key_Return)
        view = columns.cellWidget(3, 2).view()
        qtbot.keyClick(view, Qt.Key.Key_End)
        qtbot.keyClick(view, Qt.Key.Key_Up)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert columns.pairs()["已付金额"] == "paid"
        columns.choose("经办科室", "name")
        assert columns.pairs()["小区名称"] == "", "one of ours stands once"
        columns.choose("小区名称", "name")
        box.sheets.setFocus()
        qtbot.keyClick(box.sheets, Qt.Key.Key_Down)
        codes = ["K01", "K02", "K03", "K04", "K05", ""]
        assert list(box.rows.pairs().values()) == codes, "the last line is nobody's"
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    def given_up(box):
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        work(box)

    answers.append(given_up)
    qtbot.mouseClick(page.explain, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and page.explain.isEnabled(), timeout=LONG)
    assert column(page.tray, 0) == ["△ 待定"]
    assert confirmed_mapping.remembered(city.office) == {}


def test_a_line_nobody_explained_is_not_lost(qtbot, page, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    dropped(qtbot, page, [plain_book(tmp_path / "报表2.xlsx", TITLE.format(unit="市北区"), more="拆迁面积")])
    assert column(page.tray, 0)[1] == "△ 待定"
    assert "工作表“数字”第 8 行对不上报表的行" in column(page.tray, 5)[1]
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    assert column(page.tray, 0) == ["✓ 已收"] * 2


def test_two_sheets_with_the_same_heads_are_asked_about(qtbot, page, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    path = plain_book(tmp_path / "报表2.xlsx", TITLE.format(unit="市北区"))
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["数字"]).title = "数字（上月）"
    book.save(path)
    dropped(qtbot, page, [path])
    assert "表头一样" in column(page.tray, 5)[1]

    def work(box):
        box.sheets.setFocus()
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "只能收一张" in box.fault.text()
        qtbot.keyClick(box.sheets, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert box.sheets.chosen == "数字（上月）"
        box.form_choice.setFocus()
        qtbot.keyClick(box.form_choice, Qt.Key.Key_Home)
        assert column(box.sheets, 1)[-1] == "不收"
        agree(qtbot, box)

    explained(qtbot, page, answers, work)
    assert column(page.tray, 0) == ["✓ 已收"] * 2


def test_a_wrong_mapping_is_corrected(qtbot, page, city, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])

    def wrong(box):
        box.columns.choose("已付金额", "")
        agree(qtbot, box)

    explained(qtbot, page, answers, wrong)
    assert column(page.tray, 0) == ["✓ 已收"]

    def right(box):
        assert box.columns.pairs()["已付金额"] == "", "as it was confirmed"
        box.columns.choose("已付金额", "paid")
        agree(qtbot, box)

    explained(qtbot, page, answers, right)
    assert [one.version for one in store.versions(city.office.db.conn, "works", OCTOBER.label, "370202")] == [1, 2]


def test_what_is_wrong_goes_back_in_the_senders_own_table(qtbot, page, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"), done=200)])
    explained(qtbot, page, answers, lambda box: agree(qtbot, box))
    assert column(page.tray, 0) == ["✕ 未收"]
    assert "已办 200 件多于应办 100 件" in column(page.tray, 5)[0]
    answers.append(str(tmp_path / "back"))
    qtbot.mouseClick(page.mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已写出 1 份" in page.note.text(), timeout=LONG)
    sheet = openpyxl.load_workbook(tmp_path / "back" / "待改_报表1.xlsx")["数字"]
    assert "多于应办" in sheet["C4"].comment.text


def test_what_is_no_table_is_refused_as_before(qtbot, page, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["通讯录"])
    book.save(tmp_path / "通讯录.xlsx")
    dropped(qtbot, page, [tmp_path / "通讯录.xlsx"])
    assert column(page.tray, 0) == ["✕ 未收"]
    assert not page.explain.isVisible()


def test_another_programme_waits_for_its_own_guesses(qtbot, page, city, answers, tmp_path):
    known = city.office.catalogue
    city.office.catalogue = replace(
        known, packs={**known.packs, "other": replace(known.pack("works"), id="other", title="另一方案", forms=())}
    )
    city.office.set({"packs": "works other"})
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])

    def given_up(box):
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        box.programme.setFocus()
        qtbot.keyClick(box.programme, Qt.Key.Key_Down)
        assert box.programme.currentText() == "另一方案"
        assert not box.tables.isEnabled()
        assert not box.do.isEnabled()
        box.sheets.selectRow(1)
        assert box.form_choice.currentIndex() == 0
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        assert box.tables.isEnabled()
        box.reject()

    answers.append(given_up)
    qtbot.mouseClick(page.explain, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and page.explain.isEnabled(), timeout=LONG)


def test_enter_on_a_sheet_goes_to_its_pairs(qtbot, page, answers, tmp_path):
    dropped(qtbot, page, [plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))])

    def work(box):
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        box.sheets.setFocus()
        qtbot.keyClick(box.sheets, Qt.Key.Key_Return)
        assert box.isVisible()
        assert box.focusWidget() is box.columns
        qtbot.keyClick(box.sheets, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert not box.columns.isVisible()
        assert "不收" in box.passed.text()
        qtbot.keyClick(box.sheets, Qt.Key.Key_Return)
        assert box.isVisible()
        assert box.focusWidget() is box.form_choice
        box.reject()

    answers.append(work)
    qtbot.mouseClick(page.explain, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and page.explain.isEnabled(), timeout=LONG)
    assert column(page.tray, 0) == ["△ 待定"]


def test_a_fault_is_told_in_the_language_of_the_window(qtbot, city, monkeypatch):
    seen = Seen(Path("x.xlsx"), None, ClerkAnswer(), True, {}, ())
    monkeypatch.setattr(MappingBox, "_on_programme", lambda _box: None)
    box = MappingBox(city, seen)
    qtbot.addWidget(box)
    box._on_failed(PermissionError(13, "Permission denied", "x.xlsx"))
    assert box.fault.text() == "✕ “x.xlsx”：没有权限。"


def test_a_file_is_looked_at_through_a_connection_of_its_own(city, monkeypatch, tmp_path):
    path = plain_book(tmp_path / "报表1.xlsx", TITLE.format(unit="市南区"))
    with monkeypatch.context() as there:
        there.setattr(city.office, "db", None)  # the window's own
        assert look_at(path, city.office).answer == ClerkAnswer("370202", "works", "2026-10")
