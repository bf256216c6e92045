"""Pinyin 拼音 of Chinese characters, with every reading: 重 is zhong, chong and tong, each also by a beginning: z, zh, zho.

Some people type pinyin because it is quicker than an input method.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

DOUBLE = ("zh", "ch", "sh")  # initials of two letters
LONGEST = 6  # letters of a sound: zhuang


@cache
def sounds(char: str) -> tuple[str, ...]:
    """The full spellings of one character: all its readings, or the character itself where it is a letter; none for other signs."""
    if char.isascii():
        return (char.lower(),) if char.isalpha() else ()
    if not char.isalpha() and char != "〇":
        return ()
    return tuple(sorted({spelt for reading in _readings(char) for spelt in _spellings(reading)}))


@cache
def spellings(char: str) -> frozenset[str]:
    """What may be typed for a character inside a word: its sounds, and their initials."""
    full = sounds(char)
    return frozenset(full).union((sound[0] for sound in full), (sound[:2] for sound in full if sound[:2] in DOUBLE))


@cache
def beginnings(char: str) -> frozenset[str]:
    """What may be typed for the last character of a word: every beginning of its sounds."""
    return frozenset(sound[:n] for sound in sounds(char) for n in range(1, len(sound) + 1))


@cache
def letters(char: str) -> str:
    """The first letters of a character's sounds."""
    return "".join(sorted({sound[0] for sound in sounds(char)}))


def by_letter(chars: Iterable[str]) -> Mapping[str, str]:
    """For each letter, the characters among `chars` whose sounds begin with it."""
    chars_of: dict[str, list[str]] = {}
    for char in sorted(set(chars)):
        for letter in letters(char):
            chars_of.setdefault(letter, []).append(char)
    return {letter: "".join(chars_of_letter) for letter, chars_of_letter in chars_of.items()}


def ascii_letters(text: str) -> str:
    """The text with v for ü, as people type it: lü is lv. The length does not change."""
    return text.replace("ü", "v").replace("Ü", "V")


def _spellings(reading: str) -> Iterable[str]:
    """A reading without tone marks, with v for ü; lve also as lue."""
    bare = "".join(char for char in unicodedata.normalize("NFD", ascii_letters(reading)) if char.isascii() and char.isalpha())
    return {bare, bare.replace("ve", "ue")} - {""}


def _readings(char: str) -> list[str]:
    """The readings of one character.

    The table of phrases is not loaded: the first call takes 12 MB and 0.05 s instead of 57 MB and 0.14 s.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    readings = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return [reading for reading in readings[0] if reading] if readings else []
