"""Large acts on the page 填报: how long the window is away at most, beside the same cells stored by plain sqlite3 executemany.

    python tests/bench/large_acts.py [cells]

Pastes, takes back, does again, and reads a workbook in: many columns of few rows, one column of many rows, and the largest fixed form.
The first showing of the page stands beside the first showing of a plain table. The ratios are what to look at.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QMimeData, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QStackedWidget, QTableWidget  # noqa: E402

from db.office import office  # noqa: E402
from db.office.writing import Edit  # noqa: E402
from db.packs import catalogue  # noqa: E402
from db.packs.model import Form  # noqa: E402
from db.periods import report_period  # noqa: E402
from db.values.cell import value  # noqa: E402
from desktop import app  # noqa: E402
from desktop.entry.page import EntryPage  # noqa: E402
from desktop.shell.window import Window  # noqa: E402
from desktop.work import tasks  # noqa: E402
from desktop.work.session import Session  # noqa: E402
from tests.many_rows import load_rows  # noqa: E402

CELLS, COLUMNS = 2_000, 10
LEDGER, PACKS = "lg-old-community", ("urban-renewal-3yr", "green-hq-action")
FIRST = "fund_central"  # ten amounts stand side by side from here
SAMPLES = {"integer": 5, "number": 5, "percent": 5, "date": "2026-10-01"}


class Away:
    """The most work of the window's thread between two beats of its own clock: what others take of the machine is not its fault."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self._last = self._now()
        self.longest = (0.0, 0.0)

    def _now(self) -> tuple[float, float]:
        return time.thread_time(), time.perf_counter()

    def _beat(self) -> None:
        now = self._now()
        self.longest, self._last = max(self.longest, (now[0] - self._last[0], now[1] - self._last[1])), now

    def of(self, act: Callable[[], object], over: Callable[[], bool]) -> tuple[float, float]:
        """Milliseconds of work in one go, and how long that took, until it is over and has been drawn."""
        wait(lambda: False, 0.3)
        self._last, self.longest = self._now(), (0.0, 0.0)
        act()
        wait(over)
        wait(lambda: False, 0.3)
        return self.longest[0] * 1000, self.longest[1] * 1000


def wait(over: Callable[[], bool], seconds: float = 120) -> None:
    """Let the window work."""
    end = time.perf_counter() + seconds
    while not over() and time.perf_counter() < end:
        QApplication.processEvents()


def yardstick(folder: Path, cells: int) -> float:
    """Milliseconds of plain sqlite3 for as many cells in a table of their own, committed as office files are."""
    conn = sqlite3.connect(folder / "plain.db", isolation_level=None)
    conn.execute("PRAGMA journal_mode=WAL")
    conn.execute("PRAGMA synchronous=FULL")
    conn.execute("CREATE TABLE IF NOT EXISTS cell (id INTEGER PRIMARY KEY, form, period, row, field, value)")
    lines = [("form", "2026-10", f"r{n:016}", FIRST, float(n)) for n in range(cells)]
    start = time.thread_time()
    conn.execute("BEGIN")
    conn.executemany("INSERT INTO cell (form, period, row, field, value) VALUES (?, ?, ?, ?, ?)", lines)
    conn.execute("COMMIT")
    spent = time.thread_time() - start
    conn.close()
    return spent * 1000


def plain_table() -> float:
    """Milliseconds of the first showing of a plain table with as many cells as the page shows."""
    stack = QStackedWidget()
    stack.resize(1366, 768)
    stack.show()
    QApplication.processEvents()
    start = time.thread_time()
    stack.addWidget(QTableWidget(26, 11))
    QApplication.processEvents()
    return (time.thread_time() - start) * 1000


def paste(page: EntryPage, row: int, field: str, rows: Sequence[Sequence[object]]) -> None:
    """The table on the clipboard to a cell."""
    mime = QMimeData()
    mime.setText("\n".join("\t".join(map(str, one)) for one in rows))
    QApplication.clipboard().setMimeData(mime)
    place = page.model.place(row, field)  # type: ignore[union-attr]
    page.grid.go(place.row(), place.column())
    page.commands.paste()


def whole_form(form: Form) -> list[Edit]:
    """Every cell of a fixed form."""
    return [
        Edit(
            form,
            report_period.parse("2026-10"),
            row.code,
            one.id,
            value(one.choices[0] if one.choices else SAMPLES.get(one.kind, "已推进")),
        )
        for row in form.rows
        for one in form.fields
        if form.typed(one, row.code)
    ]


def workbook(session: Session, folder: Path, cells: int) -> Path:
    """The blank workbook of the period, filled."""
    from desktop.exchange.book.workbook_writer import write_blank
    from tests.desktop.exchange.intake.test_draft_import import Typist

    file = folder / "filled.xlsx"
    write_blank(session.office, session.pack, session.period, file)
    typist = Typist(file)
    form = session.pack.form(LEDGER)  # type: ignore[union-attr]
    for n in range(cells // COLUMNS):
        typist.type(LEDGER, n, **{one: n + 2 for one in amounts(form)})
    return typist.save()


def amounts(form: Form) -> list[str]:
    """The ten neighbours."""
    names = [one.id for one in form.fields]
    return names[names.index(FIRST) : names.index(FIRST) + COLUMNS]


def measure(folder: Path, cells: int) -> None:
    """An office with a ledger of as many rows, its window, and one act after the other."""
    with office.create(folder / "bench.taizhang", catalogue.load(), "370202", PACKS, who="李敏") as opened:
        form = opened.packs[0].form(LEDGER)
        load_rows(opened, form, report_period.parse("2026-09"), ({"community": value(f"第{n}小区")} for n in range(cells)))
        session = Session(opened)
        session.look_at(opened.packs[0], report_period.parse("2026-10"))
        window = Window(session)
        window.resize(1366, 768)
        window.go("inbox")
        window.show()
        away = Away()
        wait(lambda: False, 1)

        def report(name: str, act: Callable[[], object], beside: float) -> None:
            work, took = away.of(act, lambda: "entry" in window._shown and page().settled() and page().isEnabled())
            print(f"{name:34}{work:>8.0f}{took:>8.0f} ms{work / beside:>8.1f}x", flush=True)

        def page() -> EntryPage:
            found = window.page_of("entry")
            assert isinstance(found, EntryPage)
            return found

        def around(name: str, act: Callable[[], object]) -> None:
            plain = yardstick(folder, cells)
            report(name, act, plain)
            report("  taken back", page().commands.undo, plain)
            report("  done again", page().commands.redo, plain)

        report("first showing", lambda: window.go("entry"), plain_table())
        page().show_form(LEDGER)
        few = cells // COLUMNS
        around(f"{few} rows of {COLUMNS}", lambda: paste(page(), 0, FIRST, [[n] * COLUMNS for n in range(few)]))
        around(f"{cells} rows of one", lambda: paste(page(), 0, FIRST, [[n + 1] for n in range(cells)]))
        around(f"{few} new rows of {COLUMNS}", lambda: paste(page(), cells, FIRST, [[n] * COLUMNS for n in range(few)]))
        around(f"{cells} new rows of one", lambda: paste(page(), cells + few, "community", [[f"新{n}"] for n in range(cells)]))
        book = workbook(session, folder, cells)
        around("a workbook", lambda: page().workbook_import.take(book))
        session.look_at(opened.packs[1])
        page().show_form("tasks")
        edits = whole_form(page().model.form)  # type: ignore[union-attr]
        around(f"a fixed form ({len(edits)} cells)", lambda: page().session.save(edits, "粘贴"))
        QApplication.clipboard().clear()  # what Python put there must not outlive it
        window.close()
        tasks.settle()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Measure and print."""
    cells = int(sys.argv[1]) if len(sys.argv) == 2 else CELLS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAIZHANG_SETTINGS"] = f"{folder}/bench.ini"
        found = QApplication([])
        app.dress(found)
        print(f"{cells:,} cells: the most work of the window in one go, how long it took, how many times plain executemany (a plain table)")
        measure(Path(folder), cells)


if __name__ == "__main__":
    main()
