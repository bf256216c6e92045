"""A return that goes back with marks is the sender's own workbook still, and without them it is as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from db.messages import Trouble
from db.returns.model import Return
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.annotate import NOTE, WASHES, Mark, annotate, clean, out_name
from desktop.exchange.reading import workbook_reader
from desktop.exchange.xlsx.package import unpacked
from tests.desktop.exchange import odd_books
from tests.desktop.exchange.odd_books import SOFFICE, counted, loaded, odd_book, parts, plain_xml

HEAD = {"填报单位": "市南区", "方案": "样本方案", "报告期": "2026年10月", "退回单位": "市局", "退回": "李敏 2026-11-03"}
MARKS = [
    Mark("1'表", "B5", "项目5", "本月", "本月 5 大于累计 3。", "核对累计。", "error", "5"),
    Mark("1'表", "B5", "项目5", "本月", "与上月相同。", "", "warning", "5"),
    Mark("1'表", "C5", "项目5", "累计", "累计 50 低于上月累计 60。", "写说明。", "warning", "50"),
    Mark("1'表", "C7", "项目7", "累计", "应为 80，现为 70。", "", "error", "70"),
    Mark("1'表", "B1", "", "", "标题不对。", "", "error", ""),
    Mark("1'表", "H40", "", "", "空格子。", "", "error", ""),
    Mark("选项", "A1", "", "", "供参考。", "", "hint", "甲"),
    Mark("", "", "", "", "缺少一张表。", "补上。", "error", ""),
]


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return odd_book(tmp_path / "乱.xlsx")


@pytest.fixture
def marked(odd: Path, tmp_path: Path) -> Path:
    out = tmp_path / out_name(odd)
    annotate(odd, MARKS, out, title="待改清单 某某情况表", head=HEAD)
    return out


def test_everything_else_stays(odd: Path, marked: Path) -> None:
    assert counted(odd) == counted(marked)
    before, after = parts(odd), parts(marked)
    changed = {name for name in before if before[name] != after.get(name)}
    # openpyxl gives the notes of a book their own names; whatever is not about cells, styles, notes and the list is untouched.
    assert {name for name in changed if "drawing" not in name.lower() and "comment" not in name} == {
        "[Content_Types].xml", "docProps/app.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml",
        "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml",
    }  # fmt: skip
    assert after["xl/printerSettings/printerSettings1.bin"] == before["xl/printerSettings/printerSettings1.bin"]


def test_the_list_the_colours_and_the_notes(marked: Path) -> None:
    book = loaded(marked)
    assert book.sheetnames == ["待改清单", "封面 说明", "1'表", "选项"]
    assert book.active.title == "待改清单"
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == ["待改清单"]
    texts = [[cell.value for cell in row[:9]] for row in book["待改清单"].iter_rows() if row[0].value]
    assert texts[0][0] == "待改清单 某某情况表"
    assert [one[0] for one in texts[1:6]] == [f"{label}：{text}" for label, text in HEAD.items()]
    assert texts[6][0].startswith("必须改 5 处、需说明 2 处、供参考 1 处。")
    assert texts[7] == ["序号", "程度", "工作表", "单元格", "行", "栏", "现在填的", "哪里不对", "怎么改"]
    assert texts[8] == [1, "必须改", "1'表", "B5", "项目5", "本月", "5", "本月 5 大于累计 3。", "核对累计。"]
    assert texts[15] == [8, "必须改", None, None, None, None, None, "缺少一张表。", "补上。"]
    assert book["待改清单"]["D9"].hyperlink.location == "'1''表'!B5"
    sheet = book["1'表"]
    assert sheet["B5"].fill.fgColor.rgb == f"FF{WASHES['error']}"
    assert (sheet["B5"].font.color.rgb, sheet["B5"].border.left.style, sheet["B5"].value) == ("00FF0000", "thin", 5)
    assert sheet["C5"].fill.fgColor.rgb == f"FF{WASHES['warning']}"
    assert sheet["C6"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["B5"].comment.text == f"{NOTE}必须改：本月 5 大于累计 3。\n改法：核对累计。\n需说明：与上月相同。"
    assert sheet["C5"].comment.text == f"别人写的\n{NOTE}需说明：累计 50 低于上月累计 60。\n改法：写说明。"
    assert sheet["A1"].comment.text == f"{NOTE}必须改：标题不对。", "a merged cell is marked where it shows"
    assert sheet["B6"].comment.text == "也是别人写的"
    assert book["选项"]["A1"].comment is not None


def test_twice_is_once(odd: Path, marked: Path, tmp_path: Path) -> None:
    again = tmp_path / "再次.xlsx"
    annotate(marked, MARKS, again, title="待改清单 某某情况表", head=HEAD)
    one, two = parts(marked), parts(again)
    assert one.keys() == two.keys()
    for name, content in one.items():
        same = content == two[name] or plain_xml(content) == plain_xml(two[name])
        assert same, name


def test_clean_restores(odd: Path, marked: Path, tmp_path: Path) -> None:
    bare = tmp_path / "净.xlsx"
    clean(marked, bare)
    one, two = parts(odd), parts(bare)
    assert one.keys() == two.keys()
    for name, content in one.items():
        if name.endswith((".xml", ".rels", ".vml")) and content != two[name]:
            assert plain_xml(content) == plain_xml(two[name]), name


def test_clean_of_a_clean_workbook_changes_no_byte(odd: Path, tmp_path: Path) -> None:
    clean(odd, tmp_path / "净.xlsx")
    assert parts(odd) == parts(tmp_path / "净.xlsx")


def test_over_itself(odd: Path) -> None:
    annotate(odd, MARKS, odd)
    clean(odd, odd)
    assert loaded(odd).sheetnames == ["封面 说明", "1'表", "选项"]


@pytest.fixture
def ours(final: Return, tmp_path: Path) -> tuple[Path, list[Mark]]:
    path = tmp_path / "报送件.xlsx"
    workbook_writer.write(final, path)
    marks = []
    for form, rows in workbook_reader.read(path).forms.items():
        for one in rows:
            sheet, number = one.place
            marks += [
                Mark(sheet, f"{one.columns[name]}{number}", one.row, name, f"{form}不对。", "改。", "error") for name in list(one.cells)[:4]
            ]
    return path, marks


def data(path: Path) -> Any:
    found = workbook_reader.read(path)
    return found.forms, found.totals, found.cover, found.manifest, found.problems, found.maps, found.check_code, found.beside


def test_moved_by_another_program(marked: Path, tmp_path: Path) -> None:
    """Rows put in above, styles numbered anew: our colours go, what the column had before comes back."""
    book = loaded(marked)
    sheet = book["1'表"]
    assert sheet["C5"].fill.fgColor.rgb == f"FF{WASHES['warning']}"
    rows = [[(cell.value, cell._style) for cell in row] for row in sheet["A5:F9"]]
    for n, row in enumerate(rows):
        for m, (value, style) in enumerate(row):
            cell = sheet.cell(n + 15, m + 1, value)
            cell._style = style
    for cell in sheet["F"]:
        cell.number_format = "0.000"  # a new style, so that all are numbered anew
    book.save(marked)
    clean(marked, tmp_path / "净.xlsx")
    sheet = loaded(tmp_path / "净.xlsx")["1'表"]
    assert [sheet[ref].fill.fgColor.rgb for ref in ("C5", "C6", "C15", "C17")] == ["00FFFF00"] * 4
    assert sheet["B5"].fill.fill_type is None
    assert sheet["B15"].fill.fill_type is None


def test_our_own_is_read_as_before(ours: tuple[Path, list[Mark]], tmp_path: Path) -> None:
    path, marks = ours
    out = tmp_path / "待改.xlsx"
    annotate(path, marks, out, head=HEAD)
    assert data(path) == data(out)
    assert counted(path) == counted(out)
    clean(out, out)
    assert {name for name, one in parts(path).items() if one != parts(out)[name] and plain_xml(one) != plain_xml(parts(out)[name])} == set()


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_libreoffice_takes_it_and_marks_come_off_again(ours: tuple[Path, list[Mark]], tmp_path: Path) -> None:
    path, marks = ours
    out = tmp_path / "待改.xlsx"
    annotate(path, marks, out, head=HEAD)
    saved = odd_books.resaved(out, "xlsx", tmp_path)
    assert data(saved)[0] == data(path)[0], "read through another program's hands, the list aside"
    bare = tmp_path / "净.xlsx"
    clean(saved, bare)
    book = loaded(bare)
    assert book.sheetnames == loaded(path).sheetnames
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.comment is None
                assert cell.fill.fgColor.rgb not in [f"FF{one}" for one in WASHES.values()], cell.coordinate
    annotate(saved, marks, out, head=HEAD)
    assert loaded(out).sheetnames == ["待改清单", *loaded(path).sheetnames]
    assert odd_books.resaved(out, "pdf", tmp_path).stat().st_size > 10_000


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_saved_by_libreoffice_first(odd: Path, tmp_path: Path) -> None:
    saved = odd_books.resaved(odd, "xlsx", tmp_path)
    out = tmp_path / "待改.xlsx"
    annotate(saved, MARKS, out, head=HEAD)
    assert counted(saved) == counted(out)
    clean(out, out)
    one, two = parts(saved), parts(out)
    assert {name for name in one if one[name] != two.get(name) and plain_xml(one[name]) != plain_xml(two[name])} == set()


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_what_cannot_be_patched_gets_a_list(odd: Path, tmp_path: Path, ending: str) -> None:
    old = odd_books.resaved(odd, ending, tmp_path)
    out = tmp_path / out_name(old)
    annotate(old, MARKS, out, head=HEAD)
    book = loaded(out)
    assert book.sheetnames == ["待改清单"]
    texts = [str(cell.value) for cell in book.active["A"] if cell.value]
    assert any(f"是 {ending} 格式，不能在里面标注" in one for one in texts)
    assert [cell.value for cell in book.active["D"]].count("B5") == 2
    with pytest.raises(Trouble, match="另存为 xlsx"):
        clean(old, out)


def test_macros_keep_their_ending(odd: Path, tmp_path: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    odd_books.edit(odd, "[Content_Types].xml", lambda text: text.replace(kind, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
    odd_books.add(odd, {"xl/vbaProject.bin": b"\xd0\xcf macros"})
    assert out_name(odd) == "待改_乱.xlsm"
    with pytest.raises(Trouble, match="宏"):
        annotate(odd, MARKS, tmp_path / "x.xlsx")
    annotate(odd, MARKS, tmp_path / "x.xlsm")
    assert parts(tmp_path / "x.xlsm")["xl/vbaProject.bin"] == b"\xd0\xcf macros"


def test_many_marks_and_odd_writers(tmp_path: Path) -> None:
    """Rows without numbers, a prefix before every name, comments between the rows."""
    path = tmp_path / "怪.xlsx"
    book = Workbook()
    for row in range(1, 6):
        book.active.append([row, "文字", None])
    book.save(path)
    name = "xl/worksheets/sheet1.xml"

    def odd_writer(text: str) -> str:
        import re

        text = re.sub(r' r="[A-Z]*\d+"', "", text).replace("<row", "<!-- <row> --><row", 1)
        return re.sub(r"<(/?)(?=[a-z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")

    odd_books.edit(path, name, odd_writer)
    marks = [Mark("Sheet", f"{letter}{row}", "", "", "错。") for row in range(1, 300) for letter in "ABZ"]
    annotate(path, marks, path)
    sheet = loaded(path)["Sheet"]
    assert [cell.value for cell in sheet[3][:2]] == [3, "文字"]
    assert sheet["Z299"].comment.text.startswith(NOTE)
    with unpacked(path) as package:
        assert package.read("xl/drawings/vmlDrawing1.vml").count(b"<v:shape ") == len(marks)
    clean(path, path)
    assert loaded(path)["Sheet"].max_row == 5
