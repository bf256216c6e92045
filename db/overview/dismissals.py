"""Exceptions set aside 不作处理: a clerk has looked at an exception and says why nothing is to be done.

The note is stored in the event log of intake. It holds for the figures by which the exception was found (`Unusual.by`): with other
figures it is another exception and shows again. A `Dismissal` is such a note, with who wrote it and when.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.messages import Trouble
from db.overview.unusual import Unusual
from db.packs.model import Pack
from db.periods.report_period import Period
from db.received import intake_log, questions
from db.received.intake_log import IntakeEvent

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Dismissal:
    """The note on one exception; `key` takes it back."""

    key: str
    unit: str
    text: str
    who: str
    at: str


def put(db: Database, who: str, pack: Pack, period: Period, one: Unusual, text: str) -> None:
    """Set an exception aside; raises `Trouble` without a note."""
    if not text.strip():
        raise Trouble("不作处理要写一句说明。")
    detail = {"mark": mark(one), "text": text.strip()}
    intake_log.write(db, IntakeEvent(intake_log.new_key(), one.unit, pack.id, period.label, 0, "aside", detail, now(), who))


def take_back(db: Database, who: str, pack: Pack, period: Period, aside: Dismissal) -> None:
    """Show it again."""
    questions.take_back(db, who, aside.unit, pack.id, period.label, aside.key)


def notes(conn: Any, pack: Pack, period: Period) -> dict[str, Dismissal]:
    """The notes that stand, by the mark of what they are about."""
    found = intake_log.live(intake_log.events(conn, pack.id, period.label))
    return {
        str(one.detail.get("mark")): Dismissal(one.key, one.unit, str(one.detail.get("text", "")), one.who, one.at)
        for one in found
        if one.kind == "aside"
    }


def mark(one: Unusual) -> str:
    """What tells an exception from others: its kind, its place and its figures, without telling them."""
    return hashlib.sha256(repr((one.kind, one.unit, one.form, one.row, one.field, one.by)).encode()).hexdigest()[:16]
