"""The lead office's own form read from a pack: every cell must name a row and a field that are there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from db.messages import Sentence
from db.packs import keys
from db.packs.lead_form import FACTS, LARGEST, LeadForm, LeadFormCell, LeadFormRows
from db.packs.model import Form
from db.yaml_reader import Reader, as_node

COLUMN = re.compile(r"[A-Z]{1,3}")
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
TIMES = re.compile(r"0*[1-9][0-9]*(\.[0-9]+)?|0+\.0*[1-9][0-9]*")
LONGEST = 16  # characters of a factor: fifteen digits and the point
LAST_COLUMN, LAST_ROW = "XFD", 1_048_576  # of a sheet


def is_cell(text: str) -> bool:
    """Whether it is the address of a cell that a sheet has."""
    found = CELL.fullmatch(text)
    return found is not None and _is_column(found[1]) and int(found[2]) <= LAST_ROW


def _is_column(text: str) -> bool:
    return COLUMN.fullmatch(text) is not None and (len(text), text) <= (len(LAST_COLUMN), LAST_COLUMN)


def fits(cell: Mapping[str, Any], forms: Mapping[str, Form]) -> bool:
    """Whether a cell of a map names a row and a field that are there."""
    faults: list[str] = []
    _cell(Reader("", faults, as_node(cell)), forms)
    return not faults


def their_form(part: Reader | None, forms: Mapping[str, Form]) -> LeadForm | None:
    """The form a pack carries; `forms` are those of the pack."""
    if part is None:
        return None
    cells = tuple(_cell(one, forms) for one in part.parts("cells"))
    rooms = tuple(_room(one, forms) for one in part.parts("rooms"))
    found = LeadForm(**part.only(keys.THEIR_FORM), cells=cells, rooms=rooms)
    if not found.file.lower().endswith(".xlsx"):
        part.fault(Sentence("对方的表应为 .xlsx，这里是“{file}”", file=found.file), "file")
    try:
        size = len(found.content())
    except ValueError:
        part.fault(Sentence("工作簿不是 base64 编码，请在窗口里重新导出"), "book")
    else:
        if size > LARGEST:
            part.fault(Sentence("工作簿有 {size} 字节，超过 {largest} 字节", size=size, largest=LARGEST), "book")
    return found


def _cell(part: Reader, forms: Mapping[str, Form]) -> LeadFormCell:
    found = LeadFormCell(**part.only(keys.THEIR_CELL))
    form = forms.get(found.form)
    for key, text in (("cell", found.cell), ("anchor", found.anchor)):
        if text and not is_cell(text):
            part.fault(Sentence("“{text}”不是格，应为列字母加行号，如 E8，到 XFD1048576 为止", text=text), key)
    if found.form and form is None:
        part.fault(Sentence("没有表“{name}”，可用：{known}", name=found.form, known=tuple(forms)), "form")
    elif form is None and found.field not in FACTS:
        part.fault(Sentence("没有“{name}”，可用：{known}", name=found.field, known=tuple(FACTS)), "field")
    elif form is not None and not form.has(found.field):
        part.fault(Sentence("{form}没有栏“{name}”", form=form.title, name=found.field), "field")
    elif form is not None and (form.row(found.row) is None if form.fixed else found.row):
        part.fault(Sentence("{form}没有行“{code}”", form=form.title, code=found.row), "row")
    if len(found.times) > LONGEST or not TIMES.fullmatch(found.times):
        part.fault(Sentence("乘以的应为大于 0 的数，最多 15 位，实为“{times}”", times=found.times[:40]), "times")
    return found


def _room(part: Reader, forms: Mapping[str, Form]) -> LeadFormRows:
    found = LeadFormRows(**part.only(keys.THEIR_ROOM))
    if found.form not in forms or forms[found.form].fixed:
        part.fault(Sentence("没有台账“{name}”", name=found.form), "form")
    if found.number and not _is_column(found.number):
        part.fault(Sentence("“{number}”不是列，应为列字母", number=found.number), "number")
    if found.last < found.first:
        part.fault(Sentence("末行（{last}）在首行（{first}）上面", last=found.last, first=found.first), "last")
    return found
