"""The frozen versions of this office's own returns: loading and listing them, their state, and the events of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.messages import Trouble
from db.office import due_dates, log, packs_in_use
from db.office.office import Office
from db.packs.model import Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.returns.model import Note, Return
from db.values.cell import Line, unpacked

ROLLED_UP = "重新汇总："  # how the reason of a roll-up begins


def load(office: Office, pack: Pack, period: Period, version: int | None = None, conn: Any = None) -> Return:
    """A frozen version (without `version` the newest), with the pack it was made by; raises `Trouble` where there is none."""
    reader = conn or office.db.conn
    line = reader.execute(
        'SELECT id, version, at, reason, pack_version, check_code, digest, head FROM "return" WHERE programme = ? AND period = ? '
        "AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
        [pack.id, period.label, version, version],
    ).fetchone()
    if line is None:
        raise Trouble("{title} {period} 还没有定稿。", title=pack.title, period=period.title)
    id, number, at, reason, pack_version, check_code, full, stored_head = line
    head = json.loads(stored_head)
    pack = packs_in_use.made_by(reader, pack, head.get("definitions", {}))

    def source(form: Form) -> Iterator[Line]:
        sql = 'SELECT row, cells FROM return_row WHERE "return" = ? AND form = ? ORDER BY n'
        for row, cells in reader.execute(sql, [id, form.id]):
            yield row, tuple(map(unpacked, json.loads(cells)))

    def counter(form: Form) -> int:
        return int(reader.execute('SELECT count(*) FROM return_row WHERE "return" = ? AND form = ?', [id, form.id]).fetchone()[0])

    notes = tuple(Note(**note) for note in head["notes"])
    names = (head["unit"], head["unit_name"], head["office_name"])
    stored_due = head.get("due")  # missing in versions frozen by older programs
    due = datetime.fromisoformat(stored_due) if stored_due else due_dates.deadline(reader, office.catalogue.calendar, pack, period).moment
    return Return(pack, period, *names, number, head["people"], source, pack_version, at, reason, notes, check_code, full, counter, due,
                  nil=head.get("nil", ""), rolled_up=_rolled_up(head, reason))  # fmt: skip


def _rolled_up(head: Mapping[str, Any], reason: str) -> bool:
    """Whether a version holds the figures of the units below; in versions frozen by older programs only the reason shows it."""
    return bool(head.get("rolled_up")) or reason.startswith(ROLLED_UP)


def is_rollup(conn: Any, pack: Pack, period: Period, check_code: str) -> bool:
    """Whether this office's version with this check code is a roll-up."""
    sql = 'SELECT head, reason FROM "return" WHERE programme = ? AND period = ? AND check_code = ?'
    return any(_rolled_up(json.loads(head), reason) for head, reason in conn.execute(sql, [pack.id, period.label, check_code]))


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
    return [Version(*line) for line in office.db.conn.execute(sql, [pack.id, period.label])]


@dataclass(frozen=True)
class Standing:
    """The state of a return: `word` is empty, draft, final, stale (edited since) or handed; with the newest version."""

    word: str
    version: int = 0
    check_code: str = ""


def standing(conn: Any, pack: Pack, period: Period) -> Standing:
    """The state of a return, derived from its versions, its events and the history since the newest version."""
    newest = conn.execute(
        'SELECT version, check_code, seen FROM "return" WHERE programme = ? AND period = ? ORDER BY version DESC LIMIT 1',
        [pack.id, period.label],
    ).fetchone()
    keys = [form.key for form in pack.forms]
    marks = ", ".join("?" * len(keys))
    since = newest[2] if newest else 0
    month = "AND EXISTS (SELECT 1 FROM period p WHERE p.label = history.period AND p.month <= ?)" if newest else "AND period = ?"
    edited = conn.execute(
        f"SELECT 1 FROM history WHERE id > ? AND form IN ({marks}) {month} LIMIT 1",
        [since, *keys, period.month if newest else period.label],
    ).fetchone()
    if newest is None:
        return Standing("draft" if edited else "empty")
    if edited:
        return Standing("stale", newest[0], newest[1])
    handed = conn.execute(
        "SELECT 1 FROM event WHERE programme = ? AND period = ? AND version = ? AND kind = 'handed'", [pack.id, period.label, newest[0]]
    ).fetchone()
    return Standing("handed" if handed else "final", newest[0], newest[1])


def finalised_after(conn: Any, packs: Iterable[Pack], forms: Iterable[Form], period: Period) -> list[tuple[Period, int]]:
    """The newest versions of the returns of later periods that hold one of these forms: a change in `period` may reach them."""
    keys = {form.key for form in forms}
    ids = [pack.id for pack in packs if any(form.key in keys for form in pack.forms)]
    sql = f'SELECT period, max(version) FROM "return" WHERE programme IN ({", ".join("?" * len(ids))}) GROUP BY programme, period'
    later = [(report_period.parse(label), version) for label, version in conn.execute(sql, ids)]
    return sorted(entry for entry in later if entry[0] > period)


def hand_over(office: Office, pack: Pack, period: Period, kind: str = "handed", detail: str = "") -> None:
    """Record an event of the newest version: handed 已报, printed, exported."""
    log.write(office.db, office.who, pack.id, period, kind, version=load(office, pack, period).version, detail=detail)
