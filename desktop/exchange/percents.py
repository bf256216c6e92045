"""What the fast reader does not tell of an xlsx: cells that show their number as a percentage, and cells that hold an error.

People paste 85% from other workbooks: the cell then holds 0.85 and only its format says percent. #REF! is read as nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN = {"9", "10"}  # 0% and 0.00%
ERROR = re.compile(rb'<(?:\w+:)?c ([^<>]*t="e"[^<>]*)>(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>(#[^<]*)<')
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
LONGEST = 20_000  # bytes of a cell with a formula
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def percent_cells(path: Path) -> dict[str, frozenset[tuple[int, int]]]:
    """Sheet name -> (row, column) of the cells with a percent format; almost always empty, and then nothing but the styles is read."""
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        styles = _percent_styles(package.read("xl/styles.xml")) if "xl/styles.xml" in names else set()
        if not styles:
            return {}
        sheets = {name: member for name, member in members(package) if member in names}
        return {name: frozenset(_cells(package, member, styles)) for name, member in sheets.items()}


def error_cells(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name -> (row, column) -> #N/A, #REF! ... of the cells that hold an error; sheets without one are only searched."""
    found = {}
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        for name, member in members(package):
            if member in names and (cells := dict(_errors(package, member))):
                found[name] = cells
    return found


def _errors(package: zipfile.ZipFile, member: str) -> Iterator[tuple[tuple[int, int], str]]:
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(2**20):
            text = rest + chunk
            for attributes, error in ERROR.findall(text) if b't="e"' in text else ():
                if place := PLACE.search(attributes):
                    letters, row = coordinate_from_string(place[1].decode())
                    yield (row, column_index_from_string(letters)), error.decode()
            rest = text[-LONGEST:]


def _percent_styles(content: bytes) -> set[str]:
    """Numbers of the cell styles that show percentages."""
    root = _parsed(content)
    formats = {one.get("numFmtId") for one in root.iter(f"{MAIN}numFmt") if "%" in LITERAL.sub("", one.get("formatCode", ""))} | BUILT_IN
    cells = root.find(f"{MAIN}cellXfs")
    return {str(n) for n, one in enumerate(cells if cells is not None else ()) if one.get("numFmtId") in formats}


def members(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, member of the package) of every sheet."""
    targets = {one.get("Id"): one.get("Target", "") for one in _parsed(package.read("xl/_rels/workbook.xml.rels"))}
    found = []
    for sheet in _parsed(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet"):
        target = targets.get(sheet.get(RELATED), "")
        found.append((sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"))
    return found


def _cells(package: zipfile.ZipFile, member: str, styles: set[str]) -> Any:
    with package.open(member) as stream:
        for _, one in etree.iterparse(stream, tag=f"{MAIN}c", resolve_entities=False, huge_tree=True):
            if one.get("s") in styles and one.get("r"):
                letters, row = coordinate_from_string(one.get("r"))
                yield row, column_index_from_string(letters)
            one.clear()
            while one.getprevious() is not None:
                del one.getparent()[0]


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
