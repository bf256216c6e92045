"""Our ledger model against QSqlTableModel on one file of 1,120,000 rows: times to first rows, to the end, to search and sort, and memory.

    python tests/bench/ledger_model.py [rows]

Each side runs in a process of its own, offscreen; the ratios are what to look at, the machine's speed is not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = 1_120_000
LEDGER, PACK = "lg-skilled", "employment-talent"
SPREAD = 1_000_003  # names repeat a little
STEPS = ("first", "end", "search", "sort", "rss")


def build(folder: Path, rows: int) -> Path:
    """An office file with one large ledger."""
    from db.office import office
    from db.packs import catalogue
    from db.periods import report_period
    from db.values.cell import value
    from tests.many_rows import load_rows

    known = catalogue.load()
    file = folder / "bench.taizhang"
    with office.create(file, known, "370202", [PACK], who="李敏") as opened:
        form = opened.packs[0].form(LEDGER)
        typed = [one for one in form.stored if one.kind in ("text", "integer", "number", "choice")][:12]

        def lines() -> Iterator[dict[str, object]]:
            for n in range(rows):
                yield {one.id: value(_sample(one, n)) for one in typed}

        load_rows(opened, form, report_period.parse("2026-10"), lines())
    return file


def _sample(field: object, n: int) -> object:
    kind, choices = field.kind, field.choices  # type: ignore[attr-defined]
    if kind == "choice":
        return choices[n % len(choices)]
    if kind == "integer":
        return n % 97
    if kind == "number":
        return (n * 7919 % 100_000) / 100
    return f"{'王李张刘陈'[n % 5]}{'䶮明芳伟'[n % 4]}{n * 31 % SPREAD}"


class Clock:
    """Names of steps and their milliseconds."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}

    def __call__(self, name: str, act: Callable[[], object]) -> None:
        start = time.perf_counter()
        act()
        self.found[name] = (time.perf_counter() - start) * 1000


def ours(file: Path) -> dict[str, float]:
    """LedgerModel in our grid."""
    from PySide6.QtWidgets import QApplication

    from db.office import office
    from db.packs import catalogue
    from db.periods import report_period
    from desktop.entry.grid.grid import Grid
    from desktop.entry.models.face import RowFilter
    from desktop.entry.models.ledger import LedgerModel
    from desktop.widgets import look
    from desktop.work.session import Session

    app = QApplication([])
    look.load_fonts()
    opened = office.open_office(file, catalogue.load(), write=False)
    session = Session(opened)
    session.look_at(opened.packs[0], report_period.parse("2026-10"))
    form = session.pack.form(LEDGER)  # type: ignore[union-attr]
    grid = Grid(session)
    grid.resize(1000, 600)
    model = LedgerModel(session, form)
    clock = Clock()

    def first() -> None:
        grid.use(model)
        model.reload()
        grid.show()
        grid.grab()

    def settle() -> None:
        while model.busy:
            app.processEvents()
        grid.scrollToBottom()
        grid.grab()

    def choose(choice: RowFilter) -> None:
        model.choose(choice)
        settle()

    clock("first", first)
    clock("end", settle)
    name = next(one.id for one in form.fields if one.kind == "text")
    clock("search", lambda: choose(RowFilter(search="王䶮12")))
    clock("sort", lambda: choose(RowFilter(order=((name, True),))))
    return clock.found | {"rss": _rss(), "rows": model.rowCount()}


def theirs(file: Path) -> dict[str, float]:
    """QSqlTableModel in a plain table view."""
    from PySide6.QtSql import QSqlDatabase, QSqlTableModel
    from PySide6.QtWidgets import QApplication, QTableView

    app = QApplication([])
    db = QSqlDatabase.addDatabase("QSQLITE")
    db.setDatabaseName(str(file))
    db.open()
    table = f"{LEDGER.replace('-', '_')}_rows"
    model = QSqlTableModel(db=db)
    view = QTableView()
    view.resize(1000, 600)
    clock = Clock()

    def first() -> None:
        model.setTable(table)
        model.select()
        view.setModel(model)
        view.show()
        view.grab()

    def end() -> None:
        while model.canFetchMore():
            model.fetchMore()
            app.processEvents()
        view.scrollToBottom()
        view.grab()

    def search() -> None:
        names = [model.record().fieldName(n) for n in range(6, model.columnCount())]
        model.setFilter(" OR ".join(f"instr({name}, '王䶮12') > 0" for name in names))
        end()

    def sort() -> None:
        from PySide6.QtCore import Qt

        model.setFilter("")
        model.setSort(6, Qt.SortOrder.DescendingOrder)
        model.select()
        end()

    clock("first", first)
    clock("end", end)
    clock("search", search)
    clock("sort", sort)
    return clock.found | {"rss": _rss(), "rows": model.rowCount()}


def _rss() -> float:
    """The most memory this process ever held, MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(side: str, file: Path) -> dict[str, float]:
    """Run one side in a process of its own."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "TAIZHANG_SETTINGS": str(file.parent / "bench.ini"),
    }
    answer = subprocess.run(
        [sys.executable, __file__, side, str(file)], capture_output=True, text=True, env=environment, check=True, timeout=900
    )
    return json.loads(answer.stdout.splitlines()[-1])


def main() -> None:
    """Build, measure both, print the ratios."""
    if len(sys.argv) == 3:
        print(json.dumps({"ours": ours, "theirs": theirs}[sys.argv[1]](Path(sys.argv[2]))))
        return
    rows = int(sys.argv[1]) if len(sys.argv) == 2 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = build(Path(folder), rows)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB")
        found = {side: alone(side, file) for side in ("ours", "theirs")}
    print(f"{'':10}{'ours':>12}{'QSqlTable':>12}{'ratio':>10}")
    for step in STEPS:
        a, b = found["ours"][step], found["theirs"][step]
        print(f"{step:10}{a:>12,.0f}{b:>12,.0f}{b / a if a else 0:>9.1f}x" + ("  MB" if step == "rss" else "  ms"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
