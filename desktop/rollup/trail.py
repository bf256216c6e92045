"""Tracing 追溯 a total: the values it consists of, unit by unit, and for each the cell of the file it came from.

Enter or a click goes down, Esc goes back up. The rows of a ledger are read page by page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.packs.additivity import TOTAL
from db.packs.model import Form
from db.received import store
from db.rollup import ledger_rows
from db.rollup.contributions import Source
from db.rollup.rollup import Rollup
from db.rollup.why import Why, explain
from desktop.rollup.cell_card import CellCard, who_and_when
from desktop.rollup.texts import shown
from desktop.widgets import look
from desktop.widgets.listing import Listing
from desktop.words.i18n import sentence, tr
from desktop.work import tasks
from desktop.work.background_read import read
from desktop.work.session import Session

OF_FILES = ("reported", "computed")
MOVED = "*"  # as on paper: a number changed by 舍位平衡
NUMBER = 1  # the column of the values
WIDTHS = (128, 96, 0, 156, 40, 112, 216, 172)  # px at 100 %, columns of the sources
NAMED = 180  # px, the unit column if it also names the row


@dataclass(frozen=True)
class Total:
    """A total being traced: form, row, field, title and value on the page; `scope` are the units it adds up."""

    form: str
    row: str
    field: str
    title: str
    value: Any
    scope: Mapping[str, Any]


@dataclass(frozen=True)
class TotalSources:
    """The sources of a total, the position of the next page, and the values it is computed from (`of` in `why`)."""

    why: Why
    after: ledger_rows.PagePosition | None = None
    parts: tuple[Any, ...] = ()


class Trail(QWidget):
    """Emits `left` when Esc is pressed at the top level."""

    left = Signal()

    def __init__(self, session: Session, failed: Callable[[BaseException], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._failed = session, failed
        self._text = self._hint = ""
        self._asked = False  # the person asked for it, not the page
        self._total: Total | None = None
        self._way: list[Total] = []  # the totals traced before this one
        self._sources: list[Source] = []
        self._of: tuple[tuple[str, str], ...] = ()
        self._after: ledger_rows.PagePosition | None = None
        self._job: tasks.Task | None = None
        self._more: tasks.Task | None = None
        self.summary = QLabel()
        self.summary.setObjectName("rollupTold")
        self.summary.setProperty("kind", "quiet")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        self.sources = Listing("rollupSources", tr("来自哪里"), ("", "", ""), WIDTHS[:3])
        self._set_head()
        self.sources.cellActivated.connect(lambda row, _column: self.go_down(row))
        self.sources.cellClicked.connect(lambda row, _column: self.go_down(row))
        self.sources.verticalScrollBar().valueChanged.connect(lambda _value: self._near_end())
        self.cell = CellCard()
        self.below = QStackedWidget()
        self.below.addWidget(self.sources)
        self.below.addWidget(self.cell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(8), 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.summary)
        column.addWidget(self.below, 1)

    # --- sources of a total

    @property
    def open(self) -> bool:
        """Whether a total is being traced."""
        return self._total is not None

    def forget(self, text: str) -> None:
        """Show only this sentence."""
        self.stop()
        self._total, self._way, self._after, self._sources, self._of, self._asked = None, [], None, [], (), False
        self.below.setCurrentWidget(self.sources)
        self.sources.fill([])
        self._text, self._hint = text, ""
        self._tell()

    def look_behind(self, total: Total) -> None:
        """Trace a total instead of the one shown."""
        self._way = []
        self._read(total)

    def renew(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        """Read the sources shown again for new totals; focus and view stay."""
        if self._total is not None:
            self._way = [_now(total, values) for total in self._way]
            self._read(_now(self._total, values), again=True)

    def _read(self, total: Total, *, again: bool = False) -> None:
        self.stop()
        self._total, self._after = total, None
        if not again:
            self._asked, self._sources, self._of = True, [], ()  # so that a second click does nothing
        pack, office, period = self.session.pack, self.session.office, self.session.period
        if pack is not None:
            job = partial(found_behind, office, pack, period, total)
            self._job = read(office, job, partial(self._show, total), self._failed)

    def _show(self, total: Total, total_sources: TotalSources) -> None:
        self._sources, self._of, self._after = list(total_sources.why.sources), total_sources.why.of, total_sources.after
        self._text = tr("{title}：{value}", title=total.title, value=self._number(total, total_sources))
        if total_sources.why.said is not None:
            self._text += "　" + sentence(total_sources.why.said)
        self._hint = "　" + tr("按 Enter 往下看，按 Esc 回来。") if self._sources or self._of else ""
        asked, self._asked = self._asked, False
        if asked:
            self.below.setCurrentWidget(self.sources)
            self.sources.setRowCount(0)
        self._tell()
        self._set_head(of=bool(self._of), named=total.row == TOTAL)
        named = [(place[0], shown(part), self._title(total, *place)) for place, part in zip(self._of, total_sources.parts, strict=True)]
        self.sources.fill([(n, texts, "") for n, texts in enumerate(named)] or self._lines(self._sources, 0))
        self._mark()
        if asked:
            self.sources.setFocus()
        self._near_end()

    def _set_head(self, *, of: bool = False, named: bool = False) -> None:
        """Set the heads for values of units, rows of a ledger (`named`), or numbers a total is computed from (`of`)."""
        first = tr("编号") if of else tr("单位、行") if named else tr("单位")
        rest = (tr("文件"), tr("单元格"), tr("版"), tr("校验码"), tr("填表人、时间"), tr("收报人、时间"))
        heads = (first, tr("数"), *((tr("名称"),) if of else rest))
        if heads == tuple(item.text() if (item := self.sources.horizontalHeaderItem(n)) else "" for n in range(self.sources.columnCount())):
            return  # so that column widths set by the user stay
        self.sources.set_head(heads, range(NUMBER, NUMBER + 1))
        widths = (NAMED if named else WIDTHS[0], *WIDTHS[1 : len(heads)])
        for n, width in enumerate(widths):
            if width:
                self.sources.setColumnWidth(n, max(look.px(width), self.sources.horizontalHeader().sectionSizeHint(n)))

    def _tell(self) -> None:
        """Show the traced total, and the keys for the current view."""
        back = "　" + tr("按 Esc 回到各单位的数")
        self.summary.setText(self._text + (self._hint if self.below.currentWidget() is self.sources else back))

    def _number(self, total: Total, total_sources: TotalSources) -> str:
        """The text of the total: a sum with all digits, so that the sources add up to it, a computed number with its decimals."""
        form = self.session.pack.form(total.form) if self.session.pack and total_sources.why.of else None
        return shown(total_sources.why.value, form, form.field(total.field) if form else None, total.row)

    def _title(self, total: Total, row: str, field: str) -> str:
        """已办件 本年累计."""
        form = self.session.pack.form(total.form) if self.session.pack else None
        if form is None:
            return field
        form_row = form.row(row)
        return f"{form_row.title} {form.field(field).title}" if form_row else form.field(field).title

    def _mark(self) -> None:
        """Show both numbers in the tooltip of each number changed by 舍位平衡."""
        for n, source in enumerate(self._sources):
            item = self.sources.item(n, NUMBER)
            if source.printed and item is not None:
                item.setToolTip(tr("原报数 {value}；汇总表经舍位平衡印作 {printed}", value=shown(source.value), printed=source.printed))

    def _near_end(self) -> None:
        """Read the next page of ledger rows when the list is scrolled near its end."""
        total, pack, bar = self._total, self.session.pack, self.sources.verticalScrollBar()
        if self._after is not None:
            self.sources.doItemsLayout()  # else the scroll bar ignores the rows just added
        if self._after is None or self._more is not None or total is None or pack is None or bar.value() < bar.maximum() - bar.pageStep():
            return
        job = partial(more_behind, self.session.office, pack, self.session.period, total, self._after)
        self._more = read(self.session.office, job, partial(self._add, total), self._on_no_more)

    def _on_no_more(self, fault: BaseException) -> None:
        self._more = None
        self._failed(fault)

    def _add(self, total: Total, page: ledger_rows.LedgerPage) -> None:
        self._more = None
        if total is self._total:
            first = len(self._sources)
            self._sources += page.sources
            self._after = page.after
            self.sources.add(self._lines(page.sources, first))
            self._near_end()

    def _lines(self, sources: Sequence[Source], first: int) -> list[tuple[object, tuple[str, ...], str]]:
        named = self._total is not None and self._total.row == TOTAL
        return [(n, _texts(source, source.row if named and source.kind in OF_FILES else ""), "") for n, source in enumerate(sources, first)]

    # --- down and up

    def go_down(self, row: int) -> None:
        """Show the cell of a value; for a computed total, trace the number it is computed from."""
        total = self._total
        if total is not None and row < len(self._of):
            code, field = self._of[row]
            self._way.append(total)
            title = self._title(total, code, field)
            self._read(Total(total.form, code, field, f"{code} {title}", None, total.scope))
        elif row < len(self._sources):
            self.cell.show_source(self._sources[row])
            self.below.setCurrentWidget(self.cell)
            self._tell()
            self.cell.copy.setFocus()

    def go_up(self) -> None:
        """Go back from the cell to the values, from a part to the total before, or leave."""
        if self.below.currentWidget() is self.cell:
            self.below.setCurrentWidget(self.sources)
            self._tell()
            self.sources.setFocus()
        elif self._way:
            self._read(self._way.pop())
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes up."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_up()
        else:
            super().keyPressEvent(event)

    def stop(self) -> None:
        """Cancel running jobs."""
        for job in (self._job, self._more):
            if job is not None:
                job.cancel()
        self._job = self._more = None


def found_behind(office: Any, pack: Any, period: Any, total: Total, conn: Any) -> TotalSources:
    """The sources of a total; of a ledger's sum only the first page of rows."""
    form: Form = pack.form(total.form)
    with Rollup(office, pack, period, conn=conn, **total.scope) as rollup:
        if not form.fixed and total.row == TOTAL and rollup.adds(form, total.field, total.row):
            page = ledger_rows.page(rollup, form, total.field)
            value = rollup.value(form, TOTAL, total.field) if total.value is None else total.value
            return TotalSources(Why(value, _named(rollup, form, page.sources)), page.after)
        why = explain(rollup, form, total.row, total.field)
        return TotalSources(why, parts=tuple(rollup.value(form, row, field) for row, field in why.of))


def more_behind(office: Any, pack: Any, period: Any, total: Total, after: ledger_rows.PagePosition, conn: Any) -> ledger_rows.LedgerPage:
    """The next page of rows of a ledger's sum."""
    with Rollup(office, pack, period, conn=conn, **total.scope) as rollup:
        form = pack.form(total.form)
        page = ledger_rows.page(rollup, form, total.field, after)
        return replace(page, sources=_named(rollup, form, page.sources))


def _named(rollup: Rollup, form: Form, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of a ledger with row names instead of row ids."""
    places = [n for n, field in enumerate(form.fields) if field.id in form.names]
    parts = {contribution.unit.code: contribution for contribution in rollup.parts}
    named = []
    for source in sources:
        if source.kind in OF_FILES and source.unit in parts:
            part = parts[source.unit]
            line = store.placed_as(rollup.conn, part.received, form, part.pack, source.row)
            cells = line.cells if line is not None else ()
            source = replace(source, row=" ".join(str(cells[n].value) for n in places if n < len(cells) and cells[n].value is not None))
        named.append(source)
    return tuple(named)


def _now(total: Total, values: Mapping[str, Mapping[str, Any]]) -> Total:
    """The same total as it stands on the page now."""
    return replace(total, value=values.get(total.row, {}).get(total.field)) if total.value is not None else total


def _texts(source: Source, row: str) -> tuple[str, ...]:
    cell = (
        f"{source.sheet}!{source.cell}" if source.cell else tr("由 {n} 格算出", n=len(source.computed_from)) if source.computed_from else ""
    )
    version = str(source.version) if source.version else ""
    value = f"{MOVED}{shown(source.value)}" if source.printed else shown(source.value)
    return (
        f"{source.unit_name} {row}" if row else source.unit_name,
        value,
        source.file or source.reason,
        cell,
        version,
        source.check_code,
        who_and_when(source.who, source.at),
        who_and_when(source.taken_by, source.taken_at),
    )
