"""Quantities: whole numbers, numbers and percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from db.messages import Sentence
from db.values.cell import Reading, Value, proposed, same
from db.values.field import Field
from db.values.kinds.kind import Kind, text_in
from db.values.measures import measure
from db.values.numbers import read_number, show_number, write_number

SIGN = re.compile("[%％﹪‰]|百分")


class Quantity(Kind):
    """What all of them have in common."""

    called = Sentence("数字")
    sql = "REAL"
    quantity = True
    align = "right"
    unbroken = True

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """In any unit of measure that is known."""
        return read_number(raw, unit)

    def show(self, content: Value, decimals: int | None, grouping: bool) -> str:
        """Rounded and grouped."""
        return show_number(content, decimals, grouping)

    def number_format(self, decimals: int | None) -> str:
        """Grouped; as typed where no decimals are asked for: "#,##0.######" would leave a bare point behind whole numbers."""
        if decimals is None:
            return "General"
        return "#,##0." + "0" * decimals if decimals > 0 else "#,##0"

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """Text, and what passes a limit."""
        yield text_in(cell), "是文字，不是数。"
        tests, words = [], []
        if field.minimum is not None:
            tests.append(f"{cell}<{write_number(field.minimum)}")
            words.append(f"不小于{write_number(field.minimum)}")
        if field.maximum is not None:
            tests.append(f"{cell}>{write_number(field.maximum)}")
            words.append(f"不大于{write_number(field.maximum)}")
        if tests:
            yield f"AND(ISNUMBER({cell}),OR({','.join(tests)}))", f"应{'、'.join(words)}。"


class Integer(Quantity):
    """A whole number."""

    name = "integer"
    title = Sentence("整数")
    called = Sentence("整数")
    sql = "INTEGER"
    measured = True
    pixels, room = 96, 3.0

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """No fraction."""
        return read_number(raw, unit, whole=True)

    def number_format(self, decimals: int | None) -> str:
        """Grouped; a computed one may have decimals."""
        return super().number_format(decimals or 0)

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """A fraction besides."""
        yield from super().live_checks(field, cell, choices)
        yield f"IF(ISNUMBER({cell}),{cell}<>INT({cell}),FALSE)", "应为整数。"


class Number(Quantity):
    """A number with decimals."""

    name = "number"
    title = Sentence("数")
    measured = True
    pixels, room = 112, 4.0


class Percent(Quantity):
    """A percentage: 12.34 means 12.34 %, so that its number format has no %."""

    name = "percent"
    title = Sentence("百分数")
    unit = "%"
    pixels, room = 96, 3.5

    def read(self, raw: object, field: Field, unit: str) -> Reading:
        """A bare 0.85 is a question: whoever writes it nearly always means 85 %. With its sign it is taken as written."""
        reading = read_number(raw, unit)
        content = reading.cell.value
        if isinstance(content, str) or content is None or not self._is_a_fraction(content, field, unit):
            return reading
        if isinstance(raw, str) and SIGN.search(raw):
            return same(content, raw) if reading.kind == "read" and raw == self.plain(content, field) else reading
        percent = Decimal(str(content)) * 100
        meant = int(percent) if percent == percent.to_integral_value() else float(percent)
        return proposed(meant, reading.raw, Sentence("可能是 {n}%", n=write_number(percent)))

    def read_written(self, raw: object, field: Field, unit: str) -> Reading:
        """A number that is kept is a percentage already."""
        return read_number(raw, unit)

    def plain(self, content: Value, field: Field) -> str:
        """With its sign where it would be asked about without."""
        text = super().plain(content, field)
        return f"{text}%" if isinstance(content, float) and self._is_a_fraction(content, field, field.unit or self.unit) else text

    def _is_a_fraction(self, content: int | float, field: Field, unit: str) -> bool:
        """Whether a number may be a part of 1; not where a hundredfold cannot be meant, nor where parts per thousand are counted."""
        possible = field.maximum is None or abs(content) * 100 <= field.maximum
        return 0 < abs(content) < 1 and possible and measure(unit).name == self.unit

    def live_checks(self, field: Field, cell: str, choices: str) -> Iterator[tuple[str, str]]:
        """More than the whole besides: a completion over 100 % is rare, not wrong."""
        yield from super().live_checks(field, cell, choices)
        if field.maximum is None:
            yield f"AND(ISNUMBER({cell}),{cell}>100)", "超过100，请核对。"
