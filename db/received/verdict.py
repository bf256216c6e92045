"""What became of a file that came from below: accepted, refused, already there, older, or held for a clerk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db.messages import Sentence, Trouble
from db.received.mark import Mark

VERDICTS = {"accepted": "已收", "refused": "未收", "duplicate": "已有", "older": "旧版", "held": "待定"}


@dataclass(frozen=True)
class Verdict:
    """What became of a file: `verdict` is accepted, refused, duplicate, older or held, `why` one sentence with both numbers."""

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
    received: int = 0  # id of what was stored, 0 where nothing was
    marked: str = ""  # where the sender's file with its marks was written
    unmarked: Trouble | None = None  # why it could not be
    nil: str = ""  # the reason of a nil return
    plain: bool = False  # it does not say itself what it is: a clerk has said so, or has to

    @property
    def reason(self) -> str:
        """The sentence as text."""
        return str(self.why)

    @property
    def kept(self) -> bool:
        """Whether this act stored anything."""
        return bool(self.received)

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("file", "verdict", "reason", "unit", "programme", "period", "version", "check_code")
        problems = {name: self.counts.get(name, 0) for name in ("error", "warning", "hint")}
        found = {**{name: getattr(self, name) for name in names}, "problems": problems}
        return found | ({"nil": self.nil} if self.nil else {})


def refused(file: str, why: Trouble) -> Verdict:
    """The verdict on a file that could not even be read."""
    return Verdict(file, "refused", why)
