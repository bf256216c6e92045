"""The box 改起报期: the period from which this office reports on a programme."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from db.office.office import Office
from db.packs.model import Pack
from desktop.widgets.field_box import FieldBox
from desktop.words.i18n import tr
from desktop.words.names import period_title

LATER = 12  # periods offered after the present one
EARLIER = 36  # and before it


class FirstPeriodBox(FieldBox):
    """Offers the periods around the present one and stores the one chosen in the office file."""

    def __init__(self, office: Office, pack: Pack, parent: QWidget | None = None) -> None:
        hint = tr("“{title}”从这一期起报。以前各期不用报：情况、通报、催报和本期任务里都不算未报。", title=pack.title)
        super().__init__(tr("改起报期"), hint, tr("保存"), parent)
        self.setObjectName("firstPeriodBox")
        self.office, self.pack = office, pack
        now = office.span(pack).first
        self.periods = [one for n in range(-EARLIER, LATER + 1) if pack.runs_in(one := now.shifted(n))]
        self.choice = QComboBox()
        self.choice.setObjectName("firstPeriod")
        self.choice.addItems([period_title(one) for one in self.periods])
        if now in self.periods:
            self.choice.setCurrentIndex(self.periods.index(now))
        self.add(tr("起报期(&F)"), self.choice)
        self.choice.setFocus()

    def act(self) -> None:
        """Store the first period."""
        if self.choice.currentIndex() >= 0:
            self.office.begin(self.pack, self.periods[self.choice.currentIndex()])
