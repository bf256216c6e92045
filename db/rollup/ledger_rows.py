"""The rows behind a ledger's total, page by page: a ledger may have a million rows.

A `LedgerPage` holds some of the values behind a total, and where the next ones begin.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.packs.additivity import TOTAL
from db.packs.model import Form
from db.received import store
from db.rollup.contributions import Source
from db.rollup.rollup import Rollup
from db.rollup.why import adjusting, source

LINES = 200
PagePosition = tuple[int, int]  # which part, and the number of its last row that was read


@dataclass(frozen=True)
class LedgerPage:
    """Values behind a total in their order; `after` is where the next page begins, None at the end."""

    sources: tuple[Source, ...]
    after: PagePosition | None = None


def page(made: Rollup, form: Form, field: str, after: PagePosition = (0, 0)) -> LedgerPage:
    """The next values of a ledger's column, unit after unit; the first page begins with the adjustments."""
    found = [] if after > (0, 0) else adjusting(made, form, TOTAL, field)
    column = [one.id for one in form.fields].index(field)
    first, last = after
    for n in range(first, len(made.parts)):
        part = made.parts[n]
        for line in store.rows_as(made.conn, part.received, form, part.pack, after=last if n == first else 0):
            if line.cells[column].value is not None:
                found.append(source(made, form, part, line, line.cells[column], field))
            if len(found) >= LINES:
                return LedgerPage(tuple(found), (n, line.n))
    return LedgerPage(tuple(found))
