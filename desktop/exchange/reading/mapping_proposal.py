"""Proposes what a foreign workbook may be: its tables, which column resembles which field, which line which row.

The clerk confirms it (`Confirmed`). Similarity is that of the characters, weighted by how many values below a head can be read as
the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field as attribute
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from db.packs.model import Form
from db.values import identity_codes, kinds
from db.values.field import Field
from desktop.exchange.book.sheet_map import MARK, bare
from desktop.exchange.files.sheet_values import opened
from desktop.exchange.reading.confirmed_mapping import Confirmed, fingerprint, keys
from desktop.exchange.reading.head_match import DEEP, LEVELS, Head, heads

LOOKED_AT = 400  # lines read of a sheet
SAMPLES = 20  # values tried below a head
HEAD_LENGTH = 40  # characters of a head, at most
CANDIDATES = 3  # rows tried as heads
STUBS = 8  # columns searched for row names
CODE = 0.9  # similarity of a row that has our code but another name
LIKE = 0.55  # similarity from which a head or row name is proposed
TABLE = 0.3  # score from which a sheet is proposed


class TheirColumn(NamedTuple):
    """A column of the sheet: its number from 1, the key of its head, the most similar field ("" for none), and some values."""

    number: int
    head: str
    field: str
    score: float
    samples: tuple[str, ...]


class TheirRow(NamedTuple):
    """A line of the sheet and the most similar fixed row ("" for none)."""

    number: int
    text: str
    code: str
    score: float


@dataclass(frozen=True)
class Guess:
    """A sheet as a form: `heads` are the first and last row of its heads, `stub` is the key of the column of row names."""

    sheet: str
    form: str
    programme: str
    heads: tuple[int, int]
    columns: tuple[TheirColumn, ...]
    stub: str
    rows: tuple[TheirRow, ...]
    score: float
    fingerprint: str
    above: tuple[str, ...] = ()  # the texts above the heads
    units: Mapping[str, str] = attribute(default_factory=dict)  # ours, by field
    row_units: Mapping[str, str] = attribute(default_factory=dict)  # ours, by row code, for fields in the unit of the row
    by_row: tuple[str, ...] = ()  # these fields

    def confirmed(self, columns: Mapping[str, str] | None = None, rows: Mapping[str, str] | None = None) -> Confirmed:
        """The mapping to remember: as proposed, or head -> field and row name -> code ("" for none) as the clerk corrected them."""
        proposed = {column.head: column.field for column in self.columns if column.field}
        lines = {row.text: row.code for row in self.rows if row.code}
        named = {bare(text): code for text, code in (lines if rows is None else rows).items()}
        chosen = {head: id for head, id in (proposed if columns is None else columns).items() if id}
        units = {id: self.units[id] for id in chosen.values() if id in self.units}
        return Confirmed(self.form, chosen, self.stub, named, self.programme, units, self.row_units, self.by_row)


@dataclass(frozen=True)
class Proposal:
    """The sheets of a file that resemble forms, the likeliest first."""

    file: str
    guesses: tuple[Guess, ...]
    sheets: Mapping[str, Sequence[Sequence[Any]]] = attribute(default_factory=dict, repr=False)  # foreign sheets by name

    def as_form(self, sheet: str, form: Form) -> Guess | None:
        """The sheet as this form, however low the score; None if nothing on it could be heads."""
        return _Looker(form).guess(sheet, self.sheets[sheet], asked=True)

    def best(self, forms: Sequence[Form]) -> dict[str, Guess]:
        """The likeliest guess for each sheet that resembles any of these forms."""
        guesses = [guess for form in forms for name, rows in self.sheets.items() if (guess := _Looker(form).guess(name, rows))]
        return {guess.sheet: guess for guess in sorted(guesses, key=lambda guess: guess.score)}


def propose(path: Path | str, forms: Iterable[Form]) -> Proposal:
    """Look for the forms in a workbook; our own sheets are skipped. Raises `Trouble` if it cannot be read."""
    path, lookers = Path(path), [_Looker(form) for form in forms]
    likeliest: list[Guess] = []
    strange: dict[str, Sequence[Sequence[Any]]] = {}
    with opened(path) as sheets:
        for name, rows in sheets:
            first_rows = list(islice(rows, LOOKED_AT))
            if any(isinstance(cell, str) and cell.startswith(MARK) for row in first_rows[:DEEP] for cell in row):
                continue
            strange[name] = first_rows
            guesses = [guess for looker in lookers if (guess := looker.guess(name, first_rows))]
            likeliest += sorted(guesses, key=lambda guess: -guess.score)[:1]
    return Proposal(path.name, tuple(sorted(likeliest, key=lambda guess: -guess.score)), strange)


class _Looker:
    """Looks for a single form; the fields similar to a head are cached."""

    def __init__(self, form: Form) -> None:
        self.form, self.fields = form, form.stored
        self._titles = [(bare(field.title), bare(field.group)) for field in self.fields]
        self._known: dict[Head, list[tuple[Field, float]]] = {}

    def guess(self, sheet: str, rows: Sequence[Sequence[Any]], *, asked: bool = False) -> Guess | None:
        """The form where its heads match best. If `asked` for, it is always found, with heads in the fullest row if nothing matches."""
        best: tuple[float, int, int] | None = None
        for number in self._rows(rows):
            for levels in range(1, min(LEVELS, number) + 1):
                score = sum(max(score for _, score in near) for _, near in self._near(heads(rows[number - levels : number])))
                if score and (best is None or (score, -levels) > (best[0], -best[2])):
                    best = score, number, levels
        if best is None and asked and (fullest := max((_full(row), -number) for number, row in enumerate([[], *rows[:DEEP]])))[0] > 1:
            best = 0.0, -fullest[1], 1
        return self._looked(sheet, rows, best[1], best[2], asked) if best else None

    def _rows(self, rows: Sequence[Sequence[Any]]) -> list[int]:
        """The few rows that match heads best on their own."""
        ranks = []
        for number, row in enumerate(rows[:DEEP], 1):
            near = self._near(
                [Head(bare(cell), "") if isinstance(cell, str) and len(cell) <= HEAD_LENGTH else Head("", "") for cell in row]
            )
            ranks.append((-len(near), number))
        return [number for rank, number in sorted(ranks)[:CANDIDATES] if rank]

    def _near(self, heads: Sequence[Head]) -> list[tuple[int, list[tuple[Field, float]]]]:
        """(column, the similar fields) for the heads that resemble any field."""
        return [(n, near) for n, head in enumerate(heads, 1) if head.title and (near := self._fields(head))]

    def _fields(self, head: Head) -> list[tuple[Field, float]]:
        if head not in self._known:
            scores = zip(self.fields, (_head_likeness(head, title, group) for title, group in self._titles), strict=True)
            self._known[head] = [(field, score) for field, score in scores if score >= LIKE]
        return self._known[head]

    def _looked(self, sheet: str, rows: Sequence[Sequence[Any]], number: int, levels: int, asked: bool) -> Guess | None:
        form, sheet_heads, data = self.form, heads(rows[number - levels : number]), rows[number:]
        names, like = keys(sheet_heads), self._taken(data, sheet_heads)
        stub, lines, stubbed = _stub(form, data, number) if form.fixed else (None, [], 0.0)
        if stub:
            like.pop(stub, None)
        # A foreign table may have fewer columns than ours, or more.
        share = sum(score for _, score in like.values()) / max(1, min(len(self.fields), sum(map(bool, names)) - bool(stub)))
        score = (share + stubbed) / 2 if form.fixed else share
        if not asked and (score < TABLE or len(like) < (1 if stub else 2)):
            return None
        columns = [
            TheirColumn(n, name, *like.get(n, ("", 0.0)), _samples(data, n)) for n, name in enumerate(names, 1) if name and n != stub
        ]
        return Guess(sheet, form.id, form.programme, (number - levels + 1, number), tuple(columns), names[stub - 1] if stub else "",
                     tuple(lines), round(score, 3), fingerprint(names), _above(rows[: number - levels]),
                     {field.id: field.unit for field in self.fields if field.unit not in ("", "row")},
                     {row.code: row.unit for row in form.rows if row.unit},
                     tuple(field.id for field in self.fields if field.unit == "row"))  # fmt: skip

    def _taken(self, data: Sequence[Sequence[Any]], heads: Sequence[Head]) -> dict[int, tuple[str, float]]:
        """Column -> field and score; the likeliest pairs win, each field is used once."""
        pairs = [(n, field, score) for n, near in self._near(heads) for field, score in near]
        like: dict[int, tuple[str, float]] = {}
        given: set[str] = set()
        for n, id, score in sorted(_weighed(data, pairs), key=lambda weighed: -weighed[2]):
            if n not in like and id not in given and score >= LIKE:
                like[n] = id, score
                given.add(id)
        return like


def _full(row: Sequence[Any]) -> int:
    return sum(isinstance(cell, str) and 0 < len(cell) <= HEAD_LENGTH for cell in row)


def _above(rows: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    return tuple(cell.strip() for row in rows for cell in row if isinstance(cell, str) and cell.strip())


def _head_likeness(head: Head, title: str, group: str) -> float:
    """The similarity of a head to a field's title and group; the title may also be split over both: 户数 under 计划."""
    score = likeness(head.title, title)
    if score and (head.group or group):
        return max(0.8 * score + 0.2 * likeness(head.group, group), likeness(head.group + head.title, title))
    return score


def _weighed(data: Sequence[Sequence[Any]], pairs: Iterable[tuple[int, Field, float]]) -> list[tuple[int, str, float]]:
    """The pairs by field id, with a lower score the fewer values can be read."""
    return [(n, field.id, round(score * (0.5 + 0.5 * _readable(data, n, field)), 3)) for n, field, score in pairs]


def _readable(data: Sequence[Sequence[Any]], n: int, field: Field) -> float:
    values = _values(data, n)
    return sum(kinds.read(value, field).kind != "refused" for value in values) / len(values) if values else 1.0


def _values(data: Sequence[Sequence[Any]], n: int) -> list[Any]:
    return list(islice((row[n - 1] for row in data if len(row) >= n and row[n - 1] != ""), SAMPLES))


def _samples(data: Sequence[Sequence[Any]], n: int) -> tuple[str, ...]:
    texts = (str(int(value)) if isinstance(value, float) and value.is_integer() else str(value) for value in _values(data, n)[:3])
    return tuple(map(identity_codes.masked, texts))


def _stub(form: Form, data: Sequence[Sequence[Any]], head: int) -> tuple[int | None, list[TheirRow], float]:
    """The column that names the fixed rows, its lines, and a score: best if all rows are named and all lines name a row."""
    best: tuple[float, int, list[TheirRow]] = (0.0, 0, [])
    for n in range(1, min(STUBS, max(map(len, data), default=0)) + 1):
        lines = _lines(form, [(head + m, row[n - 1]) for m, row in enumerate(data, 1) if len(row) >= n and isinstance(row[n - 1], str)])
        score = 2 * sum(line.score for line in lines if line.code) / (len(form.rows) + len(lines))
        if score > best[0]:
            best = score, n, lines
    return best[1] or None, best[2], best[0]


def _lines(form: Form, texts: Sequence[tuple[int, str]]) -> list[TheirRow]:
    """Each line with its most similar row; each row is used once."""
    titles = [(bare(row.title), row.code) for row in form.rows]
    lines = [(number, text, bare(text)) for number, text in texts if text]
    pairs = [
        (max(likeness(name, title), CODE * (text.strip() == code)), number, code) for number, text, name in lines for title, code in titles
    ]
    given: dict[int, tuple[str, float]] = {}
    named: set[str] = set()
    for score, number, code in sorted((pair for pair in pairs if pair[0] >= LIKE), key=lambda pair: (-pair[0], pair[1])):
        if number not in given and code not in named:
            given[number] = code, score
            named.add(code)
    return [TheirRow(number, text, *given.get(number, ("", 0.0))) for number, text, _ in lines]


def likeness(text: str, other: str) -> float:
    """Similarity from 0 to 1: the share of common characters; higher if a text contains the other."""
    if not text or not other:
        return 0.0
    if text == other:
        return 1.0
    left, right = _characters(text), _characters(other)
    shared = len(left & right)
    if not shared:
        return 0.0
    score = 2 * shared / (len(left) + len(right)) * 0.95
    held = min(len(text), len(other)) > 1 and (text in other or other in text)
    return max(score, 0.75) if held else score


@lru_cache(maxsize=20_000)
def _characters(text: str) -> frozenset[str]:
    return frozenset(text)
