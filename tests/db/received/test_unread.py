"""What can be read with consent is told as what it may be; nobody is told to empty what is required; choices name their words."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings, strategies as st

from db.office.office import Office
from db.packs.model import Form
from db.received.unread import understood, writing
from db.rules.problem import Problem
from db.rules.sql import field_rules
from db.values.cell import Cell, State
from db.values.field import Field
from db.values.kinds import KINDS, kind_of, read
from tests.db.received.received_books import cell_of, take
from tests.db.received.test_intake_by_hand import hand_filled
from tests.upward import Districts

WORDS = ("未开工", "在建", "完工（已验收）")


def field(kind: str, unit: str = "", **more: object) -> Field:
    return Field("f", "栏", kind, unit, choices=WORDS if kind.startswith("choice") else (), **more)  # type: ignore[arg-type]


def told(raw: str, asked: Field) -> tuple[str, str]:
    problem = Problem("error", "form", "r", "f", "unread:f", f"“栏”里的“{raw}”读不成数字", "请改成可以识别的内容", "栏")
    new = understood(problem, asked, Cell(State.RAW, None, raw))
    return str(new.message), str(new.mend)


@pytest.mark.parametrize(
    ("asked", "raw", "meant"),
    [
        (field("date"), "46082", "2026-03-01"),
        (field("number", "万元"), "约150", "150"),
        (field("number", "万元"), "29.4156万", "29.4156"),
        (field("number", "万元"), "2亿", "20000"),
        (field("number", "万元"), "—", "不适用"),
        (field("percent"), "0.85", "85%"),
        (field("percent"), "约85", "85%"),
        (field("percent"), "-", "不适用"),
        (field("choice"), "完工", "完工（已验收）"),
        (field("choices"), "在建、完工", "在建、完工（已验收）"),
        (field("yesno"), "有", "是"),
        (field("integer", "户"), "3万", "30000"),
    ],
)
def test_what_is_understood_is_told(asked: Field, raw: str, meant: str) -> None:
    assert told(raw, asked) == (f"“栏”里的“{raw}”可能是 {meant}", f"请写成“{meant}”")


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=60)
@given(raw=st.text("0123456789０.,—-年月日万亿元%约共（）有无 在建完工", min_size=1, max_size=10), unit=st.sampled_from(("", "万元", "%")))
def test_what_is_proposed_is_taken_when_written_so(kind: str, raw: str, unit: str) -> None:
    asked = field(kind, unit if kind in ("number", "percent") else "")
    reading = read(raw, asked)
    if reading.kind != "proposed":
        return
    written = writing(reading.cell, asked)
    again = read(written, asked)
    assert again.cell == reading.cell
    assert again.kind in ("same", "read")
    assert written in told(raw, asked)[0]


def test_why_a_text_cannot_be_read_is_told() -> None:
    assert told("1至5", field("number")) == ("“栏”里的“1至5”读不成数字：这是一个区间，本栏只填一个准确数", "请改成可以识别的内容")
    assert "正负号" in told("+-5", field("number"))[0]
    personal = field("phone", personal=True)
    assert told("0532", personal)[0] == "“栏”里的“0532”读不成数字"


@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_to_empty_what_is_required(kind: str, required: bool) -> None:
    asked = field(kind, required=required)
    rules = {rule.id.partition(":")[0]: str(rule.mend) for rule in field_rules(Form("form", "form", "ledger", "表", "t", (asked,)))}
    assert ("清空" in rules["unread"]) == (not required)
    words = kind_of(asked).choices(asked)
    assert all(word in rules["unread"] for word in words)
    assert ("required" in rules) == required
    assert not required or all(word in rules["required"] for word in words)


def test_what_is_understood_is_in_the_list_of_what_to_mend(city: Office, districts: Districts, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell_of(book, "indicators", "K01", "current").value = "约150"
        cell_of(book, "indicators", "K05", "current").value = "1至5"
        cell_of(book, "tasks", "A1", "status").value = "不知道"

    path = hand_filled(city, districts, tmp_path, change)
    (verdict,) = take(city, path, annotate=tmp_path / "back")
    marks = {mark.value: (str(mark.message), str(mark.mend)) for mark in verdict.marks if mark.severity == "error"}
    assert marks["约150"] == ("“本期”里的“约150”可能是 150", "请写成“150”")
    assert "这是一个区间" in marks["1至5"][0]
    assert "推进中" in marks["不知道"][1]
    back = openpyxl.load_workbook(verdict.marked)
    listed = {line[6].value: line[8].value for line in back.worksheets[0].iter_rows() if isinstance(line[0].value, int)}
    assert {text: listed[text] for text in marks} == {text: mend for text, (_, mend) in marks.items()}
    place = next(mark for mark in verdict.marks if mark.value == "不知道")
    assert "推进中" in back[place.sheet][place.cell].comment.text
