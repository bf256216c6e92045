"""Reading single cells of a pack's workbook, and naming their places."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from db.messages import Sentence
from db.yaml_reader import Key, Node
from desktop.exchange.packs.pack_sheets import BY_NAME, MARKS, PackSheet
from desktop.exchange.xlsx.cell_address import REF, place


def deep(value: Any, most: int) -> bool:
    """Whether the data is nested more than `most` levels deep."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inner is not None and (most == 0 or any(deep(part, most - 1) for part in inner))


def of_sheet(name: str) -> Sentence:
    """The place of a sheet, for messages."""
    return Sentence("工作表“{sheet}”", sheet=name)


def at(spec: PackSheet, cell: str) -> Sentence:
    """The place of a cell, for messages."""
    return Sentence("工作表“{sheet}” {cell}", sheet=spec.name, cell=cell)


def words(text: str) -> list[str]:
    """The items of a list; one per line if there are lines, since an item may contain a separator."""
    parts = [line.rstrip(MARKS + " ") for line in text.split("\n")] if "\n" in text else re.split(f"[{MARKS}]", text)
    return [part.strip() for part in parts if part.strip()]


def text(value: Any) -> str:
    """The content of a cell as text."""
    return str(as_written(value)).strip(" \t") if isinstance(value, str) else str(as_written(value)) if value != "" else ""


def as_written(value: Any) -> Any:
    """A whole number without .0, a date as text, a boolean as 是 or 否."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


def number(value: Any, key: Key) -> Any:
    """A number, also one stored as text; a word of the key (月末); else the text itself, which the reader refuses."""
    written = text(value)
    word = next((name for name, chinese in key.words.items() if written in (chinese, name)), "")
    if word:
        return word
    try:
        parsed = float(written.replace(",", ""))
    except ValueError:
        return written
    return int(parsed) if parsed.is_integer() else parsed


def put(target: Node, node: Node, titles: Mapping[str, str]) -> None:
    """Put one value of an example into its row; the field is given by id or by title."""
    name = str(node.get("field", "")) or titles.get(str(node.get("title", "")), str(node.get("title", "")))
    if name:
        target[name] = node.get("value")
        target.places[name] = node.places.get("value", node.place)


def where(fault: str) -> tuple[int, ...]:
    """Sort key of a fault: sheet, row and column, or the line, in reading order."""
    values: dict[str, Any] = {}
    inner: Any = fault
    while isinstance(inner, Sentence):
        values |= inner.values
        inner = inner.values.get("place")
    cell = REF.fullmatch(str(values.get("cell", "")))
    row, column = place(cell[0]) if cell else (int(values.get("number", values.get("line", 0))), 0)
    names = list(BY_NAME)
    return names.index(values["sheet"]) if values.get("sheet") in names else -1, row, column
