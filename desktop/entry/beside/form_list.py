"""The list of forms at the left, each with how much of it is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.messages import Sentence
from db.overview.duties import Fill, fill
from db.packs.model import Form
from db.rules.problem import Problem
from desktop.widgets import look
from desktop.widgets.actions import action
from desktop.words.i18n import tr
from desktop.work import tasks
from desktop.work.session import Session

WIDTH = 200
FORM, COUNT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class FormList(QListWidget):
    """`chosen(form)` when another form is chosen, `left` when it was chosen by key: then the focus goes back to its cells."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("form-list")
        self.setAccessibleName(tr("报表"))
        self.setFixedWidth(look.px(WIDTH))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_FormDelegate(self))
        self.currentItemChanged.connect(self._turned)
        self._task: tasks.Task | None = None

    def fill(self) -> None:
        """List the programme's forms; the form chosen before stays chosen, else the first."""
        before = self.form.id if self.form else ""
        self.blockSignals(True)
        self.clear()
        pack = self.session.pack
        for form in pack.forms if pack else ():
            item = QListWidgetItem(form.title, self)
            item.setData(FORM, form)
            item.setToolTip(form.title)
        self.setCurrentRow(0)
        if before:
            self.choose(before)
        self.blockSignals(False)

    def choose(self, id: str) -> bool:
        """Choose a form; False where the programme has none of that id."""
        for n in range(self.count()):
            if self.item(n).data(FORM).id == id:
                self.setCurrentRow(n)
                return True
        return False

    @action("next-form", Sentence("下一张表"), "Ctrl+PgDown")
    def next_form(self) -> None:
        """To the next form."""
        self._step(1)

    @action("last-form", Sentence("上一张表"), "Ctrl+PgUp")
    def last_form(self) -> None:
        """To the form before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self.currentRow() + by
        if 0 <= row < self.count():
            self.setCurrentRow(row)
            self.left.emit()

    @property
    def form(self) -> Form | None:
        """The form in front."""
        item = self.currentItem()
        return item.data(FORM) if item else None

    def _turned(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(FORM))

    def count_filled(self, problems: Sequence[Problem]) -> None:
        """Count in the background what is filled, as 本期任务 does."""
        office, pack, period = self.session.office, self.session.pack, self.session.period
        if pack is None:
            return
        if self._task:
            self._task.cancel()

        def job(task: tasks.Task) -> list[Fill]:
            conn = office.reading()
            try:
                return [fill(conn, form, period, problems) for form in pack.forms]
            finally:
                conn.close()

        self._task = tasks.run(job, self._counted, self._on_failed)

    def stop(self) -> None:
        """Cancel the counting."""
        if self._task:
            self._task.cancel()
            self._task = None

    def _counted(self, fills: list[Fill]) -> None:
        self._task = None
        known = {fill.form.id: fill for fill in fills}
        for n in range(self.count()):
            self.item(n).setData(COUNT, known.get(self.item(n).data(FORM).id))

    def _on_failed(self, fault: BaseException) -> None:
        self._task = None
        raise fault


class _FormDelegate(QStyledItemDelegate):
    """A title, a thin bar and a count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Two lines of title at most."""
        metrics = QFontMetrics(look.font(14))
        wide = metrics.horizontalAdvance(str(index.data())) > look.px(WIDTH - 32)
        return QSize(look.px(WIDTH), look.px(40) + metrics.height() * (2 if wide else 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw one form."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(rect, look.colour("accent-wash" if chosen else "sheet"))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), look.px(3), rect.height()), look.colour("accent"))
        inner = rect.adjusted(look.px(16), look.px(10), -look.px(16), -look.px(10))
        painter.setFont(look.font(14, look.MEDIUM if chosen else look.font().weight()))
        painter.setPen(look.colour("accent" if chosen else "ink"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere
        painter.drawText(inner, int(flags), str(index.data()))
        self._bar(painter, inner, index.data(FORM), index.data(COUNT))
        if option.state & QStyle.StateFlag.State_HasFocus:  # type: ignore[attr-defined]
            look.draw_ring(painter, rect)
        painter.restore()

    def _bar(self, painter: QPainter, inner: QRect, form: Form, count: Fill | None) -> None:
        if count is None:
            return
        filled, total = count.done, count.total
        text = f"{filled}/{total}" if form.fixed else tr("{n:,} 行", n=total)
        small = look.font(12)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(look.colour("quiet"))
        line = QRect(inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), metrics.height())
        right = Qt.AlignmentFlag.AlignRight if form.fixed else Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, int(right | Qt.AlignmentFlag.AlignVCenter), text)
        if not form.fixed:
            return
        bar = QRect(inner.left(), line.center().y() - look.px(2), inner.width() - look.px(48), look.px(4))
        painter.fillRect(bar, look.colour("lines"))
        share = filled / total if total else 0
        painter.fillRect(
            QRect(bar.left(), bar.top(), int(bar.width() * share), bar.height()), look.colour("good" if share == 1 else "accent")
        )
