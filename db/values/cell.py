"""A cell: its value and its state, the answer of reading one, and how one is stored."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = int | float | str


class State(StrEnum):
    """未填, a value (0 is a value), 不适用, 待核 (value may be missing), or text that could not be read."""

    EMPTY = "empty"
    VALUE = "value"
    NA = "na"
    CHECK = "check"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `value` for VALUE and CHECK, `raw` (text as typed) for RAW."""

    state: State = State.EMPTY
    value: Value | None = None
    raw: str | None = None


EMPTY = Cell()
NA = Cell(State.NA)

NA_TEXT = "不适用"
CHECK_TEXT = "待核"
Line = tuple[str, tuple[Cell, ...]]  # a row of a return: its id, one cell for each field of the form


@dataclass(frozen=True, slots=True)
class Reading:
    """Answer of reading: `kind` is same | read | proposed | refused, `note` a short Chinese reason."""

    kind: str
    cell: Cell
    raw: str
    note: str = ""


def value(content: Value) -> Cell:
    """A cell that holds a value."""
    return Cell(State.VALUE, content)


def same(content: Value, raw: str) -> Reading:
    """The text already was the canonical form."""
    return Reading("same", value(content), raw)


def tidied(content: Value, raw: str) -> Reading:
    """Read without doubt; `same` when the text already was canonical."""
    return Reading("same" if str(content) == raw else "read", value(content), raw)


def proposed(content: Value, raw: str, note: str) -> Reading:
    """A person has to agree before this value is taken."""
    return Reading("proposed", value(content), raw, note)


def refused(raw: str, note: str) -> Reading:
    """Not readable: the text is kept as typed."""
    return Reading("refused", Cell(State.RAW, None, raw), raw, note)


def store(cell: Cell) -> tuple[Value | None, str | None]:
    """(value, mark) as kept in SQLite; mark is None, "na", "check" or "raw:TEXT"."""
    if cell.state is State.VALUE:
        return cell.value, None
    if cell.state is State.CHECK:
        return cell.value, "check"
    if cell.state is State.NA:
        return None, "na"
    if cell.state is State.RAW:
        return None, f"raw:{cell.raw or ''}"
    return None, None


def load(content: Value | None, mark: str | None) -> Cell:
    """The cell kept as (value, mark); ValueError for a mark nobody writes."""
    if mark is None:
        return EMPTY if content is None else value(content)
    if mark == "na":
        return NA
    if mark == "check":
        return Cell(State.CHECK, content)
    if mark.startswith("raw:"):
        return Cell(State.RAW, None, mark[4:])
    raise ValueError(f"unknown mark {mark!r}")


def packed(cell: Cell) -> Any:
    """A cell as small JSON: the value itself, or {state: text or value}."""
    if cell.state in (State.EMPTY, State.VALUE):
        return cell.value
    return {cell.state.value: cell.raw if cell.state is State.RAW else cell.value}


def unpacked(found: Any) -> Cell:
    """The cell that `packed` made small."""
    if found is None:
        return EMPTY
    if not isinstance(found, dict):
        return Cell(State.VALUE, found)
    word, value = next(iter(found.items()))
    state = State(word)
    if state is State.NA:
        return NA
    return Cell(state, None, value) if state is State.RAW else Cell(state, value)


LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
FOLDING = re.compile("[^\\S ]|[\uff01-\uff60\uffe0-\uffe6]")  # the characters of East Asian width F
INVISIBLE = frozenset("\ufeff\ufffe\uffff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069")


def clean(text: str, *, lines: bool) -> str:
    """Outer blanks, control and invisible marks taken away; without `lines` a line break becomes one blank."""
    if text.isprintable():  # nearly every cell of a large import
        return text.strip()
    text = LINE_BREAKS.sub("\n", text).replace("\t", " ")
    text = "".join(char for char in text if char == "\n" or not _hidden(char))
    if not lines:
        text = re.sub(r"\s*\n\s*", " ", text.strip())
    return text.strip()


def _hidden(char: str) -> bool:
    # Lone surrogates (Cs) cannot be written to SQLite; bidi marks come with texts copied from chat programs.
    return char in INVISIBLE or unicodedata.category(char) in ("Cc", "Cs")


def line(raw: object) -> str:
    """What was typed as one folded line, for every kind but prose."""
    return fold(clean(str(raw), lines=False))


def fold(text: str) -> str:
    """Full-width forms as half-width, blanks of every kind as a plain blank.

    Not NFKC: that also turns 5² into 52 and ① into 1, which would be a silent wrong number.
    """
    return FOLDING.sub(_fold_one, text)


def _fold_one(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else unicodedata.normalize("NFKC", found[0])
