"""Acts that are planned and not written yet, and the stack of acts that can be undone and redone.

A `PlannedAct` is one act to be written, here or in a worker; `UndoStack` are those written since the office was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.messages import Trouble
from db.office import driver, writing
from db.office.writing import Act, Edit

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class PlannedAct:
    """An act to be written: how many cells it is about, what writes it, and what is to be told when it stands."""

    size: int
    run: Callable[[Database], Act | None]
    stands: Callable[[Act | None], None]


class UndoStack:
    """The acts since the office was opened, as far as they can be taken back or done again."""

    def __init__(self) -> None:
        self.done: list[Act] = []
        self.undone: list[Act] = []

    def saving(self, changes: Sequence[Edit], who: str, what: str) -> PlannedAct:
        """The step that writes edits; it changes nothing where they are what stands there."""

        done, undone = self.done, self.undone

        def stands(act: Act | None) -> None:
            if act:
                done.append(act)
                undone.clear()

        return PlannedAct(len(changes), partial(writing.apply, edits=changes, who=who, what=what), stands)

    def undoing(self, who: str) -> PlannedAct | None:
        """The step that takes back the last act."""
        return _moving(self.done, self.undone, who, forward=False)

    def redoing(self, who: str) -> PlannedAct | None:
        """The step that does the last act taken back again."""
        return _moving(self.undone, self.done, who, forward=True)

    def forget(self) -> None:
        """None of them can be taken back any more."""
        self.done, self.undone = [], []  # an act on its way goes where nobody looks


def _moving(here: list[Act], there: list[Act], who: str, *, forward: bool) -> PlannedAct | None:
    if not here:
        return None
    act = here[-1]

    def run(db: Database) -> Act:
        writing.revert(db, act, who, forward=forward)
        return act

    def stands(_: Act | None) -> None:
        here.remove(act)
        there.append(act)

    return PlannedAct(len(act.lines) // 2, run, stands)  # nothing is compared again: half the work of writing it first


def write(step: PlannedAct, db: Database) -> Act | None:
    """Write a step, all of it or nothing; raises `Trouble` where the disk or another program is in the way."""
    with _told():
        return step.run(db)


def write_beside(step: PlannedAct, file: Path) -> Act | None:
    """The same in a worker, by a connection of its own: whoever reads meanwhile reads what was there before."""
    with _told(), closing(driver.database(file)) as db:
        return step.run(db)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except driver.OperationalError as fault:
        if "locked" in str(fault):
            raise Trouble("工作库正在写入别的内容，这一步没有写进去，什么也没有改变。请稍候再做一次。") from fault
        raise Trouble("没有写进工作库，什么也没有改变：{why}。请看看磁盘是否已满，再做一次。", why=str(fault)) from fault
