"""What can be done from the keyboard and the menus of the window, each declared once: name, words, keys, icon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.widgets import look
from desktop.words.i18n import tr


@dataclass(frozen=True)
class Declared:
    """One action as declared; `keys` as Qt writes them, `icon` a name in resources/icons."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""


def declared() -> dict[str, Declared]:
    """All actions by name, their words in the language of now."""
    found = (
        Declared("inbox", tr("本期任务"), "", "inbox"),
        Declared("entry", tr("填报"), "", "table"),
        Declared("handoff", tr("报送"), "", "send"),
        Declared("intake", tr("收报"), "", "arrow-down-to-line"),
        Declared("rollup", tr("汇总"), "", "layout-grid"),
        Declared("overview", tr("情况"), "", "check-check"),
        Declared("packs", tr("任务包"), "", "package"),
        Declared("preferences", tr("设置"), "", "settings"),
        Declared("help", tr("使用说明"), "F1", "info"),
        Declared("search", tr("查找方案、任务、指标、台账"), "Ctrl+K", "search"),
        Declared("earlier", tr("上一报告期"), "Alt+Left", "chevron-left"),
        Declared("later", tr("下一报告期"), "Alt+Right", "chevron-right"),
        Declared("people", tr("填表人和联系电话…"), "", "user"),
        Declared("backup", tr("立即备份"), "", "save"),
        Declared("other", tr("打开其他工作库…"), "Ctrl+O", "folder-open"),
        Declared("quit", tr("退出"), "Ctrl+Q", "x"),
    )
    return {one.name: one for one in found}


def make(name: str, parent: QWidget, act: Callable[[], object], keys: str = "") -> QAction:
    """The action `name`, living on `parent` (so that its keys work there) and doing `act`."""
    one = declared()[name]
    action = QAction(one.text, parent)
    action.setObjectName(f"action_{name}")
    if one.icon:
        action.setIcon(look.icon(one.icon))
    if keys or one.keys:
        action.setShortcut(QKeySequence(keys or one.keys))
        action.setToolTip(f"{one.text}  {keys or one.keys}")
    action.triggered.connect(lambda _checked=False: act())
    parent.addAction(action)
    return action
