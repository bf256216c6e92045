"""The live column of a blank workbook that says what a row still lacks and what looks wrong in it.

Plain formulas of the oldest kind, so that WPS, Excel and LibreOffice compute them alike: no macros, no arrays, nothing newer than
.xls. They hold titles and limits of the pack and never anything typed. The program's own check is stricter; this one only helps.
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
        typed = [one for one in self.form.stored if self.form.typed(one, row)]
        key = frozenset(one.id for one in typed)
        if key not in self._known:
            self._known[key] = self._made(typed) if typed else ""
        return self._known[key].replace(ROW, str(number))

    def _made(self, typed: list[Field]) -> str:
        wanted = [one for one in typed if one.required and not one.fallback]
        parts = [self._missing(wanted)] if wanted else []
        parts += [f'IF({wrong},"{_quoted(self._names[one.id] + sentence)}","")' for one in typed for wrong, sentence in self._wrong(one)]
        while len("&".join(parts).replace(ROW, WIDEST)) > LONGEST:
            parts.pop()
        return f'IF(COUNTA({self._filled(typed)})=0,"",{"&".join(parts)})' if parts else ""

    def _filled(self, typed: list[Field]) -> str:
        """The ranges of what can be typed: a row without anything is not scolded."""
        runs: list[list[int]] = []
        for number in sorted(self.map.columns[one.id] for one in typed):
            if runs and runs[-1][1] == number - 1:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        letters = {number: self.map.letters[field] for field, number in self.map.columns.items()}
        return ",".join(f"{letters[first]}{ROW}:{letters[last]}{ROW}" for first, last in runs)

    def _missing(self, wanted: list[Field]) -> str:
        tests = [f'{self._cell(one)}=""' for one in wanted]
        names = [f'IF({test},"、{_quoted(self._names[one.id])}","")' for test, one in zip(tests, wanted, strict=True)]
        return f'IF(OR({",".join(tests)}),"未填："&MID({"&".join(names)},2,999)&"。","")'

    def _wrong(self, field: Field) -> Iterator[tuple[str, str]]:
        """(condition, what is then said after the column's name)."""
        kind = kind_of(field)
        choices = () if kind.several else listed(field)  # several words are in no list
        return kind.live_checks(field, self._cell(field), self.lists.ref(choices) if choices else "")

    def _cell(self, field: Field) -> str:
        return self.map.letters[field.id] + ROW

    @cached_property
    def _names(self) -> dict[str, str]:
        """What each column is called: with its merged head where two have one title."""
        count = Counter(one.title for one in self.form.fields)
        return {one.id: (one.group + one.title if count[one.title] > 1 else one.title)[:NAME] for one in self.form.fields}


def open_rows(range_: str) -> str:
    """The formula that counts the rows of a check column that say something."""
    return f"ROWS({range_})-COUNTBLANK({range_})"


def _quoted(text: str) -> str:
    return " ".join(text.split()).replace('"', '""')
