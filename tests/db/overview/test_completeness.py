"""Who is in: on time, late, missing, sent back; rates over the year; the words that remind."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from db.office.office import open_office
from db.overview import completeness, notice_board
from db.overview.completeness import Arrival
from db.periods.report_period import parse
from db.received import questions, store
from db.received.receipt import receipt
from db.rollup.rollup import Rollup
from db.rollup.sheets import arrivals as arrivals_of
from db.units.model import Unit
from desktop.exchange.files import pdf_document
from desktop.exchange.handing_up import write_pair
from desktop.exchange.intake.receive import receive
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
    assert (found.due, found.done, found.on_time, found.share) == (7, 5, 4, "57.1%")
    assert completeness.rate([arrivals("waiting")]).share == ""
    two = [arrivals("on-time", "late"), arrivals("missing", "on-time")]
    assert completeness.rate(two, "u1") == completeness.Rate(2, 2, 1)


@pytest.mark.parametrize(
    ("label", "first", "count"), [("2026-10", "2026-01", 10), ("2026-Q3", "2026-Q1", 3), ("2026", "2026", 1), ("2026-H2", "2026-H1", 2)]
)
def test_the_year_up_to_a_period(catalogue, label: str, first: str, count: int) -> None:
    found = [period for _, period in completeness.periods_of_year(catalogue.pack("urban-renewal-3yr"), parse(label))]
    assert (found[0].label, found[-1].label, len(found)) == (first, label, count)


def test_the_reminder_and_the_notice(catalogue) -> None:
    pack = catalogue.pack("urban-renewal-3yr")
    due = datetime(2026, 11, 5, 17)
    text = completeness.reminder(pack, OCTOBER, due, arrivals("on-time", "missing", "returned", "late"), datetime(2026, 11, 6))
    assert text.splitlines() == [
        "【催报】城市更新和城市建设三年攻坚行动2026年10月报送时限已过2026年11月5日17时，应报4个单位，已报2个。",
        "尚未报送（1个）：西区。",
        "退回待重报（1个）：南区。",
        "请尽快报送，确有困难的请说明原因；本期没有要报的请零报并写明原因。",
    ]
    assert completeness.reminder(pack, OCTOBER, due, arrivals("on-time", "late"), due) == ""
    notice = completeness.notice(pack, OCTOBER, arrivals("on-time", "missing", "returned", "late"))
    assert "按时（1个）：东区" in notice
    assert "未报（1个）：西区" in notice
    nil = [replace(arrivals("on-time")[0], nil="汛期停工"), *arrivals("on-time", "on-time")[1:]]
    assert completeness.notice(pack, OCTOBER, nil).splitlines()[1:] == ["按时（2个）：东区、西区", "其中零报（1个）：东区（汛期停工）"]


def test_late_is_by_the_due_moment_when_it_came(districts, tmp_path) -> None:
    """What came in time stays so when the exception goes, and what came late stays late when one is made: on list and receipt alike."""
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue, "王科长") as city:
        (pack,) = city.packs
        city.move_due(pack, OCTOBER, datetime(2059, 1, 1, 17), "放远")
        list(receive(city, districts.books[:1]))
        city.move_due(pack, OCTOBER, datetime(2026, 10, 9, 17), "提前")
        list(receive(city, districts.books[1:2]))
        city.move_due(pack, OCTOBER, datetime(2058, 1, 1, 17), "又放远")
        found = completeness.arrivals(city, pack, OCTOBER, datetime(2026, 11, 3))
        assert [one.word for one in found[:3]] == ["on-time", "late", "waiting"]
        kept = store.standing(city.db.conn, pack.id, OCTOBER.label)
        told = []
        for one in found[:2]:
            ret = receipt(city, pack, OCTOBER, kept[one.unit.code])
            lines = {cells[0].value: cells[1].value for _, cells in ret.lines(ret.pack.forms[0])}
            told.append(lines["是否按时"])
        assert told == ["按时", "迟报"]


def test_units_and_due_moments_are_read_once_for_a_year(districts, tmp_path, monkeypatch) -> None:
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue) as city:
        read: list[str] = []
        city.db.conn.set_trace_callback(read.append)
        completeness.matrix(city, completeness.periods_of_year(city.packs[0], OCTOBER), datetime(2026, 11, 3))
        city.db.conn.set_trace_callback(None)
        counts = [sum(f"FROM {table}" in one for one in read) for table in ("unit ", "workday", "moved_due", "received")]
        assert counts == [1, 1, 1, 10]


def test_programmes_stand_beside_each_other_in_their_own_periods(catalogue) -> None:
    packs = [replace(catalogue.pack("urban-renewal-3yr"), id=kind, period_type=kind) for kind in ("month", "quarter", "year")]
    assert [period.label for _, period in completeness.programmes(packs, OCTOBER)] == ["2026-10", "2026-Q4", "2026"]


def test_the_list_for_the_notice_board(districts, tmp_path) -> None:
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue) as city:
        (pack,) = city.packs
        city.move_due(pack, OCTOBER, datetime(2059, 1, 1, 17), "放远")
        list(receive(city, districts.books[:2]))
        columns = completeness.periods_of_year(pack, OCTOBER)
        ret = notice_board.board(city, OCTOBER, columns, completeness.matrix(city, columns, datetime(2026, 11, 3)))
        book, paper = write_pair(ret, tmp_path)
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(book)["改造方案报送情况"].iter_rows()]
        (south,) = (row for row in rows if "市南区" in row)
        assert south[-5:] == ["按时", 10, 1, 1, "10.0%"], "nine months are missing, the tenth came"
        (all_,) = (row for row in rows if "合计" in row)
        assert (all_[-5], all_[-3:-1]) == ("2/16", [2, 2])
        assert "按时：报送期限前收到过没有退回的一版" in "".join("".join(pdf_document.texts(paper)).split())


def test_a_later_correction_does_not_make_late(districts, tmp_path) -> None:
    """On time is who had a version in by the due moment that was not sent back; said alike by list, receipt and roll-up."""
    early, late = datetime(2059, 1, 1, 17), datetime(2026, 10, 9, 17)
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue, "王科长") as city:
        (pack,) = city.packs
        city.move_due(pack, OCTOBER, early, "放远")
        list(receive(city, districts.books[:3]))
        asked, back, _ = whose = upward.DISTRICTS[:3]
        questions.ask(city.db, "王科长", asked, pack.id, OCTOBER.label, 1, questions.About(), "核一下")
        questions.send_back(city.db, "王科长", back, pack.id, OCTOBER.label, 1, [(questions.About(), "有误")])
        city.move_due(pack, OCTOBER, late, "提前")
        for n, code in enumerate(whose):
            (tmp_path / code).mkdir()
            with open_office(Path(shutil.copy(districts.offices[n], tmp_path / code)), districts.catalogue) as own:
                (found,) = receive(city, [upward.written(upward.handed(own, n, K01=9.9), tmp_path)])
                assert (found.verdict, found.version) == ("accepted", 2)
        words = [one.word for one in completeness.arrivals(city, pack, OCTOBER, datetime(2026, 11, 3))[:3]]
        assert words == ["on-time", "late", "on-time"], "asked about, sent back, of its own accord"
        kept = store.standing(city.db.conn, pack.id, OCTOBER.label)
        assert [store.late(city.db.conn, kept[code]) for code in whose] == [False, True, False]
        told = []
        for code in whose:
            ret = receipt(city, pack, OCTOBER, kept[code])
            told.append({cells[0].value: cells[1].value for _, cells in ret.lines(ret.pack.forms[0])}["是否按时"])
        assert told == ["按时", "迟报", "按时"]
        with Rollup(city, pack, OCTOBER) as made:
            assert [row[5] for row in arrivals_of(made).rows[:3]] == ["按期", "逾期", "按期"]
