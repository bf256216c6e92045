"""Another version of a pack takes data, states, unreadable texts, history, notes and adjustments along together, or is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office, create
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import Catalogue
from db.packs.renames import renamed
from db.periods.report_period import parse
from db.received import intake_log
from db.received.intake_log import ADJUSTED, IntakeEvent
from db.rules import engine
from db.values.cell import EMPTY, NA, Cell, State, value
from db.versions import adoption

OCTOBER, JANUARY = parse("2026-10"), parse("2027-01")
CELLS = {"r1": value(7), "r2": NA, "r3": Cell(State.CHECK, 35), "r4": Cell(State.RAW, None, "约三百户"), "r5": EMPTY}
PACK = """
id: px
title: 方案
version: "{version}"
blocking: false
indicators:
{rows}
ledgers: [lg-x]
own_ledgers:
  - id: lg-x
    title: 台账
    name: [name]
    fields:
      - {{id: name, title: 名称}}
{columns}
"""
INTEGER, NUMBER, TEXT = "kind: integer", "kind: number", "kind: text"


def column(id: str, title: str, kind: str = INTEGER, was: str = "") -> str:
    return f"      - {{id: {id}, title: {title}, {kind}{f', was: {was}' if was else ''}}}\n"


def row(code: str, title: str, was: str = "") -> str:
    return f"  - {{code: {code}, title: {title}, unit: 户{f', was: {was}' if was else ''}}}\n"


def catalogue(folder: Path, version: str, columns: str, rows: str) -> Catalogue:
    (folder / version / "packs").mkdir(parents=True)
    (folder / version / "packs" / "px.yaml").write_text(PACK.format(version=version, columns=columns, rows=rows), encoding="utf-8")
    return catalogues.load(folder / version)


BEFORE = column("a", "甲") + column("b", "乙"), row("K01", "一") + row("K02", "二")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Column a and row K01 hold every state, column b and row K02 a number; a history, a note and an adjustment stand on K01."""
    with create(tmp_path / "a.taizhang", catalogue(tmp_path, "1", *BEFORE), "370202", ["px"], who="李敏") as opened:
        ledger, fixed = opened.packs[0].form("lg-x"), opened.packs[0].form("indicators")
        opened.apply([Edit(ledger, OCTOBER, id, "name", value(id)) for id in CELLS])
        opened.apply([Edit(ledger, OCTOBER, id, "b", value(100)) for id in CELLS])
        opened.apply([Edit(ledger, OCTOBER, id, "a", cell) for id, cell in CELLS.items()])
        opened.apply([Edit(fixed, OCTOBER, "K01", "current", Cell(State.CHECK, 5)), Edit(fixed, OCTOBER, "K02", "current", value(200))])
        (problem,) = [found for found in engine.problems(opened, opened.packs[0], OCTOBER) if found.rule == "verify:current"]
        opened.accept(opened.packs[0], OCTOBER, problem.form, problem.row, problem.field, problem.rule, "已核实", problem.about)
        detail = {"form": "indicators", "row": "K01", "field": "current", "amount": "3", "name": "重报", "text": "两家都报"}
        intake_log.write(opened.db, IntakeEvent(intake_log.new_key(), "370202", "px", "2026-10", 0, ADJUSTED, detail, "2026-11-01", "王"))
        yield opened


def adopted(office: Office, folder: Path, columns: str, rows: str, version: str = "2") -> Office:
    new = catalogue(folder, version, columns, rows)
    office.offer(new)
    adoption.adopt(office, new.packs["px"], copy=False)
    return office


def column_cells(office: Office, field: str) -> dict[str, Cell]:
    return {record.row: record.cells[field] for record in office.rows(office.packs[0].form("lg-x"), OCTOBER)}


NUMBERS = {id: value(100) for id in CELLS}
TEXTS = CELLS | {"r1": value("7"), "r3": Cell(State.CHECK, "35"), "r4": value("约三百户")}
COLUMNS = {
    "as it was": (column("a", "甲") + column("b", "乙"), {"a": CELLS, "b": NUMBERS}),
    "renamed": (column("aa", "甲", was="a") + column("b", "乙"), {"aa": CELLS, "b": NUMBERS}),
    "renamed, its name used anew": (column("a", "新") + column("aa", "甲", was="a"), {"aa": CELLS, "a": dict.fromkeys(CELLS, EMPTY)}),
    "changed places": (column("a", "乙", was="b") + column("b", "甲", was="a"), {"b": CELLS, "a": NUMBERS}),
    "moved along a chain": (column("b", "甲", was="a") + column("c", "乙", was="b"), {"b": CELLS, "c": NUMBERS}),
    "dropped": (column("b", "乙"), {"b": NUMBERS}),
    "dropped, its name taken by another": (column("a", "乙", was="b"), {"a": NUMBERS}),
    "integer to number": (column("a", "甲", NUMBER), {"a": CELLS}),
    "integer to text": (column("a", "甲", TEXT), {"a": TEXTS}),
    "renamed and integer to text": (column("aa", "甲", TEXT, was="a"), {"aa": TEXTS}),
}


@pytest.mark.parametrize(("columns", "expected"), COLUMNS.values(), ids=COLUMNS)
def test_a_column_keeps_its_cells_and_its_history(
    office: Office, tmp_path: Path, columns: str, expected: dict[str, dict[str, Cell]]
) -> None:
    old = office.packs[0]
    office = adopted(office, tmp_path, columns, BEFORE[1])
    form = office.packs[0].form("lg-x")
    assert {name: column_cells(office, name) for name in expected} == expected
    names = renamed(form, old)
    for name, cells in expected.items():
        lines = office.history(form, None, name)
        was = "a" if cells in (CELLS, TEXTS) else "b" if cells == NUMBERS else ""
        assert names.theirs(name) == was
        assert len(lines) == {"a": 4, "b": 5, "": 0}[was]


def test_what_was_text_is_read_as_a_number(office: Office, tmp_path: Path) -> None:
    office = adopted(office, tmp_path, column("a", "甲", TEXT), BEFORE[1])
    form = office.packs[0].form("lg-x")
    office.apply([Edit(form, OCTOBER, "r1", "a", value("12.5")), Edit(form, OCTOBER, "r5", "a", value("尚未统计"))])
    office = adopted(office, tmp_path, column("a", "甲", NUMBER), BEFORE[1], "3")
    assert column_cells(office, "a") == CELLS | {"r1": value(12.5), "r5": Cell(State.RAW, None, "尚未统计")}
    assert {("r4", "error"), ("r5", "error")} <= {
        (problem.row, problem.severity) for problem in engine.problems(office, office.packs[0], OCTOBER) if problem.rule == "unread:a"
    }
    form = office.packs[0].form("lg-x")
    office.apply([Edit(form, OCTOBER, "r2", "a", value(0.1))])
    assert column_cells(office, "a")["r2"] == value(0.1)


def test_what_a_version_dropped_is_there_when_a_later_one_asks_for_it(office: Office, tmp_path: Path) -> None:
    office = adopted(office, tmp_path, column("b", "乙"), BEFORE[1])
    office = adopted(office, tmp_path, column("a", "甲") + column("b", "乙"), BEFORE[1], "3")
    assert column_cells(office, "a") == CELLS


ROWS = {
    "as it was": (row("K01", "一") + row("K02", "二"), {"K01": "K01", "K02": "K02"}),
    "renumbered": (row("K09", "一", "K01") + row("K02", "二"), {"K09": "K01", "K02": "K02"}),
    "renumbered, its number used anew": (
        row("K01", "新") + row("K03", "一", "K01") + row("K02", "二"),
        {"K01": "", "K03": "K01", "K02": "K02"},
    ),
    "changed places": (row("K01", "二", "K02") + row("K02", "一", "K01"), {"K01": "K02", "K02": "K01"}),
    "moved along a chain": (row("K02", "一", "K01") + row("K03", "二", "K02"), {"K02": "K01", "K03": "K02"}),
    "dropped, its number taken by another": (row("K01", "二", "K02"), {"K01": "K02"}),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_a_row_keeps_its_cells_history_notes_and_adjustments(office: Office, tmp_path: Path, rows: str, expected: dict[str, str]) -> None:
    old = office.packs[0]
    cells = {"K01": Cell(State.CHECK, 5), "K02": value(200), "": EMPTY}
    office = adopted(office, tmp_path, BEFORE[0], rows)
    pack = office.packs[0]
    form = pack.form("indicators")
    assert {code: office.record(form, OCTOBER, code).cells["current"] for code in expected} == {
        code: cells[was] for code, was in expected.items()
    }
    names = renamed(form, old)
    for code, was in expected.items():
        assert names.row(code) == was
        assert len(office.history(form, code)) == (1 if was else 0)
    now = next((code for code, was in expected.items() if was == "K01"), "")
    notes = {found.row: found.note for found in engine.problems(office, pack, OCTOBER) if found.rule == "verify:current"}
    assert notes == ({now: "已核实"} if now else {})
    (event,) = [event for event in intake_log.events(office.db.conn, "px", "2026-10") if event.kind == ADJUSTED]
    assert event.detail["row"] == (now or "K01 1")


def test_a_further_version_that_still_says_so_moves_nothing_again(office: Office, tmp_path: Path) -> None:
    columns, rows = column("a", "新") + column("aa", "甲", was="a"), row("K01", "二", "K02") + row("K02", "一", "K01")
    for version in ("2", "3"):
        office = adopted(office, tmp_path, columns, rows, version)
        assert column_cells(office, "aa") == CELLS
        form = office.packs[0].form("indicators")
        assert office.record(form, OCTOBER, "K01").cells["current"] == value(200)


def test_what_cannot_go_along_is_refused_and_nothing_moves(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="“a”只能是一处的前身"):
        catalogue(tmp_path, "split", column("c", "甲", was="a") + column("d", "丁", was="a"), BEFORE[1])
    with pytest.raises(Trouble, match="“K01”只能是一处的前身"):
        catalogue(tmp_path, "split2", BEFORE[0], row("K08", "一", "K01") + row("K09", "二", "K01"))
    office = adopted(office, tmp_path, BEFORE[0], row("K01", "新") + row("K03", "一", "K01"))
    with pytest.raises(Trouble, match="“K03”的前身是“K01”，新版不能改掉这一句"):
        adopted(office, tmp_path, BEFORE[0], row("K01", "新") + row("K03", "一"), "3")
    form = office.packs[0].form("indicators")
    assert office.packs[0].version == "2"
    assert office.record(form, OCTOBER, "K03").cells["current"] == Cell(State.CHECK, 5)


FOLLOWED = """
id: {id}
title: {title}
version: "1"
blocking: false
tasks:
{rows}"""


@pytest.mark.parametrize("cell", [value("40"), NA, Cell(State.CHECK, "40"), Cell(State.RAW, None, "约四成"), EMPTY], ids=str)
def test_a_programme_that_follows_takes_every_state_along(tmp_path: Path, cell: Cell) -> None:
    (tmp_path / "packs").mkdir()
    first = FOLLOWED.format(id="p26", title="方案26", rows="  - {code: A1, title: 甲}\n  - {code: A2, title: 乙}\n")
    second = FOLLOWED.format(
        id="p27",
        title="方案27\nwas: p26",
        rows="  - {code: A1, title: 新}\n  - {code: A2, title: 甲, was: A1}\n  - {code: A3, title: 乙, was: A2}\n",
    )
    for id, text in (("p26", first), ("p27", second)):
        (tmp_path / "packs" / f"{id}.yaml").write_text(text, encoding="utf-8")
    known = catalogues.load(tmp_path)
    with create(tmp_path / "a.taizhang", known, "370202", ["p26"], who="李敏") as office:
        form = office.packs[0].form("tasks")
        carried = [field.id for field in form.stored if field.carry == "always" and field.kind in ("text", "longtext")]
        office.apply([Edit(form, parse("2026-12"), "A1", name, cell) for name in carried])
        adoption.follow(office, known.packs["p27"], JANUARY)
        form = office.packs[0].form("tasks")
        assert carried
        for name in carried:
            assert office.record(form, JANUARY, "A2").cells[name] == cell
            assert office.record(form, JANUARY, "A1").cells[name] == EMPTY
