"""A mark: one cell of the sender's own file, with what is wrong and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from db.packs.model import Form
from db.received.store import Placed
from db.values.kinds import machine_text


class Mark(NamedTuple):
    """One remark on the sender's file: `cell` such as E12, or "" for a whole sheet or return; names of row and field for people."""

    sheet: str
    cell: str
    row: str
    field: str
    message: str
    mend: str = ""
    severity: str = "error"
    value: str = ""


def at_cell(
    form: Form,
    field: str,
    placed: Placed | None,
    columns: Mapping[str, Mapping[str, str]],
    *,
    row: str,
    message: str,
    mend: str = "",
    severity: str = "error",
) -> Mark:
    """A mark on the cell of `field` in a row; in column A where the field has no column, on the sheet where the row has no place.

    `columns` is sheet -> field -> letter.
    """
    sheet, number = placed.place if placed is not None else ("", 0)
    sheet = sheet or next(iter(columns), "")
    cell = f"{columns.get(sheet, {}).get(field) or 'A'}{number}" if number else ""
    title, value = "", ""
    if form.has(field):
        place, known = form.fields.index(form.field(field)), form.field(field)
        title = known.title
        value = machine_text(placed.cells[place], known) if placed is not None and place < len(placed.cells) else ""
    return Mark(sheet, cell, row, title, message, mend, severity, value)
