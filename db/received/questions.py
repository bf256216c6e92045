"""Questions 质询, returns 退回 and their answers: a thread between two offices, carried inside the files.

A `Question` is one question or one reason for sending back, about a cell, a row, a form or the whole return, with its answers.
Every entry has its own key, so that reading a file twice, or a thread that comes back, adds nothing twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.messages import Trouble
from db.periods import report_period
from db.received import derived_columns, intake_log
from db.received.intake_log import IntakeEvent

if TYPE_CHECKING:
    from sqlite_utils import Database

NEWEST = 2**31  # version numbers are smaller
LONGEST = 100_000  # bytes of one entry in a file
SENT_KINDS = ("questioned", "returned", "answered", "withdrawn")  # kinds that travel in a file


@dataclass(frozen=True)
class About:
    """What an entry is about; an empty field means the whole row, an empty row the form, an empty form the return."""

    form: str = ""
    row: str = ""
    field: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer."""

    key: str
    text: str
    at: str
    who: str


@dataclass(frozen=True)
class Question:
    """One entry of the receiving office: `kind` is questioned or returned."""

    key: str
    kind: str
    version: int
    about: About
    text: str
    at: str
    who: str
    answers: tuple[Answer, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody answered yet."""
        return not self.answers


def ask(db: Database, who: str, unit: str, programme: str, period: str, version: int, about: About, text: str) -> str:
    """质询: ask about a received version, whose figures still count. Returns the key."""
    if not text.strip():
        raise Trouble("请写明要问什么。")
    return _add(db, who, unit, programme, period, version, "questioned", {**vars(about), "text": text.strip()})


def send_back(
    db: Database, who: str, unit: str, programme: str, period: str, version: int, reasons: Sequence[tuple[About, str]]
) -> list[str]:
    """退回 with a reason for each cell: the figures no longer count until a newer version comes. Returns the keys."""
    given = [(about, text.strip()) for about, text in reasons if text.strip()]
    if not given:
        raise Trouble("退回要写明原因。")
    with db.atomic():
        return [_add(db, who, unit, programme, period, version, "returned", {**vars(about), "text": text}) for about, text in given]


def answer(db: Database, who: str, unit: str, programme: str, period: str, key: str, text: str) -> str:
    """Answer an entry by its key; the answer is sent with the next return. Returns the key of the answer."""
    question = next((question for question in thread(db.conn, unit, programme, period) if question.key == key), None)
    if question is None:
        raise Trouble("没有编号是“{key}”的质询或退回，可能已经撤回。", key=key)
    if not text.strip():
        raise Trouble("请写明答复。")
    return _add(db, who, unit, programme, period, question.version, "answered", {"of": key, "text": text.strip()})


def take_back(db: Database, who: str, unit: str, programme: str, period: str, key: str, reason: str = "") -> str:
    """Withdraw an event of this office by its key, such as a question or a 退回. Returns the key of the withdrawal."""
    known = {event.key: event for event in intake_log.events(db.conn, programme, period, unit)}
    if key not in known:
        raise Trouble("没有编号是“{key}”的记录，不能撤回。", key=key)
    return _add(db, who, unit, programme, period, known[key].version, "withdrawn", {"of": key, "text": reason.strip()})


def accept(db: Database, who: str, unit: str, programme: str, period: str, version: int, reason: str) -> list[str]:
    """接受: withdraw every 退回 of a version, so that its figures count again; the log keeps all. Returns the new keys."""
    returned = [
        question for question in thread(db.conn, unit, programme, period) if question.kind == "returned" and question.version == version
    ]
    if not returned:
        raise Trouble("第 {version} 版没有退回，数已经计入汇总，不用再接受。", version=version)
    if not reason.strip():
        raise Trouble("撤回退回要写明原因。")
    with db.atomic():
        return [take_back(db, who, unit, programme, period, question.key, reason) for question in returned]


def _add(db: Database, who: str, unit: str, programme: str, period: str, version: int, kind: str, detail: Mapping[str, Any]) -> str:
    key = intake_log.new_key()
    with db.atomic():
        intake_log.write(db, IntakeEvent(key, unit, programme, period, version, kind, detail, now(), who))
        if kind in ("returned", "withdrawn"):  # its figures no longer count, or count again
            derived_columns.compute_again(db, programme, unit, report_period.parse(period))
    return key


def thread(conn: Any, unit: str, programme: str, period: str) -> list[Question]:
    """The entries that were not withdrawn, in the order they were written, with their answers."""
    standing = intake_log.live(intake_log.events(conn, programme, period, unit))
    answers: dict[str, list[Answer]] = {}
    for event in standing:
        if event.kind == "answered":
            answers.setdefault(str(event.detail.get("of")), []).append(
                Answer(event.key, str(event.detail.get("text", "")), event.at, event.who)
            )
    return [
        Question(event.key, event.kind, event.version, _about(event.detail), str(event.detail.get("text", "")), event.at, event.who,
                 tuple(answers.get(event.key, ())))
        for event in standing
        if event.kind in ("questioned", "returned")
    ]  # fmt: skip


@dataclass(frozen=True)
class Owed:
    """What an office must still do about its own return: `open` unanswered entries; `returned` where the version was sent back."""

    open: int = 0
    returned: bool = False

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return self.returned or self.open > 0


def owed(conn: Any, unit: str, programme: str, period: str, version: int) -> Owed:
    """What is owed while `version` is the newest; entries about older versions are ignored, as in `intake_log.state`."""
    current = [question for question in thread(conn, unit, programme, period) if question.version == version]
    return Owed(sum(question.open for question in current), any(question.kind == "returned" for question in current))


def _about(detail: Mapping[str, Any]) -> About:
    return About(*(str(detail.get(name, "")) for name in ("form", "row", "field")))


def entries_to_send(conn: Any, unit: str, programme: str, period: str) -> list[dict[str, Any]]:
    """The whole thread as JSON, for the manifest of a file."""
    events = intake_log.events(conn, programme, period, unit)
    return [{"key": event.key, "version": event.version, "kind": event.kind, "detail": dict(event.detail), "at": event.at, "who": event.who}
            for event in events if event.kind in SENT_KINDS and not _withdraws_unsent(event, events)]  # fmt: skip


def _withdraws_unsent(event: IntakeEvent, events: Iterable[IntakeEvent]) -> bool:
    """Whether it withdraws an event that is never sent, such as an acceptance."""
    of = event.detail.get("of")
    return event.kind == "withdrawn" and any(other.key == of and other.kind not in SENT_KINDS for other in events)


def add_entries(
    db: Database, unit: str, programme: str, period: str, entries: Iterable[Mapping[str, Any]], *, kinds: Sequence[str] = SENT_KINDS
) -> int:
    """Add the entries of a file that are new here, skipping invalid ones; returns how many were new.

    From a sender's file the receiving office takes only answers (`kinds`): no lower unit may send back or question in its name.
    """
    new = 0
    with db.atomic():
        for entry in entries:
            if entry.get("kind") in kinds and _is_valid(entry):
                at, who = str(entry.get("at", "")), str(entry.get("who", ""))
                of_return = (unit, programme, period, entry["version"])
                new += intake_log.write(db, IntakeEvent(entry["key"], *of_return, str(entry["kind"]), entry["detail"], at, who))
    return new


def _is_valid(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a file is valid: a key as `KEY`, a version number, texts that can be stored and are not too long."""
    detail, key, version = entry.get("detail"), entry.get("key"), entry.get("version")
    if not isinstance(detail, Mapping) or not isinstance(key, str) or not intake_log.KEY.fullmatch(key):
        return False
    if not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < NEWEST:
        return False
    try:
        size = len(json.dumps([dict(detail), str(entry.get("at", "")), str(entry.get("who", ""))], ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):  # also raised for lone surrogates
        return False
    return size <= LONGEST
