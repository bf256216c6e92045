"""Paper, workbook and office file side by side: from the command line, and in the box of the page 收报."""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from db.office.office import Office, open_office
from db.received import lookup
from db.returns import check_code, versions
from db.returns.model import Return
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import receive
from desktop.exchange.paper import pdf_writer
from desktop.exchange.reading import workbook_reader
from desktop.intake.page import IntakePage
from desktop.intake.paper_check import PaperCheck
from desktop.work.session import Session
from tests import upward
from tests.desktop.exchange.verify.test_qr_scan import coded
from tests.scans import pages, save, scanned
from tests.terminal import run
from tests.upward import DISTRICTS, OCTOBER, Districts

LONG = 30_000  # ms; two busy cores


@dataclass(frozen=True)
class Handed:
    """What 市南区 handed in: its return, workbook, PDF and a scan of that; and the city's office file, which received it."""

    ret: Return
    book: Path
    paper: Path
    scan: Path
    city: Path


@pytest.fixture(scope="session")
def handed_in(districts: Districts, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Made once."""
    folder = tmp_path_factory.mktemp("handed")
    own, city = (Path(shutil.copy(one, folder)) for one in (districts.offices[0], districts.city))
    with open_office(own, districts.catalogue, write=False) as office:
        ret = versions.load(office, districts.pack, OCTOBER)
        paper = folder / "市南区.pdf"
        pdf_writer.write(ret, paper)
        book = Path(shutil.copy(districts.books[0], folder / "市南区.xlsx"))
    with open_office(city, districts.catalogue) as office:
        assert [one.verdict for one in receive(office, [book])] == ["accepted"]
    scan = save([scanned(page, 1, noise=4, grey=220, quality=80) for page in pages(paper)], folder / "扫描.pdf")
    return Handed(replace(ret, source=lambda form: iter(())), book, paper, scan, city)


@pytest.fixture
def files(handed_in: Handed, tmp_path: Path) -> Handed:
    """The same, the test's own to spoil."""
    copies = (Path(shutil.copy(one, tmp_path)) for one in (handed_in.book, handed_in.paper, handed_in.scan, handed_in.city))
    return Handed(handed_in.ret, *copies)


@pytest.fixture
def verify(
    files: Handed, districts: Districts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, Any, str]]:
    """`taizhang verify` with the catalogue of the districts."""
    monkeypatch.setattr("desktop.cli.packs.load", lambda *_: districts.catalogue)
    return lambda *arguments: run(capsys, "verify", *arguments)


def changed(book: Path, field: str, number: float) -> Path:
    """The workbook with one cell of its ledger changed."""
    filled, found = workbook_reader.read(book), load_workbook(book)
    one = filled.forms["lg-works"][0]
    found[one.place[0]][f"{one.columns[field]}{one.place[1]}"].value = number
    found.save(book)
    return book


def second(files: Handed, districts: Districts, tmp_path: Path, **changes: float) -> Path:
    """The workbook of a second version, and the district's office with it."""
    own = Path(shutil.copy(districts.offices[0], tmp_path / "own.taizhang"))
    with open_office(own, districts.catalogue, "市南区填表") as office:
        return upward.written(upward.handed(office, 0, **changes), tmp_path)


def test_all_three_say_the_same(files: Handed, verify: Any) -> None:
    code, found, _ = verify(files.scan, files.book, files.paper, "--office", files.city, "--code", files.ret.check_code, "--json")
    assert (code, found["match"], found["differences"], found["faults"], found["newest"]) == (0, True, [], [], 1)
    assert [one["where"] for one in found["sources"]] == ["paper", "workbook", "paper", "typed", "office"]
    said = [one for one in found["sources"] if one["where"] != "typed"]
    assert {(one["unit"], one["programme"], one["period"], one["version"], one["check_code"], one["rows"]) for one in said} == {
        ("370202", "works", "2026-10", 1, files.ret.check_code, 8)
    }
    assert said[0]["totals"] == said[3]["totals"] == {"lg-works.homes": "1", "lg-works.money": "25.2", "lg-works.paid": "2.2"}
    code, told, notes = verify(files.scan, files.book, "--office", files.city)
    assert (code, told) == (0, f"一致：市南区 改造方案 2026-10 第 1 版，校验码 {files.ret.check_code}。\n")
    assert "收到，文件“市南区.xlsx”" in notes


@pytest.mark.parametrize("column", ["homes", "money", "paid"])
def test_one_total_in_the_office_file(files: Handed, districts: Districts, verify: Any, column: str) -> None:
    """A received cell that somebody changed in the file: exactly its total is named, with both numbers."""
    with open_office(files.city, districts.catalogue) as office:
        place = [one.id for one in districts.pack.form("lg-works").fields].index(column)
        (row,) = office.db.execute("SELECT row FROM received_row WHERE form = 'lg-works' ORDER BY n LIMIT 1").fetchone()
        office.db.execute(
            "UPDATE received_row SET cells = json_set(cells, ?, 1000.01) WHERE form = 'lg-works' AND row = ?", [f"$[{place}]", row]
        )
        office.db.conn.commit()
    code, found, _ = verify(files.scan, files.book, "--office", files.city, "--json")
    (one,) = found["differences"]
    before = {"homes": 1, "money": "25.2", "paid": "2.2"}[column]
    after = {"homes": "1001.01", "money": "1013.11", "paid": "1001.11"}[column]
    title = {"homes": "户数（户）", "money": "投资（万元）", "paid": "已付（万元）"}[column]
    assert (code, found["match"], found["faults"]) == (1, False, [])
    assert one == {"what": f"lg-works.{column}", "title": f"工程台账 {title} 合计", "said": [str(before), str(before), after]}
    code, told, _ = verify(files.scan, "--office", files.city)
    assert code == 1
    assert f"工程台账 {title} 合计：纸面 扫描.pdf {before}，工作库 370200.taizhang {after}" in told


def test_a_workbook_that_was_changed(files: Handed, verify: Any) -> None:
    changed(files.book, "money", 13.1)
    code, found, _ = verify(files.scan, files.book, "--json")
    assert (code, [one["what"] for one in found["differences"]]) == (1, ["lg-works.money"])
    assert found["differences"][0]["said"] == ["25.2", "26.2"]
    assert "定稿后被改动" in found["faults"][0]


def test_a_newer_version_in_the_office_file(files: Handed, districts: Districts, verify: Any, tmp_path: Path) -> None:
    book = second(files, districts, tmp_path, K01=13.5)
    with open_office(files.city, districts.catalogue) as office:
        assert [one.verdict for one in receive(office, [book])] == ["accepted"]
    code, found, _ = verify(files.scan, "--office", files.city, "--json")
    assert (code, found["newest"], found["differences"]) == (1, 2, [])
    assert found["faults"] == ["纸面是第 1 版，工作库里最新是第 2 版。"]
    code, found, _ = verify(files.scan, book, "--json")
    assert (code, [one["what"] for one in found["differences"]]) == (1, ["version", "check_code"])
    assert found["differences"][0]["said"] == ["1", "2"]


def test_a_version_and_a_unit_the_office_does_not_have(files: Handed, districts: Districts, verify: Any, tmp_path: Path) -> None:
    book = second(files, districts, tmp_path, K01=13.5)
    code, told, _ = verify(book, "--office", files.city)
    assert (code, "工作库里没有第 2 版，有第 1 版。" in told) == (1, True)
    code, told, _ = verify(districts.books[3], "--office", files.city)
    assert (code, "没有这个单位这一期的报送件" in told) == (1, True)


def test_only_a_code(files: Handed, districts: Districts, verify: Any) -> None:
    code, told, notes = verify("--code", files.ret.check_code.lower(), "--office", files.city)
    assert (code, "市南区 改造方案 2026-10 第 1 版" in told, "收到" in notes) == (0, True, True)
    strange = check_code.code("0" * 64)
    code, told, _ = verify("--code", strange, "--office", files.city)
    assert (code, f"没有校验码为 {strange} 的报送件" in told) == (1, True)
    code, found, _ = verify(files.scan, "--code", strange, "--json")
    assert (code, [one["what"] for one in found["differences"]]) == (1, ["check_code"])
    own = Path(districts.offices[0])
    code, told, notes = verify("--code", files.ret.check_code, "--office", own)
    assert (code, "市南区 改造方案 2026-10 第 1 版" in told, "定稿" in notes) == (0, True, True)


def test_a_scan_alone_and_a_scan_of_two(files: Handed, verify: Any, tmp_path: Path) -> None:
    code, told, _ = verify(files.scan)
    assert (code, "没有可比的" in told, files.ret.check_code in told) == (0, True, True)
    text = pdf_writer.qr_text(replace(files.ret, unit=DISTRICTS[1]), 8, ["lg-works.homes=1"])
    strange = pages(coded(tmp_path, text, "strange.pdf"))
    mixed = save([pages(files.paper)[0], *strange], tmp_path / "mixed.tiff")
    code, found, _ = verify(mixed, "--json")
    assert (code, [one["what"] for one in found["differences"]]) == (1, ["unit"])
    assert found["differences"][0]["said"] == ["市南区", "市北区"]
    assert [one["name"] for one in found["sources"]] == ["mixed.tiff 第 1 页", "mixed.tiff 第 2 页"]


def test_what_cannot_be_compared(files: Handed, verify: Any, tmp_path: Path) -> None:
    draft, text = tmp_path / "draft.xlsx", files.paper.with_name("a.txt")
    workbook_writer.write(replace(files.ret, version=0, check_code="", digest=""), draft)
    text.write_text("no workbook", encoding="utf-8")
    for arguments, told in (
        ([], "要核对什么"),
        (["--code", files.ret.check_code], "--office"),
        ([files.scan, "--code", "AAAA-AAAA-A"], "末位是校验位"),
        ([files.scan, text], "不是电子表格"),
        ([files.scan, draft], "是草稿"),
        ([files.scan, tmp_path / "nowhere.png"], "nowhere.png"),
        ([files.scan, "--office", files.book], ""),
    ):
        code, out, err = verify(*arguments)
        assert (code, out) == (2, "")
        assert told in err
        assert len(err.strip().splitlines()) == 1


def test_one_workbook_or_pdf_is_told_as_ever(files: Handed, verify: Any) -> None:
    for path in (files.book, files.paper):
        code, found, _ = verify(path, "--json")
        assert (code, found) == (0, {"check_code": files.ret.check_code, "match": True, "differences": []})
    assert verify(files.paper)[1] == f"一致：共 {len(pages(files.paper))} 页，每页校验码都是 {files.ret.check_code}。\n"


def test_own_and_received_versions_are_found(city: Office, districts: Districts) -> None:
    assert [one.verdict for one in receive(city, districts.books[:2])] == ["accepted", "accepted"]
    (one,) = lookup.versions(city.db.conn, DISTRICTS[1], "works", "2026-10")
    assert lookup.with_code(city.db.conn, one.check_code) == [one]
    assert lookup.as_return(city, city.db.conn, one).check_code == one.check_code
    assert lookup.versions(city.db.conn, DISTRICTS[2], "works", "2026-10") == []


# --- the box


@pytest.fixture
def page(intake, dressed, files: Handed, districts: Districts) -> Iterator[IntakePage]:
    """The page 收报 of the city."""
    with open_office(files.city, districts.catalogue, "王科长") as office:
        session = Session(office, today=date(2026, 11, 7))
        session.look_at(districts.pack, OCTOBER)
        found = intake(session)
        yield found
        found.stop()


def told(qtbot, box: PaperCheck, what: str) -> None:
    """Wait until the verdict, or what is wrong, says so."""
    qtbot.waitUntil(lambda: any(what in one.text() for one in (box.verdict, box.fault) if one.isVisible()), timeout=LONG)


def worked(qtbot, page: IntakePage, answers: deque, work: Callable[[PaperCheck], None]) -> None:
    """The box opened from the page, worked and closed with Esc."""

    def act(box: PaperCheck) -> None:
        work(box)
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        assert not box.isVisible()

    answers.append(act)
    qtbot.mouseClick(page.unit_list.check, Qt.MouseButton.LeftButton)


def test_a_code_typed(qtbot, page: IntakePage, answers: deque, files: Handed) -> None:
    def work(box: PaperCheck) -> None:
        qtbot.keyClick(box.code, Qt.Key.Key_Return)
        told(qtbot, box, "先输入")
        qtbot.keyClicks(box.code, files.ret.check_code[:-1] + ("0" if files.ret.check_code[-1] != "0" else "1"))
        qtbot.keyClick(box.code, Qt.Key.Key_Return)
        told(qtbot, box, "末位是校验位")
        box.code.clear()
        qtbot.keyClicks(box.code, files.ret.check_code.replace("-", "").lower())
        qtbot.keyClick(box.code, Qt.Key.Key_Return)
        told(qtbot, box, f"✓ 一致：市南区 改造方案 2026-10 第 1 版，校验码 {files.ret.check_code}")
        assert not box.fault.isVisible()
        assert "比过：校验码、工作库" in box.more.text()
        assert "收到，文件“市南区.xlsx”" in box.more.text()
        assert box.table is None

    worked(qtbot, page, answers, work)


def test_a_scan_and_a_workbook_chosen(qtbot, page: IntakePage, answers: deque, files: Handed) -> None:
    changed(files.book, "money", 13.1)

    def work(box: PaperCheck) -> None:
        answers.append([files.scan, files.book])
        qtbot.mouseClick(box.choose, Qt.MouseButton.LeftButton)
        told(qtbot, box, "✕ 不一致")
        assert "定稿后被改动" in box.verdict.text()
        assert box.files.text() == "扫描.pdf、市南区.xlsx"
        assert box.table is not None
        head = [box.table.horizontalHeaderItem(n).text() for n in range(4)]
        assert head == ["哪一项", "纸面", "工作簿", "工作库"]
        assert [box.table.item(0, n).text() for n in range(4)] == ["工程台账 投资（万元） 合计", "25.2", "26.2", "25.2"]
        assert box.table.rowCount() == 1
        answers.append([])
        qtbot.mouseClick(box.choose, Qt.MouseButton.LeftButton)
        assert box.table is not None  # nothing was chosen, nothing is forgotten
        qtbot.keyClick(box.code, Qt.Key.Key_Return)
        told(qtbot, box, "✕ 不一致")  # the same files once more
        shutil.copy(files.book, files.book.with_name("又一份.xlsx"))
        answers.append([files.scan, files.book, files.book.with_name("又一份.xlsx")])
        qtbot.mouseClick(box.choose, Qt.MouseButton.LeftButton)
        told(qtbot, box, "✕ 不一致")
        head = [box.table.horizontalHeaderItem(n).text() for n in range(5)]
        assert head == ["哪一项", "纸面", "市南区.xlsx", "又一份.xlsx", "工作库"]
        width = box.table.fontMetrics().horizontalAdvance("工程台账 投资（万元） 合计")
        assert box.table.columnWidth(0) > width, "the whole title is read"

    worked(qtbot, page, answers, work)


def test_a_scan_dropped_and_a_newer_version(
    qtbot, page: IntakePage, answers: deque, files: Handed, districts: Districts, tmp_path: Path
) -> None:
    book = second(files, districts, tmp_path, K01=13.5)
    assert [one.verdict for one in receive(page.session.office, [book])] == ["accepted"]

    def dropped(box: PaperCheck, *paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(one)) for one in paths])
        event = QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        box.dropEvent(event)

    def work(box: PaperCheck) -> None:
        dropped(box, files.scan)
        told(qtbot, box, "△ 与这一版一致，但有更新的一版")
        assert "纸面是第 1 版，工作库里最新是第 2 版。" in box.verdict.text()
        dropped(box, files.city)
        told(qtbot, box, "工作库")
        assert not box.verdict.isVisible()
        dropped(box, files.scan)  # closed before it answers

    worked(qtbot, page, answers, work)
