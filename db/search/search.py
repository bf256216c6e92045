"""Search 查找: the titles of a catalogue, and the ledger rows of this office by the fields that name them.

A `Hit` is one result and its place; a `TitleIndex` holds the titles of one catalogue, prepared for searching. Personal fields
are neither searched nor shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.packs.catalogue import Catalogue
from db.packs.model import Form, Pack
from db.packs.views import quoted
from db.periods import report_period
from db.periods.report_period import Period
from db.search.pinyin import by_letter
from db.search.query import EXACT, MARKS, Query, normalised, words
from db.values import cell, outgoing
from db.values.field import Field

KINDS = ("programme", "ledger", "form", "task", "indicator", "row", "column")  # of hits, in the order of equally good hits
LIMIT = 100  # hits of one search
PER_LEDGER = 20  # rows of one ledger among them
# Up to this many rows every name is read and matched like a title, by sounds too. Reading more would take seconds: in larger ledgers
# SQLite searches the names, by text only.
SMALL = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: `kind` is one of KINDS, `where` its place in words; then what to open, and its rank (see `db.search.query`)."""

    kind: str
    title: str
    where: str
    programme: str
    form: str = ""
    row: str = ""
    field: str = ""
    enabled: bool = True
    rank: int = EXACT
    parts: tuple[tuple[int, int], ...] = ()


def order(hit: Hit) -> tuple[Any, ...]:
    """The sort key: exact titles first; then what this office reports on, better ranks, kinds, shorter titles.

    Columns come after other hits of the same rank: there are many, and few people look for them.
    """
    column = hit.kind == "column"
    return hit.rank != EXACT or column, not hit.enabled, hit.rank + 2 * column, KINDS.index(hit.kind), len(hit.title), hit.title


def best(hits: Iterable[Hit], limit: int = LIMIT) -> list[Hit]:
    """The best hits in their order."""
    return sorted(hits, key=order)[:limit]


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    names: tuple[str, ...]
    path: str


class TitleIndex:
    """Every title of a catalogue; `enabled` are the packs the office reports on. Slow to make: do it in a worker thread."""

    def __init__(self, catalogue: Catalogue, enabled: Sequence[str]) -> None:
        self.catalogue, self.enabled = catalogue, tuple(enabled)
        self._entries = [entry for pack in catalogue.packs.values() for entry in _pack(pack, pack.id in self.enabled)]
        self._alphabet = by_letter(char for entry in self._entries for text in (*entry.names, entry.path) for char in text)

    def find(self, text: str, limit: int = LIMIT) -> list[Hit]:
        """The titles that match `text`, best first."""
        query = Query(text, self._alphabet)
        hits = []
        for entry in self._entries if query else ():
            if match := query.match(entry.names, entry.path):
                hits.append(replace(entry.hit, rank=match.rank, parts=match.parts))
        return best(hits, limit)


def _pack(pack: Pack, enabled: bool) -> Iterator[_Entry]:
    yield _entry(Hit("programme", pack.title, pack.short, pack.id, enabled=enabled), (pack.short, pack.id))
    for form in pack.forms:
        hit = Hit("form" if form.fixed else "ledger", form.title, _name(pack), pack.id, form.id, enabled=enabled)
        yield _entry(hit, (), pack.title)
        where = f"{_name(pack)} · {form.title}"
        inside = replace(hit, where=where, kind="task" if form.kind == "tasks" else "indicator")
        for row in form.rows:
            typed = next((field.id for field in form.fields if form.typed(field, row.code)), "")
            at = replace(inside, title=row.title, where=f"{where} · {row.code}", row=row.code, field=typed)
            yield _entry(at, (row.code,), pack.title)
        for field in () if form.fixed else form.fields:
            yield _entry(replace(inside, kind="column", title=field.title, field=field.id), (), pack.title)


def _name(pack: Pack) -> str:
    return pack.short or pack.title


def _entry(hit: Hit, others: Iterable[str], title: str = "") -> _Entry:
    return _Entry(hit, tuple(normalised(name) for name in (hit.title, *others) if name), normalised(f"{title} {hit.where}"))


# --- rows of ledgers


def rows(conn: Any, packs: Sequence[Pack], period: Period, text: str) -> list[Hit]:
    """The ledger rows of `packs` in the period that match `text`, at most `PER_LEDGER` of each ledger, best first.

    `conn` is a reading connection of the caller's thread. A ledger shared by several packs is searched as that of the first.
    """
    hits: list[Hit] = []
    seen: set[str] = set()
    for pack in packs if _worth_searching(text) else ():
        at = period if period.type == pack.period_type else report_period.containing(pack.period_type, period.last)
        for form in pack.forms:
            if not form.fixed and form.key not in seen:
                seen.add(form.key)
                hits += _rows_of(conn, pack, form, at, text)
    return best(hits)


def still_matching(hits: Sequence[Hit], text: str) -> list[Hit]:
    """The row hits of an earlier search that also match `text`."""
    query = Query(text, by_letter(char for hit in hits for char in normalised(hit.title + hit.where)))
    matched = ((hit, query.match((normalised(hit.title),), normalised(hit.where))) for hit in hits)
    return [replace(hit, rank=match.rank, parts=match.parts) for hit, match in matched if match]


def _worth_searching(text: str) -> bool:
    """Whether the text is worth searching: a single letter or digit occurs in nearly every row."""
    joined = "".join(words(text))
    return len(joined) > 1 or not joined.isascii()


def _rows_of(conn: Any, pack: Pack, form: Form, period: Period, text: str) -> list[Hit]:
    name_fields = [field for name in form.names if not (field := form.field(name)).personal]
    if not name_fields:
        return []
    hit = Hit("row", "", f"{_name(pack)} · {form.title}", pack.id, form.id, field=name_fields[0].id)
    path = normalised(f"{pack.title} {hit.where}")
    table = quoted(form.table + "_rows")
    (large,) = conn.execute(f"SELECT count(*) > {SMALL} FROM (SELECT 1 FROM {table} LIMIT {SMALL + 1})").fetchone()
    lines = _by_text(conn, form, name_fields, period, text, path) if large else _all(conn, form, name_fields, period)
    titles = [(row, _title(name_fields, values)) for row, *values in lines]
    query = Query(text, by_letter(char for shown in (path, *(normalised(title) for _, title in titles)) for char in shown))
    hits = []
    for row, title in titles:
        if match := query.match((normalised(title),), path):
            hits.append(replace(hit, title=title, row=row, rank=match.rank, parts=match.parts))
    return best(hits, PER_LEDGER)


def _title(name_fields: Sequence[Field], values: Sequence[Any]) -> str:
    shown = zip(name_fields, values, strict=True)
    return " ".join(outgoing.shown(cell.value(value), field) for field, value in shown if value is not None)


def _all(conn: Any, form: Form, name_fields: Sequence[Field], period: Period) -> list[Any]:
    columns = ", ".join(f"v.{quoted(field.id)}" for field in name_fields)
    lines: list[Any] = conn.execute(f"SELECT v.row, {columns} FROM {quoted(form.table)} v WHERE v.period = ?", [period.label]).fetchall()
    return lines


def _by_text(conn: Any, form: Form, name_fields: Sequence[Field], period: Period, text: str, path: str) -> list[Any]:
    """The best rows of a large ledger, found by SQLite: first whole names, then beginnings, then parts.

    Only the pieces between punctuation are searched, because punctuation may be full-width or half-width.
    """
    asked = words(text)
    inside = [word for word in asked if not Query(word, {}).match((path,))] or asked
    pieces = [piece for word in inside for piece in MARKS.split(word) if piece] or list(inside)
    names = [f"v.{quoted(field.id)}" for field in name_fields]
    like = "{} LIKE ? ESCAPE '\\'"
    where = " AND ".join("(" + " OR ".join(map(like.format, names)) + ")" for _ in pieces)
    worse = f"CASE WHEN {like.format(names[0])} THEN 0 WHEN {like.format(names[0])} THEN 1 ELSE 2 END"
    sql = f"SELECT v.row, {', '.join(names)} FROM {quoted(form.table)} v WHERE v.period = ? AND {where} ORDER BY {worse}, v.ord"
    parts = [f"%{_like(piece)}%" for piece in pieces for _ in names]
    typed_text = _like(text.strip())
    lines: list[Any] = conn.execute(f"{sql} LIMIT {PER_LEDGER}", [period.label, *parts, typed_text, f"{typed_text}%"]).fetchall()
    return lines


def _like(word: str) -> str:
    """A word escaped for LIKE, which ignores case by itself."""
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word
