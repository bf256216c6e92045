"""Files that are no return are refused in one sentence; odd ones that are, are read."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from db.messages import Trouble
from db.returns.model import Return
from desktop.exchange.book import workbook_writer
from desktop.exchange.files import file_kind
from desktop.exchange.reading import workbook_reader
from tests.desktop.exchange.old_books import compound

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def zipped(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("~$报表.xlsx", b"x", "临时文件"),
        (".~lock.报表.xlsx#", b"x", "临时文件"),
        ("空.xlsx", b"", "空文件"),
        ("照片.xlsx", b"\xff\xd8\xff\xe0" + b"x" * 600, "图片"),
        ("截图.et", b"\x89PNG" + b"x" * 600, "图片"),
        ("报表.xls", b"%PDF-1.7" + b"x" * 600, "PDF"),
        ("报表.xlsx", b"Rar!" + b"x" * 600, "压缩包"),
        ("报表.xls", b"<html><table><tr><td>1</td></tr></table></html>", "网页"),
        ("报表.csv", "单位,数\n市南区,1\n".encode("gb18030"), "不是电子表格"),
        ("加密.xlsx", compound({"EncryptedPackage": b"x" * 5000}), "密码"),
        ("总结.doc", compound({"WordDocument": b"x" * 5000}), "Word"),
        ("坏.xls", COMPOUND, "损坏"),
        ("半个.xlsx", b"PK\x03\x04" + b"x" * 600, "损坏"),
        ("库.xlsx", b"SQLite format 3\0" + b"x" * 600, "工作库"),
    ],
)
def test_no_workbook(name: str, content: bytes, word: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Trouble, match=word) as caught:
        workbook_reader.read(path)
    assert str(caught.value).count("。") == 1
    assert str(tmp_path) not in str(caught.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="读不了"):
        workbook_reader.read(tmp_path / "没有.xlsx")


def test_zips_that_are_something_else(tmp_path: Path) -> None:
    zipped(tmp_path / "a.xlsx", {"[Content_Types].xml": b"x", "word/document.xml": b"x"})
    with pytest.raises(Trouble, match="Word"):
        workbook_reader.read(tmp_path / "a.xlsx")
    zipped(tmp_path / "b.xlsx", {"报表/市南区.xlsx": b"x"})
    with pytest.raises(Trouble, match="先解压"):
        workbook_reader.read(tmp_path / "b.xlsx")
    zipped(tmp_path / "c.xlsx", {"xl/workbook.xml": b"<no", "[Content_Types].xml": b"x"})
    with pytest.raises(Trouble, match="损坏"):
        workbook_reader.read(tmp_path / "c.xlsx")


def test_an_encrypted_ods(tmp_path: Path) -> None:
    kept = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">' + kept + b"</manifest:manifest>"
    members = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": b"\x8f\x01" * 99,
    }
    zipped(tmp_path / "a.ods", members)
    with pytest.raises(Trouble, match="密码"):
        workbook_reader.read(tmp_path / "a.ods")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    zipped(tmp_path / "bomb.xlsx", {"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"0" * (30 * 2**20)})
    with pytest.raises(Trouble, match="解开后有 30 MB"):
        workbook_reader.read(tmp_path / "bomb.xlsx")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "LARGEST", 2**20)
    (tmp_path / "big.xlsx").write_bytes(b"PK\x03\x04" + b"0" * 2 * 2**20)
    with pytest.raises(Trouble, match="2 MB，超过 1 MB"):
        workbook_reader.read(tmp_path / "big.xlsx")


def test_a_workbook_without_any_form(tmp_path: Path) -> None:
    book = Workbook()
    book.active["A1"] = "通讯录"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(Trouble, match="没有找到报表"):
        workbook_reader.read(tmp_path / "a.xlsx")


@pytest.fixture
def book(final: Return, tmp_path: Path) -> Path:
    path = tmp_path / "报送件.xlsx"
    workbook_writer.write(final, path)
    return path


def test_the_name_does_not_matter(book: Path, tmp_path: Path) -> None:
    for name in ("报送件.et", "报送件.xls", "报送件", "最终版(1).XLSX"):
        shutil.copy(book, tmp_path / name)
        assert workbook_reader.read(tmp_path / name).unit == "370202"


@pytest.mark.parametrize("address", ["B1048576", "XFD3"])
def test_a_stray_value_far_away_does_not_fill_the_memory(book: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "SPARSE", 100_000)
    found = load_workbook(book)
    found["样本台账"][address] = "x"
    found.save(book)
    assert file_kind.scattered(book)
    filled = workbook_reader.read(book)
    assert [one.row for one in filled.forms["lg-sample"]][:3] == ["r0000000000", "r0000000001", "r0000000002"]
    assert len(filled.forms["lg-sample"]) == 3


def test_a_wrong_dimension_is_not_believed(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "wrong.xlsx"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b"<sheetViews", b'<dimension ref="A1"/><sheetViews', 1)
            new.writestr(name, content)
    assert len(workbook_reader.read(path).forms["lg-sample"]) == 3
