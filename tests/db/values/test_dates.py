"""Dates and years as they are typed or come out of a spreadsheet."""

from __future__ import annotations

import datetime

import pytest

from db.values.field import Field
from db.values.kinds import read


def date(raw: object, kind: str = "date"):
    return read(raw, Field("f", "栏", kind))


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("2025.7.3", "2025-07-03"),
        ("2025/07/03", "2025-07-03"),
        ("2025-7-3", "2025-07-03"),
        ("2025—07—03", "2025-07-03"),
        ("2025年7月3日", "2025-07-03"),
        ("2025 年 7 月 3 号", "2025-07-03"),
        ("２０２５．７．３", "2025-07-03"),
        ("20250703", "2025-07-03"),
        (20250703, "2025-07-03"),
        ("2025-07-03 08:30:00", "2025-07-03"),
        (datetime.date(2025, 7, 3), "2025-07-03"),
        (datetime.datetime(2025, 7, 3, 8, 30), "2025-07-03"),
        ("2025年7月", "2025-07"),
        ("2025.7", "2025-07"),
        ("2025-07", "2025-07"),
        ("2025/7", "2025-07"),
        ("2024.1", "2024-01"),
        ("2024.10", "2024-10"),
        (2024.3, "2024-03"),
        (2024.12, "2024-12"),
        ("2025年", "2025"),
        ("2025年度", "2025"),
        ("2025", "2025"),
        (2025.0, "2025"),
        ("2024-2-29", "2024-02-29"),
    ],
)
def test_read_without_asking(raw, content):
    reading = date(raw)
    assert reading.kind in ("same", "read"), reading.note
    assert reading.cell.value == content


@pytest.mark.parametrize(
    ("raw", "content"),
    [
        ("24年3月", "2024-03"),
        ("24年3月5日", "2024-03-05"),
        ("85年3月", "1985-03"),
        ("24.3.5", "2024-03-05"),
        (45961, "2025-10-31"),
        (45961.75, "2025-10-31"),
        ("45961", "2025-10-31"),
        (2024.1, "2024-01"),
        (202507, "2025-07"),
        ("二〇二五年七月三日", "2025-07-03"),
        ("二〇二五年十二月", "2025-12"),
        ("2025年底前", "2025-12"),
        ("2025年7月上旬", "2025-07"),
    ],
)
def test_proposed(raw, content):
    reading = date(raw)
    assert (reading.kind, reading.cell.value) == ("proposed", content)
    assert reading.note


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ("2025年2月30日", "28 天"),
        ("20250230", "28 天"),
        ("2025-13", "13 月"),
        ("2025年0月", "0 月"),
        ("1025年", "1025"),
        ("7月3日", "年份"),
        ("7月", "年份"),
        ("7.3", "年份"),
        ("03/07/2025", "分不清"),
        ("2025.7-2025.9", "一段时间"),
        ("2025年7月至9月", "一段时间"),
        ("2025.7-9", "请写成"),
        ("2025年三季度", "写到月"),
        ("2025年上半年", "写到月"),
        ("尽快", "请写成"),
        ("123", "请写成"),
        (3.5, "年份"),
        (-3, "请写成"),
        (True, "请写成"),
        (float("nan"), "请写成"),
    ],
)
def test_refused(raw, note):
    reading = date(raw)
    assert reading.kind == "refused"
    assert note in reading.note


@pytest.mark.parametrize(
    ("raw", "kind", "content"),
    [
        ("2025", "same", 2025),
        (2025.0, "same", 2025),
        ("2025年", "read", 2025),
        ("25年", "proposed", 2025),
        ("2025-07", "proposed", 2025),
        (datetime.date(2025, 7, 3), "proposed", 2025),
        ("1800", "refused", None),
        ("去年", "refused", None),
    ],
)
def test_years(raw, kind, content):
    reading = date(raw, "year")
    assert (reading.kind, reading.cell.value) == (kind, content)
