"""A Table 表: title, columns, rows, total and notes. What leaves the program is a Table first; PDF and workbook are drawn from it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from db.packs.model import Form
from db.returns.model import Note, Return
from db.values.cell import Line
from db.values.exact import PrintedNumber, add, as_number
from db.values.field import Field
from db.values.kinds import kind_of


@dataclass(frozen=True)
class Column:
    """One column as printed: its field, its title, the merged heading above it (`group`), and left, right or center (`align`)."""

    field: Field
    title: str
    group: str
    align: str


@dataclass(frozen=True, eq=False)
class Table:
    """One form of a return, ready to be drawn; rows stream."""

    ret: Return
    form: Form
    on_paper: bool = False  # only the columns the form prints; a workbook holds them all

    @property
    def title(self) -> str:
        """The form's title; the fixed forms have the programme's name before it."""
        return f"{self.ret.pack.title}{self.form.title}" if self.form.fixed else self.form.title

    @property
    def annex(self) -> str:
        """附件 n, where the pack knows it."""
        return self.ret.pack.annex

    @property
    def period_title(self) -> str:
        """2026年10月."""
        return self.ret.when.title

    @property
    def unit_line(self) -> str:
        """填报单位（盖章）：name."""
        return f"填报单位（盖章）：{self.ret.office_name}"

    @property
    def measure_line(self) -> str:
        """计量单位：…; empty where each row of the form has its own."""
        if any(field.const == "unit" for field in self.form.fields):
            return ""
        printed = {column.field.unit for column in self.columns if column.field.unit != "row"}
        complete = len(self._places) == len(self.form.fields)
        units = self.form.units if complete else [unit for unit in self.form.units if unit in printed]
        return f"计量单位：{'、'.join(filter(None, units))}" if any(units) else ""

    @property
    def block(self) -> tuple[str, ...]:
        """The lines of the block at the top right, as far as the pack gives them."""
        return tuple(f"{name}：{value}" for name, value in self.ret.pack.form_block.items() if value)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the form's order; a unit is named with the title where it is the column's own."""
        chosen = (self.form.fields[n] for n in self._places)
        return tuple(Column(field, field.title, field.group, kind_of(field).align) for field in chosen)

    @cached_property
    def _places(self) -> tuple[int, ...]:
        """The positions of the columns among the form's fields."""
        chosen = set(self.form.printed) if self.on_paper else set()
        return tuple(n for n, field in enumerate(self.form.fields) if not chosen or field.id in chosen)

    def rows(self) -> Iterator[Line]:
        """(row id, cells in the order of the columns); headings of fixed forms included."""
        if len(self._places) == len(self.form.fields):
            return self.ret.lines(self.form)
        return ((row, tuple(cells[n] for n in self._places)) for row, cells in self.ret.lines(self.form))

    @cached_property
    def total(self) -> Mapping[str, int | float] | None:
        """The exact sum of each totalled column that holds a number, from unrounded values; None without such columns."""
        places = [n for n, column in enumerate(self.columns) if column.field.total]
        if not places:
            return None
        sums: dict[int, Decimal] = {}
        for _, cells in self.rows():
            for n in places:
                value = cells[n].value
                if isinstance(value, int | float) and math.isfinite(value):
                    add(sums, n, value)
        return {self.columns[n].field.id: as_number(total) for n, total in sums.items() if math.isfinite(total)}

    @cached_property
    def printed(self) -> Mapping[tuple[str, str], PrintedNumber]:
        """The numbers that are printed differently from their value, by row and field."""
        return {(row, field): number for (form, row, field), number in self.ret.printed.items() if form == self.form.id}

    @property
    def count(self) -> int:
        """How many rows."""
        return self.ret.count(self.form)

    @property
    def notes(self) -> tuple[str, ...]:
        """The footnotes: accepted notes of 核实 problems of this form, and what is not printed."""
        notes = [_footnote(note) for note in self.ret.notes if note.form == self.form.id]
        if len(self._places) < len(self.form.fields):
            notes.append(f"本表印出 {len(self._places)} 栏，全部 {len(self.form.fields)} 栏见同一校验码的电子表。")
        return tuple(notes)


def _footnote(note: Note) -> str:
    """An accepted note with the problem it explains, or a remark on the whole table."""
    return f"{note.place}：{note.message}。说明：{note.text}" if note.text else note.message


def tables(ret: Return, *, on_paper: bool = False) -> tuple[Table, ...]:
    """The tables of a return, one for each form, none of a nil return; `on_paper` with the columns that are printed."""
    return () if ret.nil else tuple(Table(ret, form, on_paper) for form in ret.pack.forms)
