"""Only one program at a time may open an office file: a lock file beside it says on which computer, by whom and since when it is open.

The operating system frees the lock when the program ends, also by a crash, so a lock file left behind never keeps anybody out.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import platform
import sys
from pathlib import Path
from typing import IO, Any

from db import clock
from db.messages import Trouble

FAR = 1 << 20  # the locked byte lies past the text, so that others can read who holds it (Windows locks are mandatory)


class Lock:
    """Held from `__init__` to `release`; raises `Trouble` if another program holds it."""

    def __init__(self, office: Path) -> None:
        self.path = office.with_name(office.name + ".lock")
        self._file: IO[str] | None = open(self.path, "a+", encoding="utf-8")  # noqa: SIM115  held for as long as the office is open
        try:
            take(self._file)
        except OSError:
            self._file.close()
            self._file = None
            holder = read(self.path)
            raise Trouble(
                "“{file}”已在计算机“{computer}”上由 {user} 于 {at} 打开。请先在那里关闭，再在这里打开。", file=office.name, **holder
            ) from None
        self._file.truncate(0)
        self._file.write(json.dumps(_me(), ensure_ascii=False))
        self._file.flush()

    def release(self) -> None:
        """Free the lock; may be called twice."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self.path.unlink()  # before closing, while the lock is ours; Windows refuses, and the file left there is reused
            self._file.close()
            self._file = None


def read(path: Path) -> dict[str, str]:
    """Who holds the lock: computer, user, at."""
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        holder = {}
    return {key: str(holder.get(key, "？")) for key in ("computer", "user", "at")}


def _me() -> dict[str, str]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "？"
    return {"computer": platform.node() or "？", "user": user, "at": clock.moment().strftime("%Y-%m-%d %H:%M"), "process": str(os.getpid())}


def take(file: IO[Any]) -> None:
    """Take the lock of an open file, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
