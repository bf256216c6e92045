"""Reads when a programme is reported: type of period, data window, due rule, first and last period."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from db.messages import Sentence, Trouble
from db.packs import keys
from db.packs.model import PERIOD_TYPES, Due
from db.periods.report_period import LENGTH, Period, containing, parse
from db.yaml_reader import Reader


def read_schedule(part: Reader | None) -> dict[str, Any]:
    """The attributes of a pack that its part `period` gives."""
    if part is None:
        return {"period_type": "month"}
    given = part.take(keys.PERIOD)
    out: dict[str, Any] = {"period_type": given["type"]}
    out |= {key: _bound(part, key, given[key], given["type"]) for key in ("first", "last")}
    if out["first"] and out["last"] and out["last"] < out["first"]:
        part.fault(Sentence("止报期（{last}）早于起报期（{first}）", first=given["first"], last=given["last"]), "last")
    if (window := part.part("window")) is not None:
        days = window.only(keys.WINDOW)
        out["window"] = (days["from"] or 1, days["to"] or 31)
    if (due := part.part("due")) is not None:
        out["due"] = _due(due, out["period_type"])
    part.end()
    return out


def _bound(part: Reader, key: str, label: str, type: str) -> Period | None:
    """The first or last period, written as a label of the pack's own type or as a month."""
    if not label:
        return None
    try:
        period = parse(label)
    except Trouble as fault:
        part.fault(Sentence("{told}", told=fault), key)
        return None
    if period.type not in (type, "month"):
        part.fault(Sentence("“{label}”不是{type}报的报告期，也不是月份", label=label, type=PERIOD_TYPES[type]), key)
        return None
    return containing(type, period.last)


def _due(part: Reader, type: str) -> Due:
    """The due rule with the rules of single periods, which contain only the differences."""
    practice = part.flag("practice")
    rule = replace(_due_rule(part, Due()), practice=practice)
    by_number: dict[int, Due] = {}
    most = 12 // LENGTH[type]
    if (by := part.part("by")) is not None:
        for key in by.node:
            single = by.part(key)
            if not key.isdecimal() or not 1 <= int(key) <= most:
                by.fault(Sentence("“{key}”不是{type}报的期号，应为 1 到 {most}", key=key, type=PERIOD_TYPES[type], most=most), key)
            elif single is not None:
                by_number[int(key)] = _due_rule(single, rule)
                single.end()
    part.end()
    return replace(rule, by=MappingProxyType(by_number)) if by_number else rule


def _due_rule(part: Reader, base: Due) -> Due:
    """The rule `base`, changed by the keys that are written."""
    given = part.take(keys.DUE_OF_PERIOD)
    counted = [key for key in ("after_days", "working_days") if given[key] is not None]
    if len(counted) > 1:
        part.fault(Sentence("起算后天数（after_days）和工作日数（working_days）只能写一个"), "working_days")
    changed = {name: value for name, value in given.items() if part.node.get(name) is not None and value is not None}
    if "after_days" in changed:
        changed.setdefault("working_days", 0)
    return replace(base, **changed)
