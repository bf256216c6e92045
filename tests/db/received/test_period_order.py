"""Periods have one order, by the month they end in: what came first does not change what a later period is computed from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from db import clock
from db.office.office import Office, create
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import parse
from db.received import derived_columns, store
from db.received.incoming import Incoming
from db.received.intake import Intake
from db.received.store import Placed
from db.values.cell import EMPTY, value
from db.versions.adoption import follow

DISTRICT = "370202"
PACK = """
id: {id}
title: {title}
version: "2026.1"
blocking: false
period: {{type: {type}}}
indicators:
  - {{code: K01, title: 甲, unit: 户, nature: flow, entry: ytd}}
"""


def catalogue(folder: Path, type: str) -> Catalogue:
    """A programme, and another that takes its place."""
    (folder / "packs").mkdir(parents=True)
    first, second = PACK.format(id="px", title="方案", type=type), PACK.format(id="py", title="新方案\nwas: px", type=type)
    (folder / "packs" / "px.yaml").write_text(first, encoding="utf-8")
    (folder / "packs" / "py.yaml").write_text(second, encoding="utf-8")
    return catalogues.load(folder)


def incoming(pack: Pack, period: str, cumulative: int) -> Incoming:
    """A return filled by hand with one cumulative figure."""

    def rows(form: Form) -> Iterator[Placed]:
        if form.kind == "indicators":
            yield Placed("K01", tuple(value(cumulative) if field.id == "ytd" else EMPTY for field in form.fields), ("s", 8))

    return Incoming(
        file=f"{period}.xlsx", size=1, sha256=period, unit=DISTRICT, unit_name="", programme=pack.id, period=period, rows=rows,
        pack_version=pack.version, by_hand=True,
        fields={form.id: tuple(field.id for field in form.fields) for form in pack.forms},
        columns={form.id: {"s": {field.id: "A" for field in form.fields}} for form in pack.forms},
    )  # fmt: skip


@pytest.fixture(params=["month", "todate"])
def city(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 31))
    with create(tmp_path / "a.taizhang", catalogue(tmp_path / "own", request.param), "370200", ["px"], who="市局") as office:
        yield office


def label(pack: Pack, month: int) -> str:
    return f"2026-{'T' if pack.period_type == 'todate' else ''}{month:02}"


@pytest.mark.parametrize("order", [(3, 4, 6), (4, 3, 6), (6, 4, 3), (4, 6, 3)])
def test_the_order_in_which_months_come_says_nothing(city: Office, order: tuple[int, ...]) -> None:
    pack, form = city.packs[0], city.packs[0].forms[0]
    cumulative = {3: 10, 4: 25, 6: 40}
    with Intake(city) as intake:
        for month in order:
            assert intake.receive(incoming(pack, label(pack, month), cumulative[month])).verdict == "accepted"
    currents = {}
    for month in order:
        newest = store.versions(city.db.conn, "px", label(pack, month), DISTRICT)[-1]
        (row,) = store.rows(city.db.conn, newest, form)
        currents[month] = row.cells[form.fields.index(form.field("current"))].value
    assert currents == {3: None, 4: 15, 6: None}


def test_only_months_between_are_named_as_missing(city: Office) -> None:
    pack = city.packs[0]
    with Intake(city) as intake:
        for month in (4, 3):
            intake.receive(incoming(pack, label(pack, month), month))
    june = parse(label(pack, 6))
    named = [str(sentence) for sentence in derived_columns.gaps(city.db.conn, pack, june, {DISTRICT: "市南区"})]
    assert not any("3月" in name or "4月" in name for name in named if name.startswith("本年累计里缺"))


def test_periods_before_the_one_that_follows_are_still_taken(city: Office) -> None:
    pack = city.packs[0]
    follow(city, city.catalogue.packs["py"], parse(label(pack, 7)))
    with Intake(city) as intake:
        assert intake.receive(incoming(pack, label(pack, 6), 10)).verdict == "accepted"
        assert intake.receive(incoming(pack, label(pack, 7), 10)).verdict == "refused"
