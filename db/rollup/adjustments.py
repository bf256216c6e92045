"""Adjustments 调整: named amounts that the level above adds to a total; a reported figure is never changed.

An `Adjustment` is one amount with its name, its reason and who made it. It is stored in the event log of intake; taking it back is an
event of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.clock import now
from db.messages import Sentence, Trouble
from db.office import unit_table
from db.packs.additivity import TOTAL, adds_up, own_goal
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import intake_log
from db.received.intake_log import ADJUSTED, IntakeEvent
from db.units import hierarchy
from db.units.model import Unit
from db.values import kinds
from db.values.cell import State
from db.values.exact import as_number, exact
from db.values.field import Field

if TYPE_CHECKING:
    from sqlite_utils import Database

LONGEST = 40  # characters of a wrong amount that are told
OTHER = {"current": "ytd", "ytd": "current"}


@dataclass(frozen=True)
class Adjustment:
    """One amount added to the total of one cell, for a `unit` below or this office's own level; `gone` is what took it back.

    `carried` is the period whose 本期 was adjusted, in a line that carries this into 本年累计; in a stock also the other way.
    """

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
    carried: str = ""

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        found = {name: value for name, value in vars(self).items() if name != "gone" and (name != "carried" or value)}
        found["amount"] = as_number(self.amount)
        if self.gone is not None:
            found["withdrawn"] = {"at": self.gone.at, "who": self.gone.who, "reason": self.gone.detail.get("text", "")}
        return found


def adjust(
    db: Database, who: str, pack: Pack, period: Period, unit: str, form: str, row: str, field: str, amount: str, name: str, reason: str
) -> str:
    """Add a line; raises `Trouble` without a name or reason, or where it could never count. Gives its key.

    It counts for a unit that is in this office's total and for the office's own level, in a cell that is a sum over units.
    """
    if not name.strip():
        raise Trouble("调整要有名称，如“交界小区重报”。")
    if not reason.strip():
        raise Trouble("调整要写明原因。")
    own, *lower = adjustable_units(db.conn, period)
    if unit not in (own.code, *(one.code for one in lower)):
        there = hierarchy.unit_on(unit_table.units(db.conn), unit, period.last)
        known = tuple(one.name for one in (own, *lower))
        raise Trouble(
            "“{unit}”{period}不计入合计，调整了也不算数。可以调整：{known}。",
            unit=there.name if there else unit,
            period=period.title,
            known=known,
        )
    found = next((one for one in pack.forms if one.id == form), None)
    if found is None:
        titles = tuple(f"{one.title}（{one.id}）" for one in pack.forms if cells(one, own.level, period.year))
        raise Trouble("“{title}”没有表“{form}”，可以调整的表：{known}。", title=pack.title, form=form, known=titles or Sentence("无"))
    _check_cell(found, row, field, own.level, period.year)
    number = _amount(amount, found, row, field)
    detail = {"form": form, "row": row, "field": field, "amount": f"{number:f}", "name": name.strip(), "text": reason.strip()}
    key = intake_log.new_key()
    intake_log.write(db, IntakeEvent(key, unit, pack.id, period.label, 0, ADJUSTED, detail, now(), who))
    return key


def adjustable_units(conn: Any, period: Period) -> list[Unit]:
    """The units an adjustment may be for: this office's own, then those in its total."""
    table, (code,) = unit_table.units(conn), conn.execute("SELECT value FROM setting WHERE key = 'unit'").fetchone()
    own = hierarchy.reporting(table, code, period.last)
    assert own is not None, "an office without its unit"
    return [own, *hierarchy.counted(table, own.code, period.last)]


def _check_cell(form: Form, row: str, field: str, level: str, year: int) -> None:
    known = cells(form, level, year)
    if (row, field) in known:
        return
    title, found = form.field(field).title if form.has(field) else field, form.row(row)
    where = {"form": form.title, "row": f"{row} {found.title}" if found else row, "field": title, "can": _can(form, known)}
    if not form.has(field) or (found is None if form.fixed else row != TOTAL):
        raise Trouble("{form}没有这一格，不能调整：{row}“{field}”。{can}。", **where)
    if own_goal(form.field(field), found, level, year):
        raise Trouble("{form} {row}“{field}”是本级目标，取自任务包，不能调整。{can}。", **where)
    raise Trouble("{form} {row}“{field}”不相加，不能调整；比率请调整它的分子分母。{can}。", **where)


def _can(form: Form, known: Sequence[tuple[str, str]]) -> Sentence:
    if not known:
        return Sentence("这张表没有相加的数")
    rows, columns = (dict.fromkeys(part) for part in zip(*known, strict=True))
    titles = tuple(form.field(id).title for id in columns)
    return Sentence("可以调整的行：{rows}；栏：{fields}", rows=tuple(rows), fields=titles)


def _amount(text: str, form: Form, row: str, field: str) -> Decimal:
    """The number typed, in the cell's own unit of measure; what would need a person's consent is refused."""
    of, line = form.field(field), form.row(row)
    read = kinds.read(text, Field("amount", "调整数", "number", unit=of.unit), unit=line.unit if line and of.unit == "row" else None)
    number = read.cell.value
    if read.kind not in ("same", "read") or read.cell.state is not State.VALUE or isinstance(number, str) or not number:
        note = f"：{read.note}" if read.note else ""
        raise Trouble("“{amount}”不是可以加减的数{note}。调整数请写成 -12.5 这样。", amount=text[:LONGEST], note=note)
    return exact(number)


def withdraw(db: Database, who: str, pack: Pack, period: Period, key: str, reason: str) -> None:
    """Take a line back, to be seen in the log; raises `Trouble` without a reason, or where no such line stands."""
    if not reason.strip():
        raise Trouble("撤回调整要写明原因。")
    found = next((one for one in adjustments(db.conn, pack, period) if one.key == key), None)
    if found is None:
        raise Trouble("没有编号是“{key}”的调整，可能已经撤回。", key=key)
    detail = {"of": key, "text": reason.strip()}
    event = IntakeEvent(intake_log.new_key(), found.unit, pack.id, period.label, 0, "withdrawn", detail, now(), who)
    intake_log.write(db, event)


def adjustments(conn: Any, pack: Pack, period: Period, *, gone: bool = False) -> list[Adjustment]:
    """The lines of a programme in a period, oldest first; those taken back only where they are asked for (`gone`)."""
    log = intake_log.events(conn, pack.id, period.label)
    back = {one.detail.get("of"): one for one in log if one.kind == "withdrawn"}
    found = (_adjustment(one, back.get(one.key)) for one in log if one.kind == ADJUSTED and (gone or one.key not in back))
    return [_now(pack, one) for one in found]


def _now(pack: Pack, one: Adjustment) -> Adjustment:
    """The line by the names its cell has now: what the version it was made under called otherwise counts on."""
    form = next((form for form in pack.forms if form.id == one.form), None)
    if form is None:
        return one
    row = next((other.code for other in form.rows if other.was == one.row), one.row) if form.row(one.row) is None else one.row
    field = next((other.id for other in form.fields if other.was == one.field), one.field) if not form.has(one.field) else one.field
    return replace(one, row=row, field=field)


def carried(conn: Any, pack: Pack, period: Period) -> list[Adjustment]:
    """What adjustments of one column mean for the other of its row: added to 本期 of a flow, in this period and the earlier ones of its
    year, it is part of 本年累计; the two columns of a stock are one figure."""
    natures = {(form.id, row.code): row.nature for form in pack.forms if form.kind == "indicators" for row in form.rows}
    return [
        replace(one, field=OTHER[one.field], name=_following(one, then), carried=then.label)
        for then in (period.shifted(-n) for n in reversed(range(period.number)))
        for one in adjustments(conn, pack, then)
        if (natures.get((one.form, one.row)) == "flow" and one.field == "current")
        or (natures.get((one.form, one.row)) == "stock" and one.field in OTHER and then == period)
    ]


def _following(one: Adjustment, period: Period) -> Sentence:
    """The name of the line that follows an adjustment of the other column."""
    if one.field == "current":
        return Sentence("{name}（随{period}本期）", name=one.name, period=period.title)
    return Sentence("{name}（随{period}本年累计）", name=one.name, period=period.title)


def _adjustment(one: IntakeEvent, gone: IntakeEvent | None) -> Adjustment:
    form, row, field, amount, name, reason = (str(one.detail.get(part, "")) for part in ("form", "row", "field", "amount", "name", "text"))
    return Adjustment(one.key, one.unit, form, row, field, Decimal(amount), name, reason, one.at, one.who, gone)


def cells(form: Form, level: str, year: int) -> list[tuple[str, str]]:
    """(row, field) of every cell of a form that an office of this `level` can adjust: the sums, but not its own target of the `year`."""
    rows = [(row.code, row) for row in form.rows] if form.fixed else [(TOTAL, None)]
    return [
        (code, field.id)
        for code, row in rows
        for field in form.fields
        if adds_up(form, field, row) and not own_goal(field, row, level, year)
    ]
