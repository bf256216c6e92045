"""The page 使用说明 (F1): a short guide, in the language of the window, read from resources/help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop import look, settings
from desktop.heading import Heading, page_column
from desktop.i18n import tr
from resources import path


class GuidePage(QWidget):
    """The guide as one long page; `left` with Esc."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidePage")
        self.setProperty("kind", "page")
        self.heading = Heading(tr("使用说明"))
        self.text = QTextBrowser()
        self.text.setObjectName("guideText")
        self.text.setAccessibleName(tr("使用说明"))
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(look.font(14, QFont.Weight.Normal))
        self.text.document().setDocumentMargin(look.px(16))
        self.text.setMarkdown(guide(settings.get("language", "zh")))
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def guide(language: str) -> str:
    """The guide in Markdown; the Chinese one where there is no other."""
    file = path(f"help/{language}.md")
    return (file if file.is_file() else path("help/zh.md")).read_text(encoding="utf-8")
