"""Reads a filled foreign workbook through its map into the same shape as our own workbooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from db.messages import Sentence
from db.packs.lead_form import LeadFormCell, LeadFormRows
from desktop.exchange.book.filled import Filled, FilledRow
from desktop.exchange.book.sheet_map import BELOW, TOTALS, SheetMap
from desktop.exchange.files.sheet_values import opened
from desktop.exchange.lead_form.form_map import ForeignMap
from desktop.exchange.lead_form.measure_units import scaled
from desktop.exchange.xlsx.cell_address import place

Rows = Sequence[Sequence[Any]]


def read_foreign(path: Path, map_: ForeignMap) -> Filled:
    """Read a workbook of any format through the map; its facts are in `cover`, the office also in `unit_name`."""
    wanted = list(dict.fromkeys(spot.sheet for spot in map_.spots))
    sheets = _sheets(path)
    names = _names(wanted, sheets, map_)
    problems: list[str] = [
        Sentence("“{file}”里没有工作表“{sheet}”，这一部分没有读入。", file=path.name, sheet=name) for name in wanted if name not in names
    ]
    forms: dict[str, list[FilledRow]] = {}
    facts: dict[str, str] = {}
    for name, own in names.items():
        rows = sheets[own]
        spots = [spot for spot in map_.spots if spot.sheet == name]
        facts |= {spot.field: text for spot in spots if not spot.form and (text := _fact(spot, rows))}
        for form in dict.fromkeys(spot.form for spot in spots if spot.form):
            form_spots = [spot for spot in spots if spot.form == form]
            room = next((room for room in map_.rooms if (room.sheet, room.form) == (name, form)), None)
            filled_rows = _fixed(own, form_spots, rows, problems) if form_spots[0].row else _ledger(own, form_spots, rows, room)
            forms.setdefault(form, []).extend(filled_rows)
    unit_name = facts.get("office_name", "")
    people = {name: text for name, text in facts.items() if name in ("head", "reviewer", "preparer", "phone")}
    return Filled(
        unit_name, map_.pack, "", 0, "", "", True, forms, path.name, unit_name, people=people, problems=tuple(problems),
        cover=facts, maps=tuple(_maps(map_, names)), mapped=True,
    )  # fmt: skip


def fits(path: Path, map_: ForeignMap) -> float:
    """How well a map fits a workbook: the share of row and column names found in place; 0 if a sheet is missing."""
    sheets, named = _sheets(path), {(spot.sheet, spot.anchor): spot for spot in map_.spots if spot.stub}
    names = _names(list(dict.fromkeys(spot.sheet for spot in map_.spots)), sheets, map_)
    if not named or {spot.sheet for spot in map_.spots if spot.form} - names.keys():
        return 0.0
    there = sum(spot.sheet in names and _shift(spot, sheets[names[spot.sheet]]) is not None for spot in named.values())
    return there / len(named)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    with opened(path) as sheets:
        return {name: list(rows) for name, rows in sheets}


def _maps(map_: ForeignMap, names: Mapping[str, str]) -> Iterator[SheetMap]:
    """The columns of each form, needed to mark problems in the workbook."""
    for sheet, form in dict.fromkeys((spot.sheet, spot.form) for spot in map_.spots if spot.form and spot.sheet in names):
        form_spots = [spot for spot in map_.spots if (spot.sheet, spot.form) == (sheet, form)]
        yield SheetMap(form, names[sheet], {spot.field: place(spot.cell)[1] for spot in form_spots}, None)


def _names(wanted: Sequence[str], sheets: Mapping[str, Rows], map_: ForeignMap) -> dict[str, str]:
    """Sheet of the map -> sheet of the file: by name, else the sheet that contains most of its texts."""
    sheet_of = {name: name for name in wanted if name in sheets}
    for name in wanted:
        spots = [spot for spot in map_.spots if spot.sheet == name and spot.stub]
        free = [other for other in sheets if other not in sheet_of.values()]
        if name in sheet_of or not spots or not free:
            continue
        hits = {other: sum(_shift(spot, sheets[other]) is not None for spot in spots) for other in free}
        best = max(free, key=lambda other: hits[other])
        if hits[best] * 2 > len(spots):
            sheet_of[name] = best
    return sheet_of


def _fixed(sheet: str, spots: Sequence[LeadFormCell], rows: Rows, problems: list[str]) -> list[FilledRow]:
    lines: dict[str, tuple[dict[str, Any], dict[str, str], int]] = {}
    for spot in spots:
        shift = _shift(spot, rows)
        if shift is None:
            problems.append(Sentence("工作表“{sheet}”里找不到“{row}”一行，没有读入。", sheet=sheet, row=spot.stub))
            continue
        row, column = place(spot.cell)
        cells, columns, _ = lines.setdefault(spot.row, ({}, {}, row + shift))
        cells[spot.field] = _value(_at(rows, row + shift, column), spot)
        columns[spot.field] = get_column_letter(column)
    problems[:] = dict.fromkeys(problems)
    return [FilledRow(code, cells, (sheet, number), columns) for code, (cells, columns, number) in lines.items()]


def _ledger(sheet: str, spots: Sequence[LeadFormCell], rows: Rows, room: LeadFormRows | None) -> list[FilledRow]:
    """The rows from the first free row to a total, a note, or the text that was below the ledger."""
    shift = next((moved for spot in spots if (moved := _shift(spot, rows)) is not None), 0)
    first = min(place(spot.cell)[0] for spot in spots) + shift
    columns = {spot.field: get_column_letter(place(spot.cell)[1]) for spot in spots}
    taken: list[FilledRow] = []
    for number in range(first, len(rows) + 1):
        texts = [re.sub(r"\s", "", cell) for cell in rows[number - 1] if isinstance(cell, str) and cell.strip()]
        if texts and (texts[0] in TOTALS or BELOW.match(texts[0]) or room and room.below and texts[0] == re.sub(r"\s", "", room.below)):
            break
        cells = {spot.field: _value(_at(rows, number, place(spot.cell)[1]), spot) for spot in spots}
        if any(value != "" for value in cells.values()):
            taken.append(FilledRow("", cells, (sheet, number), columns))
    return taken


def _shift(spot: LeadFormCell, rows: Rows) -> int | None:
    """By how many rows a cell was moved; None if the text beside it is missing."""
    if not spot.anchor:
        return 0
    row, column = place(spot.anchor)
    wanted = _bare(spot.stub)
    if _bare(_at(rows, row, column)) == wanted:
        return 0
    there = [number - row for number in range(1, len(rows) + 1) if _bare(_at(rows, number, column)) == wanted]
    return min(there, key=abs) if there else None


def _fact(spot: LeadFormCell, rows: Rows) -> str:
    row, column = place(spot.cell)
    shift = _shift(spot, rows) or 0
    text = str(_at(rows, row + shift, column)).strip()
    return text.removeprefix(spot.label).strip(" _＿")


def _value(value: Any, spot: LeadFormCell) -> Any:
    return scaled(value, 1 / Decimal(spot.times))


def _at(rows: Rows, row: int, column: int) -> Any:
    return rows[row - 1][column - 1] if 0 < row <= len(rows) and 0 < column <= len(rows[row - 1]) else ""


def _bare(value: Any) -> str:
    return re.sub(r"\s", "", str(value))
