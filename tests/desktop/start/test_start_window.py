"""Before an office is open: opening, making a new one, and where faults stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from db.office.office import create, open_office
from desktop.start.start_window import StartWindow, recent, remember
from desktop.work import settings


@pytest.fixture
def start(qtbot, dressed, catalogue):
    found = StartWindow(catalogue)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def first_run(qtbot, start):
    qtbot.mouseClick(start.start.new, Qt.MouseButton.LeftButton)
    return start.stack.currentWidget()


def tick(page, id):
    items = [page.packs.item(n) for n in range(page.packs.count())]
    next(one for one in items if one.data(Qt.ItemDataRole.UserRole) == id).setCheckState(Qt.CheckState.Checked)


def test_it_says_what_it_is_not_for(start):
    assert "非涉密" in start.findChild(QLabel, "unclassifiedOnly").text()


def test_a_file_is_opened(qtbot, start, tmp_path, catalogue, answers):
    file = tmp_path / "甲.taizhang"
    create(file, catalogue, "370202").close()
    answers.append(str(file))
    with qtbot.waitSignal(start.opened) as opened:
        qtbot.mouseClick(start.start.other, Qt.MouseButton.LeftButton)
    assert opened.args[0].path == file
    opened.args[0].close()


def test_a_file_that_is_none_is_refused_in_place(qtbot, start, tmp_path, answers):
    file = tmp_path / "照片.taizhang"
    file.write_bytes(b"JPEG")
    answers.append(str(file))
    qtbot.mouseClick(start.start.other, Qt.MouseButton.LeftButton)
    assert start.start.fault.isVisible()
    assert "不是台账工作库" in start.start.fault.text()


def test_files_opened_lately_are_offered(qtbot, dressed, tmp_path, catalogue):
    for name in ("甲", "乙", "丙"):
        file = tmp_path / f"{name}.taizhang"
        create(file, catalogue, "370202").close()
        remember(file)
    (tmp_path / "乙.taizhang").unlink()
    assert [one.stem for one in recent()] == ["丙", "甲"]
    assert Path(settings.get("last")).stem == "丙"
    found = StartWindow(catalogue)
    qtbot.addWidget(found)
    found.show()
    found.start.files.setCurrentRow(1)
    with qtbot.waitSignal(found.opened) as opened:
        qtbot.keyClick(found.start.files, Qt.Key.Key_Return)
    assert opened.args[0].path.stem == "甲"
    opened.args[0].close()


@pytest.mark.parametrize(("typed", "code"), [("黄岛", "370211"), ("370202", "370202"), ("蓝谷", "qd-langu")])
def test_units_are_found_by_any_name(qtbot, commit, first_run, typed, code):
    commit(first_run.units.search, typed)
    assert first_run.units.code == code


def test_a_new_office(qtbot, commit, start, first_run, tmp_path, answers):
    commit(first_run.units.search, "市南")
    assert first_run.name.text() == "市南区"
    first_run.name.setText("市南区住房和城市更新局")
    first_run.people.fields["preparer"].setText(" 李敏 ")
    tick(first_run, "urban-renewal-3yr")
    answers.append(str(tmp_path / "新库"))
    with qtbot.waitSignal(start.opened) as opened:
        qtbot.mouseClick(first_run.make_button, Qt.MouseButton.LeftButton)
    office = opened.args[0]
    assert office.path == tmp_path / "新库.taizhang"
    assert (office.unit.code, office.name, office.setting("preparer")) == ("370202", "市南区住房和城市更新局", "李敏")
    assert [pack.id for pack in office.packs] == ["urban-renewal-3yr"]
    office.close()


def test_without_a_unit_it_is_said(qtbot, first_run):
    qtbot.mouseClick(first_run.make_button, Qt.MouseButton.LeftButton)
    assert first_run.fault.isVisible()
    assert "填报单位" in first_run.fault.text()


def test_an_existing_file_is_not_written_over(qtbot, commit, first_run, tmp_path, answers, catalogue):
    file = tmp_path / "旧.taizhang"
    create(file, catalogue, "370203").close()
    commit(first_run.units.search, "市南")
    answers.append(str(file))
    qtbot.mouseClick(first_run.make_button, Qt.MouseButton.LeftButton)
    assert "已经存在" in first_run.fault.text()
    with open_office(file, catalogue) as office:
        assert office.unit.code == "370203"


def test_going_back(qtbot, start, first_run):
    first_run.cancelled.emit()
    assert start.stack.currentWidget() is start.start
