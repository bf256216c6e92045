"""The head of a page: title, one line that says where things stand, and the one main button at the right.

On pages that look at one programme the title is the programme itself, and a list of the others drops from it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop import look
from desktop.i18n import tr
from desktop.session import Session


class Heading(QWidget):
    """Title row of a page; `say` fills the line under it, `button` makes the main button."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel(title)
        self.title.setObjectName("pageTitle")
        self.title.setProperty("kind", "title")
        self.line = QLabel()
        self.line.setObjectName("pageLine")
        self.line.setProperty("kind", "quiet")
        self.line.setWordWrap(False)
        self.words = QHBoxLayout()
        self.words.setSpacing(look.px(8))
        self.words.addWidget(self.title)
        self.words.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(look.px(4))
        left.addLayout(self.words)
        left.addWidget(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(look.px(8))
        self.row.addLayout(left, 1)

    def say(self, text: str) -> None:
        """The line under the title."""
        self.line.setText(text)

    def button(self, text: str, icon: str, name: str) -> QPushButton:
        """The page's one main button."""
        found = QPushButton(look.icon(icon, "sheet"), text)
        found.setObjectName(name)
        found.setProperty("kind", "main")
        self.row.addWidget(found, 0, Qt.AlignmentFlag.AlignVCenter)
        return found


class ProgrammePicker(QToolButton):
    """The programme looked at, as a title with a list behind it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("programmePicker")
        self.setAccessibleName(tr("方案"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands after the words
        self.setIcon(look.icon("chevron-down", "quiet", 16))
        self.setFont(look.font(18, look.MEDIUM))
        self.setStyleSheet(f"font-size: {look.px(18)}px; font-weight: 500; padding: 0 {look.px(4)}px;")
        self.setMenu(QMenu(self))
        self.menu().aboutToShow.connect(self._fill)
        session.moved.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the programme of now."""
        pack = self.session.pack
        self.setText(pack.title if pack else tr("没有启用的任务包"))
        self.setEnabled(bool(self.session.office.packs))

    def _fill(self) -> None:
        self.menu().clear()
        for pack in self.session.office.packs:
            action = self.menu().addAction(pack.title)
            action.setCheckable(True)
            action.setChecked(pack is self.session.pack)
            action.triggered.connect(lambda _checked=False, pack=pack: self.session.look_at(pack))


def line(parent: QWidget | None = None) -> QFrame:
    """A hair line across."""
    found = QFrame(parent)
    found.setProperty("kind", "line")
    return found
