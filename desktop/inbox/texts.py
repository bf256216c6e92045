"""Texts of a duty: urgency, state, next act. No widget."""

from __future__ import annotations

from datetime import datetime

from db.overview.duties import Duty
from desktop.words.i18n import tr


def urgency(duty: Duty) -> tuple[str, str]:
    """(text, colour name) of the first column."""
    if duty.owed.returned:
        return tr("↩ 被退回"), "bad"
    if duty.owed.open:
        return tr("↩ {n} 条待答复", n=duty.owed.open), "warn"
    if duty.standing.word == "handed":
        return tr("✓ 已报 v{version}", version=duty.standing.version), "good"
    if duty.standing.word == "final":
        return tr("✓ 已定稿 v{version}", version=duty.standing.version), "good"
    if duty.late and duty.days == 0:
        return tr("● 今天已逾期"), "bad"
    if duty.late:
        return tr("● 逾期 {days} 天", days=-duty.days), "bad"
    if duty.days == 0:
        return tr("● 今天截止"), "warn"
    return tr("○ 还有 {days} 天", days=duty.days), "warn" if duty.days <= 3 else "ink"


def due(moment: datetime) -> str:
    """11月5日 17:00 截止."""
    return tr("{month}月{day}日 {time} 截止", month=moment.month, day=moment.day, time=moment.strftime("%H:%M"))


def due_note(duty: Duty) -> str:
    """A note on the due moment: that it was moved, is in a holiday, or that the holidays of the year are unknown; else ""."""
    deadline = duty.deadline
    if deadline.moved:
        return tr("时限已改（原 {due}）：{reason}", due=due(deadline.rule), reason=deadline.reason)
    if deadline.holiday:
        return tr("截止日在{holiday}假期内", holiday=deadline.holiday)
    return tr("{year}年放假安排未录入", year=deadline.unknown) if deadline.unknown else ""


def standing(duty: Duty) -> str:
    """未开始, 草稿, 已改动需重新定稿, or the version with its check code."""
    word, version, code = duty.standing.word, duty.standing.version, duty.standing.check_code
    if word == "empty":
        return tr("未开始")
    if word == "draft":
        return tr("草稿")
    if word == "stale":
        return tr("△ 第 {version} 版定稿后已改动，需重新定稿", version=version)
    if duty.owed.returned:
        return tr("第 {version} 版被退回，请改正后再次定稿", version=version)
    return tr("第 {version} 版  校验码 {code}", version=version, code=code)


def filled(duty: Duty) -> str:
    """任务 15/28　指标 11/11."""
    kinds = (("tasks", tr("任务")), ("indicators", tr("指标")))
    return "　".join(f"{title} {fill.done}/{fill.total}" for kind, title in kinds if (fill := duty.of(kind)) and fill.total)


def act(duty: Duty) -> str:
    """The text of its button."""
    if duty.owed.open:
        return tr("去答复")
    if duty.owed.returned and duty.standing.word != "stale":
        return tr("去改正")
    if duty.done:
        return tr("查看")
    return tr("填报") if duty.standing.word == "empty" else tr("继续填报")


def problems(duty: Duty) -> list[tuple[str, str]]:
    """(text, colour name) for each kind of open problem; a dash if nothing was typed yet."""
    if duty.standing.word == "empty":
        return [("–", "quiet")]
    texts = [(tr("△ {n} 待答复", n=duty.owed.open), "warn")] if duty.owed.open else []
    if duty.errors:
        texts.append((tr("✕ {n} 必须改", n=duty.errors), "bad"))
    if duty.open:
        texts.append((tr("△ {n} 需说明", n=duty.open), "warn"))
    return texts or [("–", "quiet") if duty.owed.returned else (tr("✓ 无问题"), "good")]


def summary(duties: list[Duty]) -> str:
    """The line below the page title."""
    back = sum(bool(duty.owed) for duty in duties)
    late = sum(duty.late and not duty.done for duty in duties if not duty.owed)
    done = sum(duty.done for duty in duties if not duty.owed)
    parts = [tr("{n} 项要答复或改正", n=back)] if back else []
    if late:
        parts.append(tr("{n} 项逾期", n=late))
    if waiting := len(duties) - back - late - done:
        parts.append(tr("{n} 项待报", n=waiting))
    if done:
        parts.append(tr("{n} 项已定稿", n=done))
    return tr("，").join(parts)
