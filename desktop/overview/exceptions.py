"""The list of exceptions 例外 on the page 情况: findings that need a decision; a finding can be dismissed with a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.messages import Trouble
from db.overview import dismissals
from db.overview.completeness import ProgrammePeriod
from db.overview.dismissals import Dismissal
from db.overview.unusual import Unusual
from db.values.dates import show_moment
from desktop.widgets import dialogs, look
from desktop.widgets.listing import Listing
from desktop.words.i18n import sentence, tr
from desktop.work.session import Session

KIND, UNIT = 104, 148  # px at 100 %
MOST = 16_777_215  # px, what Qt allows


class ExceptionList(QWidget):
    """Emits `wanted(pack, period, unit)` on Enter, `changed` after a note was written or withdrawn, `failed` if it could not be."""

    wanted = Signal(object, object, str)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.at: ProgrammePeriod | None = None
        self.unusual: Sequence[Unusual] = ()
        self.notes: Mapping[str, Dismissal] = {}
        self.names: Mapping[str, str] = {}
        title = QLabel(tr("待核查事项"))
        title.setProperty("kind", "heading")
        self.summary = QLabel()
        self.summary.setObjectName("overviewTold")
        self.summary.setProperty("kind", "quiet")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.all = QCheckBox()
        self.all.setObjectName("overviewAsides")
        self.all.hide()
        self.all.toggled.connect(lambda _on: self._draw())
        self.dismiss = QPushButton(tr("不作处理…"))
        self.dismiss.setEnabled(False)
        self.dismiss.setObjectName("overviewAside")
        self.dismiss.clicked.connect(self._on_dismiss)
        self.list = Listing("overviewUnusual", tr("例外"), (tr("类别"), tr("单位"), tr("说明")), (KIND, UNIT, 0))
        wide = max(map(self.list.fontMetrics().horizontalAdvance, kind_titles().values())) + look.px(24)
        self.list.setColumnWidth(0, max(look.px(KIND), wide))
        self.list.cellActivated.connect(self._on_activated)
        self.list.currentCellChanged.connect(lambda *_: self._renew_button())
        self._lay_out(title)

    def _lay_out(self, title: QLabel) -> None:
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(title)
        row.addWidget(self.summary, 1)
        row.addWidget(self.all)
        row.addWidget(self.dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def show_found(self, at: ProgrammePeriod, unusual: Sequence[Unusual], notes: Mapping[str, Dismissal], names: Mapping[str, str]) -> None:
        """Show the exceptions of a programme and period; dismissed ones only if the box is ticked. `names` are unit names by code."""
        self.at, self.unusual, self.notes, self.names = at, unusual, notes, names
        self._draw()

    def _draw(self) -> None:
        dismissed = sum(dismissals.mark(unusual) in self.notes for unusual in self.unusual)
        shown = [unusual for unusual in self.unusual if self.all.isChecked() or dismissals.mark(unusual) not in self.notes]
        self.list.fill([self._line(unusual) for unusual in shown])
        self.list.setVisible(bool(shown))
        self.setMaximumHeight(MOST if shown else self.sizeHint().height())  # without a list the space is given to the table above
        self.all.setText(tr("显示不作处理的 {n} 处", n=dismissed))
        self.all.setVisible(dismissed > 0)
        nothing = tr("没有待核查事项：没有遗留问题、大起大落、单位填错、照抄和重复登记。")
        self.summary.setText(
            tr("{n} 处要看。选一处按 Enter 到“收报”。", n=len(self.unusual) - dismissed) if len(self.unusual) > dismissed else nothing
        )
        self._renew_button()

    def _line(self, unusual: Unusual) -> tuple[object, Sequence[str], str]:
        mark, text = dismissals.mark(unusual), sentence(unusual.sentence)
        note = self.notes.get(mark)
        if note is not None:
            text += tr("　不作处理：{text}（{who}，{at}）", text=note.text, who=note.who, at=show_moment(note.at))
        return mark, (kind_titles()[unusual.kind], self.names.get(unusual.unit, unusual.unit), text), "quiet" if note else ""

    @property
    def chosen(self) -> Unusual | None:
        """The chosen exception."""
        return next((unusual for unusual in self.unusual if dismissals.mark(unusual) == self.list.chosen), None)

    def _renew_button(self) -> None:
        unusual = self.chosen
        self.dismiss.setEnabled(unusual is not None)
        self.dismiss.setText(tr("恢复处理") if unusual is not None and dismissals.mark(unusual) in self.notes else tr("不作处理…"))

    def _on_activated(self, _row: int, _column: int) -> None:
        if self.chosen is not None and self.at is not None:
            self.wanted.emit(*self.at, self.chosen.unit)

    def _on_dismiss(self) -> None:
        unusual, office = self.chosen, self.session.office
        if unusual is None or self.at is None:
            return
        pack, period = self.at
        note = self.notes.get(dismissals.mark(unusual))
        if note is not None:
            dismissals.take_back(office.db, office.who, pack, period, note)
        else:
            text = dialogs.ask_text(
                self, tr("不作处理"), tr("看过了，为什么不用处理？数变了还会再列出来。\n{said}", said=sentence(unusual.sentence))
            )
            if text is None:
                return
            try:
                dismissals.put(office.db, office.who, pack, period, unusual, text)
            except Trouble as trouble:  # nothing was written
                self.failed.emit(trouble)
                return
        self.changed.emit()


def kind_titles() -> dict[str, str]:
    """The titles of the kinds of exceptions."""
    return {
        "problems": tr("遗留问题"),
        "leap": tr("变动很大"),
        "misplaced": tr("疑似单位错"),
        "still": tr("三期不变"),
        "same-text": tr("照抄上期"),
        "twice": tr("重复登记"),
    }
