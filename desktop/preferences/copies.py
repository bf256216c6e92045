"""The card with the copies of the office file: make one now, see those there are, open their folder."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db import backup
from desktop import look, tasks
from desktop.i18n import sentence, tr
from desktop.session import Session

LISTED = 5
MOMENT = re.compile(r"-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)\d\d[^-]*(?:-\d+)?-(\w+)$")


class CopiesCard(QFrame):
    """Copies newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("copiesCard")
        self.setProperty("kind", "card")
        title = QLabel(tr("备份"))
        title.setProperty("kind", "heading")
        self.lines = QLabel()
        self.lines.setObjectName("copyList")
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
        session.changed.connect(self._on_changed)
        self.refresh()

    def copy(self) -> None:
        """Copy the file now, in a worker."""
        path = self.session.office.path
        self.now.setEnabled(False)
        tasks.run(lambda _task: backup.copy(path), self._on_made, self._on_failed)

    def refresh(self) -> None:
        """List what is there."""
        found = backup.copies(self.session.office.path)
        self.now.setEnabled(True)
        self.open.setEnabled(bool(found))
        lines = [describe(one) for one in found[:LISTED]]
        if len(found) > LISTED:
            lines.append(tr("共 {n} 份，最多保留 {most} 份", n=len(found), most=backup.KEEP))
        self.lines.setText("\n".join(lines) or tr("还没有备份。升级程序前会自动备份一份。"))

    def _on_made(self, _made: object) -> None:
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
    found = MOMENT.search(file.stem)
    if not found:
        return f"{file.stem}  {size}"
    year, month, day, hour, minute, why = found.groups()
    return f"{year}-{month}-{day} {hour}:{minute}  {why}  {size}"
