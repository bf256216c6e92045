"""The page 汇总: totals of a programme and period by form; behind each number its units, files and cells; out as workbook and paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QTabBar, QVBoxLayout, QWidget

from db.dates import show_moment
from db.office import Office
from db.pack import Form, Pack, Row
from db.periods import Period
from db.rollup import Rollup
from db.sources import Source, Why
from db.trouble import Sentence
from desktop import dialogs, look, tasks
from desktop.aside import Latest, read
from desktop.grids import ID, Listing
from desktop.heading import Heading, act, note
from desktop.i18n import sentence, tr
from desktop.rollup import adjusting
from desktop.rollup.words import of_status, shown, whose_choices
from desktop.session import Session

NUMBERS = ("integer", "number", "percent")
WIDE = 120  # px of a column of numbers


@dataclass(frozen=True)
class Totals:
    """What the page shows of one form: the head of the roll-up, lines of (row, texts), and the fields of the columns."""

    head: Sentence
    parts: int
    fields: tuple[str, ...]
    titles: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


class RollupPage(QWidget):
    """`intake_wanted` from the page while nothing has come in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("rollupPage")
        self.setProperty("kind", "page")
        self.heading = Heading(tr("汇总"))
        self.note = note("rollupNote")
        self._latest = Latest(self._ask, parent=self)
        self.level = QComboBox()
        self.level.setObjectName("rollupLevel")
        self.level.setAccessibleName(tr("按什么汇总"))
        for word, title in whose_choices().items():
            self.level.addItem(title, word)
        self.level.currentIndexChanged.connect(lambda _n: self._latest.now())
        self.forms = QTabBar()
        self.forms.setObjectName("rollupForms")
        self.forms.setAccessibleName(tr("报表"))
        self.forms.setDrawBase(False)
        self.forms.setExpanding(False)
        self.forms.currentChanged.connect(lambda _n: self._latest.now())
        self.totals = Listing("rollupTotals", tr("合计"), (tr("编号"),), (80,), numbers=2)
        self.sources = Listing(
            "rollupSources", tr("来自哪里"),
            (tr("单位"), tr("数"), tr("文件"), tr("单元格"), tr("版"), tr("校验码"), tr("填表"), tr("收报")),
            (110, 96, 0, 110, 44, 120, 150, 150),
        )  # fmt: skip
        self.told = QLabel(tr("选一个数，按 Enter，看它由哪些单位的哪个单元格合成。"))
        self.told.setObjectName("rollupTold")
        self.told.setProperty("kind", "quiet")
        self.told.setWordWrap(True)
        self._fields: tuple[str, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._job: tasks.Task | None = None
        self._lay_out()
        self.totals.cellActivated.connect(self._on_cell)
        self.totals.cellClicked.connect(self._on_cell)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._renew)
        self.setFocusProxy(self.totals)
        self._renew()

    def _lay_out(self) -> None:
        self.out = self.heading.button(tr("写出汇总件…"), "download", "rollupOut")
        self.out.clicked.connect(self._on_out)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.forms, 1)
        row.addWidget(self.level)
        self.adjust = act(row, tr("调整…"), "rollupAdjust", self._on_adjust)
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look.px(8))
        inner.addWidget(self.told)
        inner.addWidget(self.sources, 1)
        self.split = QSplitter()
        self.split.setOrientation(self.split.orientation().Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.totals)
        self.split.addWidget(below)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.split, 1)

    # --- what is added up

    def _renew(self) -> None:
        """The forms of the programme looked at."""
        pack = self.session.pack
        self.forms.blockSignals(True)
        while self.forms.count():
            self.forms.removeTab(0)
        for form in pack.forms if pack else ():
            self.forms.setTabData(self.forms.addTab(form.title), form.id)
        self.forms.blockSignals(False)
        self.sources.fill([])
        self._latest.now()

    @property
    def form(self) -> Form | None:
        """The form in front."""
        pack, id = self.session.pack, self.forms.tabData(self.forms.currentIndex())
        return pack.form(id) if pack and id else None

    def showEvent(self, event: QShowEvent) -> None:
        """Add up anew whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        form, pack = self.form, self.session.pack
        if form is None or pack is None or not self.isVisible():
            return None
        job = partial(totals_of, self.session.office, pack, self.session.period, form.id, self.level.currentData())
        return read(self.session.office, job, self.show_totals, self._on_failed)

    def show_totals(self, found: Totals) -> None:
        """Draw the totals of one form."""
        self._fields, self._titles = found.fields, found.titles
        self.heading.say(sentence(found.head))
        self.totals.clear()
        self.totals.setColumnCount(len(found.titles))
        self.totals.setHorizontalHeaderLabels(list(found.titles))
        form = self.form
        self.totals.numbers = 2 if form is not None and form.kind == "indicators" else None
        for n in range(len(found.titles)):
            self.totals.setColumnWidth(
                n,
                look.px(240 if n == int(form is None or form.fixed) else 80 if n == 0 else WIDE if form and form.kind != "tasks" else 480),
            )
        self.totals.fill([(row, texts, "") for row, texts in found.lines])
        self.out.setEnabled(found.parts > 0)
        if not found.parts:
            self.told.setText(tr("还没有收到下级的报送件。在“收报”页把文件收进来，这里就有合计。"))

    # --- behind a number

    def _on_cell(self, row: int, column: int) -> None:
        form, pack = self.form, self.session.pack
        item = self.totals.item(row, 0)
        name = self._fields[column] if column < len(self._fields) else ""
        if form is None or pack is None or item is None or not name:
            return
        code = str(item.data(ID))
        job = partial(why_of, self.session.office, pack, self.session.period, form.id, self.level.currentData(), code, name)
        title = self._titles[column]
        self._job = read(self.session.office, job, partial(self.show_sources, f"{code} {title}"), self._on_failed)

    def show_sources(self, title: str, found: Why) -> None:
        """What a total is made of."""
        told = tr("{title}：{value}", title=title, value=shown(found.value))
        if found.of:
            told += tr("，由 {cells} 算出", cells=tr("、").join(f"{row} {name}" for row, name in found.of))
        if found.said is not None:
            told += "　" + sentence(found.said)
        self.told.setText(told)
        self.sources.fill([(n, _source(one), "") for n, one in enumerate(found.sources)])

    def _on_adjust(self) -> None:
        """The named lines beside what was reported."""
        form, row, column = self.form, self.totals.chosen, self.totals.currentColumn()
        if form is not None:
            name = self._fields[column] if 0 <= column < len(self._fields) else ""
            box = adjusting.AdjustmentsBox(self.session, form, adjusting.Cell(form.id, str(row or ""), name), self)
            dialogs.work(box)
            box.deleteLater()

    # --- out

    def _on_out(self) -> None:
        pack, period, office = self.session.pack, self.session.period, self.session.office
        folder = dialogs.choose_folder(self, tr("汇总件放在哪里"))
        if pack is None or folder is None:
            return
        self.out.setEnabled(False)
        self._job = tasks.run(lambda _task: write_out(office, pack, period, folder), self._on_written, self._on_failed)

    def _on_written(self, found: tuple[list[Path], int]) -> None:
        files, errors = found
        self.out.setEnabled(True)
        look.mark(self.note, "note-warn" if errors else "note-good")
        names = tr("、").join(one.name for one in files)
        said = tr("✓ 已写出 {names}", names=names)
        if errors:
            said = tr("△ 有 {n} 个必须改的问题，写成草稿：{names}", n=errors, names=names)
        self.note.setText(said)
        self.note.show()

    def _on_failed(self, fault: BaseException) -> None:
        self.out.setEnabled(True)
        look.mark(self.note, "note-bad")
        self.note.setText("✕ " + (sentence(fault) if isinstance(fault, Exception) else str(fault)))
        self.note.show()

    def stop(self) -> None:
        """Let go of what runs beside."""
        self._latest.stop()
        if self._job is not None:
            self._job.cancel()


def totals_of(office: Office, pack: Pack, period: Period, id: str, level: str, conn: Any) -> Totals:
    """The totals of one form, as texts; runs in a worker with its own connection."""
    form = pack.form(id)
    with Rollup(office, pack, period, level=level, conn=conn) as made:
        fields = [one for one in form.fields if not one.const and (form.kind != "tasks" or one.id == "status")]
        if form.kind != "tasks":
            fields = [one for one in fields if one.kind in NUMBERS and (form.fixed or one.total or one.derive)]
        head = ("", "") if form.fixed else ("",)
        titles = (tr("编号"), tr("名称"), *(one.title for one in fields)) if form.fixed else ("", *(one.title for one in fields))
        lines = []
        for code, values in made.totals(form).items():
            row = form.row(code)
            texts = [of_status(values) if form.kind == "tasks" else shown(values.get(one.id), form, one, code) for one in fields]
            lines.append((code, (code, _named(row), *texts) if form.fixed else (tr("合计"), *texts)))
        lines += adjusting.lines(made, form, fields)
        return Totals(made.head, len(made.parts), (*head, *(one.id for one in fields)), titles, tuple(lines))


def _named(row: Row | None) -> str:
    """改造面积（万平方米）."""
    if row is None:
        return ""
    return f"{row.title}（{row.unit}）" if row.unit else row.title


def why_of(office: Office, pack: Pack, period: Period, id: str, level: str, row: str, field: str, conn: Any) -> Why:
    """What stands behind one total."""
    with Rollup(office, pack, period, level=level, conn=conn) as made:
        return made.why(pack.form(id), row, field)


def write_out(office: Office, pack: Pack, period: Period, folder: Path) -> tuple[list[Path], int]:
    """The files of the roll-up, and how many errors made its return a draft."""
    from desktop.exchange.rollup_files import write_rollup

    with Rollup(office, pack, period) as made:
        files, errors = write_rollup(office, made, folder)
        return files, len(errors)


def _source(one: Source) -> tuple[str, ...]:
    cell = f"{one.sheet}!{one.cell}" if one.cell else ""
    taken = " ".join(text for text in (one.taken_by, show_moment(one.taken_at)) if text)
    made = " ".join(text for text in (one.who, show_moment(one.at)) if text)
    version = str(one.version) if one.version else ""
    return one.unit_name, shown(one.value), one.file or one.reason, cell, version, one.check_code, made, taken
