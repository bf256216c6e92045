"""Makes a return 报送件 from the current rows: as a draft, or finalised 定稿: canonical rows frozen, numbered, with a check code."""

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
from db.rules import engine
from db.rules.problem import Problem, counts
from db.values.cell import Line, packed
from db.values.outgoing import handed


class Blocked(Trouble):
    """定稿 is refused because of `problems`."""

    def __init__(self, problems: list[Problem]) -> None:
        number = counts(problems)
        sentence = Sentence("还不能定稿：{errors} 个必须改，{open} 个需写说明。", errors=number["error"], open=number["open"])
        super().__init__("{told}", told=sentence)
        self.problems = problems


# --- drafts and versions


def draft(office: Office, pack: Pack, period: Period, conn: Any = None) -> Return:
    """The office's current rows as a return without number and check code; in another thread give its own connection as `conn`."""
    return _draft(office, pack, period, conn, engine.problems(conn or office, pack, period))


def _draft(office: Office, pack: Pack, period: Period, conn: Any, problems: Iterable[Problem]) -> Return:
    reader = conn or office.db.conn

    def source(form: Form) -> Iterator[Line]:
        for record in records.rows(reader, form, period):
            yield record.row, tuple(handed(field, record.cells[field.id]) for field in form.fields)

    def counter(form: Form) -> int:
        return records.count(reader, form, period)

    unit, name, people = office.unit_at(period.last, reader), office.name_at(period.last, reader), office.people_on(reader)
    due = due_dates.deadline(reader, office.catalogue.calendar, pack, period).moment
    return Return(
        pack, period, unit.code, unit.name, name, 0, people, source, pack.version, notes=_notes(problems), counter=counter, due=due
    )


def finalise(office: Office, pack: Pack, period: Period, reason: str = "") -> Return:
    """Freeze the next version, in one transaction on a connection of its own; unchanged content stays the version it is.

    Raises `Blocked` while there are 强制 problems or 核实 problems without a note (unless the pack does not block), and `Trouble`
    where a later version lacks its reason.
    """
    db = driver.database(office.path)
    try:
        with db.atomic():  # nobody writes between the check and the freezing
            problems = engine.problems(db.conn, pack, period)
            still_open = [problem for problem in problems if problem.open]
            if still_open and pack.blocking:
                raise Blocked(still_open)
            _next(db, _draft(office, pack, period, db.conn, problems), reason, office.who)
    finally:
        db.close()
    return load(office, pack, period)


def freeze(office: Office, ret: Return, reason: str, check: Callable[[Any], None] = lambda conn: None) -> Return:
    """Freeze rows that come from elsewhere, such as a roll-up, as the next version; unchanged content stays the version it is.

    `check(connection)` may refuse by raising; it runs inside the transaction, so nobody writes between it and the freezing.
    """
    db = driver.database(office.path)
    try:
        with db.atomic():
            check(db.conn)
            _next(db, ret, reason, office.who)
    finally:
        db.close()
    return load(office, ret.pack, ret.when)


def _next(db: Any, ret: Return, reason: str, who: str) -> None:
    """Freeze the next version; where the content is that of the last one, only mark that one as up to date."""
    pack, period = ret.pack, ret.when
    seen = db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()[0]
    content = digest(header(ret.unit, pack, period.label, ret.nil), [(form, ret.lines(form)) for form in pack.forms])
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
    _freeze(db, ret, (last[0] if last else 0) + 1, content, reason, seen, who)


def _freeze(db: Any, ret: Return, number: int, content: str, reason: str, seen: int, who: str) -> None:
    full = versioned(content, number)
    head = {"unit": ret.unit, "unit_name": ret.unit_name, "office_name": ret.office_name,
            "people": dict(ret.people), "due": ret.due.isoformat() if ret.due else None,
            "notes": [vars(note) for note in ret.notes], "definitions": packs_in_use.marks(ret.pack),
            "nil": ret.nil} | ({"rolled_up": True} if ret.rolled_up else {})  # fmt: skip
    pack, period = ret.pack, ret.when
    cursor = db.execute(
        'INSERT INTO "return" (programme, period, version, at, who, reason, pack_version, check_code, digest, content, head, seen) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [pack.id, period.label, number, now(), who, reason.strip(), pack.version, code(full), full, content,
         json.dumps(head, ensure_ascii=False), seen],
    )  # fmt: skip
    id = cursor.lastrowid
    for form in pack.forms:
        lines = ([id, form.id, n, row, json.dumps(list(map(packed, cells)), ensure_ascii=False, separators=(",", ":"))]
                 for n, (row, cells) in enumerate(ret.lines(form), 1))  # fmt: skip
        db.conn.executemany("INSERT INTO return_row VALUES (?, ?, ?, ?, ?)", lines)
    log.write(db, who, pack.id, period, "finalised", version=number, detail=code(full))


def _notes(problems: Iterable[Problem]) -> tuple[Note, ...]:
    return tuple(
        Note(problem.form, problem.row, problem.field, problem.place, problem.message, problem.note) for problem in problems if problem.note
    )
