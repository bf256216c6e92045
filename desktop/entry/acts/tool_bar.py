"""The tool bar over the grid: icons, with words as far as there is room, so that every tool is visible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton

from desktop.widgets import look

WORDS, ICON = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
BARE = ("undo", "redo")  # their icons need no words
SHORTENED = ("panel", "tall", "card", "fill-down", "copy-rows", "delete-rows", "read-in", "paste", "reveal", "add-row",
             "changed")  # in this order  # fmt: skip
GAP = 8  # px between groups


class ToolBar(QFrame):
    """`groups` are the names of the actions in their order, a little room between groups."""

    def __init__(self, actions: Mapping[str, QAction], groups: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.buttons: dict[str, QToolButton] = {}
        self._shown: tuple[int, tuple[str, ...]] = (0, ())  # width and tools of the last layout
        self.setObjectName("entry-tools")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(look.px(6), 0, look.px(6), look.px(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for n, names in enumerate(groups):
            row.addSpacing(look.px(GAP) if n else 0)
            for name in names:
                self.buttons[name] = button = QToolButton()
                button.setObjectName(f"tool-{name}")
                button.setDefaultAction(actions[name])
                button.setAccessibleName(actions[name].text())
                button.setIconSize(QSize(look.px(18), look.px(18)))
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                button.setToolButtonStyle(ICON if name in BARE else WORDS)
                actions[name].visibleChanged.connect(self.fit)
                row.addWidget(button)
        row.addStretch(1)
        self._gaps = (len(groups) - 1) * look.px(GAP)

    def fit(self) -> None:
        """The tools that can be used now, with as many words as there is room for."""
        shown = tuple(name for name, button in self.buttons.items() if button.defaultAction().isVisible())
        if (self.width(), shown) == self._shown:
            return
        self._shown = (self.width(), shown)
        for name, button in self.buttons.items():
            button.setVisible(name in shown)
            button.setToolButtonStyle(ICON if name in BARE else WORDS)
        edges = self.contentsMargins()
        room = self.width() - edges.left() - edges.right() - self._gaps
        taken = sum(self.buttons[name].sizeHint().width() for name in shown)
        for name in SHORTENED:
            if taken <= room:
                break
            if name in shown:
                button = self.buttons[name]
                taken -= button.sizeHint().width()
                button.setToolButtonStyle(ICON)
                taken += button.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More room, more words."""
        super().resizeEvent(event)
        self.fit()
