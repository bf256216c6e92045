"""The records of binary workbooks (.xls, .et, .xlsb): what a reader would trip over is found before it makes room for anything."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

BOF, EOF, SHEET, LOCKED, SIZE = 0x0809, 0x000A, 0x0085, 0x002F, 0x0200
OLD = (0x0009, 0x0209, 0x0409)  # how Excel 2 to 4 began
CELLS = {0x0006, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E}  # row and column, then what is in the cell
MANY = 0x00BD  # numbers side by side
COLUMNS = 256
WALKED = 8  # times the length of the stream; sheets that share their records are walked again
ROW_B, CELLS_B = 0, range(1, 12)  # of an .xlsb
ROWS_B = 2**20


class RecordsFound(NamedTuple):
    """What an .xls holds: whether a password locks it, and the cells of the rectangles around the values of all its sheets."""

    locked: bool
    area: int
    stream: bytes  # without the sizes that the sheets declare


def looked(stream: bytes) -> RecordsFound:
    """Look at the stream of an .xls; raises `ValueError` where it is none."""
    if len(stream) < 4 or struct.unpack_from("<H", stream)[0] != BOF:
        raise ValueError("no beginning")
    starts = []
    for kind, at, length in records(stream, 0):
        if kind == LOCKED:
            return RecordsFound(True, 0, stream)
        if kind == SHEET and length >= 4:
            starts.append(struct.unpack_from("<I", stream, at)[0])
    clean, area, left = bytearray(stream), 0, WALKED * len(stream)
    for start in starts:
        widest = lowest = 0
        for kind, at, length in records(stream, start):
            left -= length + 4
            if left < 0:
                raise ValueError("sheets upon sheets")
            if kind == SIZE:
                clean[at - 4 : at - 2] = bytes(2)  # a record that nobody looks at
            elif (kind in CELLS or kind == MANY) and length >= 4:
                row, column = struct.unpack_from("<HH", stream, at)
                last = column + (length - 6) // 6 if kind == MANY else column
                if last >= COLUMNS:
                    raise ValueError("a column that no old sheet has")
                lowest, widest = max(lowest, row + 1), max(widest, last + 1)
        area += lowest * widest
    return RecordsFound(False, area, bytes(clean))


def records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, place, length) of the records of one part of the stream; those of charts inside are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1:
            yield kind, at + 4, length
        if depth <= 0 and kind == EOF:
            return
        at += 4 + length


def area_of_binary(content: bytes) -> int:
    """Cells of the rectangle around the values of one sheet of an .xlsb."""
    widest = lowest = row = 0
    for kind, at, length in wide_records(content):
        if kind == ROW_B and length >= 4:
            row = struct.unpack_from("<I", content, at)[0] if at + 4 <= len(content) else 0
            if row >= ROWS_B:
                return lowest * widest  # readers stop here
        elif kind in CELLS_B and at + 4 <= len(content):
            column = struct.unpack_from("<I", content, at)[0]
            lowest, widest = max(lowest, row + 1), max(widest, column + 1)
    return lowest * widest


def wide_records(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, place, length) of the records of one part of an .xlsb."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        yield kind, at, length
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place behind it."""
    number = 0
    for n in range(most):
        if at >= len(content):
            break
        byte, at = content[at], at + 1
        number |= (byte & 0x7F) << 7 * n
        if byte < 0x80:
            break
    return number, at
