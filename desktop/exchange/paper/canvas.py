"""The pages of one PDF: text, rules and pages on reportlab's canvas, in points from the lower left corner.

Every page is compressed as soon as it is complete, so memory grows with the number of pages and not with their content. The
feet need the total number of pages, so they are form XObjects written at the end.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import IO, Any

from desktop.exchange.paper.fonts import FIRST, face, font

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
THIN, THICK = 0.5, 1.0
GREY = 0.45
REMEMBERED = 50_000  # encoded texts in the cache

Run = tuple[str, str]  # name of the font subset, its codes as a PDF string
Segment = tuple[float, float, float, float]


class PdfCanvas:
    """A PDF being written."""

    def __init__(self, file: IO[bytes], facts: dict[str, str], mark: str = "") -> None:
        from reportlab.pdfgen.canvas import Canvas

        font(FIRST)
        self._canvas: Any = Canvas(file, pagesize=A4, initialFontName=FIRST, invariant=1, pageCompression=0, lang="zh-CN")
        self._doc: Any = self._canvas._doc
        self._canvas.setTitle(facts.get("title", ""))
        self._canvas.setSubject(facts.get("subject", ""))
        self._canvas.setAuthor(facts.get("author", ""))
        self._canvas.setKeywords(facts.get("keywords", ""))
        self._canvas.setCreator("台账 Taizhang")
        self._mark = mark
        self._marks: set[str] = set()
        self._codes: dict[tuple[str, str], tuple[str, bytes] | None] = {}
        self._runs: dict[tuple[str, str], tuple[Run, ...]] = {}
        self._sizes: list[tuple[float, float]] = []
        self._text: list[str] = []
        self._drawn: list[str] = []
        self._font = self._ink = ""
        self.width, self.height = A4
        self.wide, self.tall = A4

    # --- pages

    @property
    def number(self) -> int:
        """The number of the current page, from 1."""
        return len(self._sizes)

    def turn(self, *, landscape: bool) -> None:
        """Begin a page."""
        self.width, self.height = (A4[1], A4[0]) if landscape else A4
        self._sizes.append((self.width, self.height))
        self._canvas.setPageSize((self.width, self.height))
        if self._mark:
            self._canvas.doForm(self._mark_form())

    def end(self) -> None:
        """Finish and compress the current page."""
        self._flush()
        self._canvas.doForm(f"foot-{self.number}")
        self._canvas.showPage()
        self._pack(self._doc.Pages.pages[-1])

    def close(self, foot: Callable[[int, int], None], shared: Callable[[], None]) -> None:
        """Write the feet and the file. `foot(page, pages)` draws the foot of one page, `shared` the form "shared" used by all pages."""
        self._form("shared", shared)
        for number, (width, height) in enumerate(self._sizes, 1):
            self.width, self.height = width, height
            self._form(f"foot-{number}", partial(foot, number, len(self._sizes)))
        self._canvas.save()

    def place_shared(self, x: float, y: float) -> None:
        """Draw the form "shared" with its origin at a point."""
        self._flush()
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.doForm("shared")
        self._canvas.restoreState()

    def _form(self, name: str, draw: Callable[[], None]) -> None:
        self._canvas.beginForm(name, 0, 0, self.width, self.height)
        self._font = self._ink = ""
        draw()
        self._flush()
        self._canvas.addLiteral(" ")  # reportlab puts its test picture into an empty form
        self._canvas.endForm()

    def _pack(self, page: Any) -> None:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFName, PDFStream

        stream = PDFStream(content=zlib.compress(page.stream.encode("latin-1"), 6))
        stream.dictionary["Filter"] = PDFArray([PDFName("FlateDecode")])
        page.Contents, page.stream = stream, None

    def _mark_form(self) -> str:
        """The name of the form with the large pale watermark, drawn once for each page orientation."""
        name = f"mark-{self.width:.0f}"
        if name not in self._marks:
            self._marks.add(name)
            size = 0.26 * min(self.width, self.height) * 1.2
            text = "　".join(self._mark)
            angle = math.atan2(self.height, self.width) * 0.8
            length = face("bold").measure(text) * size
            x = self.width / 2 - math.cos(angle) * length / 2 + math.sin(angle) * size * 0.36
            y = self.height / 2 - math.sin(angle) * length / 2 - math.cos(angle) * size * 0.36
            turn = f"{math.cos(angle):.4f} {math.sin(angle):.4f} {-math.sin(angle):.4f} {math.cos(angle):.4f} {x:.2f} {y:.2f} Tm"
            body = " ".join(f"{name} {size:.1f} Tf {codes} Tj" for name, codes in self.runs(text, "bold"))
            self._form(name, lambda: self._canvas.addLiteral(f"0.91 g BT {turn} {body} ET"))
            self._font = self._ink = ""
        return name

    # --- text

    def runs(self, text: str, kind: str) -> tuple[Run, ...]:
        """The text split into runs, each in a single font subset."""
        key = (kind, text)
        runs = self._runs.get(key)
        if runs is not None:
            return runs
        codes = self._codes
        parts: list[tuple[str, bytearray]] = []
        last = ""
        for char in text:
            place = (kind, char)
            run = codes[place] if place in codes else self._code(place)
            if run is None:
                continue
            if run[0] != last:
                last = run[0]
                parts.append((last, bytearray()))
            parts[-1][1].extend(run[1])
        runs = tuple((name, _string(part)) for name, part in parts)
        if len(self._runs) >= REMEMBERED:
            self._runs.clear()
        if len(text) < 40:
            self._runs[key] = runs
        return runs

    def _code(self, place: tuple[str, str]) -> tuple[str, bytes] | None:
        kind, char = place
        used, drawn = face(kind).glyph(char)
        run = None
        if used is not None:
            [(subset, codes)] = used.splitString(drawn, self._doc)
            run = (used.getSubsetInternalName(subset, self._doc), codes)
        self._codes[place] = run
        return run

    def text(self, x: float, y: float, text: str, kind: str, size: float, *, ink: float = 0.0) -> None:
        """Draw one line of text, starting at a point on the base line; `ink` from 0 black to 1 white."""
        add = self._text.append
        colour = f"{ink:.2f} g"
        if colour != self._ink:
            self._ink = colour
            add(colour)
        add(f"1 0 0 1 {x:.1f} {y:.1f} Tm")
        for name, codes in self.runs(text, kind):
            used = f"{name} {size:.1f} Tf"
            if used != self._font:
                self._font = used
                add(used)
            add(f"{codes} Tj")

    def set(self, x: float, y: float, text: str, kind: str, size: float, align: str = "left", *, ink: float = 0.0) -> None:
        """Draw one line of text aligned left, centred or right at a point."""
        if align != "left":
            width = face(kind).measure(text) * size
            x -= width if align == "right" else width / 2
        self.text(x, y, text, kind, size, ink=ink)

    # --- rules

    def rules(self, segments: Iterable[Segment], width: float = THIN) -> None:
        """Draw straight lines."""
        body = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for a, b, c, d in segments)
        if body:
            self._drawn.append(f"{width} w 0 G {body} S")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the outer frame of a table."""
        self._drawn.append(f"{THICK} w 0 G {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def squares(self, rows: Iterable[Iterable[tuple[float, float, float, float]]]) -> None:
        """Draw filled rectangles (x, y, width, height)."""
        body = " ".join(f"{x:.3f} {y:.3f} {w:.3f} {h:.3f} re" for row in rows for x, y, w, h in row)
        self._drawn.append(f"0 g {body} f")

    def _flush(self) -> None:
        if self._drawn:
            self._canvas.addLiteral("q " + "\n".join(self._drawn) + " Q")
        if self._text:
            self._canvas.addLiteral("BT " + "\n".join(self._text) + " ET")
        self._drawn, self._text = [], []
        self._font = self._ink = ""


def _string(codes: bytearray) -> str:
    """Codes as a PDF string: literal if all are ASCII, as digits are, else in hex."""
    if all(32 <= code < 127 and code not in b"()\\" for code in codes):
        return f"({codes.decode('ascii')})"
    return f"<{codes.hex()}>"
