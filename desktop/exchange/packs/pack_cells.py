"""What single cells of a pack's workbook hold, and how their places are called."""

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
    """Whether there are more than so many levels of lists and keys."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inner is not None and (most == 0 or any(deep(one, most - 1) for one in inner))


def of_sheet(name: str) -> Sentence:
    """The place of a whole sheet."""
    return Sentence("工作表“{sheet}”", sheet=name)


def at(spec: PackSheet, cell: str) -> Sentence:
    """The place of one cell."""
    return Sentence("工作表“{sheet}” {cell}", sheet=spec.name, cell=cell)


def words(text: str) -> list[str]:
    """The items of a list; one on each line where there are lines, since an item may hold a mark itself."""
    parts = [one.rstrip(MARKS + " ") for one in text.split("\n")] if "\n" in text else re.split(f"[{MARKS}]", text)
    return [one.strip() for one in parts if one.strip()]


def text(value: Any) -> str:
    """What stands in a cell, as text."""
    return str(plain(value)).strip(" \t") if isinstance(value, str) else str(plain(value)) if value != "" else ""


def plain(value: Any) -> Any:
    """A whole number without its .0, a date as its text."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


def number(value: Any, key: Key) -> Any:
    """A number, also where it is kept as text; the word of a key that has one (月末); else the text, which the reader refuses."""
    written = text(value)
    word = next((one for one, chinese in key.words.items() if written in (chinese, one)), "")
    if word:
        return word
    try:
        found = float(written.replace(",", ""))
    except ValueError:
        return written
    return int(found) if found.is_integer() else found


def put(target: Node, node: Node, titles: Mapping[str, str]) -> None:
    """One value of an example into its row; the field by id, or by its Chinese name."""
    name = str(node.get("field", "")) or titles.get(str(node.get("title", "")), str(node.get("title", "")))
    if name:
        target[name] = node.get("value")
        target.places[name] = node.places.get("value", node.place)


def where(fault: str) -> tuple[int, ...]:
    """Sheet, row and column of a fault, or its line: what a person meets first comes first."""
    found: dict[str, Any] = {}
    inner: Any = fault
    while isinstance(inner, Sentence):
        found |= inner.values
        inner = inner.values.get("place")
    cell = REF.fullmatch(str(found.get("cell", "")))
    row, column = place(cell[0]) if cell else (int(found.get("number", found.get("line", 0))), 0)
    names = list(BY_NAME)
    return names.index(found["sheet"]) if found.get("sheet") in names else -1, row, column
