"""The page 设置: people, sizes, language, the unit table, copies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from db import backup
from db.office import create
from desktop import dialogs, look, settings, tasks
from desktop.preferences.copies import describe
from desktop.preferences.page import PreferencesPage


@pytest.fixture
def page(qtbot, session):
    found = PreferencesPage(session)
    qtbot.addWidget(found)
    found.resize(1200, 700)
    found.show()
    yield found
    tasks.settle()


def row_of(page, code):
    return next(n for n, unit in enumerate(page.units.model.units) if unit.code == code)


def type_into(qtbot, commit, page, row, column, text):
    view = page.units.view
    index = page.units.model.index(row, column)
    view.setCurrentIndex(index)
    view.edit(index)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    commit(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.findChild(QLineEdit) is None, timeout=5000)


def test_names_are_kept_when_the_field_is_left(qtbot, commit, page, office, session):
    with qtbot.waitSignal(session.changed):
        page.people.fields["reviewer"].setText("王强")
        qtbot.keyClick(page.people.fields["reviewer"], Qt.Key.Key_Return)
    assert office.people["reviewer"] == "王强"
    page.name.selectAll()
    commit(page.name, "市南区住建局")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert office.name == "市南区住建局"


def test_size_and_language_ask_for_a_new_window(qtbot, page):
    with qtbot.waitSignal(page.rebuild_wanted):
        qtbot.mouseClick(page.findChild(QPushButton, "scale_150"), Qt.MouseButton.LeftButton)
    assert look.scale() == 150
    with qtbot.waitSignal(page.rebuild_wanted):
        qtbot.mouseClick(page.findChild(QPushButton, "language_en"), Qt.MouseButton.LeftButton)
    assert settings.get("language") == "en"


def test_a_unit_is_renamed_in_place(qtbot, commit, page, office):
    type_into(qtbot, commit, page, row_of(page, "370203"), 1, "市北新区")
    assert next(unit for unit in office.units() if unit.code == "370203").name == "市北新区"
    type_into(qtbot, commit, page, row_of(page, "370203"), 3, "北区，市北")
    assert next(unit for unit in office.units() if unit.code == "370203").aliases == ("北区", "市北")
    type_into(qtbot, commit, page, row_of(page, "370203"), 6, "500")
    assert office.units()[-1].code == "370203"
    assert page.units.view.currentIndex().row() == len(office.units()) - 1


def test_a_new_code_takes_the_units_below_along(page, office):
    model = page.units.model
    assert model.setData(model.index(row_of(page, "370200"), 0), "qd")
    assert next(unit for unit in office.units() if unit.code == "370203").parent == "qd"
    assert all(unit.code != "370200" for unit in office.units())


@pytest.mark.parametrize(
    ("code", "column", "value", "word"),
    [
        ("370203", 0, "370202", "已经是"),
        ("370203", 1, "市南区", "已经有了"),
        ("370203", 6, "第一", "整数"),
        ("370200", 5, "370202", "下级"),
        ("370203", 1, " ", "名称"),
    ],
)
def test_what_cannot_be_is_said(page, office, code, column, value, word):
    before = office.units()
    model = page.units.model
    assert not model.setData(model.index(row_of(page, code), column), value)
    assert word in page.units.fault.text()
    assert page.units.fault.isVisible()
    assert office.units() == before


def test_in_total_is_a_tick(page, office):
    model = page.units.model
    index = model.index(row_of(page, "qd-gxq"), 7)
    assert model.setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert next(unit for unit in office.units() if unit.code == "qd-gxq").in_total


def test_level_and_parent_are_chosen_from_a_list(qtbot, page, office):
    view, model = page.units.view, page.units.model
    index = model.index(row_of(page, "qd-gxq"), 4)
    view.setCurrentIndex(index)
    view.edit(index)
    box = view.findChild(QComboBox)
    assert box.currentData() == "zone"
    box.setCurrentIndex(box.findData("town"))
    view.commitData(box)
    assert next(unit for unit in office.units() if unit.code == "qd-gxq").level == "town"


def test_units_are_added_and_removed(qtbot, commit, page, office, answers):
    count = len(office.units())
    qtbot.mouseClick(page.units.add, Qt.MouseButton.LeftButton)
    assert len(office.units()) == count + 1
    new = next(unit for unit in office.units() if unit.code == "x1")
    assert (new.level, new.parent) == ("town", "370202")
    commit(QApplication.focusWidget(), "八大关街道")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.units.view.findChild(QLineEdit) is None, timeout=5000)
    assert any(unit.name == "八大关街道" for unit in office.units())
    page.units.view.setCurrentIndex(page.units.model.index(row_of(page, "x1"), 1))
    answers.append(True)
    qtbot.mouseClick(page.units.remove, Qt.MouseButton.LeftButton)
    assert len(office.units()) == count


@pytest.mark.parametrize(("code", "word"), [("370200", "下面还有"), ("370202", "本单位")])
def test_some_units_stay(qtbot, page, office, answers, code, word):
    page.units.view.setCurrentIndex(page.units.model.index(row_of(page, code), 1))
    answers.append(True)
    qtbot.mouseClick(page.units.remove, Qt.MouseButton.LeftButton)
    assert word in page.units.fault.text()
    assert any(unit.code == code for unit in office.units())


def test_the_own_code_stays(page):
    flags = page.units.model.flags(page.units.model.index(row_of(page, "370202"), 0))
    assert not flags & Qt.ItemFlag.ItemIsEditable


def test_a_copy_now(qtbot, page, office):
    assert "还没有备份" in page.copies.lines.text()
    assert not page.copies.back.isVisible()
    qtbot.mouseClick(page.copies.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.copies.list.count() == 1, timeout=10_000)
    (made,) = backup.copies(office.path)
    assert describe(made) == page.copies.list.item(0).text()
    assert describe(made).split("  ")[1] == "备份"


def test_a_copy_is_asked_back(qtbot, page, office, answers):
    for _ in range(2):
        backup.copy(office.path)
    page.copies.refresh()
    assert not page.copies.back.isEnabled()
    page.copies.list.setCurrentRow(1)
    answers.append(False)
    with qtbot.assertNotEmitted(page.restore_wanted):
        qtbot.mouseClick(page.copies.back, Qt.MouseButton.LeftButton)
    assert "留作一份备份" in dialogs.said[-1]
    answers.append(True)
    with qtbot.waitSignal(page.restore_wanted, check_params_cb=lambda number: number == 2):
        qtbot.mouseClick(page.copies.back, Qt.MouseButton.LeftButton)


def test_a_copy_takes_the_place_of_the_file(qtbot, program, catalogue, tmp_path):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    program.start(file)
    backup.copy(file)
    program.office.set({"name": "后来的名称"})
    old = program.window
    old.show_page("preferences")
    old.restore_wanted.emit(1)
    qtbot.waitUntil(lambda: program.window is not old, timeout=10_000)
    assert program.office.setting("name") == ""
    assert program.window.page == "preferences"
    assert "已恢复" in dialogs.said[-1]
    assert any("恢复前" in one.name for one in backup.copies(file))


def test_a_bad_copy_leaves_the_file_as_it_is(qtbot, program, catalogue, tmp_path):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202", ["urban-renewal-3yr"]).close()
    program.start(file)
    program.office.set({"name": "现在的名称"})
    backup.copy(file).write_bytes(b"nothing")
    old = program.window
    old.restore_wanted.emit(1)
    qtbot.waitUntil(lambda: program.window is not old, timeout=10_000)
    assert program.office.setting("name") == "现在的名称"
    assert "不完整" in dialogs.said[-1]
