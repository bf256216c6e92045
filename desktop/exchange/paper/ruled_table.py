"""The ruled table on one sheet: column heads with merged groups, rows, and all rules between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.paper.canvas import PdfCanvas, Segment
from desktop.exchange.paper.column_widths import HALVES, PAD, ColumnPlan, Strip
from desktop.exchange.paper.fonts import face
from desktop.exchange.paper.line_breaks import balanced
from desktop.exchange.paper.row_boxes import CellBox, Lines, RowBoxes, RowPiece

RISE = 0.36  # of the type size: from the middle of a line to its base line


@dataclass(frozen=True)
class HeadSpan:
    """Neighbouring columns of a band under a merged head; `title` is empty if they have none."""

    first: int
    last: int
    title: str


class RuledTable:
    """Draws the columns of one band."""

    def __init__(self, plan: ColumnPlan, band: tuple[int, ...], boxes: RowBoxes) -> None:
        self.plan, self.band, self.boxes = plan, band, boxes
        self.strips = [plan.strips[n] for n in band]
        self.edges = [0.0]
        for strip in self.strips:
            self.edges.append(self.edges[-1] + strip.width)
        self.width = self.edges[-1]
        self.size = plan.size
        self.spans = _spans(self.strips)
        self._titles = [self._head_lines(strip) for strip in self.strips]
        self._groups = [
            self._lines(span.title, self.edges[span.last] - self.edges[span.first]) if span.title else () for span in self.spans
        ]
        self.group_height = max((self._head_height(len(lines)) for lines in self._groups if lines), default=0.0)
        grouped = [n for span in self.spans if span.title for n in range(span.first, span.last)]
        below = max((self._head_height(len(self._titles[n])) for n in grouped), default=0.0)
        alone = max((self._head_height(len(lines)) for n, lines in enumerate(self._titles) if n not in grouped), default=0.0)
        self.head_height = max(self.group_height + below, alone)

    def _lines(self, text: str, width: float) -> Lines:
        return balanced(text, max(1.0, (width - 2 * PAD) / self.size), face("sans").widths)

    def _head_lines(self, strip: Strip) -> Lines:
        unit = self._lines(f"（{strip.unit}）", strip.width + HALVES * self.size) if strip.unit else ()
        return self._lines(strip.title, strip.width) + unit

    def _head_height(self, lines: int) -> float:
        return lines * self.boxes.leading + 2.4 * self.boxes.air

    # --- heads

    def head(self, paper: PdfCanvas, x: float, top: float) -> float:
        """Draw the heads below `top`; returns the y at which the rows begin."""
        bottom = top - self.head_height
        low = top - self.group_height
        rules: list[Segment] = [(x, bottom, x + self.width, bottom)]
        for span, lines in zip(self.spans, self._groups, strict=True):
            left, right = x + self.edges[span.first], x + self.edges[span.last]
            if span.first:
                rules.append((left, top, left, bottom))
            if span.title:
                self._middle(paper, lines, left, right, top, low)
                rules.append((left, low, right, low))
                rules += [(x + self.edges[n], low, x + self.edges[n], bottom) for n in range(span.first + 1, span.last)]
            for n in range(span.first, span.last):
                self._middle(paper, self._titles[n], x + self.edges[n], x + self.edges[n + 1], low if span.title else top, bottom)
        paper.rules(rules)
        return bottom

    def _middle(self, paper: PdfCanvas, lines: Lines, left: float, right: float, top: float, bottom: float) -> None:
        leading = self.boxes.leading
        y = (top + bottom) / 2 + len(lines) * leading / 2 - leading / 2 - self.size * RISE
        for text, width in lines:
            paper.text((left + right - width * self.size) / 2, y, text, "sans", self.size)
            y -= leading

    # --- rows

    def rows(self, paper: PdfCanvas, x: float, top: float, pieces: Sequence[RowPiece]) -> float:
        """Draw the pieces below `top` with their rules; returns the y at which they end."""
        rules: list[Segment] = []
        begun = [top] * (len(self.strips) + 1)
        y = top
        for piece in pieces:
            bottom = y - self.boxes.height(piece.lines)
            joined = self._joined(piece)
            for n in range(1, joined):  # no vertical rule inside a merged cell
                if begun[n] > y:
                    rules.append((x + self.edges[n], begun[n], x + self.edges[n], y))
                begun[n] = bottom
            self._piece(paper, x, y, piece, joined)
            y = bottom
            rules.append((x, y, x + self.width, y))
        rules.pop()  # the frame closes the last row
        rules += [(x + self.edges[n], begun[n], x + self.edges[n], y) for n in range(1, len(self.strips)) if begun[n] > y]
        paper.rules(rules)
        return y

    def _joined(self, piece: RowPiece) -> int:
        kind = piece.box.kind
        return len(self.strips) if kind == "section" else piece.box.merged if kind == "total" else 1

    def _piece(self, paper: PdfCanvas, x: float, top: float, piece: RowPiece, joined: int) -> None:
        box = piece.box
        if box.kind == "section":
            self._part(paper, box.parts[0], self.boxes.shown(piece, 0), x, x + self.width, top, piece)
            return
        for place, n in enumerate(self.band):
            part = box.parts[n]
            if not part.lines or 0 < place < joined:
                continue
            lines = self.boxes.shown(piece, n)
            if lines:
                right = x + self.edges[joined if place == 0 else place + 1]
                self._part(paper, part, lines, x + self.edges[place], right, top, piece)

    def _part(self, paper: PdfCanvas, part: CellBox, lines: Lines, left: float, right: float, top: float, piece: RowPiece) -> None:
        boxes, size = self.boxes, self.size
        above = (piece.lines - len(lines)) * boxes.leading / 2 if piece.whole else 0.0
        y = top - boxes.air - above - boxes.leading / 2 - size * RISE
        for text, width in lines:
            if part.align == "left":
                at = left + PAD
            elif part.align == "right":
                at = right - PAD - width * size
            else:
                at = (left + right - width * size) / 2
            if text:
                paper.text(at, y, text, part.face, size)
            y -= boxes.leading


def _spans(strips: Sequence[Strip]) -> list[HeadSpan]:
    spans: list[HeadSpan] = []
    for n, strip in enumerate(strips):
        if strip.group and spans and spans[-1].title == strip.group:
            spans[-1] = HeadSpan(spans[-1].first, n + 1, strip.group)
        else:
            spans.append(HeadSpan(n, n + 1, strip.group))
    return spans
