"""The navigation at the left of the window: a button for every page, words under the icons where the window is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.shell.pages import Page
from desktop.widgets import look

WIDE, SLIM = 136, 76  # px at 100 %


class Rail(QFrame):
    """`pages` in their order, `actions` show them, by name."""

    def __init__(self, pages: Sequence[Page], actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = {page.name: page.icon for page in pages}
        self.setObjectName("navigation")
        self.setProperty("kind", "rail")
        self.buttons: dict[str, QToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(8), look.px(12), look.px(8), look.px(12))
        column.setSpacing(look.px(4))
        for name in self._icons:
            action = actions[name]
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

    def narrow(self, narrow: bool) -> None:
        """Words under the icons, or beside them."""
        if self.property("slim") is narrow:
            return
        self.setProperty("slim", narrow)
        style = Qt.ToolButtonStyle.ToolButtonTextUnderIcon if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self.buttons.values():
            words = button.accessibleName()
            button.setText(words if narrow else f" {words}")
            button.setToolButtonStyle(style)
            button.style().unpolish(button)
            button.style().polish(button)
        self.setFixedWidth(look.px(SLIM if narrow else WIDE))

    def choose(self, name: str) -> None:
        """Show which page is in front."""
        for page, button in self.buttons.items():
            button.setChecked(page == name)
            button.setIcon(look.icon(self._icons[page], "accent" if page == name else "quiet"))
