"""The hidden sheet `_taizhang`: whose return this is, its forms and fields, and small marks that tell which cell was changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field as attribute
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from db.pack import Form
from db.returns import Return
from desktop.exchange.sheetmap import EDITION, MANIFEST, MANIFEST_TAG, ROWS_PER_SHEET
from desktop.exchange.stream import StreamSheet

FACTS = ("unit", "unit_name", "office_name", "programme", "period", "version", "pack_version", "check_code", "digest", "at", "reason", "blank")
PROPERTIES = ("unit", "programme", "period", "version", "pack_version", "check_code", "blank")
PREFIX = "taizhang."  # of the custom properties


@dataclass(frozen=True)
class KnownForm:
    """A form as the manifest knows it: (field id, kind, title) for each field, in order."""

    id: str
    title: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass
class Manifest:
    """What the hidden sheet holds; `marks` is form id -> row id -> three characters a field, rows in their order."""

    facts: dict[str, str] = attribute(default_factory=dict)
    people: dict[str, str] = attribute(default_factory=dict)
    notes: list[dict[str, str]] = attribute(default_factory=list)
    forms: dict[str, KnownForm] = attribute(default_factory=dict)
    marks: dict[str, dict[str, str]] = attribute(default_factory=dict)


def facts(ret: Return, blank: bool) -> dict[str, str]:
    """The facts of a return as texts."""
    known = {name: str(getattr(ret, name)) for name in FACTS if name != "blank"}
    return known | {"blank": "1" if blank else "0"}


class ManifestWriter:
    """Writes the hidden sheet beside the forms, row by row, on as many sheets as needed."""

    def __init__(self, book: Workbook, ret: Return, blank: bool) -> None:
        self._book = book
        self._sheet = self._open()
        for name, text in facts(ret, blank).items():
            self._row(name, text)
            if name in PROPERTIES:
                book.custom_doc_props.append(StringProperty(name=PREFIX + name, value=text))
        self._row("people", _json(dict(ret.people)))
        for note in ret.notes:
            self._row("note", _json(vars(note)))
        for form in ret.pack.forms:
            self._row("form", form.id, form.title, _json([[one.id, one.kind, one.title] for one in form.fields]))

    def mark(self, form: Form, row: str, marks: str) -> None:
        """One row of a form and its marks."""
        self._row("row", form.id, row, marks)

    def _row(self, *texts: str) -> None:
        if self._sheet.next > ROWS_PER_SHEET:
            self._sheet = self._open()
        self._sheet.row((n, "s", text, 0) for n, text in enumerate(texts, 1))

    def _open(self) -> StreamSheet:
        sheet = StreamSheet(self._book, MANIFEST)
        sheet.sheet_state = "veryHidden"
        sheet.protection.sheet = True
        sheet.row([(1, "s", MANIFEST_TAG, 0), (2, "s", EDITION, 0)])
        return sheet


def parse(rows: Iterable[Sequence[Any]], manifest: Manifest) -> None:
    """Add what one hidden sheet holds to `manifest`."""
    for row in rows:
        texts = [str(int(one)) if isinstance(one, float) and one.is_integer() else str(one) for one in row]
        word, *rest = [*texts, "", "", "", ""]
        if word == "row":
            manifest.marks.setdefault(rest[0], {})[rest[1]] = rest[2]
        elif word == "form":
            manifest.forms[rest[0]] = KnownForm(rest[0], rest[1], tuple((a, b, c) for a, b, c in json.loads(rest[2])))
        elif word == "people":
            manifest.people = json.loads(rest[0])
        elif word == "note":
            manifest.notes.append(json.loads(rest[0]))
        elif word in FACTS:
            manifest.facts[word] = rest[0]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
