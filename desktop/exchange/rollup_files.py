"""The files of a roll-up: the return for the level above and the 汇总表, each as workbook and PDF."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from db.office.office import Office
from db.periods.report_period import Period
from db.rollup.as_return import as_return, hand_up
from db.rollup.rollup import Rollup
from db.rollup.sheets import next_version, summary
from db.rules.problem import Problem
from desktop.exchange.handing_up import write_pair


def write_rollup(office: Office, rollup: Rollup, folder: Path, *, all_units: bool = True) -> tuple[list[Path], list[Problem]]:
    """Write both pairs; returns their paths and the 强制 problems because of which the return is only a draft.

    Only a roll-up of `all_units` is handed up; that of a part of them is always a draft. The 汇总表 says what came and needs nothing typed
    here.
    """
    ret, errors = hand_up(office, rollup) if all_units else (as_return(office, rollup), [])
    with ExitStack() as stack:
        before, last = (_other_period(rollup, period, stack) for period in (rollup.period.previous, rollup.period.last_year))
        version = partial(next_version, office, rollup, at_least=ret.version) if all_units else 0
        table = summary(rollup, before=before, last=last, version=version, office_name=ret.office_name)
        return [*write_pair(ret, folder), *write_pair(table, folder)], errors


def _other_period(rollup: Rollup, period: Period, stack: ExitStack) -> Rollup | None:
    """The roll-up of the same units in another period; None where no return came in for it."""
    earlier = rollup.at(period)
    if earlier is None:
        return None
    stack.enter_context(earlier)
    return earlier if earlier.parts else None
