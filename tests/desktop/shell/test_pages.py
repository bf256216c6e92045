"""A page is one folder of desktop: what it declares is all that the window needs."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

import desktop
from desktop.shell.page import PageWidget
from desktop.shell.pages import every_page, widget_of
from desktop.shell.window import Window
from desktop.words import i18n
from desktop.work import settings

DECLARATION = """
from db.messages import Sentence
from desktop.shell.pages import Page

PAGE = Page(Sentence("便签"), "NotesPage", icon="list", order=9, keys="Ctrl+9")
"""
WIDGET = """
from desktop.shell.page import PageWidget

class NotesPage(PageWidget):
    what = {}
    stopped = 0

    def arrive(self, **what):
        self.what = what

    def may_close(self):
        return self.what != {"row": "1"}

    def stop(self):
        NotesPage.stopped += 1
"""
PAGES = every_page()


@pytest.fixture
def notes(tmp_path, monkeypatch):
    """A folder of a page, as somebody would add it."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "__init__.py").write_text(DECLARATION, encoding="utf-8")
    (folder / "page.py").write_text(WIDGET, encoding="utf-8")
    monkeypatch.setattr(desktop, "__path__", [*desktop.__path__, str(tmp_path)])
    yield
    for name in ("desktop.notes.page", "desktop.notes"):
        sys.modules.pop(name, None)
    monkeypatch.delattr(desktop, "notes", raising=False)


def test_a_new_page_is_one_folder(qtbot, session, notes):
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.go("inbox")
    button = window.rail.buttons["notes"]
    assert (list(window.rail.buttons)[-1], button.accessibleName(), button.toolTip()) == ("notes", "便签", "便签  Ctrl+9")
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    page = window.page_of("notes")
    assert (window.page, page.accessibleName(), button.isChecked()) == ("notes", "便签", True)
    page.message.emit("✓ 记下了")
    assert window.status.saved.text() == "✓ 记下了"
    window.go("notes", {"row": "1"})
    assert page.what == {"row": "1"}
    window.actions_["quit"].trigger()
    assert window.isVisible(), "the page has something to lose"
    page.go("preferences", field="preparer")
    assert window.page == "preferences"
    window.page_of("preferences").go("")
    assert window.page == "notes"
    window.go("notes", {"row": "2"})
    window.actions_["quit"].trigger()
    assert not window.isVisible()
    assert page.stopped


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_declares_is_there(name):
    page = PAGES[name]
    assert issubclass(widget_of(page), PageWidget)
    assert bool(page.order) <= bool(page.icon and page.keys)
    assert page.order or page.keys or page.under in PAGES, "somebody can come here"
    assert QKeySequence(page.keys).toString() == page.keys


def test_pages_have_places_and_keys_of_their_own():
    for taken in ([page.order for page in PAGES.values() if page.order], [page.keys for page in PAGES.values() if page.keys]):
        assert len(set(taken)) == len(taken)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_that_is_shown_calls_itself_what_its_button_says(qtbot, session, language):
    settings.put("language", language)
    i18n.use(language)
    window = Window(session)
    qtbot.addWidget(window)
    for name, button in window.rail.buttons.items():
        assert window.page_of(name).accessibleName() == button.accessibleName() == i18n.sentence(PAGES[name].title)
    window.close()


def test_a_page_without_a_button_lights_another(qtbot, two_in):
    window = Window(two_in)
    qtbot.addWidget(window)
    window.go("received", {"unit": "370202"})
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == ["intake"]
    window.go("guide")
    assert not any(button.isChecked() for button in window.rail.buttons.values())
    window.go("")
    assert window.page == "received"
    window.close()
