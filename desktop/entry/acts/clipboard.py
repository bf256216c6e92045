"""Tables on the clipboard: read from WPS, Excel and LibreOffice (HTML first, then text with tabs), written as both and as our own cells."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser

from PySide6.QtCore import QMimeData

OURS = "application/x-taizhang-cells"  # rows of texts, with stars where the screen shows them
QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)|([^\t\r\n]*)')
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


class _Tables(HTMLParser):
    """The first table of an HTML text; merged cells take their room, pictures and styles are nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Table = []
        self._covered: dict[int, int] = {}  # by column: rows still taken by a merged cell, this one included
        self._text: list[str] | None = None
        self._cell: dict[str, str | None] = {}
        self._depth = self._done = 0
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif tag in ("style", "script", "head"):
            self._mute += 1
        elif self._depth != 1 or self._done:
            return
        elif tag == "tr":
            self._end_cell()
            self._next_row()
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell, self._text = dict(attrs), []
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
                self._done = 1
            self._depth -= 1
        elif tag in ("style", "script", "head"):
            self._mute = max(self._mute - 1, 0)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._mute:
            self._text.append(re.sub(r"[ \t\r\n]+", " ", data))

    def _next_row(self) -> None:
        self.rows.append([])
        self._covered = {column: rows - 1 for column, rows in self._covered.items() if rows > 1}
        self._cover()

    def _cover(self) -> None:
        """Places that a merged cell of an earlier row takes come first."""
        while self.rows and len(self.rows[-1]) in self._covered:
            self.rows[-1].append(None)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        if not self.rows:
            self._next_row()
        text = re.sub(r" *\n *", "\n", "".join(self._text)).replace("\u00a0", " ").strip()
        columns, rows = _span(self._cell.get("colspan")), _span(self._cell.get("rowspan"))
        at = len(self.rows[-1])
        self.rows[-1] += [Pasted(text, _exact(self._cell, text)), *[None] * (columns - 1)]
        self._text = None
        self._cover()
        if rows > 1:
            self._covered.update({at + n: rows for n in range(columns)})


def _span(text: str | None) -> int:
    return min(max(int(text), 1), SPANS) if text and text.isdigit() else 1


def _exact(cell: dict[str, str | None], text: str) -> float | None:
    """The exact number: x:num of Excel and WPS, sdval of LibreOffice, data-sheets-value of web sheets."""
    found: object = None
    if "x:num" in cell:
        found = cell["x:num"] or text.replace(",", "")
    elif cell.get("sdval"):
        found = cell["sdval"]
    elif cell.get("data-sheets-value"):
        try:
            found = json.loads(cell["data-sheets-value"] or "").get("3")
        except (ValueError, AttributeError):
            found = None
    try:
        return float(str(found)) if found is not None else None
    except ValueError:
        return None


def read_html(text: str) -> Table:
    """The first table of an HTML text."""
    if "<table" not in text.lower():
        return []
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [row for row in parser.rows if row]


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
