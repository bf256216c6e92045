"""Old binary workbooks made by hand: a few records in a compound file, as whole or as broken as a test wants them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from desktop.exchange.files.compound_file import END, FREE, MAGIC

SECTOR, SMALL, CUT = 512, 64, 4096
FAT_MARK = 0xFFFFFFFD
Cell = tuple[int, int, str | float]  # row and column from 0


def record(kind: int, content: bytes = b"") -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(content)) + content


def records(cells: Sequence[Cell], *, size: bytes = b"", first: bytes = b"", more: bytes = b"", build: int = 0x0DBB) -> bytes:
    """The stream of an .xls with one sheet 表; `size` is what it declares, `first` stands after the beginning, `more` after the cells."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, build, 0x07CC, 0, 6)
    name = "表".encode("utf-16-le")
    sheet = struct.pack("<IHBB", 0, 0, len(name) // 2, 1) + name
    head = record(0x0809, begin) + first + record(0x0085, sheet) + record(0x000A)
    head = head.replace(sheet, struct.pack("<I", len(head)) + sheet[4:])
    body = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)) + (record(0x0200, size) if size else b"")
    return head + body + b"".join(map(_cell, cells)) + more + record(0x000A)


def _cell(cell: Cell) -> bytes:
    row, column, value = cell
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return record(0x0203, place + struct.pack("<d", value))


def binary_parts(
    cells: Sequence[Cell], *, styles: Mapping[tuple[int, int], int] | None = None, styled: bytes = b"", more: bytes = b""
) -> dict[str, bytes]:
    """The parts of an .xlsb with one sheet 表; `styles` are the numbers of styles of its cells, `styled` is the part that has them."""
    office, kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://schemas.openxmlformats.org/package/2006"

    def related(*links: tuple[str, str]) -> bytes:
        listed = (f'<Relationship Id="rId{n}" Type="{office}/{type}" Target="{target}"/>' for n, (type, target) in enumerate(links, 1))
        return f'<Relationships xmlns="{kind}/relationships">{"".join(listed)}</Relationships>'.encode()

    sheet = struct.pack("<II", 0, 1) + binary_wide("rId1") + binary_wide("表")
    chosen = styles or {}
    rows = b"".join(
        binary_record(0x00, struct.pack("<I", row)) + binary_record(*_binary_cell(column, value, chosen.get((row, column), 0)))
        for row, column, value in cells
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{kind}/content-types"/>'.encode(),
        "_rels/.rels": related(("officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": related(("worksheet", "worksheets/sheet1.bin"), *[("styles", "styles.bin")] * bool(styled)),
        "xl/workbook.bin": binary_record(0x83)
        + binary_record(0x8F)
        + binary_record(0x9C, sheet)
        + binary_record(0x90)
        + binary_record(0x84),
        "xl/worksheets/sheet1.bin": binary_record(0x81)
        + binary_record(0x94, bytes(16))
        + binary_record(0x91)
        + rows
        + more
        + binary_record(0x92)
        + binary_record(0x82),
    } | ({"xl/styles.bin": styled} if styled else {})


def binary_record(kind: int, content: bytes = b"") -> bytes:
    """One record of an .xlsb."""
    head = bytes([kind & 0x7F | 0x80, kind >> 7]) if kind > 0x7F else bytes([kind])
    length = bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) if len(content) > 0x7F else bytes([len(content)])
    return head + length + content


def _binary_cell(column: int, value: str | float, style: int) -> tuple[int, bytes]:
    place = struct.pack("<II", column, style)
    return (0x06, place + binary_wide(value)) if isinstance(value, str) else (0x05, place + struct.pack("<d", value))


def binary_wide(text: str) -> bytes:
    """A text as an .xlsb writes it."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def compound(streams: Mapping[str, bytes], *, inside: Mapping[str, bytes] | None = None) -> bytes:
    """A compound file with these streams, small ones in the small stream; those `inside` belong to an embedded document."""
    chains: dict[int, int] = {}
    sectors: list[bytes] = []

    def put(content: bytes) -> int:
        first = len(sectors)
        parts = [content[n : n + SECTOR].ljust(SECTOR, b"\0") for n in range(0, len(content), SECTOR)]
        sectors.extend(parts)
        chains.update({n: n + 1 for n in range(first, len(sectors) - 1)})
        if parts:
            chains[len(sectors) - 1] = END
        return first if parts else END

    small, small_table, entries = b"", list[int](), list[tuple[str, int, int]]()
    for name, content in (*streams.items(), *(inside or {}).items()):
        if len(content) >= CUT:
            entries.append((name, put(content), len(content)))
            continue
        start, count = len(small) // SMALL, -(-len(content) // SMALL)
        small += content.ljust(count * SMALL, b"\0")
        small_table += [*range(start + 1, start + count), END] if count else []
        entries.append((name, start if count else END, len(content)))
    root = put(small)
    numbers = put(struct.pack(f"<{len(small_table)}I", *small_table))
    listed = [_listed("Root Entry", 5, FREE, 1 if streams else FREE, root, len(small))]
    for n, (name, start, size) in enumerate(entries, 1):
        more = FREE if n in (len(streams), len(entries)) else n + 1
        listed.append(_listed(name, 2, more, FREE, start, size))
    if inside:  # a folder beside the last stream of the file itself
        listed[len(streams)] = _listed(*entries[len(streams) - 1][:1], 2, len(listed), FREE, *entries[len(streams) - 1][1:])
        listed.append(_listed("MBD0001", 1, FREE, len(streams) + 1, 0, 0))
    directory = put(b"".join(listed))
    table = len(sectors)
    chains[table] = FAT_MARK
    assert table < SECTOR // 4
    fat = struct.pack("<128I", *(chains.get(n, FREE) for n in range(128)))
    head = struct.pack("<5H6x9I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, directory, 0, CUT, numbers, -(-len(small_table) // 128), END, 0)
    listing = struct.pack("<109I", table, *(FREE for _ in range(108)))
    return (MAGIC + bytes(16) + head + listing).ljust(SECTOR, b"\0") + b"".join(sectors) + fat


def _listed(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, FREE, right, child)
    return head.ljust(116, b"\0") + struct.pack("<II4x", start, size)
