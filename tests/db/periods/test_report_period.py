"""Labels, windows and due moments; two years of due dates as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from db.messages import Trouble
from db.packs.catalogue import Catalogue
from db.packs.model import Due, Pack
from db.packs.schedule import due, open_period, window
from db.periods.report_period import LENGTH, Period, parse


@given(st.sampled_from(list(LENGTH)), st.integers(2001, 2059), st.integers(1, 12))
def test_a_label_comes_back(type: str, year: int, number: int) -> None:
    period = Period(type, year, (number - 1) % (12 // LENGTH[type]) + 1)
    assert parse(period.label) == period
    assert period.next.previous == period
    assert period.last_year.next.year in (year - 1, year)
    assert period.first <= period.last


@given(st.sampled_from(list(LENGTH)), st.integers(2001, 2058), st.integers(1, 12), st.integers(0, 13))
def test_a_later_period_is_greater(type: str, year: int, number: int, later: int) -> None:
    period = Period(type, year, (number - 1) % (12 // LENGTH[type]) + 1)
    other = period.shifted(later)
    assert (period < other, period == other) == (later > 0, later == 0)
    assert other.reaches(period)
    assert not period.reaches(other.next)


@pytest.mark.parametrize(
    ("label", "start", "reached"),
    [
        ("2026-Q2", "2026-07", False), ("2026-Q3", "2026-07", True), ("2026-07", "2026-Q3", True), ("2026-06", "2026-Q3", False),
        ("2026-T03", "2026-T07", False), ("2026-T07", "2026-T07", True), ("2026", "2026-H2", True), ("2025", "2026-01", False),
    ],
)  # fmt: skip
def test_one_axis_for_all_types(label: str, start: str, reached: bool) -> None:
    assert parse(label).reaches(parse(start)) is reached


def test_of_two_that_end_together_the_shorter_comes_first() -> None:
    labels = ["2026-Q4", "2026", "2026-12", "2026-H2", "2026-11"]
    assert [period.label for period in sorted(map(parse, labels))] == ["2026-11", "2026-12", "2026-Q4", "2026-H2", "2026"]


@pytest.mark.parametrize("label", ["", "2026-13", "2026-00", "2026-Q5", "1999-01", "2026/10", "10", "2026-H3", "2026-T13", "2026-T1"])
def test_what_is_no_label(label: str) -> None:
    with pytest.raises(Trouble, match="不是报告期.*2026-T09（截至9月）"):
        parse(label)


@pytest.mark.parametrize(
    ("label", "title", "month", "elapsed"),
    [
        ("2026-10", "2026年10月", "2026-10", 10 / 12),
        ("2026-Q4", "2026年第4季度", "2026-12", 1.0),
        ("2026-H1", "2026年上半年", "2026-06", 0.5),
        ("2026", "2026年", "2026-12", 1.0),
        ("2026-T10", "截至2026年10月", "2026-10", 10 / 12),
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


@pytest.mark.parametrize("days", [(21, 20), (31, 30), (30, 29), (29, 28)])
def test_every_day_is_in_one_window(pack: Pack, days: tuple[int, int]) -> None:
    asked, period = replace(pack, window=days), parse("2023-11")
    while period.year < 2026:
        (_, last), (first, _) = window(asked, period), window(asked, period.next)
        assert (first - last).days == 1, period.label
        period = period.next


# Policy, and the due days of the 24 months of 2025 and 2026: reckoned apart from the program, from the published days off.
TWO_YEARS = {
    "calendar month, 5 days, week-ends earlier, holidays aside": (
        (1, 31),
        Due(5, 17, "earlier"),
        "25-02-05 25-03-05 25-04-04 25-05-05 25-06-05 25-07-04 25-08-05 25-09-05 25-10-03 25-11-05 25-12-05 26-01-05 "
        "26-02-05 26-03-05 26-04-03 26-05-05 26-06-05 26-07-03 26-08-05 26-09-04 26-10-05 26-11-05 26-12-04 27-01-05",
    ),
    "calendar month, 5 days, week-ends and holidays later": (
        (1, 31),
        Due(5, 17, "later", holidays="later"),
        "25-02-05 25-03-05 25-04-07 25-05-06 25-06-05 25-07-07 25-08-05 25-09-05 25-10-09 25-11-05 25-12-05 26-01-05 "
        "26-02-05 26-03-05 26-04-07 26-05-06 26-06-05 26-07-06 26-08-05 26-09-07 26-10-08 26-11-05 26-12-07 27-01-05",
    ),
    "21st to 20th, three working days": (
        (21, 20),
        Due(hour=12, working_days=3),
        "25-01-23 25-02-25 25-03-25 25-04-23 25-05-23 25-06-25 25-07-23 25-08-25 25-09-24 25-10-23 25-11-25 25-12-24 "
        "26-01-23 26-02-26 26-03-25 26-04-23 26-05-25 26-06-24 26-07-23 26-08-25 26-09-23 26-10-23 26-11-25 26-12-23",
    ),
    "calendar month, 4 days, only holidays later (S24)": (
        (1, 31),
        Due(4, 17, "none", holidays="later"),
        "25-02-05 25-03-04 25-04-07 25-05-06 25-06-04 25-07-04 25-08-04 25-09-04 25-10-09 25-11-04 25-12-04 26-01-04 "
        "26-02-04 26-03-04 26-04-07 26-05-06 26-06-04 26-07-04 26-08-04 26-09-04 26-10-08 26-11-04 26-12-04 27-01-04",
    ),
    "21st to 20th, 3 days after the month, all earlier": (
        (21, 20),
        Due(3, 10, "earlier", anchor="period_end", holidays="earlier"),
        "25-01-27 25-03-03 25-04-03 25-04-30 25-06-03 25-07-03 25-08-01 25-09-03 25-09-30 25-11-03 25-12-03 25-12-31 "
        "26-02-03 26-03-03 26-04-03 26-04-30 26-06-03 26-07-03 26-08-03 26-09-03 26-09-30 26-11-03 26-12-03 27-01-01",
    ),
    "21st to 20th, 11 days, week-ends earlier, holidays later": (
        (21, 20),
        Due(11, 17, "earlier", holidays="later"),
        "25-02-05 25-03-03 25-03-31 25-05-06 25-06-03 25-07-01 25-07-31 25-08-29 25-10-09 25-10-31 25-12-01 25-12-31 "
        "26-01-30 26-03-03 26-03-31 26-05-06 26-05-29 26-07-01 26-07-31 26-08-31 26-10-08 26-10-30 26-12-01 26-12-31",
    ),
}


@pytest.mark.parametrize("policy", TWO_YEARS)
def test_due_moments_of_two_years(pack: Pack, catalogue: Catalogue, policy: str) -> None:
    days, rule, wanted = TWO_YEARS[policy]
    asked = replace(pack, window=days, due=rule)
    found = [due(asked, Period("month", year, month), calendar=catalogue.calendar) for year in (2025, 2026) for month in range(1, 13)]
    assert [f"{one:%y-%m-%d}" for one in found] == wanted.split()
    assert {(one.hour, one.minute) for one in found} == {(rule.hour, 0)}


def test_the_fourth_quarter_has_its_own_rule(pack: Pack, catalogue: Catalogue) -> None:
    """Practice, source S21: five days after the quarter, for the fourth the 7th of January before 12 o'clock."""
    rule = Due(5, 17, "none")
    asked = replace(pack, due=replace(rule, by={4: replace(rule, after_days=7, hour=12)}))
    found = [due(asked, Period("quarter", year, number), calendar=catalogue.calendar) for year in (2025, 2026) for number in range(1, 5)]
    assert [f"{one:%y-%m-%d %H}" for one in found] == [
        "25-04-05 17", "25-07-05 17", "25-10-05 17", "26-01-07 12", "26-04-05 17", "26-07-05 17", "26-10-05 17", "27-01-07 12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "weekend", "holidays", "days", "wanted"),
    [
        ("2026-08", "earlier", "none", 20, "09-18"),  # 20 September 2026 is worked for National Day: aside, a Sunday
        ("2026-08", "earlier", "earlier", 20, "09-20"),
        ("2026-08", "later", "later", 19, "09-20"),  # from Saturday to the worked Sunday
        ("2026-09", "earlier", "later", 3, "10-08"),  # a holiday on a Saturday is a holiday
        ("2026-08", "later", "none", 19, "09-21"),
    ],
)
def test_a_made_up_day_is_worked(pack: Pack, catalogue: Catalogue, label: str, weekend: str, holidays: str, days: int, wanted: str) -> None:
    asked = replace(pack, due=Due(days, 17, weekend, holidays=holidays))
    assert f"{due(asked, parse(label), calendar=catalogue.calendar):%m-%d}" == wanted


def test_an_exception_goes_before_the_rule(pack: Pack, catalogue: Catalogue) -> None:
    when = datetime(2026, 11, 10, 9, 30)
    assert due(pack, parse("2026-10"), calendar=catalogue.calendar, moved=when) == when


def test_to_date_begins_in_january_and_ends_with_the_window(pack: Pack, catalogue: Catalogue) -> None:
    period = parse("2026-T10")
    assert (period.first, period.last, period.month) == (date(2026, 1, 1), date(2026, 10, 31), "2026-10")
    assert window(pack, period) == (date(2026, 1, 1), date(2026, 10, 31))
    assert window(replace(pack, window=(21, 20)), period) == (date(2026, 1, 1), date(2026, 10, 20))
    assert period.next.label == "2026-T11"
    assert parse("2026-T01").previous.label == "2025-T12"
    asked = replace(pack, period_type="todate")
    assert open_period(asked, date(2026, 11, 3)).label == "2026-T10"
    assert f"{due(asked, period, calendar=catalogue.calendar):%m-%d}" == "11-05"


def test_the_period_an_office_works_on(pack: Pack) -> None:
    assert open_period(pack, date(2026, 11, 3)).label == "2026-10"
    assert open_period(pack, date(2026, 11, 25)).label == "2026-11"
