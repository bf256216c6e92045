"""The start window: open a recent file or another, or make a new one; faults are shown on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db.messages import Trouble
from db.office.office import SUFFIX, open_office
from db.packs.catalogue import Catalogue
from desktop.start.new_office import FirstRunPage
from desktop.widgets import dialogs, look
from desktop.widgets.enter_key import pressed
from desktop.widgets.heading import act
from desktop.widgets.notices import Notices
from desktop.words.i18n import sentence, tr
from desktop.work import settings

MOST_RECENT = 8  # files remembered


def recent() -> list[Path]:
    """The files opened lately that still exist, newest first."""
    return [Path(line) for line in settings.get("recent").split("\n") if line and Path(line).is_file()]


def remember(file: Path) -> None:
    """Put a file at the head of the list."""
    full = file.resolve()
    others = [other for other in recent() if other.resolve() != full]
    settings.put("recent", "\n".join(str(other) for other in [full, *others][:MOST_RECENT]))
    settings.put("last", str(full))


class StartWindow(QWidget):
    """`opened(office)` when there is an office to show."""

    opened = Signal(object)

    def __init__(self, catalogue: Catalogue, fault: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.catalogue = catalogue
        self.setObjectName("startWindow")
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("台账"))
        self.setWindowIcon(look.icon("taizhang", size=64))
        self.notices = Notices()
        self.stack = QStackedWidget()
        self.start = StartPage(fault)
        self.start.open_wanted.connect(self.open_file)
        self.start.new_wanted.connect(self._show_first_run)
        self.stack.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.stack)
        self.resize(QSize(look.px(960), look.px(640)))

    def open_file(self, file: Path) -> None:
        """Open an office file, or say why not."""
        try:
            office = open_office(file, self.catalogue)
        except Trouble as trouble:
            self.start.say(sentence(trouble))
            return
        self.opened.emit(office)

    def show_help(self, chapter: str) -> None:
        """Show the guide at one of its chapters until the user goes back."""
        from desktop.guide.page import GuidePage

        behind, page = self.stack.currentWidget(), GuidePage()
        page.go_wanted.connect(lambda: self._leave_help(page, behind))
        act(page.heading.row, tr("返回"), "guideBack", lambda: page.go(""))
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()
        page.arrive(chapter)

    def _leave_help(self, page: QWidget, behind: QWidget) -> None:
        self.stack.setCurrentWidget(behind)
        behind.setFocus()
        page.deleteLater()

    def _show_first_run(self) -> None:
        page = FirstRunPage(self.catalogue)
        page.made.connect(self.opened)
        page.cancelled.connect(self._show_start)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    def _show_start(self) -> None:
        self.stack.setCurrentWidget(self.start)
        self.start.new.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not pressed(event):
            super().keyReleaseEvent(event)


class StartPage(QWidget):
    """`open_wanted(path)` and `new_wanted`."""

    open_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, fault: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.fault = QLabel()
        self.fault.setObjectName("startFault")
        self.fault.setProperty("kind", "note-bad")
        self.fault.setWordWrap(True)
        self.files = QListWidget()
        self.files.setObjectName("recentFiles")
        self.files.setAccessibleName(tr("最近打开"))
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.itemActivated.connect(self._open_item)
        self.files.itemClicked.connect(self._open_item)
        self.new = QPushButton(look.icon("plus", "sheet"), tr("新建工作库"))
        self.new.setObjectName("newOffice")
        self.new.setProperty("kind", "main")
        self.new.clicked.connect(self.new_wanted)
        self.other = QPushButton(look.icon("folder-open"), tr("打开工作库…"))
        self.other.setObjectName("openOffice")
        self.other.clicked.connect(self._choose)
        self._lay_out()
        self._fill()
        self.say(fault)

    def say(self, fault: str) -> None:
        """Show a fault on the page."""
        self.fault.setText("✕ " + fault if fault else "")
        self.fault.setVisible(bool(fault))

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(look.px(560))
        column = QVBoxLayout(card)
        side = look.px(32)
        column.setContentsMargins(side, side, side, look.px(24))
        column.setSpacing(look.px(12))
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        picture = QLabel()
        picture.setPixmap(look.pixmap("taizhang", size=56))
        head.addWidget(picture)
        head.addLayout(_names(), 1)
        column.addLayout(head)
        column.addSpacing(look.px(8))
        column.addWidget(self.fault)
        self.caption = QLabel(tr("最近打开"))
        self.caption.setProperty("kind", "caption")
        column.addWidget(self.caption)
        column.addWidget(self.files)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.new)
        row.addWidget(self.other)
        row.addStretch(1)
        column.addSpacing(look.px(4))
        column.addLayout(row)
        column.addSpacing(look.px(8))
        column.addWidget(_warning())
        middle = QHBoxLayout()  # not an alignment, with which the height of wrapped words would not follow the width
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _fill(self) -> None:
        for file in recent():
            item = QListWidgetItem(look.icon("file-text", "quiet"), f"{file.stem}    {file.parent}")
            item.setData(Qt.ItemDataRole.UserRole, file)
            item.setToolTip(str(file))
            self.files.addItem(item)
        self.files.setCurrentRow(0)
        count = self.files.count()
        self.files.setVisible(count > 0)
        self.caption.setVisible(count > 0)
        self.files.setFixedHeight(look.px(min(count, 5) * 36 + 4))

    def _open_item(self, item: QListWidgetItem) -> None:
        self.open_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        file = dialogs.choose_file(self, tr("打开工作库"), tr("台账工作库 (*{suffix})", suffix=SUFFIX), start=str(Path.home()))
        if file:
            self.open_wanted.emit(file)


def _names() -> QVBoxLayout:
    names = QVBoxLayout()
    names.setSpacing(look.px(2))
    title = QLabel(tr("台账"))
    title.setFont(look.font(24, look.MEDIUM))
    title.setStyleSheet(f"font-size: {look.px(24)}px; font-weight: 500;")
    words = QLabel(tr("任务、指标、台账的填报、审核、报送，一个文件，不联网。"))
    words.setProperty("kind", "quiet")
    words.setWordWrap(True)
    names.addStretch(1)
    names.addWidget(title)
    names.addWidget(words)
    names.addStretch(1)
    return names


def _warning() -> QLabel:
    label = QLabel(tr("△ 本程序只用于非涉密数据。涉密内容不得录入。"))
    label.setObjectName("unclassifiedOnly")
    label.setProperty("kind", "note-warn")
    label.setWordWrap(True)
    return label
