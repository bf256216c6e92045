"""A pack as a workbook: there and back without loss, and every mistake told with its sheet and cell, all in one pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.messages import Trouble
from db.packs.catalogue import Catalogue, load
from db.yaml_reader import load_yaml, tidy
from desktop.exchange.packs import pack_sheets
from desktop.exchange.packs.pack_reader import read_pack
from desktop.exchange.packs.pack_writer import HEAD_ROW, write_pack
from tests import shipped
from tests.desktop.exchange.resaved import needs_office, resaved

PACK = """
id: old-town
title: 老城更新
version: "2026.1"
issuer: 某市人民政府
reference_values: true
lights: {low: -5.5, late: -20}
period: {type: quarter, window: {from: 21, to: 20}, due: {working_days: 3, hour: 12, holidays: later, by: {4: {after_days: 7, hour: 10}}}}
form_block: {表号: 更新-01, 有效期: 2027年底}
instructions: [第一条。, "=第二条。"]
announced:
  - {code: Q1, title: 重点任务, count: 3, form: tasks, under: A1, named: [甲事], note: 其余见附件}
  - {code: Q2, title: 措施, count: 2, counted: true, named: [乙事, 丙事], note: 原文没有印总数}
tasks:
  - {code: A1, title: 管网更新, record: 写长度}
  - {code: A1.T1, title: 雨污分流, was: A1.T9}
indicators:
  - code: K01
    title: 改造户数
    unit: 户
    target: {value: 350.5, basis: by-date, by: "2027", compare: ≥}
    references: [{title: 上年, value: 0, unit: 户, at: 2025年, kind: result}]
ledgers: [lg-yard, lg-studio]
own_ledgers:
  - id: lg-yard
    title: 院落台账
    name: [yard]
    fields:
      - {id: yard, title: 院落, required: true, key: true}
      - {id: kind, title: 类型, kind: choice, choices: ["甲、乙", 丙]}
      - {id: homes, title: 户数, kind: integer, unit: 户, minimum: 0, total: true}
      - {id: started_on, title: 开工, kind: date}
    rules:
      - id: few
        level: warning
        at: homes
        check: homes < 500
        message: 户数{homes}偏多
        mend: 核对
        good: {row: {yard: 一号院, homes: 20}}
        bad: {row: {yard: 一号院, homes: 900}, prev: {homes: 3}}
    examples:
      - {yard: 一号院, kind: 丙, homes: 12, started_on: "2026-03-05"}
      - {yard: "007", homes: 0}
rules:
  - id: sum
    level: hint
    form: indicators
    rows: [K01]
    at: current
    check: current = sum(lg_yard.homes)
    message: 改造户数{current}与台账不符
    good: {row: {code: K01, current: 5}, forms: {lg-yard: [{yard: 甲, homes: 2}, {yard: 乙, homes: 3}]}}
    bad: {row: {code: K01, current: 5}, forms: {lg-yard: [{yard: 甲, homes: 2}], tasks: {A1: {status: 已完成}}}}
  - id: whole
    level: error
    form: tasks
    rows: []
    check: count(lg_yard.row) > 0
    message: 没有院落
    good: {forms: {lg-yard: [{yard: 甲}]}}
    bad: {row: {}}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("own")
    (folder / "packs").mkdir()
    (folder / "packs" / "old-town.yaml").write_text(PACK, encoding="utf-8")
    return load(folder)


@pytest.fixture
def book(own: Catalogue, tmp_path: Path) -> Path:
    path = tmp_path / "方案.xlsx"
    write_pack(own.pack("old-town"), path)
    return path


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    found = load_workbook(path)
    change(found)
    found.save(path)
    return path


@pytest.mark.parametrize("id", sorted(shipped.catalogue().packs))
def test_every_pack_comes_back_from_its_workbook(id: str, catalogue: Catalogue, tmp_path: Path) -> None:
    pack = catalogue.pack(id)
    write_pack(pack, tmp_path / "x.xlsx")
    found = read_pack(tmp_path / "x.xlsx", catalogue)
    assert found.faults == ()
    (tmp_path / "x.yaml").write_text(found.text, encoding="utf-8")
    assert tidy(load_yaml(tmp_path / "x.yaml")) == tidy(pack.tree)


def test_a_pack_with_everything_comes_back(own: Catalogue, catalogue: Catalogue, book: Path) -> None:
    found = read_pack(book, catalogue)
    assert found.faults == ()
    assert found.pack is not None
    assert tidy(found.pack.tree) == tidy(own.pack("old-town").tree)
    assert found.pack.rule("whole").rows == ()  # type: ignore[union-attr]


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_by_another_program(ending: str, own: Catalogue, catalogue: Catalogue, book: Path, tmp_path: Path) -> None:
    found = read_pack(resaved(book, ending, tmp_path), catalogue)
    assert found.faults == ()
    assert found.pack is not None
    assert tidy(found.pack.tree) == tidy(own.pack("old-town").tree)


def test_columns_and_sheets_may_be_moved_and_notes_stand_above(own: Catalogue, catalogue: Catalogue, book: Path) -> None:
    def act(found: Any) -> None:
        found.move_sheet("审核关系", -5)
        sheet = found["任务"]
        sheet.insert_rows(1, 2)
        sheet["A1"] = "某科 2026 年 3 月改"
        sheet.insert_cols(1)
        for row in range(HEAD_ROW + 2, sheet.max_row + 1):
            sheet.cell(row, 1).value, sheet.cell(row, 3).value = sheet.cell(row, 3).value, None

    found = read_pack(changed(book, act), catalogue)
    assert found.faults == ()
    assert found.pack is not None
    assert tidy(found.pack.tree) == tidy(own.pack("old-town").tree)


def column(sheet: Any, title: str) -> int:
    return next(cell.column for cell in sheet[HEAD_ROW] if cell.value == title)


def put(sheet: str, row: int, title: str, text: Any) -> Callable[[Any], None]:
    """Change one cell; `row` counts from the first line below the head."""

    def act(book: Any) -> None:
        found = book[sheet]
        found.cell(HEAD_ROW + row, column(found, title)).value = text

    return act


def plan(item: str, text: Any) -> Callable[[Any], None]:
    def act(book: Any) -> None:
        next(row for row in book["方案"].iter_rows() if row[0].value == item)[1].value = text

    return act


def head(sheet: str, title: str, text: str) -> Callable[[Any], None]:
    def act(book: Any) -> None:
        book[sheet].cell(HEAD_ROW, column(book[sheet], title)).value = text

    return act


def drop(sheet: str) -> Callable[[Any], None]:
    return lambda book: book.remove(book[sheet])


BROKEN = [
    (put("任务", 1, "编号", "B7.T1"), "工作表“任务” A4：B7.T1 的上级 B7 不在表中"),
    (put("任务", 2, "编号", "A1"), "工作表“任务” A5：有重复的代码“A1”"),
    (put("任务", 1, "编号", "A 1"), "工作表“任务” A4：代码“A 1”不能用"),
    (put("任务", 1, "任务名称", None), "工作表“任务” B4：缺少“任务名称”"),
    (put("任务", 1, "只作标题", "对"), "工作表“任务” C4：应填“是”或“否”，现在是“对”"),
    (head("任务", "任务名称", "任务名"), "不认识的栏“任务名”，可用：编号、任务名称"),
    (put("指标", 1, "性质", "流量"), "“流量”不在可用的词里，应为：时期数、时点数、比率、节点、个数"),
    (put("指标", 1, "小数位", "两位"), "应为整数，实为 “两位”"),
    (put("指标", 1, "小数位", 99), "应为 0 到 10 的整数，实为 99"),
    (put("指标", 1, "目标·数值", "三百"), "应为数，实为 “三百”"),
    (put("参考数", 1, "指标编号", "K09"), "工作表“参考数” A4：没有指标“K09”，现有：K01"),
    (put("公布数", 1, "公布个数", 0), "应为 1 到 9999 的整数，实为 0"),
    (put("公布数", 1, "公布个数", 1.5), "应为整数，实为 “1.5”"),
    (put("公布数", 1, "补在哪一行下", "A9"), "没有行“A9”"),
    (put("公布数", 1, "登记在", "任务表"), "没有表“任务表”，可用：tasks、indicators、lg-yard、lg-studio"),
    (put("台账", 1, "台账编号", "院落"), "“院落”应由小写字母、数字和 - 组成"),
    (put("台账", 1, "共用", "是"), "目录里没有共用台账“lg-yard”；自己的台账请填“否”"),
    (put("台账", 2, "台账名称", "工作室"), "共用台账“lg-studio”的内容与目录里的不同"),
    (put("台账", 2, "台账编号", "lg-yard"), "台账“lg-yard”写了两次"),
    (put("台账栏目", 1, "台账编号", "lg-yardd"), "工作表“台账栏目” A4：没有台账“lg-yardd”，现有：lg-yard、lg-studio"),
    (put("台账栏目", 1, "填什么", "数字"), "“数字”不在可用的词里，应为：文字、长文字、整数"),
    (put("台账栏目", 2, "可选项", None), "单选、多选栏要写可选项"),
    (put("台账栏目", 3, "栏编号", "yard"), "栏“yard”写了两次"),
    (put("台账栏目", 3, "最大", -1), "下限 0 大于上限 -1"),
    (put("台账栏目", 3, "算式", "homez * 2"), "算式“homez * 2”：没有栏 homez"),
    (put("审核关系", 1, "应当成立", "current = sum(lg_yard.home)"), "审核关系 sum：算式“current = sum(lg_yard.home)”：院落台账没有栏 home"),
    (put("审核关系", 1, "级别", "严重"), "“严重”不在可用的词里，应为：强制、核实、提示"),
    (put("审核关系", 1, "哪张表", "任务表"), "没有表“任务表”"),
    (put("审核关系", 3, "错在哪一栏", "house"), "院落台账没有栏“house”"),
    (put("审核关系", 3, "写在", "别处"), "没有台账“别处”，现有：方案、lg-yard、lg-studio"),
    (put("样例", 1, "关系编号", "summ"), "indicators没有审核关系“summ”"),
    (put("样例", 1, "类别", "例子"), "类别应为：样例行、正例、反例"),
    (put("样例", 2, "值", "许多"), "“本期”读不出“许多”"),
    (put("样例", 2, "栏编号", "currant"), "指标完成情况表没有栏“currant”"),
    (plan("方案名称", None), "缺少“方案名称”"),
    (plan("编号", "老城"), "“老城”应由小写字母、数字和 - 组成"),
    (plan("报告期·类型", "旬"), "“旬”不在可用的词里，应为：月、季、半年、年"),
    (plan("数据时段·起日", 40), "应为 1 到 31 的整数，实为 40"),
    (plan("表式信息", "没有冒号"), "“没有冒号”应写成“名：值”"),
    (drop("方案"), "工作表“方案”：没有这张表"),
    (drop("台账栏目"), "工作表“台账栏目”：没有这张表"),
    (lambda book: book.create_sheet("任务2"), "工作表“任务2”：不认识这张表"),
]


@pytest.mark.parametrize(("change", "told"), BROKEN, ids=[told for _, told in BROKEN])
def test_a_broken_pack_workbook_says_where_and_what(change: Callable[[Any], None], told: str, book: Path, catalogue: Catalogue) -> None:
    found = read_pack(changed(book, change), catalogue)
    assert found.pack is None
    assert any(told in one for one in found.faults), found.faults
    assert all(one.startswith("方案.xlsx 工作表“") for one in found.faults), found.faults


def test_all_mistakes_are_told_in_one_pass(book: Path, catalogue: Catalogue) -> None:
    for change, _ in (BROKEN[0], BROKEN[6], BROKEN[16], BROKEN[26]):
        changed(book, change)
    assert len(read_pack(book, catalogue).faults) >= 4


SHEETS_AWAY = [
    (drop("台账栏目"), "工作表“台账栏目”：没有这张表"),
    (head("任务", "任务名称", "任务名"), "工作表“任务” B3：不认识的栏“任务名”"),
    (head("任务", "任务名称", None), "工作表“任务” 第 3 行：表头里没有栏“任务名称”"),
    (lambda book: setattr(book["任务"], "title", "任 务"), "工作表“任 务”：不认识这张表；缺的是：任务"),
]


@pytest.mark.parametrize(("change", "told"), SHEETS_AWAY, ids=[told for _, told in SHEETS_AWAY])
def test_a_sheet_or_head_that_is_gone_is_one_line(change: Callable[[Any], None], told: str, book: Path, catalogue: Catalogue) -> None:
    assert [told in one for one in read_pack(changed(book, change), catalogue).faults] == [True]


def test_a_workbook_that_is_no_pack_is_one_line(book: Path, catalogue: Catalogue) -> None:
    def other(found: Any) -> None:
        for sheet in found.worksheets[1:]:
            found.remove(sheet)
        found.worksheets[0].title = "填报单位"

    assert read_pack(changed(book, other), catalogue).faults == ("方案.xlsx：不是任务包的工作簿，里面没有“方案”等工作表",)


def sample_value(rule: str, kind: str, field: str, value: Any) -> Callable[[Any], None]:
    """Change one value of an example."""

    def act(book: Any) -> None:
        sheet = book["样例"]
        at = [column(sheet, title) for title in ("关系编号", "类别", "栏编号", "值")]
        row = next(row for row in sheet.iter_rows() if [row[n - 1].value for n in at[:3]] == [rule, kind, field])
        row[at[3] - 1].value = value

    return act


def test_examples_are_tried_by_the_engine(book: Path, catalogue: Catalogue) -> None:
    changed(book, sample_value("few", "正例", "homes", 700))
    changed(book, sample_value("few", "反例", "homes", 70))
    found = read_pack(book, catalogue).faults
    assert len(found) == 2
    assert found[0].startswith("方案.xlsx 工作表“样例” J")
    assert "院落台账 审核关系 few：正例不应有问题，却报了：户数700偏多" in found[0]
    assert "院落台账 审核关系 few：反例没有查出问题" in found[1]


def test_a_rule_without_an_example_is_told(book: Path, catalogue: Catalogue) -> None:
    def act(found: Any) -> None:
        sheet = found["样例"]
        kind = column(sheet, "类别")
        rows = [
            row[0].row for row in sheet.iter_rows() if row[kind - 1].value == "反例" and row[column(sheet, "关系编号") - 1].value == "few"
        ]
        for row in reversed(rows):
            sheet.delete_rows(row)

    assert ["few：没有反例" in one for one in read_pack(changed(book, act), catalogue).faults] == [True]


def test_broken_rules_are_told_with_everything_else_from_top_to_bottom(book: Path, catalogue: Catalogue) -> None:
    for change in (put("审核关系", 1, "应当成立", "current = = 3"), put("任务", 2, "编号", "A1"), plan("方案名称", None)):
        changed(book, change)
    changed(book, put("审核关系", 3, "应当成立", "homez < 5"))
    places = [one.split("：")[0] for one in read_pack(book, catalogue).faults]
    assert [one.split("”")[0].removeprefix("方案.xlsx 工作表“") for one in places] == ["方案", "任务", "任务", "审核关系", "审核关系"]


@pytest.mark.parametrize("mark", ["、", "，", "；", ",", ";", "\n", "、\n"])
def test_any_mark_parts_a_list(mark: str, book: Path, catalogue: Catalogue) -> None:
    found = read_pack(changed(book, put("台账栏目", 2, "可选项", mark.join(["甲", "乙", "丙"]))), catalogue)
    assert found.pack is not None, found.faults
    assert found.pack.form("lg-yard").field("kind").choices == ("甲", "乙", "丙")


MORE_BROKEN = [
    (put("台账栏目", 2, "可选项", "丙"), "G5：可选项只有一项“丙”"),
    (put("台账栏目", 2, "可选项", "甲、丙、丙"), "G5：可选项“丙”写了两次"),
    (put("指标", 1, "编号", "Ｋ01"), "代码“Ｋ01”里有全角的字母或数字"),
    (put("指标", 1, "目标·范围", "本市"), "“本市”不在可用的词里，应为：全市、全省"),
]


@pytest.mark.parametrize(("change", "told"), MORE_BROKEN, ids=[told for _, told in MORE_BROKEN])
def test_lists_codes_and_words_are_checked(change: Callable[[Any], None], told: str, book: Path, catalogue: Catalogue) -> None:
    assert any(told in one for one in read_pack(changed(book, change), catalogue).faults)


def test_what_could_not_be_read_back_is_refused(book: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.yaml_reader.LARGEST", 2000)
    assert ["超过 2000 字节" in one for one in read_pack(book, catalogue).faults] == [True]


def test_a_text_that_begins_like_a_formula_is_a_text(book: Path) -> None:
    cells = [cell for row in load_workbook(book)["方案"].iter_rows() for cell in row if cell.value == "=第二条。"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_workbook_offers_the_words(book: Path) -> None:
    lists = {one.formula1 for sheet in load_workbook(book) for one in sheet.data_validations.dataValidation}
    assert '"强制,核实,提示"' in lists
    assert '"是,否"' in lists
    assert any("台账!" in one for one in lists)


def test_the_guide_names_every_heading(book: Path) -> None:
    rows = {(row[0].value, row[1].value) for row in load_workbook(book)["说明"].iter_rows(min_row=HEAD_ROW + 1)}
    assert rows == {(sheet.name, one.title) for sheet in pack_sheets.SHEETS for one in sheet.columns}


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"\x89PNG....")
    with pytest.raises(Trouble, match="图片"):
        read_pack(tmp_path / "x.xlsx", catalogue)
