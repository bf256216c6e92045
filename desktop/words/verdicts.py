"""The titles of verdicts and arrivals and their colours; a colour is never shown without a title."""

from __future__ import annotations

from db.overview.completeness import Arrival
from db.received.verdict import Verdict
from desktop.words.i18n import tr

COLOURS = {
    "accepted": "good", "refused": "bad", "duplicate": "quiet", "older": "quiet", "held": "warn",
    "on-time": "", "late": "warn", "missing": "bad", "returned": "bad", "waiting": "quiet", "none": "quiet",
}  # fmt: skip


def verdict_title(verdict: Verdict) -> str:
    """✓ 已收, ✓ 零报, ✕ 未收 ..."""
    if verdict.nil and verdict.verdict == "accepted":
        return tr("✓ 零报")
    return {
        "accepted": tr("✓ 已收"), "refused": tr("✕ 未收"), "duplicate": tr("○ 已有"), "older": tr("○ 旧版"), "held": tr("△ 待定"),
    }[verdict.verdict]  # fmt: skip


def arrival_title(word: str) -> str:
    """✓ 按时, △ 迟报, ✕ 未报, ✕ 退回, ○ 未到期, — 不用报."""
    return {
        "on-time": tr("✓ 按时"), "late": tr("△ 迟报"), "missing": tr("✕ 未报"), "returned": tr("✕ 退回"), "waiting": tr("○ 未到期"),
        "none": tr("— 不用报"),
    }[word]  # fmt: skip


def arrival_shown(arrival: Arrival) -> str:
    """The title of an arrival, of a nil return with its reason."""
    if not arrival.nil:
        return arrival_title(arrival.word)
    return tr("△ 迟报零报：{reason}", reason=arrival.nil) if arrival.word == "late" else tr("✓ 零报：{reason}", reason=arrival.nil)
