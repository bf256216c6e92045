"""Received returns 收到的报送件, stored unchanged: rows with their places in the file.

A `Received` is the head of one received version, with the file it came in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from db.office import packs_in_use
from db.packs.model import Form, Pack
from db.packs.renames import renamed
from db.periods.report_period import Period
from db.received import intake_log
from db.received.intake_log import IntakeState
from db.returns.model import Note, Return
from db.values.cell import Cell, Line, packed, unpacked

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS = (
    "id, unit, unit_name, programme, period, version, check_code, digest, content, pack_version, definitions, file, size, sha256, "
    "made_at, at, who, head"
)
MOST = 2**31  # rows of a form
BY_ROW = "INDEXED BY idx_received_row_row"  # without it SQLite reads the whole form for one row


class Placed(NamedTuple):
    """A row: its cells in the order of the form's fields, its place (sheet, row number) in the file, and its number `n` in the form.

    Row number 0 means that the row is not in the file: its cells were computed. `n` counts from 1, and is 0 until the row is stored.
    """

    row: str
    cells: tuple[Cell, ...]
    place: tuple[str, int]
    n: int = 0


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
    def after_due(self) -> bool:
        """Whether this version came after the due moment in force when it came, exceptions included; see `late` for the unit."""
        return bool(self.head.get("due")) and self.at > str(self.head["due"])

    @property
    def nil(self) -> str:
        """The reason of a nil return; empty for a return with figures."""
        return str(self.head.get("nil", ""))

    def filled_columns(self, form: str) -> Mapping[str, Sequence[str]]:
        """For a return filled by hand: by row the derived columns that were filled."""
        return self.head.get("filled", {}).get(form, {})  # type: ignore[no-any-return]

    def cell(self, form: str, field: str, place: tuple[str, int]) -> tuple[str, str]:
        """(sheet, cell) of a field in the row at `place`; only the row number where the field has no column there."""
        sheet, number = place
        letter = self.head.get("columns", {}).get(form, {}).get(sheet, {}).get(field, "")
        return sheet, f"{letter}{number}" if number else ""


def put(db: Database, received: Received, rows: Iterable[tuple[Form, Iterable[Placed]]]) -> int:
    """Store a version with its rows in the open transaction, reading the rows as a stream; returns its id."""
    names = COLUMNS.split(", ")[1:]
    values = [value if isinstance(value := getattr(received, name), str | int) else _json(value) for name in names]
    sql = f"INSERT INTO received ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    id = int(db.conn.execute(sql, values).lastrowid or 0)
    for form, placed_rows in rows:
        lines = ([id, form.id, n, row, _json([packed(cell) for cell in cells]), f"{sheet}!{number}"]
                 for n, (row, cells, (sheet, number), _) in enumerate(placed_rows, 1))  # fmt: skip
        db.conn.executemany("INSERT INTO received_row VALUES (?, ?, ?, ?, ?, ?)", lines)
    return id


def _json(value: Any) -> str:
    return json.dumps(value if not isinstance(value, Mapping) else dict(value), ensure_ascii=False, separators=(",", ":"))


def versions(conn: Any, programme: str, period: str, unit: str) -> list[Received]:
    """All versions received of one unit's return, oldest first."""
    return _select(conn, "programme = ? AND period = ? AND unit = ? ORDER BY version", [programme, period, unit])


def all_of(conn: Any, programme: str, period: str) -> list[Received]:
    """All versions received of all units, by unit and version."""
    return _select(conn, "programme = ? AND period = ? ORDER BY unit, version", [programme, period])


def by_id(conn: Any, id: int) -> Received:
    """The version with this id."""
    return _select(conn, "id = ?", [id])[0]


def _select(conn: Any, where: str, params: list[Any]) -> list[Received]:
    selected = conn.execute(f"SELECT {COLUMNS} FROM received WHERE {where}", params).fetchall()
    names = COLUMNS.split(", ")
    return [
        Received(**{**dict(zip(names, line, strict=True)), "definitions": json.loads(line[10]), "head": json.loads(line[17])})
        for line in selected
    ]


def standing(conn: Any, programme: str, period: str) -> dict[str, Received]:
    """By unit code the version whose figures count."""
    states = intake_log.states(conn, programme, period)
    return {
        received.unit: received
        for received in all_of(conn, programme, period)
        if received.unit in states and states[received.unit].counts and states[received.unit].version == received.version
    }


def in_time(received_versions: Iterable[Received], state: IntakeState) -> bool:
    """Whether a unit is on time, by all its versions and its state; every page, receipt and list uses this rule.

    It is on time where a version that was accepted and not sent back (退回) came by its due moment: a later correction does not make it
    late. A version that was sent back does not count, even if it came early.
    """
    return any(
        not received.after_due and received.version in state.accepted and received.version not in state.returned
        for received in received_versions
    )


def late(conn: Any, received: Received) -> bool:
    """Whether the unit of this version is late in its period."""
    log = intake_log.events(conn, received.programme, received.period, received.unit)
    return not in_time(versions(conn, received.programme, received.period, received.unit), intake_log.state(log))


def accepted_before(conn: Any, received: Received) -> Received | None:
    """The newest earlier version that was not sent back; where all were, the newest earlier one."""
    older = [other for other in versions(conn, received.programme, received.period, received.unit) if other.version < received.version]
    state = intake_log.state(intake_log.events(conn, received.programme, received.period, received.unit))
    return next((other for other in reversed(older) if other.version not in state.returned), older[-1] if older else None)


def rows(conn: Any, received: Received, form: Form, after: int = 0, upto: int | None = None) -> Iterator[Placed]:
    """The rows of a form in order, numbered above `after` and at most `upto`; reads them as a stream."""
    sql = "SELECT row, cells, place, n FROM received_row WHERE received = ? AND form = ? AND n > ? AND n <= ? ORDER BY n"
    yield from map(_placed, conn.execute(sql, [received.id, form.id, after, MOST if upto is None else upto]))


def placed(conn: Any, received: Received, form: Form, row: str) -> Placed | None:
    """One row, or None where the version does not have it."""
    sql = f"SELECT row, cells, place, n FROM received_row {BY_ROW} WHERE received = ? AND form = ? AND row = ? ORDER BY n LIMIT 1"
    line = conn.execute(sql, [received.id, form.id, row]).fetchone()
    return _placed(line) if line else None


def rows_as(conn: Any, received: Received, form: Form, made_by: Pack, after: int = 0) -> Iterator[Placed]:
    """The rows of a version made by `made_by`, converted to `form` of another version of the pack; fixed rows it lacks are left out."""
    names = renamed(form, made_by)
    if names.form is names.made_form:
        yield from rows(conn, received, form, after)
        return
    for line in rows(conn, received, form, after):
        code = names.code(line.row)
        if not form.fixed or form.row(code) is not None:
            yield line._replace(row=code, cells=names.cells(line.row, line.cells))


def placed_as(conn: Any, received: Received, form: Form, made_by: Pack, row: str) -> Placed | None:
    """One row, converted as by `rows_as`; `row` is its code in `form`."""
    names = renamed(form, made_by)
    line = placed(conn, received, form, names.row(row))
    return line._replace(row=row, cells=names.cells(line.row, line.cells)) if line is not None else None


def _placed(line: tuple[str, str, str, int]) -> Placed:
    row, cells, place, n = line
    sheet, _, number = place.rpartition("!")
    return Placed(row, tuple(map(unpacked, json.loads(cells))), (sheet, int(number)), n)


def count(conn: Any, received: Received, form: Form) -> int:
    """How many rows of a form the version has."""
    return int(conn.execute("SELECT count(*) FROM received_row WHERE received = ? AND form = ?", [received.id, form.id]).fetchone()[0])


def earlier(conn: Any, pack: Pack, unit: str, period: Period) -> dict[str, list[Line]]:
    """By form id the rows of the unit's version that counts in another period, converted to `pack`; empty where there is none."""
    received = standing(conn, pack.id, period.label).get(unit)
    if received is None:
        return {}
    made_by = pack_of(conn, received, pack)
    return {form.id: [(line.row, line.cells) for line in rows_as(conn, received, form, made_by)] for form in pack.forms}


def pack_of(conn: Any, received: Received, pack: Pack) -> Pack:
    """The pack by which a version was made: `pack` itself where it is the same, else the one stored in the office file."""
    return packs_in_use.made_by(conn, pack, received.definitions)


def as_return(conn: Any, received: Received, pack: Pack, period: Period) -> Return:
    """The version as a `Return`, ready for paper and workbook."""
    made_by = pack_of(conn, received, pack)

    def source(form: Form) -> Iterator[Line]:
        return ((line.row, line.cells) for line in rows(conn, received, form))

    head = received.head
    notes = tuple(Note(**note) for note in head.get("notes", ()))
    return Return(
        made_by, period, received.unit, received.unit_name, head.get("office_name") or received.unit_name, received.version,
        head.get("people", {}), source, received.pack_version, received.made_at, head.get("reason", ""), notes, received.check_code,
        received.digest, lambda form: count(conn, received, form), nil=received.nil,
    )  # fmt: skip
