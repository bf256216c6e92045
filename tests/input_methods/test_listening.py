"""What the running program tells a screen reader, read from another process over D-Bus: every page, every cell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from db.catalogue import Catalogue
from desktop import demo
from tests.input_methods.listening import Listener, Node

TREE = Path(__file__).parents[2]
NEEDED = ("Xvfb", "dbus-daemon")
OWN = ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
missing = [one for one in NEEDED if shutil.which(one) is None] + ([] if SERVICE.exists() else ["at-spi2-core"])
pytestmark = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


class Started:
    """The program in a window of its own screen and session bus, ended with `end`."""

    def __init__(self, home: Path, office: Path) -> None:
        self._all = ExitStack()
        self.environment = os.environ | {name: str(home) for name in OWN}
        self.environment |= {
            "TAIZHANG_SETTINGS": str(home / "settings.ini"), "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }  # fmt: skip
        self.environment["DISPLAY"] = f":{self._answer('Xvfb', '-displayfd', '1', '-screen', '0', '1366x900x24', '-nolisten', 'tcp')}"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._answer("dbus-daemon", "--session", "--nofork", "--print-address=1")
        self.errors = home / "errors.txt"
        with self.errors.open("w") as errors:
            self._start(sys.executable, "-X", "faulthandler", "-m", "desktop", str(office), stderr=errors)

    def _start(self, *command: str, **more: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(command, env=self.environment, cwd=TREE, text=True, **({"stderr": subprocess.DEVNULL} | more))  # type: ignore[call-overload]
        self._all.callback(_end, process)
        return process

    def _answer(self, *command: str) -> str:
        stdout = self._start(*command, stdout=subprocess.PIPE).stdout
        assert stdout is not None
        return stdout.readline().strip()

    def end(self) -> None:
        """End it all, the program first."""
        self._all.close()


def _end(process: subprocess.Popen[str]) -> None:
    with process:
        process.terminate()


@pytest.fixture(scope="module")
def program(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The root of the running program with the demo office."""
    folder = tmp_path_factory.mktemp("listening")
    office, *_ = demo.make(folder / "demo", catalogue)
    started = Started(folder, office)
    try:
        with Listener(started.environment["DBUS_SESSION_BUS_ADDRESS"]) as listener:
            yield listener.program("taizhang")
    finally:
        started.end()
        assert not started.errors.read_text()


def test_a_cell_is_where_it_is_said_to_be(program: Node) -> None:
    """Row and column lead to the cell, with its rectangle on the screen inside the table."""
    program.one(role="check box", name="填报").do_action("Press")
    grid = program.grid("任务进展表")
    place, cell = grid.extents, grid.cell(1, grid.column("状态")).extents
    assert place.x < cell.x < cell.x + cell.width < place.x + place.width
    assert place.y < cell.y < cell.y + cell.height < place.y + place.height
    assert cell.height == 32
