"""The check code recomputed from workbook and paper; a changed cell is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from reportlab.pdfgen import canvas

from db.messages import Trouble
from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns import check_code, finalise
from db.returns.model import Return
from desktop.exchange.book import sheet_map, workbook_writer
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from desktop.words import i18n
from tests.desktop.exchange.resaved import needs_office, resaved


@pytest.fixture
def book(final: Return, tmp_path: Path) -> Path:
    path = tmp_path / "报送件.xlsx"
    workbook_writer.write(final, path)
    return path


def changed(path: Path, row: str, field: str, text: Any, form: str = "lg-sample") -> Path:
    filled, found = workbook_reader.read(path), load_workbook(path)
    one = next(one for one in filled.forms[form] if one.row == row)
    found[one.place[0]][f"{one.columns[field]}{one.place[1]}"].value = text
    found.save(path)
    return path


def test_as_written(final: Return, book: Path) -> None:
    verdict = verify(book)
    assert (verdict.match, verdict.check_code, verdict.differences) == (True, final.check_code, ())
    assert verify(book, final.check_code.lower()).match


def test_another_code(final: Return, book: Path) -> None:
    other = check_code.code("0" * 64)
    verdict = verify(book, other)
    assert not verdict.match
    assert final.check_code in str(verdict.sentence)
    assert other in str(verdict.sentence)
    with pytest.raises(Trouble, match="末位是校验位"):
        verify(book, "AAAA-AAAA-A")


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("homes", 121, "121"),
        ("money", 0.31, "0.31"),
        ("day", "2026-10-30", "2026-10-30"),
        ("kind", "乙", "乙"),
        ("note", None, ""),
        ("share", "不适用", "不适用"),
    ],
)
def test_one_changed_cell_is_named(book: Path, field: str, text: Any, found: str) -> None:
    verdict = verify(changed(book, "r0000000000", field, text))
    assert not verdict.match
    assert [(one.form, one.row, one.field, one.text) for one in verdict.differences] == [("lg-sample", "r0000000000", field, found)]
    assert "样本台账" in str(verdict.sentence)


def test_a_state_that_was_taken_away(book: Path) -> None:
    verdict = verify(changed(book, "r0000000001", "money", 35))
    assert [(one.row, one.field, one.text) for one in verdict.differences] == [("r0000000001", "money", "35")]


def test_missing_and_added_rows(book: Path) -> None:
    filled, found = workbook_reader.read(book), load_workbook(book)
    one = filled.forms["lg-sample"][1]
    sheet = found[one.place[0]]
    sheet.cell(one.place[1], 1).value = "rnew"
    found.save(book)
    assert {(one.row, one.text) for one in verify(book).differences} == {("r0000000001", "整行缺失"), ("rnew", "多出一行")}


def test_moved_rows_still_match(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    first = next(cell.row for cell in sheet["A"] if cell.value == "r0000000000")
    for column in range(1, sheet.max_column + 1):
        one, other = sheet.cell(first, column), sheet.cell(first + 2, column)
        (one.value, one.number_format), (other.value, other.number_format) = (
            (other.value, other.number_format),
            (one.value, one.number_format),
        )
        for cell in (one, other):
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    found.save(book)
    assert verify(book).match


def test_a_changed_total(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    total = next(cell.row for cell in sheet["A"] if cell.value == sheet_map.TOTAL)
    column = next(cell.column for cell in sheet[1] if cell.value == "homes")
    sheet.cell(total, column).value = 1000
    found.save(book)
    verdict = verify(book)
    assert not verdict.match
    assert [(one.field, one.text) for one in verdict.differences] == [("homes", "1000")]


def test_a_changed_code_on_the_cover(book: Path) -> None:
    found = load_workbook(book)
    cell = next(cell for row in found["封面"].iter_rows() for cell in row if cell.font.size == 24 and cell.value)
    cell.value = check_code.code("1" * 64)
    found.save(book)
    verdict = verify(book)
    assert (verdict.match, verdict.differences) == (False, ())
    assert "封面上的校验码与内容不符" in str(verdict.sentence)


def test_without_the_manifest_the_catalogue_helps(office: Office, catalogue: Any, october: Period, tmp_path: Path) -> None:
    pack = replace(catalogue.pack("urban-renewal-3yr"), blocking=False)
    path = tmp_path / "a.xlsx"
    workbook_writer.write(finalise.finalise(office, pack, october), path)
    found = load_workbook(path)
    del found[sheet_map.MANIFEST]
    found.save(path)
    assert verify(path).match


def test_drafts_and_blanks_have_no_code(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    workbook_writer.write(finalise.draft(filled_office, sample, october), tmp_path / "a.xlsx")
    workbook_writer.write_blank(filled_office, sample, october, tmp_path / "b.xlsx")
    with pytest.raises(Trouble, match="草稿"):
        verify(tmp_path / "a.xlsx")
    with pytest.raises(Trouble, match="空白表"):
        verify(tmp_path / "b.xlsx")


@needs_office
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_by_another_program(ending: str, final: Return, book: Path, tmp_path: Path) -> None:
    verdict = verify(resaved(book, ending, tmp_path))
    assert (verdict.match, verdict.check_code, verdict.differences) == (True, final.check_code, ()), verdict.sentence


# --- papers


def paper(path: Path, pages: list[str], keywords: str = "") -> Path:
    drawn = canvas.Canvas(str(path))
    drawn.setKeywords(keywords)
    for text in pages:
        drawn.drawString(72, 72, text)
        drawn.showPage()
    drawn.save()
    return path


def test_paper(tmp_path: Path) -> None:
    digest, other = "a" * 64, "b" * 64
    code, strange = check_code.code(digest), check_code.code(other)
    path = tmp_path / "a.pdf"
    assert verify(paper(path, [f"x {code} 1", f"y {code} 2"], f"sha256:{digest}")).match
    assert verify(path, code).match
    assert not verify(path, strange).match
    assert "各页" in str(verify(paper(path, [code, strange])).sentence)
    assert "第 2 页没有" in str(verify(paper(path, [code, "nothing"])).sentence)
    assert "文件属性" in str(verify(paper(path, [code], f"sha256:{other}")).sentence)
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert "校验位" in str(verify(paper(path, [wrong])).sentence)
    with pytest.raises(Trouble, match="没有校验码"):
        verify(paper(path, ["nothing"]))
    path.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(Trouble, match="损坏"):
        verify(path)


def test_the_pair_has_one_code(final: Return, tmp_path: Path) -> None:
    pair = pytest.importorskip("desktop.exchange.handing_up")
    book, printed = pair.write_pair(final, tmp_path)
    assert verify(book).check_code == verify(printed).check_code == final.check_code
    assert verify(printed).match


def test_a_date_of_the_sheets_own_that_was_changed(book: Path) -> None:
    verdict = verify(changed(book, "r0000000000", "day", date(2026, 10, 30)))
    assert [(one.field, one.text) for one in verdict.differences] == [("day", "2026-10-30")]


@pytest.mark.parametrize(("tag", "text"), [(sheet_map.TOTAL, "1000"), (None, 1000)])
def test_a_changed_total_in_disguise(book: Path, tag: str | None, text: Any) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    total = next(cell.row for cell in sheet["A"] if cell.value == sheet_map.TOTAL)
    sheet.cell(total, 1).value = tag
    sheet.cell(total, next(cell.column for cell in sheet[1] if cell.value == "homes")).value = text
    found.save(book)
    assert [(one.field, one.text) for one in verify(book).differences] == [("homes", "1000")]


@pytest.mark.parametrize(
    ("old", "new"), [("2026年10月", "2026年9月"), ("填报单位（盖章）：", "填报单位（盖章）：别的局"), ("校验码 ", "校验码 0000-0000-0")]
)
def test_what_stands_beside_the_rows(book: Path, old: str, new: str) -> None:
    found = load_workbook(book)
    cell = next(cell for row in found["样本台账"].iter_rows() for cell in row if str(cell.value).startswith(old))
    cell.value = new
    found.save(book)
    verdict = verify(book)
    assert not verdict.match
    assert cell.coordinate in str(verdict.sentence)


def test_another_period_on_the_cover(book: Path) -> None:
    found = load_workbook(book)
    next(row for row in found["封面"].iter_rows() if row[0].value == "#period")[3].value = "2026年9月"
    found.save(book)
    assert "封面的报告期现为“2026年9月”" in str(verify(book).sentence)


def test_a_copied_sheet_with_other_figures(book: Path) -> None:
    found = load_workbook(book)
    found.copy_worksheet(found["样本台账"])
    found.save(book)
    verdict = verify(book)
    assert not verdict.match
    assert "副本" in str(verdict.sentence)


def test_an_error_in_a_cell_is_no_empty_cell(book: Path) -> None:
    one = workbook_reader.read(changed(book, "r0000000000", "homes", "#REF!")).forms["lg-sample"][0]
    assert one.cells["homes"] == "#REF!"


def test_what_came_out_is_told_in_the_language_of_the_window(qapp: Any, book: Path) -> None:
    verdict = verify(changed(book, "r0000000000", "homes", 999))
    i18n.use("en")
    try:
        said = i18n.sentence(verdict.sentence)
    finally:
        i18n.use("zh")
    assert said.startswith("Not the same: ")
    assert "was changed after finalising" in said
    assert "now says “999”; check code " in said
