"""One return with a large ledger on its way up: receiving its workbook beside plain openpyxl reading it, rolling up beside one plain sum.

    python tests/bench/upward_rows.py [rows]

Each part runs in a process of its own; seconds are its processor time, memory its peak. The ratios are what to look at.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.office.office import open_office  # noqa: E402
from db.packs.model import Form, Pack  # noqa: E402
from db.returns import check_code  # noqa: E402
from db.returns.model import Return  # noqa: E402
from db.rollup.why import explain  # noqa: E402
from db.values.cell import (  # noqa: E402
    EMPTY,
    Line,  # noqa: E402
    value,
)
from tests import upward  # noqa: E402

FILE, BOOK = "370200.taizhang", "return.xlsx"


def lines(form: Form, rows: int) -> Iterator[Line]:
    """What the district reports: few figures and a long ledger."""
    if form.fixed:
        for row in form.rows:
            typed = {"status": "推进中", "percent": 50, "progress": "铺设中。", "current": upward.values(0).get(row.code)}
            yield row.code, tuple(value(typed[one.id]) if typed.get(one.id) is not None else EMPTY for one in form.fields)
        return
    for n in range(rows):
        typed = {"name": f"某某街道第{n}小区", "homes": n % 900, "money": n / 4, "paid": n / 8, "share": 50.0, "phone": "13812345678"}
        yield f"r{n:010}", tuple(value(typed[one.id]) if n or one.id != "share" else EMPTY for one in form.fields)


def sample(pack: Pack, rows: int) -> Return:
    """A finalised return whose rows are made as they are asked for."""
    ret = Return(
        pack,
        upward.OCTOBER,
        "370202",
        "市南区",
        "市南区",
        1,
        {"preparer": "李敏"},
        lambda form: lines(form, rows),
        pack.version,
        "2026-11-01",
    )
    content = check_code.digest(check_code.header(ret.unit, pack, ret.period), [(form, ret.lines(form)) for form in pack.forms])
    full = check_code.versioned(content, 1)
    return Return(**(vars(ret) | {"check_code": check_code.code(full), "digest": full}))


def part(name: str, rows: int, folder: Path) -> None:
    """Run one part and print its seconds and megabytes."""
    known = upward.catalogue(folder / "resources")
    pack = known.pack("works")
    ledger = pack.form("lg-works")
    if name == "make":
        from desktop.exchange.book import workbook_writer

        upward.office(folder, known, upward.CITY).close()
        workbook_writer.write(sample(pack, rows), folder / BOOK)
    start = time.process_time()
    if name == "openpyxl":
        from openpyxl import load_workbook

        book = load_workbook(folder / BOOK, read_only=True)
        assert sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if row) > rows
    elif name == "receive":
        from desktop.exchange.intake.receive import receive

        with open_office(folder / FILE, known) as office:
            (verdict,) = receive(office, [folder / BOOK])
            assert verdict.received, verdict.reason
    elif name in ("sum", "rollup", "why"):
        from db.rollup.rollup import Rollup

        with open_office(folder / FILE, known, write=False) as office:
            if name == "sum":
                at = [one.id for one in ledger.fields].index("money")
                sql = f"SELECT sum(json_extract(cells, '$[{at}]')) FROM received_row WHERE form = ?"
                assert office.db.conn.execute(sql, [ledger.id]).fetchone()[0]
            else:
                with Rollup(office, pack, upward.OCTOBER) as made:
                    totals = made.totals(ledger)
                    assert totals
                    if name == "why":
                        assert explain(made, ledger, "合计", "money").sources
    print(json.dumps([time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> None:
    """Run all parts and print them beside each other."""
    if len(sys.argv) == 4:
        part(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        base = 0.0
        for name in ("make", "openpyxl", "receive", "sum", "rollup", "why"):
            out = subprocess.run([sys.executable, __file__, name, str(rows), folder], check=True, capture_output=True, text=True).stdout
            seconds, memory = json.loads(out.splitlines()[-1])
            if name in ("openpyxl", "sum"):
                base = seconds
            ratio = f"x{seconds / base:5.2f}" if base else ""
            print(f"{name:8} {rows:>9,} rows {seconds:7.2f} s  {ratio:6}  {memory:6.0f} MB")


if __name__ == "__main__":
    main()
