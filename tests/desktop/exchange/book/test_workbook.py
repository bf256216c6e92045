"""Workbooks as written: what stands in them, how it looks, and that reading gives the return back."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.messages import Trouble
from db.office.office import Office
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns import check_code, finalise
from db.returns.model import Return
from db.values import cell as cell_values, kinds
from desktop.exchange.book import sheet_map, workbook_writer
from desktop.exchange.reading import workbook_reader


def sheet_of(path: Path, title: str) -> Any:
    return load_workbook(path)[title]


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1] if cell.value}


def row_of(sheet: Any, id: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == id)


@pytest.fixture
def book(final: Return, tmp_path: Path) -> Path:
    path = tmp_path / "报送件.xlsx"
    workbook_writer.write(final, path)
    return path


def test_read_back_equals_the_return(final: Return, book: Path) -> None:
    filled = workbook_reader.read(book)
    assert (filled.unit, filled.programme, filled.period, filled.version) == ("370202", "sample", "2026-10", 1)
    assert (filled.check_code, filled.digest, filled.blank, filled.problems) == (final.check_code, final.digest, False, ())
    for form in final.pack.forms:
        lines = {row: dict(zip((one.id for one in form.fields), cells, strict=True)) for row, cells in final.lines(form)}
        assert [one.row for one in filled.forms[form.id]] == list(lines)
        for one in filled.forms[form.id]:
            for field in form.fields:
                raw = one.cells[field.id]
                cell = cell_values.EMPTY if raw == "" else kinds.read(raw, field).cell
                assert check_code.canonical(cell) == check_code.canonical(lines[one.row][field.id]), (one.place, field.id)


def test_typed_text_is_never_a_formula(book: Path) -> None:
    with zipfile.ZipFile(book) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/"))
    sheet = sheet_of(book, "样本台账")
    cell = sheet.cell(row_of(sheet, "r0000000000"), columns(sheet)["name"])
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_values_formats_and_locks(book: Path) -> None:
    sheet, place = sheet_of(book, "样本台账"), columns(sheet_of(book, "样本台账"))
    first, second = row_of(sheet, "r0000000000"), row_of(sheet, "r0000000001")

    def cell(row: int, field: str) -> Any:
        return sheet.cell(row, place[field])

    assert cell(first, "money").value == 0.3, "0.1 + 0.2 as a spreadsheet keeps it"
    assert cell(first, "money").number_format == "#,##0.00"
    assert cell(first, "day").value == datetime.datetime(2026, 10, 31)
    assert cell(first, "last_day").value == "2026-10"
    assert cell(first, "last_day").number_format == "@"
    assert cell(second, "last_day").value == "1900-01-15"
    assert cell(first, "code").value == "007"
    assert cell(second, "money").value == "35（待核）"
    assert cell(second, "kind").value == "不适用"
    assert cell(second, "homes").value == 0
    assert cell(first, "person").value == "110105********002X"  # masked; 必报全号 is not
    assert cell(first, "whole").value == "11010519491231002X"
    assert cell(first, "each").protection.locked
    assert not cell(first, "money").protection.locked
    assert cell(first, "money").alignment.horizontal == "right"
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert (sheet.protection.sort, sheet.protection.formatCells) == (False, False)


def test_drop_downs_come_from_a_hidden_sheet(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    lists = {one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    assert lists
    assert all(one.startswith(f"'{sheet_map.CHOICES}'!$") for one in lists)
    assert found[sheet_map.CHOICES].sheet_state == "hidden"
    words = [cell.value for cell in found[sheet_map.CHOICES]["A"]]
    assert words[-2:] == ["不适用", "待核"]
    assert all(one.errorStyle == "warning" for one in sheet.data_validations.dataValidation)


def test_page_and_heads(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    head = int(sheet.print_title_rows.split("$")[-1])
    assert sheet.freeze_panes == f"D{head + 1}"
    texts = [str(cell.value) for row in sheet.iter_rows(max_row=head) for cell in row if cell.value]
    assert {"附件2", "表号：样-01", "样本台账", "2026年10月", "规模", "投资\n（万元）"} <= set(texts)
    assert any(one.startswith("填报单位（盖章）") for one in texts)


def test_total_row_and_signature(book: Path) -> None:
    sheet = sheet_of(book, "样本台账")
    row = row_of(sheet, sheet_map.TOTAL)
    assert sheet.cell(row, 2).value == "合计"
    assert sheet.cell(row, columns(sheet)["homes"]).value == 127
    assert sheet.cell(row, columns(sheet)["money"]).value == pytest.approx(135.3)
    below = " ".join(str(cell.value) for line in sheet.iter_rows(min_row=row) for cell in line if cell.value)
    for word in ("单位负责人：赵强", "审核人：王䶮", "填表人：李敏", "联系电话", "报出日期"):
        assert word in below


def test_cover_manifest_and_properties(final: Return, book: Path) -> None:
    found = load_workbook(book)
    cover = " ".join(str(cell.value) for row in found["封面"].iter_rows() for cell in row if cell.value)
    for word in ("样本方案", "市南区", "2026年10月", "第 1 版", final.check_code, "样本台账", "每月填一次", "非涉密"):
        assert word in cover
    assert found[sheet_map.MANIFEST].sheet_state == "veryHidden"
    known = {one.name: one.value for one in found.custom_doc_props.props}
    assert known["taizhang.check_code"] == final.check_code
    assert known["taizhang.unit"] == "370202"
    assert found.sheetnames[0] == "封面"


def test_identity_survives_the_loss_of_hidden_sheets(book: Path, tmp_path: Path) -> None:
    found = load_workbook(book)
    del found[sheet_map.MANIFEST]
    del found["封面"]
    path = tmp_path / "lost.xlsx"
    found.save(path)
    filled = workbook_reader.read(path)
    assert (filled.unit, filled.programme, filled.period) == ("370202", "sample", "2026-10")
    assert len(filled.forms["lg-sample"]) == 3


def test_more_rows_than_a_sheet_holds(final: Return, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_map, "ROWS_PER_SHEET", 2)
    path = tmp_path / "long.xlsx"
    workbook_writer.write(final, path)
    found = load_workbook(path)
    tagged = [sheet.title for sheet in found if sheet["A1"].value == "#taizhang form=lg-sample"]
    assert len(tagged) == 2
    filled = workbook_reader.read(path)
    assert [one.row for one in filled.forms["lg-sample"]] == ["r0000000000", "r0000000001", "r0000000002"]
    assert filled.totals["lg-sample"].cells["homes"] == 127


def test_a_text_longer_than_a_cell_is_refused_before_a_file_stands(final: Return, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.exchange.xlsx.streamed_sheet.LONGEST", 100)
    path = tmp_path / "long.xlsx"
    with pytest.raises(Trouble, match="超过表格一格能放的 100 字"):
        workbook_writer.write(final, path)
    assert not path.exists()


def test_blank(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    workbook_writer.write_blank(filled_office, sample, october.next, path)
    filled = workbook_reader.read(path)
    assert (filled.blank, filled.version, filled.period) == (True, 0, "2026-11")
    rows = filled.forms["lg-sample"]
    assert len(rows) == 203
    assert len({one.row for one in rows}) == 203
    assert rows[0].cells["money"] == 0.1 + 0.2  # continues
    assert rows[0].cells["each"] == ""  # derived
    assert filled.forms["tasks"][1].cells["progress"] == ""  # belongs to its month
    sheet = sheet_of(path, "样本台账")
    spare = row_of(sheet, rows[-1].row)
    assert not sheet.cell(spare, columns(sheet)["day"]).protection.locked
    assert sheet.cell(spare, columns(sheet)["day"]).number_format == "@"
    prompts = {one.promptTitle: one.prompt for one in sheet.data_validations.dataValidation if one.prompt}
    assert prompts["类别"] == "三选一。"


def test_blank_for_another_unit_holds_nothing_of_this_office(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    other = next(one for one in filled_office.units() if one.name == "市北区")
    workbook_writer.write_blank(filled_office, sample, october, path, unit=other)
    filled = workbook_reader.read(path)
    assert filled.unit == other.code
    assert all(value == "" for one in filled.forms["lg-sample"] for value in one.cells.values())
    assert filled.forms["indicators"][0].cells["title"] == "新增就业"


@pytest.mark.parametrize("pack_id", ["employment-talent", "island-artisan-training", "urban-renewal-3yr"])
def test_every_shipped_pack(pack_id: str, office: Office, catalogue: Catalogue, october: Period, tmp_path: Path) -> None:
    pack = catalogue.pack(pack_id)
    path = tmp_path / "draft.xlsx"
    workbook_writer.write(finalise.draft(office, pack, october), path)
    filled = workbook_reader.read(path)
    assert set(filled.forms) <= {form.id for form in pack.forms}
    for form in pack.forms:
        if form.fixed:
            assert [one.row for one in filled.forms[form.id]] == [row.code for row in form.rows]
    assert all(len(name) <= 31 for name in load_workbook(path).sheetnames)


def test_progress_is_told(final: Return, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int]] = []
    workbook_writer.write(final, tmp_path / "a.xlsx", progress=lambda title, done: told.append((title, done)))
    assert told == []  # fewer than a thousand rows
