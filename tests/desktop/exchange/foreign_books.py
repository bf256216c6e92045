"""Blank workbooks as lead offices send them, for the sample programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from tests.desktop.exchange.odd_books import GRID


def lead_book(path: Path, *, room: int = 5, below: str = "formula") -> Path:
    """Indicators under a head of three rows with indents, units and sums; a ledger of `room` rows; a hidden sheet of choices.

    `below` the ledger stands a formula, a line of text, or nothing.
    """
    book = Workbook()
    _indicators(book.active)
    _ledger(book.create_sheet("附表2"), room, below)
    total = book.create_sheet("汇总")
    total["A1"], total["B1"] = "全部", "='附表1'!E10*10"
    untouched = book.create_sheet("说明")
    untouched["A1"], untouched["A2"] = "本表用于报送。", "=1+1"
    lists = book.create_sheet("字典")
    for n, text in enumerate(("甲", "乙"), 1):
        lists[f"A{n}"] = text
    lists.sheet_state = "hidden"
    book.save(path)
    return path


def _indicators(sheet: Any) -> None:
    sheet.title = "附表1"
    sheet.merge_cells("A1:G1")
    sheet["A1"] = "就业主要指标完成情况统计表"
    sheet["A2"], sheet["F2"] = "填报单位（盖章）：", "2026年"
    for ref, text in {"A4:A6": "序号", "B4:B6": "指标名称", "C4:C6": "单位", "D4:G4": "完成情况", "D5:D6": "年度\n目标", "E5:F5": "实际",
                      "G5:G6": "备注"}.items():  # fmt: skip
        sheet.merge_cells(ref)
        sheet[ref.split(":")[0]] = text
    sheet["E6"], sheet["F6"] = "本月", "累计"
    for letter, text in zip("ABCDEFG", ("甲", "乙", "丙", "1", "2", "3", "4"), strict=True):
        sheet[f"{letter}7"] = text
    sheet["A8"], sheet["B8"], sheet["C8"] = 1, "　　一、新增就业人数", "人"
    sheet["A9"], sheet["B9"], sheet["C9"] = 2, "  其中：在册企业", "家"
    sheet["B10"], sheet["E10"], sheet["F10"] = "合计", "=SUM(E8:E9)", "=SUM(F8:F9)"
    for row in range(4, 11):
        for letter in "ABCDEFG":
            cell = sheet[f"{letter}{row}"]
            cell.border, cell.alignment = GRID, Alignment(wrap_text=True)
            cell.protection = Protection(locked=row < 8 or letter in "ABC" or row == 10)
    sheet["A12"], sheet["E12"] = "填表人：", "审核人："
    sheet.print_title_rows, sheet.protection.sheet = "4:6", True


def _ledger(sheet: Any, room: int, below: str) -> None:
    sheet.merge_cells("A1:H1")
    sheet["A1"] = "样本台账（明细）"
    heads = {"A2:A3": "序号", "B2:B3": "名称*", "C2:D2": "规模", "E2:E3": "类别", "F2:F3": "比例（%）", "G2:G3": "日期", "H2:H3": "户均"}
    for ref, text in heads.items():
        sheet.merge_cells(ref)
        sheet[ref.split(":")[0]] = text
    sheet["C3"], sheet["D3"] = "户数（户）", "投资\n（元）"
    for row in range(4, 4 + room):
        sheet.row_dimensions[row].height = 27
        for letter in "ABCDEFGH":
            sheet[f"{letter}{row}"].border, sheet[f"{letter}{row}"].font = GRID, Font(name="仿宋", size=11)
        sheet[f"F{row}"].number_format, sheet[f"G{row}"].number_format = "0.00%", "yyyy-mm-dd"
        sheet[f"D{row}"].fill = PatternFill("solid", fgColor="FFFFCC")
        if below != "formula":
            sheet[f"H{row}"] = f"=D{row}/C{row}"
    last = 3 + room
    lists = DataValidation(type="list", formula1="字典!$A$1:$A$2")
    lists.add(f"E4:E{last}")
    sheet.add_data_validation(lists)
    if below == "formula":
        sheet[f"B{last + 1}"], sheet[f"C{last + 1}"], sheet[f"D{last + 1}"] = "合计", f"=SUM(C4:C{last})", f"=SUM(D4:D{last})"
    elif below == "text":
        sheet[f"B{last + 2}"] = "领导签字处"
    sheet.print_area = f"A1:H{last + 2}"
