"""The examples that travel with the packs are their tests: good ones pass, bad ones give the stated problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from db.office.office import Office
from db.packs.model import Form, Pack, Rule
from db.rules import engine
from db.rules.examples import PERIOD, fitting, problems_of_example, put
from tests import shipped
from tests.examples import offices, rolled_back

CATALOGUE = shipped.catalogue()


def once(pairs: Iterable[tuple[Pack, Rule]]) -> list[tuple[Pack, Rule]]:
    """Each rule with one pack that has it: a shared ledger's with the first, a standard form's with the first that has a fitting row."""
    found: dict[tuple[str, str, str], tuple[Pack, Rule]] = {}
    for pack, rule in pairs:
        standard = rule.form in ("tasks", "indicators") and rule not in pack.rules
        if standard and not fitting(pack.form(rule.form), rule, (rule.good or {}).get("row", {})):
            continue
        found.setdefault(("" if standard or rule not in pack.rules else pack.id, rule.form, rule.id), (pack, rule))
    return list(found.values())


RULES = once((pack, rule) for pack in CATALOGUE.packs.values() for rule in pack.all_rules)
LEDGERS = list({form.id: (pack, form) for pack in CATALOGUE.packs.values() for form in pack.forms if not form.fixed}.values())


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Pack], Office]]:
    """An empty office of one pack, made when first asked for."""
    with offices(tmp_path_factory.mktemp("examples"), CATALOGUE) as give:
        yield give


@pytest.fixture
def fresh(pack: Pack, opened: Callable[[Pack], Office]) -> Iterator[Office]:
    """An empty office that reports on `pack`; what a test writes is taken back after it."""
    with rolled_back(opened(pack)) as office:
        yield office


@pytest.mark.parametrize("which", ["good", "bad"])
@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{pack.id}-{rule.form}-{rule.id}" for pack, rule in RULES])
def test_examples_of_a_rule(fresh: Office, pack: Pack, rule: Rule, which: str) -> None:
    found = problems_of_example(fresh.db, pack, rule, which)
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
        put(fresh.db, form, PERIOD, fresh.new_row(), example)
    own = {rule.id for rule in form.rules} | {rule.id for rule in engine.field_rules(form)}
    assert [one for one in engine.problems(fresh.db.conn, pack, PERIOD, form=form.id) if one.severity == "error" and one.rule in own] == []
    assert fresh.count(form, PERIOD) == len(form.examples)
