"""The texts of the page 报送 about the state of a return. No widget."""

from __future__ import annotations

from db.received.questions import Owed
from db.returns.versions import Standing
from desktop.words.i18n import tr


def line(period: str, standing: Standing, owed: Owed) -> str:
    """The line under the title."""
    words = {
        "empty": tr("未开始"), "draft": tr("草稿，还没有定稿"), "final": tr("第 {version} 版已定稿，还没有报送", version=standing.version),
        "stale": tr("△ 第 {version} 版定稿后已改动，原纸质件作废，需重新定稿", version=standing.version),
        "handed": tr("✓ 第 {version} 版已报", version=standing.version),
    }  # fmt: skip
    word = words[standing.word]
    if owed.returned and standing.word != "stale":
        word = tr("↩ 第 {version} 版被退回，请改正后再次定稿", version=standing.version)
    return f"{period}  {word}" + (tr("；有 {n} 条待答复", n=owed.open) if owed.open else "")


def answered(owed: Owed) -> str:
    """What to do after the last answer."""
    if owed.returned:
        return tr("答复写好了，随下一版带上去：请改正后再次定稿。")
    return tr("答复写好了，请再导出一次报送，答复随件带上去。")


def code_states() -> dict[str, tuple[str, str]]:
    """The text and colour of each state of the check code shown: draft, old version, sent back, valid."""
    return {
        "draft": (tr("草稿没有校验码，定稿后才有"), "quiet"),
        "old": (tr("△ 内容已更正，此版作废"), "warn"),
        "back": (tr("↩ 此版被退回，不计入汇总"), "warn"),
        "good": (tr("✓ 与每页和电子表里的一致"), "good"),
    }
