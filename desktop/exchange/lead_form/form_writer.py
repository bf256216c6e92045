"""Writes a return into a copy of a foreign workbook: only mapped cells change, formulas are recalculated on opening."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from db.messages import Sentence
from db.packs.lead_form import LeadFormCell, LeadFormRows
from db.packs.model import Form
from db.returns.model import Return, report_date
from db.returns.tables import tables
from db.values.cell import Cell, State
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.exchange.book.form_sheet import content
from desktop.exchange.lead_form.form_map import ForeignMap
from desktop.exchange.lead_form.ledger_rows import make_room
from desktop.exchange.xlsx.cell_address import address, place
from desktop.exchange.xlsx.package import local
from desktop.exchange.xlsx.patch import PatchedWorkbook, opened_book
from desktop.exchange.xlsx.sheet_part import SheetPart, Value

Lines = Mapping[str, tuple[Cell, ...]]


def write_foreign(ret: Return, blank: Path, map_: ForeignMap, out: Path) -> tuple[str, ...]:
    """Fill a copy of `blank`; returns sentences on what could not be written, such as rows that do not fit."""
    forms = {table.form.id: table for table in tables(ret)}
    problems: list[str] = []
    with opened_book(blank) as book:
        there = {sheet.name for sheet in book.names}
        lost = sorted({spot.sheet for spot in map_.spots} - there)
        problems += [Sentence("空白表里没有工作表“{sheet}”，对照表中这一张没有写。", sheet=name) for name in lost]
        spots = [spot for spot in map_.spots if spot.sheet in there]
        for id in dict.fromkeys(spot.form for spot in spots if spot.form):
            own = [spot for spot in spots if spot.form == id]
            if id not in forms:
                problems.append(Sentence("本方案没有报表“{form}”，对照表中这一部分没有写。", form=id))
            elif forms[id].form.fixed:
                _fixed(book, forms[id].form, dict(forms[id].rows()), own)
            else:
                lines = list(forms[id].rows())
                for sheet in dict.fromkeys(spot.sheet for spot in own):
                    room = next((room for room in map_.rooms if (room.sheet, room.form) == (sheet, id)), None)
                    problems += _ledger(book, forms[id].form, lines, [spot for spot in own if spot.sheet == sheet], room)
        for spot in spots:
            if not spot.form and (text := _fact(ret, spot.field)):
                _put(book, spot, spot.label + text)
        _stale(book, {spot.sheet for spot in spots})
        book.recalculate()
        book.save(out)
    return tuple(problems)


def _fixed(book: PatchedWorkbook, form: Form, lines: Lines, spots: list[LeadFormCell]) -> None:
    order = {field.id: n for n, field in enumerate(form.fields)}
    for spot in spots:
        if spot.row in lines and spot.field in order:
            _cell(book, spot, spot.cell, form.field(spot.field), lines[spot.row][order[spot.field]])


def _ledger(
    book: PatchedWorkbook, form: Form, lines: list[tuple[str, tuple[Cell, ...]]], spots: list[LeadFormCell], room: LeadFormRows | None
) -> list[str]:
    name = spots[0].sheet
    first = room.first if room else min(place(spot.cell)[0] for spot in spots)
    room = room or LeadFormRows(name, form.id, first, first)
    fits = make_room(book, room, len(lines))
    order = {field.id: n for n, field in enumerate(form.fields)}
    sheet = book.sheet(name)
    for n, (_, cells) in enumerate(lines[:fits]):
        for spot in spots:
            if spot.field in order:
                _cell(book, spot, address(first + n, place(spot.cell)[1]), form.field(spot.field), cells[order[spot.field]])
        if room.number:
            at = f"{room.number}{first + n}"
            number_cell = sheet.find(at)
            if number_cell is None or not len(number_cell):
                sheet.set(at, n + 1)
    if fits == len(lines):
        return []
    sentence = Sentence(
        "工作表“{sheet}”的“{form}”只有 {fits} 行，还有 {over} 行写不下：表里有公式、合并格或图形，不能自动加行，请先在空白表里加行。",
        sheet=name, form=form.title, fits=fits, over=len(lines) - fits,
    )  # fmt: skip
    return [sentence]


def _cell(book: PatchedWorkbook, spot: LeadFormCell, ref: str, field: Field, cell: Cell) -> None:
    if cell.state is State.EMPTY:
        return
    sheet = book.sheet(spot.sheet)
    kind, text = content(cell, field)
    style = sheet.style(ref)
    value: Value = text
    if kind == "n" and isinstance(cell.value, str) and not book.styles.dated(style):
        value = str(cell.value)  # the cell is not formatted as a date
    elif kind == "n":
        number = Decimal(text) * Decimal(spot.times)
        number = number / 100 if kind_of(field).unit == "%" and book.styles.percent(style) else number
        value = int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)
        value = value if math.isfinite(value) else str(number)  # too large for a number of a workbook
    sheet.set(sheet.top_left(ref), value, over=True)


def _put(book: PatchedWorkbook, spot: LeadFormCell, text: str) -> None:
    sheet = book.sheet(spot.sheet)
    sheet.set(sheet.top_left(spot.cell), text, over=True)


def _fact(ret: Return, name: str) -> str:
    if name == "office_name":
        return ret.office_name
    if name == "period":
        return ret.when.title
    if name == "at":
        return report_date(ret)
    return ret.people.get(name, "")


# --- outdated results of formulas


def _stale(book: PatchedWorkbook, changed: set[str]) -> None:
    """Remove the results of formulas that refer to a changed sheet; sheets without such formulas stay byte for byte."""
    todo, done = list(changed), set(changed)
    while todo:
        name = todo.pop()
        about = _about(book, name)
        for other in book.names:
            known = other.part in book.package
            if known and _empty(book.sheet(other.name), None if other.name == name else about) and other.name not in done:
                done.add(other.name)
                todo.append(other.name)


def _about(book: PatchedWorkbook, name: str) -> re.Pattern[str]:
    """Matches formulas that refer to a sheet: by its name, a defined name on it, or a computed address."""
    mention = [f"'{name.replace(chr(39), chr(39) * 2)}'!", f"{name}!"]
    names = book.package.tree(book.workbook).iter(f"{book.ns}definedName")
    called = [name.get("name", "") for name in names if any(word in (name.text or "") for word in mention)]
    return re.compile("|".join(map(re.escape, [*mention, *filter(None, called), "INDIRECT", "OFFSET"])))


def _empty(sheet: SheetPart, about: re.Pattern[str] | None) -> bool:
    """Remove the results of matching formulas (all without a pattern); returns whether there were any."""
    emptied = False
    for number in sheet.numbers():
        if not sheet.has_formula(number):
            continue
        formulas = [(cell, cell.find(f"{sheet.ns}f")) for cell in sheet.peek(number)]
        ours = [cell for cell, formula in formulas if formula is not None and _looks(formula.text, about)]
        emptied = emptied or bool(ours)
        for ref in [cell.get("r") for cell in ours if any(local(part) == "v" and part.text for part in cell)]:
            cell = sheet.cell(ref)
            cell.attrib.pop("t", None)
            for part in [part for part in cell if local(part) == "v"]:
                cell.remove(part)
    return emptied


def _looks(text: str | None, about: re.Pattern[str] | None) -> bool:
    return about is None or not text or about.search(text) is not None
