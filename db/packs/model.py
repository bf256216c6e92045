"""What a pack says, read once and frozen: packs, forms, fixed rows, rules.

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
    """A target as printed: `value` in the row's unit, `basis` each-year, by-date, stock, average or rate, `scope` whose it is."""

    value: float | None
    basis: str
    by: str = ""
    scope: str = "city"
    compare: str = "≥"

    @property
    def years(self) -> range:
        """The years whose 年度目标 it is: each year up to `by`, or the one year it ends in; none where the text names no year.

        A rate without a year is a level to be held, so it is every year's.
        """
        end = int(self.by[:4]) if self.by[:4].isdecimal() else 0
        if self.basis == "each-year" or (self.basis == "rate" and not self.by):
            return range(1, (end or 9999) + 1)
        return range(end, end + 1) if end else range(0)


@dataclass(frozen=True)
class Reference:
    """A baseline or result printed in the text: shown beside the cell, never this office's target."""

    title: str
    value: float | None
    unit: str
    at: str
    phrase: str
    source: str
    kind: str = "baseline"  # or result, or comparator: another city's, county's or project's


@dataclass(frozen=True)
class Announced:
    """A count the text prints, with the parts it names: `rows` are those that stand in `form`, `named` those that are only named.

    Where the text prints no total, it is `counted` (or added up) by whoever wrote the pack.

    The parts nobody named are typed by the office that holds the document, below the row `under` of a fixed form; none is invented.
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
        """How many of the parts have a title in the pack."""
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
    parts: tuple[str, ...] = ()  # of a rate: the rows above and below the line, from which a total is computed
    target: Target | None = None
    references: tuple[Reference, ...] = ()
    source: str = ""
    phrase: str = ""
    practice: bool = False
    misprint: str = ""  # the text prints it this way; what is wrong with it
    was: str = ""  # its code in the version before
    typed: bool = False  # its title was typed by an office that holds the document

    def constant(self, name: str) -> str:
        """The row's constant `name` (code, title, unit, record ...) as text."""
        return str(getattr(self, name))


@dataclass(frozen=True, eq=False)  # one object each, so identity is enough
class Rule:
    """An audit relation 审核关系: `check` is SQL over the form's field names, unknown passes."""

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
    printed: tuple[str, ...] = ()  # the columns that go on paper; none named: all
    programme: str = ""
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False)  # a ledger as it was written

    @property
    def fixed(self) -> bool:
        """Whether the rows are given by the pack."""
        return self.kind != "ledger"

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {one.id: one for one in self.fields}

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {one.code: one for one in self.rows}

    def field(self, id: str) -> Field:
        """The field `id`; KeyError where there is none."""
        return self._fields[id]

    def has(self, id: str) -> bool:
        """Whether there is a field `id`."""
        return id in self._fields

    def row(self, code: str) -> Row | None:
        """The fixed row `code`, or nothing (always nothing in a ledger)."""
        return self._rows.get(code)

    @cached_property
    def stored(self) -> tuple[Field, ...]:
        """The fields that are kept in the table: all that can be typed on some row."""
        return tuple(one for one in self.fields if not one.const and (not one.derive or one.derive_for or one.fallback))

    def typed(self, field: Field, code: str = "") -> bool:
        """Whether `field` is typed on the row `code`."""
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
        """The measure units of what is typed, in their order, each once: a derived column says its own in its head."""
        found = [one.unit for one in self.stored if one.unit and one.unit != "row"]
        if any(one.unit == "row" for one in self.stored):
            found = [row.unit for row in self.rows if row.unit] + found
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Due:
    """When a return is due: `after_days` or `working_days` after the anchor, at `hour`, moved off week-ends and public holidays.

    `holidays` none leaves the calendar aside: a Saturday is a week-end then, made up for or not. A due day counted in working
    days is one and never moved. `by` is the rule of single periods by their number in the year (the fourth quarter's 4).
    """

    after_days: int = 5
    hour: int = 17
    weekend: str = "earlier"
    practice: bool = False
    anchor: str = "window_end"  # or period_end
    working_days: int = 0  # counted instead of after_days where there are any
    holidays: str = "none"  # or earlier, later
    by: Mapping[int, Due] = field(default_factory=dict)

    def of(self, number: int) -> Due:
        """The rule of the period with this number in its year."""
        return self.by.get(number, self)


@dataclass(frozen=True)
class Lights:
    """The lights 时序灯: from how many points against schedule on a unit is on schedule, low or late; whoever is below is far behind."""

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
    lights: Lights = Lights()
    form_block: Mapping[str, str] = field(default_factory=dict)
    instructions: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    announced: tuple[Announced, ...] = ()
    blocking: bool = True
    reference_values: bool = False  # a blank workbook shows the values of the period before beside the cells
    was: str = ""  # the programme of the year before
    their_form: LeadForm | None = None  # the lead office's own workbook, written beside the pair
    tree: Mapping[str, Any] = field(default_factory=dict, repr=False)  # as it was written

    def form(self, id: str) -> Form:
        """The form `id`; KeyError where the pack has none."""
        for one in self.forms:
            if one.id == id:
                return one
        raise KeyError(id)

    @cached_property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of the forms, then those between the forms."""
        return tuple(rule for form in self.forms for rule in form.rules) + self.rules

    def rule(self, id: str) -> Rule | None:
        """The first rule called `id`."""
        return next((one for one in self.all_rules if one.id == id), None)


def in_words(form: Form, message: str) -> str:
    """The message of a rule with the names of the columns where the numbers will stand."""

    def named(found: re.Match[str]) -> str:
        names = {name for name in NAME.findall(found[1]) if form.has(name)}
        if len(names) != 1:
            return "〔…〕"
        when = "上期" if "prev." in found[1] else "上年同期" if "last." in found[1] else ""
        return f"〔{when}{form.field(names.pop()).title}〕"

    return re.sub(r"\{([^{}]+)\}", named, message)
