"""Pages a second and peak memory of a long ledger's paper, against a plain reportlab canvas that draws the same strings.

Run: python tests/bench/pdf_rows.py [rows]. Each side runs in a process of its own, because peak memory never falls.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from db.packs.model import Form, Pack
from db.periods import report_period
from db.returns.model import Return
from db.values.cell import Cell, value
from db.values.field import Field

KINDS = ("text", "text", "year", "integer", "integer", "number", "number", "number", "percent", "date", "yesno", "text")
FIELDS = tuple(
    Field(f"f{n}", f"第{n}栏", kind=kind, decimals=2 if kind in ("number", "percent") else None, key=n == 0, width=8, total=n in (3, 5))
    for n, kind in enumerate(KINDS)
)
FORM = Form("lg-long", "lg-long", "ledger", "老旧小区改造台账", "lg_long", FIELDS)
PLAIN_ROWS = 36  # on a page of the plain canvas


def rows(count: int) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The same rows every time."""
    chance = random.Random(7)
    places, states = ("浮山所", "金口路", "湛山", "八大湖", "仰口"), ("完成", "施工中", "方案公示中")
    for n in range(count):
        money = chance.random() * 5000
        area, rate = chance.random() * 20, chance.random() * 100
        found = (f"{chance.choice(places)}小区{n}", "八大关街道", 1980 + n % 25, chance.randint(1, 30), chance.randint(30, 2500),
                 money, money * 0.6, area, rate, "2026-03", chance.choice("是否"), chance.choice(states))  # fmt: skip
        yield f"r{n}", tuple(map(value, found))


def ours(count: int, path: Path) -> None:
    """The paper as the program writes it."""
    from desktop.exchange.paper import pdf_writer

    pack = Pack("bench", "台账", "1", "month", (FORM,))
    ret = Return(pack, report_period.parse("2026-10"), "370202", "市南区", "市南区", 1, {}, lambda form: rows(count), "1",
                 "2026-11-05", "", (), "A7K2-9QMD-4", "ab" * 32)  # fmt: skip
    pdf_writer.write(ret, path)


def plain(count: int, path: Path) -> None:
    """The same strings with drawString and grid, nothing measured."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from db.values.kinds import show
    from resources import path as resource

    pdfmetrics.registerFont(TTFont("serif", str(resource("fonts/NotoSerifSC-Regular.ttf"))))
    canvas = Canvas(str(path), pagesize=(842, 595), initialFontName="serif")
    edges = [40 + n * 64 for n in range(len(FIELDS) + 1)]
    for n, (_, cells) in enumerate(rows(count)):
        line = n % PLAIN_ROWS
        if n and line == 0:
            canvas.showPage()
        if line == 0:
            canvas.setFont("serif", 8)
            canvas.grid(edges, [40 + k * 14 for k in range(PLAIN_ROWS + 1)])
        for k, cell in enumerate(cells):
            canvas.drawString(edges[k] + 2, 44 + (PLAIN_ROWS - 1 - line) * 14, show(cell, FIELDS[k]))
    canvas.save()


def measure(side: str, count: int) -> dict[str, float]:
    """Seconds, pages, MB of memory and of file of one side."""
    import resource as usage

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.pdf"
        start = time.perf_counter()
        {"ours": ours, "plain": plain}[side](count, path)
        seconds = time.perf_counter() - start
        content = path.read_bytes()
    pages = content.count(b"/Type /Page\n") or content.count(b"/Type /Page ")
    return {"seconds": seconds, "pages": pages, "memory": usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024, "file": len(content) / 1e6}


def main() -> None:
    """Measure both sides and print the ratios."""
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[1]))))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    found = {}
    for side in ("plain", "ours"):
        answer = subprocess.run([sys.executable, __file__, str(count), side], capture_output=True, text=True, check=True)
        found[side] = one = json.loads(answer.stdout)
        speed = one["pages"] / one["seconds"]
        print(f"{side:6} {one['seconds']:7.2f} s {speed:7.0f} pages/s {one['memory']:7.0f} MB {one['file']:7.1f} MB file")
    for name in ("seconds", "memory", "file"):
        print(f"ours / plain, {name}: {found['ours'][name] / found['plain'][name]:.2f}")


if __name__ == "__main__":
    main()
