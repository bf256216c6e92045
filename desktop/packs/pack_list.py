"""The list of packs: enabled packs ticked and first, with a note if a new version is available."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from db.packs.model import Pack
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.words.names import programme_title

WIDTH = 320  # px at 100 %
ID = Qt.ItemDataRole.UserRole
WORDS = Qt.ItemDataRole.UserRole + 1  # the text searched by the filter


class PackList(QWidget):
    """`list` shows the packs, `filter` narrows them by words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(look.px(WIDTH))
        self.filter = QLineEdit()
        self.filter.setObjectName("packFilter")
        self.filter.setAccessibleName(tr("筛选任务包"))
        self.filter.setPlaceholderText(tr("筛选：名称、发文单位、编号"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setObjectName("packList")
        self.list.setAccessibleName(tr("任务包"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)

    def fill(self, packs: Iterable[Pack], enabled: set[str], news: Mapping[str, Pack], ended: Container[str] = ()) -> None:
        """Show packs, enabled ones first, those `ended` as such; the chosen pack stays chosen."""
        chosen = self.chosen
        self.list.blockSignals(True)
        self.list.clear()
        for pack in sorted(packs, key=lambda pack: pack.id not in enabled):
            title = programme_title(pack, pack.id in ended)
            item = QListWidgetItem(title + (tr("　新版 {version}", version=news[pack.id].version) if pack.id in news else ""))
            item.setData(ID, pack.id)
            item.setData(WORDS, " ".join((pack.title, pack.short, pack.issuer, pack.id)).lower())
            item.setToolTip(title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if pack.id in enabled else Qt.CheckState.Unchecked)
            if pack.id in news:
                item.setForeground(look.colour("accent"))
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._narrow(self.filter.text())
        self.choose(chosen)

    @property
    def chosen(self) -> str:
        """The id of the chosen pack."""
        item = self.list.currentItem()
        return str(item.data(ID)) if item else ""

    def choose(self, id: str) -> None:
        """Choose a pack by id, else the first."""
        row = next((n for n in range(self.list.count()) if self.list.item(n).data(ID) == id), 0)
        self.list.item(row).setHidden(False)
        self.list.setCurrentRow(row)

    def ticked(self) -> list[str]:
        """The ticked ids, in the order of the list."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [item.data(ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _narrow(self, text: str) -> None:
        words = text.lower().split()
        for n in range(self.list.count()):
            item = self.list.item(n)
            item.setHidden(not all(word in item.data(WORDS) for word in words))
