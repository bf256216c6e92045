"""Acts of more cells than the window writes itself: written beside it, still one act, whole or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Edit
from db.values.cell import EMPTY, value
from desktop.shell.window import Window
from desktop.widgets import dialogs
from desktop.work import session as sessions, tasks
from tests.desktop.entry.conftest import at, cell

CTRL = Qt.KeyboardModifier.ControlModifier
LONG = 30_000  # ms; two busy cores


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is large here is small enough for a test."""
    monkeypatch.setattr(sessions, "LARGE", 3)


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was said in boxes."""
    told: list[str] = []
    monkeypatch.setattr(dialogs, "tell", lambda _parent, fault: told.append(str(fault)))
    return told


def paste(qtbot, grid, text):
    mime = QMimeData()
    mime.setText(text)
    QApplication.clipboard().setMimeData(mime)
    qtbot.keyPress(grid, Qt.Key.Key_V, CTRL)  # the page takes no keys while it writes, not even the release


def key(qtbot, page, key):
    qtbot.keyPress(page.grid, key, CTRL)
    assert page.commands.busy
    assert not page.isEnabled()
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)


def households(office, form, period):
    return [one.cells["households"] for one in office.rows(form, period)]


def test_pasted_taken_back_and_done_again(qtbot, page, open_form, office, filled, september, october):
    grid = open_form(filled.id)
    before = households(office, filled, october)
    at(grid, 0, "households")
    paste(qtbot, grid, "\n".join("12345678"))
    assert not page.isEnabled()
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)
    assert page.drawer.message.text() == "已粘贴 8 格"
    assert QApplication.focusWidget() is grid
    typed = [value(n) for n in range(1, 9)]
    assert households(office, filled, october) == typed
    assert households(office, filled, september) == before
    assert [grid.cells.cell(grid.cells.place(n, "households")) for n in range(8)] == typed
    assert len({one.act for one in office.history(filled)}) == 2, "one act beside the one that filled the ledger"
    key(qtbot, page, Qt.Key.Key_Z)
    assert households(office, filled, october) == before
    assert not office.can_undo
    assert page.drawer.message.text() == "已撤销：粘贴"
    key(qtbot, page, Qt.Key.Key_Y)
    assert households(office, filled, october) == typed
    at(grid, 0, "households")
    paste(qtbot, grid, "9")
    assert cell(office, filled, october, 0, "households") == value(9), "a small act is there at once"


def test_what_cannot_be_written_leaves_nothing_and_says_so(qtbot, page, open_form, office, filled, october, boxes):
    grid = open_form(filled.id)
    before = households(office, filled, october)
    # The fourth line of the history does not go in: as when the disk is full.
    office.db.execute("CREATE TRIGGER full BEFORE INSERT ON history WHEN new.new = '4' BEGIN SELECT no_room_on_the_disk(); END")
    at(grid, 0, "households")
    paste(qtbot, grid, "\n".join("123456"))
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)
    assert households(office, filled, october) == before
    assert not office.can_undo
    assert len(boxes) == 1
    assert boxes[0].startswith("没有写进工作库，什么也没有改变")
    office.db.execute("DROP TRIGGER full")
    paste(qtbot, grid, "\n".join("123456"))
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)
    assert households(office, filled, october) == [value(n) for n in range(1, 7)]


def test_a_small_act_that_cannot_be_written_is_told_too(qtbot, page, open_form, office, filled, october, boxes):
    grid = open_form(filled.id)
    office.db.execute("CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT no_room_on_the_disk(); END")
    at(grid, 0, "households")
    paste(qtbot, grid, "7")
    assert cell(office, filled, october, 0, "households") == value(100)
    assert len(boxes) == 1
    with pytest.raises(Trouble, match="什么也没有改变"):
        office.apply([Edit(filled, october, page.model.row_id(0), "households", EMPTY)])


def test_closing_waits_for_it(qtbot, page, open_form, office, filled, october):
    grid = open_form(filled.id)
    at(grid, 0, "households")
    paste(qtbot, grid, "\n".join("123456"))
    assert not page.isEnabled()
    page.stop()
    assert tasks.finish()
    assert households(office, filled, october) == [value(n) for n in range(1, 7)]
    assert office.can_undo


def test_it_waits_its_turn(qtbot, page, open_form, office: Office, filled, october):
    """Another act that is being written lets the large one in when it is done."""
    grid = open_form(filled.id)
    at(grid, 0, "households")
    with office.db.atomic():
        office.set({"phone": "0532-1"})
        paste(qtbot, grid, "\n".join("123456"))
    qtbot.waitUntil(lambda: page.isEnabled() and page.settled(), timeout=LONG)
    assert households(office, filled, october) == [value(n) for n in range(1, 7)]
    assert office.setting("phone") == "0532-1"


def test_the_whole_window_waits_and_the_focus_comes_back(qtbot, dressed, session, office, ledger, october):
    window = Window(session)
    qtbot.addWidget(window)
    window.show()
    window.go("entry")
    page = window.page_of("entry")
    session.save([Edit(ledger, october, office.new_row(), "community", value(f"{n}号院")) for n in range(3)])
    page.show_form(ledger.id)
    qtbot.waitUntil(page.settled, timeout=LONG)
    page.grid.setFocus()
    qtbot.waitUntil(page.grid.hasFocus, timeout=LONG)
    at(page.grid, 0, "households")
    paste(qtbot, page.grid, "\n".join("123456"))
    assert not window.isEnabled(), "nobody turns to another page or period, finalises, or takes another pack"
    qtbot.waitUntil(lambda: window.isEnabled() and page.settled(), timeout=LONG)
    assert window.page == "entry"
    assert QApplication.focusWidget() is page.grid
    window.close()


def test_no_other_act_begins_meanwhile(qtbot, session, office, ledger, october):
    told: list[str] = []
    rows = [office.new_row() for _ in range(9)]
    session.save([Edit(ledger, october, row, "community", value("一号院")) for row in rows])
    assert session.busy
    session.save([Edit(ledger, october, rows[0], "community", value("二号院"))], failed=lambda fault: told.append(str(fault)))
    session.undo(failed=lambda fault: told.append(str(fault)))
    assert told == ["上一步还在写入工作库，请稍候再做一次。"] * 2
    office.forget_undo()  # as when another pack is taken
    tasks.finish()
    assert not session.busy
    assert [one.value("community") for one in office.rows(ledger, october)] == ["一号院"] * 9
    assert not office.can_undo, "what was forgotten meanwhile stays forgotten"
