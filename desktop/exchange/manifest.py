"""The hidden sheet `_taizhang`: whose return this is, its forms and fields, and small marks that tell which cell was changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field as attribute, replace
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from db.pack import Form
from db.returns import Return
from desktop.exchange.sheetmap import EDITION, MANIFEST, MANIFEST_TAG, ROWS_PER_SHEET
from desktop.exchange.stream import StreamSheet

PROPERTIES = ("unit", "programme", "period", "version", "pack_version", "check_code", "blank", "nil")
FACTS = (*PROPERTIES, "unit_name", "office_name", "digest", "at", "reason")
PREFIX = "taizhang."  # of the custom properties


@dataclass(frozen=True)
class KnownForm:
    """A form as the manifest knows it: (field id, kind, title) for each field, in order."""

    id: str
    title: str
    fields: tuple[tuple[str, str, str], ...]
    groups: tuple[str, ...] = ()  # the merged head above each field, where the form has any


@dataclass
class Manifest:
    """What the hidden sheet holds; `marks` is form id -> row id -> three characters a field, rows in their order."""

    facts: dict[str, str] = attribute(default_factory=dict)
    people: dict[str, str] = attribute(default_factory=dict)
    notes: list[dict[str, str]] = attribute(default_factory=list)
    forms: dict[str, KnownForm] = attribute(default_factory=dict)
    marks: dict[str, dict[str, str]] = attribute(default_factory=dict)
    thread: list[dict[str, Any]] = attribute(default_factory=list)  # questions, returns and answers, see `db.thread`


def facts(ret: Return, blank: bool) -> dict[str, str]:
    """The facts of a return as texts."""
    known = {name: str(getattr(ret, name)) for name in FACTS if name != "blank" and (ret.nil or name != "nil")}
    return known | {"blank": "1" if blank else "0"}


class ManifestWriter:
    """Writes the hidden sheet beside the forms, row by row, on as many sheets as needed."""

    def __init__(self, book: Workbook, ret: Return, blank: bool) -> None:
        self._book = book
        self._sheets: list[StreamSheet] = []
        self._sheet = self._open()
        for name, text in facts(ret, blank).items():
            self._row(name, text)
            if name in PROPERTIES:
                book.custom_doc_props.append(StringProperty(name=PREFIX + name, value=text))
        self._row("people", _json(dict(ret.people)))
        for note in ret.notes:
            self._row("note", _json(vars(note)))
        for entry in ret.thread:  # a line of its own, which older programs pass over
            self._row("thread", _json(dict(entry)))
        for form in ret.pack.forms:
            self._row("form", form.id, form.title, _json([[one.id, one.kind, one.title] for one in form.fields]))
            if any(one.group for one in form.fields):  # a line of its own, which older programs pass over
                self._row("groups", form.id, _json([one.group for one in form.fields]))

    def mark(self, form: Form, row: str, marks: str) -> None:
        """One row of a form and its marks."""
        self._row("row", form.id, row, marks)

    def close(self) -> None:
        """Put the hidden sheets behind the others."""
        for sheet in self._sheets:
            self._book._sheets.remove(sheet)
            self._book._sheets.append(sheet)

    def _row(self, *texts: str) -> None:
        if self._sheet.next > ROWS_PER_SHEET:
            self._sheet = self._open()
        self._sheet.row((n, "s", text, 0) for n, text in enumerate(texts, 1))

    def _open(self) -> StreamSheet:
        sheet = StreamSheet(self._book, MANIFEST)
        sheet.sheet_state = "veryHidden"
        sheet.protection.sheet = True
        self._sheets.append(sheet)
        sheet.row([(1, "s", MANIFEST_TAG, 0), (2, "s", EDITION, 0)])
        return sheet


def parse(rows: Iterable[Sequence[Any]], manifest: Manifest) -> None:
    """Add what one hidden sheet holds to `manifest`."""
    for row in rows:
        texts = [str(int(one)) if isinstance(one, float) and one.is_integer() else str(one) for one in row]
        word, rest = (texts or [""])[0], [*texts[1:], "", "", "", ""]
        if word == "row":
            manifest.marks.setdefault(rest[0], {})[rest[1]] = rest[2]
        elif word == "form":
            manifest.forms[rest[0]] = KnownForm(rest[0], rest[1], tuple((a, b, c) for a, b, c in json.loads(rest[2])))
        elif word == "groups" and rest[0] in manifest.forms:
            manifest.forms[rest[0]] = replace(manifest.forms[rest[0]], groups=tuple(json.loads(rest[1])))
        elif word == "people":
            manifest.people = json.loads(rest[0])
        elif word == "note":
            manifest.notes.append(json.loads(rest[0]))
        elif word == "thread":
            manifest.thread.append(json.loads(rest[0]))
        elif word in FACTS:
            manifest.facts[word] = rest[0]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parse_cover(rows: Iterable[Sequence[Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """(facts for the program, texts as shown) of a cover: hidden key and value, then label and text."""
    facts_, shown = {}, {}
    for row in rows:
        for place, one in enumerate(row):
            if isinstance(one, str) and one.startswith("#") and len(row) > place + 3:
                key = one.removeprefix("#")
                shown[key] = str(row[place + 3]).strip()
                if key in FACTS and row[place + 1] != "":
                    facts_[key] = str(row[place + 1]).strip()
                break
    return facts_, shown


def properties(path: Path) -> dict[str, str]:
    """The facts in the custom properties of an xlsx, where hidden sheets were lost; empty for other files."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as package:
        if "docProps/custom.xml" not in package.namelist():
            return {}
        root = etree.fromstring(package.read("docProps/custom.xml"), etree.XMLParser(resolve_entities=False))
    found = {one.get("name", ""): "".join(one.itertext()) for one in root}
    return {name.removeprefix(PREFIX): text for name, text in found.items() if name.startswith(PREFIX)}
