"""A target is this year's 年度目标 only where the text says so: one of each year, or one that ends in the period's year."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.office.office import create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Target
from db.periods.report_period import parse
from db.values.cell import value
from tests import upward

OCTOBER = parse("2026-10")
PACK = """
id: homes
title: 住房方案
version: "1"
tasks: [{code: A1, title: 建房}]
indicators:
  - {code: K01, title: 每年, unit: 户, nature: flow, target: {value: 100, basis: each-year}}
  - {code: K02, title: 到2028年, unit: 户, nature: flow, decimals: 1, target: {value: 38.5, basis: by-date, by: "2028"}}
  - {code: K03, title: 到2026年底, unit: 户, nature: stock, target: {value: 40, basis: stock, by: 2026-12}}
  - {code: K04, title: 到2025年, unit: "%", nature: rate, target: {value: 15, basis: by-date, by: "2025"}}
  - {code: K05, title: 未来五年, unit: 户, nature: stock, target: {value: 350, basis: stock, by: 未来五年}}
  - {code: K06, title: 每年到2025年, unit: 户, nature: flow, target: {value: 7, basis: each-year, by: "2025"}}
"""


@pytest.mark.parametrize(
    ("basis", "by", "years"),
    [
        ("each-year", "", (2020, 2026, 2060)),
        ("each-year", "2026", (2020, 2026)),
        ("by-date", "2026", (2026,)),
        ("stock", "2026-12-31", (2026,)),
        ("average", "2060", (2060,)),
        ("stock", "", ()),
        ("rate", "未来五年", ()),
    ],
)
def test_the_years_of_a_target(basis: str, by: str, years: tuple[int, ...]) -> None:
    target = Target(10, basis, by)
    assert tuple(year for year in (2020, 2026, 2060) if year in target.years) == years


def test_the_target_of_another_year_is_not_graded(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs/homes.yaml").write_text(PACK, encoding="utf-8")
    known = catalogues.load(tmp_path)
    pack = known.pack("homes")
    form = pack.form("indicators")
    with create(tmp_path / "市.taizhang", known, upward.CITY, [pack.id]) as office:
        edits = [Edit(form, OCTOBER, f"K0{n}", "current", value(number)) for n, number in enumerate((90, 1.733, 30, 12, 300, 6), 1)]
        office.apply(edits)
        found = {row.row: [row.value(name) for name in ("target", "rate", "gap")] for row in office.rows(form, OCTOBER)}
        none = [None, None, None]
        assert found["K01"] == [100, 90, pytest.approx(90 - 100 * 10 / 12)]
        assert found["K02"] == found["K04"] == found["K05"] == found["K06"] == none
        assert found["K03"] == [40, 75, None]
        assert office.record(form, parse("2028-01"), "K02").value("target") == 38.5, "the year it ends in"
        assert office.record(form, parse("2025-12"), "K06").value("target") == 7


def test_no_shipped_total_of_several_years_is_the_target_of_one(catalogue: Catalogue, tmp_path: Path) -> None:
    asked = [("carbon-pollution-synergy", ("K01", "K02")), ("green-hq-action", ("K01", "K08", "K09", "K10", "K11", "K12"))]
    with create(tmp_path / "市.taizhang", catalogue, upward.CITY, [pack for pack, _ in asked]) as office:
        for pack, codes in asked:
            rows = {row.row: row for row in office.rows(catalogue.pack(pack).form("indicators"), OCTOBER)}
            assert [rows[code].value("target") for code in codes] == [None] * len(codes)
        assert rows["K06"].value("target") == 10, "每年"
