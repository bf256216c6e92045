"""The check code 校验码 of a return: paper, workbook and office file with the same code hold the same content.

It is the first 40 bits of the SHA-256 over canonical content (never over file bytes, which WPS rewrites), written in Crockford's
base 32 with a Luhn mod-32 check character, in groups of 4, 4 and 1. Numbers
are taken to fifteen significant digits, which is what spreadsheets keep.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from db.packs.model import Form, Pack
from db.values.cell import Cell, Line, State

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U


def canonical(cell: Cell) -> Any:
    """The cell as JSON that is the same wherever it was read: null, a text, or [state, text]."""
    if cell.state is State.EMPTY:
        return None
    text = _text(cell.value)
    if cell.state is State.VALUE:
        return text
    return [cell.state.value, cell.raw if cell.state is State.RAW else text]


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value.replace("\r\n", "\n").strip() if value else None
    if isinstance(value, int):
        return str(value)
    number = Decimal(f"{value:.15g}").normalize()
    return f"{number + 0:f}"  # + 0 turns -0 into 0


def digest(header: Mapping[str, Any], forms: Iterable[tuple[Form, Iterable[Line]]]) -> str:
    """SHA-256 over header and rows, each a line of canonical JSON."""
    sha = hashlib.sha256(_json(dict(sorted(header.items()))))
    for form, lines in forms:
        sha.update(_json({"form": form.id, "fields": [field.id for field in form.fields]}))
        for row, cells in lines:
            sha.update(_json([row, *map(canonical, cells)]))
    return sha.hexdigest()


def versioned(content: str, version: int) -> str:
    """The digest of a version, over the digest of its content and its number."""
    return hashlib.sha256(f"{content}:{version}".encode()).hexdigest()


def header(unit: str, pack: Pack, period: str, nil: str = "") -> dict[str, str]:
    """What the check code covers besides the rows; `nil` is the reason of a nil return."""
    head = {"unit": unit, "programme": pack.id, "period": period, "pack_version": pack.version}
    return head | ({"nil": nil} if nil else {})


def code(digest: str) -> str:
    """The check code of a digest: A7K2-9QMD-4."""
    number = int(digest[:10], 16)
    text = "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{text[:4]}-{text[4:]}-{_check_character(text)}"


def code_ok(text: str) -> bool:
    """Whether a typed code is well-formed and its check character fits; small letters, blanks, and O, I, L for 0 and 1 are accepted."""
    plain = tidy_code(text).replace("-", "")
    return len(plain) == 9 and all(character in ALPHABET for character in plain) and _check_character(plain[:8]) == plain[8]


def tidy_code(text: str) -> str:
    """A typed code in the form in which it is printed."""
    plain = "".join(text.upper().split()).replace("-", "").replace("—", "").translate(str.maketrans("OIL", "011"))
    return f"{plain[:4]}-{plain[4:8]}-{plain[8:]}"


def cell_mark(row: str, field: str, cell: Cell) -> str:
    """Three characters that show whether a cell has changed, without revealing what it holds."""
    number = int(hashlib.sha256(_json([row, field, canonical(cell)])).hexdigest()[:6], 16)
    return "".join(ALPHABET[number >> shift & 31] for shift in (10, 5, 0))


def _check_character(text: str) -> str:
    """Luhn's algorithm mod 32 (Luhn mod N): it detects every single wrong character and nearly every swap of two neighbours."""
    total = 0
    for n, character in enumerate(reversed(text)):
        value = ALPHABET.index(character) * (2 if n % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: it is called for every cell


def _json(value: Any) -> bytes:
    return _encode(value).encode() + b"\n"
