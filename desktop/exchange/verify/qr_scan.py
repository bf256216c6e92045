"""Reading the QR code of a scanned paper: a picture, or a PDF rendered page by page. `paper.pdf_writer.qr_text` writes its text.

A `PrintedCode` is the content of one QR code, a `Scan` is a file with the codes printed on its pages.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.messages import Trouble, why
from db.periods import report_period
from db.returns import check_code
from desktop.exchange.files import pdf_document
from desktop.exchange.files.file_kind import LARGEST

if TYPE_CHECKING:
    from PIL.Image import Image

log = logging.getLogger(__name__)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
PAGES = 40  # of one file; further pages are reported and not read
PIXELS = 80_000_000  # of one page, at most: A3 at 600 dpi
TRIED = 40_000_000  # pixels of an enlarged page, at most
TIMES = (1, 2, 3, 0.5)  # small codes are read better enlarged, noisy ones when reduced
DOTS = (200, 300, 450, 600)  # dpi, for the pages of a PDF
POINTS = 72  # per inch
OURS = re.compile(r"TZ[0-9]+\|")
SAYS = re.compile(r"TZ1\|([^|\s]{1,80})\|([^|\s]{1,80})\|([0-9A-Z-]{4,10})\|([1-9][0-9]{0,4})\|([0-9A-Z-]{11})\|([0-9]{1,9})\|(.*)")
TOTAL = re.compile(r"([^=,|]+\.[^=,|.]+)=(-?[0-9]+(?:\.[0-9]+)?)")

Draw = Callable[[float], "Image | None"]  # renders a page at a size; None if that would be too large


@dataclass(frozen=True)
class PrintedCode:
    """The content of one QR code and the pages it is on. `totals` is form.field -> sum, as many as fit in the code."""

    unit: str
    programme: str
    period: str
    version: int
    check_code: str
    rows: int
    totals: Mapping[str, Decimal]
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scan:
    """A file and the codes on it, each return once; `unread` are pages without a code, `more` tells that further pages were not read."""

    file: str
    printed: tuple[PrintedCode, ...]
    pages: int
    unread: tuple[int, ...] = ()
    more: bool = False


def is_picture(path: Path) -> bool:
    """Whether a file is a picture, by its first bytes. Raises `Trouble` where it cannot be opened."""
    return _head(path).startswith(PICTURES)


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF. Raises `Trouble` where it cannot be opened."""
    return _head(path).startswith(b"%PDF-")


def of_pictures(path: Path) -> bool:
    """Whether the first page of a PDF is a picture, as scanners write it and this program never does; False if it cannot be read."""
    import pypdfium2

    try:
        _sized(path)
        with pdf_document.opened(path) as document:
            page = document[0]
            width, height = page.get_size()
            boxes = [image.get_bounds() for image in _images(page)]
            return sum((right - left) * (top - bottom) for left, bottom, right, top in boxes) * 2 > width * height
    except (Trouble, pypdfium2.PdfiumError, IndexError):
        return False


def read(path: Path, pages: int = PAGES, cancelled: Callable[[], bool] = lambda: False) -> Scan:
    """Read the QR codes on the first `pages` pages of a file. Raises `Trouble` if it is no scan or has no readable code of ours."""
    _sized(path)
    try:
        return _scan(path, pages, cancelled)
    except Trouble:
        raise
    except Exception as fault:  # a foreign file can make a library fail in any way
        log.info("%s", path.name, exc_info=fault)
        if is_pdf(path):
            raise Trouble("“{file}”已经损坏或加了密码，读不出来。", file=path.name) from fault
        raise Trouble("“{file}”不是能读的图片，或已经损坏，请重新扫描成 PNG、JPEG、TIFF 或 PDF。", file=path.name) from fault


def printed(text: str, file: str) -> PrintedCode:
    """Parse the text of a QR code of ours; raises `Trouble` if it is incomplete."""
    if not text.startswith("TZ1|"):
        raise Trouble("“{file}”的二维码是更新版本的台账印的，请升级本程序。", file=file)
    match = SAYS.fullmatch(text)
    totals = [TOTAL.fullmatch(text) for text in (match[7].split(",") if match and match[7] else [])]
    if not match or not all(totals) or not text.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in text[:40])
        raise Trouble("“{file}”的二维码不完整，读出“{text}”。", file=file, text=shown)
    if not check_code.code_ok(match[5]):
        raise Trouble("“{file}”的二维码里的校验码“{code}”不对，末位校验位不符。", file=file, code=match[5])
    sums = {match[1]: Decimal(match[2]) for match in totals if match}
    return PrintedCode(match[1], match[2], report_period.parse(match[3]).label, int(match[4]), match[5], int(match[6]), sums)


# --- the pages


def _scan(path: Path, pages: int, cancelled: Callable[[], bool]) -> Scan:
    numbers_by_text: dict[str, list[int]] = {}
    unread: list[int] = []
    others_codes, looked, more = False, 0, False
    for number, draw in enumerate(_pdf(path) if is_pdf(path) else _pictures(path), 1):
        if number > pages or cancelled():
            more = True
            break
        texts = _texts(draw, DOTS if is_pdf(path) else TIMES)
        ours = [text for text in texts if OURS.match(text)]
        others_codes = others_codes or bool(texts and not ours)
        looked = number
        for text in ours:
            numbers_by_text.setdefault(text, []).append(number)
        if not ours:
            unread.append(number)
    if not numbers_by_text and others_codes:
        raise Trouble("“{file}”上的二维码不是台账的，请换一张，或输入纸面上的校验码。", file=path.name)
    if not numbers_by_text:
        raise Trouble("“{file}”上没有读出二维码，请扫清楚些（300 dpi，不要裁边），或输入纸面上的校验码。", file=path.name)
    every = tuple(replace(printed(text, path.name), pages=tuple(numbers)) for text, numbers in numbers_by_text.items())
    return Scan(path.name, every, looked, tuple(unread), more)


def _texts(draw: Draw, sizes: tuple[float, ...]) -> list[str]:
    """The texts of the QR codes on a page, rendered at increasing sizes until one of ours is among them."""
    import zxingcpp

    kind, mode = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode), zxingcpp.TextMode.Plain
    texts: list[str] = []
    for size in sizes:
        picture = draw(size)
        if picture is not None:
            texts += [barcode.text for barcode in zxingcpp.read_barcodes(picture, formats=kind, text_mode=mode)]
        if any(map(OURS.match, texts)):
            break
    return list(dict.fromkeys(texts))


def _pictures(path: Path) -> Iterator[Draw]:
    """Yield the pictures of a file."""
    from PIL import Image

    warnings.simplefilter("error", Image.DecompressionBombWarning)  # permanently: warning filters are shared by all threads
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")  # scanners write odd metadata
    try:
        with Image.open(path, formats=FORMATS) as picture:
            number = 0
            while True:
                _bounded(path, picture.width * picture.height)
                yield partial(_enlarged, _grey(picture))
                number += 1
                try:
                    picture.seek(number)
                except EOFError:
                    return
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as fault:
        raise _too_large(path) from fault


def _grey(picture: Image) -> Image:
    if picture.mode.startswith("I;16"):  # 16 bits per pixel
        picture = picture.point(lambda value: value / 256)
    return picture.convert("L")


def _enlarged(picture: Image, times: float) -> Image | None:
    from PIL.Image import Resampling

    if times == 1:
        return picture
    width, height = round(picture.width * times), round(picture.height * times)
    fits = 0 < width * height <= TRIED
    return picture.resize((width, height), Resampling.BICUBIC) if fits else None


def _pdf(path: Path) -> Iterator[Draw]:
    """Yield the pages of a PDF, rendered on demand; the document is open only while a page is rendered, so other threads can read."""
    data = path.read_bytes()
    with pdf_document.opened(data) as document:
        count = len(document)
    for number in range(count):
        yield partial(_drawn, path, data, number)


def _drawn(path: Path, data: bytes, number: int, dots: float) -> Image | None:
    with pdf_document.opened(data) as document:
        page = document[number]
        _bounded(path, sum(width * height for width, height in (image.get_px_size() for image in _images(page))))
        width, height = page.get_size()
        scale = min(dots / POINTS, (PIXELS / (width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        picture: Image = bitmap.to_pil().copy()
        bitmap.close()
        page.close()
    return picture


def _images(page: Any) -> list[Any]:
    from pypdfium2 import raw

    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def _bounded(path: Path, pixels: int) -> None:
    """Refuse a page that is too large before it is decoded."""
    if pixels > PIXELS:
        raise _too_large(path)


def _too_large(path: Path) -> Trouble:
    return Trouble("“{file}”的图片太大（超过 {limit} 百万像素），没有读；请按 300 dpi 扫描。", file=path.name, limit=PIXELS // 1_000_000)


def _sized(path: Path) -> None:
    if (size := path.stat().st_size) > LARGEST:
        raise Trouble("“{file}”有 {size} MB，超过 {limit} MB，没有读。", file=path.name, size=size >> 20, limit=LARGEST >> 20)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError as fault:
        raise Trouble("“{file}”读不了：{why}。", file=path.name, why=why(fault)) from fault
