"""Duties: which periods, in which order, how far filled."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from db.office.programme_span import open_to_report
from db.office.writing import Edit
from db.overview.duties import duties, duty, main_field, periods_to_show
from db.packs import schedule
from db.periods.report_period import Period, parse
from db.returns import finalise
from db.values.cell import NA, value
from tests.many_rows import load_rows

NOW = datetime(2026, 11, 7, 9)


def begin(office, label):
    for pack in office.packs:
        office.begin(pack, parse(label))


@pytest.fixture
def urban(office):
    office.enable(["urban-renewal-3yr"])
    begin(office, "2026-10")
    return office.catalogue.packs["urban-renewal-3yr"]


def set_task(office, pack, period, code, status, percent=None, progress=None):
    form = pack.form("tasks")
    edits = [Edit(form, period, code, "status", value(status))]
    if percent is not None:
        edits.append(Edit(form, period, code, "percent", value(percent)))
    if progress:
        edits.append(Edit(form, period, code, "progress", value(progress)))
    office.apply(edits)


def finish(office, pack, period):
    for row in pack.form("tasks").rows:
        set_task(office, pack, period, row.code, "长期推进", None)


@pytest.mark.parametrize(
    ("today", "first", "labels"),
    [
        (date(2026, 11, 7), "2026-10", ["2026-10"]),
        (date(2026, 11, 7), "2026-08", ["2026-08", "2026-09", "2026-10"]),
        (date(2026, 11, 21), "2026-10", ["2026-10", "2026-11"]),  # ten days before its end a month opens
        (date(2026, 10, 1), "2026-09", ["2026-09"]),
        (date(2026, 10, 1), "2026-11", []),  # not begun
    ],
)
def test_periods_from_the_first_to_the_open_one(urban, office, today, first, labels):
    begin(office, first)
    assert [one.period.label for one in duties(office, datetime.combine(today, NOW.time()))] == labels


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 10, 8), "2026-10"),  # September was due before
        (date(2026, 9, 1), "2026-08"),  # August is due on 4 September
        (date(2026, 10, 21), "2026-10"),
        (date(2026, 10, 1), "2026-09"),
    ],
)
def test_the_period_an_office_begins_with(urban, day, label):
    assert open_to_report(urban, day).label == label


def test_no_more_than_a_year_back(urban):
    assert len(periods_to_show(urban, date(2026, 11, 7))) == 13


def test_the_period_looked_at_is_there_too(urban, office):
    begin(office, "2024-01")
    earlier = [one.period.label for one in duties(office, NOW, parse("2025-03"))]
    assert earlier[0] == "2025-03"
    assert len(earlier) == 14
    begin(office, "2026-10")
    assert [one.period.label for one in duties(office, NOW, parse("2026-03"))] == ["2026-10"]  # nothing is owed before the first


def test_a_period_of_another_type_is_matched_by_its_end(urban):
    assert schedule.own_period(urban, Period("quarter", 2026, 3)).label == "2026-09"


def test_days_and_lateness(urban, office):
    (one,) = duties(office, NOW)
    assert (one.due, one.days, one.late) == (datetime(2026, 11, 5, 17), -2, True)
    (one,) = duties(office, datetime(2026, 11, 5, 16))
    assert (one.days, one.late) == (0, False)
    (one,) = duties(office, datetime(2026, 11, 5, 18))
    assert (one.days, one.late) == (0, True)


def test_late_ones_come_first_and_stay_until_finalised(urban, office):
    begin(office, "2026-08")
    assert [one.period.label for one in duties(office, datetime(2026, 11, 21))] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    finish(office, urban, parse("2026-08"))
    finalise.finalise(office, urban, parse("2026-08"))
    assert [one.period.label for one in duties(office, datetime(2026, 11, 21))] == ["2026-09", "2026-10", "2026-11"]


def test_a_finalised_one_is_done_and_an_edit_makes_it_stale(urban, office, october):
    finish(office, urban, october)
    code = finalise.finalise(office, urban, october).check_code
    (one,) = duties(office, NOW)
    assert one.done
    assert (one.standing.word, one.standing.version, one.standing.check_code) == ("final", 1, code)
    set_task(office, urban, october, "A1", "推进中", 60, "完成2个小区。")
    (one,) = duties(office, NOW)
    assert (one.done, one.standing.word) == (False, "stale")


def test_done_ones_come_last(office, october):
    begin(office, "2026-10")
    pack = office.catalogue.packs["urban-renewal-3yr"]
    finish(office, pack, october)
    finalise.finalise(office, pack, october)
    found = duties(office, NOW)
    assert len(found) == len(office.packs)
    assert found[-1].pack is pack


def test_tasks_count_when_their_status_is_given_and_nothing_is_wrong(urban, office, october):
    total = len(urban.form("tasks").rows)
    assert duty(office.checker, urban, october, NOW).of("tasks").done == 0
    set_task(office, urban, october, "A1", "推进中", 60, "完成2个小区。")
    set_task(office, urban, october, "A2", "滞后", 10)  # without its problems: 强制
    set_task(office, urban, october, "A3", "已完成", 100)
    one = duty(office.checker, urban, october, NOW)
    assert (one.of("tasks").done, one.of("tasks").total) == (2, total)
    assert one.errors > 0
    carried = duty(office.checker, urban, october.next, NOW)
    assert carried.of("tasks").done == 1  # A1 wants the progress of its new month, A3 is finished


def test_indicators_count_by_the_cell_that_is_typed(office, october):
    pack = next(one for one in office.packs if any(form.kind == "indicators" for form in one.forms))
    form = pack.form("indicators")
    code = next(row.code for row in form.rows if not row.heading)
    assert main_field(form, code) == form.row(code).entry
    office.apply([Edit(form, october, code, main_field(form, code), NA)])
    assert duty(office.checker, pack, october, NOW).of("indicators").done == 1


def test_ledger_rows(urban, office, october):
    form = urban.form("lg-old-community")
    load_rows(office, form, october, [{"community": value(f"小区{n}")} for n in range(60)])
    assert duty(office.checker, urban, october, NOW).ledger_rows == 60
    assert duty(office.checker, urban, october, NOW).of("indicators") is None


def test_an_office_without_packs_owes_nothing(office):
    office.enable([])
    assert duties(office, NOW) == []
