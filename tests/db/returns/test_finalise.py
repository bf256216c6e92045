"""Freezing: blocked, numbered, coded, stale, the same again; and the check code itself."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.returns import check_code, finalise, tables, versions
from db.values import outgoing
from db.values.cell import NA, Cell, State, packed, unpacked, value
from db.values.field import Field
from tests.many_rows import load_rows


@pytest.fixture
def pack(catalogue: Catalogue) -> Pack:
    return catalogue.packs["employment-talent"]


@pytest.fixture
def ready(office: Office, pack: Pack, october: Period) -> Office:
    """A programme with nothing left to mend."""
    tasks, figures = pack.form("tasks"), pack.form("indicators")
    edits = [Edit(tasks, october, row.code, "status", value("未启动")) for row in tasks.rows if not row.heading]
    edits += [Edit(figures, october, row.code, "current", NA) for row in figures.rows if not row.heading]
    office.apply(edits)
    office.set({"preparer": "李敏", "name": "市南区人力资源和社会保障局"})
    return office


def skilled(office: Office, pack: Pack, october: Period, **typed: object) -> Form:
    form = pack.form("lg-skilled")
    row = next(iter(office.rows(form, october)), None)
    id = row.row if row else office.new_row()
    office.apply([Edit(form, october, id, name, value(one)) for name, one in typed.items()])  # type: ignore[type-var]
    return form


def test_finalising_is_refused_while_something_must_be_mended(office: Office, pack: Pack, october: Period) -> None:
    with pytest.raises(finalise.Blocked, match="个必须改") as blocked:
        finalise.finalise(office, pack, october)
    assert blocked.value.problems
    assert versions.versions(office, pack, october) == []
    assert versions.standing(office.db.conn, pack, october).word == "empty"


def test_versions_states_and_reasons(ready: Office, pack: Pack, october: Period) -> None:
    assert versions.standing(ready.db.conn, pack, october).word == "draft"
    first = finalise.finalise(ready, pack, october)
    assert (first.version, check_code.code_ok(first.check_code), first.people["preparer"]) == (1, True, "李敏")
    assert versions.standing(ready.db.conn, pack, october).word == "final"
    assert finalise.finalise(ready, pack, october).version == 1, "the same content is the same version"
    versions.hand_over(ready, pack, october)
    assert versions.standing(ready.db.conn, pack, october).word == "handed"
    ready.apply([Edit(pack.form("tasks"), october, "A1.T1", "person", value("王䶮"))])
    assert versions.standing(ready.db.conn, pack, october).word == "stale"
    with pytest.raises(Trouble, match="请写明更正原因"):
        finalise.finalise(ready, pack, october)
    second = finalise.finalise(ready, pack, october, "补填责任人")
    assert (second.version, second.reason) == (2, "补填责任人")
    assert second.check_code != first.check_code
    frozen = dict(versions.load(ready, pack, october, 1).lines(pack.form("tasks")))
    place = [field.id for field in pack.form("tasks").fields].index("person")
    assert frozen["A1.T1"][place] == Cell()
    assert [one.version for one in versions.versions(ready, pack, october)] == [2, 1]


def test_an_edit_in_a_later_month_leaves_the_paper_valid(ready: Office, pack: Pack, october: Period) -> None:
    finalise.finalise(ready, pack, october)
    ready.apply([Edit(pack.form("tasks"), october.next, "A1.T1", "person", value("张三"))])
    assert versions.standing(ready.db.conn, pack, october).word == "final"


def test_personal_data_leaves_masked(ready: Office, pack: Pack, october: Period) -> None:
    form = skilled(ready, pack, october, name="李敏", citizen_id="11010519491231002X", contact_phone="13812345678")
    ((_, cells),) = finalise.draft(ready, pack, october).lines(form)
    shown = dict(zip([one.id for one in form.fields], cells, strict=True))
    assert shown["citizen_id"].value == "110105********002X"
    assert shown["contact_phone"].value == "138****5678"
    assert shown["name"].value == "李敏"


def test_totals_are_exact(ready: Office, pack: Pack, october: Period) -> None:
    form = pack.form("lg-skilled")
    load_rows(ready, form, october, ({"name": value("甲"), "subsidy": value(0.1)} for _ in range(1000)))
    table = next(one for one in tables.tables(finalise.draft(ready, pack, october)) if one.form is form)
    assert table.total is not None
    assert table.total["subsidy"] == 100.0


cells = st.one_of(
    st.builds(Cell, st.just(State.VALUE), st.one_of(st.integers(-(10**14), 10**14), st.floats(-1e9, 1e9), st.text(min_size=1))),
    st.builds(Cell, st.just(State.CHECK), st.one_of(st.none(), st.integers(0, 9))),
    st.builds(Cell, st.just(State.RAW), st.none(), st.text(min_size=1)),
    st.just(NA),
    st.just(Cell()),
)


@given(cells)
def test_packed_cells_come_back(cell: Cell) -> None:
    import json

    found = json.loads(json.dumps(packed(cell)))
    assert check_code.canonical(unpacked(found)) == check_code.canonical(cell)


@given(st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(0, 8), st.sampled_from(check_code.ALPHABET))
def test_every_single_wrong_character_of_a_code_is_found(digest: str, place: int, wrong: str) -> None:
    code = check_code.code(digest)
    assert check_code.code_ok(code)
    assert check_code.code_ok(f" {code.lower()} ")
    plain = list(code.replace("-", ""))
    if plain[place] != wrong:
        plain[place] = wrong
        assert not check_code.code_ok("".join(plain))


@pytest.mark.parametrize(("a", "b"), [(3, 3.0), (0.1 + 0.2, 0.3), (-0.0, 0), (1e15, 10**15), (0.1, 0.10000000000000001)])
def test_numbers_a_spreadsheet_holds_equal_are_one_canonical_number(a: float, b: float) -> None:
    assert check_code.canonical(value(a)) == check_code.canonical(value(b))


@given(st.floats(1e-6, 1e12))
def test_a_frozen_number_survives_a_spreadsheet_that_rounds_half_up(number: float) -> None:
    from decimal import ROUND_HALF_UP, Context, Decimal

    frozen = outgoing.handed(Field("x", "x", "number"), value(number)).value
    kept = float(Context(prec=15, rounding=ROUND_HALF_UP).create_decimal(Decimal(repr(frozen))))
    assert check_code.canonical(value(kept)) == check_code.canonical(value(frozen))


def test_a_total_too_large_for_a_number_is_left_out(ready: Office, pack: Pack, october: Period) -> None:
    form = pack.form("lg-skilled")
    load_rows(ready, form, october, ({"name": value("甲"), "subsidy": value(8.99e307)} for _ in range(3)))
    table = next(one for one in tables.tables(finalise.draft(ready, pack, october)) if one.form is form)
    assert table.total == {}
