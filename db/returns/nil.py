"""The nil return 零报: a unit that has nothing to report says so, with its reason, instead of handing in empty tables.

Nothing to report means that nothing was typed in the period and nothing changed in it. Rows carried forward from before may well
be in the draft, in a ledger above all: they stay in the office, open again next period, and are not handed up with a nil return.
So it holds no row at all, the level above adds nothing for the unit and names it; a stock 存量 or a cumulative figure 累计 that did not
change is never read as zero, nor copied from the period before. To have it counted, the unit hands in an ordinary return.

The check code covers the reason.
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

LONGEST = 200  # characters of a reason: it is printed in large type on one page
Stored = dict[str, Any]


@dataclass(frozen=True)
class _Touched:
    """A form with the number of its rows that were typed or changed in the period, and the first of them in words."""

    form: Form
    rows: int
    first: str


def _reason(text: str) -> str:
    """A typed reason as one line; raises `Trouble` where it is empty or too long."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    if not line:
        raise Trouble("零报要写明原因。")
    if len(line) > LONGEST:
        raise Trouble("零报的原因有 {n} 个字，最多 {most} 个，请写短一些。", n=len(line), most=LONGEST)
    return line


def finalise(office: Office, pack: Pack, period: Period, why: str, correction: str = "") -> Return:
    """Freeze a nil return as the next version; after an earlier version `why` is also the reason of the correction, unless that is given.

    No rules are run: what they require of rows is not required where there are none. Raises `Trouble` while anything is filled.
    """
    nil, unit = _reason(why), office.unit_at(period.last)
    ret = Return(
        pack, period, unit.code, unit.name, office.name_at(period.last), 0, office.people, _no_lines, pack.version,
        counter=lambda form: 0, due=office.deadline(pack, period).moment, nil=nil,
    )  # fmt: skip
    default_reason = nil if versions.versions(office, pack, period) else ""
    return returns.freeze(office, ret, correction.strip() or default_reason, lambda conn: refuse_filled(conn, pack, period))


def _no_lines(form: Form) -> Iterator[Line]:
    return iter(())


def refuse_filled(conn: Any, pack: Pack, period: Period) -> None:
    """Raises `Trouble` where anything was typed or changed in the period, saying what and where."""
    forms = list(_touched(conn, pack, period))
    if forms:
        where = [Sentence("{form} {n} 行，如 {first}", form=touched.form.title, n=touched.rows, first=touched.first) for touched in forms]
        raise Trouble(
            "{period}已经填了内容，不能零报：{where}。确实没有要报的，先清空这些；否则照常定稿。",
            period=period.title,
            where=together(where),
        )


def _touched(conn: Any, pack: Pack, period: Period) -> Iterator[_Touched]:
    """The forms that differ in the period from what was carried into it."""
    for form in pack.forms:
        changes = _changes(conn, form, period)
        first = next(changes, None)
        if first is not None:
            yield _Touched(form, 1 + sum(1 for _ in changes), first)


def _changes(conn: Any, form: Form, period: Period) -> Iterator[str]:
    """A sentence for each row of the form that differs from what was carried into the period."""
    former = {record["row"]: record for record in _stored(conn, form, "until", period)}
    for record in _stored(conn, form, "since", period):
        before = former.pop(record["row"], None)
        changed = [field for field in form.stored if _cell(record, field) != _carried(before, field, period)]
        if before is None and not form.fixed:
            yield Sentence("新增“{row}”", row=_name(form, record))
        elif changed:
            where = {"row": _name(form, record), "field": changed[0].title}
            now = _plain(record, changed[0])
            yield Sentence("{row}“{field}”{now}", **where, now=now) if now else Sentence("{row}“{field}”清空", **where)
    if not form.fixed:
        yield from (Sentence("删除“{row}”", row=_name(form, record)) for record in former.values())


def _stored(conn: Any, form: Form, edge: str, period: Period) -> Iterator[Stored]:
    """The stored records that begin (`since`) or end (`until`) in the period."""
    names = ["row", "since", "marks", *(field.id for field in form.stored)]
    columns, table = ", ".join(map(quoted, names)), quoted(form.table + "_rows")
    for line in conn.execute(f"SELECT {columns} FROM {table} WHERE {edge} = ? ORDER BY ord", [period.month]):
        yield dict(zip(names, line, strict=True))


def _cell(record: Stored, field: Field) -> Cell:
    return load(record[field.id], json.loads(record["marks"]).get(field.id) if record["marks"] else None)


def _carried(before: Stored | None, field: Field, period: Period) -> Cell:
    return _cell(before, field) if before and records.carries(field, before["since"], period) else EMPTY


def _name(form: Form, record: Stored) -> str:
    row = form.row(record["row"])
    if row is not None:
        return f"{row.code} {row.title}"
    return " ".join(text for name in form.names if (text := _plain(record, form.field(name)))) or record["row"]


def _plain(record: Stored, field: Field) -> str:
    return machine_text(outgoing.handed(field, _cell(record, field)), field)  # personal data masked
