"""The unit table as a workbook: there and back, saved again by another program, and every mistake with its cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from db.messages import Trouble
from db.packs.catalogue import Catalogue
from db.units import changes
from db.units.model import Unit
from desktop.exchange import unit_table
from tests.desktop.exchange.resaved import needs_office, resaved


@pytest.fixture
def table(catalogue: Catalogue) -> list[Unit]:
    """The shipped units after a renaming, a merger and a split; their source is not kept in an office file."""
    found = [replace(one, source="") for one in catalogue.units]
    found.append(Unit("370203001", "=1+1街道", level="town", parent="370203", ord=500))
    found = changes.renamed(found, "370211", date(2026, 3, 1), "黄岛新区", "黄岛")
    found = changes.merged(found, ["370203", "370213"], date(2026, 7, 1), Unit("370299", "中心区", parent="370200", ord=30))
    parts = [Unit("370281", "胶州市", parent="370200", ord=90), Unit("370288", "胶南区", parent="370200", ord=91)]
    return changes.split(found, "370281", date(2026, 9, 1), parts)


@pytest.fixture
def book(table: list[Unit], tmp_path: Path) -> Path:
    unit_table.write(table, tmp_path / "单位表.xlsx")
    return tmp_path / "单位表.xlsx"


def test_there_and_back(table: list[Unit], book: Path) -> None:
    assert unit_table.read(book) == unit_table.Units(table, [])


def test_drop_downs_and_heads(book: Path) -> None:
    sheet = load_workbook(book)["填报单位"]
    assert [one.value for one in sheet[1]] == [one.title for one in unit_table.FIELDS]
    lists = {str(one.sqref).partition("2:")[0]: one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert set(lists) == {"E", "H"}
    hidden = load_workbook(book)["_选项"]
    assert hidden.sheet_state == "hidden"
    assert [one.value for one in hidden["A"]] == ["市", "区市", "功能区", "镇街"]
    assert sheet["B20"].number_format == "@"


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_by_another_program(ending: str, table: list[Unit], book: Path, tmp_path: Path) -> None:
    assert unit_table.read(resaved(book, ending, tmp_path)) == unit_table.Units(table, [])


def written(tmp_path: Path, rows: list[list[Any]], sheet: str = "单位") -> Path:
    """A workbook somebody made by hand, with a title above its heads."""
    made = Workbook()
    made.active.title = sheet
    made.active.append(["青岛市填报单位"])
    for row in rows:
        made.active.append(row)
    made.save(tmp_path / "手工.xlsx")
    return tmp_path / "手工.xlsx"


HEADS = ["名称", "代码", "级别", "上级", "计入汇总", "起始日期", "终止日期", "去向", "顺序"]


def test_made_by_hand_in_another_order(tmp_path: Path) -> None:
    rows = [
        HEADS,
        ["市", 370200, "市"],
        ["甲区", 370202.0, "区市", "市", "是", date(2020, 1, 1), "2025.12.31", "370209", 5],
        ["乙区", "370209", "区市", "市", None, "2026年1月1日"],
        [],
        ["丙功能区", "z", "功能区", "乙区", "否", "2026-01-01"],
    ]
    found = unit_table.read(written(tmp_path, rows))
    assert found.mistakes == []
    assert found.units == [
        Unit("370200", "市", level="city", ord=10),
        Unit("370202", "甲区", parent="370200", ord=5, since="2020-01-01", until="2025-12-31", successors=("370209",)),
        Unit("370209", "乙区", parent="370200", ord=30, since="2026-01-01"),
        Unit("z", "丙功能区", level="zone", parent="370209", in_total=False, ord=40, since="2026-01-01"),
    ]


def test_every_mistake_with_its_cell(tmp_path: Path) -> None:
    rows = [
        [*HEADS, "备注"],
        ["市", "c", "市"],
        ["甲区", "a", "区", "c"],
        ["甲区", "b", "区市", "市区", "也许", "上个月", "", "", "第一"],
        ["", "d", "区市", "c", "是", "2026-13-01"],
        ["戊区", "e", "区市", "c", "是", "2026-05-01", "2026-01-01"],
        ["己区", "f", "区市", "c", "是", "", "2026-01-01", "q"],
        ["甲区", "g", "区市", "c"],
    ]
    found = unit_table.read(written(tmp_path, rows))
    for cell, word in [
        ("J2", "不认识的栏“备注”"),
        ("C4", "可能是“区市”"),
        ("D5", "上级“市区”不在表里"),
        ("E5", "也许"),
        ("F5", "上个月"),
        ("I5", "第一"),
        ("A6", "“名称”没有填"),
        ("F6", "2026-13-01"),
        ("G7", "晚于终止日期"),
        ("H8", "去向“q”不在表里"),
        ("A9", "名称“甲区”已经有了"),
    ]:
        assert any(one.startswith(f"工作表“单位”{cell}：") and word in one for one in found.mistakes), (cell, word, found.mistakes)
    with pytest.raises(Trouble, match=f"“手工.xlsx”有 {len(found.mistakes)} 处错误") as told:
        unit_table.take(tmp_path / "手工.xlsx")
    assert len(str(told.value).splitlines()) == len(found.mistakes) + 1


def test_no_table_at_all(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="没有填报单位表"):
        unit_table.read(written(tmp_path, [["一", "二"]]))
    with pytest.raises(Trouble, match="没有一个单位"):
        unit_table.take(written(tmp_path, [HEADS]))


def test_nowhere_to_write(tmp_path: Path, table: list[Unit]) -> None:
    with pytest.raises(Trouble, match="是文件夹"):
        unit_table.write(table, tmp_path)
