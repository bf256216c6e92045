"""The hidden sheet `_taizhang`: facts of the return, its forms and fields, and short marks by which changed cells are recognised."""

from __future__ import annotations

import dataclasses
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field as attribute, replace
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty

from db.messages import Trouble
from db.packs.model import Form
from db.returns.model import Note, Return
from db.values.kinds import KINDS
from desktop.exchange.book.sheet_map import EDITION, MANIFEST, MANIFEST_TAG, ROWS_PER_SHEET
from desktop.exchange.files import file_kind
from desktop.exchange.xlsx.streamed_sheet import StreamSheet

PROPERTIES = ("unit", "programme", "period", "version", "pack_version", "check_code", "blank", "nil", "rolled_up")
FACTS = (*PROPERTIES, "unit_name", "office_name", "digest", "at", "reason")
PREFIX = "taizhang."  # of the custom properties
T = TypeVar("T")
NOTE = tuple(field.name for field in dataclasses.fields(Note))


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
    thread: list[dict[str, Any]] = attribute(default_factory=list)  # questions, returns and answers, see `db.received.questions`


def facts(ret: Return, blank: bool) -> dict[str, str]:
    """The facts of a return as texts."""
    known = {name: str(getattr(ret, name)) for name in FACTS if name not in ("blank", "rolled_up") and (ret.nil or name != "nil")}
    return known | {"blank": "1" if blank else "0"} | ({"rolled_up": "1"} if ret.rolled_up else {})


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
        for entry in ret.thread:  # a line of its own, which older versions of the program ignore
            self._row("thread", _json(dict(entry)))
        for form in ret.pack.forms:
            self._row("form", form.id, form.title, _json([[field.id, field.kind, field.title] for field in form.fields]))
            if any(field.group for field in form.fields):  # a line of its own, which older versions of the program ignore
                self._row("groups", form.id, _json([field.group for field in form.fields]))

    def mark(self, form: Form, row: str, marks: str) -> None:
        """One row of a form and its marks."""
        self._row("row", form.id, row, marks)

    def close(self) -> None:
        """Move the hidden sheets behind the others."""
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
    """Add the content of one hidden sheet to `manifest`; raises `Trouble` where it was damaged."""
    for row in rows:
        texts = [str(int(value)) if isinstance(value, float) and value.is_integer() else str(value) for value in row]
        word, rest = (texts or [""])[0], [*texts[1:], "", "", "", ""]
        try:
            _line(manifest, word, rest)
        except (ValueError, RecursionError) as fault:
            raise Trouble("隐藏的工作表“{sheet}”被改坏了，认不出报表，请让填报单位重新导出再报。", sheet=MANIFEST) from fault


def _line(manifest: Manifest, word: str, rest: Sequence[str]) -> None:
    if word == "row":
        manifest.marks.setdefault(rest[0], {})[rest[1]] = rest[2]
    elif word == "form":
        manifest.forms[rest[0]] = KnownForm(rest[0], rest[1], _fields(_loaded(list, rest[2])))
    elif word == "groups" and rest[0] in manifest.forms:
        known = manifest.forms[rest[0]]
        manifest.forms[rest[0]] = replace(known, groups=_texts(_loaded(list, rest[1]), len(known.fields)))
    elif word == "people":
        manifest.people = {name: str(text) for name, text in _loaded(dict, rest[0]).items()}
    elif word == "note":
        known_note = _loaded(dict, rest[0])
        manifest.notes.append({name: str(known_note.get(name, "")) for name in NOTE})
    elif word == "thread":
        manifest.thread.append(_loaded(dict, rest[0]))
    elif word in FACTS:
        manifest.facts[word] = rest[0]


def _loaded(kind: type[T], text: str) -> T:
    value = json.loads(text)
    if not isinstance(value, kind):
        raise ValueError(text)
    return value


def _fields(entries: Sequence[Any]) -> tuple[tuple[str, str, str], ...]:
    if not entries:
        raise ValueError("no field")
    fields = []
    for entry in entries:
        id, kind, title = _texts(entry, 3)
        if kind not in KINDS:
            raise Trouble("“{title}”是本程序不认识的栏目类型（{kind}），多半由更新的程序导出，请先升级再读。", title=title, kind=kind)
        fields.append((id, kind, title))
    return tuple(fields)


def _texts(value: Any, count: int) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) != count or not all(isinstance(text, str) for text in value):
        raise ValueError(value)
    return tuple(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parse_cover(rows: Iterable[Sequence[Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """(facts for the program, texts as shown) of a cover: hidden key and value, then label and text."""
    facts_, shown = {}, {}
    for row in rows:
        for place, value in enumerate(row):
            if isinstance(value, str) and value.startswith("#"):
                key, (fact, _, text) = value.removeprefix("#"), [*row[place + 1 :], "", "", ""][:3]
                shown[key] = str(text).strip()
                if key in FACTS and fact != "":
                    facts_[key] = str(fact).strip()
                break
    return facts_, shown


def properties(path: Path) -> dict[str, str]:
    """The facts in the custom properties of an xlsx, where hidden sheets were lost; empty for other files."""
    if not file_kind.zipped(path):
        return {}
    with zipfile.ZipFile(path) as package:
        if "docProps/custom.xml" not in package.namelist():
            return {}
        root = etree.fromstring(package.read("docProps/custom.xml"), etree.XMLParser(resolve_entities=False))
    values = {element.get("name", ""): "".join(element.itertext()) for element in root}
    return {name.removeprefix(PREFIX): text for name, text in values.items() if name.startswith(PREFIX)}
