"""The bar at the top of the window: the program's name, the office, the programme and period shown, and who fills in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from db.office import programme_span
from db.periods import report_period
from db.periods.report_period import Period
from desktop.widgets import look
from desktop.widgets.heading import ElidedLabel
from desktop.words.i18n import tr
from desktop.words.names import period_title, programme_title
from desktop.work.session import Session

LISTED = 18  # periods in the list


class TopBar(QFrame):
    """`actions` by name: those of its menu, of the two arrows and of the search."""

    def __init__(self, session: Session, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName("topBar")
        self.setProperty("kind", "bar")
        self.setFixedHeight(look.px(48))
        picture = QLabel()
        picture.setPixmap(look.pixmap("taizhang", "ink", 24))
        mark = QLabel(tr("台账"))
        mark.setObjectName("mark")
        self.office = ElidedLabel()
        self.office.setObjectName("officeName")
        self.office.setMinimumWidth(look.px(80))
        self.person = _picker("personMenu", tr("填表人"), "user")
        for name in ("people", "backup", "", "other", "guide", "", "quit"):
            self.person.menu().addAction(actions[name]) if name else self.person.menu().addSeparator()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(8), 0)
        row.setSpacing(look.px(8))
        row.addWidget(picture)
        row.addWidget(mark)
        row.addSpacing(look.px(16))
        row.addWidget(self.office, 1)
        self._add_programme(row)
        self._add_period(row, actions)
        self._add_search(row, actions["search"])
        row.addSpacing(look.px(16))
        row.addWidget(self.person)
        session.moved.connect(self.refresh)
        session.changed.connect(lambda form: self.refresh() if form is None else None)
        self.refresh()

    def _add_programme(self, row: QHBoxLayout) -> None:
        self.programme = _picker("programmePicker", tr("方案"), "package")
        self.programme.menu().aboutToShow.connect(self._fill_programmes)
        row.addWidget(self.programme)
        row.addSpacing(look.px(8))

    def _add_period(self, row: QHBoxLayout, actions: dict[str, QAction]) -> None:
        self.earlier = _button("periodEarlier", actions["earlier"].text(), "chevron-left", words=False)
        self.earlier.clicked.connect(actions["earlier"].trigger)
        self.later = _button("periodLater", actions["later"].text(), "chevron-right", words=False)
        self.later.clicked.connect(actions["later"].trigger)
        self.period = _picker("periodPicker", tr("报告期"), "calendar")
        self.period.setMinimumWidth(look.px(132))
        self.period.menu().aboutToShow.connect(self._fill_periods)
        for button in (self.earlier, self.period, self.later):
            row.addWidget(button)

    def _add_search(self, row: QHBoxLayout, action: QAction) -> None:
        self.search = _button("searchEverywhere", action.text(), "search")
        self.search.setText(action.shortcut().toString())
        self.search.setToolTip(action.toolTip())
        self.search.clicked.connect(action.trigger)
        row.addSpacing(look.px(8))
        row.addWidget(self.search)

    def narrow(self, narrow: bool) -> None:
        """With little room the search shows only its icon."""
        style = Qt.ToolButtonStyle
        self.search.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)

    def refresh(self) -> None:
        """Show the current office, period, programme and person."""
        office = self.session.office
        self.office.setText(office.name)
        self.office.setToolTip(look.tip(f"{office.name}\n{office.path}"))
        period = period_title(self.session.period)
        self.period.setText(f"{period} ▾")
        self.period.setAccessibleName(tr("报告期 {period}", period=period))
        pack = self.session.pack
        self.programme.setText(f"{pack.short or pack.title} ▾" if pack else tr("没有启用的任务包"))
        self.programme.setAccessibleName(tr("方案 {title}", title=pack.title) if pack else tr("没有启用的任务包"))
        self.programme.setToolTip(pack.title if pack else "")
        self.programme.setEnabled(pack is not None)
        preparer = office.setting("preparer")
        person = tr("填表人 {name}", name=preparer) if preparer else tr("填表人未登记")
        self.person.setText(f"{person} ▾")
        self.person.setAccessibleName(person)

    def step(self, by: int) -> None:
        """Go `by` periods later (or earlier, below 0), within the years the program knows."""
        period = self.session.period.shifted(by)
        if report_period.FIRST_YEAR <= period.year <= report_period.LAST_YEAR:
            self.session.look_at(period=period)

    def _fill_programmes(self) -> None:
        menu = self.programme.menu()
        menu.clear()
        office = self.session.office
        spans = programme_span.spans(office.db.conn, office.packs)
        for pack in office.packs:
            over = programme_span.ended(pack, self.session.today, spans[pack.id])
            action = menu.addAction(programme_title(pack, over))
            action.setCheckable(True)
            action.setChecked(self.session.pack is not None and pack.id == self.session.pack.id)
            action.triggered.connect(lambda _checked=False, pack=pack: self.session.look_at(pack))

    def _fill_periods(self) -> None:
        menu, now = self.period.menu(), self.session.period
        menu.clear()
        for period in self._listed(now):
            action = menu.addAction(period_title(period))
            action.setCheckable(True)
            action.setChecked(period == now)
            action.triggered.connect(lambda _checked=False, period=period: self.session.look_at(period=period))

    def _listed(self, now: Period) -> list[Period]:
        """The periods to choose from, newest first: those in which the programme runs, and the one looked at."""
        newest = max(report_period.containing(now.type, self.session.today), now).shifted(1)
        if self.session.pack is None:
            return [newest.shifted(-back) for back in range(LISTED)]
        span = self.session.office.span(self.session.pack)
        if span.last is not None:
            newest = max(min(newest, span.last), now)
        listed = (newest.shifted(-back) for back in range(LISTED))
        return [period for period in listed if period == now or span.holds(period)]


def _button(name: str, text: str, icon: str, *, words: bool = True) -> QToolButton:
    button = QToolButton()
    _set_up(button, name, text, icon)
    if words:
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _picker(name: str, text: str, icon: str) -> QPushButton:
    """A button with a menu. No QToolButton: a screen reader cannot open the menu of one."""
    button = QPushButton(text)
    _set_up(button, name, text, icon)
    look.mark(button, "picker")
    menu = QMenu(button)
    menu.setAccessibleName(text)
    menu.triggered.connect(lambda _: menu.close())  # a screen reader triggers a line without key or mouse, and the menu would stay open
    button.setMenu(menu)
    return button


def _set_up(button: QAbstractButton, name: str, text: str, icon: str) -> None:
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setIcon(look.icon(icon, "quiet"))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
