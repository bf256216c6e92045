"""Adjustments: only what can count is taken, and what does not count any more is left out and said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office, open_office
from db.packs.additivity import TOTAL
from db.packs.catalogue import Catalogue
from db.periods.report_period import containing, parse
from db.received import intake_log, questions
from db.received.intake_log import IntakeEvent
from db.received.questions import About
from db.rollup import adjustments
from db.rollup.adjustments import cells
from db.rollup.as_return import as_return
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.rollup.why import explain
from db.values.exact import exact
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.upward import OCTOBER, ZONE, Districts

FIRST, SECOND = upward.DISTRICTS[:2]


@pytest.fixture
def two(city: Office, districts: Districts) -> Office:
    """The city's office with two of ten received."""
    assert {one.verdict for one in receive(city, districts.books[:2])} == {"accepted"}
    return city


def adjust(city: Office, districts: Districts, unit: str, amount: str = "3", *cell: str, name: str = "重报") -> str:
    place = cell or ("indicators", "K01", "current")
    return adjustments.adjust(city.db, "市局", districts.pack, OCTOBER, unit, *place, amount, name, "两家都报了")


def test_that_of_a_unit_that_does_not_count_is_left_out_and_said(two: Office, districts: Districts) -> None:
    figures = districts.pack.form("indicators")
    sent_back, missing, own = (adjust(two, districts, unit) for unit in (FIRST, upward.DISTRICTS[5], upward.CITY))
    questions.send_back(two.db, "市局", FIRST, "works", "2026-10", 1, [(About(), "单位有误")])
    with Rollup(two, districts.pack, OCTOBER) as made:
        assert exact(made.value(figures, "K01", "current")) == exact(upward.AREAS[1]) + 3
        assert [(one.key, one.field) for one in made.adjusted] == [(own, "current"), (own, "ytd")]
        told = [str(one) for one in made.lines[1:]]
        assert told == ["调整“重报”（市南区）未计：该单位没有计入", "调整“重报”（城阳区）未计：该单位没有计入"]
        assert [one["key"] for one in made.as_json()["adjustments_left_out"]] == [sent_back, missing]
        assert any(told[0] in one.message for one in as_return(two, made).notes)
        assert any(told[0] in note.message for note in summary(made).notes)
    with Rollup(two, districts.pack, OCTOBER, wanted=[SECOND]) as made:
        assert (made.adjusted, made.left_out) == ([], []), "those of others are nobody's affair"


def test_a_unit_outside_the_total_is_refused(two: Office, districts: Districts) -> None:
    before = two.db.execute("SELECT count(*) FROM intake_event").fetchone()[0]
    with pytest.raises(Trouble, match="高新技术产业开发区”2026年10月不计入合计.*可以调整：青岛市、市南区"):
        adjust(two, districts, ZONE)
    with pytest.raises(Trouble, match="“999”2026年10月不计入合计"):
        adjust(two, districts, "999")
    assert two.db.execute("SELECT count(*) FROM intake_event").fetchone()[0] == before
    whose = [one.code for one in adjustments.adjustable_units(two.db.conn, OCTOBER)]
    assert whose == [upward.CITY, *upward.DISTRICTS]


def test_the_target_of_the_own_level_is_refused_and_not_offered(catalogue: Catalogue, tmp_path) -> None:
    from db.office.office import create

    pack = catalogue.pack("employment-talent")  # a target of each year: others are nobody's 年度目标
    form = next(one for one in pack.forms if one.kind == "indicators")
    period = containing(pack.period_type, OCTOBER.last)
    assert ("K01", "target") not in cells(form, "city", 2026)
    assert ("K01", "target") in cells(form, "district", 2026), "a sum there"
    assert ("K02", "target") in cells(form, "city", 2026), "a total without a year is no target of the year"
    with create(tmp_path / "市.taizhang", catalogue, upward.CITY, [pack.id]) as office:
        place = (upward.CITY, form.id, "K01", "target")
        with pytest.raises(Trouble, match="K01 .*是本级目标.*可以调整的行"):
            adjustments.adjust(office.db, "市局", pack, period, *place, "7", "甲", "因")


def test_what_cannot_be_adjusted_is_told_by_titles_with_what_can(two: Office, districts: Districts) -> None:
    with pytest.raises(Trouble, match="^指标完成情况表 K04 办结率“本期”不相加.*可以调整的行：K01、K02、K03；栏：.*本期"):
        adjust(two, districts, FIRST, "1", "indicators", "K04", "current")
    with pytest.raises(Trouble, match="^工程台账没有这一格，不能调整：K01“投资”。可以调整的行：合计；栏：户数、投资、已付。"):
        adjust(two, districts, FIRST, "1", "lg-works", "K01", "money")
    with pytest.raises(Trouble, match="^“改造方案”没有表“works”，可以调整的表：指标完成情况表（indicators）、工程台账（lg-works）"):
        adjust(two, districts, FIRST, "1", "works", "K01", "current")
    with pytest.raises(Trouble, match="没有编号是“e1”的调整"):
        adjustments.withdraw(two.db, "市局", districts.pack, OCTOBER, "e1", "因")


@pytest.mark.parametrize("amount", ["12,5", "1_0", "1e400", "1e30", "9" * 40, "2000万", "约5", "5 待核", "不适用", "0", "", "nan"])
def test_an_amount_that_is_no_plain_number_is_refused(two: Office, districts: Districts, amount: str) -> None:
    with pytest.raises(Trouble, match="不是可以加减的数"):
        adjust(two, districts, FIRST, amount)
    assert adjustments.adjustments(two.db.conn, districts.pack, OCTOBER) == []


@pytest.mark.parametrize(("amount", "number"), [("-12.5", "-12.5"), ("1，234", "1234"), ("２", "2"), ("+0.03", "0.03")])
def test_an_amount_is_read_like_any_number(two: Office, districts: Districts, amount: str, number: str) -> None:
    adjust(two, districts, FIRST, amount)
    (one,) = adjustments.adjustments(two.db.conn, districts.pack, OCTOBER)
    assert f"{one.amount:f}" == number


@pytest.mark.parametrize("cell", [("gone", "K01", "current"), ("indicators", "K01", "gone"), ("indicators", "K99", "current")])
def test_a_cell_that_left_the_pack_is_told_and_nothing_breaks(two: Office, districts: Districts, cell: tuple[str, str, str]) -> None:
    form, row, field = cell
    detail = {"form": form, "row": row, "field": field, "amount": "1", "name": "旧", "text": "因"}
    whose = (upward.CITY, "works", "2026-10", 0)
    intake_log.write(two.db, IntakeEvent(intake_log.new_key(), *whose, "adjusted", detail, "2026-11-01T00:00:00", "市局"))
    with Rollup(two, districts.pack, OCTOBER) as made:
        assert str(made.lines[1]) == "调整“旧”（青岛市）未计：任务包里没有这一格，或这一格不相加"
        assert made.adjusted == []
        assert list(as_return(two, made).lines(districts.pack.form("indicators")))
        assert "adjustments" not in {one.id for one in summary(made).pack.forms}
        assert made.as_json()["adjustments_left_out"][0]["field"] == field


def test_the_column_of_adjustments_stands_where_there_is_one(two: Office, districts: Districts) -> None:
    adjust(two, districts, FIRST, "3", "indicators", "K01", "ytd")
    adjust(two, districts, FIRST, "1", "lg-works", TOTAL, "money")
    with Rollup(two, districts.pack, OCTOBER) as made:
        table = summary(made)
    titles = {form.title: [one.title for one in form.fields] for form in table.pack.forms}
    assert "调整" in titles["指标完成情况表汇总（本年累计）"]
    assert "调整" not in titles["指标完成情况表汇总（本期）"]


def test_what_is_added_to_a_flow_reaches_the_year_to_date(two: Office, districts: Districts, tmp_path: Path) -> None:
    figures, november = districts.pack.form("indicators"), OCTOBER.next
    key = adjust(two, districts, FIRST, "-2")
    adjust(two, districts, FIRST, "-5", "indicators", "K02", "current", name="时点数")
    with Rollup(two, districts.pack, OCTOBER) as made:
        assert [exact(made.value(figures, "K01", id)) for id in ("current", "ytd")] == [exact(10.3)] * 2
        why = explain(made, figures, "K01", "ytd")
        assert (why.sources[-1].value, why.sources[-1].unit_name) == (-2, "调整：重报（随2026年10月本期）（市南区）")
        assert [made.value(figures, "K02", id) for id in ("current", "ytd")] == [196, 196], "both columns of a stock are one figure"
        assert [one.get("carried") for one in made.as_json()["adjustments"]] == [None, None, "2026-10", "2026-10"]
        assert any("重报（随2026年10月本期）" in note.message for note in as_return(two, made).notes)
    shutil.copy(districts.offices[0], tmp_path / "own.taizhang")
    with open_office(tmp_path / "own.taizhang", districts.catalogue, "填表") as own:
        book = upward.written(upward.handed(own, 0, november), tmp_path)
    list(receive(two, [book]))
    with Rollup(two, districts.pack, november) as made:
        assert [exact(made.value(figures, "K01", id)) for id in ("current", "ytd")] == [exact(12.1), exact(22.2)]
    with Rollup(two, districts.pack, parse("2027-01")) as made:
        assert made.adjusted == [], "another year"
    adjust(two, districts, FIRST, "-1", "indicators", "K01", "ytd", name="手工")
    with Rollup(two, districts.pack, OCTOBER) as made:
        assert exact(made.value(figures, "K01", "ytd")) == exact(11.3), "not both"
        assert str(made.lines[1]) == "调整“重报（随2026年10月本期）”（市南区）未计：这一格另有调整"
    adjustments.withdraw(two.db, "市局", districts.pack, OCTOBER, key, "改正了")
    with Rollup(two, districts.pack, november) as made:
        assert exact(made.value(figures, "K01", "ytd")) == exact(24.2)


@pytest.mark.parametrize(("row", "typed"), [("K02", ("current",)), ("K02", ("ytd",)), ("K02", ("current", "ytd")), ("K01", ("current",)),
                                            ("K01", ("ytd",))])  # fmt: skip
def test_both_columns_of_a_row_after_an_adjustment(two: Office, districts: Districts, row: str, typed: tuple[str, ...]) -> None:
    """A stock's two columns are one figure; what is added to the year of a flow says nothing of this period. No month is carried on."""
    figures, columns = districts.pack.form("indicators"), ("current", "ytd")
    with Rollup(two, districts.pack, OCTOBER) as made:
        before = {id: exact(made.value(figures, row, id)) for id in columns}
    for id in typed:
        adjust(two, districts, FIRST, "-7", "indicators", row, id)
    with Rollup(two, districts.pack, OCTOBER) as made:
        alone = row == "K01" and typed == ("ytd",)
        assert {id: exact(made.value(figures, row, id)) - before[id] for id in columns} == {"current": 0 if alone else -7, "ytd": -7}
        for id in columns:
            sources = explain(made, figures, row, id).sources
            assert sum((exact(one.value) for one in sources), exact(0)) == exact(made.value(figures, row, id))
    with Rollup(two, districts.pack, OCTOBER.next) as made:
        carried = [one.field for one in made.adjusted]
        told = [str(one) for _, one in made.left_out]
    assert (carried, len(told)) == ([], 0)
