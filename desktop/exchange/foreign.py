"""Somebody else's workbook as a form of ours: which cell is which row and field. The map is data, proposed, then corrected by pointing.

The blank workbook and its map lie in this person's own folder ``forms/``, named by the pack: whichever office file is open, the programme
is exported into it and read from it.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field as attribute, replace
from pathlib import Path
from typing import Any

import resources
from db.trouble import Trouble, why
from db.whole import whole
from desktop.exchange.cell_places import place

EDITION = 1
# The facts that a foreign form asks for above and below its tables; in a map they have no form and no row.
FACTS = {
    "office_name": ("填报单位", "填表单位", "报送单位", "单位名称", "填报部门"),
    "period": ("报告期", "报告期别", "填报时间", "统计时间", "所属期"),
    "head": ("单位负责人", "负责人", "领导签字", "主要负责人"),
    "reviewer": ("审核人", "统计负责人", "复核人"),
    "preparer": ("填表人", "填报人", "经办人", "制表人"),
    "phone": ("联系电话", "电话"),
    "at": ("报出日期", "填报日期", "填表日期"),
}


@dataclass(frozen=True)
class Spot:
    """One cell of theirs: a fixed row's field, a ledger's field (`row` empty, `cell` its first free cell), or a fact (`form` empty).

    `label` stands before a fact in the same cell; `anchor` is the cell that names the row or column, `stub` its text, by which the cell
    is found again when rows were put in above; `times` turns our unit into theirs.
    """

    sheet: str
    cell: str
    form: str
    row: str
    field: str
    label: str = ""
    anchor: str = ""
    stub: str = ""
    times: str = "1"


@dataclass(frozen=True)
class Room:
    """The rows a ledger has on their sheet: first, last, the column of running numbers, and the text that stands below."""

    sheet: str
    form: str
    first: int
    last: int
    number: str = ""
    below: str = ""


@dataclass(frozen=True)
class Doubt:
    """A sentence for the clerk on what was not matched, with the sheet and cell to look at where there are."""

    text: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class ForeignMap:
    """The whole map of one foreign workbook; `doubts` are what was not matched."""

    pack: str
    file: str
    spots: tuple[Spot, ...] = ()
    rooms: tuple[Room, ...] = ()
    doubts: tuple[Doubt, ...] = attribute(default=())

    def as_json(self) -> dict[str, Any]:
        """As plain data; what is empty is left out."""
        spots = [{name: text for name, text in vars(one).items() if text and (name, text) != ("times", "1")} for one in self.spots]
        rooms = [{name: text for name, text in vars(one).items() if text} for one in self.rooms]
        doubts = [{name: text for name, text in vars(one).items() if text} for one in self.doubts]
        return {"edition": EDITION, "pack": self.pack, "file": self.file, "cells": spots, "ledgers": rooms, "doubts": doubts}

    @classmethod
    def of_json(cls, data: Any) -> ForeignMap:
        """The map that `as_json` gave; raises `Trouble` where it is none."""
        try:
            if data["edition"] != EDITION:
                raise Trouble("这份对照表是较新的程序写的，请先更新程序。")
            spots = tuple(Spot(**{"form": "", "row": ""} | one) for one in data["cells"])
            rooms = tuple(Room(**one) for one in data["ledgers"])
            for spot in spots:
                place(spot.cell)
            doubts = tuple(Doubt(**{"text": one} if isinstance(one, str) else one) for one in data.get("doubts", ()))
            return cls(data["pack"], data["file"], spots, rooms, doubts)
        except (KeyError, TypeError, ValueError) as fault:
            raise Trouble("对照表读不了：{why}。", why=str(fault)) from fault


def point(map_: ForeignMap, spot: Spot) -> ForeignMap:
    """The map with this cell set: what the cell meant before, and where the value stood before, are given up."""
    place(spot.cell)  # ValueError where it is no address

    def kept(one: Spot) -> bool:
        same_cell = (one.sheet, one.cell) == (spot.sheet, spot.cell)
        return not same_cell and (one.form, one.row, one.field) != (spot.form, spot.row, spot.field)

    rooms = map_.rooms
    if spot.form and not spot.row and not any((one.sheet, one.form) == (spot.sheet, spot.form) for one in rooms):
        first = place(spot.cell)[0]
        rooms = (*rooms, Room(spot.sheet, spot.form, first, first))
    return replace(map_, spots=(*filter(kept, map_.spots), spot), rooms=rooms)


def ended(map_: ForeignMap, sheet: str, form: str, last: int) -> ForeignMap:
    """The map where the rows of a ledger end with this one."""
    room = next((one for one in map_.rooms if (one.sheet, one.form) == (sheet, form)), None)
    if room is None or last < room.first:
        raise Trouble("先指明台账第一行的各栏，最后一行在它下面。")
    return replace(map_, rooms=tuple(replace(one, last=last) if one is room else one for one in map_.rooms))


def forget(map_: ForeignMap, sheet: str, cell: str) -> ForeignMap:
    """The map without this cell."""
    spots = tuple(one for one in map_.spots if (one.sheet, one.cell) != (sheet, cell))
    ledgers = {(one.sheet, one.form) for one in spots if not one.row}
    return replace(map_, spots=spots, rooms=tuple(one for one in map_.rooms if (one.sheet, one.form) in ledgers))


# --- kept with the pack


def keep(map_: ForeignMap, blank: Path) -> None:
    """Keep the blank workbook and its map in this person's own folder."""
    folder = resources.own() / "forms"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        book = folder / f"{map_.pack}{blank.suffix.lower()}"
        if blank.resolve() != book.resolve():
            with whole(book) as part:
                shutil.copyfile(blank, part)
        text = json.dumps(replace(map_, file=book.name).as_json(), ensure_ascii=False, indent=1)
        with whole(folder / f"{map_.pack}.json") as part:
            part.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise Trouble("“{file}”写不进去：{why}。", file=str(folder), why=why(fault)) from fault


def kept(pack: str) -> tuple[Path, ForeignMap] | None:
    """(blank workbook, map) kept for this pack, if there are both."""
    folder = resources.own() / "forms"
    file = folder / f"{pack}.json"
    if not file.is_file():
        return None
    try:
        map_ = ForeignMap.of_json(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as fault:
        raise Trouble("对照表读不了：{why}。", why=str(fault)) from fault
    book = folder / Path(map_.file).name
    return (book, map_) if book.is_file() else None


def drop(pack: str) -> None:
    """Forget the foreign form of a pack."""
    for one in ("json", "xlsx", "xlsm"):
        (resources.own() / "forms" / f"{pack}.{one}").unlink(missing_ok=True)
