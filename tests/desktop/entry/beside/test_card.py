"""The card: it shows the row its name says, whatever happens to the rows, and acts on that row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.values.cell import value
from desktop.entry.beside.card import CONTENT
from desktop.widgets import dialogs
from tests.desktop.entry.conftest import COMMUNITIES, at, cell, compose, type_text


def named_as_shown(card) -> str:
    """The name of the row the card shows, which is also the one it says."""
    name = card.model.record(card.model.row).cells["community"].value
    assert name in card.name.text()
    assert card.model.row_id(0) == card.model.record(card.model.row).row
    return name


def test_it_stays_with_its_row_over_a_search(qtbot, page, open_form, office, filled, october):
    open_form(filled.id)
    at(page.grid, 3, "address")
    page.show_card(True)
    for text in ("闽江路", ""):
        page.search.box.setText(text)
        page.search._now()
        qtbot.waitUntil(page.settled, timeout=30_000)
        assert named_as_shown(page.stack.card) == "闽江路48号院"
    page.search.box.setText("大尧")
    page.search._now()
    qtbot.waitUntil(page.settled, timeout=30_000)
    assert named_as_shown(page.stack.card) == "大尧三路", "its row is not shown any more"
    card = page.stack.card.grid
    card.go(card.cells.place(0, "community").row(), CONTENT)
    compose(card, "", "大尧四路")
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert cell(office, filled, october, 4, "community") == value("大尧四路")
    assert office.count(filled, october) == 6


def test_it_stays_with_its_row_over_undo(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 6, "community")
    for name in ("甲小区", "乙小区"):
        type_text(grid, name)
        QTest.keyClick(grid, Qt.Key.Key_Return)
    grid.go(7, 0)
    page.show_card(True)
    assert named_as_shown(page.stack.card) == "乙小区"
    page.commands.undo()
    assert named_as_shown(page.stack.card) == "甲小区"
    page.commands.undo()
    assert named_as_shown(page.stack.card) == COMMUNITIES[-1]


def test_a_new_row_typed_in_the_card_is_named(qtbot, page, open_form, office, filled, october):
    open_form(filled.id)
    page.show_card(True)
    page.tools.by_name["add-row"].trigger()
    assert page.stack.card.name.text() == "新的一行"
    card = page.stack.card.grid
    card.go(card.cells.place(0, "community").row(), CONTENT)
    compose(card, "", "甲小区")
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert office.count(filled, october) == 7
    assert named_as_shown(page.stack.card) == "甲小区"


def test_what_is_typed_in_it_holds_the_rows(qtbot, page, open_form, office, filled, october):
    open_form(filled.id)
    at(page.grid, 3, "community")
    page.show_card(True)
    page.search.box.setText("闽江路")
    page.search._now()
    compose(page.stack.card.grid, "", "宁夏路小区")
    qtbot.wait(300)
    assert page.stack.card.grid.editing.open
    QTest.keyClick(page.stack.card.grid, Qt.Key.Key_Return)
    qtbot.waitUntil(page.settled, timeout=30_000)
    assert cell(office, filled, october, 3, "community") == value("宁夏路小区")
    assert office.count(filled, october) == 6


def test_its_row_is_deleted_and_copied(page, open_form, office, filled, october):
    open_form(filled.id)
    at(page.grid, 3, "community")
    page.show_card(True)
    page.tools.by_name["copy-rows"].trigger()
    assert cell(office, filled, october, 6, "community") == value("闽江路48号院")
    dialogs.answers.append(True)
    page.tools.by_name["delete-rows"].trigger()
    assert "第 4 行“闽江路48号院”" in dialogs.said[-1]
    left = [*COMMUNITIES[:3], *COMMUNITIES[4:], "闽江路48号院"]
    assert [one.cells["community"].value for one in office.rows(filled, october)] == left
    assert named_as_shown(page.stack.card) in left


def test_filling_down_puts_nothing_of_one_field_into_another(page, open_form, office, filled, october):
    open_form(filled.id)
    at(page.grid, 2, "households")
    page.show_card(True)
    card = page.stack.card.grid
    before = {one.id: cell(office, filled, october, 2, one.id) for one in filled.stored}
    for row in range(card.model().rowCount()):
        card.go(row, CONTENT)
        page.commands.fill_down()
    assert before == {one.id: cell(office, filled, october, 2, one.id) for one in filled.stored}
