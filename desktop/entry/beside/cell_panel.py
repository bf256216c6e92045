"""The side panel of a cell: its explanation, its earlier values, its source, its rules, who changed it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from db.packs.model import Row, Rule, in_words
from db.rules.sql import field_rules
from db.values.cell import EMPTY, Cell, State
from db.values.field import Field
from db.values.kinds import kind_of, read
from db.values.numbers import write_number
from desktop.entry.models.cells import Cells, state_words
from desktop.widgets import look
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import sentence, tr
from desktop.words.names import act_title, period_title, scope_title, severity_titles
from desktop.work.session import Session

WIDTH = 280
LINES = 8  # of the history
RULES = 8  # shown of a cell
NAME = re.compile(r"[a-z_][a-z0-9_]*")


class PanelCell(NamedTuple):
    """The cell that the panel describes."""

    model: Cells
    row: int
    field: Field


class CellPanel(Scrolled):
    """Follows the current cell with a delay, so that held arrow keys stay fast."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.session = session
        self.setObjectName("side-panel")
        self.setAccessibleName(tr("本格说明"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(look.px(WIDTH))
        self._body = QWidget()
        self._body.setObjectName("side-panel-body")
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(16))
        self._box.setSpacing(look.px(4))
        self.setWidget(self._body)
        self._panel_cell: PanelCell | None = None
        self._timer = QTimer(self, singleShot=True, interval=60)
        self._timer.timeout.connect(self.fill)

    def follow(self, model: Cells, row: int, field: Field) -> None:
        """Describe another cell, or the same again."""
        self._panel_cell = PanelCell(model, row, field)
        self._timer.start()

    def forget(self) -> None:
        """Describe no cell: another form is shown."""
        self._panel_cell = None
        self._timer.start()

    def text(self) -> str:
        """The whole text of the panel."""
        labels: Any = self._body.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if not label.isHidden())

    def fill(self) -> None:
        """Write the panel."""
        while self._box.count():
            item = self._box.takeAt(0)
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        if not self.isVisible() or self._panel_cell is None:
            return
        panel_cell = self._panel_cell
        if panel_cell.row >= panel_cell.model.rowCount() and not hasattr(panel_cell.model, "source"):
            return
        self._write(panel_cell)
        self._box.addStretch(1)

    def _write(self, panel_cell: PanelCell) -> None:
        form, field, model = panel_cell.model.form, panel_cell.field, panel_cell.model
        code = model.row_id(panel_cell.row) if form.fixed else ""
        row, record = form.row(code), model.record(panel_cell.row)
        cell = record.cells[field.id] if record else EMPTY
        self._head(field.title, row.title if row and not field.const else form.title)
        problems = [problem for problem in model.problems_of(panel_cell.row) if problem.field == field.id]
        for problem in problems:
            self._line(
                f"{severity_titles()[problem.severity]}：{sentence(problem.message)}",
                "bad" if problem.severity == "error" else "warn" if problem.severity == "warning" else "quiet",
            )
        self._section(
            tr("解释"), (row.record if row and (field.const or field.unit == "row" or not field.definition) else "") or field.definition
        )
        if row and row.record and field.definition and row.record != field.definition and field.unit == "row":
            self._line(field.definition)
        self._section(tr("计量单位"), form.unit(field, code) or kind_of(field).unit)
        self._section(tr("本格"), _present(model.shown(field, cell, code), cell))
        self._past(panel_cell, code)
        if row:
            self._target(row)
            self._references(row)
        self._source(field, row)
        self._rules(panel_cell, code)
        self._history(panel_cell)

    def _past(self, panel_cell: PanelCell, code: str) -> None:
        model, period, office = panel_cell.model, panel_cell.model.period, self.session.office
        before = model.before(panel_cell.row) if model.record(panel_cell.row) else None
        last = office.record(model.form, period.last_year, model.row_id(panel_cell.row)) if model.record(panel_cell.row) else None
        for title, record, when in ((tr("上期"), before, period.previous), (tr("上年同期"), last, period.last_year)):
            cell = record.cells[panel_cell.field.id] if record else EMPTY
            empty = cell.state is State.EMPTY
            self._section(
                f"{title}（{period_title(when)}）",
                tr("没有数据") if empty else model.shown(panel_cell.field, cell, code),
                ink="quiet" if empty else "ink",
            )

    def _target(self, row: Row) -> None:
        target = row.target
        if target is None:
            return
        value = "" if target.value is None else f"{target.compare} {write_number(target.value)} {row.unit}"
        basis = _bases()[target.basis]
        remark = "" if self.session.period.year in target.years else tr("不是本年的目标，仅供参考")
        if target.scope != self.session.office.unit.level:
            remark = tr("{whose}目标，仅供参考", whose=scope_title(target.scope))
        self._section(tr("目标"), "　".join(part for part in (value, basis, target.by, remark) if part))

    def _references(self, row: Row) -> None:
        for n, reference in enumerate(row.references):
            value = "" if reference.value is None else f"{write_number(reference.value)} {reference.unit}"
            elsewhere = tr("别处的数，仅供对照") if reference.kind == "comparator" else ""
            parts = (reference.title, value, reference.at, elsewhere, reference.source)
            self._section(tr("文本中的数") if not n else "", "　".join(part for part in parts if part))
        if row.misprint:
            self._section(tr("原文有误"), row.misprint)

    def _source(self, field: Field, row: Row | None) -> None:
        own = row if row and (row.source or row.phrase) else field
        if not (own.source or own.phrase):
            return
        mark = tr("通行做法") if own.practice and not own.phrase else own.source
        self._section(tr("文本来源"), f"“{own.phrase}”" if own.phrase else mark)
        if own.phrase:
            self._line(mark, "quiet", 12)

    def _rules(self, panel_cell: PanelCell, code: str) -> None:
        pack, form = self.session.pack, panel_cell.model.form
        rules = [*field_rules(form), *form.rules, *(rule for rule in (pack.rules if pack else ()) if rule.form == form.id)]
        touching = [rule for rule in rules if _touches(rule, panel_cell.field.id) and (rule.rows is None or code in rule.rows)]
        touching.sort(key=lambda rule: rule.at != panel_cell.field.id)
        for n, rule in enumerate(touching[:RULES]):
            self._section(
                tr("审核关系") if not n else "",
                f"{severity_titles()[rule.severity]}　{in_words(panel_cell.model.form, sentence(rule.message))}",
                brief=True,
            )
        if len(touching) > RULES:
            self._line(tr("另有 {n} 条", n=len(touching) - RULES), "quiet", 12)

    def _history(self, panel_cell: PanelCell) -> None:
        model = panel_cell.model
        if model.record(panel_cell.row) is None:
            return
        lines = self.session.office.history(model.form, model.row_id(panel_cell.row), panel_cell.field.id, LINES)
        for n, change in enumerate(lines):
            old, new = (_history_text(model, panel_cell.field, text) for text in (change.old, change.new))
            self._section(tr("本格历史") if not n else "", f"{old or '—'} → {new or '—'}")
            self._line(
                f"{change.at.replace('T', ' ')[:16]}　{change.who}" + (f"　{act_title(change.what)}" if change.what else ""), "quiet", 12
            )

    # --- writing

    def _head(self, title: str, under: str) -> None:
        self._line(title, "ink", 16, medium=True)
        self._line(under, "quiet", 12)

    def _section(self, title: str, text: str, *, ink: str = "ink", brief: bool = False) -> None:
        if not text:
            return
        if title:
            self._box.addSpacing(look.px(8))
            self._line(title, "quiet", 12)
        self._line(text, ink, brief=brief)

    def _line(self, text: str, ink: str = "ink", size: int = 14, *, medium: bool = False, brief: bool = False) -> None:
        """Add one label; a `brief` one has two lines at most and the whole text in its tip."""
        shown = _two_lines(text, size) if brief else text
        label = QLabel(_breakable(shown))
        label.setToolTip("" if shown == text else look.tip(text))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(look.font(size, look.MEDIUM) if medium else look.font(size))
        label.setProperty("ink", ink)  # a style sheet for each label would take a millisecond
        label.setProperty("letters", str(size))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._box.addWidget(label)


def _touches(rule: Rule, field: str) -> bool:
    if rule.id.partition(":")[0] in ("unread", "verify"):
        return False
    return rule.at == field or field in NAME.findall(f"{rule.check} {rule.when}")


def _history_text(model: Cells, field: Field, text: str) -> str:
    """A value of the history as it is shown, masked where the cell is."""
    reading = read(text, field, unit="", written=True)
    cell = reading.cell if reading.kind in ("same", "read") else Cell(State.RAW, None, text)
    return model.shown(field, cell)


def _present(text: str, cell: Cell) -> str:
    """The cell's text, with its state in words where the text does not contain it."""
    return text if cell.state in (State.NA, State.CHECK) else f"{text}　{state_words(cell)}".strip()


def _bases() -> dict[str, str]:
    """The titles of the ways a target is measured."""
    return {"each-year": tr("每年"), "by-date": tr("到期限"), "stock": tr("期末数"), "average": tr("年均"), "rate": tr("比率")}


def _two_lines(text: str, size: int) -> str:
    """As much text as two lines of the panel hold; line breaks before punctuation may waste a character on each line."""
    room = look.px(WIDTH - 44) * 2 - look.px(size) * 3
    return QFontMetrics(look.font(size)).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _breakable(text: str) -> str:
    """Long runs without a break (figures, codes) may break anywhere."""
    return re.sub(r"([0-9A-Za-z\-]{18})", "\\1\u200b", text)
