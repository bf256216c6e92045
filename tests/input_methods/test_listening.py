"""What the running program tells a screen reader, read from another process over D-Bus: every page, every cell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.office.office import open_office
from db.office.writing import Edit
from db.packs.catalogue import Catalogue
from db.periods.report_period import parse
from db.values.cell import Cell, State, value
from desktop import demo
from desktop.exchange.intake.receive import receive
from tests.input_methods.listening import Listener, Node
from tests.input_methods.program import Started
from tests.input_methods.screen import Screen, missing
from tests.upward import Districts

SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
SPOKEN = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}  # no screen reader runs here
QT_REMARK = "qt.accessibility.atspi: "  # of things that were taken away while they were asked
absent = missing() or ("" if SERVICE.exists() else "not installed: at-spi2-core")
pytestmark = pytest.mark.skipif(bool(absent), reason=absent)
OWN_PAGES = ("本期任务", "填报", "报送", "任务包", "设置", "使用说明")
PAGES_ABOVE = ("收报", "汇总", "情况")
WHEEL_LEFT, WHEEL_RIGHT = 6, 7  # mouse buttons
OCTOBER = parse("2026-10")
CELLS = {  # row and field: what is typed there
    ("A1.T1", "status"): value("滞后"),
    ("A1.T1.I1", "percent"): Cell(State.NA),
    ("A1.T1.I2", "percent"): Cell(State.CHECK, 70),
    ("A1.T2.I1", "percent"): Cell(State.RAW, None, "很多"),
}


@dataclass(frozen=True)
class Running:
    """A running program: the root of its tree, and the screen it is on."""

    root: Node
    screen: Screen

    def point(self, node: Node) -> None:
        """Click on a thing."""
        self.screen.click(*node.extents.middle)

    def scroll(self, node: Node, steps: int) -> None:
        """Turn the wheel over a thing to the right, or where it is less than nothing to the left."""
        self.screen.click(*node.extents.middle, WHEEL_RIGHT if steps > 0 else WHEEL_LEFT, abs(steps))


@contextmanager
def running(folder: Path, office: Path, **env: str) -> Iterator[Running]:
    """The program with an office, spoken of to whoever listens."""
    screen = Screen(folder)
    try:
        with Listener(screen.env["DBUS_SESSION_BUS_ADDRESS"]) as listener:
            started = Started(screen, office, **SPOKEN, **env)
            yield Running(listener.program("taizhang"), screen)
        assert started.alive()
        assert not [line for line in started.log.read_text(encoding="utf-8").splitlines() if QT_REMARK not in line]
    finally:
        screen.close()


@pytest.fixture(scope="module")
def demonstrated(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The program with the demo office, and some cells of every kind in it."""
    folder = tmp_path_factory.mktemp("listening")
    office, *_ = demo.make(folder / "demo", catalogue)
    with open_office(office, catalogue) as opened:
        form = catalogue.pack("urban-renewal-3yr").form("tasks")
        opened.apply([Edit(form, OCTOBER, row, field, cell) for (row, field), cell in CELLS.items()])
    with running(folder, office) as found:
        yield found


@pytest.fixture(scope="module")
def program(demonstrated: Running) -> Node:
    """The root of its tree."""
    return demonstrated.root


@pytest.fixture(scope="module")
def above(districts: Districts, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The program with the office of a city that two districts reported to."""
    folder = tmp_path_factory.mktemp("above")
    office = Path(shutil.copy(districts.city, folder))
    with open_office(office, districts.catalogue, "市局") as opened:
        list(receive(opened, districts.books[:2]))
        opened.set({"period": OCTOBER.label})
    with running(folder, office, TAIZHANG_OWN=str(districts.city.parent / "resources")) as found:
        yield found.root


def show(program: Node, page: str) -> Node:
    """The page, brought to the front by its button; the window where it is 使用说明, which has none."""
    if page == "使用说明":
        program.do("填表人", "使用说明")
    else:
        program.one(role="check box", name=lambda said: said == page).do_action("Press")
    return program.one(role="filler", name=lambda said: said == page)


def grid(running: Running, form: str) -> Node:
    """The table of a form on the page 填报."""
    show(running.root, "填报")
    forms = running.root.one(role="list", name="报表").children
    running.point(next(one for one in forms if one.name == form))
    table = running.root.grid(form)
    running.scroll(table, -20)
    return table


def cell(table: Node, code: str, title: str) -> Node:
    """A cell of a fixed form by its row's code and its column's title."""
    codes = [table.cell(row, 0).name for row in range(table.rows)]
    return table.cell(codes.index(code), table.column(title))


def unnamed(program: Node) -> list[str]:
    """What can be reached or pressed and has no name."""
    found = program.find(name=lambda said: not said.strip())
    reached = [node for node in found if node.role != "scroll bar" and ("focusable" in node.states or node.actions)]
    return [f"{node.role} in {node.parent.name if node.parent else ''} at {node.extents}" for node in reached]


@pytest.mark.parametrize("page", OWN_PAGES)
def test_everything_on_a_page_has_a_name(program: Node, page: str) -> None:
    """Whatever the keys reach and whatever can be pressed says what it is; the cells of the first rows too."""
    front = show(program, page)
    dump = program.listener.steady(front.dump)
    assert not unnamed(program)
    assert ": ''" not in "\n".join(line for line in dump.splitlines() if "cell" in line)


@pytest.mark.parametrize("page", PAGES_ABOVE)
def test_everything_on_a_page_above_has_a_name(above: Node, page: str) -> None:
    """The same for the pages of an office that others report to."""
    front = show(above, page)
    dump = above.listener.steady(front.dump)
    assert not unnamed(above)
    assert "cell" in dump
    assert ": ''" not in "\n".join(line for line in dump.splitlines() if "cell" in line)


def test_a_return_received_has_names(above: Node) -> None:
    """The page of one return, in front of 收报."""
    show(above, "收报")
    above.one(role="push button", name="查看…").do_action("Press")
    above.grid("所报的数")
    assert not unnamed(above)


def test_the_top_bar_tells_its_values(program: Node) -> None:
    """Programme, period and preparer are in the names, and their menus can be opened and chosen from."""
    show(program, "本期任务")
    assert [one.name for one in program.find(role="button menu")] == [
        "方案 城市更新和城市建设三年攻坚行动", "报告期 2026年10月", "填表人 李敏",
    ]  # fmt: skip
    program.do("报告期", "2026年11月")
    program.one(role="button menu", name="报告期 2026年11月")
    program.do("报告期", "2026年10月")
    program.one(role="button menu", name="报告期 2026年10月")


def test_a_button_with_no_words_is_named_and_pressed(program: Node) -> None:
    """The arrows beside the period."""
    program.one(role="push button", name="上一报告期").do_action("Press")
    program.one(role="button menu", name="报告期 2026年9月")
    program.one(role="push button", name="下一报告期").do_action("Press")
    program.one(role="button menu", name="报告期 2026年10月")


def test_cells_say_what_they_are(demonstrated: Running) -> None:
    """Value, empty, not applicable, to be checked, not read, locked, computed, wrong; none says it could be typed into."""
    table = grid(demonstrated, "任务进展表")
    said = {at: cell(table, *at) for at in (
        ("A1.T1", "编号"), ("A1.T1", "状态"), ("A1.T1", "存在问题"), ("A1.T1.I1", "完成比例"), ("A1.T1.I2", "完成比例"),
        ("A1.T2.I1", "完成比例"), ("A1.T1", "较时序"),
    )}  # fmt: skip
    table.listener.wait(lambda: "强制" in said["A1.T1", "存在问题"].description)
    names = {f"{code} {title}": (node.name, node.description) for (code, title), node in said.items()}
    assert names["A1.T1 编号"] == ("A1.T1", "锁定，不能填写")
    assert names["A1.T1 状态"][0] == "滞后"
    assert names["A1.T1 存在问题"][0] == "存在问题 未填"
    assert names["A1.T1 存在问题"][1].startswith("强制：")
    assert names["A1.T1.I1 完成比例"][0] == "不适用"
    assert names["A1.T1.I2 完成比例"][0] == "70 待核"
    assert names["A1.T2.I1 完成比例"][0] == "很多"
    assert "未能识别" in names["A1.T2.I1 完成比例"][1]
    assert names["A1.T1 较时序"][1] == "由程序算出，不能填写"
    assert not [node for node in said.values() if node.states & {"editable"}]
    assert {node.role for node in said.values()} == {"cell"}


def test_rows_and_columns_are_named(demonstrated: Running) -> None:
    """The head of a row says which row it is, that of a column its unit."""
    table = grid(demonstrated, "老旧小区改造台账")
    assert table.row_head(3).name == "4 闽江路16号院"
    assert table.column_head(table.column("建筑面积")).name == "建筑面积（万平方米）"
    assert table.row_head(table.rows - 1).name == "＋ 新的一行"


def test_the_cells_of_a_card_say_what_they_are(demonstrated: Running) -> None:
    """Its lines are named after the fields; what stands beside a cell cannot be filled in."""
    table = grid(demonstrated, "任务进展表")
    demonstrated.point(cell(table, "A1.T1", "状态"))
    demonstrated.screen.keys("F8")
    card = table.listener.wait(lambda: [one for one in demonstrated.root.find(role="table") if one.title(0) == "内容"])[0]
    lines = [card.row_head(row).name for row in range(card.rows)]
    typed, before, wrong = card.cells(lines.index("存在问题"), lines.index("存在问题") + 1)[0]
    assert typed.name == "存在问题 未填"
    assert "锁定" not in typed.description
    assert {before.description, wrong.description} == {"锁定，不能填写"}
    assert wrong.name
    assert {"focused", "selected"} <= card.cell(lines.index("状态"), 0).states
    demonstrated.screen.keys("F8")
    demonstrated.root.grid("任务进展表")


def test_the_current_cell_is_heard_once(demonstrated: Running) -> None:
    """The frozen columns are no second table, and a move to a cell is told by one table alone."""
    program = demonstrated.root
    table = grid(demonstrated, "老旧小区改造台账")
    assert [one.name for one in program.find(role="table")] == ["老旧小区改造台账"]
    for row, column in ((2, 3), (4, 0), (5, 1), (6, 4)):
        with program.listener.hear() as heard:
            demonstrated.point(table.cell(row, column))
            program.listener.wait(lambda row=row, column=column: "focused" in table.cell(row, column).states)
            told = heard()
        assert {one.node for one in told if one.what == "SelectionChanged"} == {table}
        focused = [one.node for one in told if one.what == "StateChanged:focused" and one.number]
        assert [one.name for one in focused if one.role == "cell"] == [table.cell(row, column).name]
        assert {"focused", "selected"} <= table.cell(row, column).states
        assert not {"focused", "selected"} & table.cell(row + 1, column).states


def test_a_cell_is_where_it_is_said_to_be(demonstrated: Running) -> None:
    """Row and column lead to the cell and its rectangle on the screen; a frozen one stands still when the rest goes by."""
    table = grid(demonstrated, "老旧小区改造台账")
    place, one = table.extents, table.cell(1, 3).extents
    assert place.x < one.x < one.x + one.width <= place.x + place.width
    assert place.y < one.y < one.y + one.height <= place.y + place.height
    assert one.height == 32
    frozen = table.cell(1, 0).extents
    demonstrated.scroll(table.cell(1, 3), 3)
    table.listener.wait(lambda: table.cell(1, 3).extents.x < one.x)
    assert table.cell(1, 0).extents == frozen
    assert "showing" in table.cell(1, 0).states
