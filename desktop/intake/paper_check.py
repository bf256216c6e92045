"""核对纸面: a check code typed from the paper, or a scan chosen or dropped, is compared with the office file; differences are a table."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db.messages import Trouble
from db.office.office import Office
from desktop.widgets import dialogs, look
from desktop.widgets.field_box import FieldBox
from desktop.widgets.heading import PageNote
from desktop.widgets.listing import Listing
from desktop.words.i18n import sentence, tr
from desktop.work import tasks

if TYPE_CHECKING:
    from desktop.exchange.verify.side_by_side import Comparison

FILES = "*.png *.jpg *.jpeg *.tif *.tiff *.bmp *.pdf *.xlsx *.xlsm *.xls *.et *.ods"
WIDTH = 720  # px at 100 %
TITLES, COLUMN, AROUND = 248, 124, 52  # px at 100 %: column of titles, column of numbers, frame
WIDEST = 6  # lines of the table before it scrolls


class PaperCheck(FieldBox):
    """The box; every check clears the result of the one before."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        hint = tr("输入纸面上的校验码，或选扫描件（也可以拖进来）；连同工作簿一起选，就三样一起比。")
        super().__init__(tr("核对纸面"), hint, tr("核对"), parent)
        self.setObjectName("paperCheck")
        self.setMinimumWidth(look.px(WIDTH))
        self.setAcceptDrops(True)
        self.office = office
        self._task: tasks.Task | None = None
        self._paths: Sequence[Path] = ()
        self.code = self.line(tr("校验码(&C)"), "checkedCode")
        self.code.setPlaceholderText("A7K2-9QMD-4")
        self.choose = QPushButton(look.icon("folder-open"), tr("选扫描件…(&O)"))
        self.choose.setObjectName("checkedFiles")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_files)
        self.files = _plain_label("checkedNames")
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.choose)
        row.addWidget(self.files, 1)
        self.form.addRow("", row)
        self.verdict = PageNote("checkFound", "note-good")
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table: Listing | None = None
        self.more = _plain_label("checkMore")
        self.more.hide()
        self.column.insertWidget(self.column.count() - 1, self.verdict)
        self.column.insertWidget(self.column.count() - 1, self.more)
        self.stop.setText(tr("关闭"))
        self.code.setFocus()

    # --- checking

    def attempt(self) -> None:
        """Look up the typed code, or check the chosen files again; the box stays open."""
        code = self.code.text().strip()
        if not code and self._paths:
            self._check(self._paths, "")
            return
        if not code:
            self._on_failed(Trouble("先输入纸面上的校验码，或选扫描件。"))
            return
        self._paths = ()
        self.files.clear()
        self._check([], code)

    def take(self, paths: Sequence[Path]) -> None:
        """Check files."""
        if paths:
            self._paths = paths
            self.code.clear()
            self.files.setText(tr("、").join(path.name for path in paths))
            self._check(paths, "")

    def _check(self, paths: Sequence[Path], code: str) -> None:
        self._clear()
        self._tell(tr("正在核对…"))
        office = self.office

        def work(task: tasks.Task) -> Comparison:
            from desktop.exchange.verify.side_by_side import compare

            with closing(office.reading()) as conn:
                return compare(paths, code, office.catalogue, office, conn, lambda: task.cancelled)

        self._task = tasks.run(work, self._on_checked, self._on_failed)

    def _on_files(self) -> None:
        self.take(dialogs.choose_files(self, tr("选扫描件"), f"{tr('扫描件、PDF 和工作簿')} ({FILES})"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the box."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Check what was dropped."""
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def done(self, result: int) -> None:
        """Close and cancel a running check."""
        self._forget()
        super().done(result)

    # --- result

    def _on_checked(self, comparison: Comparison) -> None:
        sign, kind = ("✓", "good") if comparison.same else ("△", "warn") if comparison.outdated else ("✕", "bad")
        look.mark(self.verdict, f"note-{kind}")
        self.verdict.setText("\n".join((f"{sign} {sentence(comparison.sentence)}", *map(sentence, comparison.faults))))
        self.verdict.show()
        names = {"paper": tr("纸面"), "workbook": tr("工作簿"), "office": tr("工作库"), "typed": tr("校验码")}
        kinds = [source.where for source in comparison.sources]
        titles = [
            sentence(source.name) if kinds.count(source.where) > 1 else names[source.where] for source in comparison.sources
        ]  # names tell two sources of a kind apart
        if comparison.lines:
            self._show_lines(comparison, titles)
        self._tell(tr("比过：{names}", names=tr("、").join(titles)), *map(sentence, comparison.notes))

    def _show_lines(self, comparison: Comparison, titles: list[str]) -> None:
        head = (tr("哪一项"), *titles)
        self.table = Listing(
            "checkLines", tr("不一致的地方"), head, (0, *(COLUMN for _ in comparison.sources)), numbers=range(1, len(head))
        )
        self.table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for n, source in enumerate(comparison.sources, 1):
            self.table.model().setHeaderData(n, Qt.Orientation.Horizontal, look.tip(sentence(source.name)), Qt.ItemDataRole.ToolTipRole)
        self.table.fill([(line.key, (sentence(line.title), *map(sentence, line.texts)), "") for line in comparison.lines])
        self.table.setFixedHeight(look.px(36 * (min(len(comparison.lines), WIDEST) + 1) + 4))
        self.column.insertWidget(self.column.indexOf(self.verdict) + 1, self.table)
        wide = look.px(max(WIDTH, TITLES + COLUMN * len(comparison.sources) + AROUND))
        self.resize(min(wide, self.screen().availableSize().width()), self.height())
        self.table.show()  # now, so that the box can be resized to fit

    def _on_failed(self, fault: BaseException) -> None:
        self._clear()
        self.fault.fail(fault)
        self._fit()

    def _tell(self, *texts: str) -> None:
        """Show remarks below the verdict."""
        self.more.setText("\n".join(texts))
        self.more.show()
        self._fit()

    def _fit(self) -> None:
        """Resize to the content."""
        self.column.activate()
        self.resize(self.width(), self.column.totalHeightForWidth(self.width()))

    def _clear(self) -> None:
        self._forget()
        self.fault.hide()
        self.verdict.hide()
        self.more.hide()
        if self.table is not None:
            self.table.hide()
            self.column.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None


def _plain_label(name: str) -> QLabel:
    """A quiet label for a text from outside, shown as plain text."""
    label = QLabel()
    label.setObjectName(name)
    label.setProperty("kind", "quiet")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
