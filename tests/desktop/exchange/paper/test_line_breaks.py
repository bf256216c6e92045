"""Breaking lines by the Chinese rules."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given, strategies as st

from desktop.exchange.paper.line_breaks import NO_END, NO_START, balanced, wrap


class Ems(defaultdict[str, float]):
    """Every wide character one em, every other half."""

    def __missing__(self, char: str) -> float:
        return 1.0 if char >= "\u2000" else 0.5


WIDTHS = Ems()
PROSE = st.text("改造小区，。、（）《》“”：；？！abc 12.5%\n", max_size=200)


def lines(text: str, room: float) -> list[str]:
    return [line for line, _ in wrap(text, room, WIDTHS)]


@pytest.mark.parametrize(
    ("text", "room", "found"),
    [
        ("", 5, [""]),
        ("完成", 5, ["完成"]),
        ("已完成改造，验收", 5, ["已完成改", "造，验收"]),  # no comma in front
        ("召开（居民）会议", 3.5, ["召开", "（居", "民）会", "议"]),  # no bracket behind, none in front
        ("共12345户居民", 3, ["共", "12345", "户居民"]),  # a figure is not broken
        ("abc def", 2, ["abc", "def"]),
        ("a" * 11, 2, ["aaaa", "aaaa", "aaa"]),
        ("第一\n第二", 5, ["第一", "第二"]),
        ("等等……完了", 3, ["等", "等……", "完了"]),  # a pair is kept, and not in front
        ("，，，，", 2, ["，，", "，，"]),  # nothing else to be done
    ],
)
def test_wrap(text: str, room: float, found: list[str]) -> None:
    assert lines(text, room) == found


@given(PROSE, st.floats(4, 20))
def test_nothing_is_lost_and_every_line_fits(text: str, room: float) -> None:
    found = wrap(text, room, WIDTHS)
    assert re.sub(r"\s", "", "".join(line for line, _ in found)) == re.sub(r"\s", "", text)
    for line, width in found:
        assert width <= room + 1e-5
        assert width == pytest.approx(sum(WIDTHS[char] for char in line))


@given(st.lists(st.sampled_from(["改造", "小区，", "。完成", "（居民）", "《方案》：", "“一案”"]), max_size=40), st.floats(5, 20))
def test_no_line_begins_or_ends_wrongly(parts: list[str], room: float) -> None:
    text = re.sub("[，。：）》”]{2,}|“一案”$", "，", "改造" + "".join(parts))
    found = lines(text, room)
    for before, after in zip(found, found[1:], strict=False):
        assert after[0] not in NO_START, found
        assert before[-1] not in NO_END, found


def test_balanced_lines_are_about_equally_long() -> None:
    found = balanced("高质量充分就业社保改革人才集聚收入分配四方面工作指标完成情况表", 26, WIDTHS)
    assert [len(line) for line, _ in found] == [15, 15] or abs(len(found[0][0]) - len(found[1][0])) <= 1
