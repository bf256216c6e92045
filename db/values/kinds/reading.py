"""What was typed as a cell, and a cell as text: the states, which every kind has, around the kind's own values."""

from __future__ import annotations

import re
from collections.abc import Callable

from db.messages import Sentence
from db.values.cell import CHECK_TEXT, EMPTY, NA, NA_TEXT, Cell, Reading, State, clean, fold, refused
from db.values.field import Field
from db.values.kinds.kind import Kind, kind_of

UNCOMPUTED = "#公式未算出"  # what a reader of workbooks gives for a formula without its result
# What people write where nothing applies.
PLACEHOLDERS = frozenset(("—", "–", "-", "/", "无", "…", "N/A", "n/a", "NA", "——", "--", "……", "...", "暂无"))
UNCHECKED = re.compile(r"(?P<value>.*?)\s*(?:[(（]\s*待核\s*[)）]|待核)", re.DOTALL)
# Prose may end in 待核 for its own reasons (数据待核): there the mark stands apart.
UNCHECKED_PROSE = re.compile(r"(?P<value>.*?)\s*[(（]待核[)）]|(?P<apart>.*\S)\s待核|待核", re.DOTALL)


def read(raw: object, field: Field, *, unit: str | None = None, written: bool = False) -> Reading:
    """The one function for typing, paste and import; `unit` is the fixed row's where field.unit is "row".

    `written`: by this program itself, which is not asked what it may have meant.

    `raw` is str, int, float, bool, date, datetime or None; a refused text is kept in a RAW cell exactly as it came.
    A choice that is called 不适用 or 待核 cannot be read: these two words are states in every kind.
    """
    kind = kind_of(field)
    own = _unit(kind, field, unit)
    if raw is None:
        return Reading("same", EMPTY, "")
    if raw == UNCOMPUTED:
        return refused(raw, Sentence("公式没有算出结果，请用 WPS 打开后保存"))
    reader = kind.read_written if written else kind.read
    if not isinstance(raw, str):
        return reader(raw, field, own)
    return _state(raw, kind, field, lambda text: reader(text, field, own)) or _placeholder(reader(raw, field, own), kind)


def _unit(kind: Kind, field: Field, unit: str | None) -> str:
    own = field.unit if unit is None else unit
    return kind.unit if own == "row" else own or kind.unit


def _state(raw: str, kind: Kind, field: Field, reader: Callable[[str], Reading]) -> Reading | None:
    """未填, 不适用, 待核 or a value with 待核; None for everything else."""
    text = clean(raw, lines=True)
    if not text:
        return Reading("read" if raw else "same", EMPTY, raw)
    if text == NA_TEXT:
        return Reading("same" if raw == text else "read", NA, raw)
    found = (UNCHECKED_PROSE if kind.prose else UNCHECKED).fullmatch(text)
    if not found:
        return None
    inner = found["value"] or found.groupdict().get("apart")
    if not inner:
        return Reading("same" if raw == CHECK_TEXT else "read", Cell(State.CHECK), raw)
    reading = reader(inner)
    if reading.kind == "refused":
        return refused(raw, reading.note)
    cell = Cell(State.CHECK, reading.cell.value)
    how = "proposed" if reading.kind == "proposed" else "same" if machine_text(cell, field) == raw else "read"
    return Reading(how, cell, raw, reading.note)


def _placeholder(reading: Reading, kind: Kind) -> Reading:
    """不适用 proposed for a dash and the like, where it is not a value of its own."""
    unsure = reading.kind == "refused" or reading.kind == "proposed" and kind.listed
    if unsure and {reading.raw.strip(), fold(reading.raw).strip()} & PLACEHOLDERS:
        return Reading("proposed", NA, reading.raw, Sentence("“{text}”按不适用", text=reading.raw.strip()))
    return reading


def show(cell: Cell, field: Field, *, decimals: int | None = None, grouping: bool = True) -> str:
    """Text for screen and paper: rounded and grouped numbers, 2026年10月31日, 不适用, 35 待核, raw text."""
    if cell.state is State.NA:
        return NA_TEXT
    if cell.state is State.RAW:
        return cell.raw or ""
    text = ""
    if cell.value is not None:
        text = kind_of(field).show(cell.value, field.decimals if decimals is None else decimals, grouping)
    return f"{text} {CHECK_TEXT}".strip() if cell.state is State.CHECK else text


def machine_text(cell: Cell, field: Field) -> str:
    """Canonical machine text: all digits, no grouping, ISO dates; reading it gives the same cell."""
    if cell.state is State.NA:
        return NA_TEXT
    if cell.state is State.RAW:
        return cell.raw or ""
    text = "" if cell.value is None else kind_of(field).plain(cell.value, field)
    if cell.state is State.CHECK:
        return f"{text}（{CHECK_TEXT}）" if text else CHECK_TEXT
    return text
