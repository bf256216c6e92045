"""The head above a table: annex, title, period, form block, unit and measure on the first sheet; one line on the others."""

from __future__ import annotations

from dataclasses import dataclass

from db.returns.tables import Table
from desktop.exchange.paper.canvas import MM, PdfCanvas
from desktop.exchange.paper.fonts import face
from desktop.exchange.paper.line_breaks import balanced

TITLE, ANNEX, LINE, SMALL = 22.0, 14.0, 10.5, 9.0
LEADING = 1.35
LABEL = 4.0  # ems, the width a label of the form block is spread over
CONTINUED = "续表"


@dataclass(frozen=True)
class Margins:
    """Margins in points: 25 mm where the sheet may be bound, more than the 8 mm of the 骑缝章 on the right, the foot at the bottom."""

    left: float
    right: float
    top: float
    bottom: float


# A landscape table is bound on its left in a book of tables, at its top in a portrait document (GB/T 9704): both edges stay free.
LANDSCAPE = Margins(25 * MM, 13 * MM, 25 * MM, 25 * MM)
PORTRAIT = Margins(25 * MM, 15 * MM, 22 * MM, 25 * MM)


def margins(*, landscape: bool) -> Margins:
    """The margins of a sheet."""
    return LANDSCAPE if landscape else PORTRAIT


class SheetHead:
    """The lines above a table, `room` points wide; its height is known before it is drawn."""

    def __init__(self, table: Table, room: float) -> None:
        self.table, self.room = table, room
        self.block = [_label(line) for line in table.block]
        sizes = face("serif").measure
        self.block_width = max((LABEL + sizes(value) for _, value in self.block), default=0.0) * SMALL
        sides = max(self.block_width + 12, sizes(table.annex) * ANNEX + 12 if table.annex else 0.0)
        fits_between = face("bold").measure(table.title) * TITLE <= room - 2 * sides
        self.title = balanced(table.title, 0.94 * room / TITLE, face("bold").widths)
        above = ANNEX * LEADING if table.annex or self.block else 0.0
        if not fits_between:  # a long title is placed below the block and the annex
            above = max(above, len(self.block) * SMALL * LEADING + 2)
        titled = above + len(self.title) * TITLE * LEADING + LINE * LEADING + 4
        block = len(self.block) * SMALL * LEADING
        self._title_top = above
        self._measure_apart = _apart(table.unit_line, table.measure_line, room)
        self.height = max(titled, block) + LINE * LEADING * (2 if self._measure_apart else 1) + 5

    def draw(self, paper: PdfCanvas, x: float, top: float) -> None:
        """Draw it below `top`."""
        table, right, middle = self.table, x + self.room, x + self.room / 2
        if table.annex:
            paper.text(x, top - ANNEX, table.annex, "sans", ANNEX)
        for n, (label, value) in enumerate(self.block):
            y = top - SMALL - n * SMALL * LEADING
            left = right - self.block_width
            _spread(paper, left, y, label)
            paper.text(left + LABEL * SMALL, y, value, "serif", SMALL)
        y = top - self._title_top - TITLE
        for text, width in self.title:
            paper.text(middle - width * TITLE / 2, y, text, "bold", TITLE)
            y -= TITLE * LEADING
        y += TITLE * LEADING - LINE * LEADING - 7
        paper.set(middle, y, table.period_title, "serif", LINE, "center")
        y = top - self.height + 6
        paper.set(right, y, table.measure_line, "serif", LINE, "right")
        paper.text(x, y + (LINE * LEADING if self._measure_apart else 0), table.unit_line, "serif", LINE)

    @property
    def line_height(self) -> float:
        """The height of the line on the other sheets."""
        return LINE * LEADING + 5

    def draw_line(self, paper: PdfCanvas, x: float, top: float, columns: str = "") -> None:
        """Draw the line of a continued sheet: 续表, title, period, columns; on the right the unit of measure."""
        y = top - LINE
        paper.text(x, y, CONTINUED, "sans", LINE)
        at = x + 3 * LINE
        period = f"　{self.table.period_title}{columns}"
        measure = self.table.measure_line
        words = face("serif").measure
        free = self.room - 3 * LINE - (words(period) + words(measure) + 1) * LINE
        if free < 8 * LINE:
            measure, free = "", free + words(measure) * LINE
        title = _cut(self.table.title, free / LINE)
        paper.text(at, y, title + period, "serif", LINE)
        paper.set(x + self.room, y, measure, "serif", LINE, "right")


def _label(line: str) -> tuple[str, str]:
    name, colon, value = line.partition("：")
    return (name, f"：{value}") if colon else ("", line)


def _spread(paper: PdfCanvas, x: float, y: float, label: str) -> None:
    """Draw a label spread over four characters, as forms print 表　　号."""
    step = (LABEL - 1) / (len(label) - 1) if 1 < len(label) < LABEL else 1.0
    if step == 1.0:
        paper.text(x, y, label, "serif", SMALL)
        return
    for n, char in enumerate(label):
        paper.text(x + n * step * SMALL, y, char, "serif", SMALL)


def _apart(left: str, right: str, room: float) -> bool:
    return (face("serif").measure(left) + face("serif").measure(right) + 2) * LINE > room


def _cut(text: str, room: float) -> str:
    """The title cut to `room` ems; it is printed in full on the first sheet."""
    measure = face("serif").measure
    if measure(text) <= room:
        return text
    while text and measure(text) + 1 > room:
        text = text[:-1]
    return text + "…"
