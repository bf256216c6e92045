"""One form of a return as one sheet, or as many as its rows need, in the look of the paper form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from db.fields import EMPTY, Cell, Field, State, plain
from db.numbers import write_number
from db.reports import Table
from db.returns import Line, cell_mark, report_date
from desktop.exchange import sheetmap, style
from desktop.exchange.book_look import FormLook, Look, lines
from desktop.exchange.choice_lists import ChoiceLists, validation
from desktop.exchange.dates import serial
from desktop.exchange.manifest import ManifestWriter
from desktop.exchange.sheetmap import BESIDE, FORM_TAG, HEAD, NUMBER, TOTAL, SheetMap
from desktop.exchange.stream import StreamSheet

Row = list[tuple[int, str, str, int]]
SPAN = 100  # half-width characters that titles and lines above and below the table are laid over
PAGE = 210  # half-width characters that still print legibly across A4 landscape
FROZEN = 60  # half-width characters of key columns that may stand still
LINE = 15.0  # points


class FormWriter:
    """Writes one table; `written` are (sheet title, its rows) afterwards."""

    def __init__(self, book: Workbook, look: Look, lists: ChoiceLists, manifest: ManifestWriter, table: Table, *, blank: bool) -> None:
        self.book, self.look, self.lists, self.manifest, self.table, self.blank = book, look, lists, manifest, table, blank
        self.form = table.form
        self.cells = FormLook(look, self.form)
        self.widths = {one.id: 2 * style.width(one) + 1 for one in self.form.fields}
        self.written: list[tuple[str, int]] = []
        self._marked = bool(table.ret.version)

    def write(self, spare: Iterable[str] = (), progress: Callable[[int], None] | None = None) -> None:
        """Write all rows, then `spare` empty ones with these ids; tells `progress` how many rows are done."""
        done = 0
        rows = self._all(spare)
        line = next(rows, None)
        while line or not self.written:
            self._open()
            count = 0
            while line and count < sheetmap.ROWS_PER_SHEET:
                count += 1
                self._row(line, done + count)
                if progress and (done + count) % 1000 == 0:
                    progress(done + count)
                line = next(rows, None)
            done += count
            self.written.append((self.sheet.title, count))
            self._close(count, last=line is None)

    def _all(self, spare: Iterable[str]) -> Iterator[Line]:
        yield from self.table.rows()
        for row in spare:
            yield row, (EMPTY,) * len(self.form.fields)

    # --- above the rows

    def _open(self) -> None:
        self.sheet = StreamSheet(self.book, sheetmap.sheet_title(self.form.title))
        self.map = sheetmap.plan(self.form, self.sheet.title, 0)
        self.last = max(self.map.columns.values())
        self.span = self._spanned()
        self._columns()
        self._page()
        tags = [(n, "s", field, self.look.hidden) for field, n in self.map.columns.items()]
        tags.append((1, "s", FORM_TAG + self.form.id, self.look.hidden))
        if not self.form.fixed:
            tags.append((2, "s", NUMBER, self.look.hidden))
        self.sheet.row(sorted(tags), hidden=True)
        self._above()
        self._heads()

    def _spanned(self) -> int:
        wide = 0.0
        for field, n in self.map.columns.items():
            wide += self.widths[field]
            if wide > SPAN:
                return max(n, 4)
        return max(self.last, 4)

    def _columns(self) -> None:
        holder = self.sheet.column_dimensions
        holder["A"].hidden = True
        if not self.form.fixed:
            holder["B"].width = 6
        for field, letter in self.map.letters.items():
            holder[letter].width = self.widths[field]

    def _above(self) -> None:
        table = self.table
        for n in range(max(len(table.block), bool(table.annex))):
            left = table.annex if n == 0 else ""
            right = table.block[n] if n < len(table.block) else ""
            self._beside(left, right, self.look.annex, height=20)
        self._wide(table.title, self.look.title, height=34)
        self._wide(table.period_title, self.look.period, height=22)
        self._beside(table.unit_line, table.measure_line, self.look.plain, height=20)

    def _wide(self, text: str, style_id: int, height: float, fixed: bool = True) -> None:
        row = self.sheet.row([(1, "s", BESIDE, self.look.hidden), (2, "s", text, style_id)], height=height, fixed=fixed)
        self.sheet.merged_cells.add(f"B{row}:{get_column_letter(self.span)}{row}")

    def _beside(self, left: str, right: str, style_id: int, height: float) -> None:
        middle = 2 + max(1, round((self.span - 2) * 0.6))
        cells = [(1, "s", BESIDE, self.look.hidden), (2, "s", left, style_id), (middle, "s", right, self.look.right)]
        row = self.sheet.row(cells, height=height, fixed=True)
        self.sheet.merged_cells.add(f"B{row}:{get_column_letter(middle - 1)}{row}")
        if middle < self.span:
            self.sheet.merged_cells.add(f"{get_column_letter(middle)}{row}:{get_column_letter(self.span)}{row}")

    def _heads(self) -> None:
        first = self.sheet.next
        grouped = any(one.group for one in self.form.fields)
        if grouped:
            self._group_heads()
        texts = {self.map.columns[one.id]: self._head(one) for one in self.form.fields}
        height = LINE * max(lines(text, self.widths[one.id] - 2) for one, text in zip(self.form.fields, texts.values(), strict=True)) + 6
        cells = [(n, "s", text, self.look.head) for n, text in texts.items()]
        row = self.sheet.row(self._with_first(cells, HEAD, "序号"), height=max(height, 30), fixed=True)
        if grouped:
            alone = [self.map.letters[one.id] for one in self.form.fields if not one.group] + ([] if self.form.fixed else ["B"])
            for letter in alone:
                self.sheet.merged_cells.add(f"{letter}{first}:{letter}{row}")
        self.map = sheetmap.plan(self.form, self.sheet.title, row)
        self._freeze(first, row)

    def _head(self, field: Field) -> str:
        star = "*" if self.blank and field.required else ""
        return star + sheetmap.head_text(field)

    def _group_heads(self) -> None:
        row = self.sheet.next
        cells = []
        for group, members in groupby(self.form.fields, key=lambda one: one.group):
            numbers = [self.map.columns[one.id] for one in members]
            # A head over both rows shows the text of its upper cell; the lower keeps it for those who read by heads.
            cells += [(n, "s", group or self._head(self.form.fields[n - self._first]), self.look.head) for n in numbers[: 1 if group else None]]
            cells += [(n, "", "", self.look.head) for n in numbers[1:] if group]
            if group and len(numbers) > 1:
                self.sheet.merged_cells.add(f"{get_column_letter(numbers[0])}{row}:{get_column_letter(numbers[-1])}{row}")
        self.sheet.row(self._with_first(cells, HEAD, "序号"), height=20, fixed=True)

    @property
    def _first(self) -> int:
        return 2 if self.form.fixed else 3

    def _with_first(self, cells: Row, mark: str, number: str) -> Row:
        start: Row = [(1, "s", mark, self.look.hidden)]
        return start + ([] if self.form.fixed else [(2, "s", number, self.look.head)]) + cells

    def _freeze(self, first: int, row: int) -> None:
        wide, still = 0.0 if self.form.fixed else 6.0, self._first
        for field in self.form.fields:
            wide += self.widths[field.id]
            if not field.key or wide > FROZEN:
                break
            still = self.map.columns[field.id] + 1
        # The panes are already written with the sheet's first row; only what stands before the rows can be set late.
        self.sheet.print_title_rows = f"{first}:{row}"
        if self.sheet.page_setup.fitToWidth > 1:
            self.sheet.print_title_cols = f"B:{get_column_letter(still - 1)}"

    # --- rows

    def _row(self, line: Line, number: int) -> None:
        row, cells = line
        out: Row = [(1, "s", row, self.look.hidden)]
        if not self.form.fixed:
            out.append((2, "n", str(number), self.cells.count))
        deep = 1
        for n, (field, cell) in enumerate(zip(self.form.fields, cells, strict=True)):
            open_ = self.form.typed(field, row)
            kind, text = content(cell, field)
            if kind == "s" and len(text) * 2 > self.widths[field.id]:
                deep = max(deep, lines(text, self.widths[field.id] - 1))
            out.append((self._first + n, kind, text, self.cells.cell(n, row, cell, open_, not open_ or field.fallback)))
        self.sheet.row(out, height=min(LINE * deep + 6, 400))
        if self._marked:
            self.manifest.mark(self.form, row, "".join(cell_mark(row, one.id, cell) for one, cell in zip(self.form.fields, cells, strict=True)))

    # --- below the rows

    def _close(self, count: int, *, last: bool) -> None:
        first = self.map.head + 1
        end = self.map.head + count
        if count:
            self._validate(first, end)
            if not self.form.fixed:
                self.sheet.auto_filter.ref = f"A{self.map.head}:{get_column_letter(self.last)}{end}"
        if last:
            self._total()
            for n, note in enumerate(self.table.notes, 1):
                text = f"注{n}：{note}"
                self._wide(text, self.look.quiet, LINE * lines(text, SPAN) + 4, fixed=False)
            self._signature()

    def _total(self) -> None:
        total = None if self.blank else self.table.total
        if total is None:
            return
        cells: Row = [(1, "s", TOTAL, self.look.hidden), (2, "s", "合计", self.cells.total(Field("", "")))]
        for field in self.form.fields:
            n, value = self.map.columns[field.id], total.get(field.id)
            if n > 2:
                cells.append((n, "n" if value is not None else "", "" if value is None else write_number(value), self.cells.total(field)))
        self.sheet.row(cells, height=LINE + 6)

    def _signature(self) -> None:
        ret = self.table.ret
        names = (("单位负责人", "head"), ("审核人", "reviewer"), ("填表人", "preparer"), ("联系电话", "phone"))
        people = "　　".join(f"{title}：{ret.people.get(key) or '　　　　'}" for title, key in names)
        self._wide(f"{people}　　报出日期：{report_date(ret) or '　　年　月　日'}", self.look.plain, 24)
        if ret.check_code:
            self._wide(f"校验码 {ret.check_code}　版本 {ret.version}　任务包 {ret.pack_version}", self.look.quiet, 18)

    def _validate(self, first: int, last: int) -> None:
        for field in self.form.fields:
            if field.const or field.derive and not field.derive_for and not field.fallback:
                continue
            if found := validation(field, self.map, first, last, self.lists, prompts=not self.table.ret.version):
                self.sheet.data_validations.append(found)

    # --- the page

    def _page(self) -> None:
        sheet, ret = self.sheet, self.table.ret
        pages = -(-sum(self.widths.values()) // PAGE)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.orientation, sheet.page_setup.paperSize = self.form.paper, 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
        sheet.page_margins.left, sheet.page_margins.right = 0.98, 0.5  # 25 mm to bind, 8 mm and more free at the right
        sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.left.text = (f"校验码 {ret.check_code}" if ret.check_code else "" if self.blank else "草稿").replace("&", "&&")
        sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
        sheet.oddFooter.right.text = ret.office_name.replace("&", "&&")
        sheet.sheet_view.showGridLines = False
        protect(sheet)
        self._panes()

    def _panes(self) -> None:
        heads = 2 if any(one.group for one in self.form.fields) else 1
        above = 1 + max(len(self.table.block), bool(self.table.annex)) + 3
        wide, still = 0.0 if self.form.fixed else 6.0, self._first
        for field in self.form.fields:
            wide += self.widths[field.id]
            if not field.key or wide > FROZEN:
                break
            still = self.map.columns[field.id] + 1
        self.sheet.freeze_panes = f"{get_column_letter(still)}{above + heads + 1}"


def protect(sheet: StreamSheet) -> None:
    """Lock what is not typed, without a password; formats, sizes, sorting, filters and new rows stay allowed."""
    sheet.protection.sheet = True
    for act in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows", "deleteRows"):
        setattr(sheet.protection, act, False)


def content(cell: Cell, field: Field) -> tuple[str, str]:
    """(kind, text) of a cell as written: full dates are the sheet's own dates, numbers keep all their digits, the rest is text."""
    if cell.state is not State.VALUE:
        return "s", plain(cell, field)
    if not isinstance(cell.value, str):
        return "n", repr(cell.value)
    if field.kind == "date" and (day := serial(cell.value)):
        return "n", str(day)
    return "s", cell.value
