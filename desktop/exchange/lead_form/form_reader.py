"""A foreign workbook that was filled by hand, read through its map into the shape of our own workbooks."""

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
    """Read a workbook of any format through the map; the texts of its facts stand in `cover`, the office also in `unit_name`."""
    wanted = list(dict.fromkeys(one.sheet for one in map_.spots))
    sheets = _sheets(path)
    names = _names(wanted, sheets, map_)
    problems: list[str] = [
        Sentence("“{file}”里没有工作表“{sheet}”，这一部分没有读入。", file=path.name, sheet=name) for name in wanted if name not in names
    ]
    forms: dict[str, list[FilledRow]] = {}
    facts: dict[str, str] = {}
    for name, own in names.items():
        rows = sheets[own]
        spots = [one for one in map_.spots if one.sheet == name]
        facts |= {one.field: text for one in spots if not one.form and (text := _fact(one, rows))}
        for form in dict.fromkeys(one.form for one in spots if one.form):
            mine = [one for one in spots if one.form == form]
            room = next((one for one in map_.rooms if (one.sheet, one.form) == (name, form)), None)
            found = _fixed(own, mine, rows, problems) if mine[0].row else _ledger(own, mine, rows, room)
            forms.setdefault(form, []).extend(found)
    unit_name = facts.get("office_name", "")
    people = {name: text for name, text in facts.items() if name in ("head", "reviewer", "preparer", "phone")}
    return Filled(
        unit_name, map_.pack, "", 0, "", "", True, forms, path.name, unit_name, people=people, problems=tuple(problems),
        cover=facts, maps=tuple(_maps(map_, names)), mapped=True,
    )  # fmt: skip


def fits(path: Path, map_: ForeignMap) -> float:
    """How much of what the map knows stands in a workbook: its sheets all, and this share of the texts that name rows and columns."""
    sheets, named = _sheets(path), {(one.sheet, one.anchor): one for one in map_.spots if one.stub}
    names = _names(list(dict.fromkeys(one.sheet for one in map_.spots)), sheets, map_)
    if not named or {one.sheet for one in map_.spots if one.form} - names.keys():
        return 0.0
    there = sum(one.sheet in names and _shift(one, sheets[names[one.sheet]]) is not None for one in named.values())
    return there / len(named)


def _sheets(path: Path) -> dict[str, list[list[Any]]]:
    with opened(path) as found:
        return {name: list(rows) for name, rows in found}


def _maps(map_: ForeignMap, names: Mapping[str, str]) -> Iterator[SheetMap]:
    """The columns of each form, for marks that go back."""
    for sheet, form in dict.fromkeys((one.sheet, one.form) for one in map_.spots if one.form and one.sheet in names):
        mine = [one for one in map_.spots if (one.sheet, one.form) == (sheet, form)]
        yield SheetMap(form, names[sheet], {one.field: place(one.cell)[1] for one in mine}, None)


def _names(wanted: Sequence[str], sheets: Mapping[str, Rows], map_: ForeignMap) -> dict[str, str]:
    """Sheet of the map -> sheet of the file: by name, else the one where most of its texts stand."""
    found = {name: name for name in wanted if name in sheets}
    for name in wanted:
        spots = [one for one in map_.spots if one.sheet == name and one.stub]
        free = [other for other in sheets if other not in found.values()]
        if name in found or not spots or not free:
            continue
        hits = {other: sum(_shift(one, sheets[other]) is not None for one in spots) for other in free}
        best = max(free, key=lambda other: hits[other])
        if hits[best] * 2 > len(spots):
            found[name] = best
    return found


def _fixed(sheet: str, spots: Sequence[LeadFormCell], rows: Rows, problems: list[str]) -> list[FilledRow]:
    found: dict[str, tuple[dict[str, Any], dict[str, str], int]] = {}
    for one in spots:
        shift = _shift(one, rows)
        if shift is None:
            problems.append(Sentence("工作表“{sheet}”里找不到“{row}”一行，没有读入。", sheet=sheet, row=one.stub))
            continue
        row, column = place(one.cell)
        cells, columns, _ = found.setdefault(one.row, ({}, {}, row + shift))
        cells[one.field] = _value(_at(rows, row + shift, column), one)
        columns[one.field] = get_column_letter(column)
    problems[:] = dict.fromkeys(problems)
    return [FilledRow(code, cells, (sheet, number), columns) for code, (cells, columns, number) in found.items()]


def _ledger(sheet: str, spots: Sequence[LeadFormCell], rows: Rows, room: LeadFormRows | None) -> list[FilledRow]:
    """From the first free row down to a total, a note, or the text that stood below the ledger."""
    shift = next((found for one in spots if (found := _shift(one, rows)) is not None), 0)
    first = min(place(one.cell)[0] for one in spots) + shift
    columns = {one.field: get_column_letter(place(one.cell)[1]) for one in spots}
    taken: list[FilledRow] = []
    for number in range(first, len(rows) + 1):
        texts = [re.sub(r"\s", "", one) for one in rows[number - 1] if isinstance(one, str) and one.strip()]
        if texts and (texts[0] in TOTALS or BELOW.match(texts[0]) or room and room.below and texts[0] == re.sub(r"\s", "", room.below)):
            break
        cells = {one.field: _value(_at(rows, number, place(one.cell)[1]), one) for one in spots}
        if any(value != "" for value in cells.values()):
            taken.append(FilledRow("", cells, (sheet, number), columns))
    return taken


def _shift(spot: LeadFormCell, rows: Rows) -> int | None:
    """How far the row of a cell was moved; None where the text beside it is gone."""
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
