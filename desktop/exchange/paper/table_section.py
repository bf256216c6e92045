"""One table over its sheets: rows are placed in order, long rows are split, a table too wide is printed band by band.

The rows of a sheet are collected until it is full and then drawn once for each band, so the bands of the same rows follow each
other. The last three rows are held back until the end is known: signatures never stand on a sheet without rows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice

from db.returns.tables import Table
from desktop.exchange.paper.canvas import PdfCanvas
from desktop.exchange.paper.column_widths import TRIES, ColumnPlan, plan
from desktop.exchange.paper.line_breaks import Line
from desktop.exchange.paper.notes_and_signatures import GAP, NOTE_LINE, Signatures, note_lines, texts
from desktop.exchange.paper.row_boxes import RowBox, RowBoxes, RowPiece
from desktop.exchange.paper.ruled_table import RuledTable
from desktop.exchange.paper.sheet_head import SheetHead, margins

ABOVE = 3  # data rows that stay above the signatures
CUT = 0.4  # of a sheet: a higher row may be split, a lower one moves to the next sheet as a whole
NOTES = 0.3  # of a sheet: longer notes are printed after the signatures
SMALLEST = 9.0  # points, the smallest type used to fit a short table on one sheet
SHORT = 40  # rows


class Section:
    """The sheets of one table."""

    def __init__(self, paper: PdfCanvas, table: Table, instructions: Sequence[str] = ()) -> None:
        self.paper, self.table = paper, table
        self.landscape = table.form.paper != "portrait"
        self.edge = margins(landscape=self.landscape)
        width, height = (paper.tall, paper.wide) if self.landscape else (paper.wide, paper.tall)
        self.room = width - self.edge.left - self.edge.right
        self.top = height - self.edge.top
        self.above = SheetHead(table, self.room)
        self.signatures = Signatures(table, self.room)
        self.sheets = 0  # sheets drawn; all bands of the same rows count once
        self.count = 0
        self.pieces: list[RowPiece] = []
        self.used = 0.0
        self.y = self.top
        self.late: list[Line] = []
        self._plan(plan(table, self.room))
        self.beside = note_lines(instructions, "填表说明：", self.signatures.side)
        self.instructions = note_lines(instructions, "填表说明：", self.room)
        if len(self.signatures.notes) * NOTE_LINE > self.full * NOTES:
            self.signatures.notes = []
            self.late = note_lines(table.notes, "注：", self.room)
        self._fit()

    def _plan(self, column_plan: ColumnPlan) -> None:
        self.plan = column_plan
        self.boxes = RowBoxes(self.table, column_plan)
        self.grids = [RuledTable(column_plan, band, self.boxes) for band in column_plan.bands]

    def _fit(self) -> None:
        """Use a smaller type for a short table if it then fits on one sheet with its signatures."""
        rows = list(islice(self.table.rows(), SHORT + 1))
        if len(rows) > SHORT or len(self.grids) > 1:
            return
        first = self.plan
        plans = [first, *(plan(self.table, self.room, size) for size, _ in TRIES if SMALLEST <= size < first.size)]
        heights = []
        for column_plan in plans:
            self._plan(column_plan)
            boxes = [self.boxes.data(n, row, cells) for n, (row, cells) in enumerate(rows, 1)]
            heights.append(sum(self.boxes.height(box.count) for box in boxes) + self._tail() - self.left)
        beside = max(0.0, self.signatures.height_with(len(self.beside)) - self.signatures.height)
        fitting = [plan for more in (beside, 0.0) for plan, height in zip(plans, heights, strict=True) if height + more <= 0]
        self._plan(fitting[0] if fitting else first)

    # --- rows

    def draw(self, progress: Callable[[int], None] | None = None) -> int:
        """Draw all sheets; returns the number of data rows."""
        waiting: deque[RowBox] = deque()
        data = 0
        for row, cells in self.table.rows():
            box = self.boxes.data(self.count + 1, row, cells)
            waiting.append(box)
            if box.kind == "data":
                self.count += 1
                data += 1
                if progress and self.count % 500 == 0:
                    progress(self.count)
            while data > ABOVE:
                first = waiting.popleft()
                data -= first.kind == "data"
                self._place(first)
        if not self.count:
            waiting.append(self.boxes.nothing())
        self._finish(list(waiting))
        return self.count

    @property
    def full(self) -> float:
        """The height available for rows on a continued sheet."""
        return self.top - self.edge.bottom - self.above.line_height - max(grid.head_height for grid in self.grids)

    @property
    def left(self) -> float:
        """The height still free for rows on this sheet."""
        first = 0.0 if self.sheets else self.above.height - self.above.line_height
        return self.full - first - self.used

    def _add(self, piece: RowPiece) -> None:
        self.pieces.append(piece)
        self.used += self.boxes.height(piece.lines)

    def _place(self, box: RowBox) -> None:
        """Place a row on this sheet, the next, or several."""
        piece = self.boxes.piece(box)
        while True:
            height = self.boxes.height(piece.lines)
            if height <= self.left:
                self._add(piece)
                return
            cut = self._cut(piece)
            if cut is None:
                self._turn()
                continue
            self._add(cut)
            self._turn()
            piece = self.boxes.piece(box, cut.last)

    def _cut(self, piece: RowPiece) -> RowPiece | None:
        """The part of a piece that still fits on this sheet; None if it should begin on the next."""
        fits = int((self.left - 2 * self.boxes.air) / self.boxes.leading)
        fresh = not self.pieces
        if not fresh:
            low = self.boxes.height(piece.lines) <= self.full * CUT
            if low or fits < self.boxes.least(piece.box):
                return None
        return self.boxes.piece(piece.box, piece.first, min(piece.first + max(1, fits), piece.box.count - 1))

    def _turn(self) -> None:
        """Draw the sheet; headings at its end move to the next."""
        moved: list[RowPiece] = []
        while len(self.pieces) > 1 and self.pieces[-1].box.kind == "section":
            moved.insert(0, self.pieces.pop())
        self._draw_sheet()
        for piece in moved:
            self._add(piece)

    # --- the end

    def _finish(self, last: list[RowBox]) -> None:
        """Place the last rows, the total, notes and signatures."""
        tail = self._tail()
        heights = [self.boxes.height(box.count) for box in last]
        if sum(heights) + tail > self.left:
            moved = next((n for n in range(len(last)) if sum(heights[n:]) + tail <= self.full), len(last))
        else:
            moved = len(last)
        for n, box in enumerate(last):
            if n == moved and self.pieces:
                self._turn()
            self._place(box)
        if tail > self.left:
            self._make_room(tail)
        total = self._total()
        if total:
            self._add(self.boxes.piece(total))
        self._draw_sheet(end=True)
        self._after()

    def _total(self) -> RowBox | None:
        return self.boxes.total(self.table.total) if self.table.total else None

    def _tail(self) -> float:
        """The height of the block below the rows on the last sheet."""
        total = self._total()
        return self.signatures.height + (self.boxes.height(total.count) if total else 0.0)

    def _make_room(self, tail: float) -> None:
        """Move the end of the last row to a new sheet, so that the signatures have a row above them."""
        piece = self.pieces.pop()
        self.used -= self.boxes.height(piece.lines)
        size = piece.last - piece.first
        fits = int((self.full - tail - 2 * self.boxes.air) / self.boxes.leading)
        repeated = self.boxes.piece(piece.box, 1, 2).lines if piece.box.count > 1 else 1
        if size < 2 or fits < repeated:
            moved = piece
        else:
            stays = max(1, size - max(1, min(fits, size // 2)))
            self._add(self.boxes.piece(piece.box, piece.first, piece.first + stays))
            moved = self.boxes.piece(piece.box, piece.first + stays, piece.last)
        if self.pieces:
            self._turn()
        self._add(moved)

    # --- drawing

    def _draw_sheet(self, *, end: bool = False) -> None:
        paper, x = self.paper, self.edge.left
        for n, grid in enumerate(self.grids):
            paper.turn(landscape=self.landscape)
            top = self.top
            if self.sheets == 0 and n == 0:
                self.above.draw(paper, x, top)
                top -= self.above.height
            else:
                self.above.draw_line(paper, x, top, self._which(n))
                top -= self.above.line_height
            y = grid.rows(paper, x, grid.head(paper, x, top), self.pieces)
            paper.frame(x, y, grid.width, top - y)
            if end and n == len(self.grids) - 1:
                self._draw_end(y)
            else:
                paper.end()
        self.sheets += 1
        self.pieces, self.used = [], 0.0

    def _which(self, band: int) -> str:
        """The columns shown on this sheet, if the table is split into bands."""
        if len(self.grids) == 1:
            return ""
        keys = self.plan.keys
        own = self.plan.bands[band][keys:]
        return f"（第{own[0] + 1}—{own[-1] + 1}栏，共{len(self.plan.strips)}栏）"

    def _draw_end(self, y: float) -> None:
        paper, x = self.paper, self.edge.left
        fits = len(self.beside) <= self.signatures.lines_below(y - self.edge.bottom)
        self.signatures.draw(paper, x, y, self.beside if fits else [])
        self.y = y - self.signatures.height - GAP
        if fits and self.beside:
            self.y = self.edge.bottom  # late notes begin on a new sheet
        elif not fits:
            self.late += self.instructions

    def _after(self) -> None:
        """Draw the notes that did not fit above the signatures, over as many sheets as needed."""
        rest = self.late
        while rest:
            fits = max(0, int((self.y - self.edge.bottom) / NOTE_LINE))
            if fits < min(3, len(rest)):
                self._next_text_sheet()
                continue
            self.y = texts(self.paper, rest[:fits], self.edge.left, self.y)
            rest = rest[fits:]
        self.paper.end()

    def _next_text_sheet(self) -> None:
        self.paper.end()
        self.paper.turn(landscape=self.landscape)
        self.above.draw_line(self.paper, self.edge.left, self.top)
        self.y = self.top - self.above.line_height
