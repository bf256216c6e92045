"""A search text 查找的话: all its words must be found, as text or by their sounds; a rank says how well a title matches.

A `Query` is one search text, prepared once. Full-width and half-width, upper and lower case are the same; punctuation and blanks inside
a title are ignored, so that 岛城工匠培育 finds “岛城工匠”培育.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.search.pinyin import LONGEST as LONGEST_SOUND, ascii_letters, beginnings, spellings
from db.values.cell import fold

EXACT, START, PART, SOUNDS_START, SOUNDS_PART = range(5)  # ranks of a match, best first
GAP = r"[\W_]*"
MARKS = re.compile(r"[\W_]+")
LONGEST = 60  # characters of a query that are looked at


@dataclass(frozen=True, slots=True)
class Match:
    """How well a title matches, and which parts of it do."""

    rank: int
    parts: tuple[tuple[int, int], ...] = ()


def normalised(text: str) -> str:
    """The text in half-width lower case; unchanged where that would change its length."""
    folded = fold(text).lower()
    return folded if len(folded) == len(text) else text


def words(text: str) -> tuple[str, ...]:
    """The words of a search text, normalised."""
    return tuple(normalised(ascii_letters(text[:LONGEST])).split())


class Sounds:
    """A word matched by sound: each character by its full sound or its initial, the last one also by any beginning of its sound.

    So 老旧小区 is found by laojiuxiaoqu, ljxq, laojiuxq, laojiuxia and 老旧xq.
    """

    def __init__(self, word: str, alphabet: Mapping[str, str]) -> None:
        self.length = len(word)
        self._ends = _ends(word, {*word, *(char for letter in set(word) for char in alphabet.get(letter, ""))})
        self._prefilter = self._make_prefilter()

    def _make_prefilter(self) -> re.Pattern[str] | None:
        """A pattern that every matching title contains: for the fewest characters the word can stand for, which may stand at each place."""
        classes, places = [], {0}
        while places and self.length not in places:
            here = [(char, ends) for char, by_start in self._ends.items() if (ends := set().union(*(by_start.get(n, ()) for n in places)))]
            classes.append("[" + "".join(re.escape(char) for char, _ in here) + "]")
            places = set().union(*(ends for _, ends in here))
        return re.compile(GAP.join(classes)) if places else None

    def search(self, name: str) -> tuple[int, int] | None:
        """Start and end of the first match in a name."""
        if self._prefilter is None or (first := self._prefilter.search(name)) is None:
            return None
        begun: dict[int, int] = {}  # letters of the word matched so far -> where in the name that match began
        for at in range(first.start(), len(name)):
            by_start = self._ends.get(name[at])
            if by_start is None:
                begun = {} if name[at].isalnum() else begun  # punctuation is skipped
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
    """For each character the places in the word where it may begin, and for each of these where it may end."""
    spots: dict[str, list[int]] = {}
    for start in range(len(word)):
        for end in range(start + 1, min(start + LONGEST_SOUND, len(word)) + 1):
            spots.setdefault(word[start:end], []).append(start)
    tails = {word[start:]: start for start in range(max(len(word) - LONGEST_SOUND, 0), len(word))}
    ends: dict[str, dict[int, set[int]]] = {}
    for char in chars:
        stands: dict[int, set[int]] = {}
        for spelling in {char, *spellings(char)}:
            for start in spots.get(spelling, ()):
                stands.setdefault(start, set()).add(start + len(spelling))
        for tail in beginnings(char) & tails.keys():
            stands.setdefault(tails[tail], set()).add(len(word))
        if stands:
            ends[char] = stands
    return ends


class Query:
    """The words of `text`; `alphabet` maps each letter to the characters that it may stand for in the texts to be searched."""

    def __init__(self, text: str, alphabet: Mapping[str, str]) -> None:
        self.words = words(text)
        self._patterns = [_patterns(word, alphabet) for word in self.words]
        self._whole = _patterns("".join(self.words), alphabet) if len(self.words) > 1 else None

    def __bool__(self) -> bool:
        return bool(self.words)

    def match(self, names: Sequence[str], path: str = "") -> Match | None:
        """How well something with these `names` (the first is its title) at the place `path` matches; all texts must be `normalised`.

        Each word has to be in a name or in the path, at least one of them in a name.
        """
        if self._whole and (joined := _best(self._whole, names)):
            return joined
        matches = [_best(patterns, names) for patterns in self._patterns]
        if not any(matches):
            return None
        for patterns, match in zip(self._patterns, matches, strict=True):
            if match is None and _best(patterns, (path,)) is None:
                return None
        in_names = [match for match in matches if match is not None]
        return Match(max(match.rank for match in in_names), tuple(sorted(part for match in in_names for part in match.parts)))


Patterns = tuple[re.Pattern[str], Sounds | None]  # a word as text, and as sounds where it has letters


def _patterns(word: str, alphabet: Mapping[str, str]) -> Patterns:
    """The patterns of one word."""
    chars = MARKS.sub("", word)
    if not chars:
        return re.compile(re.escape(word)), None
    text = re.compile(GAP.join(map(re.escape, chars)))
    if not any(char in alphabet and char.isascii() for char in chars):
        return text, None
    return text, Sounds(chars, alphabet)


def _best(patterns: Patterns, names: Sequence[str]) -> Match | None:
    """The best match among several names; `parts` only for the first, the title. A match inside a code ranks lowest."""
    text, sounds = patterns
    best: Match | None = None
    for n, name in enumerate(names):
        text_match = text.search(name)
        span, worse = (text_match.span(), 0) if text_match else (sounds.search(name) if sounds else None, SOUNDS_START - START)
        if span is None:
            continue
        rank = _rank(name, *span)
        rank = max(rank, START) + worse if worse else SOUNDS_PART if rank and n and name.isascii() else rank
        if best is None or rank < best.rank:
            best = Match(rank, (span,) if n == 0 else ())
    return best


def _rank(name: str, start: int, end: int) -> int:
    """Punctuation before and after the match does not count."""
    if MARKS.sub("", name[:start]):
        return PART
    return START if MARKS.sub("", name[end:]) else EXACT
