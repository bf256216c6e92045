"""How Chinese characters sound 拼音, every reading of each: 重 is zhong, chong and tong, and each of them may be begun: z, zh, zho.

People type them who find that quicker than an input method.
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
    """How one character is spelt in whole: its readings, itself where it is a letter; nothing for the rest."""
    if char.isascii():
        return (char.lower(),) if char.isalpha() else ()
    if not char.isalpha() and char != "〇":
        return ()
    return tuple(sorted({spelt for reading in _readings(char) for spelt in _spellings(reading)}))


@cache
def spellings(char: str) -> frozenset[str]:
    """What stands for a character among others: its sounds, and their initials."""
    found = sounds(char)
    return frozenset(found).union((one[0] for one in found), (one[:2] for one in found if one[:2] in DOUBLE))


@cache
def beginnings(char: str) -> frozenset[str]:
    """What stands for a character that is being spelt: every beginning of its sounds."""
    return frozenset(one[:n] for one in sounds(char) for n in range(1, len(one) + 1))


@cache
def letters(char: str) -> str:
    """The letters that a character's sounds begin with."""
    return "".join(sorted({one[0] for one in sounds(char)}))


def by_letter(chars: Iterable[str]) -> Mapping[str, str]:
    """Of each letter the characters among `chars` that it may stand for."""
    found: dict[str, list[str]] = {}
    for char in sorted(set(chars)):
        for letter in letters(char):
            found.setdefault(letter, []).append(char)
    return {letter: "".join(held) for letter, held in found.items()}


def ascii_letters(text: str) -> str:
    """Text as it is typed where the keyboard has no ü: lü is lv. As long as it was."""
    return text.replace("ü", "v").replace("Ü", "V")


def _spellings(reading: str) -> Iterable[str]:
    """A reading without its signs, ü as v; lve is written lue as well."""
    plain = "".join(one for one in unicodedata.normalize("NFD", ascii_letters(reading)) if one.isascii() and one.isalpha())
    return {plain, plain.replace("ve", "ue")} - {""}


def _readings(char: str) -> list[str]:
    """Without the table of phrases, which single characters do not need: 12 MB and 0.05 s at the first call instead of 57 MB and 0.14 s."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return [one for one in found[0] if one] if found else []
