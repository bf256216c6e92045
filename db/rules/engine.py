"""Audit relations 审核关系: one engine for typing, import and intake.

`problems` runs the field checks and the rules of a pack inside SQLite, on a connection that can only read. A rule whose result is NULL
passes. A problem says where it is, names both numbers, and how to mend it.
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
from db.rules.sql import CompiledRule, compile_rule, field_rules
from db.values.field import Field

MOST = 500  # problems listed for one rule; a ledger may hold a million bad rows


def problems(source: Office | Any, pack: Pack, period: Period, *, form: str | None = None, row: str | None = None) -> list[Problem]:
    """The problems of a programme in a period, errors first; of one `form`, or of one `row` only (rules with sums are left out then)."""
    conn = source.checker if isinstance(source, Office) else source
    problems: list[Problem] = []
    params = _params(period, row)
    for check in _compiled(pack):
        if (form is None or check.form.id == form) and (row is None or check.single):
            problems += _run(conn, check, params)
    problems = _with_notes(conn, pack, period, _with_places(conn, pack, period, problems, row))
    order = {form_.id: n for n, form_ in enumerate(pack.forms)}
    return sorted(problems, key=lambda problem: (ORDER[problem.severity], order[problem.form]))


def of_rule(conn: Any, pack: Pack, rule: Rule, period: Period) -> list[Problem]:
    """The problems that one rule finds; `place` names only the field."""
    return _run(conn, compile_rule(pack, pack.form(rule.form), rule), _params(period))


def _params(period: Period, row: str | None = None) -> dict[str, Any]:
    return {"period": period.label, "prev": period.previous.label, "last": period.last_year.label, "row": row}


def faults(pack: Pack, *, written: bool = False) -> list[str]:
    """The faults of the rules themselves: one sentence for each rule that cannot be translated.

    Use `written` (without the field checks) where the pack has other faults: those of its columns are reported already.
    """
    out: list[str] = []
    for form, rule in _written(pack) if written else _rules(pack):
        try:
            compile_rule(pack, form, rule)
        except Exception as fault:  # each fault is reported, none stops the list
            why = fault if isinstance(fault, Trouble) else Sentence("没有 {name}", name=fault)
            place = rule.place or pack.id
            out.append(Sentence("{place} {form} 审核关系 {rule}：{why}", place=place, form=form.title, rule=rule.id, why=why))
    return out


_cache: WeakKeyDictionary[Pack, list[CompiledRule]] = WeakKeyDictionary()


def _compiled(pack: Pack) -> list[CompiledRule]:
    if pack not in _cache:
        _cache[pack] = [compile_rule(pack, form, rule) for form, rule in _rules(pack)]
    return _cache[pack]


def _rules(pack: Pack) -> Iterator[tuple[Form, Rule]]:
    """Every rule with its form: the field checks, then the rules written in the pack."""
    yield from ((form, rule) for form in pack.forms for rule in field_rules(form))
    yield from _written(pack)


def _written(pack: Pack) -> Iterator[tuple[Form, Rule]]:
    """The rules of the forms, then those between the forms."""
    yield from ((form, rule) for form in pack.forms for rule in form.rules if rule.check)
    forms = {form.id: form for form in pack.forms}
    yield from (
        (forms[rule.form], rule) for rule in pack.rules if rule.check and rule.form in forms
    )  # a rule of an unknown form is reported by the reader


def _run(conn: Any, check: CompiledRule, params: Mapping[str, Any]) -> list[Problem]:
    sql = check.sql_row if params["row"] is not None else check.sql
    rows = conn.execute(f"{sql} LIMIT {MOST + 1}", params).fetchall()
    problems = [_problem(check, line) for line in rows[:MOST]]
    if len(rows) > MOST:
        total = conn.execute(f"SELECT count(*) FROM ({sql})", params).fetchone()[0]
        problems[-1] = replace(problems[-1], more=total - MOST)
    return problems


def _problem(check: CompiledRule, line: tuple[Any, ...]) -> Problem:
    row, *contents = line
    values = [check.safe(n, value) for n, value in enumerate(contents)]
    code = row if check.form.fixed else ""
    shown = [check.shown(n, value, code) for n, value in enumerate(values)]
    message = _filled_in(check.rule.message, dict(zip(check.pieces, shown, strict=True)))
    at: Field | None = check.form.field(check.rule.at) if check.rule.at else None
    return Problem(
        check.rule.severity, check.form.id, row or "", at.id if at else "", check.rule.id, message, check.rule.mend, at.title if at else "",
        dict(zip(check.pieces, values, strict=True)),
    )  # fmt: skip


def _filled_in(text: str, shown: Mapping[str, str]) -> str:
    """A message with the values of its pieces; a `Sentence` stays a `Sentence`."""
    if isinstance(text, Sentence):
        return Sentence(
            text.template, **{name: _filled_in(part, shown) if isinstance(part, str) else part for name, part in text.values.items()}
        )
    for piece, value in shown.items():
        text = text.replace("{" + piece + "}", value)
    return text


def _with_places(conn: Any, pack: Pack, period: Period, problems: list[Problem], single: str | None) -> list[Problem]:
    """The problems with their places in words: 第3行 浮山所小区 · 户数."""
    places: dict[tuple[str, str], str] = {}
    for form in pack.forms:
        rows = {problem.row for problem in problems if problem.form == form.id and problem.row}
        for row, text in _row_places(conn, form, period, rows, single):
            places[form.id, row] = text
    out = []
    for problem in problems:
        line = places.get((problem.form, problem.row), pack.form(problem.form).title)
        both = Sentence("{line} · {field}", line=line, field=problem.place) if line and problem.place else line or problem.place
        out.append(replace(problem, line=line, place=both))
    return out


def _row_places(conn: Any, form: Form, period: Period, rows: set[str], single: str | None) -> Iterator[tuple[str, str]]:
    """(row, place in words); a `single` row has no number, since that would take a walk through the ledger."""
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


def _with_notes(conn: Any, pack: Pack, period: Period, problems: list[Problem]) -> list[Problem]:
    sql = "SELECT form, row, field, rule, text, about FROM note WHERE programme = ? AND period = ?"
    notes = {line[:4]: line[4:] for line in conn.execute(sql, [pack.id, period.label])}
    out = []
    for problem in problems:
        text, about = notes.get((problem.form, problem.row, problem.field, problem.rule), ("", ""))
        out.append(replace(problem, note=text) if text and about == problem.about else problem)
    return out
