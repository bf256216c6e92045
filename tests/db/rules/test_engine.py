"""The rule engine: what an expression may say, what a problem tells, and that unknown passes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.messages import Trouble
from db.office import driver
from db.office.office import Office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue
from db.packs.formulas import SqlPiece, compile
from db.periods.report_period import Period
from db.returns.finalise import Blocked
from db.rules import engine, problem
from db.values.cell import NA, Cell, State, value
from tests.many_rows import load_rows

LEDGER = "lg-old-community"


class Plain:
    """A scope in which every name is itself."""

    def column(self, parts: tuple[str, ...]) -> SqlPiece:
        return SqlPiece(".".join(parts), parts[-1].startswith("t_"))

    def aggregate(self, name: str, node: Any, condition: Any) -> SqlPiece:
        raise Trouble("no sums here")

    def function(self, name: str, arguments: list[Any]) -> SqlPiece | None:
        return None


@pytest.mark.parametrize(
    "text",
    [
        "1; drop table x",
        "(select 1)",
        "exists (select 1)",
        "a union select 1",
        "load_extension('x')",
        "randomblob(9)",
        "cast(a as text)",
        "a || b",
        "a glob 'x'",
        "a match 'x'",
        "a -> 'x'",
        "?",
        "a collate nocase",
        "hex(a)",
        "a in (select 1)",
        "x.y.z.w",
        "(" * 200 + "1" + ")" * 200,
        "pragma x",
        "a regexp b",
        "printf('%d', 1)",
        "char(1)",
        "zeroblob(1)",
        "",
        "a b c",
        "case a when 1 then 2 end",
        "a > ",
        "a" * 3000,
    ],
)
def test_what_an_expression_may_not_say(text: str) -> None:
    with pytest.raises(Trouble):
        compile(text, Plain())


@pytest.mark.parametrize(
    ("text", "values", "answer"),
    [
        ("a + b = c", (0.1, 0.2, 0.3), 1),
        ("a + b <= c", (0.1, 0.2, 0.3), 1),
        ("a <> b", (0.3, 0.1 + 0.2, 0), 0),
        ("a > b", (None, 1, 0), None),
        ("a not in (1, 2)", (3, 0, 0), 1),
        ("not (a between 1 and 2)", (3, 0, 0), 1),
        ("coalesce(a, 0) = 0", (None, 0, 0), 1),
        ("t_a not like '%x%'", ("abc", 0, 0), 1),
        ("max(a, b, c)", (1, 5, 3), 5),
        ("1.0 * a / nullif(b, 0)", (1, 0, 0), None),
        ("case when a > b then 1 else 0 end", (2, 1, 0), 1),
        ("t_a = '甲'", ("甲", 0, 0), 1),
        ("round(a, 1)", (2.25, 0, 0), 2.3),
        ("a is not null and b is null", (1, None, 0), 1),
        ("substr(t_a, 1, 4)", ("2026-10", 0, 0), "2026"),
        ("-a", (3, 0, 0), -3),
        ("instr(t_a, '山')", ("浮山所", 0, 0), 2),
        ("length(t_a)", ("䶮苑", 0, 0), 2),
        ("a % b", (7, 4, 0), 3),
        ("t_a = 'it''s'", ("it's", 0, 0), 1),
    ],
)
def test_what_an_expression_means(text: str, values: tuple[Any, ...], answer: Any) -> None:
    conn = driver.connect(Path(":memory:"))
    try:
        source = f"(SELECT {', '.join(f'?{n} AS {name}' for n, name in enumerate(['a', 'b', 'c', 't_a'], 1))})"
        found = conn.execute(f"SELECT {compile(text, Plain()).sql} FROM {source}", [*values, values[0]]).fetchone()[0]
    finally:
        conn.close()
    assert found == (pytest.approx(answer) if isinstance(answer, float) else answer)


@pytest.fixture
def reported(office: Office, catalogue: Catalogue, october: Period) -> Office:
    """One community with one mistake of each severity."""
    form = catalogue.ledgers[LEDGER]
    cells = {"community": "浮山所小区", "buildings": 12, "households": 8}
    office.apply([Edit(form, october, "r1", name, value(typed)) for name, typed in cells.items()])  # type: ignore[type-var]
    return office


def test_a_problem_tells_place_both_numbers_and_the_mend(reported: Office, catalogue: Catalogue, october: Period) -> None:
    found = engine.problems(reported, catalogue.packs["urban-renewal-3yr"], october, form=LEDGER)
    one = next(one for one in found if one.rule == "buildings-households")
    assert one.place == "第1行 浮山所小区 · 户数"
    assert "8" in one.message
    assert "12" in one.message
    assert one.mend
    assert one.values == {"households": 8, "buildings": 12}
    assert [one.severity for one in found] == sorted((one.severity for one in found), key=problem.ORDER.get)  # type: ignore[arg-type]


def test_unknown_passes_and_not_applicable_is_not_missing(office: Office, catalogue: Catalogue, october: Period) -> None:
    form, pack = catalogue.ledgers[LEDGER], catalogue.packs["urban-renewal-3yr"]
    office.apply([Edit(form, october, "r1", "community", value("甲")), Edit(form, october, "r1", "street", NA)])
    found = {one.rule for one in engine.problems(office, pack, october, form=LEDGER, row="r1")}
    assert "buildings-households" not in found
    assert "required:street" not in found
    assert "required:area" in found


def test_unread_text_is_an_error_and_unverified_wants_a_note(office: Office, catalogue: Catalogue, october: Period) -> None:
    form, pack = catalogue.ledgers[LEDGER], catalogue.packs["urban-renewal-3yr"]
    cells = {"community": value("甲"), "households": Cell(State.RAW, None, "约三十"), "buildings": Cell(State.CHECK, 3)}
    office.apply([Edit(form, october, "r1", name, cell) for name, cell in cells.items()])
    found = {one.rule: one for one in engine.problems(office, pack, october, form=LEDGER)}
    assert found["unread:households"].severity == "error"
    assert "约三十" in found["unread:households"].message
    assert found["verify:buildings"].severity == "warning"


def test_a_note_stands_only_while_the_values_do(office: Office, catalogue: Catalogue, october: Period) -> None:
    form, pack = catalogue.ledgers[LEDGER], catalogue.packs["urban-renewal-3yr"]

    def warning() -> problem.Problem:
        return next(one for one in engine.problems(office, pack, october) if one.rule == "households-per-building-range")

    cells = {"community": "甲", "buildings": 1, "households": 900}
    office.apply([Edit(form, october, "r1", name, value(typed)) for name, typed in cells.items()])  # type: ignore[type-var]
    one = warning()
    office.accept(pack, october, one.form, one.row, one.field, one.rule, "单栋高层公寓，经现场核对", one.about)
    assert warning().note == "单栋高层公寓，经现场核对"
    assert not warning().open
    office.apply([Edit(form, october, "r1", "households", value(901))])
    assert warning().note is None


def test_equal_problems_are_one_group_and_a_million_are_not_listed(office: Office, catalogue: Catalogue, october: Period) -> None:
    form, pack = catalogue.ledgers[LEDGER], catalogue.packs["urban-renewal-3yr"]
    load_rows(office, form, october, ({"community": value(f"小区{n}"), "buildings": value(5), "households": value(2)} for n in range(700)))
    found = [one for one in engine.problems(office, pack, october, form=LEDGER) if one.rule == "buildings-households"]
    assert len(found) == engine.MOST
    assert found[-1].more == 200
    assert problem.counts(found)["error"] == 700
    assert len(problem.grouped(found)) == 1


def test_expressions_run_where_nothing_can_be_written(reported: Office) -> None:
    conn = reported.reading()
    try:
        for sql in ("DELETE FROM setting", "PRAGMA user_version=3", "ATTACH ':memory:' AS x", "CREATE TABLE t (a)"):
            with pytest.raises(driver.DatabaseError):
                conn.execute(sql)
    finally:
        conn.close()


def test_problems_tell_no_personal_data(office: Office, catalogue: Catalogue, october: Period) -> None:
    form, pack = catalogue.ledgers["lg-skilled"], catalogue.packs["employment-talent"]
    cells = {
        "name": value("甲"),
        "citizen_id": value("11010519491231002X"),
        "gender": value("男"),
        "contact_phone": Cell(State.RAW, None, "13812345678a"),
    }
    office.apply([Edit(form, october, "r1", name, cell) for name, cell in cells.items()])
    found = engine.problems(office, pack, october, form="lg-skilled")
    assert "unread:contact_phone" in {one.rule for one in found}
    told = repr(found)
    assert "11010519491231002X" not in told
    assert "13812345678" not in told


def test_a_task_of_another_office_is_marked_not_applicable(office: Office, catalogue: Catalogue, october: Period) -> None:
    pack = catalogue.pack("urban-renewal-3yr")
    form = pack.form("tasks")
    office.apply([Edit(form, october, "A1", "status", NA)])
    found = {one.row for one in engine.problems(office, pack, october, form="tasks") if one.rule == "status-missing"}
    assert "A1" not in found
    assert "A2" in found


def test_what_is_not_listed_is_counted_alike() -> None:
    """必须改 and 需说明 both count every place, listed or not."""
    found = [problem.Problem(severity, "f", "r", "x", "rule", "", "", "", more=2) for severity in ("error", "warning", "hint")]
    assert problem.counts(found) == {"error": 3, "warning": 3, "hint": 3, "open": 3}
    assert str(Blocked(found[:2])) == "还不能定稿：3 个必须改，3 个需写说明。"
