"""Trying another version of a pack before it is taken: what its rules find in this office's own returns and in those received.

A `Trial` is one return, judged by the version in use and by the new one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.messages import Sentence
from db.office import backup
from db.office.office import Office, open_office
from db.packs import renames
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.received import store
from db.received.store import Received
from db.rules import engine
from db.rules.judge import Judge, computes, noted
from db.rules.problem import Problem, counts
from db.units import hierarchy
from db.versions import adoption


@dataclass(frozen=True)
class Trial:
    """What new rules find in one return: problems now and then, and the sentences that are new."""

    unit: str
    period: Period
    now: Mapping[str, int]
    then: Mapping[str, int]
    new: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether the new version finds anything else."""
        return bool(self.new) or self.now != self.then


def try_out(path: Path, offered: Catalogue, new: Pack, cancelled: Callable[[], bool] = lambda: False) -> list[Trial]:
    """What the rules of `new` find in the periods this office has filled, then in the returns it received, newest first.

    Works on a copy in a folder of its own; gives what it has where it is cancelled.
    """
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        copied = backup.copy_to(path, Path(folder) / "try.taizhang")
        with open_office(copied, offered) as office:
            old = office.catalogue.packs.get(new.id)
            if old is None:
                return []
            filled = list(_filled(office, old))
            before = {}
            for period in filled:
                if cancelled():
                    return []
                before[period] = engine.problems(office, old, period)
            taken = adoption.adopt(office, new, copy=False)
            found: list[Trial] = []
            for period in filled:
                if cancelled():
                    return found
                found.append(_trial(office.name, period, old, taken, before[period], engine.problems(office, taken, period)))
            with Judge() as judge:
                found += _received(office, old, taken, judge, cancelled)
            return found


def _trial(unit: str, period: Period, old: Pack, new: Pack, before: Sequence[Problem], after: Sequence[Problem]) -> Trial:
    known = {_named(one, old, new) for one in before}
    told = dict.fromkeys(_told(one) for one in after if _named(one, new, new) not in known)
    return Trial(unit, period, counts(before), counts(after), tuple(told))


def _named(problem: Problem, made: Pack, pack: Pack) -> tuple[str, ...]:
    """What a problem is known by, in the names of `pack`: a row with another code is no other problem."""
    return problem.form, *renames.cell(pack, made, problem.form, problem.row, problem.field), problem.message


def _told(problem: Problem) -> str:
    return Sentence("{place}：{message}", place=problem.place, message=problem.message)


# --- this office's own


def _filled(office: Office, pack: Pack) -> Iterator[Period]:
    """The periods in which something was typed or frozen, newest first."""
    keys = [form.key for form in pack.forms]
    sql = (
        f"SELECT DISTINCT period FROM history WHERE form IN ({', '.join('?' * len(keys))}) "
        'UNION SELECT period FROM "return" WHERE programme = ? ORDER BY period DESC'
    )
    yield from _of_type(office, sql, [*keys, pack.id], pack)


def _of_type(office: Office, sql: str, params: list[str], pack: Pack) -> Iterator[Period]:
    for (label,) in office.db.execute(sql, params).fetchall():
        period = report_period.parse(label)
        if period.type == pack.period_type:
            yield period


# --- those received


def _received(office: Office, old: Pack, new: Pack, judge: Judge, cancelled: Callable[[], bool]) -> Iterator[Trial]:
    """Every return that counts, the newest period first; one with no figures (零报) has nothing to judge."""
    conn, known = office.db.conn, office.units()
    sql = "SELECT DISTINCT period FROM received WHERE programme = ? ORDER BY period DESC"
    for period in _of_type(office, sql, [old.id], new):
        for one in store.standing(conn, old.id, period.label).values():
            if cancelled():
                return
            unit = hierarchy.named(known, one.unit, period.last)
            if one.nil or unit is None:
                continue
            made = store.pack_of(conn, one, old)
            before, after = (_problems(conn, judge, one, unit.level, made, pack, period) for pack in (made, new))
            yield _trial(unit.name, period, made, new, before, after)


def _problems(conn: Any, judge: Judge, one: Received, level: str, made: Pack, pack: Pack, period: Period) -> list[Problem]:
    """What the rules of `pack` find in a return made by another version, with the periods they may look at and the sender's notes."""
    rows = {form.id: ((line.row, line.cells) for line in store.rows_as(conn, one, form, made)) for form in pack.forms}
    seen = report_period.before(period) if computes(pack, made) else (period.previous, period.last_year)
    around = {other: store.earlier(conn, pack, one.unit, other) for other in seen}
    found = judge.problems(pack, period, level, rows, {other: kept for other, kept in around.items() if kept}, made)
    return noted(found, (_carried(note, made, pack) for note in one.head.get("notes", ())))


def _carried(note: Mapping[str, str], made: Pack, pack: Pack) -> Mapping[str, str]:
    row, field = renames.cell(pack, made, *(note.get(name, "") for name in ("form", "row", "field")))
    return {**note, "row": row, "field": field}
