"""How long writing, reading and checking a workbook of many rows takes, beside plain openpyxl writing the same cells.

    python tests/bench/workbook_rows.py [rows]

Each part runs in a process of its own; seconds are its processor time, memory its peak.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from db.packs import catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import parse
from db.returns import check_code
from db.returns.model import Return
from db.values.cell import Cell, Line, value

LEDGER = "lg-craftsman"


def sample(rows: int, version: int) -> Return:
    """A return of one ledger whose rows are made as they are asked for."""
    found = catalogue.load()
    ledger = replace(found.ledgers[LEDGER], fields=found.ledgers[LEDGER].fields[:12])
    pack = Pack("bench", "测试", "1", "month", (ledger,))
    kinds = {
        "integer": 12,
        "number": 2345.67,
        "percent": 87.5,
        "date": "2026-10-31",
        "citizen_id": "11010519491231002X",
        "phone": "13812345678",
    }

    def source(form: Form) -> Iterator[Line]:
        for n in range(rows):
            yield (
                f"r{n:010}",
                tuple(_cell(one.choices[0] if one.choices else kinds.get(one.kind, "市南区某某街道办事处"), n) for one in form.fields),
            )

    people = {"preparer": "李敏"}
    ret = Return(pack, parse("2026-10"), "370202", "市南区", "市南区", version, people, source, "1", "2026-11-01")
    if not version:
        return ret
    content = check_code.digest(check_code.header(ret.unit, pack, ret.period), [(ledger, ret.lines(ledger))])
    full = check_code.versioned(content, version)
    return replace(ret, check_code=check_code.code(full), digest=full)


def _cell(one: object, n: int) -> Cell:
    return value(one + n if isinstance(one, int | float) else f"{one}{n}" if one == "市南区某某街道办事处" else one)  # type: ignore[arg-type]


def plain(ret: Return, path: Path) -> None:
    """The same cells, nothing else."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("x")
    for row, cells in ret.lines(ret.pack.forms[0]):
        sheet.append([row, *(one.value for one in cells)])
    book.save(path)


def part(name: str, rows: int, folder: Path) -> None:
    """Run one part and print its seconds and megabytes."""
    from desktop.exchange.book import workbook_writer
    from desktop.exchange.reading import workbook_reader
    from desktop.exchange.verify.check_code import verify

    ret = sample(rows, 1 if name in ("final", "verify") else 0) if name in ("plain", "draft", "final") else None
    start = time.process_time()
    if name == "plain" and ret:
        plain(ret, folder / "plain.xlsx")
    elif name in ("draft", "final") and ret:
        workbook_writer.write(ret, folder / f"{name}.xlsx")
    elif name == "read":
        assert len(workbook_reader.read(folder / "draft.xlsx").forms[LEDGER]) == rows
    elif name == "verify":
        verdict = verify(folder / "final.xlsx")
        assert verdict.match, verdict.sentence
    print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Run all parts and print them beside each other."""
    if len(sys.argv) == 4:
        part(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        base = 0.0
        for name in ("plain", "draft", "final", "read", "verify"):
            out = subprocess.run([sys.executable, __file__, name, str(rows), folder], check=True, capture_output=True, text=True).stdout
            seconds, memory = json.loads(out.splitlines()[-1])
            base = base or seconds
            print(f"{name:8} {rows:>9,} rows {seconds:7.2f} s  x{seconds / base:4.2f}  {memory:6.0f} MB")


if __name__ == "__main__":
    main()
