"""One table flowing over its sheets: rows are placed as they come, long rows cut, a table too wide goes band by band.

Rows of one sheet are held until it is full and then drawn once for each band, so the bands of the same rows follow each other.
The last three rows wait until the end is known: no signature stands without rows above it.
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

ABOVE = 3  # data rows above a signature block
CUT = 0.4  # of a sheet: a higher row may be cut, a lower one moves on whole
NOTES = 0.3  # of a sheet: longer notes come after the signatures
SMALLEST = 9.0  # a short table is set down to this size where it then fits one sheet
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
        self.sheets = 0  # of rows, all bands of them counted as one
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
        """Set a short table a little smaller where it then stands on one sheet with its signatures."""
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
        """Draw all sheets; the number of data rows."""
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
        """The height for rows on a sheet that goes on."""
        return self.top - self.edge.bottom - self.above.line_height - max(grid.head_height for grid in self.grids)

    @property
    def left(self) -> float:
        """The height for rows that is left on this sheet."""
        first = 0.0 if self.sheets else self.above.height - self.above.line_height
        return self.full - first - self.used

    def _add(self, piece: RowPiece) -> None:
        self.pieces.append(piece)
        self.used += self.boxes.height(piece.lines)

    def _place(self, box: RowBox) -> None:
        """Put a row on the sheet, on the next, or on several."""
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
        """The part of a piece that still fits on this sheet; None where it should begin on the next one."""
        fits = int((self.left - 2 * self.boxes.air) / self.boxes.leading)
        fresh = not self.pieces
        if not fresh:
            low = self.boxes.height(piece.lines) <= self.full * CUT
            if low or fits < self.boxes.least(piece.box):
                return None
        return self.boxes.piece(piece.box, piece.first, min(piece.first + max(1, fits), piece.box.count - 1))

    def _turn(self) -> None:
        """Draw the sheet; headings at its end go on to the next."""
        moved: list[RowPiece] = []
        while len(self.pieces) > 1 and self.pieces[-1].box.kind == "section":
            moved.insert(0, self.pieces.pop())
        self._draw_sheet()
        for piece in moved:
            self._add(piece)

    # --- the end

    def _finish(self, last: list[RowBox]) -> None:
        """The last rows, total, notes and signatures."""
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
        """The height of what stands below the rows on their last sheet."""
        total = self._total()
        return self.signatures.height + (self.boxes.height(total.count) if total else 0.0)

    def _make_room(self, tail: float) -> None:
        """Take the end of the last row to a sheet of its own, so that the tail has something above it."""
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
        """Which columns stand on a sheet of a table too wide for one."""
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
            self.y = self.edge.bottom  # what comes late begins on a sheet of its own
        elif not fits:
            self.late += self.instructions

    def _after(self) -> None:
        """Notes that found no room above the signatures, over as many sheets as they need."""
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
