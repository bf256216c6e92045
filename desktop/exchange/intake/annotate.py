"""Marks the sender's own workbook for sending it back: a first sheet 待改清单, coloured cells, notes.

Marks of an earlier round are removed first; `clean` removes all marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook

from db.messages import Trouble
from db.received.mark import Mark
from desktop.exchange.files import file_kind
from desktop.exchange.intake import marks_sheet, question_rows
from desktop.exchange.intake.marks_sheet import WORDS, Memory
from desktop.exchange.xlsx.cell_address import place
from desktop.exchange.xlsx.patch import PatchedWorkbook, opened_book
from desktop.exchange.xlsx.sheet_part import SheetPart

__all__ = ["Mark", "annotate", "clean", "out_name"]

MARKED = "待改_"  # what the name of a marked copy begins with
NOTE = "【退回意见】"  # what our notes begin with
# The colours of the screen, slightly changed, so that no other fill is taken for ours.
WASHES = {"error": "FBEAE7", "warning": "FCF2E1"}


def out_name(source: Path) -> str:
    """The file name of a marked copy; a format that cannot be patched gets a separate list."""
    if file_kind.kind(source) != "xlsx":
        return f"待改清单_{source.stem}.xlsx"
    with opened_book(source) as book:
        return f"{MARKED}{source.stem.removeprefix(MARKED)}{'.xlsm' if book.macro_type else '.xlsx'}"


def annotate(
    source: Path,
    marks: Sequence[Mark],
    out: Path,
    *,
    title: str = "",
    head: Mapping[str, str] | None = None,
    thread: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Write a copy of `source` with these marks; `head` are the lines above the list (填报单位, 方案, 报告期, 退回单位, 退回时间 …),
    `thread` the questions it does not carry yet.

    An .xls, .et, .ods or .xlsb cannot be marked inside: `out` is then a workbook with the list alone, which says so.
    """
    if file_kind.kind(source) != "xlsx":
        _alone(source, marks, out, title, head or {})
        return
    with opened_book(source) as book:
        _same_kind(book, out)
        _clean(book)
        known = [_placed(book, mark) for mark in marks]
        memory = Memory(counts=book.styles.counts, view=book.view)
        for name in dict.fromkeys(mark.sheet for mark in known if mark.cell):
            _mark(book, name, [mark for mark in known if mark.sheet == name and mark.cell], memory)
        marks_sheet.write(book, known, head or {}, title)
        if thread:
            question_rows.add(book, thread)
        book.view = {"0": "1"}
        memory.digest = book.styles.digest
        marks_sheet.remember(book, book.names[0].name, memory)
        book.save(out)


def clean(source: Path, out: Path) -> None:
    """Write a copy without our marks; a workbook without marks is copied unchanged."""
    with opened_book(source) as book:
        _same_kind(book, out)
        _clean(book)
        book.save(out)


def _same_kind(book: PatchedWorkbook, out: Path) -> None:
    """Raises `Trouble` unless the extension fits: with macros .xlsm, without .xlsx."""
    if book.macro_type and out.suffix.lower() != ".xlsm":
        raise Trouble("“{file}”里有宏，应存为 .xlsm，换了扩展名打不开。", file=out.name)
    if not book.macro_type and out.suffix.lower() != ".xlsx":
        raise Trouble("“{file}”里没有宏，应存为 .xlsx，换了扩展名打不开。", file=out.name)


def _placed(book: PatchedWorkbook, mark: Mark) -> Mark:
    """The mark moved to the visible cell of a merged range; without a cell if the sheet does not exist."""
    if not mark.cell:
        return mark
    if not any(sheet.name == mark.sheet and sheet.part in book.package for sheet in book.names):
        return mark._replace(cell="")
    return mark._replace(cell=book.sheet(mark.sheet).top_left(mark.cell))


def _mark(book: PatchedWorkbook, name: str, marks: Sequence[Mark], memory: Memory) -> None:
    sheet, styles = book.sheet(name), book.styles
    memory.sizes[name] = next((dimension.get("ref", "") for dimension in sheet.parts("dimension")), "")
    notes: dict[str, list[str]] = {}
    worst: dict[str, str] = {}
    for mark in marks:
        notes.setdefault(mark.cell, []).append(
            f"{WORDS.get(mark.severity, mark.severity)}：{mark.message}" + (f"\n改法：{mark.mend}" if mark.mend else "")
        )
        if mark.severity in WASHES and worst.get(mark.cell) != "error":
            worst[mark.cell] = mark.severity
    for ref, severity in worst.items():
        former = sheet.style(ref)
        if sheet.find(ref) is None:
            memory.added.setdefault(name, []).append(ref)
        own = styles.derived(former, WASHES[severity])
        memory.styles[str(own)] = former
        memory.fills.setdefault(name, {})[ref] = styles.fill(former)
        sheet.restyle(ref, own)
    book.notes(name, NOTE).add({ref: "\n".join(texts) for ref, texts in notes.items()})


# --- removing marks


def _clean(book: PatchedWorkbook) -> None:
    earlier = marks_sheet.find(book)
    sheets = [sheet.name for sheet in book.names if sheet.part in book.package]
    noted = [book.notes(name, NOTE).strip() for name in sheets if _has_notes(book, name)]
    if earlier is None and not any(noted):
        return
    name, memory = earlier or ("", Memory())
    exact = bool(memory.digest) and memory.digest == book.styles.digest
    for sheet_name in sheets:
        if sheet_name != name:
            _restore(book, sheet_name, memory, exact)
    if name:
        first = book.names[0].name == name
        book.remove(name)
        count = len(book.names)
        if first and exact:
            book.view = memory.view
        else:  # saved by another program since: leave the active sheet as it is
            tab = str(min(int(book.view.get("activeTab", "0")), count - 1))
            book.view = {"activeTab": tab, tab: "1"}
    if exact:
        book.styles.cut(memory.counts)


def _has_notes(book: PatchedWorkbook, name: str) -> bool:
    return bool(book.package.related(book.part(name), "comments"))


def _restore(book: PatchedWorkbook, name: str, memory: Memory, exact: bool) -> None:
    """Restore former styles by number if they were not renumbered; else find our colours and restore the former fill."""
    sheet = book.sheet(name)
    if exact:
        former = {int(own): old for own, old in memory.styles.items()}
        done = sheet.styled(set(former))
        for ref in done:
            sheet.restyle(ref, former[sheet.style(ref)])
    else:
        done = _bleach(book, sheet, memory.fills.get(name, {}))
    for ref in set(memory.added.get(name, ())) & set(done):
        sheet.forget(ref)
    if exact and name in memory.added and memory.sizes.get(name) and sheet.parts("dimension"):
        sheet.part("dimension").set("ref", memory.sizes[name])


def _bleach(book: PatchedWorkbook, sheet: SheetPart, fills: Mapping[str, str]) -> list[str]:
    """Replace our colours by the former fill, or if rows were moved by the usual fill of the column; returns the cells."""
    styles = book.styles
    ours = {n for n in range(styles.counts["cellXfs"]) if styles.colour(n) in WASHES.values()}
    columns: dict[int, Counter[str]] = {}
    for ref, fill in fills.items():
        columns.setdefault(place(ref)[1], Counter())[fill] += 1
    back: dict[tuple[int, str], int] = {}
    done = sheet.styled(ours)
    for ref in done:
        usual = columns.get(place(ref)[1])
        own, fill = sheet.style(ref), fills.get(ref) or (usual.most_common(1)[0][0] if usual else "")
        if (own, fill) not in back:
            back[own, fill] = styles.with_fill(own, styles.fill_number(fill) if fill else 0)
        sheet.restyle(ref, back[own, fill])
    return done


# --- formats that cannot be patched


def _alone(source: Path, marks: Sequence[Mark], out: Path, title: str, head: Mapping[str, str]) -> None:
    kind = source.suffix.lstrip(".").lower() or "旧"
    why = f"原文件“{source.name}”是 {kind} 格式，不能在里面标注；请对照本清单在原文件里改，最好另存为 xlsx 再报。"
    with TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.xlsx"
        Workbook().save(bare)
        with opened_book(bare) as book:
            marks_sheet.write(book, marks, dict(head) | {"说明": why}, title, links=False)
            book.remove(book.names[1].name)
            book.view = {"0": "1"}
            marks_sheet.remember(book, book.names[0].name, Memory())
            book.save(out)
