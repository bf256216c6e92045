"""What a paper, a workbook, an office file or a typed check code says of one return, each put so that they can be held side by side.

`Statement` is what one of them says, before anybody knows whether the others say the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from db.messages import Sentence
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.returns.model import Return
from db.returns.tables import tables
from db.values.cell import Line
from db.values.exact import exact, total
from desktop.exchange.book.filled import Filled
from desktop.exchange.verify.frozen_rows import FrozenRows
from desktop.exchange.verify.qr_scan import PrintedCode, Scan

NUMBERS = ("integer", "number", "percent")
SHOWN = 6  # pages named


@dataclass(frozen=True)
class Statement:
    """`where` is paper, workbook, office or typed; what it does not say is "", 0 or None.

    `totals` is form.field -> sum, `titles` what these columns are called. `own` says that the totals are those that a paper prints,
    `some` that they are only the first of them.
    """

    where: str
    name: str
    check_code: str
    unit: str = ""
    unit_name: str = ""
    programme: str = ""
    period: str = ""
    version: int = 0
    rows: int | None = None
    totals: Mapping[str, Decimal] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    own: bool = False
    some: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the document of the command line; what it does not say is null."""
        names = ("where", "name", "unit", "programme", "period", "version", "check_code")
        return {**{one: getattr(self, one) or None for one in names}, "rows": self.rows,
                "totals": {key: f"{number:f}" for key, number in self.totals.items()}}  # fmt: skip


def of_scan(scan: Scan) -> list[Statement]:
    """What the QR codes of a scan say, each different return on its own."""
    return [_of_printed(scan.file if len(scan.printed) == 1 else _on_pages(scan.file, one.pages), one) for one in scan.printed]


def _of_printed(name: str, one: PrintedCode) -> Statement:
    facts = (one.check_code, one.unit, "", one.programme, one.period, one.version, one.rows, one.totals)
    return Statement("paper", name, *facts, own=True, some=True)


def _on_pages(file: str, pages: Sequence[int]) -> Sentence:
    named = tuple(pages[:SHOWN])
    if len(pages) > SHOWN:
        return Sentence("{file} 第 {pages} 等 页", file=file, pages=named)
    return Sentence("{file} 第 {pages} 页", file=file, pages=named)


def of_workbook(filled: Filled, held: FrozenRows, check_code: str, known: Catalogue) -> Statement:
    """What a finalised workbook of ours says by its rows; `check_code` is the one it shows."""
    totals: dict[str, Decimal] = {}
    titles: dict[str, str] = {}
    for form in held.pack.forms:
        for n, one in enumerate(form.fields):
            titles[f"{form.id}.{one.id}"] = f"{form.title} {one.title}"
            values = [cells[n].value for _, cells in held.lines[form.id]] if one.kind in NUMBERS else []
            numbers = [value for value in values if isinstance(value, int | float)]
            if numbers and all(map(math.isfinite, numbers)):
                totals[f"{form.id}.{one.id}"] = total(numbers)
    rows = _rows(held, known.packs.get(filled.programme))
    facts = (filled.unit, filled.unit_name, filled.programme, filled.period, filled.version, rows, totals, titles)
    return Statement("workbook", filled.file, check_code, *facts)


def of_return(name: str, ret: Return) -> Statement:
    """What a frozen return of the office file says, with the totals that its paper prints."""
    found = tables(ret, on_paper=True)
    totals = {f"{one.form.id}.{id}": exact(number) for one in found for id, number in (one.total or {}).items()}
    titles = {f"{form.id}.{one.id}": _title(form, one.title, one.unit) for form in ret.pack.forms for one in form.fields}
    facts = (ret.unit, ret.unit_name, ret.programme, ret.period, ret.version, sum(one.count for one in found), totals, titles)
    return Statement("office", name, ret.check_code, *facts, own=True)


def _title(form: Form, field: str, unit: str) -> str:
    return f"{form.title} {field}" + (f"（{unit}）" if unit and unit != "row" else "")


def _rows(held: FrozenRows, pack: Pack | None) -> int | None:
    """How many rows the paper of a workbook counts: all but headings; None where nobody knows which rows are headings."""
    count = 0
    for form in held.pack.forms:
        lines = held.lines[form.id]
        known = next((one for one in pack.forms if one.id == form.id), None) if pack else None
        if known is None or known.fixed and any(known.row(row) is None for row, _ in lines):
            return None
        count += sum(not _heading(known, line) for line in lines)
    return count


def _heading(form: Form, line: Line) -> bool:
    row = form.row(line[0]) if form.fixed else None
    return row is not None and row.heading
