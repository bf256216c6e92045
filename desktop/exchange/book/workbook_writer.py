"""Writing a return as a workbook, frozen or draft, and blank workbooks to be filled in without the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from openpyxl import Workbook

from db.atomic_file import replacing
from db.office.office import Office
from db.office.writing import new_row
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.received import questions
from db.returns.model import Return
from db.returns.tables import tables
from db.units.model import Unit
from db.values.cell import EMPTY, Cell, Line, State
from db.values.field import Field
from db.values.kinds import kind_of
from desktop.exchange.book.cell_styles import Look
from desktop.exchange.book.cover_sheet import CoverWriter
from desktop.exchange.book.drop_downs import ChoiceLists
from desktop.exchange.book.form_sheet import FormWriter, Values, Written
from desktop.exchange.book.manifest import ManifestWriter
from desktop.exchange.book.sheet_map import COVER
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

Known = Callable[[Form], Values]  # what is known of the period before
SPARE = 200  # open rows of a ledger in a blank workbook
Progress = Callable[[str, int], None]


def write(ret: Return, path: Path | str, *, progress: Progress | None = None) -> None:
    """Write a return; `progress(form title, rows done)` is called now and then. Raises `Trouble` where the file cannot be written."""
    _write(ret, Path(path), blank=False, progress=progress)


def write_blank(
    office: Office, pack: Pack, period: Period, path: Path | str, *, unit: Unit | None = None, known: Known | None = None
) -> None:
    """Write a workbook to fill in: with the rows and values that carry over (none for another `unit`) and spare rows in ledgers.

    Spare rows have their ids already, so that reading the same workbook twice adds nothing twice. Where the pack allows it, the
    values of the period before stand beside fixed forms: this office's own, or for another unit those given by `known`.
    """
    mine = office.unit_at(period.last)  # under its name in that period, not today's
    own = unit is None or unit.code in (mine.code, office.unit.code)
    reporter = mine if own or unit is None else unit

    def source(form: Form) -> Iterator[Line]:
        if own:
            for record in office.rows(form, period):
                yield record.row, tuple(_offered(form, field, record.row, record.cells[field.id]) for field in form.fields)
        elif form.fixed:
            for row in form.rows:
                yield row.code, tuple(Cell(State.VALUE, row.constant(field.const)) if field.const else EMPTY for field in form.fields)

    people = office.people if own else {}
    name, due = office.name_at(period.last) if own else reporter.name, office.deadline(pack, period).moment
    thread = () if own else tuple(questions.entries_to_send(office.db.conn, reporter.code, pack.id, period.label))
    ret = Return(pack, period, reporter.code, reporter.name, name, 0, people, source, pack.version, due=due, thread=thread)

    def before(form: Form) -> Values:
        rows = {record.row: record.cells for record in office.rows(form, period.previous)} if own else known(form) if known else {}
        return {row: {field.id: _masked(field, cells.get(field.id, EMPTY)) for field in form.stored} for row, cells in rows.items()}

    _write(ret, Path(path), blank=True, progress=None, known=before if pack.reference_values else None)


def _offered(form: Form, field: Field, row: str, cell: Cell) -> Cell:
    """A cell of a blank workbook: derived ones empty, personal data masked."""
    if not field.const and not form.typed(field, row):
        return EMPTY
    return _masked(field, cell)


def _masked(field: Field, cell: Cell) -> Cell:
    """The cell with personal data masked."""
    if field.personal and not field.full:
        value = kind_of(field).mask(cell.value) if isinstance(cell.value, str) else cell.value
        return Cell(cell.state, value, "*" * len(cell.raw) if cell.raw else None)
    return cell


def _write(ret: Return, path: Path, *, blank: bool, progress: Progress | None, known: Known | None = None) -> None:
    book = Workbook(write_only=True)
    try:
        _compose(book, ret, blank=blank, progress=progress, known=known)
        save(book, path)
    except BaseException:
        for sheet in book.worksheets:
            sheet.abandon()
        raise


def _compose(book: Workbook, ret: Return, *, blank: bool, progress: Progress | None, known: Known | None) -> None:
    cover = StreamSheet(book, COVER)
    look, lists = Look(cover), ChoiceLists()
    cover_writer = CoverWriter(cover, look, ret, blank=blank)
    book.properties.title = f"{ret.pack.title} {ret.when.title} {ret.office_name}"
    book.properties.creator = ret.office_name
    manifest = ManifestWriter(book, ret, blank)
    written: dict[Form, list[Written]] = {}
    for table in tables(ret):
        earlier = known(table.form) if known and table.form.fixed else {}
        writer = FormWriter(book, look, lists, manifest, table, blank=blank, earlier=earlier)
        spare = (new_row() for _ in range(SPARE)) if blank and not table.form.fixed else ()
        writer.write(spare, partial(progress, table.title) if progress else None)
        written[table.form] = writer.written
    cover_writer.write(written)
    lists.write(book)
    manifest.close()


def save(book: Workbook, path: Path) -> None:
    """Write to a temporary file beside the target and rename it, so that a full disk never leaves half a workbook."""
    with replacing(path) as part:
        book.save(part)
