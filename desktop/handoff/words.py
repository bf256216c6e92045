"""What the page 报送 says about where a return stands. No widget."""

from __future__ import annotations

from db.returns import Standing
from desktop.i18n import tr


def line(period: str, standing: Standing) -> str:
    """The line under the title."""
    said = {
        "empty": tr("未开始"), "draft": tr("草稿，还没有定稿"), "final": tr("第 {version} 版已定稿，还没有报送", version=standing.version),
        "stale": tr("△ 第 {version} 版定稿后已改动，原纸质件作废，需重新定稿", version=standing.version),
        "handed": tr("✓ 第 {version} 版已报", version=standing.version),
    }  # fmt: skip
    return f"{period}  {said[standing.word]}"


def code_states() -> dict[str, tuple[str, str]]:
    """What the code shown is worth, with the colour: of a draft, of an old version, of the one that counts."""
    return {
        "draft": (tr("草稿没有校验码，定稿后才有"), "quiet"),
        "old": (tr("△ 内容已更正，此版作废"), "warn"),
        "good": (tr("✓ 与每页和电子表里的一致"), "good"),
    }
