"""What can be done by key, menu or button: each action is declared once, on the method that does it, with its words, keys and icon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from db.messages import Sentence
from desktop.widgets import look
from desktop.words.i18n import sentence

DECLARED = "__action__"
Method = TypeVar("Method", bound=Callable[..., object])


@dataclass(frozen=True)
class Action:
    """An action as declared; `keys` as Qt writes them, `icon` a name in resources/icons, `short` where there is room for two characters."""

    name: str
    text: Sentence
    keys: tuple[str, ...] = ()
    icon: str = ""
    short: Sentence | None = None
    toggles: bool = False  # the method is told whether it is on
    cells_only: bool = False  # its keys work only where cells are


def action(
    name: str,
    text: Sentence,
    *keys: str,
    icon: str = "",
    short: Sentence | None = None,
    toggles: bool = False,
    cells_only: bool = False,
) -> Callable[[Method], Method]:
    """Declares a method as what the action `name` does."""

    def declare(method: Method) -> Method:
        setattr(method, DECLARED, Action(name, text, keys, icon, short, toggles, cells_only))
        return method

    return declare


def declared(owner: object) -> dict[Action, Callable[..., object]]:
    """The actions declared on the methods of `owner`, in their order in the file, each with its method."""
    names = [name for kind in reversed(type(owner).__mro__) for name, method in vars(kind).items() if hasattr(method, DECLARED)]
    methods = [getattr(owner, name) for name in dict.fromkeys(names)]
    return {getattr(method, DECLARED): method for method in methods}


def make(what: Action, act: Callable[..., object], parent: QObject) -> QAction:
    """One action in the language of now. Its keys work on the widgets it is added to."""
    text = sentence(what.text)
    made = QAction(text, parent)
    made.setObjectName(f"action-{what.name}")
    if what.icon:
        made.setIcon(look.icon(what.icon))
    made.setShortcuts([QKeySequence(key) for key in what.keys])
    if what.short is not None:
        made.setIconText(sentence(what.short))
    made.setToolTip(f"{text}（{'、'.join(what.keys)}）" if what.keys else text)
    made.setCheckable(what.toggles)
    made.triggered.connect(act if what.toggles else lambda *_: act())
    return made


def of(owner: object, parent: QObject) -> dict[str, QAction]:
    """The actions of `owner` by name, made to live on `parent`."""
    return {what.name: make(what, method, parent) for what, method in declared(owner).items()}
