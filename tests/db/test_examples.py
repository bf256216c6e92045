"""The examples that travel with the packs are their tests: good ones pass, bad ones give the stated problem."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from db import rules
from db.catalogue import load
from db.edits import Edit
from db.fields import Cell, read
from db.office import Office, open_office
from db.pack import Form, Pack, Rule
from db.periods import Period, parse

OCTOBER = parse("2026-10")
CATALOGUE = load()
RULES = [(pack, rule) for pack in CATALOGUE.packs.values() for rule in pack.all_rules if rule.good is not None or rule.bad is not None]
LEDGERS = [(pack, form) for pack in CATALOGUE.packs.values() for form in pack.forms if not form.fixed]


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
    """The fixed row an example is about: the code it names, or (rules of the standard forms) the first with its nature, unit, entry."""
    wanted = {name: str(own[name]) for name in ("nature", "unit", "entry") if name in own}
    fitting = [one.code for one in form.rows if not one.heading and all(one.constant(name) == text for name, text in wanted.items())]
    fitting = [code for code in fitting if not rule.rows or code in rule.rows]
    if not fitting:
        pytest.skip(f"{form.title} has no row with {wanted}")
    return own["code"] if own.get("code") in fitting else fitting[0]


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


@pytest.fixture
def fresh(tmp_path: Path, office_files: Path) -> Office:
    """An office of the test's own, opened with this module's catalogue."""
    shutil.copy(office_files, tmp_path / "x.taizhang")
    return open_office(tmp_path / "x.taizhang", CATALOGUE, "李敏")


@pytest.mark.parametrize("which", ["good", "bad"])
@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{pack.id}-{rule.form}-{rule.id}" for pack, rule in RULES])
def test_examples_of_a_rule(fresh: Office, pack: Pack, rule: Rule, which: str) -> None:
    with fresh as office:
        example = getattr(rule, which)
        if example is None:
            pytest.skip("no such example")
        row = lay_out(office, pack, rule, example)
        found = [one for one in rules.problems(office, pack, OCTOBER) if one.rule == rule.id and one.form == rule.form]
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
    with fresh as office:
        assert form.examples
        for example in form.examples:
            put(office, form, OCTOBER, office.new_row(), example)
        own = {rule.id for rule in form.rules} | {rule.id for rule in rules.field_rules(form)}
        errors = [one for one in rules.problems(office, pack, OCTOBER, form=form.id) if one.severity == "error" and one.rule in own]
        assert errors == []
        assert office.count(form, OCTOBER) == len(form.examples)
