"""The lead office's form inside a pack: given to another office as one workbook, used there without pointing again."""

from __future__ import annotations

import base64
import zipfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from db.messages import Trouble
from db.office.office import create
from db.packs.catalogue import Catalogue, load, save_own
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns.model import Return
from db.versions import adoption
from desktop.exchange.handing_up import write_lead_form_copy
from desktop.exchange.lead_form import form_map
from desktop.exchange.lead_form.proposal import propose
from desktop.exchange.packs.pack_reader import read_pack
from desktop.exchange.packs.pack_writer import write_pack
from desktop.mapping.lead_form_box import LeadFormBox
from desktop.packs.pack_description import describe
from desktop.packs.page import PacksPage
from desktop.work.session import Session
from tests.desktop.exchange.foreign_books import lead_book
from tests.desktop.exchange.odd_books import loaded, parts
from tests.desktop.exchange.resaved import needs_office, resaved
from tests.desktop.showing import shown
from tests.terminal import run

LONG = 30_000  # ms; two busy cores


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Sits down at another machine: a folder of its clerk's own and a cache that know nothing."""

    def sit(name: str) -> Path:
        monkeypatch.setenv("TAIZHANG_OWN", str(tmp_path / name / "own"))
        monkeypatch.setenv("TAIZHANG_CACHE", str(tmp_path / name / "cache"))
        return tmp_path / name

    sit("city")
    return sit


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return lead_book(tmp_path / "市局表样.xlsx")


@pytest.fixture
def given(sample: Pack, blank: Path, machine: Callable[[str], Path], tmp_path: Path) -> Path:
    """The pack as the city gives it away, with the form that was pointed out there."""
    machine("city")
    form_map.keep(propose(blank, sample), blank)
    pack, told = form_map.carrying(sample)
    assert told is None
    write_pack(pack, tmp_path / "样本方案.xlsx")
    return tmp_path / "样本方案.xlsx"


def read(path: Path, catalogue: Catalogue) -> Pack:
    found = read_pack(path, catalogue)
    assert found.faults == ()
    assert found.pack is not None
    return found.pack


def test_another_office_writes_into_it(given: Path, sample_catalogue: Catalogue, final: Return, blank: Path, machine: Any) -> None:
    here = machine("city")
    own = write_lead_form_copy(final, here)
    assert own is not None
    assert own.file is not None
    there = machine("district")
    assert write_lead_form_copy(final, there) is None, "nothing was pointed out at this machine"
    made = write_lead_form_copy(replace(final, pack=read(given, sample_catalogue)), there)
    assert made is not None
    assert made.file is not None
    assert parts(made.file) == parts(own.file)
    assert made.remarks == own.remarks
    assert sorted(loaded(made.file).sheetnames) == sorted(loaded(blank).sheetnames)


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_it_outlives_other_programs(
    ending: str, given: Path, sample_catalogue: Catalogue, sample: Pack, blank: Path, tmp_path: Path
) -> None:
    pack = read(resaved(given, ending, tmp_path), sample_catalogue)
    assert pack.their_form is not None
    assert pack.their_form.content() == blank.read_bytes()
    assert (pack.their_form.cells, pack.their_form.rooms) == (propose(blank, sample).spots, propose(blank, sample).rooms)


def test_there_and_back_as_yaml_and_as_workbook(given: Path, sample_catalogue: Catalogue, tmp_path: Path, machine: Any) -> None:
    first = read_pack(given, sample_catalogue)
    assert first.pack is not None
    machine("district")
    save_own("sample", first.text)
    assert first.pack.their_form == load(*_ledger(tmp_path)).pack("sample").their_form
    write_pack(first.pack, tmp_path / "again.xlsx")
    assert read_pack(tmp_path / "again.xlsx", sample_catalogue).text == first.text


def _ledger(tmp_path: Path) -> list[Path]:
    from tests.desktop.exchange.conftest import LEDGER

    (tmp_path / "shared" / "ledgers").mkdir(parents=True)
    (tmp_path / "shared" / "ledgers" / "lg-sample.yaml").write_text(LEDGER, encoding="utf-8")
    return [tmp_path / "shared"]


def test_what_one_keeps_oneself_comes_first(given: Path, sample_catalogue: Catalogue, blank: Path, machine: Any, tmp_path: Path) -> None:
    machine("district")
    pack = read(given, sample_catalogue)
    carried = form_map.form_of(pack)
    assert carried is not None
    assert not carried.own
    assert carried.blank.read_bytes() == blank.read_bytes()
    other = lead_book(tmp_path / "另一张.xlsx", room=9)
    form_map.keep(propose(other, pack), other)
    own = form_map.form_of(pack)
    assert own is not None
    assert own.own
    assert own.map.rooms[0].last != carried.map.rooms[0].last
    again, _ = form_map.carrying(pack)
    assert base64.b64decode(again.tree["their_form"]["book"]) == other.read_bytes(), "what is used is what is given away"
    form_map.drop(pack)
    assert form_map.form_of(pack) == carried


def test_it_is_shown_and_told_as_a_change(given: Path, sample_catalogue: Catalogue, sample: Pack) -> None:
    pack = read(given, sample_catalogue)
    assert "sample.xlsx，对照了 18 格" in describe(pack)
    assert [str(one.sentence) for one in adoption.changes(sample, pack)] == ["对方的表（上级要求照填的空白工作簿）有变化"]


def test_what_cannot_go_along_is_told(sample: Pack, machine: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blank = lead_book(tmp_path / "x.xlsx")
    blank.rename(tmp_path / "x.xlsm")
    form_map.keep(propose(tmp_path / "x.xlsm", sample), tmp_path / "x.xlsm")
    pack, told = form_map.carrying(sample)
    assert pack is sample
    assert "只放不带宏的 .xlsx" in str(told)
    form_map.drop(sample)
    form_map.keep(propose(tmp_path / "x.xlsm", sample), lead_book(tmp_path / "y.xlsx"))
    monkeypatch.setattr(form_map, "LARGEST", 1000)
    pack, told = form_map.carrying(sample)
    assert pack is sample
    assert "不超过 1000 字节" in str(told)


# --- broken ones

FORM: dict[str, Any] = {
    "file": "x.xlsx",
    "cells": [
        {"sheet": "附表1", "cell": "E8", "form": "indicators", "row": "K01", "field": "current", "times": "10000"},
        {"sheet": "附表1", "cell": "A2", "field": "office_name"},
        {"sheet": "附表2", "cell": "B4", "form": "lg-sample", "field": "name"},
    ],
    "rooms": [{"sheet": "附表2", "form": "lg-sample", "first": 4, "last": 8, "number": "A"}],
}


def cell(**changed: str) -> dict[str, Any]:
    return FORM | {"cells": [FORM["cells"][0] | changed]}


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (FORM, ""),
        (FORM | {"file": "x.xlsm"}, "应为 .xlsx，这里是“x.xlsm”"),
        (FORM | {"book": "不是"}, "不是 base64 编码"),
        (FORM | {"book": base64.b64encode(b"PK no workbook").decode()}, "不是读得出的 xlsx 工作簿"),
        (FORM | {"more": 1}, "不认识的键“more”"),
        (cell(cell="8E"), "“8E”不是格"),
        (cell(anchor="B0"), "“B0”不是格"),
        (cell(form="nothing"), "没有表“nothing”"),
        (cell(field="nothing"), "没有栏“nothing”"),
        (cell(form="", row=""), "没有“current”，可用：office_name"),
        (cell(row="K09"), "没有行“K09”"),
        (cell(form="lg-sample", field="name"), "没有行“K01”"),
        (cell(times="-1"), "应为大于 0 的数，最多 15 位，实为“-1”"),
        (cell(times="9" * 400), "应为大于 0 的数，最多 15 位，实为“999"),
        (cell(cell="XFE1"), "“XFE1”不是格"),
        (cell(cell="A1048577"), "“A1048577”不是格"),
        (cell(anchor="ZZZ9"), "“ZZZ9”不是格"),
        (cell(sheet="附表9"), "里面没有工作表“附表9”"),
        (FORM | {"rooms": [FORM["rooms"][0] | {"first": 9}]}, "末行（8）在首行（9）上面"),
        (FORM | {"rooms": [FORM["rooms"][0] | {"form": "tasks"}]}, "没有台账“tasks”"),
        (FORM | {"rooms": [FORM["rooms"][0] | {"number": "A1"}]}, "“A1”不是列"),
    ],
    ids=lambda one: one or "good" if isinstance(one, str) else "",
)
def test_a_broken_one_is_told(
    form: dict[str, Any], told: str, sample: Pack, sample_catalogue: Catalogue, blank: Path, tmp_path: Path
) -> None:
    book = base64.b64encode(blank.read_bytes()).decode()
    write_pack(replace(sample, tree={**sample.tree, "their_form": {"book": book} | form}), tmp_path / "x.xlsx")
    found = read_pack(tmp_path / "x.xlsx", sample_catalogue)
    assert [told in one for one in found.faults] == ([True] if told else [])


def test_a_book_with_macros_and_a_spoilt_sheet(given: Path, sample: Pack, sample_catalogue: Catalogue, blank: Path, tmp_path: Path) -> None:
    macros = _with_macros(blank, tmp_path / "x.xlsx")
    form = FORM | {"book": base64.b64encode(macros.read_bytes()).decode()}
    write_pack(replace(sample, tree={**sample.tree, "their_form": form}), tmp_path / "y.xlsx")
    assert ["带有宏" in one for one in read_pack(tmp_path / "y.xlsx", sample_catalogue).faults] == [True]
    book = loaded(given)
    book["_对方的表"]["A1"] = "{"
    book.save(given)
    assert ["改坏了" in one for one in read_pack(given, sample_catalogue).faults] == [True]


@pytest.mark.parametrize("text", ['{"a":' * 450 + "1" + "}" * 450, '{"cells":' + "[" * 12 + "]" * 12 + "}", '{"file": "\\ud800.xlsx"}'])
def test_a_hidden_sheet_that_is_too_deep_or_no_text(text: str, given: Path, sample_catalogue: Catalogue) -> None:
    book = loaded(given)
    book["_对方的表"]["A1"] = text
    for row in range(2, book["_对方的表"].max_row + 1):
        book["_对方的表"].cell(row, 1).value = None
    book.save(given)
    assert ["工作表“_对方的表”：改坏了" in one for one in read_pack(given, sample_catalogue).faults] == [True]


def test_macros_by_whatever_name_are_never_written(
    given: Path, sample_catalogue: Catalogue, blank: Path, machine: Any, tmp_path: Path
) -> None:
    machine("district")
    pack = read(given, sample_catalogue)
    assert pack.their_form is not None
    book = tmp_path / "x.xlsx"
    book.write_bytes(blank.read_bytes())
    with zipfile.ZipFile(book, "a") as parts_:
        parts_.writestr("xl/vbaProject.bin", b"macro")
    form = replace(pack.their_form, book=base64.b64encode(book.read_bytes()).decode())
    with pytest.raises(Trouble, match="带有宏"):
        form_map.form_of(replace(pack, their_form=form))
    assert not (tmp_path / "district" / "cache" / "forms" / "sample.xlsx").exists()


def test_cells_that_fit_no_more_are_left_out_and_counted(
    sample: Pack, sample_catalogue: Catalogue, blank: Path, machine: Any, tmp_path: Path
) -> None:
    machine("city")
    found = propose(blank, sample)
    old = next(one for one in found.spots if one.row)
    form_map.keep(replace(found, spots=(*found.spots, replace(old, row="K99", cell="Z99"), replace(old, sheet="没有", cell="Z98"))), blank)
    pack, told = form_map.carrying(sample)
    assert "有 2 处没有放进去" in str(told)
    write_pack(pack, tmp_path / "p.xlsx")
    assert read(tmp_path / "p.xlsx", sample_catalogue).their_form is not None


def _with_macros(source: Path, out: Path) -> Path:
    """The same workbook that says it has macros."""
    from desktop.exchange.xlsx.package import TYPES, TYPES_PART, unpacked

    with unpacked(source) as package:
        for one in package.change(TYPES_PART).iter(f"{TYPES}Override"):
            if one.get("PartName") == "/xl/workbook.xml":
                one.set("ContentType", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
        package.save(out)
    return out


# --- in the window and on the command line


@pytest.fixture
def page(qtbot: Any, dressed: Any, sample_catalogue: Catalogue, machine: Any, october: Period, tmp_path: Path) -> Iterator[PacksPage]:
    """The page of another office that has the pack without the form."""
    machine("district")
    with create(tmp_path / "district.taizhang", sample_catalogue, "370202", ["sample"], who="李敏") as office:
        session = Session(office, today=date(2026, 11, 3))
        session.look_at(sample_catalogue.pack("sample"), october)
        with shown(qtbot, PacksPage(session)) as found:
            found.arrive("sample")
            yield found


def test_given_away_and_taken_by_the_page(
    qtbot: Any, page: PacksPage, answers: deque[Any], given: Path, machine: Any, tmp_path: Path, sample: Pack
) -> None:
    machine("city")
    out = tmp_path / "给区里.xlsx"
    answers.append(str(out))
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已写成" in page.news.text(), timeout=LONG)
    machine("district")
    answers.append(str(out))
    qtbot.mouseClick(page.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "对方的表" in page.text.toPlainText() and page.take.isVisible(), timeout=LONG)
    _shared_ledger(tmp_path)
    qtbot.mouseClick(page.take, Qt.MouseButton.LeftButton)
    pack = page.session.office.catalogue.pack("sample")
    assert pack.their_form is not None, "kept in the office file"

    def work(box: LeadFormBox) -> None:
        box.view.go_to(8, 5)
        assert box.meaning.text() == "E8：K01 新增就业 · 本期，写入时乘 10000"
        assert not box.drop.isVisible(), "it stays with the pack"
        assert box.change.isVisible()
        box.view.go_to(8, 7)
        qtbot.keyClick(box.view, Qt.Key.Key_Delete)
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(work)
    qtbot.mouseClick(page.lead_form, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and "已保存" in page.news.text(), timeout=LONG)
    own = form_map.form_of(pack)
    assert own is not None
    assert own.own
    assert not [one for one in own.map.spots if one.cell == "G8"]

    def drop(box: LeadFormBox) -> None:
        answers.append(True)
        qtbot.mouseClick(box.drop, Qt.MouseButton.LeftButton)

    answers.append(drop)
    qtbot.mouseClick(page.lead_form, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not answers and "改用任务包里带的" in page.news.text(), timeout=LONG)
    carried = form_map.form_of(pack)
    assert carried is not None
    assert not carried.own


def _shared_ledger(tmp_path: Path) -> None:
    """The ledger that the sample shares, where this machine finds it."""
    from tests.desktop.exchange.conftest import LEDGER

    folder = tmp_path / "district" / "own" / "ledgers"
    folder.mkdir(parents=True)
    (folder / "lg-sample.yaml").write_text(LEDGER, encoding="utf-8")


def test_by_the_command_line(given: Path, capsys: Any, machine: Any, tmp_path: Path) -> None:
    machine("city")
    folder = _ledger(tmp_path)[0]
    (folder / "packs").mkdir()
    code, _, _ = run(capsys, "--packs-from", folder, "packs", "from-excel", given, "--out", folder / "packs" / "sample.yaml")
    assert code == 0
    machine("district")
    code, _, _ = run(capsys, "--packs-from", folder, "packs", "to-excel", "sample", "--out", tmp_path / "again.xlsx")
    assert code == 0
    assert read(tmp_path / "again.xlsx", load(folder)).their_form is not None
    text = (folder / "packs" / "sample.yaml").read_text(encoding="utf-8")
    (folder / "packs" / "sample.yaml").write_text(text.replace("sheet: 附表1", "sheet: 附表9"), encoding="utf-8")
    code, found, _ = run(capsys, "packs", "check", folder, "--json")
    assert code == 1
    assert ["里面没有工作表“附表9”" in one for one in found] == [True]
