"""An office's own roll-up comes back from above: its questions are taken, its figures are those of the units below and are not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from db.office.office import Office, open_office
from db.office.writing import Edit
from db.received import intake_log
from db.returns import versions
from db.returns.model import Return
from db.rollup.as_return import as_return, hand_up
from db.rollup.rollup import Rollup
from db.values.cell import value
from desktop.exchange.book import manifest, workbook_writer
from desktop.exchange.intake.draft_import import fill, work_out
from desktop.exchange.intake.receive import receive
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from tests.upward import OCTOBER, Districts

TOLD = "是本单位的汇总件，数是下级单位报的，没有读入；只读入上级的质询和退回。"
QUESTION = {"kind": "questioned", "key": "", "version": 1, "at": "2026-11-05T09:00:00", "who": "省厅",
            "detail": {"form": "indicators", "row": "K01", "field": "current", "text": "为何这么多"}}  # fmt: skip


@pytest.fixture
def city(districts: Districts, tmp_path: Path) -> Iterator[Office]:
    """The city with two districts received, and its own part typed."""
    shutil.copy(districts.city, tmp_path / "city.taizhang")
    with open_office(tmp_path / "city.taizhang", districts.catalogue, "市局") as office:
        office.set({"preparer": "市局"})
        assert {one.verdict for one in receive(office, districts.books[:2])} == {"accepted"}
        figures, tasks = districts.pack.form("indicators"), districts.pack.form("tasks")
        office.apply([Edit(figures, OCTOBER, "K05", "current", value(93)), Edit(tasks, OCTOBER, "A1", "status", value("未启动"))])
        yield office


def written(ret: Return, folder: Path, *, old: bool = False) -> Path:
    """Its workbook as it comes back from above; an `old` one by version 0.1.0, which does not say that it is a roll-up."""
    path = folder / "汇总件.xlsx"
    workbook_writer.write(replace(ret, thread=(QUESTION | {"key": intake_log.new_key()},), rolled_up=ret.rolled_up and not old), path)
    assert ("rolled_up" in manifest.properties(path)) is not old
    return path


def rolled_up(city: Office, districts: Districts, *, final: bool) -> Return:
    with Rollup(city, districts.pack, OCTOBER) as made:
        if not final:
            return as_return(city, made)
        ret, errors = hand_up(city, made)
        assert (ret.version, errors) == (1, [])
        return ret


def held(city: Office, districts: Districts) -> dict[str, list[tuple[str, dict]]]:
    return {form.id: [(one.row, dict(one.cells)) for one in city.rows(form, OCTOBER)] for form in districts.pack.forms}


@pytest.mark.parametrize("final", [True, False], ids=["final", "draft"])
@pytest.mark.parametrize("old", [True, False], ids=["0.1.0", "now"])
@pytest.mark.parametrize("forms", [{"tasks", "indicators", "lg-works"}, {"indicators"}], ids=["whole", "figures alone"])
def test_only_the_questions_of_the_own_roll_up_are_taken(
    city: Office, districts: Districts, tmp_path: Path, final: bool, old: bool, forms: set[str]
) -> None:
    before, figures = held(city, districts), districts.pack.form("indicators")
    filled = workbook_reader.read(written(rolled_up(city, districts, final=final), tmp_path, old=old))
    filled = replace(filled, forms={id: rows for id, rows in filled.forms.items() if id in forms})
    report = fill(city, filled)
    assert (report.stored, report.read, report.asked, report.problems) == (0, [], 1, [f"“{filled.file}”{TOLD}"])
    assert held(city, districts) == before
    with Rollup(city, districts.pack, OCTOBER) as made:
        assert made.value(figures, "K02", "current") == 201
        assert hand_up(city, made)[0].version == 1, "the same content is the same version"


def test_a_frozen_roll_up_is_known_by_its_check_code_alone(city: Office, districts: Districts, tmp_path: Path) -> None:
    filled = workbook_reader.read(written(rolled_up(city, districts, final=True), tmp_path, old=True))
    bare = replace(filled, reason="", notes=(), forms={"indicators": filled.forms["indicators"]})
    assert work_out(city, city.db.conn, bare).edits == []
    assert work_out(city, city.db.conn, replace(bare, check_code="")).edits, "what says nothing of itself is read as it stands"


def test_an_own_return_is_read_as_ever(city: Office, districts: Districts, tmp_path: Path) -> None:
    with open_office(districts.offices[0], districts.catalogue, "填表", write=False) as own:
        filled = workbook_reader.read(districts.books[0])
        plan = work_out(own, own.db.conn, filled)
        assert (plan.edits, plan.report.problems) == ([], []), "the same figures as it holds"
        first = filled.forms["indicators"][0]
        changed = replace(filled, forms={"indicators": [first._replace(cells={**first.cells, "current": 99})]})
        assert [edit.row for edit in work_out(own, own.db.conn, changed).edits] == ["K01"]


def test_rows_of_the_units_below_that_were_read_back_before_are_not_counted(city: Office, districts: Districts, tmp_path: Path) -> None:
    """By 0.1.0: the draft holds the districts' rows under the ids the roll-up gave them."""
    works = districts.pack.form("lg-works")
    city.apply([Edit(works, OCTOBER, row, "name", value(row)) for row in ("370202-r00", "370203-r99", "rown")])
    with Rollup(city, districts.pack, OCTOBER) as made:
        ret, errors = hand_up(city, made)
        rows = [row for row, _ in ret.lines(works)]
    assert errors == []
    assert [row for row in rows if row.startswith("r")] == ["rown"], "its own"
    assert sorted(rows)[:2] == ["370202-r00", "370202-r01"]
    assert len(rows) == len(set(rows)) == 5
    assert any("本单位的台账里有 2 行是以前读回的汇总件的行，没有计入" in note.message for note in ret.notes)


def test_what_says_that_it_is_a_roll_up_changes_no_check_code(city: Office, districts: Districts, tmp_path: Path) -> None:
    ret = rolled_up(city, districts, final=True)
    assert (ret.rolled_up, versions.load(city, districts.pack, OCTOBER, 1).rolled_up) == (True, True)
    (tmp_path / "old").mkdir()
    now, old = written(ret, tmp_path), written(ret, tmp_path / "old", old=True)
    assert [verify(path).match for path in (now, old)] == [True, True]
    own = openpyxl.load_workbook(districts.books[0])
    texts = [cell.value for row in own["_taizhang"].iter_rows(max_col=1) for cell in row]
    assert "rolled_up" not in texts, "a line only where it is one"
