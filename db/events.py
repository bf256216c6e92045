"""Events 事件 of a return: what happened to which version, when and by whom, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from db.pack import Pack
from db.periods import Period


@dataclass(frozen=True)
class Event:
    """One line of the event log; `kind` is finalised, handed, printed, exported ..., `at` a local moment to the second."""

    kind: str
    version: int
    at: str
    who: str
    detail: str


def events(conn: Any, pack: Pack, period: Period) -> list[Event]:
    """All events of a programme in a period."""
    sql = "SELECT kind, version, at, who, detail FROM event WHERE programme = ? AND period = ? ORDER BY id DESC"
    return [Event(*line) for line in conn.execute(sql, [pack.id, period.label])]
