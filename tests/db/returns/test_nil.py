"""Nil returns 零报: one reason under the check code, no row; in above, adding nothing, named with its reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.messages import Trouble
from db.office.office import Office, open_office
from db.office.writing import Edit
from db.overview import completeness, exceptions
from db.received import store
from db.returns import check_code, finalise, nil, versions
from db.rollup.as_return import hand_up
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.values.cell import EMPTY, value
from desktop.exchange.handing_up import write_pair
from desktop.exchange.intake.receive import receive
from desktop.exchange.verify.check_code import verify
from tests import upward
from tests.upward import OCTOBER, Districts

WHY = "本月无新开工项目"
GOLDEN = "NRVN-8K5Z-1"  # of the first district's October, as it was before there were nil returns


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Office]:
    """An office in which nothing is typed."""
    with upward.office(tmp_path, upward.catalogue(tmp_path / "resources"), upward.DISTRICTS[0]) as found:
        yield found


@pytest.fixture
def city(districts: Districts, tmp_path: Path) -> Iterator[Office]:
    """The city, nothing received."""
    with open_office(Path(shutil.copy(districts.city, tmp_path)), districts.catalogue, "王科长") as found:
        yield found


def nil_book(districts: Districts, folder: Path, n: int, period: Any = OCTOBER, why: str = WHY) -> Path:
    """A district's nil return, from an office of its own."""
    folder.mkdir(exist_ok=True)
    with upward.office(folder, districts.catalogue, upward.DISTRICTS[n]) as office:
        return write_pair(nil.finalise(office, office.packs[0], period, why), folder)[0]


def verdicts(city: Office, *paths: Path) -> list[str]:
    return [one.verdict for one in receive(city, paths)]


def test_codes_of_other_returns_are_what_they_were(own: Office) -> None:
    assert upward.handed(own, 0).check_code == GOLDEN


def test_nothing_is_required_and_the_reason_is_under_the_code(own: Office) -> None:
    (pack,) = own.packs
    with pytest.raises(Trouble, match="必须改"):
        finalise.finalise(own, pack, OCTOBER)
    ret = nil.finalise(own, pack, OCTOBER, f"  {WHY}\n")
    assert (ret.version, ret.nil, ret.reason, [ret.count(form) for form in pack.forms]) == (1, WHY, "", [0, 0, 0])
    assert nil.finalise(own, pack, OCTOBER, WHY).version == 1, "the same again is the same version"
    other = nil.finalise(own, pack, OCTOBER, "没有资金拨付")
    assert (other.version, other.reason) == (2, "没有资金拨付")
    assert check_code.digest(check_code.header(ret.unit, pack, "2026-10", WHY), []) != check_code.digest(
        check_code.header(ret.unit, pack, "2026-10"), []
    )


@pytest.mark.parametrize(("why", "told"), [(" \n", "要写明原因"), ("长" * 201, "201 个字，最多 200 个")])
def test_reasons_that_are_none(own: Office, why: str, told: str) -> None:
    with pytest.raises(Trouble, match=told):
        nil.finalise(own, own.packs[0], OCTOBER, why)


def test_not_while_anything_is_filled(own: Office) -> None:
    (pack,) = own.packs
    figures, works = pack.form("indicators"), pack.form("lg-works")
    own.apply([Edit(figures, OCTOBER, "K01", "current", value(12.1)), Edit(figures, OCTOBER, "K02", "current", value(0))])
    with pytest.raises(Trouble, match="2026年10月已经填了内容，不能零报：指标完成情况表 2 行，如 K01 改造面积“本期”12.1。"):
        nil.finalise(own, pack, OCTOBER, WHY)
    own.apply([Edit(figures, OCTOBER, code, "current", EMPTY) for code in ("K01", "K02")])
    own.apply([Edit(works, OCTOBER, "r1", "name", value("小区甲")), Edit(works, OCTOBER, "r1", "phone", value("13812345678"))])
    with pytest.raises(Trouble, match="工程台账 1 行，如 新增“小区甲”"):
        nil.finalise(own, pack, OCTOBER, WHY)
    own.apply([Edit(works, OCTOBER, "r1", None, None)])
    assert nil.finalise(own, pack, OCTOBER, WHY).version == 1, "what was typed and cleared again is nothing"


def test_a_ledger_carried_forward_is_nothing_until_it_changes(own: Office) -> None:
    (pack,) = own.packs
    works, tasks = pack.form("lg-works"), pack.form("tasks")
    upward.handed(own, 0, OCTOBER.previous)
    ret = nil.finalise(own, pack, OCTOBER, WHY)
    assert list(ret.lines(works)) == []
    assert len(list(own.rows(works, OCTOBER))) == 2, "the office keeps its rows"
    own.apply([Edit(works, OCTOBER, "r00", "homes", value(7))])
    with pytest.raises(Trouble, match="工程台账 1 行，如 小区0-0“户数”7。"):
        nil.finalise(own, pack, OCTOBER, "别的原因")
    own.apply([Edit(works, OCTOBER, "r00", "homes", value(0))])
    own.apply([Edit(works, OCTOBER, "r01", None, None), Edit(tasks, OCTOBER, "A1", "status", value("滞后"))])
    with pytest.raises(Trouble, match="任务进展表 1 行，如 A1 管网“状态”滞后；工程台账 1 行，如 删除“小区0-1”。"):
        nil.finalise(own, pack, OCTOBER, "别的原因")


def test_figures_replace_it_and_the_other_way_round(own: Office, city: Office, tmp_path: Path) -> None:
    (pack,) = own.packs
    first = nil.finalise(own, pack, OCTOBER, WHY)
    second = upward.handed(own, 0)
    assert (second.version, second.nil, second.reason) == (2, "", "更正")
    own.apply([Edit(one.form, OCTOBER, one.row, one.field, EMPTY) for one in upward.edits(pack, OCTOBER, upward.values(0), 0) if one.field])
    own.apply([Edit(pack.form("lg-works"), OCTOBER, row, None, None) for row in ("r00", "r01")])
    third = nil.finalise(own, pack, OCTOBER, "上次误填", "误填了九月的数")
    assert (third.version, third.nil, third.reason) == (3, "上次误填", "误填了九月的数")
    assert [(one.version, one.nil) for one in versions.versions(own, pack, OCTOBER)] == [(3, "上次误填"), (2, ""), (1, WHY)]
    for ret, word, count in ((first, WHY, 0), (second, "", 2), (third, "上次误填", 0)):
        assert verdicts(city, write_pair(ret, tmp_path)[0]) == ["accepted"]
        (one,) = completeness.arrivals(city, pack, OCTOBER, datetime(2026, 11, 1))[:1]
        assert (one.done, one.nil, one.version) == (True, word, ret.version)
        kept = store.standing(city.db.conn, pack.id, "2026-10")[upward.DISTRICTS[0]]
        assert len(list(store.rows(city.db.conn, kept, pack.form("lg-works")))) == count


def test_received_it_is_in_and_adds_nothing(city: Office, districts: Districts, tmp_path: Path) -> None:
    assert verdicts(city, *districts.books[:9]) == ["accepted"] * 9
    (pack,) = city.packs
    with Rollup(city, pack, OCTOBER) as made:
        before = {form.id: dict(made.totals(form)) for form in pack.forms}
    book = nil_book(districts, tmp_path / "莱西", 9)
    (found,) = receive(city, [book])
    assert (found.verdict, found.nil, found.as_json()["nil"], found.counts["error"]) == ("accepted", WHY, WHY, 0)
    assert str(found.why).startswith(f"零报：{WHY}。第 1 版，校验码 ")
    assert verdicts(city, book) == ["duplicate"]
    with Rollup(city, pack, OCTOBER) as made:
        assert [str(one) for one in made.lines] == ["已汇 10/10", f"零报：莱西市（{WHY}）"]
        assert {form.id: dict(made.totals(form)) for form in pack.forms} == before, "neither sum, rate nor stock is moved"
        assert made.as_json()["nil"] == [{"unit": "370285", "reason": WHY}]
        table = summary(made)
        assert all(
            any(f"零报：莱西市（{WHY}）" in note.message for note in table.notes if note.form == one) for one in ("arrivals", "lg-works")
        )
        ret, errors = hand_up(city, made)
        assert not [one for one in errors if one.severity == "error" and one.row in ("K01", "K02", "K03", "K04")]
        assert any("零报：莱西市" in one.message for one in ret.notes)


def test_who_reports_nothing_three_times_is_an_exception(city: Office, districts: Districts, tmp_path: Path) -> None:
    months = [OCTOBER.shifted(-n) for n in (2, 1, 0)]
    for n, month in enumerate(months):
        assert verdicts(city, nil_book(districts, tmp_path / month.label, 0, month, f"原因{n}")) == ["accepted"]
    (found,) = exceptions.desk(city, city.packs[0], OCTOBER)
    assert (found.kind, str(found.sentence)) == ("still", "市南区连续3期零报，上期原因“原因1”，本期原因“原因2”")
    assert exceptions.desk(city, city.packs[0], OCTOBER.previous) == []


def add_figures(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("指标")
    sheet.append(["#taizhang form=indicators", "code", "current"])
    sheet.append(["K01", "K01", 12.1])


def change_hidden(book: openpyxl.Workbook) -> None:
    for row in book["_taizhang"].iter_rows():
        if row[0].value == "nil":
            row[1].value = "另一个原因"


def change_cover(book: openpyxl.Workbook) -> None:
    for row in book["封面"].iter_rows():
        for cell in row[2:]:
            if cell.value == WHY:
                cell.value = "另一个原因"


@pytest.mark.parametrize(
    ("change", "told"),
    [(add_figures, "是零报，不带数，工作簿里却有 1 行"), (change_hidden, "零报的原因"), (change_cover, "封面的零报原因现为“另一个原因”")],
)
def test_what_somebody_changed_is_refused(
    city: Office, districts: Districts, tmp_path: Path, change: Callable[[openpyxl.Workbook], None], told: str
) -> None:
    path = nil_book(districts, tmp_path / "零报", 0)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    verdict = verify(path)
    assert not verdict.match
    assert told in str(verdict.sentence)
    (found,) = receive(city, [path])
    assert (found.verdict, told in found.reason) == ("refused", True)
    assert city.db.execute("SELECT count(*) FROM received").fetchone()[0] == 0


def test_a_return_with_figures_made_nil_is_refused(city: Office, districts: Districts, tmp_path: Path) -> None:
    path = Path(shutil.copy(districts.books[0], tmp_path))
    book = openpyxl.load_workbook(path)
    book["_taizhang"].append(["nil", WHY])
    book.save(path)
    (found,) = receive(city, [path])
    assert (found.verdict, "是零报，不带数" in found.reason) == ("refused", True)
