"""Search everywhere in a ledger of 1,120,000 rows beside one plain LIKE over the same table, and the titles of the whole catalogue.

    python tests/bench/search_rows.py [rows]

Both read the same file in turn; the ratios are what to look at, the machine's speed is not.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = 1_120_000
TURNS = 3
WORDS = {"nothing": "没有这个人", "rare": "王䶮12", "frequent": "王", "two words": "王䶮 77", "letters": "wy12"}


def best(act: Callable[[], object]) -> float:
    """The shortest of a few turns, ms."""
    found = []
    for _ in range(TURNS):
        start = time.perf_counter()
        act()
        found.append((time.perf_counter() - start) * 1000)
    return min(found)


def measure(file: Path) -> None:
    """Print both sides of every word."""
    from db.office import office
    from db.packs import catalogue
    from db.periods import report_period
    from db.search import search

    with office.open_office(file, catalogue.load(), write=False) as opened:
        pack, period = opened.packs[0], report_period.parse("2026-10")
        form = max(pack.forms, key=lambda one: opened.count(one, period))
        name, conn = form.names[0], opened.reading()
        sql = f"SELECT row, {name} FROM {form.table}_rows WHERE {name} LIKE ?"
        print(f"{'':12}{'ours':>10}{'LIKE':>10}{'ratio':>8}{'rows':>8}")
        for what, text in WORDS.items():
            ours = best(lambda text=text: search.rows(conn, [pack], period, text))
            plain = best(lambda text=text: conn.execute(sql, [f"%{text}%"]).fetchall())
            print(f"{what:12}{ours:>10,.0f}{plain:>10,.0f}{ours / plain:>7.2f}x{len(search.rows(conn, [pack], period, text)):>8}")
        start = time.perf_counter()
        index = search.TitleIndex(opened.catalogue, [pack.id])
        print(f"titles: {(time.perf_counter() - start) * 1000:,.0f} ms to make the index", end="")
        print(f", {max(best(lambda text=text: index.find(text)) for text in ('ljxq', '老旧 台账', 'g')):,.1f} ms to ask it")
        conn.close()


def main() -> None:
    """Build, measure both, print the ratios."""
    from tests.bench.ledger_model import build

    rows = int(sys.argv[1]) if len(sys.argv) == 2 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        file = build(Path(folder), rows)
        print(f"{rows:,} rows, {file.stat().st_size / 1e6:.0f} MB")
        measure(file)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
