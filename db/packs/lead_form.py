"""The lead office's own form 对方的表: its blank workbook, and a map of its cells to our rows and fields. A pack may contain it."""

from __future__ import annotations

import base64
from dataclasses import dataclass

LARGEST = 2 * 1024 * 1024  # bytes of a blank workbook in a pack
# The facts that such a form asks for above and below its tables, with their usual labels; in the map they have no form and no row.
FACTS = {
    "office_name": ("填报单位", "填表单位", "报送单位", "单位名称", "填报部门"),
    "period": ("报告期", "报告期别", "填报时间", "统计时间", "所属期"),
    "head": ("单位负责人", "负责人", "领导签字", "主要负责人"),
    "reviewer": ("审核人", "统计负责人", "复核人"),
    "preparer": ("填表人", "填报人", "经办人", "制表人"),
    "phone": ("联系电话", "电话"),
    "at": ("报出日期", "填报日期", "填表日期"),
}


@dataclass(frozen=True)
class LeadFormCell:
    """One cell of the form: the field of a fixed row, a ledger's column (`row` empty, `cell` its first cell), or a fact (`form` empty).

    `label` is written before a fact in the same cell; `anchor` is the cell that names the row or column and `stub` its text, by which
    the cell is found again after rows were inserted; our number multiplied by `times` is the number in the form.
    """

    sheet: str
    cell: str
    form: str
    row: str
    field: str
    label: str = ""
    anchor: str = ""
    stub: str = ""
    times: str = "1"


@dataclass(frozen=True)
class LeadFormRows:
    """The rows for a ledger on a sheet of the form: first, last, the column of running numbers, and the text below the last row."""

    sheet: str
    form: str
    first: int
    last: int
    number: str = ""
    below: str = ""


@dataclass(frozen=True)
class LeadForm:
    """The form as a pack contains it: file name, the blank workbook in base64 (`book`), its cells, and the rows for ledgers (`rooms`)."""

    file: str
    book: str
    cells: tuple[LeadFormCell, ...]
    rooms: tuple[LeadFormRows, ...] = ()

    def content(self) -> bytes:
        """The bytes of the blank workbook; ValueError where `book` is not base64."""
        return base64.b64decode(self.book, validate=True)
