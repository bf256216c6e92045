"""The paper with its bar: page number and zoom; made in the background, a large draft only on request."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from desktop.handoff import output_files
from desktop.handoff.output_files import PreviewFile
from desktop.handoff.preview import STEP, Preview
from desktop.widgets import look
from desktop.widgets.empty import EmptyPlace
from desktop.words.i18n import sentence, tr
from desktop.work import background_read
from desktop.work.background_read import Latest
from desktop.work.session import Session
from desktop.work.tasks import Task


class PreviewPanel(QFrame):
    """`ready(PreviewFile)` when a paper is shown; `paper` is None until then."""

    ready = Signal(object)

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperView")
        self.setProperty("kind", "card")
        self.paper: PreviewFile | None = None
        self._folder, self._number = folder, 0
        self._session: Session | None = None
        self._version, self._large_wanted = 0, False
        self._latest = Latest(self._ask, 50, self)
        self.preview = Preview()
        self.preview.zoomed.connect(self._on_zoomed)
        self.preview.verticalScrollBar().valueChanged.connect(self._on_zoomed)
        self.preview.failed.connect(lambda text: self._say(tr("这一页画不出来：{why}", why=text)))
        self.stack = QStackedWidget()
        self.wait = QLabel(tr("正在排版…"))
        self.wait.setObjectName("paperWait")
        self.wait.setProperty("kind", "quiet")
        self.wait.setTextFormat(Qt.TextFormat.PlainText)
        self.wait.setMargin(look.px(24))
        self.wait.setWordWrap(True)
        self.large = EmptyPlace("file-text", tr("草稿很长"), tr("行数较多，排版要等一会儿。定稿不必先看预览。"), tr("生成预览"))
        self.large.button.clicked.connect(self._show_large)
        for widget in (self.preview, self.wait, self.large):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(self.stack, 1)
        self.stack.setCurrentWidget(self.wait)

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("paperBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(look.px(12), look.px(2), look.px(8), look.px(2))
        row.setSpacing(look.px(4))
        self.place = QLabel()
        self.place.setObjectName("pageNumber")
        self.place.setProperty("kind", "quiet")
        self.percent = QLabel()
        self.percent.setProperty("kind", "quiet")
        row.addWidget(self.place)
        row.addStretch(1)
        row.addWidget(self._button("−", tr("缩小"), lambda: self.preview.zoom_by(1 / STEP), "zoomOut"))
        row.addWidget(self.percent)
        row.addWidget(self._button("+", tr("放大"), lambda: self.preview.zoom_by(STEP), "zoomIn"))
        row.addWidget(self._button(tr("适合宽度"), tr("适合宽度"), self.preview.fit_width, "fitWidth"))
        return bar

    def _button(self, text: str, name: str, act: object, object_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(object_name)
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(act)
        return button

    def show_paper(self, session: Session, version: int) -> None:
        """Make and show the paper of the draft (0) or a version."""
        same = self._session is session and version == self._version and version > 0 and self.paper is not None
        if same:
            return  # a version never changes
        if version != self._version:
            self._large_wanted = False
        self._session, self._version = session, version
        self._latest.now()

    def forget(self) -> None:
        """Show nothing: another programme or period was chosen."""
        self._latest.stop()
        self.preview.forget()
        self.paper, self._version, self._large_wanted = None, 0, False
        self._say(tr("正在排版…"))

    def stop(self) -> None:
        """Cancel what is being made."""
        self._latest.stop()
        self.preview.forget()

    def _show_large(self) -> None:
        self._large_wanted = True
        self._latest.now()

    def _ask(self) -> Task | None:
        session = self._session
        if session is None or session.pack is None:
            return None
        office, pack, period, version = session.office, session.pack, session.period, self._version
        if version == 0 and not self._large_wanted and sum(office.count(form, period) for form in pack.forms) > output_files.MANY:
            self.stack.setCurrentWidget(self.large)
            return None
        if self.paper is None or self.paper.version != version:
            self._say(tr("正在排版…"))
        self._number += 1
        number, folder = self._number, self._folder
        return background_read.read(
            office,
            lambda conn: output_files.write_preview(office, pack, period, version, folder, number, conn),
            self._on_made,
            self._on_failed,
        )

    def _on_made(self, paper: PreviewFile) -> None:
        old, self.paper = self.paper, paper
        self.preview.show_file(paper.file, paper.sizes)
        self.stack.setCurrentWidget(self.preview)
        self._on_zoomed()
        if old is not None:
            with suppress(OSError):  # Windows cannot delete a file that is being read; the folder is deleted with the page
                old.file.unlink()
        self.ready.emit(paper)

    def _on_failed(self, fault: BaseException) -> None:
        self._say("✕ " + sentence(fault))

    def _say(self, text: str) -> None:
        self.wait.setText(text)
        self.stack.setCurrentWidget(self.wait)
        self.place.setText("")

    def _on_zoomed(self) -> None:
        self.percent.setText(f"{self.preview.zoom * 100:.0f}%")
        if self.preview.count:
            self.place.setText(tr("第 {number} 页 共 {count} 页", number=self.preview.current, count=self.preview.count))
