"""Reads a workbook by identity, not position: by tags and row ids, else by the texts of the heads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from db.messages import Sentence
from db.packs.model import Form
from db.values.kinds import UNCOMPUTED
from desktop.exchange.book.filled import Filled, FilledRow, LeftOut, NotOurs
from desktop.exchange.book.manifest import KnownForm, Manifest, parse, parse_cover, properties
from desktop.exchange.book.sheet_map import (
    BELOW,
    BESIDE,
    COVER_TAG,
    FORM_TAG,
    HEAD,
    MANIFEST_TAG,
    MARK,
    MARKS_TAG,
    TOTAL,
    TOTALS,
    SheetMap,
)
from desktop.exchange.files import merged_cells
from desktop.exchange.files.sheet_values import opened, told
from desktop.exchange.lead_form.measure_units import scaled, times
from desktop.exchange.reading import confirmed_mapping, head_match
from desktop.exchange.reading.confirmed_mapping import Confirmed
from desktop.exchange.reading.head_match import Wanted

STEMS = "甲乙丙丁戊"  # column numbering of the columns that name the rows
VERSION = re.compile(r"[0-9]{1,6}")


def read(
    path: Path | str,
    *,
    forms: Iterable[Form] = (),
    mappings: Mapping[str, Confirmed] | None = None,
    sheets: Collection[str] = (),
) -> Filled:
    """Read a workbook, or only some `sheets` of it. Raises `NotOurs` if it is no return, `Trouble` if it cannot be read.

    `forms` can be recognised by their heads if the tags are lost, foreign sheets by the `mappings` that a clerk confirmed.
    """
    path = Path(path)
    known = {form.id: [Wanted(field.id, field.title, field.group) for field in form.fields] for form in forms}
    reader = _Reader(path, known, mappings or {})
    with opened(path) as all_sheets:
        with told(path):
            reader.covered = merged_cells.covered(path)
        reader.sheets(sheet for sheet in all_sheets if not sheets or sheet[0] in sheets)
    if not reader.manifest.facts:
        with told(path):
            reader.facts = properties(path) | reader.facts
    return reader.filled()


class _Reader:
    def __init__(self, path: Path, forms: dict[str, list[Wanted]], mappings: Mapping[str, Confirmed]) -> None:
        self.path, self.known, self.mappings = path, forms, mappings
        self.covered: dict[str, merged_cells.Covered] = {}
        self.manifest = Manifest()
        self.cover: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.forms: dict[str, list[FilledRow]] = {}
        self.copies: dict[str, list[FilledRow]] = {}
        self.seen: dict[str, set[str]] = {}
        self.maps: list[SheetMap] = []
        self.totals: dict[str, FilledRow] = {}
        self.problems: list[str] = []
        self.left_out: list[LeftOut] = []
        self.beside: list[tuple[str, str, str]] = []
        self.untagged: list[tuple[str, list[list[Any]]]] = []
        self.mapped = False

    def sheets(self, sheets: Iterable[tuple[str, Iterator[list[Any]]]]) -> None:
        """Read tagged sheets first; those without tags are read when the manifest is known."""
        for name, rows in sheets:
            self._sheet(name, rows)
        known = self.known | {form.id: _wanted(form) for form in self.manifest.forms.values()}
        tagged = set(self.forms)
        for name, sheet_rows in self.untagged:
            missing = {id: fields for id, fields in known.items() if id not in self.forms}
            # A mapping confirmed for exactly these heads is more reliable than similarity.
            if mapped := confirmed_mapping.find(name, sheet_rows, self.mappings):
                if mapped.map.form and mapped.map.form not in tagged:
                    self._place(mapped.map, sheet_rows, mapped)
            elif missing and (sheet_map := head_match.match(name, sheet_rows, missing)):
                self._place(sheet_map, sheet_rows)

    def _sheet(self, name: str, rows: Iterator[list[Any]]) -> None:
        read_rows: list[list[Any]] = []
        for row in rows:
            read_rows.append(row)
            tag = next((cell for cell in row if isinstance(cell, str) and cell.startswith(MARK)), "")
            if tag.startswith(MANIFEST_TAG):
                parse(rows, self.manifest)
                return
            if tag.startswith(MARKS_TAG):  # our list of problems from an earlier round is not part of the return
                return
            if tag.startswith(COVER_TAG):
                self.facts, self.cover = parse_cover(rows)
                return
        maps = list(_tags(name, read_rows))
        if not maps:
            self.untagged.append((name, read_rows))
        for n, map_ in enumerate(maps):
            # Several tables on a sheet: each ends where the next begins.
            end = maps[n + 1].head - 1 if n + 1 < len(maps) else len(read_rows)
            self._place(map_, read_rows[:end])

    def _place(self, map_: SheetMap, rows: Sequence[Sequence[Any]], mapped: confirmed_mapping.MappedSheet | None = None) -> None:
        data_rows, stray = _data(map_, rows)
        data_rows = [self._apart(map_, row, rows) for row in data_rows]
        if mapped:
            self.mapped = True
            self.facts.setdefault("programme", mapped.confirmed.programme)
            data_rows = self._named(mapped, data_rows, rows)
        for row in [row for row in data_rows if row.row == TOTAL]:
            self.totals[map_.form] = row
            data_rows.remove(row)
        seen = self.seen.setdefault(map_.form, set())
        ids = [row.row for row in data_rows if row.row]
        if not mapped and len(ids) > 1 and seen and sum(id in seen for id in ids) * 2 > len(ids):
            self.problems.append(Sentence("工作表“{sheet}”是另一张工作表的副本，没有读入；请删掉多余的一张。", sheet=map_.sheet))
            copied = Sentence("工作表“{sheet}”是另一张工作表的副本，没有读入", sheet=map_.sheet)
            self.left_out.append(LeftOut(map_.form, map_.sheet, "", copied, Sentence("请删掉多余的一张")))
            self.copies.setdefault(map_.form, []).extend(data_rows)
            return
        for n, row in enumerate(data_rows):
            if row.row and row.row in seen:  # a row that was copied with its hidden id is a new row
                data_rows[n] = row._replace(row="")
            seen.add(row.row)
        self.forms.setdefault(map_.form, []).extend(data_rows)
        self.maps.append(map_)
        self.beside += _above(map_, rows) if mapped else _beside(map_, rows)
        if map_.ids and not mapped:
            self.left_out += _beyond(map_, data_rows, rows)
        for number in stray:
            place = f"{next(letter for field, letter in map_.letters.items() if _cell_in(rows, number, map_.columns[field]) != '')}{number}"
            below = Sentence("工作表“{sheet}”{cell} 在合计或签字的下面，没有读入", sheet=map_.sheet, cell=place)
            self.left_out.append(LeftOut(map_.form, map_.sheet, place, below, Sentence("请把内容移到表内")))
        if stray:
            self.problems.append(
                Sentence(
                    "工作表“{sheet}”第 {rows} 行在合计或签字的下面，没有读入；请把内容移到表内。", sheet=map_.sheet, rows=tuple(stray[:10])
                )
            )

    def _apart(self, map_: SheetMap, filled_row: FilledRow, rows: Sequence[Sequence[Any]]) -> FilledRow:
        """The row without cells that are merged with another cell: their own values are lost, or hidden."""
        number = filled_row.place[1]
        spans = self.covered.get(map_.sheet, {}).get(number, ())
        inside = ((field, span) for span in spans for field, n in map_.columns.items() if span.left <= n <= span.right)
        under = {field: span for field, span in inside if _loses(filled_row, field, span, rows)}
        for field, span in under.items():
            cell, shown = filled_row.where(field), f"{get_column_letter(span.first)}{span.top}"
            if span.top == number:
                sentence, mend = (
                    Sentence("{cell} 与 {shown} 合并成一格，没有读入", cell=cell, shown=shown),
                    Sentence("请取消合并，逐格填写"),
                )
            else:
                sentence, mend = (
                    Sentence("{cell} 与第 {row} 行合并成一格，没有读入", cell=cell, row=span.top),
                    Sentence("请取消合并，逐行填写"),
                )
            self.problems.append(Sentence("{told}；{mend}。", told=sentence, mend=mend))
            place = f"{map_.letters[field]}{number}"
            self.left_out.append(LeftOut(map_.form, map_.sheet, place, sentence, mend, field=field, row=filled_row.row, doubtful=True))
        return (
            filled_row._replace(cells={field: value for field, value in filled_row.cells.items() if field not in under})
            if under
            else filled_row
        )

    def _named(self, mapped: confirmed_mapping.MappedSheet, filled_rows: list[FilledRow], rows: Sequence[Sequence[Any]]) -> list[FilledRow]:
        """The rows in our units of measure; rows of a fixed form get their codes by name, others are reported."""
        out: list[FilledRow] = []
        for filled_row in filled_rows:
            code = mapped.code(rows[filled_row.place[1] - 1]) if mapped.stub and not filled_row.row else filled_row.row
            if code is None:
                self.problems.append(
                    Sentence("工作表“{sheet}”第 {row} 行对不上报表的行，没有读入。", sheet=filled_row.place[0], row=filled_row.place[1])
                )
            elif code and any(code == other.row for other in out):
                self.problems.append(
                    Sentence(
                        "工作表“{sheet}”第 {row} 行和前面的一行对着同一行，没有读入。", sheet=filled_row.place[0], row=filled_row.place[1]
                    )
                )
            elif code or not mapped.stub:
                out.append(filled_row._replace(row=code, cells=self._in_our_units(mapped, filled_row, code, rows[filled_row.place[1] - 1])))
        return out

    def _in_our_units(self, mapped: confirmed_mapping.MappedSheet, filled_row: FilledRow, code: str, row: Sequence[Any]) -> dict[str, Any]:
        """The values of a row in our units of measure; those that cannot be converted are reported."""
        cells = dict(filled_row.cells)
        for id, theirs, own in mapped.units(row, code):
            by = times(theirs, own)
            if by is None:
                self.problems.append(
                    Sentence(
                        "{cell} 以“{theirs}”计，我们的栏以“{own}”计，不能换算，没有读入。",
                        cell=filled_row.where(id),
                        theirs=theirs,
                        own=own,
                    )
                )
            cells[id] = "" if by is None else scaled(cells[id], by)
        return cells

    def _blank(self, facts: Mapping[str, str]) -> bool:
        """Whether it is a blank workbook: the hidden facts say so, else it has a cover but neither version nor check code."""
        if "blank" in facts:
            return facts["blank"] == "1"
        return bool(self.cover) and "version" not in facts and not any("校验码" in text for _, text, _ in self.beside)

    def filled(self) -> Filled:
        """The result; raises `NotOurs` if it is no return."""
        facts = self.facts | {name: text for name, text in self.manifest.facts.items() if text}
        if not self.forms and not facts.get("nil"):
            raise NotOurs("“{file}”里没有找到报表：不是台账的报送件或空白表，或工作表已被删除。", file=self.path.name)
        version = facts.get("version", "")
        return Filled(
            unit=facts.get("unit", ""),
            programme=facts.get("programme", ""),
            period=facts.get("period", ""),
            version=int(version) if VERSION.fullmatch(version) else 0,
            pack_version=facts.get("pack_version", ""),
            check_code=facts.get("check_code", ""),
            blank=self._blank(facts),
            forms=self.forms,
            file=self.path.name,
            unit_name=facts.get("unit_name", ""),
            office_name=facts.get("office_name", ""),
            digest=facts.get("digest", ""),
            at=_moment(facts.get("at", "")),
            reason=facts.get("reason", ""),
            nil=facts.get("nil", ""),
            rolled_up=facts.get("rolled_up") == "1",
            people=self.manifest.people,
            notes=tuple(self.manifest.notes),
            cover=self.cover,
            manifest=self.manifest,
            maps=tuple(self.maps),
            totals=self.totals,
            copies=self.copies,
            problems=tuple(self.problems),
            left_out=tuple(self.left_out),
            beside=tuple(self.beside),
            mapped=self.mapped,
        )


def _wanted(form: KnownForm) -> list[Wanted]:
    groups = form.groups or ("",) * len(form.fields)
    return [Wanted(id, title, group) for (id, _, title), group in zip(form.fields, groups, strict=True)]


def _tags(sheet: str, rows: Sequence[Sequence[Any]]) -> Iterator[SheetMap]:
    """The maps given by the tag rows of a sheet."""
    for number, row in enumerate(rows, 1):
        place = next((n for n, cell in enumerate(row, 1) if isinstance(cell, str) and cell.startswith(FORM_TAG)), 0)
        if place:
            form = row[place - 1].removeprefix(FORM_TAG).strip()
            tags = {n: cell.strip() for n, cell in enumerate(row, 1) if isinstance(cell, str)}
            columns = {tag: n for n, tag in tags.items() if tag and not tag.startswith("#")}
            yield SheetMap(form, sheet, columns, place, number)


def _data(map_: SheetMap, rows: Sequence[Sequence[Any]]) -> tuple[list[FilledRow], list[int]]:
    """(rows of data and the total, numbers of rows with content below the total).

    A row with an id is always data; a row without id only between the heads and the end of the table.
    """
    filled_rows: list[FilledRow] = []
    stray: list[int] = []
    ids = map_.ids
    marks = [str(row[ids - 1]).strip() if ids and len(row) >= ids else "" for row in rows]
    heads = [n for n, mark in enumerate(marks, 1) if mark == HEAD]
    head = max(heads) if heads else map_.head
    ended = False
    for number, row in enumerate(rows, 1):
        mark = _id(row[ids - 1]) if ids and len(row) >= ids else ""
        if number == map_.head or mark.startswith("#"):
            ended = ended or mark == TOTAL or mark == BESIDE and bool(filled_rows)  # a note or the signatures
            if mark != TOTAL:
                continue
        cells = {field: row[n - 1] if n <= len(row) else "" for field, n in map_.columns.items()}
        full = [value for value in cells.values() if value != ""]
        if mark:
            filled_rows.append(FilledRow(mark, cells, (map_.sheet, number), map_.letters))
        elif number <= head or not full or (number == head + 1 and not ids and _numbering(row)):
            continue
        elif _below(row):
            if not ended and _first(row) == "合计":  # a total row that lost its tag
                filled_rows.append(FilledRow(TOTAL, cells, (map_.sheet, number), map_.letters))
            ended = True
        elif ended:
            stray += [number] if len(full) > 1 else []
        else:
            filled_rows.append(FilledRow("", cells, (map_.sheet, number), map_.letters))
    return filled_rows, stray


def _beyond(map_: SheetMap, data_rows: Sequence[FilledRow], rows: Sequence[Sequence[Any]]) -> Iterator[LeftOut]:
    """What stands beside the rows in columns that the table does not have, one entry for each column."""
    tagged = {n for n, tag in enumerate(rows[map_.head - 1], 1) if tag != ""}
    numbers = [row.place[1] for row in data_rows]
    for n in range(1, max((len(rows[number - 1]) for number in numbers), default=0) + 1):
        filled = [number for number in numbers if _cell_in(rows, number, n) not in ("", UNCOMPUTED)] if n not in tagged else []
        if filled:
            place = f"{get_column_letter(n)}{filled[0]}"
            values = {"sheet": map_.sheet, "cell": place, "n": len(filled)}
            sentence = Sentence("工作表“{sheet}”{cell} 所在的列不是本表的栏，填的 {n} 格没有读入", **values)
            yield LeftOut(map_.form, map_.sheet, place, sentence, Sentence("请填在本表的栏里，或写进备注"), listed=False)


def _cell_in(rows: Sequence[Sequence[Any]], number: int, column: int) -> Any:
    row = rows[number - 1]
    return row[column - 1] if column <= len(row) else ""


def _loses(filled_row: FilledRow, field: str, span: merged_cells.MergedRange, rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a cell under a merged one hides a value, or stands for the one that shows; a heading over a row of nobody does not."""
    if filled_row.cells[field] != "":
        return True
    shows = rows[span.top - 1][span.first - 1 : span.first] not in ([], [""])
    return shows and (span.top < filled_row.place[1] or bool(filled_row.row))


def _beside(map_: SheetMap, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    """(form, text, place) of the texts above and below a table."""
    ids = map_.ids
    for number, row in enumerate(rows, 1):
        if ids and len(row) >= ids and row[ids - 1] == BESIDE:
            for n, text in enumerate(row, 1):
                if n != ids and isinstance(text, str) and text:
                    yield map_.form, text.strip(), _cell(map_.sheet, n, number)


def _above(map_: SheetMap, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, str, str]]:
    """(form, text, place) of the texts above a table without tags, its heads included."""
    for number, row in enumerate(rows[: map_.head], 1):
        for n, text in enumerate(row, 1):
            if isinstance(text, str) and text.strip():
                yield map_.form, text.strip(), _cell(map_.sheet, n, number)


def _cell(sheet: str, column: int, row: int) -> Sentence:
    """The place of a text beside a table, for messages."""
    return Sentence("工作表“{sheet}”{cell}", sheet=sheet, cell=f"{get_column_letter(column)}{row}")


def _id(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _moment(text: str) -> str:
    """A moment in ISO format; "" if the text is none."""
    try:
        return text if datetime.fromisoformat(text) else ""
    except ValueError:
        return ""


def _numbering(row: Sequence[Any]) -> bool:
    """Whether a row only numbers the columns of a printed form: 甲 乙 1 2 3."""
    texts = [_id(cell) for cell in row if cell != ""]
    stems = sum(text in STEMS for text in texts)
    return len(texts) > 2 and texts == [*STEMS[:stems], *(str(n) for n in range(1, len(texts) - stems + 1))]


def _below(row: Sequence[Any]) -> bool:
    """Whether a row without an id is a total, a note or a signature."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return _first(row) in TOTALS or bool(texts and BELOW.match(texts[0]))


def _first(row: Sequence[Any]) -> str:
    """The first text of a row, without blanks."""
    return next((re.sub(r"\s", "", cell) for cell in row if isinstance(cell, str) and cell.strip()), "")
