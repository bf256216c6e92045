"""The unit table as a workbook: one sheet 填报单位, a line for each unit and time. Read whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from db.messages import Sentence, Trouble, Troubles
from db.units.checks import faults
from db.units.model import LEVELS, Unit
from db.values.cell import State
from db.values.field import Field
from db.values.kinds import kind_of, machine_text, read as read_cell
from desktop.exchange.book.cell_styles import FONT, GRID, TEXT, Look
from desktop.exchange.book.drop_downs import ChoiceLists
from desktop.exchange.book.form_layout import page_setup
from desktop.exchange.book.workbook_writer import save
from desktop.exchange.files.sheet_values import opened
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

SHEET = "填报单位"
SPARE = 100  # lines with drop-downs below the last unit
SEARCHED = 20  # rows in which the heads may stand
FIELDS = (
    Field("code", "代码", required=True, width=7, definition="每个单位一个，改名不换代码。"),
    Field("name", "名称", required=True, width=13),
    Field("short", "简称", width=6),
    Field("aliases", "别名", width=12, definition="几个别名用“、”隔开。"),
    Field("level", "级别", "choice", choices=tuple(LEVELS.values()), required=True, width=5),
    Field("parent", "上级", width=7, definition="上级单位的代码或名称；最高一级留空。"),
    Field("gb_code", "区划代码", width=7),
    Field("in_total", "计入汇总", "yesno", width=5, definition="已经包含在别的单位数字里的填“否”。"),
    Field("ord", "顺序", "integer", width=4, definition="排列的先后，留空按行的先后。"),
    Field("since", "起始日期", "date", width=7, definition="从这一天起有效，写成 2026-01-01；一直都有的留空。"),
    Field("until", "终止日期", "date", width=7, definition="到这一天为止有效；现在还在的留空。"),
    Field("successors", "去向", width=9, definition="合并、拆分后成了哪些单位，写代码，用“、”隔开。"),
)
BY_TITLE = {field.title: field for field in FIELDS}
NECESSARY = tuple(field.title for field in FIELDS if field.required)


@dataclass(frozen=True)
class Units:
    """The units of a workbook and its mistakes as sentences with their place. With mistakes the units must not be used."""

    units: list[Unit]
    mistakes: list[str]


def write(units: Sequence[Unit], path: Path) -> None:
    """Write the table; raises `Trouble` where the file cannot be written."""
    book = Workbook(write_only=True)
    sheet = StreamSheet(book, SHEET)
    try:
        look, lists = Look(sheet), ChoiceLists()
        cell = look.styles.of(font=FONT, border=GRID, alignment=Alignment(vertical="center", wrap_text=True), format=TEXT)
        for n, field in enumerate(FIELDS, 1):
            sheet.column_dimensions[get_column_letter(n)].width = field.width * 2 + 2
        sheet.freeze_panes = "C2"
        page_setup(sheet, "landscape", 1)
        sheet.print_title_rows = "1:1"
        sheet.row([(n, "s", field.title, look.head) for n, field in enumerate(FIELDS, 1)], height=30, fixed=True)
        for unit in units:
            sheet.row([(n, *_written_cell(unit, field), cell) for n, field in enumerate(FIELDS, 1)])
        for n, field in enumerate(FIELDS, 1):
            sheet.data_validations.append(_drop_down(field, get_column_letter(n), len(units) + 1 + SPARE, lists))
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(FIELDS))}{len(units) + 1}"
        lists.write(book)
        save(book, path)
    except BaseException:
        for unfinished in book.worksheets:
            unfinished.abandon()
        raise


def changes(before: Sequence[Unit], after: Sequence[Unit]) -> list[str]:
    """What another table adds, removes and changes: a sentence for each unit."""
    old, new = ({unit.key: unit for unit in table} for table in (before, after))
    sentences: list[str] = [Sentence("新增：{unit}", unit=_unit_title(unit)) for key, unit in new.items() if key not in old]
    sentences += [Sentence("删除：{unit}", unit=_unit_title(unit)) for key, unit in old.items() if key not in new]
    for key in (key for key in new if key in old):
        pairs = [(field.title, _written_cell(old[key], field)[1], _written_cell(new[key], field)[1]) for field in FIELDS]
        changed = tuple(
            Sentence("{title} {was} → {now}", title=title, was=was or "–", now=now or "–") for title, was, now in pairs if was != now
        )
        sentences += [Sentence("改动：{unit}：{what}", unit=_unit_title(old[key]), what=changed)] if changed else []
    return sentences


def _unit_title(unit: Unit) -> str:
    return f"{unit.code} {unit.name}" + (f"（{unit.since} 起）" if unit.since else "")


def _written_cell(unit: Unit, field: Field) -> tuple[str, str]:
    """(kind, text) of a cell."""
    value = getattr(unit, field.id)
    if field.id == "ord":
        return "n", str(value)
    if field.id == "level":
        return "s", LEVELS.get(value, value)
    if field.id == "in_total":
        return "s", "是" if value else "否"
    return "s", "、".join(value) if isinstance(value, tuple) else value


def _drop_down(field: Field, letter: str, last: int, lists: ChoiceLists) -> DataValidation:
    """The drop-down of a column and its explanation."""
    validation = DataValidation(allow_blank=True)
    if choices := kind_of(field).choices(field):
        validation.type, validation.formula1 = "list", lists.ref(choices)
        validation.showErrorMessage, validation.errorTitle, validation.error = True, field.title, f"请从列表里选：{'、'.join(choices)}。"
    if field.definition:
        validation.showInputMessage, validation.promptTitle, validation.prompt = True, field.title, field.definition
    validation.add(f"{letter}2:{letter}{last}")
    return validation


def read(path: Path) -> Units:
    """Read a table with all its mistakes; raises `Trouble` where the file holds no unit table."""
    with opened(path) as sheets:
        for name, rows in sheets:
            lines = list(rows)
            for number, row in enumerate(lines[:SEARCHED], 1):
                titles = [str(value).strip() for value in row]
                if all(title in titles for title in NECESSARY):
                    return _Table(name, number, titles).read(lines[number:])
    raise Trouble("“{file}”里没有填报单位表：要有一行表头，写着{titles}。", file=path.name, titles="、".join(NECESSARY))


class _Table:
    """One sheet with its heads in row `head`."""

    def __init__(self, sheet: str, head: int, titles: Sequence[str]) -> None:
        self.sheet, self.head = sheet, head
        self.mistakes: list[tuple[int, int, str]] = []  # row, column, sentence
        self.columns: dict[str, int] = {}
        for n, title in enumerate(titles, 1):
            field = BY_TITLE.get(title)
            if title and field is None:
                self._wrong(head, n, Sentence("不认识的栏“{title}”，可用：{known}。", title=title, known=tuple(BY_TITLE)))
            elif field is not None and field.id in self.columns:
                self._wrong(head, n, Sentence("栏“{title}”写了两次。", title=title))
            elif field is not None:
                self.columns[field.id] = n

    def read(self, rows: Sequence[Sequence[Any]]) -> Units:
        numbered: list[tuple[int, Unit]] = []
        for number, row in enumerate(rows, self.head + 1):
            if any(value != "" for value in row):
                numbered.append((number, self._unit(number, row, len(numbered) + 1)))
        units = _by_code([unit for _, unit in numbered])
        marked = {(row, column) for row, column, _ in self.mistakes}
        for fault in faults(units):
            place = numbered[fault.place][0], self.columns.get(fault.field, 1)
            if place not in marked:  # a cell that could not be read has its mistake already
                self._wrong(*place, Sentence("{told}", told=fault.trouble))
        if not numbered:
            self._wrong(self.head + 1, 1, Sentence("没有一个单位。"))
        return Units(units, [self._mistake(*mistake) for mistake in sorted(self.mistakes)])

    def _unit(self, number: int, row: Sequence[Any], place: int) -> Unit:
        texts = {field.id: self._cell(number, row, field) for field in FIELDS}
        return Unit(
            code=texts["code"], name=texts["name"], short=texts["short"], aliases=_several(texts["aliases"]),
            level=next((key for key, title in LEVELS.items() if title == texts["level"]), "district"), parent=texts["parent"],
            gb_code=texts["gb_code"], in_total=texts["in_total"] != "否", ord=int(texts["ord"] or place * 10), since=texts["since"],
            until=texts["until"], successors=_several(texts["successors"]),
        )  # fmt: skip

    def _cell(self, number: int, row: Sequence[Any], field: Field) -> str:
        """The text of a cell; empty where it cannot be read, which is noted as a mistake."""
        column = self.columns.get(field.id)
        raw = row[column - 1] if column is not None and column <= len(row) else ""
        reading = read_cell(raw, field)
        if column is None:
            return ""
        if reading.kind == "refused" or reading.cell.state in (State.NA, State.CHECK, State.RAW):
            where = {"text": raw, "field": field.title}
            refused = Sentence("“{text}”不能填在“{field}”里。", **where)
            self._wrong(
                number, column, Sentence("“{text}”不能填在“{field}”里：{why}。", **where, why=reading.note) if reading.note else refused
            )
            return ""
        if reading.kind == "proposed":
            self._wrong(
                number,
                column,
                Sentence("“{text}”可能是“{value}”（{why}），请写明。", text=raw, value=machine_text(reading.cell, field), why=reading.note),
            )
            return ""
        text = machine_text(reading.cell, field)
        if field.required and not text:
            self._wrong(number, column, Sentence("“{field}”没有填。", field=field.title))
        return text

    def _mistake(self, row: int, column: int, text: str) -> Sentence:
        place = Sentence("工作表“{sheet}”{cell}", sheet=self.sheet, cell=f"{get_column_letter(column)}{row}")
        return Sentence("{place}：{text}", place=place, text=text)

    def _wrong(self, row: int, column: int, text: str) -> None:
        self.mistakes.append((row, column, text))


def _several(text: str) -> tuple[str, ...]:
    parts = text.replace("，", "、").replace(",", "、").replace("；", "、").split("、")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _by_code(units: list[Unit]) -> list[Unit]:
    """Parents and successors by code, also where somebody wrote a name."""
    codes = {unit.code for unit in units}
    names = {name: unit.code for unit in reversed(units) for name in (unit.short, unit.name) if name}

    def code(text: str) -> str:
        return text if text in codes else names.get(text, text)

    return [replace(unit, parent=code(unit.parent), successors=tuple(map(code, unit.successors))) for unit in units]


def take(path: Path) -> list[Unit]:
    """The units of a workbook without mistakes; raises `Trouble` listing every one otherwise."""
    table = read(path)
    if table.mistakes:
        mistakes = Troubles(table.mistakes)
        raise Trouble("“{file}”有 {n} 处错误，没有读入：\n{faults}", file=path.name, n=len(table.mistakes), faults=mistakes)
    return table.units
