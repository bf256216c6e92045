"""What every test stands on: no screen, own settings, no unexpected log line, no window left over."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from db import clock
from db.office.office import Office, create, open_office
from db.packs.catalogue import Catalogue
from db.periods.report_period import Period, parse
from tests import shipped

if TYPE_CHECKING:
    from tests.upward import Districts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["TAIZHANG_OWN"] = os.environ["TAIZHANG_CACHE"] = os.devnull  # nobody's own packs, nothing read before

# What a test waits for comes at once or, on a busy machine, late: five seconds are not enough there.
for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitActive, QtBot.waitExposed):
    waiting.__kwdefaults__["timeout"] = 30_000

# Two shared cores make times meaningless; the blob lets a found failure be run again anywhere.
settings.register_profile("taizhang", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taizhang")


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder of the test's own: nobody's real settings are read or written."""
    folder = tmp_path / "settings"
    monkeypatch.setenv("TAIZHANG_SETTINGS", str(folder / "settings.ini"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture(autouse=True, scope="session")
def late_day() -> Iterator[None]:
    """Returns are received on the last day of 2026, whatever the day of the test: a period that has not begun is not taken."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: date(2026, 12, 31))
        yield


@pytest.fixture(autouse=True)
def log_lines(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fails a test that logs WARNING or worse without ``@pytest.mark.logs(pattern)``, or declares a line that never comes."""
    yield
    patterns = [str(pattern) for mark in request.node.iter_markers("logs") for pattern in mark.args]
    records = [record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING]
    lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in records]
    unexpected = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not any(re.search(pattern, line) for line in lines)]
    assert not unexpected, "unexpected log lines:\n" + "\n".join(unexpected)
    assert not missing, f"declared log lines never came: {missing}"


@pytest.fixture(autouse=True)
def deferred_deletes() -> Iterator[None]:
    """Delivers deferred deletes after each test: pytest-qt posts them only, and windows left over crash at exit.

    The clipboard of the offscreen platform is destroyed after Python: what Python put there would crash at exit too.
    """
    yield
    core, gui = sys.modules.get("PySide6.QtCore"), sys.modules.get("PySide6.QtGui")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        gui.QGuiApplication.clipboard().clear()


PACKS = ("employment-talent", "island-artisan-training", "urban-renewal-3yr")  # a typical office's; the others are tried one by one


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped packs, proved."""
    return shipped.catalogue()


@pytest.fixture(scope="session")
def office_files(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty office of 市南区 with three packs, made once and copied for each test."""
    file = tmp_path_factory.mktemp("office") / "市南区.taizhang"
    with create(file, catalogue, "370202", PACKS, who="李敏") as made:
        for pack in made.packs:
            made.begin(pack, parse("2026-01"))
    return file


@pytest.fixture
def office(office_files: Path, catalogue: Catalogue, tmp_path: Path) -> Iterator[Office]:
    """An open, empty office of the test's own."""
    file = tmp_path / office_files.name
    shutil.copy(office_files, file)
    with open_office(file, catalogue, "李敏") as opened:
        yield opened


@pytest.fixture
def october() -> Period:
    """The month most tests work on."""
    return parse("2026-10")


@pytest.fixture(scope="session")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Districts:
    """Ten districts' workbooks of one month and an empty office of the city, made once."""
    from tests import upward

    return upward.districts(tmp_path_factory.mktemp("districts"))


@pytest.fixture
def city(districts: Districts, tmp_path: Path) -> Iterator[Office]:
    """The city's office, nothing received yet."""
    file = tmp_path / districts.city.name
    shutil.copy(districts.city, file)
    with open_office(file, districts.catalogue, "市局") as opened:
        yield opened
