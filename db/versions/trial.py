"""A trial of another version of a pack before it is adopted: what its rules find in this office's own returns and in received ones.

A `Trial` is one return, checked by the version in use and by the new one.
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
from db.rules.as_reported import computes
from db.rules.judge import Judge, with_notes
from db.rules.problem import Problem, counts
from db.units import hierarchy
from db.versions import adoption


@dataclass(frozen=True)
class Trial:
    """What the new rules find in one return: counts by the version in use (`now`) and by the new one (`then`), and the new problems."""

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

    Works on a temporary copy of the file; when cancelled, returns the trials made so far.
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
            adopted = adoption.adopt(office, new, copy=False)
            trials: list[Trial] = []
            for period in filled:
                if cancelled():
                    return trials
                trials.append(_trial(office.name, period, old, adopted, before[period], engine.problems(office, adopted, period)))
            with Judge() as judge:
                trials += _received(office, old, adopted, judge, cancelled)
            return trials


def _trial(unit: str, period: Period, old: Pack, new: Pack, before: Sequence[Problem], after: Sequence[Problem]) -> Trial:
    known = {_identity(problem, old, new) for problem in before}
    sentences = dict.fromkeys(_sentence(problem) for problem in after if _identity(problem, new, new) not in known)
    return Trial(unit, period, counts(before), counts(after), tuple(sentences))


def _identity(problem: Problem, made_by: Pack, pack: Pack) -> tuple[str, ...]:
    """What identifies a problem, with row and field as `pack` calls them: a new code of a row does not make a new problem."""
    return problem.form, *renames.cell(pack, made_by, problem.form, problem.row, problem.field), problem.message


def _sentence(problem: Problem) -> str:
    return Sentence("{place}：{message}", place=problem.place, message=problem.message)


# --- the office's own periods


def _filled(office: Office, pack: Pack) -> Iterator[Period]:
    """The periods in which something was typed or finalised, newest first."""
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


# --- received returns


def _received(office: Office, old: Pack, new: Pack, judge: Judge, cancelled: Callable[[], bool]) -> Iterator[Trial]:
    """A trial of every return that counts, the newest period first; nil returns (零报) are left out."""
    conn, known = office.db.conn, office.units()
    sql = "SELECT DISTINCT period FROM received WHERE programme = ? ORDER BY period DESC"
    for period in _of_type(office, sql, [old.id], new):
        for received in store.standing(conn, old.id, period.label).values():
            if cancelled():
                return
            unit = hierarchy.unit_on(known, received.unit, period.last)
            if received.nil or unit is None:
                continue
            made_by = store.pack_of(conn, received, old)
            before, after = (_problems(conn, judge, received, unit.level, made_by, pack, period) for pack in (made_by, new))
            yield _trial(unit.name, period, made_by, new, before, after)


def _problems(conn: Any, judge: Judge, received: Received, level: str, made_by: Pack, pack: Pack, period: Period) -> list[Problem]:
    """What the rules of `pack` find in a return made by another version, given the earlier periods and the sender's notes."""
    rows = {form.id: ((line.row, line.cells) for line in store.rows_as(conn, received, form, made_by)) for form in pack.forms}
    periods = report_period.before(period) if computes(pack, made_by) else (period.previous, period.last_year)
    earlier = {other: store.earlier(conn, pack, received.unit, other) for other in periods}
    problems = judge.problems(pack, period, level, rows, {other: forms for other, forms in earlier.items() if forms}, made_by)
    return with_notes(problems, (_carried(note, made_by, pack) for note in received.head.get("notes", ())))


def _carried(note: Mapping[str, str], made_by: Pack, pack: Pack) -> Mapping[str, str]:
    row, field = renames.cell(pack, made_by, *(note.get(name, "") for name in ("form", "row", "field")))
    return {**note, "row": row, "field": field}
