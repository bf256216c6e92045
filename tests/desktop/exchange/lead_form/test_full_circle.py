"""The lead office's own form, full circle: mapped by pointing, exported with the pair, filled by hand, received through the map."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.office.office import Office, create
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.periods.report_period import Period
from db.received import store
from desktop.exchange.intake.receive import receive
from desktop.exchange.lead_form import form_map
from desktop.exchange.lead_form.pointing import Meaning
from desktop.exchange.reading.any_workbook import look_at
from desktop.exchange.reading.unit_and_period import ClerkAnswer
from desktop.handoff.page import HandoffPage
from desktop.mapping.lead_form_box import LeadFormBox
from desktop.packs.page import PacksPage
from desktop.words import i18n
from desktop.work.session import Session
from tests.desktop.exchange.conftest import LEDGER, PACK, fill_in
from tests.desktop.exchange.foreign_books import lead_book
from tests.desktop.exchange.odd_books import counted, loaded, parts
from tests.desktop.showing import shown
from tests.terminal import run

LONG = 30_000  # ms; two busy cores
CHANGED = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}


@pytest.fixture
def known(tmp_path: Path) -> Catalogue:
    """The sample as it is shipped, with nothing that stands in the way of finalising."""
    for kind, name, text in (("ledgers", "lg-sample", LEDGER), ("packs", "sample", PACK + "blocking: false\n")):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(tmp_path)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return lead_book(tmp_path / "市局表样.xlsx")


@pytest.fixture
def session(dressed: Any, known: Catalogue, october: Period, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """An office whose October is typed, and a folder of its clerk's own."""
    monkeypatch.setenv("TAIZHANG_OWN", str(tmp_path / "own"))
    with create(tmp_path / "own.taizhang", known, "370202", ["sample"], who="李敏") as office:
        office.set({"preparer": "李敏", "reviewer": "王䶮"})
        fill_in(office, known.pack("sample"), october)
        found = Session(office, today=date(2026, 11, 3))
        found.look_at(known.pack("sample"), october)
        yield found


@pytest.fixture
def packs(qtbot: Any, session: Session) -> Iterator[PacksPage]:
    with shown(qtbot, PacksPage(session)) as page:
        page.arrive("sample")
        yield page


def opened(qtbot: Any, page: PacksPage, answers: deque[Any], work: Callable[[LeadFormBox], None]) -> None:
    """对方的表…, worked by `work`."""
    answers.append(work)
    qtbot.mouseClick(page.lead_form, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and page.lead_form.isEnabled(), timeout=LONG)


def said(box: LeadFormBox, row: int, column: int) -> str:
    box.view.go_to(row, column)
    return box.meaning.text()


@pytest.fixture
def mapped(qtbot: Any, packs: PacksPage, answers: deque[Any], blank: Path, commit: Callable[[Any, str], None]) -> PacksPage:
    """The page after the proposal was corrected: 填报时间 stands in D2, and G8 is nobody's."""

    def work(box: LeadFormBox) -> None:
        assert [box.tabs.tabText(n) for n in range(box.tabs.count())] == ["附表1", "附表2", "汇总", "说明"]
        assert said(box, 8, 5) == "E8：K01 新增就业 · 本期，写入时乘 10000"
        box.view.go_to(2, 3)
        qtbot.keyClick(box.view, Qt.Key.Key_Right)
        assert box.meaning.text() == "D2：不填"
        qtbot.keyClick(box.view, Qt.Key.Key_Return)
        assert box.finder.words.hasFocus() or box.finder.words is box.focusWidget()
        commit(box.finder.words, "报告期")
        qtbot.keyClick(box.finder.words, Qt.Key.Key_Return)
        assert box.meaning.text() == "D2：报告期"
        assert said(box, 8, 7) == "G8：K01 新增就业 · 说明"
        qtbot.keyClick(box.view, Qt.Key.Key_Delete)
        assert box.meaning.text() == "G8：不填"
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(str(blank))
    opened(qtbot, packs, answers, work)
    assert "已保存" in packs.news.text()
    return packs


def test_pointing_moves_and_gives_up(qtbot: Any, packs: PacksPage, known: Catalogue, answers: deque[Any], blank: Path) -> None:
    def work(box: LeadFormBox) -> None:
        assert [one.form for one in box.map.spots if one.cell == "F8"] == ["indicators"]
        box.view.go_to(8, 7)
        qtbot.keyClick(box.view, Qt.Key.Key_Return)
        qtbot.keyClicks(box.finder.words, "K01")
        assert box.finder.list.item(0).text().startswith("K01")
        titles = [box.finder.list.item(n).text() for n in range(box.finder.list.count())]
        for _ in range(titles.index("K01 新增就业 · 本年累计")):
            qtbot.keyClick(box.finder.words, Qt.Key.Key_Down)
        qtbot.keyClick(box.finder.words, Qt.Key.Key_Return)
        assert box.meaning.text() == "G8：K01 新增就业 · 本年累计，写入时乘 10000"
        assert said(box, 8, 6) == "F8：不填", "one of ours stands once"
        box.doubts.setCurrentRow(0)
        qtbot.keyClick(box.doubts, Qt.Key.Key_Return)
        assert box.tabs.tabText(box.tabs.currentIndex()) == "附表2", "to where the doubt is"
        assert said(box, 6, 4) == "D6：样本台账 · 投资，写入时乘 10000"
        qtbot.keyClick(box.view, Qt.Key.Key_Return)
        qtbot.keyClick(box.finder.words, Qt.Key.Key_Escape)
        assert box.isVisible(), "Escape leaves the list, not the box"
        answers.append(False)
        qtbot.keyClick(box.view, Qt.Key.Key_Escape)
        assert box.isVisible(), "asked first: the corrections are not kept yet"
        answers.append(True)
        qtbot.keyClick(box.view, Qt.Key.Key_Escape)
        assert not box.isVisible()

    answers.append(str(blank))
    opened(qtbot, packs, answers, work)
    assert form_map.form_of(known.pack("sample")) is None


def test_sheets_are_turned_by_keys_and_texts_stand_as_they_are(qtbot: Any, packs: PacksPage, answers: deque[Any], tmp_path: Path) -> None:
    book = loaded(lead_book(tmp_path / "市局表样.xlsx"))
    book["附表1"]["A1"] = "<b>表样"
    book.create_sheet("<i>底稿").sheet_state = "hidden"
    book.save(tmp_path / "市局表样.xlsx")

    def work(box: LeadFormBox) -> None:
        box.activateWindow()
        qtbot.waitUntil(box.isActiveWindow, timeout=LONG)
        qtbot.keyClick(box.view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert box.tabs.currentIndex() == 1
        qtbot.keyClick(box.view, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert box.tabs.currentIndex() == 0
        tip = box.view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert "&lt;b&gt;表样" in tip
        (hidden,) = [one for one in box.findChildren(QLabel) if "底稿" in one.text()]
        assert hidden.textFormat() is Qt.TextFormat.PlainText
        box.finder.offer([Meaning("", "", "head", "<b>x</b>")])
        assert "&lt;b&gt;" in box.finder.list.item(0).toolTip()
        box.reject()

    answers.append(str(tmp_path / "市局表样.xlsx"))
    opened(qtbot, packs, answers, work)


def test_meanings_are_called_in_the_language_of_the_window(qtbot: Any, packs: PacksPage, answers: deque[Any], blank: Path) -> None:
    i18n.use("en")

    def work(box: LeadFormBox) -> None:
        columns, tasks = (box.doubts.item(n).text() for n in range(box.doubts.count()))
        assert columns.startswith("Columns of “样本台账” not recognised on the sheet “附表2”: 编号, 证件号, ")
        assert tasks == "Where the form “任务进展表” stands was not recognised."
        assert [one.text for one in box.map.doubts][1] == "没有认出报表“任务进展表”在哪里。", "as it is kept"
        assert said(box, 2, 1) == "A2: Reporting unit"
        box.finder.words.setText("ends with")
        assert box.finder.list.item(0).text() == "样本台账: ends with this row"
        box.reject()

    answers.append(str(blank))
    opened(qtbot, packs, answers, work)


def test_another_blank_is_asked_about_where_corrections_are_lost(qtbot: Any, mapped: PacksPage, answers: deque[Any]) -> None:
    def work(box: LeadFormBox) -> None:
        box.view.go_to(2, 4)
        qtbot.keyClick(box.view, Qt.Key.Key_Delete)
        answers.append(False)
        qtbot.mouseClick(box.change, Qt.MouseButton.LeftButton)
        assert box.isVisible()
        assert not box.another
        answers.append(True)
        qtbot.mouseClick(box.change, Qt.MouseButton.LeftButton)
        assert box.another
        answers.append(None)  # no other file after all

    opened(qtbot, mapped, answers, work)


@pytest.fixture
def page(qtbot: Any, mapped: PacksPage, session: Session) -> Iterator[HandoffPage]:
    """The page 报送 of an office whose form is mapped."""
    with shown(qtbot, HandoffPage(session)) as found:
        yield found


def test_exported_from_the_window_and_given_up(qtbot: Any, page: HandoffPage, answers: deque[Any], blank: Path, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.finalised, timeout=LONG):
        page.make_final()
    qtbot.waitUntil(lambda: page.export.isEnabled() and page.shown == 1, timeout=LONG)
    answers.append(str(tmp_path / "out"))
    with qtbot.waitSignal(page.exported, timeout=LONG) as done:
        qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    files = done.args[0]
    assert [one.name.rpartition("_")[2] for one in files][-1] == "对方表.xlsx"
    assert files[-1].name in page.note.text()
    before, after = parts(blank), parts(files[-1])
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert counted(blank) == counted(files[-1])
    sheet = loaded(files[-1])["附表1"]
    assert (sheet["E8"].value, sheet["D2"].value, sheet["G8"].value) == (7503, "2026年10月", None)

    (tmp_path / "own" / "forms" / "sample.xlsx").write_bytes(b"no workbook")
    answers.append(str(tmp_path / "again"))
    with qtbot.waitSignal(page.exported, timeout=LONG) as done:
        qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert len(done.args[0]) == 2, "the pair is written all the same"
    assert "对方的表：没有写成" in page.note.text()
    i18n.use("en")
    answers.append(str(tmp_path / "once more"))
    with qtbot.waitSignal(page.exported, timeout=LONG):
        qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert "Their form: Not written: “sample.xlsx” is" in page.note.text()


def test_kept_corrected_and_dropped(qtbot: Any, mapped: PacksPage, known: Catalogue, answers: deque[Any]) -> None:
    def work(box: LeadFormBox) -> None:
        assert said(box, 2, 4) == "D2：报告期", "as it was kept"
        answers.append(True)
        qtbot.mouseClick(box.drop, Qt.MouseButton.LeftButton)

    opened(qtbot, mapped, answers, work)
    assert "不再导出" in mapped.news.text()
    assert form_map.form_of(known.pack("sample")) is None


def test_written_by_the_command_line(mapped: PacksPage, session: Session, capsys: Any, tmp_path: Path) -> None:
    file = session.office.path
    session.office.close()
    code, found, _ = run(capsys, "--packs-from", tmp_path, "finalise", file, "--programme", "sample", "--period", "2026-10", "--out",
                         tmp_path / "out", "--json")  # fmt: skip
    assert code == 0
    assert loaded(Path(found["their_form"]))["附表1"]["E8"].value == 7503


def test_a_form_that_lost_a_row_is_sent_back(mapped: PacksPage, blank: Path, city: Office, tmp_path: Path) -> None:
    path = by_hand(blank, tmp_path / "少一行.xlsx", "市南区", "2026年10月")
    book = loaded(path)
    book["附表1"]["B9"] = None
    book.save(path)
    (found,) = receive(city, [path])
    assert found.verdict == "refused"
    assert "其中：在册企业" in found.reason


def by_hand(blank: Path, path: Path, unit: str, period: str) -> Path:
    """The blank as another office fills it without the program."""
    book = loaded(blank)
    figures, ledger = book["附表1"], book["附表2"]
    figures["A2"] = f"填报单位（盖章）：{unit}"
    figures["D2"] = period
    figures["E8"], figures["F8"], figures["F9"] = 1200, 9000, 12
    for row, values in ((4, ("甲小区", 120, 3_000_000, "甲", 0.5)), (5, ("乙小区", 7, 10_000, "乙", 0.25))):
        for letter, value in zip("BCDEF", values, strict=True):
            ledger[f"{letter}{row}"] = value
    book.save(path)
    return path


@pytest.fixture
def city(known: Catalogue, tmp_path: Path) -> Iterator[Office]:
    with create(tmp_path / "city.taizhang", known, "370200", ["sample"], who="王科长") as office:
        office.move_due(known.pack("sample"), Period("month", 2026, 10), datetime(2059, 1, 1, 17), "收报时刻是真的，时限放远")
        yield office


def test_filled_by_hand_and_received_through_the_map(mapped: PacksPage, blank: Path, city: Office, tmp_path: Path) -> None:
    one = by_hand(blank, tmp_path / "市南.xlsx", "市南区发展和改革局", "2026年10月")
    two = by_hand(blank, tmp_path / "黄岛.xlsx", "黄岛区", "2026-10")
    three = by_hand(blank, tmp_path / "不知.xlsx", "", "2026年10月")
    found = list(receive(city, [one, two, three]))
    assert [(one.verdict, one.unit_name) for one in found] == [("accepted", "市南区"), ("accepted", "青岛西海岸新区"), ("held", "")]
    assert "看不出填报单位" in found[2].reason
    seen = look_at(three, city)
    assert found[2].unnamed
    assert (seen.tables, seen.answer) == (False, ClerkAnswer("", "sample", "2026-10")), "only the unit is asked for"
    (told,) = receive(city, [three], answer=replace(seen.answer, unit="370203"))
    assert (told.verdict, told.unit_name) == ("accepted", "市北区")
    pack = city.catalogue.pack("sample")
    kept = store.versions(city.db.conn, "sample", "2026-10", "370202")[0]
    form = pack.form("indicators")
    rows = {row: dict(zip([one.id for one in form.fields], cells, strict=True)) for row, cells, *_ in store.rows(city.db.conn, kept, form)}
    assert (rows["K01"]["current"].value, rows["K02"]["ytd"].value) == (0.12, 12)
    ledger = pack.form("lg-sample")
    money = [cells[[one.id for one in ledger.fields].index("money")].value for _, cells, *_ in store.rows(city.db.conn, kept, ledger)]
    assert money == [300, 1]


def test_read_into_the_own_draft(mapped: PacksPage, session: Session, blank: Path, capsys: Any, tmp_path: Path) -> None:
    one = by_hand(blank, tmp_path / "自填.xlsx", "", "2026年11月")
    file = session.office.path
    session.office.close()
    code, found, _ = run(capsys, "--packs-from", tmp_path, "fill", file, one, "--json")
    assert code == 1
    assert [("F8" in one, "由程序计算" in one) for one in found["problems"]] == [(True, True)], "the sum is ours"
    assert {(cell["row"], cell["field"]) for cell in found["read"]} >= {("K01", "current")}
