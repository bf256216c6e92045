"""Adjustments 调整: named lines of the level above beside what was reported; a reported figure is never changed.

`Adjustment` is not in the design's list: it is one amount added to a total, with its reason and who made it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from db.additive import TOTAL, adds_up
from db.events import now
from db.pack import Pack
from db.periods import Period
from db.trouble import Trouble

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Adjustment:
    """One amount added to the total of one cell."""

    id: int
    form: str
    row: str
    field: str
    amount: Decimal
    reason: str
    at: str
    who: str


def adjust(db: Database, who: str, pack: Pack, period: Period, form: str, row: str, field: str, amount: str, reason: str) -> int:
    """Add a line; raises `Trouble` without a reason, or where the cell is no number that is summed. Gives its id."""
    if not reason.strip():
        raise Trouble("调整要写明原因。")
    try:
        number = Decimal(amount.strip().replace(",", ""))
    except InvalidOperation as fault:
        raise Trouble("“{amount}”不是数，调整数请写成 -12.5 这样。", amount=amount) from fault
    if not number.is_finite() or not number:
        raise Trouble("“{amount}”不是数，调整数请写成 -12.5 这样。", amount=amount)
    found = next((one for one in pack.forms if one.id == form), None)
    known = found is not None and found.has(field) and (found.row(row) is not None if found.fixed else row == TOTAL)
    if not known:
        raise Trouble("没有这一格，不能调整：{form} {row} {field}。", form=form, row=row, field=field)
    if found is not None and not adds_up(found, found.field(field), found.row(row)):
        raise Trouble(
            "{form} {row}“{field}”不相加，不能调整；比率请调整它的分子分母。", form=found.title, row=row, field=found.field(field).title
        )
    line = [pack.id, period.label, form, row, field, f"{number:f}", reason.strip(), now(), who]
    with db.atomic():
        sql = "INSERT INTO adjustment (programme, period, form, row, field, amount, reason, at, who) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        return int(db.conn.execute(sql, line).lastrowid or 0)


def remove(db: Database, id: int) -> None:
    """Take a line back."""
    with db.atomic():
        db.execute("DELETE FROM adjustment WHERE id = ?", [id])


def adjustments(conn: Any, pack: Pack, period: Period) -> list[Adjustment]:
    """The lines of a programme in a period, oldest first."""
    sql = "SELECT id, form, row, field, amount, reason, at, who FROM adjustment WHERE programme = ? AND period = ? ORDER BY id"
    found = conn.execute(sql, [pack.id, period.label]).fetchall()
    return [Adjustment(id, form, row, field, Decimal(amount), *rest) for id, form, row, field, amount, *rest in found]
