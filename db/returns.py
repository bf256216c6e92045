"""The return 报送件: canonical rows frozen, numbered and given a check code; paper and workbook are drawn from it alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from db import deadlines, definitions, driver, events, records, rules
from db.balance import Printed
from db.cells import Line, packed, unpacked
from db.check_code import code, digest, header, versioned
from db.clock import now
from db.office import Office
from db.outgoing import handed
from db.pack import Form, Pack
from db.periods import Period
from db.rules import Problem
from db.trouble import Sentence, Trouble


class Blocked(Trouble):
    """定稿 refused: `problems` are those that stand in the way."""

    def __init__(self, problems: list[Problem]) -> None:
        found = rules.counts(problems)
        told = Sentence("还不能定稿：{errors} 个必须改，{open} 个需写说明。", errors=found["error"], open=found["open"])
        super().__init__("{told}", told=told)
        self.problems = problems


@dataclass(frozen=True)
class Note:
    """An accepted note of a 核实 problem, printed as a footnote."""

    form: str
    row: str
    field: str
    place: str
    message: str
    text: str


@dataclass(frozen=True, eq=False)
class Return:
    """One unit x programme x period x version. Version 0 is a draft: it has no check code."""

    pack: Pack
    when: Period
    unit: str
    unit_name: str
    office_name: str
    version: int
    people: Mapping[str, str]
    source: Callable[[Form], Iterator[Line]] = field(repr=False)
    pack_version: str = ""
    at: str = ""
    reason: str = ""
    notes: tuple[Note, ...] = ()
    check_code: str = ""
    digest: str = ""
    counter: Callable[[Form], int] | None = field(default=None, repr=False)  # counts without reading the rows
    due: datetime | None = None  # the moment it was due when it was made
    printed: Mapping[tuple[str, str, str], Printed] = field(default_factory=dict)  # by form, row and field: no part of the content
    thread: tuple[Mapping[str, Any], ...] = ()  # questions and answers its file carries, see `db.thread`; no part of the content
    nil: str = ""  # the reason of a nil return, see `db.nil`; it has no rows

    @property
    def programme(self) -> str:
        """The pack's id."""
        return self.pack.id

    @property
    def period(self) -> str:
        """The period's label."""
        return self.when.label

    def lines(self, form: Form) -> Iterator[Line]:
        """(row id, one cell for each field of the form); streams, any number of times."""
        return self.source(form)

    def count(self, form: Form) -> int:
        """How many rows the form has here."""
        if form.fixed and not self.nil:
            return sum(not row.heading for row in form.rows)
        return self.counter(form) if self.counter else sum(1 for _ in self.lines(form))

    @property
    def file_name(self) -> str:
        """A name for its files that says what it is and holds no personal data; without ending."""
        return f"{self.unit}_{self.programme}_{self.period}_" + (f"v{self.version}" if self.version else "草稿")


# --- drafts, versions


def draft(office: Office, pack: Pack, period: Period, conn: Any = None) -> Return:
    """The office's rows as they stand, as a return without number and code; `conn` reads in a thread of its own."""
    return _draft(office, pack, period, conn, rules.problems(conn or office, pack, period))


def _draft(office: Office, pack: Pack, period: Period, conn: Any, found: Iterable[Problem]) -> Return:
    reader = conn or office.db.conn

    def source(form: Form) -> Iterator[Line]:
        for record in records.rows(reader, form, period):
            yield record.row, tuple(handed(one, record.cells[one.id]) for one in form.fields)

    def counter(form: Form) -> int:
        return records.count(reader, form, period)

    unit, name, people = office.unit_at(period.last, reader), office.name_at(period.last, reader), office.people_on(reader)
    due = deadlines.deadline(reader, office.catalogue.calendar, pack, period).moment
    return Return(pack, period, unit.code, unit.name, name, 0, people, source, pack.version, notes=_notes(found), counter=counter, due=due)


def finalise(office: Office, pack: Pack, period: Period, reason: str = "") -> Return:
    """Freeze the next version, in one transaction on a connection of its own. The same content gives the same version again.

    Raises `Blocked` while 强制 problems stand or 核实 ones lack their note (unless the pack does not block), and `Trouble`
    where a later version lacks its reason.
    """
    db = driver.database(office.path)
    try:
        with db.atomic():  # nobody writes between what is judged here and what is frozen
            found = rules.problems(db.conn, pack, period)
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
            "notes": [vars(one) for one in now_draft.notes], "definitions": definitions.marks(now_draft.pack),
            "nil": now_draft.nil}  # fmt: skip
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
    events.write(db, who, pack.id, period, "finalised", version=number, detail=code(full))


def load(office: Office, pack: Pack, period: Period, version: int | None = None, conn: Any = None) -> Return:
    """A frozen version (the newest without `version`), with the pack it was made by; raises `Trouble` where there is none."""
    reader = conn or office.db.conn
    found = reader.execute(
        'SELECT id, version, at, reason, pack_version, check_code, digest, head FROM "return" WHERE programme = ? AND period = ? '
        "AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
        [pack.id, period.label, version, version],
    ).fetchone()
    if found is None:
        raise Trouble("{title} {period} 还没有定稿。", title=pack.title, period=period.title)
    id, number, at, reason, pack_version, check_code, full, head = found
    known = json.loads(head)
    pack = definitions.made_by(reader, pack, known.get("definitions", {}))

    def source(form: Form) -> Iterator[Line]:
        sql = 'SELECT row, cells FROM return_row WHERE "return" = ? AND form = ? ORDER BY n'
        for row, cells in reader.execute(sql, [id, form.id]):
            yield row, tuple(map(unpacked, json.loads(cells)))

    def counter(form: Form) -> int:
        return int(reader.execute('SELECT count(*) FROM return_row WHERE "return" = ? AND form = ?', [id, form.id]).fetchone()[0])

    notes = tuple(Note(**one) for one in known["notes"])
    names = (known["unit"], known["unit_name"], known["office_name"])
    kept = known.get("due")  # older versions did not keep it
    due = datetime.fromisoformat(kept) if kept else deadlines.deadline(reader, office.catalogue.calendar, pack, period).moment
    return Return(pack, period, *names, number, known["people"], source, pack_version, at, reason, notes, check_code, full, counter, due,
                  nil=known.get("nil", ""))  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One line of the list of versions."""

    version: int
    at: str
    who: str
    reason: str
    check_code: str
    nil: str = ""


def versions(office: Office, pack: Pack, period: Period) -> list[Version]:
    """The frozen versions, newest first."""
    columns = "version, at, who, reason, check_code, coalesce(json_extract(head, '$.nil'), '')"
    sql = f'SELECT {columns} FROM "return" WHERE programme = ? AND period = ? ORDER BY version DESC'
    return [Version(*found) for found in office.db.conn.execute(sql, [pack.id, period.label])]


@dataclass(frozen=True)
class Standing:
    """Where a return stands: `word` is empty, draft, final, stale (edited since) or handed; with the newest version."""

    word: str
    version: int = 0
    check_code: str = ""


def standing(conn: Any, pack: Pack, period: Period) -> Standing:
    """The state, derived from versions, events and the history since."""
    found = conn.execute(
        'SELECT version, check_code, seen FROM "return" WHERE programme = ? AND period = ? ORDER BY version DESC LIMIT 1',
        [pack.id, period.label],
    ).fetchone()
    keys = [form.key for form in pack.forms]
    marks = ", ".join("?" * len(keys))
    since = found[2] if found else 0
    month = "AND EXISTS (SELECT 1 FROM period p WHERE p.label = history.period AND p.month <= ?)" if found else "AND period = ?"
    edited = conn.execute(
        f"SELECT 1 FROM history WHERE id > ? AND form IN ({marks}) {month} LIMIT 1", [since, *keys, period.month if found else period.label]
    ).fetchone()
    if found is None:
        return Standing("draft" if edited else "empty")
    if edited:
        return Standing("stale", found[0], found[1])
    handed = conn.execute(
        "SELECT 1 FROM event WHERE programme = ? AND period = ? AND version = ? AND kind = 'handed'", [pack.id, period.label, found[0]]
    ).fetchone()
    return Standing("handed" if handed else "final", found[0], found[1])


def hand_over(office: Office, pack: Pack, period: Period, kind: str = "handed", detail: str = "") -> None:
    """Write down what happened to the newest version: handed 已报, printed, exported."""
    events.write(office.db, office.who, pack.id, period, kind, version=load(office, pack, period).version, detail=detail)


def report_date(ret: Return) -> str:
    """报出日期 as printed, full year and no leading zeros (GB/T 9704); empty in a draft."""
    if not ret.at:
        return ""
    day = date.fromisoformat(ret.at[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def _notes(found: Iterable[Problem]) -> tuple[Note, ...]:
    return tuple(Note(one.form, one.row, one.field, one.place, one.message, one.note) for one in found if one.note)
