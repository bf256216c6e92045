"""Sums, differences and products in SQL as a person does them by hand: decimal, to the fifteen digits that are kept.

SQLite computes in binary. Of operands with at most fifteen digits its result is right to within the last places of the largest of them:
it is rounded there, to as many decimals as they determine. What is left is the decimal result wherever that has at most fifteen digits,
and in a sum of many wherever they fit into fifteen columns when written one below the other.

Plain SQL, so that the views of an office file show the same in any SQLite tool.
"""

from __future__ import annotations

# How large a result of SQLite may be, in units of 1e15 of the last decimal place it is sure to. An operand and each rounding of the result
# may be off by half a unit in the last binary place (1.11e-16 of it), which must stay below half a unit in the last decimal place.
_TWO = "(abs(a) + abs(b) + abs(c)) / 4.5"
_PRODUCT = "abs(c) / 1.5"
_MANY = "sum({abs}) / 1.5"
# The short way for nearly every amount: four decimals (k), where the result (c) lies so near to them that it can be no other number.
_NEAR_TWO = "(abs(a) + abs(b)) * 1.2e-16"
_NEAR_PRODUCT = "abs(c) * 3.4e-16"
_FOUR = "abs(c - k) <= near AND near < 1.2e-5"


def computed(sign: str, left: str, right: str) -> str:
    """`left` + - * `right`, each of them evaluated once."""
    size, near = (_PRODUCT, _NEAR_PRODUCT) if sign == "*" else (_TWO, _NEAR_TWO)
    parts = f"SELECT a, b, a {sign} b AS c FROM (SELECT {left} AS a, {right} AS b)"
    tried = f"SELECT a, b, c, round(c * 1e4) / 1e4 AS k, {near} AS near FROM ({parts}) LIMIT 1"  # with a limit it is computed once
    return f"(SELECT CASE WHEN typeof(c) <> 'real' THEN c WHEN {_FOUR} THEN k ELSE round(c, {_places(size)}) END FROM ({tried}))"


def total(value: str, *, distinct: bool = False) -> str:
    """The aggregate: the sum of `value` over the rows of a query."""
    only = "DISTINCT " if distinct else ""
    found, size = f"sum({only}{value})", _MANY.format(abs=f"{only}abs({value})")
    return f"CASE typeof({found}) WHEN 'real' THEN round({found}, {_places(size)}) ELSE {found} END"


def quotient(left: str, right: str) -> str:
    """`left` / `right`, of integers too a number with its decimals."""
    return f"(CAST({left} AS REAL) / {right})"


def _places(size: str) -> str:
    """The decimals a number of a `size` is sure to: of D digits before the point, 15 - D behind it."""
    return f"CASE WHEN {size} < 1000 THEN 30 - length(CAST({size} * 1e15 AS INTEGER)) ELSE 15 - length(CAST({size} AS INTEGER)) END"
