"""What people do to a workbook before they hand it in changes nothing of what is read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from db.office.office import Office, create
from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.periods import report_period
from db.returns import check_code, finalise
from db.values import cell as cell_values, kinds
from desktop.exchange.book import sheet_map, workbook_writer
from desktop.exchange.book.filled import Filled
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.reading import workbook_reader
from desktop.exchange.verify.check_code import verify
from tests.desktop.exchange import mutations
from tests.desktop.exchange.conftest import fill_in, typed
from tests.desktop.exchange.mutations import mutate
from tests.desktop.exchange.resaved import needs_office, resaved

OCTOBER = report_period.parse("2026-10")
Content = dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def pack(sample_catalogue: Catalogue) -> Pack:
    return replace(sample_catalogue.packs["sample"], blocking=False, reference_values=True)


@pytest.fixture(scope="module")
def office(sample_catalogue: Catalogue, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One filled office; no test changes it: reading back what stands in it already stores nothing."""
    with create(tmp_path_factory.mktemp("office") / "a.taizhang", sample_catalogue, "370202", ["sample"], who="李敏") as made:
        fill_in(made, pack, OCTOBER)
        made.apply(typed(pack.form("tasks"), OCTOBER.previous, "A.2", progress="上个月的。", percent=5))
        yield made


@pytest.fixture(scope="module")
def original(office: Office, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "报送件.xlsx"
    workbook_writer.write(finalise.finalise(office, pack, OCTOBER), path)
    return path


@pytest.fixture(scope="module")
def blank(office: Office, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blank workbook in which something stands already, with all that helps beside it."""
    path = tmp_path_factory.mktemp("blank") / "空白表.xlsx"
    workbook_writer.write_blank(office, pack, OCTOBER, path)
    return path


@pytest.fixture
def book(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "报送件.xlsx"))


def content(filled: Filled, pack: Pack) -> Content:
    """What a workbook says, row by row as people call them, to the fifteen digits that every spreadsheet keeps."""
    return {form.id: dict(_rows(filled, form)) for form in pack.forms}


def _rows(filled: Filled, form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in filled.forms[form.id]:
        cells = {
            id: cell_values.EMPTY if raw == "" else kinds.read(raw, form.field(id)).cell for id, raw in one.cells.items() if form.has(id)
        }
        texts = {id: check_code.canonical(cell) for id, cell in cells.items()}
        yield str(texts["code" if form.fixed else "name"]), texts


def same(path: Path, original: Path, office: Office, pack: Pack, *, ids: bool = True) -> Filled:
    """Read the changed file and compare it with the original, cell by cell and with the office it came from."""
    before, after = workbook_reader.read(original), workbook_reader.read(path, forms=pack.forms)
    assert (after.unit, after.programme, after.period, after.version) == ("370202", "sample", "2026-10", before.version)
    assert after.blank == before.blank
    assert content(after, pack) == content(before, pack)
    if ids:
        assert {one.row for rows in after.forms.values() for one in rows} == {one.row for rows in before.forms.values() for one in rows}
    report = fill(office, after)
    assert (report.stored, report.read) == (0, [])
    return after


@pytest.mark.parametrize("change", mutations.ON_SHEETS + mutations.ON_BOOKS + mutations.ON_FILES, ids=lambda one: one.__name__)
def test_nothing_is_lost_or_moved(change: Callable[[Any], None], book: Path, original: Path, office: Office, pack: Pack) -> None:
    mutate(book, change)
    assert book.read_bytes() != original.read_bytes()
    filled = same(book, original, office, pack)
    copied = change is mutations.tab_copied
    assert [("副本" in one) for one in filled.problems] == [True] * 3 * copied


@pytest.mark.parametrize("change", mutations.ON_SHEETS + mutations.ON_BOOKS + mutations.ON_FILES, ids=lambda one: one.__name__)
def test_nothing_of_a_blank_workbook_either(change: Callable[[Any], None], blank: Path, office: Office, pack: Pack, tmp_path: Path) -> None:
    path = Path(shutil.copy(blank, tmp_path / "空白表.xlsx"))
    mutate(path, change)
    same(path, blank, office, pack)


@needs_office
@pytest.mark.parametrize(("ending", "name"), [("xlsx", "a.xlsx"), ("ods", "a.ods"), ("xls", "a.xls"), ("xls", "a.et")])
def test_saved_again_by_another_program(
    ending: str, name: str, book: Path, original: Path, office: Office, pack: Pack, tmp_path: Path
) -> None:
    mutate(book, mutations.rows_sorted)
    path = Path(shutil.move(resaved(book, ending, tmp_path), tmp_path / name))
    same(path, original, office, pack)


# --- without tags


def tag_row_deleted(sheet: Any) -> None:
    mutations.rewrite(sheet, mutations.values(sheet)[1:])


def merged_heads_kept(sheet: Any) -> None:
    for cell in sheet[1]:
        cell.value = None


def tags_deleted(sheet: Any) -> None:
    mutations.rewrite(sheet, [row[1:] for row in mutations.values(sheet)[1:]])


def tags_deleted_columns_moved(sheet: Any) -> None:
    mutations.rewrite(sheet, [row[1:][::-1] for row in mutations.values(sheet)[1:]])


def tags_deleted_rows_above(sheet: Any) -> None:
    mutations.rewrite(sheet, [["", "某某局"], [], *[row[1:] for row in mutations.values(sheet)[1:]]])


UNTAGGED = [tag_row_deleted, merged_heads_kept, tags_deleted, tags_deleted_columns_moved, tags_deleted_rows_above]


@pytest.mark.parametrize("manifest", [True, False], ids=["manifest", "no_manifest"])
@pytest.mark.parametrize("change", UNTAGGED, ids=lambda one: one.__name__)
def test_heads_are_read_where_the_tags_are_gone(
    change: Callable[[Any], None], manifest: bool, book: Path, original: Path, office: Office, pack: Pack
) -> None:
    found = load_workbook(book)
    for sheet in list(mutations.forms(found)):
        change(sheet)
    if not manifest:
        del found[sheet_map.MANIFEST]
    found.save(book)
    same(book, original, office, pack, ids=change in (tag_row_deleted, merged_heads_kept))


def test_two_columns_of_one_title_are_told_by_their_merged_head(pack: Pack, tmp_path: Path) -> None:
    ledger = pack.form("lg-sample")
    kinds = {"planned": ("户数", "计划"), "planned_area": ("面积", "计划"), "done": ("户数", "完成"), "done_area": ("面积", "完成")}
    named = (
        ledger.field("name"),
        *(replace(ledger.field("homes"), id=id, title=title, group=group) for id, (title, group) in kinds.items()),
    )
    book = Workbook()
    sheet = book.active
    for row in (
        ["旧改月报"],
        ["小区", "完成情况", None, "计划", None, "名称"],
        [None, "户数（户）", "面积", "户数", "面积", None],
        [1, 2, 3, 4, 5, "甲"],
    ):
        sheet.append(row)
    for merged in ("B2:C2", "D2:E2", "A2:A3", "F2:F3"):
        sheet.merge_cells(merged)
    sheet["B2"] = "完成"
    book.save(tmp_path / "a.xlsx")
    (one,) = workbook_reader.read(tmp_path / "a.xlsx", forms=[replace(ledger, fields=named)]).forms["lg-sample"]
    assert one.cells == {"name": "甲", "planned": 4, "planned_area": 5, "done": 2, "done_area": 3}


def test_heads_of_somebody_elses_workbook(pack: Pack, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["市南区台账"])
    book.active.append(["序号", "名 称", "户数（户）", "投资\n(万元)", "类别", "编号", "完成", "日期", "比例", "说明", "年份", "内容"])
    book.active.append([1, "甲小区", 12, "2,000", "甲"])
    book.active.append(["合计", None, 12, 2000])
    book.save(tmp_path / "a.xlsx")
    filled = workbook_reader.read(tmp_path / "a.xlsx", forms=[pack.form("lg-sample")])
    assert [one.cells["name"] for one in filled.forms["lg-sample"]] == ["甲小区"]
    assert filled.forms["lg-sample"][0].columns["money"] == "D"


# --- what does change something is told


KINDS = ["", *(pytest.param(ending, marks=needs_office) for ending in ("xls", "ods"))]


@pytest.mark.parametrize("ending", KINDS)
def test_a_value_merged_over_two_rows_is_told_and_not_emptied(ending: str, book: Path, office: Office, tmp_path: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    column, (first, _) = next(cell.column for cell in sheet[1] if cell.value == "note"), mutations.span(sheet)
    sheet.merge_cells(start_row=first, start_column=column, end_row=first + 1, end_column=column)
    found.save(book)
    path = resaved(book, ending, tmp_path) if ending else book
    filled = workbook_reader.read(path)
    assert "note" not in filled.forms["lg-sample"][1].cells
    assert [f"{first + 1} 与第 {first} 行合并成一格，没有读入" in one for one in filled.problems] == [True]
    assert fill(office, filled).read == [], "the value in the office stays"
    assert not verify(path).match


@pytest.mark.parametrize("ending", KINDS)
@pytest.mark.parametrize("hidden", ["", 1234.5])
def test_a_value_under_a_cell_merged_sideways_is_told_and_not_taken(
    ending: str, hidden: object, book: Path, office: Office, tmp_path: Path
) -> None:
    found = load_workbook(book)
    sheet, (first, _) = found["样本台账"], mutations.span(found["样本台账"])
    homes, money = (next(cell.column for cell in sheet[1] if cell.value == name) for name in ("homes", "money"))
    assert money == homes + 1
    before = workbook_reader.read(book).forms["lg-sample"][0].cells
    sheet.merge_cells(start_row=first, start_column=homes, end_row=first, end_column=money)
    sheet._cells[first, money] = Cell(sheet, first, money, hidden or None)  # a merged cell of this library has no value
    found.save(book)
    path = resaved(book, ending, tmp_path) if ending else book
    filled = workbook_reader.read(path)
    cells = filled.forms["lg-sample"][0].cells
    assert "money" not in cells
    assert cells["homes"] == before["homes"]
    place = f"工作表“样本台账”{get_column_letter(money)}{first} 与 {get_column_letter(homes)}{first} 合并成一格，没有读入"
    assert [place in one for one in filled.problems] == [True]
    assert [(one.sheet, one.cell, one.field) for one in filled.left_out] == [("样本台账", f"{get_column_letter(money)}{first}", "money")]
    assert fill(office, filled).read == [], "the value in the office stays"
    assert not verify(path).match


def test_a_heading_over_a_whole_row_hides_nothing(pack: Pack, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["名称", "编号", "户数", "投资", "类别"], ["一、在建", None, None, None, None], ["丙小区", "007", 1, 2, "甲"]):
        book.active.append(row)
    book.active.merge_cells("A2:E2")
    book.save(tmp_path / "a.xlsx")
    ledger = pack.form("lg-sample")
    form = replace(ledger, fields=tuple(ledger.field(id) for id in ("name", "code", "homes", "money", "kind")))
    filled = workbook_reader.read(tmp_path / "a.xlsx", forms=[form])
    assert (filled.problems, filled.left_out) == ((), ())


def test_rows_below_the_total_are_told(book: Path) -> None:
    found = load_workbook(book)
    sheet = found["样本台账"]
    last = sheet.max_row + 1
    sheet.cell(last, 3, "忘在下面")
    sheet.cell(last, 4, "008")
    found.save(book)
    filled = workbook_reader.read(book)
    assert len(filled.forms["lg-sample"]) == 3
    assert f"第 {last} 行" in filled.problems[0]


def test_a_row_that_numbers_the_columns_is_no_data(pack: Pack, tmp_path: Path) -> None:
    book = Workbook()
    for row in (["名称", "编号", "户数", "投资", "类别"], ["甲", "乙", 1, 2, 3], ["丙小区", "007", 1, 2, "甲"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    ledger = pack.form("lg-sample")
    form = replace(ledger, fields=tuple(ledger.field(id) for id in ("name", "code", "homes", "money", "kind")))
    rows = workbook_reader.read(tmp_path / "a.xlsx", forms=[form]).forms["lg-sample"]
    assert [one.cells["name"] for one in rows] == ["丙小区"]
