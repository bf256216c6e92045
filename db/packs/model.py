"""The contents of a pack, read once and frozen: packs, forms, fixed rows, rules.

A form's `id` is unique inside its pack, its `key` in the whole catalogue, its `table` in the office file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from db.messages import Sentence
from db.packs.lead_form import LeadForm
from db.periods.report_period import Period
from db.values import outgoing
from db.values.cell import Cell, Value
from db.values.field import Field
from db.values.kinds import show

NAME = re.compile(r"[a-z][a-z0-9_]*")
SEVERITIES = {"error": Sentence("强制"), "warning": Sentence("核实"), "hint": Sentence("提示")}
PERIOD_TYPES = {
    "month": Sentence("月"),
    "quarter": Sentence("季"),
    "half": Sentence("半年"),
    "year": Sentence("年"),
    "todate": Sentence("月（截至数）"),
}


@dataclass(frozen=True)
class Target:
    """A target as printed: `value` in the row's unit; `basis` each-year, by-date, stock, average or rate; `scope` the level it is for."""

    value: float | None
    basis: str
    by: str = ""
    scope: str = "city"
    compare: str = "≥"

    @property
    def years(self) -> range:
        """The years for which it is the 年度目标: each year up to `by`, or only the year of `by`; none where the text names no year.

        A rate without a year is a level to be kept, so it is the target of every year.
        """
        end = int(self.by[:4]) if self.by[:4].isdecimal() else 0
        if self.basis == "each-year" or (self.basis == "rate" and not self.by):
            return range(1, (end or 9999) + 1)
        return range(end, end + 1) if end else range(0)


@dataclass(frozen=True)
class Reference:
    """A baseline or result printed in the source text: shown beside the cell, never used as a target."""

    title: str
    value: float | None
    unit: str
    at: str
    phrase: str
    source: str
    kind: str = "baseline"  # or result, or comparator: another city's, county's or project's


@dataclass(frozen=True)
class Announced:
    """A number of tasks or indicators that the source text announces: `rows` are rows of `form`, `named` are titles without a row.

    Where the text prints no total, the author of the pack `counted` it (or added it up).

    The titles of the other parts are typed by an office that has the document, below the row `under` of a fixed form.
    """

    code: str
    title: str
    count: int
    unit: str
    form: str = ""
    under: str = ""
    rows: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    counted: bool = False
    note: str = ""
    source: str = ""
    phrase: str = ""

    @property
    def titled(self) -> int:
        """How many of the announced parts have a title in the pack."""
        return len(self.rows) + len(self.named)


@dataclass(frozen=True)
class Row:
    """A fixed row: a task (`record` says what to write) or an indicator (`record` is its definition)."""

    code: str
    title: str
    depth: int = 0
    heading: bool = False
    record: str = ""
    unit: str = ""
    decimals: int = 0
    nature: str = ""
    better: str = ""
    entry: str = ""
    parts: tuple[str, ...] = ()  # of a rate: the codes of numerator and denominator
    target: Target | None = None
    references: tuple[Reference, ...] = ()
    source: str = ""
    phrase: str = ""
    practice: bool = False
    misprint: str = ""  # what is wrong in the title as the source text prints it
    was: str = ""  # its code in the version before
    typed: bool = False  # its title was typed by an office that has the document

    def constant(self, name: str) -> str:
        """The row's constant `name` (code, title, unit, record ...) as text."""
        return str(getattr(self, name))


@dataclass(frozen=True, eq=False)  # one object each, so identity is enough
class Rule:
    """An audit relation 审核关系: `check` is an SQL condition on the form's field names; NULL passes."""

    id: str
    severity: str
    form: str
    at: str
    check: str
    message: str
    mend: str = ""
    when: str = ""
    rows: tuple[str, ...] | None = None
    source: str = ""
    practice: bool = False
    good: Mapping[str, Any] | None = None
    bad: Mapping[str, Any] | None = None
    place: str = ""  # file, line and path in it


@dataclass(frozen=True, eq=False)  # one object each, so identity is enough
class Form:
    """Columns x rows; `kind` is tasks, indicators (fixed rows) or ledger (open rows)."""

    id: str
    key: str
    kind: str
    title: str
    table: str
    fields: tuple[Field, ...]
    rows: tuple[Row, ...] = ()
    rules: tuple[Rule, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = ()
    names: tuple[str, ...] = ()
    definition: str = ""
    source: str = ""
    paper: str = "landscape"
    printed: tuple[str, ...] = ()  # the columns that go on paper; empty: all
    programme: str = ""
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False)  # a ledger as it was written

    @property
    def fixed(self) -> bool:
        """Whether the rows are given by the pack."""
        return self.kind != "ledger"

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    def field(self, id: str) -> Field:
        """The field `id`; KeyError where there is none."""
        return self._fields[id]

    def has(self, id: str) -> bool:
        """Whether there is a field `id`."""
        return id in self._fields

    def row(self, code: str) -> Row | None:
        """The fixed row `code`, or None (always None in a ledger)."""
        return self._rows.get(code)

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The fields that are stored in the table: all that can be typed in some row."""
        return tuple(field for field in self.fields if not field.const and (not field.derive or field.derive_for or field.fallback))

    def typed(self, field: Field, code: str = "") -> bool:
        """Whether `field` is typed in the row `code`."""
        if field.const:
            return False
        if self.fixed:
            row = self.row(code)
            if row is None or row.heading:
                return False
            if field.derive_for:
                return any(row.constant(name) not in words for name, words in field.derive_for.items())
        return not field.derive or field.fallback

    def unit(self, field: Field, code: str = "") -> str:
        """The measure unit of a cell."""
        if field.unit != "row":
            return field.unit
        row = self.row(code)
        return row.unit if row else ""

    def places(self, field: Field, code: str, number: Value | None) -> int | None:
        """The decimals a number is shown with: on screen, on paper and in a workbook; None for all its digits."""
        computed = field.rounded or bool(field.derive) and not self.typed(field, code)
        return outgoing.places(number, self.decimals(field, code), computed=computed)

    def shown(self, field: Field, cell: Cell, code: str = "") -> str:
        """A cell as a person reads it."""
        return show(cell, field, decimals=self.places(field, code, cell.value))

    def decimals(self, field: Field, code: str = "") -> int | None:
        """The decimals that a cell's column, or its fixed row, has."""
        if field.unit == "row" and (row := self.row(code)):
            return row.decimals
        return field.decimals

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The measure units of the typed fields, in order, each once; a derived column shows its unit in its heading."""
        measure_units = [field.unit for field in self.stored if field.unit and field.unit != "row"]
        if any(field.unit == "row" for field in self.stored):
            measure_units = [row.unit for row in self.rows if row.unit] + measure_units
        return tuple(dict.fromkeys(measure_units))


@dataclass(frozen=True)
class Due:
    """When a return is due: `after_days` or `working_days` after the anchor, at `hour`, moved off week-ends and public holidays.

    With `holidays` none the calendar is ignored: a Saturday is a week-end even if it is a make-up day. A due day counted in working
    days is never moved. `by` has other rules for single periods, by their number in the year (4 for the fourth quarter).
    """

    after_days: int = 5
    hour: int = 17
    weekend: str = "earlier"
    practice: bool = False
    anchor: str = "window_end"  # or period_end
    working_days: int = 0  # used instead of after_days where it is not 0
    holidays: str = "none"  # or earlier, later
    by: Mapping[int, Due] = field(default_factory=dict)

    def of(self, number: int) -> Due:
        """The rule of the period with this number in its year."""
        return self.by.get(number, self)


@dataclass(frozen=True)
class Lights:
    """The lights 时序灯: the lowest difference from schedule, in percentage points, for on schedule, low and late; below: far behind."""

    reached: float = 0
    low: float = -10
    late: float = -30


@dataclass(frozen=True, eq=False)  # one object each, so identity is enough
class Pack:
    """One programme 任务包: header, its forms, and the rules between its forms."""

    id: str
    title: str
    version: str
    period_type: str
    forms: tuple[Form, ...]
    short: str = ""
    issuer: str = ""
    grade: str = ""
    source: str = ""
    phrase: str = ""
    annex: str = ""
    window: tuple[int, int] = (1, 31)
    due: Due = Due()
    first: Period | None = None  # nothing is owed before it
    last: Period | None = None  # nor after it
    lights: Lights = Lights()
    form_block: Mapping[str, str] = field(default_factory=dict)
    instructions: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    announced: tuple[Announced, ...] = ()
    blocking: bool = True
    reference_values: bool = False  # a blank workbook shows the values of the previous period beside the cells
    was: str = ""  # the programme of the year before
    their_form: LeadForm | None = None  # the lead office's own workbook, written in addition to ours
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False)  # as it was written

    def form(self, id: str) -> Form:
        """The form `id`; KeyError where the pack has none."""
        for form in self.forms:
            if form.id == id:
                return form
        raise KeyError(id)

    def runs_in(self, period: Period) -> bool:
        """Whether a period of its own type is not before its first nor after its last one."""
        return (self.first or period) <= period <= (self.last or period)

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the forms, then those between the forms."""
        return tuple(rule for form in self.forms for rule in form.rules) + self.rules

    def rule(self, id: str) -> Rule | None:
        """The first rule called `id`."""
        return next((rule for rule in self.all_rules if rule.id == id), None)


def in_words(form: Form, message: str) -> str:
    """The message of a rule with the titles of columns in place of the numbers."""

    def named(match: re.Match[str]) -> str:
        names = {name for name in NAME.findall(match[1]) if form.has(name)}
        if len(names) != 1:
            return "〔…〕"
        when = "上期" if "prev." in match[1] else "上年同期" if "last." in match[1] else ""
        return f"〔{when}{form.field(names.pop()).title}〕"

    return re.sub(r"\{([^{}]+)\}", named, message)
