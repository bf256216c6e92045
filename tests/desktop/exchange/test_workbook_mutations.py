"""What people do to a workbook before they hand it in changes nothing of what is read."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db import fields, returns
from db.pack import Form, Pack
from db.returns import Return
from desktop.exchange import sheetmap, workbook
from desktop.exchange.read_book import Filled

Change = Callable[[Any, Any], None]  # (workbook, ledger sheet)


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rewrite(sheet: Any, rows: list[list[Any]]) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    for row in sheet.iter_rows():
        for cell in row:
            cell.value = None
    for n, row in enumerate(rows, 1):
        for m, value in enumerate(row, 1):
            cell = sheet.cell(n, m, value)
            if isinstance(value, str):
                cell.data_type = "s"
            # A cell that is moved takes its format along.
            cell.number_format = "yyyy-mm-dd" if isinstance(value, datetime.datetime) else "General"


def first_row(sheet: Any) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == "r0000000000")


def reversed_rows(book: Any, sheet: Any) -> None:
    rows, start = values(sheet), first_row(sheet) - 1
    rewrite(sheet, rows[:start] + rows[start : start + 3][::-1] + rows[start + 3 :])


def reversed_columns(book: Any, sheet: Any) -> None:
    rewrite(sheet, [row[:1] + row[1:][::-1] for row in values(sheet)])


def ids_moved_to_the_end(book: Any, sheet: Any) -> None:
    rewrite(sheet, [[*row[1:], row[0]] for row in values(sheet)])


def inserted_column(book: Any, sheet: Any) -> None:
    rewrite(sheet, [[*row[:3], f"自己加的{n}", *row[3:]] for n, row in enumerate(values(sheet))])


def inserted_rows_above(book: Any, sheet: Any) -> None:
    rewrite(sheet, [["", "某某局"], [], *values(sheet)])


def tags_below_the_heads(book: Any, sheet: Any) -> None:
    rows = values(sheet)
    rewrite(sheet, rows[1:4] + rows[:1] + rows[4:])


def blank_rows_between(book: Any, sheet: Any) -> None:
    rows, start = values(sheet), first_row(sheet)
    rewrite(sheet, rows[:start] + [[None]] * 3 + rows[start:])


def renamed(book: Any, sheet: Any) -> None:
    sheet.title = "Sheet1"


def reordered(book: Any, sheet: Any) -> None:
    book.move_sheet(sheet, -3)


def other_sheets(book: Any, sheet: Any) -> None:
    book.create_sheet("我的草稿", 0)["A1"] = "=1"


def notes_below(book: Any, sheet: Any) -> None:
    last = sheet.max_row
    for n, text in enumerate(("注：以上数据截至月底", "说明：第3行待核实", "填表人：李敏", "联系电话 123"), last + 2):
        sheet.cell(n, 2, text)


def subtotal_between(book: Any, sheet: Any) -> None:
    rows, start = values(sheet), first_row(sheet)
    rewrite(sheet, [*rows[:start], [None, "小 计", None, None], *rows[start:]])


def numbers_as_text(book: Any, sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=first_row(sheet)):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value = repr(cell.value)


def full_width(book: Any, sheet: Any) -> None:
    tags = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(first_row(sheet), tags["homes"]).value = "１２０"


def blanks_around(book: Any, sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=first_row(sheet), min_col=2):
        for cell in row:
            if cell.data_type == "s" and cell.value:
                cell.value = f" {cell.value}  "
                cell.data_type = "s"


def line_ends(book: Any, sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=first_row(sheet)):
        for cell in row:
            if isinstance(cell.value, str) and "\n" in cell.value:
                cell.value = cell.value.replace("\n", "_x000D_\n")


def unmerged(book: Any, sheet: Any) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def unprotected(book: Any, sheet: Any) -> None:
    sheet.protection.sheet = False
    sheet.column_dimensions["A"].hidden = False


def stray_far_below(book: Any, sheet: Any) -> None:
    sheet["C5000"] = " "
    sheet["D4000"] = "。"


def without_cover(book: Any, sheet: Any) -> None:
    del book["封面"]


def without_manifest(book: Any, sheet: Any) -> None:
    del book[sheetmap.MANIFEST]


def without_lists(book: Any, sheet: Any) -> None:
    sheet.data_validations.dataValidation.clear()
    del book[sheetmap.CHOICES]


def copied_sheet(book: Any, sheet: Any) -> None:
    book.copy_worksheet(sheet)


CHANGES: list[Change] = [
    reversed_rows,
    reversed_columns,
    ids_moved_to_the_end,
    inserted_column,
    inserted_rows_above,
    tags_below_the_heads,
    blank_rows_between,
    renamed,
    reordered,
    other_sheets,
    notes_below,
    subtotal_between,
    numbers_as_text,
    full_width,
    blanks_around,
    line_ends,
    unmerged,
    unprotected,
    stray_far_below,
    without_cover,
    without_manifest,
    without_lists,
    copied_sheet,
]


def content(filled: Filled, form: Form) -> dict[str, dict[str, Any]]:
    """What a workbook says, to the fifteen digits that every spreadsheet keeps."""
    out: dict[str, dict[str, Any]] = {}
    for one in filled.forms[form.id]:
        raws = {field: one.cells[field.id] for field in form.fields if field.id in one.cells}
        out[one.row] = {field.id: returns.canonical(fields.read(None if raw == "" else raw, field).cell) for field, raw in raws.items()}
    return out


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.__name__)
def test_nothing_is_lost_or_moved(change: Change, final: Return, sample: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook.write(final, path)
    before = workbook.read(path)
    book = load_workbook(path)
    change(book, book["样本台账"])
    book.save(path)
    after = workbook.read(path)
    assert (after.unit, after.programme, after.period, after.version) == ("370202", "sample", "2026-10", 1)
    for form in sample.forms:
        assert content(after, form) == content(before, form)


def test_heads_are_read_where_the_tags_are_gone(final: Return, sample: Pack, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook.write(final, path)
    book = load_workbook(path)
    book["样本台账"].delete_rows(1)
    book["样本台账"].delete_cols(1)
    book.save(path)
    rows = workbook.read(path).forms["lg-sample"]
    assert [one.row for one in rows] == ["", "", ""]
    assert rows[0].cells["name"] == "=1+1"
    assert rows[0].cells["money"] == pytest.approx(0.3)
    assert rows[2].cells["note"] == "末尾有字"


def test_heads_of_somebody_elses_workbook(sample: Pack, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["市南区台账"])
    book.active.append(["序号", "名 称", "户数（户）", "投资\n(万元)", "类别", "编号", "完成", "日期", "比例", "说明", "年份", "内容"])
    book.active.append([1, "甲小区", 12, "2,000", "甲"])
    book.active.append(["合计", None, 12, 2000])
    book.save(tmp_path / "a.xlsx")
    form = sample.form("lg-sample")
    filled = workbook.read(tmp_path / "a.xlsx", forms=[form])
    assert [one.cells["name"] for one in filled.forms["lg-sample"]] == ["甲小区"]
    assert filled.forms["lg-sample"][0].columns["money"] == "D"


def test_pasted_percentages_are_percentages(final: Return, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook.write(final, path)
    book = load_workbook(path)
    sheet = book["样本台账"]
    tags = {cell.value: cell.column for cell in sheet[1]}
    cell = sheet.cell(first_row(sheet), tags["share"])
    cell.value, cell.number_format = 0.2857, "0.00%"
    book.save(path)
    assert workbook.read(path).forms["lg-sample"][0].cells["share"] == "28.57%"


def test_rows_below_the_total_are_told(final: Return, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook.write(final, path)
    book = load_workbook(path)
    sheet = book["样本台账"]
    last = sheet.max_row + 1
    sheet.cell(last, 3, "忘在下面")
    sheet.cell(last, 4, "008")
    book.save(path)
    filled = workbook.read(path)
    assert len(filled.forms["lg-sample"]) == 3
    assert f"第 {last} 行" in filled.problems[0]
