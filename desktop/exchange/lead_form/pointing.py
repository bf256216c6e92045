"""Pointing at a cell of a foreign sheet: what it may mean, the likeliest first, and the spot it becomes with its anchor and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from db.messages import Trouble
from db.packs.lead_form import FACTS, LeadFormCell
from db.packs.model import Form, Pack
from db.values.kinds import kind_of
from db.values.measures import measure
from desktop.exchange.lead_form.form_map import ForeignMap, ended, point
from desktop.exchange.lead_form.measure_units import bracket, times
from desktop.exchange.lead_form.proposal import like
from desktop.exchange.lead_form.sheet_grid import SheetGrid, key
from desktop.exchange.xlsx.cell_address import address, place

DEEP = 1000  # lines of a ledger that are looked at


class Meaning(NamedTuple):
    """What a cell may be: a fixed row's field, a ledger's field (no `row`) or last line (no `field` either), or a fact (no `form`)."""

    form: str
    row: str
    field: str
    title: str


def meanings(pack: Pack) -> list[Meaning]:
    """Everything a cell may be: facts, then field by field."""
    found = [Meaning("", "", name, words[0]) for name, words in FACTS.items()]
    for form in pack.forms:
        fields = [one for one in form.fields if not one.const]
        rows = [(one.code, f"{one.code} {one.title}") for one in form.rows if not one.heading] if form.fixed else [("", form.title)]
        found += [Meaning(form.id, code, field.id, f"{title} · {field.title}") for code, title in rows for field in fields]
        found += [] if form.fixed else [Meaning(form.id, "", "", f"{form.title}：到这一行为止")]
    return found


def likeliest(found: Sequence[Meaning], map_: ForeignMap, grid: SheetGrid, row: int, column: int) -> list[Meaning]:
    """The same, first what goes with the cells of the same row and the same column."""
    near = [(place(one.cell), one) for one in map_.spots if one.sheet == grid.name]
    rows = {(one.form, one.row) for (r, _), one in near if r == row and one.form}
    columns = {(one.form, one.field) for (_, c), one in near if c == column and one.form}
    label = key(grid.text(row, column) or grid.text(row, column - 1))

    def rank(one: Meaning) -> tuple[bool, ...]:
        named = bool(label) and not one.form and any(key(word) in label for word in FACTS[one.field])
        return (
            not named,
            bool(one.form) == bool(grid.text(row, column)),
            (one.form, one.row) not in rows,
            (one.form, one.field) not in columns,
        )

    return sorted(found, key=rank)


def cells(map_: ForeignMap, sheet: str) -> dict[tuple[int, int], LeadFormCell]:
    """What each cell of a sheet means by the map, the lines below the first of a ledger included."""
    lasts = {one.form: one.last for one in map_.rooms if one.sheet == sheet}
    found: dict[tuple[int, int], LeadFormCell] = {}
    for one in map_.spots:
        if one.sheet == sheet:
            row, column = place(one.cell)
            last = min(lasts.get(one.form, row), row + DEEP) if one.form and not one.row else row
            found |= dict.fromkeys(((number, column) for number in range(row, max(row, last) + 1)), one)
    return found


def pointed(map_: ForeignMap, grid: SheetGrid, row: int, column: int, pack: Pack, one: Meaning) -> ForeignMap:
    """The map with this cell meaning this; raises `Trouble` where its unit of measure cannot be turned into theirs."""
    at = grid.merged(row, column)
    row, column = at.top, at.left
    if not one.field:
        return ended(map_, grid.name, one.form, row)
    spot = LeadFormCell(grid.name, address(row, column), one.form, one.row, one.field)
    text = grid.text(row, column)
    if not one.form:
        anchor = None if text else _left(grid, row, column, "")
        return point(map_, replace(spot, label=text, **_anchored(grid, anchor)))
    form = pack.form(one.form)
    title = found.title if (found := form.row(one.row)) else ""
    anchor = _left(grid, row, column, title) if one.row else _above(grid, row, column)
    by = _times(grid, form, one, row, column, anchor)
    return point(map_, replace(spot, times=by, **_anchored(grid, anchor)))


def _anchored(grid: SheetGrid, at: tuple[int, int] | None) -> dict[str, str]:
    return {"anchor": address(*at), "stub": grid.text(*at)} if at else {}


def _left(grid: SheetGrid, row: int, column: int, title: str) -> tuple[int, int] | None:
    """The cell that names the row: the one most like its title, else the longest text, else the nearest."""
    places = list(dict.fromkeys((one.top, one.left) for c in range(1, column) if (one := grid.merged(row, c)).top == row))
    named = [at for at in places if grid.texts.get(at)]
    return max(named, key=lambda at: (like(title, grid.texts[at]), len(grid.texts[at]), at), default=None)


def _above(grid: SheetGrid, row: int, column: int) -> tuple[int, int] | None:
    """The head over a column."""
    return next(
        (at for r in range(row - 1, 0, -1) if grid.texts.get(at := (grid.merged(r, column).top, grid.merged(r, column).left))), None
    )


def _times(grid: SheetGrid, form: Form, one: Meaning, row: int, column: int, anchor: tuple[int, int] | None) -> str:
    """What turns our unit into theirs."""
    field = form.field(one.field)
    own = form.unit(field, one.row) if kind_of(field).measured else ""
    theirs = next((text for text in _units(grid, one, row, column, anchor) if text and measure(text).known), "")
    by = times(own, theirs)
    if by is None:
        raise Trouble("这一格以“{theirs}”计，“{field}”以“{own}”计，不能换算。", theirs=theirs, field=field.title, own=own)
    return f"{by.normalize():f}"


def _units(grid: SheetGrid, one: Meaning, row: int, column: int, anchor: tuple[int, int] | None) -> Iterator[str]:
    """Texts that may name the unit of a cell: in its row, behind its name, over its column."""
    if one.row:
        yield from (text for c in range(1, column) if (text := grid.texts.get((row, c), "")) and not text.isdigit())
    if anchor:
        yield bracket(grid.text(*anchor))
    if (head := _above(grid, row, column)) is not None:
        yield from (bracket(text) for text in grid.heads(head[0], column, 8)[:1])
