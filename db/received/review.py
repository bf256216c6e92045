"""One received return under review: its versions, what happened to them, its problems judged again, its cells beside other versions.

A `Review` is one version with all that belongs to it; a `ComparedCell` is one cell of it with the same cell of the version it is compared
with and of the previous period.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.messages import Trouble
from db.office import unit_table
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import compare, intake_log, questions, store
from db.received.compare import Side
from db.received.intake_log import IntakeEvent, IntakeState
from db.received.questions import Question
from db.received.store import Received
from db.returns.check_code import canonical
from db.rules.judge import Judge, noted
from db.rules.problem import Problem
from db.units import hierarchy
from db.values.cell import EMPTY, Cell


@dataclass(frozen=True)
class Review:
    """`one` is the version looked at, made by `pack`; `against` the older one it is compared with, `before` that of the previous period."""

    one: Received
    pack: Pack
    period: Period
    versions: tuple[Received, ...]
    against: Received | None
    before: Received | None
    state: IntakeState
    questions: tuple[Question, ...]
    log: tuple[IntakeEvent, ...]
    counts: Mapping[str, int]  # form -> rows

    @property
    def newest(self) -> bool:
        """Whether it is the newest version: only that one is asked about or returned."""
        return self.one.version == self.versions[-1].version

    @property
    def returned(self) -> bool:
        """Whether it was sent back."""
        return self.newest and self.state.word == "returned"


@dataclass(frozen=True)
class ComparedCell:
    """One cell; a version that is not there holds None. `kind` is as in `compare`, empty where nothing changed."""

    form: str
    row: str
    name: str
    field: str
    kind: str
    old: Cell | None
    now: Cell | None
    before: Cell | None

    @property
    def difference(self) -> int | float | None:
        """The new number less the old one."""
        return compare.difference(self.old, self.now)


def review(conn: Any, pack: Pack, period: Period, unit: str, version: int = 0) -> Review:
    """A version of a unit's return (the newest without `version`), beside the last one before it that was not sent back.

    Raises `Trouble` where nothing was received, or not that version.
    """
    found = store.versions(conn, pack.id, period.label, unit)
    one = next((other for other in found if other.version == version), found[-1] if found and not version else None)
    if one is None:
        whose = {"unit": _name(conn, unit, period), "title": pack.title, "period": period.title}
        if not found:
            raise Trouble("“{unit}”的{title} {period} 还没有收到报送件。", **whose)
        known = "、".join(str(other.version) for other in found)
        raise Trouble("“{unit}”的{title} {period} 没有第 {version} 版，收到的有：第 {known} 版。", version=version, known=known, **whose)
    made = store.pack_of(conn, one, pack)
    log = intake_log.events(conn, pack.id, period.label, unit)
    return Review(
        one, made, period, tuple(found), store.accepted_before(conn, one),
        store.standing(conn, pack.id, period.previous.label).get(unit), intake_log.state(log),
        tuple(questions.thread(conn, unit, pack.id, period.label)), tuple(log),
        {form.id: store.count(conn, one, form) for form in made.forms},
    )  # fmt: skip


def _name(conn: Any, unit: str, period: Period) -> str:
    found = hierarchy.named(unit_table.units(conn), unit, period.last)
    return found.name if found is not None else unit


def problems(conn: Any, found: Review, level: str) -> list[Problem]:
    """Its problems by the rules of the pack it was made by, with the notes of the sender; `level` is its unit's."""
    one, pack = found.one, found.pack
    rows = {form.id: ((line.row, line.cells) for line in store.rows(conn, one, form)) for form in pack.forms}
    before = {other: store.earlier(conn, pack, one.unit, other) for other in (found.period.previous, found.period.last_year)}
    with Judge() as judge:
        judged = judge.problems(pack, found.period, level, rows, {other: kept for other, kept in before.items() if kept})
    return noted(judged, one.head.get("notes", ()))


def changes(conn: Any, found: Review) -> Iterator[ComparedCell]:
    """The cells that differ from the version it is compared with; streams."""
    if found.against is None:
        return
    sides = {form.id: _side(conn, found, form, found.before) for form in found.pack.forms}
    for one in compare.compare(conn, found.pack, found.against, found.one):
        before = _cell(sides[one.form], one.row, one.field)
        yield ComparedCell(one.form, one.row, one.name, one.field, one.kind, one.old, one.new, before)


def lines(conn: Any, found: Review, form: Form, first: int, count: int) -> Iterator[ComparedCell]:
    """Every cell of `count` rows from the `first` on that is not the pack's own text, whether it changed or not."""
    old, before = _side(conn, found, form, found.against), _side(conn, found, form, found.before)
    for placed in store.rows(conn, found.one, form, first, first + count):
        cells = dict(zip((field.id for field in form.fields), placed.cells, strict=False))
        then, last = old.row(placed.row) if old else None, before.row(placed.row) if before else None
        name = compare.called(form, placed.row, cells)
        for id, cell in ((one.id, cells.get(one.id, EMPTY)) for one in form.fields if not one.const):
            was = (then or {}).get(id, EMPTY)  # a new row, or one without this column, was empty there
            kind = "" if old is None or canonical(was) == canonical(cell) else "changed" if then else "added"
            yield ComparedCell(form.id, placed.row, name, id, kind, was if old else None, cell, last.get(id) if last is not None else None)


def _side(conn: Any, found: Review, form: Form, one: Received | None) -> Side | None:
    return Side(conn, found.pack, form, one) if one is not None else None


def _cell(side: Side | None, row: str, field: str) -> Cell | None:
    cells = side.row(row) if side is not None else None
    return cells.get(field) if cells is not None else None
