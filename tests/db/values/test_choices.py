"""Choices, several choices, yes and no."""

from __future__ import annotations

import pytest

from db.values.field import Field
from db.values.kinds import read

CHOICES = ("在建", "完工", "未开工", "（一）类", "无障碍", "AB类")
SUPPLIES = ("水", "电", "燃气", "水、电表")


def choose(raw: object, kind: str = "choice", choices: tuple[str, ...] = CHOICES):
    return read(raw, Field("f", "栏", kind, choices=choices))


@pytest.mark.parametrize(
    ("raw", "kind", "content"),
    [
        ("在建", "same", "在建"),
        (" 在 建", "read", "在建"),
        ("(一)类", "read", "（一）类"),
        ("【一】类", "read", "（一）类"),
        ("ａｂ类", "read", "AB类"),
        ("在", "proposed", "在建"),
        ("开工", "proposed", "未开工"),
        ("完工项目", "proposed", "完工"),
        ("工", "refused", None),
        ("停工", "refused", None),
        ("类", "refused", None),
        ("、", "refused", None),
        (7, "refused", None),
    ],
)
def test_one(raw, kind, content):
    reading = choose(raw)
    assert (reading.kind, reading.cell.value) == (kind, content)


def test_a_refusal_names_the_choices():
    assert "在建、完工、未开工" in choose("停工").note
    assert choose("x", choices=tuple(f"第{n}" for n in range(40))).note.endswith("第11等40项")


def test_without_choices_every_text_is_one():
    assert choose("随便", choices=()).cell.value == "随便"
    assert choose("甲，乙", "choices", choices=()).cell.value == "甲、乙"


@pytest.mark.parametrize(
    ("raw", "kind", "content"),
    [
        ("水、电", "same", "水、电"),
        ("电 水", "read", "水、电"),
        ("水，电;燃气", "read", "水、电、燃气"),
        ("水/水", "read", "水"),
        ("水\n电", "read", "水、电"),
        ("燃气、水、电表", "same", "燃气、水、电表"),
        ("水、燃", "proposed", "水、燃气"),
        ("水、暖", "refused", None),
        ("，", "refused", None),
    ],
)
def test_several(raw, kind, content):
    reading = choose(raw, "choices", SUPPLIES)
    assert (reading.kind, reading.cell.value) == (kind, content)


@pytest.mark.parametrize("raw", ["是", "√", "✓", "Y", "y", "Ｙ", True])
def test_yes(raw):
    reading = choose(raw, "yesno")
    assert reading.kind in ("same", "read")
    assert reading.cell.value == "是"


@pytest.mark.parametrize("raw", ["否", "×", "N", False])
def test_no(raw):
    reading = choose(raw, "yesno")
    assert reading.kind in ("same", "read")
    assert reading.cell.value == "否"


@pytest.mark.parametrize(
    ("raw", "content"), [("1", "是"), (1, "是"), (1.0, "是"), ("有", "是"), ("0", "否"), (0, "否"), ("没有", "否"), ("无", "否")]
)
def test_perhaps(raw, content):
    reading = choose(raw, "yesno")
    assert (reading.kind, reading.cell.value) == ("proposed", content)


@pytest.mark.parametrize("raw", ["也许", "2", 2, "是否"])
def test_neither(raw):
    assert choose(raw, "yesno").kind == "refused"
