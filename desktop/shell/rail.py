"""The navigation at the left of the window: a button for every page, words under the icons where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.shell import actions
from desktop.widgets import look

WIDE, SLIM = 136, 76  # px at 100 %


class Rail(QFrame):
    """`pages` are the actions that show them, by name, in their order."""

    def __init__(self, pages: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setProperty("kind", "rail")
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(8), look.px(12), look.px(8), look.px(12))
        column.setSpacing(look.px(4))
        for name, action in pages.items():
            button = QToolButton()
            button.setObjectName(f"go_{name}")
            button.setText(f" {action.text()}")
            button.setAccessibleName(action.text())
            button.setToolTip(action.toolTip())
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setIconSize(QSize(look.px(18), look.px(18)))
            button.setCheckable(True)
            button.clicked.connect(action.trigger)
            self.buttons[name] = button
            column.addWidget(button)
        column.addStretch(1)
        self.narrow(False)
        self.choose("")

    def narrow(self, yes: bool) -> None:
        """Words under the icons, or beside them."""
        if self.property("slim") is yes:
            return
        self.setProperty("slim", yes)
        manner = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if yes else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self.buttons.values():
            words = button.accessibleName()
            button.setText(words if yes else f" {words}")
            button.setToolButtonStyle(manner)
            button.style().unpolish(button)
            button.style().polish(button)
        self.setFixedWidth(look.px(SLIM if yes else WIDE))

    def choose(self, name: str) -> None:
        """Show which page is in front."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)
            button.setIcon(look.icon(actions.declared()[one].icon, "accent" if one == name else "quiet"))
