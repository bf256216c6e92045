"""The page 汇总: totals of a programme and period by form; behind each number its units, files and cells; out as workbook and paper."""

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
from db.rollup.rollup import Rollup
from db.units import hierarchy
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
    """What the page shows of one form: the head of the roll-up, lines of (row, texts), and the fields of the columns."""

    head: tuple[Sentence, ...]
    parts: int
    fields: tuple[str, ...]
    titles: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    values: Mapping[str, Mapping[str, Any]]
    expected: int = 0  # units that count in the total
    outside: tuple[str, ...] = ()  # units that report here and do not count in the total


class RollupPage(PageWidget):
    """Goes to 收报 while nothing has come in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("rollupPage")
        self.heading = Heading(tr("汇总"))
        self.note = PageNote("rollupNote")
        self._latest = Latest(self._ask, parent=self)
        self.level = QComboBox()
        self.level.setObjectName("rollupLevel")
        self.level.setAccessibleName(tr("按什么汇总"))
        self.level.setToolTip(self.level.accessibleName())  # on Linux what is chosen is read out as its name, this after it
        for word, title in unit_choices().items():
            self.level.addItem(title, word)
        self.wanted: tuple[str, ...] = ()
        self._level = 0
        self.level.activated.connect(self._on_whose)
        self.forms = QTabBar()
        self.forms.setObjectName("rollupForms")
        self.forms.setAccessibleName(tr("报表"))
        self.forms.setDrawBase(False)
        self.forms.setExpanding(False)
        self.forms.currentChanged.connect(lambda _n: self._on_form())
        self.totals = Listing("rollupTotals", tr("合计"), (tr("编号"),), (80,))
        self.totals.setSelectionBehavior(self.totals.SelectionBehavior.SelectItems)  # one number is looked behind, not a row
        self.trail = Trail(session, self._on_failed)
        self.trail.left.connect(self.totals.setFocus)
        told = tr("在“收报”页把各单位的报送件收进来，这里就有合计。")
        self.empty = EmptyPlace("inbox", tr("还没有收到下级的报送件"), told, tr("去收报"))
        self.empty.button.clicked.connect(lambda _checked=False: self.go("intake"))
        self._found: Totals | None = None
        self._job: tasks.Task | None = None
        self._lay_out()
        self.totals.cellActivated.connect(self._on_cell)
        self.totals.cellClicked.connect(self._on_cell)
        session.changed.connect(lambda form: self._latest.soon() if form is None else None)
        session.moved.connect(self._renew)
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            one = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            one.activated.connect(partial(self._step, step))
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
        for one in (self.out, self.adjust):
            one.setEnabled(False)  # until something is in
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
        self._on_form()

    def _step(self, step: int) -> None:
        """The next form, or the one before."""
        self.forms.setCurrentIndex((self.forms.currentIndex() + step) % max(self.forms.count(), 1))

    def _on_form(self) -> None:
        self.trail.forget("")
        self._latest.now()

    # --- whose figures

    @property
    def scope(self) -> dict[str, Any]:
        """Whose figures are added up, as `Rollup` is told: nothing for the units right below."""
        word = str(self.level.itemData(self._level))
        return {"wanted": self.wanted} if word == CHOSEN else {"level": word} if word else {}

    def _on_whose(self, n: int) -> None:
        """Another line of the choice was taken; given up in the box, it is as before."""
        if self.level.itemData(n) == CHOSEN and not self._choose_units(n):
            self.level.setCurrentIndex(self._level)
            return
        self._level = n
        self._on_form()

    def _choose_units(self, n: int) -> bool:
        """Ask which units, whenever that line of the choice is taken."""
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
        """Add up anew whenever the page comes to the front."""
        super().showEvent(event)
        self._latest.now()

    def _ask(self) -> tasks.Task | None:
        form, pack = self.form, self.session.pack
        if form is None or pack is None or not self.isVisible():
            return None
        job = partial(totals_of, self.session.office, pack, self.session.period, form.id, self.scope)
        return read(self.session.office, job, self.show_totals, self._on_no_totals)

    def _on_no_totals(self, fault: BaseException) -> None:
        """Those of before are not what is asked for now."""
        self._on_failed(fault)
        self._found = None
        self.heading.say("")
        self.totals.fill([])
        self.trail.forget("")
        self.out.setEnabled(False)
        self.adjust.setEnabled(False)

    def show_totals(self, found: Totals) -> None:
        """Draw the totals of one form."""
        self._found = found
        if self.note.property("kind") == "note-bad":
            self.note.hide()
        said = "　".join(map(sentence, found.head))
        if found.outside:
            said += tr("（计入汇总的 {n} 个，另有 {more} 个不计入）", n=found.expected, more=len(found.outside))
        self.heading.say(said)
        if found.outside:
            outside = tr("不计入合计 {n} 个：{names}", n=len(found.outside), names=tr("、").join(found.outside))
            self.heading.line.setToolTip(look.tip(f"{said}　{outside}"))
        form = self.form
        words, named = form is None or form.kind == "tasks", int(form is None or form.fixed)
        self.totals.set_head(found.titles, range(0) if words else range(named + 1, len(found.titles)))
        for n in range(len(found.titles)):
            wide = look.px(240 if n == named else 80 if n == 0 else 480 if words else WIDE)
            self.totals.setColumnWidth(n, max(wide, self.totals.horizontalHeader().sectionSizeHint(n)))
        self.totals.fill([(row, texts, "") for row, texts in found.lines])
        self._show_body(found.parts > 0)
        if not found.parts:
            self.trail.forget("")
        elif self.trail.open:
            self.trail.renew(found.values)
        else:
            self.trail.forget(tr("选一个数，按 Enter，看它由哪些单位的哪个单元格合成。"))

    def _show_body(self, some: bool) -> None:
        """The totals, or where to get some; what was at hand there is at hand here."""
        self.out.setEnabled(some)
        self.adjust.setEnabled(some)
        at_hand: QWidget = self.totals if some else self.empty.button
        self.setFocusProxy(at_hand)
        focus = QApplication.focusWidget()
        held = focus is not None and self.body.isAncestorOf(focus)
        if (front := self.split if some else self.empty) is not self.body.currentWidget():
            self.body.setCurrentWidget(front)
            if held:
                at_hand.setFocus()

    # --- behind a number

    def _on_cell(self, row: int, column: int) -> None:
        form, found, item = self.form, self._found, self.totals.item(row, 0)
        name = found.fields[column] if found is not None and column < len(found.fields) else ""
        if form is None or found is None or item is None or not name:
            return
        code = str(item.data(ID))
        title = f"{tr('合计') if code == TOTAL else code} {found.titles[column]}"
        self.trail.look_behind(Total(form.id, code, name, title, found.values.get(code, {}).get(name), self.scope))

    def _on_adjust(self) -> None:
        """The named lines beside what was reported."""
        form, row, column = self.form, self.totals.chosen, self.totals.currentColumn()
        fields = self._found.fields if self._found is not None else ()
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

    def _on_written(self, found: tuple[list[Path], int]) -> None:
        files, errors = found
        self.out.setEnabled(True)
        names = tr("、").join(one.name for one in files)
        said = tr("✓ 已写出 {names}", names=names)
        if errors:
            said = tr("△ 有 {n} 个必须改的问题，写成草稿：{names}", n=errors, names=names)
        self.note.say(said, "note-warn" if errors else "note-good")

    def _on_failed(self, fault: BaseException) -> None:
        self.out.setEnabled(self._found is not None and self._found.parts > 0)
        self.note.fail(fault)

    def stop(self) -> None:
        """Let go of what runs beside."""
        self._latest.stop()
        self.trail.stop()
        if self._job is not None:
            self._job.cancel()


def totals_of(office: Office, pack: Pack, period: Period, id: str, scope: Mapping[str, Any], conn: Any) -> Totals:
    """The totals of one form, as texts; runs in a worker with its own connection."""
    form = pack.form(id)
    with Rollup(office, pack, period, conn=conn, **scope) as made:
        fields = [one for one in form.fields if not one.const and (form.kind != "tasks" or one.id == "status")]
        if form.kind != "tasks":
            fields = [one for one in fields if kind_of(one).quantity and (form.fixed or one.total or one.derive)]
        head = ("", "") if form.fixed else ("",)
        titles = (tr("编号"), tr("名称"), *(one.title for one in fields)) if form.fixed else ("", *(one.title for one in fields))
        lines = []
        for code, values in made.totals(form).items():
            row = form.row(code)
            texts = [of_status(values) if form.kind == "tasks" else shown(values.get(one.id), form, one, code) for one in fields]
            lines.append((code, (code, _named(row), *texts) if form.fixed else (tr("合计"), *texts)))
        lines += adjustments.lines(made, form, fields)
        asked = set(made.chosen.asked)
        outside = (
            () if scope else tuple(one.name for one in hierarchy.reporting_to(made.units, made.unit.code, period.last) if one not in asked)
        )
        names = (*head, *(one.id for one in fields))
        told = (*made.lines, *made.notes(form))
        return Totals(told, len(made.parts), names, titles, tuple(lines), made.totals(form), made.expected, outside)


def _named(row: Row | None) -> str:
    """改造面积（万平方米）."""
    if row is None:
        return ""
    return f"{row.title}（{row.unit}）" if row.unit else row.title


def write_out(office: Office, pack: Pack, period: Period, scope: Mapping[str, Any], folder: Path, who: str) -> tuple[list[Path], int]:
    """The files of the roll-up, and how many errors made its return a draft; of a part of the units only drafts are made."""
    from desktop.exchange.rollup_files import write_rollup

    # The worker's own connection; the version that is handed up is frozen through another one, see `finalise.freeze`.
    with open_office(office.path, office.catalogue, who, write=False) as own, Rollup(own, pack, period, **scope) as made:
        files, errors = write_rollup(own, made, folder, all_units=not scope)
        return files, len(errors)
