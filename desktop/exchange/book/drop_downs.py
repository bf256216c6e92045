"""Drop-downs and checks of the cells of a form. Lists stand on a hidden sheet: within a cell a list is limited to 255 characters."""

from __future__ import annotations

from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.values.cell import CHECK_TEXT, NA_TEXT
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.exchange.book.sheet_map import CHOICES, SheetMap
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

STATES = (NA_TEXT, CHECK_TEXT)
PROMPT, HEADING = 255, 32  # characters a spreadsheet shows


class ChoiceLists:
    """The hidden sheet of lists: each distinct list is one column."""

    def __init__(self) -> None:
        self._lists: dict[tuple[str, ...], str] = {}

    def ref(self, choices: tuple[str, ...]) -> str:
        """The range that holds these choices."""
        if choices not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            self._lists[choices] = f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}"
        return self._lists[choices]

    def write(self, book: Workbook) -> None:
        """Write the sheet, if there are lists."""
        if not self._lists:
            return
        sheet = StreamSheet(book, CHOICES)
        sheet.sheet_state = "hidden"
        for words in zip_longest(*self._lists, fillvalue=""):
            sheet.row((n, "s", word, 0) for n, word in enumerate(words, 1))


def listed(field: Field) -> tuple[str, ...]:
    """The choices for a field's cells, with 不适用 and 待核; empty where the field has no choices."""
    choices = kind_of(field).choices(field)
    return (*choices, *STATES) if choices else ()


def validation(field: Field, map_: SheetMap, first: int, last: int, lists: ChoiceLists, prompts: bool) -> DataValidation | None:
    """What may be typed into the field's cells; only a warning, since 35（待核） is allowed everywhere."""
    kind, letter = kind_of(field), map_.letters[field.id]
    rule = DataValidation(allow_blank=True, errorStyle="warning", errorTitle=field.title[:HEADING])
    if choices := listed(field):
        rule.type, rule.formula1 = "list", lists.ref(choices)
        rule.showErrorMessage = not kind.several
        rule.error = "不在可选项里。请从下拉列表中选；没有此项选“不适用”，尚未核实选“待核”。"
    elif check := kind.validation(field, f"{letter}{first}"):
        rule.type, rule.formula1 = "custom", check[0]
        rule.showErrorMessage, rule.error = True, check[1][:PROMPT]
    if prompts and (text := kind.prompt(field.definition)[:PROMPT]):
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, field.title[:HEADING], text
    if not rule.type and not rule.prompt:
        return None
    rule.add(f"{letter}{first}:{letter}{last}")
    return rule
