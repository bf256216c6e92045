"""Renamed columns and rows: the rows of a return, made by one version of a pack, as another version of its form has them.

A `FormRenames` maps between a form and the same form in the pack by which a return was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from db.packs.model import Form, Pack
from db.values.cell import EMPTY, Cell, value


class FormRenames:
    """Maps between `form` and `made_form`, by which a return was made: by equal ids and codes, else by what one names as `was`."""

    def __init__(self, form: Form, made_form: Form) -> None:
        self.form, self.made_form = form, made_form
        self._fields = same_names({field.id: field.was for field in form.fields}, {field.id: field.was for field in made_form.fields})
        self._rows = same_names({row.code: row.was for row in form.rows}, {row.code: row.was for row in made_form.rows})
        self._codes = {theirs: ours for ours, theirs in self._rows.items()}
        self._ids = {theirs: ours for ours, theirs in self._fields.items()}
        order = {field.id: n for n, field in enumerate(made_form.fields)}
        self._places = [order.get(self._fields.get(field.id, ""), -1) for field in form.fields]

    def theirs(self, field: str) -> str:
        """The id that a column of the form has in the return; empty where the return does not have it."""
        return self._fields.get(field, "")

    def ours(self, field: str) -> str:
        """The id that a column of the return has in the form; unchanged where the form does not have it, empty if that is another one."""
        return self._ids.get(field, "" if self.form.has(field) else field)

    def row(self, code: str) -> str:
        """The code that a row of the form has in the return; unchanged where the return does not have it, empty if that is another one,
        and unchanged in a ledger."""
        return self._rows.get(code, "" if self.made_form.row(code) else code)

    def code(self, row: str) -> str:
        """The code that a row of the return has in the form; unchanged where the form does not have it, empty if that is another one,
        and unchanged in a ledger."""
        return self._codes.get(row, "" if self.form.row(row) else row)

    def cells(self, row: str, cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The cells of a row of the return in the order of the form's fields; new fields are empty, constants are those of the form."""
        if self.form is self.made_form:
            return cells
        ordered = [cells[n] if 0 <= n < len(cells) else EMPTY for n in self._places]
        if fixed := self.form.row(self.code(row)):
            for n, field in enumerate(self.form.fields):
                if field.const:
                    ordered[n] = value(fixed.constant(field.const)) if fixed.constant(field.const) else EMPTY
        return tuple(ordered)


@lru_cache(maxsize=512)
def renamed(form: Form, made_by: Pack) -> FormRenames:
    """The renames between a form and the form with its id in `made_by`; where that has none, the return has no rows of it either."""
    return FormRenames(form, next((other for other in made_by.forms if other.id == form.id), form))


def cell(pack: Pack, made_by: Pack, form: str, row: str, field: str) -> tuple[str, str]:
    """The row code and column id that a cell of a return made by `made_by` has in `pack`."""
    own_form = next((other for other in pack.forms if other.id == form), None)
    if own_form is None:
        return row, field
    names = renamed(own_form, made_by)
    return names.code(row), names.ours(field)


def same_names(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Names in `ours` -> names in `theirs` for what is the same in both; each maps its names to earlier names (`was`).

    Either may be the newer version. What the newer one says was another name is that one, even where this name is used anew; an earlier
    name that both state is no news.
    """
    same = {name: was for name, was in ours.items() if was in theirs and theirs.get(name) != was}
    taken = set(same.values())
    for name, was in theirs.items():
        if was in ours and ours.get(name) != was and was not in same and name not in taken:
            same[was] = name
            taken.add(name)
    return same | {name: name for name in ours if name in theirs and name not in same and name not in taken}
