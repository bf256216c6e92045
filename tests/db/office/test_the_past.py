"""What is changed in an earlier period flows on: a correction until the cell was typed anew, a deletion for good; undo brings all back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.model import Form
from db.periods.report_period import parse
from db.values.cell import EMPTY, NA, Cell, value

PACK = """
id: px
title: 方案
version: "1"
blocking: false
ledgers: [lg-x]
own_ledgers:
  - id: lg-x
    title: 台账
    name: [name]
    fields:
      - {id: name, title: 名称}
      - {id: lasting, title: 一直延续}
      - {id: yearly, title: 年内延续, carry: year}
      - {id: monthly, title: 不延续, carry: never}
"""
MONTHS = [parse(label) for label in ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03")]
FIELDS = ("lasting", "yearly", "monthly")
CELLS = (value("甲"), value("乙"), NA, EMPTY)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("past")
    (folder / "packs").mkdir()
    (folder / "packs" / "px.yaml").write_text(PACK, encoding="utf-8")
    with create(folder / "a.taizhang", catalogues.load(folder), "370202", ["px"], who="李敏") as opened:
        yield opened


@pytest.fixture
def ledger(office: Office) -> Iterator[Form]:
    yield office.packs[0].form("lg-x")
    office.db.execute("DELETE FROM lg_x_rows")


def cells(office: Office, form: Form, row: str = "r1") -> dict[tuple[str, str], Cell] | None:
    records = {month.label: office.record(form, month, row) for month in MONTHS}
    return {(label, field): record.cells[field] for label, record in records.items() if record for field in FIELDS}


class Paper:
    """The same row by hand: what was typed in which month, and until when it stands."""

    def __init__(self) -> None:
        self.typed: dict[str, dict[int, Cell]] = {field: {} for field in FIELDS}

    def at(self, field: str, month: int) -> Cell:
        if field == "monthly":
            return self.typed[field].get(month, EMPTY)
        begin = 0 if field == "lasting" or MONTHS[month].year == 2026 else 2
        before = [typed for typed in self.typed[field] if begin <= typed <= month]
        return self.typed[field][max(before)] if before else EMPTY

    def set(self, field: str, month: int, cell: Cell) -> None:
        if cell != self.at(field, month):
            self.typed[field][month] = cell
        for typed in sorted(self.typed[field]):  # what equals the month before was not typed anew
            first = typed == 0 or field == "monthly" or (field == "yearly" and typed == 2)
            if self.typed[field][typed] == (EMPTY if first else self.at(field, typed - 1)):
                del self.typed[field][typed]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(FIELDS), st.integers(0, 4), st.sampled_from(CELLS)), max_size=12), st.integers(0, 4))
def test_every_month_holds_what_paper_says(office: Office, ledger: Form, typed: list[tuple[str, int, Cell]], gone: int) -> None:
    office.db.execute("DELETE FROM lg_x_rows")
    office.apply([Edit(ledger, MONTHS[0], "r1", "name", value("小区"))])
    paper, before = Paper(), []
    for field, month, cell in typed:
        stood = cells(office, ledger)
        if office.apply([Edit(ledger, MONTHS[month], "r1", field, cell)]):
            before.append(stood)
        paper.set(field, month, cell)
        assert cells(office, ledger) == {(MONTHS[n].label, name): paper.at(name, n) for n in range(len(MONTHS)) for name in FIELDS}
    before.append(cells(office, ledger))
    office.apply([Edit(ledger, MONTHS[gone], "r1", None, None)])
    assert [office.record(ledger, month, "r1") is not None for month in MONTHS] == [n < gone for n in range(len(MONTHS))]
    while before:
        office.undo()
        assert cells(office, ledger) == before.pop()


def test_the_act_says_which_later_months_it_reached(office: Office, ledger: Form) -> None:
    november, december, january = MONTHS[:3]
    office.apply([Edit(ledger, november, "r1", "name", value("浮山锁小区"))])
    office.apply([Edit(ledger, december, "r1", "lasting", value("十二月"))])
    office.apply([Edit(ledger, january, "r1", "name", value("浮山所一区"))])
    act = office.apply([Edit(ledger, november, "r1", "name", value("浮山所小区"))])
    assert [str(office.record(ledger, month, "r1").value("name")) for month in MONTHS[:3]] == ["浮山所小区", "浮山所小区", "浮山所一区"]
    assert act.later == {"2026-12"}
    act = office.apply([Edit(ledger, november, "r1", None, None)])
    assert act.later == {"2026-12", "2027-01"}


def test_a_row_that_was_away_between_keeps_what_it_came_back_with(office: Office, ledger: Form) -> None:
    november, december, january = MONTHS[:3]
    office.apply([Edit(ledger, november, "r1", "name", value("甲"))])
    office.apply([Edit(ledger, december, "r1", None, None)])
    office.apply([Edit(ledger, january, "r1", "name", value("甲"))])
    office.apply([Edit(ledger, november, "r1", "name", value("乙"))])
    assert office.record(ledger, december, "r1") is None
    assert office.record(ledger, january, "r1").value("name") == "甲"
