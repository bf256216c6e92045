"""SQL as the formula language: an expression of a pack is translated into safe SQL, or refused with the name of what is not allowed.

sqlglot parses it; only the nodes below are allowed; names are resolved by a `Scope`; the SQL that runs is generated here and is never the
author's text. Sums, differences and products are decimal (`exact_arithmetic`). Two numbers are compared after rounding their difference to
six decimals: a quotient, and what a spreadsheet computed, has more digits than anybody reads. A `SqlPiece` is SQL with its type.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

import sqlglot
from sqlglot import exp

from db.messages import Trouble
from db.packs.exact_arithmetic import added, computed, quotient

LONGEST, DEEPEST = 2000, 40
logging.getLogger("sqlglot").setLevel(logging.ERROR)


class SqlPiece(NamedTuple):
    """A piece of SQL, and whether its value is text (else a number or a boolean)."""

    sql: str
    text: bool = False


class Scope(Protocol):
    """Resolves the names in an expression."""

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        """The SQL of a name such as ("households",), ("prev", "ytd") or ("indicators", "K02", "current")."""

    def aggregate(self, name: str, node: exp.Expression, condition: exp.Expression | None) -> SqlPiece:
        """The SQL of sum(...), count(...) over a ledger, with its `filter (where ...)`."""

    def function(self, name: str, arguments: list[exp.Expression]) -> SqlPiece | None:
        """The SQL of a function that only this scope has, or None."""


EXACT = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
LOGIC = {exp.And: "AND", exp.Or: "OR"}
COMPARE = {exp.EQ: "=", exp.NEQ: "<>", exp.GT: ">", exp.GTE: ">=", exp.LT: "<", exp.LTE: "<="}
NEAR = {  # how two numbers are compared whose difference is rounded to six decimals
    "=": "abs({d}) < 5e-7", "<>": "abs({d}) >= 5e-7", ">": "{d} >= 5e-7", ">=": "{d} > -5e-7", "<": "{d} <= -5e-7", "<=": "{d} < 5e-7",
}  # fmt: skip
AGGREGATES = {exp.Sum: "sum", exp.Count: "count", exp.Avg: "avg", exp.Min: "min", exp.Max: "max"}
FUNCTIONS = {  # functions that SQLite has too: their name there, and whether their value is text
    exp.Abs: ("abs", False), exp.Length: ("length", False), exp.Substring: ("substr", True), exp.StrPosition: ("instr", False),
    exp.Upper: ("upper", True), exp.Lower: ("lower", True), exp.Trim: ("trim", True), exp.Round: ("round", False),
}  # fmt: skip
ARGUMENTS = ("this", "substr", "start", "length", "decimals", "position")


def parse(text: str) -> exp.Expression:
    """The tree of one expression; raises `Trouble` where the text is not a single SQL expression."""
    if len(text) > LONGEST:
        raise Trouble("算式有 {length} 个字符，超过 {longest} 个：{text}…", length=len(text), longest=LONGEST, text=text[:40])
    try:
        tree = sqlglot.parse_one(text, dialect="sqlite")
    except (sqlglot.errors.SqlglotError, RecursionError) as fault:
        raise Trouble("算式写错了：{text}", text=text) from fault
    if not isinstance(tree, exp.Expression):
        raise Trouble("算式写错了：{text}", text=text)
    return tree


def compile(text: str, scope: Scope) -> SqlPiece:
    """The SQL of the expression `text` in `scope`; raises `Trouble` with what is not allowed."""
    try:
        return translate(parse(text), scope)
    except Trouble as trouble:
        if "算式" in str(trouble):
            raise
        raise Trouble("算式“{text}”：{why}", text=text, why=trouble) from None


def translate(node: exp.Expression, scope: Scope, depth: int = 0) -> SqlPiece:
    """The SQL of one node and all below it."""
    if depth > DEEPEST:
        raise Trouble("嵌套太深")

    def go(child: Any) -> SqlPiece:
        return translate(child, scope, depth + 1)

    kind: Any = type(node)
    if kind in COMPARE:
        return _compare(COMPARE[kind], go(node.this), go(node.expression))
    if kind in EXACT:
        return _exact(node, go)
    if kind in LOGIC:
        return SqlPiece(f"({go(node.this).sql} {LOGIC[kind]} {go(node.expression).sql})")
    if kind in AGGREGATES:
        return scope.aggregate(AGGREGATES[kind], node.this, None)
    if kind in FUNCTIONS:
        name, text = FUNCTIONS[kind]
        parts = [go(node.args[key]).sql for key in ARGUMENTS if isinstance(node.args.get(key), exp.Expression)]
        return SqlPiece(f"{name}({', '.join(parts)})", text)
    maker = SPECIAL.get(kind)
    if maker is None or node.args.get("escape"):
        raise Trouble("这里不能用 {what}", what=_written(node))
    return maker(node, go, scope)


def _compare(sign: str, left: SqlPiece, right: SqlPiece) -> SqlPiece:
    if left.text or right.text:
        return SqlPiece(f"({left.sql} {sign} {right.sql})")
    return SqlPiece(f"({NEAR[sign].format(d=f'(({left.sql}) - ({right.sql}))')})")


Go = Callable[[Any], SqlPiece]


def _exact(node: Any, go: Go) -> SqlPiece:
    of_dates, terms = _of_dates(node, go), _terms(node)
    if len(terms) > 2 and not of_dates:
        return SqlPiece(added([(sign, go(term).sql) for sign, term in terms]))
    sign, left, right = EXACT[type(node)], go(node.this).sql, go(node.expression).sql
    return SqlPiece(f"({left} {sign} {right})" if of_dates else computed(sign, left, right))


def _terms(node: Any, sign: str = "+") -> list[tuple[str, Any]]:
    """What is added and subtracted in a row, through parentheses: a - (b + c) is + a, - b, - c."""
    inner = node.unnest()
    if type(inner) not in (exp.Add, exp.Sub):
        return [(sign, node)]
    other = sign if type(inner) is exp.Add else "-+"[sign == "-"]
    return [*_terms(inner.this, sign), *_terms(inner.expression, other)]


def _divided(node: Any, go: Go, scope: Scope) -> SqlPiece:
    left, right = go(node.this).sql, go(node.expression).sql
    return SqlPiece(f"({left} / {right})" if _of_dates(node, go) else quotient(left, right))


def _of_dates(node: Any, go: Go) -> bool:
    """Whether all numbers in it are cut out of dates: years and months are whole numbers, and divide as such."""
    cut = node.find(exp.Substring) is not None and not node.find(*AGGREGATES)
    return cut and all(go(column).text for column in node.find_all(exp.Column))


def _remainder(node: Any, go: Go, scope: Scope) -> SqlPiece:
    return SqlPiece(f"({go(node.this).sql} % {go(node.expression).sql})")


def _column(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if node.args.get("catalog"):
        raise Trouble("名字太长：{what}", what=_written(node))
    return scope.column(tuple(part for part in (node.args.get("db") and node.db, node.table, node.name) if part))


def _literal(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if node.is_string:
        return SqlPiece("'" + str(node.this).replace("'", "''").replace("\0", "") + "'", True)
    try:
        float(node.this)
    except ValueError:
        raise Trouble("“{what}”不是数", what=node.this) from None
    return SqlPiece(str(node.this))


def _case(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if node.this is not None:
        raise Trouble("请写成 case when 条件 then 值")
    branches = [(go(branch.this), go(branch.args["true"])) for branch in node.args["ifs"]]
    default = go(node.args["default"]) if node.args.get("default") is not None else None
    body = " ".join(f"WHEN {when.sql} THEN {then.sql}" for when, then in branches)
    tail = f" ELSE {default.sql}" if default else ""
    return SqlPiece(f"CASE {body}{tail} END", any(then.text for _, then in branches) or bool(default and default.text))


def _iif(node: Any, go: Go, scope: Scope) -> SqlPiece:
    other = go(node.args["false"]) if node.args.get("false") is not None else SqlPiece("NULL")
    then = go(node.args["true"])
    return SqlPiece(f"CASE WHEN {go(node.this).sql} THEN {then.sql} ELSE {other.sql} END", then.text or other.text)


def _list(name: str) -> Callable[[Any, Go, Scope], SqlPiece]:
    def make(node: Any, go: Go, scope: Scope) -> SqlPiece:
        parts = [go(part) for part in (node.this, *node.expressions)]
        return SqlPiece(f"{name}({', '.join(part.sql for part in parts)})", any(part.text for part in parts))

    return make


def _nullif(node: Any, go: Go, scope: Scope) -> SqlPiece:
    left, right = go(node.this), go(node.expression)
    return SqlPiece(f"nullif({left.sql}, {right.sql})", left.text)


def _between(node: Any, go: Go, scope: Scope) -> SqlPiece:
    value, low, high = go(node.this), go(node.args["low"]), go(node.args["high"])
    return SqlPiece(f"({_compare('>=', value, low).sql} AND {_compare('<=', value, high).sql})")


def _in(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if not node.expressions or node.args.get("query"):
        raise Trouble("in 后面要写出各个值")
    return SqlPiece(f"({go(node.this).sql} IN ({', '.join(go(item).sql for item in node.expressions)}))")


def _is(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if not isinstance(node.expression, exp.Null):
        raise Trouble("is 后面只能写 null 或 not null")
    return SqlPiece(f"({go(node.this).sql} IS NULL)")


def _like(node: Any, go: Go, scope: Scope) -> SqlPiece:
    negated = "NOT " if node.args.get("negate") else ""
    return SqlPiece(f"({go(node.this).sql} {negated}LIKE {go(node.expression).sql})")


def _filter(node: Any, go: Go, scope: Scope) -> SqlPiece:
    if type(node.this) not in AGGREGATES or not isinstance(node.expression, exp.Where):
        raise Trouble("filter (where …) 只能跟在 sum、count、avg、min、max 后面")
    return scope.aggregate(AGGREGATES[type(node.this)], node.this.this, node.expression.this)


def _function(node: Any, go: Go, scope: Scope) -> SqlPiece:
    piece = scope.function(str(node.this).lower(), list(node.expressions))
    if piece is None:
        raise Trouble("没有函数 {name}", name=str(node.this))
    return piece


def _written(node: exp.Expression) -> str:
    try:
        return node.sql(dialect="sqlite", comments=False)[:60]
    except Exception:  # sqlglot cannot write every tree it can parse; the class name is shown instead
        return type(node).__name__


SPECIAL: dict[type, Callable[[Any, Go, Scope], SqlPiece]] = {
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Null: lambda node, go, scope: SqlPiece("NULL"),
    exp.Boolean: lambda node, go, scope: SqlPiece("1" if node.this else "0"),
    exp.Paren: lambda node, go, scope: SqlPiece(f"({go(node.this).sql})", go(node.this).text),
    exp.Neg: lambda node, go, scope: SqlPiece(f"(-{go(node.this).sql})"),
    exp.Div: _divided,
    exp.Mod: _remainder,
    exp.Not: lambda node, go, scope: SqlPiece(f"(NOT {go(node.this).sql})"),
    exp.Case: _case,
    exp.If: _iif,
    exp.Coalesce: _list("coalesce"),
    exp.Greatest: _list("max"),
    exp.Least: _list("min"),
    exp.Nullif: _nullif,
    exp.Between: _between,
    exp.In: _in,
    exp.Is: _is,
    exp.Like: _like,
    exp.Filter: _filter,
    exp.Anonymous: _function,
}
