"""Reading a filled workbook into this office's own draft, as one act that can be taken back."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field as attribute
from typing import Any

from db import fields, periods, thread
from db.check_code import canonical
from db.edits import Edit
from db.fields import EMPTY, Cell, Field, State, mask, plain
from db.office import Office
from db.pack import PERIOD_TYPES, Form, Pack
from db.periods import Period
from db.records import Record
from db.trouble import Trouble
from desktop.exchange.read_book import Filled, FilledRow

Name = tuple[str, ...]  # what a row is called: its naming fields as plain text
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
    note: str = ""
    place: str = ""


@dataclass
class FillReport:
    """`stored` cells were written; `read` lists every cell that differed, `problems` are sentences."""

    stored: int = 0
    read: list[ReadCell] = attribute(default_factory=list)
    problems: list[str] = attribute(default_factory=list)
    asked: int = 0  # questions and reasons of the level above that came with it and were not known yet

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        names = ("form", "row", "field", "raw", "value", "state", "kind")
        read = [{name: getattr(one, name) for name in names} for one in self.read]
        return {"stored": self.stored, "read": read, "problems": self.problems}


def fill(office: Office, filled: Filled, *, accept_proposals: bool = False) -> FillReport:
    """Store what differs, in one act. Rows that the workbook lacks stay; an emptied cell is emptied.

    Raises `Trouble` where the workbook is of another unit, programme or period than this office can take.
    """
    pack, period = target(office, filled)
    if filled.nil:
        raise Trouble("“{file}”是零报（{reason}），没有数可以读入。", file=filled.file, reason=filled.nil)
    report = FillReport(problems=list(filled.problems))
    edits: list[Edit] = []
    derived: list[tuple[Form, str, Field, Any, str]] = []
    for id, rows in filled.forms.items():
        form = next((one for one in pack.forms if one.id == id), None)
        if form is None:
            report.problems.append(f"方案“{pack.title}”没有报表“{id}”，这张工作表没有读入。")
            continue
        filler = _FormFiller(office, form, period, report, accept_proposals)
        edits += filler.edits(rows)
        derived += filler.derived
    report.stored = sum(one.field is not None for one in edits)
    office.apply(edits, what=f"读入工作簿 {filled.file}".strip())
    _tell_derived(office, period, derived, report)
    report.asked = take_questions(office, filled)
    return report


def take_questions(office: Office, filled: Filled) -> int:
    """Take over what the level above asks and returns in a workbook, and nothing else of it; how many were new. Raises `Trouble` like
    `fill`."""
    pack, period = target(office, filled)
    own = office.unit_at(period.last).code
    return thread.take(office.db, own, pack.id, period.label, filled.manifest.thread, kinds=FROM_ABOVE)


def target(office: Office, filled: Filled) -> tuple[Pack, Period]:
    """The pack and period a workbook belongs to in this office; raises `Trouble` where it is another's."""
    if not (filled.unit and filled.programme and filled.period):
        raise Trouble("“{file}”里的单位、方案和报告期已经丢失，不能自动读入；请重新导出空白表填报。", file=filled.file)
    period = periods.parse(filled.period)
    own = office.unit_at(period.last)
    if not any(one.called(name) for one in (own, office.unit) for name in (filled.unit, filled.unit_name)):
        raise Trouble("这个工作簿是“{other}”的，本工作库是“{own}”的，不能读入。", other=filled.unit_name or filled.unit, own=own.name)
    pack = next((one for one in office.packs if one.id == filled.programme), None)
    if pack is None:
        known = "、".join(one.title for one in office.packs)
        known_title = office.catalogue.packs[filled.programme].title if filled.programme in office.catalogue.packs else filled.programme
        raise Trouble("这个工作簿填的是“{other}”，本工作库启用的是：{known}。", other=known_title, known=known)
    if period.type != pack.period_type:
        raise Trouble("这个工作簿的报告期是{other}，“{title}”按{own}报送。", other=period.title, title=pack.title,
                      own=PERIOD_TYPES[pack.period_type])  # fmt: skip
    return pack, period


class _FormFiller:
    """The rows of one form compared with the office's."""

    def __init__(self, office: Office, form: Form, period: Period, report: FillReport, accept: bool) -> None:
        self.form, self.period, self.report, self.accept = form, period, report, accept
        self.names = [form.field(name) for name in (("code", "title") if form.fixed else form.names) if form.has(name)]
        self.stored: dict[str, Record] = {one.row: one for one in office.rows(form, period)}
        self.derived: list[tuple[Form, str, Field, Any, str]] = []

    def edits(self, rows: list[FilledRow]) -> Iterator[Edit]:
        """The edits that bring the office to what the workbook says."""
        unknown = sorted({name for one in rows[:1] for name in one.cells if not self.form.has(name)})
        if unknown:
            self.report.problems.append(f"{self.form.title}没有栏“{'、'.join(unknown)}”，没有读入。")
        for one in self._identified(rows):
            if self.form.fixed and one.row not in self.stored:
                if self._content(one):
                    self.report.problems.append(f"{_place(one)}：“{self.form.title}”没有行“{one.row}”，没有读入。")
                continue
            record = self.stored.get(one.row)
            found = list(self._row(one, record))
            if record and found and not self._content(one) and not self.form.fixed:
                self.report.problems.append(f"{_place(one)}：这一行已清空，行还在；要删除请在程序里删除。")
            yield from found

    def _row(self, one: FilledRow, record: Record | None) -> Iterator[Edit]:
        for name, raw in one.cells.items():
            if not self.form.has(name):
                continue
            field = self.form.field(name)
            old = record.cells[name] if record else EMPTY
            if not self.form.typed(field, one.row):
                if raw != "" and not same_cell(_read(raw, field).cell, old, field):
                    self.derived.append((self.form, one.row, field, raw, _place(one, name)))
            elif (edit := self._cell(one, field, raw, old)) is not None:
                yield edit

    def _cell(self, one: FilledRow, field: Field, raw: Any, old: Cell) -> Edit | None:
        reading = _read(raw, field, self.form.unit(field, one.row))
        if same_cell(reading.cell, old, field) or (reading.kind == "proposed" and raw == plain(old, field)):
            return None
        cell = reading.cell
        value = cell.raw if cell.state is State.RAW else cell.value
        place = _place(one, field.id)
        self.report.read.append(
            ReadCell(self.form.id, one.row, field.id, reading.raw, value, cell.state.value, reading.kind, reading.note, place)
        )
        taken = reading.kind in ("same", "read") or (reading.kind == "proposed" and self.accept)
        return Edit(self.form, self.period, one.row, field.id, cell) if taken else None

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
        self.report.problems.append(f"“{self.form.title}”有 {len(moved)} 行只排了可见的列，已按名称对回原来的行，请核对。")
        return [one._replace(row=ids[self._name(one)]) if n in moved else one for n, one in enumerate(rows)]

    def _name(self, one: FilledRow) -> Name:
        return tuple(plain(_read(one.cells.get(field.id, ""), field).cell, field) for field in self.names)

    def _stored_name(self, record: Record) -> Name:
        return tuple(plain(record.cells[field.id], field) for field in self.names)

    def _content(self, one: FilledRow) -> bool:
        """Whether anything stands in a cell that can be typed."""
        return any(one.cells.get(field.id, "") != "" for field in self.form.stored)


def same_cell(new: Cell, old: Cell, field: Field) -> bool:
    """Whether the cell stands as stored, to the digits a spreadsheet keeps; a masked personal value is the value it masks."""
    if new == old or canonical(new) == canonical(old):
        return True
    if not field.personal:
        return False
    if new.state is old.state and isinstance(old.value, str) and new.value == mask(old.value, field.kind):
        return True
    # Masks of texts that cannot be read are stars.
    return old.state is State.RAW and plain(new, field) == "*" * len(old.raw or "")


def _read(raw: Any, field: Field, unit: str | None = None) -> fields.Reading:
    return fields.read(None if raw == "" else raw, field, unit=unit)


def _place(one: FilledRow, field: str = "") -> str:
    sheet, number = one.place
    return f"工作表“{sheet}”{one.columns[field]}{number}" if field in one.columns else f"工作表“{sheet}”第{number}行"


def _tell_derived(office: Office, period: Period, derived: list[tuple[Form, str, Field, Any, str]], report: FillReport) -> None:
    """Sentences on cells that are computed or fixed and were changed by hand, after the rest is stored."""
    told = 0
    for form, row, field, raw, place in derived:
        record = office.record(form, period, row)
        own = record.cells[field.id] if record else EMPTY
        found = _read(raw, field).cell
        if same_cell(found, own, field):
            continue
        told += 1
        if told <= LISTED:
            why = "是固定内容" if field.const else "由程序计算"
            here, there = plain(found, field), plain(own, field)
            report.problems.append(f"{place}：“{field.title}”{why}，工作簿里是“{here}”，程序里是“{there}”，没有采用。")
    if told > LISTED:
        report.problems.append(f"还有 {told - LISTED} 处计算栏或固定内容被改动，没有采用。")
