"""The unit table of an office file: its lines as units, read on any connection, checked as a whole when it is replaced."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db.messages import Trouble, Troubles
from db.periods import report_period
from db.units import checks
from db.units.hierarchy import unit_on
from db.units.model import Unit

if TYPE_CHECKING:
    from sqlite_utils import Database

UNIT = "code, name, short, level, parent, gb_code, in_total, ord, aliases, since, until, successors"
LISTS = ("aliases", "successors")  # stored as JSON


def units(conn: Any) -> list[Unit]:
    """The lines in their own order, those of the past too.

    Reads by the plain connection: `Database.query` would set a savepoint, and releasing it commits what another thread has half written.
    """
    return [_unit(line) for line in conn.execute(f"SELECT {UNIT} FROM unit ORDER BY ord, code, since").fetchall()]


def _unit(line: Sequence[Any]) -> Unit:
    values = dict(zip(UNIT.split(", "), line, strict=True))
    return Unit(**{**values, "in_total": bool(values["in_total"]), **{name: tuple(json.loads(values[name])) for name in LISTS}})


def save(db: Database, unit: Unit) -> None:
    """Add a line, or change the line with the same code and first day; only that line is checked."""
    if not unit.code.strip() or not unit.name.strip():
        raise Trouble("填报单位要有代码和名称。")
    _write(db, unit)


def put(db: Database, table: Sequence[Unit], own: str, own_name: str) -> None:
    """Replace the whole table by these units.

    Raises `Trouble` for every fault the table did not have before, for a removed line that returns refer to, and where `own` is missing.
    """
    now = units(db.conn)
    before = {str(fault) for fault in checks.faults(now)}
    troubles = [fault.trouble for fault in checks.faults(table) if str(fault) not in before]
    troubles += _missed(db.conn, own, now, table)
    if len(troubles) == 1:
        raise troubles[0]
    if troubles:
        raise Troubles(troubles)
    if all(unit.code != own for unit in table):
        raise Trouble("“{name}”是本单位，不能删除。", name=own_name)
    with db.atomic():
        db.execute("DELETE FROM unit")
        for unit in table:
            _write(db, unit)


def _missed(conn: Any, own: str, now: Sequence[Unit], table: Sequence[Unit]) -> list[Trouble]:
    """A trouble for each removed line that returns refer to, received or this office's own: without it past totals would change."""
    sql = 'SELECT DISTINCT unit, programme, period FROM received UNION SELECT DISTINCT ?, programme, period FROM "return"'
    keys, missed = {unit.key for unit in table}, Counter[str]()
    for code, _, label in conn.execute(sql, [own]).fetchall():
        day = report_period.parse(label).last
        line = unit_on(now, code, day)
        if line is not None and line.key not in keys and unit_on(table, code, day) is None:
            missed[line.name] += 1
    return [
        Trouble("“{name}”有 {n} 份报送件，不要删行或改代码；不再有的单位请填终止日期和去向。", name=name, n=n) for name, n in missed.items()
    ]


def _write(db: Database, unit: Unit) -> None:
    line = {name: getattr(unit, name) for name in UNIT.split(", ")}
    line |= {name: json.dumps(line[name], ensure_ascii=False) for name in LISTS} | {"in_total": int(unit.in_total)}
    with db.atomic():
        db.execute(f"INSERT OR REPLACE INTO unit ({UNIT}) VALUES ({', '.join('?' * len(line))})", list(line.values()))
