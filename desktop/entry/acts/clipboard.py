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
SPANS = 400  # a merged cell larger than this is a fault of the file


@dataclass(frozen=True, slots=True)
class Pasted:
    """One pasted cell: its text as shown and, where the source gives it, its exact number.

    A place covered by a merged cell holds None instead.
    """

    text: str
    exact: float | None = None

    def raw(self, numeric: bool) -> str:
        """What is read: for a number with more digits than were shown, all of them."""
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
    """The table on the clipboard, empty rows and columns at its end left off; nothing where there is only a picture."""
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
        found = QUOTED.match(text, at)
        assert found is not None  # the second branch matches everything
        rows[-1].append(Pasted(found[1].replace('""', '"') if found[1] is not None else found[2]))
        at = found.end()
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
    while table and not any(one and one.text.strip() for one in table[-1]):
        table.pop()
    width = max((n for row in table for n, one in enumerate(row, 1) if one and one.text.strip()), default=0)
    return [row[:width] + [Pasted("")] * (width - len(row)) for row in table]


def _span(text: str | None) -> int:
    return min(max(int(text), 1), SPANS) if text and re.fullmatch("[0-9]{1,9}", text) else 1


def _exact(cell: Mapping[str, str], text: str) -> float | None:
    """The exact number: x:num of Excel and WPS, sdval of LibreOffice, data-sheets-value of web sheets."""
    found: object = None
    if "x:num" in cell:
        found = cell["x:num"] or text.replace(",", "")
    elif cell.get("sdval"):
        found = cell["sdval"]
    elif cell.get("data-sheets-value"):
        try:
            found = json.loads(cell["data-sheets-value"]).get("3")
        except (ValueError, AttributeError, RecursionError):
            found = None
    try:
        return float(str(found)) if found is not None else None
    except ValueError:
        return None


def read_html(text: str) -> Table:
    """The first table of an HTML text, whole or not at all; merged cells take their room, pictures and styles are nothing."""
    if "<table" not in text.lower():
        return []
    from lxml import etree

    source = BytesIO(text.replace("\0", "").encode(errors="replace"))
    rows: Table = []
    covered: dict[int, int] = {}  # by column: rows still taken by a merged cell, this one included
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
            covered = {column: deep - 1 for column, deep in covered.items() if deep > 1}
            _pass_over(rows[-1], covered)
        elif part.tag in CELLS and not starts:
            _add(rows[-1], covered, part)
            part.clear()
        elif part.tag == "tr":
            part.clear()
    return []  # the library stopped before the end: too deep, or a text of ten megabytes


def _add(row: list[Pasted | None], covered: dict[int, int], cell: Any) -> None:
    """Put a cell into its row with the places that it takes; a line breaks where its text says so."""
    lines = (" ".join(BLANKS.split(line)).strip(" ") for line in "".join(cell.itertext()).split(BREAK))
    text = "\n".join(lines).replace("\u00a0", " ").strip()
    columns, deep = _span(cell.get("colspan")), _span(cell.get("rowspan"))
    if deep > 1:
        covered |= dict.fromkeys(range(len(row), len(row) + columns), deep)
    row += [Pasted(text, _exact(cell.attrib, text)), *[None] * (columns - 1)]
    _pass_over(row, covered)


def _pass_over(row: list[Pasted | None], covered: Collection[int]) -> None:
    """Places that a merged cell of an earlier row takes come first."""
    while len(row) in covered:
        row.append(None)


def write(shown: Sequence[Sequence[str]]) -> QMimeData:
    """One table as text with tabs, as HTML with every cell a text, and for ourselves; what has stars has them in all three."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(_quoted, row)) for row in shown))
    body = "".join("<tr>" + "".join(f"<td style='mso-number-format:\"\\@\"'>{_html(one)}</td>" for one in row) + "</tr>" for row in shown)
    mime.setHtml(f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>')
    mime.setData(OURS, json.dumps([list(row) for row in shown], ensure_ascii=False).encode())
    return mime


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(char in text for char in '\t\n"') else text


def _html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
