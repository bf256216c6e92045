"""Kinds of value: how each is read, shown and checked, and its SQL type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from db.messages import Sentence
from db.values.cell import CHECK_TEXT, EMPTY, NA, NA_TEXT, Cell, Reading, State, Value, clean, fold, refused, value
from db.values.choices import listed, read_choice, read_choices, read_yesno
from db.values.dates import read_date, read_year, show_date
from db.values.field import Field
from db.values.identity_codes import LOST, digits_lost, read_citizen_id, read_credit_code, read_phone
from db.values.numbers import as_text, read_number, show_number, write_number

# Names of other modules that are still asked for here.


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: its SQL type, its side of the cell, and how it is read, shown and checked."""

    sql: str  # TEXT | REAL | INTEGER
    align: str  # left | right | center
    read: Callable[[object, Field, str], Reading]
    show: Callable[[Value, int | None, bool], str]
    faults: Callable[[Value, Field], list[str]]


PROSE = frozenset(("text", "longtext"))
UNCOMPUTED = "#公式未算出"  # what a reader of workbooks gives for a formula without its result
LONGEST = 32_767  # characters a spreadsheet cell holds
# What people write where nothing applies.
PLACEHOLDERS = frozenset(("—", "–", "-", "/", "无", "…", "N/A", "n/a", "NA", "——", "--", "……", "...", "暂无"))
UNCHECKED = re.compile(r"(?P<value>.*?)\s*(?:[(（]\s*待核\s*[)）]|待核)", re.DOTALL)
# Prose may end in 待核 for its own reasons (数据待核): there the mark stands apart.
UNCHECKED_PROSE = re.compile(r"(?P<value>.*?)\s*[(（]待核[)）]|(?P<apart>.*\S)\s待核|待核", re.DOTALL)


def read(raw: object, field: Field, *, unit: str | None = None) -> Reading:
    """The one function for typing, paste and import; `unit` is the fixed row's where field.unit is "row".

    `raw` is str, int, float, bool, date, datetime or None; a refused text is kept in a RAW cell exactly as it came.
    A choice that is called 不适用 or 待核 cannot be read: these two words are states in every kind.
    """
    kind, own = KINDS[field.kind], _unit(field, unit)
    if raw is None:
        return Reading("same", EMPTY, "")
    if raw == UNCOMPUTED:
        return refused(raw, Sentence("公式没有算出结果，请用 WPS 打开后保存"))
    if not isinstance(raw, str):
        return kind.read(raw, field, own)
    return _state(raw, field, own) or _placeholder(kind.read(raw, field, own), field)


def _unit(field: Field, unit: str | None) -> str:
    own = field.unit if unit is None else unit
    own = "" if own == "row" else own
    return own or ("%" if field.kind == "percent" else "")


def _state(raw: str, field: Field, unit: str) -> Reading | None:
    """未填, 不适用, 待核 or a value with 待核; None for everything else."""
    text = clean(raw, lines=True)
    if not text:
        return Reading("read" if raw else "same", EMPTY, raw)
    if text == NA_TEXT:
        return Reading("same" if raw == text else "read", NA, raw)
    found = (UNCHECKED_PROSE if field.kind in PROSE else UNCHECKED).fullmatch(text)
    if not found:
        return None
    inner = found["value"] or found.groupdict().get("apart")
    if not inner:
        return Reading("same" if raw == CHECK_TEXT else "read", Cell(State.CHECK), raw)
    reading = KINDS[field.kind].read(inner, field, unit)
    if reading.kind == "refused":
        return refused(raw, reading.note)
    cell = Cell(State.CHECK, reading.cell.value)
    how = "proposed" if reading.kind == "proposed" else "same" if machine_text(cell, field) == raw else "read"
    return Reading(how, cell, raw, reading.note)


def _placeholder(reading: Reading, field: Field) -> Reading:
    """不适用 proposed for a dash and the like, where it is not a value of its own."""
    unsure = reading.kind == "refused" or reading.kind == "proposed" and field.kind in ("choice", "choices")
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
        text = KINDS[field.kind].show(cell.value, field.decimals if decimals is None else decimals, grouping)
    return f"{text} {CHECK_TEXT}".strip() if cell.state is State.CHECK else text


def machine_text(cell: Cell, field: Field) -> str:
    """Canonical machine text: all digits, no grouping, ISO dates; reading it gives the same cell."""
    if cell.state is State.NA:
        return NA_TEXT
    if cell.state is State.RAW:
        return cell.raw or ""
    text = "" if cell.value is None else _plain_value(cell.value)
    if cell.state is State.CHECK:
        return f"{text}（{CHECK_TEXT}）" if text else CHECK_TEXT
    return text


def _plain_value(content: Value) -> str:
    return content if isinstance(content, str) else write_number(content)


def _read_text(raw: object, lines: bool) -> Reading:
    text = as_text(raw)
    if digits_lost(raw):
        return refused(text, LOST)
    tidy = clean(text, lines=lines)
    if len(tidy) > LONGEST:
        return refused(text, Sentence("共{n}字，超过一格能放的{most}字，请分成几段或写成附件", n=len(tidy), most=LONGEST))
    return Reading("same" if isinstance(raw, str) and tidy == text else "read", value(tidy), text)


def _show_text(content: Value, decimals: int | None, grouping: bool) -> str:
    return _plain_value(content)


def _show_day(content: Value, decimals: int | None, grouping: bool) -> str:
    return show_date(content)


def _no_faults(content: Value, field: Field) -> list[str]:
    return []


def _number_faults(content: Value, field: Field) -> list[str]:
    """One sentence for every limit that is passed; more decimals than asked are no fault."""
    if isinstance(content, str):
        return []
    faults = []
    own = "" if field.unit == "row" or field.kind == "year" else field.unit or ("%" if field.kind == "percent" else "")
    tail = own if own in ("", "%") else f" {own}"
    number = _plain_value(content) + tail
    if field.minimum is not None and content < field.minimum:
        faults.append(f"“{field.title}”填的是 {number}，小于允许的最小值 {write_number(field.minimum)}{tail}，请核对")
    if field.maximum is not None and content > field.maximum:
        faults.append(f"“{field.title}”填的是 {number}，大于允许的最大值 {write_number(field.maximum)}{tail}，请核对")
    return faults


def _choice_faults(content: Value, field: Field) -> list[str]:
    choices = ("是", "否") if field.kind == "yesno" else field.choices
    if not choices:
        return []
    several = field.kind == "choices"
    wrong = read_choices(content, choices).kind not in ("same", "read") if several else content not in choices
    return [f"“{field.title}”填的“{content}”不在可选项里，请从中选：{listed(choices)}"] if wrong else []


TEXT = Kind("TEXT", "left", lambda raw, field, unit: _read_text(raw, False), _show_text, _no_faults)
KINDS: dict[str, Kind] = {
    "text": TEXT,
    "longtext": replace(TEXT, read=lambda raw, field, unit: _read_text(raw, True)),
    "integer": Kind("INTEGER", "right", lambda raw, field, unit: read_number(raw, unit, whole=True), show_number, _number_faults),
    "number": Kind("REAL", "right", lambda raw, field, unit: read_number(raw, unit), show_number, _number_faults),
    "percent": Kind("REAL", "right", lambda raw, field, unit: read_number(raw, unit), show_number, _number_faults),
    "date": Kind("TEXT", "center", lambda raw, field, unit: read_date(raw), _show_day, _no_faults),
    "year": Kind("INTEGER", "center", lambda raw, field, unit: read_year(raw), _show_text, _number_faults),
    "choice": Kind("TEXT", "center", lambda raw, field, unit: read_choice(raw, field.choices), _show_text, _choice_faults),
    "choices": Kind("TEXT", "left", lambda raw, field, unit: read_choices(raw, field.choices), _show_text, _choice_faults),
    "yesno": Kind("TEXT", "center", lambda raw, field, unit: read_yesno(raw), _show_text, _choice_faults),
    "citizen_id": replace(TEXT, align="center", read=lambda raw, field, unit: read_citizen_id(raw)),
    "credit_code": replace(TEXT, align="center", read=lambda raw, field, unit: read_credit_code(raw)),
    "phone": replace(TEXT, align="center", read=lambda raw, field, unit: read_phone(raw)),
}
