"""A workbook as read, by any reader: its rows with the place of each, and its unit, programme and period. Nothing is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field as attribute
from pathlib import Path
from typing import Any, NamedTuple

from db.messages import Sentence, Trouble
from desktop.exchange.book.manifest import Manifest
from desktop.exchange.book.sheet_map import SheetMap


class NotOurs(Trouble):
    """A workbook without any form that could be recognised by its tags, its heads or a mapping."""


def unreadable(path: Path) -> Trouble:
    """The error for a file that could not be read for an unforeseen reason."""
    return Trouble("“{file}”的内容读不懂，请用 WPS 或 Excel 打开看看，再另存为 xlsx。", file=path.name)


class FilledRow(NamedTuple):
    """A row as it stands in the workbook: its id or "", raw values by field, (sheet, row number), field -> column letter."""

    row: str
    cells: dict[str, Any]
    place: tuple[str, int]
    columns: Mapping[str, str]

    def where(self, field: str = "") -> Sentence:
        """Where its cell of `field` stands; where the row stands without a field, or where it has no such column."""
        sheet, number = self.place
        if field in self.columns:
            return Sentence("工作表“{sheet}”{cell}", sheet=sheet, cell=f"{self.columns[field]}{number}")
        return Sentence("工作表“{sheet}”第{n}行", sheet=sheet, n=number)


class LeftOut(NamedTuple):
    """Something typed in a table that is not read: where, why, what to do; `doubtful` where a cell of ours has no certain value for it."""

    form: str
    sheet: str
    cell: str
    message: Sentence
    mend: Sentence
    field: str = ""
    row: str = ""
    doubtful: bool = False
    listed: bool = True  # among the problems too: a finalised return with it is not as it was


@dataclass(frozen=True)
class Filled:
    """A workbook as read; nothing is checked yet. `problems` are sentences on what could not be placed."""

    unit: str
    programme: str
    period: str
    version: int
    pack_version: str
    check_code: str
    blank: bool
    forms: dict[str, list[FilledRow]]
    file: str = ""
    unit_name: str = ""
    office_name: str = ""
    digest: str = ""
    at: str = ""
    reason: str = ""
    nil: str = ""  # the reason of a nil return, which has no rows
    rolled_up: bool = False  # its figures are those of the units below the one that sent it
    people: Mapping[str, str] = attribute(default_factory=dict)
    notes: tuple[Mapping[str, str], ...] = ()
    cover: Mapping[str, str] = attribute(default_factory=dict)  # what the cover shows
    manifest: Manifest = attribute(default_factory=Manifest)
    maps: tuple[SheetMap, ...] = ()
    totals: Mapping[str, FilledRow] = attribute(default_factory=dict)  # the 合计 row of each form
    copies: Mapping[str, list[FilledRow]] = attribute(default_factory=dict)  # rows of tabs that are copies of another, not read
    problems: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    beside: tuple[tuple[str, str, str], ...] = ()  # (form, text, place) above and below the tables
    mapped: bool = False  # read through a mapping or the map of a foreign form: it has no tags of ours
