"""One received return on screen: opened by Enter, compared, asked about and returned cell by cell, marked for its sender, and answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.office.office import Office, open_office
from db.periods.report_period import parse
from db.received import intake_log, questions, store
from db.received.questions import About
from desktop.exchange.book import workbook_writer
from desktop.exchange.handing_up import with_thread
from desktop.exchange.intake import receive
from desktop.exchange.intake.annotate import NOTE, WASHES
from desktop.exchange.reading import workbook_reader
from desktop.handoff.page import HandoffPage
from desktop.received.cell_tables import PAGE, PAGES_HELD, Values
from desktop.received.page import ReceivedPage
from desktop.shell.window import Window
from desktop.work import tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.showing import shown
from tests.upward import OCTOBER, Districts

LONG = 30_000  # ms; two busy cores
SEPTEMBER = parse("2026-09")
UNIT = upward.DISTRICTS[0]
WHOSE = (UNIT, "works", "2026-10")
CELL = About("indicators", "K01", "current")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lower(districts: Districts, tmp_path: Path) -> Path:
    """The office file of the first district."""
    return Path(shutil.copy(districts.offices[0], tmp_path / "own.taizhang"))


@pytest.fixture
def versions(districts: Districts, lower: Path, tmp_path: Path) -> Callable[..., Path]:
    """Makes the workbook of a period, typed anew and finalised."""

    def make(period=OCTOBER, **changed: float) -> Path:
        with open_office(lower, districts.catalogue) as own:
            return upward.written(upward.handed(own, 0, period, **changed), tmp_path)

    return make


@pytest.fixture
def session(dressed, city: Office, districts: Districts) -> Session:
    found = Session(city, today=date(2026, 11, 7))
    found.look_at(districts.pack, OCTOBER)
    return found


@pytest.fixture
def take(city: Office) -> Callable[..., list[Any]]:
    """Receives files."""
    return lambda *paths, **more: list(receive.receive(city, paths, **more))


@pytest.fixture
def page(qtbot, session: Session) -> ReceivedPage:
    with shown(qtbot, ReceivedPage(session)) as found:
        qtbot.waitUntil(found.isActiveWindow, timeout=LONG)
        yield found


def opened(qtbot, page: ReceivedPage, form: str = "indicators") -> None:
    """The return with its problems and changes known, `form` in front."""
    page.arrive(UNIT)
    settled(qtbot, page)
    page.sheet.forms.setCurrentIndex(next(n for n in range(page.sheet.forms.count()) if page.sheet.forms.tabData(n) == form))


def settled(qtbot, page: ReceivedPage) -> None:
    qtbot.waitUntil(lambda: page.sheet.judged is not None, timeout=LONG)


def rows(page: ReceivedPage) -> list[list[str]]:
    """What the table shows."""
    model = page.sheet.table.model()
    return [[model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())]


def at(page: ReceivedPage, row: int, title: str) -> None:
    """Put the cursor on a cell."""
    model = page.sheet.table.model()
    page.sheet.table.setCurrentIndex(model.index(row, list(model.titles).index(title)))


def says(commit, text: str, scope: int = 0) -> Callable[[Any], None]:
    """Types into the box and ends it with Ctrl+Enter."""

    def act(box: Any) -> None:
        box.scope.setCurrentIndex(scope)
        commit(box.words, text)
        box.do.click()

    return act


def log(city: Office) -> list[tuple[str, int]]:
    return [(one.kind, one.version) for one in intake_log.events(city.db.conn, "works", "2026-10", UNIT)]


def test_enter_opens_the_return_of_a_unit_and_esc_goes_back(qtbot, session, take, versions, districts) -> None:
    take(districts.books[0])
    window = Window(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("intake")
    standing = window.page_of("intake").unit_list
    qtbot.waitUntil(lambda: standing.units.rowCount() > 0, timeout=LONG)
    standing.units.setFocus()
    standing.units.selectRow(1)
    qtbot.keyClick(standing.units, Qt.Key.Key_Return)
    assert window.page == "intake"
    assert "已经收到报送件的单位" in window.page_of("intake").note.text()
    standing.units.selectRow(0)
    qtbot.keyClick(standing.units, Qt.Key.Key_Return)
    page = window.page_of("received")
    settled(qtbot, page)
    assert window.page == "received"
    assert window.rail.buttons["intake"].isChecked()
    assert page.heading.title.text() == "市南区　第 1 版"
    assert "✓ 已收" in page.heading.line.text()
    assert "第一版" in page.sheet.summary.text()
    page.sheet.table.setFocus()
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_PageDown, CONTROL)
    assert page.sheet.forms.currentIndex() == 1
    assert rows(page)[0][:5] == ["K01", "改造面积", "万平方米", "", "12.10"]
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_PageDown, CONTROL)
    assert rows(page)[1] == ["小区0-1", "1", "13.10", "1.10", "8.40", "138****5678"]
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_Escape)
    assert window.page == "intake"
    window.close()


def test_three_sides_cell_by_cell(qtbot, page, take, versions, districts) -> None:
    take(versions(SEPTEMBER, K01=11), districts.books[0], versions(K01=13.5, K02=120))
    opened(qtbot, page)
    assert [page.sheet.forms.tabText(n) for n in range(3)] == ["任务进展表", "指标完成情况表（6）", "工程台账"]
    assert page.sheet.lines.titles[page.sheet.table.currentIndex().column()] == "本期", "not what names the row"
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_D, CONTROL)
    assert page.sheet.summary.text() == "与第 1 版相比变了 6 格，本表 6 格。"
    assert list(page.sheet.lines.titles) == ["行", "栏", "第 1 版", "第 2 版", "相差", "上期（2026年9月）", "变动"]
    assert rows(page) == [
        ["K01 改造面积", "本期", "12.1", "13.5", "1.4", "11", "更正"],
        ["K01 改造面积", "本年累计", "12.1", "24.5", "12.4", "11", "更正"],
        ["K02 应办件", "本期", "100", "120", "20", "100", "更正"],
        ["K02 应办件", "本年累计", "100", "120", "20", "100", "更正"],
        ["K04 办结率", "本期", "40", "33.33", "-6.67", "40", "更正"],
        ["K04 办结率", "本年累计", "40", "33.33", "-6.67", "40", "更正"],
    ]
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_H, CONTROL)
    shown = rows(page)
    assert len(shown) == 5 * 8
    assert [one[6] for one in shown].count("更正") == 6
    assert ["K03 已办件", "本期", "40", "40", "", "40", ""] in shown
    page.sheet.step(-1)
    assert all(one[6] == "" for one in rows(page))


def test_a_resubmission_that_changes_nothing_is_named_so(qtbot, page, take, versions, districts, city) -> None:
    take(districts.books[0], versions(K01=13.5))
    questions.send_back(city.db, "市局", *WHOSE, 2, [(CELL, "面积不对")])
    (third,) = take(versions())
    assert (third.verdict, third.version) == ("accepted", 3)
    opened(qtbot, page)
    assert page.sheet.summary.text() == "与第 1 版完全相同，一格也没有变。"
    assert page.panel.log.count() == 4


def test_a_cell_is_asked_about(qtbot, page, take, districts, city, answers, commit) -> None:
    take(districts.books[0])
    opened(qtbot, page)
    at(page, 0, "本期")
    page.sheet.table.setFocus()
    answers.append(says(commit, "比上月多一倍，请核实。"))
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "？ 质询" in page.heading.line.text(), timeout=LONG)
    (found,) = questions.thread(city.db.conn, *WHOSE)
    assert (found.kind, found.about, found.text, found.who) == ("questioned", CELL, "比上月多一倍，请核实。", "市局")
    assert rows(page)[0][4] == "？ 12.10"
    assert UNIT in store.standing(city.db.conn, "works", "2026-10"), "what is asked about still counts"
    assert "指标完成情况表 K01 改造面积 · 本期\n比上月多一倍" in page.panel.questions.item(0).text()
    page.panel.tabs.setCurrentIndex(1)
    page.panel.questions.setFocus()
    answers.append("问错了单位")
    qtbot.keyClick(page.panel.questions, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "✓ 已收" in page.heading.line.text(), timeout=LONG)
    assert questions.thread(city.db.conn, *WHOSE) == []
    assert "撤回质询：问错了单位" in "".join(page.panel.log.item(n).text() for n in range(page.panel.log.count()))


def test_reasons_are_collected_and_sent_as_one(qtbot, page, take, districts, city, answers, commit) -> None:
    take(districts.books[0])
    opened(qtbot, page)
    table = page.sheet.table
    table.setFocus()
    at(page, 0, "本期")
    answers.append(says(commit, "单位应为万平方米"))
    qtbot.keyClick(table, Qt.Key.Key_R, CONTROL)
    at(page, 2, "本期")
    answers.append(says(commit, "整行与附件不符", scope=1))
    qtbot.keyClick(table, Qt.Key.Key_R, CONTROL)
    assert page.pending.do.text() == "发出退回（2 处）"
    assert log(city) == [("accepted", 1)], "nothing is sent before it is sent"
    with qtbot.waitSignal(page.go_wanted) as left:
        qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert left.args == ["intake", {"note": "△ 市南区　第 1 版还有 2 处退回原因没有发出，“查看”里还在。"}]
    assert page.pending.isVisible(), "what was written is not lost by a key"
    page.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "✕ 退回" in page.heading.line.text(), timeout=LONG)
    assert not page.pending.isVisible()
    sent = {(one.about, one.text) for one in questions.thread(city.db.conn, *WHOSE)}
    assert sent == {(CELL, "单位应为万平方米"), (About("indicators", "K03"), "整行与附件不符")}
    assert UNIT not in store.standing(city.db.conn, "works", "2026-10")

    answers.append("来电说明，数无误")
    qtbot.mouseClick(page.accept, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "✓ 已收" in page.heading.line.text(), timeout=LONG)
    assert UNIT in store.standing(city.db.conn, "works", "2026-10")
    assert sorted(log(city)) == [("accepted", 1), *[("returned", 1)] * 2, *[("withdrawn", 1)] * 2], "nothing is deleted"
    assert not page.accept.isVisible()


def test_an_older_version_is_only_looked_at(qtbot, page, take, versions, districts) -> None:
    take(districts.books[0], versions(K01=13.5))
    opened(qtbot, page)
    page.panel.version_wanted.emit(1)
    qtbot.waitUntil(lambda: page.heading.title.text() == "市南区　第 1 版", timeout=LONG)
    assert "旧版，现用第 2 版" in page.heading.line.text()
    assert not page.sheet.ask.isEnabled()
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_R, CONTROL)
    assert not page.pending.isVisible()


def test_problems_lead_to_their_cells_with_the_notes_of_the_sender(qtbot, page, take, districts) -> None:
    take(districts.books[0])
    opened(qtbot, page, "tasks")
    told = [page.panel.problems.item(n).text() for n in range(page.panel.problems.count())]
    assert any("推进中" in one for one in told)
    page.sheet.step(2)
    page.panel.problems.itemActivated.emit(page.panel.problems.item(0))
    assert page.sheet.forms.currentIndex() == 0
    assert page.sheet.chosen()[0].field == "status"


def test_a_large_ledger_is_read_by_pages(qtbot, page, take, districts, city) -> None:
    take(districts.books[0])
    (one,) = store.versions(city.db.conn, "works", "2026-10", UNIT)
    many = 50_000
    cells = json.dumps(["小区", 1, 2.5, 1, 40, "138****5678"], ensure_ascii=False)
    with city.db.atomic():
        city.db.conn.executemany(
            "INSERT INTO received_row VALUES (?, 'lg-works', ?, ?, ?, ?)",
            ((one.id, n, f"x{n}", cells, f"工程台账!{n}") for n in range(3, many + 1)),
        )
    opened(qtbot, page, "lg-works")
    lines = page.sheet.lines
    assert isinstance(lines, Values)
    assert lines.rowCount() == many
    for row in range(0, many, PAGE * 10):
        lines.index(row, 0).data()
    assert lines.index(many - 1, 0).data() == "小区"
    assert len(lines._pages) <= PAGES_HELD
    page.sheet.go_to(About("lg-works", "x49999", "money"))
    assert page.sheet.table.currentIndex().row() == many - 2


def test_questions_go_down_in_the_senders_own_workbook_and_answers_come_up(
    qtbot, page, session, take, versions, districts, lower, city, answers, tmp_path
) -> None:
    book = versions(K01=13.5)
    take(districts.books[0], book)
    questions.ask(city.db, "市局", *WHOSE, 2, CELL, "为什么由 12.1 改成 13.5？")
    questions.ask(city.db, "市局", *WHOSE, 2, About("lg-works", "r01", "money"), "合同是多少？")
    opened(qtbot, page)
    answers.append(str(tmp_path / "back"))
    qtbot.mouseClick(page.mark, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已写出" in page.note.text(), timeout=LONG)
    (back,) = (tmp_path / "back").iterdir()
    assert back.name == f"待改_{book.name}"
    marked = openpyxl.load_workbook(back)
    assert marked.sheetnames[0] == "待改清单"
    shown = [[cell.value for cell in row[:9]] for row in marked.worksheets[0].iter_rows()]
    (line,) = (row for row in shown if row[4] == "K01 改造面积")
    assert line[1:4] == ["需说明", "指标完成情况表", "F6"]
    assert line[6:8] == ["13.5", "为什么由 12.1 改成 13.5？（第 2 版 13.5，第 1 版 12.1）"]
    cell = marked["指标完成情况表"]["F6"]
    assert (cell.value, cell.fill.fgColor.rgb) == (13.5, f"FF{WASHES['warning']}")
    assert cell.comment.text.startswith(f"{NOTE}需说明：为什么")
    assert any(row[4] == "小区0-1" and row[5] == "投资" for row in shown)
    assert workbook_reader.read(back).forms == workbook_reader.read(book).forms, "the return itself is as it was"

    questions.take_back(city.db, "市局", *WHOSE, questions.thread(city.db.conn, *WHOSE)[1].key, "已查到")
    again = receive.question_copy(city, back, tmp_path / "again")
    assert again.name == back.name, "marked twice is marked once"
    assert openpyxl.load_workbook(again).sheetnames == marked.sheetnames
    keys = [one["key"] for one in workbook_reader.read(again).manifest.thread]
    assert len(keys) == len(set(keys)) == 3

    with open_office(lower, districts.catalogue, "李敏") as own:
        below = Session(own, today=date(2026, 11, 7))
        below.look_at(districts.pack, SEPTEMBER)
        handoff = HandoffPage(below)
        qtbot.addWidget(handoff)
        handoff.show()
        for told in ("读入 3 条上级意见", "没有新的"):
            answers.append(str(again))
            qtbot.mouseClick(handoff.read, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda told=told: told in handoff.note.text(), timeout=LONG)
        assert below.period == OCTOBER, "the period the workbook is about comes to the front"
        (button,) = handoff.questions.buttons
        question = button.parent().findChild(QLabel).text()
        assert question == "质询（第 2 版）指标完成情况表 K01 改造面积 · 本期：为什么由 12.1 改成 13.5？"
        kept = questions.thread(own.db.conn, *WHOSE)
        answers.append("上月漏报一个小区。")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        handoff.stop()
        tasks.finish()
        ret = with_thread(own.db.conn, upward.handed(own, 0, K01=13.6))
        workbook_writer.write(ret, tmp_path / "v3.xlsx")
    take(tmp_path / "v3.xlsx")
    session.refresh()
    qtbot.waitUntil(lambda: page.heading.title.text() == "市南区　第 3 版", timeout=LONG)
    assert "↳ 答复：上月漏报一个小区。" in page.panel.questions.item(0).text()
    assert questions.thread(city.db.conn, *WHOSE)[0].key == kept[0].key
    assert not page.mark.isEnabled(), "a newer version settles what was said of older ones"


def test_another_file_is_not_marked(qtbot, page, take, versions, districts, city, answers, tmp_path) -> None:
    book = versions(K01=13.5)
    take(districts.books[0], book)
    questions.send_back(city.db, "市局", *WHOSE, 2, [(About(), "请重报")])
    shutil.copy(districts.books[1], book)
    opened(qtbot, page)
    folder = str(tmp_path / "back")
    for chosen, told in (([], "还没有收到它的报送件"), ([str(districts.books[0])], "不是要标注的第 2 版")):
        answers.extend([*chosen, folder])
        qtbot.mouseClick(page.mark, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: told in page.note.text(), timeout=LONG)
    assert not (tmp_path / "back").exists()
