"""The verdict on a file from a lower unit: accepted, refused, already there, older, or held for a clerk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.messages import Sentence, Trouble
from db.received.mark import Mark

VERDICTS = {"accepted": "已收", "refused": "未收", "duplicate": "已有", "older": "旧版", "held": "待定"}


@dataclass(frozen=True)
class Verdict:
    """The result for a file: `verdict` is accepted, refused, duplicate, older or held; `why` is one sentence with both numbers."""

    file: str
    verdict: str
    why: Sentence | Trouble
    unit: str = ""
    unit_name: str = ""
    programme: str = ""
    period: str = ""
    version: int = 0
    check_code: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "hint": 0})
    marks: tuple[Mark, ...] = ()
    received: int = 0  # id of the stored version, 0 where nothing was stored
    marked: str = ""  # the path where the sender's file was written with its marks
    unmarked: Trouble | None = None  # why it could not be written
    nil: str = ""  # the reason of a nil return
    unnamed: bool = False  # the file does not name unit, programme and period: a clerk has to, or has done so

    @property
    def reason(self) -> str:
        """`why` as text."""
        return str(self.why)

    @property
    def stored(self) -> bool:
        """Whether a version was stored."""
        return bool(self.received)

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("file", "verdict", "reason", "unit", "programme", "period", "version", "check_code")
        problems = {name: self.counts.get(name, 0) for name in ("error", "warning", "hint")}
        document = {**{name: getattr(self, name) for name in names}, "problems": problems}
        return document | ({"nil": self.nil} if self.nil else {})


def refused(file: str, why: Trouble) -> Verdict:
    """The verdict on a file that could not even be read."""
    return Verdict(file, "refused", why)
