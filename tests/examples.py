"""Rows of `relations.yaml` laid out in a real office file like the examples of rules, and what the engine says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from db import examples, rules
from db.catalogue import Catalogue
from db.examples import lay_out
from db.office import Office, create
from db.pack import Pack, Rule
from db.periods import Period
from db.rule_sql import checked
from db.rules import Problem

OCTOBER = examples.PERIOD


@contextmanager
def offices(folder: Path, catalogue: Catalogue) -> Iterator[Callable[[Pack], Office]]:
    """Gives an empty office of one pack, made when first asked for."""
    made: dict[str, Office] = {}

    def give(pack: Pack) -> Office:
        if pack.id not in made:
            made[pack.id] = create(folder / f"{pack.id}.taizhang", catalogue, "370202", [pack.id], who="李敏")
        return made[pack.id]

    try:
        yield give
    finally:
        for office in made.values():
            office.close()


@contextmanager
def taken_back(office: Office) -> Iterator[Office]:
    """The office; what is written meanwhile is taken back."""
    with examples.taken_back(office.db):
        yield office


def judged(office: Office, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = OCTOBER) -> tuple[list[Problem], bool]:
    """What the engine says by `rule` of the row of an example, and whether it could judge it: unknown passes too."""
    row = lay_out(office.db, pack, rule, example, period)
    found = [one for one in rules.of_rule(office.db.conn, pack, rule, period) if one.row == row]
    turned = checked(pack, pack.form(rule.form), replace(rule, check=f"not ({rule.check})"))
    params = {"period": period.label, "prev": period.previous.label, "last": period.last_year.label}
    holds = any(line[0] == row for line in office.db.conn.execute(turned.sql, params))
    return found, bool(found) or holds
