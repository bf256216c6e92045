"""What a total is made of: the units in it, and the values behind each number.

A `Contribution` is one unit's return in a roll-up, a `Source` one value behind a total, a `Why` all that stands behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.packs.model import Form, Pack
from db.received.store import Placed, Received
from db.units.model import Unit
from db.values.cell import Cell
from db.values.exact import PrintedNumber, balanced


@dataclass(frozen=True)
class Contribution:
    """One unit that counts, with the version whose figures count."""

    unit: Unit
    received: Received
    pack: Pack  # its return was made by


@dataclass(frozen=True)
class Source:
    """One value behind a total: a cell of a file, an adjustment made here, or this office's own target."""

    unit: str
    unit_name: str
    value: Any
    file: str = ""
    path: str = ""  # where the file was read
    sheet: str = ""
    cell: str = ""
    version: int = 0
    check_code: str = ""
    who: str = ""  # who filled it in, and when it was finalised
    at: str = ""
    taken_by: str = ""  # who received it, and when
    taken_at: str = ""
    kind: str = "reported"  # or computed (by this office, of a return filled by hand), adjusted, goal
    row: str = ""
    reason: str = ""
    printed: str = ""  # in the tables of the roll-up, where 舍位平衡 moved it: the value itself stays
    period: str = ""  # of a cell that another period's number is computed from
    computed_from: tuple[Source, ...] = ()  # the cells that were typed

    def as_json(self) -> dict[str, Any]:
        """The document of the command line."""
        named = ("file", "sheet", "cell", "check_code")
        found = {name: value for name, value in vars(self).items() if value not in ("", ()) or name in named}
        return found | ({"computed_from": [one.as_json() for one in self.computed_from]} if self.computed_from else {})


def of_file(form: Form, unit: Unit, one: Received, line: Placed, cell: Cell, theirs: str, period: str = "") -> Source:
    """A cell of a unit's file; `theirs` is what the return calls the column, `period` which it is of where that is another one."""
    sheet, address = one.cell(form.id, theirs, line.place)
    who = str(one.head.get("people", {}).get("preparer") or one.head.get("office_name") or one.unit_name)
    file = (one.file, str(one.head.get("path", "")), sheet, address, one.version, one.check_code)
    return Source(one.unit, unit.name, cell.value, *file, who, one.made_at, one.who, one.at, row=line.row, period=period)


def with_printed(sources: Sequence[Source], decimals: int) -> tuple[Source, ...]:
    """The sources of one total, those that the printed tables show moved by 舍位平衡 with what is printed."""
    even = balanced([one.value for one in sources], decimals)
    return tuple(replace(one, printed=PrintedNumber(even.parts[n]).text) if n in even.moved else one for n, one in enumerate(sources))
