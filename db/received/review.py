"""One received return under review: its versions, its log, its problems checked again, its cells compared with other versions.

A `Review` is one version with its context; a `ComparedCell` is one cell of it with the same cell of the version it is compared with and of
the previous period.
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
from db.rules.judge import Judge, with_notes
from db.rules.problem import Problem
from db.units import hierarchy
from db.values.cell import EMPTY, Cell


@dataclass(frozen=True)
class Review:
    """`received` is the version, made by `pack`; `against` an older one for comparison, `before` that of the previous period."""

    received: Received
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
        """Whether it is the newest version: only that one can be asked about or sent back."""
        return self.received.version == self.versions[-1].version

    @property
    def returned(self) -> bool:
        """Whether it was sent back."""
        return self.newest and self.state.word == "returned"


@dataclass(frozen=True)
class ComparedCell:
    """One cell; None for a version that does not exist. `kind` is as in `compare`, empty where nothing changed."""

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
        """The new number minus the old one."""
        return compare.difference(self.old, self.now)


def review(conn: Any, pack: Pack, period: Period, unit: str, version: int = 0) -> Review:
    """A version of a unit's return (by default the newest), compared with the last earlier one that was not sent back.

    Raises `Trouble` where nothing was received, or not that version.
    """
    received_versions = store.versions(conn, pack.id, period.label, unit)
    received = next(
        (other for other in received_versions if other.version == version),
        received_versions[-1] if received_versions and not version else None,
    )
    if received is None:
        names = {"unit": _name(conn, unit, period), "title": pack.title, "period": period.title}
        if not received_versions:
            raise Trouble("“{unit}”的{title} {period} 还没有收到报送件。", **names)
        known = "、".join(str(other.version) for other in received_versions)
        raise Trouble("“{unit}”的{title} {period} 没有第 {version} 版，收到的有：第 {known} 版。", version=version, known=known, **names)
    made_by = store.pack_of(conn, received, pack)
    log = intake_log.events(conn, pack.id, period.label, unit)
    return Review(
        received, made_by, period, tuple(received_versions), store.accepted_before(conn, received),
        store.standing(conn, pack.id, period.previous.label).get(unit), intake_log.state(log),
        tuple(questions.thread(conn, unit, pack.id, period.label)), tuple(log),
        {form.id: store.count(conn, received, form) for form in made_by.forms},
    )  # fmt: skip


def _name(conn: Any, unit: str, period: Period) -> str:
    named = hierarchy.unit_on(unit_table.units(conn), unit, period.last)
    return named.name if named is not None else unit


def problems(conn: Any, reviewed: Review, level: str) -> list[Problem]:
    """Its problems by the rules of the pack by which it was made, with the sender's notes; `level` is the level of its unit."""
    received, pack = reviewed.received, reviewed.pack
    rows = {form.id: ((line.row, line.cells) for line in store.rows(conn, received, form)) for form in pack.forms}
    before = {other: store.earlier(conn, pack, received.unit, other) for other in (reviewed.period.previous, reviewed.period.last_year)}
    with Judge() as judge:
        judged = judge.problems(pack, reviewed.period, level, rows, {other: forms for other, forms in before.items() if forms})
    return with_notes(judged, received.head.get("notes", ()))


def changes(conn: Any, reviewed: Review) -> Iterator[ComparedCell]:
    """The cells that differ from the version it is compared with, as a stream."""
    if reviewed.against is None:
        return
    sides = {form.id: _side(conn, reviewed, form, reviewed.before) for form in reviewed.pack.forms}
    for change in compare.compare(conn, reviewed.pack, reviewed.against, reviewed.received):
        before = _cell(sides[change.form], change.row, change.field)
        yield ComparedCell(change.form, change.row, change.name, change.field, change.kind, change.old, change.new, before)


def lines(conn: Any, reviewed: Review, form: Form, first: int, count: int) -> Iterator[ComparedCell]:
    """Every cell, except constants of the pack, of `count` rows from `first` on, changed or not."""
    old, before = _side(conn, reviewed, form, reviewed.against), _side(conn, reviewed, form, reviewed.before)
    for placed in store.rows(conn, reviewed.received, form, first, first + count):
        cells = dict(zip((field.id for field in form.fields), placed.cells, strict=False))
        then, last = old.row(placed.row) if old else None, before.row(placed.row) if before else None
        name = compare.row_name(form, placed.row, cells)
        for id, cell in ((field.id, cells.get(field.id, EMPTY)) for field in form.fields if not field.const):
            was = (then or {}).get(id, EMPTY)  # a new row, or one without this column, was empty there
            kind = "" if old is None or canonical(was) == canonical(cell) else "changed" if then else "added"
            yield ComparedCell(form.id, placed.row, name, id, kind, was if old else None, cell, last.get(id) if last is not None else None)


def _side(conn: Any, reviewed: Review, form: Form, received: Received | None) -> Side | None:
    return Side(conn, reviewed.pack, form, received) if received is not None else None


def _cell(side: Side | None, row: str, field: str) -> Cell | None:
    cells = side.row(row) if side is not None else None
    return cells.get(field) if cells is not None else None
