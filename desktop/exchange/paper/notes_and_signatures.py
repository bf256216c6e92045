"""The block below a table: the accepted notes, the signatures with space for the seal, then the instructions for filling in."""

from __future__ import annotations

from collections.abc import Sequence

from db.returns.model import report_date
from db.returns.tables import Table
from desktop.exchange.paper.canvas import MM, PdfCanvas
from desktop.exchange.paper.fonts import face
from desktop.exchange.paper.line_breaks import Line, balanced, wrap

SIZE, SMALL = 10.5, 9.0
LEADING = 1.4
SEAL = 50 * MM  # a seal is 38 to 45 mm wide and covers name and date
GAP = 6.0
SIGNERS = (("单位负责人", "head"), ("审核人", "reviewer"), ("填表人", "preparer"), ("联系电话", "phone"))
NO_DATE = "　　　　年　　月　　日"
NOTE_LINE = SMALL * LEADING
RULE = 62.0  # points, the line a person signs on
Lines = list[Line]


def note_lines(texts: Sequence[str], title: str, room: float, size: float = SMALL) -> Lines:
    """Texts after a title, numbered if there are several, wrapped to `room` points; later lines are indented below the first word."""
    measure = face("serif").measure
    lines: Lines = []
    for n, text in enumerate(texts):
        mark = (title if n == 0 else "　" * len(title)) + (f"{n + 1}. " if len(texts) > 1 else "")
        indent = measure(mark)
        broken = wrap(text, room / size - indent, face("serif").widths)
        blank = "　" * max(0, round(indent / measure("　")))
        lines += [((mark if k == 0 else blank) + line, 0.0) for k, (line, _) in enumerate(broken)]
    return lines


def texts(paper: PdfCanvas, lines: Lines, x: float, y: float) -> float:
    """Draw note lines below `y`; returns the y at which they end."""
    for text, _ in lines:
        y -= NOTE_LINE
        paper.text(x, y + 3, text, "serif", SMALL)
    return y


class Signatures:
    """The end of a form: notes and signers on the left, unit and date in an empty square for the seal on the right."""

    def __init__(self, table: Table, room: float) -> None:
        self.ret = table.ret
        self.room = room
        self.side = room - SEAL - 4 * MM
        share = self.side / len(SIGNERS)
        self.across = len(SIGNERS) if share >= 5.5 * SIZE + RULE else 2
        self.rows = -(-len(SIGNERS) // self.across)
        self.row_height = 11 * MM
        self.unit = balanced(self.ret.office_name or self.ret.unit_name, SEAL / SIZE, face("serif").widths)
        self.notes = note_lines(table.notes, "注：", self.side)

    @property
    def _left(self) -> float:
        """The height of notes and signers."""
        return len(self.notes) * NOTE_LINE + self.rows * self.row_height

    @property
    def height(self) -> float:
        """The height of the whole block."""
        return GAP + max(SEAL, self._left + GAP)

    def height_with(self, beside: int) -> float:
        """The height with `beside` lines below the signers."""
        return 2 * GAP + self._left + beside * NOTE_LINE

    def lines_below(self, room: float) -> int:
        """How many lines fit below the signers, beside the seal, if the block begins `room` points above the foot."""
        return max(0, int((room - 2 * GAP - self._left) / NOTE_LINE))

    def draw(self, paper: PdfCanvas, x: float, top: float, beside: Lines) -> None:
        """Draw the block below `top`, with the lines `beside` below the signers."""
        seal_top = top - GAP
        top = texts(paper, self.notes, x, seal_top)
        step = self.side / self.across
        for n, (label, key) in enumerate(SIGNERS):
            at = x + (n % self.across) * step
            y = top - (n // self.across) * self.row_height - 7 * MM
            self._signer(paper, at, y, step, label, self.ret.people.get(key, ""), signed=key != "phone")
        texts(paper, beside, x, top - self.rows * self.row_height - GAP)
        self._seal(paper, x + self.room - SEAL / 2, seal_top - SEAL / 2)

    def _signer(self, paper: PdfCanvas, x: float, y: float, step: float, label: str, name: str, *, signed: bool) -> None:
        paper.text(x, y, f"{label}：", "serif", SIZE)
        left = x + (len(label) + 1) * SIZE
        right = x + step - 2 * MM
        paper.rules([(left, y - 2, right, y - 2)])
        room = (right - left) / max(1.0, face("serif").measure(name))
        if signed:  # printed small below the line, the signature goes above it
            paper.set(left, y - 2 - SMALL, name, "serif", min(8.0, room), ink=0.25)
        else:
            paper.set(left + 2, y, name, "serif", min(SIZE, room))

    def _seal(self, paper: PdfCanvas, x: float, y: float) -> None:
        y += (len(self.unit) * SIZE * LEADING) / 2
        for text, width in self.unit:
            paper.text(x - width * SIZE / 2, y, text, "serif", SIZE)
            y -= SIZE * LEADING
        day = report_date(self.ret) or NO_DATE
        paper.set(x, y - 3, f"报出日期：{day}" if self.ret.at else day, "serif", SIZE, "center")
