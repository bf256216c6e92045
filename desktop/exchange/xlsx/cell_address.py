"""Addresses of cells and ranges as numbers, and back."""

from __future__ import annotations

import re
from typing import NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter

REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class Area(NamedTuple):
    """A range of cells: rows and columns from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell is inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def text(self) -> str:
        """Such as A1:C3, or A1."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def place(ref: str) -> tuple[int, int]:
    """(row, column) of an address; raises ValueError if it is not one."""
    if not (match := REF.fullmatch(ref)):
        raise ValueError(ref)
    return int(match[2]), column_index_from_string(match[1])


def address(row: int, column: int) -> str:
    """Such as E12."""
    return f"{get_column_letter(column)}{row}"


def area(ref: str) -> Area:
    """The range of A1:C3 or A1."""
    first, _, last = ref.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
