"""A folder of odd files thrown at the intake: every one gets a verdict, nothing of a refused one is stored, twice changes nothing.

The folder is named by TAIZHANG_ODD_FILES, for example one in which public collections of broken spreadsheets have been unpacked:

    TAIZHANG_ODD_FILES=~/odd .venv/bin/python -m pytest tests/desktop/exchange/intake/test_collections.py

Without it the broken and swollen workbooks that the test makes itself are thrown.
"""

from __future__ import annotations

import logging
import os
import random
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from db.messages import Trouble
from db.office.office import Office
from db.received.store import standing
from desktop.exchange.intake.receive import receive
from desktop.exchange.reading.mapping_proposal import propose
from desktop.exchange.unit_table import read as read_units
from tests.desktop.exchange.odd_books import parts
from tests.desktop.exchange.old_books import compound, records
from tests.upward import Districts

FOLDER = os.environ.get("TAIZHANG_ODD_FILES", "")
ROUNDS = 60


def dump(office: Office) -> list[tuple[str, list[tuple[object, ...]]]]:
    """Every line of every table."""
    tables = [name for (name,) in office.db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return [(name, list(office.db.conn.execute(f'SELECT * FROM "{name}"'))) for name in tables]


def broken(book: Path, folder: Path) -> Iterator[Path]:
    """The book cut short, with bytes changed, with its XML changed; and an old one likewise."""
    chance = random.Random(1)
    whole, members = book.read_bytes(), parts(book)
    old = compound({"Workbook": records([(n, m, f"{n}行{m}列") for n in range(20) for m in range(5)])})
    for n in range(ROUNDS):
        for content, ending in ((whole, "xlsx"), (old, "xls")):
            changed = bytearray(content)
            for _ in range(chance.choice((1, 3, 30))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            path = folder / f"字节{n}.{ending}"
            path.write_bytes(changed[: chance.randrange(len(changed))] if n % 4 == 0 else changed)
            yield path
        part = chance.choice(list(members))
        text = bytearray(members[part])
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(30)] = chance.choice((b"", b"<", b'"', b"&amp;", b"99999999999", b"-1", struct.pack("<I", n)))
        path = folder / f"部件{n}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in (members | {part: bytes(text)}).items():
                package.writestr(name, content)
        yield path


def test_odd_files(city: Office, districts: Districts, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    files = (
        [one for one in sorted(Path(FOLDER).expanduser().rglob("*")) if one.is_file()]
        if FOLDER
        else list(broken(districts.books[0], tmp_path))
    )
    assert files, f"no file in {FOLDER}"
    caplog.set_level(logging.INFO, logger="desktop.exchange")
    before, accepted = dump(city), False
    for path in files:
        first = list(receive(city, [path]))
        after = dump(city)
        assert len(first) == 1, path
        assert str(first[0].why).endswith("。"), path
        assert (after != before) == (first[0].verdict in ("accepted", "older") and bool(first[0].received)), path
        again = list(receive(city, [path]))
        assert dump(city) == after, path
        assert again[0].verdict == ("duplicate" if after != before else first[0].verdict), path
        before, accepted = after, accepted or bool(first[0].received)
        with suppress(Trouble):
            propose(path, districts.pack.forms)
        with suppress(Trouble):
            read_units(path)
    assert not [one for one in caplog.records if one.exc_info], "a fault without a sentence of its own"
    assert accepted == bool(standing(city.db.conn, "works", "2026-10"))
