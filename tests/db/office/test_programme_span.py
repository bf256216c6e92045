"""The first and last period of a programme in an office and of a unit: nothing is owed before or after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest

from db import clock
from db.messages import Trouble
from db.office.office import Office, create, open_office
from db.office.programme_span import SETTING, Span, ended, owed, span, spans
from db.office.writing import Edit
from db.overview import completeness, notice_board
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.periods.report_period import Period, parse
from db.received.derived_columns import gaps
from db.rollup.counted_units import CountedUnits
from db.units.model import Unit
from db.values.cell import value
from db.versions import adoption
from tests import upward
from tests.upward import OCTOBER

LATE = datetime(2026, 11, 20)
YEAR = [Period("month", 2026, number) for number in range(1, 13)]


@pytest.fixture
def known(tmp_path: Path) -> Catalogue:
    """The shipped packs and the small one."""
    return upward.catalogue(tmp_path / "resources")


@pytest.fixture
def august(tmp_path: Path, known: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The city's office, made on 25 August 2026."""
    monkeypatch.setattr(clock, "today", lambda: date(2026, 8, 25))
    return create(tmp_path / "city.taizhang", known, upward.CITY, ["works"], who="王科长")


def matrix(office: Office) -> tuple[list[completeness.ProgrammePeriod], list[list[completeness.Arrival]]]:
    columns = completeness.periods_of_year(office.packs[0], OCTOBER)
    return columns, completeness.matrix(office, columns, LATE)


def test_a_programme_first_used_in_august_owes_nothing_before(august: Office) -> None:
    """T3: January to July were 未报 for everyone."""
    with august as city:
        columns, found = matrix(city)
        assert [{arrival.label for arrival in column} for column in found] == [{"—"}] * 7 + [{"未报"}] * 3
        assert completeness.rate(found).due == sum(map(len, found[7:]))
        board = notice_board.board(city, OCTOBER, columns, found)
        lines = [[cell.value for cell in cells] for _, cells in board.lines(board.pack.forms[0])]
        units = len(found[9])
        assert lines[0][1:] == ["—"] * 7 + ["未报"] * 3 + [3, 0, 0, "0.0%"]
        assert lines[-1][1:12] == ["—"] * 7 + [f"0/{units}"] * 3 + [3 * units]
        july = completeness.arrivals(city, city.packs[0], parse("2026-07"), LATE)
        assert completeness.reminder(city.packs[0], parse("2026-07"), LATE, july, LATE) == ""
        assert completeness.notice(city.packs[0], parse("2026-07"), july).count("\n") == 0
        counted = CountedUnits(city, city.packs[0], parse("2026-07"))
        assert (counted.expected, counted.missing) == (0, [])
        assert CountedUnits(city, city.packs[0], OCTOBER).missing


def test_what_comes_for_a_period_that_is_not_owed_is_taken_and_in_no_rate(city: Office, districts: upward.Districts) -> None:
    from desktop.exchange.intake.receive import receive

    city.begin(districts.pack, parse("2026-11"))
    assert [one.verdict for one in receive(city, districts.books[:1])] == ["accepted"]
    (column,) = completeness.matrix(city, [(districts.pack, OCTOBER)], LATE)
    assert [arrival.word for arrival in column][:2] == ["late", "none"]
    assert completeness.rate([column]) == completeness.Rate(0, 0, 0)
    assert notice_board.counted(column) == "—"


def test_a_unit_that_begins_in_september_owes_nothing_before(august: Office) -> None:
    with august as city:
        first = completeness.arrivals(city, city.packs[0], OCTOBER, LATE)[0].unit
        city.set_units([replace(unit, since="2026-09-01") if unit.code == first.code else unit for unit in city.units()])
        columns, found = matrix(city)
        assert completeness.rate(found, first.code).due == 2
        board = notice_board.board(city, OCTOBER, columns, found)
        lines = {cells[0].value: [cell.value for cell in cells] for _, cells in board.lines(board.pack.forms[0])}
        assert lines[first.name][1:] == ["—"] * 8 + ["未报"] * 2 + [2, 0, 0, "0.0%"]


def test_bounds_of_pack_office_and_unit_together(august: Office) -> None:
    """Every combination, against the plain comparison of days and months."""
    with august as city:
        for first, last, start in product((None, "2026-03"), (None, "2026-10"), ("2026-01", "2026-05", "2026-12")):
            pack = replace(city.packs[0], first=first and parse(first), last=last and parse(last))
            city.set({SETTING: f'{{"works": ["{start}", "", ""]}}'})
            runs = span(city.db.conn, pack)
            for since, until in product(("", "2026-09-01", "2026-09-15", "2026-10-01"), ("", "2026-06-30", "2026-06-15")):
                units = [Unit("1", "城", since=since, until=until)]
                found = [period.label for period in YEAR if owed(runs, units, "1", period)]
                wanted = [
                    period.label
                    for period in YEAR
                    if max(first or "", start) <= period.label <= (last or "9999") and since <= period.last.isoformat() <= (until or "9999")
                ]
                assert found == wanted, (first, last, start, since, until)


@pytest.mark.parametrize(
    ("type", "first", "wanted"),
    [
        ("quarter", "2026-08", ["2026-Q3", "2026-Q4"]),
        ("quarter", "2026-10", ["2026-Q4"]),
        ("half", "2026-Q3", ["2026-H2"]),
        ("year", "2026-08", ["2026"]),
        ("todate", "2026-11", ["2026-T11", "2026-T12"]),
        ("month", "2026-Q4", ["2026-10", "2026-11", "2026-12"]),
    ],
)
def test_an_office_keeps_its_first_period_when_the_type_changes(august: Office, type: str, first: str, wanted: list[str]) -> None:
    pack = replace(august.packs[0], period_type=type)
    august.set({SETTING: f'{{"works": ["{first}", "", ""]}}'})
    runs = august.span(pack)
    year = {"month": 12, "todate": 12, "quarter": 4, "half": 2, "year": 1}[type]
    periods = [Period(type, 2026, number) for number in range(1, year + 1)]
    assert [period.label for period in periods if runs.holds(period)] == wanted
    august.close()


def test_units_that_became_another_owe_through_it() -> None:
    units = [Unit("1", "甲", until="2026-08-31", successors=("2",)), Unit("2", "乙", since="2026-09-01")]
    runs = Span(parse("2020-01"))
    assert [owed(runs, units, code, parse(label)) for code in "12" for label in ("2026-08", "2026-09")] == [True, True, False, True]
    split = [Unit("1", "甲", until="2026-08-31", successors=("2", "3")), Unit("2", "乙"), Unit("3", "丙")]
    assert not owed(runs, split, "1", parse("2026-09"))


def test_who_set_the_first_period_and_what_is_refused(august: Office) -> None:
    with august as city:
        pack = replace(city.packs[0], first=parse("2026-03"), last=parse("2026-11"))
        assert (city.span(pack).first.label, city.span(pack).who) == ("2026-08", "王科长")
        city.begin(pack, parse("2026-05"))
        city.enable(["works"])  # enabling again changes nothing
        runs = city.span(pack)
        assert (runs.first.label, runs.who, runs.last) == ("2026-05", "王科长", parse("2026-11"))
        assert runs.at
        with pytest.raises(Trouble, match="起报期不能更早"):
            city.begin(pack, parse("2026-02"))
        with pytest.raises(Trouble, match="起报期不能更晚"):
            city.begin(pack, parse("2026-12"))


def test_a_programme_is_over_when_the_period_after_its_last_one_opens(august: Office) -> None:
    with august as city:
        pack = replace(city.packs[0], last=parse("2026-10"))
        days = (date(2026, 10, 31), date(2026, 11, 19), date(2026, 11, 20))
        assert [ended(pack, day, city.span(pack)) for day in days] == [False, False, True]
        assert ended(pack, date(2027, 1, 1))
        assert not ended(city.packs[0], date(2059, 1, 1), city.span(city.packs[0]))


@pytest.mark.parametrize(("type", "start", "last"), [("month", "2027-01", "2026-12"), ("quarter", "2027-01", "2026-Q4"),
                                                     ("quarter", "2026-11", "2026-Q3"), ("month", "2026-Q4", "2026-09")])  # fmt: skip
def test_a_programme_that_another_one_follows_ends_before_it(august: Office, type: str, start: str, last: str) -> None:
    with august as city:
        city.set({"packs": "", "followed": f'{{"works": "{start}"}}'})
        pack = replace(city.catalogue.pack("works"), period_type=type)
        found = span(city.db.conn, pack).last
        assert found is not None
        assert found.label == last


def test_next_years_pack_begins_where_it_follows(august: Office, tmp_path: Path) -> None:
    folder = tmp_path / "next"
    (folder / "packs").mkdir(parents=True)
    (folder / "packs/works-2027.yaml").write_text(upward.PACK.replace("id: works", "id: works-2027\nwas: works"), encoding="utf-8")
    with august as city:
        offered = catalogues.load(tmp_path / "resources", folder)
        city.offer(offered)
        adoption.follow(city, offered.pack("works-2027"), parse("2027-01"))
        assert city.span(city.packs[0]).first.label == "2027-01"


# --- offices of versions that did not keep it


def _older(path: Path) -> None:
    from db.office import driver

    db = driver.database(path)
    with db.atomic():
        db.execute("DELETE FROM setting WHERE key = ?", [SETTING])
        db.execute("UPDATE setting SET value = '2026-05-04T09:00:00' WHERE key = 'created'")
    db.close()


@pytest.mark.parametrize(
    ("typed", "finalised", "first"),
    [
        (["2026-07", "2026-09"], [], "2026-07"),
        (["2025-05", "2026-02", "2026-06"], [], "2026-06"),  # last year's figures are typed to compare
        ([], ["2026-02"], "2026-02"),
        (["2025-05"], [], "2026-04"),
        ([], [], "2026-04"),  # the period to report on 4 May
    ],
)
def test_an_older_office_begins_with_the_first_period_it_was_used_in(
    tmp_path: Path, known: Catalogue, typed: list[str], finalised: list[str], first: str
) -> None:
    with upward.office(tmp_path, known, upward.DISTRICTS[0]) as own:
        for label in typed:
            own.apply([Edit(own.packs[0].form("tasks"), parse(label), "A1", "progress", value("铺设中。"))])
        for label in finalised:
            upward.handed(own, 1, parse(label))
    _older(own.path)
    with open_office(own.path, known, write=False) as looked_at:
        assert looked_at.span(looked_at.packs[0]).first.label == first
    with open_office(own.path, known) as opened:
        assert opened.setting(SETTING)
        assert (opened.span(opened.packs[0]).first.label, opened.span(opened.packs[0]).who) == (first, "")


def test_an_older_office_above_begins_with_what_was_first_received(city: Office, districts: upward.Districts) -> None:
    from desktop.exchange.intake.receive import receive

    list(receive(city, districts.books[:1]))
    path = city.path
    city.close()
    _older(path)
    with open_office(path, districts.catalogue) as opened:
        assert opened.span(opened.packs[0]).first == OCTOBER


# --- 本年累计


def test_the_cumulative_lacks_nothing_from_before_a_unit_or_programme_began(city: Office, districts: upward.Districts) -> None:
    from desktop.exchange.intake.receive import receive

    list(receive(city, districts.books[:2]))
    pack, december = districts.pack, parse("2026-12")
    (of_all,) = [str(one) for one in gaps(city.db.conn, pack, december, {"370202": "市南区"}) if "缺" in str(one)]
    assert "市南区2026年11月" in of_all
    city.begin(districts.pack, december)
    assert not [one for one in gaps(city.db.conn, pack, december, {"370202": "市南区"}) if "缺" in str(one)]
    assert any("起算" in str(one) for one in gaps(city.db.conn, pack, december, {"370202": "市南区"}))
    begins = replace(pack, first=OCTOBER)
    assert not [one for one in gaps(city.db.conn, begins, december, {"370202": "市南区"})]


def test_spans_of_several_programmes_read_the_settings_once(august: Office) -> None:
    with august as city:
        read: list[str] = []
        packs = city.packs * 3
        city.db.conn.set_trace_callback(read.append)
        spans(city.db.conn, packs)
        city.db.conn.set_trace_callback(None)
        assert len(read) == 1
