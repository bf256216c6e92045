"""Adds rows to a ledger on a foreign sheet: copies of its last row, if that does not break anything else on the sheet."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from openpyxl.formula.translate import Translator

from db.packs.lead_form import LeadFormRows
from desktop.exchange.xlsx.cell_address import Area, address, area, place
from desktop.exchange.xlsx.package import local
from desktop.exchange.xlsx.patch import PatchedWorkbook
from desktop.exchange.xlsx.sheet_part import SheetPart

# Elements anchored to rows: with any of these no row is inserted.
HELD = ("drawing", "legacyDrawing", "tableParts", "extLst", "controls", "oleObjects", "rowBreaks", "protectedRanges")


def make_room(book: PatchedWorkbook, room: LeadFormRows, wanted: int) -> int:
    """Make room for `wanted` rows; returns how many fit."""
    has = room.last - room.first + 1
    extra = wanted - has
    if extra <= 0:
        return wanted
    sheet = book.sheet(room.sheet)
    if _held(book, sheet, room):
        return has
    if any(number > room.last for number in sheet.numbers()):
        sheet.insert_rows(room.last, extra)
    for n in range(1, extra + 1):
        _copy(sheet, room.last, room.last + n)
    _stretch(book, sheet, room, extra)
    return wanted


def _held(book: PatchedWorkbook, sheet: SheetPart, room: LeadFormRows) -> bool:
    """Whether something on the sheet, or a formula elsewhere, depends on the position of its rows."""
    if any(merge.bottom > room.first and merge.bottom != merge.top or merge.top > room.last for merge in sheet.merges()):
        return True
    if any(sheet.has_formula(number) for number in sheet.numbers() if not room.first <= number <= room.last):
        return True
    below = any(len(cell) for number in sheet.numbers() if number > room.last for cell in sheet.peek(number))
    if below and any(sheet.parts(name) for name in HELD):
        return True
    quoted = room.sheet.replace("'", "''")
    about = (f"'{quoted}'!".encode(), f"{room.sheet}!".encode(), b"INDIRECT", b"OFFSET")
    others = (listed.part for listed in book.names if listed.name != room.sheet and listed.part in book.package)
    return any(
        word in text for part in others for text in re.findall(rb"<(?:\w+:)?f\b[^>]*>([^<]*)<", book.package.read(part)) for word in about
    )


def _copy(sheet: SheetPart, source: int, target: int) -> None:
    """Copy a row: its height, its styles, its formulas translated to the new place."""
    old, new = sheet.row(source), sheet.row(target)
    for name, text in old.attrib.items():
        if name != "r":
            new.set(name, text)
    for cell in old:
        ref = address(target, place(cell.get("r"))[1])
        own = sheet.cell(ref)
        if cell.get("s"):
            own.set("s", cell.get("s"))
        if text := sheet.formula_text(cell):
            formula = etree.SubElement(own, f"{sheet.ns}f")
            formula.text = Translator(f"={text}", cell.get("r")).translate_formula(ref)[1:]


def _stretch(book: PatchedWorkbook, sheet: SheetPart, room: LeadFormRows, extra: int) -> None:
    """Extend drop-downs, conditional formats, filter and print area over the new rows; shift those below."""
    root = sheet.frame()
    for element in root.iter():
        name = local(element)
        if name in ("dataValidation", "conditionalFormatting") and element.get("sqref"):
            element.set("sqref", " ".join(_moved(part, room.last, extra) for part in element.get("sqref").split()))
        elif name in ("autoFilter", "hyperlink", "dimension") and element.get("ref"):
            element.set("ref", _moved(element.get("ref"), room.last, extra))
    place_ = [listed.name for listed in book.names].index(room.sheet)
    for defined_name in book.package.change(book.workbook).iter(f"{book.ns}definedName"):
        if defined_name.get("localSheetId") == str(place_) and defined_name.get("name") in ("_xlnm.Print_Area", "_xlnm._FilterDatabase"):
            defined_name.text = re.sub(
                r"\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", lambda match: _absolute(match, room.last, extra), defined_name.text or ""
            )


def _absolute(match: Any, last: int, extra: int) -> str:
    moved = _moved(f"{match[1]}{match[2]}:{match[3]}{match[4]}", last, extra)
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", moved)


def _moved(ref: str, last: int, extra: int) -> str:
    try:
        old = area(ref)
    except ValueError:
        return ref
    top = old.top + extra if old.top > last else old.top
    bottom = old.bottom + extra if old.bottom >= last else old.bottom
    return Area(top, old.left, bottom, old.right).text
