"""Many ledger rows at once, as a test or a measurement wants them: the program itself writes rows by `Office.apply`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from db import clock
from db.office import history, writing
from db.office.office import Office
from db.office.schema import FOREVER
from db.packs.model import Form
from db.packs.views import quoted
from db.periods.report_period import Period
from db.values.cell import Cell, store
from db.values.kinds import machine_text


def load_rows(office: Office, form: Form, period: Period, rows: Iterable[Mapping[str, Cell]]) -> int:
    """Add new rows in one act, one history line a row; streams, so a million rows need no memory. Gives their number."""
    db, table, moment = office.db, quoted(form.table + "_rows"), clock.now()
    names = ["row", "since", "until", "ord", "marks", *(one.id for one in form.stored)]
    insert = f"INSERT INTO {table} ({', '.join(map(quoted, names))}) VALUES ({', '.join('?' * len(names))})"
    note = f"INSERT INTO history ({history.COLUMNS}) VALUES (?, ?, ?, '导入', ?, ?, ?, '', '', ?)"
    with db.atomic():
        act, ord = history.next_act(db), db.execute(f"SELECT coalesce(max(ord), 0) FROM {table}").fetchone()[0]
        n = 0
        for n, cells in enumerate(rows, 1):
            row, kept = writing.new_row(), {name: store(cell) for name, cell in cells.items()}
            marks = {name: mark for name, (_, mark) in kept.items() if mark}
            values = [kept[one.id][0] if one.id in kept else None for one in form.stored]
            typed = {name: machine_text(cell, form.field(name)) for name, cell in cells.items()}
            db.conn.execute(
                insert, [row, period.month, FOREVER, ord + n, json.dumps(marks, ensure_ascii=False) if marks else None, *values]
            )
            db.conn.execute(note, [moment, office.who, act, form.key, period.label, row, json.dumps(typed, ensure_ascii=False)])
    return n
