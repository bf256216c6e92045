"""The history 修改记录 of an office file: who changed which cell in which act, from what to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.packs.model import Form
from db.periods.report_period import Period

if TYPE_CHECKING:
    from sqlite_utils import Database

CellChange = tuple[Form, str, str, str, str]  # form, row, field, old, new
COLUMNS = "at, who, act, what, form, period, row, field, old, new"


@dataclass(frozen=True)
class HistoryLine:
    """One cell as it was changed in one act; the field is empty where a whole row was added or deleted."""

    at: str
    who: str
    act: int
    what: str
    form: str
    period: str
    row: str
    field: str
    old: str
    new: str


def lines(db: Any, form: Form, row: str | None = None, field: str | None = None, limit: int = 200) -> list[HistoryLine]:
    """The newest lines of a form, a row or a cell."""
    sql, params = f"SELECT {COLUMNS} FROM history WHERE form = ?", [form.key]
    for name, value in (("row", row), ("field", field)):
        if value is not None:
            sql, params = f"{sql} AND {name} = ?", [*params, value]
    return [HistoryLine(*line) for line in db.execute(f"{sql} ORDER BY id DESC LIMIT ?", [*params, limit])]


def next_act(db: Database) -> int:
    """The number of the act that is about to be written."""
    last = db.execute("SELECT act FROM history ORDER BY id DESC LIMIT 1").fetchone()
    return int(last[0]) + 1 if last else 1


def write(db: Database, act: int, period: Period, changes: Iterable[CellChange], who: str, what: str) -> None:
    """Record what an act changed, in the transaction that is open."""
    moment = now()
    db.conn.executemany(
        f"INSERT INTO history ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [[moment, who, act, what, form.key, period.label, row, name, old, new] for form, row, name, old, new in changes],
    )
