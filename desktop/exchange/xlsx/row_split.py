"""Where the rows of a sheet begin and end in its XML bytes, whichever program wrote it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple

from lxml import etree

from desktop.exchange.xlsx.package import declared, local, parsed

# The order of the elements of a sheet as the standard requires it.
_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState "
    "dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins "
    "pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing drawingHF legacyDrawing "
    "legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst"
)
ORDER = _ORDER.split()
NUMBER = re.compile(rb"""\br\s*=\s*["'](\d+)["']""")


class SheetBytes(NamedTuple):
    """The XML of a sheet: its namespace prefix, (number, start, end) of each row, an empty sheetData element, all bytes."""

    prefix: bytes
    rows: list[tuple[int, int, int]]
    empty: bytes
    whole: bytes


def searchable(content: bytes) -> bytes:
    """The same XML in UTF-8 without comments and CDATA sections, so that rows can be searched in the bytes."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or re.search(rb"""encoding=["'](?!utf-?8["'])""", content[:200], re.IGNORECASE)
    if wide or b"<!" in content:
        root = parsed(content)
        etree.strip_tags(root, etree.Comment)
        return declared(root)
    return content


def split(content: bytes) -> tuple[bytes, bytes, SheetBytes]:
    """(bytes before the rows, bytes after them, the rows)."""
    match = re.search(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*?(/?)>", content)
    if not match:  # a sheet without rows
        root = parsed(content)
        prefix = f"{root.prefix}:".encode() if root.prefix else b""
        first = next((n for n, element in enumerate(root) if local(element) in ORDER[ORDER.index("sheetData") :]), len(root))
        root.insert(first, etree.Element(etree.QName(etree.QName(root).namespace, "sheetData")))
        content = declared(root)
        match = re.search(rb"<((?:[\w.-]+:)?)sheetData\b[^>]*?(/?)>", content)
        assert match
    prefix = match[1]
    empty = b"<" + prefix + b"sheetData/>"
    if match[2]:
        return content[: match.start()], content[match.end() :], SheetBytes(prefix, [], empty, content)
    stop = content.find(b"</" + prefix + b"sheetData", match.end())
    if stop < 0:
        raise etree.XMLSyntaxError("sheetData is not closed", 0, 0, 0)
    rows: list[tuple[int, int, int]] = []
    last, at = 0, match.end()
    begin, closing = re.compile(rb"<" + prefix + rb"row\b[^>]*>"), re.compile(rb"</" + prefix + rb"row\s*>")
    while opening := begin.search(content, at, stop):
        end = opening.end()
        if not opening[0].endswith(b"/>"):
            closing_tag = closing.search(content, end, stop)
            end = closing_tag.end() if closing_tag else stop
        number = NUMBER.search(opening[0])
        last = int(number[1]) if number else last + 1
        rows.append((last, opening.start(), end))
        at = end
    if any(row[0] >= following[0] for row, following in pairwise(rows)):
        return split(_in_order(content))
    return content[: match.start()], content[content.index(b">", stop) + 1 :], SheetBytes(prefix, rows, empty, content)


def _in_order(content: bytes) -> bytes:
    """The XML with its rows sorted, and rows of the same number joined."""
    root = parsed(content)
    data = next(element for element in root if local(element) == "sheetData")
    last, rows = 0, dict[int, Any]()
    for row in list(data):
        last = int(row.get("r") or last + 1)
        data.remove(row)
        if last in rows:
            rows[last].extend(list(row))
        else:
            rows[last] = row
            row.set("r", str(last))
    data.extend(rows[number] for number in sorted(rows))
    return declared(root)
