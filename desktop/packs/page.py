"""The page 任务包: tick what this office reports on; beside it what the pack chosen asks, for reading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from db.trouble import Trouble
from desktop import look
from desktop.heading import Heading
from desktop.i18n import sentence, tr
from desktop.packs.describe import describe
from desktop.session import Session

LIST = 320  # px at 100 %
ID = Qt.ItemDataRole.UserRole


class PacksPage(QWidget):
    """The catalogue with a tick on each enabled pack."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("packsPage")
        self.setProperty("kind", "page")
        self.heading = Heading(tr("任务包"))
        self.fault = QLabel()
        self.fault.setObjectName("packsFault")
        self.fault.setProperty("kind", "note-bad")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.list = QListWidget()
        self.list.setObjectName("packList")
        self.list.setAccessibleName(tr("任务包"))
        self.list.setFixedWidth(look.px(LIST))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setObjectName("packText")
        self.text.setAccessibleName(tr("这个任务包要什么"))
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(look.font())
        self.text.document().setDocumentMargin(look.px(16))
        self._lay_out()
        self._fill()
        self.list.currentItemChanged.connect(lambda item, _old: self._show(item))
        self.list.itemChanged.connect(self._on_tick)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.heading)
        column.addWidget(self.fault)
        column.addLayout(row, 1)

    def _fill(self) -> None:
        enabled = {pack.id for pack in self.session.office.packs}
        for pack in self.session.catalogue.packs.values():
            item = QListWidgetItem(pack.title)
            item.setData(ID, pack.id)
            item.setToolTip(pack.title)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if pack.id in enabled else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._say_count()

    def _say_count(self) -> None:
        enabled, known = len(self.session.office.packs), len(self.session.catalogue.packs)
        self.heading.say(tr("本单位报 {enabled} 个，共 {known} 个。勾选要报的；取消勾选不会删除已填的内容。", enabled=enabled, known=known))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setHtml(describe(self.session.catalogue.pack(item.data(ID))))

    def show_pack(self, id: str) -> None:
        """Bring the pack `id` to the front of the page."""
        for n in range(self.list.count()):
            if self.list.item(n).data(ID) == id:
                self.list.setCurrentRow(n)

    def ticked(self) -> list[str]:
        """The ids ticked, in the order of the list."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [item.data(ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _on_tick(self, item: QListWidgetItem) -> None:
        """Enable exactly what is ticked; a tick that could not be kept is taken back and said."""
        office, session = self.session.office, self.session
        wanted = self.ticked()
        if set(wanted) == {pack.id for pack in office.packs}:
            return
        try:
            office.enable(wanted)
        except Trouble as trouble:
            self.fault.setText("✕ " + sentence(trouble))
            self.fault.show()
            self.list.blockSignals(True)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.blockSignals(False)
            office.enable(self.ticked())
            return
        self.fault.hide()
        if session.pack is None or session.pack.id not in wanted:
            session.pack = office.packs[0] if office.packs else None
            session.look_at(session.pack)
        session.refresh()
        self._say_count()
