"""How a field looks on paper and in a workbook, said once for both: side of the cell, number format, width."""

from __future__ import annotations

from db.packs.model import Form
from db.values.field import Field
from db.values.kinds import KINDS
from db.values.numbers import decimals_of, write_number

# What the longest ordinary value of a kind needs, in full-width characters (a digit is half of one).
ROOM = {
    "citizen_id": 10.0,
    "credit_code": 10.5,
    "phone": 6.5,
    "date": 7.5,
    "year": 3.0,
    "yesno": 2.5,
    "percent": 3.5,
    "integer": 3.0,
    "number": 4.0,
}
GENERAL = 11  # characters of a number that "General" shows without rounding
UNBROKEN = frozenset(("integer", "number", "percent", "date", "year", "yesno", "citizen_id", "credit_code", "phone"))


def align(field: Field) -> str:
    """left, right or center."""
    return KINDS[field.kind].align


def number_format(field: Field, decimals: int | None = None) -> str:
    """The Excel number format of a number with `decimals`, None where it has those it was typed with; text, dates and codes are "@".

    Dates are text because they may stop at the month or the year; 12.34 in a percent field means 12.34 %, so no % here.
    """
    if field.kind == "year":
        return "0"
    if field.kind not in ("integer", "number", "percent"):
        return "@"
    if decimals is None and field.kind != "integer":
        return "General"  # "#,##0.######" would leave a bare point behind whole numbers
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def value_format(form: Form, field: Field, row: str, number: object) -> str:
    """The Excel number format of one cell: it shows the digits that paper and screen show."""
    known = number if isinstance(number, int | float) else None
    places = form.places(field, row, known)
    if places is None and known is not None and (field.kind == "integer" or len(write_number(known)) > GENERAL):
        places = decimals_of(known)
    return number_format(field, places)


def width(field: Field) -> float:
    """The width to begin with, in full-width characters; times the type size it is the width on paper."""
    return max(float(field.width), ROOM.get(field.kind, 2.0))


def unit(field: Field) -> str:
    """The unit to print with the head; empty where the row or the head itself says it."""
    own = field.unit or ("%" if field.kind == "percent" else "")
    return "" if own == "row" or f"（{own}）" in field.title or f"({own})" in field.title else own
