"""A session at the urban renewal programme in October, dressed as the program is, and a programme that can be finalised."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.office.office import Office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods.report_period import Period, parse
from db.values.cell import value
from desktop import app
from desktop.exchange.intake.receive import receive
from desktop.intake.page import IntakePage
from desktop.shell.window import Window
from desktop.widgets import dialogs
from desktop.work import settings, tasks
from desktop.work.session import Session
from tests.desktop.showing import shown
from tests.upward import OCTOBER, Districts


@pytest.fixture
def dressed(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The application with its fonts and style, on settings of the test's own; undressed again, since others share it."""
    monkeypatch.setenv("TAIZHANG_SETTINGS", str(tmp_path / "taizhang.ini"))
    app.dress(qapp)
    yield qapp
    tasks.settle()
    settings.put("scale", "100")
    settings.put("language", "zh")
    app.dress(qapp)


@pytest.fixture
def program(dressed: QApplication, catalogue: Catalogue) -> Iterator[app.Program]:
    """The whole program, ended as it ends itself."""
    found = app.Program(dressed)
    found._catalogue = catalogue
    yield found
    for window in (found.window, found.start_window):
        if window is not None:
            window.close()
    found.end()
    found.deleteLater()


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    """The same, closed only when no job reads it and the windows on it are gone, as in the program."""
    yield office
    if QApplication.instance() is not None:
        tasks.finish()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def urban(office: Office) -> Pack:
    """The programme most tests work on."""
    return office.catalogue.packs["urban-renewal-3yr"]


@pytest.fixture
def session(dressed: QApplication, office: Office, urban: Pack) -> Session:
    """On 7 November, two days after October was due."""
    office.set({"preparer": "李敏"})
    for pack in office.packs:
        office.begin(pack, parse("2026-10"))
    found = Session(office, today=date(2026, 11, 7))
    found.look_at(urban, parse("2026-10"))
    return found


@pytest.fixture
def two_in(dressed: QApplication, city: Office, districts: Districts) -> Session:
    """The city's session on 7 November: of the ten returns of October two are in."""
    list(receive(city, districts.books[:2]))
    found = Session(city, today=date(2026, 11, 7))
    found.look_at(districts.pack, OCTOBER)
    return found


@pytest.fixture
def intake(qtbot: QtBot) -> Iterator[Callable[[Session], IntakePage]]:
    """Opens the page 收报 of a session on 3 November and waits until it knows who is in."""
    with ExitStack() as pages:

        def opened(session: Session) -> IntakePage:
            found = pages.enter_context(shown(qtbot, IntakePage(session, now=lambda: datetime(2026, 11, 3, 9))))
            qtbot.waitUntil(lambda: found.unit_list.units.rowCount() > 0, timeout=60_000)
            return found

        yield opened


@pytest.fixture
def finish(office: Office, urban: Pack) -> Callable[[Period], None]:
    """Fills every task of a period so that nothing stands in the way of finalising."""

    def act(period: Period) -> None:
        form = urban.form("tasks")
        edits = []
        for row in form.rows:
            if not row.heading:
                edits.append(Edit(form, period, row.code, "status", value("长期推进")))
        office.apply(edits)

    return act


@pytest.fixture
def window(qtbot, session: Session) -> Iterator[Window]:
    """The window, shown."""
    found = Window(session)
    found.setWindowState(Qt.WindowState.WindowNoState)  # the screen of the tests is small
    found.resize(1366, 768)
    found.go("inbox")
    found.show()
    yield found
    found.close()
    found.deleteLater()


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[deque]:
    """What is answered to boxes, in order; fill it in the test. A box nobody answers fails the test instead of waiting for a person."""
    given: deque = deque()
    monkeypatch.setattr(dialogs, "answers", given)
    monkeypatch.setattr(dialogs, "said", [])
    yield given
    assert not given, f"boxes that never came: {list(given)}"


def commit(widget: QWidget, text: str) -> None:
    """Type text as an input method gives it: keys cannot carry Chinese."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


@pytest.fixture(name="commit")
def commit_() -> Callable[[QWidget, str], None]:
    """`commit` for tests."""
    return commit
