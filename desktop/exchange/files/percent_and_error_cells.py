"""What the fast reader does not tell of an xlsx: cells that show their number as a percentage, hold an error, or were never computed.

People paste 85% from other workbooks: the cell then holds 0.85 and only its format says percent. #REF! is read as nothing, and so is a
formula that a program wrote without its result.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import Any, BinaryIO

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from db.values.kinds import UNCOMPUTED

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BUILT_IN = {"9", "10"}  # 0% and 0.00%
FORMULA = rb"(?:<(?:\w+:)?f[^<>]*/>|<(?:\w+:)?f[^<>]*>[^<]*</(?:\w+:)?f>)?"
ERROR = re.compile(rb'<(?:\w+:)?c ([^<>]{0,200}t="e"[^<>]{0,200})>' + FORMULA + rb"<(?:\w+:)?v>(#[^<]*)<")
FORMULAS = re.compile(
    rb"<(?:\w+:)?c ([^<>]{0,200})><(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)(?:<(?:\w+:)?v(?: ?/>|></(?:\w+:)?v>))?</(?:\w+:)?c>"
)
PLACE = re.compile(rb'\br="([A-Z]+[0-9]+)"')
LONGEST = 20_000  # bytes of a cell with a formula
LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def percent_cells(path: Path | BinaryIO) -> dict[str, frozenset[tuple[int, int]]]:
    """Sheet name -> (row, column) of the cells with a percent format; almost always empty, and then nothing but the styles is read."""
    with zipfile.ZipFile(path) as package:
        found = _Members(package)
        styles = _percent_styles(package.read(found.styles)) if found.styles else set()
        if not styles:
            return {}
        return {name: frozenset(_cells(package, member, styles)) for name, member in found.sheets}


def error_cells(path: Path | BinaryIO) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet name -> (row, column) -> #N/A, #REF! ... of the cells that hold an error, or `UNCOMPUTED`; other sheets are only searched."""
    found = {}
    with zipfile.ZipFile(path) as package:
        for name, member in members(package):
            if cells := dict(_errors(package, member)):
                found[name] = cells
    return found


def as_percent(value: Any) -> Any:
    """0.85 in a cell that shows 85% is 85%."""
    return f"{float(f'{value * 100:.15g}')!r}%" if isinstance(value, float) else value


def _errors(package: zipfile.ZipFile, member: str) -> Iterator[tuple[tuple[int, int], str]]:
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(2**20):
            text = rest + chunk
            found = [(attributes, error.decode()) for attributes, error in ERROR.findall(text)] if b't="e"' in text else []
            # A result that is an empty text is a result.
            found += [(one, UNCOMPUTED) for one in FORMULAS.findall(text) if b't="str"' not in one] if b"f>" in text else []
            for attributes, error in found:
                if place := PLACE.search(attributes):
                    letters, row = coordinate_from_string(place[1].decode())
                    yield (row, column_index_from_string(letters)), error
            rest = text[-LONGEST:]


def _percent_styles(content: bytes) -> set[str]:
    """Numbers of the cell styles that show percentages."""
    root = _parsed(content)
    formats = {one.get("numFmtId") for one in root.iter(f"{MAIN}numFmt") if "%" in LITERAL.sub("", one.get("formatCode", ""))} | BUILT_IN
    cells = root.find(f"{MAIN}cellXfs")
    return {str(n) for n, one in enumerate(cells if cells is not None else ()) if one.get("numFmtId") in formats}


def members(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, member of the package) of every sheet; raises `ValueError` where one that is named is not there."""
    return _Members(package).sheets


class _Members:
    """Where a package keeps its sheets and styles: by its relations, whatever the folders, slashes and capitals."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {_folded(one): one for one in package.namelist()}
        told = next((target for kind, _, target in self._relations("") if kind == "officeDocument"), "") or self._there("xl/workbook.xml")
        book = told if told.casefold().endswith(".xml") else ""  # an .xlsb has no XML to look at
        related = list(self._relations(book)) if book else []
        self.styles = next((target for kind, _, target in related if kind == "styles"), "")
        targets = {id: target for _, id, target in related}
        sheets = _parsed(package.read(book)).iter("{*}sheet") if book else ()
        self.sheets = [(one.get("name", ""), targets.get(_link(one), "")) for one in sheets]
        if gone := [name for name, target in self.sheets if not target]:
            raise ValueError(f"no part for {gone}")

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """(kind, id, member) of what a part is related to and is there."""
        folder = dirname(_folded(part))
        rels = self._there(join(folder, "_rels", f"{basename(_folded(part))}.rels"))
        for one in _parsed(self._package.read(rels)) if rels else ():
            reach = one.get("Target", "").replace("\\", "/")
            if target := self._there(normpath(join("/", folder, reach))):
                yield one.get("Type", "").rpartition("/")[2], one.get("Id", ""), target

    def _there(self, name: str) -> str:
        return self._names.get(_folded(name), "")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _link(sheet: Any) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("elationships}id")), "")


def _cells(package: zipfile.ZipFile, member: str, styles: set[str]) -> Any:
    with package.open(member) as stream:
        for _, one in etree.iterparse(stream, tag=f"{MAIN}c", resolve_entities=False):
            if one.get("s") in styles and one.get("r"):
                letters, row = coordinate_from_string(one.get("r"))
                yield row, column_index_from_string(letters)
            one.clear()
            while one.getprevious() is not None:
                del one.getparent()[0]


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))
