"""A search text 查找的话: words that must all be found, as text or as initials, and how well a title matches them.

A `Query` is the text of one search, read once. Full-width and half-width, capital and small letters are the same; marks and blanks inside
a title are ignored, so that 岛城工匠培育 finds “岛城工匠”培育.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.cells import fold

EXACT, START, PART, INITIALS_START, INITIALS_PART = range(5)  # how well a title answers; best first
GAP = r"[\W_]*"
MARKS = re.compile(r"[\W_]+")
LONGEST = 60  # characters of a query that are looked at


@dataclass(frozen=True, slots=True)
class Match:
    """How well a title answers, and the parts of it that do."""

    rank: int
    parts: tuple[tuple[int, int], ...] = ()


def plain(text: str) -> str:
    """Text as it is compared: half-width, small letters. As long as it was, or where that cannot be, as it was."""
    found = fold(text).lower()
    return found if len(found) == len(text) else text


def words(text: str) -> tuple[str, ...]:
    """The words of a query, as they are compared."""
    return tuple(plain(text[:LONGEST]).split())


class Query:
    """The words of `text`; `alphabet` holds the characters each letter may stand for, among those that will be met."""

    def __init__(self, text: str, alphabet: Mapping[str, str]) -> None:
        self.words = words(text)
        self._patterns = [_patterns(word, alphabet) for word in self.words]
        self._whole = _patterns("".join(self.words), alphabet) if len(self.words) > 1 else None

    def __bool__(self) -> bool:
        return bool(self.words)

    def match(self, own: Sequence[str], path: str = "") -> Match | None:
        """How a thing with the names `own` (the first is its title) in the place `path` answers; every text as `plain` gives it.

        Each word has to be in a name or in the path, one at least in a name.
        """
        if self._whole and (one := _best(self._whole, own)):
            return one
        found = [_best(patterns, own) for patterns in self._patterns]
        if not any(found):
            return None
        for patterns, one in zip(self._patterns, found, strict=True):
            if one is None and _best(patterns, (path,)) is None:
                return None
        held = [one for one in found if one is not None]
        return Match(max(one.rank for one in held), tuple(sorted(part for one in held for part in one.parts)))


def _patterns(word: str, alphabet: Mapping[str, str]) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """As text, and where the word has letters as initials, alone or among characters: ljxq, 老旧xq."""
    chars = MARKS.sub("", word)
    if not chars:
        return re.compile(re.escape(word)), None
    text = re.compile(GAP.join(map(re.escape, chars)))
    if not any(char in alphabet and char.isascii() for char in chars):
        return text, None
    return text, re.compile(GAP.join(f"[{char}{alphabet.get(char, '')}]" if char.isascii() else re.escape(char) for char in chars))


def _best(patterns: tuple[re.Pattern[str], re.Pattern[str] | None], own: Sequence[str]) -> Match | None:
    """The best answer of several names; only in the first, the title, is the part told. A part of a code says little."""
    text, initials = patterns
    best: Match | None = None
    for n, name in enumerate(own):
        found, worse = text.search(name), 0
        if found is None and initials is not None:
            found, worse = initials.search(name), INITIALS_START - START
        if found is None:
            continue
        rank = _rank(name, *found.span())
        rank = max(rank, START) + worse if worse else INITIALS_PART if rank and n and name.isascii() else rank
        if best is None or rank < best.rank:
            best = Match(rank, (found.span(),) if n == 0 else ())
    return best


def _rank(name: str, start: int, end: int) -> int:
    """Marks around do not count."""
    if MARKS.sub("", name[:start]):
        return PART
    return START if MARKS.sub("", name[end:]) else EXACT
