"""The box that asks for a text: a reason, an answer, a purpose."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from db.messages import Trouble
from desktop.widgets.field_box import FieldBox


class TextBox(FieldBox):
    """`text` is what was written; an empty text is refused."""

    def __init__(self, title: str, what: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, what, verb, parent)
        self.words = self.lines("", "boxText")
        self.words.setAccessibleName(what)

    @property
    def text(self) -> str:
        """The text written."""
        return self.words.toPlainText().strip()

    def act(self) -> None:
        """Accept if something is written; else raises `Trouble`."""
        if not self.text:
            raise Trouble("还没有写。写好后按“{verb}”或 Ctrl+Enter。", verb=self.do.text())
