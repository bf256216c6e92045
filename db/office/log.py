"""Events 事件 of a return: what happened to which version, when and by whom, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.packs.model import Pack
from db.periods.report_period import Period

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Event:
    """One line of the event log; `kind` is finalised, handed, printed, exported ..., `at` a local moment to the second."""

    kind: str
    version: int
    at: str
    who: str
    detail: str


def write(db: Database, who: str, pack: str, period: Period, kind: str, *, version: int | None = None, detail: str = "") -> None:
    """Add one event, in the transaction that is open or one of its own; `pack` is the programme's id or empty."""
    line = [now(), who, pack, period.label, version, kind, detail]
    with db.atomic():
        db.execute("INSERT INTO event (at, who, programme, period, version, kind, detail) VALUES (?, ?, ?, ?, ?, ?, ?)", line)


def events(conn: Any, pack: Pack, period: Period) -> list[Event]:
    """All events of a programme in a period."""
    sql = "SELECT kind, version, at, who, detail FROM event WHERE programme = ? AND period = ? ORDER BY id DESC"
    return [Event(*line) for line in conn.execute(sql, [pack.id, period.label])]
