"""What is pointed at is what is acted on: one current cell and one selection that agree, for the mouse, the menu and the keys."""

from __future__ import annotations

import random
from itertools import islice

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db.values.cell import EMPTY, value
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import end_of_run
from desktop.entry.models.face import RowFilter
from desktop.entry.page import EntryPage
from desktop.widgets import look
from desktop.work import settings
from tests.desktop.entry.conftest import at, cell

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
PLACES = 50


def seen(grid: Grid) -> list[tuple[int, int]]:
    """The cells whose middle can be pointed at, frozen and scrolled ones."""
    found = []
    for row in range(grid.model().rowCount()):
        for column in range(grid.model().columnCount()):
            middle = grid.visualRect(grid.model().index(row, column)).center()
            hidden = grid.frozen.isVisible() and column >= grid.columns_frozen() and middle.x() < grid.frozen.reach()
            if grid.viewport().rect().contains(middle) and not hidden:
                found.append((row, column))
    return found


def point(
    grid: Grid, row: int, column: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton, held=Qt.KeyboardModifier.NoModifier
) -> QPoint:
    """Press there what lies on top, as the pointer would; the place on the screen."""
    middle = grid.viewport().mapToGlobal(grid.visualRect(grid.model().index(row, column)).center())
    top = QApplication.widgetAt(middle) or grid.viewport()
    QTest.mouseClick(top, button, held, top.mapFromGlobal(middle))
    return middle


@pytest.fixture(autouse=True)
def popped(monkeypatch: pytest.MonkeyPatch) -> list[QPoint]:
    """Where menus opened; a screen that is none cannot show them."""
    places: list[QPoint] = []
    monkeypatch.setattr(QMenu, "popup", lambda _menu, place: places.append(place))
    return places


def ask_for_menu(grid: Grid, row: int, column: int) -> None:
    """A right click."""
    middle = point(grid, row, column, Qt.MouseButton.RightButton)
    top = QApplication.widgetAt(middle) or grid.viewport()
    QApplication.sendEvent(top, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, top.mapFromGlobal(middle), middle))


def current(grid: Grid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def chosen(page: EntryPage) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in page.commands.chosen()}


VIEWS = {
    "as it opens": lambda page, grid: None,
    "scrolled": lambda page, grid: (at(grid, 5, "owner_person" if page.forms.form.id == "lg-old-community" else "next_steps"), None)[1],
    "sorted": lambda page, grid: grid.sort(0),
    "filtered": lambda page, grid: page.choose(RowFilter(search="区")),
}


@pytest.mark.parametrize("scale", ["100", "150"])
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("form", ["lg-old-community", "tasks"])
def test_a_right_click_is_on_the_cell_it_is_on(qtbot, page, open_form, filled, popped, form, view, scale):
    settings.put("scale", scale)
    look.renew()
    page.resize(1100, 620)
    grid = open_form(form)
    VIEWS[view](page, grid)
    qtbot.waitUntil(page.settled, timeout=30_000)
    places = seen(grid)
    assert {column < grid.columns_frozen() for _row, column in places} == {True, False}
    for n, (row, column) in enumerate(random.Random(1).sample(places, min(PLACES, len(places)))):
        ask_for_menu(grid, row, column)
        assert len(popped) == n + 1
        assert current(grid) == (row, column)
        assert chosen(page) == {(row, column)}


def test_clearing_and_deleting_by_the_menu_hit_what_was_pointed_at(qtbot, page, open_form, office, filled, october, answers):
    grid = open_form(filled.id)
    at(grid, 0, "owner_person")  # far to the right
    ask_for_menu(grid, 2, 0)
    page.tools.by_name["clear"].trigger()
    assert cell(office, filled, october, 2, "community") == EMPTY
    page.commands.undo()
    ask_for_menu(grid, 3, 0)
    answers.append(True)
    page.tools.by_name["delete-rows"].trigger()
    names = [record.cells["community"].value for record in office.rows(filled, october)]
    assert names == ["浮山所小区", "湛山五区", "香港花园", "大尧三路", "江西路第二宿舍"]


def test_the_question_names_the_rows(page, open_form, filled, answers):
    from desktop.widgets import dialogs

    grid = open_form(filled.id)
    point(grid, 1, 0)
    point(grid, 2, 0, held=SHIFT)
    answers.append(False)
    page.tools.by_name["delete-rows"].trigger()
    assert "第 2 行“湛山五区”" in dialogs.said[-1]
    assert "第 3 行“香港花园”" in dialogs.said[-1]


def test_the_menu_key_opens_under_the_current_cell(page, open_form, filled, popped):
    grid = open_form(filled.id)
    for row, name in ((1, "community"), (4, "address")):
        at(grid, row, name)
        QApplication.sendEvent(grid, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(900, 900)))
        assert grid.viewport().mapFromGlobal(popped[-1]) == grid.visualRect(grid.currentIndex()).bottomLeft()
        assert current(grid)[0] == row


def test_a_right_click_on_what_is_chosen_keeps_the_choice(page, open_form, filled):
    grid = open_form(filled.id)
    point(grid, 1, 0)
    point(grid, 3, 1, held=SHIFT)
    ask_for_menu(grid, 2, 1)
    assert current(grid) == (2, 1)
    assert chosen(page) == {(row, column) for row in (1, 2, 3) for column in (0, 1)}


@pytest.mark.parametrize("scrolled", [False, True])
def test_choosing_from_a_frozen_column_to_a_scrolled_one(page, open_form, filled, scrolled):
    grid = open_form(filled.id)
    if scrolled:
        at(grid, 0, "owner_person")
    far = next(column for row, column in reversed(seen(grid)) if row == 3)
    point(grid, 1, 0)
    point(grid, 3, far, held=SHIFT)
    assert chosen(page) == {(row, column) for row in (1, 2, 3) for column in range(far + 1)}
    point(grid, 2, far)
    point(grid, 3, 0, held=SHIFT)
    assert chosen(page) == {(row, column) for row in (2, 3) for column in range(far + 1)}


def test_ctrl_and_a_click_add_and_the_current_cell_is_always_chosen(page, open_form, filled):
    grid = open_form(filled.id)
    point(grid, 0, 0)
    point(grid, 2, 1, held=CTRL)
    assert (current(grid), chosen(page)) == ((2, 1), {(0, 0), (2, 1)})
    point(grid, 0, 0, held=CTRL)
    assert current(grid) in chosen(page)


ARROWS = [KEY.Key_Down, KEY.Key_Up, KEY.Key_Right, KEY.Key_Left, KEY.Key_Home, KEY.Key_End]


@pytest.mark.parametrize("form", ["lg-old-community", "tasks"])
def test_whatever_the_arrows_do_frame_and_selection_agree(page, open_form, filled, form):
    grid = open_form(form)
    dice = random.Random(7)
    at(grid, 1, "address" if form != "tasks" else "status")
    for _ in range(120):
        key, held = dice.choice(ARROWS), dice.choice([Qt.KeyboardModifier.NoModifier, CTRL, SHIFT, CTRL | SHIFT])
        before, anchor = current(grid), (grid._anchor.row(), grid._anchor.column())
        QTest.keyClick(grid, key, held)
        now, cells = current(grid), chosen(page)
        assert now in cells
        if not held & SHIFT:
            assert cells == {now}, f"{key} {held} from {before}"
        else:
            rows, columns = sorted((anchor[0], now[0])), sorted((anchor[1], now[1]))
            assert cells == {(r, c) for r in range(rows[0], rows[1] + 1) for c in range(columns[0], columns[1] + 1)}


@pytest.mark.parametrize(
    ("filled_", "at_", "down", "up"),
    [
        ([1, 1, 1, 0, 0, 1, 1], 0, 2, 0),
        ([1, 1, 1, 0, 0, 1, 1], 2, 5, 0),
        ([1, 1, 1, 0, 0, 1, 1], 3, 5, 2),
        ([1, 1, 1, 0, 0, 1, 1], 5, 6, 2),
        ([0, 0, 0], 1, 2, 0),
        ([1, 0, 0], 0, 2, 0),
        ([1, 1, 1], 1, 2, 0),
        ([1], 0, 0, 0),
    ],
)
def test_where_a_run_ends(filled_, at_, down, up):
    assert end_of_run(lambda n: bool(filled_[n]), len(filled_), at_, 1) == down
    assert end_of_run(lambda n: bool(filled_[n]), len(filled_), at_, -1) == up


def test_ctrl_down_in_a_ledger_stops_where_the_column_ends(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    record = next(islice(office.rows(filled, october), 3, None))
    from db.office.writing import Edit

    page.session.save([Edit(filled, october, record.row, "street", EMPTY)], "清空")
    at(grid, 0, "street")
    stops = []
    for _ in range(3):
        QTest.keyClick(grid, KEY.Key_Down, CTRL)
        stops.append(grid.currentIndex().row())
    assert stops == [2, 4, 5]
    QTest.keyClick(grid, KEY.Key_Down, CTRL)
    assert grid.currentIndex().row() == 6, "the empty row"


def test_alt_down_opens_on_the_present_choice(page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "status")
    QTest.keyClick(grid, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    drop = grid.editing.editor.drop
    assert drop.isVisible()
    assert drop.count() == len(filled.field("status").choices)
    assert drop.currentItem().text() == "未开工"
    QTest.keyClick(grid, KEY.Key_Return)
    assert cell(office, filled, october, 0, "status") == value("未开工")


def test_frozen_columns_stay_where_they_are(page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "street")
    page.show_form("tasks")
    grid.go(1, grid.columns_frozen() - 1)
    page.show_form(filled.id)
    for column in range(grid.model().columnCount()):
        grid.go(0, column)
        assert grid.frozen.horizontalScrollBar().value() == 0
        assert grid.frozen.columnViewportPosition(0) == 0


def test_what_is_typed_while_rows_are_sorted_is_kept(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "address")
    row = grid.cells.row_id(0)
    page.choose(RowFilter(order=(("community", True),)))
    assert grid.cells.busy
    QTest.keyClicks(grid, "ABC")
    qtbot.waitUntil(lambda: grid.cells._task is None)
    assert grid.editing.open
    QTest.keyClicks(grid, "DEF")
    QTest.keyClick(grid, KEY.Key_Return)
    qtbot.waitUntil(page.settled)
    assert office.record(filled, october, row).cells["address"] == value("ABCDEF")
    assert sum("ABC" in str(one.cells["address"].value) for one in office.rows(filled, october)) == 1
