"""A filled workbook read into the office is what typing the same in the window would have been."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from db.messages import Trouble
from db.office.office import Office
from db.office.writing import Edit
from db.packs.model import Form, Pack
from db.periods.report_period import Period
from db.returns.check_code import canonical
from db.values import cell as cell_values, kinds as fields
from db.values.cell import Cell, State, value
from desktop.exchange.book import workbook_writer
from desktop.exchange.intake.draft_import import FillReport, fill
from desktop.exchange.reading import workbook_reader

NewOffice = Callable[[str], Office]


def rows_of(office: Office, pack: Pack, period: Period) -> dict[str, list[dict[str, Cell]]]:
    """Everything an office holds, without the ids."""
    return {form.id: [dict(one.cells) for one in office.rows(form, period)] for form in pack.forms}


class Typist:
    """Types into the cells of a workbook by form, row and field, the way a person sees them."""

    def __init__(self, path: Path) -> None:
        self.path, self.filled, self.book = path, workbook_reader.read(path), load_workbook(path)

    def type(self, form: str, n: int, **texts: Any) -> str:
        """Type into the row number `n` of a form; gives its id."""
        one = self.filled.forms[form][n]
        for field, text in texts.items():
            self.book[one.place[0]][f"{one.columns[field]}{one.place[1]}"].value = text
            if isinstance(text, str):
                self.book[one.place[0]][f"{one.columns[field]}{one.place[1]}"].data_type = "s"
        return one.row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def filled(office: Office, path: Path, **options: Any) -> FillReport:
    return fill(office, workbook_reader.read(path), **options)


@pytest.fixture
def blank(new_office: NewOffice, sample: Pack, october: Period, tmp_path: Path) -> tuple[Office, Typist]:
    office = new_office("own")
    path = tmp_path / "blank.xlsx"
    workbook_writer.write_blank(office, sample, october, path)
    return office, Typist(path)


TYPED: dict[tuple[str, int], dict[str, Any]] = {
    ("lg-sample", 0): {"name": "甲小区", "code": "007", "homes": 120, "money": "2,000.5", "kind": "甲", "day": "2026-10-31"},
    ("lg-sample", 1): {"name": "王䶮𠮷", "homes": "不适用", "money": "35（待核）", "last_day": "2026年10月", "share": "85%"},
    ("lg-sample", 2): {"name": "=乙", "works": "绿化、道路", "done": "√", "whole": "11010519491231002X"},
    ("tasks", 1): {"status": "推进中", "percent": 60, "progress": "完成2处。\n下月继续。", "due": "2026-12"},
    ("indicators", 0): {"current": "0.7503"},
    ("indicators", 1): {"ytd": 12},
}  # fmt: skip


def test_blank_then_fill_is_typing(blank: tuple[Office, Typist], new_office: NewOffice, sample: Pack, october: Period) -> None:
    office, typist = blank
    window = new_office("window")
    edits = []
    for (id, n), texts in TYPED.items():
        row, form = typist.type(id, n, **texts), sample.form(id)
        edits += [Edit(form, october, row, name, fields.read(text, form.field(name), unit=form.unit(form.field(name), row)).cell)
                  for name, text in texts.items()]  # fmt: skip
    report = filled(office, typist.save())
    window.apply(edits)
    assert report.problems == []
    assert report.stored == sum(len(texts) for texts in TYPED.values())
    assert rows_of(office, sample, october) == rows_of(window, sample, october)
    assert {one.kind for one in report.read} == {"same", "read"}


TEXTS = [
    *("=1+1", "@a", "-5", "12", "1，234", "２００", "2000万", "85%", "0.1", "1e5", "—", "无", "不适用", "待核", "35（待核）", " "),
    *("甲", "丙", "√", "否", "2024.3", "24年3月", "2026-10-31", "2026年", "3月5日", "11010519491231002X"),
    *("110105194912310029", "13812345678"),
    *("0532-82600056 转 12", "007", "䶮𠮷", "a\nb", "道路 绿化", "91350100M000100Y43", "约30", "#DIV/0!", "绿化、", "12.345.6"),
    *("1/2", 0, 3, 2.5),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_typed(seed: int, blank: tuple[Office, Typist], new_office: NewOffice, sample: Pack, october: Period) -> None:
    """What the window takes without asking, the workbook brings; what it asks about or refuses is listed and not stored."""
    (office, typist), window, form, chance = blank, new_office("window"), sample.form("lg-sample"), random.Random(seed)
    edits, asked = [], set()
    for n in range(60):
        for field in form.stored:
            if chance.random() < 0.4:
                continue
            text = chance.choice(TEXTS)
            row = typist.type(form.id, n, **{field.id: text})
            reading = fields.read(text, field)
            if reading.kind in ("same", "read"):
                edits.append(Edit(form, october, row, field.id, reading.cell))
            else:
                asked.add((row, field.id))
    report = filled(office, typist.save())
    window.apply(edits)
    found, wanted = (_content(one, form, october) for one in (office, window))
    assert found == wanted
    assert {(one.row, one.field) for one in report.read if one.kind in ("proposed", "refused")} == asked


def _content(office: Office, form: Form, period: Period) -> dict[str, dict[str, Any]]:
    records = {one.row: {name: canonical(cell) for name, cell in one.cells.items()} for one in office.rows(form, period)}
    return {row: cells for row, cells in records.items() if any(cell is not None for cell in cells.values())}


def test_filling_twice_changes_nothing(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    for (form, n), texts in TYPED.items():
        typist.type(form, n, **texts)
    path = typist.save()
    filled(office, path)
    before = rows_of(office, sample, october)
    again = filled(office, path)
    assert (again.stored, again.read, again.problems) == (0, [], [])
    assert rows_of(office, sample, october) == before


def test_one_act_that_can_be_taken_back(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    before = rows_of(office, sample, october)
    for (form, n), texts in TYPED.items():
        typist.type(form, n, **texts)
    filled(office, typist.save())
    office.undo()
    assert rows_of(office, sample, october) == before
    assert not office.can_undo


def test_proposals_wait_and_refusals_are_not_stored(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    row = typist.type("lg-sample", 0, name="甲小区", money="2000万", homes="很多", built="约1996年")
    path = typist.save()
    report = filled(office, path)
    kinds = {one.field: one.kind for one in report.read}
    assert kinds == {"name": "same", "money": "proposed", "homes": "refused", "built": "refused"}
    assert report.stored == 1
    found = next(one for one in report.as_json()["read"] if one["field"] == "money")
    assert found == {
        "form": "lg-sample",
        "row": row,
        "field": "money",
        "raw": "2000万",
        "value": 2000,
        "state": "value",
        "kind": "proposed",
    }
    record = next(office.rows(sample.form("lg-sample"), october))
    assert record.cells["money"] == cell_values.EMPTY
    assert record.cells["homes"] == cell_values.EMPTY
    again = filled(office, path, accept_proposals=True)
    assert next(office.rows(sample.form("lg-sample"), october)).value("money") == 2000
    assert {one.field for one in again.read if one.kind == "refused"} == {"homes", "built"}


def test_a_return_of_the_same_office_changes_nothing(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    from db.returns import finalise

    path = tmp_path / "a.xlsx"
    workbook_writer.write(finalise.draft(filled_office, sample, october), path)
    report = filled(filled_office, path)
    assert (report.stored, report.read, report.problems) == (0, [], [])  # masked identity numbers are the ones they mask


def test_a_cleared_cell_is_cleared_and_missing_rows_stay(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook_writer.write_blank(filled_office, sample, october, path)
    typist = Typist(path)
    typist.type("lg-sample", 0, note=None)
    sheet = typist.book["样本台账"]
    sheet.delete_rows(typist.filled.forms["lg-sample"][2].place[1])
    report = filled(filled_office, typist.save())
    assert [(one.row, one.field, one.state) for one in report.read] == [("r0000000000", "note", "empty")]
    records = list(filled_office.rows(sample.form("lg-sample"), october))
    assert [one.row for one in records] == ["r0000000000", "r0000000001", "r0000000002"]
    assert records[0].cells["note"] == cell_values.EMPTY


def test_rows_people_insert_get_the_same_id_every_time(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    one = typist.filled.forms["lg-sample"][0]
    sheet = typist.book[one.place[0]]
    sheet.insert_rows(one.place[1], 2)
    for n, name in enumerate(("插入一", "插入二")):
        sheet[f"{one.columns['name']}{one.place[1] + n}"].value = name
    path = typist.save()
    filled(office, path)
    ids = [one.row for one in office.rows(sample.form("lg-sample"), october)]
    assert len(ids) == 2
    assert filled(office, path).stored == 0
    assert [one.row for one in office.rows(sample.form("lg-sample"), october)] == ids


def test_a_copied_row_is_a_new_row(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook_writer.write_blank(filled_office, sample, october, path)
    typist = Typist(path)
    one = typist.filled.forms["lg-sample"][2]
    sheet, number = typist.book[one.place[0]], one.place[1]
    sheet.insert_rows(number + 1)
    for cell in sheet[number]:
        sheet.cell(number + 1, cell.column, cell.value)
    sheet[f"{one.columns['name']}{number + 1}"].value = "另一个"
    filled(filled_office, typist.save())
    names = [one.value("name") for one in filled_office.rows(sample.form("lg-sample"), october)]
    assert names == ["=1+1", "@SUM(A1)", "-1", "另一个"]


def test_sorting_only_the_visible_columns_does_not_mix_the_rows(
    filled_office: Office, sample: Pack, october: Period, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    workbook_writer.write_blank(filled_office, sample, october, path)
    typist = Typist(path)
    rows = typist.filled.forms["lg-sample"][:3]
    sheet = typist.book["样本台账"]
    contents = [[(cell.value, cell.data_type) for cell in sheet[one.place[1]]][1:] for one in rows]
    for one, cells in zip(rows, contents[::-1], strict=True):
        for n, (text, kind) in enumerate(cells, 2):
            cell = sheet.cell(one.place[1], n)
            cell.value = text
            cell.data_type = kind
            cell.number_format = "yyyy-mm-dd" if kind == "d" else "General"
    before = rows_of(filled_office, sample, october)
    report = filled(filled_office, typist.save())
    assert rows_of(filled_office, sample, october) == before
    assert "只排了可见的列" in report.problems[0]


def test_changed_computed_and_fixed_cells_are_told(filled_office: Office, sample: Pack, october: Period, tmp_path: Path) -> None:
    from db.returns import finalise

    path = tmp_path / "a.xlsx"
    workbook_writer.write(finalise.draft(filled_office, sample, october), path)
    typist = Typist(path)
    typist.type("lg-sample", 0, each=99)
    typist.type("tasks", 1, title="改了名")
    typist.type("lg-sample", 2, money=200)  # its own 户均 in the workbook is stale now, and nobody's fault
    report = filled(filled_office, typist.save())
    assert report.stored == 1
    assert len(report.problems) == 2
    assert "“任务”是固定内容，工作簿里是“改了名”，程序里是“任务一”" in report.problems[0]
    assert "“户均”由程序计算，工作簿里是“99”" in report.problems[1]


def test_text_that_stays_as_typed_is_not_listed_again(new_office: NewOffice, sample: Pack, october: Period, tmp_path: Path) -> None:
    office = new_office("raw")
    office.apply(
        [
            Edit(sample.form("lg-sample"), october, "r1", "homes", Cell(State.RAW, None, "很多")),
            Edit(sample.form("lg-sample"), october, "r1", "name", value("甲")),
        ]
    )
    path = tmp_path / "a.xlsx"
    workbook_writer.write_blank(office, sample, october, path)
    assert filled(office, path).read == []


def test_another_unit_programme_or_period(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    found = workbook_reader.read(typist.path)
    with pytest.raises(Trouble, match="市北区.*市南区"):
        fill(office, replace(found, unit="370203", unit_name="市北区"))
    with pytest.raises(Trouble, match="城市更新.*样本方案"):
        fill(office, replace(found, programme="urban-renewal-3yr"))
    with pytest.raises(Trouble, match="第4季度.*按月"):
        fill(office, replace(found, period="2026-Q4"))
    with pytest.raises(Trouble, match="已经丢失"):
        fill(office, replace(found, unit=""))


def test_the_unit_by_any_of_its_names(blank: tuple[Office, Typist]) -> None:
    office, typist = blank
    typist.type("tasks", 1, percent=5)
    assert fill(office, replace(workbook_reader.read(typist.save()), unit="市南")).stored == 1


def test_a_bare_fraction_in_a_percent_column_is_asked_about(blank: tuple[Office, Typist], sample: Pack, october: Period) -> None:
    office, typist = blank
    for n, share in enumerate((0.85, "0.85", "0.85%", "85%", 0, 1)):
        typist.type("lg-sample", n, name=f"小区{n}", share=share)
    report = filled(office, typist.save())
    asked = [(one.raw, one.value, one.note) for one in report.read if one.kind == "proposed"]
    assert asked == [("0.85", 85, "可能是 85%")] * 2
    rows = list(office.rows(sample.form("lg-sample"), october))
    assert [row.value("share") for row in rows] == [None, None, 0.85, 85, 0, 1]


def test_a_small_percentage_that_stands_in_the_office_is_not_asked_about(
    blank: tuple[Office, Typist], sample: Pack, october: Period
) -> None:
    office, typist = blank
    row = typist.type("lg-sample", 0, name="甲小区", share="0.85%")
    filled(office, typist.save())
    typist.type("lg-sample", 0, share=0.85)
    assert filled(office, typist.save()).read == []
    typist.type("lg-sample", 0, share=0.86)
    assert [one.kind for one in filled(office, typist.save()).read] == ["proposed"]
    assert office.record(sample.form("lg-sample"), october, row).value("share") == 0.85
