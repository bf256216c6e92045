"""The crash file of a run: where the stack goes when a fault below Python (segmentation fault, abort) ends the program.

One file for each run, beside the log, locked as long as the run lives, however that ends, and removed at a clean end. A file that nobody
holds belongs to a run that ended badly. With a stack in it, it is offered once, by the first start after it, and kept under another name:
the offer may be long closed when somebody asks for it. Without one (killed, or the power went) there is nothing to read, and it goes.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
from datetime import datetime, timedelta
from pathlib import Path

from db.office import lock

RUN, SEEN = "crash-*.txt", "seen-"
KEPT = 5  # reports that were offered
YOUNG = timedelta(minutes=1)  # an empty file this new may belong to a program that is about to lock it
MOST = 200_000  # characters of one report


class CrashFile:
    """`about` says which program on which system; the stack comes under it. Live from `__init__` to `end`."""

    def __init__(self, folder: Path, about: str) -> None:
        self.path = folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        self._file = open(self.path, "a", encoding="utf-8")  # noqa: SIM115  open for as long as the program runs
        with contextlib.suppress(OSError):  # where the folder has no locks an empty file may be cleared away: less is lost than without it
            lock.take(self._file)
        try:
            self._file.write(f"{about}\n")
            self._file.flush()
        except OSError:
            self._file.close()
            raise
        self._ours = not faulthandler.is_enabled()  # python -X faulthandler: who asked for it has it on standard error
        if self._ours:
            # only the thread at fault: walking the frames of a thread that runs on crashes in turn and cuts the report off
            faulthandler.enable(self._file, all_threads=False)

    def end(self) -> None:
        """The program ended as it should; may be called twice."""
        if self._file.closed:
            return
        if self._ours:
            faulthandler.disable()
        self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


def begin(folder: Path, about: str) -> CrashFile | None:
    """The crash file of this run; nothing where none can be written, and the program runs without."""
    try:
        return CrashFile(folder, about)
    except OSError:
        return None


def left(folder: Path) -> list[str]:
    """The reports of runs that ended badly, oldest first: each is put away by this call and not answered again."""
    reports = [report for file in sorted(folder.glob(RUN)) if (report := _claimed(file))]
    for file in sorted(folder.glob(SEEN + RUN))[:-KEPT]:
        with contextlib.suppress(OSError):
            file.unlink()
    return reports


def _claimed(file: Path) -> str:
    """What a run that is no more left in its file; nothing where it runs, left no stack, or another start was quicker."""
    try:
        with file.open("r+", encoding="utf-8", errors="replace") as opened:
            lock.take(opened)
            text = opened.read(MOST).replace("\0", "")  # a power cut may leave a block of zeros
        written = datetime.fromtimestamp(file.stat().st_mtime)
        if text.partition("\n")[2].strip():
            file.replace(file.with_name(SEEN + file.name))
            return f"{text.rstrip()}\n\n{written:%Y-%m-%d %H:%M:%S}\n"
        if datetime.now() - written > YOUNG:
            file.unlink()
    except OSError:  # a program holds it, or it cannot be read
        pass
    return ""
