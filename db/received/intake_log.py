"""The event log of intake: what happened to a return from below, and the state that follows from it.

An `IntakeEvent` is one act of the level above (accepted, returned 退回, questioned 质询, adjusted 调整) or of the sender (answered);
`aside` is a note of this office on an exception, see `db.overview.dismissals`; `withdrawn` takes an earlier event back.
An `IntakeState` is derived from the set of events alone: in whichever order they arrive, it is the same.
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

KINDS = ("accepted", "returned", "questioned", "answered", "adjusted", "aside", "withdrawn")
WORDS = {"none": "未报", "accepted": "已收", "questioned": "质询", "returned": "退回"}
KEY = re.compile(r"e[0-9a-f]{16}")  # of an event that may travel
COLUMNS = "key, unit, programme, period, version, kind, detail, at, who"


@dataclass(frozen=True)
class IntakeEvent:
    """One line of the log; `key` is the same in every office that knows of it, `detail` says what it is about."""

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
    """Where the return of one unit stands: `word` is none, accepted, questioned (it still counts) or returned.

    `version` is the newest accepted version, `older` are those before it, `returned` those of them all that were sent back, `open` the
    keys of questions without an answer.
    """

    word: str = "none"
    version: int = 0
    older: tuple[int, ...] = ()
    open: tuple[str, ...] = ()
    returned: tuple[int, ...] = ()

    @property
    def accepted(self) -> tuple[int, ...]:
        """Every version that was accepted, oldest first; none before the first came."""
        return (*self.older, self.version) if self.version else ()

    @property
    def counts(self) -> bool:
        """Whether its figures belong in a total."""
        return self.word in ("accepted", "questioned")

    @property
    def title(self) -> str:
        """未报, 已收, 质询 or 退回."""
        return WORDS[self.word]


def live(events: Iterable[IntakeEvent]) -> list[IntakeEvent]:
    """The events that were not taken back."""
    known = {one.key: one for one in events}
    gone = {one.detail.get("of") for one in known.values() if one.kind == "withdrawn"}
    return [one for one in known.values() if one.key not in gone and one.kind != "withdrawn"]


def state(events: Iterable[IntakeEvent]) -> IntakeState:
    """The state of one unit, programme and period. A newer version makes what was said of older ones past."""
    standing = live(events)
    accepted = sorted({one.version for one in standing if one.kind == "accepted"})
    if not accepted:
        return IntakeState()
    version = accepted[-1]
    mine = [one for one in standing if one.version == version]
    answered = {one.detail.get("of") for one in standing if one.kind == "answered"}
    open_ = tuple(sorted(one.key for one in mine if one.kind == "questioned" and one.key not in answered))
    returned = tuple(sorted({one.version for one in standing if one.kind == "returned"}))
    word = "returned" if version in returned else "questioned" if open_ else "accepted"
    return IntakeState(word, version, tuple(accepted[:-1]), open_, returned)


def new_key() -> str:
    """A fresh key: the same event carried by a file twice is known again."""
    return "e" + secrets.token_hex(8)  # as `KEY` has it


def write(db: Database, one: IntakeEvent) -> bool:
    """Add an event; False where it is known already."""
    kept = json.dumps(dict(one.detail), ensure_ascii=False, sort_keys=True)
    line = [one.key, one.unit, one.programme, one.period, one.version, one.kind, kept, one.at or now(), one.who]
    with db.atomic():
        return bool(db.execute(f"INSERT OR IGNORE INTO intake_event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", line).rowcount)


def events(conn: Any, programme: str, period: str, unit: str | None = None) -> list[IntakeEvent]:
    """The log of a programme in a period, oldest first; of one `unit` where given."""
    sql = f"SELECT {COLUMNS} FROM intake_event WHERE programme = ? AND period = ? AND (? IS NULL OR unit = ?) ORDER BY at, rowid"
    found = conn.execute(sql, [programme, period, unit, unit]).fetchall()
    names = COLUMNS.split(", ")
    return [IntakeEvent(**{**dict(zip(names, line, strict=True)), "detail": json.loads(line[6])}) for line in found]


def states(conn: Any, programme: str, period: str) -> dict[str, IntakeState]:
    """The state of every unit that anything was received from."""
    by: dict[str, list[IntakeEvent]] = {}
    for one in events(conn, programme, period):
        by.setdefault(one.unit, []).append(one)
    return {unit: state(found) for unit, found in by.items()}
