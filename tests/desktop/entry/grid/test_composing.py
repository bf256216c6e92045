"""Leaving a cell in the middle of a word: whatever was begun, composed and done, the file holds the old value or the new one.

Each example opens a cell in one way, composes and commits words in it as input methods do, and leaves it in one way. What must then stand
in the file is worked out by `kinds.read` alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, note, settings, strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from db.office.office import Office
from db.packs.model import Form
from db.periods.report_period import Period
from db.values import cell as cell_values, field as field_model, kinds
from db.values.cell import Cell, State, value
from desktop.entry.beside.card import CONTENT
from desktop.entry.grid.grid import Grid
from desktop.entry.models.face import RowFilter
from desktop.entry.page import EntryPage
from tests.desktop.entry.conftest import at, cell, compose

OLD = {
    "community": value("新贵都社区"),
    "address": value("宁夏路8号"),
    "status": value("未开工"),
    "households": value(120),
    "start_on": value("2026-03-01"),
    "problems": value("方案已公示"),
}
WORDS = ("ni hao", "你好", "2026-05-06", "35", "已完工", "shi'jie", "，")


@dataclass(frozen=True)
class Word:
    """What an input method shows while a word is composed, and what it commits in the end; nothing where it is given up or goes on."""

    shown: tuple[str, ...]
    committed: str = ""


def typed_over(grid: Grid) -> None:
    """Nothing: the first word opens the editor."""


def by_key(grid: Grid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_F2)


def by_double_click(grid: Grid) -> None:
    view = grid.view_of(grid.currentIndex())
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(grid.currentIndex()).center())


def by_alt_down(grid: Grid) -> None:
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


BEGUN: tuple[Callable[[Grid], None], ...] = (typed_over, by_key, by_double_click, by_alt_down)


def click(grid: Grid, row: int, column: int) -> None:
    index = grid.model().index(row, column)
    view = grid.view_of(index)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def other_cell(page: EntryPage, grid: Grid) -> None:
    now = grid.currentIndex()
    click(grid, now.row() + 1, now.column())


def name_of_another_row(page: EntryPage, grid: Grid) -> None:
    click(grid, grid.currentIndex().row() + 2, 0)


def other_form(page: EntryPage, grid: Grid) -> None:
    page.show_form("tasks" if page.forms.form.id != "tasks" else "lg-old-community")


def other_period(page: EntryPage, grid: Grid) -> None:
    page.session.look_at(period=page.session.period.previous)


def other_page(page: EntryPage, grid: Grid) -> None:
    page.hide()
    page.show()


def sorted_(page: EntryPage, grid: Grid) -> None:
    grid.sort(0)


def filtered(page: EntryPage, grid: Grid) -> None:
    page.choose(RowFilter(filters={"street": "八大湖"}))


def searched(page: EntryPage, grid: Grid) -> None:
    page.search.to_search()


def other_window_then_click(page: EntryPage, grid: Grid) -> None:
    for kind in (QEvent.Type.FocusAboutToChange, QEvent.Type.FocusOut):
        QApplication.sendEvent(grid, QFocusEvent(kind, Qt.FocusReason.ActiveWindowFocusReason))
    QApplication.sendEvent(grid, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    other_cell(page, grid)


def closed(page: EntryPage, grid: Grid) -> None:
    page.stop()


def card_turned(page: EntryPage, grid: Grid) -> None:
    page.show_card(not page.tools.by_name["card"].isChecked())


LEFT: tuple[Callable[[EntryPage, Grid], None], ...] = (
    other_cell, name_of_another_row, other_form, other_period, other_page, sorted_, filtered, searched, other_window_then_click, closed,
    card_turned,
)  # fmt: skip


def named(choices: tuple[Callable, ...]) -> st.SearchStrategy[Callable]:
    """One of these functions, shown by its name."""
    by_name = {one.__name__: one for one in choices}
    return st.sampled_from(sorted(by_name)).map(by_name.__getitem__)


words = st.builds(Word, st.tuples(st.sampled_from(WORDS)), st.sampled_from(("", *WORDS)))
open_end = st.builds(Word, st.tuples(st.sampled_from(WORDS)))


def compose_all(grid: Grid, done: list[Word], open_word: Word | None) -> None:
    for word in (*done, *([open_word] if open_word else [])):
        for shown in word.shown:
            compose(grid, shown[:1])
            compose(grid, shown)
        if word is not open_word:
            compose(grid, "", word.committed)


def may_stand(field: field_model.Field, old: Cell, before: str, done: list[Word], open_word: Word | None, settled: bool) -> set[Cell]:
    """The old value, and what the words make of it as the field reads them, with the open one and without; where the window went away
    first (`settled`) the open word had become text by then."""
    text = before + "".join(word.committed for word in done)
    found = {old}
    for whole in {text, text + (open_word.shown[-1] if open_word else "")}:
        if not whole or whole == before:
            continue
        reading = kinds.read(whole, field)
        if reading.kind in ("same", "read"):
            found.add(reading.cell)
        elif whole == text or settled:
            found.add(Cell(State.RAW, None, whole))
    return found


class Desk(NamedTuple):
    """What an example works on; an example that fails shows its name and not the whole form."""

    qtbot: object
    page: EntryPage
    grid: Grid
    office: Office
    form: Form
    period: Period

    def __repr__(self) -> str:
        return self.form.id


@pytest.fixture
def desk(qtbot, page, open_form, office, filled, october) -> Desk:
    return Desk(qtbot, page, open_form(filled.id), office, filled, october)


@pytest.mark.parametrize("name", OLD)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_the_old_value_or_the_new_one_never_a_blank_never_elsewhere(desk, name, data):
    qtbot, page, grid, office, filled, october = desk
    page.session.look_at(period=october)
    page.show_form(filled.id)
    if page.tools.by_name["card"].isChecked():
        page.show_card(False)
    page.search.all()
    qtbot.waitUntil(page.settled, timeout=30_000)
    field = filled.field(name)
    row = data.draw(st.integers(0, 3), "row")
    at(grid, row, name)
    grid.session.save(grid.edits([(grid.currentIndex(), OLD[name])]), "录入")
    rest = {(n, one.id): record.cells[one.id] for n, record in enumerate(office.rows(filled, october)) for one in filled.stored}
    begun = data.draw(named(BEGUN), "begun")
    done = data.draw(st.lists(words, max_size=2), "committed")
    open_word = data.draw(st.none() | open_end, "composed")
    left = data.draw(named(LEFT), "left")
    note(f"{begun.__name__}, {done}, {open_word}, {left.__name__}")
    grid.setFocus()
    begun(grid)
    before = "" if begun is typed_over or field.kind != "longtext" else OLD[name].value
    if done or open_word:
        compose_all(grid, done, open_word)
    left(page, grid)
    page._finish()
    qtbot.waitUntil(page.settled, timeout=30_000)
    stored = cell(office, filled, october, row, name)
    allowed = may_stand(field, OLD[name], before, done, open_word, left in (other_window_then_click, other_page))
    assert stored in allowed, f"{stored} is none of {allowed}"
    for n, record in enumerate(office.rows(filled, october)):
        for one in filled.stored:
            assert (n, one.id) == (row, name) or record.cells[one.id] == rest[n, one.id], f"{one.id} of row {n} was changed"


def test_a_word_given_up_leaves_the_cell_as_it_was(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    for begun in (typed_over, by_key):
        begun(grid)
        compose(grid, "n")
        compose(grid, "")
        QTest.keyClick(grid, Qt.Key.Key_Backspace)  # one too many
        QTest.keyClick(grid, Qt.Key.Key_Return)
        at(grid, 0, "community")
    assert cell(office, filled, october, 0, "community") == value("浮山所小区")


def test_who_deletes_what_stood_there_empties_the_cell(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    by_key(grid)
    QTest.keyClick(grid, Qt.Key.Key_Backspace)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "community") == cell_values.EMPTY


def test_what_was_composed_is_taken_and_said_once(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    said = []
    page.message.connect(said.append)
    at(grid, 0, "community")
    compose(grid, "ni hao")
    click(grid, 3, 0)
    assert cell(office, filled, october, 0, "community") == value("ni hao")
    assert [one for one in said if "ni hao" in one] == ["“ni hao”还没有选字，已按原样填入“小区名称”"]


def test_a_half_word_is_no_choice(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    said = []
    page.message.connect(said.append)
    at(grid, 0, "status")
    compose(grid, "yi kai")
    click(grid, 3, 0)
    assert cell(office, filled, october, 0, "status") == value("未开工")
    assert [one for one in said if "yi kai" in one] == ["“状态”里没有输完的“yi kai”没有填入"]


def test_a_key_that_overtakes_the_word_waits_for_it(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    compose(grid, "你好")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert grid.currentIndex().row() == 0
    compose(grid, "", "你好")
    assert grid.currentIndex().row() == 1
    assert cell(office, filled, october, 0, "community") == value("你好")
    assert cell(office, filled, october, 1, "community") == value("湛山五区")


def test_a_key_the_input_method_lets_through_ends_the_word(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    compose(grid, "你好")
    QTest.keyClick(grid, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 1)
    assert cell(office, filled, october, 0, "community") == value("你好")


@pytest.mark.parametrize("name", ["community", "problems", "households", "owner_person"])
def test_candidates_stand_at_the_caret(size, qtbot, page, open_form, filled, name):
    grid = open_form(filled.id)
    for row in (0, 4):
        at(grid, row, name)
        index = grid.currentIndex()
        seen = grid.view_of(index).visualRect(index)
        seen.moveTopLeft(grid.view_of(index).viewport().mapTo(grid, seen.topLeft()))
        assert grid.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle) == seen
        compose(grid, "n")
        caret = grid.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        editor = grid.editing.editor
        frame = editor.geometry()
        frame.moveTopLeft(editor.mapTo(grid, QPoint(0, 0)))
        assert frame.contains(caret.center()), "in the editor"
        assert frame.intersects(seen), "which is over the cell"
        told = QGuiApplication.inputMethod().cursorRectangle().toRect()
        assert told.topLeft() == grid.mapTo(grid.window(), caret.topLeft()), "where the input method is told in the window"
        compose(grid, "")
        QTest.keyClick(grid, Qt.Key.Key_Escape)


def test_the_card_is_composed_into_too(qtbot, page, open_form, office, filled, october):
    open_form(filled.id)
    page.show_card(True)
    card = page.stack.card.grid
    place = card.cells.place(0, "community")
    card.go(place.row(), CONTENT)
    compose(card, "ni")
    compose(card, "", "你好")
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "community") == value("你好")


def test_an_editor_goes_along_when_rows_become_higher(page, open_form, filled):
    grid = open_form(filled.id)
    for name in ("community", "status"):
        at(grid, 3, name)
        by_key(grid)
        page.tools.by_name["tall"].trigger()
        assert grid.editing.editor.geometry().topLeft() == grid.visualRect(grid.currentIndex()).topLeft()
        QTest.keyClick(grid, Qt.Key.Key_Escape)


def test_a_choice_clicked_takes_the_place_of_a_word(open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "status")
    compose(grid, "yi")
    drop = grid.editing.editor.drop
    wanted = drop.item(1).text()
    QTest.mouseClick(drop.viewport(), Qt.MouseButton.LeftButton, pos=drop.visualItemRect(drop.item(1)).center())
    assert cell(office, filled, october, 0, "status") == value(wanted)


def test_a_day_clicked_takes_the_place_of_a_word(open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "start_on")
    by_alt_down(grid)
    compose(grid, "yi")
    days = grid.editing.editor.drop.calendar.findChild(QTableView)
    QTest.mouseClick(days.viewport(), Qt.MouseButton.LeftButton, pos=days.viewport().rect().center())
    assert not grid.editing.composed
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "start_on").value


def test_all_of_a_few_choices_are_seen(size, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "status")
    compose(grid, "wo")
    assert not grid.editing.editor.drop.verticalScrollBar().isVisible()
