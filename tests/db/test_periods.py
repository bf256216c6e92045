"""Labels, windows and due moments; two years of due dates as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from db.catalogue import Catalogue
from db.pack import Due, Pack
from db.periods import LENGTH, Period, due, open_period, parse, window
from db.trouble import Trouble


@given(st.sampled_from(list(LENGTH)), st.integers(2001, 2059), st.integers(1, 12))
def test_a_label_comes_back(type: str, year: int, number: int) -> None:
    period = Period(type, year, (number - 1) % (12 // LENGTH[type]) + 1)
    assert parse(period.label) == period
    assert period.next.previous == period
    assert period.last_year.next.year in (year - 1, year)
    assert period.first <= period.last


@pytest.mark.parametrize("label", ["", "2026-13", "2026-00", "2026-Q5", "1999-01", "2026/10", "10", "2026-H3"])
def test_what_is_no_label(label: str) -> None:
    with pytest.raises(Trouble, match="不是报告期"):
        parse(label)


@pytest.mark.parametrize(
    ("label", "title", "month", "elapsed"),
    [
        ("2026-10", "2026年10月", "2026-10", 10 / 12),
        ("2026-Q4", "2026年第4季度", "2026-12", 1.0),
        ("2026-H1", "2026年上半年", "2026-06", 0.5),
        ("2026", "2026年", "2026-12", 1.0),
    ],
)
def test_titles_and_the_common_axis(label: str, title: str, month: str, elapsed: float) -> None:
    period = parse(label)
    assert (period.title, period.month, period.elapsed) == (title, month, elapsed)


@pytest.fixture
def pack(catalogue: Catalogue) -> Pack:
    return replace(catalogue.packs["employment-talent"], window=(1, 31), due=Due(5, 17, "earlier"))


def test_a_window_may_lie_before_its_label(pack: Pack) -> None:
    assert window(pack, parse("2026-02")) == (date(2026, 2, 1), date(2026, 2, 28))
    assert window(replace(pack, window=(21, 20)), parse("2026-01")) == (date(2025, 12, 21), date(2026, 1, 20))


@pytest.mark.parametrize(
    ("policy", "days"),
    [
        ("earlier", "02-05 03-05 04-03 05-05 06-05 07-03 08-05 09-04 10-05 11-05 12-04 01-05"),
        ("later", "02-05 03-05 04-06 05-05 06-05 07-06 08-05 09-07 10-05 11-05 12-07 01-05"),
        ("none", "02-05 03-05 04-05 05-05 06-05 07-05 08-05 09-05 10-05 11-05 12-05 01-05"),
    ],
)
def test_due_moments_of_a_year(pack: Pack, policy: str, days: str) -> None:
    found = [due(replace(pack, due=Due(5, 17, policy)), Period("month", 2026, month)) for month in range(1, 13)]
    assert [f"{one:%m-%d}" for one in found] == days.split()
    assert {one.hour for one in found} == {17}


def test_the_period_an_office_works_on(pack: Pack) -> None:
    assert open_period(pack, date(2026, 11, 3)).label == "2026-10"
    assert open_period(pack, date(2026, 11, 25)).label == "2026-11"
