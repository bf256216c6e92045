"""The event log of intake: what happened to received returns, and the state that follows from it.

An `IntakeEvent` is one act of the receiving office (accepted, returned 退回, questioned 质询, adjusted 调整) or of the sender (answered);
`aside` is a dismissed exception, see `db.overview.dismissals`; `withdrawn` cancels an earlier event.
An `IntakeState` is derived from the set of events alone, independent of the order in which they arrive.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from db.clock import now

if TYPE_CHECKING:
    from sqlite_utils import Database

ADJUSTED = "adjusted"
KINDS = ("accepted", "returned", "questioned", "answered", ADJUSTED, "aside", "withdrawn")
WORDS = {"none": "未报", "accepted": "已收", "questioned": "质询", "returned": "退回"}
KEY = re.compile(r"e[0-9a-f]{16}")  # of an event that may travel
COLUMNS = "key, unit, programme, period, version, kind, detail, at, who"


@dataclass(frozen=True)
class IntakeEvent:
    """One entry of the log; `key` is the same in every office that has the event, `detail` depends on `kind`."""

    key: str
    unit: str
    programme: str
    period: str
    version: int
    kind: str
    detail: Mapping[str, Any] = field(default_factory=dict, hash=False)
    at: str = ""
    who: str = ""


@dataclass(frozen=True)
class IntakeState:
    """The state of a unit's return: `word` is none, accepted, questioned (it still counts) or returned.

    `version` is the newest accepted version, `older` are the accepted ones before it, `returned` all versions that were sent back, `open`
    the keys of questions without an answer.
    """

    word: str = "none"
    version: int = 0
    older: tuple[int, ...] = ()
    open: tuple[str, ...] = ()
    returned: tuple[int, ...] = ()

    @property
    def accepted(self) -> tuple[int, ...]:
        """Every version that was accepted, oldest first."""
        return (*self.older, self.version) if self.version else ()

    @property
    def counts(self) -> bool:
        """Whether its figures count in a total."""
        return self.word in ("accepted", "questioned")

    @property
    def title(self) -> str:
        """未报, 已收, 质询 or 退回."""
        return WORDS[self.word]


def live(events: Iterable[IntakeEvent]) -> list[IntakeEvent]:
    """The events that were not withdrawn."""
    known = {event.key: event for event in events}
    gone = {event.detail.get("of") for event in known.values() if event.kind == "withdrawn"}
    return [event for event in known.values() if event.key not in gone and event.kind != "withdrawn"]


def state(events: Iterable[IntakeEvent]) -> IntakeState:
    """The state of one unit, programme and period; questions about versions before the newest are ignored."""
    standing = live(events)
    accepted = sorted({event.version for event in standing if event.kind == "accepted"})
    if not accepted:
        return IntakeState()
    version = accepted[-1]
    mine = [event for event in standing if event.version == version]
    answered = {event.detail.get("of") for event in standing if event.kind == "answered"}
    open_ = tuple(sorted(event.key for event in mine if event.kind == "questioned" and event.key not in answered))
    returned = tuple(sorted({event.version for event in standing if event.kind == "returned"}))
    word = "returned" if version in returned else "questioned" if open_ else "accepted"
    return IntakeState(word, version, tuple(accepted[:-1]), open_, returned)


def new_key() -> str:
    """A new random key, by which an event that comes in two files is recognised."""
    return "e" + secrets.token_hex(8)  # matches `KEY`


def write(db: Database, event: IntakeEvent) -> bool:
    """Add an event; False where its key is in the log already."""
    detail = json.dumps(dict(event.detail), ensure_ascii=False, sort_keys=True)
    line = [event.key, event.unit, event.programme, event.period, event.version, event.kind, detail, event.at or now(), event.who]
    with db.atomic():
        return bool(db.execute(f"INSERT OR IGNORE INTO intake_event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", line).rowcount)


def events(conn: Any, programme: str, period: str, unit: str | None = None) -> list[IntakeEvent]:
    """The log of a programme in a period, oldest first; of one `unit` where given."""
    sql = f"SELECT {COLUMNS} FROM intake_event WHERE programme = ? AND period = ? AND (? IS NULL OR unit = ?) ORDER BY at, rowid"
    lines = conn.execute(sql, [programme, period, unit, unit]).fetchall()
    names = COLUMNS.split(", ")
    return [IntakeEvent(**{**dict(zip(names, line, strict=True)), "detail": json.loads(line[6])}) for line in lines]


def states(conn: Any, programme: str, period: str) -> dict[str, IntakeState]:
    """The state of every unit that anything was received from."""
    by_unit: dict[str, list[IntakeEvent]] = {}
    for event in events(conn, programme, period):
        by_unit.setdefault(event.unit, []).append(event)
    return {unit: state(events_of_unit) for unit, events_of_unit in by_unit.items()}
