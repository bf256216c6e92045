"""The SQL view of a form: its rows in every period, with typed and derived values.

`SELECT * FROM lg_old_community WHERE period = '2026-10'` in any SQLite tool shows what the program shows. A stored record
is valid in the months [since, until); a field with `carry` never is shown only in the month it was typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.messages import Trouble
from db.packs.exact_arithmetic import total
from db.packs.formulas import SqlPiece, compile
from db.packs.model import Form
from db.values.field import Field
from db.values.kinds import kind_of

if TYPE_CHECKING:
    from sqlglot import exp

EDITION = 5  # of the SQL below: raise it when the SQL changes, so that the views in office files are made anew
OWN_COLUMNS = ("period", "row", "id", "ord", "since", "until", "month", "marks")  # of every form's view, before its fields
CONSTANTS = ("code", "title", "unit", "nature", "better", "entry", "record")  # of a fixed row; all text
GOAL = "goal"  # the target of this office's own level, in the years it is for; a number
TIME = {
    "elapsed": "p.elapsed",
    "month_no": "p.month_no",
    "year_no": "p.year_no",
    "period_start": "p.first",
    "period_end": "p.last",
}
IN_YEAR = "substr({0}, 1, 4) = substr(p.month, 1, 4)"
CARRIED = {
    "always": "r.{0}",
    "never": "CASE WHEN r.since = p.month THEN r.{0} END",
    "year": "CASE WHEN " + IN_YEAR.format("r.since") + " THEN r.{0} END",
}


def quoted(name: str) -> str:
    """A name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def is_text(field: Field) -> bool:
    """Whether SQL stores the field's values as text."""
    return kind_of(field).sql == "TEXT"


class ViewScope:
    """Resolves the names in a derived field: the form's own fields, the constants of the row, the period, and sums over the year."""

    def __init__(self, form: Form, depth: int = 0, given: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.form, self.depth, self.given = form, depth, given or {}

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        """A field of the same row, expanded if it is derived itself."""
        name = parts[-1]
        if len(parts) > 1:
            raise Trouble("导出栏只能用本行的栏，不能用 {name}", name=".".join(parts))
        if self.form.has(name):
            return column(self.form, self.form.field(name), self.depth + 1, self.given)
        if name in TIME:
            return SqlPiece(TIME[name], name.startswith("period_"))
        if self.form.fixed and name in CONSTANTS:
            return SqlPiece(f"d.{quoted(name)}", True)
        if self.form.fixed and name == GOAL:
            return SqlPiece(_goal(self.form), False)
        raise Trouble("没有栏 {name}", name=name)

    def aggregate(self, name: str, node: exp.Expression, condition: exp.Expression | None) -> SqlPiece:
        """Refused: a derived field uses one row only."""
        raise Trouble("导出栏里不能用 {name}", name=name)

    def function(self, name: str, arguments: list[exp.Expression]) -> SqlPiece | None:
        """year_sum, last_year_sum, prev_in_year, at_prev, at_last of a stored field."""
        if name not in OVER_TIME or len(arguments) != 1:
            return None
        field = self.form.field(arguments[0].name)
        key = "d.row" if self.form.fixed else "r.row"
        stored = f"q.{quoted(field.id)}"
        rows = quoted(self.form.table + "_rows")
        within = WITHIN.get(field.carry)  # an edit of another column makes a record too; what was only carried on into it was not typed
        typed = "" if within is None else _TYPED.format(rows=rows, name=quoted(field.id), stored=stored, within=within)
        return SqlPiece(OVER_TIME[name].format(stored=stored, rows=rows, key=key, stands=STANDS[field.carry], typed=typed), is_text(field))


_SUM = f"(SELECT {total('{{stored}}')} FROM {{{{rows}}}} q WHERE q.row = {{{{key}}}} AND q.since BETWEEN {{0}} AND {{1}}{{{{typed}}}})"
_TYPED = " AND NOT EXISTS (SELECT 1 FROM {rows} b WHERE b.row = q.row AND b.until = q.since AND b.{name} IS {stored}{within})"
_THEN = "JOIN (SELECT {0} AS month) m ON q.since <= m.month AND q.until > m.month"
_AT = "(SELECT {{stored}} FROM {{rows}} q " + _THEN + " WHERE q.row = {{key}}{{stands}})"
STANDS = {"always": "", "never": " AND q.since = m.month", "year": " AND substr(q.since, 1, 4) = substr(m.month, 1, 4)"}
WITHIN = {"always": "", "year": " AND substr(b.since, 1, 4) = substr(q.since, 1, 4)"}  # when a record took its value from the one before
_PREV = _AT.format("p.prev_month")
OVER_TIME = {
    "year_sum": _SUM.format("substr(p.month, 1, 4) || '-01'", "p.month"),
    "last_year_sum": _SUM.format("substr(p.last_month, 1, 4) || '-01'", "p.last_month"),
    "at_prev": _PREV,
    "at_last": _AT.format("p.last_month"),
    "prev_in_year": f"CASE WHEN {IN_YEAR.format('p.prev_month')} THEN {_PREV} ELSE 0 END",
}


def column(form: Form, field: Field, depth: int = 0, given: Mapping[str, tuple[str, ...]] | None = None) -> SqlPiece:
    """The SQL of one field of the view; `given` are the constants of the rows it is needed for, where they are known."""
    if depth > 12:
        raise Trouble("导出栏 {title} 绕回了自己", title=field.title)
    text = is_text(field)
    if field.const:
        return SqlPiece(f"d.{quoted(field.const)}", field.const in CONSTANTS)
    stored = CARRIED[field.carry].format(quoted(field.id))
    elsewhere = any(name in (given or {}) and not set(words) & set((given or {})[name]) for name, words in field.derive_for.items())
    if not field.derive or elsewhere:
        return SqlPiece(stored, text)
    derived = f"({compile(field.derive, ViewScope(form, depth, field.derive_for or given)).sql})"
    if field.fallback:
        return SqlPiece(f"coalesce({stored}, {derived})", text)
    if not field.derive_for:
        return SqlPiece(derived, text)
    test = " AND ".join(f"d.{quoted(name)} IN ({', '.join(map(_literal, words))})" for name, words in field.derive_for.items())
    return SqlPiece(f"CASE WHEN {test} THEN {derived} ELSE {stored} END", text)


def view(form: Form) -> str:
    """The CREATE VIEW of a form."""
    names = [
        ("period", "p.label"),
        ("row", "d.row" if form.fixed else "r.row"),
        ("id", "r.id"),
        ("ord", "d.ord" if form.fixed else "r.ord"),
    ]
    names += [("since", "r.since"), ("until", "r.until"), ("month", "p.month"), ("marks", "r.marks")]
    taken = {field.id for field in form.fields}
    if form.fixed:
        names += [(name, f"d.{quoted(name)}") for name in CONSTANTS if name not in taken]
        names += [(GOAL, _goal(form))] if GOAL not in taken else []
    names += [(name, sql) for name, sql in TIME.items() if name not in taken]
    names += [(field.id, column(form, field).sql) for field in form.fields]
    columns = ",\n  ".join(f"{sql} AS {quoted(name)}" for name, sql in names)
    alive = "r.since <= p.month AND r.until > p.month"
    rows = quoted(form.table + "_rows")
    if form.fixed:
        source = f"period p JOIN form_row d ON d.form = {_literal(form.key)} LEFT JOIN {rows} r ON r.row = d.row AND {alive}"
    else:
        source = f"period p JOIN {rows} r ON {alive}"
    return f"CREATE VIEW {quoted(form.table)} AS SELECT\n  {columns}\nFROM {source}"


def _goal(form: Form) -> str:
    """The target of a fixed row, in the years it is for."""
    targets = [(row.code, row.target.years) for row in form.rows if row.target]
    tests = [f"d.row = {_literal(code)} AND p.year_no BETWEEN {years.start} AND {years.stop - 1}" for code, years in targets]
    return f"CASE WHEN {' OR '.join(tests) or '0'} THEN d.goal END"


def _literal(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
