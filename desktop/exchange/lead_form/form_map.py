"""A foreign workbook as a form of ours: which cell is which row and field. The map is data, proposed, then corrected by pointing.

The blank workbook and its map are stored in the user's own folder ``forms/`` under the id of the pack, so they are used with every
office file. A pack that is given to others includes both.
"""

from __future__ import annotations

import base64
import json
import shutil
import tempfile
from dataclasses import dataclass, field as attribute, replace
from pathlib import Path
from typing import Any, NamedTuple

import resources
from db.atomic_file import replacing
from db.messages import Sentence, Trouble, why
from db.packs.lead_form import LARGEST, LeadForm, LeadFormCell, LeadFormRows
from db.packs.lead_form_reader import fits, is_cell
from db.packs.model import Pack
from db.yaml_reader import as_yaml, too_large
from desktop.exchange.xlsx.cell_address import place
from desktop.exchange.xlsx.patch import opened_book

EDITION = 1


@dataclass(frozen=True)
class Unmatched:
    """A sentence for the clerk on what was not matched, with the sheet and cell to look at, if any."""

    text: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class ForeignMap:
    """The map of a foreign workbook; `doubts` are what was not matched."""

    pack: str
    file: str
    spots: tuple[LeadFormCell, ...] = ()
    rooms: tuple[LeadFormRows, ...] = ()
    doubts: tuple[Unmatched, ...] = attribute(default=())

    def as_json(self) -> dict[str, Any]:
        """As JSON data without empty values."""
        spots = [{name: text for name, text in vars(spot).items() if text and (name, text) != ("times", "1")} for spot in self.spots]
        rooms = [{name: text for name, text in vars(room).items() if text} for room in self.rooms]
        doubts = [{name: text for name, text in vars(doubt).items() if text} for doubt in self.doubts]
        return {"edition": EDITION, "pack": self.pack, "file": self.file, "cells": spots, "ledgers": rooms, "doubts": doubts}

    @classmethod
    def of_json(cls, data: Any) -> ForeignMap:
        """The map from the data of `as_json`; raises `Trouble` if it is invalid."""
        try:
            if data["edition"] != EDITION:
                raise Trouble("这份对照表是较新的程序写的，请先更新程序。")
            spots = tuple(LeadFormCell(**{"form": "", "row": ""} | entry) for entry in data["cells"])
            rooms = tuple(LeadFormRows(**entry) for entry in data["ledgers"])
            if wrong := next((spot.cell for spot in spots if not is_cell(spot.cell)), ""):
                raise ValueError(wrong)
            doubts = tuple(Unmatched(**{"text": entry} if isinstance(entry, str) else entry) for entry in data.get("doubts", ()))
            return cls(data["pack"], data["file"], spots, rooms, doubts)
        except (KeyError, TypeError, ValueError) as fault:
            raise Trouble("对照表读不了：{why}。", why=str(fault)) from fault


def point(map_: ForeignMap, spot: LeadFormCell) -> ForeignMap:
    """The map with this cell set; the former meaning of the cell and the former cell of this value are dropped."""
    place(spot.cell)  # raises ValueError if it is no address

    def stays(other: LeadFormCell) -> bool:
        same_cell = (other.sheet, other.cell) == (spot.sheet, spot.cell)
        return not same_cell and (other.form, other.row, other.field) != (spot.form, spot.row, spot.field)

    rooms = map_.rooms
    if spot.form and not spot.row and not any((room.sheet, room.form) == (spot.sheet, spot.form) for room in rooms):
        first = place(spot.cell)[0]
        rooms = (*rooms, LeadFormRows(spot.sheet, spot.form, first, first))
    return replace(map_, spots=(*filter(stays, map_.spots), spot), rooms=rooms)


def ended(map_: ForeignMap, sheet: str, form: str, last: int) -> ForeignMap:
    """The map with the row `last` as the last of a ledger."""
    room = next((room for room in map_.rooms if (room.sheet, room.form) == (sheet, form)), None)
    if room is None or last < room.first:
        raise Trouble("先指明台账第一行的各栏，最后一行在它下面。")
    return replace(map_, rooms=tuple(replace(other_room, last=last) if other_room is room else other_room for other_room in map_.rooms))


def forget(map_: ForeignMap, sheet: str, cell: str) -> ForeignMap:
    """The map without this cell."""
    spots = tuple(spot for spot in map_.spots if (spot.sheet, spot.cell) != (sheet, cell))
    ledgers = {(spot.sheet, spot.form) for spot in spots if not spot.row}
    return replace(map_, spots=spots, rooms=tuple(room for room in map_.rooms if (room.sheet, room.form) in ledgers))


# --- stored for a pack


class KeptForm(NamedTuple):
    """A blank workbook and its map; `own` if the user stored them, else they come with the pack."""

    blank: Path
    map: ForeignMap
    own: bool


def keep(map_: ForeignMap, blank: Path) -> None:
    """Store the blank workbook and its map in the user's own folder."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        book = folder / f"{map_.pack}{blank.suffix.lower()}"
        if blank.resolve() != book.resolve():
            with replacing(book) as part:
                shutil.copyfile(blank, part)
        text = json.dumps(replace(map_, file=book.name).as_json(), ensure_ascii=False, indent=1)
        with replacing(folder / f"{map_.pack}.json") as part:
            part.write_text(text, encoding="utf-8")
    except OSError as fault:
        raise Trouble("“{file}”写不进去：{why}。", file=str(folder), why=why(fault)) from fault


def form_of(pack: Pack) -> KeptForm | None:
    """The form the user stored for the pack, else the one in the pack, else None."""
    return _own(pack) or (_carried(pack, pack.their_form) if pack.their_form else None)


def drop(pack: Pack) -> None:
    """Delete the form the user stored for the pack; the one in the pack is used again."""
    for ending in ("json", "xlsx", "xlsm"):
        (_folder() / f"{pack.id}.{ending}").unlink(missing_ok=True)


def carrying(pack: Pack) -> tuple[Pack, Sentence | None]:
    """The pack including the form the user stored, to be given to others; and a sentence on what could not be included."""
    kept_form = _own(pack)
    if kept_form is None:
        return pack, None
    size = kept_form.blank.stat().st_size
    if kept_form.blank.suffix != ".xlsx" or size > LARGEST:
        remark = Sentence(
            "对方的表没有放进去：只放不带宏的 .xlsx，不超过 {largest} 字节，这一份有 {size} 字节。", largest=LARGEST, size=size
        )
        return pack, remark
    content = kept_form.blank.read_bytes()
    map_, lost = _usable(pack, kept_form)
    form = LeadForm(map_.file, base64.b64encode(content).decode(), map_.spots, map_.rooms)
    if wrong := _faults(form, pack.id):
        return pack, Sentence("对方的表没有放进去：{why}。", why=wrong[0])
    data = map_.as_json()
    given = replace(
        pack, tree={**pack.tree, "their_form": {"file": form.file, "cells": data["cells"], "rooms": data["ledgers"], "book": form.book}}
    )
    if wide := too_large(as_yaml(given.tree)):
        return pack, Sentence("对方的表没有放进去：{why}。", why=wide)
    remark = Sentence("对方的表里有 {count} 处没有放进去：任务包里没有那一行、那一栏，或空白表里没有那一格。", count=lost)
    return given, remark if lost else None


def _usable(pack: Pack, kept_form: KeptForm) -> tuple[ForeignMap, int]:
    """The map without cells and ledgers that are missing in the pack or the blank workbook, and the number of those left out."""
    forms = {form.id: form for form in pack.forms}
    with opened_book(kept_form.blank) as book:
        there = {sheet.name for sheet in book.names if sheet.part in book.package}
    data = kept_form.map.as_json()
    spots = [spot for spot, cell in zip(kept_form.map.spots, data["cells"], strict=True) if spot.sheet in there and fits(cell, forms)]
    ledgers = {(spot.sheet, spot.form) for spot in spots if not spot.row}
    rooms = [room for room in kept_form.map.rooms if (room.sheet, room.form) in ledgers]
    lost = len(kept_form.map.spots) - len(spots) + len(kept_form.map.rooms) - len(rooms)
    return replace(kept_form.map, spots=tuple(spots), rooms=tuple(rooms)), lost


def faults(pack: Pack, place: str = "") -> list[str]:
    """What is wrong with the workbook inside a pack; `place` is its place in the pack."""
    return _faults(pack.their_form, place or pack.id) if pack.their_form else []


def _faults(form: LeadForm, where: str) -> list[str]:
    named = {"pack": where, "file": form.file}
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        blank = Path(folder) / "x.xlsx"
        try:
            blank.write_bytes(form.content())
            with opened_book(blank) as book:
                if book.macros:
                    return [Sentence("{pack} 对方的表“{file}”：带有宏，任务包里只放不带宏的 .xlsx", **named)]
                there = {sheet.name for sheet in book.names if sheet.part in book.package}
                for cell in form.cells:
                    if cell.sheet in there:
                        book.sheet(cell.sheet).find(cell.cell)
        except (Trouble, ValueError):
            return [Sentence("{pack} 对方的表“{file}”：不是读得出的 xlsx 工作簿", **named)]
    lost = ({cell.sheet for cell in form.cells} | {room.sheet for room in form.rooms}) - there
    return [Sentence("{pack} 对方的表“{file}”：里面没有工作表“{sheet}”", sheet=name, **named) for name in sorted(lost)]


def _folder() -> Path:
    return resources.own() / "forms"


def _own(pack: Pack) -> KeptForm | None:
    file = _folder() / f"{pack.id}.json"
    if not file.is_file():
        return None
    try:
        map_ = ForeignMap.of_json(json.loads(file.read_text(encoding="utf-8")))
    except ValueError as fault:
        raise Trouble("对照表读不了：{why}。", why=str(fault)) from fault
    book = _folder() / Path(map_.file).name
    return KeptForm(book, map_, True) if book.is_file() else None


def _carried(pack: Pack, form: LeadForm) -> KeptForm:
    """The workbook of a pack as a file in the cache."""
    content = form.content()
    book = resources.cache() / "forms" / f"{pack.id}.xlsx"
    try:
        if not book.is_file() or book.read_bytes() != content:
            if wrong := faults(pack):  # it may come from another office's file, where it was not checked
                raise Trouble("{why}。", why=wrong[0])
            book.parent.mkdir(parents=True, exist_ok=True)
            with replacing(book) as part:
                part.write_bytes(content)
    except OSError as fault:
        raise Trouble("“{file}”写不进去：{why}。", file=str(book), why=why(fault)) from fault
    return KeptForm(book, ForeignMap(pack.id, form.file, form.cells, form.rooms), False)
