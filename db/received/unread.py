"""A text that could not be taken as its field's kind: what it may mean, or why it cannot be read, said to who has to write it anew."""

from __future__ import annotations

from dataclasses import replace

from db.messages import Sentence
from db.rules.problem import Problem
from db.values.cell import Cell, State
from db.values.field import Field
from db.values.kinds import kind_of, machine_text, read


def understood(problem: Problem, field: Field, cell: Cell, unit: str | None = None) -> Problem:
    """The problem with what was understood of the text; that of a column with personal data, or about anything else, as it is."""
    if problem.rule != f"unread:{field.id}" or cell.state is not State.RAW or cell.raw is None or field.personal:
        return problem
    reading = read(cell.raw, field, unit=unit)
    if reading.kind == "proposed":
        meant = writing(reading.cell, field)
        message = Sentence("“{field}”里的“{typed}”可能是 {meant}", field=field.title, typed=cell.raw, meant=meant)
        return replace(problem, message=message, mend=Sentence("请写成“{meant}”", meant=meant))
    if reading.kind == "refused" and not kind_of(field).choices(field):
        return replace(problem, message=Sentence("{told}：{why}", told=problem.message, why=reading.note))
    return problem


def writing(cell: Cell, field: Field) -> str:
    """How a cell is written so that nothing is asked about it: a percentage with its sign."""
    text, sign = machine_text(cell, field), kind_of(field).unit
    return f"{text}{sign}" if cell.state is State.VALUE and sign and field.unit in ("", sign) and not text.endswith(sign) else text
