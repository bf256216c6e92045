"""Returns received 收到的报送件: stored as they came, whole rows with the cell in which each value stood.

A `Received` is the head of one version as it was received, with the file it came in.
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
BY_ROW = "INDEXED BY idx_received_row_row"  # left to itself SQLite walks through the whole form for one row


class Placed(NamedTuple):
    """A row, its cells in the order of the form's fields, (sheet, row number) where it stands in the file, and its number in the form.

    Row number 0 is no place: its cells were computed. `n` counts from 1, and is 0 until the row is kept.
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
        """Whether it came after the due moment that was in force when it came, exceptions included; see `late` for its unit."""
        return bool(self.head.get("due")) and self.at > str(self.head["due"])

    @property
    def nil(self) -> str:
        """The reason of a nil return; empty for one with figures."""
        return str(self.head.get("nil", ""))

    def filled(self, form: str) -> Mapping[str, Sequence[str]]:
        """Of a return filled by hand: by row the columns filled although the pack derives them."""
        return self.head.get("filled", {}).get(form, {})  # type: ignore[no-any-return]

    def cell(self, form: str, field: str, place: tuple[str, int]) -> tuple[str, str]:
        """(sheet, cell) of a field in the row that stands at `place`; the row's number alone where the field has no column there."""
        sheet, number = place
        letter = self.head.get("columns", {}).get(form, {}).get(sheet, {}).get(field, "")
        return sheet, f"{letter}{number}" if number else ""


def put(db: Database, one: Received, rows: Iterable[tuple[Form, Iterable[Placed]]]) -> int:
    """Keep a version with its rows, in the transaction that is open; streams. Gives its id."""
    names = COLUMNS.split(", ")[1:]
    values = [value if isinstance(value := getattr(one, name), str | int) else _json(value) for name in names]
    sql = f"INSERT INTO received ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    id = int(db.conn.execute(sql, values).lastrowid or 0)
    for form, found in rows:
        lines = ([id, form.id, n, row, _json([packed(cell) for cell in cells]), f"{sheet}!{number}"]
                 for n, (row, cells, (sheet, number), _) in enumerate(found, 1))  # fmt: skip
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


def standing(conn: Any, programme: str, period: str) -> dict[str, Received]:
    """By unit the version whose figures count."""
    found = intake_log.states(conn, programme, period)
    return {
        one.unit: one
        for one in all_of(conn, programme, period)
        if one.unit in found and found[one.unit].counts and found[one.unit].version == one.version
    }


def in_time(found: Iterable[Received], state: IntakeState) -> bool:
    """Whether a unit is on time, by all its versions (`found`) and its state. The one rule, everywhere.

    It is where one version that was accepted and not sent back (退回) came by its due moment: a later correction, asked for or not, does
    not make it late. A version that was sent back does not count, even if it came early.
    """
    return any(not one.after_due and one.version in state.accepted and one.version not in state.returned for one in found)


def late(conn: Any, one: Received) -> bool:
    """Whether the unit that sent this version is late in its period."""
    log = intake_log.events(conn, one.programme, one.period, one.unit)
    return not in_time(versions(conn, one.programme, one.period, one.unit), intake_log.state(log))


def accepted_before(conn: Any, one: Received) -> Received | None:
    """The newest version before this one that was not sent back; where all were, the newest before it."""
    older = [other for other in versions(conn, one.programme, one.period, one.unit) if other.version < one.version]
    state = intake_log.state(intake_log.events(conn, one.programme, one.period, one.unit))
    return next((other for other in reversed(older) if other.version not in state.returned), older[-1] if older else None)


def rows(conn: Any, one: Received, form: Form, after: int = 0, upto: int | None = None) -> Iterator[Placed]:
    """The rows of a form in its order: those numbered above `after`, and at most `upto` where given. Streams."""
    sql = "SELECT row, cells, place, n FROM received_row WHERE received = ? AND form = ? AND n > ? AND n <= ? ORDER BY n"
    yield from map(_placed, conn.execute(sql, [one.id, form.id, after, MOST if upto is None else upto]))


def placed(conn: Any, one: Received, form: Form, row: str) -> Placed | None:
    """One row, where the version has it."""
    sql = f"SELECT row, cells, place, n FROM received_row {BY_ROW} WHERE received = ? AND form = ? AND row = ? ORDER BY n LIMIT 1"
    found = conn.execute(sql, [one.id, form.id, row]).fetchone()
    return _placed(found) if found else None


def rows_as(conn: Any, one: Received, form: Form, made: Pack, after: int = 0) -> Iterator[Placed]:
    """The rows of a version made by `made` as `form` of another version of that pack has them; fixed rows it lacks are left out."""
    names = renamed(form, made)
    if names.form is names.made:
        yield from rows(conn, one, form, after)
        return
    for line in rows(conn, one, form, after):
        code = names.code(line.row)
        if not form.fixed or form.row(code) is not None:
            yield line._replace(row=code, cells=names.cells(line.row, line.cells))


def placed_as(conn: Any, one: Received, form: Form, made: Pack, row: str) -> Placed | None:
    """One row so; `row` is its code in `form`."""
    names = renamed(form, made)
    found = placed(conn, one, form, names.row(row))
    return found._replace(row=row, cells=names.cells(found.row, found.cells)) if found is not None else None


def _placed(line: tuple[str, str, str, int]) -> Placed:
    row, cells, place, n = line
    sheet, _, number = place.rpartition("!")
    return Placed(row, tuple(map(unpacked, json.loads(cells))), (sheet, int(number)), n)


def count(conn: Any, one: Received, form: Form) -> int:
    """How many rows of a form the version has."""
    return int(conn.execute("SELECT count(*) FROM received_row WHERE received = ? AND form = ?", [one.id, form.id]).fetchone()[0])


def earlier(conn: Any, pack: Pack, unit: str, period: Period) -> dict[str, list[Line]]:
    """The rows of the version that counts of a unit in another period, form by form, as `pack` has them; nothing where there is none."""
    found = standing(conn, pack.id, period.label).get(unit)
    if found is None:
        return {}
    made = pack_of(conn, found, pack)
    return {form.id: [(line.row, line.cells) for line in rows_as(conn, found, form, made)] for form in pack.forms}


def pack_of(conn: Any, one: Received, pack: Pack) -> Pack:
    """The pack a version was made by: `pack` itself where it is that one, else as the file keeps it."""
    return packs_in_use.made_by(conn, pack, one.definitions)


def as_return(conn: Any, one: Received, pack: Pack, period: Period) -> Return:
    """The version as the return it is, ready for paper and workbook."""
    made = pack_of(conn, one, pack)

    def source(form: Form) -> Iterator[Line]:
        return ((line.row, line.cells) for line in rows(conn, one, form))

    head = one.head
    notes = tuple(Note(**note) for note in head.get("notes", ()))
    return Return(
        made, period, one.unit, one.unit_name, head.get("office_name") or one.unit_name, one.version, head.get("people", {}), source,
        one.pack_version, one.made_at, head.get("reason", ""), notes, one.check_code, one.digest, lambda form: count(conn, one, form),
        nil=one.nil,
    )  # fmt: skip
