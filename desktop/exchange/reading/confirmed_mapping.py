"""A mapping confirmed by a clerk for a foreign workbook: which column is which field, which line is which row.

It is used where tags and similar heads do not help. It is stored in the office file under a fingerprint of the heads and the
programme, so the next such workbook is read without asking, whatever its sheet name and the order of its columns.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from db.messages import Trouble
from db.office.office import Office
from desktop.exchange.book.sheet_map import SheetMap, bare
from desktop.exchange.lead_form.measure_units import bracket
from desktop.exchange.reading.head_match import DEEP, LEVELS, Head, heads

KEY = "mapping:"  # of the setting table, before the fingerprint
AT = "@"  # between fingerprint and programme
UNIT = ("计量单位", "单位")  # heads of a column with the unit of each row


@dataclass(frozen=True)
class Confirmed:
    """A mapping: `columns` is head -> field; for a fixed form `stub` is the head of the row names and `rows` is name -> row code.

    A name with the code "" is skipped, and the whole sheet if `form` is "". `units` are our units of measure by field,
    `row_units` by row code for the fields `by_row`.
    """

    form: str
    columns: Mapping[str, str]
    stub: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    programme: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    row_units: Mapping[str, str] = field(default_factory=dict)
    by_row: Sequence[str] = ()


class MappedSheet(NamedTuple):
    """A confirmed mapping applied to a sheet: the sheet map and the columns (from 1) of row names and row units.

    `theirs` is the unit of measure in each head, by field.
    """

    map: SheetMap
    confirmed: Confirmed
    stub: int | None
    unit: int | None
    theirs: Mapping[str, str]

    def code(self, row: Sequence[Any]) -> str | None:
        """The code of the fixed row that this line names: "" if it is skipped, None if it is not mapped."""
        return self.confirmed.rows.get(bare(_text(row, self.stub)))

    def units(self, row: Sequence[Any], code: str) -> Iterator[tuple[str, str, str]]:
        """(field, their unit, our unit) for a line, if both are known: from the line itself, else from the heads."""
        named = _text(row, self.unit) or bracket(_text(row, self.stub))
        for id in self.map.columns:
            by_row = id in self.confirmed.by_row
            own = self.confirmed.row_units.get(code, "") if by_row else self.confirmed.units.get(id, "")
            theirs = by_row and named or self.theirs.get(id, "")
            if own and theirs:
                yield id, theirs, own


def keys(heads: Sequence[Head]) -> list[str]:
    """A unique key for each head: the merged head, its own text, and a number if both repeat."""
    seen: Counter[str] = Counter()
    names = []
    for head in heads:
        name = f"{head.group}/{head.title}" if head.group else head.title
        seen[name] += 1
        names.append(f"{name}#{seen[name]}" if name and seen[name] > 1 else name)
    return names


def fingerprint(names: Sequence[str]) -> str:
    """A digest of the heads, independent of their order."""
    return hashlib.sha256("\x1f".join(sorted(filter(None, names))).encode()).hexdigest()[:16]


def find(sheet: str, rows: Sequence[Sequence[Any]], mappings: Mapping[str, Confirmed]) -> MappedSheet | None:
    """The confirmed mapping whose heads are on the sheet; of two programmes with the same heads the last."""
    known = {key.partition(AT)[0]: confirmed for key, confirmed in mappings.items()}
    if not known:
        return None
    for number in range(1, min(len(rows), DEEP) + 1):
        for levels in range(1, min(LEVELS, number) + 1):
            names = keys(heads(rows[number - levels : number]))
            confirmed = known.get(fingerprint(names))
            if confirmed is not None:
                places = {name: n for n, name in enumerate(names, 1) if name}
                columns = {id: places[name] for name, id in confirmed.columns.items() if name in places}
                unit = next((places[name] for name in UNIT if name in places), None)
                theirs = {id: text for id, n in columns.items() if (text := _unit(rows[number - levels : number], n))}
                return MappedSheet(
                    SheetMap(confirmed.form, sheet, columns, None, number), confirmed, places.get(confirmed.stub), unit, theirs
                )
    return None


def _text(row: Sequence[Any], n: int | None) -> str:
    return str(row[n - 1]).strip() if n and len(row) >= n else ""


def _unit(rows: Sequence[Sequence[Any]], n: int) -> str:
    """The unit in the head of column `n`, or in the merged head above it."""
    own = [row[n - 1] if len(row) >= n else "" for row in rows]
    over = [next((cell for cell in reversed(row[:n]) if cell != ""), "") for row in rows[:-1]]
    return next((unit for text in (*reversed(own), *reversed(over)) if isinstance(text, str) and (unit := bracket(text))), "")


def remember(office: Office, mark: str, confirmed: Confirmed) -> None:
    """Store a mapping under its fingerprint and programme; raises `Trouble` if two columns have the same field."""
    twice = [field_id for field_id, count in Counter(confirmed.columns.values()).items() if count > 1]
    if twice:
        raise Trouble("栏“{field}”对应了两列，一栏只能对应一列。", field=twice[0])
    office.set({f"{KEY}{mark}{AT}{confirmed.programme}": json.dumps(asdict(confirmed), ensure_ascii=False, sort_keys=True)})


def remembered(office: Office) -> dict[str, Confirmed]:
    """All mappings of this office file by fingerprint and programme."""
    rows = office.db.execute("SELECT key, value FROM setting WHERE key LIKE ? AND value <> ''", [f"{KEY}%"])
    return {key.removeprefix(KEY): Confirmed(**json.loads(text)) for key, text in rows}


def forget(office: Office, key: str) -> None:
    """Delete a mapping by its key as in `remembered`."""
    office.set({KEY + key: ""})
