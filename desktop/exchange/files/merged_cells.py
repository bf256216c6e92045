"""Cells of an xlsx that were merged downwards: only the uppermost keeps its value, the others are not empty but unknown."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from openpyxl.utils.cell import range_boundaries

from db.messages import Trouble
from desktop.exchange.files import file_kind
from desktop.exchange.files.percent_and_error_cells import members

MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]{0,100}ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
LONGEST = 200  # bytes of a mergeCell
ROWS = 10_000  # a range over more rows is decoration
MOST = 1_000_000  # rows under merged cells, those that several reach into counted again


class MergedRange(NamedTuple):
    """A merged range as a row below its first one sees it: columns, and the row that holds the value."""

    left: int
    right: int
    top: int


Covered = dict[int, list[MergedRange]]  # row -> the merged ranges that reach into it from above


def covered(path: Path) -> dict[str, Covered]:
    """What is merged over several rows of each sheet of an xlsx; raises `Trouble` where it is more than people ever merge."""
    if not file_kind.zipped(path):
        return {}
    found: dict[str, Covered] = {}
    count = 0
    with zipfile.ZipFile(path) as package:
        for name, member in members(package):
            for row, span in _spans(package, member):
                found.setdefault(name, {}).setdefault(row, []).append(span)
                count += 1
                if count > MOST:
                    raise Trouble("“{file}”里合并的单元格太多，没有读，请取消合并再报。", file=path.name)
    return found


def _spans(package: zipfile.ZipFile, member: str) -> Iterator[tuple[int, MergedRange]]:
    rest = b""
    with package.open(member) as stream:
        while chunk := stream.read(2**20):
            text = rest + chunk
            for ref in MERGED.findall(text) if b"mergeCell" in text else ():
                left, top, right, bottom = range_boundaries(ref.decode())
                if top < bottom < top + ROWS:
                    yield from ((row, MergedRange(left, right, top)) for row in range(top + 1, bottom + 1))
            rest = text[-LONGEST:]
