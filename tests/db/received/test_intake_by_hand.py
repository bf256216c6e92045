"""Receiving blanks that were filled without the program: what is derived is computed on arrival, months come in any order."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.messages import Trouble
from db.office.office import Office
from db.periods.report_period import Period
from db.received import questions, store
from db.received.questions import About
from db.rollup.rollup import Rollup
from db.rollup.why import explain
from db.units.hierarchy import unit_on
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.draft_import import fill
from desktop.exchange.intake.receive import question_copy
from desktop.exchange.reading.workbook_reader import read
from tests.db.received.received_books import cell_of, own_office, patched, stored, take
from tests.upward import OCTOBER, Districts


def test_a_blank_filled_by_hand_is_a_return(city: Office, districts: Districts, tmp_path: Path) -> None:
    blank = tmp_path / "空白.xlsx"
    workbook_writer.write_blank(city, districts.pack, OCTOBER, blank, unit=unit_on(city.units(), "370202", OCTOBER.last))
    assert "一格也没有填" in take(city, blank)[0].reason

    def fill(book: openpyxl.Workbook, area: float = 12.5) -> None:
        for row, number in {"K01": area, "K02": "1,0", "K03": 4, "K04": 40, "K05": 90}.items():
            cell_of(book, "indicators", row, "current").value = number
        cell_of(book, "tasks", "A1", "status").value = "未启动"
        sheet = next(one for one in book.worksheets if one["A1"].value == "#taizhang form=lg-works")
        heads = {str(one.value): n for n, one in enumerate(sheet[1])}
        line = next(line for line in sheet.iter_rows() if str(line[0].value or "").startswith("r"))
        for name, typed in {"name": "甲", "money": 8, "paid": 2}.items():
            line[heads[name]].value = typed

    (wrong,) = take(city, patched(blank, tmp_path, fill))
    assert (wrong.verdict, wrong.counts["error"]) == ("refused", 1), "1,0 is no number without doubt"
    mark = next(one for one in wrong.marks if one.severity == "error")
    assert (mark.sheet, mark.field, mark.value) == ("指标完成情况表", "本期", "1,0")
    assert openpyxl.load_workbook(tmp_path / "改过.xlsx")[mark.sheet][mark.cell].value == "1,0"

    def right(book: openpyxl.Workbook) -> None:
        fill(book)
        cell_of(book, "indicators", "K02", "current").value = "10"

    (found,) = take(city, patched(blank, tmp_path, right))
    assert (found.verdict, found.version) == ("accepted", 1), found.reason
    one = store.by_id(city.db.conn, found.received)
    form = districts.pack.form("indicators")
    _, cells, _, _ = store.placed(city.db.conn, one, form, "K01")
    shown = {field.id: cell.value for field, cell in zip(form.fields, cells, strict=True)}
    assert (shown["current"], shown["ytd"]) == (12.5, 12.5), "what the pack derives is computed on arrival"
    assert take(city, patched(blank, tmp_path, right))[0].verdict == "duplicate"

    def more(book: openpyxl.Workbook) -> None:
        right(book)
        cell_of(book, "indicators", "K01", "current").value = 13

    (second,) = take(city, patched(blank, tmp_path, more))
    assert (second.verdict, second.version) == ("accepted", 2)
    assert take(city, patched(blank, tmp_path, right))[0].verdict == "older"
    assert stored(city)["received"] == 2
    with pytest.raises(Trouble, match="没有退回，也没有待答的质询"):
        question_copy(city, patched(blank, tmp_path, more), tmp_path)
    questions.send_back(
        city.db, "市局", "370202", "works", "2026-10", 2, [(About("lg-works", "gone"), "这一行是谁的？"), (About(), "请重报")]
    )
    back = openpyxl.load_workbook(question_copy(city, tmp_path / "改过.xlsx", tmp_path / "back")).worksheets[0]
    listed = [(line[2].value, line[3].value, line[7].value) for line in back.iter_rows() if isinstance(line[0].value, int)]
    assert listed == [("工程台账", None, "这一行是谁的？"), (None, None, "请重报")], "what has no cell stands in the list alone"


def test_a_month_filled_by_hand_goes_on_from_the_one_before(city: Office, districts: Districts, tmp_path: Path) -> None:
    take(city, districts.books[0])
    november, blank = OCTOBER.next, tmp_path / "11月.xlsx"
    workbook_writer.write_blank(city, districts.pack, november, blank, unit=unit_on(city.units(), "370202", november.last))

    def fill(book: openpyxl.Workbook) -> None:
        for row, number in {"K01": 0.2, "K02": 10, "K03": 4, "K04": 40, "K05": 90}.items():
            cell_of(book, "indicators", row, "current").value = number
        cell_of(book, "tasks", "A1", "status").value = "未启动"

    (found,) = take(city, patched(blank, tmp_path, fill))
    assert found.verdict == "accepted", found.reason
    form = districts.pack.form("indicators")
    _, cells, place, _ = store.placed(city.db.conn, store.by_id(city.db.conn, found.received), form, "K01")
    shown = {field.id: cell.value for field, cell in zip(form.fields, cells, strict=True)}
    assert (shown["current"], shown["ytd"]) == (0.2, 12.3)


def filled_by_hand(city: Office, districts: Districts, tmp_path: Path, period: Period, area: float, name: str = "") -> Path:
    """A blank of 市南区 filled without the program."""
    blank = tmp_path / f"{period.label}空白.xlsx"
    workbook_writer.write_blank(city, districts.pack, period, blank, unit=unit_on(city.units(), "370202", period.last))

    def fill(book: openpyxl.Workbook) -> None:
        for row, number in {"K01": area, "K02": 10, "K03": 4, "K04": 40, "K05": 90}.items():
            cell_of(book, "indicators", row, "current").value = number
        cell_of(book, "tasks", "A1", "status").value = "未启动"

    folder = tmp_path / (name or period.label)
    folder.mkdir()
    return patched(blank, folder, fill)


def ytd(city: Office, districts: Districts, period: Period) -> Any:
    form = districts.pack.form("indicators")
    one = store.standing(city.db.conn, "works", period.label)["370202"]
    placed = store.placed(city.db.conn, one, form, "K01")
    assert placed is not None
    return placed.cells[[field.id for field in form.fields].index("ytd")].value


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_months_filled_by_hand_may_come_in_any_order(order: tuple[int, ...], city: Office, districts: Districts, tmp_path: Path) -> None:
    months = [OCTOBER.previous, OCTOBER, OCTOBER.next]
    files = [filled_by_hand(city, districts, tmp_path, month, 10.0**n) for n, month in enumerate(months)]
    codes = {}
    for n in order:
        (found,) = take(city, files[n])
        assert found.verdict == "accepted", found.reason
        codes[n] = found.check_code
    assert [ytd(city, districts, month) for month in months] == [1, 11, 111]
    assert [take(city, file)[0].verdict for file in files] == ["duplicate"] * 3, "twice is like once, whatever came between"
    assert [store.standing(city.db.conn, "works", one.label)["370202"].check_code for one in months] == [codes[n] for n in range(3)]


def test_a_correction_and_a_return_change_what_rests_on_them(city: Office, districts: Districts, tmp_path: Path) -> None:
    september, october = (
        filled_by_hand(city, districts, tmp_path, OCTOBER.previous, 5),
        filled_by_hand(city, districts, tmp_path, OCTOBER, 7),
    )
    take(city, september)
    take(city, october)
    assert ytd(city, districts, OCTOBER) == 12
    take(city, filled_by_hand(city, districts, tmp_path, OCTOBER.previous, 6, "corrected"))
    assert ytd(city, districts, OCTOBER) == 13
    whose = ("370202", "works", OCTOBER.previous.label)
    questions.send_back(city.db, "市局", *whose, 2, [(About(), "请重报")])
    assert ytd(city, districts, OCTOBER) == 7
    questions.accept(city.db, "市局", *whose, 2, "电话核实过")
    assert ytd(city, districts, OCTOBER) == 13


def test_why_of_a_computed_number_names_the_cells_that_were_typed(city: Office, districts: Districts, tmp_path: Path) -> None:
    files = [filled_by_hand(city, districts, tmp_path, month, area) for month, area in ((OCTOBER.previous, 5), (OCTOBER, 7))]
    assert {take(city, file)[0].verdict for file in files} == {"accepted"}
    form = districts.pack.form("indicators")
    with Rollup(city, districts.pack, OCTOBER) as made:
        (one,) = explain(made, form, "K01", "ytd").sources
        (typed,) = explain(made, form, "K01", "current").sources
        assert [str(line) for line in made.lines[1:]] == ["空白表填报的，本年累计从2026年9月起算，以前各期没有收到。"]
    assert (typed.kind, typed.value, typed.computed_from) == ("reported", 7, ())
    assert (one.kind, one.value, one.cell) == ("computed", 12, "")
    assert [(cell.period, cell.value) for cell in one.computed_from] == [("2026-09", 5), ("2026-10", 7)]
    for cell, file in zip(one.as_json()["computed_from"], files, strict=True):
        assert openpyxl.load_workbook(file)[cell["sheet"]][cell["cell"]].value == cell["value"]


def test_a_month_that_never_came_is_named(city: Office, districts: Districts, tmp_path: Path) -> None:
    take(city, districts.books[1])  # another unit's October
    take(city, filled_by_hand(city, districts, tmp_path, OCTOBER.next, 7))
    with Rollup(city, districts.pack, OCTOBER.next) as made:
        assert [str(line) for line in made.lines[1:]] == [
            "空白表填报的，本年累计从2026年10月起算，以前各期没有收到。",
            "本年累计里缺：市南区2026年10月",
        ]


def test_what_is_typed_where_the_program_computes_is_told(city: Office, districts: Districts, tmp_path: Path) -> None:
    file = filled_by_hand(city, districts, tmp_path, OCTOBER, 7)
    book = openpyxl.load_workbook(file)
    cell_of(book, "indicators", "K01", "ytd").value = 99999
    cell_of(book, "indicators", "K02", "ytd").value = 10
    book.save(file)
    (found,) = take(city, file)
    assert found.verdict == "accepted"
    (mark,) = [one for one in found.marks if "没有采用" in one.message]
    assert (mark.severity, mark.row, mark.field, mark.message) == (
        "warning", "K01 改造面积", "本年累计", "填的是“99,999.00”，程序算出的是“7.00”，没有采用填的数")  # fmt: skip
    assert openpyxl.load_workbook(file)[mark.sheet][mark.cell].value == 99999


# --- what was typed and is not taken


def hand_filled(city: Office, districts: Districts, tmp_path: Path, change: Any) -> Path:
    """A blank of October in which all that is asked is filled, changed further."""
    blank = tmp_path / "空白.xlsx"
    workbook_writer.write_blank(city, districts.pack, OCTOBER, blank, unit=unit_on(city.units(), "370202", OCTOBER.last))

    def fill(book: openpyxl.Workbook) -> None:
        for row, number in {"K01": 12.5, "K02": 10, "K03": 4, "K04": 40, "K05": 90}.items():
            cell_of(book, "indicators", row, "current").value = number
        cell_of(book, "tasks", "A1", "status").value = "未启动"
        change(book)

    return patched(blank, tmp_path, fill)


def table(book: openpyxl.Workbook, form: str) -> tuple[Any, dict[str, int]]:
    sheet = next(one for one in book.worksheets if one["A1"].value == f"#taizhang form={form}")
    return sheet, {str(one.value): one.column for one in sheet[1]}


def inserted(code: str, title: str) -> Any:
    """A row of one's own between those of the indicators."""

    def change(book: openpyxl.Workbook) -> str:
        sheet, heads = table(book, "indicators")
        row = cell_of(book, "indicators", "K03", "current").row
        sheet.insert_rows(row)
        for merged in sheet.merged_cells.ranges:  # the library leaves them where they were
            merged.shift(row_shift=int(merged.min_row >= row))
        for name, typed in {"code": code, "title": title, "current": 999}.items():
            sheet.cell(row, heads[name], typed)
        return sheet.cell(row, heads["current"]).coordinate

    return change


def beside(book: openpyxl.Workbook) -> str:
    """A column of one's own at the right of the tasks."""
    sheet, heads = table(book, "tasks")
    cell = sheet.cell(cell_of(book, "tasks", "A1", "status").row, max(heads.values()) + 2, "明年再说")
    return cell.coordinate


def below(book: openpyxl.Workbook) -> str:
    sheet, heads = table(book, "indicators")
    row = sheet.max_row + 1
    sheet.cell(row, heads["title"], "补充")
    return sheet.cell(row, heads["current"], 999).coordinate


LEFT_OUT = {
    "a row without a code": ("指标完成情况表", inserted("", "补充"), "不是本表的行"),
    "a code of one's own": ("指标完成情况表", inserted("K09", "自设指标"), "不是本表的行"),
    "another column": ("任务进展表", beside, "不是本表的栏"),
    "below the signatures": ("指标完成情况表", below, "下面"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_what_is_left_out_is_told_with_its_cell(case: str, city: Office, districts: Districts, tmp_path: Path) -> None:
    sheet, change, why = LEFT_OUT[case]
    cells: list[str] = []
    (verdict,) = take(city, hand_filled(city, districts, tmp_path, lambda book: cells.append(change(book))))
    assert verdict.verdict == "accepted", verdict.reason
    assert "另有 1 处填的内容没有收" in verdict.reason
    (mark,) = [one for one in verdict.marks if "没有" in one.message]
    assert (mark.sheet, mark.severity) == (sheet, "warning")
    letters = mark.cell.rstrip("0123456789")
    assert mark.cell == cells[0] or case == "below the signatures" and letters < cells[0]
    assert mark.cell in mark.message
    assert why in mark.message
    own = own_office(districts, tmp_path)
    with own:
        remarks = fill(own, read(tmp_path / "改过.xlsx")).problems
    assert [one for one in remarks if "没有读入" in one and (cells[0] in one or case == "below the signatures")] != []


def test_values_under_merged_cells_are_asked_for(city: Office, districts: Districts, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet, heads = table(book, "indicators")
        row = cell_of(book, "indicators", "K03", "current").row
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=heads["current"], end_column=heads["current"])

    (verdict,) = take(city, hand_filled(city, districts, tmp_path, change))
    assert verdict.verdict == "refused"
    (mark,) = verdict.marks
    assert (mark.row, mark.mend) == ("K04", "请取消合并，逐行填写")
    assert mark.cell in mark.message


def test_nothing_left_out_is_not_told(city: Office, districts: Districts, tmp_path: Path) -> None:
    (verdict,) = take(city, hand_filled(city, districts, tmp_path, lambda book: None))
    assert verdict.verdict == "accepted", verdict.reason
    assert "没有收" not in verdict.reason


def test_what_is_missing_in_an_empty_row_is_marked_at_its_cell(city: Office, districts: Districts, tmp_path: Path) -> None:
    places: dict[str, str] = {}

    def change(book: openpyxl.Workbook) -> None:
        for row in ("K01", "K03", "K05"):
            cell = cell_of(book, "indicators", row, "current")
            cell.value, places[row] = None, cell.coordinate
        status = cell_of(book, "tasks", "A1", "status")
        status.value, places["A1"] = None, status.coordinate

    (verdict,) = take(city, hand_filled(city, districts, tmp_path, change))
    missing = [mark for mark in verdict.marks if "未填" in mark.message]
    assert missing
    assert {mark.row.split()[0]: mark.cell for mark in missing} == {
        row: places[row] for row in places if row in {mark.row.split()[0] for mark in missing}
    }
