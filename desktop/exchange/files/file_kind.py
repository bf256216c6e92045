"""What a file is, by its first bytes and never by its name; what cannot be read is refused in one sentence."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from openpyxl.utils import column_index_from_string

from db.messages import Sentence, Trouble, why
from desktop.exchange.files import binary_records
from desktop.exchange.files.compound_file import MAGIC, Compound

LARGEST = 100 * 2**20  # bytes of a file
UNPACKED, RATIO, SMALL = 2**30, 200, 20 * 2**20  # bytes in all; times the file; below this no ratio is suspicious
SPARSE = 40_000_000  # cells of the smallest rectangle around all values that is still read in one piece
ZIP = b"PK\x03\x04"
OTHER = (
    (b"%PDF", Sentence("PDF 文件")),
    (b"\x89PNG", Sentence("图片")),
    (b"\xff\xd8\xff", Sentence("图片")),
    (b"GIF8", Sentence("图片")),
    (b"BM", Sentence("图片")),
    (b"II*\0", Sentence("图片")),
    (b"MM\0*", Sentence("图片")),
    (b"Rar!", Sentence("压缩包")),
    (b"7z\xbc\xaf", Sentence("压缩包")),
    (b"SQLite format 3", Sentence("台账工作库")),
    (b"{\\rtf", Sentence("文字文档")),
)
ELSE = Sentence("请让填报单位报电子表格")
ADVICE = {"图片": ELSE, "PDF 文件": ELSE, "压缩包": Sentence("请先解压"), "台账工作库": Sentence("请用“打开”")}
PARTS = "meta-inf/manifest.xml"
STREAMS = {"WordDocument": Sentence("Word 文档"), "PowerPoint Document": Sentence("演示文稿")}
BOOKS = ("Workbook", "Book")  # the stream of an .xls, since Excel 97 and before
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_PLACED = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"[^<>/]{0,200}(/?)>')  # as nearly everybody writes it
_COUNT = re.compile(rb"""\buniqueCount\s*=\s*["']([0-9]+)""")
_TAG = 2**20  # bytes of the longest tag


def kind(path: Path) -> str:
    """xlsx, xlsb, ods or xls; raises `Trouble` for everything else."""
    name = path.name
    if name.startswith(("~$", ".~")):
        raise Trouble("“{file}”是表格软件打开文件时留下的临时文件，不是报表，请选没有“~$”的那一个。", file=name)
    try:
        found = path.stat()
        size, regular = found.st_size, stat.S_ISREG(found.st_mode)
        head = b""
        if regular:  # a pipe would never end
            with path.open("rb") as file:
                head = file.read(512)
    except OSError as fault:
        raise Trouble("“{file}”读不了：{why}。", file=name, why=why(fault)) from fault
    if not regular:
        raise Trouble("“{file}”不是文件，没有读。", file=name)
    if not size:
        raise Trouble("“{file}”是空文件（0 字节），请重新拷贝。", file=name)
    if size > LARGEST:
        raise Trouble("“{file}”有 {size} MB，超过 {limit} MB，不像报表，没有读。", file=name, size=size // 2**20, limit=LARGEST // 2**20)
    if head.startswith(ZIP):
        return _packed(path, size)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path)
    for start, what in OTHER:
        if head.startswith(start):
            raise Trouble(
                "“{file}”是{what}，不是电子表格，{advice}。", file=name, what=what, advice=ADVICE.get(what, Sentence("请另存为 xlsx"))
            )
    if head[:2] == b"\x09\x08":
        return "xls"
    if int.from_bytes(head[:2], "little") in binary_records.OLD and head[2:4] in (b"\x04\0", b"\x06\0"):
        raise Trouble("“{file}”是很早的 Excel 格式（第 4 版以前），请用 WPS 或 Excel 打开后另存为 xlsx。", file=name)
    if b"<" in head[:64] and re.search(rb"<(html|table|\?xml|workbook)", head, re.IGNORECASE):
        raise Trouble("“{file}”是网页或 XML，不是电子表格，请用 WPS 或 Excel 打开后另存为 xlsx。", file=name)
    raise Trouble("“{file}”不是电子表格，或已经损坏，请用 WPS 或 Excel 打开看看，再另存为 xlsx。", file=name)


def zipped(path: Path) -> bool:
    """Whether a file is a zip from its first byte; old binary ones may have one embedded."""
    with path.open("rb") as file:
        return file.read(len(ZIP)) == ZIP


def _packed(path: Path, size: int) -> str:
    """A zip: by its members; every size is looked at before anything is unpacked, and then that they are true."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as package:
            listed = package.infolist()
            members = {one.filename.replace("\\", "/").lower(): one for one in listed}
            total = sum(one.file_size for one in listed)
            locked = any(one.flag_bits & 1 for one in listed) or "encrypted-package" in members
            if PARTS in members and members[PARTS].file_size < SMALL:  # of an .ods: each part may be locked by itself
                locked = locked or b":encryption-data" in package.read(members[PARTS])
            first = package.read("mimetype")[:100] if "mimetype" in members and members["mimetype"].file_size < 1000 else b""
            if locked:
                raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=name)
            if total > UNPACKED or total > SMALL and total > size * RATIO:
                times, mb = total // size, total // 2**20
                raise Trouble("“{file}”解开后有 {size} MB，是文件本身的 {times} 倍，不像报表，没有读。", file=name, size=mb, times=times)
            whole = len(members) == len(listed) and package.testzip() is None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError):
        whole = False
    if not whole:
        raise Trouble("“{file}”已经损坏（多半是没有拷贝完整），请重新拷贝。", file=name)
    return _by_members(name, members, first)


def _by_members(name: str, members: Collection[str], first: bytes) -> str:
    for ending, kind in (("workbook.xml", "xlsx"), ("workbook.bin", "xlsb")):
        if f"xl/{ending}" in members or any(one.rpartition("/")[2] == ending for one in members):
            return kind
    if b"opendocument.spreadsheet" in first or not first and "content.xml" in members:
        return "ods"
    for folder, what in (("word/", STREAMS["WordDocument"]), ("ppt/", STREAMS["PowerPoint Document"])):
        if any(one.startswith(folder) for one in members) or folder == "word/" and b"opendocument.text" in first:
            raise Trouble("“{file}”是{what}，不是电子表格，请用空白表填报。", file=name, what=what)
    if any(one.endswith((".xlsx", ".xls", ".et", ".ods")) for one in members):
        raise Trouble("“{file}”是压缩包，请先解压，再选里面的表格。", file=name)
    if "[content_types].xml" in members:
        return "xlsx"
    raise Trouble("“{file}”不是电子表格，请用空白表填报。", file=name)


def _compound(path: Path) -> str:
    """An old binary file: by the names of its streams, those of embedded documents aside."""
    try:
        found = Compound(path.read_bytes())
    except (ValueError, struct.error) as fault:
        raise Trouble("“{file}”已经损坏（多半是没有拷贝完整），请重新拷贝。", file=path.name) from fault
    if "EncryptedPackage" in found:
        raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=path.name)
    if any(one in found for one in BOOKS):
        return "xls"
    what = next((what for one, what in STREAMS.items() if one in found), "")
    if what:
        raise Trouble("“{file}”是{what}，不是电子表格，请用空白表填报。", file=path.name, what=what)
    raise Trouble("“{file}”不是电子表格，请用空白表填报。", file=path.name)


def stream(content: bytes) -> bytes:
    """The records of an .xls, which stand in a compound file or, in very old ones, by themselves."""
    if not content.startswith(MAGIC):
        return content
    found = Compound(content)
    return found.read(next(one for one in BOOKS if one in found))


def scattered(file: Path | BinaryIO) -> bool:
    """Whether values of an xlsx may stand so far apart that the rectangle around all of them would not fit into memory.

    So they may where it declares more texts than it can hold, or writes its cells as nobody else does.
    """
    with zipfile.ZipFile(file) as package:
        return any(_area(package, one) > SPARSE for one in package.infolist())


def _area(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Cells of the rectangle around everything of a sheet."""
    widest, lowest, rest, sheet = 0, 0, b"", False
    with package.open(member) as content:
        while chunk := content.read(2**22):
            text = rest + chunk
            sheet = sheet or b"sheetData" in text
            if any(int(one) > member.file_size for one in _COUNT.findall(text)):
                return SPARSE + 1
            end = text.rindex(b"<") if b"<" in text else len(text)
            text, rest = text[:end], text[end:]
            if not sheet:
                continue
            found = _PLACED.findall(text)
            if len(found) != len(_CELL.findall(text)) or len(rest) > _TAG:
                return SPARSE + 1
            if filled := [one for one in found if not one[2]]:  # those without content are closed at once
                letters, numbers, _ = map(set, zip(*filled, strict=True))
                lowest = max(lowest, *map(int, numbers))
                widest = max(widest, *(column_index_from_string(one.decode()) for one in letters))
    return lowest * widest
