"""The pages 收报 and 汇总: files dropped, verdicts, who is in, returning and asking, totals and what stands behind them."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QLabel

from db.office.office import open_office
from db.periods.report_period import parse
from db.received import questions
from desktop.exchange.book import blank_workbooks, workbook_writer
from desktop.exchange.handing_up import with_thread
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.reading import workbook_reader
from desktop.handoff.questions import Questions
from desktop.rollup.page import RollupPage
from desktop.work.session import Session
from tests import upward
from tests.desktop.showing import shown

LONG = 30_000  # ms; two busy cores
OCTOBER = parse("2026-10")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> upward.Districts:
    return upward.districts(tmp_path_factory.mktemp("upward"))


@pytest.fixture
def city(made, dressed, tmp_path):
    """The city's office and its session, two days after October was due."""
    shutil.copy(made.city, tmp_path / "city.taizhang")
    office = open_office(tmp_path / "city.taizhang", made.catalogue, "王科长")
    session = Session(office, today=date(2026, 11, 7))
    session.look_at(made.pack, OCTOBER)
    office.move_due(made.pack, OCTOBER, datetime(2059, 1, 1, 17), "收报时刻是真的，时限放远")
    yield session
    office.close()


@pytest.fixture
def page(intake, city):
    return intake(city)


def dropped(qtbot, page, files):
    """Files dropped on the page, worked through."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    with qtbot.waitSignal(page.received, timeout=LONG):
        page.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: len(page.verdicts) >= len(files), timeout=LONG)


def writes(text):
    """Writes into the box of 质询 and 退回 and ends it."""

    def act(box):
        assert box.scope.count() == 1
        assert box.scope.currentText() == "整份报送件"
        box.words.setPlainText(text)
        box.do.click()

    return act


def column(listing, n):
    return [listing.item(row, n).text() for row in range(listing.rowCount())]


def test_files_dropped_get_their_verdict_and_units_are_in(qtbot, page, made, tmp_path):
    picture = tmp_path / "照片.xlsx"
    picture.write_bytes(b"\x89PNG....")
    dropped(qtbot, page, [*made.books[:3], picture])
    assert column(page.tray, 0) == ["✓ 已收", "✓ 已收", "✓ 已收", "✕ 未收"]
    assert "图片" in column(page.tray, 5)[3]
    qtbot.waitUntil(lambda: "已收 3 个" in page.heading.line.text(), timeout=LONG)
    dropped(qtbot, page, made.books[:1])
    assert column(page.tray, 0)[-1] == "○ 已有"


def test_several_files_are_chosen_at_once(qtbot, page, made, answers):
    answers.append([str(one) for one in made.books[:3]])
    with qtbot.waitSignal(page.received, timeout=LONG):
        qtbot.mouseClick(page.open_files, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.verdicts) == 3, timeout=LONG)
    assert column(page.tray, 0) == ["✓ 已收"] * 3


def test_a_changed_file_comes_back_with_its_list(qtbot, page, made, answers, tmp_path):
    book = openpyxl.load_workbook(made.books[0])
    next(row for row in book["指标完成情况表"].iter_rows() if row[0].value == "K02")[5].value = 7
    book.save(tmp_path / "改过.xlsx")
    dropped(qtbot, page, [tmp_path / "改过.xlsx"])
    assert column(page.tray, 0) == ["✕ 未收"]
    answers.append(str(tmp_path / "back"))
    qtbot.mouseClick(page.mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "back" / "待改_改过.xlsx").is_file(), timeout=LONG)
    qtbot.waitUntil(lambda: "已写出 1 份" in page.note.text(), timeout=LONG)


def test_a_unit_is_asked_and_sent_back(qtbot, page, made, answers):
    dropped(qtbot, page, made.books[:2])
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].done, timeout=LONG)
    page.unit_list.units.selectRow(0)
    answers.append(writes("面积为什么比上月少？"))
    qtbot.mouseClick(page.unit_list.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].questions == 1, timeout=LONG)
    assert page.unit_list.arrivals[0].done, "a question leaves the figures in"

    def refused(box):
        box.do.click()
        assert "请写明" in box.fault.text()
        writes("面积单位错了")(box)

    answers.append(refused)
    qtbot.mouseClick(page.unit_list.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].word == "returned", timeout=LONG)
    assert page.note.text() == "✓ 已退回市南区的第 1 版。"


def test_the_reminder_names_exactly_the_missing_ones(qtbot, page, made):
    dropped(qtbot, page, made.books[:9])
    qtbot.waitUntil(lambda: sum(one.done for one in page.unit_list.arrivals) == 9, timeout=LONG)
    qtbot.mouseClick(page.unit_list.remind, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert "已报9个" in text
    assert "莱西市" in text
    assert "市南区" not in text
    qtbot.mouseClick(page.unit_list.list, Qt.MouseButton.LeftButton)
    assert "按时（9个）：市南区" in QGuiApplication.clipboard().text()


@pytest.fixture
def found(qtbot, page, made, city):
    """The page 汇总 at the indicators of all ten."""
    dropped(qtbot, page, made.books)
    with shown(qtbot, RollupPage(city)) as rollup:
        rollup.forms.setCurrentIndex(1)
        qtbot.waitUntil(lambda: rollup.totals.rowCount() == 5 and rollup.totals.columnCount() > 4, timeout=LONG)
        yield rollup


def test_totals_and_the_cells_behind_them(qtbot, found, answers, tmp_path):
    assert found.heading.line.text() == "已汇 10/10（计入汇总的 10 个，另有 6 个不计入）"
    at = [found.totals.horizontalHeaderItem(n).text() for n in range(found.totals.columnCount())].index("本期")
    assert column(found.totals, at)[0] == "303.74"
    found.totals.setFocus()
    found.totals.setCurrentCell(0, at)
    qtbot.keyClick(found.totals, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.trail.sources.rowCount() == 10, timeout=LONG)
    assert sum(float(one.removeprefix("*")) for one in column(found.trail.sources, 1)) == pytest.approx(sum(upward.AREAS))
    assert all("!" in one for one in column(found.trail.sources, 3))
    answers.append(str(tmp_path / "out"))
    (tmp_path / "out").mkdir()
    qtbot.mouseClick(found.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(found.note.isVisible, timeout=LONG)
    assert sorted(one.suffix for one in Path(tmp_path / "out").iterdir()) == [".pdf", ".pdf", ".xlsx", ".xlsx"]


def test_an_adjustment_is_added_seen_and_taken_back(qtbot, found, made, city, answers, tmp_path):
    heads = [found.totals.horizontalHeaderItem(n).text() for n in range(found.totals.columnCount())]
    found.totals.setCurrentCell(0, heads.index("本期"))

    def typed(box):
        assert (box.row.currentData(), box.field.currentData()) == ("K01", "current"), "the cell in front"
        box.unit.setCurrentIndex(box.unit.findText("城阳区"))
        box.amount.setFocus()
        qtbot.keyClicks(box.amount, "-0.03")
        qtbot.keyClick(box.amount, Qt.Key.Key_Return)
        assert "要有名称" in box.fault.text()
        box.name.setText("交界小区重报")
        box.reason.setText("两家都报了")
        qtbot.keyClick(box.reason, Qt.Key.Key_Return)

    def added(box):
        answers.append(typed)
        qtbot.mouseClick(box.add, Qt.MouseButton.LeftButton)
        assert [column(box.list, n) for n in range(4)] == [["交界小区重报"], ["城阳区"], ["指标完成情况表 K01 本期"], ["-0.03"]]
        box.accept()

    answers.append(added)
    qtbot.mouseClick(found.adjust, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found.totals.rowCount() == 7, timeout=LONG)  # the adjustment, and what it does to the year to date
    assert column(found.totals, 1)[5] == "K01 交界小区重报（城阳区，已计入合计）"
    assert [column(found.totals, heads.index("本期"))[n] for n in (0, 5)] == ["303.71", "-0.03"]
    assert column(found.totals, heads.index("本年累计"))[6] == "-0.03"
    found.totals.setCurrentCell(0, heads.index("本期"))
    found.totals.setFocus()
    qtbot.keyClick(found.totals, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found.trail.sources.rowCount() == 11, timeout=LONG)
    assert column(found.trail.sources, 0)[-1] == "调整：交界小区重报（城阳区）"
    assert column(found.trail.sources, 1)[5] == "0.1", "what the unit reported stays"

    answers.append(str(tmp_path / "out"))
    qtbot.mouseClick(found.out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(found.note.isVisible, timeout=LONG)
    (book,) = (tmp_path / "out").glob("*summary*.xlsx")
    texts = [cell.value for row in openpyxl.load_workbook(book)["调整情况"].iter_rows() for cell in row]
    assert {"交界小区重报", "城阳区", "两家都报了", -0.03} <= set(texts)
    for paper in (tmp_path / "out").glob("*.pdf"):
        told = subprocess.run(["pdftotext", "-raw", str(paper), "-"], capture_output=True, text=True, check=True).stdout
        assert "交界小区重报" in "".join(told.split())

    def withdrawn(box):
        answers.append("即墨已改正")
        qtbot.mouseClick(box.withdraw, Qt.MouseButton.LeftButton)
        assert column(box.list, 6) == ["已撤回"]
        assert not box.withdraw.isEnabled()
        box.accept()

    answers.append(withdrawn)
    qtbot.mouseClick(found.adjust, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found.totals.rowCount() == 5, timeout=LONG)


def test_blank_forms_for_every_unit_below(qtbot, page, answers, tmp_path):
    answers.append(str(tmp_path / "blanks"))
    qtbot.mouseClick(page.blanks, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已写出 16 份空白表" in page.note.text(), timeout=LONG)
    names = [one.name for one in (tmp_path / "blanks").iterdir()]
    assert len(names) == 16
    assert "370202_works_2026-10_空白表.xlsx" in names


def test_a_blank_shows_what_was_accepted_last(qtbot, page, made, city):
    dropped(qtbot, page, made.books[:1])
    pack = replace(made.pack, reference_values=True)
    unit = next(one for one in city.office.units() if one.code == upward.DISTRICTS[0])
    known = blank_workbooks.accepted(city.office, pack, OCTOBER.next)
    found = known(unit, pack.form("indicators"))
    assert found["K01"]["current"].value == upward.AREAS[0]
    other = next(one for one in city.office.units() if one.code == upward.DISTRICTS[1])
    assert known(other, pack.form("indicators")) == {}


def test_a_receipt_and_what_a_second_version_changed(qtbot, page, made, answers, tmp_path):
    dropped(qtbot, page, made.books[:1])
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].done, timeout=LONG)
    page.unit_list.units.selectRow(0)
    answers.append(str(tmp_path / "one"))
    qtbot.mouseClick(page.unit_list.changes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "只有一版" in page.note.text(), timeout=LONG)
    shutil.copy(made.offices[0], tmp_path / "again.taizhang")
    with open_office(tmp_path / "again.taizhang", made.catalogue) as own:
        book = upward.written(upward.handed(own, 0, K01=13.5), tmp_path)
    dropped(qtbot, page, [book])
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].version == 2, timeout=LONG)
    for act, folder, words in (
        (page.unit_list.paper, "回执", ("回执", "第 2 版", "K01")),
        (page.unit_list.changes, "更正", ("更正说明", "改造面积", "13.5")),
    ):
        answers.append(str(tmp_path / folder))
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda folder=folder: len(list((tmp_path / folder).glob("*.pdf"))) == 1, timeout=LONG)
        (pdf,) = (tmp_path / folder).glob("*.pdf")
        text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        assert all(word in text for word in words if word != "K01"), text


def test_a_question_goes_down_in_a_blank_and_its_answer_comes_up(qtbot, page, made, city, answers, tmp_path):
    dropped(qtbot, page, made.books[:1])
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].done, timeout=LONG)
    page.unit_list.units.selectRow(0)
    answers.append(writes("面积为什么比上月少？"))
    qtbot.mouseClick(page.unit_list.ask, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].questions == 1, timeout=LONG)
    blank = tmp_path / "空白.xlsx"
    unit = page.unit_list.arrivals[0].unit
    blank_workbooks.write_one(city.office, made.pack, OCTOBER, blank, unit)

    shutil.copy(made.offices[0], tmp_path / "own.taizhang")
    with open_office(tmp_path / "own.taizhang", made.catalogue) as own:
        before = own.record(made.pack.form("indicators"), OCTOBER, "K02").value("current")
        report = fill(own, replace(workbook_reader.read(blank), forms={}))
        assert report.asked == 1
        assert fill(own, replace(workbook_reader.read(blank), forms={})).asked == 0, "twice is like once"
        assert own.record(made.pack.form("indicators"), OCTOBER, "K02").value("current") == before
        session = Session(own, today=date(2026, 11, 7))
        session.look_at(made.pack, OCTOBER)
        asked = Questions(session)
        qtbot.addWidget(asked)
        asked.show()
        assert "面积为什么比上月少？" in "".join(one.text() for one in asked.findChildren(QLabel))
        answers.append("上月多报，已更正。")
        qtbot.mouseClick(asked.buttons[0], Qt.MouseButton.LeftButton)
        ret = with_thread(own.db.conn, upward.handed(own, 0, K01=11.0))
        workbook_writer.write(ret, tmp_path / "答复.xlsx")
    dropped(qtbot, page, [tmp_path / "答复.xlsx"])
    qtbot.waitUntil(lambda: page.unit_list.arrivals[0].version == 2, timeout=LONG)
    (told,) = questions.thread(city.office.db.conn, unit.code, made.pack.id, OCTOBER.label)
    assert [one.text for one in told.answers] == ["上月多报，已更正。"]
