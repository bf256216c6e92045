"""How one cell of a form is drawn (`CellFace`), and which of its rows are shown in which order (`RowFilter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as attribute, replace

from PySide6.QtCore import Qt

from db.values.cell import State

FACE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class CellFace:
    """How one cell is drawn. `problem` is the worst severity there, `before` the text of the period before, `hint` a placeholder
    for an empty text; `beside` marks a text that is no cell of the form."""

    text: str = ""
    state: State = State.EMPTY
    align: str = "left"
    locked: bool = False
    derived: bool = False
    changed: bool = False
    problem: str = ""
    note: bool = False
    before: str = ""
    heading: bool = False
    indent: int = 0
    lines: bool = False
    hint: str = ""
    beside: bool = False


@dataclass(frozen=True)
class RowFilter:
    """Which rows of a form are shown: words searched, filters by field (see `records.conditions`), order, only rows changed this period."""

    search: str = ""
    filters: Mapping[str, str] = attribute(default_factory=dict)
    order: tuple[tuple[str, bool], ...] = ()
    changed: bool = False

    @property
    def shows_all(self) -> bool:
        """Whether all rows are shown in the form's own order."""
        return not (self.search or self.filters or self.order or self.changed)

    def sorted_by(self, field: str) -> RowFilter:
        """With the next order of a column: ascending, descending, none."""
        now = dict(self.order).get(field)
        return replace(self, order=((field, now is False),) if now is not True else ())

    def filtered(self, field: str, text: str) -> RowFilter:
        """With the filter of a field set, or removed where the text is empty."""
        others = {name: condition for name, condition in self.filters.items() if name != field}
        return replace(self, filters=others | ({field: text} if text else {}))
