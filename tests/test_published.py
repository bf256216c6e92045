"""Published tables of real cities, ten units, twelve and thirteen: their totals come out exactly, each traced to its cells."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from db.office.office import Office, open_office
from db.packs.catalogue import Catalogue
from db.packs.model import Pack
from db.rollup.rollup import Rollup
from db.rollup.sheets import summary
from db.rollup.why import explain
from db.values.exact import rounded
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.receive import receive
from desktop.exchange.paper import pdf_writer
from desktop.exchange.verify.check_code import verify
from tests.cities import NAMES, Table, handed, number, office, programmes, table
from tests.terminal import run


class City(NamedTuple):
    """A table with the workbooks of its units, and a first version with a wrong figure of one of them."""

    table: Table
    catalogue: Catalogue
    folder: Path
    books: list[Path]
    wrong: Path

    def upper(self, folder: Path) -> Office:
        """An empty office of the city."""
        return office(folder, self.catalogue, self.table, self.table.city.name)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return programmes(tmp_path_factory.mktemp("published") / "resources")


@pytest.fixture(scope="module", params=NAMES)
def city(request: pytest.FixtureRequest, known: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> City:
    one, folder = table(request.param), tmp_path_factory.mktemp(request.param)
    books = []
    wrong = None
    for name, figures in one.units.items():
        with office(folder, known, one, name) as own:
            if wrong is None:  # its first version has a figure ten times too high
                wrong = handed(own, one, [figures[0] + "0", *figures[1:]], folder)
            books.append(handed(own, one, figures, folder))
    assert wrong is not None
    return City(one, known, folder, books, wrong)


@pytest.fixture(scope="module")
def received(city: City, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's office file: all received in no order at all, the corrected version of one before its first."""
    books = [*city.books]
    random.Random(len(books)).shuffle(books)
    with city.upper(tmp_path_factory.mktemp("city")) as upper:
        found = {one.file: one.verdict for one in receive(upper, [*books, city.wrong])}
    assert found.pop(city.wrong.name) == "older"
    assert (len(found), set(found.values())) == (len(books), {"accepted"})
    return upper.path


@pytest.fixture
def full(city: City, received: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of it."""
    with open_office(Path(shutil.copy(received, tmp_path)), city.catalogue) as upper:
        yield upper


def rolled_up(city: City, upper: Office, units: tuple[str, ...] = ()) -> Rollup:
    return Rollup(upper, city.catalogue.pack(city.table.id), city.table.period, wanted=units)


def test_published_totals_come_out_exactly(city: City, full: Office) -> None:
    with rolled_up(city, full) as made:
        form = made.pack.form("indicators")
        assert str(made.head) == f"已汇 {len(city.books)}/{len(city.table.units)}"
        for row in city.table.rows:
            total = made.value(form, row["code"], "current")
            expected = Decimal(row["published"]) - Decimal(row.get("beyond", "0"))
            if row.get("nature") == "rate":
                assert rounded(Decimal(repr(total)), row["decimals"]) == expected, row["title"]
            else:
                assert Decimal(repr(total)) == expected, (row["title"], row.get("why"))


@pytest.mark.parametrize("city", ["beijing-2010"], indirect=True)
def test_published_subtotals_come_out_from_chosen_units(city: City, full: Office) -> None:
    for part in city.table.parts.values():
        with rolled_up(city, full, tuple(part["units"])) as made:
            form = made.pack.form("indicators")
            for row, printed in zip(form.rows, part["published"], strict=True):
                total = Decimal(repr(made.value(form, row.code, "current")))
                assert rounded(total, row.decimals) == Decimal(printed), row.title


def test_why_of_every_total_leads_to_cells_that_hold_it(city: City, full: Office) -> None:
    books = {path.name: openpyxl.load_workbook(path) for path in city.books}
    with rolled_up(city, full) as made:
        form = made.pack.form("indicators")
        for row in form.rows:
            for field in ("current", "ytd"):
                why = explain(made, form, row.code, field)
                assert why.value == made.value(form, row.code, field)
                if row.nature == "rate":
                    assert [part for part, _ in why.of] == list(row.parts)
                    continue
                assert {one.unit for one in why.sources} == set(map(city.table.code, city.table.units))
                assert sum(Decimal(repr(one.value)) for one in why.sources) == Decimal(repr(why.value))
                for one in why.sources:
                    assert books[one.file][one.sheet][one.cell].value == one.value


def test_a_total_picked_at_random_on_the_command_line(city: City, full: Office, capsys: pytest.CaptureFixture[str]) -> None:
    full.close()
    which = ("--programme", city.table.id, "--period", city.table.period.label)
    code, found, _ = run(capsys, "rollup", full.path, *which, "--json")
    assert (code, found["expected"], found["received"], found["missing"]) == (0, len(city.books), len(city.books), [])
    totals = {one["row"]: one["values"]["current"] for one in found["forms"]["indicators"] if "unit" not in one}
    row = random.Random(city.table.id).choice([one for one in city.table.rows if "parts" not in one])
    code, why, _ = run(capsys, "why", full.path, *which, "--form", "indicators", "--row", row["code"], "--field", "current", "--json")
    assert (code, why["value"]) == (0, totals[row["code"]])
    assert sum(Decimal(str(one["value"])) for one in why["sources"]) == Decimal(str(why["value"]))


def test_the_first_version_stands_until_the_second_comes(city: City, tmp_path: Path) -> None:
    row, name = city.table.rows[0], next(iter(city.table.units))
    with city.upper(tmp_path) as upper:
        for book in (city.wrong, city.books[0]):
            assert [one.verdict for one in receive(upper, [book])] == ["accepted"]
        with rolled_up(city, upper) as made:
            form = made.pack.form("indicators")
            assert made.value(form, row["code"], "current") == number(city.table.units[name][0])
            assert [one.version for one in explain(made, form, row["code"], "current").sources] == [2]


def test_one_missing_unit_is_named_and_its_figures_are_not_there(city: City, tmp_path: Path) -> None:
    row, (last, figures) = city.table.rows[0], list(city.table.units.items())[-1]
    with city.upper(tmp_path) as upper:
        assert {one.verdict for one in receive(upper, city.books[:-1])} == {"accepted"}
        with rolled_up(city, upper) as made:
            assert str(made.head) == f"已汇 {len(city.books) - 1}/{len(city.books)}，缺：{last}"
            total = made.value(made.pack.form("indicators"), row["code"], "current")
            assert Decimal(repr(total)) == Decimal(row["published"]) - Decimal(figures[0])


@pytest.fixture
def in_whole_numbers(known: Catalogue) -> Pack:
    """The twelve units' programme with areas printed without decimals."""
    pack = known.pack("dezhou-2022")
    form = pack.form("indicators")
    rows = tuple(replace(row, decimals=0) for row in form.rows)
    return replace(pack, forms=(replace(form, rows=rows),))


@pytest.mark.parametrize("city", ["dezhou-2022"], indirect=True)
def test_a_cell_moved_by_balancing_is_marked_wherever_it_is_printed(
    city: City, full: Office, in_whole_numbers: Pack, tmp_path: Path
) -> None:
    """377.72 is printed 378, but the printed parts add up to 379: 夏津县's 24.50 is printed 24, and stays 24.5."""
    with Rollup(full, in_whole_numbers, city.table.period) as made:
        form = made.pack.form("indicators")
        why = explain(made, form, "K05", "current")
        assert {one.unit_name: (one.value, one.printed) for one in why.sources if one.printed} == {"夏津县": (24.5, "24")}
        assert (made.value(form, "K05", "current"), sum(Decimal(repr(one.value)) for one in why.sources)) == (377.72, Decimal("377.72"))
        assert not any("printed" in one for one in explain(made, form, "K04", "current").as_json()["sources"])
        ret = summary(made, version=1)
    workbook_writer.write(ret, tmp_path / "汇总表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "汇总表.xlsx")["指标完成情况表汇总（本期）"]
    row = next(cells for cells in sheet.iter_rows() if cells[2].value == "K05")
    shown = {cell.value: cell for cell in row if isinstance(cell.value, int | float)}
    assert shown[24.5].number_format == '"24";"24";"24"'
    assert "原报数24.5，印作24" in shown[24.5].comment.text
    assert shown[24.5].fill.fgColor.rgb.endswith("FFE9C7")
    assert (shown[377.72].number_format, shown[104.87].number_format, shown[104.87].comment) == ("#,##0", "#,##0", None)
    assert verify(tmp_path / "汇总表.xlsx").match
    pdf_writer.write(ret, tmp_path / "汇总表.pdf")
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "汇总表.pdf", "-"], capture_output=True, text=True, check=True).stdout
    line = next(one for one in text.splitlines() if "K05" in one)
    assert re.findall(r"(?<!\S)\*?\d+", line)[1:] == ["378", "105", "41", "6", "5", "9", "32", "26", "*24", "25", "12", "19", "74"]
    assert "带 * 的数经舍位平衡：K05 夏津县原报24.5、印作24" in text
