"""The page 设置: people, sizes, language, the unit table, copies."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton

from db.office import backup
from db.office.office import create
from db.units.hierarchy import at, counted, unit_on
from db.units.model import Unit
from desktop.preferences.backup_card import describe
from desktop.widgets import dialogs, look
from desktop.work import settings


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
    qtbot.waitUntil(lambda: view.findChild(QLineEdit) is None, timeout=30_000)


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
    qtbot.waitUntil(lambda: page.units.view.findChild(QLineEdit) is None, timeout=30_000)
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
    qtbot.waitUntil(lambda: page.copies.list.count() == 1, timeout=30_000)
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
    old.go("preferences")
    old.restore_wanted.emit(1)
    qtbot.waitUntil(lambda: program.window is not old, timeout=30_000)
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
    qtbot.waitUntil(lambda: program.window is not old, timeout=30_000)
    assert program.office.setting("name") == "现在的名称"
    assert "不完整" in dialogs.said[-1]


# --- units from day to day


def choose(page, *codes):
    view, model = page.units.view, page.units.model
    view.clearSelection()
    for code in codes:
        index = model.index(row_of(page, code), 1)
        view.selectionModel().select(index, view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows)
        view.selectionModel().setCurrentIndex(index, view.selectionModel().SelectionFlag.NoUpdate)


def typed(commit, field, text):
    field.selectAll()
    commit(field, text)


def test_a_unit_gets_another_name_from_a_day_on(qtbot, commit, page, office, answers):
    def work(box):
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "和原来的一样" in box.fault.text()
        typed(commit, box.name, "市北新区")
        box.since.setDate(QDate(2026, 10, 1))
        qtbot.keyClick(box.name, Qt.Key.Key_Return)

    answers.append(work)
    choose(page, "370203")
    page.units.rename.trigger()
    lines = [one for one in office.units() if one.code == "370203"]
    assert [(one.name, one.since, one.until) for one in lines] == [("市北区", "", "2026-09-30"), ("市北新区", "2026-10-01", "")]
    assert page.units.past.isChecked(), "what became of units is shown by itself"
    assert not page.units.view.isColumnHidden(8)
    qtbot.mouseClick(page.units.past, Qt.MouseButton.LeftButton)
    assert [one.name for one in page.units.model.units if one.code == "370203"] == ["市北新区"]
    assert page.units.view.isColumnHidden(8)


def test_units_are_merged_in_a_box(qtbot, commit, page, office, answers):
    def work(box):
        assert box.ticked() == ["370203", "370213"]
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "名称" in box.fault.text()
        assert len(office.units()) == count
        typed(commit, box.name, "中心区")
        typed(commit, box.code, "370299")
        box.since.setDate(QDate(2026, 10, 1))
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    count = len(office.units())
    answers.append(work)
    choose(page, "370203", "370213")
    with qtbot.waitSignal(page.session.changed):
        page.units.merge.trigger()
    ended = [one for one in office.units() if one.until]
    assert {(one.code, one.until, one.successors) for one in ended} == {(code, "2026-09-30", ("370299",)) for code in ("370203", "370213")}
    assert len(counted(office.units(), "370200", date(2026, 9, 30))) == 10
    assert len(counted(office.units(), "370200", date(2026, 10, 1))) == 9


def test_one_of_them_goes_on(qtbot, page, office, answers):
    def work(box):
        box.into.setCurrentIndex(box.into.findData("370203"))
        assert (box.code.text(), box.code.isReadOnly(), box.name.text()) == ("370203", True, "市北区")
        box.into.setCurrentIndex(0)
        assert (box.code.text(), box.code.isReadOnly()) == ("x1", False)
        box.into.setCurrentIndex(box.into.findData("370203"))
        box.list.item(row_of(page, "370212")).setCheckState(Qt.CheckState.Checked)
        assert box.into.currentData() == "370203"
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(work)
    choose(page, "370203", "370213")
    page.units.merge.trigger()
    assert {one.code for one in office.units() if one.until} == {"370212", "370213"}


def test_a_unit_is_split_in_a_box(qtbot, commit, page, office, answers):
    towns = [Unit(f"t{n}", f"{n}街道", level="town", parent="370203", ord=900 + n) for n in (1, 2)]
    office.set_units([*office.units(), *towns])
    page.units.model.reload()

    def work(box):
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)
        assert "至少要有两个" in box.fault.text()
        qtbot.mouseClick(box.findChild(QPushButton, "splitMore"), Qt.MouseButton.LeftButton)
        assert len(box.parts) == 3
        box.parts[0][0].setText("370203")
        for (_, name), text in zip(box.parts, ("市北一区", "市北二区"), strict=False):
            typed(commit, name, text)
        assert box.below["t2"].itemText(1) == "市北二区"
        box.below["t2"].setCurrentIndex(1)
        qtbot.mouseClick(box.do, Qt.MouseButton.LeftButton)

    answers.append(work)
    choose(page, "370203")
    page.units.split.trigger()
    today = page.session.today
    assert {one.name for one in at(office.units(), today) if one.name.startswith("市北")} == {"市北一区", "市北二区"}
    assert unit_on(office.units(), "t1", today).parent == "370203"
    assert unit_on(office.units(), "t2", today).parent == "x2"


def test_the_own_unit_is_not_split_here(qtbot, page, office):
    choose(page, "370202")
    page.units.split.trigger()
    assert "各建一个工作库" in page.units.fault.text()
    page.units.view.setCurrentIndex(page.units.model.index(-1, 0))
    page.units.rename.trigger()
    assert "先在表里选一个单位" in page.units.fault.text()


def test_tab_leaves_the_unit_table(qtbot, page):
    view = page.units.view
    view.setFocus()
    view.setCurrentIndex(page.units.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_days_and_successors_are_typed_in_the_table(qtbot, commit, page, office):
    page.units.show_past(True)
    type_into(qtbot, commit, page, row_of(page, "qd-langu"), 9, "2025.12.31")
    assert next(one for one in office.units() if one.code == "qd-langu").until == "2025-12-31"
    type_into(qtbot, commit, page, row_of(page, "qd-langu"), 10, "370215，qd-sco")
    assert next(one for one in office.units() if one.code == "qd-langu").successors == ("370215", "qd-sco")
    model = page.units.model
    assert not model.setData(model.index(row_of(page, "qd-langu"), 8), "昨天")
    assert "不是日期" in page.units.fault.text()
    assert not model.setData(model.index(row_of(page, "qd-langu"), 9), "")
    assert "要有终止日期" in page.units.fault.text()


def test_the_table_goes_out_and_comes_back(qtbot, page, office, answers, tmp_path):
    answers.append(tmp_path / "单位")
    page.units.export.trigger()
    assert (tmp_path / "单位.xlsx").is_file()
    assert "已导出" in page.units.fault.text()
    before = office.units()
    book = load_workbook(tmp_path / "单位.xlsx")
    book["填报单位"].delete_rows(18)
    book["填报单位"]["B4"] = "市北新区"
    book.save(tmp_path / "单位.xlsx")
    answers.extend([tmp_path / "单位.xlsx", False])
    page.units.take.trigger()
    assert office.units() == before
    assert "1 个单位会删除" in dialogs.said[-1]
    assert "改动：370203 市北区：名称 市北区 → 市北新区" in dialogs.said[-1]
    answers.extend([tmp_path / "单位.xlsx", True])
    page.units.take.trigger()
    assert len(office.units()) == len(before) - 1
    assert unit_on(office.units(), "370203", page.session.today).name == "市北新区"
    book["填报单位"]["A5"], book["填报单位"]["E6"] = "", "县"
    book.save(tmp_path / "单位.xlsx")
    answers.append(tmp_path / "单位.xlsx")
    page.units.take.trigger()
    assert "A5" in page.units.fault.text()
    assert "E6" in page.units.fault.text()
    assert len(office.units()) == len(before) - 1
