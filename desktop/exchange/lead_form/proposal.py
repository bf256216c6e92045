"""Proposes a map: the heads of a foreign sheet are compared with the fields of a pack, its row names with the fixed rows."""

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

DEEP = 40  # rows searched for heads
ENOUGH = 0.7  # similarity from which two titles match
SHARE = 0.4  # of a form's fields or rows that must be found
LISTED = 10  # rows named in a doubt
# Heads of columns that hold a constant of the fixed row.
NAMES = {"title": ("指标名称", "指标", "项目名称", "项目", "任务名称", "工作任务", "重点任务", "名称", "内容"),
         "code": ("代码", "指标代码", "编号"), "unit": ("计量单位", "单位")}  # fmt: skip
NUMBER = ("序号", "序")


@dataclass(frozen=True)
class FoundForm:
    """A form found on a sheet: columns by field, the last row of heads, sheet row by fixed row, a score."""

    grid: SheetGrid
    form: Form
    columns: dict[str, int]
    head: int
    rows: dict[str, int]
    score: float


def propose(path: Path, pack: Pack) -> ForeignMap:
    """Propose a map of a foreign blank workbook (.xlsx, .xlsm) for this pack; what was not recognised is in its doubts."""
    return proposed(look_at(path).grids, path.name, pack)


class LeadSheets(NamedTuple):
    """The visible sheets of a foreign workbook, and the names of the hidden ones."""

    grids: tuple[SheetGrid, ...]
    hidden: tuple[str, ...]


def look_at(path: Path) -> LeadSheets:
    """Read every visible sheet. Raises `Trouble` if the workbook cannot be read."""
    with opened_book(path) as book:
        grids = tuple(SheetGrid(book, sheet.name) for sheet in book.names if sheet.state == "visible" and sheet.part in book.package)
        if not grids:
            raise Trouble("“{file}”里没有看得见的工作表。", file=path.name)
        return LeadSheets(grids, tuple(sheet.name for sheet in book.names if sheet.state != "visible"))


def proposed(grids: Sequence[SheetGrid], file: str, pack: Pack) -> ForeignMap:
    """Propose the map of these sheets."""
    found_forms = sorted(
        (likely for grid in grids for form in pack.forms if (likely := _look(grid, form))), key=lambda likely: -likely.score
    )
    spots: list[LeadFormCell] = []
    rooms: list[LeadFormRows] = []
    doubts: list[Unmatched] = []
    done: set[str] = set()
    for found_form in found_forms:
        if found_form.form.id in done or found_form.grid.name in done:
            continue
        done |= {found_form.form.id, found_form.grid.name}
        spots += _spots(found_form, doubts)
        if not found_form.form.fixed:
            rooms.append(_room(found_form))
        missing = [
            field.title for field in found_form.form.fields if field.id not in found_form.columns and not field.const and not field.derive
        ]
        if missing:
            sentence = Sentence(
                "工作表“{sheet}”里没有认出“{form}”的栏：{names}。",
                sheet=found_form.grid.name,
                form=found_form.form.title,
                names=tuple(missing),
            )
            doubts.append(Unmatched(sentence, found_form.grid.name))
        lost = [row.title for row in found_form.form.rows if not row.heading and row.code not in found_form.rows]
        if lost:
            sentence = Sentence(
                "工作表“{sheet}”里没有认出“{form}”的行：{names}{more}。",
                sheet=found_form.grid.name,
                form=found_form.form.title,
                names=tuple(lost[:LISTED]),
                more=Sentence("等") if len(lost) > LISTED else "",
            )
            doubts.append(Unmatched(sentence, found_form.grid.name))
    doubts += [Unmatched(Sentence("没有认出报表“{form}”在哪里。", form=form.title)) for form in pack.forms if form.id not in done]
    for grid in grids:
        taken = {spot.cell for spot in spots if spot.sheet == grid.name}
        spots += [
            fact for fact in _facts(grid) if fact.cell not in taken and (fact.sheet, fact.field) not in {(s.sheet, s.field) for s in spots}
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
    """(field -> column, sum of similarities) if the heads end at this row."""
    pairs = []
    for column in range(1, grid.right + 1):
        texts = grid.heads(head, column)
        if not texts or grid.merged(head, column).left != column:
            continue
        for n, field in enumerate(form.fields):
            if (score := max(_named(field, text) for text in texts)) >= ENOUGH:
                pairs.append((-score, abs(n - column) / 1000, n, column, field.id))
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
    """Fixed row -> sheet row, by code if there are codes, else by title."""
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
        numbers: dict[str, int] = {}
        for _, _, number, code in sorted(pairs):
            if code not in numbers and number not in numbers.values():
                numbers[code] = number
        best = max(best, numbers, key=len)
    return best


@lru_cache(100_000)
def like(first: str, second: str) -> float:
    """The similarity of two titles, 0 to 1; short words must be equal."""
    a, b = key(first), key(second)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) < 3 or 2 * min(len(a), len(b)) < ENOUGH * (len(a) + len(b)):
        return 0.0
    if 2 * len(set(a) & set(b)) < ENOUGH * min(len(set(a)), len(set(b))):  # too few common characters: most pairs end here
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio() * 0.99


# --- the cells of a form found


def _spots(found_form: FoundForm, doubts: list[Unmatched]) -> Iterator[LeadFormCell]:
    grid, form = found_form.grid, found_form.form
    stub = next((column for name, column in found_form.columns.items() if form.field(name).const == "title"), 0)
    for name, column in found_form.columns.items():
        field = form.field(name)
        if field.const:
            continue
        if not form.fixed:
            if times := _times(grid, found_form, field, "", column, 0, doubts):
                head = grid.merged(found_form.head, column)
                anchor = next((row for row in range(found_form.head, 0, -1) if grid.texts.get((row, column))), head.top)
                spot = LeadFormCell(
                    grid.name,
                    address(_first(found_form), column),
                    form.id,
                    "",
                    name,
                    "",
                    address(anchor, column),
                    grid.text(anchor, column),
                )
                yield LeadFormCell(**vars(spot) | {"times": times})
            continue
        for code, number in found_form.rows.items():
            row = form.row(code)
            if row is None or row.heading or not grid.open(number, column):
                continue
            if times := _times(grid, found_form, field, code, column, number, doubts):
                at = stub or next((c for c in range(1, column) if like(row.title, grid.text(number, c)) >= ENOUGH), 0)
                where, text = (address(number, at), grid.text(number, at)) if at else ("", "")
                yield LeadFormCell(grid.name, address(number, column), form.id, code, name, "", where, text, times)


def _times(grid: SheetGrid, found_form: FoundForm, field: Field, code: str, column: int, number: int, doubts: list[Unmatched]) -> str:
    """The factor from our unit to theirs; "" and a doubt if it cannot be converted."""
    own = found_form.form.unit(field, code)
    units = next((place for name, place in found_form.columns.items() if found_form.form.field(name).const == "unit"), 0)
    theirs = ""
    if number and field.unit == "row":
        theirs = grid.text(number, units) if units else bracket(grid.text(number, _stub(found_form)))
    theirs = theirs or bracket("".join(grid.heads(found_form.head, column, 8)[:1]))
    if not own or not theirs or theirs == own or not kind_of(field).measured:
        return "1"
    their, our = measure(theirs), measure(own)
    if not their.known:
        return "1"
    ratio = factor(our, their) if our.known else None
    if ratio is None:
        where = address(number or _first(found_form), column)
        sentence = Sentence(
            "工作表“{sheet}”{cell}以“{theirs}”计，“{field}”以“{own}”计，不能换算，没有对上。",
            sheet=grid.name, cell=where, theirs=theirs, field=field.title, own=own,
        )  # fmt: skip
        doubts.append(Unmatched(sentence, grid.name, where))
        return ""
    return f"{ratio.normalize():f}"


def _stub(found_form: FoundForm) -> int:
    return next((place for name, place in found_form.columns.items() if found_form.form.field(name).const == "title"), 1)


def _first(found_form: FoundForm) -> int:
    """The first free row of a ledger."""
    for number in range(found_form.head + 1, found_form.grid.bottom + 1):
        if sum(found_form.grid.open(number, column) for column in found_form.columns.values()) * 2 > len(found_form.columns):
            return number
    return found_form.head + 1


def _room(found_form: FoundForm) -> LeadFormRows:
    """The rows of a ledger: down to the last whose cells are free and look like the first."""
    grid, first = found_form.grid, _first(found_form)
    columns = list(found_form.columns.values())
    number = next((c for c in range(1, grid.right + 1) if any(text in NUMBER for text in grid.heads(found_form.head, c))), 0)
    last = first
    while (
        last < grid.bottom
        and _free(grid, last + 1, columns, number)
        and (not grid.framed(first, columns[0]) or grid.framed(last + 1, columns[0]))
    ):
        last += 1
    below = next((text for (row, _), text in sorted(grid.texts.items()) if row > last), "")
    return LeadFormRows(grid.name, found_form.form.id, first, last, re.sub(r"\d", "", address(1, number)) if number else "", below)


def _free(grid: SheetGrid, row: int, columns: Sequence[int], number: int) -> bool:
    texts = [text for (r, c), text in grid.texts.items() if r == row and c != number]
    if any(text in TOTALS or BELOW.match(text) for text in texts):
        return False
    there = [column for column in columns if (row, column) in grid.style]
    return bool(there) and sum(grid.open(row, column) for column in columns) * 2 > len(columns)


def _facts(grid: SheetGrid) -> Iterator[LeadFormCell]:
    """The cells for unit, period and people: beside their label, or after it in the same cell."""
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
