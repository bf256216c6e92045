"""Line breaking by the Chinese rules: a line may end after any character, but none begins with 。 or ends with （.

Widths are passed in as a mapping from a character to its width in ems, so this module does not depend on fonts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

NO_START = frozenset("，。、；：？！…—～·）》〉」』】〕〗｝］”’％‰℃％°,.;:?!)]}>%·．﹑﹒﹔﹕﹖﹗")
NO_END = frozenset("（《〈「『【〔〖｛［“‘([{<￥＄￡$№")
PAIRS = frozenset("…—")  # always written twice and never separated
AFTER = frozenset("-/_&?=#@\\|;,")  # where a long address may break
LATIN_END = "\u2000"  # characters below form words and numbers, which are not broken

SLACK = 1e-6  # ems: sums of widths are not exact

Line = tuple[str, float]  # text, width in ems


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between these two characters."""
    if after in NO_START or before in NO_END or (before == after and before in PAIRS):
        return False
    if before.isspace() or after.isspace():
        return True
    if before < LATIN_END and after < LATIN_END:
        return before in AFTER and not after.isdigit()
    return True


def wrap(text: str, room: float, widths: Mapping[str, float]) -> tuple[Line, ...]:
    """Break `text` into lines of at most `room` ems; line feeds are respected, only blanks at line ends are dropped.

    A word longer than a line is broken. There is always at least one line; an empty text gives an empty line.
    """
    if "\n" not in text:
        width = sum([widths[char] for char in text])
        if width <= room + SLACK:
            return ((text, width),)
        return tuple(_broken(text, room, widths))
    lines: list[Line] = []
    for part in text.split("\n"):
        lines.extend(wrap(part.rstrip("\r"), room, widths))
    return tuple(lines)


def _broken(text: str, room: float, widths: Mapping[str, float]) -> list[Line]:
    ends = list(accumulate([widths[char] for char in text], initial=0.0))
    lines: list[Line] = []
    start, size = 0, len(text)
    while start < size:
        stop = bisect_right(ends, ends[start] + room + SLACK) - 1
        stop = max(stop, start + 1)
        if stop < size:
            stop = _break_at(text, start, stop, ends, room)
        line = text[start:stop].rstrip()
        lines.append((line, ends[start + len(line)] - ends[start]))
        start = stop
        while start < size and text[start].isspace():
            start += 1
    return lines


def _break_at(text: str, start: int, stop: int, ends: Sequence[float], room: float) -> int:
    """Where to end the line that has room for text[start:stop]; `ends` are the cumulative widths."""
    if text[stop].isspace():  # a blank hangs over the edge
        return stop
    place = stop
    while place > start and not may_break(text[place - 1], text[place]):
        place -= 1
    if (place - start) * 3 >= stop - start or (place > start and _word_fits(text, place, stop, ends, room)):
        return place
    # A word longer than a line: rather break it than leave a short line before it, but no line begins with a comma.
    forced = stop
    while forced > start + 1 and (text[forced] in NO_START or text[forced - 1] in NO_END):
        forced -= 1
    if text[forced] in NO_START or text[forced - 1] in NO_END:
        return place if place > start else stop
    return forced


def _word_fits(text: str, place: int, stop: int, ends: Sequence[float], room: float) -> bool:
    """Whether the unbreakable run after `place` would fit on a line of its own."""
    last = stop
    while last < len(text) and ends[last] - ends[place] <= room and not may_break(text[last - 1], text[last]):
        last += 1
    return ends[last] - ends[place] <= room + SLACK


def balanced(text: str, room: float, widths: Mapping[str, float]) -> tuple[Line, ...]:
    """Like `wrap`, but with lines of nearly equal length: for titles and column heads."""
    lines = wrap(text, room, widths)
    if len(lines) < 2:
        return lines
    low, high = max(width for _, width in lines) / len(lines), room
    for _ in range(12):
        middle = (low + high) / 2
        tried = wrap(text, middle, widths)
        if len(tried) > len(lines) or max(width for _, width in tried) > middle + SLACK:
            low = middle
        else:
            high, lines = middle, tried
    return lines
