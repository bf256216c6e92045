"""A problem 审核问题: where it is, what is wrong, how to mend it; counting and grouping of problems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field as attribute
from typing import Any

from db.packs.model import SEVERITIES

ORDER = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True)
class Problem:
    """One problem 审核问题. `more` is the number of like problems that are not listed; `note` is the note on a 核实 problem."""

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
        """The values as JSON: a note is valid only while they are the same."""
        return json.dumps(dict(self.values), ensure_ascii=False, sort_keys=True)

    @property
    def open(self) -> bool:
        """Whether something must still be done: for an error always, for a warning until it has a note."""
        return self.severity == "error" or (self.severity == "warning" and not self.note)


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """The number of problems of each severity, and of warnings without a note (`open`), including those that are not listed."""
    out = {"error": 0, "warning": 0, "hint": 0, "open": 0}
    for problem in problems:
        out[problem.severity] += 1 + problem.more
        out["open"] += 1 + problem.more if problem.severity == "warning" and not problem.note else 0
    return out


def grouped(problems: Iterable[Problem]) -> list[tuple[Problem, list[Problem]]]:
    """The problems grouped by form, rule and field, in the order of the first of each group."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.form, problem.rule, problem.field), []).append(problem)
    return [(group[0], group) for group in groups.values()]


def severity_word(severity: str) -> str:
    """强制, 核实 or 提示."""
    return SEVERITIES[severity]
