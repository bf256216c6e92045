"""The page 设置, shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.preferences.page import PreferencesPage
from desktop.work.session import Session
from tests.desktop.showing import shown


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> Iterator[PreferencesPage]:
    with shown(qtbot, PreferencesPage(session)) as found:
        yield found
