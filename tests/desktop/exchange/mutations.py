"""What people and programs do to a workbook between two offices. None of it changes what is read."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from desktop.exchange.book import sheet_map

DAY_ZERO = datetime.datetime(1899, 12, 30)


def forms(book: Any) -> Iterator[Any]:
    """The sheets that hold a form."""
    return (sheet for sheet in book if str(sheet["A1"].value).startswith(sheet_map.FORM_TAG))


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rewrite(sheet: Any, rows: list[list[Any]]) -> None:
    """Other rows on the sheet, as text where they were text; merges are undone."""
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
            cell.number_format = "yyyy-mm-dd" if isinstance(value, datetime.datetime) else "General"  # a moved cell takes it along


def is_id(value: Any) -> bool:
    return bool(value) and not str(value).startswith("#")


def span(sheet: Any) -> tuple[int, int]:
    """The first and the last row of data."""
    numbers = [cell.row for cell in sheet["A"] if is_id(cell.value)]
    return numbers[0], numbers[-1]


def head(sheet: Any) -> int:
    """The last row of the heads."""
    return max(cell.row for cell in sheet["A"] if cell.value == sheet_map.HEAD)


def data(sheet: Any) -> Iterator[Any]:
    """The cells of the rows of data, the ids aside."""
    first, last = span(sheet)
    return (cell for row in sheet.iter_rows(min_row=first, max_row=last, min_col=2) for cell in row)


# --- rows


def rows_above(sheet: Any) -> None:
    rewrite(sheet, [["", "某某局报送"], [], *values(sheet)])


def rows_between(sheet: Any) -> None:
    rows, (first, last) = values(sheet), span(sheet)
    rewrite(sheet, [*rows[:first], [None], [None], *rows[first : last - 1], [None], *rows[last - 1 :]])


def rows_under(sheet: Any) -> None:
    rows, (_, last) = values(sheet), span(sheet)
    rewrite(sheet, [*rows[:last], [None], [None], *rows[last:]])


def rows_moved(sheet: Any) -> None:
    rows, (first, last) = values(sheet), span(sheet)
    rewrite(sheet, [*rows[: first - 1], rows[last - 1], *rows[first - 1 : last - 1], *rows[last:]])


def rows_sorted(sheet: Any) -> None:
    rows, (first, last) = values(sheet), span(sheet)
    table = sorted(rows[first - 1 : last], key=lambda row: (str(row[4]), str(row[2])), reverse=True)
    rewrite(sheet, [*rows[: first - 1], *table, *rows[last:]])


def rows_hidden(sheet: Any) -> None:
    first, last = span(sheet)
    for number in range(first, last + 1):
        sheet.row_dimensions[number].hidden = True


def filtered(sheet: Any) -> None:
    first, last = span(sheet)
    sheet.auto_filter.ref = f"A{first - 1}:D{last}"
    sheet.auto_filter.add_filter_column(2, ["没有这一项"])
    rows_hidden(sheet)


def subtotal_between(sheet: Any) -> None:
    rows, (first, _) = values(sheet), span(sheet)
    rewrite(sheet, [*rows[:first], [None, "小 计", None, None], *rows[first:]])


# --- columns


def columns_moved(sheet: Any) -> None:
    rewrite(sheet, [row[:1] + row[1:][::-1] for row in values(sheet)])


def columns_hidden(sheet: Any) -> None:
    for n in range(3, 8):
        sheet.column_dimensions[get_column_letter(n)].hidden = True


def column_inserted(sheet: Any) -> None:
    rewrite(sheet, [[*row[:3], f"自己加的{n}", *row[3:]] for n, row in enumerate(values(sheet))])


def ids_at_the_end(sheet: Any) -> None:
    rewrite(sheet, [[*row[1:], row[0]] for row in values(sheet)])


# --- notes


def notes_under(sheet: Any) -> None:
    last = sheet.max_row
    for n, text in enumerate(("注：以上数据截至月底", "说明：第3行待核实", "填表人：李敏", "联系电话 123"), last + 2):
        sheet.cell(n, 2, text)


def notes_above(sheet: Any) -> None:
    rewrite(sheet, [["", "请各科室核对后交回"], *values(sheet)])
    sheet.cell(2, sheet.max_column + 2, "王科长阅")


def notes_beside(sheet: Any) -> None:
    (first, last), column = span(sheet), sheet.max_column + 2
    for number in range(first, last + 1):
        sheet.cell(number, column, "已电话核实" if number % 2 else 12)


def stray_far_below(sheet: Any) -> None:
    sheet["C5000"], sheet["D4000"] = " ", "。"


# --- merges, looks


def title_merged(sheet: Any) -> None:
    sheet.merge_cells(start_row=2, start_column=sheet.max_column + 1, end_row=4, end_column=sheet.max_column + 3)
    for column in (2, 3):
        if head(sheet) - 1 > 3 and sheet.cell(head(sheet), column).value is None:
            sheet.merge_cells(start_row=head(sheet) - 1, start_column=column, end_row=head(sheet), end_column=column)


def unmerged(sheet: Any) -> None:
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))


def restyled(sheet: Any) -> None:
    for n in range(1, 12):
        sheet.column_dimensions[get_column_letter(n)].width = 3 * n
    for cell in data(sheet):
        cell.font, cell.fill = Font(name="楷体", size=8, bold=True), PatternFill("solid", fgColor="FFFF00")
        cell.alignment = Alignment(horizontal="left", wrap_text=False)


def unprotected(sheet: Any) -> None:
    sheet.protection.sheet = False


def protected(sheet: Any) -> None:
    sheet.protection.sheet, sheet.protection.sort = True, True
    sheet.protection.set_password("123")


def tags_shown(sheet: Any) -> None:
    sheet.column_dimensions["A"].hidden = sheet.row_dimensions[1].hidden = False


def tags_below_the_heads(sheet: Any) -> None:
    rows, number = values(sheet), head(sheet)
    rewrite(sheet, rows[1:number] + rows[:1] + rows[number:])


def panes_moved(sheet: Any) -> None:
    sheet.freeze_panes = "B3"


# --- how values are written


def numbers_as_text(sheet: Any) -> None:
    for cell in data(sheet):
        if isinstance(cell.value, int | float):
            cell.value = repr(cell.value)


def full_width(sheet: Any) -> None:
    for cell in data(sheet):
        if isinstance(cell.value, int) and cell.value >= 0 and cell.column > 2:
            cell.value = str(cell.value).translate({ord("0") + n: ord("０") + n for n in range(10)})


def thousands(sheet: Any) -> None:
    for cell in data(sheet):
        if isinstance(cell.value, int | float) and cell.column > 3 and sheet.cell(1, cell.column).value != "built":
            cell.value = f"{cell.value:,}"


def percents(sheet: Any) -> None:
    for cell in data(sheet):
        tag = sheet.cell(1, cell.column).value
        if tag in ("share", "percent") and isinstance(cell.value, int | float):
            cell.value, cell.number_format = cell.value / 100, "0.00%"


def serials(sheet: Any) -> None:
    for cell in data(sheet):
        if isinstance(cell.value, datetime.datetime):
            cell.value, cell.number_format = (cell.value - DAY_ZERO).days, "General"


def blanks_around(sheet: Any) -> None:
    for cell in data(sheet):
        if cell.data_type == "s" and cell.value:
            cell.value, cell.data_type = f" {cell.value}  ", "s"


def line_ends(sheet: Any) -> None:
    for cell in data(sheet):
        if isinstance(cell.value, str) and "\n" in cell.value:
            cell.value, cell.data_type = cell.value.replace("\n", "_x000D_\n"), "s"


def formulas_beside(sheet: Any) -> None:
    (first, last), column = span(sheet), sheet.max_column + 3
    for number in range(first, last + 1):
        sheet.cell(number, column, f"=SUM(C{number}:H{number})")


# --- tabs


def tabs_renamed(book: Any) -> None:
    for n, sheet in enumerate(list(forms(book)), 1):
        sheet.title = f"Sheet{n}"


def tabs_reordered(book: Any) -> None:
    book._sheets.reverse()


def tab_copied(book: Any) -> None:
    for sheet in list(forms(book)):
        book.copy_worksheet(sheet)


def tab_added(book: Any) -> None:
    book.create_sheet("我的草稿", 0)["A1"] = "=1"
    book.create_sheet("通讯录").append(["名称", "电话", "说明"])


def without_cover(book: Any) -> None:
    del book["封面"]


def without_manifest(book: Any) -> None:
    del book[sheet_map.MANIFEST]


def without_manifest_and_properties(book: Any) -> None:
    without_manifest(book)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]


def without_lists(book: Any) -> None:
    for sheet in forms(book):
        sheet.data_validations.dataValidation.clear()
    del book[sheet_map.CHOICES]


def only_saved_again(book: Any) -> None:
    """Shared strings instead of inline ones."""


# --- the file


def members(path: Path, change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> None:
    """The package written again, each member changed."""
    part = path.with_suffix(".part")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (more or {}).items():
            new.writestr(name, content)
    shutil.move(part, path)


def _dimension(path: Path, ref: bytes) -> None:
    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return content
        bare = re.sub(rb"<dimension[^>]*/>", b"", content)
        return bare.replace(b"<sheetViews", b'<dimension ref="' + ref + b'"/><sheetViews', 1)

    members(path, change)


def dimension_one(path: Path) -> None:
    _dimension(path, b"A1")


def dimension_column(path: Path) -> None:
    _dimension(path, b"A1:A1048576")


def shared_formulas(path: Path) -> None:
    def row(found: re.Match[bytes]) -> bytes:
        number = found[1]
        formula = b'<f t="shared" ref="ZZ5:ZZ9" si="0">LEN(A5)</f>' if number == b"5" else b'<f t="shared" si="0"/>'
        return found[0].replace(b"</row>", b'<c r="ZZ' + number + b'">' + formula + b"<v>7</v></c></row>")

    members(path, lambda name, content: re.sub(rb'<row r="([5-9])".*?</row>', row, content) if "worksheets" in name else content)


def with_macros(path: Path) -> None:
    plain, macros = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
    binary = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'

    def change(name: str, content: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return content
        return content.replace(b"openxmlformats-officedocument." + plain, macros).replace(b"</Types>", binary)

    members(path, change, {"xl/vbaProject.bin": b'\xd0\xcf\x11\xe0 Shell "calc" ' + bytes(range(256))})


ON_SHEETS = [
    rows_above, rows_between, rows_under, rows_moved, rows_sorted, rows_hidden, filtered, subtotal_between, columns_moved, columns_hidden,
    column_inserted, ids_at_the_end, notes_under, notes_above, notes_beside, stray_far_below, title_merged, unmerged, restyled, unprotected,
    protected, tags_shown, tags_below_the_heads, panes_moved, numbers_as_text, full_width, thousands, percents, serials, blanks_around,
    line_ends, formulas_beside,
]  # fmt: skip
ON_BOOKS = [
    tabs_renamed, tabs_reordered, tab_copied, tab_added, without_cover, without_manifest, without_manifest_and_properties, without_lists,
    only_saved_again,
]  # fmt: skip
ON_FILES = [dimension_one, dimension_column, shared_formulas, with_macros]


def mutate(path: Path, change: Callable[[Any], None]) -> None:
    """Do one of the above to the workbook at `path`."""
    if change in ON_FILES:
        change(path)
        return
    book = load_workbook(path)
    for target in list(forms(book)) if change in ON_SHEETS else [book]:
        change(target)
    book.save(path)
