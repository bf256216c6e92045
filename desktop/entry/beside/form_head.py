"""The line over the tool bar: form, period, number of rows, and the search box."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from db.periods.report_period import Period
from desktop.entry.models.cells import Cells
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.words.names import period_title


class FormHead(QHBoxLayout):
    """`box` is the search box at its end."""

    def __init__(self, box: QWidget) -> None:
        super().__init__()
        self.title, self.under = QLabel(), QLabel()
        self.title.setObjectName("form-title")
        self.under.setMinimumWidth(1)  # gives way to the title
        look.mark(self.title, "title")
        look.mark(self.under, "caption")
        self.setContentsMargins(look.px(14), look.px(10), look.px(12), look.px(4))
        self.setSpacing(look.px(12))
        self.addWidget(self.title)
        self.addWidget(self.under, 1, Qt.AlignmentFlag.AlignBottom)
        self.addWidget(box)

    def show_subtitle(self, period: Period, model: Cells) -> None:
        """Show the period, the number of rows and the filter."""
        parts = [period_title(period), tr("{n:,} 行", n=model.count)]
        if model.choice.filters or model.choice.search:
            parts.append(tr("已筛选"))
        if model.choice.changed:
            parts.append(tr("只看本期有变化"))
        self.under.setText("　".join(parts))
