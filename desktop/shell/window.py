"""The window of an open office: top bar, navigation, pages, status line. Pages and actions, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from db.office import backup
from db.packs.model import Pack
from db.periods.report_period import Period
from db.search.search import Hit
from db.units import hierarchy
from desktop.search.search_box import SearchBox
from desktop.shell import actions
from desktop.shell.rail import Rail
from desktop.shell.status_line import StatusLine
from desktop.shell.top_bar import TopBar
from desktop.widgets import dialogs, look
from desktop.widgets.enter_key import pressed
from desktop.widgets.notices import Notices
from desktop.words.i18n import tr
from desktop.work import settings, tasks
from desktop.work.session import Session

NARROW = 1180  # px at 100 %
ABOVE = ("intake", "rollup", "overview")  # pages of an office that others report to
KEYS = ("inbox", "entry", "handoff", "packs", "preferences", *ABOVE)  # Ctrl+1 …: the same for everyone


class Window(QMainWindow):
    """`other_wanted` to open another office, `rebuild_wanted` after a change of size or language, `closed` at the end.

    `restore_wanted(number)` to put a copy of the file in its place.
    """

    other_wanted = Signal()
    rebuild_wanted = Signal()
    restore_wanted = Signal(int)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setObjectName("window")
        self.setWindowTitle(f"{session.office.name} - {tr('台账')}")
        self.setWindowIcon(look.icon("taizhang", size=64))
        self.setMinimumSize(QSize(960, 600))
        self._makers: dict[str, Callable[[], QWidget]] = {
            "inbox": self._inbox, "entry": self._entry, "handoff": self._handoff, "intake": self._intake, "rollup": self._rollup,
            "overview": self._overview, "packs": self._packs, "preferences": self._preferences,
        }  # fmt: skip
        self._pages: dict[str, QWidget] = {}
        self._behind = ""  # the page in front before the guide
        self.actions_: dict[str, QAction] = self._make_actions()
        self.top = TopBar(session, self.actions_)
        self.notices = Notices()
        self.rail = Rail({name: self.actions_[name] for name in self._makers})
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.status = StatusLine(session)
        self.status.pressed.connect(lambda: self.show_page("entry"))
        self._lay_out()
        self.search = SearchBox(session, self)
        self.search.chosen.connect(self._go_to_hit)
        session.moved.connect(self._on_moved)
        session.changed.connect(lambda form: self._on_moved() if form is None else None)
        self._on_moved()
        self._find_place()
        tasks.run(lambda _task: import_module("desktop.entry.page"), lambda _: None, lambda _: None)  # its first show is quicker then

    def _find_place(self) -> None:
        """Where it was last; at first a good size, the whole of a small screen."""
        if self.restoreGeometry(QByteArray.fromBase64(settings.get("window").encode())):
            return
        room = self.screen().availableGeometry()
        self.resize(room.size().boundedTo(QSize(look.px(1440), look.px(900))))
        if room.width() < look.px(1440):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # --- what it is made of

    def _make_actions(self) -> dict[str, QAction]:
        found = {}
        for name in self._makers:
            found[name] = actions.make(name, self, partial(self.show_page, name), f"Ctrl+{KEYS.index(name) + 1}")
        acts: dict[str, Callable[[], object]] = {
            "help": lambda: self.show_page("help"), "earlier": lambda: self.top.step(-1), "later": lambda: self.top.step(1),
            "search": lambda: self.search.open(), "people": self._show_people,
            "backup": self._copy, "other": self.other_wanted.emit, "quit": lambda: self._may_close() and self.close(),
        }  # fmt: skip
        return found | {name: actions.make(name, self, act) for name, act in acts.items()}

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QWidget()
        whole.setProperty("kind", "page")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notices)
        column.addLayout(middle, 1)
        self.setCentralWidget(whole)

    # --- pages, made when first shown

    @property
    def page(self) -> str:
        """The name of the page in front."""
        return next((name for name, page in self._pages.items() if page is self.stack.currentWidget()), "")

    def page_of(self, name: str) -> QWidget:
        """The page `name`, made now if it was not yet."""
        if name not in self._pages:
            made = (self._makers | {"help": self._help, "review": self._reviewed})[name]()
            if made.focusPolicy() is Qt.FocusPolicy.NoFocus and made.focusProxy() is None:
                made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # keys reach the page before anything on it was chosen
            made.setAccessibleName(self.actions_["intake" if name == "review" else name].text())
            self._pages[name] = made
            self.stack.addWidget(made)
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if name == "help" and self.page != "help":
            self._behind = self.page
        page = self.page_of(name)
        focused = QApplication.focusWidget() or self
        self.stack.setCurrentWidget(page)  # gives the focus back to what had it there, the first time to the first button
        given = page.isAncestorOf(QApplication.focusWidget() or self)
        if not page.isAncestorOf(focused) and (page.focusProxy() is not None or not given):
            page.setFocus()
        self.rail.choose(name)

    def _inbox(self) -> QWidget:
        from desktop.inbox.page import InboxPage

        page = InboxPage(self.session)
        page.entry_wanted.connect(lambda: self.show_page("entry"))
        page.handoff_wanted.connect(lambda: self.show_page("handoff"))
        page.packs_wanted.connect(lambda: self.show_page("packs"))
        return page

    def _entry(self) -> QWidget:
        from desktop.entry.page import EntryPage

        page = EntryPage(self.session, self.stack)
        page.said.connect(self.status.say)
        self.status.feed(page, page.problems_changed)
        return page

    def _handoff(self) -> QWidget:
        from desktop.handoff.page import HandoffPage

        page = HandoffPage(self.session)
        page.cell_wanted.connect(self._go_to)
        page.packs_wanted.connect(lambda: self.show_page("packs"))
        return page

    def _intake(self) -> QWidget:
        from desktop.intake.page import IntakePage

        page = IntakePage(self.session)
        page.review_wanted.connect(self._review)
        return page

    def _review(self, unit: str) -> None:
        """One received return, in front of the page 收报 until it is left."""
        page = self.page_of("review")
        self.show_page("review")
        self.rail.choose("intake")
        page.show_return(unit)  # type: ignore[attr-defined]

    def _reviewed(self) -> QWidget:
        from desktop.received.page import ReviewPage

        page = ReviewPage(self.session)
        page.left.connect(self._on_left)
        return page

    def _on_left(self, unsent: str) -> None:
        self.show_page("intake")
        self.page_of("intake").note.say(unsent, "note-warn")  # type: ignore[attr-defined]

    def _rollup(self) -> QWidget:
        from desktop.rollup.page import RollupPage

        page = RollupPage(self.session)
        page.intake_wanted.connect(lambda: self.show_page("intake"))
        return page

    def _overview(self) -> QWidget:
        from desktop.overview.page import OverviewPage

        page = OverviewPage(self.session)
        page.intake_wanted.connect(self._show_unit)
        return page

    def _packs(self) -> QWidget:
        from desktop.packs.page import PacksPage

        return PacksPage(self.session)

    def _preferences(self) -> QWidget:
        from desktop.preferences.page import PreferencesPage

        page = PreferencesPage(self.session)
        page.rebuild_wanted.connect(self.rebuild_wanted)
        page.restore_wanted.connect(self.restore_wanted)
        return page

    def _help(self) -> QWidget:
        from desktop.guide.page import GuidePage

        page = GuidePage()
        page.left.connect(lambda: self.show_page(self._behind or "inbox"))
        return page

    def show_help(self, chapter: str) -> None:
        """The guide at one of its chapters."""
        self.show_page("help")
        self.page_of("help").show_chapter(chapter)  # type: ignore[attr-defined]

    # --- acts

    def _go_to(self, form: str, row: str, field: str) -> None:
        """Show a cell on the page 填报."""
        self.show_page("entry")
        self.page_of("entry").go_to(form, row, field)  # type: ignore[attr-defined]

    def _go_to_hit(self, hit: Hit) -> None:
        """Show what was found: on the page 填报, or on 任务包 what this office does not report on."""
        if not hit.enabled:
            self.show_page("packs")
            self.page_of("packs").show_pack(hit.programme)  # type: ignore[attr-defined]
            return
        if self.session.pack is None or self.session.pack.id != hit.programme:
            self.session.look_at(self.session.catalogue.pack(hit.programme))
        self.show_page("entry")
        if hit.form:
            self._go_to(hit.form, hit.row, hit.field)
        self.page_of("entry").commands.grid.setFocus()  # type: ignore[attr-defined]

    def _show_unit(self, pack: Pack, period: Period, unit: str) -> None:
        """Show a unit's return of a programme and period on the page 收报."""
        self.session.look_at(pack, period)
        self.show_page("intake")
        self.page_of("intake").show_unit(unit)  # type: ignore[attr-defined]

    def _may_close(self) -> bool:
        review = self._pages.get("review")
        return review is None or review.may_close()  # type: ignore[attr-defined, no-any-return]

    def _show_people(self) -> None:
        self.show_page("preferences")
        self.page_of("preferences").show_people()  # type: ignore[attr-defined]

    def _copy(self) -> None:
        office = self.session.office
        tasks.run(lambda _task: backup.copy(office.path), self._on_copied, self._on_failed)

    def _on_copied(self, made: object) -> None:
        self.status.say(tr("✓ 已备份 {file}", file=getattr(made, "name", "")))
        self.session.refresh()

    def _on_failed(self, fault: BaseException) -> None:
        dialogs.tell(self, fault if isinstance(fault, Exception) else str(fault))

    def _on_moved(self) -> None:
        """Pages about a programme have nothing to show without one; those about units below, where there are none."""
        office, day = self.session.office, self.session.period.last
        table = office.units()
        own = hierarchy.reporting(table, office.setting("unit"), day)
        below = own is not None and bool(hierarchy.reporting_to(table, own.code, day))
        for name in ("entry", "handoff", *ABOVE):
            usable = self.session.pack is not None and (below or name not in ABOVE)
            self.rail.buttons[name].setEnabled(usable)
            self.actions_[name].setEnabled(usable)
        for name in ABOVE:
            self.rail.buttons[name].setVisible(below)

    def _stop(self) -> None:
        for page in (*self._pages.values(), self.status, self.search):
            if hasattr(page, "stop"):
                page.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button."""
        if not pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Enter on a button."""
        if not pressed(event):
            super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has its words under the icons of its navigation."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        self.rail.narrow(narrow)
        self.top.narrow(narrow)
        if self.search.isVisible():
            self.search.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs beside, remember the place on the screen, and let go."""
        if event.spontaneous() and not self._may_close():
            event.ignore()
            return
        self._stop()
        while not tasks.finish() and self.session.busy:  # answers come while their pages are still there
            pass
        self._stop()  # an answer lets other pages ask anew
        settings.put("window", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)
        self.closed.emit()
