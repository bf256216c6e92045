"""How a field looks on paper and in a workbook, said once for both: side of the cell, number format, width."""

from __future__ import annotations

from db.values.field import Field
from db.values.kinds import kind_of


def align(field: Field) -> str:
    """left, right or center."""
    return kind_of(field).align


def number_format(field: Field, decimals: int | None = None) -> str:
    """The Excel number format: `decimals` (a fixed row's) overrides the field's own."""
    return kind_of(field).number_format(field.decimals if decimals is None else decimals)


def width(field: Field) -> float:
    """The width to begin with, in full-width characters; times the type size it is the width on paper."""
    return max(float(field.width), kind_of(field).room)


def unit(field: Field) -> str:
    """The unit to print with the head; empty where the row or the head itself says it."""
    own = field.unit or kind_of(field).unit
    return "" if own == "row" or f"（{own}）" in field.title or f"({own})" in field.title else own
