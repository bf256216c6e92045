"""A return as PDF: every form is a section of A4 sheets that look like the printed form, with one page numbering.

The same return gives the same bytes. A draft has 草稿 across every sheet and neither check code nor QR code.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from db.atomic_file import replacing
from db.returns.model import Return
from db.returns.tables import Table, tables
from desktop.exchange.paper import nil_sheet
from desktop.exchange.paper.canvas import MM, PdfCanvas
from desktop.exchange.paper.cell_texts import CellTexts
from desktop.exchange.paper.fonts import face, invisible
from desktop.exchange.paper.sheet_head import margins
from desktop.exchange.paper.table_section import Section

Progress = Callable[[int, int], None]  # rows drawn, total rows (0: not known)
FOOT, CODE = 9.0, 11.0
QR = 15 * MM
QR_LONGEST = 210  # bytes, so that a module stays wider than a quarter of a millimetre
CONTROLS = 5  # control totals in the QR code, at most
DRAFT = "草稿"

_one_at_a_time = threading.Lock()  # loaded fonts have a file position, so they are not thread-safe


def write(ret: Return, path: Path, *, progress: Progress | None = None) -> None:
    """Write the return to `path`; an existing file is replaced once the new one is complete. Raises `Trouble`."""
    with replacing(path) as part, _one_at_a_time, part.open("wb") as file:
        _Pages(ret, PdfCanvas(file, facts(ret), "" if ret.version else DRAFT)).draw(progress)


def facts(ret: Return) -> dict[str, str]:
    """The metadata of the document: title, subject, author, keywords (check code and full digest)."""
    state = f"v{ret.version}" if ret.version else DRAFT
    return {
        "title": f"{ret.pack.title} {ret.when.title} {ret.unit_name} {'第' + str(ret.version) + '版' if ret.version else DRAFT}",
        "subject": f"programme={ret.programme} unit={ret.unit} period={ret.period} version={state} pack={ret.pack_version}",
        "author": ret.office_name or ret.unit_name,
        "keywords": f"校验码 {ret.check_code}, sha256:{ret.digest}" if ret.version else DRAFT,
    }


def qr_text(ret: Return, rows: int, sums: list[str]) -> str:
    """The text of the QR code: TZ1|unit|programme|period|version|code|rows|control totals."""
    text = "|".join(("TZ1", ret.unit, ret.programme, ret.period, str(ret.version), ret.check_code, str(rows), ""))
    for n, total in enumerate(sums[:CONTROLS]):
        longer = text + ("," if n else "") + total
        if len(longer.encode()) > QR_LONGEST:
            break
        text = longer
    return text


def control_totals(tables: tuple[Table, ...]) -> list[str]:
    """form.field=sum for each summed column, in order."""
    return [
        f"{table.form.id}.{id}={CellTexts(table).plain_total(id, number)}" for table in tables for id, number in (table.total or {}).items()
    ]


def missing(ret: Return) -> list[str]:
    """The characters of the return that no font has, each once, in order of appearance; they are printed as 〓."""
    missing_chars: dict[str, None] = {}
    known: set[str] = set()
    for text in _texts(ret):
        for char in dict.fromkeys(text) if not known.issuperset(text) else ():
            if char in known:
                continue
            known.add(char)
            if not invisible(char) and not char.isspace() and not face("serif").has(char):
                missing_chars[char] = None
    return list(missing_chars)


def _texts(ret: Return) -> Iterator[str]:
    """Yield every text that is printed."""
    yield from (ret.unit_name, ret.office_name, ret.nil, *ret.people.values(), *ret.pack.instructions)
    for table in tables(ret, on_paper=True):
        yield from (table.title, table.annex, table.measure_line, *table.block, *table.notes)
        yield from (part for column in table.columns for part in (column.title, column.group, column.field.unit))
        yield from (row.title for row in table.form.rows)
        writer = CellTexts(table)
        for row, cells in table.rows():
            yield from (writer.text(row, n, cell) for n, cell in enumerate(cells))


class _Pages:
    """Draws the sections and feet of one PDF."""

    def __init__(self, ret: Return, paper: PdfCanvas) -> None:
        self.ret, self.paper = ret, paper
        self.tables = tables(ret, on_paper=True)
        self.rows = 0

    def draw(self, progress: Progress | None) -> None:
        all_rows = sum(table.count for table in self.tables) if progress else 0
        for n, table in enumerate(self.tables):
            last = n == len(self.tables) - 1
            done = self.rows

            def tell(rows: int, done: int = done) -> None:
                if progress:
                    progress(done + rows, all_rows)

            self.rows += Section(self.paper, table, self.ret.pack.instructions if last else ()).draw(tell)
            tell(0, self.rows)
        if self.ret.nil:
            nil_sheet.draw(self.paper, self.ret)
        self.paper.close(self._foot, self._qr)

    def _foot(self, page: int, pages: int) -> None:
        """Draw the foot of one sheet: QR code, check code, version, pack on the left, the page number on the right."""
        paper, ret = self.paper, self.ret
        edge = margins(landscape=paper.width > paper.height)
        x, y = edge.left, 7 * MM
        right = paper.width - edge.right
        office_and_period = f"{ret.office_name or ret.unit_name}　{ret.when.title}"
        paper.set(right, y + 4 * MM, f"第 {page} 页 共 {pages} 页", "serif", FOOT, "right")
        if not ret.version:
            paper.text(x, y + 4 * MM, f"{DRAFT}，不作为报送依据　　{office_and_period}　　任务包 {ret.pack_version}", "serif", FOOT)
            return
        paper.place_shared(x, y)
        x += QR + 3 * MM
        code = f"校验码 {ret.check_code}"
        paper.text(x, y + 9 * MM, code, "sans", CODE)
        after = x + face("sans").measure(code) * CODE + 4 * MM
        paper.text(after, y + 9 * MM, f"版本 {ret.version}　　任务包 {ret.pack_version}", "serif", FOOT)
        paper.text(x, y + 4 * MM, office_and_period, "serif", FOOT)

    def _qr(self) -> None:
        """Draw the QR code as filled squares, once for all sheets; the light border is the blank paper."""
        if not self.ret.version:
            return
        import segno

        code = segno.make(qr_text(self.ret, self.rows, control_totals(self.tables)), error="l", micro=False)
        matrix = [bytes(row) for row in code.matrix]
        side = QR / len(matrix)
        self.paper.squares(_bars(row, QR - (n + 1) * side, side) for n, row in enumerate(matrix))


def _bars(row: bytes, y: float, side: float) -> Iterator[tuple[float, float, float, float]]:
    """The dark modules of a row; neighbours are joined into one bar so that no hairline shows between them."""
    start = None
    for n, dark in enumerate((*row, 0)):
        if dark and start is None:
            start = n
        elif not dark and start is not None:
            yield (start * side, y, (n - start) * side, side * 1.01)
            start = None
