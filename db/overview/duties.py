"""Duties 本期任务: what an office has to report now, most urgent first.

A `Duty` is one programme in one period seen from the office that must report it: when it is due, how far each form is filled, what the
checks find, and the state of its return. Nothing here is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.office import due_dates, records
from db.office.due_dates import Deadline
from db.office.office import Office
from db.packs import schedule
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.periods.workdays import WEEKENDS, Calendar
from db.received import questions
from db.received.questions import Owed
from db.returns import versions
from db.rules import engine, problem
from db.rules.problem import Problem
from db.units.hierarchy import reporting
from db.values.cell import State

EARLIER = 12  # periods looked back for what was never handed in
DONE = ("final", "handed")


@dataclass(frozen=True)
class Fill:
    """How far a form is filled: `done` of `total` rows; in a ledger both are its rows."""

    form: Form
    done: int
    total: int


@dataclass(frozen=True)
class Duty:
    """One programme in one period. `days` are left until the due day (negative: over), `errors` 必须改, `open` 需说明."""

    pack: Pack
    period: Period
    deadline: Deadline
    days: int
    late: bool
    fills: tuple[Fill, ...]
    errors: int
    open: int
    standing: versions.Standing
    owed: Owed = Owed()

    @property
    def due(self) -> datetime:
        """The moment that holds, an exception or the rule's."""
        return self.deadline.moment

    @property
    def done(self) -> bool:
        """Whether nothing is left to do but answering and handing over."""
        return self.standing.word in DONE and not self.owed.returned

    @property
    def ledger_rows(self) -> int:
        """The rows of all its ledgers."""
        return sum(one.done for one in self.fills if not one.form.fixed)

    def of(self, kind: str) -> Fill | None:
        """The fill of its task or indicator form."""
        return next((one for one in self.fills if one.form.kind == kind), None)


def duties(office: Office, now: datetime, also: Period | None = None, conn: Any = None) -> list[Duty]:
    """The duties at this moment: each pack's open period, `also` (the one looked at), and earlier ones never finalised.

    What came back from above is first, then what is late, then by due moment, what is done last. `conn` reads in a thread of its own.
    """
    reader = conn or office.checker
    kept = dict(reader.execute("SELECT key, value FROM setting WHERE key IN ('packs', 'created')").fetchall())
    started = kept.get("created") or now.isoformat()
    known, announced = office.catalogue.packs, office.catalogue.calendar
    calendar = due_dates.calendar(reader, announced)
    table, unit = office.units(reader), office.setting("unit", conn=reader)
    found = []
    for pack in (known[id] for id in kept.get("packs", "").split() if id in known):
        for period in wanted(pack, now.date(), date.fromisoformat(started[:10]), also, calendar):
            word = versions.standing(reader, pack, period)
            mine = period == schedule.open_period(pack, now.date()) or (also is not None and period == schedule.like(pack, also))
            own = reporting(table, unit, period.last)
            owed = questions.owed(reader, own.code, pack.id, period.label, word.version) if own else Owed()
            if mine or owed or word.word not in DONE:
                found.append(duty(reader, pack, period, now, word, announced, owed))
    return sorted(found, key=lambda one: (not one.owed, one.done, not one.late, one.due, one.pack.id))


def wanted(pack: Pack, today: date, started: date, also: Period | None = None, calendar: Calendar = WEEKENDS) -> list[Period]:
    """The periods of a pack to look at: from the office's first to the open one, and the one looked at; oldest first."""
    last = schedule.open_period(pack, today)
    first = schedule.open_period(pack, started)
    if schedule.due(pack, first, calendar=calendar).date() < started:  # it was over before there was an office
        first = first.next
    first = min(max(first, last.shifted(-EARLIER)), last)
    found = {first}
    while max(found) < last:
        found.add(max(found).next)
    if also is not None:
        found.add(schedule.like(pack, also))
    return sorted(found)


def duty(
    conn: Any,
    pack: Pack,
    period: Period,
    now: datetime,
    standing: versions.Standing | None = None,
    announced: Calendar = WEEKENDS,
    owed: Owed | None = None,
) -> Duty:
    """One duty, counted now; `announced` are the days off before those of the office."""
    found = engine.problems(conn, pack, period)
    counts = problem.counts(found)
    deadline = due_dates.deadline(conn, announced, pack, period)
    due = deadline.moment
    return Duty(
        pack, period, deadline, (due.date() - now.date()).days, now > due, tuple(fill(conn, form, period, found) for form in pack.forms),
        counts["error"], counts["open"], standing or versions.standing(conn, pack, period), owed or Owed(),
    )  # fmt: skip


def fill(conn: Any, form: Form, period: Period, found: Sequence[Problem]) -> Fill:
    """A fixed row counts when its main cell is not 未填 and nothing 强制 stands on it, so a row carried on without this period's
    progress does not; a ledger just counts its rows."""
    if not form.fixed:
        rows = records.count(conn, form, period)
        return Fill(form, rows, rows)
    wrong = {one.row for one in found if one.form == form.id and one.severity == "error"}
    done = total = 0
    for record in records.rows(conn, form, period):
        name = main_field(form, record.row)
        if name:
            total += 1
            done += record.row not in wrong and record.cells[name].state is not State.EMPTY
    return Fill(form, done, total)


def main_field(form: Form, code: str) -> str:
    """The cell a fixed row is about: 本期 or 累计 as its `entry` says, else the first one that is typed; empty for a heading."""
    row = form.row(code)
    if row is None or row.heading:
        return ""
    if row.entry and form.has(row.entry):
        return row.entry
    return next((one.id for one in form.fields if form.typed(one, code) and not one.fallback), "")
