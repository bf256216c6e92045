"""The window by keys alone: boxes that ask for a text, Enter on buttons, Esc back, where the keys go after an act."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel, QLineEdit

from db.office.office import create
from db.office.writing import Edit
from db.periods.report_period import parse
from db.received import questions
from db.returns import finalise
from db.values.cell import value
from desktop import app
from desktop.exchange.book import workbook_writer
from desktop.start.start_window import StartWindow, remember
from desktop.widgets import dialogs
from desktop.widgets.text_box import TextBox
from desktop.work import settings

LONG = 60_000
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


# --- Qt's own words


def words():
    """What two buttons and the first line of a menu of Qt's own say."""
    buttons, line = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel), QLineEdit("x")
    menu = line.createStandardContextMenu()
    return [one.text().replace("&", "").split("\t")[0] for one in (*buttons.buttons(), menu.actions()[0])]


def test_qt_speaks_the_language_of_the_window(dressed):
    assert words() == ["确定", "取消", "撤消(U)"]
    settings.put("language", "en")
    app.dress(dressed)
    assert words() == ["OK", "Cancel", "Undo"]


# --- a box that asks for a text


@pytest.fixture
def asked(qtbot, dressed, monkeypatch):
    """What `dialogs.ask_text` gives when a person works its box."""
    monkeypatch.setattr(dialogs, "answers", None)

    def ask(work, verb=""):
        def exec_(box):
            with qtbot.waitActive(box):
                box.show()
            work(box)
            box.hide()
            return box.result()

        monkeypatch.setattr(TextBox, "exec", exec_)
        return dialogs.ask_text(None, "再次定稿", "<b>为什么</b>更正？\n原因印在首页上。", verb)

    return ask


def test_a_text_is_asked_for_by_keys(qtbot, asked, commit):
    def work(box):
        assert box.windowTitle() == "再次定稿"
        assert box.do.text() == "定稿第 2 版"
        assert any(one.text().startswith("<b>为什么") and one.textFormat() is Qt.TextFormat.PlainText for one in box.findChildren(QLabel))
        assert box.focusWidget() is box.words
        qtbot.keyClick(box.words, Key.Key_Return, Control)
        assert box.isVisible()
        assert "还没有写" in box.fault.text()
        commit(box.words, "责任人换了。")
        qtbot.keyClick(box.words, Key.Key_Return)
        commit(box.words, "另一行")
        qtbot.keyClick(box.words, Key.Key_Tab)
        assert box.focusWidget() is box.stop
        qtbot.keyClick(box.stop, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClick(box.words, Key.Key_Return, Control)
        assert not box.isVisible()

    assert asked(work, "定稿第 2 版") == "责任人换了。\n另一行"


def test_a_text_is_given_up_with_escape(qtbot, asked, commit):
    def work(box):
        assert box.do.text() == "再次定稿"
        commit(box.words, "不")
        qtbot.keyClick(box.words, Key.Key_Escape)

    assert asked(work) is None


@pytest.mark.parametrize(("undoable", "default"), [(False, "取消"), (True, "删除")])
def test_enter_does_only_what_can_be_undone(dressed, monkeypatch, undoable, default):
    shown = []
    monkeypatch.setattr(dialogs, "answers", None)
    monkeypatch.setattr(dialogs.QMessageBox, "exec", lambda box: shown.append(box.defaultButton().text()))
    dialogs.ask(None, "删除？", "删除", undoable=undoable)
    assert shown == [default]


# --- in a window


def press(qtbot, key, held=Qt.KeyboardModifier.NoModifier):
    """A key where the focus is."""
    assert QApplication.focusWidget() is not None, "the keys go nowhere"
    qtbot.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def active(qtbot, window):
    with qtbot.waitActive(window):
        window.activateWindow()
    return window


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
def test_enter_presses_the_button_with_the_focus(qtbot, active, key):
    active.rail.buttons["packs"].setFocus()
    press(qtbot, key)
    assert active.page == "packs"
    active.page_of("packs").guide.setFocus()
    press(qtbot, key)
    assert active.page_of("packs").back.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_enter_opens_a_picker(qtbot, active, session):
    opened = []
    menu = active.top.programme.menu()
    menu.aboutToShow.connect(lambda: opened.append(len(menu.actions())))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    active.top.programme.setFocus()
    press(qtbot, Key.Key_Return)
    assert opened == [len(session.office.packs)]


def test_escape_leaves_the_guide_and_what_packs_show(qtbot, active):
    press(qtbot, Key.Key_4, Control)
    press(qtbot, Key.Key_F1)
    assert active.page == "guide"
    press(qtbot, Key.Key_Escape)
    assert active.page == "packs"
    page = active.page_of("packs")
    page.guide.setFocus()
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Escape)
    assert not page.back.isVisible()
    assert page.pack.title in page.text.toPlainText()
    assert page.list.hasFocus()


def test_the_start_window_by_enter_and_escape(qtbot, dressed, catalogue, tmp_path):
    for name in ("甲", "乙"):
        create(tmp_path / f"{name}.taizhang", catalogue, "370202").close()
        remember(tmp_path / f"{name}.taizhang")
    window = StartWindow(catalogue)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    assert window.start.files.hasFocus()
    window.start.new.setFocus()
    press(qtbot, Key.Key_Return)
    assert window.stack.currentWidget() is not window.start
    press(qtbot, Key.Key_Escape)
    assert window.stack.currentWidget() is window.start
    assert window.start.new.hasFocus()
    window.start.files.setFocus()
    with qtbot.waitSignal(window.opened) as opened:
        press(qtbot, Key.Key_Return)
    assert opened.args[0].path.stem == "乙"
    opened.args[0].close()


# --- where the keys go after an act


@pytest.fixture
def handoff(qtbot, active):
    press(qtbot, Key.Key_3, Control)
    return active.page_of("handoff")


def test_the_main_button_has_the_keys_and_what_blocks_it_takes_them(qtbot, active, handoff):
    assert handoff.finalise.hasFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(handoff.blocked.isVisible, timeout=LONG)
    assert handoff.blocked.list.hasFocus()
    press(qtbot, Key.Key_Return)
    assert active.page == "entry"


def test_what_was_refused_keeps_the_keys(qtbot, handoff, session, urban):
    session.save([Edit(urban.form("tasks"), parse("2026-10"), "A1", "person", value("张伟"))])
    handoff.nil.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: handoff.note.text().startswith("✕"), timeout=LONG)
    assert handoff.nil.hasFocus()


def test_questions_read_in_are_answered_at_once(qtbot, handoff, session, office, urban, finish, answers, tmp_path):
    october = parse("2026-10")
    finish(october)
    ret, entries = finalise.finalise(office, urban, october), []
    for n in range(2):
        detail = {"form": "", "row": "", "field": "", "text": f"第 {n} 问"}
        entries.append(
            {"key": f"e{n:016}", "version": 1, "kind": "questioned", "detail": detail, "at": "2026-11-08T09:00:00", "who": "市局"}
        )
    workbook_writer.write(replace(ret, thread=tuple(entries)), tmp_path / "意见.xlsx")
    session.refresh()
    answers.extend([tmp_path / "意见.xlsx", "没有填错。", "也没有填错。"])
    handoff.read.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "读入 2 条上级意见" in handoff.note.text(), timeout=LONG)
    for _ in entries:
        assert QApplication.focusWidget() is handoff.questions.buttons[0]
        press(qtbot, Key.Key_Return)
    assert "再导出一次报送" in handoff.note.text()
    assert handoff.export.hasFocus()
    assert not any(one.open for one in questions.thread(office.db.conn, ret.unit, urban.id, "2026-10"))


def test_nothing_enabled_offers_the_packs_first(qtbot, active, session, office):
    office.enable([])
    session.look_at(None)
    session.refresh()
    press(qtbot, Key.Key_1, Control)
    qtbot.waitUntil(lambda: QApplication.focusWidget().objectName() == "emptyAct", timeout=LONG)
    press(qtbot, Key.Key_Return)
    assert active.page == "packs"
