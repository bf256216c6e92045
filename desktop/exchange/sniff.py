"""What a file is, by its first bytes and never by its name; what cannot be read is refused in one sentence."""

from __future__ import annotations

import re
import string
import zipfile
from pathlib import Path

from openpyxl.utils import column_index_from_string

from db.trouble import Trouble, why

LARGEST = 100 * 2**20  # bytes of a file
UNPACKED, RATIO, SMALL = 2**30, 200, 20 * 2**20  # bytes in all; times the file; below this no ratio is suspicious
SPARSE = 40_000_000  # cells of the smallest rectangle around all values that is still read in one piece
OTHER = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"SQLite format 3", "台账工作库"),
    (b"{\\rtf", "文字文档"),
)
ADVICE = {"图片": "请让填报单位报电子表格", "PDF 文件": "请让填报单位报电子表格", "压缩包": "请先解压", "台账工作库": "请用“打开”"}
PARTS = "META-INF/manifest.xml"
STREAMS = {"EncryptedPackage": "", "WordDocument": "Word 文档", "PowerPoint Document": "演示文稿"}
_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]+[0-9]+)"[^>/]*>')  # with content: empty ones are closed at once


def kind(path: Path) -> str:
    """xlsx, xlsb, ods or xls; raises `Trouble` for everything else."""
    name = path.name
    if name.startswith(("~$", ".~")):
        raise Trouble("“{file}”是表格软件打开文件时留下的临时文件，不是报表，请选没有“~$”的那一个。", file=name)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as fault:
        raise Trouble("“{file}”读不了：{why}。", file=name, why=why(fault)) from fault
    if not size:
        raise Trouble("“{file}”是空文件（0 字节），请重新拷贝。", file=name)
    if size > LARGEST:
        raise Trouble("“{file}”有 {size} MB，超过 {limit} MB，不像报表，没有读。", file=name, size=size // 2**20, limit=LARGEST // 2**20)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path, size)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(path)
    for start, what in OTHER:
        if head.startswith(start):
            raise Trouble("“{file}”是{what}，不是电子表格，{advice}。", file=name, what=what, advice=ADVICE.get(what, "请另存为 xlsx"))
    if head[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02"):
        return "xls"
    if b"<" in head[:64] and re.search(rb"<(html|table|\?xml|workbook)", head, re.IGNORECASE):
        raise Trouble("“{file}”是网页或 XML，不是电子表格，请用 WPS 或 Excel 打开后另存为 xlsx。", file=name)
    raise Trouble("“{file}”不是电子表格，或已经损坏，请用 WPS 或 Excel 打开看看，再另存为 xlsx。", file=name)


def _packed(path: Path, size: int) -> str:
    """A zip: by its members; every size is looked at before anything is unpacked."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as package:
            members = {one.filename: one for one in package.infolist()}
            total = sum(one.file_size for one in members.values())
            locked = any(one.flag_bits & 1 for one in members.values()) or "encrypted-package" in members
            if PARTS in members and members[PARTS].file_size < SMALL:  # of an .ods: each part may be locked by itself
                locked = locked or b":encryption-data" in package.read(PARTS)
            first = package.read("mimetype")[:100] if "mimetype" in members and members["mimetype"].file_size < 1000 else b""
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as fault:
        raise Trouble("“{file}”已经损坏（多半是没有拷贝完整），请重新拷贝。", file=name) from fault
    if locked:
        raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=name)
    if total > UNPACKED or total > SMALL and total > size * RATIO:
        sentence = "“{file}”解开后有 {size} MB，是文件本身的 {times} 倍，不像报表，没有读。"
        raise Trouble(sentence, file=name, size=total // 2**20, times=total // size)
    if "xl/workbook.xml" in members:
        return "xlsx"
    if "xl/workbook.bin" in members:
        return "xlsb"
    if b"opendocument.spreadsheet" in first:
        return "ods"
    if any(one.startswith("word/") for one in members) or b"opendocument.text" in first:
        raise Trouble("“{file}”是 Word 文档，不是电子表格，请用空白表填报。", file=name)
    if any(one.lower().endswith((".xlsx", ".xls", ".et", ".ods")) for one in members):
        raise Trouble("“{file}”是压缩包，请先解压，再选里面的表格。", file=name)
    if "[Content_Types].xml" in members:
        return "xlsx"
    raise Trouble("“{file}”不是电子表格。", file=name)


def _compound(path: Path) -> str:
    """An old binary file: its directory names the streams in UTF-16."""
    content = path.read_bytes()
    for stream, what in STREAMS.items():
        if stream.encode("utf-16-le") in content:
            if not what:
                raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=path.name)
            raise Trouble("“{file}”是{what}，不是电子表格，请用空白表填报。", file=path.name, what=what)
    return "xls"


def scattered(path: Path) -> bool:
    """Whether a value stands so far from the others that the rectangle around all of them would not fit into memory."""
    with zipfile.ZipFile(path) as package:
        return any(_area(package, one) > SPARSE for one in package.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", one))


def _area(package: zipfile.ZipFile, member: str) -> int:
    """Cells of the rectangle around everything of a sheet."""
    widest, lowest, rest = 0, 0, b""
    with package.open(member) as stream:
        while chunk := stream.read(2**22):
            text = rest + chunk
            if found := _CELL.findall(text):
                lowest = max(lowest, int(found[-1].lstrip(string.ascii_uppercase.encode())))
                letters = {one.rstrip(b"0123456789") for one in found}
                widest = max(widest, *(column_index_from_string(one.decode()) for one in letters if len(one) <= 3))
            rest = text[-64:]
    return lowest * widest
