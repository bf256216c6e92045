"""The good and bad examples of rules 正例、反例 are their tests: each is laid out in a scratch database and judged by the engine.

A pack writes them under the key `examples`.
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
LEVEL = "district"  # of the unit that would fill the examples in
KINDS = {"good": Sentence("正例"), "bad": Sentence("反例")}


def faults(pack: Pack, forms: Iterable[Form]) -> list[str]:
    """The rules of the pack and of these forms of it that lack an example, refuse the good one or let the bad one pass."""
    found = [*(rule for form in forms for rule in form.rules), *pack.rules]
    if not found:
        return []
    with closing(driver.scratch()) as db:
        schema.migrate(db)
        schema.fit(db, pack.forms, LEVEL)
        return [told for rule in found for which in KINDS if (told := _fault(db, pack, rule, which))]


def _fault(db: Database, pack: Pack, rule: Rule, which: str) -> str:
    """What is wrong with one example of a rule, at its place; nothing where it does what it is there for."""
    example = getattr(rule, which)
    if example is None:
        told = Sentence("没有{which}，每条审核关系都要有正例和反例", which=KINDS[which])
    else:
        try:
            with taken_back(db):
                problems = found_in(db, pack, rule, which)
        except Exception as fault:  # every fault of a pack is told, none stops the list
            why = fault if isinstance(fault, Trouble) else Sentence("里面有放不进表的值")
            told = Sentence("{which}试算不了：{why}", which=KINDS[which], why=why)
        else:
            if bool(problems) == (which == "bad"):
                return ""
            bad = Sentence("反例没有查出问题，请核对条件和反例的数")
            told = Sentence("正例不应有问题，却报了：{message}", message=problems[0].message) if problems else bad
    return Sentence(
        "{place} {form} 审核关系 {rule}：{told}", place=_place(rule, example), form=pack.form(rule.form).title, rule=rule.id, told=told
    )


def _place(rule: Rule, example: Any) -> str:
    """The cell or line of what the rule is about in its example, as far as it is known; else the place of the rule."""
    row = next((one for one in example.values() if isinstance(one, Node)), example) if isinstance(example, Node) else None
    cell = (row.places.get(rule.at) or next(iter(row.places.values()), row.place)) if row is not None else ""
    file = rule.place.values.get("file", "") if isinstance(rule.place, Sentence) else ""
    return Sentence("{file} {place}", file=file, place=cell) if file and cell else rule.place


# --- one example


@contextmanager
def taken_back(db: Database) -> Iterator[None]:
    """What is written meanwhile is taken back."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.conn.rollback()


def found_in(db: Database, pack: Pack, rule: Rule, which: str) -> list[Problem]:
    """What a rule says of its good or bad example; of a good one only about its own row, since the others need not be whole."""
    row = lay_out(db, pack, rule, getattr(rule, which))
    found = engine.of_rule(db.conn, pack, rule, PERIOD)
    return [one for one in found if which == "bad" or rule.rows == () or one.row == row]


def lay_out(db: Database, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = PERIOD) -> str:
    """Write an example; gives the row the rule is about."""
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
    rows = [one.code for one in form.rows if not one.heading and all(one.constant(name) == text for name, text in wanted.items())]
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
    reading = read(raw, field, unit=form.unit(field, code))
    if reading.kind not in ("same", "read"):
        raise Trouble("“{field}”读不出“{text}”：{why}", field=field.title, text=raw, why=reading.note)
    return reading.cell
