"""Numbers as they are typed: vectors of what is read, proposed and refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from db.values.cell import State
from db.values.chinese_numerals import numeral, write
from db.values.field import Field
from db.values.kinds import read
from db.values.measures import factor, measure
from db.values.numbers import write_number


def number(raw: object, unit: str = "", kind: str = "number"):
    return read(raw, Field("f", "栏", kind, unit))


@pytest.mark.parametrize(
    ("unit", "raw", "content"),
    [
        ("", "0", 0),
        ("", "-0", 0),
        ("", "１２３．５", 123.5),
        ("", "1,234", 1234),
        ("", "1，234", 1234),
        ("", "１ ２３４", 1234),
        ("", "1,234,567.89", 1234567.89),
        ("", "+5", 5),
        ("", "-5", -5),
        ("", "－5", -5),
        ("", "−5", -5),
        ("", "'35", 35),
        ("", "35，", 35),
        ("", ".5", 0.5),
        ("", "35.", 35),
        ("", 0.85, 0.85),
        ("", 145.7503, 145.7503),
        ("", 12, 12),
        ("人", "35人", 35),
        ("人", " 35 人 ", 35),
        ("万元", "2000万元", 2000),
        ("万元", "￥5万", 5),
        ("元", "￥1,234.50", 1234.5),
        ("万平方米", "5万㎡", 5),
        ("平方米", "80m2", 80),
        ("公里", "3千米", 3),
        ("万标箱", "35.2万标箱", 35.2),
        ("%", "85%", 85),
    ],
)
def test_read_without_asking(unit, raw, content):
    reading = number(raw, unit)
    assert reading.kind in ("same", "read"), reading.note
    assert reading.cell.value == content
    assert reading.cell.state is State.VALUE


@pytest.mark.parametrize(
    ("unit", "raw", "content", "note"),
    [
        ("万元", "2000万", 2000, "万"),
        ("元", "2000万", 20000000, "万"),
        ("万元", "2亿", 20000, "亿"),
        ("亿元", "2000万元", 0.2, "万元"),
        ("万元", "1.5亿元", 15000, "亿元"),
        ("千元", "1.2万元", 12, "万元"),
        ("万元", "￥20", 0.002, "元"),
        ("户", "3.28万户", 32800, "万户"),
        ("万人", "32800人", 3.28, "人"),
        ("人", "35名", 35, "名"),
        ("家", "35个", 35, "个"),
        ("个", "35家", 35, "家"),
        ("栋", "3幢", 3, "幢"),
        ("平方米", "3.2万㎡", 32000, "万㎡"),
        ("万平方米", "120平方米", 0.012, "平方米"),
        ("万平方米", "3公顷", 3, "公顷"),
        ("公里", "500米", 0.5, "米"),
        ("米", "1.2公里", 1200, "公里"),
        ("万吨", "500吨", 0.05, "吨"),
        ("", "35人", 35, "人"),
        ("%", "5‰", 0.5, "‰"),
        ("%", "2个百分点", 2, "个百分点"),
        ("", "约300", 300, "约"),
        ("", "近300", 300, "近"),
        ("", "共300", 300, "共"),
        ("", "300余", 300, "余"),
        ("户", "300多户", 300, "多"),
        ("户", "3万余户", 30000, "余"),
        ("户", "300户以上", 300, "以上"),
        ("户", "300+", 300, "+"),
        ("", "(5)", -5, "括号"),
        ("", "（1,234.5）", -1234.5, "括号"),
        ("", "—5", -5, "—"),
        ("", "3。5", 3.5, "。"),
        ("", "007", 7, "0"),
        ("", "三十五", 35, "中文数字"),
        ("人", "三十五人", 35, "中文数字"),
        ("万元", "两万", 2, "中文数字"),
        ("元", "两万", 20000, "中文数字"),
        ("万元", "一亿二千万元", 12000, "中文数字"),
        ("", "三点一四", 3.14, "中文数字"),
    ],
)
def test_proposed(unit, raw, content, note):
    reading = number(raw, unit)
    assert (reading.kind, reading.cell.value) == ("proposed", content)
    assert note in reading.note


@pytest.mark.parametrize(
    ("unit", "raw", "note"),
    [
        ("", "1,23", "千分位"),
        ("", "1，2", "千分位"),
        ("", "1234,567", "千分位"),
        ("", "0,123", "千分位"),
        ("", "1,2345", "千分位"),
        ("", "12 34", "两个"),
        ("户", "2户3户", "两个"),
        ("户", "35户（含2户）", "两个"),
        ("", "3万5千", "两个"),
        ("", "1/2", "两个"),
        ("", "5²", "读不懂"),
        ("", "①", "读不出"),
        ("", "1.2.3", "小数点"),
        ("", "3-5", "区间"),
        ("", "3—5", "区间"),
        ("人", "3至5人", "区间"),
        ("", "1e5", "科学计数法"),
        ("", "+-5", "正负号"),
        ("", "#DIV/0!", "公式"),
        ("", "很多", "读不出"),
        ("", "一百二", "读不出"),
        ("", "inf", "读不出"),
        ("", "35abc", "abc"),
        ("人", "35abc", "人"),
        ("户", "35人", "户"),
        ("人", "35人次", "人次"),
        ("万元", "35%", "万元"),
        ("平方米", "5亩", "亩"),
        ("%", "85人", "人"),
        ("", "1234567890123456", "15"),
        ("", "0.12345678901234567", "15"),
        ("", 1e15, "15"),
        ("", float("nan"), "有效"),
        ("", float("-inf"), "有效"),
        ("", True, "逻辑值"),
        ("", "9" * 500, "太长"),
    ],
)
def test_refused(unit, raw, note):
    reading = number(raw, unit)
    assert reading.kind == "refused"
    assert note in reading.note
    assert reading.cell.value is None


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("85%", 85),
        ("85％", 85),
        ("85", 85),
        (85.0, 85),
        ("0.85%", 0.85),
        ("0.85﹪", 0.85),
        ("-.5 %", -0.5),
        (0, 0),
        ("0.0", 0),
        (1, 1),
        (1.0, 1),
    ],
)
def test_percent_read(raw, content):
    reading = number(raw, kind="percent")
    assert reading.kind in ("same", "read")
    assert reading.cell.value == content


@pytest.mark.parametrize(
    ("raw", "meant"),
    [(0.85, 85), ("0.85", 85), ("０.８５", 85), (".855", 85.5), ("-0.5", -50), ("0.99999", 99.999), (0.1 + 0.2, 30.000000000000004),
     ("约0.85", 85), ("零点八五", 85), ("0.07", 7), (0.29, 29)],
)  # fmt: skip
def test_a_bare_fraction_of_one_is_a_question(raw, meant):
    reading = number(raw, kind="percent")
    assert (reading.kind, reading.cell.value) == ("proposed", meant)
    assert reading.note == f"可能是 {meant}%"
    assert number(f"{raw}（待核）", kind="percent").kind == "proposed"


@pytest.mark.parametrize(
    ("unit", "limits"),
    [("‰", {}), ("个百分点", {}), ("%", {"maximum": 0.9}), ("%", {"maximum": 5}), ("%", {"minimum": 0, "maximum": 84})],
)
def test_a_small_percentage_where_a_hundredfold_cannot_be_meant(unit, limits):
    asked = Field("f", "利率", "percent", unit, **limits)
    for raw in (0.85, "0.85"):
        assert read(raw, asked).cell.value == 0.85
        assert read(raw, asked).kind in ("same", "read")
    assert read(0.85, Field("f", "利率", "percent", maximum=85)).cell.value == 85


@pytest.mark.parametrize("raw", ["8.5‰", "0.85个百分点"])
def test_a_small_percentage_in_another_measure(raw):
    assert number(raw, kind="percent").cell.value == 0.85


@pytest.mark.parametrize("raw", ["百分之八十五", "百分之85", "约85%"])
def test_percent_proposed(raw):
    reading = number(raw, kind="percent")
    assert (reading.kind, reading.cell.value) == ("proposed", 85)


@pytest.mark.parametrize("raw", ["3", "3.0", 3.0, 3, "3 家", 2.9999999999999996])
def test_whole_numbers(raw):
    reading = number(raw, "家", "integer")
    assert reading.kind in ("same", "read")
    assert isinstance(reading.cell.value, int)
    assert reading.cell.value == 3


def test_a_fraction_is_no_whole_number():
    assert "3.5" in number("3.5", "家", "integer").note
    assert number(3.5, "家", "integer").kind == "refused"
    assert number("1.2万家", "家", "integer").cell.value == 12000
    assert number("1.23456万家", "家", "integer").kind == "refused"


def test_units_are_exact_powers_of_ten():
    assert factor(measure("亿元"), measure("万元")) == 10_000
    assert factor(measure("万"), measure("万元")) == 1
    assert factor(measure("㎡"), measure("万平方米")) == Decimal("0.0001")
    assert factor(measure("人"), measure("人次")) is None
    assert factor(measure("个"), measure("元")) is None


@settings(deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_go_round(whole):
    assert numeral(write(whole)) == whole


@pytest.mark.parametrize(
    ("text", "content"),
    [("十", 10), ("一十二", 12), ("两千零五", 2005), ("二〇二五", 2025), ("一百零二", 102), ("叁拾伍", 35), ("一百二十三万四千", 1234000)],
)
def test_chinese_numerals(text, content):
    assert numeral(text) == content


@pytest.mark.parametrize("text", ["", "点", "三点", "一百二", "百百", "万", "一万五", "十十", "千", "三点十"])
def test_careless_chinese_numerals_are_no_numbers(text):
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("content", "text"), [(3.0, "3"), (1e-7, "0.0000001"), (-0.0, "0"), (1200, "1200"), (145.7503, "145.7503"), (1e14, "1" + "0" * 14)]
)
def test_numbers_are_written_with_all_their_digits(content, text):
    assert write_number(content) == text
