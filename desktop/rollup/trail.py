"""The way down 追溯 from a total: the values behind it, unit by unit, and behind each the cell of the file it came in.

Enter or a click goes down, Esc comes back up. The rows of a ledger come a page at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from db import trail
from db.additive import TOTAL
from db.dates import show_moment
from db.pack import Form
from db.rollup import Rollup
from db.sources import Source, Why
from desktop import look, tasks
from desktop.aside import read
from desktop.grids import Listing
from desktop.i18n import sentence, tr
from desktop.rollup.words import shown
from desktop.session import Session

MOVED = "*"  # as on paper: a number that 舍位平衡 moved
NUMBER = 1  # the column of the values


@dataclass(frozen=True)
class Total:
    """A total that is looked behind: of which form, row and field, as it stands on the page; `scope` is whose it is."""

    form: str
    row: str
    field: str
    title: str
    value: Any
    scope: Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What stands behind a total, where its next values begin, and the numbers it is computed from (`of` in `why`)."""

    why: Why
    after: trail.Place | None = None
    parts: tuple[Any, ...] = ()


class Trail(QWidget):
    """`left` when Esc is pressed at the top."""

    left = Signal()

    def __init__(self, session: Session, failed: Callable[[BaseException], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._failed = session, failed
        self._total: Total | None = None
        self._way: list[Total] = []  # the totals above this one
        self._sources: list[Source] = []
        self._of: tuple[tuple[str, str], ...] = ()
        self._after: trail.Place | None = None
        self._job: tasks.Task | None = None
        self._more: tasks.Task | None = None
        self.told = QLabel()
        self.told.setObjectName("rollupTold")
        self.told.setProperty("kind", "quiet")
        self.told.setWordWrap(True)
        self.sources = Listing(
            "rollupSources", tr("来自哪里"),
            (tr("单位"), tr("数"), tr("文件"), tr("单元格"), tr("版"), tr("校验码"), tr("填表"), tr("收报")),
            (120, 110, 0, 150, 40, 112, 200, 190), numbers=range(NUMBER, NUMBER + 1),
        )  # fmt: skip
        self.sources.cellActivated.connect(lambda row, _column: self.go_down(row))
        self.sources.cellClicked.connect(lambda row, _column: self.go_down(row))
        self.sources.verticalScrollBar().valueChanged.connect(lambda _value: self._near_end())
        self.cell = CellCard()
        self.below = QStackedWidget()
        self.below.addWidget(self.sources)
        self.below.addWidget(self.cell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.told)
        column.addWidget(self.below, 1)

    # --- what stands behind a total

    @property
    def open(self) -> bool:
        """Whether a total is looked behind."""
        return self._total is not None

    def forget(self, said: str) -> None:
        """Show nothing but this sentence."""
        self.stop()
        self._total, self._way, self._after, self._sources, self._of = None, [], None, [], ()
        self.below.setCurrentWidget(self.sources)
        self.sources.fill([])
        self.told.setText(said)

    def look_behind(self, total: Total) -> None:
        """Read what stands behind a total, in place of what was shown."""
        self._way = []
        self._read(total)

    def _read(self, total: Total) -> None:
        self.stop()
        self._total, self._sources, self._of, self._after = total, [], (), None  # a second click finds nothing to go down to
        pack, office, period = self.session.pack, self.session.office, self.session.period
        if pack is not None:
            job = partial(found_behind, office, pack, period, total)
            self._job = read(office, job, partial(self._show, total), self._failed)

    def _show(self, total: Total, found: Found) -> None:
        self._sources, self._of, self._after = list(found.why.sources), found.why.of, found.after
        told = tr("{title}：{value}", title=total.title, value=self._number(total, found))
        if found.why.said is not None:
            told += "　" + sentence(found.why.said)
        if self._sources or self._of:
            told += "　" + tr("按 Enter 往下看，按 Esc 回来。")
        self.told.setText(told)
        self.below.setCurrentWidget(self.sources)
        self.sources.setRowCount(0)
        named = [(one[0], shown(part), self._title(total, *one)) for one, part in zip(self._of, found.parts, strict=True)]
        self.sources.fill([(n, texts, "") for n, texts in enumerate(named)] or _lines(self._sources, 0))
        self._mark()
        self.sources.setFocus()
        self._near_end()

    def _number(self, total: Total, found: Found) -> str:
        """The total: a sum with all its digits, so that the values below add up to it, a computed number with its decimals."""
        form = self.session.pack.form(total.form) if self.session.pack and found.why.of else None
        return shown(found.why.value, form, form.field(total.field) if form else None, total.row)

    def _title(self, total: Total, row: str, field: str) -> str:
        """已办件 本年累计."""
        form = self.session.pack.form(total.form) if self.session.pack else None
        if form is None:
            return field
        found = form.row(row)
        return f"{found.title} {form.field(field).title}" if found else form.field(field).title

    def _mark(self) -> None:
        """Say of each number that was moved both numbers, for the pointer."""
        for n, one in enumerate(self._sources):
            item = self.sources.item(n, NUMBER)
            if one.printed and item is not None:
                item.setToolTip(tr("原报数 {value}；汇总表经舍位平衡印作 {printed}", value=shown(one.value), printed=one.printed))

    def _near_end(self) -> None:
        """Read the next page of a ledger's rows when its last one is nearly in sight."""
        total, pack, bar = self._total, self.session.pack, self.sources.verticalScrollBar()
        if self._after is not None:
            self.sources.doItemsLayout()  # else the bar does not know of the rows just added
        if self._after is None or self._more is not None or total is None or pack is None or bar.value() < bar.maximum() - bar.pageStep():
            return
        job = partial(more_behind, self.session.office, pack, self.session.period, total, self._after)
        self._more = read(self.session.office, job, partial(self._add, total), self._on_no_more)

    def _on_no_more(self, fault: BaseException) -> None:
        self._more = None
        self._failed(fault)

    def _add(self, total: Total, found: trail.Page) -> None:
        self._more = None
        if total is self._total:
            first = len(self._sources)
            self._sources += found.sources
            self._after = found.after
            self.sources.add(_lines(found.sources, first))
            self._near_end()

    # --- down and up

    def go_down(self, row: int) -> None:
        """The cell behind a value; for a total that is computed, what stands behind the number it is computed from."""
        total = self._total
        if total is not None and row < len(self._of):
            code, field = self._of[row]
            self._way.append(total)
            title = self._title(total, code, field)
            self._read(Total(total.form, code, field, f"{code} {title}", None, total.scope))
        elif row < len(self._sources):
            self.cell.show_source(self._sources[row])
            self.below.setCurrentWidget(self.cell)
            self.cell.copy.setFocus()

    def go_up(self) -> None:
        """Back from the cell to the values, from a part to what is computed from it, and out."""
        if self.below.currentWidget() is self.cell:
            self.below.setCurrentWidget(self.sources)
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
        """Let go of what runs beside."""
        for job in (self._job, self._more):
            if job is not None:
                job.cancel()
        self._job = self._more = None


class CellCard(QWidget):
    """One value to the last detail: unit, number, file, sheet, cell, version, check code, who and when."""

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
        self.said = QLabel(tr("按 Esc 回到各单位的数"))
        self.said.setObjectName("rollupSaid")
        self.said.setProperty("kind", "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(look.px(8))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.place)
        buttons.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addLayout(self.grid)
        column.addLayout(buttons)
        column.addStretch(1)

    def show_source(self, one: Source) -> None:
        """Say where a value comes from."""
        self._source = one
        while (item := self.grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        self._texts = [(title, text) for title, text in _facts(one) if text]
        half = (len(self._texts) + 1) // 2
        for n, (title, text) in enumerate(self._texts):
            row, column = (n, 0) if n < half else (n - half, 2)
            head, found = QLabel(title), QLabel(text)
            head.setProperty("kind", "quiet")
            found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            found.setWordWrap(True)
            self.grid.addWidget(head, row, column, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(found, row, column + 1)
        self.place.setVisible(bool(one.file))
        self.said.setText(tr("按 Esc 回到各单位的数"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{title}\t{text}" for title, text in self._texts))
        self.said.setText(tr("✓ 已复制"))

    def _on_place(self) -> None:
        one = self._source
        folder = Path(one.path).parent if one is not None and one.path else None
        if one is None or folder is None:
            self.said.setText(tr("收这份文件时没有记下它放在哪里。"))
        elif not (folder / one.file).exists():
            self.said.setText(tr("收报时文件在“{folder}”，现在不在那里了。", folder=str(folder)))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def found_behind(office: Any, pack: Any, period: Any, total: Total, conn: Any) -> Found:
    """What stands behind one total; of a ledger's sum only the first page, since its value is on the page already."""
    form: Form = pack.form(total.form)
    with Rollup(office, pack, period, conn=conn, **total.scope) as made:
        if not form.fixed and total.row == TOTAL and total.value is not None and made.adds(form, total.field, total.row):
            found = trail.page(made, form, total.field)
            return Found(Why(total.value, found.sources), found.after)
        why = made.why(form, total.row, total.field)
        return Found(why, parts=tuple(made.value(form, row, field) for row, field in why.of))


def more_behind(office: Any, pack: Any, period: Any, total: Total, after: trail.Place, conn: Any) -> trail.Page:
    """The next page of the rows behind a ledger's sum."""
    with Rollup(office, pack, period, conn=conn, **total.scope) as made:
        return trail.page(made, pack.form(total.form), total.field, after)


def _lines(sources: Any, first: int) -> list[tuple[object, tuple[str, ...], str]]:
    return [(n, _texts(one), "") for n, one in enumerate(sources, first)]


def _texts(one: Source) -> tuple[str, ...]:
    cell = f"{one.sheet}!{one.cell}" if one.cell else ""
    version = str(one.version) if one.version else ""
    value = f"{MOVED}{shown(one.value)}" if one.printed else shown(one.value)
    return (
        one.unit_name,
        value,
        one.file or one.reason,
        cell,
        version,
        one.check_code,
        _who(one.who, one.at),
        _who(one.taken_by, one.taken_at),
    )


def _who(who: str, at: str) -> str:
    return " ".join(text for text in (who, show_moment(at)) if text)


def _facts(one: Source) -> list[tuple[str, str]]:
    printed = tr("{printed}（舍位平衡，末位差一个单位）", printed=one.printed) if one.printed else ""
    return [
        (tr("单位"), one.unit_name), (tr("数"), shown(one.value)), (tr("汇总表印作"), printed), (tr("行"), one.row),
        (tr("文件"), one.file), (tr("工作表"), one.sheet), (tr("单元格"), one.cell), (tr("版本"), str(one.version or "")),
        (tr("校验码"), one.check_code), (tr("填表"), _who(one.who, one.at)), (tr("收报"), _who(one.taken_by, one.taken_at)),
        (tr("原因"), one.reason),
    ]  # fmt: skip
