"""A blank filled by hand is taken whole or not at all: what is gone, said twice or said otherwise is told by name."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db import clock
from db.office.office import Office
from db.received import compare, store
from db.received.receipt import receipt
from db.received.verdict import Verdict
from db.units.hierarchy import unit_on
from desktop.exchange.book import sheet_map, workbook_writer
from desktop.exchange.handing_up import write_pair
from tests import terminal, upward
from tests.db.received.received_books import cell_of, own_office, patched, stored, take
from tests.desktop.exchange import mutations
from tests.upward import OCTOBER, Districts

Change = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def filled(city: Office, districts: Districts, tmp_path: Path) -> Path:
    """A blank of 市南区, filled by hand; it would be taken."""
    blank = tmp_path / "空白.xlsx"
    workbook_writer.write_blank(city, districts.pack, OCTOBER, blank, unit=unit_on(city.units(), "370202", OCTOBER.last))

    def fill(book: openpyxl.Workbook) -> None:
        for row, number in {"K01": 12.5, "K02": 10, "K03": 4, "K04": 40, "K05": 90}.items():
            cell_of(book, "indicators", row, "current").value = number
        cell_of(book, "tasks", "A1", "status").value = "未启动"
        works = tab(book, "lg-works")
        line = next(line for line in works.iter_rows() if str(line[0].value or "").startswith("r"))
        for name, typed in {"name": "甲", "money": 8, "paid": 2}.items():
            line[heads(works)[name] - 1].value = typed

    return patched(blank, tmp_path, fill, "填好.xlsx")


def tab(book: openpyxl.Workbook, form: str) -> Any:
    return next(one for one in book.worksheets if one["A1"].value == f"#taizhang form={form}")


def heads(sheet: Any) -> dict[str, int]:
    return {str(one.value): one.column for one in sheet[1]}


def bare(sheet: Any) -> Any:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    return sheet


def changed(city: Office, filled: Path, change: Change) -> Verdict:
    (found,) = take(city, patched(filled, filled.parent, change))
    return found


def fact(book: openpyxl.Workbook, key: str, machine: str, shown: str) -> None:
    """Another text on the cover, and in the hidden sheet where `machine` is given."""
    line = next(line for line in book.worksheets[0].iter_rows() if line[0].value == f"#{key}")
    line[3].value = shown
    if machine:
        line[1].value = machine
        next(line for line in book[sheet_map.MANIFEST].iter_rows() if line[0].value == key)[1].value = machine


# --- gone


def ledger_deleted(book: openpyxl.Workbook) -> None:
    book.remove(tab(book, "lg-works"))


def ledger_and_manifest_deleted(book: openpyxl.Workbook) -> None:
    ledger_deleted(book)
    del book[sheet_map.MANIFEST]


def column_deleted(book: openpyxl.Workbook) -> None:
    sheet = bare(tab(book, "lg-works"))
    sheet.delete_cols(heads(sheet)["money"])


def derived_column_deleted(book: openpyxl.Workbook) -> None:
    sheet = bare(tab(book, "lg-works"))
    sheet.delete_cols(heads(sheet)["share"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (ledger_deleted, "没有工作表“工程台账”，请不要删表，用原来的空白表重新填报。"),
        (ledger_and_manifest_deleted, "没有工作表“工程台账”，请不要删表，用原来的空白表重新填报。"),
        (column_deleted, "工作表“工程台账”没有栏“投资”，请不要删栏，用原来的空白表重新填报。"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_was_taken_away_is_told_by_name(city: Office, filled: Path, change: Change, told: str) -> None:
    found = changed(city, filled, change)
    assert (found.verdict, found.reason) == ("refused", told)
    assert stored(city)["received"] == 0


def test_a_column_nobody_types_in_may_go(city: Office, filled: Path) -> None:
    assert changed(city, filled, derived_column_deleted).verdict == "accepted"


@pytest.mark.parametrize("form", ["lg-works", "indicators"])
def test_a_part_missing_from_the_package_is_damage(city: Office, filled: Path, form: str) -> None:
    book = openpyxl.load_workbook(filled)
    part = f"sheet{book.worksheets.index(tab(book, form)) + 1}.xml"
    out = filled.with_name("缺.xlsx")
    with zipfile.ZipFile(filled) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.endswith(part):
                new.writestr(name, old.read(name))
    (found,) = take(city, out)
    assert (found.verdict, "已经损坏" in found.reason) == ("refused", True)


def test_a_blank_without_its_hidden_sheet_is_a_blank(city: Office, filled: Path) -> None:
    def gone(book: openpyxl.Workbook) -> None:
        del book[sheet_map.MANIFEST]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]

    found = changed(city, filled, gone)
    assert (found.verdict, found.unit, found.version) == ("accepted", "370202", 1), found.reason


@pytest.mark.parametrize("properties", [True, False], ids=("properties", "none"))
def test_a_finalised_return_does_not_become_a_blank(city: Office, districts: Districts, tmp_path: Path, properties: bool) -> None:
    def gone(book: openpyxl.Workbook) -> None:
        del book[sheet_map.MANIFEST]
        for name in [] if properties else list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        cover = book.worksheets[0]
        for line in list(cover.iter_rows()):
            if line[0].value in ("#version", "#check_code"):
                line[0].value = None

    (found,) = take(city, patched(districts.books[0], tmp_path, gone))
    assert found.verdict == "refused"


# --- said twice, said otherwise


def row_copied(book: openpyxl.Workbook, number: float = 88888) -> None:
    sheet = bare(tab(book, "indicators"))
    source, below = cell_of(book, "indicators", "K01", "current").row, sheet.max_row + 1
    for n in range(1, sheet.max_column + 1):
        sheet.cell(below, n).value = sheet.cell(source, n).value
    sheet.cell(below, heads(sheet)["current"]).value = number


def tab_copied(book: openpyxl.Workbook, number: float = 77777) -> None:
    copy = book.copy_worksheet(tab(book, "indicators"))
    copy.cell(cell_of(book, "indicators", "K01", "current").row, heads(copy)["current"]).value = number


def ledger_copied(book: openpyxl.Workbook, number: float = 77777) -> None:
    sheet = tab(book, "lg-works")
    copy = book.copy_worksheet(sheet)
    line = next(line for line in copy.iter_rows() if str(line[0].value or "").startswith("r"))
    line[heads(copy)["money"] - 1].value = number


@pytest.mark.parametrize(
    ("change", "own", "other"),
    [(row_copied, 12.5, 88888), (tab_copied, 12.5, 77777), (ledger_copied, 8, 77777)],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_row_that_stands_there_twice(city: Office, filled: Path, change: Any, own: float, other: int) -> None:
    found = changed(city, filled, change)
    assert (found.verdict, found.counts["error"]) == ("refused", 1), found.reason
    assert f"为“{own:g}”" in found.reason
    assert f"为“{other}”" in found.reason
    (mark,) = found.marks
    assert openpyxl.load_workbook(filled.with_name("改过.xlsx"))[mark.sheet][mark.cell].value == other
    assert changed(city, filled, lambda book: change(book, own)).verdict == "accepted", "what is the same says nothing else"


@pytest.mark.parametrize(
    ("key", "shown", "recorded"), [("unit", "市北区", "市南区"), ("period", "2026年11月", "2026年10月")], ids=("unit", "period")
)
def test_a_cover_that_says_something_else(city: Office, filled: Path, key: str, shown: str, recorded: str) -> None:
    found = changed(city, filled, lambda book: fact(book, key, "", shown))
    assert found.verdict == "refused"
    assert f"封面写的是“{shown}”，文件里记的是“{recorded}”" in found.reason
    longer = {"unit": "青岛市 市南区住建局", "period": "2026年10月份"}[key]
    assert changed(city, filled, lambda book: fact(book, key, "", longer)).verdict == "accepted"


def test_a_code_beside_the_name_of_another_unit(city: Office, filled: Path) -> None:
    found = changed(city, filled, lambda book: fact(book, "unit", "370203", "市南区"))
    assert "封面写的是“市南区”，文件里记的是“市北区”" in found.reason


def test_the_name_beside_an_unknown_code_says_nothing(city: Office, filled: Path) -> None:
    found = changed(city, filled, lambda book: fact(book, "unit", "370602", "市南区"))
    assert (found.verdict, found.reason) == ("refused", "单位表里没有“370602”。")


def test_a_period_that_has_not_begun(city: Office, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 9, 30))
    (found,) = take(city, filled)
    assert (found.verdict, found.reason) == ("refused", "报的是2026年10月，报告期还没有开始（今天是2026年9月30日），请核对报告期。")
    monkeypatch.setattr(clock, "today", lambda: date(2026, 10, 1))
    assert take(city, filled)[0].verdict == "accepted"


@pytest.mark.parametrize("field", ["money", "name"])
def test_a_formula_without_its_result(city: Office, filled: Path, field: str) -> None:
    def typed(book: openpyxl.Workbook) -> None:
        sheet = tab(book, "lg-works")
        line = next(line for line in sheet.iter_rows() if str(line[0].value or "").startswith("r"))
        line[heads(sheet)[field] - 1].value = "=1+2"

    found = changed(city, filled, typed)
    assert found.verdict == "refused"
    assert "的公式没有算出结果，请用 WPS 打开后保存" in found.reason


def test_a_formula_whose_result_is_an_empty_text_has_a_result(city: Office, filled: Path) -> None:
    book = openpyxl.load_workbook(filled)
    sheet = tab(book, "lg-works")
    line = next(line for line in sheet.iter_rows() if str(line[0].value or "").startswith("r"))
    line[heads(sheet)["phone"] - 1].value = '=IF(1,"","")'
    book.save(filled)

    def result(name: str, content: bytes) -> bytes:
        return re.sub(rb'<c (r="[A-Z]+[0-9]+"[^<>]*)>(<f>IF\(1,[^<]*</f>)<v ?/?>', rb'<c \1 t="str">\2<v>', content)

    assert "公式没有算出结果" in take(city, filled)[0].reason
    mutations.members(filled, lambda name, content: result(name, content).replace(b"</f><v></c>", b"</f><v></v></c>"))
    assert take(city, filled)[0].verdict == "accepted"


# --- what is no return, what is no file


def test_papers_of_ours_are_no_returns(city: Office, districts: Districts, tmp_path: Path) -> None:
    with own_office(districts, tmp_path) as own:
        second = upward.written(upward.handed(own, 0, K01=99.5), tmp_path)
    old, new = (store.by_id(city.db.conn, one.received) for one in take(city, districts.books[0], second))
    changes = compare.explanation(districts.pack, OCTOBER, old, new, compare.compare(city.db.conn, districts.pack, old, new))
    papers = [changes, receipt(city, districts.pack, OCTOBER, new)]
    books = [write_pair(one, tmp_path / "纸")[0] for one in papers]
    assert {second.name, *(one.name for one in books)} == {
        "370202_works_2026-10_v2.xlsx", "370202_works-corrections_2026-10_v2.xlsx", "370202_works-receipt_2026-10_v2.xlsx",
    }  # fmt: skip
    told = [(one.verdict, one.reason) for one in take(city, *books)]
    assert told == [("refused", f"这是{title}，不是报送件，不用收。") for title in ("更正说明", "回执")]


def test_only_files_are_opened(city: Office, districts: Districts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tray = tmp_path / "收件"
    (tray / "文件夹.xlsx").mkdir(parents=True)
    (tray / "断.xlsx").symlink_to(tray / "没有.xlsx")
    (tray / "表.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    gone = tmp_path / "走了.xlsx"
    paths = [tray, gone, districts.books[0]]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tray / "管道.xlsx")
    city.close()
    code, found, _ = terminal.run(capsys, "receive", city.path, *paths, "--json")
    verdicts = {one["file"]: (one["verdict"], one["reason"]) for one in found["files"]}
    assert code == 1
    assert verdicts.pop(districts.books[0].name)[0] == "accepted"
    assert {name: word for name, (word, _) in verdicts.items()} == dict.fromkeys(
        [*(one.name for one in tray.iterdir()), gone.name], "refused"
    )
    assert verdicts["文件夹.xlsx"][1] == "“文件夹.xlsx”不是文件，没有读。"
    assert "读不了" in verdicts[gone.name][1]
    assert "不是电子表格" in verdicts["表.csv"][1]
