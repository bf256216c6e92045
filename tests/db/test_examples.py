"""The examples that travel with the packs are their tests: good ones pass, bad ones give the stated problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from db import rules
from db.catalogue import load
from db.edits import Edit
from db.fields import Cell, read
from db.office import Office, create
from db.pack import Form, Pack, Rule
from db.periods import Period, parse
from db.rules import Problem

OCTOBER = parse("2026-10")
CATALOGUE = load()


def once(pairs: Iterable[tuple[Pack, Rule]]) -> list[tuple[Pack, Rule]]:
    """Each rule with one pack that has it: a shared ledger's with the first, a standard form's with the first that has a fitting row."""
    found: dict[tuple[str, str, str], tuple[Pack, Rule]] = {}
    for pack, rule in pairs:
        standard = rule.form in ("tasks", "indicators") and rule not in pack.rules
        if standard and not fitting(pack.form(rule.form), rule, (rule.good or {}).get("row", {})):
            continue
        found.setdefault(("" if standard or rule not in pack.rules else pack.id, rule.form, rule.id), (pack, rule))
    return list(found.values())


def fitting(form: Form, rule: Rule, own: Mapping[str, Any]) -> list[str]:
    """The fixed rows an example can be about."""
    wanted = {name: str(own[name]) for name in ("nature", "unit", "entry") if name in own}
    rows = [one.code for one in form.rows if not one.heading and all(one.constant(name) == text for name, text in wanted.items())]
    return [code for code in rows if not rule.rows or code in rule.rows]


RULES = once((pack, rule) for pack in CATALOGUE.packs.values() for rule in pack.all_rules)
LEDGERS = list({form.id: (pack, form) for pack in CATALOGUE.packs.values() for form in pack.forms if not form.fixed}.values())


def cell(form: Form, code: str, name: str, raw: Any) -> Cell:
    """A value of an example, read like any typed text."""
    field = form.field(name)
    reading = read(raw, field, unit=form.unit(field, code))
    assert reading.kind in ("same", "read"), f"{form.id} {name}: {raw!r} {reading.note}"
    return reading.cell


def put(office: Office, form: Form, period: Period, row: str, values: Mapping[str, Any]) -> None:
    """Write one row of an example."""
    typed = [(name, raw) for name, raw in values.items() if form.has(name) and not form.field(name).const]
    office.apply([Edit(form, period, row, name, cell(form, row, name, raw)) for name, raw in typed])


def choose_row(form: Form, rule: Rule, own: Mapping[str, Any]) -> str:
    """The fixed row an example is about: the code it names, or the first with its nature, unit and entry."""
    codes = fitting(form, rule, own)
    return own["code"] if own.get("code") in codes else codes[0]


def lay_out(office: Office, pack: Pack, rule: Rule, example: Mapping[str, Any]) -> str:
    """Write an example into the office; gives the row the rule is about."""
    form = pack.form(rule.form)
    assert set(example) <= {"row", "prev", "last", "forms"}, example
    own = example.get("row", {})
    code = "" if rule.rows == () else choose_row(form, rule, own) if form.fixed else office.new_row()
    for key, period in (("last", OCTOBER.last_year), ("prev", OCTOBER.previous), ("row", OCTOBER)):
        if key in example and code:
            put(office, form, period, code, example[key])
    if not form.fixed and own == {}:
        office.apply([Edit(form, OCTOBER, code, None, Cell())])
    for id, rows in example.get("forms", {}).items():
        other = pack.form(id)
        pairs = rows.items() if other.fixed else [(office.new_row(), row) for row in rows]
        for row, values in pairs:
            put(office, other, OCTOBER, row, values)
    return code


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Pack], Office]]:
    """An empty office of one pack, made when first asked for."""
    folder, made = tmp_path_factory.mktemp("examples"), {}

    def give(pack: Pack) -> Office:
        if pack.id not in made:
            made[pack.id] = create(folder / f"{pack.id}.taizhang", CATALOGUE, "370202", [pack.id], who="李敏")
        return made[pack.id]

    yield give
    for office in made.values():
        office.close()


@pytest.fixture
def fresh(pack: Pack, opened: Callable[[Pack], Office]) -> Iterator[Office]:
    """An empty office that reports on `pack`; what a test writes is taken back after it."""
    office = opened(pack)
    office.db.execute("BEGIN")
    yield office
    office.db.conn.rollback()
    office.forget_undo()


def found_in(office: Office, pack: Pack, form: str | None = None) -> list[Problem]:
    """The problems, read where the test wrote."""
    return rules.problems(office.db.conn, pack, OCTOBER, form=form)


@pytest.mark.parametrize("which", ["good", "bad"])
@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{pack.id}-{rule.form}-{rule.id}" for pack, rule in RULES])
def test_examples_of_a_rule(fresh: Office, pack: Pack, rule: Rule, which: str) -> None:
    row = lay_out(fresh, pack, rule, getattr(rule, which))
    found = [one for one in found_in(fresh, pack, rule.form) if one.rule == rule.id]
    if rule.rows != () and which == "good":
        found = [one for one in found if one.row == row]
    assert bool(found) == (which == "bad"), found
    assert all("{" not in one.message for one in found)
    assert not found or found[0].severity == rule.severity


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{pack.id}-{rule.form}-{rule.id}" for pack, rule in RULES])
def test_every_rule_has_both_examples(pack: Pack, rule: Rule) -> None:
    assert rule.good is not None
    assert rule.bad is not None
    assert rule.mend, "a problem says how to mend it"


@pytest.mark.parametrize(("pack", "form"), LEDGERS, ids=[f"{pack.id}-{form.id}" for pack, form in LEDGERS])
def test_example_rows_save_and_pass(fresh: Office, pack: Pack, form: Form) -> None:
    assert form.examples
    for example in form.examples:
        put(fresh, form, OCTOBER, fresh.new_row(), example)
    own = {rule.id for rule in form.rules} | {rule.id for rule in rules.field_rules(form)}
    assert [one for one in found_in(fresh, pack, form.id) if one.severity == "error" and one.rule in own] == []
    assert fresh.count(form, OCTOBER) == len(form.examples)
