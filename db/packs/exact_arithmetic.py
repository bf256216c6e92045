"""Sums, differences and products in SQL as a person does them by hand: decimal, to the fifteen digits that are kept.

SQLite computes in binary. Of operands with at most fifteen digits its result is right to within the last places of the largest of them:
it is rounded there, to as many decimals as they determine. What is left is the decimal result wherever that has at most fifteen digits,
and in a sum of many wherever they fit into fifteen columns when written one below the other.

Plain SQL, so that the views of an office file show the same in any SQLite tool.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# How large a result of SQLite may be, in units of 1e15 of the last decimal place it is sure to. An operand and each rounding of the result
# may be off by half a unit in the last binary place (1.11e-16 of it), which must stay below half a unit in the last decimal place.
_TWO = "(abs(a) + abs(b) + abs({c})) / 4.5"
_PRODUCT = "abs({c}) / 1.5"
_MANY = "sum({abs}) / 1.5"
# The short way for nearly every amount: four decimals, where the result (c) lies so near to them that it can be no other number.
_NEAR_TWO = "(abs(a) + abs(b)) * 1.2e-16"
_NEAR_PRODUCT = "abs({c}) * 3.4e-16"
_FOUR = "round(({c}) * 1e4) / 1e4"
_DEEPEST = 8  # queries inside one another, two an operation; what is deeper is left to SQLite, so that an ordinary one can still parse it


def added(terms: Sequence[tuple[str, str]]) -> str:
    """The sum of more than two `terms` (+ or -, SQL), in one operation: a row of ten columns is no deeper than one of three."""
    names = [f"a{n}" for n in range(len(terms))]
    c = " ".join(f"{sign} {name}" for name, (sign, _) in zip(names, terms, strict=True)).removeprefix("+ ")
    if _too_deep(*(sql for _, sql in terms)):
        return "(" + " ".join(f"{sign} {sql}" for sign, sql in terms).removeprefix("+ ") + ")"
    size = f"({' + '.join(f'abs({name})' for name in names)}) / 1.5"
    values = ", ".join(f"{sql} AS {name}" for name, (_, sql) in zip(names, terms, strict=True))
    return f"(SELECT CASE WHEN typeof({c}) <> 'real' THEN {c} ELSE round({c}, {_places(size)}) END FROM (SELECT {values} LIMIT 1))"


def computed(sign: str, left: str, right: str) -> str:
    """`left` + - * `right`, each of them evaluated once: the limit keeps SQLite from writing them out wherever they are named.

    Two levels of queries, no more: the parser of an ordinary SQLite takes a hundred things that are open at once.
    """
    if _too_deep(left, right):
        return f"({left} {sign} {right})"
    c = f"a {sign} b"
    size, near = (part.format(c=c) for part in ((_PRODUCT, _NEAR_PRODUCT) if sign == "*" else (_TWO, _NEAR_TWO)))
    four = _FOUR.format(c=c)
    short = f"WHEN abs({c} - {four}) <= {near} AND {near} < 1.2e-5 THEN {four}"
    result = f"CASE WHEN typeof({c}) <> 'real' THEN {c} {short} ELSE round({c}, {_places(size)}) END"
    return f"(SELECT {result} FROM (SELECT {left} AS a, {right} AS b LIMIT 1))"


def total(value: str, *, distinct: bool = False) -> str:
    """The aggregate: the sum of `value` over the rows of a query."""
    only = "DISTINCT " if distinct else ""
    found, size = f"sum({only}{value})", _MANY.format(abs=f"{only}abs({value})")
    return f"CASE typeof({found}) WHEN 'real' THEN round({found}, {_places(size)}) ELSE {found} END"


def quotient(left: str, right: str) -> str:
    """`left` / `right`, of integers too a number with its decimals."""
    return f"(CAST({left} AS REAL) / {right})"


def _too_deep(*operands: str) -> bool:
    return max(map(_depth, operands)) >= _DEEPEST


def _depth(sql: str) -> int:
    """How many queries stand inside one another."""
    open_: list[bool] = []
    deepest = now = 0
    for part in re.findall(r"'(?:[^']|'')*'|\(SELECT|[()]", sql):
        if part == ")":
            now -= open_.pop()
        elif part[0] == "(":
            open_.append(part == "(SELECT")
            now += open_[-1]
            deepest = max(deepest, now)
    return deepest


def _places(size: str) -> str:
    """The decimals a number of a `size` is sure to: of D digits before the point, 15 - D behind it."""
    return f"CASE WHEN {size} < 1000 THEN 30 - length(CAST({size} * 1e15 AS INTEGER)) ELSE 15 - length(CAST({size} AS INTEGER)) END"
