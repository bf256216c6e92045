"""The SQLite driver of the whole program: sqlcipher3, which brings its own SQLite 3.53 to every machine, used through sqlite-utils.

sqlite-utils looks for a module named pysqlite3 first, so sqlcipher3 is registered under that name before its first
import; only then do exceptions, `insert(alter=True)` and `drop(ignore=True)` of sqlite-utils work with this driver.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database

Connection = sqlcipher3.dbapi2.Connection
Error = sqlcipher3.dbapi2.Error
DatabaseError = sqlcipher3.dbapi2.DatabaseError
OperationalError = sqlcipher3.dbapi2.OperationalError

ALLOWED = {21, 20, 31, 33}  # SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE


def database(file: Path) -> Database:
    """An open, writable office file: WAL, every commit synced, foreign keys on."""
    db = _wrapped(connect(file))
    db.conn.execute("PRAGMA journal_mode=WAL")
    db.conn.execute("PRAGMA synchronous=FULL")
    db.conn.execute("PRAGMA foreign_keys=ON")
    return db


def scratch() -> Database:
    """A temporary database that is deleted when it is closed; SQLite moves a large one from memory to the disk."""
    return _wrapped(sqlcipher3.dbapi2.connect("", check_same_thread=False))


def _wrapped(conn: Any) -> Database:
    return _kind()(conn)


@cache
def _kind() -> type[Database]:
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    from sqlite_utils import Database

    class WaitingDatabase(Database):  # type: ignore[misc, unused-ignore]
        """Takes the write lock at the start of a transaction: a second writer then waits, where SQLite would fail it at its first write."""

        @contextmanager
        def atomic(self) -> Iterator[Database]:
            if self.conn.in_transaction:
                with super().atomic():
                    yield self
                return
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self
                self.conn.execute("COMMIT")
            except BaseException:
                self.rollback()
                raise

    return WaitingDatabase


def connect(file: Path) -> Any:
    """A plain connection; waits up to ten seconds while another one writes."""
    return sqlcipher3.dbapi2.connect(str(file), timeout=10, check_same_thread=False)


def reading(file: Path) -> Any:
    """A connection that can only read, whatever SQL it is given: the file is opened read-only and an authorizer allows SELECT alone."""
    conn = sqlcipher3.dbapi2.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=10, check_same_thread=False)
    conn.execute("PRAGMA query_only=ON")
    conn.execute("PRAGMA temp_store=MEMORY")
    conn.set_authorizer(lambda action, *_: 0 if action in ALLOWED else 1)
    return conn
