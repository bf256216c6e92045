"""The frozen returns in an office file, its own and those received, found by check code or by unit, programme and period.

A `FrozenVersion` is the head of one frozen version, wherever in the file it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.office.office import Office
from db.periods import report_period
from db.received import store
from db.returns import versions as own_versions
from db.returns.model import Return

HEADS = """
SELECT coalesce(json_extract(head, '$.unit'), '') AS unit, programme, period, version, check_code, at, 0 AS received, '' AS file
FROM "return" UNION ALL SELECT unit, programme, period, version, check_code, at, id, file FROM received
"""


@dataclass(frozen=True)
class FrozenVersion:
    """One version: `received` is the id of a received version and `file` its file, else 0 and empty; `at` is when it was made or came."""

    unit: str
    programme: str
    period: str
    version: int
    check_code: str
    at: str
    received: int
    file: str


def with_code(conn: Any, check_code: str) -> list[FrozenVersion]:
    """The versions with this check code, own ones first."""
    return [FrozenVersion(*line) for line in conn.execute(f"SELECT * FROM ({HEADS}) WHERE check_code = ? ORDER BY received", [check_code])]


def versions(conn: Any, unit: str, programme: str, period: str) -> list[FrozenVersion]:
    """The versions of one return, oldest first; where one was both made here and received, the own one."""
    sql = f"SELECT * FROM ({HEADS}) WHERE unit = ? AND programme = ? AND period = ? ORDER BY received DESC"
    by_number = {version.version: version for version in (FrozenVersion(*line) for line in conn.execute(sql, [unit, programme, period]))}
    return [by_number[number] for number in sorted(by_number)]


def as_return(office: Office, conn: Any, frozen: FrozenVersion) -> Return:
    """The version as a `Return`; raises `Trouble` where its pack is not known here."""
    pack, period = office.catalogue.pack(frozen.programme), report_period.parse(frozen.period)
    if frozen.received:
        return store.as_return(conn, store.by_id(conn, frozen.received), pack, period)
    return own_versions.load(office, pack, period, frozen.version, conn)


def unit_names(conn: Any) -> dict[str, str]:
    """The names of the units in the office file by code; of a renamed unit the newest name."""
    return dict(conn.execute("SELECT code, name FROM unit ORDER BY since").fetchall())
