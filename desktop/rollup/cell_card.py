"""The card of a source of a total: its unit, the typed value, and its place in the received file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.rollup.contributions import Source
from db.values.dates import show_moment
from desktop.rollup.texts import shown
from desktop.widgets import look
from desktop.words.i18n import tr


class CellCard(QWidget):
    """All details of a value: unit, number, file, sheet, cell, version, check code, who and when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rollupCell")
        self._source: Source | None = None
        self._texts: list[tuple[str, str]] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(look.px(16))
        self.grid.setVerticalSpacing(look.px(4))
        self.grid.setColumnStretch(1, 1)
        self.grid.setColumnStretch(3, 1)
        self.copy = QPushButton(look.icon("copy"), tr("复制"))
        self.copy.setObjectName("rollupCopy")
        self.copy.clicked.connect(lambda _checked=False: self._on_copy())
        self.place = QPushButton(look.icon("folder-open"), tr("打开文件位置"))
        self.place.setObjectName("rollupPlace")
        self.place.clicked.connect(lambda _checked=False: self._on_place())
        self.status = QLabel()
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setObjectName("rollupSaid")
        self.status.setProperty("kind", "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.place)
        buttons.addWidget(self.status, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(self.grid)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_source(self, source: Source) -> None:
        """Show where a value comes from."""
        self._source = source
        while (item := self.grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._texts = [(title, text) for title, text in _facts(source) if text]
        half = (len(self._texts) + 1) // 2
        for n, (title, text) in enumerate(self._texts):
            row, column = (n, 0) if n < half else (n - half, 2)
            head, value_label = QLabel(title), QLabel(text)
            head.setProperty("kind", "quiet")
            value_label.setTextFormat(Qt.TextFormat.PlainText)  # names come from files
            value_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value_label.setWordWrap(True)
            self.grid.addWidget(head, row, column, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(value_label, row, column + 1)
        self.place.setVisible(bool(source.file))
        self.status.clear()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{title}\t{text}" for title, text in self._texts))
        self.status.setText(tr("✓ 已复制"))

    def _on_place(self) -> None:
        source = self._source
        folder = Path(source.path).parent if source is not None and source.path else None
        if source is None or folder is None:
            self.status.setText(tr("收这份文件时没有记下它放在哪里。"))
        elif not (folder / source.file).exists():
            self.status.setText(tr("收报时文件在“{folder}”，现在不在那里了。", folder=str(folder)))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def who_and_when(who: str, at: str) -> str:
    """A person and a moment, as far as known."""
    return " ".join(text for text in (who, show_moment(at)) if text)


def _facts(source: Source) -> list[tuple[str, str]]:
    printed = tr("{printed}（舍位平衡，末位差一个单位）", printed=source.printed) if source.printed else ""
    return [
        (tr("单位"), source.unit_name), (tr("数"), shown(source.value)), (tr("汇总表印作"), printed), (tr("行"), source.row),
        (tr("文件"), source.file), (tr("工作表"), source.sheet), (tr("单元格"), source.cell), (tr("版本"), str(source.version or "")),
        (tr("校验码"), source.check_code), (tr("填表人、时间"), who_and_when(source.who, source.at)),
        (tr("收报人、时间"), who_and_when(source.taken_by, source.taken_at)),
        (tr("原因"), source.reason), (tr("由这些格算出"), "\n".join(_typed(part) for part in source.computed_from)),
    ]  # fmt: skip


def _typed(source: Source) -> str:
    return f"{source.period}  {shown(source.value)}  {source.file} {source.sheet}!{source.cell}"
