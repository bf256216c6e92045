"""The tables of an office file: migrations for the fixed tables, and `fit`, which makes a strict table and a view for each form.

Migrations name tables as text; one that was released is never edited. `fit` makes and widens the tables that hold what is typed; it
never drops a column: a field removed from a pack disappears from the form, and its data stay in the file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from db.packs.model import Form
from db.packs.views import EDITION, view
from db.periods import report_period
from db.values.field import Field
from db.values.kinds import kind_of

if TYPE_CHECKING:
    from sqlite_utils import Database

FOREVER = "9999-12"  # a record lives in the months [since, until)


def create_own_tables(db: Database) -> None:
    """Settings, units, periods, fixed rows, history, notes, returns and events."""
    _create(db, "setting", "key value", "key")
    _create(db, "unit", "code name short level parent gb_code in_total:int ord:int aliases", "code")
    columns = "label type title month first last elapsed:float month_no:int year_no:int prev prev_month last_year last_month"
    _create(db, "period", columns, "label").insert_all(map(_period, _all_periods("month", "quarter", "half", "year")))
    _create(db, "form_row", "form row ord:int code title unit nature better entry record goal:float heading:int", ("form", "row"))
    history = _create(db, "history", "id:int act:int at who what form period row field old new", "id")
    history.create_index(["form", "row", "field"])
    note = ("programme", "period", "form", "row", "field", "rule")
    _create(db, "note", " ".join([*note, "text about who at"]), note)
    columns = "id:int programme period version:int at who reason pack_version check_code digest content head seen:int"
    _create(db, "return", columns, "id").create_index(["programme", "period", "version"], unique=True)
    db.execute(
        'CREATE TABLE return_row ("return" INTEGER NOT NULL REFERENCES "return"(id), form TEXT NOT NULL, n INTEGER NOT NULL, '
        'row TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY ("return", form, n)) STRICT, WITHOUT ROWID'
    )
    _create(db, "event", "id:int at who programme period version:int kind detail", "id")


def _create(db: Database, name: str, columns: str, pk: str | tuple[str, ...]) -> Any:
    """A strict table of text columns; ``name:int`` and ``name:float`` are numbers."""
    types = {"int": int, "float": float, "": str}
    pairs = [column.partition(":") for column in columns.split()]
    table: Any = db[name]
    return table.create({column: types[type] for column, _, type in pairs}, pk=pk, strict=True)


def create_definitions(db: Database) -> None:
    """The definitions of packs and ledgers: those in use and those by which returns were made."""
    key = ("kind", "id", "digest")
    _create(db, "definition", "kind id digest version text who at in_use:int", key)


def date_units_and_days(db: Database) -> None:
    """Units valid from day to day, days off and moved due moments of this office, periods to date."""
    db.execute("ALTER TABLE unit RENAME TO unit_before")
    _create(db, "unit", "code name short level parent gb_code in_total:int ord:int aliases since until successors", ("code", "since"))
    columns = "code, name, short, level, parent, gb_code, in_total, ord, aliases"
    db.execute(f"INSERT INTO unit ({columns}, since, until, successors) SELECT {columns}, '', '', '[]' FROM unit_before")
    db.execute("DROP TABLE unit_before")
    _create(db, "workday", "day kind name who at", "day")
    _create(db, "moved_due", "programme period due reason who at", ("programme", "period"))
    period: Any = db["period"]
    period.insert_all(map(_period, _all_periods("todate")))


def create_received(db: Database) -> None:
    """Returns received from lower units, their rows, and the events of each, which include adjustments made here."""
    columns = "id:int unit unit_name programme period version:int check_code digest content pack_version definitions file size:int "
    received = _create(db, "received", columns + "sha256 made_at at who head", "id")
    received.create_index(["programme", "period", "unit", "version"], unique=True)
    db.execute(
        "CREATE TABLE received_row (received INTEGER NOT NULL REFERENCES received(id), form TEXT NOT NULL, n INTEGER NOT NULL, "
        "row TEXT NOT NULL, cells TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (received, form, n)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX idx_received_row_row ON received_row (received, form, row)")
    event = _create(db, "intake_event", "key unit programme period version:int kind detail at who", "key")
    event.create_index(["programme", "period", "unit"])


# In order; migration n sets user_version to n; a file with a larger user_version is refused.
MIGRATIONS = (create_own_tables, create_definitions, date_units_and_days, create_received)


def version(conn: Any) -> int:
    """The version of the file behind this connection."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database) -> None:
    """Run the pending migrations, each in one transaction together with its user_version."""
    for number, step in enumerate(MIGRATIONS, 1):
        if version(db.conn) < number:
            with db.atomic():
                step(db)
                db.execute(f"PRAGMA user_version={number}")


def fit(db: Database, forms: tuple[Form, ...], level: str) -> bool:
    """Make or widen the table of each form, write its fixed rows and its view anew; True where anything changed."""
    stamp = _stamp(forms, level)
    fitted = db.execute("SELECT value FROM setting WHERE key = 'fitted'").fetchone()
    if fitted and fitted[0] == stamp:
        return False
    with db.atomic():
        for form in forms:
            db.execute(f'DROP VIEW IF EXISTS "{form.table}"')
        for form in forms:
            _fit_table(db, form)
            _fit_rows(db, form, level)
            db.execute(view(form))
        db.execute("INSERT INTO setting VALUES ('fitted', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [stamp])
    return True


def _fit_table(db: Database, form: Form) -> None:
    table: Any = db[form.table + "_rows"]
    columns = {field.id: _python_type(field) for field in form.stored}
    if not table.exists():
        own = {"id": int, "row": str, "since": str, "until": str, "ord": int, "marks": str}
        table.create({**own, **columns}, pk="id", not_null={"row", "since", "until"}, strict=True)
        table.create_index(["row", "since"], unique=True)
        table.create_index(["ord"])
        db.execute(f'CREATE INDEX "idx_{form.table}_marks" ON "{form.table}_rows" (marks) WHERE marks IS NOT NULL')
        return
    existing = {column.name for column in table.columns}
    for id, type in columns.items():
        if id not in existing:
            table.add_column(id, type)


def _fit_rows(db: Database, form: Form, level: str) -> None:
    if not form.fixed:
        return
    db.execute("DELETE FROM form_row WHERE form = ?", [form.key])
    for n, row in enumerate(form.rows, 1):
        goal = row.target.value if row.target and row.target.scope == level else None
        db.execute(
            "INSERT INTO form_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [form.key, row.code, n, row.code, row.title, row.unit, row.nature, row.better, row.entry, row.record, goal, int(row.heading)],
        )


def _stamp(forms: tuple[Form, ...], level: str) -> str:
    """A digest of what the file's tables depend on: when it changes, `fit` has work to do."""
    text = repr([(EDITION, form.key, form.fields, form.rows) for form in forms]) + level
    return hashlib.sha256(text.encode()).hexdigest()


def _python_type(field: Field) -> type:
    return {"TEXT": str, "REAL": float, "INTEGER": int}[kind_of(field).sql]


def _all_periods(*types: str) -> list[report_period.Period]:
    years = range(report_period.FIRST_YEAR, report_period.LAST_YEAR + 1)
    return [
        report_period.Period(type, year, number)
        for type in types
        for year in years
        for number in range(1, 12 // report_period.LENGTH[type] + 1)
    ]


def _period(period: report_period.Period) -> dict[str, object]:
    before, last = period.previous, period.last_year
    return {
        "label": period.label, "type": period.type, "title": period.title, "month": period.month, "first": period.first.isoformat(),
        "last": period.last.isoformat(), "elapsed": period.elapsed, "month_no": int(period.month[5:]), "year_no": period.year,
        "prev": before.label, "prev_month": before.month, "last_year": last.label, "last_month": last.month,
    }  # fmt: skip
