"""Patching at XML level: what other programs' shortcuts need, and what large and broken files cost."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from db.messages import Trouble
from desktop.exchange.intake.annotate import Mark, annotate, clean
from desktop.exchange.xlsx.patch import opened_book
from desktop.exchange.xlsx.sheet_part import SheetPart
from tests.desktop.exchange.odd_books import add, edit, loaded, odd_book, parts

SPREAD = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str, after: str = "") -> SheetPart:
    return SheetPart(f'<?xml version="1.0"?><worksheet xmlns="{SPREAD}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode())


def text_of(sheet: SheetPart) -> str:
    return b"".join(map(bytes, sheet.pieces())).decode()


def test_rows_and_cells_go_where_they_belong() -> None:
    sheet = sheet_of('<row r="2" spans="2:3" ht="30"><c r="B2" s="4"><v>1</v></c></row><row r="5" s="7" customFormat="1"/>')
    for ref in ("C2", "A2", "F3", "A1", "D5", "A9"):
        sheet.set(ref, ref)
    found = [(row.get("r"), [cell.get("r") for cell in row]) for _, row in sheet.rows()]
    assert found == [("1", ["A1"]), ("2", ["A2", "B2", "C2"]), ("3", ["F3"]), ("5", ["D5"]), ("9", ["A9"])]
    assert 'r="2" spans="1:3" ht="30"' in text_of(sheet)
    assert sheet.style("D5") == 7, "a new cell in a styled row looks like the row"
    assert SheetPart(text_of(sheet).encode()).find("B2").get("s") == "4"


def test_values() -> None:
    sheet = sheet_of('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    for ref, value in {"A1": " 前后\n ", "B1": 3, "C1": 0.1, "D1": True, "E1": None, "F1": "=1+1"}.items():
        sheet.set(ref, value)
    out = text_of(sheet)
    assert '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 前后\n </t></is></c>' in out
    assert '<c r="B1"><v>3</v></c><c r="C1"><v>0.1</v></c><c r="D1" t="b"><v>1</v></c><c r="E1"/>' in out
    assert "<f>" not in out


def test_a_formula_stays_unless_it_is_the_input() -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*$C$1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row><row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    sheet = sheet_of(rows)
    assert not sheet.set("A1", 5)
    assert not sheet.changed
    assert sheet.set("A1", 5, over=True)
    assert sheet.lost_formula
    assert [sheet.find(f"A{n}").findtext(f"{{{SPREAD}}}f") for n in (1, 2, 3)] == [None, "B2*$C$1", "B3*$C$1"]
    assert 'si="0"' not in text_of(sheet)


def test_rows_out_of_order_and_twice() -> None:
    sheet = sheet_of('<row r="3"><c r="A3"/></row><row r="1"><c r="A1"/></row><row r="1"><c r="B1"/></row>')
    assert [(n, [cell.get("r") for cell in row]) for n, row in sheet.rows()] == [(1, ["A1", "B1"]), (3, ["A3"])]


@pytest.mark.parametrize("body", ["<sheetData/>", "<sheetData></sheetData>", "<cols/><pageMargins/>", '<dimension ref="A1"/><sheetData />'])
def test_empty_sheets(body: str) -> None:
    sheet = SheetPart(f'<worksheet xmlns="{SPREAD}">{body}</worksheet>'.encode())
    sheet.set("B2", 1)
    again = SheetPart(b"".join(map(bytes, sheet.pieces())))
    assert again.numbers() == [2]


def test_the_chain_of_calculation_goes_only_with_a_formula(tmp_path: Path) -> None:
    path, out = odd_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    chain = f'<calcChain xmlns="{SPREAD}"><c r="D5" i="2"/></calcChain>'.encode()
    add(path, {"xl/calcChain.xml": chain})
    type_ = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    kind = f'<Override PartName="/xl/calcChain.xml" ContentType="{type_}"/></Types>'
    edit(path, "[Content_Types].xml", lambda text: text.replace("</Types>", kind))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    rel = f'<Relationship Id="rId90" Type="{office}" Target="calcChain.xml"/></Relationships>'
    edit(path, "xl/_rels/workbook.xml.rels", lambda text: text.replace("</Relationships>", rel))
    with opened_book(path) as book:
        book.sheet("1'表").set("B5", 9)
        book.save(out)
    assert parts(out)["xl/calcChain.xml"] == chain
    with opened_book(path) as book:
        book.sheet("1'表").set("D5", 9, over=True)
        book.save(out)
    assert "xl/calcChain.xml" not in parts(out)
    assert b"calcChain" not in parts(out)["[Content_Types].xml"] + parts(out)["xl/_rels/workbook.xml.rels"]
    assert loaded(out)["1'表"]["D5"].value == 9


def test_names_of_a_sheet_move_along(tmp_path: Path) -> None:
    path, out = odd_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    annotate(path, [Mark("1'表", "B5", "", "", "错。")], out)
    sheet = loaded(out)["1'表"]
    assert (sheet.print_title_rows, sheet.print_area) == ("$3:$4", "'1''表'!$A$1:$F$10")
    app = parts(out)["docProps/app.xml"].decode()
    assert "<vt:i4>4</vt:i4>" in app
    assert app.index("待改清单") < app.index("封面 说明")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the memory of a process as Linux tells it")
def test_twenty_megabytes(tmp_path: Path) -> None:
    """A ledger of 20 MB is marked in a process of its own that may not grow beyond 250 MB."""
    path = tmp_path / "大.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for row in range(45_000):
        sheet.append([f"第{row}行的小区名称", row, row / 7, "市南区某某街道", "2026-10-31", "推进中", row * 3, row * 11])
    book.save(path)
    with zipfile.ZipFile(path) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    assert size > 20_000_000
    code = (
        "import re, sys; from pathlib import Path; from desktop.exchange.intake.annotate import *\n"
        "marks = [Mark('台账', f'C{n}', str(n), '投资', '不对。') for n in range(5, 45000, 150)]\n"
        "annotate(Path(sys.argv[1]), marks, Path(sys.argv[2])); clean(Path(sys.argv[2]), Path(sys.argv[2]))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    out = subprocess.run([sys.executable, "-c", code, str(path), str(tmp_path / "净.xlsx")], check=True, capture_output=True, text=True)
    assert int(out.stdout) < 250 * 1024
    assert parts(tmp_path / "净.xlsx")["xl/worksheets/sheet1.xml"].count(b"<row ") == 45_000


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("damage", ["cut", "gone", "empty", "swollen"])
def test_damaged_ones_are_refused_or_marked(tmp_path: Path, part: str, damage: str) -> None:
    path, out = odd_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    content = parts(path)[part]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n > 1 else "&a;" * 10}">'.encode() for n in range(1, 9)) + b"]><x>&a8;</x>"  # fmt: skip
    new = {"cut": content[: len(content) // 2], "gone": b"", "empty": b"", "swollen": bomb}[damage]
    add(path, {part: new})
    if damage == "gone":
        kept = {name: one for name, one in parts(path).items() if name != part}
        with zipfile.ZipFile(path, "w") as package:
            for name, one in kept.items():
                package.writestr(name, one)
    try:
        annotate(path, [Mark("1'表", "B5", "", "", "错。")], out)
    except Trouble:
        assert not out.exists()
        assert not list(tmp_path.glob(".*.part"))
    else:
        clean(out, out)


def test_capitals_make_no_other_part(tmp_path: Path) -> None:
    """A writer that calls the sheet Sheet2.xml and its relations sheet2.xml.rels; two parts of one name are a damaged file."""
    path, out, again = odd_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    members = {
        name.replace("sheets/sheet2", "sheets/Sheet2").replace("_rels/Sheet2", "_rels/sheet2"): one for name, one in parts(path).items()
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, one in members.items():
            package.writestr(name, one)
    annotate(path, [Mark("1'表", "B5", "", "", "错。", severity="error")], out)
    names = [one.lower() for one in parts(out)]
    assert len(set(names)) == len(names)
    with opened_book(out) as book:
        assert book.package.related(book.part("1'表"), "comments")
    clean(out, again)
    assert list(parts(again)) == list(members)


def test_slashes_make_no_other_part(tmp_path: Path) -> None:
    path, out = odd_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    members = {name.replace("/", "\\"): one for name, one in parts(path).items()}
    with zipfile.ZipFile(path, "w") as package:
        for name, one in members.items():
            package.writestr(name, one)
    annotate(path, [Mark("1'表", "B5", "", "", "错。", severity="error")], out)
    assert set(members) <= set(parts(out)) | {"xl\\calcChain.xml"}
    with opened_book(out) as book:
        assert [one.name for one in book.names][:2] == ["待改清单", "封面 说明"]
