"""Search everywhere: Ctrl+K from any page, typing as people type, and going there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QToolButton

from db.values.cell import value
from desktop.search.hit_list import HEIGHT
from desktop.widgets import look
from desktop.work import tasks
from tests.desktop.shell.test_window import PAGES
from tests.many_rows import load_rows

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def communities(session, office, urban):
    form = urban.form("lg-old-community")
    load_rows(office, form, session.period, [{"community": value(name)} for name in ("浮山所小区", "湛山五区", "香港花园", "大尧三路")])
    return form


@pytest.fixture
def window(qtbot, communities, window):
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return window


@pytest.fixture
def box(qtbot, window):
    """The box as Ctrl+K opens it."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
    assert window.search.isVisible()
    assert window.search.field.hasFocus()
    return window.search


@pytest.fixture
def settled(qtbot, box):
    """Waits until everything asked for was shown."""

    def wait():
        qtbot.waitUntil(lambda: not box.asking.busy, timeout=30_000)
        return [box.list.item(n).text() for n in range(box.list.count())]

    return wait


@pytest.fixture
def arrived(qtbot, window):
    """Waits until the page 填报 has come to rest; the place of the cursor."""

    def wait():
        assert window.page == "entry"
        page = window.page_of("entry")
        qtbot.waitUntil(page.settled, timeout=30_000)
        index = page.grid.currentIndex()
        assert page.grid.hasFocus()
        assert not window.search.isVisible()
        return page.model.form.id, page.model.row_id(index.row()), page.model.field_at(index).id

    return wait


@pytest.mark.parametrize("name", [*PAGES, "guide"])
def test_it_opens_from_every_page_and_returns(qtbot, window, name):
    window.go(name)
    origin = QApplication.focusWidget()
    qtbot.keyClick(origin, Qt.Key.Key_K, CONTROL)
    assert window.search.field.hasFocus()
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    assert QApplication.focusWidget() is origin


def test_initials_find_a_ledger(qtbot, box, settled, arrived):
    qtbot.keyClicks(box.field, "ljxq")
    titles = settled()
    assert titles[:2] == ["老旧小区改造台账", "老旧小区改造"]
    assert box.count.text() == f"{len(titles)} 条"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert arrived()[0] == "lg-old-community"


def test_the_second_hit_is_a_task(qtbot, box, settled, arrived):
    qtbot.keyClicks(box.field, "ljxq")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Down)
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert arrived() == ("tasks", "A1", "status")


def test_a_row_by_chinese_from_an_input_method(qtbot, box, settled, arrived, office, commit):
    commit(box.field, "湛山")
    assert settled()[0] == "湛山五区"
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    form, row, field = arrived()
    assert (form, field) == ("lg-old-community", "community")
    pack = office.catalogue.packs["urban-renewal-3yr"]
    assert office.record(pack.form(form), box.asking.session.period, row).value("community") == "湛山五区"


def test_what_is_composed_is_looked_for_too(qtbot, box, settled):
    QApplication.sendEvent(box.field, QInputMethodEvent("xg'hy", []))
    assert settled() == ["香港花园"]
    event = QInputMethodEvent("", [])
    event.setCommitString("大尧")
    QApplication.sendEvent(box.field, event)
    assert settled() == ["大尧三路"]
    assert box.field.text() == "大尧"


@pytest.mark.parametrize("composed", ["lao jiu xiao qu", "laojiuxq", "lao'jiu'xia"])
def test_full_pinyin_finds_while_it_is_composed(qtbot, box, settled, composed):
    QApplication.sendEvent(box.field, QInputMethodEvent(composed, []))
    assert settled()[:2] == ["老旧小区改造台账", "老旧小区改造"]


def test_nothing_is_said_not_to_be_there_while_it_is_composed(qtbot, box, settled):
    """Half a word is not what is looked for; once it is written the answer stands."""
    for composed in ("q", "qqq", "qqqzz"):
        QApplication.sendEvent(box.field, QInputMethodEvent(composed, []))
        assert "没有找到" not in box.message.text()
        settled()
        assert "没有找到" not in box.message.text()
    assert box.message.text() == "正在输入…"
    assert box.count.text() == ""
    event = QInputMethodEvent("", [])
    event.setCommitString("嚯嚯")
    QApplication.sendEvent(box.field, event)
    assert settled() == []
    assert "没有找到“嚯嚯”" in box.message.text()


def test_enter_before_the_row_is_there_waits_for_it(qtbot, box, settled, arrived):
    qtbot.keyClicks(box.field, "dysl")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not box.isVisible(), timeout=30_000)
    assert arrived()[0] == "lg-old-community"


def test_from_one_row_to_another_of_the_form_in_front(qtbot, window, box, settled, arrived, commit):
    commit(box.field, "香港")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    first = arrived()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
    assert box.field.selectedText() == "香港"
    commit(box.field, "浮山")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert arrived() != first


def test_a_task_of_another_programme(qtbot, box, settled, arrived, session, commit):
    pack = session.catalogue.packs["employment-talent"]
    row = next(one for one in pack.form("indicators").rows if not one.heading)
    commit(box.field, f"{row.code} {row.title}")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    form, code, field = arrived()
    assert (session.pack.id, form, code) == (pack.id, "indicators", row.code)
    assert pack.form("indicators").typed(pack.form("indicators").field(field), code)


def test_a_programme(qtbot, box, settled, arrived, session, commit):
    commit(box.field, "岛城工匠培育")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    arrived()
    assert session.pack.id == "island-artisan-training"


def test_a_column_is_shown_in_its_ledger(qtbot, box, settled, arrived, commit):
    commit(box.field, "楼栋 老旧")
    settled()
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    form, _, field = arrived()
    assert (form, field) == ("lg-old-community", "buildings")


def test_what_the_office_does_not_report_on_is_shown_among_the_packs(qtbot, window, box, settled, session):
    qtbot.keyClicks(box.field, "sbfasp")
    assert len(settled()) >= 1
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert window.page == "packs"
    assert window.page_of("packs").list.currentItem().text() == session.catalogue.packs["soil-water-approval"].title
    assert session.pack.id == "urban-renewal-3yr"


def test_a_pack_taken_in_use_is_found_as_such(qtbot, box, settled, office, window):
    qtbot.keyClicks(box.field, "sbfasp")
    settled()
    assert not box.list.hit.enabled
    qtbot.keyClick(box.field, Qt.Key.Key_Escape)
    office.enable(["urban-renewal-3yr", "soil-water-approval"])
    window.session.refresh()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
    settled()
    assert box.list.hit.enabled


def test_it_says_what_can_be_found_and_what_was_not(qtbot, box, settled):
    settled()
    assert box.message.isVisible()
    assert "ljxq" in box.message.text()
    qtbot.keyClicks(box.field, "qqqq")
    assert settled() == []
    assert "qqqq" in box.message.text()


def test_up_and_tab_walk_round(qtbot, box, settled):
    qtbot.keyClicks(box.field, "xq")
    last = len(settled()) - 1
    assert box.list.currentRow() == 0
    qtbot.keyClick(box.field, Qt.Key.Key_Up)
    assert box.list.currentRow() == last
    qtbot.keyClick(box.field, Qt.Key.Key_Tab)
    assert box.list.currentRow() == 0
    assert box.field.hasFocus()


def test_a_click_goes_there(qtbot, box, settled, arrived):
    qtbot.keyClicks(box.field, "ljxq")
    settled()
    place = box.list.visualItemRect(box.list.item(1)).center()
    qtbot.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert arrived()[:2] == ("tasks", "A1")


def test_the_button_in_the_bar_and_leaving_by_the_mouse(qtbot, window):
    window.go("inbox")
    button = window.findChild(QToolButton, "searchEverywhere")
    assert button.text() == "Ctrl+K"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.search.field.hasFocus()
    qtbot.mouseClick(window.page_of("inbox"), Qt.MouseButton.LeftButton)
    assert not window.search.isVisible()


def test_what_was_being_typed_in_a_cell_is_taken(qtbot, window, session, communities, office):
    window.go("entry")
    page = window.page_of("entry")
    page.show_form("lg-old-community")
    qtbot.waitUntil(page.settled, timeout=30_000)
    page.grid.go(0, page.model.place(0, "buildings").column())
    qtbot.keyClicks(page.grid, "7")
    qtbot.keyClick(page.grid.editing.editor, Qt.Key.Key_K, CONTROL)
    assert window.search.field.hasFocus()
    assert next(office.rows(communities, session.period)).value("buildings") == 7
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert page.grid.hasFocus()


def test_closing_in_the_midst_of_it(qtbot, box, window):
    qtbot.keyClicks(box.field, "xq")
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    window.close()
    assert tasks.finish()
    assert window.page == "inbox"


@pytest.fixture(params=look.SCALES)
def scale(request, dressed):
    """Everything at another size."""
    look.use_scale(request.param)


def test_it_fits_the_smallest_window(qtbot, scale, box, settled, window):
    window.resize(960, 600)
    qtbot.keyClicks(box.field, "g")
    assert len(settled()) > 8
    assert window.rect().contains(box.geometry())
    assert box.list.height() >= look.px(HEIGHT)
    qtbot.keyClicks(box.field, "gggggg")
    assert settled() == []
    assert window.rect().contains(box.geometry())
