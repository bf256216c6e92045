"""One received return looked at: which version, what a new row changes, and what a file that is none is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office, open_office
from db.office.writing import Edit
from db.received import questions, review
from db.received.intake import Intake
from db.returns import finalise
from db.values.cell import EMPTY, value
from desktop.exchange.intake.receive import receive
from desktop.exchange.intake.submitted_rows import submitted
from desktop.exchange.reading.workbook_reader import read
from tests import upward
from tests.upward import OCTOBER, Districts


def own_office(districts: Districts, tmp_path: Path) -> Office:
    return open_office(Path(shutil.copy(districts.offices[0], tmp_path)), districts.catalogue, "填表")


def take(city: Office, book: Path) -> None:
    assert [one.verdict for one in receive(city, [book])] == ["accepted"]


def test_a_version_that_is_not_there_is_told(city: Office, districts: Districts, tmp_path: Path) -> None:
    conn, whose = city.db.conn, (districts.pack, OCTOBER, "370202")
    with pytest.raises(Trouble, match="“市南区”的改造方案 2026年10月 还没有收到报送件"):
        review.review(conn, *whose)
    take(city, districts.books[0])
    with pytest.raises(Trouble, match="“市南区”的改造方案 2026年10月 没有第 9 版，收到的有：第 1 版"):
        review.review(conn, *whose, 9)
    with own_office(districts, tmp_path) as own:
        other = upward.written(upward.handed(own, 0, K01=5.5), tmp_path)
    with Intake(city) as tray, pytest.raises(Trouble, match="收到的是第 1 版 [-A-Z0-9]+，这个文件是第 2 版 [-A-Z0-9]+。请选") as told:
        tray.find(submitted(read(other), other))
    assert "市南区 改造方案 2026年10月" in str(told.value)
    with pytest.raises(Trouble, match="没有编号是“e0”的质询"):
        questions.answer(city.db, "李", "370202", "works", "2026-10", "e0", "无误")


def test_empty_cells_of_a_new_row_are_no_change(city: Office, districts: Districts, tmp_path: Path) -> None:
    take(city, districts.books[0])
    works = districts.pack.form("lg-works")
    with own_office(districts, tmp_path) as own:
        own.apply([Edit(works, OCTOBER, "new", "name", value("新小区")), Edit(works, OCTOBER, "new", "homes", value(3))])
        take(city, upward.written(finalise.finalise(own, districts.pack, OCTOBER, "更正"), tmp_path))
    found = review.review(city.db.conn, districts.pack, OCTOBER, "370202")
    changed = [(one.form, one.row, one.field, one.kind) for one in review.changes(city.db.conn, found)]
    assert changed == [("lg-works", "new", "name", "added"), ("lg-works", "new", "homes", "added")]
    lines = [one for form in found.pack.forms for one in review.lines(city.db.conn, found, form, 0, 100)]
    assert [(one.form, one.row, one.field, one.kind) for one in lines if one.kind] == changed
    assert {one.old for one in lines if one.row == "new"} == {EMPTY}
