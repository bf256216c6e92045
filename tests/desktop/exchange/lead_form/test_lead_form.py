"""The lead office's own workbook: proposed, corrected, filled, recalculated, read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Edit
from db.packs.lead_form import LeadFormCell
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns import finalise
from db.returns.model import Return
from db.values.cell import NA, value
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.lead_form import form_map
from desktop.exchange.lead_form.form_map import ForeignMap, forget, point
from desktop.exchange.lead_form.form_reader import read_foreign
from desktop.exchange.lead_form.form_writer import write_foreign
from desktop.exchange.lead_form.proposal import propose
from tests.desktop.exchange.foreign_books import lead_book
from tests.desktop.exchange.odd_books import SOFFICE, counted, loaded, parts, resaved


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return lead_book(tmp_path / "市局表样.xlsx")


def spots(map_: ForeignMap) -> dict[str, str]:
    return {
        f"{one.sheet}!{one.cell}": f"{one.form}/{one.row}/{one.field}" + (f"x{one.times}" if one.times != "1" else "") for one in map_.spots
    }


def test_proposal(blank: Path, sample: Pack) -> None:
    map_ = propose(blank, sample)
    assert spots(map_) == {
        "附表1!D8": "indicators/K01/targetx10000", "附表1!E8": "indicators/K01/currentx10000", "附表1!F8": "indicators/K01/ytdx10000",
        "附表1!D9": "indicators/K02/target", "附表1!E9": "indicators/K02/current", "附表1!F9": "indicators/K02/ytd",
        "附表1!G8": "indicators/K01/note", "附表1!G9": "indicators/K02/note",
        "附表1!A2": "//office_name", "附表1!A12": "//preparer", "附表1!E12": "//reviewer",
        "附表2!B4": "lg-sample//name", "附表2!C4": "lg-sample//homes", "附表2!D4": "lg-sample//moneyx10000", "附表2!E4": "lg-sample//kind",
        "附表2!F4": "lg-sample//share", "附表2!G4": "lg-sample//day", "附表2!H4": "lg-sample//each",
    }  # fmt: skip
    assert [(one.first, one.last, one.number, one.below) for one in map_.rooms] == [(4, 8, "A", "合计")]
    assert any("任务进展" in one.text for one in map_.doubts)
    assert ForeignMap.of_json(map_.as_json()) == map_


def test_filled_with_everything_else_as_it_was(blank: Path, final: Return, tmp_path: Path) -> None:
    out = tmp_path / "报送.xlsx"
    assert write_foreign(final, blank, propose(blank, final.pack), out) == ()
    assert counted(blank) == counted(out)
    before, after = parts(blank), parts(out)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}  # fmt: skip
    book = loaded(out)
    sheet = book["附表1"]
    assert (sheet["E8"].value, sheet["F9"].value, sheet["E10"].value) == (7503, 12, "=SUM(E8:E9)")
    assert sheet["A2"].value == f"填报单位（盖章）：{final.office_name}"
    assert sheet["A12"].value == "填表人：李敏"
    ledger = book["附表2"]
    assert [ledger[f"A{row}"].value for row in range(4, 8)] == [1, 2, 3, None]
    assert (ledger["B4"].value, ledger["B4"].data_type) == ("=1+1", "s")
    assert (ledger["C4"].value, ledger["D4"].value, ledger["F4"].value) == (120, 3000, 0.1234)
    assert ledger["G4"].value.isoformat() == "2026-10-31T00:00:00"
    assert (ledger["E5"].value, ledger["D5"].value, ledger["G5"].value) == ("不适用", "35（待核）", "2026")
    assert (ledger["D5"].fill.fgColor.rgb, ledger["D5"].font.name) == ("00FFFFCC", "仿宋")
    assert book.calculation.fullCalcOnLoad


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_formulas_give_the_right_totals(blank: Path, final: Return, tmp_path: Path) -> None:
    stale = resaved(blank, "xlsx", tmp_path)  # with results of the empty table kept in it
    map_ = propose(stale, final.pack)
    assert spots(map_) == spots(propose(blank, final.pack))
    out = tmp_path / "报送.xlsx"
    write_foreign(final, stale, map_, out)
    assert counted(stale) == counted(out)
    from openpyxl import load_workbook

    book = load_workbook(resaved(out, "xlsx", tmp_path), data_only=True)
    total = sum(book["附表1"][f"E{row}"].value or 0 for row in (8, 9))
    assert book["附表1"]["E10"].value == total
    assert book["汇总"]["B1"].value == total * 10
    assert book["附表2"]["C9"].value == 127
    assert book["附表2"]["D9"].value == pytest.approx(3000 + 1_000_000)


def test_read_back_through_the_map(blank: Path, final: Return, sample: Pack, new_office: object, tmp_path: Path) -> None:
    out = tmp_path / "报送.xlsx"
    map_ = propose(blank, sample)
    write_foreign(final, blank, map_, out)
    filled = replace(read_foreign(out, map_), period="2026-10")
    assert (filled.programme, filled.period, filled.unit_name, filled.problems) == ("sample", "2026-10", final.office_name, ())
    assert [one.cells["name"] for one in filled.forms["lg-sample"]] == ["=1+1", "@SUM(A1)", "-1"]
    assert filled.forms["lg-sample"][0].place == ("附表2", 4)
    assert filled.forms["lg-sample"][0].columns["money"] == "D"
    k01 = next(one for one in filled.forms["indicators"] if one.row == "K01")
    assert k01.cells["current"] == 0.7503
    office: Office = new_office("own")  # type: ignore[operator]
    report = fill(office, filled)
    ledger = sample.form("lg-sample")
    rows = list(office.rows(ledger, Period("month", 2026, 10)))
    assert [(one.cells["homes"], one.cells["money"].value, one.cells["share"].value) for one in rows] == [
        (value(120), 0.3, 12.34), (value(0), 35, None), (value(7), 100, pytest.approx(33.333333333333336))]  # fmt: skip
    assert rows[1].cells["kind"] == NA
    assert report.stored > 10


def test_rows_put_in_and_tabs_renamed(blank: Path, final: Return, tmp_path: Path) -> None:
    map_ = propose(blank, final.pack)
    out = tmp_path / "报送.xlsx"
    write_foreign(final, blank, map_, out)
    book = loaded(out)
    for sheet in (book["附表1"], book["附表2"]):
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(1, 3)
    book["附表1"].title = "指标"
    book.save(out)
    before, after = (read_foreign(one, map_) for one in (out, out))
    assert [one.cells for one in after.forms["lg-sample"]] == [one.cells for one in before.forms["lg-sample"]]
    assert next(one for one in after.forms["indicators"] if one.row == "K01").cells["current"] == 0.7503
    assert after.forms["lg-sample"][0].place == ("附表2", 7)


def test_too_many_rows(blank: Path, filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    final = more_rows(filled_office, sample, october)
    out = tmp_path / "报送.xlsx"
    problems = write_foreign(final, blank, propose(blank, sample), out)
    assert len(problems) == 1
    assert "只有 5 行，还有 2 行写不下" in problems[0]
    for below in ("text", "nothing"):
        free = lead_book(tmp_path / "别的.xlsx", below=below)
        map_ = propose(free, sample)
        assert write_foreign(final, free, map_, out) == ()
        sheet = loaded(out)["附表2"]
        assert [sheet[f"B{row}"].value for row in (8, 9, 10)] == ["乙1", "乙2", "乙3"]
        assert sheet["H10"].value == "=D10/C10"
        assert (sheet.row_dimensions[10].height, sheet["D10"].fill.fgColor.rgb, sheet["A10"].value) == (27, "00FFFFCC", 7)
        assert str(sheet.data_validations.dataValidation[0].sqref) == "E4:E10"
        assert sheet.print_area == "'附表2'!$A$1:$H$12"
        assert sheet["B12"].value == ("领导签字处" if below == "text" else None)
        assert len(read_foreign(out, map_).forms["lg-sample"]) == 7


def more_rows(office: Office, sample: Pack, october: Period) -> Return:
    ledger = sample.form("lg-sample")
    office.apply([Edit(ledger, october, f"r{n:010}", "name", value(f"乙{n - 6}")) for n in range(6, 10)])
    return finalise.finalise(office, sample, october)


def test_pointing(blank: Path, sample: Pack) -> None:
    map_ = propose(blank, sample)
    moved = point(map_, LeadFormCell("附表1", "G8", "indicators", "K01", "ytd"))
    assert spots(moved)["附表1!G8"] == "indicators/K01/ytd"
    assert "附表1!F8" not in spots(moved)
    assert "附表1!G8" not in spots(forget(moved, "附表1", "G8"))
    for one in [one for one in map_.spots if one.form == "lg-sample"]:
        map_ = forget(map_, one.sheet, one.cell)
    assert map_.rooms == ()
    assert point(map_, LeadFormCell("附表2", "B5", "lg-sample", "", "name")).rooms[0].first == 5


def test_kept_with_the_pack(blank: Path, sample: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_OWN", str(tmp_path / "own"))
    assert form_map.form_of(sample) is None
    map_ = propose(blank, sample)
    form_map.keep(map_, blank)
    found = form_map.form_of(sample)
    assert found
    assert found[0] == tmp_path / "own" / "forms" / "sample.xlsx"
    assert found[1].spots == map_.spots
    (tmp_path / "own" / "forms" / "sample.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Trouble, match="对照表读不了"):
        form_map.form_of(sample)
    form_map.drop(sample)
    assert form_map.form_of(sample) is None


def test_units_that_cannot_be_compared_are_no_match(blank: Path, sample: Pack) -> None:
    book = loaded(blank)
    book["附表1"]["C8"] = "万元"
    book.save(blank)
    map_ = propose(blank, sample)
    assert "附表1!E8" not in spots(map_)
    assert any("不能换算" in one.text and one.sheet and one.cell for one in map_.doubts)
