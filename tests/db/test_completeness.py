"""Who is in: on time, late, missing, sent back; rates over the year; the words that remind."""

from __future__ import annotations

from datetime import datetime

import pytest

from db import completeness
from db.completeness import Arrival
from db.periods import parse
from db.units import Unit
from tests import upward

OCTOBER = parse("2026-10")
NAMES = ("东区", "西区", "南区", "北区")


def arrivals(*words: str) -> list[Arrival]:
    return [Arrival(Unit(f"u{n}", NAMES[n]), OCTOBER, word) for n, word in enumerate(words)]


def test_an_empty_office_waits_then_misses(tmp_path) -> None:
    known = upward.catalogue(tmp_path / "resources")
    with upward.office(tmp_path, known, upward.CITY) as city:
        pack = known.pack("works")
        early = completeness.arrivals(city, pack, OCTOBER, datetime(2026, 11, 1))
        assert {one.word for one in early} == {"waiting"}
        assert [one.unit.name for one in early][:2] == ["市南区", "市北区"]
        late = completeness.arrivals(city, pack, OCTOBER, datetime(2026, 12, 1))
        assert {one.word for one in late} == {"missing"}


def test_rates_count_only_what_was_due() -> None:
    found = completeness.rate([arrivals("on-time", "late", "missing", "waiting"), arrivals("on-time", "on-time", "on-time", "returned")])
    assert (found.due, found.done, found.on_time) == (7, 5, 4)


@pytest.mark.parametrize(
    ("label", "first", "count"), [("2026-10", "2026-01", 10), ("2026-Q3", "2026-Q1", 3), ("2026", "2026", 1), ("2026-H2", "2026-H1", 2)]
)
def test_the_year_up_to_a_period(label: str, first: str, count: int) -> None:
    found = completeness.year(parse(label))
    assert (found[0].label, found[-1].label, len(found)) == (first, label, count)


def test_the_reminder_and_the_notice(catalogue) -> None:
    pack = catalogue.pack("urban-renewal-3yr")
    due = datetime(2026, 11, 5, 17)
    text = completeness.reminder(pack, OCTOBER, due, arrivals("on-time", "missing", "returned", "late"), datetime(2026, 11, 6))
    assert text.splitlines() == [
        "【催报】城市更新和城市建设三年攻坚行动2026年10月报送时限已过2026年11月5日17时，应报4个单位，已报2个。",
        "尚未报送（1个）：西区。",
        "退回待重报（1个）：南区。",
        "请尽快报送，确有困难的请说明原因。",
    ]
    assert completeness.reminder(pack, OCTOBER, due, arrivals("on-time", "late"), due) == ""
    notice = completeness.notice(pack, OCTOBER, arrivals("on-time", "missing", "returned", "late"))
    assert "按时（1个）：东区" in notice
    assert "未报（1个）：西区" in notice
