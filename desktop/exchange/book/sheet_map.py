"""The sheet map: where a form, its rows and its fields stand on a sheet. One map for writing and for reading.

A sheet carries its own map: column A (hidden) holds the row ids, one hidden row holds ``#taizhang form=ID`` and the field ids.
So moved rows, moved columns and renamed tabs change nothing. A map may also describe somebody else's workbook.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from openpyxl.utils import get_column_letter

from db.packs.model import Form
from db.values.field import Field
from db.values.kinds import kind_of

EDITION = "1"  # of the tags below
MARK = "#taizhang"
FORM_TAG = f"{MARK} form="
COVER_TAG = f"{MARK} cover"
MANIFEST_TAG = f"{MARK} manifest"
MARKS_TAG = f"{MARK} marks"  # the list of what has to be mended, put before a return that goes back
# What stands in the hidden column of rows that are no data.
HEAD, TOTAL, BESIDE = "#head", "#total", "#beside"
NUMBER = "#n"  # the tag of a ledger's running number
CHECK, EARLIER = "#check", "#earlier"  # the tags of the columns at the right of a blank form: the check column, 上期
BEFORE = "上期"  # the merged head over the values of the period before, beside a blank form
COVER, CHOICES, MANIFEST = "封面", "_选项", "_taizhang"
# What people call the rows of totals, and how the texts below a table begin.
TOTALS = frozenset(("合计", "总计", "小计", "共计"))
BELOW = re.compile(r"\s*(注\s*[0-9]*\s*[：:]|单位负责人|填表人|审核人|校验码|说明[：:])")
ROWS_PER_SHEET = 1_000_000  # a sheet ends at 1,048,576
TITLE_LENGTH = 31


@dataclass(frozen=True)
class SheetMap:
    """One form on one sheet: `columns` field id -> column number from 1, `ids` the column of row ids, `head` the last row of heads."""

    form: str
    sheet: str
    columns: Mapping[str, int]
    ids: int | None = 1
    head: int = 0

    @cached_property
    def letters(self) -> dict[str, str]:
        """Field id -> column letter."""
        return {field: get_column_letter(number) for field, number in self.columns.items()}

    def cell(self, field: str, row: int) -> str:
        """The address of a cell, such as E12."""
        return f"{self.letters[field]}{row}"


def plan(form: Form, sheet: str, head: int) -> SheetMap:
    """The map of a form on one of our own sheets: ids, the running number of a ledger, then the fields in order."""
    first = 2 if form.fixed else 3
    return SheetMap(form.id, sheet, {field.id: n for n, field in enumerate(form.fields, first)}, 1, head)


def head_text(field: Field, unit: str = "") -> str:
    """A column's head: its title, and its unit where the whole column has one."""
    own = unit or ("" if field.unit == "row" else field.unit) or kind_of(field).unit
    return f"{field.title}\n（{own}）" if own else field.title


def bare(text: str) -> str:
    """A head as it is compared: without blanks, line breaks, stars and the unit in brackets at its end."""
    text = re.sub(r"[\s*＊]", "", text)
    return re.sub(r"[（(][^（()）]*[)）]$", "", text) or text


def sheet_title(text: str) -> str:
    """The text as a tab may be called: without the characters forbidden there, and cut to their length."""
    return re.sub(r"[\[\]:*?/\\'：]", " ", text).strip()[:TITLE_LENGTH] or "表"
