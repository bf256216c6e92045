"""How a field looks on paper and in a workbook, defined once for both: alignment, number format, width."""

from __future__ import annotations

from db.packs.model import Form
from db.values.field import Field
from db.values.kinds import kind_of
from db.values.numbers import decimals_of, write_number

GENERAL = 11  # characters of a number that "General" shows without rounding


def align(field: Field) -> str:
    """left, right or center."""
    return kind_of(field).align


def number_format(field: Field, decimals: int | None = None) -> str:
    """The Excel number format: `decimals` (a fixed row's) overrides the field's own."""
    return kind_of(field).number_format(field.decimals if decimals is None else decimals)


def value_format(form: Form, field: Field, row: str, number: object) -> str:
    """The Excel number format of one cell: it shows the digits that paper and screen show."""
    known = number if isinstance(number, int | float) else None
    places = form.places(field, row, known)
    kind = kind_of(field)
    if places is None and known is not None and (kind.sql == "INTEGER" or len(write_number(known)) > GENERAL):
        places = decimals_of(known)
    return kind.number_format(places)


def width(field: Field) -> float:
    """The initial width in full-width characters; on paper it is multiplied by the type size."""
    return max(float(field.width), kind_of(field).room)


def unit(field: Field) -> str:
    """The measure unit to print with the head; empty where each row has its own or the title contains it."""
    measure = field.unit or kind_of(field).unit
    return "" if measure == "row" or f"（{measure}）" in field.title or f"({measure})" in field.title else measure
