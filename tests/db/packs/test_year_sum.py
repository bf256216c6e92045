"""The sum of a year is of what was typed: what a row merely carries on is not typed again by an edit of another column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.model import Form
from db.periods.report_period import Period, parse
from db.rules.judge import Judge
from db.values.cell import EMPTY, NA, Cell, value

PACK = """
id: px
title: 方案
version: "1"
blocking: false
period: {type: PERIOD}
ledgers: [lg-x]
own_ledgers:
  - id: lg-x
    title: 台账
    name: [name]
    fields:
      - {id: name, title: 名称}
      - {id: always, title: 一直延续, kind: number}
      - {id: year, title: 年内延续, kind: number, carry: year}
      - {id: never, title: 不延续, kind: number, carry: never}
      - {id: remark, title: 备注}
      - {id: always_sum, title: 甲, kind: number, derive: year_sum(always)}
      - {id: year_sum_, title: 乙, kind: number, derive: year_sum(year)}
      - {id: never_sum, title: 丙, kind: number, derive: year_sum(never)}
      - {id: always_last, title: 丁, kind: number, derive: last_year_sum(always)}
"""
MONTHS = [parse(label) for label in ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03")]
SUMS = {"always": "always_sum", "year": "year_sum_", "never": "never_sum"}
CELLS = (value(5), value(7.25), NA, EMPTY)


def office_of(folder: Path, type: str = "month") -> Office:
    (folder / "packs").mkdir()
    (folder / "packs" / "px.yaml").write_text(PACK.replace("PERIOD", type), encoding="utf-8")
    return create(folder / "a.taizhang", catalogues.load(folder, prove=False), "370202", ["px"], who="李敏")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office_of(tmp_path_factory.mktemp("year")) as opened:
        yield opened


@pytest.fixture
def ledger(office: Office) -> Iterator[Form]:
    yield office.packs[0].form("lg-x")
    office.db.execute("DELETE FROM lg_x_rows")


def typed_in(office: Office, form: Form, field: str, year: int, until: Period) -> float | None:
    """By hand: in each month that shows another value than was carried into it, that value was typed."""
    carry, found, before, last = form.field(field).carry, list[float](), EMPTY, None
    for month in MONTHS:
        if carry == "never" or (carry == "year" and last is not None and last.year != month.year):
            before = EMPTY
        cell = record.cells[field] if (record := office.record(form, month, "r1")) else EMPTY
        if cell != before and month.year == year and month <= until and isinstance(cell.value, int | float):
            found.append(cell.value)
        before, last = cell, month
    return sum(found) if found else None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([*SUMS, "remark"]), st.integers(0, 5), st.sampled_from(CELLS)), max_size=8), st.integers(0, 5))
def test_edits_of_other_columns_add_nothing(office: Office, ledger: Form, typed: list[tuple[str, int, Cell]], other: int) -> None:
    office.db.execute("DELETE FROM lg_x_rows")
    office.apply([Edit(ledger, MONTHS[0], "r1", "name", value("小区"))])
    for n, (field, month, cell) in enumerate(typed):
        office.apply([Edit(ledger, MONTHS[month], "r1", field, value(f"备注{n}") if field == "remark" else cell)])
    office.apply([Edit(ledger, MONTHS[other], "r1", "name", value("改了名"))])
    for month in MONTHS:
        record = office.record(ledger, month, "r1")
        assert record is not None
        for field, sum_of in SUMS.items():
            assert record.value(sum_of) == typed_in(office, ledger, field, month.year, month), (field, month.label)
        assert record.value("always_last") == typed_in(office, ledger, "always", month.year - 1, month.last_year)


def test_what_is_typed_again_after_the_row_was_away_counts(office: Office, ledger: Form) -> None:
    october, november, december = MONTHS[:3]
    office.apply([Edit(ledger, october, "r1", "always", value(5))])
    office.apply([Edit(ledger, november, "r1", None, None)])
    office.apply([Edit(ledger, december, "r1", "always", value(5))])
    record = office.record(ledger, december, "r1")
    assert record is not None
    assert record.value("always_sum") == 10


@pytest.mark.parametrize(("type", "labels"), [("month", ("2026-08", "2026-09", "2026-10")), ("quarter", ("2026-Q1", "2026-Q2", "2026-Q3")),
                                              ("half", ("2026-H1", "2026-H2"))])  # fmt: skip
def test_returns_that_repeat_what_carries_on_add_nothing(tmp_path: Path, type: str, labels: tuple[str, ...]) -> None:
    with office_of(tmp_path, type) as opened, Judge() as judge:
        pack, form = opened.packs[0], opened.packs[0].form("lg-x")
        names, (*earlier, now) = [field.id for field in form.fields], [parse(label) for label in labels]
        typed = {"name": value("小区"), "always": value(5), "year": value(3), "never": value(2)}
        rows = {form.id: [("r1", tuple(typed.get(name, EMPTY) for name in names))]}
        ((_, cells),) = judge.derived(pack, now, "district", rows, dict.fromkeys(earlier, rows)).lines(form)
        sums = dict(zip(names, (cell.value for cell in cells), strict=True))
        assert [sums[name] for name in SUMS.values()] == [5, 3, 2 * len(labels)]
