"""What a paper, a workbook, an office file or a typed check code states of a return, in one shape so that they can be compared.

A `Statement` is what a single source says.
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
from db.values.kinds import kind_of
from desktop.exchange.book.filled import Filled
from desktop.exchange.verify.frozen_rows import FrozenRows
from desktop.exchange.verify.qr_scan import PrintedCode, Scan

SHOWN = 6  # pages named


@dataclass(frozen=True)
class Statement:
    """`where` is paper, workbook, office or typed; what the source does not state is "", 0 or None.

    `totals` is form.field -> sum, `titles` what these columns are called. `as_printed` says that the totals are those that a paper prints,
    `partial` that they are only the first of them.
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
    as_printed: bool = False
    partial: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the JSON document of the command line; what is not stated is null."""
        names = ("where", "name", "unit", "programme", "period", "version", "check_code")
        return {**{key: getattr(self, key) or None for key in names}, "rows": self.rows,
                "totals": {key: f"{number:f}" for key, number in self.totals.items()}}  # fmt: skip


def of_scan(scan: Scan) -> list[Statement]:
    """The statements of the QR codes of a scan, one for each return."""
    return [_of_printed(scan.file if len(scan.printed) == 1 else _on_pages(scan.file, printed.pages), printed) for printed in scan.printed]


def _of_printed(name: str, printed: PrintedCode) -> Statement:
    facts = (printed.check_code, printed.unit, "", printed.programme, printed.period, printed.version, printed.rows, printed.totals)
    return Statement("paper", name, *facts, as_printed=True, partial=True)


def _on_pages(file: str, pages: Sequence[int]) -> Sentence:
    named = tuple(pages[:SHOWN])
    if len(pages) > SHOWN:
        return Sentence("{file} 第 {pages} 等 页", file=file, pages=named)
    return Sentence("{file} 第 {pages} 页", file=file, pages=named)


def of_workbook(filled: Filled, held: FrozenRows, check_code: str, known: Catalogue) -> Statement:
    """The statement of a finalised workbook by its rows; `check_code` is the one it shows."""
    totals: dict[str, Decimal] = {}
    titles: dict[str, str] = {}
    for form in held.pack.forms:
        for n, form_field in enumerate(form.fields):
            titles[f"{form.id}.{form_field.id}"] = f"{form.title} {form_field.title}"
            values = [cells[n].value for _, cells in held.lines[form.id]] if kind_of(form_field).quantity else []
            numbers = [value for value in values if isinstance(value, int | float)]
            if numbers and all(map(math.isfinite, numbers)):
                totals[f"{form.id}.{form_field.id}"] = total(numbers)
    rows = _rows(held, known.packs.get(filled.programme))
    facts = (filled.unit, filled.unit_name, filled.programme, filled.period, filled.version, rows, totals, titles)
    return Statement("workbook", filled.file, check_code, *facts)


def of_return(name: str, ret: Return) -> Statement:
    """The statement of a frozen return in the office file, with the totals printed on its paper."""
    printed_tables = tables(ret, on_paper=True)
    totals = {f"{table.form.id}.{id}": exact(number) for table in printed_tables for id, number in (table.total or {}).items()}
    titles = {
        f"{form.id}.{form_field.id}": _title(form, form_field.title, form_field.unit)
        for form in ret.pack.forms
        for form_field in form.fields
    }
    facts = (ret.unit, ret.unit_name, ret.programme, ret.period, ret.version, sum(table.count for table in printed_tables), totals, titles)
    return Statement("office", name, ret.check_code, *facts, as_printed=True)


def _title(form: Form, field: str, unit: str) -> str:
    return f"{form.title} {field}" + (f"（{unit}）" if unit and unit != "row" else "")


def _rows(held: FrozenRows, pack: Pack | None) -> int | None:
    """How many rows the paper of a workbook counts: all but headings; None if the headings are not known."""
    count = 0
    for form in held.pack.forms:
        lines = held.lines[form.id]
        known = next((other for other in pack.forms if other.id == form.id), None) if pack else None
        if known is None or known.fixed and any(known.row(row) is None for row, _ in lines):
            return None
        count += sum(not _heading(known, line) for line in lines)
    return count


def _heading(form: Form, line: Line) -> bool:
    row = form.row(line[0]) if form.fixed else None
    return row is not None and row.heading
