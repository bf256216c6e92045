"""Duties 本期任务: what an office has to report now, most urgent first.

A `Duty` is one programme in one period that this office must report: when it is due, how far each form is filled, what the
checks find, and the state of its return. Nothing here is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.office import due_dates, programme_span, records
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

EARLIER = 12  # how many periods back unfinished returns are looked for
DONE = ("final", "handed")


@dataclass(frozen=True)
class Fill:
    """How far a form is filled: `done` of `total` rows; in a ledger both are the number of its rows."""

    form: Form
    done: int
    total: int


@dataclass(frozen=True)
class Duty:
    """One programme in one period. `days` until the due day (negative: overdue); `errors` 必须改, `open` 需说明 are counts."""

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
        """The due moment in force: by an exception, or by the rule."""
        return self.deadline.moment

    @property
    def done(self) -> bool:
        """Whether nothing is left to do except answering questions and handing over."""
        return self.standing.word in DONE and not self.owed.returned

    @property
    def ledger_rows(self) -> int:
        """The number of rows in all its ledgers."""
        return sum(form_fill.done for form_fill in self.fills if not form_fill.form.fixed)

    def of(self, kind: str) -> Fill | None:
        """The fill of its task or indicator form."""
        return next((form_fill for form_fill in self.fills if form_fill.form.kind == kind), None)


def duties(office: Office, now: datetime, also: Period | None = None, conn: Any = None) -> list[Duty]:
    """The duties at this moment: each pack's open period, the period `also` (shown in the window), and earlier ones never finalised.

    Only what is owed (see `programme_span`), and what was sent back or asked about.

    What was sent back comes first, what is done last; between them late ones first, then by due moment. `conn` is for use in a thread.
    """
    reader = conn or office.checker
    known, announced = office.catalogue.packs, office.catalogue.calendar
    packs = [known[id] for id in office.setting("packs", conn=reader).split() if id in known]
    spans = programme_span.spans(reader, packs)
    table, unit = office.units(reader), office.setting("unit", conn=reader)
    listed = []
    for pack in packs:
        finalised = {label for (label,) in reader.execute('SELECT DISTINCT period FROM "return" WHERE programme = ?', [pack.id])}
        for period in periods_to_show(pack, now.date(), also):
            asked = programme_span.owed(spans[pack.id], table, unit, period)
            if not asked and period.label not in finalised:
                continue
            word = versions.standing(reader, pack, period)
            mine = period == schedule.open_period(pack, now.date()) or (also is not None and period == schedule.own_period(pack, also))
            own = reporting(table, unit, period.last)
            owed = questions.owed(reader, own.code, pack.id, period.label, word.version) if own else Owed()
            if owed or (asked and (mine or word.word not in DONE)):
                listed.append(duty(reader, pack, period, now, word, announced, owed))
    return sorted(listed, key=lambda duty_: (not duty_.owed, duty_.done, not duty_.late, duty_.due, duty_.pack.id))


def periods_to_show(pack: Pack, today: date, also: Period | None = None) -> list[Period]:
    """The periods of a pack to look at: the open one and those before it, and that of `also`; oldest first."""
    newest = schedule.open_period(pack, today)
    periods = {newest.shifted(-back) for back in range(EARLIER + 1)}
    if also is not None:
        periods.add(schedule.own_period(pack, also))
    return sorted(periods)


def duty(
    conn: Any,
    pack: Pack,
    period: Period,
    now: datetime,
    standing: versions.Standing | None = None,
    announced: Calendar = WEEKENDS,
    owed: Owed | None = None,
) -> Duty:
    """One duty with its present counts; `announced` is the shipped calendar, to which the office's own days are added."""
    problems = engine.problems(conn, pack, period)
    counts = problem.counts(problems)
    deadline = due_dates.deadline(conn, announced, pack, period)
    due = deadline.moment
    return Duty(
        pack, period, deadline, (due.date() - now.date()).days, now > due, tuple(fill(conn, form, period, problems) for form in pack.forms),
        counts["error"], counts["open"], standing or versions.standing(conn, pack, period), owed or Owed(),
    )  # fmt: skip


def fill(conn: Any, form: Form, period: Period, problems: Sequence[Problem]) -> Fill:
    """How far a form is filled.

    A fixed row is done when its main cell is not 未填 and the row has no 强制 problem; in a ledger every row is.
    """
    if not form.fixed:
        rows = records.count(conn, form, period)
        return Fill(form, rows, rows)
    wrong = {found_problem.row for found_problem in problems if found_problem.form == form.id and found_problem.severity == "error"}
    done = total = 0
    for record in records.rows(conn, form, period):
        name = main_field(form, record.row)
        if name:
            total += 1
            done += record.row not in wrong and record.cells[name].state is not State.EMPTY
    return Fill(form, done, total)


def main_field(form: Form, code: str) -> str:
    """The main field of a fixed row: 本期 or 累计 as its `entry` says, else the first typed field; empty for a heading."""
    row = form.row(code)
    if row is None or row.heading:
        return ""
    if row.entry and form.has(row.entry):
        return row.entry
    return next((field.id for field in form.fields if form.typed(field, code) and not field.fallback), "")
