"""Where the parts of a form stand on its sheet: widths, heads, frozen columns, pages. In half-width characters and rows from 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from db.returns.tables import Table
from db.values.field import Field
from desktop.exchange import field_look
from desktop.exchange.book import check_column, sheet_map
from desktop.exchange.book.sheet_map import SheetMap
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

SPAN = 100  # where a table is wider than a page, titles and the lines above and below are merged over this width
PAGE = 245  # the widest that prints legibly across A4 landscape
FROZEN = 60  # the widest that the frozen key columns may be
BINDING, EDGE = 0.98, 0.5  # inches: 25 mm to bind at the left, room for the 骑缝章 at the right


class Layout:
    """The layout of one table on a sheet.

    A `blank` one marks what has to be filled with a star and has, right of the table and not printed, a column that says what is
    missing; behind it the group 上期 of the `earlier` fields. There and not in notes of cells: it is read without pointing at each
    cell, and every program keeps, shows and copies ordinary cells alike.
    """

    def __init__(self, table: Table, *, blank: bool, earlier: Sequence[Field] = ()) -> None:
        self.table, self.form, self.blank, self.earlier = table, table.form, blank, earlier
        self.first = 2 if self.form.fixed else 3  # column of the first field; a ledger has a running number before it
        self.widths = [2 * field_look.width(field) + 1 for field in self.form.fields]
        self.grouped = bool(earlier) or any(field.group for field in self.form.fields)

    @cached_property
    def block_rows(self) -> int:
        """Rows that 附件 and 表号 take."""
        return max(len(self.table.block), bool(self.table.annex))

    @cached_property
    def head(self) -> int:
        """The last row of the heads: tags, block, title, period, unit line, then one or two rows of heads."""
        return 1 + self.block_rows + 3 + (2 if self.grouped else 1)

    @cached_property
    def last(self) -> int:
        """The last column."""
        return self.first + len(self.form.fields) - 1

    @property
    def check(self) -> int:
        """The column of a blank form that says what is missing, right of the table and of its title."""
        return max(self.last, self.span) + 1

    @cached_property
    def span(self) -> int:
        """The last column that titles are merged over."""
        if sum(self.widths) <= PAGE:
            return max(self.last, 4)
        wide = 0.0
        for n, width in enumerate(self.widths, self.first):
            wide += width
            if wide > SPAN:
                return max(n, 4)
        return max(self.last, 4)

    @cached_property
    def middle(self) -> int:
        """The first column of the right half of a line above the table."""
        return 2 + max(1, round((self.span - 2) * 0.6))

    @cached_property
    def first_scrolled(self) -> int:
        """The first column that is not frozen."""
        taken, first_scrolled = 0.0, self.first
        for n, (field, width) in enumerate(zip(self.form.fields, self.widths, strict=True), self.first):
            taken += width
            if not field.key or taken > FROZEN:
                break
            first_scrolled = n + 1
        return first_scrolled

    def map(self, sheet: str) -> SheetMap:
        """The sheet map."""
        return sheet_map.plan(self.form, sheet, self.head)

    def head_text(self, field: Field) -> str:
        """A column's head; a star where a blank form wants a value."""
        return ("*" if self.blank and field.required else "") + sheet_map.head_text(field)

    def groups(self) -> Iterator[tuple[str, int, int]]:
        """(group, first column, last column) of neighbouring columns; without a group each column for itself."""
        for group, members in groupby(enumerate(self.form.fields, self.first), key=lambda numbered: numbered[1].group):
            numbers = [n for n, _ in members]
            if group:
                yield group, numbers[0], numbers[-1]
            else:
                yield from (("", n, n) for n in numbers)

    def prepare(self, sheet: StreamSheet, *, code: str = "", office: str = "") -> None:
        """Columns, panes, page, footer and protection of a sheet before its first row."""
        columns = sheet.column_dimensions
        columns["A"].hidden = True
        if not self.form.fixed:
            columns["B"].width = 6
        for n, width in enumerate(self.widths, self.first):
            columns[get_column_letter(n)].width = width
        if self.blank:
            columns[get_column_letter(self.check)].width = check_column.WIDTH
        for n, field in enumerate(self.earlier, self.check + 1):
            columns[get_column_letter(n)].width = 2 * field_look.width(field) + 1
        sheet.freeze_panes = f"{get_column_letter(self.first_scrolled)}{self.head + 1}"
        pages = max(1, -(-int(sum(self.widths)) // PAGE))
        page_setup(sheet, self.form.paper, pages)
        sheet.print_title_rows = f"{self.head - self.grouped}:{self.head}"
        if pages > 1 and self.first_scrolled > 2:
            sheet.print_title_cols = f"B:{get_column_letter(self.first_scrolled - 1)}"
        sheet.oddFooter.left.text = code.replace("&", "&&")
        sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
        sheet.oddFooter.right.text = office.replace("&", "&&")
        protect(sheet)


def page_setup(sheet: StreamSheet, paper: str, pages: int) -> None:
    """A4, as wide as `pages`, as long as needed."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = paper, 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.page_margins.left, sheet.page_margins.right = BINDING, EDGE
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False


def protect(sheet: StreamSheet) -> None:
    """Lock what is not typed, without a password; formats, sizes, sorting, filters and new rows stay allowed."""
    sheet.protection.sheet = True
    for act in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows", "deleteRows"):
        setattr(sheet.protection, act, False)
