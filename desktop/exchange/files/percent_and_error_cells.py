"""What the fast reader does not tell of an xlsx or xlsb: cells that show a percentage, hold an error, or were never computed.

People paste 85% from other workbooks: the cell then holds 0.85 and only its format says percent. #REF! is read as nothing, and so is a
formula that a program wrote without its result. A sheet is searched first, and parsed only where the search leaves any doubt.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from posixpath import basename, dirname, join, normpath
from typing import Any, BinaryIO

from lxml import etree
from openpyxl.utils.cell import column_index_from_string

from db.values.kinds import UNCOMPUTED
from desktop.exchange.files import binary_cells
from desktop.exchange.files.cell_marks import BUILT_IN, CellMarks, shows_percent

# A formula with its result as nearly everybody writes it; every formula; what else has to be parsed: errors, comments, CDATA, entities.
COMPUTED = re.compile(rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)<(?:\w+:)?v>[^<\s]")
EMPTY_TEXT = re.compile(  # which is a result
    rb"<(?:\w+:)?c\s[^<>]{0,200}\bt=\"str\"[^<>]{0,200}><(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
UNUSUAL = re.compile(rb"""\bt\s*=\s*["']e["']|<!|\0""")
CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
LONGEST = 2**20  # bytes of a cell


def cell_marks(path: Path | BinaryIO) -> dict[str, CellMarks]:
    """Sheet name -> the marks of its cells, of an xlsx or xlsb."""
    marks: dict[str, CellMarks] = {}
    with zipfile.ZipFile(path) as package:
        found = _Members(package)
        styles = package.read(found.styles) if found.styles else b""
        if found.wide:
            shown = binary_cells.percent_styles(styles)
            return {name: binary_cells.wide_marks(package.read(member), shown) for name, member in found.sheets}
        percent_styles = _percent_styles(styles) if styles else set()
        for name, member in found.sheets:
            if percent_styles or _has_to_be_parsed(package, member):
                marks[name] = _parsed_marks(package, member, percent_styles)
    return marks


def _has_to_be_parsed(package: zipfile.ZipFile, member: str) -> bool:
    """Whether a sheet may hold an error or a formula without a result."""
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(2**20):
            text = rest + chunk
            if UNUSUAL.search(text):
                return True
            starts = [found.start() for found in CELL.finditer(text, max(0, len(text) - LONGEST))]
            end = starts[-1] if starts else max(0, len(text) - 50)
            if _without_result(text[:end]):
                return True
            rest = text[end:]
            if len(rest) > LONGEST:
                return True
    return _without_result(rest)


def _without_result(text: bytes) -> bool:
    """Whether there are more formulas than results."""
    if b"<f" not in text and b":f" not in text:
        return False
    return len(FORMULA.findall(text)) != len(COMPUTED.findall(text)) + len(EMPTY_TEXT.findall(text))


def _parsed_marks(package: zipfile.ZipFile, member: str, styles: set[str]) -> CellMarks:
    percents: set[tuple[int, int]] = set()
    faults: dict[tuple[int, int], str] = {}
    for place, cell in _cells(package, member):
        if cell.get("s") in styles:
            percents.add(place)
        value = cell.find("{*}v")
        text = "".join(value.itertext()).strip() if value is not None else ""
        if cell.get("t") == "e":
            faults[place] = text or "#N/A"
        elif not text and cell.get("t") != "str" and cell.find("{*}f") is not None and cell.find("{*}is") is None:
            faults[place] = UNCOMPUTED  # a result that is an empty text is a result
    return CellMarks(frozenset(percents), faults)


def _cells(package: zipfile.ZipFile, member: str) -> Iterator[tuple[tuple[int, int], Any]]:
    """(place, cell) of every cell, also where rows and cells are not numbered."""
    number = 0
    with package.open(member) as stream:
        options: Any = {"resolve_entities": False, "remove_comments": True, "remove_pis": True, "recover": True, "huge_tree": True}
        for _, row in etree.iterparse(stream, tag="{*}row", **options):
            number, column = int(row.get("r") or number + 1), 0
            for cell in row:
                if reference := cell.get("r"):
                    found = REFERENCE.fullmatch(reference)
                    column, number = (column_index_from_string(found[1]), int(found[2])) if found else (column + 1, number)
                else:
                    column += 1
                yield (number, column), cell
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]


def _percent_styles(content: bytes) -> set[str]:
    """Numbers of the cell styles that show percentages, whichever of the two namespaces the workbook is written in."""
    root = _parsed(content)
    formats = {one.get("numFmtId") for one in root.iter("{*}numFmt") if shows_percent(one.get("formatCode", ""))}
    formats |= set(map(str, BUILT_IN))
    cells = root.find("{*}cellXfs")
    return {str(n) for n, one in enumerate(cells if cells is not None else ()) if one.get("numFmtId") in formats}


def members(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, member of the package) of every sheet; raises `ValueError` where one that is named is not there."""
    return _Members(package).sheets


class _Members:
    """Where a package keeps its sheets and styles: by its relations, whatever the folders, slashes and capitals."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {_folded(one): one for one in package.namelist()}
        told = (
            next((target for kind, _, target in self._relations("") if kind == "officeDocument"), "")
            or self._there("xl/workbook.xml")
            or self._there("xl/workbook.bin")
        )
        self.wide = told.casefold().endswith(".bin")
        related = list(self._relations(told)) if told else []
        self.styles = next((target for kind, _, target in related if kind == "styles"), "")
        targets = {id: target for _, id, target in related}
        self.sheets = [(name, targets.get(link, "")) for name, link in self._listed(told)]
        if gone := [name for name, target in self.sheets if not target]:
            raise ValueError(f"no part for {gone}")

    def _listed(self, book: str) -> list[tuple[str, str]]:
        """(name, relation) of the sheets."""
        content = self._package.read(book) if book else b""
        if self.wide:
            return list(binary_cells.sheet_links(content))
        return [(one.get("name", ""), _link(one)) for one in _parsed(content).iter("{*}sheet")] if book else []

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


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False))
