"""Pointing at a cell of a foreign sheet: its possible meanings, likeliest first, and the mapped cell with its anchor and unit."""

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

DEEP = 1000  # rows of a ledger that are marked


class Meaning(NamedTuple):
    """A possible meaning: a field of a fixed row, of a ledger (no `row`), a ledger's last row (no `field` either), a fact (no `form`)."""

    form: str
    row: str
    field: str
    title: str


def meanings(pack: Pack) -> list[Meaning]:
    """All possible meanings of a cell: facts, then field by field."""
    all_meanings = [Meaning("", "", name, words[0]) for name, words in FACTS.items()]
    for form in pack.forms:
        fields = [field for field in form.fields if not field.const]
        rows = [(row.code, f"{row.code} {row.title}") for row in form.rows if not row.heading] if form.fixed else [("", form.title)]
        all_meanings += [Meaning(form.id, code, field.id, f"{title} · {field.title}") for code, title in rows for field in fields]
        all_meanings += [] if form.fixed else [Meaning(form.id, "", "", f"{form.title}：到这一行为止")]
    return all_meanings


def likeliest(candidates: Sequence[Meaning], map_: ForeignMap, grid: SheetGrid, row: int, column: int) -> list[Meaning]:
    """The candidates sorted: first those that fit the mapped cells of the same row and column."""
    near = [(place(spot.cell), spot) for spot in map_.spots if spot.sheet == grid.name]
    rows = {(spot.form, spot.row) for (r, _), spot in near if r == row and spot.form}
    columns = {(spot.form, spot.field) for (_, c), spot in near if c == column and spot.form}
    label = key(grid.text(row, column) or grid.text(row, column - 1))

    def rank(meaning: Meaning) -> tuple[bool, ...]:
        named = bool(label) and not meaning.form and any(key(word) in label for word in FACTS[meaning.field])
        return (
            not named,
            bool(meaning.form) == bool(grid.text(row, column)),
            (meaning.form, meaning.row) not in rows,
            (meaning.form, meaning.field) not in columns,
        )

    return sorted(candidates, key=rank)


def cells(map_: ForeignMap, sheet: str) -> dict[tuple[int, int], LeadFormCell]:
    """The mapped cells of a sheet by position, including the rows of a ledger below its first."""
    lasts = {room.form: room.last for room in map_.rooms if room.sheet == sheet}
    by_place: dict[tuple[int, int], LeadFormCell] = {}
    for spot in map_.spots:
        if spot.sheet == sheet:
            row, column = place(spot.cell)
            last = min(lasts.get(spot.form, row), row + DEEP) if spot.form and not spot.row else row
            by_place |= dict.fromkeys(((number, column) for number in range(row, max(row, last) + 1)), spot)
    return by_place


def pointed(map_: ForeignMap, grid: SheetGrid, row: int, column: int, pack: Pack, meaning: Meaning) -> ForeignMap:
    """The map with this cell given a meaning; raises `Trouble` if its unit of measure cannot be converted."""
    at = grid.merged(row, column)
    row, column = at.top, at.left
    if not meaning.field:
        return ended(map_, grid.name, meaning.form, row)
    spot = LeadFormCell(grid.name, address(row, column), meaning.form, meaning.row, meaning.field)
    text = grid.text(row, column)
    if not meaning.form:
        anchor = None if text else _left(grid, row, column, "")
        return point(map_, replace(spot, label=text, **_anchored(grid, anchor)))
    form = pack.form(meaning.form)
    title = form_row.title if (form_row := form.row(meaning.row)) else ""
    anchor = _left(grid, row, column, title) if meaning.row else _above(grid, row, column)
    by = _times(grid, form, meaning, row, column, anchor)
    return point(map_, replace(spot, times=by, **_anchored(grid, anchor)))


def _anchored(grid: SheetGrid, at: tuple[int, int] | None) -> dict[str, str]:
    return {"anchor": address(*at), "stub": grid.text(*at)} if at else {}


def _left(grid: SheetGrid, row: int, column: int, title: str) -> tuple[int, int] | None:
    """The cell that names the row: most similar to its title, else the longest text, else the nearest."""
    places = list(dict.fromkeys((area.top, area.left) for c in range(1, column) if (area := grid.merged(row, c)).top == row))
    named = [at for at in places if grid.texts.get(at)]
    return max(named, key=lambda at: (like(title, grid.texts[at]), len(grid.texts[at]), at), default=None)


def _above(grid: SheetGrid, row: int, column: int) -> tuple[int, int] | None:
    """The head over a column."""
    return next(
        (at for r in range(row - 1, 0, -1) if grid.texts.get(at := (grid.merged(r, column).top, grid.merged(r, column).left))), None
    )


def _times(grid: SheetGrid, form: Form, meaning: Meaning, row: int, column: int, anchor: tuple[int, int] | None) -> str:
    """The factor from our unit to theirs."""
    field = form.field(meaning.field)
    own = form.unit(field, meaning.row) if kind_of(field).measured else ""
    theirs = next((text for text in _units(grid, meaning, row, column, anchor) if text and measure(text).known), "")
    by = times(own, theirs)
    if by is None:
        raise Trouble("这一格以“{theirs}”计，“{field}”以“{own}”计，不能换算。", theirs=theirs, field=field.title, own=own)
    return f"{by.normalize():f}"


def _units(grid: SheetGrid, meaning: Meaning, row: int, column: int, anchor: tuple[int, int] | None) -> Iterator[str]:
    """Texts that may name the unit of a cell: in its row, after its name, above its column."""
    if meaning.row:
        yield from (text for c in range(1, column) if (text := grid.texts.get((row, c), "")) and not text.isdigit())
    if anchor:
        yield bracket(grid.text(*anchor))
    if (head := _above(grid, row, column)) is not None:
        yield from (bracket(text) for text in grid.heads(head[0], column, 8)[:1])
