"""What a roll-up leaves as files: the return for the level above and the 汇总表, each as workbook and PDF."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from db.office.office import Office
from db.periods.report_period import Period
from db.rollup.as_return import as_return, hand_up
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.rules.problem import Problem
from desktop.exchange.handing_up import write_pair


def write_rollup(office: Office, made: Rollup, folder: Path, *, whole: bool = True) -> tuple[list[Path], list[Problem]]:
    """Write both pairs; gives their paths and the 强制 problems that made the return a draft.

    Only the `whole` is handed up; a part of the units is looked at, and is a draft.
    """
    ret, errors = hand_up(office, made) if whole else (as_return(office, made), [])
    with ExitStack() as stack:
        before, last = (_beside(made, one, stack) for one in (made.period.previous, made.period.last_year))
        table = summary(made, before=before, last=last, version=ret.version, office_name=ret.office_name)
        return [*write_pair(ret, folder), *write_pair(table, folder)], errors


def _beside(made: Rollup, period: Period, stack: ExitStack) -> Rollup | None:
    """The roll-up of the same units in another period, where anything came in it."""
    found = made.at(period)
    if found is None:
        return None
    stack.enter_context(found)
    return found if found.parts else None
