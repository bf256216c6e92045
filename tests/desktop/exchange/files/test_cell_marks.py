"""What a cell says besides its value is asked for in every kind of file: percentages, errors, formulas without a result."""

from __future__ import annotations

import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from db.values.kinds import UNCOMPUTED
from desktop.exchange.files import merged_cells
from tests.desktop.exchange.old_books import binary_parts, binary_record, binary_wide, compound, record, records
from tests.desktop.exchange.resaved import needs_office, resaved
from tests.desktop.exchange.values_read import packed, values

TRANSITIONAL = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}

# --- percentages

SHOWN = {"0%": "85.0%", "0.00%": "85.0%", "0.0%;[Red]-0.0%": "85.0%", "General": 0.85, "0.00": 0.85}


def percent_book(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    for row, number_format in enumerate(SHOWN, 1):
        for column, value in enumerate(("格", 0.85, 1, "=0.5+0.35", "文字"), 1):
            sheet.cell(row, column, value).number_format = number_format
    book.save(path)
    return path


def rewritten(path: Path, out: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The same package with changed members."""
    with zipfile.ZipFile(path) as package:
        return packed(out, {name: change(name, package.read(name)) for name in package.namelist()})


def strict(name: str, content: bytes) -> bytes:
    """A member in the namespaces of "Strict Open XML"."""
    for usual, own in TRANSITIONAL.items():
        content = content.replace(usual, own)
    return content


def unnumbered(name: str, content: bytes) -> bytes:
    """A sheet whose rows and cells do not say where they stand."""
    return re.sub(rb'(<(?:c|row)) r="[^"]*"', rb"\1", content) if "sheet1" in name else content


@pytest.fixture(scope="module")
def percent_books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same sheet in every kind of file, by its results."""
    folder = tmp_path_factory.mktemp("percent")
    book = resaved(percent_book(folder / "a.xlsx"), "xlsx", folder)  # with the results of its formulas
    old = resaved(book, "xls", folder)
    return {
        "xlsx": book,
        "strict": rewritten(book, folder / "strict.xlsx", strict),
        "unnumbered": rewritten(book, folder / "unnumbered.xlsx", unnumbered),
        "xls": old,
        "et": Path(shutil.copy(old, folder / "a.et")),
        "ods": resaved(book, "ods", folder),
    }


@needs_office
@pytest.mark.parametrize("kind", ["xlsx", "strict", "unnumbered", "xls", "et", "ods"])
def test_a_percentage_is_read_as_it_shows(kind: str, percent_books: dict[str, Path]) -> None:
    rows = next(iter(values(percent_books[kind]).values()))
    assert [row[1] for row in rows] == list(SHOWN.values())
    assert [row[3] for row in rows] == list(SHOWN.values())  # of a formula
    assert [row[2] for row in rows] == ["100.0%" if isinstance(shown, str) else 1 for shown in SHOWN.values()]
    assert all((row[0], row[4]) == ("格", "文字") for row in rows)


def wide_styles(*codes: str) -> bytes:
    """The styles of an .xlsb: the plain one, and one with each of these number formats; 9 is 0 % by itself."""
    formats = b"".join(binary_record(44, struct.pack("<H", 164 + n) + binary_wide(code)) for n, code in enumerate(codes))
    numbers = (0, 9, *(164 + n for n in range(len(codes))))
    styles = b"".join(binary_record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in numbers)
    parents = binary_record(47, struct.pack("<HH", 0xFFFF, 9) + bytes(12)) + binary_record(627)
    begin = [binary_record(kind, struct.pack("<I", count)) for kind, count in ((615, len(codes)), (626, 1), (617, len(numbers)))]
    return begin[0] + formats + binary_record(616) + begin[1] + parents + begin[2] + styles + binary_record(618)


def test_a_percentage_of_an_xlsb(tmp_path: Path) -> None:
    cells = [(0, 0, "格"), (0, 1, 0.85), (1, 2, 0.85), (2, 1, 0.85), (3, 0, 0.85)]
    members = binary_parts(cells, styles={(0, 1): 1, (1, 2): 2, (2, 1): 3}, styled=wide_styles("0.0%", '0.00"%"'))
    assert values(packed(tmp_path / "a.xlsb", members))["表"] == [["格", "85.0%"], ["", "", "85.0%"], ["", 0.85], [0.85]]


def test_numbers_side_by_side_in_an_old_sheet(tmp_path: Path) -> None:
    formats = record(0x041E, struct.pack("<HHB", 164, 5, 0) + b"0.00%")
    styles = b"".join(record(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 9, 164))
    number = int.from_bytes(struct.pack("<d", 0.5)[4:], "little")  # as a short number: its upper half
    many = record(
        0x00BD, struct.pack("<HH", 0, 0) + b"".join(struct.pack("<HI", style, number) for style in (0, 1, 2)) + struct.pack("<H", 2)
    )
    short = record(0x027E, struct.pack("<HHHI", 1, 1, 2, number))
    path = tmp_path / "a.xls"
    path.write_bytes(compound({"Workbook": records([], first=formats + styles, more=many + short)}))
    assert values(path) == {"表": [[0.5, "50.0%", "50.0%"], ["", "50.0%"]]}


# --- errors, and formulas without a result


def spelled(folder: Path, *cells: str, head: str = "") -> list[Any]:
    """The first row of a sheet that is written by hand."""
    book = Workbook()
    book.active["A1"] = 1
    book.save(folder / "bare.xlsx")
    row = "".join(cells)
    main = next(iter(TRANSITIONAL)).decode()
    sheet = f'{head}<worksheet xmlns="{main}"><sheetData><row r="1">{row}</row></sheetData></worksheet>'.encode()
    change = lambda name, content: sheet if "sheet1" in name else content  # noqa: E731
    return values(rewritten(folder / "bare.xlsx", folder / "a.xlsx", change))["Sheet"][0]


ERRORS = [
    '<c r="B1" t="e"><v>#REF!</v></c>',
    "<c r='B1' t='e'><v>#REF!</v></c>",
    '<c t="e" r="B1"><f>A1</f><v>#REF!</v></c>',
    '<c\n r="B1"\n t = "e" >\n<f>A1</f>\n<v>#REF!</v>\n</c>',
    '<c r="B1" t="e"><f>A1&lt;2</f><!-- 注 --><v>#REF!</v></c>',
    '<c r="B1" t="e"><v xml:space="preserve">#REF!</v></c>',
    '<c r="B1" t="e"><v><![CDATA[#REF!]]></v></c>',
    '<c r="B1" t="e"><f><![CDATA[A1<2]]></f><v>&#35;REF!</v></c>',
    '<c r="B1" t="&#101;"><v>#REF!</v></c>',
    '<c r="B1" t="e" foo="' + "x" * 300 + '"><v>#REF!</v></c>',
]
FORMULAS = [
    '<c r="B1"><f>A1</f></c>',
    '<c r="B1"><f>A1</f><v/></c>',
    '<c r="B1"><f>A1</f><v></v></c>',
    "<c r='B1' s='0'><f>A1</f><v ></v></c>",
    '<c\nr="B1">\n  <f>A1</f>\n  <v\n/>\n</c>',
    '<c r="B1"><!-- 注 --><f>A1</f></c>',
    '<c r="B1"><f xml:space="preserve">A1 </f><v xml:space="preserve"/></c>',
    '<c r="B1"><f t="shared" si="0" ref="B1:B2">A1</f></c>',
    '<c r="B1"><f t="shared" si="0"/></c>',
    '<c r="B1" t="n"><f><![CDATA[A1]]></f></c>',
    '<c r="B1"><f>' + "A1+" * 8000 + "A1</f></c>",
]
ONE, TWO = '<c r="A1"><v>1</v></c>', '<c r="C1"><f>A1+1</f><v>2</v></c>'


@pytest.mark.parametrize("cell", ERRORS)
def test_an_error_in_every_legal_spelling(cell: str, tmp_path: Path) -> None:
    assert spelled(tmp_path, ONE, cell, TWO) == [1, "#REF!", 2]


@pytest.mark.parametrize("cell", FORMULAS, ids=range(len(FORMULAS)))
def test_a_formula_without_a_result_in_every_legal_spelling(cell: str, tmp_path: Path) -> None:
    assert spelled(tmp_path, ONE, cell, TWO) == [1, UNCOMPUTED, 2]
    assert spelled(tmp_path, ONE, cell) == [1, UNCOMPUTED]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="str"><f>A1&amp;""</f><v></v></c>',
        '<c r="B1" t="str"><f>A1&amp;""</f></c>',
        '<c r="B1"/>',
    ],
)
def test_an_empty_text_is_a_result(cell: str, tmp_path: Path) -> None:
    assert spelled(tmp_path, ONE, cell, TWO) == [1, "", 2]


def test_results_are_results(tmp_path: Path) -> None:
    """A formula's text with a comment beside it, and a number with line breaks around it."""
    text = '<c r="B1" t="str"><!-- 注 --><f>A1</f><v>甲</v></c>'
    assert spelled(tmp_path, ONE, text, TWO) == [1, "甲", 2]


def test_a_sheet_ends_in_formulas_without_results(tmp_path: Path) -> None:
    below = '</row><row r="3"><c r="C3"><f>A1</f></c>'
    book = spelled(tmp_path, ONE, below)
    assert book == [1]
    assert values(tmp_path / "a.xlsx")["Sheet"] == [[1], [], ["", "", UNCOMPUTED]]


# --- of binary workbooks

OLD_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
NUMBER, TEXT, JOINED = b"\x1e\x01\x00", b"\x17\x01\x00a", b"\x17\x01\x00a\x17\x01\x00b\x08"
REFERENCE = b"\x44\x00\x00\x00\xc0"
PRODUCT, SUM = REFERENCE + NUMBER + b"\x05", REFERENCE + b"\x19\x10\x00\x00"
CHOICE = REFERENCE + NUMBER + NUMBER + b"\x42\x03\x01\x00"  # IF
ROUNDED = CHOICE + NUMBER + b"\x41\x1b\x00"


def formula(row: int, result: bytes, tokens: bytes, text: str | None = None) -> bytes:
    content = struct.pack("<HHH", row, 0, 0) + result + bytes(6) + struct.pack("<H", len(tokens)) + tokens
    return record(0x0006, content) + (record(0x0207, struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")) if text else b"")


def special(kind: int, value: int = 0) -> bytes:
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


def old(folder: Path, *cells: bytes, build: int = 0x0DBB) -> list[Any]:
    """Column A of an .xls with these cells."""
    path = folder / "a.xls"
    path.write_bytes(compound({"Workbook": records([], more=b"".join(cells), build=build)}))
    return [row[0] if row else "" for row in values(path)["表"]]


@pytest.mark.parametrize(("number", "shown"), OLD_ERRORS.items())
def test_an_error_in_an_old_sheet(number: int, shown: str, tmp_path: Path) -> None:
    typed = record(0x0205, struct.pack("<HHHBB", 0, 0, 0, number, 1))
    assert old(tmp_path, typed, formula(1, special(2, number), CHOICE), formula(2, struct.pack("<d", 2), PRODUCT)) == [shown, shown, 2]
    assert old(tmp_path, record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 1, 0))) == [True]


def test_a_text_that_does_not_follow_its_formula(tmp_path: Path) -> None:
    two = formula(1, struct.pack("<d", 2), PRODUCT)
    assert old(tmp_path, formula(0, special(0), JOINED, "甲"), two) == ["甲", 2]
    assert old(tmp_path, formula(0, special(0), JOINED), two) == [UNCOMPUTED, 2]


@pytest.mark.parametrize(
    ("tokens", "shown"),
    [
        (JOINED, UNCOMPUTED),
        (TEXT, UNCOMPUTED),
        (REFERENCE, UNCOMPUTED),
        (CHOICE, UNCOMPUTED),
        (b"\x01" + bytes(4), UNCOMPUTED),  # shared with another cell
        (b"\xf0", UNCOMPUTED),  # unheard-of
        (PRODUCT, 0),
        (SUM, 0),
        (ROUNDED, 0),
        (NUMBER + b"\x15", 0),
    ],
)
def test_a_zero_where_libreoffice_may_have_lost_a_text(tokens: bytes, shown: Any, tmp_path: Path) -> None:
    cells = formula(0, bytes(8), tokens), formula(1, struct.pack("<d", 2), tokens)
    assert old(tmp_path, *cells) == [shown, 2]
    assert old(tmp_path, *cells, build=0x2A00) == [0, 2]  # other programs write the texts


def test_an_old_workbook_in_which_nothing_was_computed(tmp_path: Path) -> None:
    nothing, two = formula(0, special(3), JOINED), formula(1, struct.pack("<d", 2), PRODUCT)
    assert old(tmp_path, nothing, record(0x0203, struct.pack("<HHHd", 1, 0, 0, 3))) == [UNCOMPUTED, 3]
    assert old(tmp_path, nothing, two) == ["", 2]
    assert old(tmp_path, nothing, record(0x0203, struct.pack("<HHHd", 1, 0, 0, 3)), build=0x2A00) == ["", 3]


@needs_office
def test_a_text_that_libreoffice_loses_is_no_zero(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row, content in enumerate(('="小区"&"甲"', "=A1", "=1+1", "=1-1", "=SUM(A3:A4)", "=1/0", "=NA()"), 1):
        sheet.cell(row, 1, content).number_format = "@" if row == 1 else "General"
    book.save(tmp_path / "a.xlsx")
    found = [row[0] for row in next(iter(values(resaved(tmp_path / "a.xlsx", "xls", tmp_path)).values()))]
    assert found[0] in ("小区甲", UNCOMPUTED)
    assert found[1] in ("小区甲", UNCOMPUTED)
    assert found[2:] == [2, 0, 2, "#DIV/0!", "#N/A"]


def test_an_error_in_an_xlsb(tmp_path: Path) -> None:
    cells = [(0, 0, "格"), (0, 1, 0.5), (2, 1, 1.0)]
    more = binary_record(0x03, struct.pack("<IIB", 2, 0, 0x2A)) + binary_record(0x0B, struct.pack("<IIB", 3, 0, 0x17) + bytes(10))
    members = binary_parts(cells, more=more)
    assert values(packed(tmp_path / "a.xlsb", members))["表"] == [["格", 0.5], [], ["", 1.0, "#N/A", "#REF!"]]


# --- merged cells


@pytest.mark.parametrize("ref", ['ref="B2:C3"', "ref='B2:C3'", 'foo="1" ref = "B2:C3"', '\nref="B2:C3"'])
def test_merged_cells_in_every_legal_spelling(ref: str, tmp_path: Path) -> None:
    spelled(tmp_path, ONE, f"</row></sheetData><mergeCells><mergeCell {ref}/></mergeCells><sheetData><row>")
    assert merged_cells.covered(tmp_path / "a.xlsx") == {"Sheet": {2: [(3, 3, 2, 2)], 3: [(2, 3, 2, 2)]}}


def test_merged_cells_of_an_xlsb(tmp_path: Path) -> None:
    more = binary_record(176, struct.pack("<4I", 1, 2, 1, 2))
    path = packed(tmp_path / "a.xlsb", binary_parts([(0, 0, "格")], more=more))
    assert merged_cells.covered(path) == {"表": {2: [(3, 3, 2, 2)], 3: [(2, 3, 2, 2)]}}
