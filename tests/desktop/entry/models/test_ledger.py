"""The ledger page on many rows: order, choice, frozen columns, carrying forward, deleting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from db.office.writing import Edit
from db.values.cell import value
from desktop.entry.acts import clipboard
from desktop.entry.grid.column_filter import FilterBox
from desktop.entry.models.face import RowFilter
from desktop.widgets import dialogs
from desktop.work import settings
from tests.desktop.entry.conftest import at, cell, type_text
from tests.many_rows import load_rows

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def many(office, ledger, september):
    """5,000 communities."""
    load_rows(
        office,
        ledger,
        september,
        (
            {"community": value(f"{'浮山湛山金门'[n % 6]}路{n}号"), "street": value(f"街道{n % 7}"), "buildings": value(n * 37 % 5000)}
            for n in range(5000)
        ),
    )
    return ledger


def names(grid, count=3, field="community"):
    return [grid.cells.cell(grid.cells.place(n, field)).value for n in range(count)]


def test_five_thousand_rows_sort_search_filter(qtbot, page, open_form, many):
    grid = open_form(many.id)
    model = grid.cells
    assert model.count == 5000
    assert len(model._lines) <= 400, "only what is seen is read"
    buildings = model.place(0, "buildings").column()
    grid.sort(buildings)
    qtbot.waitUntil(page.settled)
    assert names(grid, 3, "buildings") == [0, 1, 2]
    grid.sort(buildings)
    qtbot.waitUntil(page.settled)
    assert names(grid, 2, "buildings") == [4999, 4998]
    grid.sort(buildings)
    qtbot.waitUntil(page.settled)
    assert names(grid, 1) == ["浮路0号"]
    qtbot.keyClick(grid, Qt.Key.Key_F, CTRL)
    assert page.search.box.hasFocus()
    page.search.box.setText("路49")
    qtbot.keyClick(page.search.box, Qt.Key.Key_Return)
    qtbot.waitUntil(page.settled)
    assert model.count == sum("路49" in f"路{n}号" for n in range(5000))
    assert grid.hasFocus()
    page.choose(RowFilter().filtered("street", "=街道3"))
    qtbot.waitUntil(page.settled)
    assert model.count == sum(n % 7 == 3 for n in range(5000))


def test_filter_box_by_keyboard(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "community")
    qtbot.keyClick(grid, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    box = page.findChild(object, "filter-box")
    box.text.setText("山")
    qtbot.keyClick(box.text, Qt.Key.Key_Return)
    qtbot.waitUntil(page.settled)
    assert grid.cells.count == 2
    assert grid.cells.choice.filters == {"community": "山"}
    assert "已筛选" in page.head.under.text()
    assert grid.heads._sign_names(grid.cells, grid.cells.place(0, "community").column()) == ["filter"]
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    box = page.findChildren(FilterBox)[-1]
    assert box.text.hasFocus()
    qtbot.keyClick(box.text, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_F, CTRL)
    assert page.search.box.hasFocus(), "the keys of the page work on"


def test_escape_leaves_a_search_that_found_nothing(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    rows = grid.cells.count
    qtbot.keyClick(grid, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(page.search.box, "zzzz")
    qtbot.waitUntil(lambda: page.settled() and grid.cells.count == 0)
    qtbot.keyClick(page.search.box, Qt.Key.Key_Escape)
    assert grid.hasFocus()
    qtbot.waitUntil(lambda: page.settled() and grid.cells.count == rows)


def test_current_cell_and_scroll_survive_an_edit(qtbot, page, open_form, office, many, october):
    grid = open_form(many.id)
    at(grid, 3000, "buildings")
    top = grid.verticalScrollBar().value()
    across = grid.horizontalScrollBar().value()
    type_text(grid, "77")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Tab)
    assert grid.verticalScrollBar().value() == top
    assert grid.horizontalScrollBar().value() >= across
    assert grid.currentIndex().row() == 3000
    qtbot.waitUntil(page.settled, timeout=20_000)
    assert cell(office, many, october, 3000, "buildings") == value(77)
    assert grid.cells.cell(grid.cells.place(3000, "buildings")) == value(77)


def test_scroll_to_the_end(qtbot, open_form, many):
    grid = open_form(many.id)
    qtbot.keyClick(grid, Qt.Key.Key_End, CTRL)
    assert grid.currentIndex().row() == 5000
    assert grid.cells.number(5000) == "＋"


def test_carried_forward_with_what_changed_marked(qtbot, page, open_form, office, filled, october, september):
    grid = open_form(filled.id)
    assert names(grid) == ["浮山所小区", "湛山五区", "香港花园"]
    at(grid, 1, "households")
    type_text(grid, "160")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    place = grid.cells.place(1, "households")
    face = grid.cells.face(place)
    assert face.changed
    assert face.before == "101"
    assert not grid.cells.face(grid.cells.place(1, "buildings")).changed
    assert cell(office, filled, september, 1, "households") == value(101)
    page.tools.by_name["changed"].trigger()
    qtbot.waitUntil(page.settled)
    assert names(grid, 1) == ["湛山五区"]
    assert grid.cells.count == 1


def test_side_panel_says_what_belongs_to_the_cell(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    type_text(grid, "1")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    at(grid, 0, "households")
    qtbot.waitUntil(lambda: "李敏" in page.panel.text(), timeout=30_000)
    text = page.panel.text()
    for part in ("户数", "计量单位", "户", "上期（2026年9月）", "100", "上年同期", "审核关系", "100 → 1"):
        assert part in text


def test_deleting_asks_and_stays_in_the_history(qtbot, page, open_form, office, filled, october, september, answers):
    grid = open_form(filled.id)
    at(grid, 1, "community")
    answers.append(False)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, CTRL)
    assert office.count(filled, october) == 6
    answers.append(True)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, CTRL)
    assert office.count(filled, october) == 5
    assert office.count(filled, september) == 6, "the month before keeps it"
    assert names(grid, 2) == ["浮山所小区", "香港花园"]
    assert [(one.old, one.new) for one in office.history(filled, limit=1)] == [("湛山五区", "删除")]
    qtbot.keyClick(grid, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(page.settled)
    assert names(grid, 3) == ["浮山所小区", "湛山五区", "香港花园"], "it comes back where it was"


def test_deleting_says_where_the_row_was_changed_again(qtbot, page, open_form, office, filled, october, answers):
    grid = open_form(filled.id)
    row = next(record.row for record in office.rows(filled, october))
    office.apply([Edit(filled, october.next, row, "households", value(77))])
    at(grid, 0, "community")
    answers.append(True)
    qtbot.keyClick(grid, Qt.Key.Key_Delete, CTRL)
    assert "在2026年11月还改过，从那时起的内容一并删除" in dialogs.said[-1]
    assert office.record(filled, october.next, row) is None


def test_copying_rows(qtbot, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 2, "community")
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert office.count(filled, october) == 7
    assert names(grid, 7)[6] == "香港花园"


def test_frozen_columns_stay(qtbot, open_form, filled):
    grid = open_form(filled.id)
    assert grid.columns_frozen() == 2
    at(grid, 0, "paid")
    assert grid.horizontalScrollBar().value() > 0
    assert grid.frozen.isVisible()
    assert [grid.frozen.isColumnHidden(n) for n in range(3)] == [False, False, True]
    assert grid.frozen.columnWidth(0) == grid.columnWidth(0)
    across = grid.horizontalScrollBar().value()
    qtbot.mouseClick(grid.frozen.viewport(), Qt.MouseButton.LeftButton, pos=grid.frozen.visualRect(grid.model().index(2, 0)).center())
    assert grid.currentIndex() == grid.model().index(2, 0)
    assert grid.hasFocus()
    type_text(grid, "太平角小区")
    assert grid.editing.editor.parent() is grid.frozen.viewport()
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    assert grid.horizontalScrollBar().value() == across
    at(grid, 0, "district")
    assert grid.visualRect(grid.currentIndex()).left() >= grid.frozen.reach(), "not under the frozen columns"


def test_editor_covers_its_cell(open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    type_text(grid, "5")
    rect = grid.visualRect(grid.currentIndex())
    assert grid.editing.editor.geometry() == rect.adjusted(0, 0, -1, -1)
    assert grid.editing.editor.mapTo(grid.viewport(), QPoint(0, 0)) == rect.topLeft()


def test_widths_are_remembered(page, open_form, filled):
    grid = open_form(filled.id)
    column = grid.cells.place(0, "households").column()
    grid.setColumnWidth(column, 151)
    page.show_form("tasks")
    page.show_form(filled.id)
    assert page.grid.columnWidth(column) == 151


def test_another_form_leaves_the_widths_alone(page, session, office, open_form):
    session.look_at(office.catalogue.packs["employment-talent"])
    grid = open_form("indicators")
    before = [grid.columnWidth(n) for n in range(5)]
    for id in ("lg-job", "indicators", "tasks", "lg-job", "indicators"):
        open_form(id)
    assert [grid.columnWidth(n) for n in range(5)] == before
    grid.widths.keep()
    assert not settings.file().exists() or "column-widths" not in settings.file().read_text(), "nobody dragged one"


def test_sideways_by_whole_columns(open_form, filled):
    grid = open_form(filled.id)
    bar = grid.horizontalScrollBar()
    for place in (7, 33, 150, bar.maximum() - 3, bar.maximum()):
        bar.setValue(place)
        at_edge = grid.columnAt(grid.frozen.reach() + 1)
        assert grid.columnViewportPosition(at_edge) == grid.frozen.reach(), "no number without its first digits"
    last = bar.value()
    grid.updateGeometries()
    assert bar.value() == last, "it stays at the far right"
    bar.setValue(last - 1)
    assert bar.value() < last - 1, "back by a whole column"
    assert grid.columnViewportPosition(grid.columnAt(grid.frozen.reach() + 1)) == grid.frozen.reach()


def test_typed_decimals_are_all_shown(open_form, filled, session, october):
    grid = open_form("tasks")
    form, row = grid.cells.form, grid.cells.row_id(0)
    place = grid.cells.place(0, "percent")
    for typed, text in ((0.5, "0.5"), (33.375, "33.375"), (60, "60")):
        session.save([Edit(form, october, row, "percent", value(typed))])
        assert (grid.cells.text(place), grid.cells.face(place).text) == (text, text)
    gap = form.field("gap")
    assert grid.cells.shown(gap, value(3.14159)) == "3.1", "what is computed is rounded"


def test_acts_from_elsewhere_are_shown(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    record = list(office.rows(filled, october))[0]
    page.session.save([Edit(filled, october, record.row, "households", value(5))])
    assert grid.cells.cell(grid.cells.place(0, "households")) == value(5)


def test_moving_to_another_period(qtbot, page, open_form, office, filled, october, september):
    grid = open_form(filled.id)
    at(grid, 2, "households")
    page.session.look_at(period=september)
    qtbot.waitUntil(page.settled)
    assert grid.cells.period == september
    assert (grid.currentIndex().row(), grid.cells.field_at(grid.currentIndex()).id) == (2, "households")
    type_text(grid, "9")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    assert cell(office, filled, october, 2, "households") == value(9), "carried on"


def test_personal_data_is_masked_until_revealed(qtbot, page, session, open_form, office, october, answers):
    session.look_at(office.catalogue.packs["island-artisan-training"])
    form = next(one for one in session.pack.forms if any(field.kind == "citizen_id" and field.personal for field in one.fields))
    field = next(one for one in form.fields if one.kind == "citizen_id" and one.personal)
    load_rows(office, form, session.period, [{field.id: value("370202199003078515")}])
    grid = open_form(form.id)
    at(grid, 0, field.id)
    assert grid.cells.face(grid.currentIndex()).text == "370202********8515"
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    from PySide6.QtWidgets import QApplication

    assert QApplication.clipboard().text() == "370202********8515"
    assert clipboard.read(QApplication.clipboard().mimeData())[0][0].text == "370202********8515"
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    assert cell(office, form, session.period, 0, field.id) == value("370202199003078515"), "looking changes nothing"
    answers.append("")
    page.tools.by_name["reveal"].trigger()
    assert not grid.cells.revealed
    answers.append("核对参保信息")
    page.tools.by_name["reveal"].trigger()
    assert grid.cells.face(grid.cells.place(0, field.id)).text == "370202199003078515"
    kinds = office.db.execute("SELECT kind, detail FROM event").fetchall()
    assert [(kind, "核对参保信息" in detail) for kind, detail in kinds] == [("reveal", True)]
