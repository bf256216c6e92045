"""Adds the thread of questions to the hidden sheet of an existing workbook; everything else stays."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.exchange.book.sheet_map import MANIFEST, MANIFEST_TAG
from desktop.exchange.xlsx.patch import PatchedWorkbook, cell_text


def add(book: PatchedWorkbook, entries: Iterable[Mapping[str, Any]]) -> None:
    """Append each entry as a row of the hidden sheet; does nothing if the workbook lost this sheet."""
    there = [sheet for sheet in book.names if sheet.part in book.package and (sheet.state != "visible" or sheet.name.startswith(MANIFEST))]
    hidden_sheets = [sheet.name for sheet in there if _text(book, sheet.name, 1).startswith(MANIFEST_TAG)]
    if not hidden_sheets:
        return
    sheet = book.sheet(hidden_sheets[-1])
    last = next(n for n in reversed(sheet.numbers()) if _text(book, hidden_sheets[-1], n))  # other programs write empty rows below
    for n, entry in enumerate(entries, last + 1):
        sheet.set(f"A{n}", "thread")
        sheet.set(f"B{n}", json.dumps(dict(entry), ensure_ascii=False, separators=(",", ":")))


def _text(book: PatchedWorkbook, name: str, row: int) -> str:
    cell = book.sheet(name).find(f"A{row}")
    return "" if cell is None else cell_text(book, cell)
