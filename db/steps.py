"""Acts before they are written, here or beside the window, and those that can be taken back and done again.

`Step` is not in the design's list: it is an act before it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db import driver, edits
from db.edits import Act, Edit
from db.trouble import Trouble

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Step:
    """An act to be written: how many cells it is about, what writes it, and what is to be told when it stands."""

    size: int
    run: Callable[[Database], Act | None]
    stands: Callable[[Act | None], None]


class Steps:
    """The acts since the office was opened, as far as they can be taken back or done again."""

    def __init__(self) -> None:
        self.done: list[Act] = []
        self.undone: list[Act] = []

    def saving(self, changes: Sequence[Edit], who: str, what: str) -> Step:
        """The step that writes edits; it changes nothing where they are what stands there."""

        def stands(act: Act | None) -> None:
            if act:
                self.done.append(act)
                self.undone.clear()

        return Step(len(changes), lambda db: edits.apply(db, changes, who, what), stands)

    def undoing(self, who: str) -> Step | None:
        """The step that takes back the last act."""
        return _moving(self.done, self.undone, who, forward=False)

    def redoing(self, who: str) -> Step | None:
        """The step that does the last act taken back again."""
        return _moving(self.undone, self.done, who, forward=True)

    def forget(self) -> None:
        """None of them can be taken back any more."""
        self.done.clear()
        self.undone.clear()


def _moving(here: list[Act], there: list[Act], who: str, *, forward: bool) -> Step | None:
    if not here:
        return None
    act = here[-1]

    def run(db: Database) -> Act:
        edits.revert(db, act, who, forward=forward)
        return act

    def stands(_: Act | None) -> None:
        if here:  # they may have been forgotten meanwhile
            there.append(here.pop())

    return Step(len(act.lines) // 2, run, stands)  # nothing is compared again: half the work of writing it first


def write(step: Step, db: Database) -> Act | None:
    """Write a step, all of it or nothing; raises `Trouble` where the disk or another program is in the way."""
    with _told():
        return step.run(db)


def write_beside(step: Step, file: Path) -> Act | None:
    """The same in a worker, by a connection of its own: whoever reads meanwhile reads what was there before."""
    db = driver.database(file)
    try:
        with _told():
            db.execute("BEGIN IMMEDIATE")  # what is read from here on is not old when it is written
            act = step.run(db)
            db.commit()
    finally:
        db.close()  # takes back what was not committed
    return act


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except driver.OperationalError as fault:
        raise Trouble("没有写进工作库，什么也没有改变：{why}。请看看磁盘是否已满，再做一次。", why=str(fault)) from fault
