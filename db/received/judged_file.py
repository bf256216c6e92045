"""A file while it is being received: its content, check code and derived columns, and its problems as marks on its cells."""

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
from db.received.unread import understood
from db.received.verdict import Verdict
from db.returns import check_code
from db.rules.judge import Judge, ReturnRows
from db.rules.problem import Problem
from db.units.model import Unit
from db.values.cell import EMPTY, Line
from db.values.field import Field
from db.values.kinds import read, show


class JudgedFile:
    """One incoming file with its pack, period and unit."""

    def __init__(self, conn: Any, judge: Judge, incoming: Incoming, pack: Pack, period: Period, unit: Unit) -> None:
        self.incoming, self.pack, self.period, self.unit = incoming, pack, period, unit
        self._conn, self._judge = conn, judge
        if incoming.by_hand:
            self._computed = {form.id: list(self._compute().lines(form)) for form in pack.forms}
            self.filled = {
                form.id: derived_columns.filled(form, ((line.row, line.cells) for line in incoming.rows(form))) for form in pack.forms
            }
            lines: Iterable[tuple[Form, Iterable[Line]]] = ((form, self._typed(form)) for form in pack.forms)
            self.content = check_code.digest(check_code.header(unit.code, pack, period.label), lines)
        else:
            lines = ((form, ((line.row, line.cells) for line in incoming.rows(form))) for form in pack.forms)
            self.content = check_code.digest(check_code.header(incoming.unit, pack, period.label, incoming.nil), lines)

    def _typed(self, form: Form) -> Iterator[Line]:
        """The rows without computed cells, so that the check code does not depend on earlier months."""
        for row, cells in self._computed[form.id]:
            yield row, derived_columns.typed(form, row, cells, self.filled[form.id])

    def _compute(self) -> Any:
        """The rows with derived columns, computed from the typed cells and the months received before."""
        if not hasattr(self, "_derived"):
            rows = {form.id: [(line.row, line.cells) for line in self.incoming.rows(form)] for form in self.pack.forms}
            before = {earlier: earlier_rows for earlier in report_period.before(self.period) if (earlier_rows := self.earlier(earlier))}
            self._derived = self._judge.derived(self.pack, self.period, self.unit.level, rows, before)
        return self._derived

    def earlier(self, period: Period) -> ReturnRows:
        """The rows of the unit's return that counts in another period; empty where there is none."""
        return store.earlier(self._conn, self.pack, self.unit.code, period)

    @property
    def rows(self) -> ReturnRows:
        """The rows to check; they can be read only once."""
        return {form.id: ((line.row, line.cells) for line in self.placed(form)) for form in self.pack.forms}

    def placed(self, form: Form) -> Iterator[Placed]:
        """The rows as they will be stored: those of a file filled by hand with their computed cells."""
        if not self.incoming.by_hand:
            yield from self.incoming.rows(form)
            return
        places = {line.row: line.place for line in self.incoming.rows(form)}
        for row, cells in self._computed[form.id]:
            yield Placed(row, cells, places.get(row, ("", 0)))

    def digest(self, version: int) -> str:
        """The digest of this content as `version`."""
        return check_code.versioned(self.content, version)

    def code(self, version: int) -> str:
        """The check code of this content as `version`."""
        return check_code.code(self.digest(version))

    def marks(self, problems: Sequence[Problem]) -> Iterator[Mark]:
        """The problems as marks on the cells of the sender's file."""
        about = {(problem.form, problem.row) for problem in problems}
        forms = [form for form in self.pack.forms if any(problem.form == form.id for problem in problems)]
        by_place = {(form.id, line.row): line for form in forms for line in self.incoming.rows(form) if (form.id, line.row) in about}
        for problem in problems:
            form = self.pack.form(problem.form)
            placed, columns = by_place.get((form.id, problem.row)), self.incoming.columns.get(form.id, {})
            if placed is not None and problem.field and form.has(problem.field):
                field = form.field(problem.field)
                cell = placed.cells[form.fields.index(field)] if form.fields.index(field) < len(placed.cells) else EMPTY
                problem = understood(problem, field, cell, form.unit(field, problem.row if form.fixed else ""))
            message = Sentence("{message}（另有 {n} 处相同）", message=problem.message, n=problem.more) if problem.more else problem.message
            yield at_cell(form, problem.field, placed, columns, row=problem.line, message=message, mend=problem.mend,
                          severity=problem.severity)  # fmt: skip

    def typed_over(self) -> Iterator[Mark]:
        """Marks on cells of derived columns in which another value was typed than the program computes."""
        for form in self.pack.forms if self.incoming.by_hand else ():
            computed = dict(self._computed[form.id])
            for placed, name, raw in self.incoming.typed_over(form):
                field, code = form.field(name), placed.row if form.fixed else ""
                cell = computed.get(placed.row, ())[form.fields.index(field)] if placed.row in computed else EMPTY
                if _shown(raw, field, form, code) != _shown(cell.value, field, form, code):
                    values = {
                        "typed": _shown(raw, field, form, code) or str(raw),
                        "made": _shown(cell.value, field, form, code) or Sentence("空"),
                    }
                    message = Sentence("填的是“{typed}”，程序算出的是“{made}”，没有采用填的数", **values)
                    mend = Sentence("这一栏由程序计算，请清空；算出的不对，请核对它所依据的各格和以前各期")
                    details = {"row": _row_name(form, placed), "message": message, "mend": mend, "severity": "warning"}
                    yield at_cell(form, name, placed, self.incoming.columns.get(form.id, {}), **details)

    def left_out(self) -> Iterator[Mark]:
        """Marks on what was typed and belongs to no row and no column."""
        for form in self.pack.forms if self.incoming.by_hand and not self.incoming.nil else ():
            yield from self.incoming.left_out(form)

    def received(self, verdict: Verdict, at: str, who: str, due: datetime) -> Received:
        """The head of the version to be stored."""
        incoming, digest = self.incoming, self.digest(verdict.version)
        head = {"people": dict(incoming.people), "notes": [dict(note) for note in incoming.notes], "office_name": incoming.office_name,
                "reason": incoming.reason, "columns": incoming.columns, "problems": dict(verdict.counts), "by_hand": incoming.by_hand,
                "path": incoming.path, "due": due.isoformat(), "nil": incoming.nil}  # fmt: skip
        if incoming.by_hand:
            head["filled"] = {form: rows for form, rows in self.filled.items() if rows}
        return Received(
            0, self.unit.code, self.unit.name, self.pack.id, self.period.label, verdict.version, check_code.code(digest), digest,
            self.content, self.pack.version, packs_in_use.marks(self.pack), incoming.file, incoming.size, incoming.sha256,
            incoming.at or at, at, who, head,
        )  # fmt: skip


def _shown(content: Any, field: Field, form: Form, code: str) -> str:
    """A typed or computed value as its column shows it, for comparing."""
    if content in (None, ""):
        return ""
    return show(read(content, field, unit=form.unit(field, code), written=True).cell, field, decimals=form.decimals(field, code))


def _row_name(form: Form, placed: Placed) -> str:
    row = form.row(placed.row)
    return f"{row.code} {row.title}" if row is not None else placed.row
