"""Columns and rows that another version of a form calls by another name: the rows of a return as that version has them.

A `FormRenames` is a form beside the same form in the pack by which a return was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from db.packs.model import Form, Pack
from db.values.cell import EMPTY, Cell, value


class FormRenames:
    """`form` beside `made`, by which a return was made: columns and rows of one id or code are the same, else what one names as `was`."""

    def __init__(self, form: Form, made: Form) -> None:
        self.form, self.made = form, made
        self._fields = _same({one.id: one.was for one in form.fields}, {one.id: one.was for one in made.fields})
        self._rows = _same({one.code: one.was for one in form.rows}, {one.code: one.was for one in made.rows})
        self._codes = {theirs: ours for ours, theirs in self._rows.items()}
        self._ids = {theirs: ours for ours, theirs in self._fields.items()}
        order = {one.id: n for n, one in enumerate(made.fields)}
        self._places = [order.get(self._fields.get(one.id, ""), -1) for one in form.fields]

    def theirs(self, field: str) -> str:
        """What the return calls a column; empty where it has none."""
        return self._fields.get(field, "")

    def ours(self, field: str) -> str:
        """What the form calls a column of the return; the same where the form has none."""
        return self._ids.get(field, field)

    def row(self, code: str) -> str:
        """What the return calls a row; the same where it has none, and in a ledger."""
        return self._rows.get(code, code)

    def code(self, row: str) -> str:
        """What the form calls a row of the return; the same where the form has none, and in a ledger."""
        return self._codes.get(row, row)

    def cells(self, row: str, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a row of the return in the order of the form's fields: what is new there is empty, fixed texts are the form's."""
        if self.form is self.made:
            return cells
        found = [cells[n] if 0 <= n < len(cells) else EMPTY for n in self._places]
        if fixed := self.form.row(self.code(row)):
            for n, one in enumerate(self.form.fields):
                if one.const:
                    found[n] = value(fixed.constant(one.const)) if fixed.constant(one.const) else EMPTY
        return tuple(found)


@lru_cache(maxsize=512)
def renamed(form: Form, made: Pack) -> FormRenames:
    """A form beside the one of that id in the pack a return was made by; where it has none, the return has no rows of it either."""
    return FormRenames(form, next((one for one in made.forms if one.id == form.id), form))


def cell(pack: Pack, made: Pack, form: str, row: str, field: str) -> tuple[str, str]:
    """What `pack` calls the row and the column of a cell of a return made by `made`."""
    found = next((one for one in pack.forms if one.id == form), None)
    if found is None:
        return row, field
    names = renamed(found, made)
    return names.code(row), names.ours(field)


def _same(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Ours -> theirs of what is the same, from what each is called and was called; either may be the newer version."""
    found = {name: name for name in ours if name in theirs}
    found |= {name: was for name, was in ours.items() if name not in theirs and was in theirs and was not in ours}
    found |= {was: name for name, was in theirs.items() if name not in ours and was in ours and was not in theirs}
    return found
