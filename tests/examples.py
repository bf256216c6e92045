"""Rows of `relations.yaml` laid out in a real office file like the examples of rules, and what the engine says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.office.office import Office, create
from db.packs.catalogue import Catalogue
from db.packs.model import Pack, Rule
from db.periods.report_period import Period
from db.rules import engine, examples
from db.rules.examples import lay_out
from db.rules.problem import Problem
from db.rules.sql import compile_rule

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
def rolled_back(office: Office) -> Iterator[Office]:
    """The office; what is written meanwhile is taken back."""
    with examples.rolled_back(office.db):
        yield office


def judged(office: Office, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = OCTOBER) -> tuple[list[Problem], bool]:
    """What the engine says by `rule` of the row of an example, and whether it could judge it: unknown passes too."""
    row = lay_out(office.db, pack, rule, example, period)
    found = [one for one in engine.of_rule(office.db.conn, pack, rule, period) if one.row == row]
    turned = compile_rule(pack, pack.form(rule.form), replace(rule, check=f"not ({rule.check})"))
    params = {"period": period.label, "prev": period.previous.label, "last": period.last_year.label}
    holds = any(line[0] == row for line in office.db.conn.execute(turned.sql, params))
    return found, bool(found) or holds
