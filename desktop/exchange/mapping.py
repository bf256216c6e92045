"""What a clerk confirmed about somebody else's workbook: which column is which field, which line which row.

Neither tags nor like heads help there. It is kept in the office file under a fingerprint of the texts of the heads, so that the
same workbook is read by itself the next time, whatever its sheet is called and however its columns stand.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from db.office import Office
from db.trouble import Trouble
from desktop.exchange.head_match import DEEP, LEVELS, Head, heads
from desktop.exchange.sheetmap import SheetMap, bare

KEY = "mapping:"  # of the setting table, before the fingerprint


@dataclass(frozen=True)
class Confirmed:
    """A mapping: `columns` head -> field; of a fixed form also the head over the names of its rows and name -> row code."""

    form: str
    columns: Mapping[str, str]
    stub: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    programme: str = ""


class Found(NamedTuple):
    """A confirmed mapping on a sheet: the sheet map and the column (from 1) of the row names."""

    map: SheetMap
    confirmed: Confirmed
    stub: int | None

    def code(self, row: Sequence[Any]) -> str:
        """The code of the fixed row that this line names; "" for none."""
        text = row[self.stub - 1] if self.stub and len(row) >= self.stub else ""
        return self.confirmed.rows.get(bare(str(text)), "")


def keys(found: Sequence[Head]) -> list[str]:
    """A name for each head that no other has: the merged head, its own text, and a number where both come again."""
    seen: Counter[str] = Counter()
    names = []
    for head in found:
        name = f"{head.group}/{head.title}" if head.group else head.title
        seen[name] += 1
        names.append(f"{name}#{seen[name]}" if name and seen[name] > 1 else name)
    return names


def fingerprint(names: Sequence[str]) -> str:
    """The same for the same heads, in whatever order."""
    return hashlib.sha256("\x1f".join(sorted(filter(None, names))).encode()).hexdigest()[:16]


def find(sheet: str, rows: Sequence[Sequence[Any]], mappings: Mapping[str, Confirmed]) -> Found | None:
    """The confirmed mapping whose heads stand on the sheet."""
    if not mappings:
        return None
    for number in range(1, min(len(rows), DEEP) + 1):
        for levels in range(1, min(LEVELS, number) + 1):
            names = keys(heads(rows[number - levels : number]))
            confirmed = mappings.get(fingerprint(names))
            if confirmed is not None:
                places = {name: n for n, name in enumerate(names, 1) if name}
                columns = {id: places[name] for name, id in confirmed.columns.items() if name in places}
                return Found(SheetMap(confirmed.form, sheet, columns, None, number), confirmed, places.get(confirmed.stub))
    return None


def remember(office: Office, mark: str, confirmed: Confirmed) -> None:
    """Keep a mapping under its fingerprint; one field may stand in one column only."""
    twice = [one for one, count in Counter(confirmed.columns.values()).items() if count > 1]
    if twice:
        raise Trouble("栏“{field}”对应了两列，一栏只能对应一列。", field=twice[0])
    office.set({KEY + mark: json.dumps(asdict(confirmed), ensure_ascii=False, sort_keys=True)})


def remembered(office: Office) -> dict[str, Confirmed]:
    """Every mapping of this office file by its fingerprint."""
    found = office.db.execute("SELECT key, value FROM setting WHERE key LIKE ? AND value <> ''", [f"{KEY}%"])
    return {key.removeprefix(KEY): Confirmed(**json.loads(text)) for key, text in found}


def forget(office: Office, mark: str) -> None:
    """Read by this mapping no longer."""
    office.set({KEY + mark: ""})
