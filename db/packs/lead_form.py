"""The lead office's own form 对方的表: its blank workbook, and which cell of it is which row and field of ours. A pack may carry it."""

from __future__ import annotations

import base64
from dataclasses import dataclass

LARGEST = 2 * 1024 * 1024  # bytes of a blank workbook in a pack
# The facts that a foreign form asks for above and below its tables; in a map they have no form and no row.
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
    """One cell of theirs: a fixed row's field, a ledger's field (`row` empty, `cell` its first free cell), or a fact (`form` empty).

    `label` stands before a fact in the same cell; `anchor` is the cell that names the row or column, `stub` its text, by which the cell
    is found again when rows were put in above; `times` turns our unit into theirs.
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
    """The rows a ledger has on their sheet: first, last, the column of running numbers, and the text that stands below."""

    sheet: str
    form: str
    first: int
    last: int
    number: str = ""
    below: str = ""


@dataclass(frozen=True)
class LeadForm:
    """A foreign form as a pack carries it: the name of its blank workbook, its cells, the rows of its ledgers, the workbook in base64."""

    file: str
    book: str
    cells: tuple[LeadFormCell, ...]
    rooms: tuple[LeadFormRows, ...] = ()

    def content(self) -> bytes:
        """The blank workbook; ValueError where it is none in base64."""
        return base64.b64decode(self.book, validate=True)
