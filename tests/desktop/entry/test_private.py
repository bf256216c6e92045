"""Personal data has stars wherever it is shown, also what could not be read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.office.writing import Edit
from db.values.cell import Cell, State, value
from desktop.entry.acts import clipboard
from tests.desktop.entry.conftest import at, cell
from tests.many_rows import load_rows

CTRL = Qt.KeyboardModifier.ControlModifier
ODD = "37020219900307851多"  # what a person typed and kept as typed


@pytest.fixture
def unread(session, office, open_form):
    """An artisan whose number could not be read, its cell the current one."""
    session.look_at(office.catalogue.packs["island-artisan-training"])
    form = session.pack.form("lg-craftsman")
    load_rows(office, form, session.period, [{"name": value("甲"), "citizen_id": Cell(State.RAW, None, ODD)}])
    at(open_form(form.id), 0, "citizen_id")
    return form


def test_unread_text_has_stars_in_the_grid_the_panel_and_the_card(qtbot, page, unread, session, office):
    session.save([Edit(unread, session.period, page.model.row_id(0), "citizen_id", Cell(State.RAW, None, ODD + "1"))])
    index = page.model.place(0, "citizen_id")
    assert "*" in page.model.face(index).text
    for text in (page.model.face(index).text, page.model.tip(index), page.model.data(index)):
        assert "1990" not in text
    qtbot.waitUntil(lambda: "本格历史" in page.panel.text(), timeout=30_000)
    assert "1990" not in page.panel.text()
    page.show_card(True)
    faces = [page.stack.card.model.face(page.stack.card.model.index(row, 0)).text for row in range(page.stack.card.model.rowCount())]
    assert not [text for text in faces if "1990" in text]


def test_unread_text_leaves_with_stars(qtbot, page, unread, office, session):
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    mime = QApplication.clipboard().mimeData()
    for format in mime.formats():
        assert "1990" not in bytes(mime.data(format).data()).decode(errors="ignore"), format
    qtbot.keyClick(page.grid, Qt.Key.Key_V, CTRL)
    assert cell(office, unread, session.period, 0, "citizen_id") == Cell(State.RAW, None, ODD), "its own stars pasted back change nothing"
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    assert "1990" not in page.grid.editing.editor.text()
    qtbot.keyClick(page.grid.editing.editor, Qt.Key.Key_Return)
    assert cell(office, unread, session.period, 0, "citizen_id") == Cell(State.RAW, None, ODD)
    page.model.reveal()
    qtbot.keyClick(page.grid, Qt.Key.Key_Up)
    qtbot.keyClick(page.grid, Qt.Key.Key_C, CTRL)
    assert clipboard.read(QApplication.clipboard().mimeData())[0][0].text == ODD
