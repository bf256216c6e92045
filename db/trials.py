"""Trying another version of a pack before it is taken: what its rules find in the returns at hand, this office's own and those received.

`Trial` is not in the design's list: it is one return, judged by the version in use and by the new one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import adoption, backup, periods, received, rules, units
from db.catalogue import Catalogue
from db.cells import Line
from db.fields import EMPTY
from db.judge import Judge, Rows, noted
from db.office import Office, open_office
from db.pack import Form, Pack
from db.periods import Period
from db.received import Received
from db.rules import Problem
from db.trouble import Sentence


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
            before = {period: rules.problems(office, old, period) for period in filled}
            taken = adoption.adopt(office, new, copy=False)
            found: list[Trial] = []
            for period in filled:
                if cancelled():
                    return found
                found.append(_trial(office.name, period, before[period], rules.problems(office, taken, period)))
            with Judge() as judge:
                found += _received(office, old, taken, judge, cancelled)
            return found


def _trial(unit: str, period: Period, before: Sequence[Problem], after: Sequence[Problem]) -> Trial:
    known = set(map(_told, before))
    new = tuple(one for one in dict.fromkeys(map(_told, after)) if one not in known)
    return Trial(unit, period, rules.counts(before), rules.counts(after), new)


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
        period = periods.parse(label)
        if period.type == pack.period_type:
            yield period


# --- those received


def _received(office: Office, old: Pack, new: Pack, judge: Judge, cancelled: Callable[[], bool]) -> Iterator[Trial]:
    """Every return that counts, the newest period first; one with no figures (零报) has nothing to judge."""
    conn, known = office.db.conn, office.units()
    packs: dict[tuple[tuple[str, str], ...], Pack] = {}  # one object for a hundred returns: the judge keeps a database for each
    sql = "SELECT DISTINCT period FROM received WHERE programme = ? ORDER BY period DESC"
    for period in _of_type(office, sql, [old.id], new):
        for one in received.standing(conn, old.id, period.label).values():
            if cancelled():
                return
            unit = units.named(known, one.unit, period.last)
            if one.nil or unit is None:
                continue
            by = tuple(sorted(one.definitions.items()))
            made = packs[by] = packs.get(by) or received.pack_of(conn, one, old)
            before, after = (
                noted(judge.problems(pack, period, unit.level, *_rows(conn, one, made, pack, period)), one.head.get("notes", ()))
                for pack in (made, new)
            )
            yield _trial(unit.name, period, before, after)


def _rows(conn: Any, one: Received, made: Pack, pack: Pack, period: Period) -> tuple[Rows, dict[Period, Rows]]:
    """The rows of a return made by one pack as another has them, with those of the periods its rules may look at."""
    rows: Rows = {form.id: ((line.row, line.cells) for line in received.rows(conn, one, form)) for form in made.forms}
    around = {other: received.earlier(conn, made, one.unit, other) for other in (period.previous, period.last_year)}
    return _carried(rows, made, pack), {other: _carried(kept, made, pack) for other, kept in around.items() if kept}


def _carried(rows: Rows, made: Pack, pack: Pack) -> Rows:
    """Rows by the columns and codes of another version: what was renamed comes along, what is new there is empty."""
    forms = {form.id: form for form in made.forms}
    return {form.id: _lines(rows[form.id], forms[form.id], form) for form in pack.forms if form.id in forms and form.id in rows}


def _lines(lines: Iterable[Line], made: Form, form: Form) -> Iterator[Line]:
    order = {one.id: n for n, one in enumerate(made.fields)}
    places = [order.get(one.id, order.get(one.was) if one.was else None) for one in form.fields]
    codes = {one.was: one.code for one in form.rows if one.was and made.row(one.code) is None}
    for row, cells in lines:
        code = codes.get(row, row)
        if not form.fixed or form.row(code) is not None:
            yield code, tuple(cells[n] if n is not None and n < len(cells) else EMPTY for n in places)
