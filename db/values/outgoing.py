"""What may leave the office, cell by cell: numbers to fifteen digits, personal data masked."""

from __future__ import annotations

from db.values.cell import Cell
from db.values.field import Field
from db.values.kinds import kind_of


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
