"""Returns received 收到的报送件: kept as they came, whole rows with the cell each value stood in.

`Received` is not in the design's list: it is the head of one version as it was received, with the file it came in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from db import definitions, intake_events
from db.cells import Line, packed, unpacked
from db.fields import Cell
from db.intake_events import State
from db.pack import Form, Pack
from db.periods import Period
from db.returns import Note, Return

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS = (
    "id, unit, unit_name, programme, period, version, check_code, digest, content, pack_version, definitions, file, size, sha256, "
    "made_at, at, who, head"
)
BY_ROW = "INDEXED BY idx_received_row_row"  # left to itself SQLite walks through the whole form for one row


class Placed(NamedTuple):
    """A row, its cells in the order of the form's fields, and (sheet, row number) where it stands in the file."""

    row: str
    cells: tuple[Cell, ...]
    place: tuple[str, int]


@dataclass(frozen=True)
class Received:
    """One version of one unit's return. `head` holds people, notes, office_name, reason, folder, the columns of each sheet, problems."""

    id: int
    unit: str
    unit_name: str
    programme: str
    period: str
    version: int
    check_code: str
    digest: str
    content: str
    pack_version: str
    definitions: Mapping[str, str]
    file: str
    size: int
    sha256: str
    made_at: str
    at: str
    who: str
    head: Mapping[str, Any] = field(repr=False, hash=False, default_factory=dict)

    @property
    def late(self) -> bool:
        """Whether it came after the due moment that was in force when it came, exceptions included. The one rule, everywhere."""
        return bool(self.head.get("due")) and self.at > str(self.head["due"])

    @property
    def nil(self) -> str:
        """The reason of a nil return; empty for one with figures."""
        return str(self.head.get("nil", ""))

    def cell(self, form: str, field: str, place: str) -> tuple[str, str]:
        """(sheet, cell) of a field in the row that stands at `place`; the row's number alone where the field has no column there."""
        sheet, _, number = place.rpartition("!")
        letter = self.head.get("columns", {}).get(form, {}).get(sheet, {}).get(field, "")
        return sheet, f"{letter}{number}"


def put(db: Database, one: Received, rows: Iterable[tuple[Form, Iterable[Placed]]]) -> int:
    """Keep a version with its rows, in the transaction that is open; streams. Gives its id."""
    names = COLUMNS.split(", ")[1:]
    values = [value if isinstance(value := getattr(one, name), str | int) else _json(value) for name in names]
    sql = f"INSERT INTO received ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    id = int(db.conn.execute(sql, values).lastrowid or 0)
    for form, found in rows:
        lines = ([id, form.id, n, row, _json([packed(cell) for cell in cells]), f"{sheet}!{number}"]
                 for n, (row, cells, (sheet, number)) in enumerate(found, 1))  # fmt: skip
        db.conn.executemany("INSERT INTO received_row VALUES (?, ?, ?, ?, ?, ?)", lines)
    return id


def _json(value: Any) -> str:
    return json.dumps(value if not isinstance(value, Mapping) else dict(value), ensure_ascii=False, separators=(",", ":"))


def versions(conn: Any, programme: str, period: str, unit: str) -> list[Received]:
    """All versions received of one unit's return, oldest first."""
    return _select(conn, "programme = ? AND period = ? AND unit = ? ORDER BY version", [programme, period, unit])


def all_of(conn: Any, programme: str, period: str) -> list[Received]:
    """All versions of all units."""
    return _select(conn, "programme = ? AND period = ? ORDER BY unit, version", [programme, period])


def one(conn: Any, id: int) -> Received:
    """The version with this id."""
    return _select(conn, "id = ?", [id])[0]


def _select(conn: Any, where: str, params: list[Any]) -> list[Received]:
    found = conn.execute(f"SELECT {COLUMNS} FROM received WHERE {where}", params).fetchall()
    names = COLUMNS.split(", ")
    return [
        Received(**{**dict(zip(names, line, strict=True)), "definitions": json.loads(line[10]), "head": json.loads(line[17])})
        for line in found
    ]


def states(conn: Any, programme: str, period: str) -> dict[str, State]:
    """The state of every unit, see `intake_events.states`."""
    return intake_events.states(conn, programme, period)


def standing(conn: Any, programme: str, period: str) -> dict[str, Received]:
    """By unit the version whose figures count."""
    found = states(conn, programme, period)
    return {
        one.unit: one
        for one in all_of(conn, programme, period)
        if one.unit in found and found[one.unit].counts and found[one.unit].version == one.version
    }


def accepted_before(conn: Any, one: Received) -> Received | None:
    """The newest version before this one that was not sent back; where all were, the newest before it."""
    older = [other for other in versions(conn, one.programme, one.period, one.unit) if other.version < one.version]
    log = intake_events.live(intake_events.events(conn, one.programme, one.period, one.unit))
    returned = {event.version for event in log if event.kind == "returned"}
    return next((other for other in reversed(older) if other.version not in returned), older[-1] if older else None)


def rows(conn: Any, one: Received, form: Form, row: str | None = None) -> Iterator[tuple[str, tuple[Cell, ...], str]]:
    """(row id, cells, "sheet!row") of a form in its order; of one `row` where given. Streams."""
    sql = "SELECT row, cells, place FROM received_row WHERE received = ? AND form = ? AND (? IS NULL OR row = ?) ORDER BY n"
    if row is not None:
        sql = "SELECT row, cells, place FROM received_row WHERE received = ? AND form = ? AND ? IS NOT NULL AND row = ? ORDER BY n"
    for id, cells, place in conn.execute(sql, [one.id, form.id, row, row]):
        yield id, tuple(map(unpacked, json.loads(cells))), place


def rows_after(conn: Any, one: Received, form: Form, after: int) -> Iterator[tuple[int, str, tuple[Cell, ...], str]]:
    """(number, row id, cells, "sheet!row") of the rows after number `after`. Streams."""
    sql = "SELECT n, row, cells, place FROM received_row WHERE received = ? AND form = ? AND n > ? ORDER BY n"
    for n, id, cells, place in conn.execute(sql, [one.id, form.id, after]):
        yield n, id, tuple(map(unpacked, json.loads(cells))), place


def page(conn: Any, one: Received, form: Form, first: int, count: int) -> list[Placed]:
    """`count` rows of a form from the `first` (0 is the first) on."""
    sql = "SELECT row, cells, place FROM received_row WHERE received = ? AND form = ? AND n > ? AND n <= ? ORDER BY n"
    return [_placed(*line) for line in conn.execute(sql, [one.id, form.id, first, first + count])]


def placed(conn: Any, one: Received, form: Form, row: str) -> Placed | None:
    """One row with its place, where the version has it."""
    sql = f"SELECT row, cells, place FROM received_row {BY_ROW} WHERE received = ? AND form = ? AND row = ? ORDER BY n LIMIT 1"
    found = conn.execute(sql, [one.id, form.id, row]).fetchone()
    return _placed(*found) if found else None


def number(conn: Any, one: Received, form: Form, row: str) -> int:
    """The place of a row among those of its form, from 0; -1 where the version has no such row."""
    sql = f"SELECT n FROM received_row {BY_ROW} WHERE received = ? AND form = ? AND row = ? ORDER BY n LIMIT 1"
    found = conn.execute(sql, [one.id, form.id, row]).fetchone()
    return int(found[0]) - 1 if found else -1


def _placed(row: str, cells: str, place: str) -> Placed:
    sheet, _, number = place.rpartition("!")
    return Placed(row, tuple(map(unpacked, json.loads(cells))), (sheet, int(number)))


def count(conn: Any, one: Received, form: Form) -> int:
    """How many rows of a form the version has."""
    return int(conn.execute("SELECT count(*) FROM received_row WHERE received = ? AND form = ?", [one.id, form.id]).fetchone()[0])


def earlier(conn: Any, pack: Pack, unit: str, period: Period) -> dict[str, list[Line]]:
    """The rows of the version that counts of a unit in another period, form by form; nothing where there is none by this pack."""
    found = standing(conn, pack.id, period.label).get(unit)
    if found is None or pack_of(conn, found, pack) is not pack:
        return {}
    return {form.id: [(row, cells) for row, cells, _ in rows(conn, found, form)] for form in pack.forms}


def pack_of(conn: Any, one: Received, pack: Pack) -> Pack:
    """The pack a version was made by: `pack` itself where it is that one, else as the file keeps it."""
    return definitions.made_by(conn, pack, one.definitions)


def as_return(conn: Any, one: Received, pack: Pack, period: Period) -> Return:
    """The version as the return it is, ready for paper and workbook."""
    made = pack_of(conn, one, pack)

    def source(form: Form) -> Iterator[Line]:
        return ((row, cells) for row, cells, _ in rows(conn, one, form))

    head = one.head
    notes = tuple(Note(**note) for note in head.get("notes", ()))
    return Return(
        made, period, one.unit, one.unit_name, head.get("office_name") or one.unit_name, one.version, head.get("people", {}), source,
        one.pack_version, one.made_at, head.get("reason", ""), notes, one.check_code, one.digest, lambda form: count(conn, one, form),
        nil=one.nil,
    )  # fmt: skip
