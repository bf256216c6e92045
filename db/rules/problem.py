"""A problem 审核问题: where, what, both numbers, how to mend it; counted, grouped and put in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field as attribute
from typing import Any

from db.packs.model import SEVERITIES

ORDER = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True)
class Problem:
    """One problem 审核问题. `more` counts equal ones that are not listed; `note` is the accepted note of a 核实 problem."""

    severity: str
    form: str
    row: str
    field: str
    rule: str
    message: str
    mend: str
    place: str
    values: Mapping[str, Any] = attribute(default_factory=dict)
    note: str | None = None
    more: int = 0
    line: str = ""  # the place without the field

    @property
    def about(self) -> str:
        """The values a note is about: a note stands only while they do."""
        return json.dumps(dict(self.values), ensure_ascii=False, sort_keys=True)

    @property
    def open(self) -> bool:
        """Whether it still asks for something: an error always, a warning until it has its note."""
        return self.severity == "error" or (self.severity == "warning" and not self.note)


def counts(found: Iterable[Problem]) -> dict[str, int]:
    """How many there are of each severity, and how many warnings still want a note (`open`); those that are not listed too."""
    out = {"error": 0, "warning": 0, "hint": 0, "open": 0}
    for one in found:
        out[one.severity] += 1 + one.more
        out["open"] += 1 + one.more if one.severity == "warning" and not one.note else 0
    return out


def grouped(found: Iterable[Problem]) -> list[tuple[Problem, list[Problem]]]:
    """Problems of one rule and field together, in the order of the first of each."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for one in found:
        groups.setdefault((one.form, one.rule, one.field), []).append(one)
    return [(group[0], group) for group in groups.values()]


def severity_word(severity: str) -> str:
    """强制, 核实 or 提示."""
    return SEVERITIES[severity]
