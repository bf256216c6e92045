"""The part of ``./dev`` and ``dev.cmd`` that both share: makes the environment once, then runs what was asked.

Standard library only, because it runs before anything is installed. It speaks to people who build the program, so in English.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed"

USAGE = """\
./dev demo [DIR]     a filled demo office with its workbook and PDF, in DIR (./demo); needs no screen
./dev run [FILE]     open the window
./dev test           ruff, mypy, import-linter and every test; about seven minutes on two cores
./dev test ARGS      only pytest, with these arguments
./dev pictures       draw the pictures of the README and the help again
./dev bench [NAME]   time the slow acts on large offices, as ratios"""

# Each entry: the names one system library goes by, newest first (Debian 13 and Ubuntu 24.04 renamed some).
QT_LIBRARIES = (
    ("libglib2.0-0t64", "libglib2.0-0"),
    ("libgl1",),
    ("libegl1",),
    ("libxkbcommon0",),
    ("libxkbcommon-x11-0",),
    ("libfontconfig1",),
    ("libdbus-1-3",),
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
    ("libxcb-randr0",),
)
POPPLER = (("poppler-utils",),)
CALC = (("libreoffice-calc",),)
SCREEN = (("xvfb",), ("dbus-daemon", "dbus"), ("at-spi2-core",), ("openbox",), ("xdotool",), ("x11-utils",))  # of tests/input_methods
METHODS = (("ibus",), ("ibus-libpinyin",), ("fcitx5",), ("fcitx5-chinese-addons",))

CHECKS = {
    "ruff check": ("ruff", "check", "--quiet", "--output-format=concise", "."),
    "ruff format": ("ruff", "format", "--check", "--quiet", "."),
    "mypy": ("mypy", "--no-error-summary"),
    "import-linter": ("-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"),
}
# Each core begins with its share of the files, so that what a file makes once is made once; who is done takes from the others.
EVERY_CORE = ("-n", "logical", "--maxprocesses", "4", "--dist", "worksteal")


class Unable(Exception):
    """One sentence on what could not be done and what to do about it."""


def say(text: str) -> None:
    """One line for one step, at once."""
    print(text, flush=True)


def captured(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Runs `command` in the project and keeps what it says, both streams together, for the case that it fails."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def tail(text: str, lines: int = 12) -> str:
    """The last lines of what a command said."""
    return "\n".join(text.strip().splitlines()[-lines:])


# The environment


def fingerprint() -> str:
    """Changes when the environment must be installed again: other requirements, other Python, moved folder (hex)."""
    about = (str(ROOT), sys.version, (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256("\n".join(about).encode()).hexdigest()


def prepare() -> None:
    """Makes ``.venv`` when there is none that works and installs the project into it when something changed."""
    if not PYTHON.exists() or captured([PYTHON, "-m", "pip", "--version"]).returncode != 0:
        say(f"environment: .venv with Python {sys.version_info.major}.{sys.version_info.minor}")
        made = captured([sys.executable, "-m", "venv", "--clear", VENV])
        if made.returncode != 0:
            raise Unable(f"The virtual environment {VENV} could not be made:\n{tail(made.stdout)}")
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    say("environment: installing the packages of pyproject.toml")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "--editable", ".[dev]"]
    done = captured(pip)
    if done.returncode != 0:
        raise Unable(f"The packages could not be installed; is a package index within reach?\n{tail(done.stdout)}")
    STAMP.write_text(wanted, encoding="utf-8")


# System libraries


def installed(name: str) -> bool:
    """Whether dpkg has the package `name`."""
    answer = captured(["dpkg-query", "-W", "-f", "${db:Status-Status}", name])
    return answer.returncode == 0 and answer.stdout.strip() == "installed"


def apt(*words: str) -> bool:
    """Runs apt-get as root, directly or through a sudo that asks nothing; False where it fails or neither is possible."""
    root = os.name != "nt" and os.geteuid() == 0
    if not root and not shutil.which("sudo"):
        return False
    before = [] if root else ["sudo", "-n"]
    command = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *words]
    return captured(command).returncode == 0


def known(names: tuple[str, ...]) -> str:
    """The first of `names` that this system's package lists hold, else the last."""
    for name in names:
        if captured(["apt-cache", "show", name]).returncode == 0:
            return name
    return names[-1]


def libraries(*groups: tuple[tuple[str, ...], ...]) -> None:
    """Installs the missing system packages of `groups` on Debian and Ubuntu; elsewhere, or without the right, says so."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    missing = [names for group in groups for names in group if not any(installed(name) for name in names)]
    if not missing:
        return
    fresh = apt("update")
    packages = [known(names) for names in missing]
    say("system: installing " + " ".join(packages))
    if not fresh or not apt("install", "-y", "--no-install-recommends", *packages):
        say("system: could not install them. Please run as root: apt-get install --no-install-recommends " + " ".join(packages))


def prove_qt() -> None:
    """Raises Unable when Qt's own libraries cannot be loaded here, whatever the package lists say."""
    answer = captured([PYTHON, "-c", "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport"])
    if answer.returncode != 0:
        raise Unable(f"Qt cannot be loaded, a system library is missing: {tail(answer.stdout, 1)}")


# The commands


def demo(args: list[str]) -> int:
    """A filled demo office; loads no Qt and needs no system library."""
    prepare()
    return subprocess.call([PYTHON, "-m", "desktop", "demo", *(args or [str(ROOT / "demo")])])


def run(args: list[str]) -> int:
    """The window."""
    prepare()
    libraries(QT_LIBRARIES)
    prove_qt()
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise Unable("There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set). Try ./dev demo, which needs none.")
    return subprocess.call([PYTHON, "-m", "desktop", *args])


def offscreen() -> dict[str, str]:
    """The environment for everything that draws without a screen."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def check(title: str, command: tuple[str, ...]) -> bool:
    """Runs one check, says how it went in one line, and what it found when it failed."""
    start = time.monotonic()
    done = captured([PYTHON, *(command if command[0] == "-c" else ("-m", *command))])
    say(f"{title}: {'ok' if done.returncode == 0 else 'FAILED'} ({time.monotonic() - start:.1f} s)")
    if done.returncode != 0:
        say(done.stdout.rstrip())
    return done.returncode == 0


def test(args: list[str]) -> int:
    """Every check and every test, pytest last; with `args` pytest alone. 0 when all is well."""
    prepare()
    libraries(QT_LIBRARIES, POPPLER, CALC, SCREEN, METHODS)
    prove_qt()
    failed = [] if args else [title for title, command in CHECKS.items() if not check(title, command)]
    tests = subprocess.call([PYTHON, "-m", "pytest", "-q", *(args or EVERY_CORE)], cwd=ROOT, env=offscreen())
    if failed:
        say("FAILED: " + ", ".join(failed))
    return tests or (1 if failed else 0)


def script(name: str, args: list[str]) -> int:
    """Runs one of our own scripts beside the tests."""
    if not (ROOT / name).exists():
        raise Unable(f"{name} is not in this copy of the project.")
    prepare()
    libraries(QT_LIBRARIES, POPPLER)
    prove_qt()
    return subprocess.call([PYTHON, name, *args], cwd=ROOT, env=offscreen())


def pictures(args: list[str]) -> int:
    """Draws the pictures of the README and the help again."""
    return script("tests/pictures.py", args)


def bench(args: list[str]) -> int:
    """Times the slow acts: every script in tests/bench, or the one named."""
    names = [f"tests/bench/{args[0]}.py"] if args else sorted(f"tests/bench/{one.name}" for one in (ROOT / "tests/bench").glob("*.py"))
    return max([script(name, args[1:]) for name in names], default=0)


COMMANDS = {"demo": demo, "run": run, "test": test, "pictures": pictures, "bench": bench}


def main(argv: list[str]) -> int:
    """Exit code of the command; 2 for an unknown one or when something out of our hands is missing."""
    command = COMMANDS.get(argv[0]) if argv else None
    if command is None:
        say(USAGE)
        return 0 if argv[:1] in (["help"], ["--help"], ["-h"]) else 2
    try:
        return command(argv[1:])
    except Unable as reason:
        print(f"dev: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
