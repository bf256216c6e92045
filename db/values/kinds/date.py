"""Dates, which may end at the month or the year, and years."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from db.messages import Sentence
from db.values.cell import Reading, Value
from db.values.dates import FIRST_YEAR, LAST_YEAR, SERIAL_ZERO, read_date, read_year, show_date
from db.values.field import Field
from db.values.kinds.kind import Kind, text_in

FIRST_SERIAL = datetime.date(1900, 3, 1)  # before it spreadsheets count days differently: such dates are written as text


class Date(Kind):
    """A day, a month or a year."""

    name = "date"
    title = Sentence("日期")
    called = Sentence("日期")
    align = "center"
    drop = "calendar"
    pixels, room, unbroken = 104, 7.5, True
    break_after, broken_room = "年", 4.9  # 2026年4月, 12月31日

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """As far as it goes."""
        return read_date(raw)

    def show(self, content: Value, decimals: int | None, grouping: bool) -> str:
        """2026年10月31日."""
        return show_date(content)

    def value_format(self, content: str) -> str:
        """Only a full date gets a date format: 2026-3 typed into a cell that has one becomes the first of March."""
        return 'yyyy"年"m"月"d"日"' if len(content) == 10 else ""

    def serial(self, content: str) -> str:
        """Days; what ends at the month or the year stays text."""
        if len(content) != 10 or (day := datetime.date.fromisoformat(content)) < FIRST_SERIAL:
            return ""
        return str((day - SERIAL_ZERO).days)

    def prompt(self, definition: str) -> str:
        """How to write it, where nothing else is said."""
        return definition or "写成 2026-10-31、2026-10 或 2026。"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """What cannot be a date; 2026年3月 and other ways to write one are left to the program."""
        year, month, day = f"LEFT({cell},4)", f"MID({cell},6,2)", f"MID({cell},9,2)"
        tests = (
            f"ABS({year}-{(FIRST_YEAR + LAST_YEAR) // 2})<={(LAST_YEAR - FIRST_YEAR) // 2}",
            f"IF(OR(LEN({cell})=7,LEN({cell})=10),ABS({month}-6.5)<6,TRUE)",
            f"IF(LEN({cell})=10,DAY(DATE({year},{month},{day}))={day}*1,TRUE)",
        )
        # One over FALSE is an error, like every part that cannot be read as a number.
        unreadable = f'IF(ISERROR(FIND("年",{cell})),ISERROR(1/AND({",".join(tests)})),FALSE)'
        yield f"IF({text_in(cell)},{unreadable},IF(ISNUMBER({cell}),{cell}<{FIRST_YEAR},FALSE))", "不是日期。"


class Year(Kind):
    """A year, which is a number and no quantity: 2026, not 2,026."""

    name = "year"
    title = Sentence("年份")
    called = Sentence("整数")
    sql = "INTEGER"
    align = "center"
    pixels, room, unbroken = 72, 3.0, True

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """Also out of a date, which a person has to agree to."""
        return read_year(raw)

    def number_format(self, decimals: int | None) -> str:
        """Not grouped."""
        return "0"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """Another number."""
        yield f"IF(ISNUMBER({cell}),OR({cell}<{FIRST_YEAR},{cell}>{LAST_YEAR}),FALSE)", "应为四位年份。"
