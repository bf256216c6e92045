"""Another version of a pack is tried on every return at hand: this office's own and those of the units below."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import catalogue as catalogues, trials
from db.catalogue import Catalogue
from db.office import Office
from db.trials import Trial
from desktop.exchange.receive import receive
from tests import upward
from tests.upward import OCTOBER, Districts

STRICTER = (
    upward.PACK.replace('version: "2026.1"', 'version: "2026.2"')
    .replace("{code: K05, title: 满意率", "{code: K06, was: K05, title: 满意率")
    .replace("check: current <= K02.current", "check: current < 60")
    .replace("已办 {current} 件多于应办 {K02.current} 件", "已办 {current} 件")
    + """  - id: satisfied
    level: warning
    form: indicators
    rows: [K06]
    at: current
    check: current > 90
    message: 满意率 {current} 偏低
    mend: 核对
    source: practice 1
"""
)
RENAMED = (
    upward.LEDGER.replace("{id: homes,", "{id: households, was: homes,")
    + """
rules:
  - {id: few, level: hint, at: households, check: households >= 10, message: "户数 {households} 偏少", mend: 核对}
"""
)


@pytest.fixture
def stricter(tmp_path: Path) -> Catalogue:
    for kind, name, text in (("ledgers", "lg-works", RENAMED), ("packs", "works", STRICTER)):
        (tmp_path / "new" / kind).mkdir(parents=True)
        (tmp_path / "new" / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(tmp_path / "new")


@pytest.fixture
def full(city: Office, districts: Districts) -> Office:
    assert {one.verdict for one in receive(city, districts.books)} == {"accepted"}
    return city


def told(found: list[Trial]) -> dict[str, tuple[str, ...]]:
    return {one.unit: one.new for one in found if one.new}


def test_every_unit_received_is_judged_by_both(full: Office, stricter: Catalogue) -> None:
    before = full.path.read_bytes()
    found = trials.try_out(full.path, stricter, stricter.pack("works"))
    assert [one.period for one in found] == [OCTOBER] * 10
    assert {one.unit: one.then["error"] - one.now["error"] for one in found if one.then["error"] != one.now["error"]} == {
        "胶州市": 1, "平度市": 1, "莱西市": 1}  # fmt: skip
    assert told(found) == {
        "市南区": ("K06 满意率 · 本期：满意率 90.00 偏低", "第1行 小区0-0 · 户数：户数 0 偏少", "第2行 小区0-1 · 户数：户数 1 偏少"),
        "胶州市": ("K03 已办件 · 本期：已办 61 件",),
        "平度市": ("K03 已办件 · 本期：已办 64 件",),
        "莱西市": ("K03 已办件 · 本期：已办 67 件",),
    }
    assert full.path.read_bytes() == before


def test_the_same_rules_find_the_same(full: Office, districts: Districts) -> None:
    found = trials.try_out(full.path, districts.catalogue, districts.pack)
    assert len(found) == 10
    assert all(one.now == one.then and not one.new for one in found)


def test_it_can_be_stopped(full: Office, stricter: Catalogue) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert len(trials.try_out(full.path, stricter, stricter.pack("works"), stop)) == 3
