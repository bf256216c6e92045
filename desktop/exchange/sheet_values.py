"""The values of a workbook's sheets, whatever made the file: xlsx, xlsm, xls, et, xlsb, ods."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from db.trouble import Trouble
from desktop.exchange import sniff
from desktop.exchange.percents import error_cells, percent_cells

Rows = Iterator[list[Any]]


@contextmanager
def opened(path: Path) -> Iterator[list[tuple[str, Rows]]]:
    """(sheet name, rows from row 1) of every sheet; "" is an empty cell. Raises `Trouble` where the file cannot be read."""
    kind = sniff.kind(path)
    try:
        with path.open("rb") as file:
            yield _far_apart(file) if kind == "xlsx" and sniff.scattered(path) else _together(file, path, kind)
    except Trouble:
        raise
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        if type(fault).__name__ == "PasswordError" or "assword" in str(fault):
            raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=path.name) from fault
        raise Trouble("“{file}”已经损坏，读不出来，请用 WPS 或 Excel 打开后另存为 xlsx 再试。", file=path.name) from fault


def _together(file: BinaryIO, path: Path, kind: str) -> list[tuple[str, Rows]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    # From the open file, not from its name: an .et is an .xls inside, an .xls may be a zip.
    book = CalamineWorkbook.from_filelike(file)
    names = [one.name for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    percents, faulty = (percent_cells(path), error_cells(path)) if kind == "xlsx" else ({}, {})
    return [(name, _sheet(book, name, percents.get(name, frozenset()), faulty.get(name, {}))) for name in names]


def _sheet(book: Any, name: str, percents: frozenset[tuple[int, int]], faulty: dict[tuple[int, int], str]) -> Rows:
    for number, row in enumerate(book.get_sheet_by_name(name).iter_rows(), 1):
        if percents:
            row = [_percent(one) if (number, n) in percents else one for n, one in enumerate(row, 1)]
        if faulty:  # an error is no empty cell
            row = [faulty.get((number, n), "") if one == "" else one for n, one in enumerate(row, 1)]
        yield [_text(one) if isinstance(one, str) else one for one in row]


def _percent(value: Any) -> Any:
    """0.85 in a cell that shows 85% is 85%."""
    return f"{float(f'{value * 100:.15g}')!r}%" if isinstance(value, float) else value


def _text(text: str) -> str:
    """Line breaks alike, whoever wrote them; a text of blanks is an empty cell."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else ""


def _far_apart(file: BinaryIO) -> list[tuple[str, Rows]]:
    """Row by row, for sheets with a stray value far below or far to the right; slower, but never larger than its rows."""
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True)
    return [(sheet.title, _stream(sheet)) for sheet in book.worksheets]


def _stream(sheet: Any) -> Rows:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        yield ["" if one is None else _plain(one) for one in row]


def _plain(value: Any) -> Any:
    """As the fast reader gives it: midnight is a date, text with like line breaks."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date()
    return _text(value) if isinstance(value, str) else value
