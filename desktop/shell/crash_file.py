"""The crash file of a run: where the stack goes when a fault below Python (segmentation fault, abort) ends the program.

One file for each run, beside the log, locked while the run lives, and removed at a clean end. An unlocked file belongs to a run that
ended badly. If it holds a stack, the next start shows it once and keeps it under another name, because somebody may ask for it later.
If it holds none (the process was killed, or the power failed), it is deleted.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
from datetime import datetime, timedelta
from pathlib import Path

from db import clock
from db.office import lock

RUN, SEEN = "crash-*.txt", "seen-"
MOST_REPORTS = 5  # shown reports that stay in the folder
YOUNG = timedelta(minutes=1)  # an empty file this new may belong to a program that is about to lock it
MOST_CHARACTERS = 200_000  # characters of one report


class CrashFile:
    """`about` names the program and the system; a stack is written below it. In use from `__init__` to `end`."""

    def __init__(self, folder: Path, about: str) -> None:
        self.path = folder / f"crash-{clock.moment():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        self._file = open(self.path, "a", encoding="utf-8")  # noqa: SIM115  open for as long as the program runs
        with contextlib.suppress(
            OSError
        ):  # in a folder without locks another start may delete the file while it is empty; that is accepted
            lock.take(self._file)
        try:
            self._file.write(f"{about}\n")
            self._file.flush()
        except OSError:
            self._file.close()
            raise
        self._enabled_here = not faulthandler.is_enabled()  # with python -X faulthandler the stack goes to standard error
        if self._enabled_here:
            # only the failing thread: walking the frames of a running thread can crash again and cut the report short
            faulthandler.enable(self._file, all_threads=False)

    def end(self) -> None:
        """The program ended cleanly; may be called twice."""
        if self._file.closed:
            return
        if self._enabled_here:
            faulthandler.disable()
        self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


def begin(folder: Path, about: str) -> CrashFile | None:
    """The crash file of this run; None where it cannot be written, and the program runs without one."""
    try:
        return CrashFile(folder, about)
    except OSError:
        return None


def take_reports(folder: Path) -> list[str]:
    """The reports of runs that ended badly, oldest first; each is renamed by this call and not returned again."""
    reports = [report for file in sorted(folder.glob(RUN)) if (report := _take_report(file))]
    for file in sorted(folder.glob(SEEN + RUN))[:-MOST_REPORTS]:
        with contextlib.suppress(OSError):
            file.unlink()
    return reports


def _take_report(file: Path) -> str:
    """The report of a run that has ended; empty where it still runs, left no stack, or another start took it."""
    try:
        with file.open("r+", encoding="utf-8", errors="replace") as opened:
            lock.take(opened)
            text = opened.read(MOST_CHARACTERS).replace("\0", "")  # a power cut may leave a block of zeros
        written = datetime.fromtimestamp(file.stat().st_mtime)
        if text.partition("\n")[2].strip():
            file.replace(file.with_name(SEEN + file.name))
            return f"{text.rstrip()}\n\n{written:%Y-%m-%d %H:%M:%S}\n"
        if clock.moment() - written > YOUNG:
            file.unlink()
    except OSError:  # locked by a running program, or unreadable
        pass
    return ""
