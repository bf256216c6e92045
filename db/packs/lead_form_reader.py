"""Reads the lead office's own form from a pack: every cell must name an existing row and field."""

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
    """Whether the text is the address of a cell within the limits of a sheet."""
    match = CELL.fullmatch(text)
    return match is not None and _is_column(match[1]) and int(match[2]) <= LAST_ROW


def _is_column(text: str) -> bool:
    return COLUMN.fullmatch(text) is not None and (len(text), text) <= (len(LAST_COLUMN), LAST_COLUMN)


def fits(cell: Mapping[str, Any], forms: Mapping[str, Form]) -> bool:
    """Whether a cell of a map names an existing row and field."""
    faults: list[str] = []
    _cell(Reader("", faults, as_node(cell)), forms)
    return not faults


def their_form(part: Reader | None, forms: Mapping[str, Form]) -> LeadForm | None:
    """The lead office's form in a pack; `forms` are the pack's own forms by id."""
    if part is None:
        return None
    cells = tuple(_cell(cell, forms) for cell in part.parts("cells"))
    rooms = tuple(_room(room, forms) for room in part.parts("rooms"))
    lead_form = LeadForm(**part.only(keys.THEIR_FORM), cells=cells, rooms=rooms)
    if not lead_form.file.lower().endswith(".xlsx"):
        part.fault(Sentence("对方的表应为 .xlsx，这里是“{file}”", file=lead_form.file), "file")
    try:
        size = len(lead_form.content())
    except ValueError:
        part.fault(Sentence("工作簿不是 base64 编码，请在窗口里重新导出"), "book")
    else:
        if size > LARGEST:
            part.fault(Sentence("工作簿有 {size} 字节，超过 {largest} 字节", size=size, largest=LARGEST), "book")
    return lead_form


def _cell(part: Reader, forms: Mapping[str, Form]) -> LeadFormCell:
    cell = LeadFormCell(**part.only(keys.THEIR_CELL))
    form = forms.get(cell.form)
    for key, text in (("cell", cell.cell), ("anchor", cell.anchor)):
        if text and not is_cell(text):
            part.fault(Sentence("“{text}”不是格，应为列字母加行号，如 E8，到 XFD1048576 为止", text=text), key)
    if cell.form and form is None:
        part.fault(Sentence("没有表“{name}”，可用：{known}", name=cell.form, known=tuple(forms)), "form")
    elif form is None and cell.field not in FACTS:
        part.fault(Sentence("没有“{name}”，可用：{known}", name=cell.field, known=tuple(FACTS)), "field")
    elif form is not None and not form.has(cell.field):
        part.fault(Sentence("{form}没有栏“{name}”", form=form.title, name=cell.field), "field")
    elif form is not None and (form.row(cell.row) is None if form.fixed else cell.row):
        part.fault(Sentence("{form}没有行“{code}”", form=form.title, code=cell.row), "row")
    if len(cell.times) > LONGEST or not TIMES.fullmatch(cell.times):
        part.fault(Sentence("乘以的应为大于 0 的数，最多 15 位，实为“{times}”", times=cell.times[:40]), "times")
    return cell


def _room(part: Reader, forms: Mapping[str, Form]) -> LeadFormRows:
    room = LeadFormRows(**part.only(keys.THEIR_ROOM))
    if room.form not in forms or forms[room.form].fixed:
        part.fault(Sentence("没有台账“{name}”", name=room.form), "form")
    if room.number and not _is_column(room.number):
        part.fault(Sentence("“{number}”不是列，应为列字母", number=room.number), "number")
    if room.last < room.first:
        part.fault(Sentence("末行（{last}）在首行（{first}）上面", last=room.last, first=room.first), "last")
    return room
