"""Every arithmetic relation of the source texts, judged by the engine over a real office file: `relations.yaml` holds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from db.office.office import Office
from db.packs.catalogue import load
from db.packs.model import Pack, Rule
from db.packs.quotations import SourceText, read_texts, wrong_quotations
from db.periods.report_period import parse
from db.values.chinese_numerals import write
from db.yaml_reader import load_yaml
from tests.examples import OCTOBER, judged, offices, rolled_back

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "shared" / "seeds"
SHEET = load_yaml(HERE / "relations.yaml")
RELATIONS = SHEET["relations"]
CATALOGUE = load(HERE / "relations")
FILES = sorted((HERE / "relations").glob("*/*.yaml"))
OWN = ("trade-release", "relations")  # packs of what belongs to no programme
OWN_RULES = [(CATALOGUE.packs[id], rule) for id in OWN for rule in CATALOGUE.packs[id].all_rules]
IDS = [one["id"] for one in RELATIONS]
NAMED = re.compile(r"\$\w+")
BOTH_WAYS = ("open", "no", "clash")  # what cannot be judged passes and what is wrong does not: both are shown


@pytest.fixture(scope="module")
def texts() -> Mapping[str, SourceText]:
    if not SEEDS.is_dir():
        pytest.skip("the source texts are not beside the project")
    return read_texts(SEEDS)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Pack], Office]]:
    """An empty office of one pack, made when first asked for."""
    with offices(tmp_path_factory.mktemp("relations"), CATALOGUE) as give:
        yield give


def named(relation: Mapping[str, Any], value: Any) -> Any:
    """A value of a row with the figures it names."""
    if isinstance(value, Mapping):
        return {key: named(relation, one) for key, one in value.items()}
    if isinstance(value, list):
        return [named(relation, one) for one in value]
    if not isinstance(value, str):
        return value
    figures = {f"${name}": figure["value"] for name, figure in relation["figures"].items()}
    return figures[value] if value in figures else NAMED.sub(lambda one: str(figures[one[0]]), value)


def example(relation: Mapping[str, Any], tried: Mapping[str, Any]) -> dict[str, Any]:
    """A row tried, as an example of a rule: figures put in, listed parts as rows."""
    found = {key: named(relation, tried[key]) for key in ("row", "prev", "last", "forms") if key in tried}
    if tried["rule"].startswith("relations/"):
        found["row"]["relation"] = relation["id"]
    if "parts" in tried:
        given = named(relation, tried["parts"] if isinstance(tried["parts"], list) else [tried["parts"]])
        parts = [part for one in given for part in (one if isinstance(one, list) else [one])]
        same = {name: found["row"][name] for name in ("relation", "what")}
        found["forms"] = {"lg-relation-part": [{**same, "part": part} for part in parts]}
    return found


def the_rule(path: str) -> tuple[Pack, Rule]:
    """The pack and the rule that pack/form/rule-id names."""
    id, form, name = path.split("/")
    pack = CATALOGUE.pack(id)
    return pack, next(rule for rule in pack.all_rules if (rule.form, rule.id) == (form, name))


def printed(value: Any, phrase: str) -> bool:
    """Whether a phrase prints a figure: 1200, 4万 for 40000, 三 for 3; a fall is printed without its sign."""
    plain = "".join(phrase.split())
    if isinstance(value, str):
        return "".join(value.split()) in plain
    size = abs(value)
    ways = [str(size), write(size).removeprefix("一") if 10 <= size < 20 else write(size)] if size == int(size) else [str(size)]
    ways += [f"{size / 10000:g}万"] if size >= 10000 else []
    return any(re.search(rf"(?<![\d.]){re.escape(way)}(?!\.?\d)", plain) for way in ways)


@pytest.mark.parametrize("relation", RELATIONS, ids=IDS)
def test_a_relation_is_judged_as_the_texts_have_it(relation: Mapping[str, Any], opened: Callable[[Pack], Office]) -> None:
    for tried in relation["tried"]:
        pack, rule = the_rule(tried["rule"])
        period = parse(tried["period"]) if "period" in tried else OCTOBER
        with rolled_back(opened(pack)) as office:
            found, known = judged(office, pack, rule, example(relation, tried), period)
        assert bool(found) == (tried["gives"] == "problem"), (tried, found)
        assert tried["gives"] in ("nothing", "problem")
        assert known != tried.get("unknown", False), tried
        if found:
            assert len(tried["says"]) >= 2, "a problem names both"
            assert [one for one in map(str, tried["says"]) if one not in found[0].message] == [], found[0].message
            assert found[0].mend
            assert relation["result"] != "clash" or found[0].severity != "error", "both figures stay"


@pytest.mark.parametrize("relation", RELATIONS, ids=IDS)
def test_figures_of_a_relation_stand_in_the_texts(relation: Any, texts: Mapping[str, SourceText]) -> None:
    assert wrong_quotations(relation, texts, "relations.yaml") == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_quotations_of_no_programme_stand_in_the_texts(file: Path, texts: Mapping[str, SourceText]) -> None:
    assert wrong_quotations(load_yaml(file), texts, file.name) == []


@pytest.mark.parametrize("relation", RELATIONS, ids=IDS)
def test_figures_are_what_their_phrases_print(relation: Mapping[str, Any]) -> None:
    for name, figure in relation["figures"].items():
        for value in figure["value"] if isinstance(figure["value"], list) else [figure["value"]]:
            assert printed(value, figure["phrase"]), f"{name}: {value} in {figure['phrase']}"
    assert {one[1:] for one in NAMED.findall(str(relation["tried"]))} == set(relation["figures"]), "each figure is tried"


@pytest.mark.parametrize("relation", [one for one in RELATIONS if one["result"] in BOTH_WAYS], ids=lambda one: one["id"])
def test_what_does_not_close_gives_its_problem(relation: Mapping[str, Any]) -> None:
    gives = {tried["gives"] for tried in relation["tried"]}
    assert "problem" in gives
    assert relation["result"] != "open" or any(tried.get("unknown") for tried in relation["tried"])


@pytest.mark.parametrize("relation", [one for one in RELATIONS if one["result"] == "clash"], ids=lambda one: one["id"])
def test_figures_that_clash_are_both_kept_with_their_moment(relation: Mapping[str, Any]) -> None:
    figures = relation["figures"]
    for id, code in relation["kept"].items():
        row = CATALOGUE.pack(id).form("indicators").row(code)
        assert row is not None
        assert [(one.value, one.kind, bool(one.at)) for one in row.references] == [(figures["told"]["value"], "result", True)]
        assert row.target is None or (row.target.value, row.target.basis) == (figures["pledge"]["value"], "each-year")


@pytest.mark.parametrize("which", ["good", "bad"])
@pytest.mark.parametrize(("pack", "rule"), OWN_RULES, ids=[f"{pack.id}-{rule.id}" for pack, rule in OWN_RULES])
def test_rules_of_no_programme_have_their_examples(opened: Callable[[Pack], Office], pack: Pack, rule: Rule, which: str) -> None:
    with rolled_back(opened(pack)) as office:
        found, known = judged(office, pack, rule, getattr(rule, which))
    assert bool(found) == (which == "bad")
    assert known


def test_all_relations_are_there() -> None:
    assert [f"X{n:02}" for n in range(1, 79)] == IDS
    assert Counter(one["result"] for one in RELATIONS) == SHEET["totals"]
    assert all(one["said"].endswith(".") and one["tried"] for one in RELATIONS)


def test_every_rule_of_no_programme_judges_a_relation() -> None:
    used = {tuple(tried["rule"].split("/")) for one in RELATIONS for tried in one["tried"]}
    assert {(pack.id, rule.form, rule.id) for pack, rule in OWN_RULES} <= used
