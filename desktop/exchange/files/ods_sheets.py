"""The sheets of an .ods, cell by cell: never larger than what is written in it, however often it says that a row is repeated."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from itertools import repeat
from typing import Any, BinaryIO

from lxml import etree

from db.values.kinds import UNCOMPUTED
from desktop.exchange.files.cell_marks import as_percent

CONTENT = "content.xml"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
ROWS, COLUMNS, BLANKS = 2**20, 2**14, 2**15  # of a sheet; of a text
BLANK = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
Rows = Iterator[list[Any]]


def sheets(file: BinaryIO) -> Iterator[tuple[str, Rows]]:
    """(name, rows) of every sheet; the rows of one are read before the next."""
    with zipfile.ZipFile(file) as package, package.open(CONTENT) as content:
        tags = (f"{TABLE}table", f"{TABLE}table-row", *CELLS, f"{TEXT}p")
        events = etree.iterparse(content, ("start", "end"), tag=tags, resolve_entities=False, no_network=True)
        for event, one in events:
            if event == "start" and one.tag == f"{TABLE}table":
                rows = _rows(events)
                yield one.get(f"{TABLE}name", ""), rows
                for _ in rows:  # whoever looked at the first rows only
                    pass


def _rows(events: Iterator[tuple[str, Any]]) -> Rows:
    row: list[Any] = []
    gap = empty = number = 0  # cells and rows that are empty, told only when others follow; rows so far
    for event, one in events:
        if event == "start":
            if one.tag == f"{TABLE}table-row":
                row, gap = [], 0
            continue
        if one.tag == f"{TABLE}table":
            return
        if one.tag in CELLS:
            value, times = _value(one), min(_times(one, "columns"), COLUMNS - len(row) - gap)
            if value == "":
                gap += times
            else:
                row += [*repeat("", gap), *repeat(value, times)]
                gap = 0
        elif one.tag == f"{TABLE}table-row":
            times = min(_times(one, "rows"), ROWS - number)
            number += times
            if row:
                yield from repeat([], empty)
                yield from repeat(row, times)
            empty = 0 if row else empty + times
        if one.tag != f"{TEXT}p":  # what a cell says is needed until the cell ends
            _forget(one)


def merges(package: zipfile.ZipFile) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """(sheet name, left, top, right and bottom) of every merged range."""
    name, row, column = "", 0, 0
    with package.open(CONTENT) as content:
        tags = (f"{TABLE}table", f"{TABLE}table-row", *CELLS)
        for event, one in etree.iterparse(content, ("start", "end"), tag=tags, resolve_entities=False, no_network=True):
            if event == "start":
                if one.tag == f"{TABLE}table":
                    name, row = one.get(f"{TABLE}name", ""), 0
                column = 0 if one.tag == f"{TABLE}table-row" else column
                continue
            if one.tag in CELLS:
                wide, deep = _times(one, "columns", "spanned"), _times(one, "rows", "spanned")
                if wide > 1 or deep > 1:
                    yield name, (column + 1, row + 1, column + wide, row + deep)
                column += _times(one, "columns")
            elif one.tag == f"{TABLE}table-row":
                row += _times(one, "rows")
            _forget(one)


def _times(one: Any, what: str, how: str = "repeated") -> int:
    text = one.get(f"{TABLE}number-{what}-{how}", "1")
    return int(text) if text.isdecimal() and len(text) < 10 else 1


def _forget(one: Any) -> None:
    one.clear()
    while one.getprevious() is not None:
        del one.getparent()[0]


def _value(cell: Any) -> Any:
    value_type, number = cell.get(f"{OFFICE}value-type", ""), cell.get(f"{OFFICE}value", "")
    if value_type in ("float", "currency", "percentage") and number:
        return as_percent(float(number)) if value_type == "percentage" else float(number)
    if value_type == "date":
        return _date(cell.get(f"{OFFICE}date-value", ""))
    if value_type == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if cell.get(ERROR) != "error" and (text := cell.get(f"{OFFICE}string-value")) is not None:
        return text
    text = "\n".join(_text(one) for one in cell if one.tag == f"{TEXT}p")
    return UNCOMPUTED if not text and not value_type and cell.get(f"{TABLE}formula") else text


def _date(text: str) -> Any:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return found.date() if found.time() == datetime.time() else found


def _text(one: Any) -> str:
    """The words of a paragraph; blanks that are only counted are written out."""
    own = BLANK.get(one.tag, "")
    if one.tag == f"{TEXT}s":
        count = one.get(f"{TEXT}c", "1")
        own = " " * (min(int(count), BLANKS) if count.isdecimal() and len(count) < 10 else 1)
    inside = "".join(_text(part) + (part.tail or "") for part in one if part.tag != f"{OFFICE}annotation")
    return own + (one.text or "") + inside
