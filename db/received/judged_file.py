"""A file while it is being received: its content, its check code, its derived columns, and its problems at its own cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from db.messages import Sentence
from db.office import packs_in_use
from db.packs.model import Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.received import derived_columns, store
from db.received.incoming import Incoming
from db.received.mark import Mark, at_cell
from db.received.store import Placed, Received
from db.received.verdict import Verdict
from db.returns import check_code
from db.rules.judge import Judge, ReturnRows
from db.rules.problem import Problem
from db.units.model import Unit
from db.values.cell import EMPTY, Line
from db.values.field import Field
from db.values.kinds import read, show


class JudgedFile:
    """One file with what it belongs to."""

    def __init__(self, conn: Any, judge: Judge, sent: Incoming, pack: Pack, period: Period, unit: Unit) -> None:
        self.sent, self.pack, self.period, self.unit = sent, pack, period, unit
        self._conn, self._judge = conn, judge
        if sent.by_hand:
            self._computed = {form.id: list(self._compute().lines(form)) for form in pack.forms}
            self.filled = {form.id: derived_columns.filled(form, ((one.row, one.cells) for one in sent.rows(form))) for form in pack.forms}
            lines: Iterable[tuple[Form, Iterable[Line]]] = ((form, self._typed(form)) for form in pack.forms)
            self.content = check_code.digest(check_code.header(unit.code, pack, period.label), lines)
        else:
            lines = ((form, ((one.row, one.cells) for one in sent.rows(form))) for form in pack.forms)
            self.content = check_code.digest(check_code.header(sent.unit, pack, period.label, sent.nil), lines)

    def _typed(self, form: Form) -> Iterator[Line]:
        """The rows without what is computed: the code is the same whichever months came before."""
        for row, cells in self._computed[form.id]:
            yield row, derived_columns.typed(form, row, cells, self.filled[form.id])

    def _compute(self) -> Any:
        """What the pack derives, from the rows as typed and the months received before."""
        if not hasattr(self, "_derived"):
            rows = {form.id: [(one.row, one.cells) for one in self.sent.rows(form)] for form in self.pack.forms}
            before = {one: found for one in report_period.before(self.period) if (found := self.earlier(one))}
            self._derived = self._judge.derived(self.pack, self.period, self.unit.level, rows, before)
        return self._derived

    def earlier(self, period: Period) -> ReturnRows:
        """The rows of the unit's accepted return of another period; empty where there is none."""
        return store.earlier(self._conn, self.pack, self.unit.code, period)

    @property
    def rows(self) -> ReturnRows:
        """The rows to judge, to be gone through once."""
        return {form.id: ((one.row, one.cells) for one in self.placed(form)) for form in self.pack.forms}

    def placed(self, form: Form) -> Iterator[Placed]:
        """The rows as they are kept: those filled by hand with what was computed."""
        if not self.sent.by_hand:
            yield from self.sent.rows(form)
            return
        places = {one.row: one.place for one in self.sent.rows(form)}
        for row, cells in self._computed[form.id]:
            yield Placed(row, cells, places.get(row, ("", 0)))

    def digest(self, version: int) -> str:
        """The digest this content has as that version."""
        return check_code.versioned(self.content, version)

    def code(self, version: int) -> str:
        """Its check code as that version."""
        return check_code.code(self.digest(version))

    def marks(self, problems: Sequence[Problem]) -> Iterator[Mark]:
        """The problems at the cells of the sender's file."""
        about = {(one.form, one.row) for one in problems}
        forms = [form for form in self.pack.forms if any(one.form == form.id for one in problems)]
        found = {(form.id, one.row): one for form in forms for one in self.sent.rows(form) if (form.id, one.row) in about}
        for one in problems:
            form = self.pack.form(one.form)
            message = Sentence("{message}（另有 {n} 处相同）", message=one.message, n=one.more) if one.more else one.message
            yield at_cell(form, one.field, found.get((form.id, one.row)), self.sent.columns.get(form.id, {}), row=one.line, message=message,
                          mend=one.mend, severity=one.severity)  # fmt: skip

    def typed_over(self) -> Iterator[Mark]:
        """What was typed where the program computes, and says something else."""
        for form in self.pack.forms if self.sent.by_hand else ():
            made = dict(self._computed[form.id])
            for placed, name, raw in self.sent.over(form):
                field, code = form.field(name), placed.row if form.fixed else ""
                cell = made.get(placed.row, ())[form.fields.index(field)] if placed.row in made else EMPTY
                if _shown(raw, field, form, code) != _shown(cell.value, field, form, code):
                    values = {
                        "typed": _shown(raw, field, form, code) or str(raw),
                        "made": _shown(cell.value, field, form, code) or Sentence("空"),
                    }
                    told = Sentence("填的是“{typed}”，程序算出的是“{made}”，没有采用填的数", **values)
                    mend = Sentence("这一栏由程序计算，请清空；算出的不对，请核对它所依据的各格和以前各期")
                    where = {"row": _called(form, placed), "message": told, "mend": mend, "severity": "warning"}
                    yield at_cell(form, name, placed, self.sent.columns.get(form.id, {}), **where)

    def received(self, verdict: Verdict, at: str, who: str, due: datetime) -> Received:
        """The head to keep."""
        sent, digest = self.sent, self.digest(verdict.version)
        head = {"people": dict(sent.people), "notes": [dict(one) for one in sent.notes], "office_name": sent.office_name,
                "reason": sent.reason, "columns": sent.columns, "problems": dict(verdict.counts), "by_hand": sent.by_hand,
                "path": sent.path, "due": due.isoformat(), "nil": sent.nil}  # fmt: skip
        if sent.by_hand:
            head["filled"] = {form: rows for form, rows in self.filled.items() if rows}
        return Received(
            0, self.unit.code, self.unit.name, self.pack.id, self.period.label, verdict.version, check_code.code(digest), digest,
            self.content, self.pack.version, packs_in_use.marks(self.pack), sent.file, sent.size, sent.sha256, sent.at or at, at, who, head,
        )  # fmt: skip


def _shown(content: Any, field: Field, form: Form, code: str) -> str:
    """A number as its column shows it, whoever wrote it."""
    if content in (None, ""):
        return ""
    return show(read(content, field, unit=form.unit(field, code)).cell, field, decimals=form.decimals(field, code))


def _called(form: Form, placed: Placed) -> str:
    row = form.row(placed.row)
    return f"{row.code} {row.title}" if row is not None else placed.row
