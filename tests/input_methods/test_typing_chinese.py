"""Chinese typed into the running program with the input methods of the system: real keys, a real window, the office file read beside it.

The program is started as a user starts it, once for each input method, and stays open from test to test; where it dies, its stack is what
the test fails with. Words are those both input methods give first for their pinyin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

import pytest

from db.office.office import create
from db.packs.catalogue import Catalogue
from db.periods.report_period import containing
from db.values.cell import value
from tests.input_methods.listening import Listener, Node
from tests.input_methods.methods import Fcitx5, Ibus
from tests.input_methods.program import Started, ask
from tests.input_methods.screen import Screen, until
from tests.many_rows import load_rows

PACK, LEDGER, TITLE = "urban-renewal-3yr", "lg-old-community", "老旧小区改造台账"
NAME = "小区名称"
NAMES = ("浮山所小区", "湛山五区", "香港花园", "新贵都社区", "大尧三路", "江西路第二宿舍", "闽江路48号院", "仙游路小区")
WORDS = {
    "nihao": "你好", "zhongguo": "中国", "qingdao": "青岛", "shequ": "社区", "jiedao": "街道", "gaizao": "改造", "gongcheng": "工程",
    "daolu": "道路", "zhengce": "政策", "wancheng": "完成", "wenti": "问题", "jianshe": "建设", "jumin": "居民", "guanli": "管理",
    "xiangmu": "项目", "touzi": "投资", "kaigong": "开工", "zhiliang": "质量", "anquan": "安全", "chengshi": "城市", "jindu": "进度",
}  # fmt: skip
DELAY = 40  # ms between keys, 25 a second
HASTE = 25  # ms, in long texts


class Desk:
    """A running program with an input method on, and the ways to type into it and to see what it holds."""

    def __init__(self, screen: Screen, method: Ibus | Fcitx5, started: Started, listener: Listener) -> None:
        self.screen, self.method, self.started = screen, method, started
        self.root: Node = listener.program("taizhang")
        self.cells: dict[tuple[int, str], tuple[int, int]] = {}

    def type(self, pinyin: str, *keys: str, delay: int = DELAY) -> None:
        """Type letters, then keys."""
        self.screen.keys(*pinyin, *keys, delay=delay)
        self.started.alive()

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.screen.keys(*keys, delay=DELAY)
        self.started.alive()

    def turn_to_ledger(self) -> Node:
        """The ledger in front, its grid with the keys."""
        self.press("ctrl+2")
        if not self.root.find(role="table", name=TITLE):
            for _ in range(8):
                self.press("ctrl+Prior")
            self.press("ctrl+Next")
        return self.root.grid(TITLE)

    def warm_up(self) -> None:
        """Pinyin on, its words loaded: the first word of all is typed into the search box."""
        self.press("ctrl+f")
        box = self.root.one(role="text", name="查找")

        def speaks_chinese() -> bool:
            self.method.on()
            self.press("ctrl+a")
            self.type("nihao", "space")
            return box.text == "你好"

        until(speaks_chinese, 30, "Chinese in the search box")
        self.press("Escape")

    def text_with_the_keys(self) -> str:
        """What is written where the keys go."""
        roots = [self.root, *(one for one in self.root.children if one.role in ("dialog", "frame", "window"))]
        boxes = (one for root in roots for one in root.walk() if "Text" in one.interfaces and "focused" in one.states)
        return next((one.text for one in boxes), "")

    def go(self, row: int, title: str = NAME, times: int = 1) -> None:
        """Click on the name of a row, which is always in sight, and walk to a column of it."""
        grid = self.root.grid(TITLE)
        self.screen.click(*grid.cell(row, 0).extents.middle, times=times)
        if steps := grid.column(title):
            self.press(*["Right"] * steps)
        self.started.alive()

    def sort(self, times: int = 1) -> None:
        """Click on the head of the names."""
        for _ in range(times):
            self.screen.click(*self.root.grid(TITLE).column_head(0).extents.middle)
        self.started.alive()

    def stored(self, row: int, field: str = "community") -> object:
        """What the file holds in a row of the ledger."""
        sql = f"SELECT {field} FROM lg_old_community WHERE period = ? ORDER BY ord LIMIT 1 OFFSET ?"
        found = ask(self.started.file, sql, self.period, row)
        return found[0][0] if found else None

    def holds(self, row: int, wanted: object, field: str = "community") -> None:
        """Wait until the file holds this."""
        until(
            lambda: self.started.alive() and self.stored(row, field) == wanted,
            15,
            f"{wanted} in {field} of row {row}, which holds {self.stored(row, field)}",
        )

    @cached_property
    def period(self) -> str:
        """The month in front when the program opened."""
        name = self.root.one(role="button menu", name="报告期").name
        found = re.search(r"(\d{4})年(\d+)月", name)
        assert found, name
        return f"{found[1]}-{int(found[2]):02}"


@contextmanager
def opened(kind: type[Ibus] | type[Fcitx5], folder: Path, catalogue: Catalogue) -> Iterator[Desk]:
    """The program over an office with eight communities, at its ledger, pinyin on."""
    if reason := kind.missing():
        pytest.skip(reason)
    file = folder / "市南区.taizhang"
    screen = Screen(folder)
    try:
        method = kind(screen)
        with create(file, catalogue, "370202", [PACK], who="李敏") as office:
            long_ago = containing("month", date.today()).shifted(-3)  # noqa: TID251  the program runs by the real day
            rows = [{"community": value(name), "street": value("八大湖街道"), "status": value("未开工")} for name in NAMES]
            load_rows(office, catalogue.pack(PACK).form(LEDGER), long_ago, rows)
        with Listener(screen.env["DBUS_SESSION_BUS_ADDRESS"]) as listener:
            started = Started(screen, file, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
            desk = Desk(screen, method, started, listener)
            desk.turn_to_ledger()
            desk.go(0)
            desk.warm_up()
            yield desk
    finally:
        screen.close()


@pytest.fixture(params=[Ibus, Fcitx5], ids=["ibus", "fcitx5"])
def desk(request: pytest.FixtureRequest, catalogue: Catalogue, tmp_path: Path) -> Iterator[Desk]:
    """A program of the test's own with an input method."""
    with opened(request.param, tmp_path, catalogue) as desk:
        yield desk


def test_first_word_and_words_down_the_rows(desk: Desk) -> None:
    desk.go(0)
    for pinyin in list(WORDS)[:7]:
        desk.type(pinyin, "space", "Return")
    for row, word in enumerate(list(WORDS.values())[:7]):
        desk.holds(row, word)
    desk.holds(7, NAMES[7])


def begin_typing(desk: Desk, row: int, title: str) -> None:
    desk.go(row, title)


def begin_by_key(desk: Desk, row: int, title: str) -> None:
    desk.go(row, title)
    desk.press("F2", "ctrl+a")


def begin_by_double_click(desk: Desk, row: int, title: str) -> None:
    desk.go(row, title, times=2)
    desk.press("ctrl+a")


BEGUN = (begin_typing, begin_by_key, begin_by_double_click)


def test_every_way_to_begin(desk: Desk) -> None:
    words = iter(WORDS.items())
    for begin in BEGUN:
        for row in range(7):
            pinyin, word = next(words)
            begin(desk, row, NAME)
            desk.type(pinyin, "space", "Return")
            desk.holds(row, word)


def test_two_hundred_words_without_a_loss(desk: Desk) -> None:
    twenty = list(WORDS.items())[:20]
    for n in range(10):
        desk.go(n % 8)
        for pinyin, _word in twenty:
            desk.type(pinyin, "space", delay=HASTE)
        desk.press("Return")
        desk.holds(n % 8, "".join(word for _pinyin, word in twenty))
        desk.go(n % 8)
        desk.press("Delete")
        desk.holds(n % 8, None)


def test_what_the_keys_mean_while_a_word_is_composed(desk: Desk) -> None:
    desk.go(0)
    desk.type("qingdao", "Return")  # the letters as they are
    desk.press("Return")
    desk.holds(0, "qingdao")
    desk.go(0)
    desk.type("nihao", "1")  # the first of the list
    desk.type("zhongguo", "BackSpace", "o", "space")
    desk.press("comma")
    desk.type("shequ", "Escape")  # given up
    desk.press("Return")
    desk.holds(0, "你好中国，")
    desk.go(1)
    desk.type("2026")
    desk.type("nian", "space")
    desk.press("Tab")
    desk.holds(1, "2026年")
    desk.go(2)
    before = desk.stored(2)
    desk.type("shequ", "Escape")
    desk.press("Return")
    desk.go(3)
    desk.holds(2, before)


def test_a_long_text_of_two_hundred_characters(desk: Desk) -> None:
    desk.go(0)
    desk.press("F8")
    card = desk.root.grid(TITLE)
    line = [card.row_head(n).name.partition("（")[0] for n in range(card.rows)].index("存在问题")
    for _ in range(line + 2):
        desk.press("Tab") if "focused" not in card.cell(line, 0).states else None
    for _ in range(10):
        for pinyin in list(WORDS)[:10]:
            desk.type(pinyin, "space", delay=HASTE)
    desk.press("ctrl+Return")
    desk.holds(0, "".join(list(WORDS.values())[:10]) * 10, "problems")
    desk.press("F8")


def to_search(desk: Desk) -> None:
    desk.press("ctrl+f", "ctrl+a")


def to_search_everywhere(desk: Desk) -> None:
    desk.press("ctrl+k", "ctrl+a")


def to_filter(desk: Desk) -> None:
    desk.go(0)
    desk.press("ctrl+shift+l")


def to_reason(desk: Desk) -> None:
    desk.go(0)
    desk.screen.click(*desk.root.find(name="显示全号")[0].extents.middle)
    until(lambda: "台账" not in desk.screen.active_window() or "全号" in desk.screen.active_window(), what="the box that asks for a reason")


def to_name(desk: Desk) -> None:
    desk.press("ctrl+5")
    x, y = desk.root.find(role="text")[0].extents.middle
    desk.screen.click(x, y)
    desk.press("ctrl+a")


BOXES = {"search": to_search, "search everywhere": to_search_everywhere, "filter": to_filter, "reason": to_reason, "name": to_name}


def test_twenty_words_in_every_box(desk: Desk) -> None:
    twenty = list(WORDS.items())[:20]
    wanted = "".join(word for _pinyin, word in twenty)
    for box, turn_to in BOXES.items():
        desk.turn_to_ledger()
        turn_to(desk)
        for pinyin, _word in twenty:
            desk.type(pinyin, "space", delay=HASTE)
        until(
            lambda: desk.started.alive() and desk.text_with_the_keys() == wanted, 15, f"{wanted} in {box}, not {desk.text_with_the_keys()}"
        )
        desk.press("Escape", "Escape")


def test_choices_are_composed_too(desk: Desk) -> None:
    for n in range(20):
        pinyin, word = (("wangong", "完工"), ("kaigong", "未开工"))[n % 2]  # what is typed narrows the list
        desk.go(n % 8, "状态")
        desk.type(pinyin, "space", "Return")
        desk.holds(n % 8, word, "status")


def test_ten_cells_with_the_mouse_in_between(desk: Desk) -> None:
    titles = (NAME, "社区", "地址")
    fields = ("community", "neighbourhood", "address")
    for n, (pinyin, word) in enumerate(list(WORDS.items())[:10]):
        row, column = n % 5, n % 3
        desk.go(row, titles[column])
        desk.type(pinyin, "space")
        desk.go((row + 1) % 8, titles[(column + 1) % 3])
        desk.holds(row, word, fields[column])


LEAVINGS = {
    "another cell": lambda desk: desk.go(5),
    "the search box": lambda desk: desk.press("ctrl+f"),
    "another form": lambda desk: desk.press("ctrl+Next"),
    "another page": lambda desk: desk.press("ctrl+1"),
    "the period before": lambda desk: desk.root.one(name="上一报告期").do_action("Press"),
    "the input method switched off": lambda desk: (desk.method.off(), desk.go(4), desk.method.on()),
    "another window": lambda desk: desk.screen.to_another_window(),
    "another order": lambda desk: desk.sort(),
}


def test_leaving_in_the_middle_of_a_word(desk: Desk) -> None:
    for leaving, leave in LEAVINGS.items():
        desk.turn_to_ledger()
        before = [desk.stored(row) for row in range(8)]
        desk.go(1)
        desk.type("nihao")
        leave(desk)
        desk.started.alive()
        desk.press("Escape", "Escape")
        if leaving == "the period before":
            desk.root.one(name="下一报告期").do_action("Press")
        desk.turn_to_ledger()
        desk.go(6)
        after = [desk.stored(row) for row in range(8)]
        assert after[1] in (before[1], "你好", "ni hao", "nihao"), leaving
        assert after[:1] + after[2:] == before[:1] + before[2:], f"{leaving}: nothing elsewhere"


def test_closing_in_the_middle_of_a_word(desk: Desk) -> None:
    assert desk.stored(1) == NAMES[1]
    desk.go(1)
    desk.type("nihao")
    desk.screen.keys("alt+F4")
    assert desk.started.process.wait(20) == 0
    assert desk.stored(1) in (NAMES[1], "你好", "ni hao", "nihao")
    assert [desk.stored(n) for n in range(8) if n != 1] == [name for n, name in enumerate(NAMES) if n != 1]
