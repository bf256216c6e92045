"""Tables on the clipboard: read from WPS, Excel and LibreOffice (HTML first, then text with tabs), written as both and as our own cells."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from PySide6.QtCore import QMimeData

OURS = "application/x-taizhang-cells"  # rows of texts, with stars where the screen shows them
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|([^\t\r\n]*)')
CELLS, BREAKS, MUTE = ("td", "th"), ("br", "p", "div"), ("style", "script")
PARTS = ("table", "tr", *CELLS, *BREAKS, *MUTE)
BREAK = "\u2028"  # where a line ends inside a cell
BLANKS = re.compile(r"[ \t\r\n]+")
SPANS = 400  # a merged cell larger than this is taken as a fault of the source


@dataclass(frozen=True, slots=True)
class Pasted:
    """One pasted cell: its text as shown and, where the source gives it, its exact number.

    A place covered by a merged cell holds None instead.
    """

    text: str
    exact: float | None = None

    def raw(self, numeric: bool) -> str:
        """The text to read: where the source gives more digits than it showed, all of them."""
        if not numeric or self.exact is None:
            return self.text
        shown = re.sub(r"[,\s\u00a0]", "", self.text)
        percent = shown.endswith("%")
        try:
            seen = Decimal(shown.rstrip("%"))
            exact = Decimal(repr(self.exact)) * (100 if percent else 1)
            places = min(int(seen.as_tuple().exponent), 0)
            same = abs(exact - seen) <= Decimal(5).scaleb(places - 1)
        except (InvalidOperation, ValueError):
            return self.text
        return f"{exact.normalize():f}{'%' if percent else ''}" if same else self.text


Table = list[list[Pasted | None]]


def read(mime: QMimeData) -> Table:
    """The table on the clipboard without empty rows and columns at its end; empty where there is only a picture."""
    if mime.hasFormat(OURS):
        rows = json.loads(bytes(mime.data(OURS).data()).decode())
        return [[Pasted(text) for text in row] for row in rows]
    table = read_html(mime.html()) if mime.hasHtml() else []
    if not table and mime.hasText():
        table = read_text(mime.text())
    return trimmed(table)


def read_text(text: str) -> Table:
    """Lines of cells between tabs; a cell in quotes may hold line breaks, tabs and doubled quotes."""
    rows: Table = [[]]
    at, end = 0, len(text)
    while at <= end:
        match = QUOTED.match(text, at)
        assert match is not None  # the second branch matches everything
        rows[-1].append(Pasted(match[1].replace('""', '"') if match[1] is not None else match[2]))
        at = match.end()
        if at >= end:
            break
        if text[at] == "\t":
            at += 1
        else:
            at += 2 if text[at : at + 2] == "\r\n" else 1
            rows.append([])
            if at >= end:
                break
    return rows


def trimmed(table: Table) -> Table:
    """Without the empty rows and columns at the end."""
    while table and not any(cell and cell.text.strip() for cell in table[-1]):
        table.pop()
    width = max((n for row in table for n, cell in enumerate(row, 1) if cell and cell.text.strip()), default=0)
    return [row[:width] + [Pasted("")] * (width - len(row)) for row in table]


def _span(text: str | None) -> int:
    return min(max(int(text), 1), SPANS) if text and re.fullmatch("[0-9]{1,9}", text) else 1


def _exact(cell: Mapping[str, str], text: str) -> float | None:
    """The exact number: x:num of Excel and WPS, sdval of LibreOffice, data-sheets-value of web sheets."""
    number: object = None
    if "x:num" in cell:
        number = cell["x:num"] or text.replace(",", "")
    elif cell.get("sdval"):
        number = cell["sdval"]
    elif cell.get("data-sheets-value"):
        try:
            number = json.loads(cell["data-sheets-value"]).get("3")
        except (ValueError, AttributeError, RecursionError):
            number = None
    try:
        return float(str(number)) if number is not None else None
    except ValueError:
        return None


def read_html(text: str) -> Table:
    """The first table of an HTML text, complete or empty; merged cells take their places, pictures and styles are ignored."""
    if "<table" not in text.lower():
        return []
    from lxml import etree

    source = BytesIO(text.replace("\0", "").encode(errors="replace"))
    rows: Table = []
    rows_covered: dict[int, int] = {}  # by column: rows still taken by a merged cell, this one included
    depth = 0  # tables inside tables
    for event, part in etree.iterparse(source, ("start", "end"), tag=PARTS, html=True, encoding="utf-8", remove_comments=True):
        starts = event == "start"
        if part.tag == "table":
            depth += 1 if starts else -1
            if not depth:
                return [row for row in rows if row]
        elif part.tag in MUTE and not starts:
            part.clear(keep_tail=True)
        elif depth != 1:
            continue
        elif part.tag in BREAKS and not starts:
            part.text = BREAK + (part.text or "")
        elif starts and (part.tag == "tr" or not rows):
            rows.append([])
            rows_covered = {column: rows_left - 1 for column, rows_left in rows_covered.items() if rows_left > 1}
            _pass_over(rows[-1], rows_covered)
        elif part.tag in CELLS and not starts:
            _add(rows[-1], rows_covered, part)
            part.clear()
        elif part.tag == "tr":
            part.clear()
    return []  # the library stopped before the end: nested too deep, or a text of more than ten megabytes


def _add(row: list[Pasted | None], rows_covered: dict[int, int], cell: Any) -> None:
    """Append a cell to its row with the places that it covers; its line breaks are kept."""
    lines = (" ".join(BLANKS.split(line)).strip(" ") for line in "".join(cell.itertext()).split(BREAK))
    text = "\n".join(lines).replace("\u00a0", " ").strip()
    columns, row_count = _span(cell.get("colspan")), _span(cell.get("rowspan"))
    if row_count > 1:
        rows_covered |= dict.fromkeys(range(len(row), len(row) + columns), row_count)
    row += [Pasted(text, _exact(cell.attrib, text)), *[None] * (columns - 1)]
    _pass_over(row, rows_covered)


def _pass_over(row: list[Pasted | None], rows_covered: Collection[int]) -> None:
    """Append the places that merged cells of earlier rows cover."""
    while len(row) in rows_covered:
        row.append(None)


def write(shown: Sequence[Sequence[str]]) -> QMimeData:
    """One table as text with tabs, as HTML with text cells, and in our own format; masked cells have stars in all three."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_quoted, row)) for row in shown))
    body = "".join("<tr>" + "".join(f"<td style='mso-number-format:\"\\@\"'>{_html(text)}</td>" for text in row) + "</tr>" for row in shown)
    mime.setHtml(f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>')
    mime.setData(OURS, json.dumps([list(row) for row in shown], ensure_ascii=False).encode())
    return mime


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in '\t\n"') else text


def _html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
