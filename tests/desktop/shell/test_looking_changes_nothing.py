"""Looking changes nothing: pages opened, cells walked through, cards turned, and the file is what it was."""

from __future__ import annotations

from PySide6.QtCore import Qt

from db.periods.report_period import parse
from db.values.cell import value
from desktop.work import tasks
from tests.desktop.shell.test_window import PAGES
from tests.many_rows import load_rows


def dump(office):
    conn = office.db.conn
    names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()]
    return {name: sorted(map(repr, conn.execute(f'SELECT * FROM "{name}"').fetchall())) for name in names}


def test_looking_writes_nothing(qtbot, window, session, office, urban):
    form = urban.form("lg-old-community")
    load_rows(office, form, parse("2026-09"), [{"community": value(f"湛山{n}区"), "buildings": value(n)} for n in range(1, 6)])
    session.refresh()
    before = dump(office)
    for page in (*PAGES, "guide"):
        window.go(page)
        qtbot.wait(50)
    window.go("entry")
    page = window.page_of("entry")
    for pack in office.packs:
        session.look_at(pack, parse("2026-10"))
        for one in pack.forms:
            page.show_form(one.id)
            qtbot.waitUntil(page.settled, timeout=30_000)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_F2, Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_Return):
                qtbot.keyClick(page.grid.editing.editor or page.grid, key)
            if page.grid.editing.open:
                qtbot.keyClick(page.grid.editing.editor, Qt.Key.Key_Escape)
            page.show_card(True)
            page.stack.card.step(1)
            page.show_card(False)
            page.tools.by_name["changed"].trigger()
            page.tools.by_name["changed"].trigger()
    window.top.step(-1)
    window.top.step(1)
    window.go("handoff")
    qtbot.wait(300)
    tasks.finish()
    assert dump(office) == before
