"""What periods and the levels of units are called on screen, in the language of now."""

from __future__ import annotations

from db.periods import Period
from desktop.i18n import tr


def level_titles() -> dict[str, str]:
    """What the levels are called."""
    return {"city": tr("市"), "district": tr("区市"), "zone": tr("功能区"), "town": tr("镇街")}


def period_type(type: str) -> str:
    """月, 季, 半年 or 年."""
    return {"month": tr("月"), "quarter": tr("季"), "half": tr("半年"), "year": tr("年")}[type]


def period_title(period: Period) -> str:
    """2026年10月, in the language of now."""
    if period.type == "month":
        return tr("{year}年{number}月", year=period.year, number=period.number)
    if period.type == "quarter":
        return tr("{year}年第{number}季度", year=period.year, number=period.number)
    if period.type == "half":
        return tr("{year}年上半年", year=period.year) if period.number == 1 else tr("{year}年下半年", year=period.year)
    return tr("{year}年", year=period.year)
