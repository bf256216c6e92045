"""Cells, their states, what is stored, shown and written plainly; every kind goes round without loss."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings, strategies as st

from db.values.cell import EMPTY, NA, Cell, Reading, State, load, store, value
from db.values.field import Field
from db.values.identity_codes import citizen_check
from db.values.kinds import KINDS, machine_text, read, show

CHOICES = ("在建", "完工", "水、电", "（一）类", "a b", "未开工")
UNITS = ("", "万元", "人", "万平方米", "%", "公里", "万标箱")
RAW_TEXT = st.text(max_size=12) | st.text("0123456789０１２.,，-—年月日万亿元人%（）待核约 \n", max_size=12)
RAW = RAW_TEXT | st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes()


def field(kind: str, unit: str = "", **more) -> Field:
    return Field("f", "小区户数", kind, unit, choices=CHOICES if kind.startswith("choice") else (), **more)


def values(kind: str) -> st.SearchStrategy:
    """Values as they are kept for a kind."""
    numbers = st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-1e14, 1e14).map(lambda x: x + 0.0)
    days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(str)
    known = {
        "integer": st.integers(-(10**15) + 1, 10**15 - 1),
        "number": numbers,
        "percent": numbers,
        "date": days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4]),
        "year": st.integers(1900, 2100),
        "choice": st.sampled_from(CHOICES),
        "choices": st.sets(st.sampled_from(CHOICES), min_size=1).map(lambda s: "、".join(c for c in CHOICES if c in s)),
        "yesno": st.sampled_from(("是", "否")),
        "citizen_id": st.tuples(
            st.integers(110000, 839999), st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)), st.integers(0, 999)
        ).map(lambda parts: _citizen(f"{parts[0]}{parts[1]:%Y%m%d}{parts[2]:03}")),
        "credit_code": st.sampled_from(("91350100M000100Y43", "11320000MB151840XJ")),
        "phone": st.from_regex(r"1[3-9][0-9]{9}|0532-[2-9][0-9]{7}(-[0-9]{1,4})?|138\*\*\*\*[0-9]{4}", fullmatch=True),
    }
    return known.get(kind, st.text(max_size=40))


def _citizen(first: str) -> str:
    return first + citizen_check(first)


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_value_goes_through_plain_and_back(kind, data):
    asked = field(kind, data.draw(st.sampled_from(UNITS)) if kind in ("integer", "number") else "")
    content = data.draw(values(kind))
    reading = read(content, asked, written=True)  # texts are tidied once; everything else stays
    if kind not in ("text", "longtext"):
        assert reading.kind == "same" or isinstance(content, float)
        assert reading.cell == value(content)
    for cell in (reading.cell, Cell(State.CHECK, reading.cell.value), NA, EMPTY, Cell(State.CHECK)):
        if cell != value("") and not (cell.state is State.CHECK and cell.value == ""):
            again = read(machine_text(cell, asked), asked)
            assert (again.cell, again.kind) == (cell, "same")


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=150)
@given(raw=RAW, unit=st.sampled_from(UNITS))
def test_whatever_comes_in_is_answered_and_stays_readable(kind, raw, unit):
    asked = field(kind, unit)
    reading = read(raw, asked)
    assert reading.kind in ("same", "read", "proposed", "refused")
    assert bool(reading.note) == (reading.kind in ("proposed", "refused"))
    assert (reading.kind == "refused") == (reading.cell.state is State.RAW)
    assert load(*store(reading.cell)) == reading.cell
    again = read(machine_text(reading.cell, asked), asked)
    if reading.kind != "refused" or isinstance(raw, str):
        assert again.cell == reading.cell
    if reading.kind == "refused" and isinstance(raw, str):
        assert reading.cell.raw == raw
    assert isinstance(show(reading.cell, asked), str)


@pytest.mark.parametrize("kind", ["integer", "number", "percent", "date", "year"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_what_is_shown_reads_back(kind, data):
    asked = field(kind)
    few = st.decimals(-(10**9), 10**9, places=4).map(float)  # 15 digits are shown and no more
    content = data.draw(few if kind in ("number", "percent") else values(kind))
    cell = value(content)
    assert read(show(cell, asked), asked, written=True).cell == cell


@settings(deadline=None)
@given(
    st.sampled_from((EMPTY, NA, Cell(State.CHECK)))
    | st.builds(Cell, st.just(State.RAW), st.none(), st.text())
    | values("number").map(value)
)
def test_stored_cells_are_loaded_again(cell):
    assert load(*store(cell)) == cell


def test_stored_forms_are_the_ones_of_the_file():
    assert store(value(0)) == (0, None)
    assert store(EMPTY) == (None, None)
    assert store(NA) == (None, "na")
    assert store(Cell(State.CHECK, 35)) == (35, "check")
    assert store(Cell(State.RAW, None, "2000 万左右")) == (None, "raw:2000 万左右")
    with pytest.raises(ValueError, match="unknown mark"):
        load(None, "maybe")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("raw", "cell"),
    [
        (None, EMPTY),
        ("", EMPTY),
        (" \u3000\n", EMPTY),
        ("不适用", NA),
        (" 不适用", NA),
        ("待核", Cell(State.CHECK)),
        ("（待核）", Cell(State.CHECK)),
    ],
)
def test_states_are_read_in_every_kind(kind, raw, cell):
    reading = read(raw, field(kind))
    assert reading.cell == cell
    assert reading.kind in ("same", "read")


@pytest.mark.parametrize("raw", ["35（待核）", "35(待核)", "35待核", "35 待核", "35 （ 待核 ）"])
def test_a_value_that_has_to_be_checked(raw):
    reading = read(raw, field("integer"))
    assert reading.cell == Cell(State.CHECK, 35)
    assert reading.kind in ("same", "read")


def test_proposals_and_refusals_with_a_check_mark():
    assert read("2亿（待核）", field("number", "万元")) == Reading("proposed", Cell(State.CHECK, 20000), "2亿（待核）", "按“亿”换算")
    assert read("很多（待核）", field("number")).cell == Cell(State.RAW, None, "很多（待核）")


@pytest.mark.parametrize("raw", ["—", "–", "-", "－", "/", "／", "无", "…", "N/A", " — ", "——"])
@pytest.mark.parametrize(
    "kind", ["integer", "number", "percent", "date", "year", "choice", "choices", "citizen_id", "credit_code", "phone"]
)
def test_placeholders_are_proposed_as_not_applicable(kind, raw):
    reading = read(raw, field(kind))
    assert (reading.kind, reading.cell) == ("proposed", NA)
    assert reading.note


@pytest.mark.parametrize("raw", ["—", "/", "无", "N/A", "数据待核", "无需待核的事项"])
def test_placeholders_are_ordinary_text_in_prose(raw):
    assert read(raw, field("text")) == Reading("same", value(raw), raw)


@pytest.mark.parametrize(
    ("kind", "raw", "content"),
    [
        ("text", " 浮山所 \r\n 小区\u3000", "浮山所 小区"),
        ("longtext", "一、开工\r\n二、验收\r", "一、开工\n二、验收"),
        ("longtext", "a\x0bb", "a\nb"),
        ("text", "a\x00b\u200bc\ufeff", "abc"),
        ("text", "５²，①（㎡）", "５²，①（㎡）"),
        ("text", 370202.0, "370202"),
        ("text", 370202010001.0, "370202010001"),
        ("text", 0.1, "0.1"),
        ("text", True, "TRUE"),
        ("text", datetime.date(2026, 7, 3), "2026-07-03"),
    ],
)
def test_prose_is_tidied_at_the_edges_only(kind, raw, content):
    assert read(raw, field(kind)).cell == value(content)


def test_prose_has_its_limits():
    assert read("字" * 32_767, field("longtext")).kind == "same"
    long = read("字" * 32_768, field("longtext"))
    assert long.kind == "refused"
    assert "32768" in long.note
    assert "32767" in long.note
    assert read(6.22202160000012e18, field("text")).note == "末尾数字已丢失，请以文本粘贴"


@pytest.mark.parametrize(
    ("cell", "asked", "text"),
    [
        (value(0), field("number"), "0"),
        (value(1234567.891), field("number"), "1,234,567.891"),
        (value(2.675), field("number", decimals=2), "2.68"),
        (value(2.5), field("number", decimals=0), "3"),
        (value(-2.5), field("number", decimals=0), "-3"),
        (value(-0.001), field("number", decimals=2), "0.00"),
        (value(0.1 + 0.2), field("number"), "0.3"),
        (value(1e-7), field("number"), "0.0000001"),
        (value(-1234), field("integer"), "-1,234"),
        (value(2026), field("year"), "2026"),
        (value("2026-10-31"), field("date"), "2026年10月31日"),
        (value("2026-03-05"), field("date"), "2026年3月5日"),
        (value("2026-10"), field("date"), "2026年10月"),
        (value("2026"), field("date"), "2026年"),
        (value("1,2"), field("text"), "1,2"),
        (EMPTY, field("number"), ""),
        (NA, field("date"), "不适用"),
        (Cell(State.CHECK), field("date"), "待核"),
        (Cell(State.CHECK, 35), field("number"), "35 待核"),
        (Cell(State.RAW, None, "约三百"), field("number"), "约三百"),
    ],
)
def test_shown(cell, asked, text):
    assert show(cell, asked) == text


def test_shown_with_the_fixed_rows_decimals_and_without_grouping():
    assert show(value(1234.5), field("number", decimals=0), decimals=2) == "1,234.50"
    assert show(value(1234.5), field("number"), grouping=False) == "1234.5"


def test_the_fixed_rows_unit_takes_the_fields_place():
    asked = field("number", "row")
    assert read("2000万", asked, unit="万元").cell == value(2000)
    assert read("35人", asked, unit="人").kind == "read"
    assert read("35人", asked).kind == "proposed"


def test_every_kind_has_its_column_type():
    assert {kind: KINDS[kind].sql for kind in KINDS if KINDS[kind].sql != "TEXT"} == {
        "integer": "INTEGER",
        "number": "REAL",
        "percent": "REAL",
        "year": "INTEGER",
    }
    assert {KINDS[kind].align for kind in ("integer", "number", "percent")} == {"right"}


def test_characters_no_workbook_can_hold_are_left_out() -> None:
    assert read("a\ufffeb\uffffc", Field("t", "文")).cell.value == "abc"
