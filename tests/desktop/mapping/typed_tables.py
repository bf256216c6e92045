"""Tables as somebody types them for the small programme of `tests.upward`: no tags, other words, other units of measure."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

WORKS = ("小区名称", "总户数（户）", "投资额（元）", "已付金额（万元）", "联系电话", "经办科室")


def plain_book(path: Path, title: str, *, area: float = 12.5, done: int = 40, more: str = "") -> Path:
    """A title line over a ledger, a second sheet of figures with a line that is nobody's, one task, and a sheet that is no return."""
    book = Workbook()
    sheet = book.active
    sheet.title = "工程"
    for row in ([title], WORKS, ["甲小区", 12, 1_000_000, 1.5, "13812345678", "城建科"], ["乙小区", 7, "2,000,000", 3, None, "城建科"]):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    figures = book.create_sheet("数字")
    figures.append(["序号", "指标名称", "本期完成数"])
    lines = (
        ("改造面积（平方米）", area * 10_000),
        ("应办件", 100),
        ("已办件数", done),
        ("办结率（%）", 40),
        ("满意率（%）", 96),
        ("信访件", 3),
    )
    for n, line in enumerate(lines + (((more, 1),) if more else ()), 1):
        figures.append([n, *line])
    tasks = book.create_sheet("任务")
    tasks.append(["工作任务", "目前状态", "完成比例（%）"])
    tasks.append(["管网", "已完成", 100])
    book.create_sheet("通讯录").append(["科室", "姓名"])
    book.save(path)
    return path
