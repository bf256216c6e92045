"""A search text 查找的话: words that must all be found, as text or by their sounds, and how well a title matches them.

A `Query` is the text of one search, read once. Full-width and half-width, capital and small letters are the same; marks and blanks inside
a title are ignored, so that 岛城工匠培育 finds “岛城工匠”培育.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.search.pinyin import LONGEST as LONGEST_SOUND, ascii_letters, beginnings, spellings
from db.values.cell import fold

EXACT, START, PART, SOUNDS_START, SOUNDS_PART = range(5)  # how well a title answers; best first
GAP = r"[\W_]*"
MARKS = re.compile(r"[\W_]+")
LONGEST = 60  # characters of a query that are looked at


@dataclass(frozen=True, slots=True)
class Match:
    """How well a title answers, and the parts of it that do."""

    rank: int
    parts: tuple[tuple[int, int], ...] = ()


def normalised(text: str) -> str:
    """Text as it is compared: half-width, small letters. As long as it was, or where that cannot be, as it was."""
    found = fold(text).lower()
    return found if len(found) == len(text) else text


def words(text: str) -> tuple[str, ...]:
    """The words of a query, as they are compared."""
    return tuple(normalised(ascii_letters(text[:LONGEST])).split())


class Sounds:
    """A word as sounds among characters: each character by its whole sound or by its initials, the last one also by a beginning of it.

    So 老旧小区 is found by laojiuxiaoqu, ljxq, laojiuxq, laojiuxia and 老旧xq.
    """

    def __init__(self, word: str, alphabet: Mapping[str, str]) -> None:
        self.length = len(word)
        self._ends = _ends(word, {*word, *(char for letter in set(word) for char in alphabet.get(letter, ""))})
        self._sieve = self._sieved()

    def _sieved(self) -> re.Pattern[str] | None:
        """What a title must hold: the fewest characters the word can be, one after another, each one that may stand there."""
        classes, places = [], {0}
        while places and self.length not in places:
            here = [(char, ends) for char, by_start in self._ends.items() if (ends := set().union(*(by_start.get(n, ()) for n in places)))]
            classes.append("[" + "".join(re.escape(char) for char, _ in here) + "]")
            places = set().union(*(ends for _, ends in here))
        return re.compile(GAP.join(classes)) if places else None

    def search(self, name: str) -> tuple[int, int] | None:
        """Where a name answers first."""
        if self._sieve is None or (first := self._sieve.search(name)) is None:
            return None
        begun: dict[int, int] = {}  # how much of the word was found -> where that began
        for at in range(first.start(), len(name)):
            by_start = self._ends.get(name[at])
            if by_start is None:
                begun = {} if name[at].isalnum() else begun  # marks are passed over
                continue
            reached: dict[int, int] = {}
            for start, where in (*begun.items(), (0, at)):
                for end in by_start.get(start, ()):
                    reached[end] = min(reached.get(end, at), where)
            if self.length in reached:
                return reached[self.length], at + 1
            begun = reached
        return None


def _ends(word: str, chars: Iterable[str]) -> dict[str, dict[int, set[int]]]:
    """For each character the places in the word it may stand at, and where it ends."""
    spots: dict[str, list[int]] = {}
    for start in range(len(word)):
        for end in range(start + 1, min(start + LONGEST_SOUND, len(word)) + 1):
            spots.setdefault(word[start:end], []).append(start)
    tails = {word[start:]: start for start in range(max(len(word) - LONGEST_SOUND, 0), len(word))}
    found: dict[str, dict[int, set[int]]] = {}
    for char in chars:
        stands: dict[int, set[int]] = {}
        for one in {char, *spellings(char)}:
            for start in spots.get(one, ()):
                stands.setdefault(start, set()).add(start + len(one))
        for tail in beginnings(char) & tails.keys():
            stands.setdefault(tails[tail], set()).add(len(word))
        if stands:
            found[char] = stands
    return found


class Query:
    """The words of `text`; `alphabet` holds the characters each letter may stand for, among those that will be met."""

    def __init__(self, text: str, alphabet: Mapping[str, str]) -> None:
        self.words = words(text)
        self._patterns = [_patterns(word, alphabet) for word in self.words]
        self._whole = _patterns("".join(self.words), alphabet) if len(self.words) > 1 else None

    def __bool__(self) -> bool:
        return bool(self.words)

    def match(self, own: Sequence[str], path: str = "") -> Match | None:
        """How a thing with the names `own` (the first is its title) in the place `path` answers; every text as `normalised` gives it.

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


Patterns = tuple[re.Pattern[str], Sounds | None]  # a word as text, and as sounds where it has letters


def _patterns(word: str, alphabet: Mapping[str, str]) -> Patterns:
    """As text, and where the word has letters as sounds."""
    chars = MARKS.sub("", word)
    if not chars:
        return re.compile(re.escape(word)), None
    text = re.compile(GAP.join(map(re.escape, chars)))
    if not any(char in alphabet and char.isascii() for char in chars):
        return text, None
    return text, Sounds(chars, alphabet)


def _best(patterns: Patterns, own: Sequence[str]) -> Match | None:
    """The best answer of several names; only in the first, the title, is the part told. A part of a code says little."""
    text, sounds = patterns
    best: Match | None = None
    for n, name in enumerate(own):
        found = text.search(name)
        span, worse = (found.span(), 0) if found else (sounds.search(name) if sounds else None, SOUNDS_START - START)
        if span is None:
            continue
        rank = _rank(name, *span)
        rank = max(rank, START) + worse if worse else SOUNDS_PART if rank and n and name.isascii() else rank
        if best is None or rank < best.rank:
            best = Match(rank, (span,) if n == 0 else ())
    return best


def _rank(name: str, start: int, end: int) -> int:
    """Marks around do not count."""
    if MARKS.sub("", name[:start]):
        return PART
    return START if MARKS.sub("", name[end:]) else EXACT
