"""What may leave the office, cell by cell: numbers to fifteen digits, personal data masked; and the digits a number is shown with.

Screen, paper and workbook show one number alike: what was computed is rounded to its column's decimals, what was typed never.
"""

from __future__ import annotations

from db.values.cell import Cell, Value
from db.values.field import Field
from db.values.kinds import kind_of, show
from db.values.numbers import decimals_of, show_number

QUOTIENT = 14  # digits: a number with as many, and decimals beyond its column's, was divided, not typed
BEYOND = 6  # decimals more than its column's: likewise


def handed(field: Field, cell: Cell) -> Cell:
    """The cell as it leaves the office: numbers to fifteen digits, personal data masked unless the form asks for it in full.

    A spreadsheet keeps fifteen digits and rounds the rest its own way; rounding here first leaves it nothing to decide.
    """
    if isinstance(cell.value, float):
        return fifteen(cell)
    if field.personal and not field.full and isinstance(cell.value, str):
        return Cell(cell.state, kind_of(field).mask(cell.value), cell.raw)
    if field.personal and not field.full and cell.raw:
        return Cell(cell.state, cell.value, "*" * len(cell.raw))
    return cell


def fifteen(cell: Cell) -> Cell:
    """The cell with its number to the fifteen digits that a spreadsheet keeps."""
    return Cell(cell.state, float(f"{cell.value:.15g}"), cell.raw) if isinstance(cell.value, float) else cell


def places(number: Value | None, decimals: int | None, *, computed: bool = False) -> int | None:
    """The decimals a number is shown with, where its column has `decimals`; None for all its digits."""
    if decimals is None or computed or not isinstance(number, int | float) or round(number, decimals) == number:
        return decimals
    own = decimals_of(number)
    divided = own - decimals > BEYOND or len(show_number(number, None, False).replace(".", "").lstrip("-0")) >= QUOTIENT
    return decimals if divided else max(own, decimals)


def shown(cell: Cell, field: Field, decimals: int | None = None, *, computed: bool = False) -> str:
    """The cell as a person reads it; `decimals` of a fixed row override the field's."""
    return show(cell, field, decimals=places(cell.value, field.decimals if decimals is None else decimals, computed=computed))
