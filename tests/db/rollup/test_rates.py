"""Rates from their parts: in their own unit of measure, of the units that have both, checked where they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import create, open_office
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.additivity import rate_factor
from db.packs.catalogue import Catalogue
from db.returns import finalise
from db.rollup.as_return import as_return
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.rollup.why import explain
from db.rules import engine
from db.values.cell import NA, Cell, State, value
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.terminal import run
from tests.upward import OCTOBER

PACK = """
id: homes
title: 住房方案
version: "2026.1"
grade: B
issuer: ""
source: "000:1"
phrase: 样本
period: {type: month}
blocking: false
indicators:
  - {code: K01, title: 受理件, unit: 件, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K02, title: 办结件, unit: 件, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K03, title: 办结率, unit: "%", decimals: 2, nature: rate, entry: current, parts: [K02, K01], source: "000:1", phrase: 样本}
  - {code: K04, title: 面积, unit: 万平方米, decimals: 2, nature: stock, entry: current, source: "000:1", phrase: 样本}
  - {code: K05, title: 在册数, unit: 个, nature: stock, entry: current, source: "000:1", phrase: 样本}
  - {code: K06, title: 平均面积, unit: 平方米, decimals: 2, nature: rate, entry: current, parts: [K04, K05], source: "000:1", phrase: 样本}
"""
FIRST, SECOND, THIRD = upward.DISTRICTS[:3]
TYPED = {"K01": 10, "K02": 5, "K03": 50, "K04": 1.5, "K05": 3, "K06": 5000}
CHECK = Cell(State.CHECK)


def known(folder: Path, text: str = PACK) -> Catalogue:
    (folder / "packs").mkdir(parents=True, exist_ok=True)
    (folder / "packs" / "homes.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(folder)


def handed(folder: Path, catalogue: Catalogue, unit: str, typed: Mapping[str, float | Cell]) -> Path:
    """The workbook of a unit."""
    pack = catalogue.pack("homes")
    with create(folder / f"{unit}.taizhang", catalogue, unit, ["homes"], who="填表") as own:
        own.set({"preparer": "填表"})
        cells = {code: one if isinstance(one, Cell) else value(one) for code, one in typed.items()}
        own.apply([Edit(pack.form("indicators"), OCTOBER, code, "current", one) for code, one in cells.items()])
        return upward.written(finalise.finalise(own, pack, OCTOBER), folder)


def city(folder: Path, *typed: Mapping[str, float | Cell]) -> tuple[Path, Catalogue]:
    """The city's office with the returns of as many districts."""
    catalogue = known(folder / "resources")
    books = [handed(folder, catalogue, unit, one) for unit, one in zip(upward.DISTRICTS, typed, strict=False)]
    with create(folder / "city.taizhang", catalogue, upward.CITY, ["homes"], who="市局") as above:
        assert {one.verdict for one in receive(above, books)} == {"accepted"}
        return above.path, catalogue


@pytest.mark.parametrize(
    ("unit", "above", "below", "found"),
    [
        ("平方米", "万平方米", "个", 10000), ("平方米／户", "万平方米", "户", 10000), ("元", "亿元", "万人", 10000),
        ("%", "万平方米", "平方米", 1000000), ("%", "件", "件", 100), ("%", "户", "人", 100), ("‰", "人", "万人", "0.1"),
        ("件/万人", "件", "人", 10000), ("倍", "万元", "元", 10000), ("女=100", "人", "人", 100),
        ("吨标准煤/万元", "吨标准煤", "亿元", "0.0001"), ("平方米", "万元", "个", None), ("%", "元", "平方米", None),
        ("平方米/人", "平方米", "公里", None),
    ],
)  # fmt: skip
def test_a_rate_is_in_its_own_unit_of_measure(unit: str, above: str, below: str, found: float | str | None) -> None:
    made = rate_factor(unit, above, below)
    assert (None if made is None else float(made)) == (None if found is None else pytest.approx(float(found)))


def test_units_of_measure_that_do_not_go_together_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="计量单位不合：“万元”÷“个”算不出“平方米”"):
        known(tmp_path, PACK.replace("万平方米", "万元"))


def test_a_rate_counts_the_units_that_have_both_parts(tmp_path: Path) -> None:
    file, catalogue = city(tmp_path, TYPED, TYPED | {"K05": CHECK, "K06": 7000}, TYPED | {"K04": NA, "K06": NA})
    pack = catalogue.pack("homes")
    figures = pack.form("indicators")
    with open_office(file, catalogue, "市局") as above, Rollup(above, pack, OCTOBER) as made:
        names = [part.unit.name for part in made.parts]
        told = ["待核：{1} K05".format(*names), "不适用：{2} K04".format(*names), "分子分母不全、没有计入：{1} K06、{2} K06".format(*names)]
        assert made.value(figures, "K04", "current") == 3
        assert made.value(figures, "K06", "current") == made.value(figures, "K06", "ytd") == 5000
        assert [str(one) for one in made.notes(figures)] == told == made.as_json()["notes"]["indicators"]
        assert str(explain(made, figures, "K06", "current").said).endswith("分子分母不全、没有计入：{1}、{2}。".format(*names))
        for one in told:
            assert any(one in note.message for note in as_return(above, made).notes)
            assert any(one in note.message for note in summary(made).notes)


def test_many_marked_cells_are_told_briefly(tmp_path: Path) -> None:
    file, catalogue = city(tmp_path, TYPED, *[{code: CHECK for code in TYPED}] * 2)
    pack = catalogue.pack("homes")
    with open_office(file, catalogue, "市局") as above, Rollup(above, pack, OCTOBER) as made:
        (told,) = map(str, made.notes(pack.form("indicators")))
        assert (told.count("、"), told.endswith(" 等 8 处")) == (4, True)


def test_why_of_a_rate_gives_the_cells_of_its_parts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, _ = city(tmp_path, TYPED, TYPED)
    named = ("--programme", "homes", "--period", "2026-10", "--form", "indicators", "--row", "K06", "--field", "current")
    code, found, _ = run(capsys, "why", file, *named, "--json")
    assert code == 0
    assert (found["value"], [(one["row"], one["value"]) for one in found["of"]]) == (5000, [("K04", 3), ("K05", 6)])
    assert [(one["unit"], one["value"], bool(one["cell"])) for one in found["of"][0]["sources"]] == [
        (FIRST, 1.5, True),
        (SECOND, 1.5, True),
    ]


@pytest.mark.parametrize(
    ("typed", "told"), [(0.5, "办结率 填 0.50，按 K02 5/K01 10 算是 50"), (88, "填 88.00"), (50.02, "算是 50"), (50.01, ""), (50, "")]
)
def test_a_typed_rate_is_checked_against_its_parts(tmp_path: Path, typed: float, told: str) -> None:
    catalogue = known(tmp_path)
    pack = catalogue.pack("homes")
    with create(tmp_path / "own.taizhang", catalogue, FIRST, ["homes"], who="填表") as own:
        own.apply([Edit(pack.form("indicators"), OCTOBER, code, "current", value(one)) for code, one in (TYPED | {"K03": typed}).items()])
        found = [one for one in engine.problems(own, pack, OCTOBER) if one.rule.startswith("parts:")]
        assert [(one.row, one.field, one.severity) for one in found] == ([("K03", "current", "warning")] if told else [])
        assert not told or told in found[0].message
