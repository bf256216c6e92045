"""What is 不适用 for every unit is 不适用 in the roll-up, and does not stand in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.office.office import create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.returns import finalise
from db.rollup import adjustments
from db.rollup.as_return import as_return, hand_up
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.rules import engine
from db.values.cell import EMPTY, NA, Cell, State, value
from desktop.exchange.intake.receive import receive
from desktop.rollup.page import totals_of
from tests import upward
from tests.upward import OCTOBER

PACK = """
id: homes
title: 住房方案
version: "2026.1"
grade: B
issuer: ""
source: "000:1"
phrase: 样本
period: {type: month}
indicators:
  - {code: K01, title: 受理件, unit: 件, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K02, title: 投资, unit: 万元, nature: flow, entry: ytd, source: "000:1", phrase: 样本}
  - {code: K03, title: 在册数, unit: 个, nature: stock, entry: current, source: "000:1", phrase: 样本}
  - {code: K04, title: 办结件, unit: 件, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K05, title: 办结率, unit: "%", decimals: 2, nature: rate, entry: current, parts: [K04, K01], source: "000:1", phrase: 样本}
  - {code: K06, title: 满意率, unit: "%", decimals: 2, nature: rate, entry: current, source: "000:1", phrase: 样本}
"""
COLUMNS = {"K01": "current", "K02": "ytd", "K03": "current", "K04": "current", "K05": "current", "K06": "current"}
NUMBERS = {"K01": 8, "K02": 5, "K03": 3, "K04": 2, "K05": 25, "K06": 90}
CHECKED = Cell(State.CHECK, 7)
Typed = Mapping[str, Cell]


def typed(**changed: Cell) -> dict[str, Cell]:
    """A district's figures; a rate without one of its parts is not applicable."""
    rate = {"K05": NA} if NA in (changed.get("K01"), changed.get("K04")) else {}
    return {code: value(number) for code, number in NUMBERS.items()} | rate | changed


@contextmanager
def rolled_up(folder: Path, *districts: Typed) -> Iterator[Rollup]:
    """The roll-up of the districts' returns."""
    (folder / "packs").mkdir()
    (folder / "packs" / "homes.yaml").write_text(PACK, encoding="utf-8")
    known, books = catalogues.load(folder), []
    pack = known.pack("homes")
    for unit, cells in zip(upward.DISTRICTS, districts, strict=False):
        with create(folder / f"{unit}.taizhang", known, unit, ["homes"], who="填表") as own:
            own.set({"preparer": "填表"})
            own.apply([Edit(pack.form("indicators"), OCTOBER, code, COLUMNS[code], cell) for code, cell in cells.items()])
            for found in engine.problems(own.checker, pack, OCTOBER):
                own.accept(pack, OCTOBER, found.form, found.row, found.field, found.rule, "已核实", found.about)
            books.append(upward.written(finalise.finalise(own, pack, OCTOBER), folder))
    with create(folder / "city.taizhang", known, upward.CITY, ["homes"], who="市局") as city:
        city.set({"preparer": "市局"})
        assert {one.verdict for one in receive(city, books)} <= {"accepted"}
        with Rollup(city, pack, OCTOBER) as made:
            yield made


def cell(made: Rollup, row: str) -> Cell:
    """A typed cell of the roll-up as a return."""
    figures = made.pack.form("indicators")
    return dict(as_return(made.office, made).lines(figures))[row][figures.fields.index(figures.field(COLUMNS[row]))]


@pytest.mark.parametrize("row", COLUMNS)
def test_a_row_that_applies_to_nobody(tmp_path: Path, row: str) -> None:
    nowhere = {"K04": NA, "K05": NA} if row == "K05" else {row: NA}
    with rolled_up(tmp_path, typed(**nowhere), typed(**nowhere)) as made:
        figures, column = made.pack.form("indicators"), COLUMNS[row]
        assert made.value(figures, row, column) is None, "not applicable is no zero"
        assert cell(made, row) == NA
        assert str(made.note(figures, row, figures.field(column))) == "计入的单位都不适用。"
        (table,) = [form for form in summary(made).pack.forms if form.id == f"indicators-{column}"]
        line = dict(summary(made).lines(table))
        assert [cells[3] for cells in line.values() if cells[0].value == row] == [NA]
        shown = {code: texts for code, texts in totals_of(made.office, made.pack, OCTOBER, "indicators", {}, made.conn).lines}
        assert "不适用" in shown[row]
        own_rates = {"K06"} - {row}  # a rate without parts is typed here
        ret, errors = hand_up(made.office, made)
        assert ({one.row for one in errors}, ret.version) == (own_rates, 0 if own_rates else 1)


@pytest.mark.parametrize("row", ["K01", "K02", "K03"])
@pytest.mark.parametrize(("other", "total"), [(value(4), 4), (value(0), 0), (CHECKED, 7)])
def test_one_unit_with_a_figure_is_enough(tmp_path: Path, row: str, other: Cell, total: int) -> None:
    with rolled_up(tmp_path, typed(**{row: NA}), typed(**{row: other})) as made:
        assert (made.value(made.pack.form("indicators"), row, COLUMNS[row]), cell(made, row)) == (total, value(total))


def test_an_adjustment_of_what_applies_to_nobody_is_its_total(tmp_path: Path) -> None:
    with rolled_up(tmp_path, typed(K01=NA), typed(K01=NA)) as made:
        place = ("indicators", "K01", "current")
        adjustments.adjust(made.office.db, "市局", made.pack, OCTOBER, upward.CITY, *place, "3", "漏报", "补记")
        with Rollup(made.office, made.pack, OCTOBER) as again:
            assert (cell(again, "K01"), cell(made, "K03")) == (value(3), value(6))


def test_where_nobody_came_nothing_is_said_to_be_not_applicable(tmp_path: Path) -> None:
    with rolled_up(tmp_path) as made:
        assert {cell(made, row) for row in COLUMNS} == {EMPTY}
