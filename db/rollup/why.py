"""Why a total is what it is: the cells behind it, the cells it is computed from, or the reason why nothing adds up.

A `Why` is all that stands behind one total, down to the sheet and cell of each unit's file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from db.messages import Sentence, Trouble
from db.packs.additivity import TOTAL, WIDE, adds_up, own_goal
from db.packs.model import Form
from db.packs.renames import renamed
from db.received import derived_columns
from db.received.store import Placed
from db.rollup import sums
from db.rollup.adjustments import Adjustment
from db.rollup.contributions import Contribution, Source, of_file, with_printed
from db.rollup.rollup import Rollup
from db.values.cell import Cell
from db.values.exact import as_number, exact, total
from db.values.field import Field
from db.values.kinds import kind_of


@dataclass(frozen=True)
class Why:
    """What stands behind a total: the sources whose values add up to it, or (`of`) the cells it is computed from, and how (`said`)."""

    value: Any
    sources: tuple[Source, ...] = ()
    of: tuple[tuple[str, str], ...] = ()
    said: Sentence | None = None

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        found: dict[str, Any] = {"value": self.value, "sources": [one.as_json() for one in self.sources]}
        if self.of:
            found["of"] = [{"row": row, "field": name} for row, name in self.of]
        return found | ({"said": str(self.said)} if self.said else {})


def explain(rollup: Rollup, form: Form, row: str, field_id: str) -> Why:
    """What stands behind a total, or behind one row of a ledger; raises `Trouble` where there is no such cell."""
    field = form.field(field_id) if form.has(field_id) else None
    summed = form.row(row) is not None if form.fixed else row == TOTAL
    if field is None or (form.fixed and not summed):
        raise Trouble("{form}没有这一格：{row} {field}。", form=form.title, row=row, field=field_id)
    if not summed:
        return _why_row(rollup, form, row, field)
    value = rollup.value(form, row, field_id)
    if rollup.adds(form, field, row):
        sources = _sources(rollup, form, row, field_id)
        if adjusted := adjusting(rollup, form, row, field_id):
            sources += adjusted
        elif field_id in WIDE and (found := form.row(row)):
            sources = list(with_printed(sources, found.decimals))
        return Why(value, tuple(sources), said=rollup.note(form, row, field))
    if value is not None and own_goal(field, form.row(row), rollup.unit.level, rollup.period.year):
        goal = Source(rollup.unit.code, rollup.unit.name, value, kind="goal", row=row)
        return Why(value, (goal,), said=Sentence("本级目标，取自任务包“{title}”，不是各单位之和。", title=rollup.pack.title))
    if form.kind == "tasks" or not kind_of(field).quantity:
        return Why(value, tuple(_sources(rollup, form, row, field_id)))
    of = sums.parts_of(form, row, field) if value is not None else ()
    said = rollup.note(form, row, field) or Sentence("由合计数计算，不是各单位之和。")
    halves = tuple(rollup.remarks[form.id].halves.get(row, ()))
    return Why(value, (), of, Sentence("{said}分子分母不全、没有计入：{names}。", said=said, names=halves) if of and halves else said)


def explain_json(rollup: Rollup, form: Form, row: str, field: str) -> dict[str, Any]:
    """The document of the command line: each cell that a number is computed from (`of`) with what stands behind it."""
    found = explain(rollup, form, row, field)
    of = [{"row": code, "field": id} | explain_json(rollup, form, code, id) for code, id in found.of]
    return found.as_json() | ({"of": of} if of else {})


def _why_row(rollup: Rollup, form: Form, row: str, field: Field) -> Why:
    """Behind one row of a ledger; rows of several units that have one id are told together."""
    if not any(True for _ in rollup.detail(form, row)):
        raise Trouble("{form}没有这一格：{row} {field}。", form=form.title, row=row, field=field.title)
    sources = tuple(_sources(rollup, form, row, field.id))
    if not sources:
        return Why(None, said=Sentence("有这一行，这一格没有填。"))
    if len(sources) == 1:
        return Why(sources[0].value, sources)
    numbers = [exact(one.value) for one in sources if isinstance(one.value, int | float)]
    if len(numbers) == len(sources) and adds_up(form, field, None):
        return Why(as_number(total(numbers)), sources, said=Sentence("{n} 个单位有这一行，是它们的和。", n=len(sources)))
    return Why(None, sources, said=Sentence("{n} 个单位有这一行，这一栏不相加。", n=len(sources)))


def _sources(rollup: Rollup, form: Form, row: str, field: str) -> list[Source]:
    found = rollup.detail(form, None if row == TOTAL else row)
    return [source(rollup, form, part, line, cells[field], field) for part, line, cells in found if _said(cells.get(field))]


def source(rollup: Rollup, form: Form, part: Contribution, line: Placed, cell: Cell, field: str) -> Source:
    """A cell of a unit's file; a number that this office computed of it, with the cells it was computed from."""
    names, one = renamed(form, part.pack), part.received
    theirs, made = names.theirs(field), names.made_form
    found = of_file(form, part.unit, one, line, cell, theirs)
    row = names.row(line.row)
    if not one.head.get("by_hand") or not theirs or derived_columns.is_typed(made, made.field(theirs), row, one.filled_columns(form.id)):
        return found
    cells = tuple(
        of_file(form, part.unit, other, placed, held, name, period.label)
        for period, other, placed, name, held in derived_columns.inputs(
            rollup.conn, one, part.pack, made, made.field(theirs), row, rollup.period
        )
    )
    return replace(found, cell="", kind="computed", computed_from=cells)


def adjusting(rollup: Rollup, form: Form, row: str, field: str) -> list[Source]:
    """The adjustments in one total, as values behind it."""
    return [_adjusted(rollup, one) for one in rollup.adjustments(form, row, field)]


def _adjusted(rollup: Rollup, one: Adjustment) -> Source:
    name = str(Sentence("调整：{name}（{unit}）", name=one.name, unit=rollup.called(one.unit)))
    return Source(one.unit, name, as_number(one.amount), who=one.who, at=one.at, kind="adjusted", row=one.row, reason=one.reason)


def _said(cell: Cell | None) -> bool:
    return cell is not None and cell.value is not None
