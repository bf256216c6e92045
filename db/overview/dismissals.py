"""Dismissed exceptions 不作处理: a clerk has looked at an exception and noted why nothing is to be done.

The note is stored in the event log of intake. It is valid for the figures by which the exception was found (`Unusual.by`): with other
figures it is another exception and is shown again. A `Dismissal` is such a note, with its author and time.
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
    """The note on one exception; `key` is needed to withdraw it."""

    key: str
    unit: str
    text: str
    who: str
    at: str


def put(db: Database, who: str, pack: Pack, period: Period, finding: Unusual, text: str) -> None:
    """Dismiss an exception; raises `Trouble` without a note."""
    if not text.strip():
        raise Trouble("不作处理要写一句说明。")
    detail = {"mark": mark(finding), "text": text.strip()}
    intake_log.write(db, IntakeEvent(intake_log.new_key(), finding.unit, pack.id, period.label, 0, "aside", detail, now(), who))


def take_back(db: Database, who: str, pack: Pack, period: Period, dismissal: Dismissal) -> None:
    """Withdraw a dismissal, so that the exception is shown again."""
    questions.take_back(db, who, dismissal.unit, pack.id, period.label, dismissal.key)


def notes(conn: Any, pack: Pack, period: Period) -> dict[str, Dismissal]:
    """The dismissals in force, by the `mark` of their exception."""
    events = intake_log.live(intake_log.events(conn, pack.id, period.label))
    return {
        str(event.detail.get("mark")): Dismissal(event.key, event.unit, str(event.detail.get("text", "")), event.who, event.at)
        for event in events
        if event.kind == "aside"
    }


def mark(finding: Unusual) -> str:
    """A digest that identifies an exception by kind, place and figures, without showing the figures."""
    return hashlib.sha256(repr((finding.kind, finding.unit, finding.form, finding.row, finding.field, finding.by)).encode()).hexdigest()[
        :16
    ]
