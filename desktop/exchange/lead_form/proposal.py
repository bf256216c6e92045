"""Proposing a map: the heads of a foreign sheet are compared with the fields of a pack, its stubs with the fixed rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from db.messages import Sentence, Trouble
from db.packs.lead_form import FACTS, LeadFormCell, LeadFormRows
from db.packs.model import Form, Pack
from db.values.field import Field
from db.values.kinds import kind_of
from db.values.measures import factor, measure
from desktop.exchange.book.sheet_map import BELOW, TOTALS
from desktop.exchange.lead_form.form_map import ForeignMap, Unmatched
from desktop.exchange.lead_form.measure_units import bracket
from desktop.exchange.lead_form.sheet_grid import SheetGrid, key
from desktop.exchange.xlsx.cell_address import address
from desktop.exchange.xlsx.patch import opened_book

DEEP = 40  # rows in which heads are looked for
ENOUGH = 0.7  # likeness of two titles
SHARE = 0.4  # of a form's fields or rows that have to be found
LISTED = 10  # rows named in a doubt
# Heads that name a constant of the fixed row.
NAMES = {"title": ("指标名称", "指标", "项目名称", "项目", "任务名称", "工作任务", "重点任务", "名称", "内容"),
         "code": ("代码", "指标代码", "编号"), "unit": ("计量单位", "单位")}  # fmt: skip
NUMBER = ("序号", "序")


@dataclass(frozen=True)
class FoundForm:
    """A form on a sheet: columns by field, the last row of heads, sheet row by fixed row, how sure."""

    grid: SheetGrid
    form: Form
    columns: dict[str, int]
    head: int
    rows: dict[str, int]
    score: float


def propose(path: Path, pack: Pack) -> ForeignMap:
    """A map of a foreign blank workbook (.xlsx, .xlsm) for this pack; what was not found stands in its doubts."""
    return proposed(look_at(path).grids, path.name, pack)


class LeadSheets(NamedTuple):
    """A foreign workbook as it looks: its visible sheets, and the names of the hidden ones, which nobody fills."""

    grids: tuple[SheetGrid, ...]
    hidden: tuple[str, ...]


def look_at(path: Path) -> LeadSheets:
    """Look at every sheet. Raises `Trouble` where it cannot be read."""
    with opened_book(path) as book:
        grids = tuple(SheetGrid(book, one.name) for one in book.names if one.state == "visible" and one.part in book.package)
        if not grids:
            raise Trouble("“{file}”里没有看得见的工作表。", file=path.name)
        return LeadSheets(grids, tuple(one.name for one in book.names if one.state != "visible"))


def proposed(grids: Sequence[SheetGrid], file: str, pack: Pack) -> ForeignMap:
    """The map of these sheets."""
    found = sorted((one for grid in grids for form in pack.forms if (one := _look(grid, form))), key=lambda one: -one.score)
    spots: list[LeadFormCell] = []
    rooms: list[LeadFormRows] = []
    doubts: list[Unmatched] = []
    done: set[str] = set()
    for one in found:
        if one.form.id in done or one.grid.name in done:
            continue
        done |= {one.form.id, one.grid.name}
        spots += _spots(one, doubts)
        if not one.form.fixed:
            rooms.append(_room(one))
        missing = [field.title for field in one.form.fields if field.id not in one.columns and not field.const and not field.derive]
        if missing:
            told = Sentence(
                "工作表“{sheet}”里没有认出“{form}”的栏：{names}。", sheet=one.grid.name, form=one.form.title, names=tuple(missing)
            )
            doubts.append(Unmatched(told, one.grid.name))
        lost = [row.title for row in one.form.rows if not row.heading and row.code not in one.rows]
        if lost:
            told = Sentence(
                "工作表“{sheet}”里没有认出“{form}”的行：{names}{more}。",
                sheet=one.grid.name, form=one.form.title, names=tuple(lost[:LISTED]), more=Sentence("等") if len(lost) > LISTED else "",
            )  # fmt: skip
            doubts.append(Unmatched(told, one.grid.name))
    doubts += [Unmatched(Sentence("没有认出报表“{form}”在哪里。", form=form.title)) for form in pack.forms if form.id not in done]
    for grid in grids:
        taken = {one.cell for one in spots if one.sheet == grid.name}
        spots += [
            one for one in _facts(grid) if one.cell not in taken and (one.sheet, one.field) not in {(s.sheet, s.field) for s in spots}
        ]
    return ForeignMap(pack.id, file, tuple(spots), tuple(rooms), tuple(doubts))


# --- finding a form


def _look(grid: SheetGrid, form: Form) -> FoundForm | None:
    best: tuple[float, int, dict[str, int]] = (0.0, 0, {})
    for head in range(1, min(DEEP, grid.bottom) + 1):
        if any(grid.text(head, column) for column in range(1, grid.right + 1)):
            columns, likeness = _columns(grid, form, head)
            if likeness > best[0] + 1e-6:
                best = likeness, head, columns
    likeness, head, columns = best
    share = len(columns) / len(form.fields)
    if not columns or (not form.fixed and (share < SHARE or len(columns) < 2)):
        return None
    head = max(grid.merged(head, column).bottom for column in columns.values())
    while grid.numbering(head + 1):
        head += 1
    rows = _rows(grid, form, head, columns) if form.fixed else {}
    titled = sum(row.code in rows for row in form.rows) / max(1, len(form.rows))
    if form.fixed and (titled < SHARE or not any(not form.field(name).const for name in columns)):
        return None
    named = max(like(form.title, grid.name), *(like(form.title, grid.text(row, column)) for row in range(1, 4) for column in range(1, 9)))
    return FoundForm(grid, form, columns, head, rows, likeness / len(form.fields) + 2 * titled + named / 2)


def _columns(grid: SheetGrid, form: Form, head: int) -> tuple[dict[str, int], float]:
    """(field -> column, sum of likenesses) when heads end at this row."""
    pairs = []
    for column in range(1, grid.right + 1):
        texts = grid.heads(head, column)
        if not texts or grid.merged(head, column).left != column:
            continue
        for n, field in enumerate(form.fields):
            if (found := max(_named(field, text) for text in texts)) >= ENOUGH:
                pairs.append((-found, abs(n - column) / 1000, n, column, field.id))
    columns: dict[str, int] = {}
    total = 0.0
    for minus, _, _, column, field_id in sorted(pairs):
        if field_id not in columns and column not in columns.values():
            columns[field_id] = column
            total -= minus
    return columns, total


def _named(field: Field, text: str) -> float:
    if field.const in NAMES and key(text) in map(key, NAMES[field.const]):
        return 1.0
    return max(like(field.title, text), like(f"{field.group}{field.title}", text) if field.group else 0.0)


def _rows(grid: SheetGrid, form: Form, head: int, columns: dict[str, int]) -> dict[str, int]:
    """Fixed row -> sheet row, by code where there are codes, else by title."""
    consts = {form.field(name).const: column for name, column in columns.items() if form.field(name).const}
    first = min((column for name, column in columns.items() if not form.field(name).const), default=grid.right)
    places = [consts["title"]] if "title" in consts else list(range(1, first))
    best: dict[str, int] = {}
    for column in places:
        pairs = []
        for number in range(head + 1, grid.bottom + 1):
            text, code = grid.texts.get((number, column), ""), grid.texts.get((number, consts.get("code", 0)), "")
            for n, row in enumerate(form.rows):
                likeness = 2.0 if code and code == row.code else like(row.title, text)
                if likeness >= ENOUGH:
                    pairs.append((-likeness, n, number, row.code))
        found: dict[str, int] = {}
        for _, _, number, code in sorted(pairs):
            if code not in found and number not in found.values():
                found[code] = number
        best = max(best, found, key=len)
    return best


@lru_cache(100_000)
def like(one: str, two: str) -> float:
    """How alike two titles are, 0 to 1; two short words are alike only when they are equal."""
    a, b = key(one), key(two)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 3 or 2 * min(len(a), len(b)) < ENOUGH * (len(a) + len(b)):
        return 0.0
    if 2 * len(set(a) & set(b)) < ENOUGH * min(len(set(a)), len(set(b))):  # nothing in common: most pairs end here
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio() * 0.99


# --- what it gives


def _spots(one: FoundForm, doubts: list[Unmatched]) -> Iterator[LeadFormCell]:
    grid, form = one.grid, one.form
    stub = next((column for name, column in one.columns.items() if form.field(name).const == "title"), 0)
    for name, column in one.columns.items():
        field = form.field(name)
        if field.const:
            continue
        if not form.fixed:
            if times := _times(grid, one, field, "", column, 0, doubts):
                head = grid.merged(one.head, column)
                anchor = next((row for row in range(one.head, 0, -1) if grid.texts.get((row, column))), head.top)
                spot = LeadFormCell(
                    grid.name, address(_first(one), column), form.id, "", name, "", address(anchor, column), grid.text(anchor, column)
                )
                yield LeadFormCell(**vars(spot) | {"times": times})
            continue
        for code, number in one.rows.items():
            row = form.row(code)
            if row is None or row.heading or not grid.open(number, column):
                continue
            if times := _times(grid, one, field, code, column, number, doubts):
                at = stub or next((c for c in range(1, column) if like(row.title, grid.text(number, c)) >= ENOUGH), 0)
                where, text = (address(number, at), grid.text(number, at)) if at else ("", "")
                yield LeadFormCell(grid.name, address(number, column), form.id, code, name, "", where, text, times)


def _times(grid: SheetGrid, one: FoundForm, field: Field, code: str, column: int, number: int, doubts: list[Unmatched]) -> str:
    """What turns our unit into theirs; "" and a doubt where the two cannot be compared."""
    own = one.form.unit(field, code)
    units = next((place for name, place in one.columns.items() if one.form.field(name).const == "unit"), 0)
    theirs = ""
    if number and field.unit == "row":
        theirs = grid.text(number, units) if units else bracket(grid.text(number, _stub(one)))
    theirs = theirs or bracket("".join(grid.heads(one.head, column, 8)[:1]))
    if not own or not theirs or theirs == own or not kind_of(field).measured:
        return "1"
    their, our = measure(theirs), measure(own)
    if not their.known:
        return "1"
    found = factor(our, their) if our.known else None
    if found is None:
        where = address(number or _first(one), column)
        told = Sentence(
            "工作表“{sheet}”{cell}以“{theirs}”计，“{field}”以“{own}”计，不能换算，没有对上。",
            sheet=grid.name, cell=where, theirs=theirs, field=field.title, own=own,
        )  # fmt: skip
        doubts.append(Unmatched(told, grid.name, where))
        return ""
    return f"{found.normalize():f}"


def _stub(one: FoundForm) -> int:
    return next((place for name, place in one.columns.items() if one.form.field(name).const == "title"), 1)


def _first(one: FoundForm) -> int:
    """The first free row of a ledger."""
    for number in range(one.head + 1, one.grid.bottom + 1):
        if sum(one.grid.open(number, column) for column in one.columns.values()) * 2 > len(one.columns):
            return number
    return one.head + 1


def _room(one: FoundForm) -> LeadFormRows:
    """The rows of a ledger: as far down as its cells are open and look like the first."""
    grid, first = one.grid, _first(one)
    columns = list(one.columns.values())
    number = next((c for c in range(1, grid.right + 1) if any(text in NUMBER for text in grid.heads(one.head, c))), 0)
    last = first
    while (
        last < grid.bottom
        and _free(grid, last + 1, columns, number)
        and (not grid.framed(first, columns[0]) or grid.framed(last + 1, columns[0]))
    ):
        last += 1
    below = next((text for (row, _), text in sorted(grid.texts.items()) if row > last), "")
    return LeadFormRows(grid.name, one.form.id, first, last, re.sub(r"\d", "", address(1, number)) if number else "", below)


def _free(grid: SheetGrid, row: int, columns: Sequence[int], number: int) -> bool:
    texts = [text for (r, c), text in grid.texts.items() if r == row and c != number]
    if any(one in TOTALS or BELOW.match(one) for one in texts):
        return False
    there = [column for column in columns if (row, column) in grid.style]
    return bool(there) and sum(grid.open(row, column) for column in columns) * 2 > len(columns)


def _facts(grid: SheetGrid) -> Iterator[LeadFormCell]:
    """The cells for unit, period and people: beside their label, or behind it in the same cell."""
    for (row, column), text in sorted(grid.texts.items()):
        label = re.match(r"\s*([^：:（(]+?)\s*(?:[（(](?:盖章|公章|签章|签字)[)）])?\s*([：:]?)[\s_＿]*$", text)
        name = next((name for name, words in FACTS.items() if label and re.sub(r"\s", "", label[1]) in words), "")
        if not name or not label:
            continue
        beside = grid.merged(row, column).right + 1
        if label[2]:
            yield LeadFormCell(grid.name, address(row, column), "", "", name, text.rstrip(" _＿"))
        elif grid.open(row, beside) and (row, beside) in grid.style:
            yield LeadFormCell(grid.name, address(row, beside), "", "", name, anchor=address(row, column), stub=text)
