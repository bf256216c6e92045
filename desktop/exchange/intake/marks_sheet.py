"""The first sheet 待改清单 of a returned workbook, and the state stored in it, so that all marks can be removed again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field as attribute
from typing import Any

from db.received.mark import Mark
from desktop.exchange.book.cell_styles import ACCENT, QUIET, RULE, lines
from desktop.exchange.book.sheet_map import MARKS_TAG
from desktop.exchange.xlsx.cell_address import place
from desktop.exchange.xlsx.patch import PatchedWorkbook, cell_text
from desktop.exchange.xlsx.sheet_part import SheetPart

TITLE = "待改清单"
# Head and width in half-width characters; hidden columns for tag and memory follow.
COLUMNS = (
    ("序号", 5),
    ("程度", 8),
    ("工作表", 16),
    ("单元格", 8),
    ("行", 20),
    ("栏", 14),
    ("现在填的", 14),
    ("哪里不对", 42),
    ("怎么改", 36),
)
WORDS = {"error": "必须改", "warning": "需说明", "hint": "供参考"}
TAG, MEMORY = "J", "K"
PIECE = 30_000  # characters of memory per cell
HOW = "请按下面各条改好，保存后照原来的途径再报。本页、底色和批注不用删，再报时程序会自动去掉。"
LINE = 15.0


@dataclass
class Memory:
    """The former state: `styles` new -> former, `fills` sheet -> cell -> former fill, `added` sheet -> cells that did not exist."""

    digest: str = ""
    counts: dict[str, int] = attribute(default_factory=dict)
    styles: dict[str, int] = attribute(default_factory=dict)
    fills: dict[str, dict[str, str]] = attribute(default_factory=dict)
    added: dict[str, list[str]] = attribute(default_factory=dict)
    sizes: dict[str, str] = attribute(default_factory=dict)  # sheet -> its former dimension
    view: dict[str, str] = attribute(default_factory=dict)


def write(book: PatchedWorkbook, marks: Sequence[Mark], head: Mapping[str, str], title: str, *, links: bool = True) -> str:
    """Insert the list as first sheet; returns its name."""
    names = {sheet.name for sheet in book.names}
    name = next(text for n in range(1, 100) if (text := TITLE if n == 1 else f"{TITLE}{n}") not in names)
    top = 3 + len(head)  # the row of heads
    sheet = book.add_first(name, _bare(book.ns[1:-1], top).encode())
    new = book.styles.new
    sheet.set("A1", title or TITLE, style=new(20, True, align="left"))
    for n, (label, text) in enumerate(head.items(), 2):
        sheet.set(f"A{n}", f"{label}：{text}", style=new(colour=QUIET))
    sheet.set(f"A{top - 1}", f"{_count(marks)}{HOW}", style=new())
    for number, height in ((1, 34.0), *((n, LINE + 3) for n in range(2, top)), (top, 26.0)):
        _height(sheet, number, height)
    look = new(bold=True, fill="E8F0FA", border=RULE, align="center")
    for n, (text, _) in enumerate(COLUMNS):
        sheet.set(f"{_letter(n)}{top}", text, style=look)
    for n, mark in enumerate(marks, 1):
        _row(book, sheet, top + n, n, mark, names if links else set())
    sheet.set(f"{TAG}1", MARKS_TAG)
    return name


def _row(book: PatchedWorkbook, sheet: SheetPart, row: int, number: int, mark: Mark, sheets: set[str]) -> None:
    new = book.styles.new
    bordered, centre = new(border=RULE), new(border=RULE, align="center")
    texts: tuple[str | int, ...] = (
        number,
        WORDS.get(mark.severity, mark.severity),
        mark.sheet,
        mark.cell,
        mark.row,
        mark.field,
        mark.value,
        mark.message,
        mark.mend,
    )
    for n, text in enumerate(texts):
        sheet.set(f"{_letter(n)}{row}", text or None, style=centre if n in (0, 1, 3) else bordered)
    if mark.cell and mark.sheet in sheets:
        sheet.restyle(f"D{row}", new(border=RULE, align="center", colour=ACCENT, underline=True))
        sheet.link(f"D{row}", f"'{mark.sheet.replace(chr(39), chr(39) * 2)}'!{mark.cell}", mark.cell)
    deep = max(lines(str(text or ""), width - 1) for text, (_, width) in zip(texts, COLUMNS, strict=True))
    _height(sheet, row, min(LINE * deep + 6, 400))


def remember(book: PatchedWorkbook, name: str, memory: Memory) -> None:
    """Store the memory in the hidden column, in pieces that fit into a cell."""
    text = json.dumps(vars(memory), ensure_ascii=False, separators=(",", ":"))
    for n in range(0, len(text), PIECE):
        book.sheet(name).set(f"{MEMORY}{n // PIECE + 1}", text[n : n + PIECE])


def find(book: PatchedWorkbook) -> tuple[str, Memory] | None:
    """(name, memory) of the list of an earlier round, or None."""
    for listed in book.names:
        if listed.part not in book.package or not listed.name.startswith(TITLE):
            continue
        sheet = book.sheet(listed.name)
        if _text(book, sheet, f"{TAG}1").startswith(MARKS_TAG):
            return listed.name, _memory(book, sheet)
    return None


def _memory(book: PatchedWorkbook, sheet: SheetPart) -> Memory:
    pieces = []
    for number in sheet.numbers():
        if not (text := _text(book, sheet, f"{MEMORY}{number}")):
            break
        pieces.append(text)
    try:
        known = json.loads("".join(pieces))
        return Memory(**{name: known[name] for name in vars(Memory())})
    except (ValueError, KeyError, TypeError):  # overwritten: colours and notes can still be recognised
        return Memory()


def _text(book: PatchedWorkbook, sheet: SheetPart, ref: str) -> str:
    cell = sheet.find(ref)
    return "" if cell is None else cell_text(book, cell)


def _count(marks: Sequence[Mark]) -> str:
    counts = [(word, sum(mark.severity == severity for mark in marks)) for severity, word in WORDS.items()]
    return "、".join(f"{word} {count} 处" for word, count in counts if count) + "。" if marks else ""


def _height(sheet: SheetPart, number: int, height: float) -> None:
    row: Any = sheet.row(number)
    row.set("ht", f"{height:g}")
    row.set("customHeight", "1")


def _letter(n: int) -> str:
    return "ABCDEFGHI"[n]


def _bare(ns: str, top: int) -> str:
    cols = "".join(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, (_, width) in enumerate(COLUMNS, 1))
    first, last = (place(f"{letter}1")[1] for letter in (TAG, MEMORY))
    return (
        f'<worksheet xmlns="{ns}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{cols}<col min="{first}" max="{last}" width="9" hidden="1" customWidth="1"/></cols>'
        "<sheetData/><mergeCells>" + "".join(f'<mergeCell ref="A{n}:I{n}"/>' for n in range(1, top)) + "</mergeCells>"
        '<pageMargins left="0.98" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
