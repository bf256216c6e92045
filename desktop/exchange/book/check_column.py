"""The column of formulas in a blank workbook that shows what a row still lacks and what looks wrong in it.

The formulas use only functions of the .xls format, so that WPS, Excel and LibreOffice compute them alike: no macros, no arrays.
They hold titles and limits of the pack and never anything typed. The program's own check is stricter; this one only helps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from db.packs.model import Form
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.exchange.book.drop_downs import ChoiceLists, listed
from desktop.exchange.book.sheet_map import SheetMap

TITLE = "还差什么 / 看着不对"
WIDTH = 40  # in half-width characters
LONGEST = 8000  # a formula ends at 8192 characters
NAME = 40  # characters of a column's name
ROW = "\x00"  # stands for the row number
WIDEST = "000000"


class RowCheck:
    """Makes the formula of each row of one form on one sheet."""

    def __init__(self, form: Form, map_: SheetMap, lists: ChoiceLists) -> None:
        self.form, self.map, self.lists = form, map_, lists
        self._known: dict[frozenset[str], str] = {}

    def formula(self, row: str, number: int) -> str:
        """The formula of the row `row`, which stands in line `number` of the sheet; "" where nothing is typed into it."""
        typed = [field for field in self.form.stored if self.form.typed(field, row)]
        key = frozenset(field.id for field in typed)
        if key not in self._known:
            self._known[key] = self._build(typed) if typed else ""
        return self._known[key].replace(ROW, str(number))

    def _build(self, typed: list[Field]) -> str:
        required = [field for field in typed if field.required and not field.fallback]
        parts = [self._missing(required)] if required else []
        parts += [
            f'IF({wrong},"{_quoted(self._names[field.id] + sentence)}","")' for field in typed for wrong, sentence in self._wrong(field)
        ]
        while len("&".join(parts).replace(ROW, WIDEST)) > LONGEST:
            parts.pop()
        return f'IF(COUNTA({self._filled(typed)})=0,"",{"&".join(parts)})' if parts else ""

    def _filled(self, typed: list[Field]) -> str:
        """The ranges of the cells that can be typed: an empty row shows no message."""
        runs: list[list[int]] = []
        for number in sorted(self.map.columns[field.id] for field in typed):
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        letters = {number: self.map.letters[field] for field, number in self.map.columns.items()}
        return ",".join(f"{letters[first]}{ROW}:{letters[last]}{ROW}" for first, last in runs)

    def _missing(self, required: list[Field]) -> str:
        tests = [f'{self._cell(field)}=""' for field in required]
        names = [f'IF({test},"、{_quoted(self._names[field.id])}","")' for test, field in zip(tests, required, strict=True)]
        return f'IF(OR({",".join(tests)}),"未填："&MID({"&".join(names)},2,999)&"。","")'

    def _wrong(self, field: Field) -> Iterator[tuple[str, str]]:
        """(condition, text shown after the column's name where it holds)."""
        kind = kind_of(field)
        choices = () if kind.several else listed(field)  # several words are in no list
        return kind.live_checks(field, self._cell(field), self.lists.ref(choices) if choices else "")

    def _cell(self, field: Field) -> str:
        return self.map.letters[field.id] + ROW

    @cached_property
    def _names(self) -> dict[str, str]:
        """The name of each column: with its merged head where two columns have the same title."""
        count = Counter(field.title for field in self.form.fields)
        return {field.id: (field.group + field.title if count[field.title] > 1 else field.title)[:NAME] for field in self.form.fields}


def open_rows(range_: str) -> str:
    """The formula that counts the rows of a check column that show a message."""
    return f"ROWS({range_})-COUNTBLANK({range_})"


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace('"', '""')
