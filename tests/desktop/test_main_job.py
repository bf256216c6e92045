"""The main job, a whole month in an empty office, with nothing but keys and an input method."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.office.log import events
from db.returns import versions

LONG = 60_000
CTRL, ALT, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


class Hands:
    """A person with a keyboard: every key goes where the focus is, Chinese comes from the input method."""

    def key(self, key, held=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            target = QApplication.focusWidget()
            assert target is not None, "the keys go nowhere"
            QTest.keyClick(target, key, held)

    def type(self, text):
        for char in text:
            target = QApplication.focusWidget()
            if char.isascii():
                QTest.keyClick(target, char)
            else:
                for preedit, commit in (("p", ""), ("pin", ""), ("", char)):
                    event = QInputMethodEvent(preedit, [])
                    event.setCommitString(commit)
                    QApplication.sendEvent(QApplication.focusWidget(), event)

    def go(self, window, number):
        """Ctrl and a number, wherever the focus is."""
        self.key(number, CTRL)

    def tab_to(self, name, step=Qt.Key.Key_Tab):
        seen = []
        for _ in range(60):
            focus = QApplication.focusWidget()
            seen.append(focus.objectName() if focus else None)
            if focus is not None and focus.objectName() == name:
                return
            self.key(step)
        raise AssertionError(f"Tab never comes to {name}: {seen}")


def test_a_month_with_the_keyboard_alone(qtbot, program, tmp_path, answers):
    hands = Hands()
    program.start()
    program.start_window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=LONG)
    hands.tab_to("newOffice")
    hands.key(Qt.Key.Key_Space)
    hands.type("市南")
    hands.key(Qt.Key.Key_O, ALT)
    hands.key(Qt.Key.Key_End)
    hands.type("总工会")
    hands.key(Qt.Key.Key_P, ALT)
    hands.type("李敏")
    hands.tab_to("packChoice")
    for _ in range(list(program.catalogue.packs).index("island-artisan-training")):
        hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Space)
    answers.append(str(tmp_path / "市南.taizhang"))
    hands.tab_to("createOffice", Qt.Key.Key_Backtab)
    hands.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window is not None, timeout=LONG)
    window = program.window
    window.setWindowState(Qt.WindowState.WindowNoState)  # the screen of the tests is small
    window.resize(1366, 768)
    office, session = program.office, window.session
    assert [pack.id for pack in office.packs] == ["island-artisan-training"]
    assert (office.name, office.setting("preparer")) == ("市南区总工会", "李敏")
    pack, period = office.packs[0], session.period
    qtbot.waitUntil(lambda: getattr(QApplication.focusWidget(), "objectName", str)() == "dutyAct", timeout=LONG)
    hands.key(Qt.Key.Key_Space)
    assert window.page == "entry"
    hands.go(window, Qt.Key.Key_1)
    hands.go(window, Qt.Key.Key_2)
    page = window.page_of("entry")
    qtbot.waitUntil(page.settled, timeout=LONG)
    assert page.grid.hasFocus()

    tasks_filled(hands, pack.form("tasks"))
    hands.key(Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(page.settled, timeout=LONG)
    hands.key(Qt.Key.Key_Tab)
    for number in ("1", "50", "2", "3", "18", "9"):
        hands.type(number)
        hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(page.settled, timeout=LONG)
    craftsman_added(hands, page.grid)
    qtbot.waitUntil(page.settled, timeout=LONG)
    assert [one.cells["current"].value for one in office.rows(pack.form("indicators"), period)] == [1, 50, 2, 3, 18, 9]
    person = next(iter(office.rows(pack.form("lg-craftsman"), period)))
    assert {name: person.cells[name].value for name in CRAFTSMAN} == CRAFTSMAN

    hands.key(Qt.Key.Key_F7)
    assert (page.model.form.id, page.model.row_id(page.grid.currentIndex().row())) == ("tasks", "A2")
    hands.type("100")
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(page.settled, timeout=LONG)
    hands.key(Qt.Key.Key_F7)
    assert (page.model.form.id, page.model.row_id(page.grid.currentIndex().row())) == ("indicators", "K02")
    assert page.grid.hasFocus()
    hands.key(Qt.Key.Key_E, ALT)
    hands.type("其余49名由区人社局登记")
    hands.key(Qt.Key.Key_Return)
    assert page.grid.hasFocus()
    qtbot.waitUntil(page.settled, timeout=LONG)
    hands.key(Qt.Key.Key_F7)
    assert page.drawer.message.text() == "没有要处理的问题了"

    hands.go(window, Qt.Key.Key_3)
    handoff = window.page_of("handoff")
    qtbot.waitUntil(lambda: handoff.standing.word == "draft", timeout=LONG)
    hands.tab_to("finalise")
    with qtbot.waitSignal(handoff.finalised, timeout=LONG):
        hands.key(Qt.Key.Key_Space)
    qtbot.waitUntil(handoff.mark.isEnabled, timeout=LONG)
    hands.tab_to("markHanded", Qt.Key.Key_Backtab)
    hands.key(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: handoff.standing.word == "handed", timeout=LONG)
    ret = versions.load(office, pack, period)
    assert ret.version == 1
    assert handoff.code.code.text() == ret.check_code
    assert [one.kind for one in events(office.db.conn, pack, period)] == ["handed", "finalised"]
    assert any("其余49名由区人社局登记" in str(note) for note in ret.notes)


CRAFTSMAN = {"name": "李𬍛", "employer": "青岛港", "level": "市级", "honour": "岛城工匠", "named_year": 2024}


def tasks_filled(hands, form):
    """Every status and share from the cell where the keys are; A2 gets a share that does not fit its state."""
    for n, _ in enumerate(form.rows):
        hands.type("已完")
        hands.key(Qt.Key.Key_Tab)
        hands.type("80" if n == 1 else "100")
        hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Left)


def craftsman_added(hands, grid):
    """A new row of the ledger, field by field with the arrow keys."""
    hands.key(Qt.Key.Key_N, CTRL)
    for name, given in CRAFTSMAN.items():
        for _ in range(40):
            if grid.cells.field_at(grid.currentIndex()).id == name:
                break
            hands.key(Qt.Key.Key_Right)
        hands.type(str(given))
        hands.key(Qt.Key.Key_Return)
        hands.key(Qt.Key.Key_Up)
