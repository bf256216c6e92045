"""Hides widgets from screen readers that only repeat what another widget shows.

Qt asks a factory for the accessible interface of a widget, and neither lists nor announces an interface that is not valid.
"""

from __future__ import annotations

from typing import Any
from weakref import ref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface

HEADS = "QHeaderView"
_names: set[str] = set()


class Unspoken(QAccessibleInterface):
    """An accessible interface without content."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self._widget = ref(widget)

    def isValid(self) -> bool:  # noqa: N802
        """Not valid, so that Qt ignores it."""
        return False

    def object(self) -> Any:
        """The widget; None where it was deleted while Qt kept this interface."""
        return self._widget()

    def parent(self) -> Any:
        """It has none."""
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
        """It has none."""
        return QRect()

    def role(self) -> QAccessible.Role:
        """It has none."""
        return QAccessible.Role.NoRole

    def state(self) -> QAccessible.State:
        """It has none."""
        return QAccessible.State()

    def text(self, text: QAccessible.Text) -> str:
        """It has none."""
        return ""

    def setText(self, text: QAccessible.Text, words: str) -> None:  # noqa: N802
        """Does nothing."""


def hide_from_screen_readers(kind: type[QObject]) -> None:
    """Hide widgets of this class and their heads from screen readers."""
    if not _names:
        QAccessible.installFactory(_interface)
    _names.add(kind.__name__)


def _interface(name: str, widget: QObject) -> QAccessibleInterface | None:
    shown = widget.parent() if name == HEADS else widget
    return Unspoken(widget) if type(shown).__name__ in _names else None
