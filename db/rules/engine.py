"""Audit relations 审核关系: one engine for typing, import and intake.

`problems` runs the field checks and the rules of a pack inside SQLite, on a connection that can only read. Unknown (NULL)
passes. A problem says where, both numbers, and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from db.messages import Sentence, Trouble
from db.office.office import Office
from db.packs.model import Form, Pack, Rule
from db.periods.report_period import Period
from db.rules.problem import ORDER, Problem
from db.rules.sql import Checked, checked, field_rules
from db.values.field import Field

MOST = 500  # problems listed of one rule; a ledger may hold a million bad rows


def problems(source: Office | Any, pack: Pack, period: Period, *, form: str | None = None, row: str | None = None) -> list[Problem]:
    """The problems of a programme in a period, errors first; of one `form`, or at once of one `row` (then sums are left out)."""
    conn = source.checker if isinstance(source, Office) else source
    found: list[Problem] = []
    params = _params(period, row)
    for one in _compiled(pack):
        if (form is None or one.form.id == form) and (row is None or one.single):
            found += _run(conn, one, params)
    found = _with_notes(conn, pack, period, _with_places(conn, pack, period, found, row))
    order = {one.id: n for n, one in enumerate(pack.forms)}
    return sorted(found, key=lambda one: (ORDER[one.severity], order[one.form]))


def of_rule(conn: Any, pack: Pack, rule: Rule, period: Period) -> list[Problem]:
    """What one rule finds, by itself; the places are those of the fields."""
    return _run(conn, checked(pack, pack.form(rule.form), rule), _params(period))


def _params(period: Period, row: str | None = None) -> dict[str, Any]:
    return {"period": period.label, "prev": period.previous.label, "last": period.last_year.label, "row": row}


def faults(pack: Pack, *, written: bool = False) -> list[str]:
    """What is wrong with the rules themselves: each that cannot be read, in a sentence.

    Only those `written` where the pack has other faults: what follows from a faulty column was told with it.
    """
    out: list[str] = []
    for form, rule in _written(pack) if written else _rules(pack):
        try:
            checked(pack, form, rule)
        except Exception as fault:  # every fault of a pack is told, none stops the list
            why = fault if isinstance(fault, Trouble) else Sentence("没有 {name}", name=fault)
            place = rule.place or pack.id
            out.append(Sentence("{place} {form} 审核关系 {rule}：{why}", place=place, form=form.title, rule=rule.id, why=why))
    return out


_cache: WeakKeyDictionary[Pack, list[Checked]] = WeakKeyDictionary()


def _compiled(pack: Pack) -> list[Checked]:
    if pack not in _cache:
        _cache[pack] = [checked(pack, form, rule) for form, rule in _rules(pack)]
    return _cache[pack]


def _rules(pack: Pack) -> Iterator[tuple[Form, Rule]]:
    """Every rule with its form: the field checks, then those that somebody wrote."""
    yield from ((form, rule) for form in pack.forms for rule in field_rules(form))
    yield from _written(pack)


def _written(pack: Pack) -> Iterator[tuple[Form, Rule]]:
    """The rules of the forms, then those between the forms."""
    yield from ((form, rule) for form in pack.forms for rule in form.rules if rule.check)
    forms = {form.id: form for form in pack.forms}
    yield from (
        (forms[rule.form], rule) for rule in pack.rules if rule.check and rule.form in forms
    )  # of another form the reader has told already


def _run(conn: Any, one: Checked, params: Mapping[str, Any]) -> list[Problem]:
    sql = one.sql_row if params["row"] is not None else one.sql
    rows = conn.execute(f"{sql} LIMIT {MOST + 1}", params).fetchall()
    found = [_problem(one, line) for line in rows[:MOST]]
    if len(rows) > MOST:
        total = conn.execute(f"SELECT count(*) FROM ({sql})", params).fetchone()[0]
        found[-1] = replace(found[-1], more=total - MOST)
    return found


def _problem(one: Checked, line: tuple[Any, ...]) -> Problem:
    row, *found = line
    values = [one.safe(n, value) for n, value in enumerate(found)]
    code = row if one.form.fixed else ""
    shown = [one.shown(n, value, code) for n, value in enumerate(values)]
    message = _said(one.rule.message, dict(zip(one.pieces, shown, strict=True)))
    at: Field | None = one.form.field(one.rule.at) if one.rule.at else None
    return Problem(
        one.rule.severity, one.form.id, row or "", at.id if at else "", one.rule.id, message, one.rule.mend, at.title if at else "",
        dict(zip(one.pieces, values, strict=True)),
    )  # fmt: skip


def _said(text: str, shown: Mapping[str, str]) -> str:
    """A message with its pieces filled in; a sentence stays one."""
    if isinstance(text, Sentence):
        return Sentence(text.template, **{name: _said(one, shown) if isinstance(one, str) else one for name, one in text.values.items()})
    for piece, value in shown.items():
        text = text.replace("{" + piece + "}", value)
    return text


def _with_places(conn: Any, pack: Pack, period: Period, found: list[Problem], single: str | None) -> list[Problem]:
    """The same problems, their places in words: 第3行 浮山所小区 · 户数."""
    places: dict[tuple[str, str], str] = {}
    for form in pack.forms:
        rows = {one.row for one in found if one.form == form.id and one.row}
        for row, text in _named(conn, form, period, rows, single):
            places[form.id, row] = text
    out = []
    for one in found:
        line = places.get((one.form, one.row), pack.form(one.form).title)
        both = Sentence("{line} · {field}", line=line, field=one.place) if line and one.place else line or one.place
        out.append(replace(one, line=line, place=both))
    return out


def _named(conn: Any, form: Form, period: Period, rows: set[str], single: str | None) -> Iterator[tuple[str, str]]:
    """Each row's place; a `single` row is named without its number, which only a walk over the ledger tells."""
    if not rows:
        return
    if form.fixed:
        for code in rows:
            row = form.row(code)
            yield code, f"{code} {row.title}" if row else code
        return
    names = ", ".join(f'"{name}"' for name in form.names)
    sql = f'SELECT row{", " + names if names else ""} FROM "{form.table}" WHERE period = ?'
    sql, params = (sql + " AND row = ?", [period.label, single]) if single else (sql + " ORDER BY ord", [period.label])
    for n, (row, *parts) in enumerate(conn.execute(sql, params), 1):
        if row in rows:
            name = " ".join(str(part) for part in parts if part is not None)
            number = Sentence("第{n}行", n=n)
            yield row, name if single else Sentence("{number} {name}", number=number, name=name) if name else number


def _with_notes(conn: Any, pack: Pack, period: Period, found: list[Problem]) -> list[Problem]:
    sql = "SELECT form, row, field, rule, text, about FROM note WHERE programme = ? AND period = ?"
    notes = {line[:4]: line[4:] for line in conn.execute(sql, [pack.id, period.label])}
    out = []
    for one in found:
        text, about = notes.get((one.form, one.row, one.field, one.rule), ("", ""))
        out.append(replace(one, note=text) if text and about == one.about else one)
    return out
