"""Another version of a pack is tried on every return at hand: this office's own and those of the units below."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.office.office import Office
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.rules import engine
from db.versions import trial
from db.versions.trial import Trial
from desktop.exchange.intake.receive import receive
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

COMPUTED = (
    upward.LEDGER.replace("100.0 * paid / nullif", "1000.0 * paid / nullif")
    + """  - {id: left, title: 未付, kind: number, unit: 万元, decimals: 2, source: practice 1, derive: "money - paid"}
rules:
  - {id: overpaid, level: error, at: left, check: left >= 0, message: "已付 {paid} 多于投资 {money}", mend: 核对}
  - {id: high, level: hint, at: share, check: share <= 1000, message: "付款率 {share} 过千", mend: 核对}
"""
)


def offered(folder: Path, pack: str, ledger: str) -> Catalogue:
    for kind, name, text in (("ledgers", "lg-works", ledger), ("packs", "works", pack)):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.yaml").write_text(text, encoding="utf-8")
    return catalogues.load(folder)


@pytest.fixture
def stricter(tmp_path: Path) -> Catalogue:
    return offered(tmp_path / "new", STRICTER, RENAMED)


@pytest.fixture
def full(city: Office, districts: Districts) -> Office:
    assert {one.verdict for one in receive(city, districts.books)} == {"accepted"}
    return city


def told(found: list[Trial]) -> dict[str, tuple[str, ...]]:
    return {one.unit: one.new for one in found if one.new}


def test_every_unit_received_is_judged_by_both(full: Office, stricter: Catalogue) -> None:
    before = full.path.read_bytes()
    found = trial.try_out(full.path, stricter, stricter.pack("works"))
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
    found = trial.try_out(full.path, districts.catalogue, districts.pack)
    assert len(found) == 10
    assert all(one.now == one.then and not one.new for one in found)


def test_it_can_be_stopped(full: Office, stricter: Catalogue) -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert len(trial.try_out(full.path, stricter, stricter.pack("works"), stop)) == 3


def test_what_the_new_version_derives_otherwise_is_computed(full: Office, tmp_path: Path) -> None:
    known = offered(tmp_path / "new", upward.PACK.replace('version: "2026.1"', 'version: "2026.2"'), COMPUTED)
    found = trial.try_out(full.path, known, known.pack("works"))
    assert told(found)["平度市"] == ("第1行 小区8-0 · 未付：已付 1.10 多于投资 0.274", "第1行 小区8-0 · 付款率：付款率 4,014.60 过千")
    assert [one.then["error"] - one.now["error"] for one in found] == [int(area < 1.1) for area in upward.AREAS]


def test_nothing_is_judged_once_it_is_stopped(districts: Districts, stricter: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[object] = []
    monkeypatch.setattr(engine, "problems", lambda *whose: judged.append(whose))
    assert trial.try_out(districts.offices[0], stricter, stricter.pack("works"), lambda: True) == []
    assert judged == []
