"""Reads a filled workbook into this office's own draft, as a single act that can be undone.

The changes are computed first (`work_out`, on any reading connection) and stored afterwards, by `fill` or by the window.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field as attribute
from typing import Any

from db.messages import Sentence, Trouble
from db.office import records
from db.office.office import Office
from db.office.records import Record
from db.office.writing import Edit
from db.packs.model import PERIOD_TYPES, Form, Pack
from db.periods import report_period
from db.periods.report_period import Period
from db.received import compare, questions
from db.returns.check_code import canonical
from db.values import cell as cell_values, kinds
from db.values.cell import EMPTY, Cell, State
from db.values.field import Field
from db.values.kinds import machine_text
from desktop.exchange.book.filled import Filled, FilledRow
from desktop.exchange.intake.own_rollup import is_own_rollup

Name = tuple[str, ...]  # the name of a row: its naming fields as text
Derived = tuple[Form, str, Field, Any, Sentence]  # a computed or fixed cell that differs: form, row, field, value in the workbook, place
FROM_ABOVE = ("questioned", "returned", "withdrawn")  # kinds taken over from the level above; answers are this office's own
LISTED = 50  # sentences about cells that are not taken, at most


@dataclass(frozen=True)
class ReadCell:
    """A cell that differs from the stored one: its value in the workbook and how it was read; proposed and refused ones are not stored."""

    form: str
    row: str
    field: str
    raw: str
    value: Any
    state: str
    kind: str
    note: str
    place: Sentence


@dataclass
class FillReport:
    """`stored` is the number of cells written, `read` lists every cell that differed, `remarks` are further sentences for the clerk."""

    stored: int = 0
    read: list[ReadCell] = attribute(default_factory=list)
    remarks: list[str] = attribute(default_factory=list)
    asked: int = 0  # new questions and reasons of the level above in the workbook

    @property
    def problems(self) -> list[str]:
        """The remarks in Chinese."""
        return [str(remark) for remark in self.remarks]

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("form", "row", "field", "raw", "value", "state", "kind")
        read = [{name: getattr(read_cell, name) for name in names} for read_cell in self.read]
        return {"stored": self.stored, "read": read, "problems": self.problems}


@dataclass(frozen=True)
class Doubtful:
    """A cell that needs a decision: the proposed edit, how its text was read, its place, and the name of its row."""

    edit: Edit
    reading: cell_values.Reading
    place: Sentence
    called: str


@dataclass
class FillPlan:
    """The changes a workbook makes to the draft: `edits` are stored at once, `doubtful` cells after a decision.

    `derived` cells are reported after the rest is stored, see `tell_derived`.
    """

    pack: Pack
    period: Period
    filled: Filled
    report: FillReport
    edits: list[Edit] = attribute(default_factory=list)
    doubtful: list[Doubtful] = attribute(default_factory=list)
    derived: list[Derived] = attribute(default_factory=list)

    @property
    def what(self) -> str:
        """The name of the act in the history."""
        return f"读入工作簿 {self.filled.file}".strip()


def fill(office: Office, filled: Filled, *, accept_proposals: bool = False) -> FillReport:
    """Store the differences in a single act. Rows missing in the workbook stay; an emptied cell is emptied.

    Raises `Trouble` if the workbook belongs to another unit, programme or kind of period.
    """
    plan = work_out(office, office.db.conn, filled, accept_proposals=accept_proposals)
    office.apply(plan.edits, what=plan.what)
    plan.report.stored = len(plan.edits)
    tell_derived(office.db.conn, plan)
    plan.report.asked = take_questions(office, filled)
    return plan.report


def work_out(office: Office, conn: Any, filled: Filled, *, accept_proposals: bool = False) -> FillPlan:
    """Compare the workbook with the rows read by `conn`, which may belong to another thread. Raises `Trouble` like `fill`."""
    pack, period = target(office, filled)
    if filled.nil:
        raise Trouble("“{file}”是零报（{reason}），没有数可以读入。", file=filled.file, reason=filled.nil)
    if is_own_rollup(office, conn, pack, period, filled):
        told = Sentence("“{file}”是本单位的汇总件，数是下级单位报的，没有读入；只读入上级的质询和退回。", file=filled.file)
        return FillPlan(pack, period, filled, FillReport(remarks=[told]))
    plan = FillPlan(pack, period, filled, FillReport(remarks=[*filled.problems, *_beyond(filled)]))
    for id, rows in filled.forms.items():
        form = next((form for form in pack.forms if form.id == id), None)
        if form is None:
            plan.report.remarks.append(Sentence("方案“{pack}”没有报表“{form}”，这张工作表没有读入。", pack=pack.title, form=id))
            continue
        plan.edits += _FormFiller(conn, form, plan, accept_proposals).edits(rows)
    return plan


def _beyond(filled: Filled) -> Iterator[Sentence]:
    """What stands in columns that the tables do not have."""
    for out in filled.left_out:
        if not out.listed:
            yield Sentence("{told}；{mend}。", told=out.message, mend=out.mend)


def take_questions(office: Office, filled: Filled) -> int:
    """Take over what the level above asks and returns in a workbook, and nothing else of it; how many were new. Raises `Trouble` like
    `fill`."""
    pack, period = target(office, filled)
    own = office.unit_at(period.last).code
    return questions.add_entries(office.db, own, pack.id, period.label, filled.manifest.thread, kinds=FROM_ABOVE)


def target(office: Office, filled: Filled) -> tuple[Pack, Period]:
    """The pack and period of a workbook in this office; raises `Trouble` if it does not belong here."""
    if not (filled.unit and filled.programme and filled.period):
        raise Trouble("“{file}”里的单位、方案和报告期已经丢失，不能自动读入；请重新导出空白表填报。", file=filled.file)
    period = report_period.parse(filled.period)
    own = office.unit_at(period.last)
    if not any(unit.called(name) for unit in (own, office.unit) for name in (filled.unit, filled.unit_name)):
        raise Trouble("这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。", other=filled.unit_name or filled.unit, own=own.name)
    pack = next((pack for pack in office.packs if pack.id == filled.programme), None)
    if pack is None:
        known = tuple(pack.title for pack in office.packs)
        known_title = office.catalogue.packs[filled.programme].title if filled.programme in office.catalogue.packs else filled.programme
        raise Trouble("这个工作簿填的是“{other}”，本工作库启用的是：{known}。", other=known_title, known=known)
    if period.type != pack.period_type:
        raise Trouble("这个工作簿的报告期是{other}，“{title}”按{own}报送。", other=period.title, title=pack.title,
                      own=PERIOD_TYPES[pack.period_type])  # fmt: skip
    return pack, period


class _FormFiller:
    """Compares the rows of a form with those of the office; everything but edits is added to the plan."""

    def __init__(self, conn: Any, form: Form, plan: FillPlan, accept: bool) -> None:
        self.form, self.period, self.plan, self.accept = form, plan.period, plan, accept
        self.remarks = plan.report.remarks
        self.names = [form.field(name) for name in (("code", "title") if form.fixed else form.names) if form.has(name)]
        self.stored: dict[str, Record] = {record.row: record for record in records.rows(conn, form, plan.period)}

    def edits(self, rows: list[FilledRow]) -> Iterator[Edit]:
        """Yield the edits that make the office equal to the workbook."""
        unknown = sorted({name for row in rows[:1] for name in row.cells if not self.form.has(name)})
        if unknown:
            self.remarks.append(Sentence("{form}没有栏“{names}”，没有读入。", form=self.form.title, names=tuple(unknown)))
        for filled_row in self._identified(rows):
            if self.form.fixed and filled_row.row not in self.stored:
                if first := next((field.id for field in self.form.stored if filled_row.cells.get(field.id, "") != ""), ""):
                    values = {"place": filled_row.where(first), "form": self.form.title, "row": filled_row.row}
                    self.remarks.append(Sentence("{place}：“{form}”没有行“{row}”，没有读入。", **values))
                continue
            record = self.stored.get(filled_row.row)
            edits = list(self._row(filled_row, record))
            if record and edits and not self._content(filled_row) and not self.form.fixed:
                self.remarks.append(Sentence("{place}：这一行已清空，行还在；要删除请在程序里删除。", place=filled_row.where()))
            yield from edits

    def _row(self, filled_row: FilledRow, record: Record | None) -> Iterator[Edit]:
        for name, raw in filled_row.cells.items():
            if not self.form.has(name):
                continue
            field = self.form.field(name)
            old = record.cells[name] if record else EMPTY
            if not self.form.typed(field, filled_row.row):
                if raw != "" and not same_cell(_read(raw, field, written=True).cell, old, field):
                    self.plan.derived.append((self.form, filled_row.row, field, raw, filled_row.where(name)))
            elif (edit := self._cell(filled_row, field, raw, old)) is not None:
                yield edit

    def _cell(self, filled_row: FilledRow, field: Field, raw: Any, old: Cell) -> Edit | None:
        unit = self.form.unit(field, filled_row.row)
        reading, as_written = _read(raw, field, unit), _read(raw, field, unit, written=True)
        if same_cell(reading.cell, old, field) or same_cell(as_written.cell, old, field) or self._unchanged(reading, raw, old, field):
            return None
        cell = reading.cell
        value = cell.raw if cell.state is State.RAW else cell.value
        place, edit = filled_row.where(field.id), Edit(self.form, self.period, filled_row.row, field.id, cell)
        self.plan.report.read.append(
            ReadCell(self.form.id, filled_row.row, field.id, reading.raw, value, cell.state.value, reading.kind, reading.note, place)
        )
        if reading.kind in ("same", "read") or (reading.kind == "proposed" and self.accept):
            return edit
        self.plan.doubtful.append(Doubtful(edit, reading, place, self._called(filled_row)))
        return None

    @staticmethod
    def _unchanged(reading: cell_values.Reading, raw: Any, old: Cell, field: Field) -> bool:
        return reading.kind == "proposed" and raw == machine_text(old, field)

    # --- which row is which

    def _identified(self, rows: list[FilledRow]) -> list[FilledRow]:
        """Every row with an id: its own, that of the fixed row or stored row it names, or a new id made from its content."""
        rows = self._resorted([row for row in rows if row.row in self.stored or self._content(row)])
        taken = {row.row for row in rows}
        free: dict[Name, list[str]] = {}
        for id, record in self.stored.items():
            if id not in taken:
                free.setdefault(self._stored_name(record), []).append(id)
        seen: Counter[Name] = Counter()
        return [row if row.row else row._replace(row=self._own_id(row, free, seen)) for row in rows]

    def _own_id(self, filled_row: FilledRow, free: dict[Name, list[str]], seen: Counter[Name]) -> str:
        name = self._name(filled_row)
        if self.form.fixed:
            codes = {row.title: row.code for row in self.form.rows}
            return name[0] if name[0] in self.stored else codes.get(name[-1], name[0] or name[-1])
        candidates = free.get(name, []) if any(name) else []
        if len(candidates) == 1:
            return candidates.pop()
        # Made from the content, so that reading the same workbook twice gives the same row.
        key = name if any(name) else tuple(str(value) for value in filled_row.cells.values())
        seen[key] += 1
        text = "\x1f".join([self.form.key, self.period.month, *key, str(seen[key])])
        return "r" + hashlib.sha256(text.encode()).hexdigest()[:10]

    def _resorted(self, rows: list[FilledRow]) -> list[FilledRow]:
        """If only the visible columns were sorted, give the rows back the ids that belong to their names."""
        if self.form.fixed or not self.names:
            return rows
        moved = {n for n, row in enumerate(rows) if row.row in self.stored and self._name(row) != self._stored_name(self.stored[row.row])}
        ids = {self._stored_name(self.stored[rows[n].row]): rows[n].row for n in moved}
        if len(moved) < 2 or len(ids) < len(moved) or {self._name(rows[n]) for n in moved} != set(ids):
            return rows
        sentence = Sentence("“{form}”有 {n} 行只排了可见的列，已按名称对回原来的行，请核对。", form=self.form.title, n=len(moved))
        self.remarks.append(sentence)
        return [row._replace(row=ids[self._name(row)]) if n in moved else row for n, row in enumerate(rows)]

    def _name(self, filled_row: FilledRow) -> Name:
        return tuple(machine_text(_read(filled_row.cells.get(field.id, ""), field).cell, field) for field in self.names)

    def _stored_name(self, record: Record) -> Name:
        return tuple(machine_text(record.cells[field.id], field) for field in self.names)

    def _called(self, filled_row: FilledRow) -> str:
        """The name of a row; "" if it has none yet."""
        name = compare.row_name(
            self.form, filled_row.row, {field.id: _read(filled_row.cells.get(field.id, ""), field).cell for field in self.names}
        )
        return "" if name == filled_row.row else name

    def _content(self, filled_row: FilledRow) -> bool:
        """Whether any cell that can be typed is filled."""
        return any(filled_row.cells.get(field.id, "") != "" for field in self.form.stored)


def same_cell(new: Cell, old: Cell, field: Field) -> bool:
    """Whether the cell equals the stored one, to the precision of a spreadsheet; a masked personal value equals the original."""
    if new == old or canonical(new) == canonical(old):
        return True
    if not field.personal:
        return False
    if new.state is old.state and isinstance(old.value, str) and new.value == kinds.kind_of(field).mask(old.value):
        return True
    # An unreadable text is masked by stars.
    return old.state is State.RAW and machine_text(new, field) == "*" * len(old.raw or "")


def _read(raw: Any, field: Field, unit: str | None = None, *, written: bool = False) -> cell_values.Reading:
    return kinds.read(None if raw == "" else raw, field, unit=unit, written=written)


def tell_derived(conn: Any, plan: FillPlan) -> None:
    """Report computed or fixed cells that were changed by hand; called after storing, so they are compared with the new results."""
    count = 0
    for form, row, field, raw, place in plan.derived:
        record = next(records.rows(conn, form, plan.period, row=row), None)
        own = record.cells[field.id] if record else EMPTY
        cell = _read(raw, field, written=True).cell
        if same_cell(cell, own, field):
            continue
        count += 1
        if count <= LISTED:
            values = {"place": place, "field": field.title, "here": machine_text(cell, field), "there": machine_text(own, field)}
            plan.report.remarks.append(
                Sentence("{place}：“{field}”是固定内容，工作簿里是“{here}”，程序里是“{there}”，没有采用。", **values)
                if field.const
                else Sentence("{place}：“{field}”由程序计算，工作簿里是“{here}”，程序里是“{there}”，没有采用。", **values)
            )
    if count > LISTED:
        plan.report.remarks.append(Sentence("还有 {n} 处计算栏或固定内容被改动，没有采用。", n=count - LISTED))
