"""The demo office: three files, made anew without touching anybody else's, and a return without errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import create, open_office
from db.packs.catalogue import Catalogue
from db.periods import report_period
from db.returns import versions
from db.rules import engine
from db.yaml_reader import load_yaml
from desktop import demo
from resources import path

LARGEST = 300_000  # bytes of the rows, so that they can be read and corrected by hand


@pytest.fixture(scope="module")
def made(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Office file, workbook and PDF."""
    return demo.make(tmp_path_factory.mktemp("demo"), catalogue)


def test_three_files(made):
    assert [file.suffix for file in made] == [".taizhang", ".xlsx", ".pdf"]
    assert all(file.stat().st_size > 10_000 for file in made)


def test_final_programme_has_no_errors_and_a_note_for_each_warning(made, catalogue):
    told = load_yaml(path(demo.SOURCE))
    with open_office(made[0], catalogue) as office:
        pack, period = catalogue.pack(told["final"]["programme"]), report_period.parse(told["final"]["period"])
        found = engine.problems(office, pack, period)
        assert [one for one in found if one.open] == []
        warnings = [one for one in found if one.severity == "warning"]
        assert 3 <= len(warnings) <= 8
        assert {one.rule for one in warnings} <= set(told["notes"])  # none falls back on the general note
        assert versions.standing(office.checker, pack, period).word == "final"


def test_other_programmes_are_in_progress(made, catalogue):
    with open_office(made[0], catalogue) as office:
        for id in ("island-artisan-training", "employment-talent"):
            found = engine.problems(office, catalogue.pack(id), report_period.parse("2026-10"))
            assert any(one.severity == "error" for one in found)


def test_sums_are_those_of_the_public_plan(made, catalogue):
    with open_office(made[0], catalogue) as office:
        form = catalogue.ledgers["lg-old-community"]
        rows = list(office.rows(form, report_period.parse("2026-10")))
        assert len(rows) == 60
        assert round(sum(row.value("area") for row in rows), 4) == 242
        assert sum(row.value("households") for row in rows) == 32800


def test_every_month_adds_up(made, catalogue):
    """Last year's figures, this year's total and the share of the year gone are all there to be seen."""
    form = catalogue.pack("employment-talent").form("indicators")
    with open_office(made[0], catalogue) as office:
        for row in office.rows(form, report_period.parse("2026-10")):
            assert None not in (row.value("ytd"), row.value("last_year"), row.value("target"))


def test_made_again_replaces_its_own(made, catalogue, tmp_path):
    for file in made:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    again = demo.make(tmp_path, catalogue)
    assert [file.name for file in again] == [file.name for file in made]
    with open_office(again[0], catalogue) as office:
        assert len(list(office.rows(catalogue.ledgers["lg-old-community"], report_period.parse("2026-10")))) == 60


def test_foreign_file_is_refused(catalogue, tmp_path):
    file = tmp_path / "市南区示例.taizhang"
    with create(file, catalogue, "370202") as office:
        office.set({"name": "别人的工作库"})
    before = file.read_bytes()
    with pytest.raises(Trouble, match="不是示例工作库"):
        demo.make(tmp_path, catalogue)
    assert file.read_bytes() == before


def test_file_is_small_enough_to_read():
    assert path(demo.SOURCE).stat().st_size < LARGEST
