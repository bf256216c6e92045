"""The box 补录题目: titles that the source only counts, one per line, with the document they are from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.packs.model import Announced, Pack
from db.versions.typed_titles import missing_titles, typed
from desktop.widgets import look
from desktop.widgets.field_box import FieldBox
from desktop.words.i18n import tr

Keep = Callable[[Sequence[str], str], None]


class TitlesBox(FieldBox):
    """Type the titles of an announcement; `keep` stores them or raises `Trouble`."""

    def __init__(self, pack: Pack, announced: Announced, keep: Keep, parent: QWidget | None = None) -> None:
        room = missing_titles(pack, announced) + len(typed(pack, announced))
        what = tr(
            "原文公布 {count} {unit}，列出题目 {titled} {unit}。手里有文件的，可照文件补录其余的题目，最多 {room} {unit}，一行一个。",
            count=announced.count, unit=announced.unit, titled=announced.titled, room=room,
        )  # fmt: skip
        super().__init__(tr("补录题目：{title}", title=announced.title), what, tr("保存"), parent)
        self.setObjectName("titlesBox")
        self.keep = keep
        typed_rows = typed(pack, announced)
        self.titles = QPlainTextEdit("\n".join(row.title for row in typed_rows))
        self.titles.setObjectName("titlesText")
        self.titles.setTabChangesFocus(True)
        self.titles.setMinimumHeight(look.px(160))
        self.add(tr("题目(&T)"), self.titles)
        self.document = self.line(tr("出自哪份文件(&D)"), "titlesDocument", typed_rows[0].source if typed_rows else "")
        self.titles.setFocus()

    def act(self) -> None:
        """Store the titles."""
        self.keep(self.titles.toPlainText().split("\n"), self.document.text())
