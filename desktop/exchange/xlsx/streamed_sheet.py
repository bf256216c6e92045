"""Sheets written row by row in constant memory.

openpyxl's own write-only sheet tries every styled cell as a plain value first (an exception each) and opens three XML elements
per cell in Python; here a whole row is written at once. Head, tail, styles and the package are still written by openpyxl. XlsxWriter
takes 1.7 times as long for the same cells and fixes every row height that it is given.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from db.messages import Trouble

LONGEST = 32_767  # characters of a cell; spreadsheets silently cut what is longer
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # spreadsheets read _x000D_ as a control character
HIDDEN = ' hidden="1"'
PARSER = etree.XMLParser(huge_tree=True, resolve_entities=False)

Entry = tuple[int, str, str, int]  # column number, kind, text, style id


class StreamSheet(WriteOnlyWorksheet):  # type: ignore[misc]
    """A sheet whose rows are given as lists of (column number, kind, text, style id).

    The kind is "s" text, "n" number, "f" a formula of ours (never of typed text), "" only the style.
    """

    def __init__(self, book: Workbook, title: str) -> None:
        super().__init__(book, title)
        self._rows: Any = None
        self.next = 1
        self._letters: list[str] = [""]
        book._add_sheet(self)

    def row(self, cells: Iterable[Entry], *, height: float | None = None, fixed: bool = False, hidden: bool = False) -> int:
        """Write the next row and return its number; a `height` that is not `fixed` still adapts to what is typed later."""
        if self._rows is None:
            self._get_writer()
            rows = self._rows = self._write_rows()
            next(rows)
        number, self.next = self.next, self.next + 1
        size = f' ht="{height:g}"' if height else ""
        fixed_height = ' customHeight="1"' if height and fixed else ""
        parts = [f'<row r="{number}"{size}{fixed_height}{HIDDEN if hidden else ""}>']
        parts += [self._cell(number, *cell) for cell in cells]
        parts.append("</row>")
        # Parsing one text is three times as fast as creating the elements, and still checks them.
        self._rows.send(etree.fromstring("".join(parts), PARSER))
        return number

    def remark(self, column: int, text: str) -> None:
        """Put a remark on a cell of the next row."""
        record = CommentRecord(ref=f"{get_column_letter(column)}{self.next}", author="台账", height=110, width=260)
        record.text.t = text
        self._comments.append(record)

    def abandon(self) -> None:
        """Discard a sheet that will not be saved: close its XML and remove its temporary file."""
        if self._writer is not None and not self.closed:
            if self._rows is not None:
                self._rows.close()
            self._writer.close()
            self._writer.cleanup()

    def _cell(self, number: int, column: int, kind: str, text: str, style: int) -> str:
        while len(self._letters) <= column:
            self._letters.append(get_column_letter(len(self._letters)))
        where = f'<c r="{self._letters[column]}{number}" s="{style}"'
        if kind == "n":
            return f"{where}><v>{text}</v></c>"
        if kind == "f":  # without a result: the program that opens the workbook computes it
            return f"{where}><f>{escape(text)}</f></c>"
        if not text:
            return f"{where}/>"
        # Always an inline string, never guessed from its first character: a typed =1+1 stays text.
        space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "\n" in text else ""
        return f'{where} t="inlineStr"><is><t{space}>{escape(tidy(text))}</t></is></c>'

    def _write_rows(self) -> Generator[None, Any, None]:
        out = self._writer.xf.send(True)
        with out.element("sheetData"):
            try:
                while True:
                    out.write((yield))
            except GeneratorExit:
                pass
        self._writer.xf.send(None)


def tidy(text: str) -> str:
    """Text as allowed in a workbook; raises `Trouble` if it is longer than a cell."""
    if len(text) > LONGEST:
        raise Trouble("有一格文字共 {count} 字，超过表格一格能放的 {limit} 字，请分成几段或写成附件。", count=len(text), limit=LONGEST)
    if text.isprintable() and "_x" not in text:
        return text
    return ESCAPE.sub("_x005F_", ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


class Styles:
    """Gives style ids; equal combinations get the same id."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet

    def of(self, *, format: str = "", **parts: Any) -> int:
        """The id of this combination of font, fill, border, alignment, protection and number format."""
        cell = WriteOnlyCell(self._sheet)
        for name, value in parts.items():
            if value is not None:
                setattr(cell, name, value)
        if format:
            cell.number_format = format
        return int(cell.style_id)
