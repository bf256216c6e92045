"""The exception desk over received returns: what is planted in a district's file is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import exceptional, returns, rules
from db.office import open_office
from db.periods import parse
from desktop.exchange.receive import receive
from tests import upward

MONTHS = [parse(f"2026-{month:02}") for month in range(4, 11)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    """Two districts over seven months: the first writes its area in square metres in October and lists a yard of the second."""
    folder = tmp_path_factory.mktemp("exceptional")
    known = upward.catalogue(folder / "resources")
    for n, code in enumerate(upward.DISTRICTS[:2]):
        with upward.office(folder, known, code) as own:
            for month, period in enumerate(MONTHS):
                area = 12.1 + 0.1 * month
                changed = {"K01": area * 10000 if n == 0 and period == upward.OCTOBER else area, "K02": 100.0 + month, "K03": 40.0 + month}
                pack = own.catalogue.pack("works")
                if n == 0 and period == upward.OCTOBER:
                    works = pack.form("lg-works")
                    own.apply([upward.Edit(works, period, "same", "name", upward.value("小区1-0"))])
                own.apply(upward.edits(pack, period, upward.values(n) | changed, n))
                for one in rules.problems(own, pack, period):  # the clerk waves the warning away
                    own.accept(pack, period, one.form, one.row, one.field, one.rule, "已核对", one.about)
                upward.written(returns.finalise(own, pack, period), folder)
    with upward.office(folder, known, upward.CITY) as above:
        found = list(receive(above, sorted(folder.glob("*.xlsx"))))
        assert {one.verdict for one in found} == {"accepted"}, [one.reason for one in found]
        return above.path, known


def test_what_is_planted_is_found_and_nothing_else(city: tuple[Path, object]) -> None:
    path, known = city
    with open_office(path, known) as office:  # type: ignore[arg-type]
        found = exceptional.desk(office, office.packs[0], upward.OCTOBER)
        assert sorted((one.kind, one.form) for one in found) == [("misplaced", "indicators"), ("twice", "lg-works")]
        assert "市南区的“改造面积”本期127000万平方米" in str(found[0].said)
        assert "市南区、市北区" in str(found[1].said)
