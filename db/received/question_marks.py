"""Open questions 质询 and returns 退回 of a received return, as marks on the cells of the sender's own file."""

from __future__ import annotations

from typing import Any

from db.messages import Sentence
from db.packs.model import Form, Pack
from db.received import compare, store
from db.received.mark import Mark, at_cell
from db.received.questions import Question, thread
from db.received.store import Received
from db.values.cell import EMPTY
from db.values.kinds import machine_text

SEVERITIES = {"returned": "error", "questioned": "warning"}
MENDS = {
    "returned": "请改好，重新定稿后再报。",
    "questioned": "请核对：数不对的改好重报；数对的，在程序“报送”页点“读上级意见…”读入本工作簿，写明答复，随下一次报送件带回来。",
}


def open_entries(conn: Any, one: Received) -> list[Question]:
    """What this version still has to answer: why it was returned, and questions nobody answered. A newer version settles all."""
    if store.versions(conn, one.programme, one.period, one.unit)[-1].version > one.version:
        return []
    found = thread(conn, one.unit, one.programme, one.period)
    return [entry for entry in found if entry.version == one.version and (entry.kind == "returned" or entry.open)]


def marks(conn: Any, pack: Pack, one: Received, against: Received | None) -> list[Mark]:
    """A mark for each of them, with the number as it is and as it was in the version `against`."""
    return [_mark(conn, pack, one, against, entry) for entry in open_entries(conn, one)]


def _mark(conn: Any, pack: Pack, one: Received, against: Received | None, entry: Question) -> Mark:
    about, severity, mend = entry.about, SEVERITIES[entry.kind], MENDS[entry.kind]
    form = next((form for form in store.pack_of(conn, one, pack).forms if form.id == about.form), None)
    if form is None:
        return Mark("", "", "", "", entry.text, mend, severity)
    found = store.placed(conn, one, form, about.row) if about.row else None
    row = compare.called(form, about.row, dict(zip((field.id for field in form.fields), found.cells, strict=False))) if found else ""
    message = entry.text + _numbers(conn, pack, form, one, against, entry)
    columns = one.head.get("columns", {}).get(form.id, {})
    return at_cell(form, about.field, found, columns, row=row, message=message, mend=mend, severity=severity)


def _numbers(conn: Any, pack: Pack, form: Form, one: Received, against: Received | None, entry: Question) -> str:
    """Both numbers of a cell, where there is an older version to tell."""
    about = entry.about
    if against is None or not about.row or not form.has(about.field):
        return ""
    field = form.field(about.field)
    now, then = (
        machine_text((compare.Side(conn, pack, form, side).row(about.row) or {}).get(field.id, EMPTY), field) or "未填"
        for side in (one, against)
    )
    told = Sentence("（第 {new} 版 {now}，第 {old} 版 {then}）", new=one.version, now=now, old=against.version, then=then)
    return str(told)
