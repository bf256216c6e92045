"""Somebody else's workbook: what it may be is proposed, what a clerk confirmed is remembered and used by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from db.messages import Trouble
from db.office.office import Office, open_office
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.reading import confirmed_mapping, workbook_reader
from desktop.exchange.reading.mapping_proposal import Guess, likeness, propose
from tests.desktop.exchange.resaved import needs_office, resaved


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A lead office's own workbook: merged heads, other words, a sheet of addresses."""
    book = Workbook()
    tasks = book.active
    tasks.title = "附表1"
    for row in (
        ["重点工作推进情况表"],
        ["填报单位：市南区", None, None, None, None, None, "2026年10月"],
        ["序号", "工作任务", "推进情况", None, None, "存在的问题", "责任人员"],
        [None, None, "目前状态", "完成比例（%）", "本月进展", None, None],
        [1, "第一组", None, None, None, None, None],
        [2, "任务 一", "推进中", 35, "做了一处。", "没有", "李敏"],
        [3, "任务二（牵头）", "已完成", 100, "都做了。", None, "王䶮"],
        [4, "别的事", "推进中", 5, "不是这张表的", None, None],
    ):
        tasks.append(row)
    for merged in ("A1:G1", "C3:E3", "A3:A4", "B3:B4", "F3:F4", "G3:G4"):
        tasks.merge_cells(merged)
    ledger = book.create_sheet("附表2")
    for row in (
        ["小区台账"],
        ["小区名称", "总户数（户）", "投资额（万元）", "类型", "完成日期"],
        ["甲小区", 12, "2,000", "甲", "2026-03"],
        ["乙小区", 7, 15.5, "乙", 2025],
    ):
        ledger.append(row)
    book.create_sheet("通讯录").append(["科室", "电话"])
    path = tmp_path / "牵头单位的表.xlsx"
    book.save(path)
    return path


def guess(path: Path, pack: Pack, form: str) -> Guess:
    return next(one for one in propose(path, pack.forms).guesses if one.form == form)


def taken(one: Guess) -> dict[str, str]:
    return {column.head: column.field for column in one.columns if column.field}


def test_a_fixed_form_is_proposed(foreign: Path, sample: Pack) -> None:
    found = propose(foreign, sample.forms)
    assert {(one.sheet, one.form) for one in found.guesses} == {("附表1", "tasks"), ("附表2", "lg-sample")}
    one = guess(foreign, sample, "tasks")
    assert (one.sheet, one.heads, one.stub) == ("附表1", (3, 4), "工作任务")
    assert taken(one) == {"推进情况/目前状态": "status", "推进情况/完成比例": "percent", "推进情况/本月进展": "progress",
                          "存在的问题": "problems", "责任人员": "person"}  # fmt: skip
    assert [(line.number, line.code) for line in one.rows] == [(5, "A"), (6, "A.1"), (7, "A.2"), (8, "")]
    samples = {column.head: column.samples for column in one.columns}
    assert samples["推进情况/目前状态"] == ("推进中", "已完成", "推进中")
    assert all(0 < column.score <= 1 for column in one.columns if column.field)


def test_personal_numbers_are_not_shown_as_samples(foreign: Path, sample: Pack) -> None:
    book = load_workbook(foreign)
    sheet = book["附表1"]
    last = sheet.max_column + 1
    for line, text in enumerate(("联系电话", "", 13812345678, "370202199001011234", "王海 13905320000"), 3):
        sheet.cell(line, last).value = text or None
    book.save(foreign)
    found = {column.head: column.samples for column in guess(foreign, sample, "tasks").columns}
    assert found["联系电话"] == ("138****5678", "370202********1234", "王海 139****0000")


def test_a_ledger_is_proposed(foreign: Path, sample: Pack) -> None:
    one = guess(foreign, sample, "lg-sample")
    assert (one.heads, one.stub, one.rows) == ((2, 2), "", ())
    assert taken(one)["总户数"] == "homes"
    assert taken(one)["小区名称"] == "name"
    assert taken(one)["投资额"] == "money"


def test_what_is_no_table_is_not_proposed(sample: Pack, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["通讯录"])
    book.active.append(["科室", "电话", "传真"])
    book.save(tmp_path / "a.xlsx")
    assert propose(tmp_path / "a.xlsx", sample.forms).guesses == ()
    (tmp_path / "a.xlsx").write_bytes(b"")
    with pytest.raises(Trouble, match="空文件"):
        propose(tmp_path / "a.xlsx", sample.forms)


@pytest.fixture
def known(foreign: Path, sample: Pack, new_office: Callable[[str], Office]) -> Office:
    """An office whose clerk confirmed both sheets, the ledger's with a correction."""
    office = new_office("clerk")
    tasks, ledger = (guess(foreign, sample, one) for one in ("tasks", "lg-sample"))
    confirmed_mapping.remember(office, tasks.fingerprint, tasks.confirmed())
    columns = taken(ledger) | {"类型": "kind", "完成日期": "last_day"}
    confirmed_mapping.remember(office, ledger.fingerprint, ledger.confirmed(columns))
    return office


def read(path: Path, office: Office) -> Any:
    forms: list[Form] = [form for pack in office.packs for form in pack.forms]
    return workbook_reader.read(path, forms=forms, mappings=confirmed_mapping.remembered(office))


def test_without_a_mapping_it_is_no_return(foreign: Path) -> None:
    with pytest.raises(Trouble, match="没有找到报表"):
        workbook_reader.read(foreign)


def test_a_confirmed_mapping_is_used_the_next_time(foreign: Path, known: Office, sample: Pack, october: Period) -> None:
    filled = read(foreign, known)
    assert filled.programme == "sample"
    assert {one.row: one.cells["progress"] for one in filled.forms["tasks"]} == {"A.1": "做了一处。", "A.2": "都做了。"}
    assert filled.problems == ("工作表“附表1”第 8 行对不上报表的行，没有读入。",)
    report = fill(known, replace(filled, unit="370202", period="2026-10"))
    assert report.stored == 19
    record = known.record(sample.form("tasks"), october, "A.2")
    assert record is not None
    assert (record.value("status"), record.value("percent"), record.value("person")) == ("已完成", 100, "王䶮")
    rows = [(one.value("name"), one.value("homes"), one.value("money"), one.value("kind"), one.value("last_day"))
            for one in known.rows(sample.form("lg-sample"), october)]  # fmt: skip
    assert rows == [("甲小区", 12, 2000, "甲", "2026-03"), ("乙小区", 7, 15.5, "乙", "2025")]
    assert fill(known, replace(read(foreign, known), unit="370202", period="2026-10")).stored == 0


def test_it_is_kept_in_the_office_file(known: Office, sample_catalogue: Any) -> None:
    kept = confirmed_mapping.remembered(known)
    known.close()
    with open_office(known.path, sample_catalogue, write=False) as again:
        assert confirmed_mapping.remembered(again) == kept
        assert {one.form for one in kept.values()} == {"tasks", "lg-sample"}


def renamed(book: Any) -> None:
    book["附表1"].title = "Sheet1"


def rows_above(book: Any) -> None:
    sheet = book["附表1"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    title = "附表1"
    del book[title]
    other = book.create_sheet(title)
    for row in ([], ["请于5日前报出"], *rows):
        other.append(row)


def columns_moved(book: Any) -> None:
    sheet = book["附表2"]
    rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows()]
    for n, row in enumerate(rows, 1):
        for m, one in enumerate(row, 1):
            sheet.cell(n, m, one)


@pytest.mark.parametrize("change", [renamed, rows_above, columns_moved], ids=lambda one: one.__name__)
def test_the_same_heads_elsewhere(change: Callable[[Any], None], foreign: Path, known: Office) -> None:
    before = read(foreign, known)
    book = load_workbook(foreign)
    change(book)
    book.save(foreign)
    after = read(foreign, known)
    for form in ("tasks", "lg-sample"):
        assert [(one.row, one.cells) for one in after.forms[form]] == [(one.row, one.cells) for one in before.forms[form]]


@needs_office
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_the_same_heads_in_another_format(ending: str, foreign: Path, known: Office, tmp_path: Path) -> None:
    filled = read(resaved(foreign, ending, tmp_path), known)
    assert [one.row for one in filled.forms["tasks"]] == ["A.1", "A.2"], "a heading holds nothing"
    assert [one.cells["homes"] for one in filled.forms["lg-sample"]] == [12, 7]


def test_another_head_asks_again(foreign: Path, known: Office) -> None:
    book = load_workbook(foreign)
    book["附表1"]["F3"] = "需要协调的事项"
    book["附表2"]["A2"] = "楼院"
    book.save(foreign)
    with pytest.raises(Trouble, match="没有找到报表"):
        read(foreign, known)


def test_forgotten(foreign: Path, known: Office) -> None:
    for mark in confirmed_mapping.remembered(known):
        confirmed_mapping.forget(known, mark)
    assert confirmed_mapping.remembered(known) == {}
    with pytest.raises(Trouble, match="没有找到报表"):
        read(foreign, known)


def test_one_field_in_two_columns_is_refused(foreign: Path, sample: Pack, known: Office) -> None:
    one = guess(foreign, sample, "lg-sample")
    with pytest.raises(Trouble, match="一栏只能对应一列"):
        confirmed_mapping.remember(known, one.fingerprint, one.confirmed({"总户数": "homes", "投资额": "homes"}))


def test_heads_that_come_twice_have_names_of_their_own() -> None:
    from desktop.exchange.reading.head_match import heads

    names = confirmed_mapping.keys(heads([["小区", "计划", None, "完成", None, "户数"], [None, "户数", "面积", "户数", "户数", None]]))
    assert names == ["小区", "计划/户数", "计划/面积", "完成/户数", "完成/户数#2", "户数"]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"), [("户数", "户数", 1, 1), ("总户数", "户数", 0.75, 0.99), ("电话", "内容", 0, 0)]
)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


def test_our_own_sheets_need_no_proposal(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    workbook_writer.write_blank(filled_office, sample, october, tmp_path / "a.xlsx")
    assert propose(tmp_path / "a.xlsx", sample.forms).guesses == ()


def test_the_names_of_the_rows_tell_the_programme(foreign: Path, sample: Pack, sample_catalogue: Any) -> None:
    forms = [form for pack in (sample_catalogue.packs["urban-renewal-3yr"], sample) for form in pack.forms]
    assert propose(foreign, forms).guesses[0].programme == "sample"
