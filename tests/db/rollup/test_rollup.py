"""Rolling up ten districts: exact totals, who is missing, nobody twice, every total traced to its cells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.messages import Trouble
from db.office import driver
from db.office.office import Office, open_office
from db.office.writing import Edit
from db.packs.additivity import TOTAL
from db.packs.catalogue import Catalogue
from db.packs.model import Lights
from db.received import questions
from db.received.questions import About
from db.returns import check_code, finalise
from db.rollup import adjustments, ranking
from db.rollup.as_return import hand_up
from db.rollup.rollup import Rollup
from db.rollup.sheets import changes, summary
from db.rollup.why import explain
from db.rules import engine
from db.rules.judge import Judge
from db.units.hierarchy import unit_on
from db.units.model import Unit
from db.values.cell import value
from db.values.exact import exact
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import receive
from desktop.exchange.rollup_files import write_rollup
from desktop.exchange.verify.check_code import verify
from tests import upward
from tests.upward import OCTOBER, ZONE, Districts


@pytest.fixture(scope="module")
def received_file(districts: Districts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's office with all ten received, once for all tests."""
    file = tmp_path_factory.mktemp("city") / districts.city.name
    shutil.copy(districts.city, file)
    with open_office(file, districts.catalogue, "市局") as city:
        assert {one.verdict for one in receive(city, districts.books)} == {"accepted"}
    return file


@pytest.fixture
def full(received_file: Path, districts: Districts, tmp_path: Path) -> Iterator[Office]:
    """A copy of it."""
    file = tmp_path / received_file.name
    shutil.copy(received_file, file)
    with open_office(file, districts.catalogue, "市局") as city:
        yield city


def made(city: Office, districts: Districts, **more: Any) -> Rollup:
    return Rollup(city, districts.pack, OCTOBER, **more)


def test_totals_are_exact_and_rates_come_from_their_parts(full: Office, districts: Districts) -> None:
    with made(full, districts) as found:
        figures = districts.pack.form("indicators")
        assert str(found.head) == "已汇 10/10"
        area = sum(map(exact, upward.AREAS), Decimal(0))
        assert exact(found.value(figures, "K01", "current")) == area == Decimal("303.7423")
        assert found.value(figures, "K02", "current") == sum(100 + n for n in range(10))
        assert found.value(figures, "K04", "ytd") == pytest.approx(100 * 535 / 1045)
        assert found.value(figures, "K05", "current") is None
        assert "没有写明分子分母" in str(found.note(figures, "K05", figures.field("current")))
        assert found.totals(districts.pack.form("tasks"))["A1"]["status"] == {"推进中": 5, "已完成": 5}
        works = districts.pack.form("lg-works")
        assert exact(found.value(works, TOTAL, "money")) == 2 * area + 10
        assert found.value(works, TOTAL, "share") == pytest.approx(2200 / float(2 * area + 10))
        assert sum(1 for _ in found.detail(works)) == 20


def test_why_of_every_total_adds_up(full: Office, districts: Districts) -> None:
    books = {path.name: openpyxl.load_workbook(path) for path in districts.books}
    with made(full, districts) as found:
        traced = 0
        for form in districts.pack.forms[1:]:
            for row, values in found.totals(form).items():
                for id, number in values.items():
                    field = form.field(id)
                    why = explain(found, form, row, id)
                    if field.const:
                        continue
                    assert why.value == number
                    if not why.sources:
                        assert why.of, (row, id)
                        continue
                    assert sum((exact(one.value) for one in why.sources), Decimal(0)) == exact(number), (row, id)
                    for one in why.sources:
                        traced += 1
                        assert books[one.file][one.sheet][one.cell].value == one.value
                        assert (one.version, check_code.code_ok(one.check_code), bool(one.who and one.at and one.taken_by)) == (
                            1,
                            True,
                            True,
                        )
        assert traced >= 10 * 6 + 20 * 3
        with pytest.raises(Trouble, match="没有这一格"):
            explain(found, districts.pack.form("indicators"), "K99", "current")
        (own,) = explain(found, districts.pack.form("lg-works"), "r31", "homes").sources
        assert (own.unit, own.value) == ("370212", 31)


def test_a_missing_unit_is_named_and_no_zero(city: Office, districts: Districts) -> None:
    list(receive(city, [one for one in districts.books if "370283" not in one.name]))
    with made(city, districts) as found:
        assert str(found.head) == "已汇 9/10，缺：平度市"
        document = found.as_json()
        assert (document["expected"], document["received"], document["missing"]) == (10, 9, ["370283"])
        rows = [one for one in document["forms"]["indicators"] if one["row"] == "K01"]
        assert (len(rows), "unit" in rows[0]) == (10, False)
        assert exact(rows[0]["values"]["current"]) == Decimal("303.7423") - Decimal("0.274")


def test_what_was_sent_back_is_told_apart_from_what_never_came(city: Office, districts: Districts) -> None:
    list(receive(city, [one for one in districts.books if "370283" not in one.name]))
    questions.send_back(city.db, "市局", "370202", "works", "2026-10", 1, [(About("indicators", "K01", "current"), "单位有误")])
    with made(city, districts) as found:
        assert str(found.head) == "已汇 8/10，退回：市南区，缺：平度市"
        document = found.as_json()
        assert (document["received"], document["returned"], document["missing"]) == (8, ["370202"], ["370283"])


def test_a_zone_is_not_counted_twice(full: Office, districts: Districts, tmp_path: Path) -> None:
    with upward.office(tmp_path / "..", districts.catalogue, ZONE) as zone:
        book = upward.written(upward.handed(zone, 5), tmp_path)
    assert [one.verdict for one in receive(full, [book])] == ["accepted"]
    figures = districts.pack.form("indicators")
    with made(full, districts) as found:
        assert found.value(figures, "K02", "current") == 1045
        assert [one.code for one in found.chosen.beside] == [ZONE]
        assert found.expected == 10
    with made(full, districts, wanted=["高新区", "370202"]) as found:
        assert found.value(figures, "K02", "current") == 105 + 100
    with made(full, districts, level="district") as found:
        assert found.value(figures, "K02", "current") == 1045
    with pytest.raises(Trouble, match="没有“北京”"):
        made(full, districts, wanted=["北京"])


def test_an_adjustment_is_a_line_of_its_own(full: Office, districts: Districts) -> None:
    figures = districts.pack.form("indicators")
    add = (full.db, "市局", districts.pack, OCTOBER, "370214", "indicators", "K01", "current")
    for name, reason, told in (("交界小区重报", "", "写明原因"), ("", "两家都报了", "要有名称")):
        with pytest.raises(Trouble, match=told):
            adjustments.adjust(*add, "-0.03", name, reason)
    key = adjustments.adjust(*add, "-0.03", "交界小区重报", "城阳、即墨两家都报了")
    with made(full, districts) as found:
        why = explain(found, figures, "K01", "current")
        assert exact(why.value) == Decimal("303.7123")
        assert (why.sources[-1].kind, why.sources[-1].value, why.sources[-1].who) == ("adjusted", -0.03, "市局")
        assert sum((exact(one.value) for one in why.sources), Decimal(0)) == exact(why.value)
        ret, _ = hand_up(full, found)
        assert any("“交界小区重报”（城阳区）：K01 本期 -0.03" in one.message for one in ret.notes)
    with made(full, districts, wanted=["370214"]) as found:
        assert exact(found.value(figures, "K01", "current")) == Decimal("0.1") - Decimal("0.03")
    with made(full, districts, wanted=["370202"]) as found:
        assert not found.adjusted, "that of another unit"
    with made(full, districts, level="district") as found:
        assert exact(found.value(figures, "K01", "current")) == Decimal("303.7123")
    with pytest.raises(Trouble, match="写明原因"):
        adjustments.withdraw(full.db, "市局", districts.pack, OCTOBER, key, " ")
    adjustments.withdraw(full.db, "市局", districts.pack, OCTOBER, key, "即墨已改正")
    with made(full, districts) as found:
        assert exact(found.value(figures, "K01", "current")) == Decimal("303.7423")
    (gone,) = adjustments.adjustments(full.db.conn, districts.pack, OCTOBER, gone=True)
    assert gone.as_json()["withdrawn"]["reason"] == "即墨已改正"
    assert not adjustments.adjustments(full.db.conn, districts.pack, OCTOBER)


def ready(city: Office, districts: Districts) -> None:
    """What the city types itself."""
    figures, tasks = districts.pack.form("indicators"), districts.pack.form("tasks")
    city.apply([Edit(figures, OCTOBER, "K05", "current", value(93.5)), Edit(tasks, OCTOBER, "A1", "status", value("未启动"))])


def test_the_roll_up_is_a_return_itself(full: Office, districts: Districts, tmp_path: Path) -> None:
    with made(full, districts) as found:
        draft, errors = hand_up(full, found)
        assert (draft.version, {one.row for one in errors}) == (0, {"A1", "K05"})
    ready(full, districts)
    with made(full, districts) as found:
        ret, errors = hand_up(full, found)
        assert (ret.version, errors, check_code.code_ok(ret.check_code)) == (1, [], True)
        again, _ = hand_up(full, found)
        assert (again.version, again.check_code) == (1, ret.check_code)
        table = summary(found, version=ret.version)
    path = tmp_path / "汇总件.xlsx"
    workbook_writer.write(ret, path)
    assert verify(path).match
    workbook_writer.write(table, tmp_path / "汇总表.xlsx")
    book = openpyxl.load_workbook(tmp_path / "汇总表.xlsx")
    assert {"改造方案汇总情况", "任务进展表汇总", "指标完成情况表汇总（本期）", "指标排名", "工程台账"} <= set(book.sheetnames)
    texts = [str(cell.value) for row in book["指标完成情况表汇总（本期）"].iter_rows() for cell in row if cell.value is not None]
    assert any("舍位平衡" in one for one in texts), "three districts lose 0.004 each"
    assert {"303.7423", "已汇：10/10"} <= set(texts), "printed 303.74, unrounded behind it"


def test_districts_roll_up_by_the_tree(districts: Districts, city: Office, tmp_path: Path, catalogue: Catalogue) -> None:
    """A district that sent nothing is stood for by its towns, where they reported to the city."""
    towns = [Unit(f"t{n}", f"第{n}镇", level="town", parent="370283") for n in (1, 2)]
    for one in towns:
        city.save_unit(one)
    known = [one for one in districts.books if "370283" not in one.name]
    list(receive(city, known))
    with upward.office(tmp_path / "..", districts.catalogue, "370202") as town:
        town.save_unit(towns[0])
        town.set({"unit": "t1"})
        book = upward.written(upward.handed(town, 0), tmp_path)
    assert [one.verdict for one in receive(city, [book])] == ["accepted"]
    with made(city, districts) as found:
        assert str(found.head) == "已汇 10/11，缺：第2镇"
        assert found.value(districts.pack.form("indicators"), "K02", "current") == 1045 - 108 + 100


def test_ranking_and_changes(full: Office, districts: Districts, tmp_path: Path) -> None:
    figures = districts.pack.form("indicators")
    with made(full, districts) as found:
        places = ranking.ranking(found, figures, "K01", "current")
        assert [(one.place, one.unit.short) for one in places[:2]] == [(1, "即墨"), (2, "李沧")]
        assert sum(one.share or 0 for one in places) == pytest.approx(100)
        assert [ranking.light(gap, Lights()) for gap in (0, -0.001, -0.1, -10, -10.1, -30, -31, None)] == [
            "✓ 达时序", "✓ 达时序", "○ 略低", "○ 略低", "△ 滞后", "△ 滞后", "✕ 严重滞后", ""
        ]  # fmt: skip
        changed = ranking.change(found, found, figures, "K01", "current")
        assert changed is not None
        assert (changed.difference, changed.percent, changed.note) == (0, 0.0, None)
        with made(full, districts, wanted=["370202"]) as one:
            changed = ranking.change(found, one, figures, "K02", "current")
            assert changed is not None
            assert (changed.now, changed.then, changed.difference, changed.percent) == (1045, 100, 945, 945.0)
            assert changed.note is not None


def test_a_cumulative_is_the_senders_own(full: Office, districts: Districts, tmp_path: Path) -> None:
    file = tmp_path / "district" / districts.offices[0].name
    file.parent.mkdir()
    shutil.copy(districts.offices[0], file)
    november = OCTOBER.next
    with open_office(file, districts.catalogue, "填表") as own:
        book = upward.written(upward.handed(own, 0, november, K01=0.2, K02=90, K03=30), tmp_path)
    assert [one.verdict for one in receive(full, [book])] == ["accepted"]
    with Rollup(full, districts.pack, november, wanted=["370202"]) as found:
        assert found.value(districts.pack.form("indicators"), "K01", "ytd") == 12.3


def test_what_does_not_add_up_is_not_adjusted(full: Office, districts: Districts) -> None:
    with pytest.raises(Trouble, match="不相加"):
        adjustments.adjust(full.db, "市局", districts.pack, OCTOBER, "370200", "indicators", "K04", "current", "1", "x", "x")
    with pytest.raises(Trouble, match="没有这一格"):
        adjustments.adjust(full.db, "市局", districts.pack, OCTOBER, "370200", "indicators", "K99", "current", "1", "x", "x")


def test_a_unit_asked_for_twice_counts_once(full: Office, districts: Districts) -> None:
    figures = districts.pack.form("indicators")
    for twice in (["370202", "370202"], ["370202", "市南区"]):
        with made(full, districts, wanted=twice) as found:
            assert (str(found.head), found.value(figures, "K01", "current")) == ("已汇 1/1", 12.1)


def test_the_same_units_in_another_period(full: Office, districts: Districts, tmp_path: Path) -> None:
    september, books = OCTOBER.previous, []
    for n, code in enumerate(upward.DISTRICTS[:2]):
        with upward.office(tmp_path, districts.catalogue, code) as own:
            books.append(upward.written(upward.handed(own, n, september), tmp_path))
    assert {one.verdict for one in receive(full, books)} == {"accepted"}
    figures = districts.pack.form("indicators")
    with made(full, districts, wanted=["370202"]) as one, one.at(september) as before:
        assert before.value(figures, "K01", "current") == 12.1, "not also that of the other"
        (line,) = (row for row in changes(one, figures, before, None).rows if str(row[0]).startswith("K01"))
        assert line[3:6] == (12.1, 0, 0.0)
    with made(full, districts, level="district") as one, one.at(september) as before:
        assert (before.level, len(before.parts)) == ("district", 2)
    new = replace(unit_on(full.units(), "370202", OCTOBER.last), code="370299", name="新区", short="", aliases=(), since="2026-10-01")
    full.save_unit(new)
    with made(full, districts, wanted=["新区", "370202"]) as one, one.at(september) as before:
        assert before.wanted == ("370202",), "the new one was not there"
    with made(full, districts, wanted=["新区"]) as one:
        assert one.at(september) is None


def test_files_of_chosen_units_compare_with_the_same_units(full: Office, districts: Districts, tmp_path: Path) -> None:
    books = []
    for n, code in enumerate(upward.DISTRICTS[:2]):
        with upward.office(tmp_path, districts.catalogue, code) as own:
            books.append(upward.written(upward.handed(own, n, OCTOBER.previous), tmp_path))
    list(receive(full, books))
    out = tmp_path / "out"
    out.mkdir()
    with made(full, districts, wanted=["370202"]) as found:
        files, _ = write_rollup(full, found, out, all_units=False)
    (book,) = (one for one in files if "summary" in one.name and one.suffix == ".xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(book)["较上期和上年同期"].iter_rows()]
    (line,) = (row for row in rows if "K01 改造面积" in row)
    assert 12.1 in line
    assert 12.3 not in line, "both of September"


def test_a_level_that_is_not_there_is_told(full: Office, districts: Districts) -> None:
    for level in ("zone", "city", "village"):
        with pytest.raises(Trouble, match="没有计入合计的.*可用的级别：district 区市"):
            made(full, districts, level=level)
    full.save_unit(Unit("t1", "某街道", level="town", parent=ZONE))
    with pytest.raises(Trouble, match="没有计入合计的“镇街”"):
        made(full, districts, level="town")
    full.save_unit(Unit("t2", "某镇", level="town", parent="370283"))
    with made(full, districts, level="town") as found:
        assert [one.code for one in found.chosen.asked] == ["t2"], "a town of a zone outside the total does not count"


def test_why_of_one_row_that_two_units_have(city: Office, districts: Districts, tmp_path: Path) -> None:
    books, works = [], districts.pack.form("lg-works")
    for n, code in enumerate(upward.DISTRICTS[:2]):
        with upward.office(tmp_path, districts.catalogue, code) as own:
            own.apply([Edit(works, OCTOBER, "same", name, value(one)) for name, one in (("name", "老旧小区"), ("money", 0.1 + n / 5))])
            books.append(upward.written(upward.handed(own, n), tmp_path))
    list(receive(city, books))
    with made(city, districts) as found:
        why = explain(found, works, "same", "money")
        assert (why.value, [(one.unit, one.value) for one in why.sources]) == (0.4, [("370202", 0.1), ("370203", 0.3)])
        assert str(why.said) == "2 个单位有这一行，是它们的和。"
        names = explain(found, works, "same", "name")
        assert (names.value, len(names.sources)) == (None, 2)
        empty = explain(found, works, "same", "homes")
        assert (empty.value, empty.sources, str(empty.said)) == (None, (), "有这一行，这一格没有填。")
        with pytest.raises(Trouble, match="没有这一格"):
            explain(found, works, "nowhere", "homes")


def test_what_is_judged_is_what_is_frozen(full: Office, districts: Districts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody writes between judging and freezing, and an office's own problems are looked for once."""
    ready(full, districts)
    figures, seen = districts.pack.form("indicators"), []
    judged = Judge.problems

    def busy(*args: Any, **more: Any) -> Any:
        with closing(driver.connect(full.path)) as other:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(driver.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        seen.append("judged")
        return judged(*args, **more)

    monkeypatch.setattr(Judge, "problems", busy)
    with made(full, districts) as found:
        assert hand_up(full, found)[0].version == 1
    assert seen == ["judged"]
    found = engine.problems
    monkeypatch.setattr(engine, "problems", lambda *args, **more: seen.append("own") or found(*args, **more))
    full.apply([Edit(figures, OCTOBER, code, "current", value(number)) for code, number in upward.values(0).items()])
    finalise.finalise(full, districts.pack, OCTOBER, "更正")
    assert seen == ["judged", "own"]
