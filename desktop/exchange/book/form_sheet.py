"""One form of a return as one sheet, or as many as its rows need, in the look of the paper form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import get_column_letter

from db.returns.check_code import cell_mark
from db.returns.model import report_date
from db.returns.tables import Table
from db.values.cell import EMPTY, Cell, Line, State
from db.values.field import Field
from db.values.kinds import kind_of, machine_text
from db.values.numbers import write_number
from desktop.exchange import field_look
from desktop.exchange.book import check_column, sheet_map
from desktop.exchange.book.cell_styles import PALE, FormLook, Look, lines
from desktop.exchange.book.check_column import RowCheck
from desktop.exchange.book.drop_downs import ChoiceLists, validation
from desktop.exchange.book.form_layout import Layout
from desktop.exchange.book.manifest import ManifestWriter
from desktop.exchange.book.sheet_map import BESIDE, CHECK, EARLIER, FORM_TAG, HEAD, NUMBER, TOTAL
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

LINE = 15.0  # points of a line of text
TALLEST = 400.0


Values = Mapping[str, Mapping[str, Cell]]  # row -> field -> cell


class Written(NamedTuple):
    """One sheet of a form: its tab, how many rows stand on it, and the range of the check column where it has one."""

    sheet: str
    rows: int
    checks: str = ""


class FormWriter:
    """Writes one table, a blank one with the `earlier` values beside it; `written` afterwards lists its sheets."""

    def __init__(
        self, book: Workbook, look: Look, lists: ChoiceLists, manifest: ManifestWriter, table: Table, *, blank: bool, earlier: Values
    ) -> None:
        self.book, self.look, self.lists, self.manifest, self.table, self.blank = book, look, lists, manifest, table, blank
        self.form = table.form
        self.earlier = earlier
        earlier_fields = [field for field in self.form.stored if any(cells.get(field.id, EMPTY) != EMPTY for cells in earlier.values())]
        self.layout = Layout(table, blank=blank, earlier=earlier_fields)
        self.cells = FormLook(look, self.form)
        self.fields = list(zip(self.form.fields, self.layout.widths, strict=True))
        self.written: list[Written] = []
        self._spanned = sum(self.layout.widths[: self.layout.span - self.layout.first + 1])
        self._marked = bool(table.ret.version)  # nobody compares a draft with paper

    def write(self, spare: Iterable[str] = (), progress: Callable[[int], None] | None = None) -> None:
        """Write all rows, then empty ones with the ids `spare`; `progress` is called with the number of rows done."""
        rows = self._rows(spare)
        line, done = next(rows, None), 0
        while line or not self.written:
            self._open()
            count = 0
            while line and count < sheet_map.ROWS_PER_SHEET:
                count += 1
                self._row(line, done + count)
                if progress and (done + count) % 1000 == 0:
                    progress(done + count)
                line = next(rows, None)
            done += count
            self.written.append(Written(self.sheet.title, count, self._end(count)))
        self._below()

    def _rows(self, spare: Iterable[str]) -> Iterator[Line]:
        yield from self.table.rows()
        empty = (EMPTY,) * len(self.form.fields)
        yield from ((row, empty) for row in spare)

    # --- above the rows

    def _open(self) -> None:
        ret = self.table.ret
        self.sheet = StreamSheet(self.book, sheet_map.sheet_title(self.form.title))
        self.map = self.layout.map(self.sheet.title)
        code = f"校验码 {ret.check_code}" if ret.check_code else "" if self.blank else "草稿"
        self.layout.prepare(self.sheet, code=code, office=ret.office_name)
        self.check = RowCheck(self.form, self.map, self.lists)
        tags = {1: FORM_TAG + self.form.id} | ({} if self.form.fixed else {2: NUMBER}) | {n: field for field, n in self.map.columns.items()}
        if self.blank:
            tags |= {self.layout.check: CHECK} | dict.fromkeys(self._earlier_columns(), EARLIER)
        self.sheet.row([(n, "s", text, self.look.hidden) for n, text in tags.items()], hidden=True)
        table = self.table
        for n in range(self.layout.block_rows):
            self._sides(table.annex if n == 0 else "", table.block[n] if n < len(table.block) else "", self.look.annex)
        self._wide(table.title, self.look.title, 34)
        self._wide(table.period_title, self.look.period, 22)
        self._sides(table.unit_line, table.measure_line, self.look.text)
        self._heads()

    def _earlier_columns(self) -> dict[int, Field]:
        """The columns of the group 上期."""
        return dict(enumerate(self.layout.earlier, self.layout.check + 1))

    def _wide(self, text: str, style: int, height: float) -> None:
        row = self.sheet.row([(1, "s", BESIDE, self.look.hidden), (2, "s", text, style)], height=height, fixed=True)
        self.sheet.merged_cells.add(f"B{row}:{get_column_letter(self.layout.span)}{row}")

    def _sides(self, left: str, right: str, style: int) -> None:
        middle, span = self.layout.middle, self.layout.span
        cells = [(1, "s", BESIDE, self.look.hidden), (2, "s", left, style), (middle, "s", right, self.look.right)]
        row = self.sheet.row(cells, height=20, fixed=True)
        self.sheet.merged_cells.add(f"B{row}:{get_column_letter(middle - 1)}{row}")
        if middle < span:
            self.sheet.merged_cells.add(f"{get_column_letter(middle)}{row}:{get_column_letter(span)}{row}")

    def _heads(self) -> None:
        layout = self.layout
        texts = {n: layout.head_text(field) for n, field in enumerate(self.form.fields, layout.first)}
        number = {} if self.form.fixed else {2: "序号"}
        upper: dict[int, str] = dict(number)
        lower = number | texts
        beside = {n: layout.head_text(field).removeprefix("*") for n, field in self._earlier_columns().items()}
        if layout.grouped:
            top = self.sheet.next
            for group, first, last in layout.groups():
                upper |= dict.fromkeys(range(first, last + 1), "") | {first: group or texts[first]}
                if not group:
                    self._merge(first, top, first, top + 1)
                elif last > first:
                    self._merge(first, top, last, top)
            if number:
                self._merge(2, top, 2, top + 1)
            lower = {n: text if self.form.fields[n - layout.first].group else "" for n, text in texts.items()} | dict.fromkeys(number, "")
            if self.blank:
                self._merge(layout.check, top, layout.check, top + 1)
            if len(beside) > 1:
                self._merge(min(beside), top, max(beside), top)
            quiet = {layout.check: check_column.TITLE} | dict.fromkeys(beside, "") | dict.fromkeys(list(beside)[:1], sheet_map.BEFORE)
            self._head_row(upper, quiet, 20)
        quiet = {layout.check: "" if layout.grouped else check_column.TITLE} | beside
        most_lines = max(lines(layout.head_text(field), width - 3) for field, width in self.fields)
        self._head_row(lower, quiet, max(LINE * most_lines + 6, 30))

    def _head_row(self, texts: dict[int, str], quiet: dict[int, str], height: float) -> None:
        """A row of heads; the `quiet` ones stand beside a blank table."""
        cells = [(n, "s", texts[n], self.look.head) for n in sorted(texts)]
        cells += [(n, "s", quiet[n], self.look.label) for n in sorted(quiet)] if self.blank else []
        self.sheet.row([(1, "s", HEAD, self.look.hidden), *cells], height=height, fixed=True)

    def _merge(self, first: int, top: int, last: int, bottom: int) -> None:
        self.sheet.merged_cells.add(f"{get_column_letter(first)}{top}:{get_column_letter(last)}{bottom}")

    # --- rows

    def _row(self, line: Line, number: int) -> None:
        row, cells = line
        out = [(1, "s", row, self.look.hidden)]
        if not self.form.fixed:
            out.append((2, "n", str(number), self.cells.count))
        most_lines = 1
        for n, ((field, width), cell) in enumerate(zip(self.fields, cells, strict=True)):
            kind, text = content(cell, field)
            if kind == "s" and len(text) * 2 > width:
                most_lines = max(most_lines, lines(text, width - 1))
            look = self._as_printed(self.layout.first + n, row, field) if self.table.printed else 0
            out.append((self.layout.first + n, kind, text, look or self.cells.cell(n, row, cell)))
        if self.blank:
            formula = self.check.formula(row, self.sheet.next)
            out.append((self.layout.check, "f" if formula else "", formula, self.look.amiss))
        for n, field in self._earlier_columns().items():
            before = self.earlier.get(row, {}).get(field.id, EMPTY)
            kind, text = content(before, field)
            most_lines = max(most_lines, lines(text, 2 * field_look.width(field))) if kind == "s" else most_lines
            out.append((n, kind, text, self.cells.earlier(field, row, before)))
        self.sheet.row(out, height=min(LINE * most_lines + 6, TALLEST))
        if self._marked:
            marks = (cell_mark(row, field.id, cell) for field, cell in zip(self.form.fields, cells, strict=True))
            self.manifest.mark(self.form, row, "".join(marks))

    def _as_printed(self, column: int, row: str, field: Field) -> int:
        """The style of a number that is printed rounded, with a remark where it was adjusted to fit its total; 0 for any other."""
        number = self.table.printed.get((row, field.id))
        if number is None:
            return 0
        if number.said:
            self.sheet.remark(column, number.said)
        return self.cells.printed(field, number)

    # --- below the rows

    def _end(self, count: int) -> str:
        """Write drop-downs, filter and marks, once it is known where the rows end; returns the range of the check column."""
        if not count:
            return ""
        first, last = self.map.head + 1, self.map.head + count
        for field in self.form.fields:
            if field not in self.form.stored:
                continue
            if rule := validation(field, self.map, first, last, self.lists, prompts=not self.table.ret.version):
                self.sheet.data_validations.append(rule)
        if not self.form.fixed:
            self.sheet.auto_filter.ref = f"A{self.map.head}:{get_column_letter(self.layout.last)}{last}"
        return self._marks(first, last) if self.blank else ""

    def _marks(self, first: int, last: int) -> str:
        """Tint the first cell of each row that lacks something: in a wide table the check column is far to the right."""
        letter = get_column_letter(self.layout.check)
        rule = FormulaRule(formula=[f'${letter}{first}<>""'], fill=PALE)
        self.sheet.conditional_formatting.add(f"B{first}:B{last}", rule)
        self._set_print_area(last)
        return f"'{self.sheet.title}'!${letter}${first}:${letter}${last}"

    def _set_print_area(self, last: int) -> None:
        """Print only the form itself, not what stands at the right of a blank one."""
        self.sheet.print_area = f"B2:{get_column_letter(self.layout.check - 1)}{last}"

    def _below(self) -> None:
        self._total()
        for n, note in enumerate(self.table.notes, 1):
            text = f"注{n}：{note}"
            self._wide(text, self.look.quiet, LINE * lines(text, self._spanned) + 4)
        ret = self.table.ret
        names = (("单位负责人", "head"), ("审核人", "reviewer"), ("填表人", "preparer"), ("联系电话", "phone"))
        people = "　　".join(f"{title}：{ret.people.get(key) or '　　　　'}" for title, key in names)
        self._wide(f"{people}　　报出日期：{report_date(ret) or '　　年　月　日'}", self.look.text, 24)
        if ret.check_code:
            self._wide(f"校验码 {ret.check_code}　版本 {ret.version}　任务包 {ret.pack_version}", self.look.quiet, 18)
        if self.blank:
            self._set_print_area(self.sheet.next - 1)

    def _total(self) -> None:
        total = None if self.blank else self.table.total
        if total is None:
            return
        cells = [(1, "s", TOTAL, self.look.hidden), (2, "s", "合计", self.cells.total(None))]
        for n, field in enumerate(self.form.fields, self.layout.first):
            value = total.get(field.id)
            if n > 2:
                text = "" if value is None else write_number(value)
                cells.append((n, "n" if text else "", text, self.cells.total(field, value)))
        self.sheet.row(cells, height=LINE + 6)


def content(cell: Cell, field: Field) -> tuple[str, str]:
    """(kind, text) of a cell as written: full dates are the sheet's own dates, numbers keep all their digits, the rest is text."""
    if cell.state is not State.VALUE:
        return "s", machine_text(cell, field)
    if not isinstance(cell.value, str):
        return "n", repr(cell.value)
    serial = kind_of(field).serial(cell.value)
    return ("n", serial) if serial else ("s", cell.value)
