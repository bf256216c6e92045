"""Adjustments 调整: named lines of the level above beside what was reported; a reported figure is never changed.

`Adjustment` is not in the design's list: it is one amount added to a total, with its name, its reason and who made it. It stands in the
event log of intake, where taking it back is an event of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from db import intake_events
from db.additive import TOTAL, adds_up
from db.balance import plain
from db.events import now
from db.intake_events import IntakeEvent
from db.pack import Form, Pack
from db.periods import Period
from db.trouble import Trouble

if TYPE_CHECKING:
    from sqlite_utils import Database

KIND = "adjusted"


@dataclass(frozen=True)
class Adjustment:
    """One amount added to the total of one cell, for a `unit` below or this office's own level; `gone` is what took it back."""

    key: str
    unit: str
    form: str
    row: str
    field: str
    amount: Decimal
    name: str
    reason: str
    at: str
    who: str
    gone: IntakeEvent | None = None

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        found = {name: value for name, value in vars(self).items() if name != "gone"} | {"amount": plain(self.amount)}
        if self.gone is not None:
            found["withdrawn"] = {"at": self.gone.at, "who": self.gone.who, "reason": self.gone.detail.get("text", "")}
        return found


def adjust(
    db: Database, who: str, pack: Pack, period: Period, unit: str, form: str, row: str, field: str, amount: str, name: str, reason: str
) -> str:
    """Add a line; raises `Trouble` without a name or reason, or where the cell is no number that is summed. Gives its key."""
    if not name.strip():
        raise Trouble("调整要有名称，如“交界小区重报”。")
    if not reason.strip():
        raise Trouble("调整要写明原因。")
    number = _amount(amount)
    found = next((one for one in pack.forms if one.id == form), None)
    known = found is not None and found.has(field) and (found.row(row) is not None if found.fixed else row == TOTAL)
    if found is None or not known:
        raise Trouble("没有这一格，不能调整：{form} {row} {field}。", form=form, row=row, field=field)
    if not adds_up(found, found.field(field), found.row(row)):
        raise Trouble(
            "{form} {row}“{field}”不相加，不能调整；比率请调整它的分子分母。", form=found.title, row=row, field=found.field(field).title
        )
    detail = {"form": form, "row": row, "field": field, "amount": f"{number:f}", "name": name.strip(), "text": reason.strip()}
    key = intake_events.new_key()
    intake_events.write(db, IntakeEvent(key, unit, pack.id, period.label, 0, KIND, detail, now(), who))
    return key


def _amount(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not number:
        raise Trouble("“{amount}”不是数，调整数请写成 -12.5 这样。", amount=text)
    return number


def withdraw(db: Database, who: str, pack: Pack, period: Period, key: str, reason: str) -> None:
    """Take a line back, to be seen in the log; raises `Trouble` without a reason, or where no such line stands."""
    if not reason.strip():
        raise Trouble("撤回调整要写明原因。")
    found = next((one for one in adjustments(db.conn, pack, period) if one.key == key), None)
    if found is None:
        raise Trouble("没有这一条调整，可能已经撤回。")
    detail = {"of": key, "text": reason.strip()}
    event = IntakeEvent(intake_events.new_key(), found.unit, pack.id, period.label, 0, "withdrawn", detail, now(), who)
    intake_events.write(db, event)


def adjustments(conn: Any, pack: Pack, period: Period, *, gone: bool = False) -> list[Adjustment]:
    """The lines of a programme in a period, oldest first; those taken back only where they are asked for (`gone`)."""
    log = intake_events.events(conn, pack.id, period.label)
    back = {one.detail.get("of"): one for one in log if one.kind == "withdrawn"}
    return [_adjustment(one, back.get(one.key)) for one in log if one.kind == KIND and (gone or one.key not in back)]


def _adjustment(one: IntakeEvent, gone: IntakeEvent | None) -> Adjustment:
    form, row, field, amount, name, reason = (str(one.detail.get(part, "")) for part in ("form", "row", "field", "amount", "name", "text"))
    return Adjustment(one.key, one.unit, form, row, field, Decimal(amount), name, reason, one.at, one.who, gone)


def cells(form: Form) -> list[tuple[str, str]]:
    """(row, field) of every cell of a form that can be adjusted."""
    rows = [row.code for row in form.rows] if form.fixed else [TOTAL]
    return [(row, field.id) for row in rows for field in form.fields if adds_up(form, field, form.row(row))]
