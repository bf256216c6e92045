"""Acts that are planned and not written yet, and the stack of acts that can be undone and redone.

A `PlannedAct` is one act to be written, in this thread or in a worker; the `UndoStack` holds the acts written since the office was opened.
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
    """An act to be written: the number of its cells, the function that writes it, and the one to call with the written act (`stands`)."""

    size: int
    run: Callable[[Database], Act | None]
    stands: Callable[[Act | None], None]


class UndoStack:
    """The acts since the office was opened that can be undone or redone."""

    def __init__(self) -> None:
        self.done: list[Act] = []
        self.undone: list[Act] = []

    def saving(self, changes: Sequence[Edit], who: str, what: str) -> PlannedAct:
        """The step that writes edits; it writes nothing where the cells have these values already."""

        done, undone = self.done, self.undone

        def stands(act: Act | None) -> None:
            if act:
                done.append(act)
                undone.clear()

        return PlannedAct(len(changes), partial(writing.apply, edits=changes, who=who, what=what), stands)

    def undoing(self, who: str) -> PlannedAct | None:
        """The step that undoes the last act."""
        return _moving(self.done, self.undone, who, forward=False)

    def redoing(self, who: str) -> PlannedAct | None:
        """The step that redoes the act undone last."""
        return _moving(self.undone, self.done, who, forward=True)

    def forget(self) -> None:
        """From now on none of the acts so far can be undone or redone."""
        self.done, self.undone = [], []  # new lists: an act still being written is added to the old ones


def _moving(source: list[Act], target: list[Act], who: str, *, forward: bool) -> PlannedAct | None:
    """The step that undoes (or, `forward`, redoes) the last act of one list and moves it to the other."""
    if not source:
        return None
    act = source[-1]

    def run(db: Database) -> Act:
        writing.revert(db, act, who, forward=forward)
        return act

    def stands(_: Act | None) -> None:
        source.remove(act)
        target.append(act)

    return PlannedAct(len(act.lines) // 2, run, stands)  # half the work of the first writing: nothing is compared


def write(step: PlannedAct, db: Database) -> Act | None:
    """Write a step, all of it or nothing; raises `Trouble` where the disk is full or another program writes."""
    with _errors_as_trouble():
        return step.run(db)


def write_beside(step: PlannedAct, file: Path) -> Act | None:
    """The same in a worker, on a connection of its own; other connections read the state before the step until it is written."""
    with _errors_as_trouble(), closing(driver.database(file)) as db:
        return step.run(db)


@contextmanager
def _errors_as_trouble() -> Iterator[None]:
    try:
        yield
    except driver.OperationalError as fault:
        if "locked" in str(fault):
            raise Trouble("工作库正在写入别的内容，这一步没有写进去，什么也没有改变。请稍候再做一次。") from fault
        raise Trouble("没有写进工作库，什么也没有改变：{why}。请看看磁盘是否已满，再做一次。", why=str(fault)) from fault
