"""Cells of an xlsx that were merged downwards: only the uppermost keeps its value, the others are not empty but unknown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl.utils.cell import range_boundaries

from desktop.exchange.percents import members

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
LONGEST = 200  # bytes of a mergeCell
ROWS = 10_000  # a range over more rows is decoration

Place = tuple[int, int]  # row, column


def covered(path: Path) -> dict[str, dict[Place, Place]]:
    """Sheet name -> cell that lies under a merged one -> the cell that holds the value, for merges over several rows of an xlsx."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        found = {name: dict(_covered(package, member)) for name, member in members(package) if member in names}
    return {name: cells for name, cells in found.items() if cells}


def _covered(package: zipfile.ZipFile, member: str) -> Iterator[tuple[Place, Place]]:
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(2**20):
            text = rest + chunk
            for ref in MERGED.findall(text) if b"mergeCell" in text else ():
                left, top, right, bottom = range_boundaries(ref.decode())
                if top < bottom < top + ROWS and right - left < ROWS:
                    for row in range(top + 1, bottom + 1):
                        yield from (((row, column), (top, left)) for column in range(left, right + 1))
            rest = text[-LONGEST:]
