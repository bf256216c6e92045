"""The tool bar: every tool in sight on a small screen, words as far as there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from desktop.entry.page import EntryPage
from desktop.widgets import look
from desktop.words import i18n

BEST = 1366 - 136  # px of the page in a window of 1366 with its navigation


def hidden(page):
    bar = page.tools.bar
    reach = bar.rect()
    return [name for name, one in bar.buttons.items() if one.defaultAction().isVisible() and not reach.contains(one.geometry())]


def shown(page):
    found = [one for one in page.tools.bar.findChildren(QToolButton) if one.isVisible()]
    return bool(found) and not hidden(page) and all(one.width() >= one.sizeHint().width() for one in found)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("width", "percent"), [(BEST, 100), (BEST, 150), (900, 100), (1920 - 136, 100)])
def test_all_tools_are_in_sight(qtbot, session, office, width, percent, language):
    i18n.use(language)
    look.use_scale(percent)
    try:
        session.look_at(office.catalogue.packs["employment-talent"])
        page = EntryPage(session)
        qtbot.addWidget(page)
        page.resize(width, 640)
        page.show()
        page.show_form("lg-talent")
        qtbot.waitUntil(page.settled, timeout=30_000)
        qtbot.waitUntil(lambda: shown(page), timeout=30_000)
        page.stop()
    finally:
        i18n.use("zh")
        look.use_scale(100)


def test_words_where_there_is_room(qtbot, page, open_form, filled):
    page.resize(1500, 640)
    open_form(filled.id)
    qtbot.waitUntil(lambda: shown(page), timeout=30_000)
    styles = {name: one.toolButtonStyle() for name, one in page.tools.bar.buttons.items()}
    assert styles["undo"] == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert styles["changed"] == styles["paste"] == styles["panel"] == Qt.ToolButtonStyle.ToolButtonTextBesideIcon
