"""What a screen reader reads: the accessible tree of a running program, asked for over D-Bus from another process.

    with Listener(environment["DBUS_SESSION_BUS_ADDRESS"]) as listener:
        started = Started(screen, office, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        program = listener.program("taizhang")              # waits for it
        program.one(role="check box", name="填报").do_action("Press")
        grid = program.grid("老旧小区改造台账")               # the one table in front; waits for it
        cell = grid.cell(3, grid.column("状态"))             # row and column from 0, as shown now
        cell.name, cell.states, cell.extents.middle          # pixels of the screen: where a pointer hits it

The program must be started after the listener, with QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1: it speaks only where somebody may listen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import Properties, unwrap_msg

ROOT = "/org/a11y/atspi/accessible/root"
NOTHING = "/org/a11y/atspi/null"
ACCESSIBLE, ACTION, COMPONENT, TABLE, TEXT = (f"org.a11y.atspi.{one}" for one in ("Accessible", "Action", "Component", "Table", "Text"))
SHOWN = "StateChanged:showing"
SCREEN = 0  # extents in pixels of the screen
PATIENCE = 20.0  # seconds an answer may take
PAUSE = 0.05  # seconds between two questions of the same
# AtspiStateType in its order; a state is its place in 64 bits.
STATES = (
    "invalid", "active", "armed", "busy", "checked", "collapsed", "defunct", "editable", "enabled", "expandable", "expanded",
    "focusable", "focused", "has-tooltip", "horizontal", "iconified", "modal", "multi-line", "multiselectable", "opaque", "pressed",
    "resizable", "selectable", "selected", "sensitive", "showing", "single-line", "stale", "transient", "vertical", "visible",
    "manages-descendants", "indeterminate", "required", "truncated", "animated", "invalid-entry", "supports-autocompletion",
    "selectable-text", "is-default", "visited", "checkable", "has-popup", "read-only",
)  # fmt: skip


class Extents(NamedTuple):
    """A rectangle of the screen, pixels from its top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where a pointer hits it."""
        return self.x + self.width // 2, self.y + self.height // 2


class Event(NamedTuple):
    """Something a program told: of whom, what (StateChanged:focused), and its number, mostly 1 for yes."""

    node: Node
    what: str
    number: int


@dataclass(frozen=True)
class Node:
    """One thing a screen reader can speak of. Everything is asked anew: what changed is heard the next time."""

    listener: Listener = field(repr=False, compare=False)
    bus: str
    path: str

    def _ask(self, interface: str, method: str, signature: str | None = None, *body: Any) -> Any:
        return self.listener.ask(self.bus, self.path, interface, method, signature, *body)

    def _property(self, interface: str, name: str) -> Any:
        return self.listener.read(self.bus, self.path, interface, name)

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._property(ACCESSIBLE, "Name"))

    @property
    def description(self) -> str:
        """What is said after the name."""
        return str(self._property(ACCESSIBLE, "Description"))

    @cached_property
    def role(self) -> str:
        """What kind of thing it is: push button, table cell …"""
        return str(self._ask(ACCESSIBLE, "GetRoleName"))

    def is_a(self, role: str) -> bool:
        """Whether it is still there and of this kind."""
        try:
            return self.role == role
        except DBusErrorResponse:
            return False

    @property
    def states(self) -> frozenset[str]:
        """Words of STATES."""
        low, high = self._ask(ACCESSIBLE, "GetState")
        bits = low | high << 32
        return frozenset(name for n, name in enumerate(STATES) if bits >> n & 1)

    @property
    def interfaces(self) -> frozenset[str]:
        """What can be asked of it: Action, Table, Text …"""
        return frozenset(one.rpartition(".")[2] for one in self._ask(ACCESSIBLE, "GetInterfaces"))

    @property
    def extents(self) -> Extents:
        """Where it stands on the screen."""
        return Extents(*self._ask(COMPONENT, "GetExtents", "u", SCREEN))

    @property
    def showing(self) -> bool:
        """Whether it can be seen."""
        return "showing" in self.states

    @property
    def text(self) -> str:
        """What is written in an editor."""
        return str(self._ask(TEXT, "GetText", "ii", 0, -1))

    @property
    def parent(self) -> Node | None:
        """What holds it."""
        return self.listener.node(self._property(ACCESSIBLE, "Parent"))

    @property
    def children(self) -> list[Node]:
        """What it holds, all of it. Of a table these are every cell and head: ask `cell` instead."""
        return [node for one in self._ask(ACCESSIBLE, "GetChildren") if (node := self.listener.node(one))]

    # --- looking

    def walk(self, *, showing: bool = True, tables: bool = False) -> Iterator[Node]:
        """It and everything below. `showing`: nothing that cannot be seen; `tables`: into the cells of tables and lists too."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if tables or node.role not in ("table", "tree table", "list"):
                waiting += [one for one in reversed(node.children) if not showing or one.showing]

    def find(self, *, role: str = "", name: str | Callable[[str], bool] = "") -> list[Node]:
        """Everything shown below it of this role whose name has this text in it, or passes."""
        fits = name if callable(name) else lambda said: name in said
        return self.listener.steady(
            lambda: [node for node in self.walk() if (not role or node.role == role) and (not name or fits(node.name))]
        )

    def one(self, *, role: str = "", name: str | Callable[[str], bool] = "") -> Node:
        """The first of `find`; waits for it."""
        found = self.listener.wait(lambda: self.find(role=role, name=name))
        return found[0]

    # --- acts

    @property
    def actions(self) -> list[str]:
        """What can be done with it, by name: Press, ShowMenu, SetFocus …"""
        if "Action" not in self.interfaces:
            return []
        names = {self._ask(ACTION, "GetName", "i", n): n for n in range(self._property(ACTION, "NActions"))}
        return list(names)

    def do_action(self, name: str) -> None:
        """Do one of its acts."""
        self._ask(ACTION, "DoAction", "i", self.actions.index(name))

    def do(self, button: str, item: str) -> None:
        """Open the menu of the button with this name and choose from it."""
        with self.listener.hear() as heard:
            self.one(role="button menu", name=button).do_action("ShowMenu")
            menu = self.listener.wait(lambda: [one.node for one in heard() if one.what == SHOWN and one.node.is_a("popup menu")])[-1]
        next(one for one in menu.children if item in one.name).do_action("Press")

    def focus(self) -> bool:
        """Give it the keys."""
        return bool(self._ask(COMPONENT, "GrabFocus"))

    # --- tables

    def grid(self, title: str = "") -> Node:
        """The table shown in a window: on the page 填报 that of the form in front, or of its card. Waits for it."""
        return self.one(role="table", name=title)

    @property
    def rows(self) -> int:
        """How many rows a table has."""
        return int(self._property(TABLE, "NRows"))

    @property
    def columns(self) -> int:
        """How many columns a table has."""
        return int(self._property(TABLE, "NColumns"))

    def cell(self, row: int, column: int) -> Node:
        """A cell of a table, counted from 0."""
        node = self.listener.node(self._ask(TABLE, "GetAccessibleAt", "ii", row, column))
        assert node is not None, f"no cell {row}, {column}"
        return node

    def cells(self, first: int = 0, last: int = 0) -> list[list[Node]]:
        """The cells of the rows from `first` up to `last`, of all rows where it is not given."""
        return [[self.cell(row, column) for column in range(self.columns)] for row in range(first, last or self.rows)]

    def title(self, column: int) -> str:
        """What the head of a column says."""
        return str(self._ask(TABLE, "GetColumnDescription", "i", column))

    def row_head(self, row: int) -> Node:
        """The head of a row."""
        return self._head("GetRowHeader", row)

    def column_head(self, column: int) -> Node:
        """The head of a column."""
        return self._head("GetColumnHeader", column)

    def _head(self, method: str, number: int) -> Node:
        node = self.listener.node(self._ask(TABLE, method, "i", number))
        assert node is not None, f"no head {number}"
        return node

    def column(self, title: str) -> int:
        """Which column has this title."""
        return [self.title(n).splitlines()[0] for n in range(self.columns)].index(title)

    def dump(self, depth: int = 0, *, cells: int = 2) -> str:
        """The tree below it as lines of role, name, description and states; of tables the first rows."""
        line = f"{'  ' * depth}{self.role}: {self.name!r}"
        said = self.description
        line += f" ({said})" if said else ""
        lines = [f"{line} [{' '.join(sorted(self.states & SPOKEN))}]"]
        if "Table" in self.interfaces:
            below = [one for row in self.cells(0, min(cells, self.rows)) for one in row] if self.rows else []
        else:
            below = [one for one in self.children if one.showing]
        return "\n".join([*lines, *(one.dump(depth + 1, cells=cells) for one in below)])


SPOKEN = frozenset(  # states worth a line
    ("checked", "editable", "expanded", "focused", "has-popup", "invalid-entry", "read-only", "selected")
)


class Listener:
    """A connection to the accessibility bus that belongs to the session bus with this address."""

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(session_bus, auth_timeout=PATIENCE) as session:
            place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = unwrap_msg(session.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=PATIENCE))
        self._connection: DBusConnection = open_dbus_connection(address, auth_timeout=PATIENCE)

    def __enter__(self) -> Listener:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the bus."""
        self._connection.close()

    def ask(self, bus: str, path: str, interface: str, method: str, signature: str | None = None, *body: Any) -> Any:
        """One call; the one value of its answer, or all of several."""
        call = new_method_call(DBusAddress(path, bus, interface), method, signature, body)
        answer = unwrap_msg(self._connection.send_and_get_reply(call, timeout=PATIENCE))
        return answer[0] if len(answer) == 1 else answer

    def read(self, bus: str, path: str, interface: str, name: str) -> Any:
        """One property."""
        call = Properties(DBusAddress(path, bus, interface)).get(name)
        return unwrap_msg(self._connection.send_and_get_reply(call, timeout=PATIENCE))[0][1]

    @contextmanager
    def hear(self) -> Iterator[Callable[[], list[Event]]]:
        """Listen to what all programs tell of their things; the function answers what was heard so far.

        All that was told before an answer came is heard before it.
        """
        self.ask("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "RegisterEvent", "s", "object:")
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        unwrap_msg(self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE))
        with self._connection.filter(rule, queue=deque()) as queue:
            yield lambda: [self._event(one) for one in queue]

    def _event(self, message: Message) -> Event:
        fields = message.header.fields
        what = ":".join(one for one in (fields[HeaderFields.member], message.body[0]) if one)
        return Event(Node(self, fields[HeaderFields.sender], fields[HeaderFields.path]), what, message.body[1])

    def node(self, reference: tuple[str, str]) -> Node | None:
        """What a reference of the bus stands for."""
        bus, path = reference
        return Node(self, bus, path) if path != NOTHING else None

    def programs(self) -> list[Node]:
        """The roots of all programs that speak."""
        return Node(self, "org.a11y.atspi.Registry", ROOT).children

    def program(self, name: str) -> Node:
        """The root of a program; waits for it."""
        return self.wait(lambda: next((one for one in self.programs() if one.name == name), None))

    def steady(self, what: Callable[[], Any]) -> Any:
        """What a question answers, asked anew where a thing went away meanwhile."""
        return self.wait(lambda: (what(),))[0]

    def wait(self, what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
        """What a question answers once the answer is something; between two questions the bus is listened to."""
        end, fault = monotonic() + seconds, None
        while monotonic() < end:
            try:
                if answer := what():
                    return answer
            except DBusErrorResponse as gone:  # a thing went away between two questions
                fault = gone
            with suppress(TimeoutError):
                self._connection.recv_messages(timeout=PAUSE)
        raise AssertionError(f"it never came ({fault})")
