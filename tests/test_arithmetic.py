"""One arithmetic everywhere: what is typed adds up as it would by hand, and is shown alike on screen, on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st
from openpyxl import load_workbook

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.additivity import TOTAL
from db.packs.model import Form, Pack
from db.periods.report_period import parse
from db.received.store import Placed
from db.returns import finalise
from db.returns.model import Return
from db.returns.tables import Table, tables
from db.rollup import sums
from db.rules import engine
from db.values.cell import EMPTY, Cell, value
from db.values.exact import exact
from db.values.field import Field
from db.values.numbers import write_number
from desktop.exchange import field_look
from desktop.exchange.book import workbook_writer
from desktop.exchange.paper import pdf_writer
from desktop.exchange.paper.cell_texts import CellTexts

LEDGER = """
id: lg-works
title: 工程台账
source: "000:1"
name: [name]
fields:
  - {id: name, title: 名称, source: practice 1}
  - {id: money, title: 投资, kind: number, unit: 万元, decimals: 2, total: true, source: practice 1}
  - {id: paid, title: 已付, kind: number, unit: 万元, decimals: 2, source: practice 1}
  - {id: open, title: 未付, kind: number, unit: 万元, source: practice 1, derive: money - paid}
  - {id: both, title: 两项, kind: number, unit: 万元, source: practice 1, derive: money + paid}
  - {id: done, title: 完成, kind: integer, source: practice 1}
  - {id: plan, title: 计划, kind: integer, source: practice 1}
  - {id: rate, title: 完成率, kind: percent, decimals: 2, source: practice 1, derive: "done / plan * 100"}
rules:
  - {id: half, level: error, at: done, check: done / plan >= 0.5, message: "{done}", mend: x, source: practice 1,
     good: {row: {done: 2, plan: 3}}, bad: {row: {done: 1, plan: 3}}}
"""
PACK = """
id: works
title: 工程方案
version: "2026.1"
grade: B
issuer: ""
source: "000:1"
phrase: 样本
period: {type: month}
blocking: false
indicators:
  - {code: K01, title: 甲, unit: 万元, decimals: 2, nature: flow, entry: ytd, source: "000:1", phrase: 样本}
  - {code: K02, title: 乙, unit: 万元, decimals: 2, nature: flow, entry: current, source: "000:1", phrase: 样本}
  - {code: K03, title: 丙, unit: 万元, decimals: 2, nature: stock, entry: current, source: "000:1", phrase: 样本}
ledgers: [lg-works]
rules:
  - {id: sum, level: warning, form: indicators, rows: [K03], at: current, check: current = sum(lg_works.money),
     message: "{current}", mend: x, source: practice 1}
"""
OCTOBER, SEPTEMBER = parse("2026-10"), parse("2026-09")


@dataclass
class Own:
    """An office with the programme; what a test types takes the place of what was typed before."""

    office: Office
    folder: Path

    @property
    def pack(self) -> Pack:
        return self.office.packs[0]

    @property
    def figures(self) -> Form:
        return self.pack.form("indicators")

    @property
    def works(self) -> Form:
        return self.pack.form("lg-works")

    def ledger(self, rows: Sequence[dict[str, float]]) -> None:
        there = [one.row for one in self.office.rows(self.works, OCTOBER)]
        old = [Edit(self.works, OCTOBER, row, None, None) for row in there]
        new = [Edit(self.works, OCTOBER, f"r{n}", name, value(one)) for n, row in enumerate(rows) for name, one in row.items()]
        self.office.apply(old)
        self.office.apply(new)

    def moneys(self, amounts: Sequence[Decimal]) -> None:
        self.ledger([{"money": float(one)} for one in amounts])

    def figure(self, row: str, field: str) -> object:
        return next(one for one in self.office.rows(self.figures, OCTOBER) if one.row == row).value(field)

    def draft(self) -> Return:
        return finalise.draft(self.office, self.pack, OCTOBER)

    def table(self) -> Table:
        return next(one for one in tables(self.draft(), on_paper=True) if one.form.id == "lg-works")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    folder = tmp_path_factory.mktemp("arithmetic")
    for kind, name, text in (("ledgers", "lg-works", LEDGER), ("packs", "works", PACK)):
        (folder / kind).mkdir()
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    catalogue = catalogues.load(folder, prove=False)
    with create(folder / "own.taizhang", catalogue, "370202", ["works"], who="李敏") as office:
        yield Own(office, folder)


# --- the sum of many, wherever one is made


def of_year(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    """本年累计 of what was typed month by month."""
    months = [parse(f"2026-{n:02}") for n in range(1, 11)]
    padded = [*amounts, *[Decimal(0)] * (len(months) - len(amounts))]
    own.office.apply([Edit(own.figures, one, "K02", "current", value(float(n))) for one, n in zip(months, padded, strict=True)])
    return told(own.figure("K02", "ytd"))


def of_rule(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    """The sum that a rule over the ledger agrees with, and with no other by a thousandth."""
    own.moneys(amounts)
    for near in (Decimal(0), Decimal("0.001")):
        own.office.apply([Edit(own.figures, OCTOBER, "K03", "current", value(float(sum(amounts) + near)))])
        broken = [one for one in engine.problems(own.office, own.pack, OCTOBER) if one.rule == "sum"]
        assert bool(broken) == bool(near)
    return sum(amounts, Decimal(0))


def of_rollup(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    place = own.works.fields.index(own.works.field("money"))
    cells = [tuple(value(float(one)) if n == place else EMPTY for n in range(len(own.works.fields))) for one in amounts]
    rows = [Placed(f"r{n}", one, ("", 0)) for n, one in enumerate(cells)]
    return sums.own(own.works, ("city", 2026), "", rows, sums.SumRemarks())[TOTAL, "money"]


def on_paper(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    own.moneys(amounts)
    table = own.table()
    assert table.total is not None
    writer = CellTexts(table)
    place = [one.id for one in writer.fields].index("money")
    return Decimal(writer.total(place, table.total["money"]).replace(",", ""))


def in_qr(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    own.moneys(amounts)
    return Decimal(dict(one.split("=") for one in pdf_writer.control_totals((own.table(),)))["lg-works.money"])


def in_workbook(own: Own, amounts: Sequence[Decimal]) -> Decimal:
    own.moneys(amounts)
    path = own.folder / "draft.xlsx"
    workbook_writer.write(own.draft(), path)
    book = load_workbook(path)
    sheet = next(one for one in book if one.title == own.works.title)
    total = next(row for row in sheet.iter_rows() if row[1].value == "合计")
    return next(told(one.value) for one in total[2:] if one.value is not None)


def told(number: object) -> Decimal:
    assert isinstance(number, int | float)
    return exact(number)


@pytest.mark.parametrize("place", [of_year, of_rule, of_rollup, on_paper, in_qr, in_workbook])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.decimals(-(10**8), 10**8, places=4), min_size=1, max_size=10))
@example(amounts=[Decimal("1.005"), Decimal("1.01")])
@example(amounts=[Decimal("0.1"), Decimal("0.2")])
@example(amounts=[Decimal("2.345"), Decimal(1), Decimal("1.0"), Decimal("0.3"), Decimal("0.01")])
def test_a_sum_is_that_of_paper_and_pencil(own: Own, place: Callable[[Own, Sequence[Decimal]], Decimal], amounts: list[Decimal]) -> None:
    assert place(own, amounts) == sum(amounts)


# --- differences


@settings(max_examples=25)
@given(before=st.decimals(0, 10**9, places=4), now=st.decimals(0, 10**9, places=4))
@example(before=Decimal("60.59"), now=Decimal("66.66"))
@example(before=Decimal("1.01"), now=Decimal("1.015"))
@example(before=Decimal("145.75"), now=Decimal("147.755"))
def test_a_difference_is_that_of_paper_and_pencil(own: Own, before: Decimal, now: Decimal) -> None:
    own.office.apply([Edit(own.figures, one, "K01", "ytd", value(float(n))) for one, n in ((SEPTEMBER, before), (OCTOBER, now))])
    assert told(own.figure("K01", "current")) == now - before, "derived"
    own.ledger([{"money": float(now), "paid": float(before)}])
    (row,) = own.office.rows(own.works, OCTOBER)
    assert (told(row.value("open")), told(row.value("both"))) == (now - before, now + before)
    frozen = dict(own.draft().lines(own.works))["r0"]
    assert told(frozen[own.works.fields.index(own.works.field("open"))].value) == now - before, "as it leaves"


def test_integers_divide_like_numbers(own: Own) -> None:
    own.ledger([{"done": 2, "plan": 3}, {"done": 1, "plan": 3}])
    shares = [row.value("rate") for row in own.office.rows(own.works, OCTOBER)]
    assert shares == pytest.approx([200 / 3, 100 / 3])
    broken = [one.row for one in engine.problems(own.office, own.pack, OCTOBER) if one.rule == "half"]
    assert broken == ["r1"]


# --- the same digits on screen, on paper and in the workbook


def as_excel_shows(number: float, format: str) -> str:
    """What a spreadsheet shows of a number in one of our formats."""
    if format == "General":
        text = write_number(number)
        assert len(text) <= field_look.GENERAL, "more would be rounded"
        return text
    decimals = len(format.partition(".")[2])
    assert format in ("#,##0", "#,##0." + "0" * decimals)
    return f"{exact(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"


def shown_everywhere(own: Own, field: Field, cell: Cell) -> tuple[str, str, str]:
    """(screen, paper, workbook) of one cell of a ledger with this one column."""
    form = replace(own.works, fields=(field,))
    ret = replace(own.draft(), pack=replace(own.pack, forms=(form,)), source=lambda form: iter([("r0", (cell,))]))
    (table,) = tables(ret)
    assert isinstance(cell.value, int | float)
    workbook = as_excel_shows(cell.value, field_look.value_format(form, field, "r0", cell.value))
    return form.shown(field, cell, "r0"), CellTexts(table).text("r0", 0, cell), workbook


numbers = st.decimals(-(10**8), 10**8, places=5).map(float) | st.integers(-(10**14), 10**14) | st.floats(0.01, 10**6)


@settings(max_examples=60)
@given(
    number=numbers,
    kind=st.sampled_from(("integer", "number", "percent")),
    decimals=st.none() | st.integers(0, 4),
    derive=st.sampled_from(("", "money")),
    fallback=st.booleans(),
)
def test_one_number_has_the_same_digits_everywhere(
    own: Own, number: float, kind: str, decimals: int | None, derive: str, fallback: bool
) -> None:
    field = Field("x", "某数", kind, decimals=decimals, derive=derive, fallback=fallback)
    screen, paper, workbook = (one.replace(",", "") for one in shown_everywhere(own, field, value(number)))
    assert screen == paper
    assert Decimal(screen) == Decimal(workbook)


@pytest.mark.parametrize(
    ("typed", "shown"), [(0.6, "0.6"), (66.7, "66.7"), (60, "60"), (33.375, "33.375"), (66.6666666666667, "67"), (2 / 3, "1")]
)
def test_what_is_typed_is_never_rounded(own: Own, typed: float, shown: str) -> None:
    field = own.pack.form("indicators").field("rate")
    typed_column = replace(field, derive="", decimals=0)  # as 完成比例
    assert shown_everywhere(own, typed_column, value(typed)) == (shown,) * 3


def test_what_is_computed_is_rounded(own: Own) -> None:
    assert shown_everywhere(own, own.works.field("rate"), value(3.125)) == ("3.13",) * 3
    assert shown_everywhere(own, own.works.field("rate").given(), value(3.125)) == ("3.13",) * 3, "where it came from below"
