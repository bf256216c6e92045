"""From the rows as they stand to a return 报送件: a draft, or 定稿: canonical rows frozen, numbered and given a check code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from db.clock import now
from db.messages import Sentence, Trouble
from db.office import driver, due_dates, log, packs_in_use, records
from db.office.office import Office
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.returns.check_code import code, digest, header, versioned
from db.returns.model import Note, Return
from db.returns.versions import load
from db.rules import engine, problem
from db.rules.problem import Problem
from db.values.cell import Line, packed
from db.values.outgoing import handed


class Blocked(Trouble):
    """定稿 refused: `problems` are those that stand in the way."""

    def __init__(self, problems: list[Problem]) -> None:
        found = problem.counts(problems)
        told = Sentence("还不能定稿：{errors} 个必须改，{open} 个需写说明。", errors=found["error"], open=found["open"])
        super().__init__("{told}", told=told)
        self.problems = problems


# --- drafts, versions


def draft(office: Office, pack: Pack, period: Period, conn: Any = None) -> Return:
    """The office's rows as they stand, as a return without number and code; `conn` reads in a thread of its own."""
    return _draft(office, pack, period, conn, engine.problems(conn or office, pack, period))


def _draft(office: Office, pack: Pack, period: Period, conn: Any, found: Iterable[Problem]) -> Return:
    reader = conn or office.db.conn

    def source(form: Form) -> Iterator[Line]:
        for record in records.rows(reader, form, period):
            yield record.row, tuple(handed(one, record.cells[one.id]) for one in form.fields)

    def counter(form: Form) -> int:
        return records.count(reader, form, period)

    unit, name, people = office.unit_at(period.last, reader), office.name_at(period.last, reader), office.people_on(reader)
    due = due_dates.deadline(reader, office.catalogue.calendar, pack, period).moment
    return Return(pack, period, unit.code, unit.name, name, 0, people, source, pack.version, notes=_notes(found), counter=counter, due=due)


def finalise(office: Office, pack: Pack, period: Period, reason: str = "") -> Return:
    """Freeze the next version, in one transaction on a connection of its own. The same content gives the same version again.

    Raises `Blocked` while 强制 problems stand or 核实 ones lack their note (unless the pack does not block), and `Trouble`
    where a later version lacks its reason.
    """
    db = driver.database(office.path)
    try:
        with db.atomic():  # nobody writes between what is judged here and what is frozen
            found = engine.problems(db.conn, pack, period)
            stand = [one for one in found if one.open]
            if stand and pack.blocking:
                raise Blocked(stand)
            _next(db, _draft(office, pack, period, db.conn, found), reason, office.who)
    finally:
        db.close()
    return load(office, pack, period)


def freeze(office: Office, made: Return, reason: str, check: Callable[[Any], None] = lambda conn: None) -> Return:
    """Freeze rows that come from elsewhere, such as a roll-up, as the next version; the same content is the same version again.

    `check(connection)` may still refuse by raising, at a time when nobody writes.
    """
    db = driver.database(office.path)
    try:
        with db.atomic():
            check(db.conn)
            _next(db, made, reason, office.who)
    finally:
        db.close()
    return load(office, made.pack, made.when)


def _next(db: Any, now_draft: Return, reason: str, who: str) -> None:
    """Freeze the next version, or only say of the last that nothing was changed since."""
    pack, period = now_draft.pack, now_draft.when
    seen = db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0]
    content = digest(header(now_draft.unit, pack, period.label, now_draft.nil), [(form, now_draft.lines(form)) for form in pack.forms])
    last = db.execute(
        'SELECT version, content FROM "return" WHERE programme = ? AND period = ? ORDER BY version DESC LIMIT 1',
        [pack.id, period.label],
    ).fetchone()
    if last and last[1] == content:
        db.execute(
            'UPDATE "return" SET seen = ? WHERE programme = ? AND period = ? AND version = ?', [seen, pack.id, period.label, last[0]]
        )
        return
    if last and not reason.strip():
        raise Trouble("第 {version} 版已经定稿，再次定稿请写明更正原因。", version=last[0])
    _freeze(db, now_draft, (last[0] if last else 0) + 1, content, reason, seen, who)


def _freeze(db: Any, now_draft: Return, number: int, content: str, reason: str, seen: int, who: str) -> None:
    full = versioned(content, number)
    head = {"unit": now_draft.unit, "unit_name": now_draft.unit_name, "office_name": now_draft.office_name,
            "people": dict(now_draft.people), "due": now_draft.due.isoformat() if now_draft.due else None,
            "notes": [vars(one) for one in now_draft.notes], "definitions": packs_in_use.marks(now_draft.pack),
            "nil": now_draft.nil} | ({"rolled_up": True} if now_draft.rolled_up else {})  # fmt: skip
    pack, period = now_draft.pack, now_draft.when
    cursor = db.execute(
        'INSERT INTO "return" (programme, period, version, at, who, reason, pack_version, check_code, digest, content, head, seen) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [pack.id, period.label, number, now(), who, reason.strip(), pack.version, code(full), full, content,
         json.dumps(head, ensure_ascii=False), seen],
    )  # fmt: skip
    id = cursor.lastrowid
    for form in pack.forms:
        lines = ([id, form.id, n, row, json.dumps(list(map(packed, cells)), ensure_ascii=False, separators=(",", ":"))]
                 for n, (row, cells) in enumerate(now_draft.lines(form), 1))  # fmt: skip
        db.conn.executemany("INSERT INTO return_row VALUES (?, ?, ?, ?, ?)", lines)
    log.write(db, who, pack.id, period, "finalised", version=number, detail=code(full))


def _notes(found: Iterable[Problem]) -> tuple[Note, ...]:
    return tuple(Note(one.form, one.row, one.field, one.place, one.message, one.note) for one in found if one.note)
