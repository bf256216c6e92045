"""Each pack holds what the fact sheet of the texts counts; where it counts otherwise, `coverage.yaml` says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.packs.additivity import adds_up
from db.packs.catalogue import Catalogue
from db.packs.coverage import coverage
from db.yaml_reader import load_yaml

SHEET = load_yaml(Path(__file__).with_name("coverage.yaml"))
NAMES = ("actions", "topics", "items", "targets", "figures", "parts", "no_number", "ledgers")


@pytest.mark.parametrize("id", list(SHEET["programmes"]))
def test_a_pack_holds_what_the_texts_say(id: str, catalogue: Catalogue) -> None:
    told = SHEET["programmes"][id]
    counts = dict(zip(NAMES, told["counts"], strict=True))
    for name, (more, why) in told.get("differs", {}).items():
        assert why
        counts[name] += more
    found = coverage(catalogue.pack(id)).as_dict()
    assert {name: found[name] for name in NAMES} == counts


def test_all_programmes_and_ledgers_are_there(catalogue: Catalogue) -> None:
    assert set(catalogue.packs) == set(SHEET["programmes"])
    assert len(catalogue.ledgers) == SHEET["ledgers"]
    assert sum(not form.fixed for pack in catalogue.packs.values() for form in pack.forms) == SHEET["uses"]


def test_every_pack_has_rules_and_every_rule_its_examples(catalogue: Catalogue) -> None:
    for pack in catalogue.packs.values():
        found = coverage(pack)
        assert found.rules >= 10, pack.id
        assert found.examples >= 2 * found.rules, pack.id


def test_no_target_is_of_the_past_or_of_another_place(catalogue: Catalogue) -> None:
    for pack in catalogue.packs.values():
        for form in pack.forms:
            for row in form.rows:
                if row.target and row.target.by[:4].isdigit() and row.target.value is not None:
                    assert row.target.by[:4] >= "2022", f"{pack.id} {row.code}"
                for one in row.references:
                    assert one.source[:1].isdigit(), f"{pack.id} {row.code}"
                    assert one.at or one.value is None, f"{pack.id} {row.code}: a figure without its moment"


def test_a_count_is_printed_or_said_to_be_reckoned(catalogue: Catalogue) -> None:
    for pack in catalogue.packs.values():
        for one in pack.announced:
            reckoned = any(word in one.note for word in ("没有印", "没有写明项数", "没有给出总数", "两数之和", "三数之和", "为推断"))
            assert one.counted or not reckoned, f"{pack.id} {one.code}: {one.note}"


@pytest.mark.parametrize(
    ("id", "codes"),
    [
        ("land-planning-drive", ("K01", "K03")),  # a line crosses districts, each of which counts it
        ("island-artisan-training", ("K05",)),  # kinds of industry, of 41
        ("law-popularisation", ("K01",)),  # the same plans everywhere
        ("property-cert-onestop", ("K04", "K07")),  # the same departments; windows at each point
        ("wwtp-benchmark", ("K02", "K03")),  # a company runs plants in several districts
    ],
)
def test_what_units_have_in_common_is_not_summed(id: str, codes: tuple[str, ...], catalogue: Catalogue) -> None:
    form = catalogue.pack(id).form("indicators")
    for row in form.rows:
        if row.code in codes:
            assert not adds_up(form, form.field("current"), row), row.code
