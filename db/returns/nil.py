"""The nil return 零报: a unit that has nothing to report says so, with its reason, instead of handing in empty tables.

Nothing to report means that nothing was typed in the period and nothing changed in it. Rows carried forward from before may well
stand in the draft, in a ledger above all: they stay in the office, open again next period, and are not handed up with a nil return.
So it holds no row at all, the level above adds nothing for the unit and names it; a stock 存量 or a cumulative figure 累计 that did not
change is never read as zero, nor copied from the period before. Who wants it counted hands it in as an ordinary return.

The reason stands under the check code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.messages import Sentence, Trouble, together
from db.office import records
from db.office.office import Office
from db.packs.model import Form, Pack
from db.packs.views import quoted
from db.periods.report_period import Period
from db.returns import finalise as returns, versions
from db.returns.model import Return
from db.values import outgoing
from db.values.cell import EMPTY, Cell, Line, load
from db.values.field import Field
from db.values.kinds import machine_text

LONGEST = 200  # characters of a reason: it stands on one page, in large
Stored = dict[str, Any]


@dataclass(frozen=True)
class _Touched:
    """A form with how many of its rows were typed or changed in the period, and the first of them in words."""

    form: Form
    rows: int
    first: str


def _reason(text: str) -> str:
    """A typed reason as one line; raises `Trouble` where it is none, or too long."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not line:
        raise Trouble("零报要写明原因。")
    if len(line) > LONGEST:
        raise Trouble("零报的原因有 {n} 个字，最多 {most} 个，请写短一些。", n=len(line), most=LONGEST)
    return line


def finalise(office: Office, pack: Pack, period: Period, why: str, correction: str = "") -> Return:
    """Freeze a nil return as the next version; where there is one before, `why` is also why it is corrected, unless that is said.

    No rule is asked: what is required of rows is not required where there are none. Raises `Trouble` while anything is filled.
    """
    nil, unit = _reason(why), office.unit_at(period.last)
    made = Return(
        pack, period, unit.code, unit.name, office.name_at(period.last), 0, office.people, _no_lines, pack.version,
        counter=lambda form: 0, due=office.deadline(pack, period).moment, nil=nil,
    )  # fmt: skip
    again = nil if versions.versions(office, pack, period) else ""
    return returns.freeze(office, made, correction.strip() or again, lambda conn: refuse_filled(conn, pack, period))


def _no_lines(form: Form) -> Iterator[Line]:
    return iter(())


def refuse_filled(conn: Any, pack: Pack, period: Period) -> None:
    """Raises `Trouble` where anything was typed or changed in the period, saying what and where."""
    found = list(_touched(conn, pack, period))
    if found:
        where = [Sentence("{form} {n} 行，如 {first}", form=one.form.title, n=one.rows, first=one.first) for one in found]
        raise Trouble(
            "{period}已经填了内容，不能零报：{where}。确实没有要报的，先清空这些；否则照常定稿。",
            period=period.title,
            where=together(where),
        )


def _touched(conn: Any, pack: Pack, period: Period) -> Iterator[_Touched]:
    """The forms in which something was typed or changed in the period, against what was carried into it."""
    for form in pack.forms:
        found = _changes(conn, form, period)
        first = next(found, None)
        if first is not None:
            yield _Touched(form, 1 + sum(1 for _ in found), first)


def _changes(conn: Any, form: Form, period: Period) -> Iterator[str]:
    """Each row of the form that is not as it was carried into the period."""
    former = {one["row"]: one for one in _stored(conn, form, "until", period)}
    for one in _stored(conn, form, "since", period):
        before = former.pop(one["row"], None)
        changed = [field for field in form.stored if _cell(one, field) != _carried(before, field, period)]
        if before is None and not form.fixed:
            yield Sentence("新增“{row}”", row=_name(form, one))
        elif changed:
            where = {"row": _name(form, one), "field": changed[0].title}
            now = _plain(one, changed[0])
            yield Sentence("{row}“{field}”{now}", **where, now=now) if now else Sentence("{row}“{field}”清空", **where)
    if not form.fixed:
        yield from (Sentence("删除“{row}”", row=_name(form, one)) for one in former.values())


def _stored(conn: Any, form: Form, edge: str, period: Period) -> Iterator[Stored]:
    """The stored records that begin (`since`) or end (`until`) in the period."""
    names = ["row", "since", "marks", *(one.id for one in form.stored)]
    columns, table = ", ".join(map(quoted, names)), quoted(form.table + "_rows")
    for line in conn.execute(f"SELECT {columns} FROM {table} WHERE {edge} = ? ORDER BY ord", [period.month]):
        yield dict(zip(names, line, strict=True))


def _cell(one: Stored, field: Field) -> Cell:
    return load(one[field.id], json.loads(one["marks"]).get(field.id) if one["marks"] else None)


def _carried(before: Stored | None, field: Field, period: Period) -> Cell:
    return _cell(before, field) if before and records.carries(field, before["since"], period) else EMPTY


def _name(form: Form, one: Stored) -> str:
    row = form.row(one["row"])
    if row is not None:
        return f"{row.code} {row.title}"
    return " ".join(text for name in form.names if (text := _plain(one, form.field(name)))) or one["row"]


def _plain(one: Stored, field: Field) -> str:
    return machine_text(outgoing.handed(field, _cell(one, field)), field)  # personal data masked
