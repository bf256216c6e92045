"""The page 使用说明 (F1): a short guide, in the language of the window, read from resources/help."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.shell.page import PageWidget
from desktop.widgets import look
from desktop.widgets.heading import Heading, page_column
from desktop.words.i18n import tr
from desktop.work import input_method, settings
from desktop.work.session import Session
from resources import path


class GuidePage(PageWidget):
    """The guide as one long page, left with Esc. It is also shown on the start window, where no office is open."""

    def __init__(self, session: Session | None = None, parent: QWidget | None = None) -> None:
        super().__init__(cast(Session, session), parent)  # it does not use the session
        self.setObjectName("guidePage")
        self.heading = Heading(tr("使用说明"))
        self.text = GuideText()
        self.text.setObjectName("guideText")
        self.text.setAccessibleName(tr("使用说明"))
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(look.font(14, QFont.Weight.Normal))
        self.text.document().setDocumentMargin(look.px(16))
        words = guide(settings.get("language", "zh"))
        self.text.setMarkdown(words.replace("{input_method}", input_method.line(input_method.chosen())))
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def arrive(self, chapter: str) -> None:
        """Bring the chapter with this heading to the top, as soon as the page has its size."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(chapter))

    def _scroll_to(self, title: str) -> None:
        block = self.text.document().begin()
        while block.isValid() and not (block.blockFormat().headingLevel() and block.text() == title):
            block = block.next()
        if block.isValid():
            self.text.setTextCursor(QTextCursor(block))
            self.text.bring_up(block)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go("")
        else:
            super().keyPressEvent(event)


class GuideText(QTextBrowser):
    """The text of the guide; the line at the top stays at the top when the width changes."""

    def bring_up(self, block: QTextBlock) -> None:
        """Scroll so that this block is at the top."""
        cursor = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.End)  # lays out the whole text, so that the scroll bar knows its length
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(int(self.document().documentLayout().blockBoundingRect(block).top()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first visible line at the top when the lines break anew."""
        first = self.cursorForPosition(QPoint(0, look.px(10))).block()  # in the middle of a line
        super().resizeEvent(event)
        if self.verticalScrollBar().value():
            self.bring_up(first)


def guide(language: str) -> str:
    """The guide in Markdown; the Chinese one where there is no other."""
    file = path(f"help/{language}.md")
    return (file if file.is_file() else path("help/zh.md")).read_text(encoding="utf-8")
