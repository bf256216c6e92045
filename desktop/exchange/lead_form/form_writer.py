"""A return written into a copy of somebody else's workbook: only the cells of the map change, formulas are computed anew on opening."""

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
    """Fill a copy of `blank`; the sentences on what could not be written, such as rows that do not fit."""
    forms = {table.form.id: table for table in tables(ret)}
    problems: list[str] = []
    with opened_book(blank) as book:
        there = {one.name for one in book.names}
        lost = sorted({one.sheet for one in map_.spots} - there)
        problems += [Sentence("空白表里没有工作表“{sheet}”，对照表中这一张没有写。", sheet=name) for name in lost]
        spots = [one for one in map_.spots if one.sheet in there]
        for id in dict.fromkeys(one.form for one in spots if one.form):
            own = [one for one in spots if one.form == id]
            if id not in forms:
                problems.append(Sentence("本方案没有报表“{form}”，对照表中这一部分没有写。", form=id))
            elif forms[id].form.fixed:
                _fixed(book, forms[id].form, dict(forms[id].rows()), own)
            else:
                lines = list(forms[id].rows())
                for sheet in dict.fromkeys(one.sheet for one in own):
                    room = next((one for one in map_.rooms if (one.sheet, one.form) == (sheet, id)), None)
                    problems += _ledger(book, forms[id].form, lines, [one for one in own if one.sheet == sheet], room)
        for one in spots:
            if not one.form and (text := _fact(ret, one.field)):
                _put(book, one, one.label + text)
        _stale(book, {one.sheet for one in spots})
        book.recalculate()
        book.save(out)
    return tuple(problems)


def _fixed(book: PatchedWorkbook, form: Form, lines: Lines, spots: list[LeadFormCell]) -> None:
    order = {one.id: n for n, one in enumerate(form.fields)}
    for one in spots:
        if one.row in lines and one.field in order:
            _cell(book, one, one.cell, form.field(one.field), lines[one.row][order[one.field]])


def _ledger(
    book: PatchedWorkbook, form: Form, lines: list[tuple[str, tuple[Cell, ...]]], spots: list[LeadFormCell], room: LeadFormRows | None
) -> list[str]:
    name = spots[0].sheet
    first = room.first if room else min(place(one.cell)[0] for one in spots)
    room = room or LeadFormRows(name, form.id, first, first)
    fits = make_room(book, room, len(lines))
    order = {one.id: n for n, one in enumerate(form.fields)}
    sheet = book.sheet(name)
    for n, (_, cells) in enumerate(lines[:fits]):
        for one in spots:
            if one.field in order:
                _cell(book, one, address(first + n, place(one.cell)[1]), form.field(one.field), cells[order[one.field]])
        if room.number:
            at = f"{room.number}{first + n}"
            found = sheet.find(at)
            if found is None or not len(found):
                sheet.set(at, n + 1)
    if fits == len(lines):
        return []
    told = Sentence(
        "工作表“{sheet}”的“{form}”只有 {fits} 行，还有 {over} 行写不下：表里有公式、合并格或图形，不能自动加行，请先在空白表里加行。",
        sheet=name, form=form.title, fits=fits, over=len(lines) - fits,
    )  # fmt: skip
    return [told]


def _cell(book: PatchedWorkbook, spot: LeadFormCell, ref: str, field: Field, cell: Cell) -> None:
    if cell.state is State.EMPTY:
        return
    sheet = book.sheet(spot.sheet)
    kind, text = content(cell, field)
    style = sheet.style(ref)
    value: Value = text
    if kind == "n" and isinstance(cell.value, str) and not book.styles.dated(style):
        value = str(cell.value)  # their cell would show the day as a number
    elif kind == "n":
        number = Decimal(text) * Decimal(spot.times)
        number = number / 100 if kind_of(field).unit == "%" and book.styles.percent(style) else number
        value = int(number) if number == number.to_integral_value() and abs(number) < 10**15 else float(number)
        value = value if math.isfinite(value) else str(number)  # larger than any number of a workbook
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


# --- results that no longer hold


def _stale(book: PatchedWorkbook, changed: set[str]) -> None:
    """Take away the results of the formulas that look at a changed sheet; sheets without one stay byte for byte."""
    todo, done = list(changed), set(changed)
    while todo:
        name = todo.pop()
        about = _about(book, name)
        for one in book.names:
            known = one.part in book.package
            if known and _empty(book.sheet(one.name), None if one.name == name else about) and one.name not in done:
                done.add(one.name)
                todo.append(one.name)


def _about(book: PatchedWorkbook, name: str) -> re.Pattern[str]:
    """What a formula says that looks at a sheet: its name, a name for a place on it, or a place that is only computed."""
    mention = [f"'{name.replace(chr(39), chr(39) * 2)}'!", f"{name}!"]
    names = book.package.tree(book.workbook).iter(f"{book.ns}definedName")
    called = [one.get("name", "") for one in names if any(word in (one.text or "") for word in mention)]
    return re.compile("|".join(map(re.escape, [*mention, *filter(None, called), "INDIRECT", "OFFSET"])))


def _empty(sheet: SheetPart, about: re.Pattern[str] | None) -> bool:
    """Empty the formulas that match (all of them without a pattern); whether there were any."""
    found = False
    for number in sheet.numbers():
        if not sheet.has_formula(number):
            continue
        formulas = [(cell, cell.find(f"{sheet.ns}f")) for cell in sheet.peek(number)]
        ours = [cell for cell, formula in formulas if formula is not None and _looks(formula.text, about)]
        found = found or bool(ours)
        for ref in [cell.get("r") for cell in ours if any(local(part) == "v" and part.text for part in cell)]:
            cell = sheet.cell(ref)
            cell.attrib.pop("t", None)
            for part in [part for part in cell if local(part) == "v"]:
                cell.remove(part)
    return found


def _looks(text: str | None, about: re.Pattern[str] | None) -> bool:
    return about is None or not text or about.search(text) is not None
