"""Search everywhere 查找: what the packs ask, by title, and the ledger rows of this office, by their names.

A `Hit` is one thing found and where it stands; a `TitleIndex` holds the titles of one catalogue, prepared for searching. Personal fields
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

KINDS = ("programme", "ledger", "form", "task", "indicator", "row", "column")  # of hits, in the order of equally good ones
LIMIT = 100  # hits of one search
PER_LEDGER = 20  # rows of one ledger among them
# Up to here every name is read and matched like a title, sounds included. Reading more would take seconds: of larger ledgers SQLite
# reads the names and gives only those that hold the words as text.
SMALL = 20_000


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: `kind` one of KINDS, `where` it stands, what to go to, and how well it answers (see `db.search.query`)."""

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
    """Whole titles first; then what this office reports on, better answers, kinds, shorter ones.

    Columns stand behind what is named as well: every ledger has them, and few are looked for.
    """
    column = hit.kind == "column"
    return hit.rank != EXACT or column, not hit.enabled, hit.rank + 2 * column, KINDS.index(hit.kind), len(hit.title), hit.title


def best(hits: Iterable[Hit], limit: int = LIMIT) -> list[Hit]:
    """The best hits in their order."""
    return sorted(hits, key=order)[:limit]


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    own: tuple[str, ...]
    path: str


class TitleIndex:
    """Every title of a catalogue, made once; `enabled` are the packs the office reports on. Slow at first: make it in a worker."""

    def __init__(self, catalogue: Catalogue, enabled: Sequence[str]) -> None:
        self.catalogue, self.enabled = catalogue, tuple(enabled)
        self._entries = [one for pack in catalogue.packs.values() for one in _pack(pack, pack.id in self.enabled)]
        self._alphabet = by_letter(char for one in self._entries for text in (*one.own, one.path) for char in text)

    def find(self, text: str, limit: int = LIMIT) -> list[Hit]:
        """What answers `text`, best first."""
        query = Query(text, self._alphabet)
        found = []
        for entry in self._entries if query else ():
            if match := query.match(entry.own, entry.path):
                found.append(replace(entry.hit, rank=match.rank, parts=match.parts))
        return best(found, limit)


def _pack(pack: Pack, enabled: bool) -> Iterator[_Entry]:
    yield _entry(Hit("programme", pack.title, pack.short, pack.id, enabled=enabled), (pack.short, pack.id))
    for form in pack.forms:
        hit = Hit("form" if form.fixed else "ledger", form.title, _name(pack), pack.id, form.id, enabled=enabled)
        yield _entry(hit, (), pack.title)
        where = f"{_name(pack)} · {form.title}"
        inside = replace(hit, where=where, kind="task" if form.kind == "tasks" else "indicator")
        for row in form.rows:
            typed = next((one.id for one in form.fields if form.typed(one, row.code)), "")
            at = replace(inside, title=row.title, where=f"{where} · {row.code}", row=row.code, field=typed)
            yield _entry(at, (row.code,), pack.title)
        for field in () if form.fixed else form.fields:
            yield _entry(replace(inside, kind="column", title=field.title, field=field.id), (), pack.title)


def _name(pack: Pack) -> str:
    return pack.short or pack.title


def _entry(hit: Hit, others: Iterable[str], title: str = "") -> _Entry:
    return _Entry(hit, tuple(normalised(one) for one in (hit.title, *others) if one), normalised(f"{title} {hit.where}"))


# --- rows of ledgers


def rows(conn: Any, packs: Sequence[Pack], period: Period, text: str) -> list[Hit]:
    """The ledgers' rows of `packs` that answer `text` as of the period, a bounded number of each ledger, best first.

    `conn` is a reading connection of the caller's thread. A ledger of several packs is that of the first.
    """
    found: list[Hit] = []
    seen: set[str] = set()
    for pack in packs if _enough(text) else ():
        at = period if period.type == pack.period_type else report_period.containing(pack.period_type, period.last)
        for form in pack.forms:
            if not form.fixed and form.key not in seen:
                seen.add(form.key)
                found += _rows_of(conn, pack, form, at, text)
    return best(found)


def still(hits: Sequence[Hit], text: str) -> list[Hit]:
    """Those of some rows found before that answer `text` too."""
    query = Query(text, by_letter(char for hit in hits for char in normalised(hit.title + hit.where)))
    found = ((hit, query.match((normalised(hit.title),), normalised(hit.where))) for hit in hits)
    return [replace(hit, rank=match.rank, parts=match.parts) for hit, match in found if match]


def _enough(text: str) -> bool:
    """One letter or digit stands in nearly every row."""
    found = "".join(words(text))
    return len(found) > 1 or not found.isascii()


def _rows_of(conn: Any, pack: Pack, form: Form, period: Period, text: str) -> list[Hit]:
    named = [field for name in form.names if not (field := form.field(name)).personal]
    if not named:
        return []
    hit = Hit("row", "", f"{_name(pack)} · {form.title}", pack.id, form.id, field=named[0].id)
    path = normalised(f"{pack.title} {hit.where}")
    table = quoted(form.table + "_rows")
    (large,) = conn.execute(f"SELECT count(*) > {SMALL} FROM (SELECT 1 FROM {table} LIMIT {SMALL + 1})").fetchone()
    lines = _told(conn, form, named, period, text, path) if large else _all(conn, form, named, period)
    titles = [(row, _title(named, values)) for row, *values in lines]
    query = Query(text, by_letter(char for one in (path, *(normalised(title) for _, title in titles)) for char in one))
    found = []
    for row, title in titles:
        if match := query.match((normalised(title),), path):
            found.append(replace(hit, title=title, row=row, rank=match.rank, parts=match.parts))
    return best(found, PER_LEDGER)


def _title(named: Sequence[Field], values: Sequence[Any]) -> str:
    shown = zip(named, values, strict=True)
    return " ".join(outgoing.shown(cell.value(value), field) for field, value in shown if value is not None)


def _all(conn: Any, form: Form, named: Sequence[Field], period: Period) -> list[Any]:
    columns = ", ".join(f"v.{quoted(field.id)}" for field in named)
    found: list[Any] = conn.execute(f"SELECT v.row, {columns} FROM {quoted(form.table)} v WHERE v.period = ?", [period.label]).fetchall()
    return found


def _told(conn: Any, form: Form, named: Sequence[Field], period: Period, text: str, path: str) -> list[Any]:
    """The best rows of a large ledger, as SQLite sees it: whole names, then their beginnings, then their parts.

    It is asked for the pieces between marks, which people write full-width and half-width.
    """
    asked = words(text)
    inside = [word for word in asked if not Query(word, {}).match((path,))] or asked
    pieces = [piece for word in inside for piece in MARKS.split(word) if piece] or list(inside)
    names = [f"v.{quoted(field.id)}" for field in named]
    like = "{} LIKE ? ESCAPE '\\'"
    where = " AND ".join("(" + " OR ".join(map(like.format, names)) + ")" for _ in pieces)
    worse = f"CASE WHEN {like.format(names[0])} THEN 0 WHEN {like.format(names[0])} THEN 1 ELSE 2 END"
    sql = f"SELECT v.row, {', '.join(names)} FROM {quoted(form.table)} v WHERE v.period = ? AND {where} ORDER BY {worse}, v.ord"
    parts = [f"%{_like(piece)}%" for piece in pieces for _ in names]
    whole = _like(text.strip())
    found: list[Any] = conn.execute(f"{sql} LIMIT {PER_LEDGER}", [period.label, *parts, whole, f"{whole}%"]).fetchall()
    return found


def _like(word: str) -> str:
    """A word with its signs taken as they are, for LIKE, which knows no capital from small letters by itself."""
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return word
