"""A programme added as files alone: fitted, typed in the window, checked, finalised, printed, handed on and verified. No code."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.office.office import open_office
from db.packs.catalogue import load
from db.periods.report_period import parse
from db.values.cell import value
from desktop.cli import command_line
from desktop.shell.window import Window
from desktop.work import tasks
from desktop.work.session import Session
from tests.desktop.entry.conftest import type_text

PACK = """
id: river-care
title: 河道管护年度方案
version: "1"
issuer: 某市水务局
period: {type: quarter, due: {after_days: 10, hour: 12, weekend: later}}
form_block: {表号: HD-01}
instructions: [一条河一行。]
tasks:
  - {code: A1, title: 河长巡河, record: 巡河次数和发现的问题}
indicators:
  - {code: K01, title: 治理河道长度, unit: 公里, decimals: 2, nature: flow, target: {value: 12.5, basis: each-year, scope: district}}
ledgers: [lg-river]
rules:
  - id: length-of-ledger
    form: indicators
    rows: [K01]
    at: current
    level: error
    check: current <= sum(lg_river.length)
    message: 本期治理{current}公里，台账河道合计{sum(lg_river.length)}公里
    mend: 请核对台账长度
"""
LEDGER = """
id: lg-river
title: 河道台账
name: [river]
fields:
  - {id: river, title: 河道, required: true, key: true}
  - {id: length, title: 长度, kind: number, unit: 公里, decimals: 2, minimum: 0, total: true}
  - {id: keeper, title: 河长}
  - {id: done, title: 已治理, kind: number, unit: 公里, carry: never}
  - {id: share, title: 治理比例, kind: percent, derive: "100.0 * done / nullif(length, 0)"}
rules:
  - {id: done-within, level: error, at: done, check: done <= length, message: "已治理{done}公里，超过全长{length}公里", mend: 请核对}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder with one pack and one ledger."""
    folder = tmp_path / "own"
    for name, text in (("packs/river-care.yaml", PACK), ("ledgers/lg-river.yaml", LEDGER)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("TAIZHANG_OWN", str(folder))
    return folder


def programme(*more: object) -> list[str]:
    return ["--programme", "river-care", "--period", "2026-Q3", *map(str, more)]


def test_a_programme_is_one_file_more(own: Path, tmp_path: Path, qtbot, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "崂山.taizhang"
    assert command_line.main(["new", str(file), "--unit", "崂山区", "--pack", "river-care"]) == 0
    type_in_the_window(file, qtbot)

    capsys.readouterr()
    assert command_line.main(["check", str(file), *programme("--json")]) == 1
    (problem,) = [one for one in json.loads(capsys.readouterr().out)["problems"] if one["severity"] == "error"]
    assert (problem["rule"], problem["values"]) == ("length-of-ledger", {"current": 9.0, "sum(lg_river.length)": 8.75})
    assert "本期治理9.00公里，台账河道合计8.75公里" in problem["message"]

    known = load()
    form = known.packs["river-care"].form("indicators")
    with open_office(file, known) as office:
        from db.office.writing import Edit

        office.apply([Edit(form, parse("2026-Q3"), "K01", "current", value(8.5))])
        assert office.record(form, parse("2026-Q3"), "K01").value("target") == 12.5, "the target of its own level"

    out = tmp_path / "out"
    assert command_line.main(["finalise", str(file), *programme("--out", out, "--json")]) == 0
    made = json.loads(capsys.readouterr().out)
    for name in ("workbook", "pdf"):
        assert command_line.main(["verify", made[name], "--code", made["check_code"]]) == 0
    text = subprocess.run(["pdftotext", "-layout", made["pdf"], "-"], capture_output=True, text=True, check=True, encoding="utf-8").stdout
    for piece in ("河道台账", "号：HD-01", "张村河", "8.75", "2026年第3季度", made["check_code"]):
        assert piece in text

    blank = tmp_path / "blank.xlsx"
    assert command_line.main(["blank", str(file), *programme("--out", blank)]) == 0
    assert command_line.main(["fill", str(file), str(blank), "--json"]) == 0


def type_in_the_window(file: Path, qtbot) -> None:
    """The quarter by keyboard: a task, a figure, two rivers."""
    with open_office(file, load(), "李敏") as office:
        session = Session(office)
        session.look_at(office.catalogue.packs["river-care"], parse("2026-Q3"))
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
                place = [one.id for one in grid.cells.form.fields].index(name)
                grid.setCurrentIndex(grid.model().index(row, place))
                type_text(grid, text)
                qtbot.keyClick(grid.editing.editor or grid, Qt.Key.Key_Return)

        typed("tasks", 0, status="推进中", percent="６０", progress="巡河12次")
        typed("indicators", 0, current="9公里")
        typed("lg-river", 0, river="张村河", length="5.5", keeper="王䶮", done="2")
        typed("lg-river", 1, river="李村河", length="3.25")
        qtbot.waitUntil(page.settled, timeout=30_000)
        window.close()
        tasks.settle()
        quarter = parse("2026-Q3")
        ledger = session.pack.form("lg-river")
        assert [one.value("river") for one in office.rows(ledger, quarter)] == ["张村河", "李村河"]
        assert next(office.rows(ledger, quarter)).value("share") == pytest.approx(100 * 2 / 5.5)
        assert office.record(session.pack.form("tasks"), quarter, "A1").value("percent") == 60
