"""Units that change in the middle of a year: their months go on in the successor's 本年累计 or are named, for every kind of change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.additivity import TOTAL
from db.packs.model import Form, Pack
from db.periods.report_period import parse
from db.received.incoming import Incoming
from db.received.intake import Intake
from db.received.store import Placed
from db.returns import finalise
from db.rollup import adjustments
from db.rollup.rollup import Rollup
from db.rollup.why import explain
from db.units import changes
from db.units.model import Unit
from db.values.cell import EMPTY, value
from db.values.exact import exact
from desktop.exchange.intake.receive import receive
from desktop.rollup.page import totals_of
from tests import upward

PACK = """
id: px
title: 方案
version: "2026.1"
blocking: false
period: {type: month}
indicators:
  - {code: K01, title: 甲, unit: 户, nature: flow, entry: current}
  - {code: K02, title: 乙, unit: 户, nature: flow, entry: ytd}
  - {code: K03, title: 丙, unit: 户, nature: stock, entry: current}
  - {code: K04, title: 丁, unit: "%", nature: rate, entry: current}
ledgers: [lg-x]
own_ledgers:
  - id: lg-x
    title: 台账
    name: [name]
    fields:
      - {id: name, title: 名称}
      - {id: homes, title: 户数, kind: integer, total: true}
"""
JULY = date(2026, 7, 1)
FIRST, SECOND, THIRD, NEW, OTHER = (
    Unit(code, name, level="town", parent="370202")
    for code, name in (("a", "甲街道"), ("b", "乙街道"), ("c", "丙街道"), ("n", "新街道"), ("m", "另街道"))
)
Change = Callable[[list[Unit]], list[Unit]]


@pytest.fixture(autouse=True)
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))


def by_hand(pack: Pack, unit: str, month: int) -> Incoming:
    """A month filled by hand: a flow of 10, a cumulative, a stock of 7, and one row of the ledger with 3."""
    typed = {"K01": 10, "K02": 10 * month, "K03": 7, "K04": 50}

    def rows(form: Form) -> Iterator[Placed]:
        if form.id == "lg-x":
            yield Placed("r1", (value("小区"), value(3)), ("s", 8))
        for n, row in enumerate(form.rows if form.kind == "indicators" else ()):
            cells = (
                value(typed[row.code]) if field.id in ("current", "ytd") and form.typed(field, row.code) else EMPTY for field in form.fields
            )
            yield Placed(row.code, tuple(cells), ("s", 8 + n))

    return Incoming(
        file=f"{unit}-{month}.xlsx", size=1, sha256=f"{unit}-{month}", unit=unit, unit_name="", programme=pack.id,
        period=f"2026-{month:02}", rows=rows, pack_version=pack.version, by_hand=True,
        fields={form.id: tuple(field.id for field in form.fields) for form in pack.forms},
        columns={form.id: {"s": {field.id: "A" for field in form.fields}} for form in pack.forms},
    )  # fmt: skip


@contextmanager
def district(folder: Path, change: Change, came: Sequence[tuple[str, Sequence[int]]]) -> Iterator[Office]:
    """The district above three streets, with the months that came; the change is written into its unit table last."""
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / "px.yaml").write_text(PACK, encoding="utf-8")
    with create(folder / "d.taizhang", catalogues.load(folder), "370202", ["px"], who="区局") as office:
        table = [unit for unit in office.units() if unit.parent != "370202"]
        before = [*table, FIRST, SECOND, THIRD]
        for units, some in ((before, [(unit, months) for unit, months in came if unit in "abc"]), (change(before), came)):
            office.set_units(units)
            with Intake(office) as intake:
                for unit, months in some:
                    for month in months:
                        assert intake.receive(by_hand(office.packs[0], unit, month)).verdict in ("accepted", "duplicate", "refused")
        yield office


HALF, ON = range(1, 7), (7, 8)
CASES: dict[str, tuple[Change, list[tuple[str, Sequence[int]]], int, list[str]]] = {
    "none": (lambda table: table, [("a", (*HALF, *ON)), ("b", (*HALF, *ON))], 160, []),
    "renamed": (lambda table: changes.renamed(table, "a", JULY, "改名街道"), [("a", (*HALF, *ON)), ("b", (*HALF, *ON))], 160, []),
    "into one of them": (lambda table: changes.merged(table, ["a", "b"], JULY, SECOND), [("a", HALF), ("b", (*HALF, *ON))], 140,
                         ["乙街道自己填累计，含不含并入的甲街道以前各期，请核对：K02"]),
    "into a new one": (lambda table: changes.merged(table, ["a", "b"], JULY, NEW), [("a", HALF), ("b", HALF), ("n", ON)], 140,
                       ["新街道自己填累计，含不含并入的甲街道以前各期，请核对：K02",
                        "新街道自己填累计，含不含并入的乙街道以前各期，请核对：K02"]),
    "another code": (lambda table: changes.merged(table, ["a"], JULY, NEW), [("a", HALF), ("n", ON)], 80,
                     ["新街道自己填累计，含不含并入的甲街道以前各期，请核对：K02"]),
    "twice": (lambda table: changes.merged(changes.merged(table, ["a", "b"], date(2026, 4, 1), SECOND), ["b", "c"], JULY, THIRD),
              [("a", (1, 2, 3)), ("b", HALF), ("c", (*HALF, *ON))], 170,
              ["丙街道自己填累计，含不含并入的甲街道以前各期，请核对：K02", "丙街道自己填累计，含不含并入的乙街道以前各期，请核对：K02"]),
    "split": (lambda table: changes.split(table, "a", JULY, [NEW, OTHER]), [("a", HALF), ("n", ON), ("m", ON)], 40,
              ["甲街道已拆分，以前各期的数没有分给新街道，本年累计里没有", "甲街道已拆分，以前各期的数没有分给另街道，本年累计里没有"]),
    "split, one keeps the code": (lambda table: changes.split(table, "a", JULY, [FIRST, NEW]),
                                  [("a", (*HALF, *ON)), ("n", ON)], 100,
                                  ["甲街道已拆分，拆分以前各期的数都在甲街道名下",
                                   "甲街道已拆分，以前各期的数没有分给新街道，本年累计里没有"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_months_before_a_change(tmp_path: Path, case: str) -> None:
    change, came, cumulative, told = CASES[case]
    with district(tmp_path, change, came) as office:
        pack = office.packs[0]
        figures, now = pack.form("indicators"), parse("2026-08")
        with Rollup(office, pack, now) as made:
            there = len(made.parts)
            assert made.value(figures, "K01", "ytd") == cumulative
            assert made.value(figures, "K01", "current") == 10 * there
            assert made.value(figures, "K02", "ytd") == 80 * there, "a cumulative that is typed is the successor's own"
            assert [made.value(figures, "K03", id) for id in ("current", "ytd")] == [7 * there] * 2, "a stock is that of the day"
            assert made.value(figures, "K04", "ytd") is None
            assert made.value(pack.form("lg-x"), TOTAL, "homes") == 3 * there
            sources = explain(made, figures, "K01", "ytd").sources
            assert sum((exact(one.value) for one in sources), exact(0)) == cumulative
            assert sorted(map(str, made.predecessors.told)) == sorted(told)
            assert {*told} <= {str(one) for one in made.lines}
        with Rollup(office, pack, parse("2026-03")) as made:
            assert (made.adjusted, made.predecessors.told) == ([], []), "before, nothing had changed"


def test_the_line_names_the_unit_and_its_months(tmp_path: Path) -> None:
    change, came, *_ = CASES["into one of them"]
    with district(tmp_path, change, [("a", (1, 2, 4)), came[1]]) as office, Rollup(office, office.packs[0], parse("2026-08")) as made:
        (line,) = made.adjusted
        assert (str(line.name), str(line.reason)) == ("甲街道并入以前（2026年1—2月、2026年4月）", "甲街道并入乙街道，以前各期接着算")
        assert (line.unit, line.row, line.field, line.amount) == ("b", "K01", "ytd", 30)


def test_what_was_accepted_of_a_unit_that_is_no_more_is_listed(tmp_path: Path) -> None:
    """Its July came before the unit table said that it had been merged on the first of July."""
    change, _, *_ = CASES["into one of them"]
    with (
        district(tmp_path, change, [("a", (*HALF, 7)), ("b", (*HALF, 7))]) as office,
        Rollup(office, office.packs[0], parse("2026-07")) as made,
    ):
        assert [unit.name for unit in made.chosen.beside] == ["甲街道"]
        assert made.as_json()["not_counted"] == ["a"]
        assert totals_of(office, office.packs[0], made.period, "indicators", {}, made.conn).outside == ("甲街道",)
        assert made.value(office.packs[0].form("indicators"), "K01", "ytd") == 130, "its six months, not its seventh"


def test_an_adjustment_of_a_merged_unit_goes_on(tmp_path: Path) -> None:
    change, came, *_ = CASES["into one of them"]
    with district(tmp_path, lambda table: table, came) as office:
        pack, place = office.packs[0], ("indicators", "K01", "current", "-4", "重报", "两家都报了")
        adjustments.adjust(office.db, "区局", pack, parse("2026-03"), "a", *place)
        office.set_units(change(office.units()))
        with Rollup(office, pack, parse("2026-08")) as made:
            assert made.value(pack.form("indicators"), "K01", "ytd") == 136


@pytest.mark.parametrize(("opening", "cumulative", "lines"), [(0, 80, 0), (5, 85, 0)])
def test_an_office_that_went_on_with_its_own_file_counts_its_months_once(tmp_path: Path, opening: int, cumulative: int, lines: int) -> None:
    """Its own file knows the months before it had another code; where the amount fits nothing, it is said."""
    with district(tmp_path, CASES["another code"][0], [("a", HALF)]) as office:
        pack, figures = office.packs[0], office.packs[0].form("indicators")
        with create(tmp_path / "n.taizhang", office.catalogue, "370203", ["px"], who="填表") as own:
            own.set_units([*office.units()])
            own.set({"unit": "n", "preparer": "填表"})
            months = [Edit(figures, parse(f"2026-{month:02}"), "K01", "current", value(10)) for month in (*HALF, *ON)]
            own.apply([*months, *([Edit(figures, parse("2026-02"), "K01", "current", value(10 + opening))] if opening else [])])
            books = [upward.written(finalise.finalise(own, pack, parse(f"2026-{month:02}")), tmp_path) for month in ON]
        assert [one.verdict for one in receive(office, books)] == ["accepted"] * 2
        with Rollup(office, pack, parse("2026-08")) as made:
            assert (made.value(figures, "K01", "ytd"), len(made.adjusted)) == (cumulative, lines)
            unclear = [str(one) for one in made.predecessors.told if "看不出" in str(one)]
            assert unclear == (["新街道的本年累计里看不出有没有并入的甲街道以前各期，没有加：K01"] if opening else [])
