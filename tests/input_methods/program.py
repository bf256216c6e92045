"""The program started as a user starts it, on a screen of the tests' own, over an office file that the test reads beside it."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from db.office import driver
from tests.input_methods.screen import Screen, end, tail, until


class Started:
    """`taizhang FILE` in a process of its own; whatever it says on its way down is what `alive` fails with."""

    def __init__(self, screen: Screen, file: Path, **env: str) -> None:
        self.screen, self.file = screen, file
        self.log = screen.folder / "taizhang.log"
        self.log.unlink(missing_ok=True)
        here = {"TAIZHANG_SETTINGS": str(screen.folder / "taizhang.ini"), "QT_QPA_PLATFORM": "xcb"}
        self.process = screen.start(sys.executable, "-X", "faulthandler", "-m", "desktop", str(file), env=here | env, log="taizhang")
        until(lambda: self.alive() and "台账" in screen.active_window(), 60, "the window")

    def alive(self) -> bool:
        """Always true; raises AssertionError with the stack where the program is gone."""
        code = self.process.poll()
        if code is None:
            return True
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        raise AssertionError(f"the program ended: {name}\n{tail(self.log)}")

    def close(self) -> None:
        """Close it as the window manager does."""
        end(self.process)


def ask(file: Path, sql: str, *values: object) -> list[tuple]:
    """What an office file answers while the program has it open."""
    connection = driver.reading(file)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()
