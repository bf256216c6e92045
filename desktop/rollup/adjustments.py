"""Adjustments on the page 汇总: named amounts beside the reported figures, listed, added and withdrawn; reported figures never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.messages import Trouble
from db.packs.additivity import TOTAL
from db.packs.model import Form, Pack
from db.rollup import adjustments
from db.rollup.adjustments import Adjustment
from db.rollup.rollup import Rollup
from db.units import hierarchy
from db.values.dates import show_moment
from db.values.field import Field
from desktop.widgets import dialogs, look
from desktop.widgets.field_box import FieldBox
from desktop.widgets.heading import PageNote, act
from desktop.widgets.listing import Listing
from desktop.words.i18n import tr
from desktop.work.session import Session

SIZE = (1060, 460)  # px at 100 %


@dataclass(frozen=True)
class TotalCell:
    """A cell of the totals."""

    form: str
    row: str
    field: str


def lines(rollup: Rollup, form: Form, fields: Sequence[Field]) -> list[tuple[str, tuple[str, ...]]]:
    """The adjustments of a form as lines under its totals: (row it belongs to, texts)."""
    out = []
    for adjustment in rollup.adjusted:
        if adjustment.form == form.id:
            name = tr("{name}（{unit}，已计入合计）", name=adjustment.name, unit=rollup.called(adjustment.unit))
            head = (tr("调整"), f"{adjustment.row} {name}") if form.fixed else (tr("调整 {name}", name=name),)
            out.append((adjustment.row, (*head, *(signed(adjustment, form) if field.id == adjustment.field else "" for field in fields))))
    return out


def signed(adjustment: Adjustment, form: Form) -> str:
    """The amount with sign, +12.50 or -0.03, with the decimals of its cell, at least those typed."""
    typed = -int(adjustment.amount.as_tuple().exponent)
    decimals = (form.decimals(form.field(adjustment.field), adjustment.row) or 0) if form.has(adjustment.field) else 0
    return f"{adjustment.amount:+,.{max(decimals, typed, 0)}f}"


class AdjustmentsBox(QDialog):
    """The adjustments of the current programme and period; `cell` is the current cell, `form` the form shown."""

    def __init__(self, session: Session, form: Form, cell: TotalCell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.form, self.cell = session, form, cell
        self.setWindowTitle(tr("调整"))
        self.resize(look.px(SIZE[0]), look.px(SIZE[1]))
        head = QLabel(tr("调整"))
        head.setProperty("kind", "title")
        explanation = QLabel(tr("合计里要加减的数单独列出，写明名称和原因；各单位所报的数不改。撤回的留在这里备查。"))
        explanation.setProperty("kind", "quiet")
        explanation.setWordWrap(True)
        heads = (tr("名称"), tr("单位"), tr("哪一格"), tr("调整数"), tr("原因"), tr("登记人、时间"), tr("状态"))
        self.list = Listing("adjustments", tr("调整"), heads, (168, 88, 180, 88, 0, 184, 88), numbers=range(3, 4))
        self.list.currentCellChanged.connect(lambda *_: self._enable())
        self.none = QLabel(tr("还没有调整。"))
        self.none.setObjectName("adjustNone")
        self.fault = PageNote("adjustFault")
        acts = QHBoxLayout()
        acts.setSpacing(look.px(8))
        self.withdraw = act(acts, tr("撤回…"), "adjustWithdraw", self._on_withdraw)
        acts.addStretch(1)
        self.close_button = act(acts, tr("关闭"), "adjustClose", self.accept)
        for button in (self.withdraw, self.close_button):
            button.setAutoDefault(False)
        self.add = QPushButton(tr("添加…"))
        self.add.setObjectName("adjustAdd")
        self.add.setProperty("kind", "main")
        self.add.setDefault(True)
        self.add.clicked.connect(lambda _checked=False: self._on_add())
        acts.addWidget(self.add)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, look.px(16), margin, look.px(16))
        column.setSpacing(look.px(12))
        for part in (head, explanation, self.list, self.none, self.fault):
            column.addWidget(part)
        column.setStretch(2, 1)
        column.addStretch(0)  # fills the space if there is no list
        column.addLayout(acts)
        self.renew()

    def renew(self) -> None:
        """Reload the list."""
        pack, office, period = self._pack, self.session.office, self.session.period
        listed = adjustments.adjustments(office.db.conn, pack, period, gone=True)
        there = {unit.code: unit.name for unit in hierarchy.at(office.units(), period.last)}
        self._standing = {adjustment.key for adjustment in listed if adjustment.gone is None}
        self.list.fill([(adjustment.key, _texts(adjustment, pack, there), "quiet" if adjustment.gone else "") for adjustment in listed])
        self.list.setVisible(bool(listed))
        self.none.setVisible(not listed)
        self._enable()

    @property
    def _pack(self) -> Pack:
        pack = self.session.pack
        assert pack is not None, "no page without a programme"
        return pack

    def _enable(self) -> None:
        self.withdraw.setEnabled(self.list.chosen in self._standing)

    def _on_add(self) -> None:
        box = AddBox(self.session, self.form, self.cell, self)
        done = dialogs.work(box)
        box.deleteLater()
        if done:
            self._done()

    def _on_withdraw(self) -> None:
        key, office = str(self.list.chosen), self.session.office
        reason = dialogs.ask_text(self, tr("撤回"), tr("为什么撤回这一条调整？原因留在清单里。"))
        if reason is None:
            return
        try:
            adjustments.withdraw(office.db, office.who, self._pack, self.session.period, key, reason)
        except Trouble as trouble:  # nothing was written
            self.fault.fail(trouble)
            return
        self._done()

    def _done(self) -> None:
        self.fault.hide()
        self.renew()
        self.session.refresh()


class AddBox(FieldBox):
    """The box for a new adjustment."""

    def __init__(self, session: Session, form: Form, cell: TotalCell, parent: QWidget | None = None) -> None:
        super().__init__(tr("添加调整"), form.title, tr("添加"), parent)
        self.session, self.form_ = session, form
        own, *lower = adjustments.adjustable_units(session.office.db.conn, session.period)
        self.unit = self._choice(tr("单位"), "adjustUnit")
        self.unit.addItem(tr("{unit}（本级）", unit=own.name), own.code)
        for unit in lower:
            self.unit.addItem(unit.name, unit.code)
        known = adjustments.cells(form, own.level, session.period.year)
        self.row = self._choice(tr("行"), "adjustRow")
        for code in dict.fromkeys(row for row, _ in known):
            row = form.row(code)
            self.row.addItem(f"{code} {row.title}（{row.unit}）" if row else TOTAL, code)
        self.field = self._choice(tr("栏"), "adjustField")
        for id in dict.fromkeys(field for _, field in known):
            self.field.addItem(form.field(id).title, id)
        self.row.setCurrentIndex(max(self.row.findData(cell.row), 0))
        at = next(
            (n for id in (cell.field, "current") if (n := self.field.findData(id)) >= 0), 0
        )  # the current cell's field, else that of this period
        self.field.setCurrentIndex(at)
        self.amount = self.line(tr("调整数"), "adjustAmount")
        self.amount.setPlaceholderText(tr("带正负号，如 -12.5"))
        self.name = self.line(tr("名称"), "adjustName")
        self.name.setPlaceholderText(tr("如：交界小区重报"))
        self.reason = self.line(tr("原因"), "adjustReason")
        self.amount.setFocus()

    def _choice(self, title: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setMaxVisibleItems(20)
        self.add(title, box)
        return box

    def act(self) -> None:
        """Store the adjustment; raises `Trouble` if it is not valid."""
        office, pack = self.session.office, self.session.pack
        if pack is None or self.row.currentData() is None:
            raise Trouble("这张表没有相加的数，不能调整。")
        cell = (self.form_.id, self.row.currentData(), self.field.currentData())
        adjustments.adjust(
            office.db, office.who, pack, self.session.period, self.unit.currentData(), *cell, self.amount.text(), self.name.text(),
            self.reason.text(),
        )  # fmt: skip


def _texts(adjustment: Adjustment, pack: Pack, there: dict[str, str]) -> tuple[str, ...]:
    form = next((form for form in pack.forms if form.id == adjustment.form), None)
    field = form.field(adjustment.field).title if form is not None and form.has(adjustment.field) else adjustment.field
    where = " ".join((form.title if form else adjustment.form, *([adjustment.row] if adjustment.row != TOTAL else []), field))
    reason, state = adjustment.reason, ""
    if adjustment.gone is not None:
        state = tr("已撤回")
        why = adjustment.gone.detail.get("text", "")
        reason += tr("（撤回：{why}，{who} {at}）", why=why, who=adjustment.gone.who, at=show_moment(adjustment.gone.at))
    amount = signed(adjustment, form) if form is not None else f"{adjustment.amount:+}"
    return (
        adjustment.name,
        there.get(adjustment.unit, adjustment.unit),
        where,
        amount,
        reason,
        f"{adjustment.who} {show_moment(adjustment.at)}",
        state,
    )
