"""Files that are broken, swollen or written as hardly anybody writes them: read as others read them, or refused in one sentence."""

from __future__ import annotations

import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from db.messages import Trouble
from db.returns.model import Return
from desktop.exchange.book import workbook_writer
from desktop.exchange.book.filled import Filled
from desktop.exchange.files import file_kind, merged_cells, sheet_values
from desktop.exchange.files.compound_file import END, Compound, wrapped
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from tests.desktop.exchange.odd_books import parts
from tests.desktop.exchange.old_books import SECTOR, binary_parts, compound, record, records
from tests.desktop.exchange.values_read import packed, told, values

SWOLLEN = b'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]>"  # fmt: skip


# --- .xls, .et


@pytest.mark.parametrize("name", ["Workbook", "Book", "WORKBOOK"])
@pytest.mark.parametrize("long", [1, 900], ids=["small", "large"])
def test_an_old_workbook(name: str, long: int, tmp_path: Path) -> None:
    path = tmp_path / "a.et"
    path.write_bytes(compound({"其他": b"x" * 5000, name: records([(1, 1, "名称" * long), (2, 3, 0.5)])}))
    assert values(path) == {"表": [[], ["", "名称" * long], ["", "", "", 0.5]]}


def test_records_without_a_compound_file(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(records([(0, 0, "名称")]))
    assert values(path) == {"表": [["名称"]]}


def test_an_embedded_document_makes_no_document_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(compound({"Workbook": records([(0, 0, "名称")])}, inside={"WordDocument": b"x" * 600, "EncryptedPackage": b"x"}))
    assert values(path) == {"表": [["名称"]]}
    path.write_bytes(compound({"WordDocument": b"x" * 600}, inside={"Workbook": records([(0, 0, "名称")])}))
    assert "Word 文档" in told(path)


def test_an_old_password(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(compound({"Workbook": records([(0, 0, "名称")], first=record(0x002F, bytes(6)))}))
    assert "密码" in told(path)


@pytest.mark.parametrize("size", [struct.pack("<IIHHH", 0, 2**32 - 1, 0, 2**16 - 1, 0), b"\xff" * 14, b"\xff" * 3])
def test_the_size_an_old_sheet_declares_is_not_believed(size: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(compound({"Workbook": records([(0, 0, "名称")], size=size)}))
    assert values(path) == {"表": [["名称"]]}


def test_values_far_apart_in_an_old_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xls"
    far = [(0, 0, "名称"), (65535, 255, 1.0)]
    path.write_bytes(compound({"Workbook": records(far)}))
    assert len(values(path)["表"]) == 65536
    monkeypatch.setattr(file_kind, "SPARSE", 65536 * 256 - 1)
    assert "铺得太开" in told(path)
    path.write_bytes(compound({"Workbook": records([(0, 65535, 1.0)])}))
    assert "损坏" in told(path)


def old_merges(count: int, *ranges: tuple[int, int, int, int]) -> bytes:
    """An .xls that declares so many merged cells; each is its first and last row, first and last column."""
    merges = record(0x00E5, struct.pack("<H", count) + b"".join(struct.pack("<4H", *one) for one in ranges))
    return compound({"Workbook": records([(0, 0, "名称")])[:-4] + merges + record(0x000A)})


def test_what_is_merged_in_an_old_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(old_merges(4, (1, 3, 1, 2), (0, 0, 0, 5), (0, 65535, 3, 3), (2, 3, 5, 5)))
    assert merged_cells.covered(path) == {"表": {1: [(2, 6, 1, 1)], 2: [(3, 3, 2, 2)], 3: [(2, 3, 2, 2)], 4: [(2, 3, 2, 2), (6, 6, 3, 6)]}}


def test_merges_upon_merges_in_an_old_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(old_merges(200, *[(0, 8999, 0, 255)] * 200))
    with pytest.raises(Trouble, match="合并的单元格太多"):
        merged_cells.covered(path)


@pytest.mark.parametrize("count", [2, 1027, 65535])
def test_more_merges_declared_than_there_are(count: int, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(old_merges(count, (1, 3, 1, 2)))
    with suppress(Trouble), sheet_values.told(path):
        assert merged_cells.covered(path)["表"][2 + 1]


@pytest.mark.parametrize("kind", [1, 2, 6], ids=["macros", "chart", "module"])
def test_old_sheets_that_are_no_tables_are_passed_over(kind: int, tmp_path: Path) -> None:
    path, stream = tmp_path / "a.xls", bytearray(records([(0, 0, "名称")]))
    stream[stream.index(b"\x85\0") + 9] = kind
    path.write_bytes(compound({"Workbook": bytes(stream)}))
    assert values(path) == {}
    assert merged_cells.covered(path) == {}


def test_chains_in_a_circle_end(tmp_path: Path) -> None:
    """The directory follows itself, and so does the stream."""
    path, content = tmp_path / "a.xls", compound({"Workbook": records([(0, 0, "名称" * 3000)])})
    table, directory = len(content) - SECTOR, struct.unpack_from("<I", content, 48)[0]
    for sector in (directory, 0):
        broken = bytearray(content)
        struct.pack_into("<I", broken, table + 4 * sector, sector)
        path.write_bytes(broken)
        assert "损坏" in told(path)


def test_every_sector_pointing_anywhere(tmp_path: Path) -> None:
    """Whatever stands in the head and in the table: refused or read, never endless."""
    path, content = tmp_path / "a.xls", compound({"Workbook": records([(0, 0, "名称")])})
    for place in (*range(44, 80, 4), *range(len(content) - SECTOR, len(content) - SECTOR + 24, 4)):
        for number in (0, 1, 0x7FFFFFFF, END, 0xFFFFFFFF):
            broken = bytearray(content)
            struct.pack_into("<I", broken, place, number)
            path.write_bytes(broken)
            with suppress(Trouble):
                assert set(values(path)) <= {"表"}


def test_a_long_stream_is_wrapped_and_found_again() -> None:
    stream = bytes(range(256)) * 40_000  # its allocation table needs several sectors
    assert Compound(wrapped(stream)).read("workbook") == stream


def test_very_old_and_no_workbook_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(struct.pack("<HHHHH", 0x0409, 6, 0, 16, 0))
    assert "很早的 Excel 格式" in told(path)
    path.write_bytes(compound({"Contents": b"x"}))
    assert "不是电子表格" in told(path)


# --- .xlsb


def test_a_binary_workbook(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsb", binary_parts([(1, 1, "名称"), (2, 2, 0.5)]))
    assert values(path) == {"表": [[], ["", "名称"], ["", "", 0.5]]}
    with pytest.raises(Trouble, match="没有找到报表"):
        workbook_reader.read(path)


def test_values_far_apart_in_a_binary_sheet(tmp_path: Path) -> None:
    assert "铺得太开" in told(packed(tmp_path / "a.xlsb", binary_parts([(0, 0, "名称"), (2**20 - 1, 2**14 - 1, 1.0)])))


# --- .xlsx


@pytest.fixture
def book(final: Return, tmp_path: Path) -> Path:
    path = tmp_path / "报送件.xlsx"
    workbook_writer.write(final, path)
    return path


def same(path: Path, book: Path) -> bool:
    def content(filled: Filled) -> Filled:
        return replace(filled, file="")

    return content(workbook_reader.read(path)) == content(workbook_reader.read(book))


def test_the_slow_reader_reads_the_same(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    sheet["T5"], sheet["U5"], sheet["V5"] = 0.85, 7, "=1/0"
    sheet["T5"].number_format = "0.0%"
    found.save(book)
    fast = values(book)
    monkeypatch.setattr(file_kind, "scattered", lambda file: True)
    assert values(book) == fast
    assert "85.0%" in fast["样本台账"][4]


def test_the_first_columns_may_be_empty(tmp_path: Path) -> None:
    """The fast reader would begin at column C, and percentages, errors and marks would stand in other cells."""
    book = Workbook()
    book.active["C3"], book.active["D4"] = "完成率", 0.85
    book.active["D4"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    assert values(tmp_path / "a.xlsx") == {"Sheet": [[], [], ["", "", "完成率"], ["", "", "", "85.0%"]]}


@pytest.mark.parametrize(
    "name",
    [lambda one: one.replace("/", "\\"), str.upper, lambda one: one.replace("xl/", "")],
    ids=["slashes", "capitals", "folders"],
)
def test_where_the_parts_are_does_not_matter(name: Callable[[str], str], book: Path, tmp_path: Path) -> None:
    members = {name(one): content.replace(b'"/xl/', b'"/') if name("xl/") == "" else content for one, content in parts(book).items()}
    rels = name("_rels/.rels")
    members[rels] = members[rels].replace(b'"xl/', b'"') if name("xl/") == "" else members[rels]
    assert same(packed(tmp_path / "a.xlsx", members), book)


def changed(book: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    members = parts(book)
    members[part] = change(members[part])
    return packed(book.with_name("a.xlsx"), members)


def texts(count: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<sst xmlns="{main}" count="1" uniqueCount="{count}"><si><t>某</t></si></sst>'.encode()


def test_more_texts_declared_than_there_are(book: Path) -> None:
    """The fast reader would make room for all of them, and end the program."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    members = parts(book) | {"xl/sharedStrings.xml": texts("99999999999")}
    more = b'<Relationship Id="rId99" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind
    rels = "xl/_rels/workbook.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", more)
    assert same(packed(book.with_name("a.xlsx"), members), book)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576"><c s="0" r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r="1048576"><c  r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1048576"><c t="n"><v>1</v></c></row>',
    ],
)
def test_a_stray_value_is_found_however_it_is_written(row: bytes, book: Path) -> None:
    path = changed(book, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", row + b"</sheetData>"))
    assert file_kind.scattered(path)
    assert not file_kind.scattered(book)
    assert workbook_reader.read(path).unit == "370202"


@pytest.mark.parametrize("row", [b'<row r="99999999999"/>', b'<row r="2000000"><c r="A2000000"><v>1</v></c></row>'])
def test_rows_that_no_sheet_has(row: bytes, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "scattered", lambda file: True)
    path = changed(book, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", row + b"</sheetData>"))
    monkeypatch.setattr(sheet_values, "ROWS", 10_000)
    assert "铺得太开" in told(path)


def test_all_sheets_together_fit_into_memory(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_kind, "SPARSE", 100)
    assert "铺得太开" in told(book)


@pytest.mark.parametrize("ref", ["A1:NTP9999", "A1:A9000"])
def test_merges_upon_merges(ref: str, book: Path) -> None:
    merged = "".join(f'<mergeCell ref="{ref}"/>' for _ in range(200)).encode()
    path = changed(
        book,
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace(b"</sheetData>", b"</sheetData><mergeCells>" + merged + b"</mergeCells>"),
    )
    with pytest.raises(Trouble, match="合并的单元格太多"):
        workbook_reader.read(path)


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_do_not_swell(part: str, book: Path) -> None:
    def swell(text: bytes) -> bytes:
        bare = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", text)
        return SWOLLEN + re.sub(rb"^<[\w:]+", lambda found: found[0] + b' more="&a9;"', bare)

    assert "损坏" in told(changed(book, part, swell))


@pytest.mark.parametrize("tag", [b'<c t="e" ', b"<mergeCell ", b'<c r="A1" '])
def test_tags_that_never_end(tag: bytes, book: Path) -> None:
    """Each would be looked for again from every place, for hours."""
    path = changed(book, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", tag * 200_000 + b"</sheetData>"))
    assert "损坏" in told(path)


def test_a_macro_sheet_is_passed_over(book: Path) -> None:
    members = parts(book)
    rels = "xl/_rels/workbook.xml.rels"
    kind = b"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    more = b'<Relationship Id="rId99" Type="%s" Target="macrosheets/sheet1.xml"/></Relationships>' % kind
    members[rels] = members[rels].replace(b"</Relationships>", more)
    sheet = (
        b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" name="Macro1" sheetId="99" r:id="rId99"/>'
    )
    members["xl/workbook.xml"] = members["xl/workbook.xml"].replace(b"</sheets>", sheet + b"</sheets>")
    members["xl/macrosheets/sheet1.xml"] = b"<xm:macrosheet xmlns:xm='http://schemas.microsoft.com/office/excel/2006/main'/>"
    assert same(packed(book.with_name("a.xlsm"), members), book)


# --- zips


def test_sizes_that_are_not_true(book: Path) -> None:
    members = parts(book) | {"xl/more.xml": b"0" * 3_000_000}
    path = packed(book.with_name("a.xlsx"), members)
    small = path.read_bytes().replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1000))
    path.write_bytes(small)
    assert "损坏" in told(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name(book: Path) -> None:
    path = Path(shutil.copy(book, book.with_name("a.xlsx")))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("XL/workbook.xml", b"x")
    assert "损坏" in told(path)


def test_a_presentation(tmp_path: Path) -> None:
    assert "演示文稿" in told(packed(tmp_path / "a.xlsx", {"[Content_Types].xml": b"x", "ppt/presentation.xml": b"x"}))


# --- the hidden sheet


def written(book: Path, word: str, *texts: str) -> Path:
    """The book with one more line on its hidden sheet."""
    found = load_workbook(book)
    sheet = found["_taizhang"]
    number = sheet.max_row + 1
    for n, text in enumerate((word, *texts), 1):
        sheet.cell(number, n, text).data_type = "s"
    found.save(book)
    return book


@pytest.mark.parametrize(
    "line",
    [
        ("people", "[]"),
        ("people", "{"),
        ("people", "[" * 9000),
        ("note", "1"),
        ("thread", "null"),
        ("form", "x", "x", "[]"),
        ("form", "x", "x", '[["a","text"]]'),
        ("form", "x", "x", '[["a","text",1]]'),
        ("form", "x", "x", "{}"),
        ("groups", "lg-sample", '["a"]'),
    ],
)
def test_a_hidden_sheet_that_was_written_over(line: tuple[str, ...], book: Path) -> None:
    with pytest.raises(Trouble, match="“_taizhang”被改坏了"):
        workbook_reader.read(written(book, *line))


def test_a_kind_of_value_of_a_later_program(book: Path) -> None:
    with pytest.raises(Trouble, match="更新的程序"):
        workbook_reader.read(written(book, "form", "x", "x", '[["a","colour","颜色"]]'))


def test_facts_that_are_none(book: Path) -> None:
    assert workbook_reader.read(written(book, "at", "上个月")).at == ""
    assert workbook_reader.read(written(book, "version", "²")).version == 0


def test_each_line_that_was_added_is_told_where_it_stands(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    column = next(one.column for one in sheet[1] if one.value == "name")
    last = max(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("r0"))
    sheet.insert_rows(last, 2)
    for n in (last, last + 1):
        sheet.cell(n, column, f"新增{n}")
    found.save(book)
    differences = verify(book).differences
    assert [one.place for one in differences if one.text == "多出一行"] == [f"工作表“样本台账”第{n}行" for n in (last, last + 1)]
