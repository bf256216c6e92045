"""The page 设置: at the left the office, its people, size, language, days off and backups; at the right the unit table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.preferences.backup_card import BackupCard
from desktop.preferences.days_card import DaysCard
from desktop.preferences.unit_card import UnitCard
from desktop.shell.page import PageWidget
from desktop.widgets import look
from desktop.widgets.heading import Heading, page_column
from desktop.widgets.people_fields import PeopleFields
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import LANGUAGES, tr
from desktop.work import settings
from desktop.work.session import Session

LEFT = 336  # px at 100 %


class PreferencesPage(PageWidget):
    """The settings: name of the office, people, size, language, days off, backups, units."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("preferencesPage")
        self.heading = Heading(tr("设置"))
        self.heading.say(tr("改了就保存。单位、人员、单位表和节假日存在工作库里，大小和语言存在这台电脑上。"))
        office = session.office
        self.name = QLineEdit(office.setting("name"))
        self.name.setObjectName("officeNameField")
        self.name.setPlaceholderText(office.unit.name)
        self.name.editingFinished.connect(self._save)
        self.people = PeopleFields(office.people)
        self.people.changed.connect(self._save)
        self.units = UnitCard(session)
        self.days = DaysCard(session)
        self.copies = BackupCard(session)
        self.copies.restore_wanted.connect(self.restore_wanted)
        self._lay_out()
        self.setFocusProxy(self.name)

    def _lay_out(self) -> None:
        label = QLabel(tr("单位名称（印在表上）(&O)"))
        label.setBuddy(self.name)
        holder = QWidget()
        holder.setProperty("kind", "page")
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, look.px(4), 0)
        left.setSpacing(look.px(look.GAP))
        left.addWidget(card(tr("单位和人员"), label, self.name, self.people))
        left.addWidget(card(tr("大小和语言"), self._sizes(), self._languages()))
        left.addWidget(self.days)
        left.addWidget(self.copies)
        left.addStretch(1)
        area = Scrolled(holder)
        bar = area.verticalScrollBar().sizeHint().width()
        area.setFixedWidth(max(look.px(LEFT + 16), holder.minimumSizeHint().width() + bar + look.px(4)))  # other languages need more
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(area)
        row.addWidget(self.units, 1)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addLayout(row, 1)

    def arrive(self, field: str) -> None:
        """Focus a field of the people."""
        self.people.fields[field].setFocus()
        self.people.fields[field].selectAll()

    def _save(self) -> None:
        office = self.session.office
        values = {"name": self.name.text().strip(), **self.people.values()}
        if any(office.setting(key) != text for key, text in values.items()):
            office.set(values)
            self.session.refresh()

    def _sizes(self) -> QWidget:
        pairs = {str(percent): f"{percent}%" for percent in look.SCALES}
        return choice("scale", pairs, str(look.scale()), self._use_scale)

    def _languages(self) -> QWidget:
        return choice("language", LANGUAGES, settings.get("language", "zh"), self._use_language)

    def _use_scale(self, key: str) -> None:
        look.use_scale(int(key))
        self.rebuild_wanted.emit()

    def _use_language(self, key: str) -> None:
        settings.put("language", key)
        self.rebuild_wanted.emit()


def card(title: str, *widgets: QWidget) -> QFrame:
    """A white card with a heading."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    column = QVBoxLayout(frame)
    side = look.px(16)
    column.setContentsMargins(side, look.px(12), side, side)
    column.setSpacing(look.px(8))
    head = QLabel(title)
    head.setProperty("kind", "heading")
    for widget in (head, *widgets):
        column.addWidget(widget)
    return frame


def choice(name: str, pairs: dict[str, str], now: str, act: Callable[[str], None]) -> QWidget:
    """Buttons of which exactly one is pressed."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    group = QButtonGroup(holder)
    for key, title in pairs.items():
        button = QPushButton(title)
        button.setObjectName(f"{name}_{key}")
        button.setCheckable(True)
        button.setChecked(key == now)
        button.setProperty("kind", "choice")
        if key != now:
            button.clicked.connect(lambda _checked=False, key=key: act(key))
        group.addButton(button)
        row.addWidget(button)
    row.addStretch(1)
    return holder
