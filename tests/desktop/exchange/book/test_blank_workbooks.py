"""Blank workbooks: what stands beside the form helps whoever fills it in, and is neither read nor printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Edit
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.values.cell import Cell, value
from desktop.exchange.book import blank_workbooks, check_column, sheet_map, workbook_writer
from desktop.exchange.book.drop_downs import ChoiceLists
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.reading import workbook_reader
from tests.desktop.exchange.resaved import needs_office, resaved


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1] if cell.value}


def rows(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.row for cell in sheet["A"] if cell.value and not str(cell.value).startswith("#")}


def type_into(sheet: Any, number: int, **cells: object) -> None:
    for field, one in cells.items():
        sheet.cell(number, columns(sheet)[field]).value = one


def path_of(office: Office, pack: Pack, period: Period, folder: Path, **more: Any) -> Path:
    path = folder / "空白.xlsx"
    workbook_writer.write_blank(office, pack, period, path, **more)
    return path


# --- 还差什么 / 看着不对

FULL: dict[str, object] = {"name": "甲小区"}
SAID: list[tuple[dict[str, object], str]] = [
    ({}, ""),
    (FULL, ""),
    ({"homes": 12}, "未填：名称。"),
    ({**FULL, "homes": "十二"}, "户数是文字，不是数。"),
    ({**FULL, "homes": "12"}, "户数是文字，不是数。"),
    ({**FULL, "homes": "12（待核）", "money": "不适用"}, ""),
    ({**FULL, "homes": 1.5}, "户数应为整数。"),
    ({**FULL, "homes": -1}, "户数应不小于0。"),
    ({**FULL, "share": 101}, "比例应不小于0、不大于100。"),
    ({**FULL, "share": 100, "done": "是", "kind": "丙（其他）"}, ""),
    ({**FULL, "kind": "丁"}, "类别不在可选项里。"),
    ({**FULL, "kind": "待核", "done": "不适用"}, ""),
    ({**FULL, "day": "下个月"}, "日期不是日期。"),
    ({**FULL, "day": "2026-02-30"}, "日期不是日期。"),
    ({**FULL, "day": "2026-13"}, "日期不是日期。"),
    ({**FULL, "day": "2026-02-28", "last_day": "2026-10"}, ""),
    ({**FULL, "day": "2026", "last_day": "2026年3月5日"}, ""),
    ({**FULL, "day": "2026/3/5", "last_day": "2026.10"}, ""),
    ({**FULL, "built": 26}, "年份应为四位年份。"),
    ({**FULL, "person": "11010519491231002"}, "证件号应为18位。"),
    ({"kind": "丁", "day": "x"}, "未填：名称。类别不在可选项里。日期不是日期。"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blank")


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_what_is_missing_is_said_by_plain_formulas(
    ending: str, new_office: Callable[[str], Office], sample: Pack, october: Period, tmp_path: Path
) -> None:
    path = path_of(new_office("own"), sample, october, tmp_path)
    book = load_workbook(path)
    sheet = book["样本台账"]
    first = min(rows(sheet).values())
    for n, (cells, _) in enumerate(SAID, first):
        type_into(sheet, n, **cells)
    type_into(book["任务进展表"], rows(book["任务进展表"])["A.1"], percent=120)
    book.save(path)
    again = resaved(path, ending, tmp_path)
    computed = load_workbook(again if ending == "xlsx" else resaved(again, "xlsx", tmp_path), data_only=True)
    letter = columns(sheet)[sheet_map.CHECK]
    said = [computed["样本台账"].cell(n, letter).value or "" for n in range(first, first + len(SAID))]
    assert said == [text for _, text in SAID]
    counts = [row[6].value for row in computed["封面"].iter_rows() if isinstance(row[2].value, int)]
    assert counts == [1, 0, sum(bool(text) for _, text in SAID)]
    assert len([one for one in workbook_reader.read(again).forms["lg-sample"] if one.cells["name"] or one.cells["homes"]]) == len(SAID) - 2


def test_titles_of_a_pack_end_no_formula(sample: Pack) -> None:
    form = sample.form("lg-sample")
    fields = tuple(replace(one, title='"&A1&"') if one.id == "homes" else one for one in form.fields)
    odd = replace(form, fields=fields)
    made = check_column.RowCheck(odd, sheet_map.plan(odd, "x", 1), ChoiceLists()).formula("r1", 7)
    assert '"""&A1&""是文字，不是数。"' in made


def test_the_widest_form_stays_within_a_formula(catalogue: Any) -> None:
    for pack in catalogue.packs.values():
        for form in pack.forms:
            check = check_column.RowCheck(form, sheet_map.plan(form, "x", 1), ChoiceLists())
            made = check.formula("" if not form.fixed else next(row.code for row in form.rows if not row.heading), 999_999)
            assert len(made) < 8192, form.key


# --- 上期


@pytest.fixture
def allowed(sample: Pack) -> Pack:
    return replace(sample, reference_values=True)


def beside(path: Path, title: str) -> dict[tuple[str, str], Any]:
    """(row, field) -> value of the group 上期."""
    sheet = load_workbook(path)[title]
    tagged = [cell.column for cell in sheet[1] if cell.value == sheet_map.EARLIER]
    head = max(cell.row for cell in sheet["A"] if cell.value == sheet_map.HEAD)
    assert not tagged or sheet.cell(head - 1, tagged[0]).value == "上期"
    return {(row, sheet.cell(head, n).value): sheet.cell(number, n).value for row, number in rows(sheet).items() for n in tagged}


def test_the_values_of_the_period_before_stand_beside(filled_office: Office, allowed: Pack, october: Period, tmp_path: Path) -> None:
    path = path_of(filled_office, allowed, october.next, tmp_path)
    found = {place: one for place, one in beside(path, "任务进展表").items() if one is not None}
    assert found[("A.1", "本期进展")] == "完成2处。"
    assert found[("A.1", "完成比例\n（%）")] == 60
    assert ("A.2", "本期进展") not in found
    assert beside(path, "指标完成情况表")[("K01", "本期")] == 0.7503
    filled = workbook_reader.read(path)
    assert filled.forms["tasks"][1].cells["progress"] == "", "shown, not filled in"
    assert filled.problems == ()
    assert fill(filled_office, filled).stored == 0


def test_a_pack_that_does_not_allow_it_shows_nothing(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    path = path_of(filled_office, sample, october.next, tmp_path)
    assert beside(path, "任务进展表") == {}


def test_personal_data_of_the_period_before_is_masked(filled_office: Office, allowed: Pack, october: Period, tmp_path: Path) -> None:
    form = allowed.form("tasks")
    fields = tuple(replace(one, personal=True, kind="phone") if one.id == "person" else one for one in form.fields)
    pack = replace(allowed, forms=(replace(form, fields=fields),))
    filled_office.apply([Edit(form, october, "A.1", "person", value("13812345678"))])
    path = path_of(filled_office, pack, october.next, tmp_path)
    assert str(beside(path, "任务进展表")[("A.1", "责任人")]).startswith("138****")
    other = next(one for one in filled_office.units() if one.name == "市北区")
    known = {"A.1": {"person": value("13987654321")}}
    path = path_of(filled_office, pack, october.next, tmp_path, unit=other, known=lambda form: known)
    assert str(beside(path, "任务进展表")[("A.1", "责任人")]).startswith("139****")


def test_known_values_of_another_unit(filled_office: Office, allowed: Pack, october: Period, tmp_path: Path) -> None:
    def known(form: Form) -> dict[str, dict[str, Cell]]:
        return {"A.2": {"progress": value("别的单位写的")}} if form.id == "tasks" else {}

    other = next(one for one in filled_office.units() if one.name == "市北区")
    path = path_of(filled_office, allowed, october, tmp_path, unit=other, known=known)
    assert [one for one in beside(path, "任务进展表").values() if one] == ["别的单位写的"]
    assert "完成2处。" not in str(load_workbook(path)["任务进展表"]["B"]) + str(beside(path, "任务进展表"))
    assert beside(path, "指标完成情况表") == {}


def test_heads_tell_the_table_from_what_stands_beside(filled_office: Office, allowed: Pack, october: Period, tmp_path: Path) -> None:
    path = path_of(filled_office, allowed, october.next, tmp_path)
    book = load_workbook(path)
    sheet = book["任务进展表"]
    type_into(sheet, rows(sheet)["A.2"], progress="新的一期")
    sheet.delete_rows(1)
    sheet.delete_cols(1)
    book.save(path)
    found = {one.cells.get("title"): one.cells["progress"] for one in workbook_reader.read(path).forms["tasks"]}
    assert (found["任务一"], found["任务二"]) == ("", "新的一期")


# --- what is printed


def test_only_the_form_is_printed(filled_office: Office, allowed: Pack, october: Period, tmp_path: Path) -> None:
    sheet = load_workbook(path_of(filled_office, allowed, october.next, tmp_path))["任务进展表"]
    area, check = sheet.print_area, columns(sheet)[sheet_map.CHECK]
    last = sheet[area.split(":")[-1].replace("$", "")]
    assert last.column == check - 1
    assert last.row == sheet.max_row
    assert sheet.cell(last.row, 2).value.startswith("单位负责人")


# --- for the units below


@pytest.fixture
def city(sample_catalogue: Any, tmp_path: Path) -> Any:
    from db.office.office import create

    with create(tmp_path / "city.taizhang", sample_catalogue, "370200", ["sample"]) as office:
        yield office


def test_one_for_each_unit_below(city: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    paths = list(blank_workbooks.write_all(city, sample, october, tmp_path / "out", progress=lambda *one: told.append(one)))
    names = [one.name for one in blank_workbooks.below(city, october)]
    assert [one[0] for one in told] == names
    assert told[-1][1:] == (len(names), len(names))
    assert "市南区" in names
    assert "370202_sample_2026-10_空白表.xlsx" in [one.name for one in paths]
    assert {workbook_reader.read(one).unit_name for one in paths} == set(names)
    assert all(workbook_reader.read(one).blank for one in paths[:2])


def test_names_that_no_system_refuses(city: Office, sample: Pack, october: Period) -> None:
    assert blank_workbooks.file_name(replace(city.units()[0], code="a/b:c"), sample, october) == "a-b-c_sample_2026-10_空白表.xlsx"


def test_an_office_with_nobody_below(new_office: Callable[[str], Office], sample: Pack, october: Period, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有下级单位"):
        next(blank_workbooks.write_all(new_office("own"), sample, october, tmp_path / "out"))
