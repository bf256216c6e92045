"""Compound files, in which old binary workbooks (.xls, .et) and documents are kept: the streams of one, and a plain one around a stream.

Every chain of sectors is followed with a bound, so that a file that runs in a circle ends. Raises `ValueError` for what makes no sense.
olefile would read on over such circles or, made strict, refuse files that can be read; and it writes no file around a stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128  # bytes of a directory entry
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
IN_HEADER = 109  # sectors of the allocation table that the header names
SMALL, WIDE = 64, 4096  # bytes of a small sector; of a sector as we write it


class _StreamEntry(NamedTuple):
    name: str
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """The streams at the top of a compound file; those of embedded documents are not seen."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512 or not content.startswith(MAGIC):
            raise ValueError("no compound file")
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("unheard-of sector size")
        self._content, self._size = content, 1 << shift
        first, self._cut, small_first, small_count, more = struct.unpack_from("<I4x4I", content, 48)
        self._table = self._allocation(more)
        self._entries = [_entry(one) for one in _pieces(self._chain(first), ENTRY)]
        if not self._entries:
            raise ValueError("no directory")
        root = self._entries[0]
        self._small = self._chain(root.start, root.size)
        self._small_table = _numbers(self._chain(small_first, small_count * self._size))
        self._top = {one.name.casefold(): one for one in self._siblings(root.child)}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._top

    def read(self, name: str) -> bytes:
        """A stream as bytes."""
        one = self._top[name.casefold()]
        if one.size >= self._cut:
            return self._chain(one.start, one.size)
        places = _walk(one.start, self._small_table, -(-len(self._small) // SMALL), -(-one.size // SMALL))
        return b"".join(self._small[n * SMALL : (n + 1) * SMALL] for n in places)[: one.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise ValueError("a sector beyond the end")
        return self._content[start : start + self._size]

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """A chain up to `size` bytes, or to its end."""
        there = len(self._content) // self._size
        wanted = None if size is None else -(-size // self._size)
        return b"".join(map(self._sector, _walk(start, self._table, there, wanted)))[:size]

    def _allocation(self, more: int) -> Sequence[int]:
        """The allocation table; the sectors that hold it are named in the header and then in a chain of lists."""
        named, seen = [*struct.unpack_from(f"<{IN_HEADER}I", self._content, 76)], set()
        while more < FAT - 1:
            if more in seen:
                raise ValueError("a list in a circle")
            seen.add(more)
            *some, more = _numbers(self._sector(more))
            named += some
        whole = dict.fromkeys(one for one in named if one < FAT - 1)
        return _numbers(b"".join(map(self._sector, whole)))

    def _siblings(self, start: int) -> Iterator[_StreamEntry]:
        seen, waiting = set(), [start]
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                one = self._entries[number]
                waiting += [one.left, one.right]
                yield one


def _entry(content: bytes) -> _StreamEntry:
    length, left, right, child = struct.unpack_from("<H2x3I", content, 64)
    start, size = struct.unpack_from("<II", content, 116)
    return _StreamEntry(content[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), left, right, child, start, size)


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    return (content[n : n + size] for n in range(0, len(content) - size + 1, size))


def _numbers(content: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _walk(start: int, table: Sequence[int], there: int, wanted: int | None = None) -> Iterator[int]:
    """The first places of a chain, as many as wanted, or all; there cannot be more of them than sectors."""
    for _ in range(there if wanted is None else min(wanted, there)):
        if start >= FAT - 1:  # the end, or nothing at all
            return
        if start >= len(table):
            raise ValueError("a chain that leaves the table")
        yield start
        start = table[start]
    if wanted is None and start < FAT - 1:
        raise ValueError("a chain in a circle")


def wrapped(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file of one stream, in which nothing is left to go wrong."""
    body = stream.ljust(WIDE, b"\0")
    body += b"\0" * (-len(body) % WIDE)
    count, each = len(body) // WIDE, WIDE // 4
    tables = 1
    while (tables + 1 + count) > tables * each:
        tables += 1
    if tables > IN_HEADER:
        raise ValueError("too long")
    chain = [*(FAT for _ in range(tables)), END, *range(tables + 2, tables + 1 + count), END]
    table = struct.pack(f"<{tables * each}I", *chain, *(FREE for _ in range(tables * each - len(chain))))
    sectors = struct.pack(f"<{IN_HEADER}I", *range(tables), *(FREE for _ in range(IN_HEADER - tables)))
    head = MAGIC + bytes(16) + struct.pack("<5H6x9I", 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, WIDE, END, 0, END, 0) + sectors
    directory = _listed("Root Entry", 5, 1, 0, 0) + _listed(name, 2, FREE, tables + 1, len(body))
    return head.ljust(WIDE, b"\0") + table + directory.ljust(WIDE, b"\0") + body


def _listed(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, FREE, FREE, child)
    return head.ljust(116, b"\0") + struct.pack("<IQ", start, size)
