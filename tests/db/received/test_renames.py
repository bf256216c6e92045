"""Another version of a pack over what was received by the one before: renamed columns and rows take their figures along."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.office.office import Office, create, open_office
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.additivity import TOTAL
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.packs.renames import FormRenames
from db.periods.report_period import parse
from db.received import compare, store
from db.returns import finalise
from db.rollup import adjustments, ledger_rows
from db.rollup.rollup import Rollup
from db.rollup.why import explain
from db.values.cell import value
from db.versions import adoption
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.upward import CITY, DISTRICTS, OCTOBER, Districts

NOVEMBER = parse("2026-11")
PAID = "  - {id: paid, title: 已付, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}\n"
INVESTED = PAID + "  - {id: invested, was: money, title: 完成投资, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}"
MONEY = "  - {id: money, title: 投资, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}\n" + PAID.rstrip("\n")
LEDGER = upward.LEDGER.replace(MONEY, INVESTED).replace("nullif(money, 0)", "nullif(invested, 0)")
STATUS = {"status": "已完成", "percent": 100}
NEVER_LESS = """
  - id: never-less
    level: error
    form: indicators
    rows: [K11]
    at: current
    check: current >= prev.current
    message: 本期 {current} 小于上期 {prev.current}
    mend: 核对
    source: practice 1
"""
PACK = (
    upward.PACK.replace('version: "2026.1"', 'version: "2026.2"')
    .replace("{code: K01, ", "{code: K11, was: K01, ")
    .replace("{code: A1, ", "{code: A2, was: A1, ")
) + NEVER_LESS.lstrip("\n")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small programme's next version: a renamed and moved column, a renumbered task and indicator, a rule that looks back."""
    folder = tmp_path_factory.mktemp("second")
    for kind, name, text in (("ledgers", "lg-works", LEDGER), ("packs", "works", PACK)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(folder)


@pytest.fixture
def full(city: Office, districts: Districts) -> Office:
    """The city with nine returns of ten, and an adjustment in each renamed place."""
    assert {one.verdict for one in receive(city, districts.books[:9])} == {"accepted"}
    for form, row, field in (("indicators", "K01", "current"), ("lg-works", TOTAL, "money")):
        adjustments.adjust(city.db, "市局", districts.pack, OCTOBER, CITY, form, row, field, "-1", "重报", "交界小区")
    return city


@pytest.fixture
def adopted(full: Office, second: Catalogue) -> Iterator[Office]:
    full.close()
    with open_office(full.path, second, "市局") as office:
        adoption.adopt(office, second.pack("works"), copy=False)
        yield office


def works(office: Office) -> Pack:
    return office.catalogue.pack("works")


def told(office: Office, form: str, row: str, field: str) -> tuple[object, list[tuple[object, ...]]]:
    """A total, and of each value behind it whose it is and where it stands in the file."""
    with Rollup(office, works(office), OCTOBER) as made:
        why = explain(made, made.pack.form(form), row, field)
        return why.value, [(one.unit, one.value, one.file, one.sheet, one.cell) for one in why.sources]


def test_totals_and_what_is_behind_them_stay(full: Office, second: Catalogue) -> None:
    cells = [("lg-works", TOTAL, "money"), ("indicators", "K01", "current"), ("tasks", "A1", "status")]
    before = [told(full, *one) for one in cells]
    full.close()
    with open_office(full.path, second, "市局") as office:
        pack = adoption.adopt(office, second.pack("works"), copy=False)
        renamed = [("lg-works", TOTAL, "invested"), ("indicators", "K11", "current"), ("tasks", "A2", "status")]
        assert [told(office, *one) for one in renamed] == before
        with Rollup(office, pack, OCTOBER) as made:
            page = ledger_rows.page(made, pack.form("lg-works"), "invested")
            assert sorted(one.cell for one in page.sources) == sorted(place for *_, place in before[0][1])
            assert made.lines[1:] == ()  # no adjustment is left out
            assert {cells["code"].value for _, _, cells in made.detail(pack.form("tasks"))} == {"A2"}


def test_a_return_by_the_old_version_still_counts(adopted: Office, districts: Districts) -> None:
    total, sources = told(adopted, "lg-works", TOTAL, "invested")
    (verdict,) = receive(adopted, districts.books[9:])
    assert verdict.verdict == "accepted"
    more, now = told(adopted, "lg-works", TOTAL, "invested")
    assert isinstance(more, float)
    assert isinstance(total, float)
    assert more == pytest.approx(total + 2 * upward.AREAS[9] + 1)
    assert len(now) == len(sources) + 2


def november(folder: Path, known: Catalogue, area: float) -> Path:
    """A district's November by the new version."""
    with create(folder / "own.taizhang", known, DISTRICTS[0], ["works"], who="填表") as own:
        own.set({"preparer": "填表"})
        pack = works(own)
        figures = upward.values(0) | {"K11": area}
        typed = [Edit(pack.form("indicators"), NOVEMBER, code, "current", value(one)) for code, one in figures.items() if code != "K01"]
        own.apply(typed + [Edit(pack.form("tasks"), NOVEMBER, "A2", name, value(one)) for name, one in STATUS.items()])
        return upward.written(finalise.finalise(own, pack, NOVEMBER), folder)


def test_a_rule_sees_the_month_before_by_the_old_version(adopted: Office, second: Catalogue, tmp_path: Path) -> None:
    (verdict,) = receive(adopted, [november(tmp_path, second, 3)])
    assert verdict.verdict == "refused"
    assert "本期 3.00 小于上期 12.10" in str(verdict.why)


def test_the_month_after_by_the_new_version_is_seen_by_the_old_one(adopted: Office, second: Catalogue, tmp_path: Path) -> None:
    (verdict,) = receive(adopted, [november(tmp_path, second, 13)])
    assert verdict.verdict == "accepted"
    conn, pack = adopted.db.conn, works(adopted)
    old = store.pack_of(conn, store.standing(conn, "works", "2026-10")[DISTRICTS[0]], pack)
    rows = dict(store.earlier(conn, old, DISTRICTS[0], NOVEMBER)["indicators"])
    place = [one.id for one in old.form("indicators").fields].index("current")
    assert old.version == "2026.1"
    assert rows["K01"][place] == value(13)


def test_a_correction_by_the_new_version_differs_only_where_it_was_corrected(
    adopted: Office, districts: Districts, second: Catalogue, tmp_path: Path
) -> None:
    with open_office(Path(shutil.copy(districts.offices[0], tmp_path)), second, "填表") as own:
        pack = adoption.adopt(own, second.pack("works"), copy=False)
        own.apply([Edit(pack.form("indicators"), OCTOBER, "K11", "current", value(5))])
        book = upward.written(finalise.finalise(own, pack, OCTOBER, "更正"), tmp_path)
    assert [one.verdict for one in receive(adopted, [book])] == ["accepted"]
    conn, pack = adopted.db.conn, works(adopted)
    found = list(compare.compare(conn, pack, *store.versions(conn, "works", "2026-10", DISTRICTS[0])))
    assert {(one.form, one.row, one.kind) for one in found} == {("indicators", "K11", "changed")}
    assert [(one.old.value, one.new.value) for one in found if one.field == "current"] == [(12.1, 5)]


def form(pack: Pack) -> Form:
    return pack.form("lg-works")


def test_names_go_both_ways_and_none_twice(districts: Districts, second: Catalogue) -> None:
    old, new = form(districts.pack), form(second.pack("works"))
    there, back = FormRenames(new, old), FormRenames(old, new)
    assert (there.theirs("invested"), there.ours("money"), back.theirs("money"), back.ours("invested")) == (
        "money", "invested", "invested", "money")  # fmt: skip
    both = replace(old, fields=(*old.fields, replace(old.field("money"), id="invested", was="money")))
    assert (FormRenames(both, old).theirs("money"), FormRenames(both, old).theirs("invested")) == ("", "money"), "its name is used anew"
