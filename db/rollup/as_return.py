"""The roll-up as a return of this office for the level above: its own forms, with the totals in place of typed figures.

What adds up comes from below; what does not (tasks, rates without parts, remarks) is what this office typed itself. It is frozen like
any finalised version, with a check code, because the level above takes no drafts; while 强制 problems remain it stays a draft and says
so. Ledgers hold the rows of all units; each row's id begins with its unit, so that no two are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from db.messages import Sentence, together
from db.office.office import Office
from db.packs import renames
from db.packs.additivity import TOTAL
from db.packs.model import Form
from db.periods.report_period import Period
from db.returns import finalise, versions
from db.returns.finalise import Blocked
from db.returns.model import Note, Return
from db.rollup.rollup import Rollup
from db.rules.judge import Judge
from db.rules.problem import Problem
from db.units import hierarchy
from db.units.model import Unit
from db.values import outgoing
from db.values.cell import EMPTY, NA, Cell, Line, value
from db.values.field import Field


def as_return(office: Office, made: Rollup) -> Return:
    """The roll-up as a draft."""
    own, lower = finalise.draft(office, made.pack, made.period, made.conn), row_marks(made.units, made.unit.code, made.period)

    def source(form: Form) -> Iterator[Line]:
        if form.fixed:
            yield from _fixed(made, form, own)
        else:
            yield from (line for line in own.lines(form) if not line[0].startswith(lower))
            yield from _concatenated(made, form)

    return Return(
        own.pack, own.when, own.unit, own.unit_name, own.office_name, 0, own.people, source, own.pack_version,
        notes=tuple(_notes(made, own, lower)), due=own.due, rolled_up=True,
    )  # fmt: skip


def row_marks(units: Sequence[Unit], code: str, period: Period) -> tuple[str, ...]:
    """How the ids of ledger rows begin that a roll-up of this unit takes from the units below."""
    return tuple(f"{unit.code}-" for unit in hierarchy.descendants(units, code, period.last))


def _fixed(made: Rollup, form: Form, own: Return) -> Iterator[Line]:
    for row, cells in own.lines(form):
        yield row, tuple(_cell(made, form, row, one, cell) for one, cell in zip(form.fields, cells, strict=True))


def _cell(made: Rollup, form: Form, row: str, field: Field, own: Cell) -> Cell:
    """The total of a cell; 不适用 where it is for every unit; else what this office typed."""
    if form.kind == "tasks":
        return own
    total = made.value(form, row, field.id)
    if made.not_applicable(form, row, field.id) and (own == EMPTY or made.adds(form, field, row)):
        return NA
    return own if total is None or not isinstance(total, int | float | str) else outgoing.fifteen(value(total))


def _concatenated(made: Rollup, form: Form) -> Iterator[Line]:
    for part, line, cells in made.detail(form):
        yield f"{part.unit.code}-{line.row}", tuple(cells.get(one.id, EMPTY) for one in form.fields)


def _notes(made: Rollup, own: Return, lower: tuple[str, ...]) -> Iterator[Note]:
    """What came and what is missing beneath each form, adjustments, then the notes of the units and this office's own."""
    for form in made.pack.forms:
        yield from (Note(form.id, "", "", "", f"{one}。", "") for one in (*made.lines, *made.notes(form)))
        if not form.fixed and (again := sum(row.startswith(lower) for row, _ in own.lines(form))):
            yield Note(form.id, "", "", "", str(Sentence("本单位的台账里有 {n} 行是以前读回的汇总件的行，没有计入。", n=again)), "")
        for one in made.adjusted:
            if one.form == form.id:
                where = "" if one.row == TOTAL else f"{one.row} "
                title, amount, day = form.field(one.field).title, f"{one.amount:+f}", one.at[:10]
                told = Sentence("调整“{name}”（{unit}）：{where}{field} {amount}，{reason}（{who}，{at}）。", name=one.name,
                                unit=made.called(one.unit), where=where, field=title, amount=amount, reason=one.reason, who=one.who,
                                at=day)  # fmt: skip
                yield Note(form.id, one.row, one.field, "", str(told), "")
    for part in made.parts:
        for note in part.received.head.get("notes", ()):
            if note.get("text"):
                row, field = renames.cell(made.pack, part.pack, note["form"], note["row"], note["field"])
                yield Note(note["form"], row, field, f"{part.unit.name} {note['place']}", note["message"], note["text"])
    yield from own.notes


def hand_up(office: Office, made: Rollup) -> tuple[Return, list[Problem]]:
    """The roll-up frozen as this office's next version, or as a draft with the 强制 problems that stand in its way."""
    found, errors = as_return(office, made), list[Problem]()

    def check(_: object) -> None:
        with Judge() as judge:
            problems = judge.problems(found.pack, found.when, made.unit.level, {form.id: found.lines(form) for form in found.pack.forms})
        errors.extend(one for one in problems if one.severity == "error")
        if errors and found.pack.blocking:
            raise Blocked(errors)

    try:
        return finalise.freeze(office, found, f"{versions.ROLLED_UP}{made.head}", check), errors
    except Blocked:
        told = (Note(form.id, "", "", "", str(Sentence("本表还是草稿，{told}。", told=_missing(cells))), "")
                for form in made.pack.forms if (cells := _own_cells(made, [one for one in errors if one.form == form.id])))  # fmt: skip
        return replace(found, notes=(*told, *found.notes)), errors


def why_draft(made: Rollup, errors: Sequence[Problem]) -> Sentence | str:
    """What keeps the roll-up a draft: the cells of this office's own, each named, and how much is wrong in what came; empty if nothing."""
    below = sum(1 + one.more for one in errors if not _is_own(made, one))
    told = [_missing(cells)] if (cells := _own_cells(made, errors)) else []
    return together(told + ([Sentence("下级报的数有 {n} 个必须改的问题", n=below)] if below else []))


def _missing(cells: Sequence[Sentence]) -> Sentence:
    return Sentence("本单位自己要填的还没有填好：{cells}。在“填报”里补上再汇总", cells=together(cells))


def _own_cells(made: Rollup, errors: Iterable[Problem]) -> list[Sentence]:
    """The problems of cells that this office types itself: by form, column and sentence the rows."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for one in errors:
        if _is_own(made, one):
            rows.setdefault((one.form, one.field, one.message), []).append(one.row)
    return [
        Sentence("{form}“{field}”：{rows}（{message}）", form=form.title, rows=tuple(codes), message=message,
                 field=form.field(field).title if form.has(field) else "")
        for (id, field, message), codes in rows.items() for form in (made.pack.form(id),)
    ]  # fmt: skip


def _is_own(made: Rollup, problem: Problem) -> bool:
    """Whether a problem is about a cell that this office types: a task, a rate without parts, a row of a ledger of its own."""
    form = made.pack.form(problem.form)
    if not form.fixed:
        return not problem.row.startswith(row_marks(made.units, made.unit.code, made.period))
    row, typed = form.row(problem.row), form.has(problem.field) and form.typed(form.field(problem.field), problem.row)
    return form.kind == "tasks" or (typed and not made.adds(form, problem.field, problem.row) and not (row and row.parts))
