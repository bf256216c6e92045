"""Examples of rules laid out in a real office file: the rows of packs, of `relations.yaml`, and what the engine says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from db import rules
from db.catalogue import Catalogue
from db.edits import Edit
from db.fields import Cell, read
from db.office import Office, create
from db.pack import Form, Pack, Rule
from db.periods import Period, parse
from db.rule_sql import checked
from db.rules import Problem

OCTOBER = parse("2026-10")


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
    office.db.execute("BEGIN")
    try:
        yield office
    finally:
        office.db.conn.rollback()
        office.forget_undo()


def fitting(form: Form, rule: Rule, own: Mapping[str, Any]) -> list[str]:
    """The fixed rows an example can be about."""
    wanted = {name: str(own[name]) for name in ("nature", "unit", "entry") if name in own}
    rows = [one.code for one in form.rows if not one.heading and all(one.constant(name) == text for name, text in wanted.items())]
    return [code for code in rows if not rule.rows or code in rule.rows]


def put(office: Office, form: Form, period: Period, row: str, values: Mapping[str, Any]) -> None:
    """Write one row of an example."""
    typed = [(name, raw) for name, raw in values.items() if form.has(name) and not form.field(name).const]
    office.apply([Edit(form, period, row, name, _cell(form, row, name, raw)) for name, raw in typed])


def lay_out(office: Office, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = OCTOBER) -> str:
    """Write an example into the office; gives the row the rule is about."""
    form = pack.form(rule.form)
    assert set(example) <= {"row", "prev", "last", "forms"}, example
    own = example.get("row", {})
    code = "" if rule.rows == () else _choose_row(form, rule, own) if form.fixed else office.new_row()
    for key, at in (("last", period.last_year), ("prev", period.previous), ("row", period)):
        if key in example and code:
            put(office, form, at, code, example[key])
    if not form.fixed and own == {}:
        office.apply([Edit(form, period, code, None, Cell())])
    for id, rows in example.get("forms", {}).items():
        other = pack.form(id)
        pairs = rows.items() if other.fixed else [(office.new_row(), row) for row in rows]
        for row, values in pairs:
            put(office, other, period, row, values)
    return code


def found_in(office: Office, pack: Pack, form: str | None = None, period: Period = OCTOBER) -> list[Problem]:
    """The problems, read where the test wrote."""
    return rules.problems(office.db.conn, pack, period, form=form)


def judged(office: Office, pack: Pack, rule: Rule, example: Mapping[str, Any], period: Period = OCTOBER) -> tuple[list[Problem], bool]:
    """What the engine says by `rule` of the row of an example, and whether it could judge it: unknown passes too."""
    row = lay_out(office, pack, rule, example, period)
    found = [one for one in found_in(office, pack, rule.form, period) if one.rule == rule.id and one.row == row]
    turned = checked(pack, pack.form(rule.form), replace(rule, check=f"not ({rule.check})"))
    params = {"period": period.label, "prev": period.previous.label, "last": period.last_year.label}
    holds = any(line[0] == row for line in office.db.conn.execute(turned.sql, params))
    return found, bool(found) or holds


def _choose_row(form: Form, rule: Rule, own: Mapping[str, Any]) -> str:
    """The fixed row an example is about: the code it names, or the first with its nature, unit and entry."""
    codes = fitting(form, rule, own)
    return own["code"] if own.get("code") in codes else codes[0]


def _cell(form: Form, code: str, name: str, raw: Any) -> Cell:
    """A value of an example, read like any typed text."""
    field = form.field(name)
    reading = read(raw, field, unit=form.unit(field, code))
    assert reading.kind in ("same", "read"), f"{form.id} {name}: {raw!r} {reading.note}"
    return reading.cell
