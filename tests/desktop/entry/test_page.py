"""The rest of the page: problems and their notes, the card, fixed forms, names for those who listen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from db.office.writing import Edit
from db.overview import duties
from db.packs.model import SEVERITIES
from db.rules.engine import problems
from db.rules.problem import Problem
from db.values.cell import value
from desktop.entry.acts.clipboard import read_text
from desktop.entry.acts.paste_plan import plan
from desktop.entry.beside.card import CONTENT, WRONG
from desktop.entry.beside.cell_panel import RULES, WIDTH, _two_lines
from desktop.entry.beside.form_list import COUNT
from desktop.entry.beside.problem_drawer import ProblemDrawer
from tests.desktop.entry.conftest import at, cell, compose, type_text


def wait_problem(qtbot, page, rule):
    qtbot.waitUntil(lambda: any(one.rule == rule for one in page.checks.problems), timeout=30_000)
    qtbot.waitUntil(page.settled, timeout=30_000)
    return next(one for one in page.checks.problems if one.rule == rule)


def test_problems_jump_and_mark(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 3, "buildings")
    with qtbot.waitSignal(page.problems_changed, timeout=30_000):
        type_text(grid, "900")
        qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    one = wait_problem(qtbot, page, "buildings-households")
    assert "103" in one.message
    assert "900" in one.message
    page.show_form("tasks")
    page.drawer.chosen.emit(one)
    qtbot.waitUntil(page.settled)
    assert page.model.form.id == filled.id
    assert (page.grid.currentIndex().row(), page.model.field_at(page.grid.currentIndex()).id) == (3, one.field)
    assert page.model.face(page.grid.currentIndex()).problem == "error"


def test_a_note_lets_a_warning_pass(qtbot, page, session, office, open_form, october):
    session.look_at(office.catalogue.packs["employment-talent"])
    form = session.pack.form("indicators")
    code = next(one.code for one in form.rows if one.entry == "current" and one.unit == "万人")
    grid = open_form("indicators")
    row = page.model.row_of(code)
    session.save([Edit(form, october.previous, code, "current", value(2))])
    at(grid, row, "current")
    type_text(grid, "25000")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    one = wait_problem(qtbot, page, "ten-thousandfold")
    tree = page.drawer.tree
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    tree.setCurrentItem(next(item for item in items if item.data(0, Qt.ItemDataRole.UserRole) == one))
    assert page.drawer.note.isVisible()
    page.drawer.note.setFocus()
    page.drawer.note.setText("上期口径为区级数")
    qtbot.keyClick(page.drawer.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(two.rule == one.rule and two.note for two in page.checks.problems), timeout=30_000)
    assert page.model.face(page.model.place(row, "current")).note


def test_fixed_forms_take_typing_and_lock_the_rest(qtbot, page, session, open_form, office, october):
    form = session.pack.form("tasks")
    grid = open_form("tasks")
    at(grid, 0, "title")
    type_text(grid, "改")
    assert not grid.editing.open
    at(grid, 0, "status")
    type_text(grid, "推")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Tab)
    type_text(grid, "60%")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    assert cell(office, form, october, 0, "status") == value("推进中")
    assert cell(office, form, october, 0, "percent") == value(60)
    assert grid.cells.face(grid.cells.place(0, "light")).text, "the derived light follows at once"


def test_fixed_forms_do_not_grow(page, open_form):
    open_form("tasks")
    table = read_text("\n".join(["推进中"] * 40))
    found = plan(page.model, table, (0, page.model.place(0, "status").column(), 0, 0))
    assert len(found.edits) == page.model.rowCount()
    assert found.outside == 40 - page.model.rowCount()


def test_search_in_a_fixed_form(qtbot, page, open_form):
    open_form("tasks")
    page.search.box.setText("口袋公园")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_nothing_found_is_said_and_esc_clears(qtbot, page, open_form):
    grid = open_form("tasks")
    width, rows = grid.verticalHeader().width(), page.model.rowCount()
    assert page.model.empty_text() == ""
    page.search.box.setText("zzzz")
    qtbot.keyClick(page.search.box, Qt.Key.Key_Return)
    assert page.model.empty_text() == "没有找到“zzzz”，按 Esc 清除"
    assert grid.verticalHeader().width() == width, "the columns stand still"
    assert grid.hasFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert (page.search.box.text(), page.model.rowCount()) == ("", rows)
    page.search.box.setFocus()
    page.search.box.setText("zzzz")
    qtbot.keyClick(page.search.box, Qt.Key.Key_Escape)
    assert (page.search.box.text(), page.model.rowCount(), grid.hasFocus()) == ("", rows, True)


def test_an_empty_ledger_says_what_to_do(page, open_form, ledger):
    open_form(ledger.id)
    assert page.model.empty_text() == "还没有登记。直接输入、粘贴，或读入工作簿"


def test_the_side_panel_is_reached_by_key(qtbot, page, open_form, filled):
    page.resize(1600, 700)
    grid = open_form(filled.id)
    for _ in range(6):
        page.moves.next_part()
        if page.panel.hasFocus():
            break
    assert page.panel.hasFocus()
    qtbot.keyClick(page.panel, Qt.Key.Key_Escape)
    assert grid.hasFocus()


def test_what_is_filled_is_counted_as_among_the_duties(qtbot, page, session, office, open_form, october):
    form = session.pack.form("tasks")
    open_form("tasks")
    rows = [row.code for row in form.rows if not row.heading]
    session.save([Edit(form, october, code, "status", value("推进中")) for code in rows])
    item = page.forms.item(0)

    def counted() -> bool:
        found = duties.fill(office.db.conn, form, october, problems(office.db.conn, session.pack, october))
        return page.settled() and item.data(COUNT) == found and found.done < found.total

    qtbot.waitUntil(counted, timeout=30_000)


def test_card_types_with_the_same_keys(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 1, "households")
    qtbot.keyClick(grid, Qt.Key.Key_F8)
    card = page.stack.card.grid
    assert card.isVisible()
    assert card.hasFocus()
    assert card.cells.field_at(card.currentIndex()).id == "households"
    type_text(card, "2")
    qtbot.keyClick(card.editing.editor, Qt.Key.Key_Return)
    assert cell(office, filled, october, 1, "households") == value(2)
    wait_problem(qtbot, page, "buildings-households")
    beside = card.model().index(card.cells.place(0, "households").row(), WRONG)
    assert "楼栋数" in card.cells.face(beside).text
    page.stack.card.next.click()
    assert "香港花园" in page.stack.card.name.text()
    compose(card, "g")
    compose(card, "", "光大")
    qtbot.keyClick(card.editing.editor, Qt.Key.Key_Escape)
    assert card.isVisible(), "the first Esc is for what was typed"
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert page.grid.isVisible()
    assert page.grid.hasFocus()
    assert not page.tools.by_name["card"].isChecked()
    assert page.grid.currentIndex().row() == 2


def test_card_of_a_task(qtbot, page, session, open_form, office, october):
    open_form("tasks")
    page.tools.by_name["card"].trigger()
    card = page.stack.card.grid
    place = card.cells.place(0, "progress")
    card.go(place.row(), CONTENT)
    type_text(card, "完成方案")
    qtbot.keyClick(card.editing.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cell(office, session.pack.form("tasks"), october, 0, "progress") == value("完成方案")


def test_forms_count_what_is_filled(qtbot, page, open_form, filled):
    open_form(filled.id)
    qtbot.waitUntil(lambda: page.forms.item(1).data(COUNT) == duties.Fill(filled, 6, 6), timeout=30_000)


def test_turning_away_takes_what_is_typed(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    type_text(grid, "55")
    page.hide()
    assert cell(office, filled, october, 0, "households") == value(55)


def test_everything_has_a_name(qtbot, page, open_form, filled):
    open_form(filled.id)
    QAccessible.setActive(True)
    unnamed = []
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.isVisible() and widget.objectName() != "qt_toolbar_ext_button":
            found = QAccessible.queryAccessibleInterface(widget)
            if found and not found.text(QAccessible.Text.Name):
                unnamed.append((type(widget).__name__, widget.objectName()))
    assert not unnamed


def test_news_do_not_disturb_who_types(qtbot, page, session, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    type_text(grid, "1")
    session.refresh()
    assert grid.editing.open
    type_text(grid, "50")
    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)
    assert cell(office, filled, october, 0, "households") == value(150)
    qtbot.waitUntil(lambda: not page._later.isActive())
    assert grid.currentIndex().row() == 1


def problem(severity="error", form="f", row="1", note=None):
    return Problem(severity, form, row, "a", "r", "错", "改", "第1行", {}, note)


def test_the_drawer_opens_for_what_is_new_and_folds_when_nothing_is_left(qtbot):
    drawer = ProblemDrawer()
    qtbot.addWidget(drawer)
    fold = drawer.fold

    def show(*found):
        drawer.show_problems(found, "f")
        drawer.attend("f")
        return fold.isChecked()

    assert not fold.isChecked()
    assert not show(problem("warning", note="属实"), problem("hint"))
    assert not show(problem(form="g")), "of another form"
    assert show(problem())
    fold.click()
    assert not show(problem(), problem("hint")), "folded by hand, nothing new"
    assert show(problem(), problem(row="2"))
    assert not show(problem("warning", note="属实"))
    fold.click()
    assert show(), "opened by hand"


def test_with_little_height_only_a_person_opens_the_drawer(qtbot):
    drawer = ProblemDrawer()
    qtbot.addWidget(drawer)
    drawer.low(True)
    drawer.show_problems([problem()], "f")
    drawer.attend("f")
    assert not drawer.fold.isChecked()
    drawer.low(False)
    assert drawer.fold.isChecked()


def test_the_grid_is_the_largest_part(page, open_form, filled):
    open_form(filled.id)
    page.drawer.open(True)
    page.resize(1366 - 136, 768 - 76)
    QApplication.processEvents()
    size = page.grid.width() * page.grid.height()
    assert all(size > part.width() * part.height() for part in (page.panel, page.forms, page.drawer))


def test_rules_in_the_panel_are_brief(qtbot, page, open_form, filled):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    qtbot.waitUntil(lambda: "审核关系" in page.panel.text())
    labels = page.panel._body.findChildren(QLabel)
    rules = [one for one in labels if one.text().partition("　")[0] in SEVERITIES.values() and not one.isHidden()]
    assert 0 < len(rules) <= RULES
    for one in rules:
        height = one.fontMetrics().boundingRect(0, 0, WIDTH - 44, 1000, Qt.TextFlag.TextWordWrap, one.text()).height()
        assert height < 2.5 * one.fontMetrics().lineSpacing(), one.text()
    long = "强制　" + "户数大于楼栋数的二百倍时应当写明原因，" * 4
    assert _two_lines(long, 14) != long


def test_a_narrow_page_folds_the_side_panel(page, open_form, filled):
    open_form(filled.id)
    assert page.panel.isVisible()
    page.resize(860, 500)
    assert not page.panel.isVisible()
    assert not page.drawer.tree.isVisible()
    page.tools.by_name["panel"].trigger()
    assert page.panel.isVisible(), "when asked for"
    page.resize(1246, 680)
    assert page.panel.isVisible()


def test_sizes_follow_the_scale(qtbot, page, open_form, filled, monkeypatch):
    open_form(filled.id)
    assert page.grid.verticalHeader().defaultSectionSize() == 32
    page.show_before(True)
    assert page.grid.rowHeight(0) == 52


def test_a_note_that_is_being_written_outlives_a_check(qtbot):
    one, other = (Problem("warning", "tasks", row, "percent", f"few:{row}", "少", "说明", row) for row in ("A1", "A2"))
    drawer = ProblemDrawer()
    qtbot.addWidget(drawer)
    drawer.show_problems([one], "tasks")
    drawer.open(True)
    drawer.show()
    drawer._choose(one)
    qtbot.keyClicks(drawer.note, "shushi")
    drawer.show_problems([one, other], "tasks")
    assert drawer.note.text() == "shushi"
    drawer._choose(other)
    assert drawer.note.text() == "", "another problem has a note of its own"
