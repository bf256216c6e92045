"""Offices, workbooks and papers of every release open and verify as they did: each folder of tests/old_offices is one release.

They are what that release's `./dev demo` made, the office packed by xz.
"""

from __future__ import annotations

import json
import lzma
import shutil
from pathlib import Path

import pytest

from db.office.office import open_office
from db.packs.catalogue import Catalogue
from desktop.cli import command_line

FOLDER = Path(__file__).parent / "old_offices"
RELEASES = sorted(one.name for one in FOLDER.iterdir())
FIRST = {  # made on 1 December 2026, one return finalised
    "0.1.0": {"urban-renewal-3yr": "2026-10", "island-artisan-training": "2026-11", "employment-talent": "2026-11"}
}
CODES = {"0.1.0": "0ZBW-4FBF-J"}


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A release's three files, unpacked where a test may write."""
    packed = FOLDER / request.param
    (tmp_path / "office.taizhang").write_bytes(lzma.decompress((packed / "office.taizhang.xz").read_bytes()))
    for name in ("return.xlsx", "return.pdf"):
        shutil.copy(packed / name, tmp_path)
    return tmp_path


def test_every_release_is_here() -> None:
    assert sorted(CODES) == RELEASES


def test_an_old_office_opens_and_holds_its_rows(release: Path, catalogue: Catalogue) -> None:
    with open_office(release / "office.taizhang", catalogue, "李敏") as office:
        counts = {
            form.title: office.db.execute(f'SELECT count(*) FROM "{form.table}_rows"').fetchone()[0]
            for pack in office.packs
            for form in pack.forms
        }
        assert counts["老旧小区改造台账"] > 0
        assert office.db.execute("PRAGMA quick_check").fetchone()[0] == "ok"


def test_an_old_office_begins_with_the_first_period_it_was_used_in(
    release: Path, request: pytest.FixtureRequest, catalogue: Catalogue
) -> None:
    path = release / "office.taizhang"
    with open_office(path, catalogue, write=False) as looked_at:
        before = {pack.id: looked_at.span(pack).first.label for pack in looked_at.packs}
    with open_office(path, catalogue, "李敏") as office:
        assert {pack.id: office.span(pack).first.label for pack in office.packs} == before
        assert "urban-renewal-3yr" in office.setting("first_periods")
    assert before == FIRST[request.node.callspec.params["release"]]


def test_paper_workbook_and_office_still_agree(release: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    code = command_line.main(
        ["verify", str(release / "return.xlsx"), str(release / "return.pdf"), "--office", str(release / "office.taizhang"), "--json"]
    )
    found = json.loads(capsys.readouterr().out)
    assert (code, found["match"], found["faults"]) == (0, True, [])
    assert {source["check_code"] for source in found["sources"]} == {CODES[request.node.callspec.params["release"]]}
