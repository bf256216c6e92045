"""The look of our workbooks: fonts, lines, fills and the style of every cell of a form."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from db.packs.model import Form
from db.values.cell import Cell, State
from db.values.exact import PrintedNumber
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.exchange import field_look
from desktop.exchange.xlsx.streamed_sheet import Styles

SONG, HEI = "宋体", "黑体"  # on every office PC; other systems put their own in place
INK, QUIET, RULE, ACCENT, AMISS = "1D2530", "5B6675", "9AA3AE", "1E5AA8", "9A4B00"

FONT = Font(name=SONG, size=10.5, color=INK)
FONT_QUIET = Font(name=SONG, size=10.5, color=QUIET)
FONT_BOLD = Font(name=SONG, size=10.5, bold=True, color=INK)
FONT_TITLE = Font(name=SONG, size=20, bold=True, color=INK)
FONT_PERIOD = Font(name=SONG, size=14, color=INK)
FONT_ANNEX = Font(name=HEI, size=14, color=INK)
FONT_CODE = Font(name="Consolas", size=24, bold=True, color=INK)
FONT_AMISS = Font(name=SONG, size=10.5, color=AMISS)
FONT_LINK = Font(name=SONG, size=10.5, color=ACCENT, underline="single")
_side = Side(style="thin", color=RULE)
GRID = Border(left=_side, right=_side, top=_side, bottom=_side)
HEAD = PatternFill("solid", fgColor="E8F0FA")
GREY = PatternFill("solid", fgColor="F0F2F5")
MOVED = PatternFill("solid", fgColor="FFE9C7")
PALE = PatternFill("solid", bgColor="FFE9C7")  # a conditional fill takes its colour from the background
TEXT = "@"
LOCKED, OPEN = Protection(locked=True), Protection(locked=False)


def text_width(text: str) -> int:
    """The width of the widest line of a text, in half-width characters."""
    return max(len(line.encode("gbk", "replace")) for line in text.split("\n"))  # two bytes where a character is two wide


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of `width` half-width characters."""
    return sum(max(1, -(-text_width(part) // max(int(width), 2))) for part in text.split("\n"))


class Look:
    """Style ids of one workbook."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self.styles = Styles(sheet)
        style = self.styles.of
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        self.hidden = style(font=FONT_QUIET, format=TEXT, protection=OPEN)
        self.text = style(font=FONT, alignment=left)
        self.quiet = style(font=FONT_QUIET, alignment=left)
        self.right = style(font=FONT, alignment=Alignment(horizontal="right", vertical="center"))
        self.annex = style(font=FONT_ANNEX, alignment=Alignment(vertical="center"))
        self.title = style(font=FONT_TITLE, alignment=middle)
        self.period = style(font=FONT_PERIOD, alignment=middle)
        self.head = style(font=FONT_BOLD, fill=HEAD, border=GRID, alignment=middle)
        self.label = style(font=FONT_QUIET, fill=GREY, border=GRID, alignment=middle)
        self.value = style(font=FONT, border=GRID, alignment=left)
        self.number = style(font=FONT, border=GRID, alignment=middle, format="#,##0")
        self.code = style(font=FONT_CODE, border=GRID, alignment=left)
        self.link = style(font=FONT_LINK, border=GRID, alignment=left)
        self.section = style(font=FONT_BOLD, alignment=left)
        # Not wrapped: a row does not grow with the text of a formula; the text runs on over the free cells at its right.
        self.amiss = style(font=FONT_AMISS, fill=GREY, border=GRID, alignment=Alignment(horizontal="left", vertical="center"))


class FormLook:
    """Style ids of the cells of one form; each is made once for what distinguishes it."""

    def __init__(self, look: Look, form: Form) -> None:
        self._styles, self._form = look.styles, form
        self._known: dict[tuple[object, ...], int] = {}
        self.count = look.styles.of(font=FONT_QUIET, border=GRID, alignment=Alignment(horizontal="center", vertical="center"))

    def cell(self, n: int, row: str, cell: Cell) -> int:
        """The style of the cell of field number `n` in this row."""
        field, in_state = self._form.fields[n], cell.state is State.NA or cell.state is State.CHECK
        own_format = kind_of(field).value_format(cell.value) if isinstance(cell.value, str) and not in_state else ""
        format = own_format or field_look.value_format(self._form, field, row, cell.value)
        key = (n, row if self._form.fixed else "", in_state, format)
        if key not in self._known:
            self._known[key] = self._make(field, row, in_state, format)
        return self._known[key]

    def printed(self, field: Field, number: PrintedNumber) -> int:
        """The style of a number that is printed rounded; one that was adjusted to fit its total is marked and shown as printed."""
        alignment = Alignment(horizontal=field_look.align(field), vertical="center", wrap_text=True)
        text = number.text.replace(",", "")
        # Three parts, or a number below zero would get a second minus.
        format = ";".join([f'"{number.text}"'] * 3) if number.said else field_look.number_format(field, len(text.partition(".")[2]))
        return self._styles.of(font=FONT, fill=MOVED if number.said else None, border=GRID, alignment=alignment,
                               protection=OPEN, format=format)  # fmt: skip

    def total(self, field: Field | None, number: int | float | None = None) -> int:
        """The style of a cell of the 合计 row; `field` is None for the cell that holds the name 合计."""
        summed = field is not None and field.total
        alignment = Alignment(horizontal="right" if summed else "center", vertical="center", shrink_to_fit=True)
        format = field_look.value_format(self._form, field, "", number) if field and summed else ""
        return self._styles.of(font=FONT_BOLD, fill=GREY, border=GRID, alignment=alignment, format=format)

    def earlier(self, field: Field, row: str, cell: Cell) -> int:
        """The style of a value of the period before: grey and locked."""
        alignment = Alignment(horizontal=field_look.align(field), vertical="center", wrap_text=True)
        format = field_look.value_format(self._form, field, row, cell.value)
        return self._styles.of(font=FONT_QUIET, fill=GREY, border=GRID, alignment=alignment, format=format)

    def _make(self, field: Field, row: str, in_state: bool, format: str) -> int:
        form, fixed = self._form, self._form.row(row)
        open_ = form.typed(field, row)
        title = fixed is not None and field.const == "title"
        alignment = Alignment(horizontal="center" if in_state else field_look.align(field), vertical="center", wrap_text=True,
                          indent=fixed.depth if fixed and title else 0)  # fmt: skip
        font = FONT_BOLD if fixed and fixed.heading else FONT_QUIET if in_state else FONT
        return self._styles.of(font=font, fill=GREY if not open_ or field.fallback else None, border=GRID, alignment=alignment,
                               protection=OPEN if open_ else LOCKED, format=format)  # fmt: skip
