"""Workbooks as other people make them: everything a patch must leave alone, counted."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

SOFFICE = shutil.which("soffice")
THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
X14 = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
    'allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F5:F9</xm:sqref></x14:dataValidation>'
    "</x14:dataValidations></ext></extLst>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><Application>Microsoft Excel</Application>'
    '<HeadingPairs><vt:vector size="4" baseType="variant"><vt:variant><vt:lpstr>工作表</vt:lpstr></vt:variant>'
    "<vt:variant><vt:i4>3</vt:i4></vt:variant>"
    "<vt:variant><vt:lpstr>命名范围</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs>"
    '<TitlesOfParts><vt:vector size="4" baseType="lpstr"><vt:lpstr>封面 说明</vt:lpstr><vt:lpstr>1\'表</vt:lpstr><vt:lpstr>选项</vt:lpstr>'
    "<vt:lpstr>总数</vt:lpstr></vt:vector></TitlesOfParts></Properties>"
)


def odd_book(path: Path) -> Path:
    """Merged heads, colours, drop-downs, conditional formats, names, other people's notes, a hidden sheet, x14, printer settings."""
    book = Workbook()
    first = book.active
    first.title = "封面 说明"
    first["A1"] = "填报说明"
    sheet = book.create_sheet("1'表")
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "某某情况表"
    sheet.merge_cells("B3:C3")
    for ref, text in {"A3": "名称", "B3": "数量", "B4": "本月", "C4": "累计", "D3": "合计", "E3": "备注", "F3": "类别"}.items():
        sheet[ref] = text
    for row in range(5, 10):
        sheet[f"A{row}"] = f"项目{row}"
        sheet[f"B{row}"], sheet[f"C{row}"], sheet[f"D{row}"] = row, row * 10, f"=B{row}+C{row}"
        for letter in "ABCDEF":
            cell = sheet[f"{letter}{row}"]
            cell.border, cell.font = GRID, Font(name="仿宋", size=12, color="FF0000" if letter == "B" else "000000")
            cell.fill = PatternFill("solid", fgColor="FFFF00") if letter == "C" else PatternFill()
            cell.protection = Protection(locked=letter in "AD")
    sheet["B10"] = "=SUM(B5:B9)"
    sheet.column_dimensions["A"].width, sheet.row_dimensions[5].height = 33.5, 41
    lists = DataValidation(type="list", formula1="选项!$A$1:$A$3", allow_blank=True)
    lists.add("E5:E9")
    sheet.add_data_validation(lists)
    sheet.conditional_formatting.add("B5:B9", CellIsRule(operator="greaterThan", formula=["7"], fill=PatternFill(bgColor="00FF00")))
    sheet["C5"].comment = Comment("别人写的", "王科长")
    sheet["B6"].comment = Comment("也是别人写的", "王科长")
    sheet["F5"].hyperlink = "#'封面 说明'!A1"
    sheet.freeze_panes, sheet.print_title_rows, sheet.print_area = "B5", "3:4", "A1:F10"
    sheet.protection.sheet = True
    sheet.sheet_view.tabSelected = True
    hidden = book.create_sheet("选项")
    for n, text in enumerate("甲乙丙", 1):
        hidden[f"A{n}"] = text
    hidden["C1"].alignment = Alignment(wrap_text=True)
    hidden.sheet_state = "hidden"
    book.defined_names["总数"] = DefinedName("总数", attr_text="'1''表'!$B$10")
    book.active = 1
    book["封面 说明"].sheet_view.tabSelected = False
    book.save(path)
    edit(path, "xl/worksheets/sheet2.xml", lambda text: text.replace("</worksheet>", X14 + "</worksheet>"))
    add(
        path,
        {
            "xl/printerSettings/printerSettings1.bin": b"\x00\x01printer",
            "docProps/app.xml": APP.encode(),
            "customXml/item1.xml": b"<a b='c'  />",
        },
    )
    return path


def edit(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Change one part of a workbook as text."""
    add(path, {part: change(parts(path)[part].decode()).encode()})


def add(path: Path, new: dict[str, bytes]) -> None:
    """Put parts into a workbook."""
    all_ = parts(path) | new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in all_.items():
            package.writestr(name, content)


def parts(path: Path) -> dict[str, bytes]:
    """All parts of a workbook."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def counted(path: Path) -> dict[str, Any]:
    """What a patch must not lose, sheet by sheet under its name."""
    all_ = parts(path)
    book = etree.fromstring(all_["xl/workbook.xml"])
    targets = {one.get("Id"): one.get("Target") for one in etree.fromstring(all_["xl/_rels/workbook.xml.rels"])}
    names = [one.get("name") for one in book.iter("{*}sheet")]
    found: dict[str, Any] = {"sheets": [one for one in names if not one.startswith("待改清单")]}
    for one in book.iter("{*}sheet"):
        if one.get("name").startswith("待改清单"):
            continue
        id = next(value for key, value in one.attrib.items() if key.endswith("}id"))
        target = targets[id].lstrip("/")
        root = etree.fromstring(all_[target if target.startswith("xl/") else f"xl/{target}"])
        count = {
            name: [etree.tostring(part, method="c14n", exclusive=True) for part in root.iter(f"{{*}}{name}")]
            for name in (
                "dataValidation",
                "conditionalFormatting",
                "col",
                "mergeCell",
                "ext",
                "hyperlink",
                "sheetProtection",
                "pane",
                "pageSetup",
            )
        }
        count["heights"] = [(row.get("r"), row.get("ht")) for row in root.iter("{*}row") if row.get("ht")]
        count["formulas"] = [
            (cell.get("r"), part.text, part.get("si")) for cell in root.iter("{*}c") for part in cell if part.tag.endswith("}f")
        ]
        count["state"] = one.get("state")
        found[one.get("name")] = count
    found["names"] = sorted(
        (one.get("name"), one.text, names[int(one.get("localSheetId"))] if one.get("localSheetId") else "")
        for one in book.iter("{*}definedName")
    )
    return found


def resaved(path: Path, ending: str, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    assert SOFFICE
    command = [
        SOFFICE,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder / "out"),
    ]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
    return folder / "out" / f"{path.stem}.{ending}"


def loaded(path: Path) -> Any:
    """The workbook as openpyxl reads it; what it leaves out it says in a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path)


def plain_xml(content: bytes) -> bytes:
    """XML as it means, without how it is written."""
    text = etree.tostring(etree.fromstring(re.sub(rb"^<\?xml[^>]*\?>", b"", content.lstrip())), method="c14n")
    return text.replace(b' s="0"', b"")  # the same as none
