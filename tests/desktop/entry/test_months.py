"""From one month to the next: what is carried, what begins empty, what changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.office.writing import Edit
from db.periods.report_period import parse
from db.values.cell import EMPTY, value
from tests.desktop.entry.conftest import COMMUNITIES, at, cell, type_text


def test_a_new_month_of_a_ledger(qtbot, page, session, open_form, office, filled, october, september):
    grid = open_form(filled.id)
    at(grid, 1, "buildings")
    type_text(grid, "77")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    session.look_at(period=parse("2026-11"))
    qtbot.waitUntil(page.settled, timeout=30_000)
    names = [page.model.cell(page.model.place(n, "community")).value for n in range(6)]
    assert names == COMMUNITIES
    assert page.model.cell(page.model.place(1, "buildings")) == value(77)
    assert [one.id for one in filled.fields if one.carry == "never"]
    for field in (one.id for one in filled.fields if one.carry == "never"):
        assert page.model.cell(page.model.place(0, field)) == EMPTY
    assert not office.can_redo
    at(page.grid, 2, "buildings")
    type_text(page.grid, "5")
    qtbot.keyClick(page.grid.editing.editor, Qt.Key.Key_Return)
    assert page.model.face(page.model.place(2, "buildings")).before == "4"
    assert page.model.face(page.model.place(2, "buildings")).changed
    page.tools.by_name["changed"].trigger()
    qtbot.waitUntil(lambda: page.settled() and page.model.count == 1, timeout=30_000)
    assert page.model.cell(page.model.place(0, "community")).value == COMMUNITIES[2]
    session.look_at(period=october)
    qtbot.waitUntil(page.settled, timeout=30_000)
    assert page.model.count == 6
    assert page.model.cell(page.model.place(2, "buildings")) == value(4), "October stays as it was"
    assert not page.tools.by_name["changed"].isChecked()
    assert cell(office, filled, september, 1, "buildings") == value(3)


def test_this_periods_fields_begin_empty_with_the_last_beside(qtbot, page, session, open_form, office, october):
    session.look_at(office.catalogue.packs["island-artisan-training"], october)
    form = session.pack.form("indicators")
    office.apply([Edit(form, october, "K02", "current", value(50)), Edit(form, october, "K02", "target", value(60))])
    session.look_at(period=parse("2026-11"))
    open_form("indicators")
    row = page.model.row_of("K02")
    now = page.model.face(page.model.place(row, "current"))
    assert (now.text, now.before) == ("", "50")
    assert page.model.cell(page.model.place(row, "target")) == value(60)
    at(page.grid, row, "current")
    qtbot.waitUntil(lambda: "50" in page.panel.text(), timeout=30_000)


@pytest.mark.parametrize("key", ["F6", "Esc"])
def test_the_parts_of_the_page_by_key(qtbot, page, open_form, filled, key):
    grid = open_form(filled.id)
    page.drawer.open(True)
    qtbot.keyClick(grid, Qt.Key.Key_F6)
    assert page.drawer.tree.hasFocus()
    if key == "Esc":
        qtbot.keyClick(page.drawer.tree, Qt.Key.Key_Escape)
    else:
        qtbot.keyClick(page.drawer.tree, Qt.Key.Key_F6)
        assert page.panel.hasFocus()
        qtbot.keyClick(page.panel, Qt.Key.Key_F6)
        assert page.forms.hasFocus()
        qtbot.keyClick(page.forms, Qt.Key.Key_F6)
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert page.forms.form.id == "tasks"
    assert page.grid.hasFocus()
