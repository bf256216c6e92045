"""A kind of value is one class: a clock time is made known here and goes through the whole program. Nobody compares names of kinds."""

from __future__ import annotations

import ast
import datetime
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from db.messages import Sentence
from db.office.office import open_office
from db.office.writing import Edit
from db.packs import catalogue as catalogues
from db.packs.catalogue import load
from db.periods.report_period import parse
from db.received import store
from db.rules import engine
from db.values.cell import EMPTY, Cell, Reading, State, Value, line, refused, tidied, value
from db.values.field import Field
from db.values.kinds import KINDS, TITLES, Kind, machine_text, read, show
from db.values.numbers import as_text
from desktop.cli import command_line
from desktop.shell.window import Window
from desktop.words.names import kind_titles
from desktop.work import tasks
from desktop.work.session import Session
from resources import path
from tests.desktop.entry.conftest import type_text

ROOT = Path(__file__).resolve().parent.parent
PACK = """
id: ferry-care
title: 轮渡管护方案
version: "1"
period: {type: month}
tasks:
  - {code: A1, title: 开航准备, record: 写清开航钟点}
indicators:
  - {code: K01, title: 航次, unit: 次, nature: flow}
ledgers: [lg-ferry]
own_ledgers:
  - id: lg-ferry
    title: 航班台账
    name: [line]
    fields:
      - {id: line, title: 航线, required: true, key: true}
      - {id: leaves, title: 开航, kind: clock, required: true}
      - {id: lands, title: 到岸, kind: clock}
    rules:
      - id: in-order
        level: warning
        at: lands
        check: leaves < lands
        message: "{leaves}开航，{lands}到岸"
        mend: 请核对
        good: {row: {line: 甲, leaves: "14:30", lands: "15:05"}}
        bad: {row: {line: 甲, leaves: "14:30", lands: "9时05分"}}
"""
TASK_COLUMN = "  - {id: opens, title: 开航钟点, kind: clock, width: 6}\n"
OCTOBER = parse("2026-10")


@pytest.fixture
def clock() -> Iterator[Kind]:
    """The new kind: this class and nothing else."""

    class Clock(Kind):
        """A time of the day: 14:30."""

        name = "clock"
        title = called = Sentence("钟点")
        align = "center"
        room, unbroken, pixels = 4.0, True, 80

        def read(self, raw: object, field: Field, unit: str) -> Reading:
            """14:30, 14时30分, or a spreadsheet's own time."""
            if isinstance(raw, datetime.time):
                return Reading("read", value(f"{raw:%H:%M}"), str(raw))
            found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:时]([0-5][0-9])分?", line(as_text(raw)))
            if not found:
                return refused(as_text(raw), Sentence("读不出钟点，请写成 14:30"))
            return tidied(f"{int(found[1]):02}:{found[2]}", as_text(raw))

        def show(self, content: Value, decimals: int | None, grouping: bool) -> str:
            """14时30分."""
            return str(content).replace(":", "时") + "分"

        def value_format(self, content: str) -> str:
            """A spreadsheet shows it as a time."""
            return "hh:mm"

        def serial(self, content: str) -> str:
            """The part of a day."""
            hours, minutes = map(int, content.split(":"))
            return repr((60 * hours + minutes) / 1440)

        def prompt(self, definition: str) -> str:
            """How to write it."""
            return definition or "写成 14:30。"

        def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
            """A number that is no part of a day."""
            yield f"IF(ISNUMBER({cell}),{cell}>=1,FALSE)", "不是钟点。"

    yield KINDS["clock"]
    del KINDS["clock"], TITLES["clock"]


@pytest.fixture
def known(clock: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A programme with the kind in a ledger and, by one line of data, in the standard form of tasks."""
    folder = tmp_path / "own"
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / "ferry-care.yaml").write_text(PACK, encoding="utf-8")
    standard = path("forms/tasks.yaml").read_text(encoding="utf-8")
    (folder / "tasks.yaml").write_text(standard.replace("fields:\n", f"fields:\n{TASK_COLUMN}", 1), encoding="utf-8")
    monkeypatch.setenv("TAIZHANG_OWN", str(folder))
    monkeypatch.setattr(catalogues, "path", lambda name: folder / "tasks.yaml" if name == "forms/tasks.yaml" else path(name))
    catalogues._standard.cache_clear()
    yield folder
    catalogues._standard.cache_clear()


def programme(*more: object) -> list[str]:
    return ["--programme", "ferry-care", "--period", "2026-10", *map(str, more)]


def test_a_new_kind_is_one_class(known: Path, tmp_path: Path, qtbot, capsys: pytest.CaptureFixture[str]) -> None:
    file, city = tmp_path / "崂山.taizhang", tmp_path / "青岛.taizhang"
    assert command_line.main(["new", str(file), "--unit", "崂山区", "--pack", "ferry-care"]) == 0
    type_in_the_window(file, qtbot)

    capsys.readouterr()
    assert command_line.main(["check", str(file), *programme("--json")]) == 1
    problems = {one["rule"]: one for one in json.loads(capsys.readouterr().out)["problems"]}
    assert "“到岸”里的“25:70”读不成钟点" in problems["unread:lands"]["message"]
    assert problems["unread:lands"]["severity"] == "error"
    with open_office(file, load()) as office:
        ledger = office.catalogue.packs["ferry-care"].form("lg-ferry")
        row = next(one.row for one in office.rows(ledger, OCTOBER) if one.cells["lands"].state is State.RAW)
        office.apply([Edit(ledger, OCTOBER, row, "lands", value("09:05"))])
    assert command_line.main(["check", str(file), *programme("--json")]) == 0
    problems = {one["rule"]: one for one in json.loads(capsys.readouterr().out)["problems"]}
    assert "14时30分开航，09时05分到岸" in problems["in-order"]["message"], "a rule in SQL says the value as it is shown"

    (out := tmp_path / "out").mkdir()
    with open_office(file, load()) as office:
        office.apply([Edit(ledger, OCTOBER, row, "lands", value("15:05"))])
        pack = office.catalogue.packs["ferry-care"]
        for one in engine.problems(office, pack, OCTOBER):
            office.accept(pack, OCTOBER, one.form, one.row, one.field, one.rule, "码头正在核对", one.about)
    assert command_line.main(["finalise", str(file), *programme("--out", out, "--json")]) == 0
    made = json.loads(capsys.readouterr().out)
    text = subprocess.run(["pdftotext", "-layout", made["pdf"], "-"], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    for piece in ("开航钟点", "06时45分", "14时30分", "15时05分", made["check_code"]):
        assert piece in text
    written_cells(Path(made["workbook"]))
    for name in ("workbook", "pdf"):
        assert command_line.main(["verify", made[name], "--code", made["check_code"]]) == 0

    assert command_line.main(["new", str(city), "--unit", "370200", "--pack", "ferry-care"]) == 0
    assert command_line.main(["receive", str(city), made["workbook"]]) == 0
    with open_office(city, load()) as above:
        (one,) = store.versions(above.db.conn, "ferry-care", "2026-10", "370212")
        assert one.check_code == made["check_code"]
        forms = above.catalogue.packs["ferry-care"]
        assert [received(above, one, forms.form("tasks"), "opens")] == [[value("06:45")]]
        assert received(above, one, forms.form("lg-ferry"), "leaves") == [value("14:30"), value("07:05")]
        assert received(above, one, forms.form("lg-ferry"), "lands") == [value("15:05"), Cell(State.CHECK, "09:10")]


def received(above, one, form, field: str) -> list[Cell]:
    place = [column.id for column in form.fields].index(field)
    return [line.cells[place] for line in store.rows(above.db.conn, one, form)]


def written_cells(workbook: Path) -> None:
    """What the workbook holds: times of the spreadsheet's own where the value is whole, text where it is marked."""
    cells = {cell.value: cell for sheet in load_workbook(workbook) for line in sheet.iter_rows() for cell in line if cell.value is not None}
    for time in (datetime.time(6, 45), datetime.time(14, 30), datetime.time(7, 5)):
        assert cells[time].number_format == "hh:mm"
        assert cells[time].alignment.horizontal == "center"
    assert cells["09:10（待核）"].number_format == "@"


def type_in_the_window(file: Path, qtbot) -> None:
    """A task, and two ferries; the second has one bad time."""
    with open_office(file, load(), "李敏") as office:
        session = Session(office)
        session.look_at(office.catalogue.packs["ferry-care"], OCTOBER)
        window = Window(session)
        qtbot.addWidget(window)
        window.show()
        qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        page = window.page_of("entry")
        qtbot.waitUntil(page.settled, timeout=30_000)

        def typed(form: str, row: int, **values: str) -> None:
            page.show_form(form)
            qtbot.waitUntil(page.settled, timeout=30_000)
            grid = page.grid
            for name, text in values.items():
                index = grid.cells.place(row, name)
                grid.setCurrentIndex(index)
                type_text(grid, text)
                qtbot.keyClick(grid.editing.editor or grid, Qt.Key.Key_Return)
                if grid.editing.editor is not None:
                    assert "读不出钟点，请写成 14:30" in spoken(grid.editing.editor.typing.hint)
                    qtbot.keyClick(grid.editing.editor, Qt.Key.Key_Return)  # kept as typed
                index = grid.cells.place(row, name)
                shown[form, row, name] = grid.cells.text(index)

        shown: dict[tuple[str, int, str], str] = {}
        typed("tasks", 0, opens="６：４５", status="长期推进")
        typed("lg-ferry", 0, line="薛家岛", leaves="14:30", lands="25:70")
        typed("lg-ferry", 1, line="竹岔岛", leaves="7时05分", lands="9:10待核")
        assert shown["tasks", 0, "opens"] == "06时45分"
        assert [shown["lg-ferry", 0, name] for name in ("leaves", "lands")] == ["14时30分", "25:70"]
        assert [shown["lg-ferry", 1, name] for name in ("leaves", "lands")] == ["07时05分", "09时10分 待核"]
        assert page.grid.cells.align(page.grid.cells.place(0, "leaves").column()) == "center"
        qtbot.waitUntil(page.settled, timeout=30_000)
        window.close()
        tasks.settle()
    with open_office(file, load()) as office:
        form = office.catalogue.packs["ferry-care"].form("indicators")
        office.apply([Edit(form, OCTOBER, "K01", "current", value(2))])


def spoken(widget) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in widget.findChildren(QLabel))


def test_a_blank_workbook_asks_for_it_and_is_read(known: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, blank = tmp_path / "崂山.taizhang", tmp_path / "blank.xlsx"
    assert command_line.main(["new", str(file), "--unit", "崂山区", "--pack", "ferry-care"]) == 0
    assert command_line.main(["blank", str(file), *programme("--out", blank)]) == 0
    book = load_workbook(blank)
    sheet = book["航班台账"]
    asked = {one.promptTitle: one.prompt for one in sheet.data_validations.dataValidation}
    assert asked["开航"] == "写成 14:30。"
    formulas = [cell.value for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str) and "不是钟点" in cell.value]
    assert formulas, "the live column says what is no time"

    name, head = (cell for line in sheet.iter_rows() for cell in line if cell.value in ("*航线", "*开航"))
    first = next(n for n in range(head.row + 1, sheet.max_row) if "不是钟点" in "".join(str(cell.value) for cell in sheet[n]))
    sheet.cell(first, name.column).value = "薛家岛"
    sheet.cell(first, head.column).value = datetime.time(14, 30)
    sheet.cell(first, head.column + 1).value = "下午三点"
    book.save(blank)
    capsys.readouterr()
    assert command_line.main(["fill", str(file), str(blank), "--json"]) == 1
    told = {one["field"]: (one["kind"], one["value"]) for one in json.loads(capsys.readouterr().out)["read"]}
    assert (told["leaves"], told["lands"]) == (("read", "14:30"), ("refused", "下午三点"))
    with open_office(file, load()) as office:
        (row,) = office.rows(office.catalogue.packs["ferry-care"].form("lg-ferry"), OCTOBER)
        assert (row.cells["leaves"], row.cells["lands"]) == (value("14:30"), EMPTY)


def test_authors_are_offered_it(known: Path, tmp_path: Path) -> None:
    book, again = tmp_path / "pack.xlsx", tmp_path / "ferry-care.yaml"
    assert kind_titles()["clock"] == "钟点"
    assert command_line.main(["packs", "to-excel", "ferry-care", "--out", str(book)]) == 0
    assert any(cell.value == "钟点" for sheet in load_workbook(book) for line in sheet.iter_rows() for cell in line)
    assert command_line.main(["packs", "from-excel", str(book), "--out", str(again)]) == 0
    assert again.read_text(encoding="utf-8").count("kind: clock") == 2


@pytest.mark.parametrize("raw", ["14:30", "１４：３０", "14时30分", "14:30（待核）", "不适用", ""])
def test_what_is_shown_of_it_reads_back(clock: Kind, raw: str) -> None:
    field = Field("leaves", "开航", "clock")
    cell = read(raw, field).cell
    assert read(show(cell, field), field).cell == cell
    assert read(machine_text(cell, field), field).kind == "same"


# --- nobody else knows the name of a kind


def comparisons(source: str) -> Iterator[int]:
    """Lines that tell kinds of value apart by their names: comparisons with a `kind`, and lists and tables of such names."""
    nodes = list(ast.walk(ast.parse(source)))
    compared = [side for node in nodes if isinstance(node, ast.Compare) for side in node.comparators]  # judged by what is compared
    for node in nodes:
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            told = any(map(called_kind, sides)) and any(map(names_of, sides))
        elif isinstance(node, ast.Subscript):
            told = ast.unparse(node.value).endswith("KINDS") and names_of(node.slice)
        elif isinstance(node, ast.Match):
            told = called_kind(node.subject)
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict) and node not in compared:
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            told = len(parts) > 1 and all(part is not None and names_of(part) for part in parts)
        else:
            continue
        if told:
            yield node.lineno


def called_kind(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "kind" or isinstance(node, ast.Name) and node.id == "kind"


def names_of(node: ast.AST) -> bool:
    """Whether a part of the program is or holds the name of a kind, and no other text."""
    texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return bool(texts) and all(isinstance(text, str) and text in KINDS for text in texts)


@pytest.mark.parametrize(
    "source",
    [
        'if field.kind == "date": pass', 'x = one.kind not in ("integer", "number")', 'if "year" != kind: pass', 'KINDS["date"].show(x)',
        'NUMBERS = frozenset(("integer", "number", "percent"))', 'WIDTHS = {"date": 104, "year": 72}',
        'match field.kind:\n    case "date": pass',
    ],
)  # fmt: skip
def test_a_comparison_is_seen(source: str) -> None:
    assert list(comparisons(source))


def test_nobody_else_compares_the_names_of_kinds() -> None:
    files = [file for room in ("db", "desktop", "resources") for file in (ROOT / room).rglob("*.py")]
    own = ROOT / "db" / "values" / "kinds"
    found = {f"{file.relative_to(ROOT)}:{n}" for file in files if own not in file.parents for n in comparisons(file.read_text("utf-8"))}
    assert len(files) > 300
    assert found == set()
