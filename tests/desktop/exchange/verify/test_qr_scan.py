"""The QR code of a paper read back from scans of every make; hostile files refused in one sentence."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
import segno
from PIL import Image

from db.messages import Trouble
from db.office.office import Office
from db.packs.catalogue import Catalogue
from db.periods.report_period import containing, parse
from db.returns import check_code, finalise
from db.returns.model import Return
from desktop.exchange.paper import pdf_writer
from desktop.exchange.verify import qr_scan
from tests.scans import pages, save, scanned

TOTALS = {"lg-sample.homes": Decimal(127), "lg-sample.money": Decimal("135.3")}


@pytest.fixture
def paper(final: Return, tmp_path: Path) -> Path:
    path = tmp_path / "报送件.pdf"
    pdf_writer.write(final, path)
    return path


def coded(tmp_path: Path, text: str, name: str = "a.png") -> Path:
    """A page with nothing but a QR code."""
    code = tmp_path / "code.png"
    segno.make(text, micro=False).save(str(code), scale=4)
    page = Image.new("L", (900, 1200), 255)
    page.paste(Image.open(code).convert("L"), (60, 900))
    return save([page], tmp_path / name)


@pytest.mark.parametrize("ending", ["png", "jpg", "tiff", "bmp", "pdf"])
def test_every_kind_of_file(final: Return, paper: Path, tmp_path: Path, ending: str) -> None:
    drawn = pages(paper)
    path = save(drawn if ending in ("tiff", "pdf") else drawn[:1], tmp_path / f"扫描.{ending}")
    found = qr_scan.read(path)
    assert (found.file, found.pages, found.unread, found.more) == (path.name, len(drawn) if ending in ("tiff", "pdf") else 1, (), False)
    (said,) = found.printed
    assert (said.unit, said.programme, said.period, said.version) == (final.unit, "sample", "2026-10", 1)
    assert (said.check_code, said.totals) == (final.check_code, TOTALS)
    assert said.rows == sum(final.count(form) for form in final.pack.forms)
    assert said.pages == tuple(range(1, found.pages + 1))


@pytest.mark.parametrize("turned", [90, 180, 270, 2, -4, 178])
def test_turned_and_askew(final: Return, paper: Path, tmp_path: Path, turned: float) -> None:
    page = scanned(pages(paper)[0], turned, noise=6, grey=215, quality=75, blur=0.4)
    assert qr_scan.read(save([page], tmp_path / "a.png")).printed[0].check_code == final.check_code


@pytest.mark.parametrize(("dots", "noise", "quality"), [(150, 3, 85), (200, 12, 60), (300, 25, 40)])
def test_the_longest_code_on_poor_paper(
    final: Return, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dots: int, noise: float, quality: int
) -> None:
    real = pdf_writer.qr_text
    sums = [f"lg-sample.homes{n}={n}234567.89" for n in range(9)]
    monkeypatch.setattr(pdf_writer, "CONTROLS", 9)
    monkeypatch.setattr(pdf_writer, "qr_text", lambda ret, rows, _: real(ret, rows, sums))
    pdf_writer.write(final, tmp_path / "a.pdf")
    page = scanned(pages(tmp_path / "a.pdf", dots)[0], 1.5, noise=noise, grey=200, quality=quality)
    (said,) = qr_scan.read(save([page], tmp_path / "a.jpg", dots)).printed
    assert len(said.totals) > pdf_writer.CONTROLS // 2
    assert said.totals["lg-sample.homes0"] == Decimal("234567.89")


def test_sixteen_bits_and_one_bit_a_dot(final: Return, paper: Path, tmp_path: Path) -> None:
    page = pages(paper, 300)[0]
    deep = Image.frombytes("I;16", page.size, b"".join(bytes((0, one)) for one in page.tobytes()))
    for n, one in enumerate((deep, page.convert("1"))):
        assert qr_scan.read(save([one], tmp_path / f"{n}.png")).printed[0].check_code == final.check_code


def test_pages_of_different_returns_and_pages_without(final: Return, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.pdf"
    digest = "b" * 64
    pdf_writer.write(replace(final, version=2, check_code=check_code.code(digest), digest=digest), other)
    one, two = pages(paper)[0], pages(other)[0]
    found = qr_scan.read(save([one, Image.new("L", one.size, 250), two, one], tmp_path / "a.tiff"))
    assert [(said.version, said.pages) for said in found.printed] == [(1, (1, 4)), (2, (3,))]
    assert found.unread == (2,)
    found = qr_scan.read(save([one, one, one], tmp_path / "b.pdf"), pages=2)
    assert (found.pages, found.more) == (2, True)


@pytest.mark.parametrize("id", ["employment-talent", "industrial-green-145", "urban-renewal-3yr", "wwtp-benchmark"])
def test_papers_of_shipped_packs(office: Office, catalogue: Catalogue, tmp_path: Path, id: str) -> None:
    pack = replace(catalogue.packs[id], blocking=False)
    office.enable([id])
    made = finalise.finalise(office, pack, containing(pack.period_type, parse("2026-12").last))
    pdf_writer.write(made, tmp_path / "a.pdf")
    page = scanned(pages(tmp_path / "a.pdf")[0], -1, noise=4, grey=220, quality=80)
    (said,) = qr_scan.read(save([page], tmp_path / "a.png")).printed
    assert (said.programme, said.period, said.check_code) == (id, made.period, made.check_code)
    assert said.rows == sum(made.count(form) for form in pack.forms)


# --- what is refused


def test_codes_that_are_not_whole(tmp_path: Path, final: Return) -> None:
    text = pdf_writer.qr_text(final, 8, ["lg-sample.homes=127"])
    assert qr_scan.read(coded(tmp_path, text)).printed[0].totals == {"lg-sample.homes": Decimal(127)}
    wrong = final.check_code[:-1] + ("0" if final.check_code[-1] != "0" else "1")
    for spoilt, told in (
        ("https://example.org/", "不是台账的"),
        (text.replace("TZ1|", "TZ2|"), "更新版本"),
        (text.replace(final.check_code, wrong), f"“{wrong}”不对"),
        (text.replace("=127", "=NaN"), "不完整"),
        (text.replace("|8|", "|多|"), "不完整"),
        (text.replace("2026-10", "2026-13"), "不是报告期"),
        ("TZ1|", "不完整"),
        (text.replace("370202", "37\x1b0202"), "不完整"),
    ):
        with pytest.raises(Trouble, match=told):
            qr_scan.read(coded(tmp_path, spoilt))


def test_a_unit_code_of_another_city(tmp_path: Path, final: Return) -> None:
    text = pdf_writer.qr_text(replace(final, unit="滨海区"), 8, [])
    assert qr_scan.read(coded(tmp_path, text)).printed[0].unit == "滨海区"


def png(width: int, height: int) -> bytes:
    """The beginning of a picture that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = (struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in (head, data, b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def bomb(path: Path) -> Path:
    """A PDF with a picture of 100,000 x 100,000 dots."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 29>>stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
        b"<</Type/XObject/Subtype/Image/Width 100000/Height 100000/ColorSpace/DeviceGray/BitsPerComponent 8/Length 2>>"
        b"stream\n00\nendstream",
    ]
    body, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj" % n + part + b"endobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(body + table + b"trailer<</Root 1 0 R/Size 6>>\nstartxref\n%d\n%%%%EOF" % len(body))
    return path


HOSTILE: list[tuple[str, Callable[[Path], object], str]] = [
    ("empty", lambda path: path.write_bytes(b""), "不是能读的图片"),
    ("text", lambda path: path.write_bytes(b"BM hello"), "不是能读的图片"),
    ("cut", lambda path: path.write_bytes(png(800, 800)), "不是能读的图片"),
    ("large", lambda path: path.write_bytes(png(9500, 9000)), "太大"),
    ("bomb", lambda path: path.write_bytes(png(60000, 60000)), "太大"),
    ("two bombs", lambda path: path.write_bytes(png(11000, 9000)), "太大"),
    ("pdf bomb", bomb, "太大"),
    ("broken", lambda path: path.write_bytes(b"%PDF-1.7 broken"), "损坏或加了密码"),
    ("blank", lambda path: Image.new("L", (800, 1100), 255).save(path, "PNG"), "没有读出二维码.*输入纸面上的校验码"),
    ("tiff", lambda path: path.write_bytes(b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0"), "不是能读的图片"),
]


@pytest.mark.parametrize(("make", "told"), [one[1:] for one in HOSTILE], ids=[one[0] for one in HOSTILE])
def test_hostile_files(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    path = tmp_path / "坏.png"
    make(path)
    with pytest.raises(Trouble, match=told) as fault:
        qr_scan.read(path)
    assert "\n" not in str(fault.value)


def test_a_locked_pdf(paper: Path, tmp_path: Path) -> None:
    from reportlab.pdfgen import canvas

    locked = canvas.Canvas(str(tmp_path / "a.pdf"), encrypt="secret")
    locked.drawString(72, 72, "x")
    locked.save()
    assert not qr_scan.of_pictures(tmp_path / "a.pdf")
    with pytest.raises(Trouble, match="加了密码"):
        qr_scan.read(tmp_path / "a.pdf")


def test_a_file_too_large_is_not_opened(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "stat", lambda self, **_: SimpleNamespace(st_size=200 * 2**20, st_mode=0o100644))
    with pytest.raises(Trouble, match="200 MB"):
        qr_scan.read(paper)


def test_who_scans_and_who_draws(paper: Path, tmp_path: Path) -> None:
    assert not qr_scan.of_pictures(paper)
    assert qr_scan.of_pictures(save(pages(paper), tmp_path / "a.pdf"))
    assert not qr_scan.is_picture(paper)
    with pytest.raises(Trouble, match="读不了"):
        qr_scan.is_picture(tmp_path / "nowhere.png")
