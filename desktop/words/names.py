"""The names of periods, levels of units, severities, acts and places of a return, in the current language."""

from __future__ import annotations

from collections.abc import Iterable

from db.packs.model import PERIOD_TYPES, SEVERITIES, Pack
from db.periods.report_period import Period, parse
from db.received.questions import About
from db.units.model import LEVELS
from db.values.kinds import TITLES
from desktop.words.i18n import sentence, tr

NAMED = 3  # months named one by one


def level_titles() -> dict[str, str]:
    """The names of the levels of units."""
    return {level: sentence(title) for level, title in LEVELS.items()}


def severity_titles() -> dict[str, str]:
    """The names of the severities of problems."""
    return {severity: sentence(title) for severity, title in SEVERITIES.items()}


def act_title(what: str) -> str:
    """The name of an act in the history; the file stores it in Chinese."""
    known = {
        "录入": tr("录入"), "粘贴": tr("粘贴"), "粘贴确认": tr("粘贴确认"), "剪切": tr("剪切"), "清空": tr("清空"),
        "不适用": tr("不适用"), "待核": tr("待核"), "向下填充": tr("向下填充"), "复制行": tr("复制行"), "删除行": tr("删除行"),
        "导入": tr("导入"), "撤销": tr("撤销"), "重做": tr("重做"), "读入": tr("读入"), "读入确认": tr("读入确认"),
    }  # fmt: skip
    if what.startswith("读入工作簿 "):
        return tr("读入工作簿 {file}", file=what.partition(" ")[2])
    head, colon, rest = what.partition("：")
    if colon and head in ("撤销", "重做"):
        return f"{known[head]}：{act_title(rest)}"
    return known.get(what, what)


def period_type(type: str) -> str:
    """月, 季, 半年, 年, or 月（截至数）."""
    return sentence(PERIOD_TYPES[type])


def period_title(period: Period) -> str:
    """2026年10月, in the current language."""
    return sentence(period.title)


def programme_title(pack: Pack, ended: bool) -> str:
    """The title of a programme where it is offered: of one that is over with 已结束."""
    return tr("{title}（已结束）", title=pack.title) if ended else pack.title


def months_title(months: Iterable[str]) -> str:
    """2026年10月、2026年11月, of many the first and how many there are; months as YYYY-MM."""
    periods = [parse(month) for month in sorted(months)]
    names = tr("、").join(map(period_title, periods[:NAMED]))
    return names + (tr("等 {n} 个月", n=len(periods)) if len(periods) > NAMED else "")


def blank_title(title: str) -> str:
    """The name of an empty cell for screen readers, which skip a cell without a name."""
    return tr("{title} 空白", title=title)


def kind_titles() -> dict[str, str]:
    """The names of the kinds of values."""
    return {name: sentence(title) for name, title in TITLES.items()}


def scope_title(scope: str) -> str:
    """The name of the scope of a target: 全市, 全国 ..., or what the pack says."""
    names = {
        "city": tr("全市"),
        "province": tr("全省"),
        "nation": tr("全国"),
        "county": tr("一地"),
        "park": tr("园区"),
        "district": tr("本级"),
    }
    return names.get(scope, scope)


def place(pack: Pack, about: About, name: str = "") -> str:
    """指标完成情况表 K01 改造面积 · 本期; 整份报送件 if it is about no form."""
    form = next((form for form in pack.forms if form.id == about.form), None)
    if form is None:
        return tr("整份报送件")
    row = form.row(about.row)
    called = name or (f"{row.code} {row.title}" if row else about.row)
    field = f" · {form.field(about.field).title}" if form.has(about.field) else ""
    return " ".join(part for part in (form.title, called) if part) + field
