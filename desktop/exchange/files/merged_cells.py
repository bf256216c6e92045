"""Cells of a workbook that were merged: only the first shows its value, the others are not empty but unknown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils.cell import range_boundaries

from db.messages import Trouble
from desktop.exchange.files import binary_cells, file_kind, ods_sheets
from desktop.exchange.files.percent_and_error_cells import members
from desktop.exchange.files.sheet_values import plain_xls

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]{0,100}ref\s*=\s*["']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})["']""")
LONGEST = 200  # bytes of a mergeCell
ROWS = 10_000  # a range over more rows is decoration
MOST = 1_000_000  # rows under merged cells, those that several reach into counted again


class MergedRange(NamedTuple):
    """The hidden cells of a merged range in one row, by their columns, and the place of the cell that shows."""

    left: int
    right: int
    top: int
    first: int


Boundaries = tuple[int, int, int, int]  # left, top, right, bottom
Covered = dict[int, list[MergedRange]]  # row -> the merged ranges that hide cells of it


def covered(path: Path) -> dict[str, Covered]:
    """What is hidden under merged cells of each sheet; raises `Trouble` where it is more than people ever merge."""
    found: dict[str, Covered] = {}
    count = 0
    for name, (left, top, right, bottom) in _ranges(path) if file_kind.zipped(path) else _old_ranges(path):
        if not top <= bottom < top + ROWS:
            continue
        count += bottom - top + 1
        if count > MOST:
            raise Trouble("“{file}”里合并的单元格太多，没有读，请取消合并再报。", file=path.name)
        for row in range(top, bottom + 1):
            hidden = left + 1 if row == top else left
            if hidden <= right:
                found.setdefault(name, {}).setdefault(row, []).append(MergedRange(hidden, right, top, left))
    return found


def _ranges(path: Path) -> Iterator[tuple[str, Boundaries]]:
    """By a search of our own: the fast reader tells merged cells only with all values of a sheet, and not every sheet may be read so."""
    with zipfile.ZipFile(path) as package:
        if ods_sheets.CONTENT in package.namelist():
            yield from ods_sheets.merges(package)
        for name, member in members(package):
            if member.casefold().endswith(".bin"):
                yield from ((name, boundaries) for boundaries in binary_cells.merges(package.read(member)))
                continue
            rest = b""
            with package.open(member) as stream:
                while chunk := stream.read(2**20):
                    text = rest + chunk
                    refs = MERGED.findall(text) if b"mergeCell" in text else ()
                    yield from ((name, range_boundaries(ref.decode())) for ref in refs)
                    rest = text[-LONGEST:]


def _old_ranges(path: Path) -> Iterator[tuple[str, Boundaries]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with path.open("rb") as file:
        book = CalamineWorkbook.from_filelike(plain_xls(file))
    for sheet in book.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            for (top, left), (bottom, right) in book.get_sheet_by_name(sheet.name).merged_cell_ranges or ():
                yield sheet.name, (left + 1, top + 1, right + 1, bottom + 1)
