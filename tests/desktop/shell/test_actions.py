"""An action is one decorated method; no two share a key where both can be pressed, and the help names every key."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.messages import Sentence
from desktop.entry.acts.actions import BAR, MENU
from desktop.entry.page import EntryPage
from desktop.guide.page import guide
from desktop.widgets import actions
from desktop.widgets.actions import action
from desktop.words import i18n
from desktop.work import settings
from tests.desktop.showing import shown

SPOKEN = {"PgDown": "PgDn", "Del": "Delete"}  # as the help writes what Qt calls otherwise
ARROWS = {"←": "Left", "→": "Right"}


class Lamp(QWidget):
    lit = 0

    @action("light", Sentence("向下填充"), "Ctrl+9", "F12", icon="eye", short=Sentence("填充"))
    def light(self) -> None:
        self.lit += 1

    @action("dim", Sentence("卡片"), toggles=True)
    def dim(self, on: bool) -> None:
        self.dimmed = on


class Lantern(Lamp):
    @action("light", Sentence("复制行"))
    def light(self) -> None:
        self.lit += 10


def test_an_action_is_one_decorated_method(qtbot, dressed):
    lamp = Lamp()
    qtbot.addWidget(lamp)
    made = actions.of(lamp, lamp)
    assert list(made) == ["light", "dim"]
    light, dim = made.values()
    assert (light.text(), light.iconText(), light.toolTip()) == ("向下填充", "填充", "向下填充（Ctrl+9、F12）")
    assert [key.toString() for key in light.shortcuts()] == ["Ctrl+9", "F12"]
    assert not light.icon().isNull()
    lamp.addActions([light, dim])
    lamp.show()
    qtbot.waitUntil(lamp.isActiveWindow)
    qtbot.keyClick(lamp, Qt.Key.Key_F12)
    assert lamp.lit == 1
    dim.trigger()
    assert lamp.dimmed is True
    dim.trigger()
    assert lamp.dimmed is False


def test_an_action_speaks_the_language_of_the_window_and_a_method_may_be_overridden(qtbot, dressed):
    settings.put("language", "en")
    i18n.use("en")
    lantern = Lantern()
    qtbot.addWidget(lantern)
    made = actions.of(lantern, lantern)
    assert made["light"].text() == i18n.tr("复制行") != "复制行"
    made["light"].trigger()
    assert lantern.lit == 10


@pytest.fixture
def entry(qtbot, session):
    with shown(qtbot, EntryPage(session)) as page:
        qtbot.waitUntil(page.settled)
        yield page


def keys_of(made):
    return Counter(key.toString() for one in made.values() for key in one.shortcuts())


def test_no_two_actions_share_a_key(window, entry):
    assert max(keys_of(window.actions_).values()) == 1
    assert max((keys_of(window.actions_) + keys_of(entry.tools.by_name)).values()) == 1


def test_bar_and_menu_name_what_is_there(entry):
    named = {name for group in (*BAR, *MENU) for name in group}
    assert named <= set(entry.tools.by_name)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_names_every_key(window, entry, language):
    text = guide(language).replace("Ctrl+1 … Ctrl+5", " ".join(f"Ctrl+{n}" for n in range(1, 6)))
    for sign, word in ARROWS.items():
        text = text.replace(sign, word)
    for key in keys_of(window.actions_) + keys_of(entry.tools.by_name):
        spoken = "+".join(SPOKEN.get(part, part) for part in key.split("+"))
        assert re.search(rf"(?<![A-Za-z0-9+]){re.escape(spoken)}(?![A-Za-z0-9+])", text), spoken
