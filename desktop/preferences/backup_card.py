"""The card with the backups of the office file: make one, list them, restore one, open their folder."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from db.office import backup
from desktop.widgets import dialogs, look
from desktop.words.i18n import sentence, tr
from desktop.work import tasks
from desktop.work.session import Session

LISTED = 5  # visible at once
MOMENT = re.compile(r"-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)\d\d[^-]*(?:-\d+)?-(\w+)$")


class BackupCard(QFrame):
    """Lists backups, newest first; emits `restore_wanted(number)` to restore one, 1 is the newest."""

    restore_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("copiesCard")
        self.setProperty("kind", "card")
        title = QLabel(tr("备份"))
        title.setProperty("kind", "heading")
        self.list = QListWidget()
        self.list.setObjectName("copyList")
        self.list.setAccessibleName(tr("备份"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFont(look.font(12))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.back = QPushButton(look.icon("history"), tr("恢复这份备份…"))
        self.back.setObjectName("copyRestore")
        self.back.clicked.connect(self.restore)
        self.lines = QLabel()
        self.lines.setObjectName("copyLines")
        self.lines.setProperty("kind", "caption")
        self.lines.setWordWrap(True)
        self.now = QPushButton(look.icon("save"), tr("立即备份"))
        self.now.setObjectName("copyNow")
        self.now.clicked.connect(self.copy)
        self.open = QPushButton(look.icon("folder-open"), tr("打开文件夹"))
        self.open.setObjectName("copyFolder")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(backup.folder(session.office.path)))))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.now)
        row.addWidget(self.open)
        row.addStretch(1)
        column = QVBoxLayout(self)
        side = look.px(16)
        column.setContentsMargins(side, look.px(12), side, side)
        column.setSpacing(look.px(8))
        column.addWidget(title)
        column.addLayout(row)
        column.addWidget(self.lines)
        column.addWidget(self.list)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        session.changed.connect(self._on_changed)
        self.refresh()

    def copy(self) -> None:
        """Make a backup in a worker."""
        path = self.session.office.path
        self.now.setEnabled(False)
        tasks.run(lambda _task: backup.copy(path), self._on_made, self._on_failed)

    def refresh(self) -> None:
        """Reload the list."""
        copies = backup.copies(self.session.office.path)
        self.now.setEnabled(True)
        self.open.setEnabled(bool(copies))
        chosen = self.chosen
        self.list.clear()
        for copy in copies:
            item = QListWidgetItem(describe(copy), self.list)
            item.setData(Qt.ItemDataRole.UserRole, copy)
            item.setToolTip(copy.name)
            if copy == chosen:
                self.list.setCurrentItem(item)
        height = self.list.sizeHintForRow(0) if copies else 0
        self.list.setFixedHeight(height * min(len(copies), LISTED) + 2)
        for widget in (self.list, self.back):
            widget.setVisible(bool(copies))
        self._on_chosen()
        count = tr("共 {n} 份，最多保留 {most} 份", n=len(copies), most=backup.KEEP)
        self.lines.setText(count if copies else tr("还没有备份。升级程序前会自动备份一份。"))

    @property
    def chosen(self) -> Path | None:
        """The chosen backup."""
        items = self.list.selectedItems()
        return items[0].data(Qt.ItemDataRole.UserRole) if items else None

    def restore(self) -> None:
        """Ask, then emit `restore_wanted` for the chosen backup."""
        chosen = self.chosen
        if chosen is None:
            return
        text = tr("用备份“{copy}”替换现在的工作库？现在的工作库会先留作一份备份，不会丢失。", copy=describe(chosen))
        if not dialogs.ask(self, text, tr("恢复"), undoable=True):
            return
        copies = backup.copies(self.session.office.path)
        if chosen in copies:  # backups may have changed while the box was open
            self.restore_wanted.emit(copies.index(chosen) + 1)
        else:
            self.refresh()

    def _on_chosen(self) -> None:
        self.back.setEnabled(self.chosen is not None)

    def _on_made(self, _copy: object) -> None:
        self.refresh()

    def _on_changed(self, form: object) -> None:
        if form is None:
            self.refresh()

    def _on_failed(self, fault: BaseException) -> None:
        self.now.setEnabled(True)
        self.lines.setText(tr("✕ 备份没有做成：{why}", why=sentence(fault) if isinstance(fault, Exception) else str(fault)))


def describe(file: Path) -> str:
    """2026-11-20 14:32  备份  1.2 MB."""
    size = f"{file.stat().st_size / 1_000_000:.1f} MB"
    match = MOMENT.search(file.stem)
    if not match:
        return f"{file.stem}  {size}"
    year, month, day, hour, minute, why = match.groups()
    return f"{year}-{month}-{day} {hour}:{minute}  {why}  {size}"
