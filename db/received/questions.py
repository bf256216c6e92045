"""Questions 质询, returns 退回 and their answers: a thread between two offices, carried inside the files.

A `Question` is one thing the level above asks or sends back, about a cell, a row, a form or the whole return, with the answers to it.
Every entry has a key of its own, so that a file read twice or a thread carried back adds nothing twice.
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

NEWEST = 2**31  # a version is below it
LONGEST = 100_000  # bytes of one entry of a file
CARRIED = ("questioned", "returned", "answered", "withdrawn")  # kinds that travel in a file


@dataclass(frozen=True)
class About:
    """What an entry is about; an empty field, row or form widens it."""

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
    """One entry of the level above: `kind` is questioned or returned."""

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
    """质询: ask about a received version; its figures count on. Gives the key."""
    if not text.strip():
        raise Trouble("请写明要问什么。")
    return _add(db, who, unit, programme, period, version, "questioned", {**vars(about), "text": text.strip()})


def send_back(
    db: Database, who: str, unit: str, programme: str, period: str, version: int, reasons: Sequence[tuple[About, str]]
) -> list[str]:
    """退回 with a reason for each cell: the figures count no more until a newer version comes. Gives the keys."""
    given = [(about, text.strip()) for about, text in reasons if text.strip()]
    if not given:
        raise Trouble("退回要写明原因。")
    with db.atomic():
        return [_add(db, who, unit, programme, period, version, "returned", {**vars(about), "text": text}) for about, text in given]


def answer(db: Database, who: str, unit: str, programme: str, period: str, key: str, text: str) -> str:
    """Answer an entry by its key; the answer goes up with the next return. Gives its key."""
    found = next((one for one in thread(db.conn, unit, programme, period) if one.key == key), None)
    if found is None:
        raise Trouble("没有编号是“{key}”的质询或退回，可能已经撤回。", key=key)
    if not text.strip():
        raise Trouble("请写明答复。")
    return _add(db, who, unit, programme, period, found.version, "answered", {"of": key, "text": text.strip()})


def take_back(db: Database, who: str, unit: str, programme: str, period: str, key: str, reason: str = "") -> str:
    """Take back an event of this office by its key: a question, a return, an acceptance. Gives the key of doing so."""
    known = {one.key: one for one in intake_log.events(db.conn, programme, period, unit)}
    if key not in known:
        raise Trouble("没有编号是“{key}”的记录，不能撤回。", key=key)
    return _add(db, who, unit, programme, period, known[key].version, "withdrawn", {"of": key, "text": reason.strip()})


def accept(db: Database, who: str, unit: str, programme: str, period: str, version: int, reason: str) -> list[str]:
    """接受 after all: every 退回 of a version is taken back, to be seen in the log, and its figures count again. Gives the new keys."""
    returned = [one for one in thread(db.conn, unit, programme, period) if one.kind == "returned" and one.version == version]
    if not returned:
        raise Trouble("第 {version} 版没有退回，数已经计入汇总，不用再接受。", version=version)
    if not reason.strip():
        raise Trouble("撤回退回要写明原因。")
    with db.atomic():
        return [take_back(db, who, unit, programme, period, one.key, reason) for one in returned]


def _add(db: Database, who: str, unit: str, programme: str, period: str, version: int, kind: str, detail: Mapping[str, Any]) -> str:
    key = intake_log.new_key()
    with db.atomic():
        intake_log.write(db, IntakeEvent(key, unit, programme, period, version, kind, detail, now(), who))
        if kind in ("returned", "withdrawn"):  # its figures count no more, or again
            derived_columns.renew(db, programme, unit, report_period.parse(period))
    return key


def thread(conn: Any, unit: str, programme: str, period: str) -> list[Question]:
    """The entries that stand, in the order they were written, with their answers."""
    standing = intake_log.live(intake_log.events(conn, programme, period, unit))
    answers: dict[str, list[Answer]] = {}
    for one in standing:
        if one.kind == "answered":
            answers.setdefault(str(one.detail.get("of")), []).append(Answer(one.key, str(one.detail.get("text", "")), one.at, one.who))
    return [
        Question(one.key, one.kind, one.version, _about(one.detail), str(one.detail.get("text", "")), one.at, one.who,
                 tuple(answers.get(one.key, ())))
        for one in standing
        if one.kind in ("questioned", "returned")
    ]  # fmt: skip


@dataclass(frozen=True)
class Owed:
    """What an office owes the level above about its own return: `open` entries without an answer; `returned` its newest version."""

    open: int = 0
    returned: bool = False

    def __bool__(self) -> bool:
        """Whether anything is."""
        return self.returned or self.open > 0


def owed(conn: Any, unit: str, programme: str, period: str, version: int) -> Owed:
    """What is owed while `version` is the newest: what was said of older ones is past, as it is above."""
    found = [one for one in thread(conn, unit, programme, period) if one.version == version]
    return Owed(sum(one.open for one in found), any(one.kind == "returned" for one in found))


def _about(detail: Mapping[str, Any]) -> About:
    return About(*(str(detail.get(name, "")) for name in ("form", "row", "field")))


def carried(conn: Any, unit: str, programme: str, period: str) -> list[dict[str, Any]]:
    """The whole thread as JSON, to be carried in the manifest of a file."""
    found = intake_log.events(conn, programme, period, unit)
    return [{"key": one.key, "version": one.version, "kind": one.kind, "detail": dict(one.detail), "at": one.at, "who": one.who}
            for one in found if one.kind in CARRIED and not _own_affair(one, found)]  # fmt: skip


def _own_affair(one: IntakeEvent, found: Iterable[IntakeEvent]) -> bool:
    """Whether it takes back what never travelled, such as an acceptance."""
    of = one.detail.get("of")
    return one.kind == "withdrawn" and any(other.key == of and other.kind not in CARRIED for other in found)


def take(
    db: Database, unit: str, programme: str, period: str, entries: Iterable[Mapping[str, Any]], *, kinds: Sequence[str] = CARRIED
) -> int:
    """Add what a file carries and this office does not know yet; what cannot be one is passed over. Gives how many were new.

    The level above takes only answers from a sender's file (`kinds`): nobody below may return or question in its name.
    """
    new = 0
    with db.atomic():
        for one in entries:
            if one.get("kind") in kinds and _possible(one):
                at, who = str(one.get("at", "")), str(one.get("who", ""))
                whose = (unit, programme, period, one["version"])
                new += intake_log.write(db, IntakeEvent(one["key"], *whose, str(one["kind"]), one["detail"], at, who))
    return new


def _possible(one: Mapping[str, Any]) -> bool:
    """Whether an entry of a file can be one of ours: a key of our form, a version, texts that can be kept and are not endless."""
    detail, key, version = one.get("detail"), one.get("key"), one.get("version")
    if not isinstance(detail, Mapping) or not isinstance(key, str) or not intake_log.KEY.fullmatch(key):
        return False
    if not isinstance(version, int) or isinstance(version, bool) or not 0 <= version < NEWEST:
        return False
    try:
        size = len(json.dumps([dict(detail), str(one.get("at", "")), str(one.get("who", ""))], ensure_ascii=False).encode())
    except (TypeError, ValueError, RecursionError):  # a lone surrogate among them
        return False
    return size <= LONGEST
