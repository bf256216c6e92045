"""Reading a filled workbook into this office's own draft, as one act that can be taken back.

What would change is worked out first (`work_out`, through any reading connection) and stored afterwards, by `fill` or by the window.
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

Name = tuple[str, ...]  # what a row is called: its naming fields as plain text
Derived = tuple[Form, str, Field, Any, Sentence]  # a cell nobody types and that differs: form, row, field, what stands there, where
FROM_ABOVE = ("questioned", "returned", "withdrawn")  # what may come down; answers are this office's own
LISTED = 50  # sentences about cells that are not taken


@dataclass(frozen=True)
class ReadCell:
    """One cell that is not as stored: what stood in the workbook and how it was read; proposed and refused ones are not stored."""

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
    """`stored` cells were written; `read` lists every cell that differed, `told` says what else a person has to know."""

    stored: int = 0
    read: list[ReadCell] = attribute(default_factory=list)
    told: list[str] = attribute(default_factory=list)
    asked: int = 0  # questions and reasons of the level above that came with it and were not known yet

    @property
    def problems(self) -> list[str]:
        """What was told, in Chinese."""
        return [str(one) for one in self.told]

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("form", "row", "field", "raw", "value", "state", "kind")
        read = [{name: getattr(one, name) for name in names} for one in self.read]
        return {"stored": self.stored, "read": read, "problems": self.problems}


@dataclass(frozen=True)
class Doubtful:
    """A cell that waits for a person: the edit it asks for, how its text was read, where it stands, and what people call its row."""

    edit: Edit
    reading: cell_values.Reading
    place: Sentence
    called: str


@dataclass
class FillPlan:
    """What a workbook changes in the draft, nothing of it stored yet: `edits` at once, `doubtful` cells when a person says so.

    `derived` cells are told of when the rest is stored, see `tell_derived`.
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
        """What the history calls the act."""
        return f"读入工作簿 {self.filled.file}".strip()


def fill(office: Office, filled: Filled, *, accept_proposals: bool = False) -> FillReport:
    """Store what differs, in one act. Rows that the workbook lacks stay; an emptied cell is emptied.

    Raises `Trouble` where the workbook is of another unit, programme or period than this office can take.
    """
    plan = work_out(office, office.db.conn, filled, accept_proposals=accept_proposals)
    office.apply(plan.edits, what=plan.what)
    plan.report.stored = len(plan.edits)
    tell_derived(office.db.conn, plan)
    plan.report.asked = take_questions(office, filled)
    return plan.report


def work_out(office: Office, conn: Any, filled: Filled, *, accept_proposals: bool = False) -> FillPlan:
    """What differs from the rows that `conn` reads, which may be a connection of another thread. Raises `Trouble` like `fill`."""
    pack, period = target(office, filled)
    if filled.nil:
        raise Trouble("“{file}”是零报（{reason}），没有数可以读入。", file=filled.file, reason=filled.nil)
    plan = FillPlan(pack, period, filled, FillReport(told=list(filled.problems)))
    for id, rows in filled.forms.items():
        form = next((one for one in pack.forms if one.id == id), None)
        if form is None:
            plan.report.told.append(Sentence("方案“{pack}”没有报表“{form}”，这张工作表没有读入。", pack=pack.title, form=id))
            continue
        plan.edits += _FormFiller(conn, form, plan, accept_proposals).edits(rows)
    return plan


def take_questions(office: Office, filled: Filled) -> int:
    """Take over what the level above asks and returns in a workbook, and nothing else of it; how many were new. Raises `Trouble` like
    `fill`."""
    pack, period = target(office, filled)
    own = office.unit_at(period.last).code
    return questions.take(office.db, own, pack.id, period.label, filled.manifest.thread, kinds=FROM_ABOVE)


def target(office: Office, filled: Filled) -> tuple[Pack, Period]:
    """The pack and period a workbook belongs to in this office; raises `Trouble` where it is another's."""
    if not (filled.unit and filled.programme and filled.period):
        raise Trouble("“{file}”里的单位、方案和报告期已经丢失，不能自动读入；请重新导出空白表填报。", file=filled.file)
    period = report_period.parse(filled.period)
    own = office.unit_at(period.last)
    if not any(one.called(name) for one in (own, office.unit) for name in (filled.unit, filled.unit_name)):
        raise Trouble("这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。", other=filled.unit_name or filled.unit, own=own.name)
    pack = next((one for one in office.packs if one.id == filled.programme), None)
    if pack is None:
        known = tuple(one.title for one in office.packs)
        known_title = office.catalogue.packs[filled.programme].title if filled.programme in office.catalogue.packs else filled.programme
        raise Trouble("这个工作簿填的是“{other}”，本工作库启用的是：{known}。", other=known_title, known=known)
    if period.type != pack.period_type:
        raise Trouble("这个工作簿的报告期是{other}，“{title}”按{own}报送。", other=period.title, title=pack.title,
                      own=PERIOD_TYPES[pack.period_type])  # fmt: skip
    return pack, period


class _FormFiller:
    """The rows of one form compared with the office's; what is no edit goes into the plan."""

    def __init__(self, conn: Any, form: Form, plan: FillPlan, accept: bool) -> None:
        self.form, self.period, self.plan, self.accept = form, plan.period, plan, accept
        self.told = plan.report.told
        self.names = [form.field(name) for name in (("code", "title") if form.fixed else form.names) if form.has(name)]
        self.stored: dict[str, Record] = {one.row: one for one in records.rows(conn, form, plan.period)}

    def edits(self, rows: list[FilledRow]) -> Iterator[Edit]:
        """The edits that bring the office to what the workbook says."""
        unknown = sorted({name for one in rows[:1] for name in one.cells if not self.form.has(name)})
        if unknown:
            self.told.append(Sentence("{form}没有栏“{names}”，没有读入。", form=self.form.title, names=tuple(unknown)))
        for one in self._identified(rows):
            if self.form.fixed and one.row not in self.stored:
                if self._content(one):
                    self.told.append(
                        Sentence("{place}：“{form}”没有行“{row}”，没有读入。", place=one.where(), form=self.form.title, row=one.row)
                    )
                continue
            record = self.stored.get(one.row)
            found = list(self._row(one, record))
            if record and found and not self._content(one) and not self.form.fixed:
                self.told.append(Sentence("{place}：这一行已清空，行还在；要删除请在程序里删除。", place=one.where()))
            yield from found

    def _row(self, one: FilledRow, record: Record | None) -> Iterator[Edit]:
        for name, raw in one.cells.items():
            if not self.form.has(name):
                continue
            field = self.form.field(name)
            old = record.cells[name] if record else EMPTY
            if not self.form.typed(field, one.row):
                if raw != "" and not same_cell(_read(raw, field).cell, old, field):
                    self.plan.derived.append((self.form, one.row, field, raw, one.where(name)))
            elif (edit := self._cell(one, field, raw, old)) is not None:
                yield edit

    def _cell(self, one: FilledRow, field: Field, raw: Any, old: Cell) -> Edit | None:
        reading = _read(raw, field, self.form.unit(field, one.row))
        if same_cell(reading.cell, old, field) or (reading.kind == "proposed" and raw == machine_text(old, field)):
            return None
        cell = reading.cell
        value = cell.raw if cell.state is State.RAW else cell.value
        place, edit = one.where(field.id), Edit(self.form, self.period, one.row, field.id, cell)
        self.plan.report.read.append(
            ReadCell(self.form.id, one.row, field.id, reading.raw, value, cell.state.value, reading.kind, reading.note, place)
        )
        if reading.kind in ("same", "read") or (reading.kind == "proposed" and self.accept):
            return edit
        self.plan.doubtful.append(Doubtful(edit, reading, place, self._called(one)))
        return None

    # --- which row is which

    def _identified(self, rows: list[FilledRow]) -> list[FilledRow]:
        """Every row with an id: its own, that of the fixed row it names, of the stored row it equals, or one made from its content."""
        rows = self._resorted([one for one in rows if one.row in self.stored or self._content(one)])
        taken = {one.row for one in rows}
        free: dict[Name, list[str]] = {}
        for id, record in self.stored.items():
            if id not in taken:
                free.setdefault(self._stored_name(record), []).append(id)
        seen: Counter[Name] = Counter()
        return [one if one.row else one._replace(row=self._own_id(one, free, seen)) for one in rows]

    def _own_id(self, one: FilledRow, free: dict[Name, list[str]], seen: Counter[Name]) -> str:
        name = self._name(one)
        if self.form.fixed:
            codes = {row.title: row.code for row in self.form.rows}
            return name[0] if name[0] in self.stored else codes.get(name[-1], name[0] or name[-1])
        candidates = free.get(name, []) if any(name) else []
        if len(candidates) == 1:
            return candidates.pop()
        # From content, so that the same workbook read twice gives the same row.
        key = name if any(name) else tuple(str(value) for value in one.cells.values())
        seen[key] += 1
        text = "\x1f".join([self.form.key, self.period.month, *key, str(seen[key])])
        return "r" + hashlib.sha256(text.encode()).hexdigest()[:10]

    def _resorted(self, rows: list[FilledRow]) -> list[FilledRow]:
        """Rows whose ids stayed behind when only the visible columns were sorted get back the ids that go with their names."""
        if self.form.fixed or not self.names:
            return rows
        moved = {n for n, one in enumerate(rows) if one.row in self.stored and self._name(one) != self._stored_name(self.stored[one.row])}
        ids = {self._stored_name(self.stored[rows[n].row]): rows[n].row for n in moved}
        if len(moved) < 2 or len(ids) < len(moved) or {self._name(rows[n]) for n in moved} != set(ids):
            return rows
        told = Sentence("“{form}”有 {n} 行只排了可见的列，已按名称对回原来的行，请核对。", form=self.form.title, n=len(moved))
        self.told.append(told)
        return [one._replace(row=ids[self._name(one)]) if n in moved else one for n, one in enumerate(rows)]

    def _name(self, one: FilledRow) -> Name:
        return tuple(machine_text(_read(one.cells.get(field.id, ""), field).cell, field) for field in self.names)

    def _stored_name(self, record: Record) -> Name:
        return tuple(machine_text(record.cells[field.id], field) for field in self.names)

    def _called(self, one: FilledRow) -> str:
        """What people call a row; nothing where it has no name yet."""
        found = compare.called(self.form, one.row, {field.id: _read(one.cells.get(field.id, ""), field).cell for field in self.names})
        return "" if found == one.row else found

    def _content(self, one: FilledRow) -> bool:
        """Whether anything stands in a cell that can be typed."""
        return any(one.cells.get(field.id, "") != "" for field in self.form.stored)


def same_cell(new: Cell, old: Cell, field: Field) -> bool:
    """Whether the cell stands as stored, to the digits a spreadsheet keeps; a masked personal value is the value it masks."""
    if new == old or canonical(new) == canonical(old):
        return True
    if not field.personal:
        return False
    if new.state is old.state and isinstance(old.value, str) and new.value == kinds.kind_of(field).mask(old.value):
        return True
    # Masks of texts that cannot be read are stars.
    return old.state is State.RAW and machine_text(new, field) == "*" * len(old.raw or "")


def _read(raw: Any, field: Field, unit: str | None = None) -> cell_values.Reading:
    return kinds.read(None if raw == "" else raw, field, unit=unit)


def tell_derived(conn: Any, plan: FillPlan) -> None:
    """Tell of cells that are computed or fixed and were changed by hand; after the rest is stored, by what the office computes now."""
    told = 0
    for form, row, field, raw, place in plan.derived:
        record = next(records.rows(conn, form, plan.period, row=row), None)
        own = record.cells[field.id] if record else EMPTY
        found = _read(raw, field).cell
        if same_cell(found, own, field):
            continue
        told += 1
        if told <= LISTED:
            values = {"place": place, "field": field.title, "here": machine_text(found, field), "there": machine_text(own, field)}
            plan.report.told.append(
                Sentence("{place}：“{field}”是固定内容，工作簿里是“{here}”，程序里是“{there}”，没有采用。", **values)
                if field.const
                else Sentence("{place}：“{field}”由程序计算，工作簿里是“{here}”，程序里是“{there}”，没有采用。", **values)
            )
    if told > LISTED:
        plan.report.told.append(Sentence("还有 {n} 处计算栏或固定内容被改动，没有采用。", n=told - LISTED))
