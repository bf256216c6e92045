"""The exception desk over received returns: what is planted in a district's file is found, and nothing else."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import open_office
from db.overview import dismissals, exceptions
from db.periods.report_period import parse
from db.received import questions, store
from db.returns import finalise
from db.rules import engine
from desktop.exchange.intake.receive import receive
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
                for one in engine.problems(own, pack, period):  # the clerk waves the warning away
                    own.accept(pack, period, one.form, one.row, one.field, one.rule, "已核对", one.about)
                upward.written(finalise.finalise(own, pack, period), folder)
    with upward.office(folder, known, upward.CITY) as above:
        found = list(receive(above, sorted(folder.glob("*.xlsx"))))
        assert {one.verdict for one in found} == {"accepted"}, [one.reason for one in found]
        return above.path, known


def test_what_is_planted_is_found_and_nothing_else(city: tuple[Path, object]) -> None:
    path, known = city
    with open_office(path, known) as office:  # type: ignore[arg-type]
        found = exceptions.desk(office, office.packs[0], upward.OCTOBER)
        assert sorted((one.kind, one.form) for one in found) == [("misplaced", "indicators"), ("twice", "lg-works")]
        assert "市南区的“改造面积”本期127000万平方米" in str(found[0].sentence)
        assert "“小区1-0”在2个单位里都有：市南区（工程台账第" in str(found[1].sentence)


def test_one_set_aside_comes_back_with_other_figures(city: tuple[Path, object], tmp_path: Path) -> None:
    path, known = city
    with open_office(Path(shutil.copy(path, tmp_path)), known, "王科长") as office:  # type: ignore[arg-type]
        (pack,) = office.packs
        first, second = exceptions.desk(office, pack, upward.OCTOBER)
        with pytest.raises(Trouble, match="不作处理要写一句说明"):
            dismissals.put(office.db, "王科长", pack, upward.OCTOBER, first, " ")
        dismissals.put(office.db, "王科长", pack, upward.OCTOBER, first, "已电话核实")
        (note,) = dismissals.notes(office.db.conn, pack, upward.OCTOBER).values()
        assert (note.text, note.who, note.unit) == ("已电话核实", "王科长", first.unit)
        assert dismissals.mark(first) in dismissals.notes(office.db.conn, pack, upward.OCTOBER)
        assert dismissals.mark(second) not in dismissals.notes(office.db.conn, pack, upward.OCTOBER)
        assert dismissals.mark(replace(first, by=(126000.0, 12.4))) != dismissals.mark(first), "other figures"
        assert questions.entries_to_send(office.db.conn, first.unit, pack.id, "2026-10") == [], "it is this office's own affair"
        assert store.standing(office.db.conn, pack.id, "2026-10").keys() == {"370202", "370203"}
        dismissals.take_back(office.db, "王科长", pack, upward.OCTOBER, note)
        assert dismissals.notes(office.db.conn, pack, upward.OCTOBER) == {}
        assert questions.entries_to_send(office.db.conn, first.unit, pack.id, "2026-10") == []


def test_figures_filled_by_hand_with_open_warnings_are_told(city: tuple[Path, object], tmp_path: Path) -> None:
    path, known = city
    with open_office(Path(shutil.copy(path, tmp_path)), known) as office:  # type: ignore[arg-type]
        (pack,) = office.packs
        one = store.standing(office.db.conn, pack.id, "2026-10")["370203"]
        head = {**one.head, "problems": {"error": 1, "warning": 3, "hint": 0, "open": 2}}
        office.db.execute("UPDATE received SET head = ? WHERE id = ?", [json.dumps(head), one.id])
        found = exceptions.desk(office, pack, upward.OCTOBER)[0]
        assert (found.kind, found.unit) == ("problems", "370203")
        assert str(found.sentence) == "市北区第 1 版收下时有 1 处必须改，2 处要写说明没有写"


def test_a_form_that_left_the_pack_is_passed_over(city: tuple[Path, object], tmp_path: Path) -> None:
    path, known = city
    with open_office(Path(shutil.copy(path, tmp_path)), known) as office:  # type: ignore[arg-type]
        (pack,) = office.packs
        kept = tuple(form for form in pack.forms if form.id == "indicators")
        newer = replace(pack, version="2026.2", forms=kept, tree={**pack.tree, "version": "2026.2", "tasks": [], "ledgers": []})
        assert {one.form for one in exceptions.desk(office, newer, upward.OCTOBER)} <= {"", "indicators"}
