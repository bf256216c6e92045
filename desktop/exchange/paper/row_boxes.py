"""Rows broken into lines, ready to be placed: a `RowBox` is one printed row, a `RowPiece` the part of it on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.returns.tables import Table
from db.values.cell import Cell, State
from db.values.kinds import kind_of
from desktop.exchange.paper.cell_texts import MARKED, NONE, TOTAL, CellTexts
from desktop.exchange.paper.column_widths import PAD, ColumnPlan
from desktop.exchange.paper.fonts import face
from desktop.exchange.paper.line_breaks import Line, wrap

LEADING = 1.32  # of the type size, from line to line
AIR = 0.3  # of the type size, above and below the text of a row
REPEATED = 8  # lines of a key, at most, that are printed again where its row continues
GOES_ON = "（续）"
REMEMBERED = 20_000  # wrapped texts in the cache

Lines = tuple[Line, ...]
BLANK: Lines = ()


@dataclass(slots=True)
class CellBox:
    """One cell of a box: its lines, alignment and typeface."""

    lines: Lines
    align: str
    face: str


@dataclass(slots=True)
class RowBox:
    """One row: a cell for each column (a section row has a single cell over all), the first `merged` columns joined."""

    kind: str  # data | section | total
    parts: list[CellBox]
    count: int  # lines of the longest part
    merged: int = 0


@dataclass(slots=True)
class RowPiece:
    """The lines `first` to `last` of a box, which may be all of them."""

    box: RowBox
    first: int
    last: int
    lines: int  # height in lines, repeated keys included

    @property
    def whole(self) -> bool:
        """Whether the piece is the complete box."""
        return self.first == 0 and self.last >= self.box.count


class RowBoxes:
    """Makes the boxes of one table."""

    def __init__(self, table: Table, plan: ColumnPlan) -> None:
        self.plan = plan
        self.writer = CellTexts(table)
        self.leading = plan.size * LEADING
        self.air = plan.size * AIR
        self._strips = [(n, strip.place, strip.align, (strip.width - 2 * PAD) / plan.size) for n, strip in enumerate(plan.strips)]
        self._breaks = {n: text for n, column in enumerate(table.columns) if (text := kind_of(column.field).break_after)}
        self._known: dict[tuple[str, int, str], Lines] = {}
        self._depth = {row.code for row in table.form.rows if row.depth == 0} if any(row.depth for row in table.form.rows) else set()

    def data(self, number: int, row: str, cells: tuple[Cell, ...]) -> RowBox:
        """The box of one row; a heading of a fixed form becomes a section."""
        heading = self.writer.heading(row)
        if heading is not None:
            return self.section(f"{heading.code}　{heading.title}")
        top = row in self._depth
        parts = []
        count = 1
        text_of, broken = self.writer.text, self._broken
        for n, place, side, _ in self._strips:
            if place < 0:
                part = CellBox(broken(str(number), n, "serif"), "center", "serif")
            else:
                cell = cells[place]
                text = text_of(row, place, cell)
                kind = "bold" if top and n < self.plan.keys else "serif"
                lines = broken(text, n, kind) if text else BLANK
                if len(lines) > 1 and (after := self._breaks.get(place)):
                    lines = broken(text.replace(after, f"{after}\n", 1), n, kind)
                if cell.state in MARKED:
                    side = _marked_side(cell, side)
                part = CellBox(lines, side, kind)
            if len(part.lines) > count:
                count = len(part.lines)
            parts.append(part)
        return RowBox("data", parts, count)

    def section(self, text: str) -> RowBox:
        """A heading over the whole width of the narrowest band."""
        width = min(sum(self.plan.strips[n].width for n in band) for band in self.plan.bands)
        lines = wrap(text, (width - 2 * PAD) / self.plan.size, face("bold").widths)
        return RowBox("section", [CellBox(lines, "left", "bold")], len(lines))

    def nothing(self) -> RowBox:
        """The row of an empty ledger."""
        return RowBox("section", [CellBox(((NONE, face("serif").measure(NONE)),), "center", "serif")], 1)

    def total(self, sums: Mapping[str, float]) -> RowBox:
        """The 合计 row; its label spans the key columns up to the first that is summed."""
        fields = self.writer.fields
        keys = self.plan.strips[: self.plan.keys]
        merged = next((n for n, strip in enumerate(keys) if strip.place >= 0 and fields[strip.place].id in sums), len(keys))
        parts = [CellBox(((TOTAL, face("bold").measure(TOTAL)),), "center", "bold")]
        count = 1
        for n, place, side, _ in self._strips[1:]:
            text = self.writer.total(place, sums[fields[place].id]) if place >= 0 and n >= merged and fields[place].id in sums else ""
            parts.append(CellBox(self._broken(text, n, "bold") if text else BLANK, side, "bold"))
            count = max(count, len(parts[-1].lines))
        return RowBox("total", parts, count, max(1, merged))

    def _broken(self, text: str, strip: int, kind: str) -> Lines:
        key = (text, strip, kind)
        lines = self._known.get(key)
        if lines is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            lines = wrap(text, self._strips[strip][3], face(kind).widths)
            if len(text) < 60:
                self._known[key] = lines
        return lines

    def height(self, lines: int) -> float:
        """The height in points of a row with this many lines."""
        return lines * self.leading + 2 * self.air

    def piece(self, box: RowBox, first: int = 0, last: int | None = None) -> RowPiece:
        """A piece of a box; if it continues from the previous page, its short keys are repeated."""
        end = box.count if last is None else last
        lines = end - first
        if first and box.kind == "data":
            lines = max([lines] + [self.repeated(box.parts[n]) for n in range(self.plan.keys)])
        return RowPiece(box, first, end, max(1, lines))

    def repeated(self, part: CellBox) -> int:
        """How many lines a key takes where its row continues: all of them and a mark, or none if it is long."""
        return len(part.lines) + 1 if 0 < len(part.lines) <= REPEATED else 0

    def least(self, box: RowBox) -> int:
        """The lines the first piece of a split row needs, so that its keys are complete."""
        keys = [len(box.parts[n].lines) for n in range(self.plan.keys)] if box.kind == "data" else []
        return max([4] + [count for count in keys if count <= REPEATED])

    def shown(self, piece: RowPiece, n: int) -> Lines:
        """The lines of column `n` that a piece shows."""
        part = piece.box.parts[n]
        if piece.first and n < self.plan.keys and piece.box.kind == "data" and self.repeated(part):
            last_key = n == self.plan.keys - 1
            return (*part.lines, (GOES_ON, face(part.face).measure(GOES_ON))) if last_key else part.lines
        return part.lines[piece.first : piece.last]


def _marked_side(cell: Cell, side: str) -> str:
    """The alignment of a marked cell: unreadable text left, 不适用 and 待核 without a value centred."""
    if cell.state is State.RAW:
        return "left"
    return "center" if cell.value is None else side
