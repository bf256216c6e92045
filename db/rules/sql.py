"""A rule as one SELECT: the rows that break it, with the values its message names.

The row itself is `r`; `prev` and `last` are joined by row. A sum over ledger rows that equal the row in some columns becomes one grouped
join, so that a search for duplicates reads the ledger once and not once for each row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from db.messages import Sentence, Trouble
from db.packs.additivity import measures, rate_factor
from db.packs.exact_arithmetic import quotient, total
from db.packs.formulas import SqlPiece, compile, translate
from db.packs.model import Form, Pack, Row, Rule
from db.packs.views import CONSTANTS, GOAL, TIME, is_text, quoted
from db.values.cell import value as value_cell
from db.values.choices import listed
from db.values.dates import show_date
from db.values.field import Field
from db.values.kinds import kind_of

if TYPE_CHECKING:
    from sqlglot import exp

DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
PIECE = re.compile(r"\{([^{}]+)\}")
_MARK = "coalesce(json_extract(r.marks, {0}), '')"
MARKS = {
    "marked": (f"{_MARK} <> ''", False),
    "unread": (f"{_MARK} LIKE 'raw:%'", False),
    "unverified": (f"{_MARK} = 'check'", False),
    "typed": (f"substr({_MARK}, 5)", True),
}
OTHER_PERIODS = ("prev", "last")  # the same row in the previous period, in the same period last year


@dataclass(frozen=True)
class CompiledRule:
    """A translated rule: the SELECT over all rows, over one row, whether one row can be checked alone, and the message's pieces."""

    form: Form
    rule: Rule
    sql: str
    sql_row: str
    single: bool
    pieces: tuple[str, ...]

    @cached_property
    def _fields(self) -> list[Field | None]:
        return [_field_of(self.form, piece) for piece in self.pieces]

    def safe(self, n: int, value: Any) -> Any:
        """The value of piece `n` as it may leave the office: personal data masked."""
        field = self._fields[n] or next((field for field in self.form.fields if self.pieces[n] == f"typed('{field.id}')"), None)
        if field is None or not field.personal or not isinstance(value, str):
            return value
        return kind_of(field).mask(value) if self._fields[n] else "*" * len(value)

    def shown(self, n: int, value: Any, code: str) -> str:
        """The value of piece `n` as a person reads it."""
        if value is None:
            return "未填"
        field = self._fields[n]
        if field is not None:
            return self.form.shown(field, value_cell(value), code)
        if isinstance(value, str):
            return show_date(value) if DATE.fullmatch(value) else value
        if self.pieces[n] in ("year_no", "month_no"):
            return str(value)  # a year has no thousands separator: 2026, not 2,026
        return f"{Decimal(repr(round(value, 6))).normalize():,f}"  # a difference of floats, without binary rounding errors


class RuleScope:
    """Resolves the names in a rule: own fields, prev., last., other rows and forms, sums over ledgers."""

    def __init__(self, pack: Pack, form: Form, own: bool) -> None:
        self.pack, self.form, self.own = pack, form, own
        self.other_periods: set[str] = set()
        self.joins: list[str] = []
        self.sums = False
        self.inner: Form | None = None

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        """The SQL of a name."""
        *path, name = parts
        if not path:
            return self._own("r", self.form, name)
        if len(path) == 1 and path[0] in OTHER_PERIODS:
            self.other_periods.add(path[0])
            return self._own(path[0], self.form, name)
        if len(path) == 1 and self.inner is not None and path[0] in (self.inner.table, self.inner.id):
            return self._own("x", self.inner, name)
        form = self._form(path[0]) if len(path) == 2 else self.form
        if not form.fixed or form.row(path[-1]) is None:
            raise Trouble("没有 {name}", name=".".join(parts))
        self.sums = True
        piece = self._own("o", form, name)
        return SqlPiece(
            f"(SELECT {piece.sql} FROM {quoted(form.table)} o WHERE o.period = :period AND o.row = {_text(path[-1])})", piece.text
        )

    def _own(self, alias: str, form: Form, name: str) -> SqlPiece:
        if alias == "r" and not self.own and name not in TIME:
            raise Trouble("按整张表审核的关系里要写明行，例如 K01.{name}", name=name)
        if form.has(name):
            return SqlPiece(f"{alias}.{quoted(name)}", is_text(form.field(name)))
        if name in TIME or name == "row" or (form.fixed and name in (*CONSTANTS, GOAL)):
            return SqlPiece(f"{alias}.{quoted(name)}", name in CONSTANTS or name == "row" or name.startswith("period_"))
        raise Trouble("{form}没有栏 {name}", form=form.title, name=name)

    def _form(self, name: str) -> Form:
        for form in (*self.pack.forms, self.form):
            if name in (form.id, form.table):
                return form
        raise Trouble("这个方案没有表 {name}", name=name)

    def function(self, name: str, arguments: list[exp.Expression]) -> SqlPiece | None:
        """marked, unread, unverified, typed: what the row's marks say about the field named as argument."""
        if name not in MARKS or len(arguments) != 1:
            return None
        field = self.form.field(str(arguments[0].this))
        test, text = MARKS[name]
        stands = {"always": "1", "never": "r.since = r.month", "year": "substr(r.since, 1, 4) = substr(r.month, 1, 4)"}[field.carry]
        return SqlPiece(f"(CASE WHEN {stands} THEN {test.format(_text('$.' + field.id))} ELSE {chr(39) * 2 if text else 0} END)", text)

    def aggregate(self, name: str, node: Any, condition: exp.Expression | None) -> SqlPiece:
        """A sum over another form's rows, or over those that a filter selects."""
        from sqlglot import exp as e

        inner = {column.table for column in (node.find_all(e.Column)) if column.table}
        if len(inner) != 1:
            raise Trouble("{name} 里要写明台账，例如 {name}(lg_skilled.subsidy)", name=name)
        form = self._form(inner.pop())
        outer, self.inner, self.sums = self.inner, form, True
        try:
            distinct = isinstance(node, e.Distinct)
            value = translate(node.expressions[0] if distinct else node, self)
            text = value.text and name in ("min", "max")
            piece = SqlPiece(_aggregate(name, value.sql, distinct), text)
            return self._over(piece, form, [] if condition is None else _conjuncts(condition), 0 if name == "count" else None)
        finally:
            self.inner = outer

    def _over(self, aggregate: SqlPiece, form: Form, tests: list[Any], none: int | None) -> SqlPiece:
        """The aggregate over the form's rows that pass the tests; `none` where there is no such row."""
        keys: list[tuple[str, str]] = []
        conditions: list[str] = []
        joinable = True
        for test in tests:
            pair = self._key(test, form)
            if pair:
                keys.append(pair)
            elif self._names(test) <= {form.table, form.id}:
                conditions.append(translate(test, self).sql)
            else:
                conditions.append(translate(test, self).sql)
                joinable = False
        where = " AND ".join(["x.period = :period", *conditions])
        source = f"FROM {quoted(form.table)} x WHERE {where}"
        if not joinable or not keys:
            where_keys = "".join(f" AND {left} = {right}" for left, right in keys)
            return SqlPiece(f"(SELECT {aggregate.sql} {source}{where_keys})", aggregate.text)
        alias = f"j{len(self.joins)}"
        heads = ", ".join(f"{left} AS k{n}" for n, (left, _) in enumerate(keys))
        group = ", ".join(f"k{n}" for n in range(len(keys)))
        on = " AND ".join(f"{alias}.k{n} = {right}" for n, (_, right) in enumerate(keys))
        self.joins.append(f"LEFT JOIN (SELECT {heads}, {aggregate.sql} AS v {source} GROUP BY {group}) {alias} ON {on}")
        return SqlPiece(f"{alias}.v" if none is None else f"coalesce({alias}.v, {none})", aggregate.text)

    def _key(self, test: Any, form: Form) -> tuple[str, str] | None:
        """(inner SQL, own SQL) where the test compares a value of the inner form with one of the own row for equality."""
        from sqlglot import exp as e

        if not isinstance(test, e.EQ):
            return None
        mine = {form.table, form.id}
        for inner, own in ((test.this, test.expression), (test.expression, test.this)):
            if self._names(inner) == mine & self._names(inner) != set() and self._names(own) == {""}:
                return translate(inner, self).sql, translate(own, self).sql
        return None

    def _names(self, node: Any) -> set[str]:
        """The qualifiers of the columns in an expression; "" is the own row."""
        from sqlglot import exp as e

        return {column.table for column in node.find_all(e.Column)}


def _aggregate(name: str, value: str, distinct: bool) -> str:
    """The SQL of an aggregate function over the rows of a query."""
    counted = f"({'DISTINCT ' if distinct else ''}{value})"
    if name == "sum":
        return total(value, distinct=distinct)
    return quotient(total(value, distinct=distinct), f"count{counted}") if name == "avg" else f"{name}{counted}"


def compile_rule(pack: Pack, form: Form, rule: Rule) -> CompiledRule:
    """The rule as SQL; raises `Trouble` with what cannot be translated."""
    own = rule.rows != ()
    scope = RuleScope(pack, form, own)
    check = compile(rule.check, scope).sql
    when = compile(rule.when, scope).sql if rule.when else ""
    pieces = tuple(dict.fromkeys(PIECE.findall(rule.message)))
    values = [compile(piece, scope).sql for piece in pieces]
    columns = ", ".join(["r.row" if own else "''", *values])
    tests = [f"({check}) IS FALSE"] + ([f"({when}) IS TRUE"] if when else [])
    if own:
        source = f"{quoted(form.table)} r"
        tests.insert(0, "r.period = :period")
        if form.fixed:
            tests.append(f"r.row IN (SELECT row FROM form_row WHERE form = {_text(form.key)} AND heading = 0)")
        if rule.id.startswith(("unread:", "verify:")):
            tests.append("r.marks IS NOT NULL")  # uses a partial index, so that rows without marks are not read
        if rule.rows:
            tests.append(f"r.row IN ({', '.join(map(_text, rule.rows))})")
    else:
        time = ", ".join(f"{sql} AS {name}" for name, sql in TIME.items())
        source = f"(SELECT p.label AS period, {time} FROM period p WHERE p.label = :period) r"
    joins = [
        f"LEFT JOIN {quoted(form.table)} {name} ON {name}.row = r.row AND {name}.period = :{name}" for name in sorted(scope.other_periods)
    ]
    sql = f"SELECT {columns} FROM {' '.join([source, *joins, *scope.joins])} WHERE "
    return CompiledRule(form, rule, sql + " AND ".join(tests), sql + " AND ".join([*tests, "r.row = :row"]), own and not scope.sums, pieces)


def field_rules(form: Form) -> list[Rule]:
    """The checks that follow from the form: required, readable, verified, within bounds, one of the choices; rates against parts."""
    out: list[Rule] = []

    def add(kind: str, field: Field, level: str, check: str, message: str, mend: str) -> None:
        out.append(Rule(f"{kind}:{field.id}", level, form.id, field.id, check, message, mend))

    for field in form.stored:
        unit = field.unit if field.unit != "row" else ""
        if field.required:
            add(
                "required",
                field,
                "error",
                f"{field.id} is not null or marked('{field.id}')",
                Sentence("“{field}”未填", field=field.title),
                _how_to_fill(field),
            )
        add(
            "unread",
            field,
            "error",
            f"not unread('{field.id}')",
            Sentence(
                "“{field}”里的“{typed}”读不成{called}",
                field=field.title,
                typed=f"{{typed('{field.id}')}}",
                called=kind_of(field).called,
            ),
            _how_to_write(field),
        )
        message = Sentence("“{field}”标为待核", field=field.title)
        add("verify", field, "warning", f"not unverified('{field.id}')", message, Sentence("请核实后去掉“待核”，或写明说明"))
        if field.minimum is not None:
            limit = f"{field.minimum:g}{unit}"
            message = Sentence("“{field}”{value} 小于 {limit}", field=field.title, value=f"{{{field.id}}}{unit}", limit=limit)
            add("minimum", field, "error", f"{field.id} >= {field.minimum}", message, Sentence("应为 {limit}以上，请核对", limit=limit))
        if field.maximum is not None:
            limit = f"{field.maximum:g}{unit}"
            message = Sentence("“{field}”{value} 大于 {limit}", field=field.title, value=f"{{{field.id}}}{unit}", limit=limit)
            add("maximum", field, "error", f"{field.id} <= {field.maximum}", message, Sentence("应为 {limit}以内，请核对", limit=limit))
        for word, check, message, mend in () if field.derive else kind_of(field).rules(field):
            add(word, field, "error", check, message, mend)
    return [*out, *(rule for row in form.rows if row.parts and (rule := _rate_rule(form, row)))]


def _how_to_fill(field: Field) -> Sentence:
    """What is said of a required cell that is empty."""
    if words := kind_of(field).choices(field):
        return Sentence("请填写，可选：{choices}；不适用请标“不适用”", choices=listed(words))
    return Sentence("请填写；没有发生填 0，不适用请标“不适用”")


def _how_to_write(field: Field) -> Sentence:
    """What is said of a text that cannot be read; a required cell is not to be emptied."""
    if words := kind_of(field).choices(field):
        if field.required:
            return Sentence("请改成可选项：{choices}", choices=listed(words))
        return Sentence("请改成可选项：{choices}；没有的请清空", choices=listed(words))
    return Sentence("请改成可以识别的内容") if field.required else Sentence("请改成可以识别的内容，或清空")


def _rate_rule(form: Form, row: Row) -> Rule | None:
    """The rule that a rate equals the ratio of its parts, up to 1 in its last place; None where the units of measure do not fit."""
    many, at = rate_factor(*measures(form, row)), "ytd" if row.entry == "ytd" else "current"
    if many is None:
        return None
    over, under = row.parts
    above, below = f'"{over}".{at}', f'"{under}".{at}'
    ratio = f"{above} * {many:f} / {below}"
    message = Sentence("{title} 填 {value}，按 {over} {above}/{under} {below} 算是 {made}", title=row.title, value=f"{{{at}}}", over=over,
                       above=f"{{{above}}}", under=under, below=f"{{{below}}}", made=f"{{round({ratio}, {row.decimals})}}")  # fmt: skip
    check = f"abs({at} - {ratio}) <= {Decimal(1).scaleb(-row.decimals):f}"
    mend = Sentence("请核对这个数和它的分子分母；口径不同的写明说明")
    return Rule(f"parts:{row.code}", "warning", form.id, at, check, message, mend, rows=(row.code,))


def _field_of(form: Form, piece: str) -> Field | None:
    """The field by which a piece of a message is shown, where the piece is a field name alone, or with prev. or last."""
    name = piece.strip().removeprefix("prev.").removeprefix("last.")
    return form.field(name) if form.has(name) else None


def _conjuncts(node: Any) -> list[Any]:
    from sqlglot import exp as e

    if isinstance(node, e.Paren):
        return _conjuncts(node.this)
    return [*_conjuncts(node.this), *_conjuncts(node.expression)] if isinstance(node, e.And) else [node]


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
