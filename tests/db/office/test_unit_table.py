"""The unit table is read without touching what another thread is writing."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import datetime

import pytest

from db.office.office import Office
from db.overview import completeness, notice_board
from db.received import store
from db.received.receipt import receipt
from db.returns import finalise
from db.rollup.rollup import Rollup
from desktop.exchange.intake.receive import receive
from tests import upward
from tests.upward import OCTOBER, Districts


class Slow:
    """The office's connection, whose SELECT of units is held up in a worker."""

    def __init__(self, real: object) -> None:
        self.real, self.begun, self.go_on = real, threading.Event(), threading.Event()

    def execute(self, sql: str, *args: object) -> object:
        cursor = self.real.execute(sql, *args)
        if threading.current_thread() is not threading.main_thread() and sql.startswith("SELECT code"):
            self.begun.set()
            assert self.go_on.wait(30)
        return cursor

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)


def test_a_worker_that_reads_units_commits_nothing_of_an_act(city: Office) -> None:
    slow = city.db.conn = Slow(city.db.conn)
    worker = threading.Thread(target=city.units)
    worker.start()
    assert slow.begun.wait(30)

    def act() -> None:
        with city.db.atomic():
            city.db.execute("INSERT INTO setting VALUES ('half', '1')")
            slow.go_on.set()
            worker.join()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert city.setting("half") == ""


def test_what_runs_in_a_worker_asks_its_own_connection_alone(city: Office, districts: Districts) -> None:
    list(receive(city, districts.books[:2]))
    (pack,) = city.packs
    columns, now = completeness.periods_of_year(pack, OCTOBER), datetime(2026, 11, 3)
    said: list[str] = []
    with closing(city.reading()) as conn:
        city.db.conn.set_trace_callback(said.append)
        with Rollup(city, pack, OCTOBER, conn=conn) as made:
            assert len(made.as_json()["forms"]["indicators"]) > 5
        found = completeness.matrix(city, columns, now, conn)
        notice_board.board(city, OCTOBER, columns, found, conn)
        one = store.standing(conn, pack.id, OCTOBER.label)[upward.DISTRICTS[0]]
        receipt(city, pack, OCTOBER, one, conn)
        finalise.draft(city, pack, OCTOBER, conn)
        city.db.conn.set_trace_callback(None)
    assert said == []
