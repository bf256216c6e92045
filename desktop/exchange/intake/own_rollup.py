"""Whether a workbook is the office's own roll-up: its figures are those of the units below and never typed ones of the office itself."""

from __future__ import annotations

from typing import Any

from db.office.office import Office
from db.packs.model import Pack
from db.periods.report_period import Period
from db.returns import versions
from db.rollup.as_return import row_marks
from desktop.exchange.book.filled import Filled

ARRIVED = "已汇 "  # how the note begins that a roll-up has under every form: who came


def is_own_rollup(office: Office, conn: Any, pack: Pack, period: Period, filled: Filled) -> bool:
    """It says so itself; those of version 0.1.0 do not and are known by their reason, check code, notes, or the rows of the units below."""
    if filled.rolled_up or filled.reason.startswith(versions.ROLLED_UP):
        return True
    if filled.check_code and versions.is_rollup(conn, pack, period, filled.check_code):
        return True
    if any(note.get("message", "").startswith(ARRIVED) and not note.get("row") and not note.get("text") for note in filled.notes):
        return True
    lower = row_marks(office.units(conn), office.unit_at(period.last, conn).code, period)
    ledgers = (form.id for form in pack.forms if not form.fixed)
    return any(row.row.startswith(lower) for id in ledgers for row in filled.forms.get(id, ()))
