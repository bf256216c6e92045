"""Units and periods in the words over a table."""

from __future__ import annotations

import pytest

from db.units.reader import load_units
from desktop.exchange.lead_form.measure_units import bracket, scaled, times
from desktop.exchange.reading.unit_and_period import period_in, unit_in

BELOW = [one for one in load_units() if one.level != "city"]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["青岛市市南区2026年10月重点工作"], "市南区"),
        (["填报单位（盖章）：市南"], "市南区"),
        (["填报单位：黄岛区"], "青岛西海岸新区"),
        (["青岛西海岸新区报表"], "青岛西海岸新区"),
        (["市南区住房和城市更新局"], "市南区"),
        (["市南区", "市北区"], None),
        (["青岛市"], None),
        (["城市南部片区"], None),
    ],
)
def test_units(texts, name):
    found = unit_in(texts, BELOW)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "type", "label"),
    [
        ("2026年10月", "month", "2026-10"),
        ("2026-10", "month", "2026-10"),
        ("2026.9月", "month", "2026-09"),
        ("２０２６年10月", "month", "2026-10"),
        ("填报日期：2026年11月5日", "month", None),
        ("2026-11-05", "month", None),
        ("2026年13月", "month", None),
        ("2026年9月、2026年10月", "month", None),
        ("2026年1-10月", "todate", "2026-T10"),
        ("截至2026年10月底", "todate", "2026-T10"),
        ("2026年第三季度", "quarter", "2026-Q3"),
        ("2026年3季度", "quarter", "2026-Q3"),
        ("2026年上半年", "half", "2026-H1"),
        ("2026年度工作", "year", "2026"),
        ("2026年10月", "year", None),
    ],
)
def test_periods(text, type, label):
    found = period_in([text], type)
    assert (found.label if found else None) == label


def test_their_units():
    assert bracket("投资\n（单位：万元）") == "万元"
    assert times("元", "万元") * 10_000 == 1
    assert times("户", "") == 1
    assert times("元", "平方米") is None
    by = times("元", "万元")
    assert [scaled(one, by) for one in (1_000_000, "2,000", 0.5, "无", True, "")] == [100, 0.2, 0.00005, "无", True, ""]
