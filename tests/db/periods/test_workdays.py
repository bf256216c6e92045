"""Working days: the announced ones, those of a person and of an office, exceptions of the due moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from db.messages import Trouble
from db.office import due_dates
from db.office.log import events
from db.office.office import Office, open_office
from db.packs.catalogue import Catalogue, load
from db.packs.model import Due, Pack
from db.periods.report_period import parse
from db.periods.workdays import WEEKENDS, Calendar, Day, load_calendar
from db.returns import finalise, versions

OCTOBER = parse("2026-10")


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-10-01", False),
        ("2026-10-08", True),
        ("2026-09-20", True),  # a Sunday, made up for
        ("2026-09-27", False),
        ("2025-01-26", True),
        ("2025-10-08", False),
        ("2024-02-09", True),  # the eve was left to the offices that year
        ("2024-02-18", True),
        ("2027-10-01", True),  # nobody said anything of 2027
        ("2027-10-02", False),
    ],
)
def test_shipped_days(catalogue: Catalogue, day: str, worked: bool) -> None:
    assert catalogue.calendar.is_workday(date.fromisoformat(day)) is worked


def test_every_shipped_year_names_its_notice(catalogue: Catalogue) -> None:
    for year, number in ((2024, "国办发明电〔2023〕7号"), (2025, "国办发明电〔2024〕12号"), (2026, "国办发明电〔2025〕7号")):
        assert catalogue.calendar.covers(year)
        assert all(number in one.source for one in catalogue.calendar.of(year))
    assert not catalogue.calendar.covers(2027)


def test_made_up_days_are_week_ends_and_holidays_are_not_worked(catalogue: Catalogue) -> None:
    for one in catalogue.calendar.days.values():
        assert one.kind == "holiday" or one.day.weekday() >= 5, one


@given(st.dates(date(2023, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_counting_working_days(catalogue: Catalogue, day: date, count: int) -> None:
    last = catalogue.calendar.after(day, count)
    passed = [date.fromordinal(n) for n in range(day.toordinal() + 1, last.toordinal() + 1)]
    assert sum(map(catalogue.calendar.is_workday, passed)) == count
    assert catalogue.calendar.is_workday(last)


def test_own_days_go_before_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "calendar").mkdir()
    text = "years:\n  - {year: 2027, source: 通知, holidays: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}], workdays: [2027-01-09]}\n"
    (tmp_path / "calendar" / "2027.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TAIZHANG_OWN", str(tmp_path))
    calendar = load().calendar
    assert calendar.covers(2026)
    assert calendar.covers(2027)
    assert not calendar.is_workday(date(2027, 1, 1))
    assert calendar.is_workday(date(2027, 1, 9))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("years: [{year: 2027, source: 通知, workdays: [2027-13-01]}]", "“2027-13-01”不是日期"),
        ("years: [{year: 2027, source: 通知, workdays: [2026-01-01]}]", "2026-01-01 不在 2027 年"),
        ("years: [{year: 2027, source: 通知, holidays: [{name: 春节, from: 2027-02-05, to: 2027-02-01}]}]", "不是一段假期"),
        ("years: [{year: 2027, workdays: []}]", "缺少“source”"),
        ("years: [{source: 通知}]", "缺少“year”"),
        ("years: [{year: 2027, source: 通知, hollidays: []}]", "不认识的键“hollidays”"),
        ("years: [{year: 2027, source: 通知, workdays: [2027-01-09, 2027-01-09]}]", "写了两次"),
        ("- 1", "键: 值"),
    ],
)
def test_faults_of_a_calendar_are_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "own.yaml").write_text(text, encoding="utf-8")
    faults: list[str] = []
    load_calendar([tmp_path], faults)
    assert any(told in one and "own.yaml" in one for one in faults), faults


def test_days_of_an_office(office: Office, catalogue: Catalogue) -> None:
    ours, taken = date(2026, 11, 6), date(2026, 10, 7)
    office.set_days([Day(ours, "holiday", "市庆"), Day(taken, "plain")])
    assert not office.calendar.is_workday(ours)
    assert office.calendar.is_workday(taken)
    assert not catalogue.calendar.is_workday(taken), "the announced ones stay"
    assert office.calendar.days[ours].source.startswith("李敏")
    office.set_days([Day(ours, "plain"), Day(taken, "holiday", "国庆节")])
    assert due_dates.own_days(office.db.conn) == []
    assert office.calendar.days == catalogue.calendar.days


def test_days_off_move_the_due_day(office: Office, urban: Pack) -> None:
    asked = replace(urban, due=Due(5, 17, "earlier", holidays="later"))
    assert f"{office.deadline(asked, OCTOBER).moment:%m-%d}" == "11-05"
    office.set_days([Day(date(2026, 11, 5), "holiday", "市庆"), Day(date(2026, 11, 7), "workday")])
    assert f"{office.deadline(asked, OCTOBER).moment:%m-%d}" == "11-06"
    working = replace(urban, due=Due(working_days=5))
    assert f"{office.deadline(working, OCTOBER).moment:%m-%d}" == "11-07"


@pytest.mark.parametrize(
    ("rule", "label", "unknown"),
    [
        (Due(), "2026-12", 0),  # leaves holidays aside
        (Due(holidays="later"), "2026-12", 2027),
        (Due(holidays="later"), "2026-10", 0),
        (Due(working_days=3), "2027-03", 2027),
        (Due(holidays="later", by={12: Due()}), "2026-12", 0),
    ],
)
def test_a_year_nobody_entered_is_said(office: Office, urban: Pack, rule: Due, label: str, unknown: int) -> None:
    assert office.deadline(replace(urban, due=rule), parse(label)).unknown == unknown


@pytest.fixture
def urban(office: Office) -> Pack:
    return office.catalogue.packs["urban-renewal-3yr"]


def test_a_due_moment_is_moved_with_its_reason(office: Office, urban: Pack, catalogue: Catalogue) -> None:
    when = datetime(2026, 11, 10, 9, 30)
    office.move_due(urban, OCTOBER, when, " 市里统一推迟 ")
    found = office.deadline(urban, OCTOBER)
    assert (found.moment, found.reason, found.who, found.moved) == (when, "市里统一推迟", "李敏", True)
    assert found.rule == datetime(2026, 11, 5, 17)
    assert not office.deadline(urban, OCTOBER.next).moved
    (line,) = events(office.db.conn, urban, OCTOBER)
    assert (line.kind, line.who, line.detail) == ("due_moved", "李敏", "2026-11-10 09:30 市里统一推迟")
    file = office.path
    office.close()
    with open_office(file, catalogue) as again:
        assert again.deadline(urban, OCTOBER).moment == when
        again.move_due(urban, OCTOBER, None)
        assert again.deadline(urban, OCTOBER).moment == datetime(2026, 11, 5, 17)
        assert [one.kind for one in events(again.db.conn, urban, OCTOBER)] == ["due_moved", "due_moved"]


@pytest.mark.parametrize(
    ("when", "reason", "told"),
    [
        (datetime(2026, 11, 10), " ", "改时限要写明原因"),
        (datetime(2026, 9, 10), "早报", "时限不能改到"),
    ],
)
def test_what_is_no_exception(office: Office, urban: Pack, when: datetime, reason: str, told: str) -> None:
    with pytest.raises(Trouble, match=told):
        office.move_due(urban, OCTOBER, when, reason)
    assert not office.deadline(urban, OCTOBER).moved
    assert events(office.db.conn, urban, OCTOBER) == []


def test_a_version_keeps_the_due_moment_it_was_made_with(office: Office, urban: Pack) -> None:
    assert finalise.draft(office, urban, OCTOBER).due == datetime(2026, 11, 5, 17)
    office.move_due(urban, OCTOBER, datetime(2026, 11, 10, 9), "推迟")
    assert finalise.draft(office, urban, OCTOBER).due == datetime(2026, 11, 10, 9)
    finalise.finalise(office, replace(urban, blocking=False), OCTOBER)
    office.move_due(urban, OCTOBER, None)
    assert versions.load(office, urban, OCTOBER).due == datetime(2026, 11, 10, 9)


def test_without_any_day_only_week_ends_count() -> None:
    assert not WEEKENDS.is_workday(date(2026, 10, 3))
    assert WEEKENDS.is_workday(date(2026, 10, 1))
    assert Calendar().years() == []
