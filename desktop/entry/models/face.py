"""What a grid shows of a form: how one cell is drawn (`CellFace`), and which rows are shown in which order (`RowFilter`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as attribute, replace

from PySide6.QtCore import Qt

from db.values.cell import State

FACE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class CellFace:
    """How one cell is drawn. `problem` is the worst severity there, `before` last period's text, `hint` a stand-in
    for an empty text, `beside` says that these are words beside a cell and no cell of the form."""

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
    """What is shown of a form: words searched, filters by field (see `records.conditions`), order, only what changed this period."""

    search: str = ""
    filters: Mapping[str, str] = attribute(default_factory=dict)
    order: tuple[tuple[str, bool], ...] = ()
    changed: bool = False

    @property
    def plain(self) -> bool:
        """Whether everything is shown in the form's own order."""
        return not (self.search or self.filters or self.order or self.changed)

    def sorted_by(self, field: str) -> RowFilter:
        """The next of the three orders of a column: up, down, none."""
        now = dict(self.order).get(field)
        return replace(self, order=((field, now is False),) if now is not True else ())

    def filtered(self, field: str, text: str) -> RowFilter:
        """With the filter of one field set, or taken away by an empty text."""
        kept = {name: one for name, one in self.filters.items() if name != field}
        return replace(self, filters=kept | ({field: text} if text else {}))
