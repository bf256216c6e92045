"""One current cell and one selection: what is drawn as chosen is what an act works on, by mouse, key and menu."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.desktop.entry.conftest import at, cell
from tests.desktop.entry.grid.test_composing import click

CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
KEY, BUTTON, REASON = Qt.Key, Qt.MouseButton, QContextMenuEvent.Reason
KEYS = [
    [(KEY.Key_Right, CTRL)], [(KEY.Key_Right, CTRL | SHIFT)], [(KEY.Key_Down, CTRL | SHIFT)], [(KEY.Key_End, CTRL | SHIFT)],
    [(KEY.Key_Home, CTRL | SHIFT)], [(KEY.Key_Home, CTRL)], [(KEY.Key_End, CTRL)], [(KEY.Key_PageDown, SHIFT)],
    [(KEY.Key_Left, CTRL | SHIFT), (KEY.Key_Up, CTRL | SHIFT)], [(KEY.Key_Down, SHIFT), (KEY.Key_Down, CTRL)],
    [(KEY.Key_Down, SHIFT), (KEY.Key_Tab, NONE)], [(KEY.Key_A, CTRL), (KEY.Key_Down, SHIFT)], [(KEY.Key_A, CTRL), (KEY.Key_Down, NONE)],
    [(KEY.Key_A, CTRL), (KEY.Key_Space, CTRL)], [(KEY.Key_Down, SHIFT), (KEY.Key_Space, SHIFT)],
]  # fmt: skip


def chosen(page) -> set[tuple[int, int]]:
    """The cells drawn as chosen, which are those an act works on and hold the current one."""
    grid = page.grid
    drawn = {(one.row(), one.column()) for one in grid.selectionModel().selectedIndexes()}
    assert drawn == {(one.row(), one.column()) for one in page.commands.chosen()}
    assert (grid.currentIndex().row(), grid.currentIndex().column()) in drawn
    return drawn


def between(one: tuple[int, int], other: tuple[int, int]) -> set[tuple[int, int]]:
    """The rectangle with these corners."""
    rows, columns = (sorted((one[n], other[n])) for n in range(2))
    return {(row, column) for row in range(rows[0], rows[1] + 1) for column in range(columns[0], columns[1] + 1)}


def point(grid, place, held=NONE):
    index = grid.model().index(*place)
    QTest.mouseClick(grid.view_of(index).viewport(), BUTTON.LeftButton, held, grid.visualRect(index).center())


def drag(grid, start, end, held=NONE):
    first, last = grid.model().index(*start), grid.model().index(*end)
    view = grid.view_of(first).viewport()
    there = view.mapFromGlobal(grid.view_of(last).viewport().mapToGlobal(grid.visualRect(last).center()))
    here = grid.visualRect(first).center()
    QTest.mousePress(view, BUTTON.LeftButton, held, here)
    for step in range(1, 6):
        on = QPointF(here + (there - here) * step / 5)
        to = QPointF(view.mapToGlobal(on.toPoint()))
        QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, on, to, BUTTON.NoButton, BUTTON.LeftButton, held))
    QTest.mouseRelease(view, BUTTON.LeftButton, held, there)


@pytest.mark.parametrize("keys", KEYS)
@pytest.mark.parametrize("form", ["lg-old-community", "tasks"])
def test_keys(page, open_form, filled, keys, form):
    grid = open_form(form)
    at(grid, 2, "buildings" if form == filled.id else "progress")
    for key, held in keys:
        QTest.keyClick(grid, key, held)
        chosen(page)


@pytest.mark.parametrize("seen", ["community", "address", "problems"])
def test_the_mouse_from_frozen_to_scrolled_columns(page, open_form, filled, seen):
    grid = open_form(filled.id)
    at(grid, 2, seen)
    view = grid.viewport()
    far = grid.indexAt(QPoint(view.width() - 1, 5)).column() - 1
    for start, end in (((0, 0), (4, far)), ((4, far), (1, 0)), ((3, 0), (3, far)), ((5, far), (2, far))):
        drag(grid, start, end)
        assert chosen(page) == between(start, end)
        point(grid, start)
        point(grid, end, SHIFT)
        assert chosen(page) == between(start, end)
        point(grid, (start[0], end[1]), SHIFT)
        assert chosen(page) == between(start, (start[0], end[1]))
        point(grid, start)
        point(grid, end, CTRL)
        assert chosen(page) == {start, end}
        point(grid, start, CTRL)
        assert chosen(page) == {start, end}


def test_row_numbers(page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 2, "problems")
    side, columns = grid.verticalHeader(), grid.model().columnCount() - 1
    for row, held, rows in ((1, NONE, [1]), (3, SHIFT, [1, 2, 3]), (5, CTRL, [1, 2, 3, 5]), (2, CTRL, [1, 2, 3, 5])):
        QTest.mouseClick(side.viewport(), BUTTON.LeftButton, held, QPoint(10, side.sectionViewportPosition(row) + 10))
        assert chosen(page) == set().union(*(between((one, 0), (one, columns)) for one in rows))


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("seen", ["community", "problems"])
def test_a_menu_is_of_the_cell_that_is_pointed_at(size, page, open_form, filled, seen):
    grid = open_form(filled.id)
    at(grid, 2, seen)
    view, asked, chance = grid.viewport(), [], Random(8)
    grid.menu_asked.connect(asked.append)
    for _ in range(50):
        at_ = QPoint(chance.randrange(view.width()), chance.randrange(view.height()))
        on = grid.frozen.viewport() if at_.x() < grid.frozen.reach() else view
        there = on.mapFromGlobal(view.mapToGlobal(at_))
        index = (grid.frozen if on is not view else grid).indexAt(there)
        asked.clear()
        QTest.mousePress(on, BUTTON.RightButton, pos=there)
        QApplication.sendEvent(on, QContextMenuEvent(REASON.Mouse, there, on.mapToGlobal(there)))
        QTest.mouseRelease(on, BUTTON.RightButton, pos=there)
        assert len(asked) == index.isValid()
        if asked:
            QApplication.activePopupWidget().close()
            assert chosen(page) == {(index.row(), index.column())}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_key_opens_under_the_current_cell(size, page, open_form, filled):
    grid = open_form(filled.id)
    asked = []
    grid.menu_asked.connect(asked.append)
    for column in (0, grid.columns_frozen() + 1):
        click(grid, 3, column)
        QApplication.sendEvent(grid, QContextMenuEvent(REASON.Keyboard, QPoint(), grid.mapToGlobal(QPoint())))
        QApplication.activePopupWidget().close()
        view = grid.view_of(grid.currentIndex())
        assert asked[-1] == view.viewport().mapToGlobal(grid.visualRect(grid.currentIndex()).bottomLeft())


@pytest.mark.parametrize("act", ["fill_down", "paste", "copy"])
def test_cells_between_those_chosen_are_left_alone(qtbot, page, open_form, office, filled, october, act):
    grid = open_form(filled.id)
    column = grid.cells.place(0, "buildings").column()
    QApplication.clipboard().setText("77")
    point(grid, (0, column))
    point(grid, (3, column), CTRL)
    before = [cell(office, filled, october, row, "buildings") for row in range(6)]
    with qtbot.waitSignal(page.message) as said:
        getattr(page.commands, act)()
    assert "一块" in said.args[0]
    assert [cell(office, filled, october, row, "buildings") for row in range(6)] == before
    assert QApplication.clipboard().text() == "77"
    point(grid, (0, column))
    point(grid, (1, column), CTRL)
    page.commands.fill_down()
    assert cell(office, filled, october, 1, "buildings") == before[0], "two that are one rectangle"
