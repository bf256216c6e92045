"""The unit table of an office file: its lines as units, read on any connection, written with the checks of the whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from db import unit_faults
from db.trouble import Trouble, Troubles
from db.units import Unit

if TYPE_CHECKING:
    from sqlite_utils import Database

UNIT = "code, name, short, level, parent, gb_code, in_total, ord, aliases, since, until, successors"
LISTS = ("aliases", "successors")  # kept as JSON


def units(conn: Any) -> list[Unit]:
    """The lines in their own order, those of the past too.

    Read by the bare connection: `Database.query` would set a savepoint, and releasing it commits what another thread has half written.
    """
    return [_unit(line) for line in conn.execute(f"SELECT {UNIT} FROM unit ORDER BY ord, code, since").fetchall()]


def _unit(line: Sequence[Any]) -> Unit:
    found = dict(zip(UNIT.split(", "), line, strict=True))
    return Unit(**{**found, "in_total": bool(found["in_total"]), **{name: tuple(json.loads(found[name])) for name in LISTS}})


def save(db: Database, unit: Unit) -> None:
    """Add a line, or change the one with its code and first day; only that line is looked at."""
    if not unit.code.strip() or not unit.name.strip():
        raise Trouble("填报单位要有代码和名称。")
    _write(db, unit)


def put(db: Database, table: Sequence[Unit], own: str, own_name: str) -> None:
    """Put these units in the place of the whole table; raises `Trouble` with every fault it did not have before, or without `own`."""
    before = {str(one) for one in unit_faults.faults(units(db.conn))}
    found = [one for one in unit_faults.faults(table) if str(one) not in before]
    if len(found) == 1:
        raise found[0].trouble
    if found:
        raise Troubles([one.trouble for one in found])
    if all(one.code != own for one in table):
        raise Trouble("“{name}”是本单位，不能删除。", name=own_name)
    with db.atomic():
        db.execute("DELETE FROM unit")
        for one in table:
            _write(db, one)


def _write(db: Database, unit: Unit) -> None:
    line = {name: getattr(unit, name) for name in UNIT.split(", ")}
    line |= {name: json.dumps(line[name], ensure_ascii=False) for name in LISTS} | {"in_total": int(unit.in_total)}
    with db.atomic():
        db.execute(f"INSERT OR REPLACE INTO unit ({UNIT}) VALUES ({', '.join('?' * len(line))})", list(line.values()))
