"""Workbooks as they arrive: received, counted, changed on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from db.office.office import Office, open_office
from db.received.verdict import Verdict
from desktop.exchange.intake.receive import receive
from tests.upward import Districts


def take(city: Office, *paths: Path, **more: Any) -> list[Verdict]:
    return list(receive(city, paths, **more))


def stored(city: Office) -> dict[str, int]:
    return {name: city.db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("received", "received_row", "intake_event")}


def own_office(districts: Districts, tmp_path: Path, n: int = 0) -> Office:
    file = tmp_path / districts.offices[n].name
    shutil.copy(districts.offices[n], file)
    return open_office(file, districts.catalogue, "填表")


def patched(path: Path, tmp_path: Path, change: Callable[[openpyxl.Workbook], None], name: str = "改过.xlsx") -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    out = tmp_path / name
    book.save(out)
    return out


def cell_of(book: openpyxl.Workbook, form: str, row: str, field: str) -> Any:
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            if str(line[0].value or "") == f"#taizhang form={form}":
                columns = {str(one.value): n for n, one in enumerate(line)}
                return next(one[columns[field]] for one in sheet.iter_rows() if str(one[0].value) == row)
    raise AssertionError(form)
