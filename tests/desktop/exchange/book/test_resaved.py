"""Shipped programmes, filled and saved again by LibreOffice in every format it offers: the same check code, the same data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.messages import Trouble
from db.office.office import Office, create
from db.office.writing import Edit
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods.report_period import parse
from db.returns import finalise
from db.values.cell import Cell, value
from db.values.field import Field
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import receive
from desktop.exchange.intake.submitted_rows import submitted
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from tests.desktop.exchange.resaved import all_resaved, needs_office
from tests.upward import Districts

pytestmark = needs_office
OCTOBER = parse("2026-10")
# A ledger of 100 columns; every kind of field; choices of several.
PACKS = ("urban-renewal-3yr", "employment-talent", "carbon-pollution-synergy")
READ, REFUSED = ("xlsx", "ods", "xls"), ("fods", "csv")
GOOD: Mapping[str, tuple[Any, ...]] = {
    "text": ("=1+1", "007", " 甲<乙>&“丙” "),
    "longtext": ("第一行\n第二行", "x" * 3000, "末尾有字"),
    "citizen_id": ("11010519491231002X",),
    "credit_code": ("91350100M000100Y43",),
    "phone": ("13812345678", "0532-82600056"),
    "date": ("2026-10-31", "2026-10", "2026"),
    "year": (1996, 2026),
    "yesno": ("是", "否"),
    "integer": (0, 7, 120),
    "number": (0.1 + 0.2, 145.7503, 0),
    "percent": (12.34, 33.333333333333336, 100),
}


def good(field: Field, n: int) -> Cell:
    """A value the field can hold."""
    if field.kind in ("choice", "choices"):
        return value("、".join(field.choices[:2]) if field.kind == "choices" else field.choices[n % len(field.choices)])
    known = GOOD[field.kind]
    return value(known[n % len(known)])


def fifteen(cell: Cell) -> Cell:
    """The cell with as many digits as a spreadsheet keeps; the check code of a finalised one knows the others."""
    return replace(cell, value=float(f"{cell.value:.15g}")) if isinstance(cell.value, float) else cell


def edits(form: Form) -> Iterator[Edit]:
    rows = [one.code for one in form.rows if not one.heading][:5] if form.fixed else [f"r{n:010}" for n in range(4)]
    for n, row in enumerate(rows):
        for m, field in enumerate(form.stored):
            if form.typed(field, row if form.fixed else "") and (n + m) % 7:  # some stay empty
                yield Edit(form, OCTOBER, row, field.id, good(field, n + m))


def filled(folder: Path, catalogue: Catalogue, pack: Pack) -> Office:
    """An office that has typed its month of one programme."""
    office = create(folder / f"{pack.id}.taizhang", catalogue, "370202", [pack.id], who="李敏")
    office.apply([one for form in pack.forms for one in edits(form)])
    return office


@pytest.fixture(scope="module")
def books(catalogue: Catalogue, districts: Districts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Finalised workbooks and filled blanks, and beside them, in a folder for each format, as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("resaved")
    for id in PACKS:
        pack = replace(catalogue.pack(id), blocking=False)
        with filled(folder, catalogue, pack) as office:
            workbook_writer.write(finalise.finalise(office, pack, OCTOBER), folder / f"{id}-final.xlsx")
            workbook_writer.write_blank(office, pack, OCTOBER, folder / f"{id}-blank.xlsx")
    (folder / "district.xlsx").write_bytes(districts.books[0].read_bytes())
    for ending in (*READ, *REFUSED):
        all_resaved(sorted(folder.glob("*.xlsx")), ending, folder)
    return folder


@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("id", PACKS)
def test_a_finalised_workbook(id: str, ending: str, books: Path) -> None:
    own, other = verify(books / f"{id}-final.xlsx"), verify(books / ending / f"{id}-final.{ending}")
    assert own.match
    assert replace(other, sentence=own.sentence) == own, str(other.sentence)
    assert str(other.sentence) == str(own.sentence)


@pytest.mark.parametrize("ending", READ)
@pytest.mark.parametrize("id", PACKS)
def test_a_filled_blank(id: str, ending: str, books: Path, catalogue: Catalogue) -> None:
    def rows(path: Path) -> dict[str, list[tuple[str, list[Cell]]]]:
        found = submitted(workbook_reader.read(path), path)
        return {form.id: [(one.row, list(map(fifteen, one.cells))) for one in found.rows(form)] for form in catalogue.pack(id).forms}

    own, other = rows(books / f"{id}-blank.xlsx"), rows(books / ending / f"{id}-blank.{ending}")
    assert sum(map(len, own.values())) > 6
    assert other == own


@pytest.mark.parametrize("ending", READ)
def test_received(ending: str, books: Path, city: Office) -> None:
    path = books / ending / f"district.{ending}"
    first, again = (next(receive(city, [path])) for _ in range(2))
    assert (first.verdict, again.verdict) == ("accepted", "duplicate")
    assert first.check_code == verify(books / "district.xlsx").check_code


@pytest.mark.parametrize("ending", REFUSED)
def test_refused(ending: str, books: Path) -> None:
    with pytest.raises(Trouble, match="另存为 xlsx") as caught:
        workbook_reader.read(next((books / ending).glob(f"*.{ending}")))
    assert str(caught.value).count("。") == 1
