"""Sums, differences and products in SQL are those of paper and pencil; integers stay integers and divide like numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings, strategies as st

from db.office import driver
from db.office.office import create
from db.packs import exact_arithmetic
from db.packs.catalogue import Catalogue
from db.packs.formulas import SqlPiece, compile
from db.values.exact import EXACT

KEPT = 15


class Names:
    """A scope in which a, b, c are parameters of the query."""

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        return SqlPiece(f":{parts[0]}")

    def aggregate(self, name: str, node: Any, condition: Any) -> SqlPiece:
        raise NotImplementedError

    def function(self, name: str, arguments: list[Any]) -> SqlPiece | None:
        return None


@st.composite
def typed(draw: st.DrawFn) -> Decimal:
    """A number as people type them: at most fifteen digits, at most fifteen of them behind the point."""
    digits = draw(st.integers(1, KEPT))
    number = draw(st.integers(1, 10**digits - 1)) * draw(st.sampled_from((1, -1)))
    return Decimal(number).scaleb(-draw(st.integers(0, min(digits + 1, KEPT))))


amounts = st.decimals(-(10**8), 10**8, places=4)  # a dozen of them fit into fifteen columns


def digits(number: Decimal) -> int:
    return len(number.normalize(EXACT).as_tuple().digits)


@pytest.fixture(scope="module")
def ask() -> Iterator[Callable[..., Any]]:
    """Runs a query in our SQLite."""
    conn = driver.scratch().conn

    def run(sql: str, **given: Any) -> Any:
        return conn.execute(sql, given).fetchone()[0]

    yield run
    conn.close()


@pytest.mark.parametrize(("sign", "by_hand"), [("+", EXACT.add), ("-", EXACT.subtract), ("*", EXACT.multiply)])
@settings(max_examples=400)
@given(one=typed(), other=typed())
@example(one=Decimal("66.66"), other=Decimal("60.59"))
@example(one=Decimal("1.015"), other=Decimal("1.01"))
@example(one=Decimal("10000000000.1"), other=Decimal("9999999999.99999"))
@example(one=Decimal("1.00000000000001"), other=Decimal("0.123456789012345"))
def test_two_numbers(ask: Callable[..., Any], sign: str, by_hand: Callable[..., Decimal], one: Decimal, other: Decimal) -> None:
    wanted = by_hand(one, other)
    assume(digits(wanted) <= KEPT and (not wanted or wanted.adjusted() >= -KEPT))
    sql = compile(f"a {sign} b", Names()).sql
    assert ask(f"SELECT {sql}", a=float(one), b=float(other)) == float(wanted)


@given(numbers=st.lists(amounts, min_size=3, max_size=3))
def test_a_chain_in_fifteen_columns(ask: Callable[..., Any], numbers: list[Decimal]) -> None:
    a, b, c = numbers
    sql = compile("a - b + c - (a + c)", Names()).sql
    assert ask(f"SELECT {sql}", a=float(a), b=float(b), c=float(c)) == float(-b)


@given(numbers=st.lists(amounts, min_size=1, max_size=60))
def test_a_sum_of_many(ask: Callable[..., Any], numbers: list[Decimal]) -> None:
    lines = " UNION ALL ".join(f"SELECT {float(one)!r} AS x" for one in numbers)
    assert ask(f"SELECT {exact_arithmetic.total('x')} FROM ({lines})") == float(sum(numbers))


def test_integers_stay_integers(ask: Callable[..., Any]) -> None:
    for text, found in (("a + b", 9), ("a - b", 5), ("a * b", 14)):
        told = ask(f"SELECT {compile(text, Names()).sql}", a=7, b=2)
        assert (told, type(told)) == (found, int)
    assert ask(f"SELECT {exact_arithmetic.total('x')} FROM (SELECT 7 AS x UNION ALL SELECT 2)") == 9


@given(a=st.integers(-(10**6), 10**6), b=st.integers(1, 10**6))
@example(a=2, b=3)
def test_integers_divide_like_numbers(ask: Callable[..., Any], a: int, b: int) -> None:
    for text in ("100 * a / b", "a / b * 100"):
        assert ask(f"SELECT {compile(text, Names()).sql}", a=a, b=b) == pytest.approx(100 * a / b, rel=1e-14, abs=0)


def test_any_tool_reads_it() -> None:
    conn = sqlite3.connect(":memory:")  # whatever came with Python
    for text, found in (("66.66 - 60.59", 6.07), ("0.1 + 0.2", 0.3), ("1.1 * 1.1", 1.21), ("2 / 3 * 3", 2)):
        assert conn.execute(f"SELECT {compile(text, Names()).sql}").fetchone()[0] == found
    sql = f"SELECT {exact_arithmetic.total('x')} FROM (SELECT 1.005 AS x UNION ALL SELECT 1.01)"
    assert conn.execute(sql).fetchone()[0] == 2.015
    conn.close()


def test_what_is_unknown_stays_unknown(ask: Callable[..., Any]) -> None:
    for text in ("a + b", "a - b", "a * b", "a / b"):
        assert ask(f"SELECT {compile(text, Names()).sql}", a=None, b=2.5) is None
    assert ask(f"SELECT {exact_arithmetic.total('x')} FROM (SELECT 1 AS x WHERE 0)") is None


class Dates(Names):
    """a and b are texts."""

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        return SqlPiece(f":{parts[0]}", True)


@pytest.mark.parametrize(("month", "quarter"), [("01", 1), ("03", 1), ("04", 2), ("12", 4)])
def test_what_is_cut_out_of_a_date_divides_as_whole_numbers(ask: Callable[..., Any], month: str, quarter: int) -> None:
    sql = compile("(substr(a, 6, 2) + 2) / 3", Dates()).sql
    assert ask(f"SELECT {sql}", a=f"2026-{month}-15") == quarter
    assert ask(f"SELECT {compile('a / b', Names()).sql}", a=2, b=4) == 0.5
    assert ask(f"SELECT {compile('2 / 4', Names()).sql}") == 0.5


# --- in an ordinary SQLite


@given(st.lists(st.tuples(st.sampled_from("+-"), amounts), min_size=3, max_size=12))
def test_a_row_of_terms_is_what_paper_says_in_any_sqlite(terms: list[tuple[str, Decimal]]) -> None:
    text = " ".join(f"{sign} {number:f}" if number >= 0 else f"{sign} ({number:f})" for sign, number in terms).removeprefix("+ ")
    expected = sum((number if sign == "+" else -number for sign, number in terms), Decimal(0))
    conn = sqlite3.connect(":memory:")
    try:
        (found,) = conn.execute(f"SELECT {compile(text, Names()).sql}").fetchone()
    finally:
        conn.close()
    assert Decimal(repr(found)) == expected


@pytest.mark.parametrize("operations", [3, 4, 8])
def test_what_is_deeper_than_an_ordinary_parser_goes_is_still_read(operations: int) -> None:
    text = "a"
    for _ in range(operations):
        text = f"({text}) * 2 + 1"
    conn = sqlite3.connect(":memory:")
    try:
        (found,) = conn.execute(f"SELECT {compile(text, Names()).sql}", {"a": 1}).fetchone()
    finally:
        conn.close()
    assert found == 2 ** (operations + 1) - 1


def test_every_view_of_every_shipped_pack_is_read_by_an_ordinary_sqlite(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "a.taizhang"
    create(file, catalogue, "370202", list(catalogue.packs), who="李敏").close()
    conn = sqlite3.connect(file)
    try:
        views = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        assert len(views) == len({form.table for pack in catalogue.packs.values() for form in pack.forms})
        for name in views:
            conn.execute(f'SELECT * FROM "{name}" WHERE period = ?', ["2026-10"]).fetchall()
    finally:
        conn.close()
