"""The page's actions: the tool bar over the grid, the menu at a cell, and their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.entry.acts.tool_bar import ToolBar
from desktop.entry.grid.grid import Grid
from desktop.entry.models.cells import Cells
from desktop.widgets.actions import declared, make

LEDGER = ("add-row", "copy-rows", "delete-rows")
BAR = (("undo", "redo"), ("paste", "fill-down", "read-in"), LEDGER, ("changed", "card"), ("tall", "panel", "reveal"))
MENU = (("cut", "copy", "paste", "fill-down"), ("na", "check", "clear"), LEDGER, ("filter", "card", "reveal"))


class PageActions(QObject):
    """All actions declared on the `parts` of a page, by name; their keys work in the whole page, those of cells only in a grid.

    An action that is neither in `BAR` nor in `MENU` has only its keys.
    """

    def __init__(self, page: QWidget, parts: Sequence[object]) -> None:
        super().__init__(page)
        self._page = page
        self.by_name: dict[str, QAction] = {}
        self._cell_actions: list[QAction] = []
        for declaration, method in (item for part in parts for item in declared(part).items()):
            qaction = self.by_name[declaration.name] = make(declaration, method, page)
            qaction.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            if declaration.cells_only:
                self._cell_actions.append(qaction)
            else:
                page.addAction(qaction)
        self.by_name["panel"].setChecked(True)
        self.bar = ToolBar(self.by_name, BAR)

    def serve(self, grid: Grid) -> None:
        """Enable the keys of cell actions in a grid, and open the menu there."""
        grid.addActions(self._cell_actions)
        grid.menu_asked.connect(lambda at: self.menu().popup(at))

    def renew(self, *, can_undo: bool, can_redo: bool, model: Cells | None) -> None:
        """Enable only the actions that can be done now."""
        self.by_name["undo"].setEnabled(can_undo)
        self.by_name["redo"].setEnabled(can_redo)
        grows = bool(model and model.grows)
        for name in LEDGER:
            self.by_name[name].setVisible(grows)
        self.by_name["changed"].setChecked(bool(model and model.choice.changed))
        self.by_name["reveal"].setVisible(bool(model and any(field.personal for field in model.form.fields)))
        self.by_name["reveal"].setEnabled(bool(model and not model.revealed))

    def menu(self) -> QMenu:
        """The menu at a cell."""
        menu = QMenu(self._page)
        menu.setObjectName("cell-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for names in MENU:
            menu.addActions([self.by_name[name] for name in names if self.by_name[name].isVisible()])
            menu.addSeparator()
        return menu
