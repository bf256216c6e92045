"""Widgets a screen reader is not told of, because they only show once more what another one shows.

Qt asks a factory for what speaks for a widget, and neither lists nor tells events of something that is not valid.
"""

from __future__ import annotations

from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

HEADS = "QHeaderView"
_names: set[str] = set()


class Unspoken(QAccessibleInterface):
    """Speaks for a widget by saying nothing."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self._widget = ref(widget)

    def isValid(self) -> bool:  # noqa: N802
        """There is nothing to be told."""
        return False

    def object(self) -> Any:
        """Whom it speaks for; while Qt keeps this the widget may go."""
        return self._widget()

    def parent(self) -> Any:
        """It stands nowhere."""
        return None

    def child(self, index: int) -> Any:
        """It has none."""
        return None

    def childAt(self, x: int, y: int) -> Any:  # noqa: N802
        """It has none."""
        return None

    def childCount(self) -> int:  # noqa: N802
        """It has none."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802
        """It has none."""
        return -1

    def rect(self) -> QRect:
        """It stands nowhere."""
        return QRect()

    def role(self) -> QAccessible.Role:
        """It is nothing."""
        return QAccessible.Role.NoRole

    def state(self) -> QAccessible.State:
        """It has none."""
        return QAccessible.State()

    def text(self, text: QAccessible.Text) -> str:
        """It says nothing."""
        return ""

    def setText(self, text: QAccessible.Text, words: str) -> None:  # noqa: N802
        """It says nothing."""


def leave_out(kind: type[QObject]) -> None:
    """Tell screen readers nothing of widgets of this class and of their heads."""
    if not _names:
        QAccessible.installFactory(_speaker)
    _names.add(kind.__name__)


def _speaker(name: str, widget: QObject) -> QAccessibleInterface | None:
    shown = widget.parent() if name == HEADS else widget
    return Unspoken(widget) if type(shown).__name__ in _names else None
