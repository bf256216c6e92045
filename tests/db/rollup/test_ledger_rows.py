"""The rows behind a ledger's total, page by page; what is printed in place of a number; lights and rates as a pack has them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office
from db.packs import catalogue
from db.packs.additivity import TOTAL, rate_base
from db.packs.model import Lights
from db.rollup import adjustments, ledger_rows, ranking
from db.rollup.rollup import Rollup
from db.rollup.sheets import ranks
from db.rollup.why import explain
from db.values.exact import PrintedNumber, exact
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.upward import OCTOBER, PACK, Districts


def test_the_pages_of_a_ledger_are_its_total(city: Office, districts: Districts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_rows, "LINES", 7)
    list(receive(city, districts.books))
    works = districts.pack.form("lg-works")
    adjustments.adjust(city.db, "市局", districts.pack, OCTOBER, upward.CITY, "lg-works", TOTAL, "money", "-0.5", "重报", "两家都报了")
    with Rollup(city, districts.pack, OCTOBER) as made:
        found, after = [], (0, 0)
        while after is not None:
            page = ledger_rows.page(made, works, "money", after)
            assert len(page.sources) <= 7
            found += page.sources
            after = page.after
        why = explain(made, works, TOTAL, "money")
        assert sum((exact(one.value) for one in found), Decimal(0)) == exact(why.value)
        assert sorted(map(str, found)) == sorted(map(str, why.sources))
        assert [one.kind for one in found[:2]] == ["adjusted", "reported"]
        assert {one.path for one in found[1:]} == {str(one) for one in districts.books}


def test_lights_are_the_packs_and_are_printed_as_its_rule(city: Office, districts: Districts, tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    file = tmp_path / "packs" / "strict.yaml"
    strict = PACK.replace("id: works", "id: strict").replace("ledgers: [lg-works]\n", "")
    file.write_text(strict + "lights: {low: -5, late: -12.5}\n", encoding="utf-8")
    lights = catalogue.load(tmp_path).pack("strict").lights
    assert lights == Lights(0, -5, -12.5)
    assert [ranking.light(gap, lights) for gap in (0, -5, -5.01, -12.5, -13)] == ["✓ 达时序", "○ 略低", "△ 滞后", "△ 滞后", "✕ 严重滞后"]
    with Rollup(city, replace(districts.pack, lights=lights), OCTOBER) as made:
        rule = ranks(made, districts.pack.form("indicators")).notes[0]
    assert rule == "较时序（百分点）不低于0为“达时序”，不低于-5为“略低”，不低于-12.5为“滞后”，更低为“严重滞后”。"
    file.write_text(strict + "lights: {low: -30, late: -10}\n", encoding="utf-8")
    with pytest.raises(Trouble, match="应从高到低"):
        catalogue.load(tmp_path)


@pytest.mark.parametrize(("unit", "n"), [("%", 100), ("女=100", 100), ("‰", 1000), ("人/户", 1), ("", 1)])
def test_what_a_rate_is_written_per(unit: str, n: int) -> None:
    assert rate_base(unit) == n


@pytest.mark.parametrize(("shown", "text"), [("1234.50", "1,234.50"), ("-0.00", "0.00"), ("-7", "-7")])
def test_a_printed_number(shown: str, text: str) -> None:
    assert PrintedNumber(Decimal(shown)).text == text
