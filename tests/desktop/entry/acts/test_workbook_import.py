"""读入工作簿…: what a clerk typed into the blank workbook comes into the office file as one act, and what does not is asked or told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from db.office.office import Office, create
from db.packs.model import Form
from db.periods.report_period import Period, parse
from db.received import questions
from db.received.questions import About
from db.returns import nil
from db.values.cell import EMPTY, Cell, State, value
from desktop.entry.page import EntryPage
from desktop.exchange.book import workbook_writer
from desktop.exchange.handing_up import write_pair
from desktop.widgets import dialogs
from desktop.words import i18n
from desktop.work import tasks
from desktop.work.session import Session
from tests import upward
from tests.desktop.entry.conftest import at, type_text
from tests.desktop.exchange.intake.test_draft_import import Typist
from tests.desktop.mapping.typed_tables import plain_book

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = 30_000  # ms; two busy cores
TASK = "A1.T1.I1"
NOVEMBER = parse("2026-11")


@pytest.fixture
def blank(office: Office, session: Session, tmp_path: Path) -> Typist:
    """The blank workbook of October, as the program writes it."""
    workbook_writer.write_blank(office, session.pack, session.period, tmp_path / "填好的.xlsx")
    return Typist(tmp_path / "填好的.xlsx")


@pytest.fixture
def tasks_form(session: Session) -> Form:
    return session.pack.form("tasks")


def line(typist: Typist, form: str, row: str) -> int:
    return next(n for n, one in enumerate(typist.filled.forms[form]) if one.row == row)


def fill_in(typist: Typist, ledger: Form) -> Path:
    """Two communities, one figure with a unit of its own and one that is none, and a task."""
    typist.type(ledger.id, 0, community="浮山所小区", buildings=4, investment_total="2000万", status="未开工")
    typist.type(ledger.id, 1, community="湛山五区", households="许多", area=1.25)
    typist.type("tasks", line(typist, "tasks", TASK), status="推进中", percent="六成")
    return typist.save()


def settled(qtbot, page: EntryPage) -> None:
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)


def read_in(qtbot, page: EntryPage, answers: deque, path: Path) -> None:
    """By the key, the file chosen."""
    answers.append(path)
    qtbot.keyPress(page.commands.grid, Qt.Key.Key_I, CTRL)  # the page takes no keys while it reads, not even the release
    settled(qtbot, page)


def drop(qtbot, page: EntryPage, on: QWidget, *files: Path) -> None:
    """Dragged over a part of the page and let go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    state = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(on, QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *state))
    QApplication.sendEvent(on, QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, *state))
    settled(qtbot, page)


def content(office: Office, session: Session) -> dict[str, list[dict[str, Cell]]]:
    return {form.id: [dict(one.cells) for one in office.rows(form, session.period)] for form in session.pack.forms}


def task(office: Office, form: Form, period: Period, row: str = TASK) -> dict[str, Any]:
    record = office.record(form, period, row)
    return {name: cell for name, cell in record.cells.items()} if record else {}


def test_read_in_and_taken_back(qtbot, page, session, office, ledger, tasks_form, blank, answers, october):
    before = content(office, session)
    read_in(qtbot, page, answers, fill_in(blank, ledger))
    first, second = office.rows(ledger, october)
    assert (first.value("community"), first.value("buildings"), first.value("status")) == ("浮山所小区", 4, "未开工")
    assert (second.value("community"), second.value("area")) == ("湛山五区", 1.25)
    assert (first.cells["investment_total"], second.cells["households"]) == (EMPTY, EMPTY), "these wait"
    assert task(office, tasks_form, october)["status"] == value("推进中")
    assert page.drawer.message.text() == "读入 6 格（2 张表），3 处待确认"
    assert page.import_result.isHidden(), "one line says it all"
    assert office.history(ledger)[0].what == "读入工作簿 填好的.xlsx"
    qtbot.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert content(office, session) == before
    assert not office.can_undo, "it was one act"
    assert page.drawer.message.text() == "已撤销：读入工作簿 填好的.xlsx"
    qtbot.keyClick(page.grid, Qt.Key.Key_Y, CTRL)
    assert task(office, tasks_form, october)["status"] == value("推进中")


def test_what_waits_is_accepted_or_kept(qtbot, page, office, session, ledger, tasks_form, blank, answers, october):
    page.show_form(ledger.id)
    read_in(qtbot, page, answers, fill_in(blank, ledger))
    review = page.review
    assert review.isVisible()
    assert review.title.text() == "读入：3 格要您确认"
    places = [one.place for one in review.doubts]
    assert set(places) == {
        "浮山所小区 · 总投资 · 老旧小区改造台账",
        "湛山五区 · 户数 · 老旧小区改造台账",
        f"{TASK} · 完成比例 · 任务进展表",
    }
    qtbot.mouseClick(review.all, Qt.MouseButton.LeftButton)
    first, second = office.rows(ledger, october)
    assert first.cells["investment_total"] == value(2000)
    assert office.history(ledger)[0].what == "读入确认"
    review.table.setFocus()
    while review.doubts:
        qtbot.keyClick(review.table, Qt.Key.Key_Return)
    first, second = office.rows(ledger, october)
    assert second.cells["households"] == Cell(State.RAW, None, "许多")
    assert task(office, tasks_form, october)["percent"] == Cell(State.RAW, None, "六成")
    assert not review.isVisible()


@pytest.mark.parametrize("clear", [True, False])
def test_what_is_empty_there_and_typed_here_is_asked_about(qtbot, page, open_form, office, ledger, blank, october, answers, clear):
    path = fill_in(blank, ledger)
    grid = open_form("tasks")
    at(grid, grid.cells.row_of("A1.T1.I2"), "person")
    type_text(grid, "李敏")
    answers.append(clear)
    drop(qtbot, page, grid.viewport(), path)
    form = page.session.pack.form("tasks")
    assert "A1.T1.I2“责任人”填着“李敏”" in dialogs.said[-1]
    assert office.count(ledger, october) == 2
    assert task(office, form, october, "A1.T1.I2")["person"] == (EMPTY if clear else value("李敏"))
    assert page.drawer.message.text() == f"读入 {7 if clear else 6} 格（2 张表），{'其中清空 1 格，' if clear else ''}3 处待确认"
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    assert task(office, form, october, "A1.T1.I2")["person"] == value("李敏"), "what was being typed is an act before it"


def test_several_files_at_once_are_not_read(qtbot, page, office, ledger, blank, october):
    path = fill_in(blank, ledger)
    drop(qtbot, page, page, path, path)
    assert "一次读入一个工作簿" in page.import_result.title.text()
    assert office.count(ledger, october) == 0
    qtbot.keyClick(page.grid, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is page.import_result.away
    qtbot.keyClick(page.import_result.away, Qt.Key.Key_Escape)
    assert page.import_result.isHidden()


def test_twice_is_nothing_new(qtbot, page, office, ledger, blank, answers):
    blank.type(ledger.id, 0, community="浮山所小区")
    path = blank.save()
    read_in(qtbot, page, answers, path)
    read_in(qtbot, page, answers, path)
    assert page.drawer.message.text() == "没有新的数可以读入"
    office.undo()
    assert not office.can_undo


def test_another_period_and_programme(qtbot, page, session, office, answers, tmp_path):
    other = office.catalogue.packs["employment-talent"]
    workbook_writer.write_blank(office, other, NOVEMBER, tmp_path / "别的.xlsx")
    typist = Typist(tmp_path / "别的.xlsx")
    typist.type("lg-talent", 0, name="王䶮", subsidy_paid="3万")
    read_in(qtbot, page, answers, typist.save())
    assert (session.pack.id, session.period) == (other.id, NOVEMBER)
    (record,) = office.rows(other.form("lg-talent"), NOVEMBER)
    assert record.value("name") == "王䶮"
    assert page.drawer.message.text() == "已转到“就业社保人才”2026年11月：读入 1 格（1 张表），1 处待确认"
    assert page.review.isVisible(), "what waits is there after the turn"
    qtbot.keyClick(page.grid, Qt.Key.Key_Z, CTRL)
    assert office.count(other.form("lg-talent"), NOVEMBER) == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_there_to_read(qtbot, page, office, session, tasks_form, ledger, blank, answers, october, language):
    blank.type("tasks", line(blank, "tasks", TASK), title="改了名", status="推进中")
    blank.type("tasks", line(blank, "tasks", "A1.T1.I2"), title="也改了名")
    blank.type(ledger.id, 0, community="浮山所小区", households=120, area=1.2, area_per_household=7)
    path = blank.save()
    i18n.use(language)
    try:
        read_in(qtbot, page, answers, path)
        result = page.import_result
        told = result.text.toPlainText().splitlines()
        assert (len(told), result.isVisible(), result.text.isVisible()) == (3, True, True)
        assert "“改了名”" in told[0]
        assert "“也改了名”" in told[1]
        if language == "zh":
            assert result.title.text() == "读入 4 格（2 张表），3 处请核对"
            assert "是固定内容" in told[0]
            assert "由程序计算，工作簿里是“7”，程序里是“100”，没有采用" in told[2]
        else:
            assert result.title.text().startswith("4 cells read in (forms: 2)")
            assert "is computed; the workbook has “7”, the program “100”" in told[2]
        qtbot.keyClick(page.grid, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is result.text
        qtbot.keyClick(result.text, Qt.Key.Key_Escape)
        assert result.isHidden()
        assert QApplication.focusWidget() is page.grid
    finally:
        i18n.use("zh")


def test_questions_of_the_level_above_come_with_it(qtbot, page, session, office, catalogue, tasks_form, answers, tmp_path, october):
    with create(tmp_path / "市.taizhang", catalogue, "370200", [session.pack.id], who="市局") as city:
        questions.ask(
            city.db, "市局", office.unit.code, session.pack.id, october.label, 1, About("tasks", TASK, "percent"), "为什么没有进展？"
        )
        workbook_writer.write_blank(city, session.pack, october, tmp_path / "空白.xlsx", unit=office.unit)
    typist = Typist(tmp_path / "空白.xlsx")
    typist.type("tasks", line(typist, "tasks", TASK), percent=60)
    read_in(qtbot, page, answers, typist.save())
    assert task(office, tasks_form, october)["percent"] == value(60)
    assert [one.text for one in questions.thread(office.db.conn, office.unit.code, session.pack.id, october.label)] == ["为什么没有进展？"]
    assert page.drawer.message.text() == "读入 1 格（1 张表），上级质询、退回 1 条，见“报送”"


# --- what is not taken


def test_a_nil_return(qtbot, page, session, office, answers, tmp_path):
    book, _ = write_pair(nil.finalise(office, session.pack, session.period, "汛期停工"), tmp_path)
    refused(qtbot, page, office, answers, book, "是零报（汛期停工），没有数可以读入")


def test_another_unit(qtbot, page, session, office, catalogue, answers, tmp_path):
    with create(tmp_path / "市北区.taizhang", catalogue, "370203", [session.pack.id]) as other:
        workbook_writer.write_blank(other, session.pack, session.period, tmp_path / "市北区.xlsx")
    typist = Typist(tmp_path / "市北区.xlsx")
    typist.type("tasks", line(typist, "tasks", TASK), status="推进中")
    refused(qtbot, page, office, answers, typist.save(), "这个工作簿是“市北区”的，本工作库是“市南区”的，不能读入")


def test_a_programme_of_others(qtbot, page, session, office, catalogue, answers, tmp_path):
    pack = next(one for one in catalogue.packs.values() if one.period_type == "month" and one not in office.packs)
    with create(tmp_path / "市南区2.taizhang", catalogue, "370202", [pack.id]) as other:
        workbook_writer.write_blank(other, pack, session.period, tmp_path / "别的.xlsx")
    refused(qtbot, page, office, answers, tmp_path / "别的.xlsx", "本工作库启用的是")


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "是空文件"), (b"%PDF-1.7", "是PDF 文件"), (b"PK\x03\x04broken", "“坏.xlsx”"), (b"\x00" * 600, "“坏.xlsx”")],
)
def test_a_broken_file(qtbot, page, office, answers, tmp_path, content, told):
    (tmp_path / "坏.xlsx").write_bytes(content)
    refused(qtbot, page, office, answers, tmp_path / "坏.xlsx", told)


def test_a_file_that_is_gone(qtbot, page, office, answers, tmp_path):
    refused(qtbot, page, office, answers, tmp_path / "没有.xlsx", "“没有.xlsx”读不了")


def test_a_file_nobody_thought_of(qtbot, page, office, answers, tmp_path, monkeypatch):
    def odd(*_: object) -> None:
        raise KeyError("rId9")

    monkeypatch.setattr("desktop.exchange.reading.any_workbook.read_own", odd)
    refused(qtbot, page, office, answers, tmp_path / "怪.xlsx", "“怪.xlsx”的内容读不懂")


# --- a table somebody typed


@pytest.fixture
def works(qtbot, tmp_path: Path) -> Iterator[EntryPage]:
    """The page of 市南区 over the small programme that `plain_book` is about, in October."""
    with upward.office(tmp_path, upward.catalogue(tmp_path / "resources"), upward.DISTRICTS[0]) as office:
        session = Session(office)
        session.look_at(office.packs[0], upward.OCTOBER)
        page = EntryPage(session)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        settled(qtbot, page)
        yield page
        page.stop()
        tasks.finish()


def test_a_table_somebody_typed_is_explained_once(qtbot, works, answers, tmp_path):
    form, office = works.session.pack.form("lg-works"), works.session.office

    def explained(box: Any) -> None:
        qtbot.waitUntil(box.do.isEnabled, timeout=LONG)
        assert [box.unit.itemText(n) for n in range(box.unit.count())] == ["（请选择）", "市南区"]
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert not box.isVisible(), box.fault.text()

    answers.append(explained)
    drop(qtbot, works, works, plain_book(tmp_path / "自己的表.xlsx", "2026年10月改造情况统计表"))
    qtbot.waitUntil(lambda: works.drawer.message.text().startswith("读入"), timeout=LONG)
    assert [(one.value("name"), one.value("money")) for one in office.rows(form, upward.OCTOBER)] == [("甲小区", 100), ("乙小区", 200)]
    drop(qtbot, works, works, plain_book(tmp_path / "自己的表.xlsx", "改造情况统计表", area=7))
    record = office.record(works.session.pack.form("indicators"), upward.OCTOBER, "K01")
    assert record.value("current") == 7, "no question, and of the period looked at"


def test_a_table_of_another_unit(qtbot, works, tmp_path):
    drop(qtbot, works, works, plain_book(tmp_path / "别人的.xlsx", "青岛市市北区2026年10月改造情况统计表"))
    assert "这个工作簿是“市北区”的" in works.import_result.title.text()
    assert not works.session.office.can_undo


def refused(qtbot, page: EntryPage, office: Office, answers: deque, path: Path, told: str) -> None:
    """One sentence, nothing stored."""
    at_hand = (page.session.pack, page.session.period)
    before = content(office, page.session)
    read_in(qtbot, page, answers, path)
    result = page.import_result
    assert result.isVisible()
    assert result.text.isHidden()
    assert told in result.title.text(), result.title.text()
    assert "\n" not in result.title.text()
    assert not office.can_undo
    assert content(office, page.session) == before
    assert (page.session.pack, page.session.period) == at_hand
