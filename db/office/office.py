"""The office 工作库: one open SQLite file with the data of one office.

Opening refuses files of newer programs, takes the lock, copies the file before migrating, and fits the tables to the catalogue. Rows are
written only by acts (`apply`, `take`), so that every change has its history in the same transaction.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import clock
from db.clock import now
from db.messages import Trouble
from db.office import driver, due_dates, history, packs_in_use, programme_span, records, schema, undo, unit_table, writing
from db.office.backup import copy_before_migration
from db.office.due_dates import Deadline
from db.office.history import HistoryLine
from db.office.lock import Lock
from db.office.network_drive import on_network, writable
from db.office.programme_span import Span
from db.office.records import Record
from db.office.undo import PlannedAct, UndoStack
from db.office.writing import Act, Edit
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import Period, parse
from db.periods.workdays import Calendar, Day
from db.units.hierarchy import reporting
from db.units.model import Unit

if TYPE_CHECKING:
    from sqlite_utils import Database

PEOPLE = {"preparer": "填表人", "reviewer": "审核人", "head": "单位负责人", "phone": "联系电话"}
SUFFIX = ".taizhang"


class Office:
    """An open office file; close it, or use it in a `with`."""

    def __init__(self, path: Path, db: Database, catalogue: Catalogue, lock: Lock | None, who: str) -> None:
        self.path, self.db, self.offered, self._lock = path, db, catalogue, lock
        self.catalogue = catalogue  # with the packs in use as this file stores them, see `take_packs`
        self._who = who
        self._checker: Any = None
        self._steps = UndoStack()

    # --- the file

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and free its lock; may be called twice."""
        if self._checker is not None:
            self._checker.close()
        self.db.close()
        if self._lock:
            self._lock.release()

    def reading(self) -> Any:
        """A new connection that can only read, for another thread or for SQL written in packs."""
        return driver.reading(self.path)

    @property
    def checker(self) -> Any:
        """The read-only connection for checks in the thread that owns the office."""
        if self._checker is None:
            self._checker = self.reading()
        return self._checker

    # --- settings, people, packs, units

    @property
    def who(self) -> str:
        """The name recorded in the history: given at opening, or that of the preparer."""
        return self._who or self.setting("preparer") or "未登记"

    def setting(self, key: str, default: str = "", conn: Any = None) -> str:
        """A setting of this file; another thread gives its own `conn`, here and in the methods about units below."""
        line = (conn or self.db.conn).execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
        return line[0] if line and line[0] is not None else default

    def set(self, values: Mapping[str, str]) -> None:
        """Store settings in one transaction."""
        with self.db.atomic():
            for key, value in values.items():
                self.db.execute("INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])

    @property
    def name(self) -> str:
        """The office's name as printed today: its own, or that of its unit."""
        return self.name_at(clock.today())

    def name_at(self, day: date, conn: Any = None) -> str:
        """The office's name as printed for a period that ends on `day`; a name that is only its unit's changes with the unit."""
        own, unit = self.setting("name", conn=conn), self.unit_at(day, conn)
        code = self.setting("unit", conn=conn)
        from_unit = any(line.name == own for line in self.units(conn) if line.code == code)
        return unit.name if not own or from_unit else own

    @property
    def people(self) -> dict[str, str]:
        """填表人, 审核人, 单位负责人, 联系电话."""
        return self.people_on(None)

    def people_on(self, conn: Any) -> dict[str, str]:
        """The same, read on the connection of another thread."""
        return {key: self.setting(key, conn=conn) for key in PEOPLE}

    @property
    def unit(self) -> Unit:
        """The unit this office reports for today."""
        return self.unit_at(clock.today())

    def unit_at(self, day: date, conn: Any = None) -> Unit:
        """The unit it reports for in a period that ends on `day`, named as on that day; after a merger the successor."""
        unit = reporting(self.units(conn), self.setting("unit", conn=conn), day)
        assert unit is not None, "an office without its unit"
        return unit

    def units(self, conn: Any = None) -> list[Unit]:
        """The lines of the unit table in their own order, also those no longer valid; see `hierarchy.at` for those of a day."""
        return unit_table.units(conn or self.db.conn)

    def save_unit(self, unit: Unit) -> None:
        """Add or change a line of the unit table, see `unit_table.save`."""
        unit_table.save(self.db, unit)

    def set_units(self, units: Sequence[Unit]) -> None:
        """Replace the whole unit table by these units, see `unit_table.put`."""
        unit_table.put(self.db, units, self.setting("unit"), self.unit.name)

    # --- days off, due moments

    @property
    def calendar(self) -> Calendar:
        """The announced days off, in which days typed in this file take precedence."""
        return due_dates.calendar(self.db.conn, self.catalogue.calendar)

    def set_days(self, days: Iterable[Day]) -> None:
        """Store these days as typed here; a day that is as announced is only removed."""
        due_dates.keep_days(self.db, days, self.catalogue.calendar, self.who)

    def deadline(self, pack: Pack, period: Period) -> Deadline:
        """When a return is due, by the rule or by an exception made here."""
        return due_dates.deadline(self.db.conn, self.catalogue.calendar, pack, period)

    def move_due(self, pack: Pack, period: Period, when: datetime | None, reason: str = "") -> None:
        """Make an exception for one period, or (`when` None) take it back; raises `Trouble` where an exception has no reason."""
        due_dates.move(self.db, self.who, pack, period, when, reason)

    @property
    def packs(self) -> list[Pack]:
        """The packs this office reports on, in their own order."""
        return [self.catalogue.packs[id] for id in self.setting("packs").split() if id in self.catalogue.packs]

    @property
    def followed(self) -> dict[str, Period]:
        """The packs that others have replaced (see `adoption.follow`): by id the period in which the replacement begins."""
        enabled = self.setting("packs").split()
        labels = json.loads(self.setting("followed") or "{}")
        return {id: parse(label) for id, label in labels.items() if id not in enabled}

    def span(self, pack: Pack) -> Span:
        """The first and last period of a programme here."""
        return programme_span.span(self.db.conn, pack)

    def begin(self, pack: Pack, first: Period) -> None:
        """Report on a pack from this period on, see `programme_span.set_first`."""
        programme_span.set_first(self.db, self.who, pack, first)

    def enable(self, ids: Iterable[str]) -> None:
        """Report on these packs, new ones from their open period on; the tables are fitted at once and no data are lost."""
        wanted = [self.catalogue.pack(id) for id in ids]
        with self.db.atomic():
            self.set({"packs": " ".join(pack.id for pack in wanted)})
            programme_span.propose(self.db, self.who, wanted, self.calendar)
            self.take_packs()
            self.fit()

    def offer(self, catalogue: Catalogue) -> None:
        """Use another catalogue to choose from; the packs in use stay as this file stores them."""
        self.offered = catalogue
        self.take_packs()

    def take_packs(self) -> None:
        """Store the enabled packs that are not stored yet; from then on `catalogue` has the packs as this file stores them."""
        in_use = packs_in_use.ids_in_use(self.db)
        for id in self.setting("packs").split():
            if id in self.offered.packs and id not in in_use:
                packs_in_use.keep(self.db, self.offered.packs[id], self.who, now(), again=False)
        self.catalogue = packs_in_use.in_use(self.db, self.offered, [*self.setting("packs").split(), *self.followed])

    def fit(self) -> bool:
        """Fit the tables to the packs; True where anything changed."""
        replaced = [self.catalogue.packs[id] for id in self.followed]
        forms = {form.key: form for pack in (*replaced, *self.packs) for form in pack.forms}
        return schema.fit(self.db, tuple(forms.values()), self.unit.level)

    # --- rows

    def rows(self, form: Form, period: Period, *, row: str | None = None, limit: int | None = None) -> Iterator[Record]:
        """The records of a form as of a period; streams."""
        return records.rows(self.db.conn, form, period, row=row, limit=limit)

    def record(self, form: Form, period: Period, row: str) -> Record | None:
        """One record as of a period."""
        return next(self.rows(form, period, row=row), None)

    def count(self, form: Form, period: Period) -> int:
        """The number of rows of a form as of a period, headings not counted."""
        return records.count(self.db.conn, form, period)

    def ids(self, form: Form, period: Period, **choice: Any) -> array[int]:
        """The ids of a ledger's rows, see `records.ids`."""
        return records.ids(self.db.conn, form, period, **choice)

    def page(self, form: Form, period: Period, ids: Sequence[int]) -> list[Record]:
        """Records by id, in the order of `ids`."""
        return records.page(self.db.conn, form, period, ids)

    # --- acts

    def apply(self, changes: Sequence[Edit], *, what: str = "") -> Act | None:
        """Write edits as one act: one transaction, history included. None where nothing changes."""
        return self.take(self.saving(changes, what))

    def saving(self, changes: Sequence[Edit], what: str = "") -> PlannedAct:
        """The step that writes edits."""
        return self._steps.saving(changes, self.who, what)

    def take(self, step: PlannedAct) -> Act | None:
        """Write a step now; in a worker it is `undo.write_beside`."""
        act = undo.write(step, self.db)
        step.stands(act)
        return act

    @property
    def can_undo(self) -> bool:
        """Whether there is an act to undo."""
        return bool(self._steps.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an act to redo."""
        return bool(self._steps.undone)

    def undo(self) -> Act | None:
        """Undo the last act."""
        step = self.undoing()
        return self.take(step) if step else None

    def redo(self) -> Act | None:
        """Redo the act undone last."""
        step = self.redoing()
        return self.take(step) if step else None

    def undoing(self) -> PlannedAct | None:
        """The step that undoes the last act."""
        return self._steps.undoing(self.who)

    def redoing(self) -> PlannedAct | None:
        """The step that redoes the act undone last."""
        return self._steps.redoing(self.who)

    def forget_undo(self) -> None:
        """Make the acts so far impossible to undo, since the forms have changed."""
        self._steps.forget()

    def history(self, form: Form, row: str | None = None, field: str | None = None, limit: int = 200) -> list[HistoryLine]:
        """The newest history lines of a form, a row or a cell."""
        return history.lines(self.db, form, row, field, limit)

    def new_row(self) -> str:
        """A fresh random row id."""
        return writing.new_row()

    # --- accepted notes for 核实 problems

    def accept(self, pack: Pack, period: Period, form: str, row: str, field: str, rule: str, text: str, about: str) -> None:
        """Store the note with which a 核实 problem passes as long as its values (`about`) are the same; an empty text removes it."""
        key = [pack.id, period.label, form, row, field, rule]
        with self.db.atomic():
            self.db.execute("DELETE FROM note WHERE programme = ? AND period = ? AND form = ? AND row = ? AND field = ? AND rule = ?", key)
            if text.strip():
                self.db.execute("INSERT INTO note VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*key, text.strip(), about, self.who, now()])


def create(path: Path, catalogue: Catalogue, unit: str, packs: Sequence[str] = (), who: str = "") -> Office:
    """A new office file at `path` for the unit with this code or name; raises `Trouble` where the file exists already."""
    if path.exists():
        raise Trouble("“{file}”已经存在，换一个文件名，或直接打开它。", file=path.name)
    own = next((listed for listed in catalogue.units if listed.called(unit)), None)
    if own is None:
        known = "、".join(f"{listed.code} {listed.name}" for listed in catalogue.units)
        raise Trouble("没有填报单位“{unit}”，现有：{known}。", unit=unit, known=known)
    for id in packs:
        catalogue.pack(id)
    if not path.parent.is_dir():
        raise Trouble("文件夹“{folder}”不存在。", folder=str(path.parent))
    check_place(path)
    lock = Lock(path)
    try:
        db = driver.database(path)
        office = Office(path, db, catalogue, lock, who)
        with db.atomic():
            schema.migrate(db)
            for listed in catalogue.units:
                office.save_unit(listed)
            office.set({"unit": own.code, "created": now()})
            office.enable(packs)
    except BaseException:
        lock.release()
        raise
    return office


def open_office(path: Path, catalogue: Catalogue, who: str = "", *, write: bool = True) -> Office:
    """Open an office file. Raises `Trouble` where it is no office file, is newer than the program, open elsewhere or on a network drive."""
    check_file(path)
    if write:
        check_place(path)
    lock = Lock(path) if write else None
    try:
        return _opened(path, catalogue, lock, who)
    except BaseException as fault:
        if lock:
            lock.release()
        if isinstance(fault, driver.DatabaseError):
            raise Trouble("“{file}”打不开：{why}。请用“检查与恢复”从备份恢复。", file=path.name, why=str(fault)) from fault
        raise


def _opened(path: Path, catalogue: Catalogue, lock: Lock | None, who: str) -> Office:
    conn = driver.connect(path)
    version = schema.version(conn)
    conn.close()
    newest = len(schema.MIGRATIONS)
    if version > newest:
        raise Trouble(
            "“{file}”由更新版本的台账程序建立（第 {found} 版，本程序到第 {known} 版），请先升级程序。",
            file=path.name,
            found=version,
            known=newest,
        )
    if version < newest:
        copy_before_migration(path)
    db = driver.database(path)
    try:
        schema.migrate(db)
        office = Office(path, db, catalogue, lock, who)
        if lock:
            office.take_packs()
            office.fit()
            programme_span.settle(db, [*office.packs, *(office.catalogue.packs[id] for id in office.followed)])
        else:
            office.catalogue = packs_in_use.in_use(db, catalogue, [*office.setting("packs").split(), *office.followed])
    except BaseException:
        db.close()
        raise
    return office


def check_place(path: Path) -> None:
    """Raise `Trouble` where an office file cannot be written: on a network drive, or without permission."""
    if on_network(path.parent):
        raise Trouble("“{file}”在网络盘上，断网会损坏数据。请先复制到本机磁盘再打开。", file=path.name)
    if not writable(path):
        raise Trouble("“{file}”或它所在的文件夹不能写入。请复制到有写入权限的文件夹。", file=path.name)


def check_file(path: Path) -> None:
    """Raise `Trouble` where there is no file or it is no SQLite database."""
    if not path.is_file():
        raise Trouble("没有文件“{file}”。", file=str(path))
    with path.open("rb") as file:
        head = file.read(16)
    if head != b"SQLite format 3\0":
        raise Trouble("“{file}”不是台账工作库。", file=path.name)
