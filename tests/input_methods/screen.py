"""A screen of the tests' own: an X server, a session bus and a window manager, and hands that type and click as a person does.

Everything here is a real program of the system, started for one test run and ended with it; nothing of this computer's own desktop is
touched. Where one of the programs is missing, `missing` says which, and the tests are skipped with that word.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PROGRAMS = ("Xvfb", "dbus-daemon", "openbox", "xdotool", "xprop")
SIZE = (1366, 768)
LEFT, MIDDLE, RIGHT = 1, 2, 3  # mouse buttons


def missing(*programs: str) -> str:
    """Which of the programs these tests stand on are not installed, as one sentence; empty where all are."""
    if not sys.platform.startswith("linux"):
        return "there is no X server on this system"
    names = [name for name in (*PROGRAMS, *programs) if shutil.which(name) is None]
    return f"not installed: {', '.join(names)}" if names else ""


def until(holds: Callable[[], Any], seconds: float = 20, what: str = "") -> Any:
    """What `holds` answers once it is true; raises AssertionError when that does not come within `seconds`."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not (answer := holds()):
        assert time.monotonic() < end, f"this never came: {what or holds}"
        pause.wait(0.03)
    return answer


class Screen:
    """An X server without a picture, with a session bus. `env` is what a program needs to show itself there."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE) -> None:
        self.folder, self.size = folder, size
        self._running: list[subprocess.Popen[bytes]] = []
        home = folder / "home"
        runtime = folder / "run"
        for one in (home, runtime):
            one.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "TMPDIR", "VIRTUAL_ENV")}
        self.env = kept | {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "GSETTINGS_BACKEND": "keyfile",
            "LC_ALL": "C.UTF-8",
            "NO_AT_BRIDGE": "1",  # for the programs beside ours
        }
        self.env["DISPLAY"] = self._start_server()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
        until(lambda: self._root("_NET_SUPPORTED") is not None, what="an X server that answers")
        self.start("openbox", "--config-file", str(self._window_manager_settings()))
        until(lambda: "window id" in (self._root("_NET_SUPPORTING_WM_CHECK") or ""), what="a window manager")

    def _root(self, name: str) -> str | None:
        """A property of the root window; None where no server answers."""
        done = subprocess.run(["xprop", "-root", name], env=self.env, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None

    def _start_server(self) -> str:
        read, write = os.pipe()
        width, height = self.size
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-ac", "-noreset", "-nolisten", "tcp"]
        with (self.folder / "xvfb.log").open("wb") as log:
            self._running.append(subprocess.Popen(command, pass_fds=[write], stdout=log, stderr=log, start_new_session=True))
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, (self.folder / "xvfb.log").read_text()
        return f":{number}"

    def _start_bus(self) -> str:
        command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        with (self.folder / "bus.log").open("wb") as log:
            process = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=log, start_new_session=True)
        self._running.append(process)
        assert process.stdout is not None
        return process.stdout.readline().decode().strip()

    def _window_manager_settings(self) -> Path:
        file = self.folder / "openbox.xml"
        file.write_text(
            '<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew></focus>'
            "<theme><name>Clearlooks</name><titleLayout>C</titleLayout></theme>"
            '<keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard></openbox_config>'
        )
        return file

    def start(self, *command: str, env: Mapping[str, str] | None = None, log: str = "") -> subprocess.Popen[bytes]:
        """Start a program on this screen, in the project's folder; what it says goes to a file of its name."""
        with (self.folder / f"{log or Path(command[0]).name}.log").open("ab") as out:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.env | dict(env or {}), stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self._running.append(process)
        return process

    def run(self, *command: str) -> str:
        """Run a program to its end; what it answered."""
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=30, check=False)
        return (done.stdout + done.stderr).strip()

    def _ask(self, *words: str, check: bool = True) -> str | None:
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=60, check=False)
        assert not check or done.returncode == 0, f"xdotool {' '.join(words)}: {done.stderr}"
        return done.stdout.strip() if done.returncode == 0 else None

    # --- hands

    def keys(self, *names: str, delay: int = 25) -> None:
        """Press keys one after another, as xdotool names them: "n", "space", "Return", "ctrl+Down"; `delay` in ms between them."""
        self._ask("key", "--delay", str(delay), *names)

    def letters(self, text: str, delay: int = 25) -> None:
        """Press the keys of Latin letters, digits and spaces."""
        self.keys(*("space" if char == " " else "apostrophe" if char == "'" else char for char in text), delay=delay)

    def move(self, x: int, y: int) -> None:
        """Put the pointer there."""
        self._ask("mousemove", "--sync", str(x), str(y))

    def click(self, x: int, y: int, button: int = LEFT, times: int = 1) -> None:
        """Click there."""
        self._ask("mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay", "60", str(button))

    def to_another_window(self) -> None:
        """The window in front goes away and comes back, as when a person looks something up elsewhere."""
        window = self._ask("getactivewindow") or ""
        self._ask("windowminimize", "--sync", window)
        until(lambda: self._ask("getactivewindow", check=False) != window, what="the window is out of the way")
        self._ask("windowactivate", "--sync", window)

    def active_window(self) -> str:
        """The title of the window the keys go to, nothing where there is none."""
        return self._ask("getactivewindow", "getwindowname", check=False) or ""

    def picture(self, name: str) -> Path:
        """What is on the screen, as a PNG, for a person to look at."""
        file = self.folder / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(file)], env=self.env, check=False, timeout=30)
        return file

    def close(self) -> None:
        """End everything that was started here, the newest first."""
        for process in reversed(self._running):
            end(process)


def end(process: subprocess.Popen[bytes], seconds: float = 5) -> int:
    """End a program and all it started: asked first, then made to; its exit code."""
    if process.stdout is not None:
        process.stdout.close()
    if process.poll() is None:
        for kind in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, kind)
            except ProcessLookupError:
                break
            try:
                return process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
    return process.wait(seconds)


def tail(file: Path, lines: int = 60) -> str:
    """The last lines of a log."""
    return "\n".join(file.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]) if file.exists() else ""
