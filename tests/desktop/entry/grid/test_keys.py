"""Typing by keyboard alone, checked in the office file."""

from __future__ import annotations

from PySide6.QtCore import Qt

from db.values import cell as cell_values
from db.values.cell import EMPTY, Cell, State, value
from tests.desktop.entry.conftest import at, cell, compose, type_text


def press(qtbot, grid, key, held=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(grid.editing.editor or grid, key, held)


def test_a_month_by_keyboard_alone(qtbot, page, open_form, office, filled, october, september):
    grid = open_form(filled.id)
    at(grid, 0, "buildings")
    for number in ("12", "7", "9"):
        type_text(grid, number)
        press(qtbot, grid, Qt.Key.Key_Return)
    assert [cell(office, filled, october, n, "buildings") for n in range(3)] == [value(12), value(7), value(9)]
    assert cell(office, filled, september, 0, "buildings") == value(2), "the month before stays"
    assert grid.currentIndex().row() == 3


def test_tab_goes_to_the_next_cell_that_is_typed(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 1, "area")
    type_text(grid, "1.25")
    press(qtbot, grid, Qt.Key.Key_Tab)
    assert grid.cells.field_at(grid.currentIndex()).id == "investment_total", "two derived columns are passed over"
    press(qtbot, grid, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert cell(office, filled, october, 1, "area") == value(1.25)


def test_enter_up_and_arrows_while_overwriting(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 2, "buildings")
    type_text(grid, "5")
    press(qtbot, grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text(grid, "6")
    press(qtbot, grid, Qt.Key.Key_Down)
    assert [cell(office, filled, october, n, "buildings").value for n in (1, 2)] == [6, 5]
    assert grid.currentIndex().row() == 2


def test_f2_keeps_what_is_there_and_escape_gives_up(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    press(qtbot, grid, Qt.Key.Key_F2)
    assert grid.editing.editor.text() == "100"
    press(qtbot, grid, Qt.Key.Key_End)
    type_text(grid, "5")
    press(qtbot, grid, Qt.Key.Key_Escape)
    assert cell(office, filled, october, 0, "households") == value(100)
    assert not grid.editing.open


def test_derived_cells_cannot_be_typed(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "households_per_building")
    with qtbot.waitSignal(page.message) as said:
        type_text(grid, "5")
    assert "栋均户数" in said.args[0]
    assert not grid.editing.open


def test_states_by_key(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    press(qtbot, grid, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, filled, october, 0, "households") == cell_values.NA
    press(qtbot, grid, Qt.Key.Key_F4)
    assert cell(office, filled, october, 0, "households") == EMPTY
    at(grid, 1, "households")
    press(qtbot, grid, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, filled, october, 1, "households") == Cell(State.CHECK, 101)
    press(qtbot, grid, Qt.Key.Key_Delete)
    assert cell(office, filled, october, 1, "households") == EMPTY
    type_text(grid, "0")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 1, "households") == value(0)


def test_a_new_row_begins_in_the_empty_row(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    press(qtbot, grid, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert grid.currentIndex().row() == 6
    assert office.count(filled, october) == 6, "nothing is kept before something is typed"
    type_text(grid, "宁夏路小区")
    press(qtbot, grid, Qt.Key.Key_Tab)
    type_text(grid, "香港中路街道")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert office.count(filled, october) == 7
    assert cell(office, filled, october, 6, "street") == value("香港中路街道")
    assert grid.model().rowCount() == 8
    assert grid.currentIndex().row() == 7


def test_undo_and_redo_keep_the_current_cell(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "buildings")
    type_text(grid, "12")
    press(qtbot, grid, Qt.Key.Key_Return)
    press(qtbot, grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, filled, october, 0, "buildings") == value(2)
    assert grid.cells.cell(grid.cells.place(0, "buildings")) == value(2)
    press(qtbot, grid, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, filled, october, 0, "buildings") == value(12)
    assert (grid.currentIndex().row(), grid.cells.field_at(grid.currentIndex()).id) == (1, "buildings")


def test_first_pinyin_key_is_not_lost(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "address")
    assert grid.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True
    compose(grid, "n")
    assert grid.editing.open
    assert grid.hasFocus(), "a change of focus would end the composition"
    compose(grid, "ning")
    compose(grid, "", "宁夏路")
    assert grid.editing.editor.text() == "宁夏路"
    assert grid.hasFocus(), "and so it stays: keys come here and are handed on"
    type_text(grid, "8")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "address") == value("宁夏路8")


def test_a_character_committed_at_once(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    compose(grid, "", "䶮𫖯里")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "community") == value("䶮𫖯里")


def test_input_method_on_a_derived_cell_types_nothing(open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "households_per_building")
    compose(grid, "n")
    assert not grid.editing.open
    assert grid.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False


def test_proposal_is_taken_by_enter(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "investment_total")
    type_text(grid, "2000万")
    assert grid.editing.editor.typing.hint.isVisible()
    assert "2,000.00" in grid.editing.editor.typing.hint.text.text()
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "investment_total") == value(2000)


def test_proposal_put_aside_then_kept_as_typed(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "investment_total")
    type_text(grid, "2000万")
    press(qtbot, grid, Qt.Key.Key_Escape)
    assert grid.editing.open
    press(qtbot, grid, Qt.Key.Key_Return)
    assert grid.editing.open
    assert cell(office, filled, october, 0, "investment_total") == EMPTY
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "investment_total") == Cell(State.RAW, None, "2000万")


def test_refused_text_says_why_then_is_kept_and_counts(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "buildings")
    type_text(grid, "许多")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert grid.editing.editor.typing.hint.text.text()
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "buildings") == Cell(State.RAW, None, "许多")
    qtbot.waitUntil(lambda: any(one.rule == "unread:buildings" for one in page.checks.problems), timeout=30_000)
    assert grid.cells.face(grid.cells.place(0, "buildings")).problem == "error"


def test_delete_and_undo_inside_the_editor_are_the_editors(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    press(qtbot, grid, Qt.Key.Key_F2)
    press(qtbot, grid, Qt.Key.Key_Home)
    press(qtbot, grid, Qt.Key.Key_Delete)
    assert grid.editing.editor.text() == "00"
    press(qtbot, grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert grid.editing.editor.text() == "100"
    press(qtbot, grid, Qt.Key.Key_Escape)
    assert cell(office, filled, october, 0, "households") == value(100)


def test_leaving_keeps_a_doubtful_text_as_typed(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "buildings")
    type_text(grid, "三栋左右")
    page.search.box.setFocus()
    assert cell(office, filled, october, 0, "buildings").raw == "三栋左右"


def test_choice_filters_while_typing(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "status")
    type_text(grid, "建")
    drop = grid.editing.editor.drop
    assert [drop.item(n).text() for n in range(drop.count())] == ["在建"]
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "status") == value("在建")
    press(qtbot, grid, Qt.Key.Key_F2)
    press(qtbot, grid, Qt.Key.Key_Down)
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 1, "status") == value("在建")


def test_several_choices(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "content")
    type_text(grid, "照")
    press(qtbot, grid, Qt.Key.Key_Return)
    type_text(grid, "、供水")
    press(qtbot, grid, Qt.Key.Key_Space)
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "content") == value("照明、供水")


def test_long_text_commits_with_ctrl_enter(qtbot, page, open_form, office, october):
    form = page.session.pack.form("tasks")
    grid = open_form("tasks")
    at(grid, 1, "progress")
    type_text(grid, "完成")
    press(qtbot, grid, Qt.Key.Key_Return)
    type_text(grid, "三栋")
    press(qtbot, grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, form, october, 1, "progress") == value("完成\n三栋")


def test_date_typed_plainly_and_from_the_calendar(qtbot, page, open_form, office, october):
    form = page.session.pack.form("tasks")
    grid = open_form("tasks")
    at(grid, 1, "due")
    type_text(grid, "2026-12-3")
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, form, october, 1, "due") == value("2026-12-03")
    press(qtbot, grid, Qt.Key.Key_Up)
    press(qtbot, grid, Qt.Key.Key_F2)
    press(qtbot, grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert grid.editing.editor.drop.isVisible()
    press(qtbot, grid, Qt.Key.Key_Right)
    press(qtbot, grid, Qt.Key.Key_Return)
    press(qtbot, grid, Qt.Key.Key_Return)
    assert cell(office, form, october, 1, "due") == value("2026-12-04")
