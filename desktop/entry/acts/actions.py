"""The page's actions: the tool bar over the grid, the menu at a cell, and their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.entry.acts.tool_bar import ToolBar
from desktop.widgets import look
from desktop.words.i18n import tr

if TYPE_CHECKING:
    from desktop.entry.grid.grid import Grid
    from desktop.entry.page import EntryPage

WAYS = ("next-form", "last-form", "next-part", "last-part", "next-problem", "last-problem")  # keys only
# Their keys work in the whole page, the others where cells are.
ANYWHERE = ("undo", "redo", "read-in", "find", "card", "tall", "panel", "changed", "add-row", "filter", *WAYS)
LEDGER = ("add-row", "copy-rows", "delete-rows")


class PageActions(QObject):
    """All actions of the page by name; their keys work in the page, those that change cells only where cells are."""

    def __init__(self, page: EntryPage) -> None:
        super().__init__(page)
        self._page = page
        self.by_name: dict[str, QAction] = {}
        self._make()
        groups = (("undo", "redo"), ("paste", "fill-down", "read-in"), LEDGER, ("changed", "card"), ("tall", "panel", "reveal"))
        self.bar = ToolBar(self.by_name, groups)

    def _make(self) -> None:
        page, do, go = self._page, self._page.commands, self._page.walking
        add = self._add
        add("undo", tr("撤销"), "undo-2", ["Ctrl+Z"], do.undo)
        add("redo", tr("重做"), "redo-2", ["Ctrl+Y", "Ctrl+Shift+Z"], do.redo)
        add("cut", tr("剪切"), "", ["Ctrl+X"], do.cut)
        add("copy", tr("复制"), "", ["Ctrl+C"], do.copy)
        add("paste", tr("粘贴"), "clipboard-paste", ["Ctrl+V"], do.paste)
        add("fill-down", tr("填充"), "arrow-down-to-line", ["Ctrl+D"], do.fill_down)
        add("read-in", tr("读入"), "file-spreadsheet", ["Ctrl+I"], page.reading.choose)
        add("add-row", tr("新增"), "plus", ["Ctrl+N"], do.add_row)
        add("copy-rows", tr("复制"), "copy", ["Ctrl+Shift+C"], do.copy_rows)
        add("delete-rows", tr("删除"), "trash-2", ["Ctrl+Del"], do.delete_rows)
        add("changed", tr("本期有变化"), "history", ["Ctrl+H"], page.choosing.only_changed, toggles=True)
        add("find", tr("查找"), "search", ["Ctrl+F"], page.choosing.to_search)
        add("filter", tr("筛选本栏"), "filter", ["Ctrl+Shift+L"], page.choosing.ask_here)
        add("card", tr("卡片"), "layout-grid", ["F8"], page.show_card, toggles=True)
        add("tall", tr("上期"), "list", ["Ctrl+L"], page.show_before, toggles=True)
        add("panel", tr("说明"), "panel-right", ["F9"], page.show_panel, toggles=True)
        add("clear", tr("清空"), "", ["Del", "Backspace"], do.clear)
        add("na", tr("不适用"), "", ["Ctrl+/", "F4"], do.not_applicable)
        add("check", tr("待核"), "", ["Ctrl+."], do.unverified)
        add("reveal", tr("全号"), "eye", [], do.reveal)
        add("next-form", tr("下一张表"), "", ["Ctrl+PgDown"], lambda: go.form(1))
        add("last-form", tr("上一张表"), "", ["Ctrl+PgUp"], lambda: go.form(-1))
        add("next-part", tr("到下一区"), "", ["F6"], lambda: go.part(1))
        add("last-part", tr("到上一区"), "", ["Shift+F6"], lambda: go.part(-1))
        add("next-problem", tr("下一个问题"), "", ["F7"], lambda: go.problem(1))
        add("last-problem", tr("上一个问题"), "", ["Shift+F7"], lambda: go.problem(-1))
        self.by_name["panel"].setChecked(True)

    def _add(self, name: str, text: str, icon: str, keys: list[str], act: Callable[..., object], *, toggles: bool = False) -> None:
        action = QAction(text, self._page)
        action.setObjectName(f"action-{name}")
        if icon:
            action.setIcon(look.icon(icon))
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        long = _long().get(name, text)
        action.setIconText(text)
        action.setText(long)
        action.setToolTip(f"{long}（{'、'.join(keys)}）" if keys else long)
        action.setCheckable(toggles)
        action.triggered.connect((lambda on: act(on)) if toggles else (lambda *_: act()))
        if name in ANYWHERE:
            self._page.addAction(action)
        self.by_name[name] = action

    def serve(self, grid: Grid) -> None:
        """Have the keys of what changes cells work in a grid, and the menu open there."""
        grid.addActions([action for name, action in self.by_name.items() if name not in ANYWHERE])
        grid.menu_asked.connect(lambda at: self.menu().popup(at))

    def renew(self) -> None:
        """Only what can be done now."""
        page = self._page
        office, model = page.session.office, page.model
        self.by_name["undo"].setEnabled(office.can_undo)
        self.by_name["redo"].setEnabled(office.can_redo)
        grows = bool(model and model.grows)
        for name in LEDGER:
            self.by_name[name].setVisible(grows)
        self.by_name["changed"].setChecked(bool(model and model.choice.changed))
        self.by_name["reveal"].setVisible(bool(model and any(one.personal for one in model.form.fields)))
        self.by_name["reveal"].setEnabled(bool(model and not model.revealed))

    def menu(self) -> QMenu:
        """The menu at a cell."""
        menu = QMenu(self._page)
        menu.setObjectName("cell-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for names in (("cut", "copy", "paste", "fill-down"), ("na", "check", "clear"), LEDGER, ("filter", "card", "reveal")):
            menu.addActions([self.by_name[name] for name in names if self.by_name[name].isVisible()])
            menu.addSeparator()
        return menu


def _long() -> dict[str, str]:
    """The words of the menu, where the bar has room for two characters only."""
    return {
        "fill-down": tr("向下填充"), "read-in": tr("读入工作簿…"), "add-row": tr("新增一行"), "copy-rows": tr("复制行"),
        "delete-rows": tr("删除行"), "tall": tr("显示上期数"), "panel": tr("说明栏"), "reveal": tr("显示全号…"),
    }  # fmt: skip
