"""The good and bad examples of rules 正例、反例 are their tests: each is written into a scratch database and checked by the engine.

A rule has them under the keys `good` and `bad`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from db.messages import Sentence, Trouble
from db.office import driver, schema, writing
from db.office.writing import Edit
from db.packs.model import Form, Pack, Rule
from db.periods.report_period import Period, parse
from db.rules import engine
from db.rules.problem import Problem
from db.values.cell import Cell
from db.values.kinds import read
from db.yaml_reader import Node

if TYPE_CHECKING:
    from sqlite_utils import Database

PERIOD = parse("2026-10")
LEVEL = "district"  # of the unit in the examples
KINDS = {"good": Sentence("正例"), "bad": Sentence("反例")}


def faults(pack: Pack, forms: Iterable[Form]) -> list[str]:
    """A sentence for each rule of the pack and of `forms` that lacks an example, refuses the good one or accepts the bad one."""
    rules = [*(rule for form in forms for rule in form.rules), *pack.rules]
    if not rules:
        return []
    with closing(driver.scratch()) as db:
        schema.migrate(db)
        schema.fit(db, pack.forms, LEVEL)
        return [fault for rule in rules for which in KINDS if (fault := _fault(db, pack, rule, which))]


def _fault(db: Database, pack: Pack, rule: Rule, which: str) -> str:
    """What is wrong with one example of a rule, with its place; empty where the example is right."""
    example = getattr(rule, which)
    if example is None:
        reason = Sentence("没有{which}，每条审核关系都要有正例和反例", which=KINDS[which])
    else:
        try:
            with rolled_back(db):
                problems = problems_of_example(db, pack, rule, which)
        except Exception as fault:  # each fault is reported, none stops the list
            why = fault if isinstance(fault, Trouble) else Sentence("里面有放不进表的值")
            reason = Sentence("{which}试算不了：{why}", which=KINDS[which], why=why)
        else:
            if bool(problems) == (which == "bad"):
                return ""
            bad = Sentence("反例没有查出问题，请核对条件和反例的数")
            reason = Sentence("正例不应有问题，却报了：{message}", message=problems[0].message) if problems else bad
    return Sentence(
        "{place} {form} 审核关系 {rule}：{told}", place=_place(rule, example), form=pack.form(rule.form).title, rule=rule.id, told=reason
    )


def _place(rule: Rule, example: Any) -> str:
    """The cell or line in the example of the field the rule is about, where known; else the place of the rule."""
    row = next((value for value in example.values() if isinstance(value, Node)), example) if isinstance(example, Node) else None
    cell = (row.places.get(rule.at) or next(iter(row.places.values()), row.place)) if row is not None else ""
    file = rule.place.values.get("file", "") if isinstance(rule.place, Sentence) else ""
    return Sentence("{file} {place}", file=file, place=cell) if file and cell else rule.place


# --- one example


@contextmanager
def rolled_back(db: Database) -> Iterator[None]:
    """Roll back what is written in the block."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()


def problems_of_example(db: Database, pack: Pack, rule: Rule, which: str) -> list[Problem]:
    """The problems a rule finds in its example; in a good one only those of its own row, since other rows may be incomplete."""
    row = lay_out(db, pack, rule, getattr(rule, which))
    problems = engine.of_rule(db.conn, pack, rule, PERIOD)
    return [problem for problem in problems if which == "bad" or rule.rows == () or problem.row == row]


def lay_out(db: Database, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = PERIOD) -> str:
    """Write an example into the database; returns the row the rule is about."""
    form = pack.form(rule.form)
    own = example.get("row", {})
    code = "" if rule.rows == () else _choose_row(form, rule, own) if form.fixed else writing.new_row()
    for key, at in (("last", period.last_year), ("prev", period.previous), ("row", period)):
        if key in example and code:
            put(db, form, at, code, example[key])
    if not form.fixed and own == {}:
        writing.apply(db, [Edit(form, period, code, None, Cell())], "")
    for id, rows in example.get("forms", {}).items():
        other = pack.form(id)
        pairs = rows.items() if other.fixed else [(writing.new_row(), row) for row in rows]
        for row, values in pairs:
            put(db, other, period, row, values)
    return code


def put(db: Database, form: Form, period: Period, row: str, values: Mapping[str, Any]) -> None:
    """Write one row of an example."""
    typed = [(name, raw) for name, raw in values.items() if form.has(name) and not form.field(name).const]
    writing.apply(db, [Edit(form, period, row, name, _cell(form, row, name, raw)) for name, raw in typed], "")


def fitting(form: Form, rule: Rule, own: Mapping[str, Any]) -> list[str]:
    """The fixed rows an example can be about."""
    wanted = {name: str(own[name]) for name in ("nature", "unit", "entry") if name in own}
    rows = [row.code for row in form.rows if not row.heading and all(row.constant(name) == text for name, text in wanted.items())]
    return [code for code in rows if not rule.rows or code in rule.rows]


def _choose_row(form: Form, rule: Rule, own: Mapping[str, Any]) -> str:
    """The fixed row an example is about: the code it names, or the first with its nature, unit and entry."""
    codes = fitting(form, rule, own)
    if not codes:
        raise Trouble("没有合适的行")
    return str(own["code"]) if own.get("code") in codes else codes[0]


def _cell(form: Form, code: str, name: str, raw: Any) -> Cell:
    """A value of an example, read like any typed text."""
    field = form.field(name)
    reading = read(raw, field, unit=form.unit(field, code), written=True)
    if reading.kind not in ("same", "read"):
        raise Trouble("“{field}”读不出“{text}”：{why}", field=field.title, text=raw, why=reading.note)
    return reading.cell
