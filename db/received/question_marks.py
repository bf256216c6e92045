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


def open_entries(conn: Any, received: Received) -> list[Question]:
    """The open entries of this version: reasons for sending back, and unanswered questions; none where there is a newer version."""
    if store.versions(conn, received.programme, received.period, received.unit)[-1].version > received.version:
        return []
    entries = thread(conn, received.unit, received.programme, received.period)
    return [entry for entry in entries if entry.version == received.version and (entry.kind == "returned" or entry.open)]


def marks(conn: Any, pack: Pack, received: Received, against: Received | None) -> list[Mark]:
    """A mark for each open entry, with the number in this version and in the version `against`."""
    return [_mark(conn, pack, received, against, entry) for entry in open_entries(conn, received)]


def _mark(conn: Any, pack: Pack, received: Received, against: Received | None, entry: Question) -> Mark:
    about, severity, mend = entry.about, SEVERITIES[entry.kind], MENDS[entry.kind]
    form = next((form for form in store.pack_of(conn, received, pack).forms if form.id == about.form), None)
    if form is None:
        return Mark("", "", "", "", entry.text, mend, severity)
    placed = store.placed(conn, received, form, about.row) if about.row else None
    row = compare.row_name(form, about.row, dict(zip((field.id for field in form.fields), placed.cells, strict=False))) if placed else ""
    message = entry.text + _numbers(conn, pack, form, received, against, entry)
    columns = received.head.get("columns", {}).get(form.id, {})
    return at_cell(form, about.field, placed, columns, row=row, message=message, mend=mend, severity=severity)


def _numbers(conn: Any, pack: Pack, form: Form, received: Received, against: Received | None, entry: Question) -> str:
    """Both numbers of a cell as a text; empty without an older version."""
    about = entry.about
    if against is None or not about.row or not form.has(about.field):
        return ""
    field = form.field(about.field)
    now, then = (
        machine_text((compare.Side(conn, pack, form, side).row(about.row) or {}).get(field.id, EMPTY), field) or "未填"
        for side in (received, against)
    )
    numbers = Sentence("（第 {new} 版 {now}，第 {old} 版 {then}）", new=received.version, now=now, old=against.version, then=then)
    return str(numbers)
