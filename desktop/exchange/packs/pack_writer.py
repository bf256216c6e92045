"""Writes a pack as a workbook that a clerk can change: sheets by `pack_sheets`, drop-downs, and a sheet that explains every heading."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from db.messages import Trouble
from db.office import packs_in_use
from db.packs.model import Form, Pack
from db.yaml_reader import tidy
from desktop.exchange.book import cell_styles
from desktop.exchange.book.workbook_writer import save
from desktop.exchange.packs import pack_sheets
from desktop.exchange.packs.pack_sheets import BY_NAME, FORM_WORDS, GUIDE, OWN, PLAN, WHOLE_FORM, PackColumn, PackSheet

SPARE = 300  # empty rows below the last that have drop-downs
HEAD_ROW = 3
WIDE = {  # columns by the name of their key, in half-width characters
    "title": 26, "record": 40, "definition": 40, "phrase": 30, "check": 44, "message": 44, "mend": 30, "when": 30, "choices": 30,
    "instructions": 60, "derive": 40, "note": 30, "named": 30, "value": 22, "source": 16, "misprint": 24, "fields": 24, "@": 20,
    "id": 32, "rule": 32, "code": 14, "group": 14, "at": 18, "field": 18, "name": 18, "printed": 40, "part": 14,
}  # fmt: skip
PIECE = 30_000  # characters per cell; the limit is 32,767
LINE_HEIGHT = 15  # points of a line of text
Line = Mapping[str, Any]


def write_pack(pack: Pack, path: Path) -> None:
    """Write the pack with its ledgers; raises `Trouble` if a workbook cannot hold it or the file cannot be written."""
    book = Workbook()
    book.remove(book.active)
    tree = tidy(pack.tree)
    ledgers = _ledgers(pack, tree)
    _write_plan(book, tree)
    for name, lines in (
        (pack_sheets.TASKS, tree.get("tasks", ())),
        (pack_sheets.INDICATORS, tree.get("indicators", ())),
        (
            pack_sheets.REFERENCES,
            [{"@": row["code"], **reference} for row in tree.get("indicators", ()) for reference in row.get("references", ())],
        ),
        (pack_sheets.ANNOUNCED, tree.get("announced", ())),
        (pack_sheets.LEDGERS, ledgers),
        (pack_sheets.FIELDS, [{"@": ledger["id"], **field} for ledger in ledgers for field in ledger["fields"]]),
        (pack_sheets.RULES, list(_rules(tree, ledgers))),
        (pack_sheets.EXAMPLES, list(_examples(pack, tree, ledgers))),
    ):
        _write_table(book, BY_NAME[name], lines)
    _write_guide(book)
    if "their_form" in tree:
        _write_theirs(book, tree["their_form"])
    book.properties.title = f"{pack.title}（任务包 {pack.version}）"
    save(book, path)


def _ledgers(pack: Pack, tree: Line) -> list[dict[str, Any]]:
    own = {ledger["id"]: ledger for ledger in tree.get("own_ledgers", ())}
    shared = {form.id: tidy(form.tree) for form in packs_in_use.shared(pack)}
    forms = [form for form in pack.forms if not form.fixed]
    return [{**(own.get(form.id) or shared[form.id]), "@shared": form.id not in own} for form in forms]


def _rules(tree: Line, ledgers: Sequence[Line]) -> Iterator[dict[str, Any]]:
    for rule in tree.get("rules", ()):
        yield {"@": OWN, **rule}
    for ledger in ledgers:
        for rule in ledger.get("rules", ()):
            yield {"@": ledger["id"], **rule}


def _examples(pack: Pack, tree: Line, ledgers: Sequence[Line]) -> Iterator[dict[str, Any]]:
    """A row for each value of every example."""
    for where, rules in ((OWN, tree.get("rules", ())), *((ledger["id"], ledger.get("rules", ())) for ledger in ledgers)):
        for rule in rules:
            form = rule["form"] if where == OWN else where
            head = {"@": where, "rule": rule["id"], "form": _form_word(form) if where == OWN else ""}
            for kind in ("good", "bad"):
                if kind in rule:
                    yield from _example(pack, {**head, "kind": pack_sheets.KINDS_OF_EXAMPLE[kind]}, rule[kind], pack.form(form))
    for ledger in ledgers:
        for n, row in enumerate(ledger.get("examples", ()), 1):
            head = {"@": ledger["id"], "kind": pack_sheets.KINDS_OF_EXAMPLE["examples"], "number": n, "part": "本行"}
            yield from _values(head, row, pack.form(ledger["id"]))


def _example(pack: Pack, head: Line, example: Line, own: Form) -> Iterator[dict[str, Any]]:
    for part, word in pack_sheets.PARTS_OF_EXAMPLE.items():
        if part in example:
            yield from _values({**head, "part": word}, example[part], own)
    for id, rows in example.get("forms", {}).items():
        pairs = rows.items() if isinstance(rows, Mapping) else enumerate(rows, 1)
        for row, values in pairs:
            yield from _values({**head, "part": _form_word(id), "row": row}, values, pack.form(id))


def _values(head: Line, values: Line, form: Form) -> Iterator[dict[str, Any]]:
    if not values:
        yield dict(head)
    for name, value in values.items():
        yield {**head, "field": name, "title": form.field(name).title if form.has(name) else "", "value": value}


def _form_word(id: str) -> str:
    return FORM_WORDS.get(id, id)


# --- cells


def _cell(column: PackColumn, line: Line) -> Any:
    """The cell of a key: text, number or word; None if the key is missing."""
    value: Any = line
    for name in column.path:
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None:
        return None
    key = column.key
    if key.name == "form":
        return _form_word(str(value))
    if key.name == "rows" and value == []:
        return WHOLE_FORM
    if key.shape == "flag":
        return "是" if value else "否"
    if key.shape == "words":
        return joined([str(word) for word in value])
    if key.shape == "mapping":
        return "\n".join(f"{name}：{_inside(inner)}" for name, inner in value.items())
    return key.words.get(value, value) if isinstance(value, str) else value


def _inside(value: Any) -> Any:
    """A value of a mapping as text; a nested mapping as {a: 1, b: 2}."""
    return "{" + ", ".join(f"{name}: {inner}" for name, inner in value.items()) + "}" if isinstance(value, Mapping) else value


def joined(words: Sequence[str]) -> str:
    """Several texts in one cell: 甲、乙; one per line if a text contains a separator."""
    if any(mark in word for word in words for mark in pack_sheets.MARKS):
        return "\n".join(words) + ("\n" if len(words) == 1 else "")
    return "、".join(words)


def _put(sheet: Worksheet, row: int, column: int, value: Any, *, text: bool = False, head: bool = False) -> None:
    cell = sheet.cell(row, column)
    if value is not None:
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with = stays text
    cell.font = cell_styles.FONT_BOLD if head else cell_styles.FONT
    cell.border = cell_styles.GRID
    cell.alignment = Alignment(vertical="center" if head else "top", horizontal="center" if head else "left", wrap_text=True)
    if head:
        cell.fill = cell_styles.HEAD
    if text:
        cell.number_format = cell_styles.TEXT


def _write_table(book: Workbook, spec: PackSheet, lines: Sequence[Line]) -> None:
    sheet = _sheet(book, spec)
    for n, column in enumerate(spec.columns, 1):
        _put(sheet, HEAD_ROW, n, column.title, head=True)
        sheet.column_dimensions[get_column_letter(n)].width = WIDE.get(column.path[-1], 12)
    for row, line in enumerate(lines, HEAD_ROW + 1):
        _no_inner(spec, line)
        for n, column in enumerate(spec.columns, 1):
            value = _cell(column, line)
            _put(sheet, row, n, value, text=column.key.shape != "number" and not isinstance(value, int | float))
        _fit_height(sheet, row)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 3)
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(spec.columns))}{max(HEAD_ROW + 1, HEAD_ROW + len(lines))}"
    _drop_downs(sheet, spec, HEAD_ROW + len(lines) + SPARE)


def _no_inner(spec: PackSheet, line: Line) -> None:
    known = {column.path[0] for column in spec.columns} | set(pack_sheets.APART)
    lost = [name for name in line if name not in known]
    if lost:
        raise Trouble("工作表“{sheet}”放不下“{names}”，这个任务包只能用 YAML 改。", sheet=spec.name, names="、".join(lost))


def _write_plan(book: Workbook, tree: Line) -> None:
    """Write the sheet 方案: one row per key; of a list of sentences one row each."""
    spec = BY_NAME[PLAN]
    sheet = _sheet(book, spec)
    for n, (title, width) in enumerate((("项目", 28), ("内容", 64), ("说明", 56)), 1):
        _put(sheet, HEAD_ROW, n, title, head=True)
        sheet.column_dimensions[get_column_letter(n)].width = width
    row = HEAD_ROW + 1
    for column in spec.columns:
        values = tree.get(column.path[0]) or [None] if column.key.name == "instructions" else [_cell(column, tree)]
        for value in values:
            _put(sheet, row, 1, column.title, head=True)
            _put(sheet, row, 2, value, text=not isinstance(value, int | float))
            _put(sheet, row, 3, column.key.meaning)
            sheet.cell(row, 3).font = cell_styles.FONT_QUIET
            if choices := _choices(column):
                _validate(sheet, f"B{row}", choices)
            _fit_height(sheet, row)
            row += 1
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 1)


def _write_theirs(book: Workbook, form: Line) -> None:
    """Write the foreign form of a pack on a hidden sheet, in pieces that fit into a cell."""
    sheet = book.create_sheet(pack_sheets.THEIRS)
    text = json.dumps(form, sort_keys=True)
    for row, start in enumerate(range(0, len(text), PIECE), 1):
        sheet.cell(row, 1).value = text[start : start + PIECE]
    sheet.sheet_state = "veryHidden"


def _fit_height(sheet: Worksheet, row: int) -> None:
    """Set the height of a row by its longest text: not every program does so by itself."""
    widths = ((cell.value, sheet.column_dimensions[get_column_letter(cell.column)].width) for cell in sheet[row] if cell.value is not None)
    most = max((cell_styles.lines(str(value), width - 1) for value, width in widths), default=1)
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(most, 20) + 3


def _sheet(book: Workbook, spec: PackSheet) -> Worksheet:
    sheet = book.create_sheet(spec.name)
    sheet["A1"].value, sheet["A2"].value = spec.name, spec.hint
    sheet["A1"].font, sheet["A2"].font = cell_styles.FONT_TITLE, cell_styles.FONT_QUIET
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    return sheet


def _choices(column: PackColumn) -> list[str]:
    if column.path == ("kind",) and not column.key.words:
        return list(pack_sheets.KINDS_OF_EXAMPLE.values())
    return ["是", "否"] if column.key.shape == "flag" else list(column.key.words.values()) if column.key.shape == "word" else []


def _drop_downs(sheet: Worksheet, spec: PackSheet, last: int) -> None:
    for n, column in enumerate(spec.columns, 1):
        letter = get_column_letter(n)
        where = f"{letter}{HEAD_ROW + 1}:{letter}{last}"
        if choices := _choices(column):
            _validate(sheet, where, choices)
        elif column is pack_sheets.LEDGER_ID:
            _validate(sheet, where, [], f"={pack_sheets.LEDGERS}!$A${HEAD_ROW + 1}:$A${HEAD_ROW + SPARE}")


def _validate(sheet: Worksheet, where: str, choices: Sequence[str], formula: str = "") -> None:
    validation = DataValidation(type="list", formula1=formula or f'"{",".join(choices)}"', allow_blank=True, errorStyle="stop")
    validation.errorTitle, validation.error = (
        "不在可选项里",
        f"请从列表中选：{'、'.join(choices)}"[:255] if choices else "请先在“台账”表写上它",
    )
    validation.showErrorMessage = True
    validation.add(where)
    sheet.add_data_validation(validation)


def _write_guide(book: Workbook) -> None:
    """Write the sheet 说明: every heading, what to write, and an example, from the program's list of keys."""
    spec = PackSheet(GUIDE, (), "每一栏填什么。改好后在“任务包”页导入，或运行 taizhang packs from-excel；有误的会逐格指出。")
    sheet = _sheet(book, spec)
    for n, (title, width) in enumerate((("工作表", 12), ("栏", 20), ("必填", 8), ("填什么", 52), ("可用的词", 44), ("例子", 44)), 1):
        _put(sheet, HEAD_ROW, n, title, head=True)
        sheet.column_dimensions[get_column_letter(n)].width = width
    row = HEAD_ROW
    for pack_sheet in pack_sheets.SHEETS:
        for column in pack_sheet.columns:
            row += 1
            words = "、".join(_choices(column))
            for n, text in enumerate(
                (pack_sheet.name, column.title, "是" if column.key.needed else "", column.key.meaning, words, example(column)), 1
            ):
                _put(sheet, row, n, text, text=True)
            _fit_height(sheet, row)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 1)


def example(column: PackColumn) -> str:
    """The example of a key as written in a cell."""
    text = column.key.example
    if column.key.shape == "words":
        return text.strip("[]").replace(", ", "、")
    if column.key.shape == "mapping":
        return text.strip("{}").replace(": ", "：")
    if column.key.shape == "flag":
        return "是" if text in ("true", "是") else "否"
    return column.key.words.get(text, text)
