"""A page 填报 in a real window, over an office of the test's own, and the ways a person works it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from db.office.office import Office
from db.packs.model import Form
from db.periods.report_period import Period, parse
from db.values.cell import Cell, value
from desktop.entry.grid.grid import Grid
from desktop.entry.page import EntryPage
from desktop.widgets import look
from desktop.work import settings, tasks
from desktop.work.session import Session
from tests.many_rows import load_rows

COMMUNITIES = ["浮山所小区", "湛山五区", "香港花园", "闽江路48号院", "大尧三路", "江西路第二宿舍"]


@pytest.fixture(autouse=True)
def own_ini(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Widths and sizes of the test's own."""
    monkeypatch.setenv("TAIZHANG_SETTINGS", str(tmp_path / "taizhang.ini"))
    look.renew()


@pytest.fixture(params=["100", "150"])
def size(request: pytest.FixtureRequest, own_ini: None) -> str:
    """The size of everything in percent; asked for before the page."""
    settings.put("scale", request.param)
    look.renew()
    return str(request.param)


@pytest.fixture
def session(qapp: QApplication, office: Office) -> Session:
    """At the urban renewal programme in October."""
    look.load_fonts()
    qapp.setFont(look.font(14))
    qapp.setStyleSheet(look.style())
    session = Session(office)
    session.look_at(office.catalogue.packs["urban-renewal-3yr"], parse("2026-10"))
    return session


@pytest.fixture
def page(qtbot, session: Session) -> Iterator[EntryPage]:
    """The page, shown and settled."""
    page = EntryPage(session)
    qtbot.addWidget(page)
    page.resize(1246, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.settled, timeout=30_000)
    yield page
    page.stop()
    tasks.settle()


@pytest.fixture
def ledger(session: Session) -> Form:
    """The ledger of old communities."""
    return session.pack.form("lg-old-community")


@pytest.fixture
def september() -> Period:
    """The month before."""
    return parse("2026-09")


@pytest.fixture
def october() -> Period:
    """The month in front."""
    return parse("2026-10")


@pytest.fixture
def filled(office: Office, ledger: Form, september: Period) -> Form:
    """Six communities in September, carried into October."""
    rows = [
        {
            "community": value(name),
            "street": value("八大湖街道"),
            "status": value("未开工"),
            "buildings": value(n + 2),
            "households": value(100 + n),
        }
        for n, name in enumerate(COMMUNITIES)
    ]
    load_rows(office, ledger, september, rows)
    return ledger


@pytest.fixture
def open_form(qtbot, page: EntryPage) -> Callable[[str], Grid]:
    """Turn to a form and wait until it is there."""

    def open_form(id: str) -> Grid:
        page.session.refresh()
        page.show_form(id)
        qtbot.waitUntil(page.settled, timeout=30_000)
        page.grid.setFocus()
        return page.grid

    return open_form


def where(widget: QWidget) -> QWidget:
    """Where keys go now: the editor, if one is open."""
    return QApplication.focusWidget() or widget


def type_text(grid: Grid, text: str) -> None:
    """Each character as a key, Chinese ones too."""
    for char in text:
        QCoreApplication.sendEvent(grid, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, char))


def compose(target: QWidget, preedit: str, commit: str = "") -> None:
    """One event of an input method."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QCoreApplication.sendEvent(target, event)


def at(grid: Grid, row: int, field: str) -> None:
    """Make a cell the current one."""
    index = grid.cells.place(row, field)
    grid.go(index.row(), index.column())


def cell(office: Office, form: Form, period: Period, row: int, field: str) -> Cell:
    """What the file holds in the n-th row."""
    return list(office.rows(form, period))[row].cells[field]
