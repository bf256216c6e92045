"""The values of a workbook's sheets, whatever made the file: xlsx, xlsm, xls, et, xlsb, ods."""

from __future__ import annotations

import datetime
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.utils.escape import unescape

from db.messages import Trouble
from desktop.exchange.files import binary_cells, binary_records, file_kind, ods_sheets
from desktop.exchange.files.cell_marks import CellMarks, as_percent
from desktop.exchange.files.compound_file import wrapped
from desktop.exchange.files.percent_and_error_cells import cell_marks

ROWS, COLUMNS = 2**20, 2**14  # of a sheet
LONGEST = 2**16  # characters of a cell, with those that are no text written as _xHHHH_
Rows = Iterator[list[Any]]
Sheets = Iterable[tuple[str, Rows]]


@contextmanager
def opened(path: Path) -> Iterator[Sheets]:
    """(sheet name, rows from row 1) of every sheet, one after the other; "" is an empty cell. Raises `Trouble` for what cannot be read."""
    kind = file_kind.kind(path)
    with path.open("rb") as file:
        yield _sheets(path, file, {"xlsx": _xlsx, "xls": _xls, "xlsb": _xlsb, "ods": ods_sheets.sheets}[kind])


def _sheets(path: Path, file: BinaryIO, reader: Callable[[BinaryIO], Sheets]) -> Sheets:
    left = [file_kind.SPARSE]
    with told(path):
        for name, rows in reader(file):
            yield name, _counted(path, rows, left)


def _counted(path: Path, rows: Rows, left: list[int]) -> Rows:
    """The rows as long as all sheets together have no more cells than fit into memory."""
    with told(path):
        for number, row in enumerate(rows, 1):
            left[0] -= len(row)
            if left[0] < 0 or number > ROWS or len(row) > COLUMNS:
                raise _Wide
            yield [_text(one) if isinstance(one, str) else one for one in row]


class _Wide(Exception):
    """More cells than fit into memory."""


class _Locked(Exception):
    """Needs a password."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong in a reader, as a sentence; what goes wrong in those who use the rows is not seen here."""
    try:
        yield
    except (Trouble, GeneratorExit):
        raise
    except _Wide as fault:
        n = file_kind.SPARSE // 10_000
        raise Trouble("“{file}”的内容铺得太开，超过 {n} 万格，没有读，请把表格外面多余的行和列删掉再报。", file=path.name, n=n) from fault
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        if isinstance(fault, _Locked) or "assword" in str(fault):
            raise Trouble("“{file}”加了密码，请在 WPS 或 Excel 里取消密码后再报。", file=path.name) from fault
        raise Trouble("“{file}”已经损坏，读不出来，请用 WPS 或 Excel 打开后另存为 xlsx 再试。", file=path.name) from fault


def _text(text: str) -> str:
    """Line breaks alike, whoever wrote them; a text of blanks is an empty cell."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.strip() else ""


# --- xls, et: the reader is handed a file of our own around the one stream that counts


def _xls(file: BinaryIO) -> Sheets:
    plain = plain_xls(file)
    marks = binary_cells.old_marks(file_kind.stream(plain.read()))
    return ((name, _shown(rows, marks[n])) for n, name, rows in _numbered(plain))


def plain_xls(file: BinaryIO) -> BinaryIO:
    """A file around the one stream that counts; raises where a password locks it or it would not fit into memory."""
    found = binary_records.looked(file_kind.stream(file.read()))
    if found.locked:
        raise _Locked
    if found.area > file_kind.SPARSE:
        raise _Wide
    return io.BytesIO(wrapped(found.stream))


# --- xlsb


def _xlsb(file: BinaryIO) -> Sheets:
    with zipfile.ZipFile(file) as package:
        sheets = [one for one in package.namelist() if "worksheets/" in one.lower()]
        if any(binary_records.area_of_binary(package.read(one)) > file_kind.SPARSE for one in sheets):
            raise _Wide
    marks = cell_marks(file)
    return ((name, _shown(rows, marks.get(name, CellMarks()))) for name, rows in _fast(file))


def _fast(file: Any) -> Sheets:
    """The sheets as the fast reader gives them."""
    return ((name, rows) for _, name, rows in _numbered(file))


def _numbered(file: Any) -> Iterator[tuple[int, str, Rows]]:
    """The same with the place of each among the sheets of the workbook, those that are no tables counted."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    # From the open file, not from its name: an .et is an .xls inside, an .xls may be a zip.
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    for n, one in enumerate(book.sheets_metadata):
        if one.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(one.name)
            yield n, one.name, _from_the_left(sheet.iter_rows(), sheet.start[1] if sheet.start else 0)


def _from_the_left(rows: Rows, empty: int) -> Rows:
    """The rows from column A: the reader begins at the first column in which anything stands."""
    return ([""] * empty + row for row in rows) if empty else rows


# --- xlsx, xlsm


def _xlsx(file: BinaryIO) -> Sheets:
    slow = file_kind.scattered(file)
    marks = cell_marks(file)
    for name, rows in _slow(file) if slow else _fast_or_slow(file):
        yield name, _shown(rows, marks.get(name, CellMarks()))


def _fast_or_slow(file: BinaryIO) -> Sheets:
    from python_calamine import CalamineError

    done = set()
    try:
        for name, rows in _fast(file):
            yield name, rows
            done.add(name)
    except CalamineError:  # it is strict about sheets with macros or without numbers of rows
        for name, rows in _slow(file):
            if name not in done:
                yield name, rows


def _shown(rows: Rows, marks: CellMarks) -> Rows:
    """The rows with percentages as they show, and with errors and formulas without a result: neither is an empty cell, nor a 0."""
    if not marks.percents and not marks.faults:
        yield from rows
        return
    faults: dict[int, dict[int, str]] = {}
    for (number, n), fault in marks.faults.items():
        faults.setdefault(number, {})[n] = fault
    number = 0
    for number, row in enumerate(rows, 1):
        if marks.percents:
            row = [as_percent(one) if (number, n) in marks.percents else one for n, one in enumerate(row, 1)]
        yield _with_faults(row, faults.pop(number, {}))
    for below in range(number + 1, max(faults, default=0) + 1):  # the fast reader ends where nothing but these follows
        yield _with_faults([], faults.get(below, {}))


def _with_faults(row: list[Any], faults: dict[int, str]) -> list[Any]:
    row = [*row, *[""] * (max(faults, default=0) - len(row))]
    for n, fault in faults.items():
        row[n - 1] = fault
    return row


def _slow(file: BinaryIO) -> Sheets:
    """Row by row, where the fast reader would make too much room or finds fault; never larger than the rows."""
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # it warns of parts that nobody reads here
    book = load_workbook(file, read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        yield sheet.title, (["" if one is None else _plain(one) for one in row] for row in sheet.iter_rows(values_only=True))


def _plain(value: Any) -> Any:
    """As the fast reader gives it: a number is no whole number, midnight is a date, _x000D_ is a character."""
    if isinstance(value, str):
        return unescape(value) if len(value) < LONGEST and "_x" in value else value
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    midnight = isinstance(value, datetime.datetime) and value.time() == datetime.time()
    return value.date() if midnight else value
