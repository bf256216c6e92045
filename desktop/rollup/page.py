"""The page 汇总: totals of a programme and period by form; for each number its units, files and cells; written as workbook and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QWidget

from db.messages import Sentence
from db.office.office import Office, open_office
from db.packs.additivity import TOTAL
from db.packs.model import Form, Pack, Row
from db.periods.report_period import Period
from db.rollup.as_return import why_draft
from db.rollup.rollup import Rollup
from db.units import hierarchy
from db.values.cell import NA_TEXT
from db.values.kinds import kind_of
from desktop.rollup import adjustments
from desktop.rollup.texts import CHOSEN, of_status, shown, unit_choices
from desktop.rollup.trail import Total, Trail
from desktop.rollup.unit_choice import UnitChoiceBox
from desktop.shell.page import PageWidget
from desktop.widgets import dialogs, look
from desktop.widgets.empty import EmptyPlace
from desktop.widgets.heading import Heading, PageNote, act, page_column
from desktop.widgets.listing import ID, Listing
from desktop.words.i18n import sentence, tr
from desktop.work import tasks
from desktop.work.background_read import Latest, read
from desktop.work.session import Session

WIDE = 120  # px of a column of numbers


@dataclass(frozen=True)
class Totals:
    """The totals of one form: the head of the roll-up, lines of (row, texts), and the fields of the columns."""

    head: tuple[Sentence, ...]
    parts: int
    fields: tuple[str, ...]
    titles: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    values: Mapping[str, Mapping[str, Any]]
    expected: int = 0  # units that count in the total
    outside: tuple[str, ...] = ()  # units that report here and do not count in the total


class RollupPage(PageWidget):
    """Goes to 收报 where no return has come in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("rollupPage")
        self.heading = Heading(tr("汇总"))
        self.note = PageNote("rollupNote")
        self._latest = Latest(self._ask, parent=self)
        self.level = QComboBox()
        self.level.setObjectName("rollupLevel")
        self.level.setAccessibleName(tr("按什么汇总"))
        self.level.setToolTip(self.level.accessibleName())  # on Linux a screen reader reads the chosen line as the name, and then this
        for word, title in unit_choices().items():
            self.level.addItem(title, word)
        self.wanted: tuple[str, ...] = ()
        self._level = 0
        self.level.activated.connect(self._on_scope)
        self.forms = QTabBar()
        self.forms.setObjectName("rollupForms")
        self.forms.setAccessibleName(tr("报表"))
        self.forms.setDrawBase(False)
        self.forms.setExpanding(False)
        self.forms.currentChanged.connect(lambda _n: self._on_form())
        self.totals = Listing("rollupTotals", tr("合计"), (tr("编号"),), (80,))
        self.totals.setSelectionBehavior(self.totals.SelectionBehavior.SelectItems)  # a single number is explained, not a row
        self.trail = Trail(session, self._on_failed)
        self.trail.left.connect(self.totals.setFocus)
        text = tr("在“收报”页把各单位的报送件收进来，这里就有合计。")
        self.empty = EmptyPlace("inbox", tr("还没有收到下级的报送件"), text, tr("去收报"))
        self.empty.button.clicked.connect(lambda _checked=False: self.go("intake"))
        self._totals: Totals | None = None
        self._job: tasks.Task | None = None
        self._lay_out()
        self.totals.cellActivated.connect(self._on_cell)
        self.totals.cellClicked.connect(self._on_cell)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._renew)
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._step, step))
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
        for button in (self.out, self.adjust):
            button.setEnabled(False)  # until a return has come in
        self.split = QSplitter()
        self.split.setOrientation(self.split.orientation().Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.totals)
        self.split.addWidget(self.trail)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.body = QStackedWidget()
        self.body.addWidget(self.split)
        self.body.addWidget(self.empty)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.body, 1)

    # --- forms

    def _renew(self) -> None:
        """Show the forms of the current programme."""
        pack = self.session.pack
        self.forms.blockSignals(True)
        while self.forms.count():
            self.forms.removeTab(0)
        for form in pack.forms if pack else ():
            self.forms.setTabData(self.forms.addTab(form.title), form.id)
        self.forms.blockSignals(False)
        self._on_form()

    def _step(self, step: int) -> None:
        """The next form, or the one before."""
        self.forms.setCurrentIndex((self.forms.currentIndex() + step) % max(self.forms.count(), 1))

    def _on_form(self) -> None:
        self.trail.forget("")
        self._latest.now()

    # --- which units are added up

    @property
    def scope(self) -> dict[str, Any]:
        """Which units are added up, as keywords of `Rollup`: none for the units directly below."""
        word = str(self.level.itemData(self._level))
        return {"wanted": self.wanted} if word == CHOSEN else {"level": word} if word else {}

    def _on_scope(self, n: int) -> None:
        """Another scope was chosen; where the choice of units is cancelled, the scope stays as before."""
        if self.level.itemData(n) == CHOSEN and not self._choose_units(n):
            self.level.setCurrentIndex(self._level)
            return
        self._level = n
        self._on_form()

    def _choose_units(self, n: int) -> bool:
        """Ask which units are added up; returns whether they were chosen."""
        office, day = self.session.office, self.session.period.last
        box = UnitChoiceBox(hierarchy.descendants(office.units(), office.unit_at(day).code, day), self.wanted, self)
        done = dialogs.work(box)
        if done:
            self.wanted = box.chosen
            self.level.setItemText(n, tr("选定的 {n} 个单位…", n=len(self.wanted)))
        box.deleteLater()
        return done

    # --- totals

    @property
    def form(self) -> Form | None:
        """The form in front."""
        pack, id = self.session.pack, self.forms.tabData(self.forms.currentIndex())
        return pack.form(id) if pack and id else None

    def showEvent(self, event: QShowEvent) -> None:
        """Add up again whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        form, pack = self.form, self.session.pack
        if form is None or pack is None or not self.isVisible():
            return None
        job = partial(totals_of, self.session.office, pack, self.session.period, form.id, self.scope)
        return read(self.session.office, job, self.show_totals, self._on_no_totals)

    def _on_no_totals(self, fault: BaseException) -> None:
        """There are no totals for the current choice: show none, also not the earlier ones."""
        self._on_failed(fault)
        self._totals = None
        self.heading.say("")
        self.totals.fill([])
        self.trail.forget("")
        self.out.setEnabled(False)
        self.adjust.setEnabled(False)

    def show_totals(self, totals: Totals) -> None:
        """Show the totals of one form."""
        self._totals = totals
        if self.note.property("kind") == "note-bad":
            self.note.hide()
        summary = "　".join(map(sentence, totals.head))
        if totals.outside:
            summary += tr("（计入汇总的 {n} 个，另有 {more} 个不计入）", n=totals.expected, more=len(totals.outside))
        self.heading.say(summary)
        if totals.outside:
            outside = tr("不计入合计 {n} 个：{names}", n=len(totals.outside), names=tr("、").join(totals.outside))
            self.heading.line.setToolTip(look.tip(f"{summary}　{outside}"))
        form = self.form
        words, named = form is None or form.kind == "tasks", int(form is None or form.fixed)
        self.totals.set_head(totals.titles, range(0) if words else range(named + 1, len(totals.titles)))
        for n in range(len(totals.titles)):
            wide = look.px(240 if n == named else 80 if n == 0 else 480 if words else WIDE)
            self.totals.setColumnWidth(n, max(wide, self.totals.horizontalHeader().sectionSizeHint(n)))
        self.totals.fill([(row, texts, "") for row, texts in totals.lines])
        self._show_body(totals.parts > 0)
        if not totals.parts:
            self.trail.forget("")
        elif self.trail.open:
            self.trail.renew(totals.values)
        else:
            self.trail.forget(tr("选一个数，按 Enter，看它由哪些单位的哪个单元格合成。"))

    def _show_body(self, some: bool) -> None:
        """Show the totals, or the empty page; the focus moves to the corresponding widget."""
        self.out.setEnabled(some)
        self.adjust.setEnabled(some)
        main_widget: QWidget = self.totals if some else self.empty.button
        self.setFocusProxy(main_widget)
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.body.isAncestorOf(focus)
        if (front := self.split if some else self.empty) is not self.body.currentWidget():
            self.body.setCurrentWidget(front)
            if had_focus:
                main_widget.setFocus()

    # --- the sources of a number

    def _on_cell(self, row: int, column: int) -> None:
        form, totals, item = self.form, self._totals, self.totals.item(row, 0)
        name = totals.fields[column] if totals is not None and column < len(totals.fields) else ""
        if form is None or totals is None or item is None or not name:
            return
        code = str(item.data(ID))
        title = f"{tr('合计') if code == TOTAL else code} {totals.titles[column]}"
        self.trail.look_behind(Total(form.id, code, name, title, totals.values.get(code, {}).get(name), self.scope))

    def _on_adjust(self) -> None:
        """Show the adjustment lines of the form."""
        form, row, column = self.form, self.totals.chosen, self.totals.currentColumn()
        fields = self._totals.fields if self._totals is not None else ()
        if form is not None:
            name = fields[column] if 0 <= column < len(fields) else ""
            box = adjustments.AdjustmentsBox(self.session, form, adjustments.TotalCell(form.id, str(row or ""), name), self)
            dialogs.work(box)
            box.deleteLater()

    # --- out

    def _on_out(self) -> None:
        pack, period, office = self.session.pack, self.session.period, self.session.office
        folder = dialogs.choose_folder(self, tr("汇总件放在哪里"))
        if pack is None or folder is None:
            return
        self.out.setEnabled(False)
        scope, who = self.scope, office.who
        self._job = tasks.run(lambda _task: write_out(office, pack, period, scope, folder, who), self._on_written, self._on_failed)

    def _on_written(self, result: tuple[list[Path], Sentence | str]) -> None:
        files, draft = result
        self.out.setEnabled(True)
        names = tr("、").join(file.name for file in files)
        message = tr("✓ 已写出 {names}", names=names)
        if draft:
            message = tr("△ 汇总件写成草稿：{why}。已写出 {names}", why=sentence(draft), names=names)
        self.note.say(message, "note-warn" if draft else "note-good")

    def _on_failed(self, fault: BaseException) -> None:
        self.out.setEnabled(self._totals is not None and self._totals.parts > 0)
        self.note.fail(fault)

    def stop(self) -> None:
        """Cancel background jobs."""
        self._latest.stop()
        self.trail.stop()
        if self._job is not None:
            self._job.cancel()


def totals_of(office: Office, pack: Pack, period: Period, id: str, scope: Mapping[str, Any], conn: Any) -> Totals:
    """The totals of one form as texts; runs in the background with its own connection."""
    form = pack.form(id)
    with Rollup(office, pack, period, conn=conn, **scope) as rollup:
        fields = [field for field in form.fields if not field.const and (form.kind != "tasks" or field.id == "status")]
        if form.kind != "tasks":
            fields = [field for field in fields if kind_of(field).quantity and (form.fixed or field.total or field.derive)]
        head = ("", "") if form.fixed else ("",)
        titles = (tr("编号"), tr("名称"), *(field.title for field in fields)) if form.fixed else ("", *(field.title for field in fields))
        lines = []
        for code, values in rollup.totals(form).items():
            row = form.row(code)
            totals = [NA_TEXT if rollup.not_applicable(form, code, field.id) else values.get(field.id) for field in fields]
            cells = zip(fields, totals, strict=True)
            texts = [of_status(values)] if form.kind == "tasks" else [shown(total, form, field, code) for field, total in cells]
            lines.append((code, (code, _named(row), *texts) if form.fixed else (tr("合计"), *texts)))
        lines += adjustments.lines(rollup, form, fields)
        counted = set(rollup.chosen.asked)
        there = hierarchy.reporting_to(rollup.units, rollup.unit.code, period.last)
        ended = [unit for unit in rollup.chosen.beside if not unit.valid(period.last)]  # merged or split, and had reported
        outside = () if scope else tuple(unit.name for unit in (*there, *ended) if unit not in counted)
        names = (*head, *(field.id for field in fields))
        head_lines = (*rollup.lines, *rollup.notes(form))
        return Totals(head_lines, len(rollup.parts), names, titles, tuple(lines), rollup.totals(form), rollup.expected, outside)


def _named(row: Row | None) -> str:
    """改造面积（万平方米）."""
    if row is None:
        return ""
    return f"{row.title}（{row.unit}）" if row.unit else row.title


def write_out(
    office: Office, pack: Pack, period: Period, scope: Mapping[str, Any], folder: Path, who: str
) -> tuple[list[Path], Sentence | str]:
    """Write the files of the roll-up; returns them and what keeps its return a draft; for a part of the units, they are drafts."""
    from desktop.exchange.rollup_files import write_rollup

    # The background job's own connection; a version that is handed up is frozen through another one, see `finalise.freeze`.
    with (
        open_office(office.path, office.catalogue, who, write=False) as worker_office,
        Rollup(worker_office, pack, period, **scope) as rollup,
    ):
        files, errors = write_rollup(worker_office, rollup, folder, all_units=not scope)
        return files, why_draft(rollup, errors)
