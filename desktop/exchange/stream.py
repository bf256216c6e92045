"""Sheets written row by row in constant memory.

openpyxl's own write-only sheet tries every styled cell as a plain value first (an exception each) and opens three XML elements
in Python for it; here a row is one lxml element. Head, tail, styles and the package stay openpyxl's.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from db.trouble import Trouble

LONGEST = 32_767  # characters of a cell; more is cut by spreadsheets without a word
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # spreadsheets read _x000D_ as one character
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class StreamSheet(WriteOnlyWorksheet):
    """A sheet whose rows are given as lists of (column number, kind, text, style id); kind is "s" text, "n" number, "" only the style."""

    def __init__(self, book: Workbook, title: str) -> None:
        super().__init__(book, title)
        self.next = 1
        self._letters: list[str] = [""]
        book._add_sheet(self)

    def row(self, cells: Iterable[tuple[int, str, str, int]], *, height: float | None = None, fixed: bool = False, hidden: bool = False) -> int:
        """Write the next row and give its number; a `height` that is not `fixed` still follows what is typed later."""
        if self._rows is None:
            self._get_writer()
            self._rows = self._write_rows()
            next(self._rows)
        number, self.next = self.next, self.next + 1
        row = etree.Element("row", r=str(number))
        if height:
            row.set("ht", f"{height:g}")
            if fixed:
                row.set("customHeight", "1")
        if hidden:
            row.set("hidden", "1")
        for column, kind, text, style in cells:
            self._cell(row, number, column, kind, text, style)
        self._rows.send(row)
        return number

    def _cell(self, row: Any, number: int, column: int, kind: str, text: str, style: int) -> None:
        while len(self._letters) <= column:
            self._letters.append(get_column_letter(len(self._letters)))
        cell = etree.SubElement(row, "c", r=f"{self._letters[column]}{number}", s=str(style))
        if kind == "n":
            etree.SubElement(cell, "v").text = text
        elif text:
            # Always inline text, never a guess from its first character: =1+1 stays what somebody typed.
            cell.set("t", "inlineStr")
            inner = etree.SubElement(etree.SubElement(cell, "is"), "t")
            inner.text = tidy(text)
            if text[0].isspace() or text[-1].isspace() or "\n" in text:
                inner.set(SPACE, "preserve")

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
    """Text as it may stand in a workbook; raises `Trouble` where it is longer than a cell."""
    if len(text) > LONGEST:
        raise Trouble("有一格文字共 {count} 字，超过表格一格能放的 {limit} 字，请分成几段或写成附件。", count=len(text), limit=LONGEST)
    return ESCAPE.sub("_x005F_", ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))


class Styles:
    """Style ids of a workbook, each combination registered once."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet
        self._known: dict[tuple[Any, ...], int] = {}

    def of(self, *, font: Any = None, fill: Any = None, border: Any = None, alignment: Any = None, protection: Any = None, format: str = "") -> int:
        """The id of this combination."""
        key = (id(font), id(fill), id(border), repr(alignment), id(protection), format)
        if key not in self._known:
            cell = WriteOnlyCell(self._sheet)
            for name, value in (("font", font), ("fill", fill), ("border", border), ("alignment", alignment), ("protection", protection)):
                if value is not None:
                    setattr(cell, name, value)
            if format:
                cell.number_format = format
            self._known[key] = cell.style_id
        return self._known[key]
