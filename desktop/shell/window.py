"""The window of an open office: top bar, navigation, pages, status line. It finds the pages by their folders and imports none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from db.messages import Sentence
from db.office import backup
from db.search.search import Hit
from db.units import hierarchy
from desktop.search.search_box import SearchBox
from desktop.shell.page import PageWidget
from desktop.shell.pages import every_page, widget_of
from desktop.shell.rail import Rail
from desktop.shell.status_line import StatusLine
from desktop.shell.top_bar import TopBar
from desktop.widgets import actions, dialogs, look
from desktop.widgets.actions import Action, action
from desktop.widgets.enter_key import pressed
from desktop.widgets.notices import Notices
from desktop.words.i18n import sentence, tr
from desktop.work import settings, tasks
from desktop.work.session import Session

NARROW = 1180  # px at 100 %


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
        self.pages = every_page()
        self._shown: dict[str, PageWidget] = {}
        self._previous_page = ""  # the page that was in front before this one
        self.actions_ = self._make_actions()
        self.top = TopBar(session, self.actions_)
        self.notices = Notices()
        self.rail = Rail([page for page in self.pages.values() if page.order], self.actions_)
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self.status = StatusLine(session)
        self.status.pressed.connect(lambda: self.go("entry"))
        self._lay_out()
        self.search = SearchBox(session, self)
        self.search.chosen.connect(self._go_to_hit)
        session.moved.connect(self._on_moved)
        session.changed.connect(lambda form: self._on_moved() if form is None else None)
        self._on_moved()
        self._restore_geometry()
        early = [page for page in self.pages.values() if page.loaded_early]
        tasks.run(lambda _task: [widget_of(page) for page in early], lambda _: None, lambda _: None)

    def _restore_geometry(self) -> None:
        """The size and place of last time; at first a good size, or the whole of a small screen."""
        if self.restoreGeometry(QByteArray.fromBase64(settings.get("window").encode())):
            return
        available = self.screen().availableGeometry()
        self.resize(available.size().boundedTo(QSize(look.px(1440), look.px(900))))
        if available.width() < look.px(1440):
            self.setWindowState(Qt.WindowState.WindowMaximized)

    # --- what it is made of

    def _make_actions(self) -> dict[str, QAction]:
        to_pages = [Action(page.name, page.title, (page.keys,), page.icon) for page in self.pages.values() if page.keys]
        by_name = {declared.name: actions.make(declared, partial(self.go, declared.name), self) for declared in to_pages}
        by_name |= actions.of(self, self)
        for qaction in by_name.values():
            self.addAction(qaction)
            if keys := qaction.shortcut().toString():
                qaction.setToolTip(f"{qaction.text()}  {keys}")
        return by_name

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        body = QWidget()
        body.setProperty("kind", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notices)
        column.addLayout(middle, 1)
        self.setCentralWidget(body)

    # --- pages, made when first shown

    @property
    def page(self) -> str:
        """The name of the page in front."""
        return next((name for name, page in self._shown.items() if page is self.stack.currentWidget()), "")

    def page_of(self, name: str) -> PageWidget:
        """The page `name`, made now if it was not yet."""
        if name not in self._shown:
            page = widget_of(self.pages[name])(self.session, self.stack)
            page.go_wanted.connect(self.go)
            page.rebuild_wanted.connect(self.rebuild_wanted)
            page.restore_wanted.connect(self.restore_wanted)
            self.status.serve(page)
            if page.focusPolicy() is Qt.FocusPolicy.NoFocus and page.focusProxy() is None:
                page.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # keys reach the page before anything on it was clicked
            page.setAccessibleName(sentence(self.pages[name].title))
            self._shown[name] = page
            self.stack.addWidget(page)
        return self._shown[name]

    def go(self, name: str, arguments: Mapping[str, Any] | None = None) -> None:
        """Bring a page to the front ("": the previous one), and hand it `arguments` to show."""
        name = name or self._previous_page or next(iter(self.pages))
        if name != self.page:
            self._previous_page = self.page
        self._bring_forward(self.page_of(name))
        self.rail.choose(self.pages[name].under or name)
        if arguments:
            self.page_of(name).arrive(**arguments)

    def _bring_forward(self, page: PageWidget) -> None:
        focused = QApplication.focusWidget() or self
        self.stack.setCurrentWidget(page)  # Qt gives the focus to the widget that had it there, the first time to the first button
        focus_in_page = page.isAncestorOf(QApplication.focusWidget() or self)
        if not page.isAncestorOf(focused) and (page.focusProxy() is not None or not focus_in_page):
            page.setFocus()

    def show_help(self, chapter: str) -> None:
        """Show the guide at one of its chapters."""
        self.go("guide", {"chapter": chapter})

    # --- acts

    def _go_to_hit(self, hit: Hit) -> None:
        """Show a search hit: on the page 填报, or on 任务包 where this office does not report on its programme."""
        if not hit.enabled:
            self.go("packs", {"pack": hit.programme})
            return
        if self.session.pack is None or self.session.pack.id != hit.programme:
            self.session.look_at(self.session.catalogue.pack(hit.programme))
        self.go("entry", {"form": hit.form, "row": hit.row, "field": hit.field})

    @action("search", Sentence("查找方案、任务、指标、台账"), "Ctrl+K", icon="search")
    def open_search(self) -> None:
        """Open the search."""
        self.search.open()

    @action("earlier", Sentence("上一报告期"), "Alt+Left", icon="chevron-left")
    def earlier(self) -> None:
        """Go to the period before."""
        self.top.step(-1)

    @action("later", Sentence("下一报告期"), "Alt+Right", icon="chevron-right")
    def later(self) -> None:
        """Go to the period after."""
        self.top.step(1)

    @action("people", Sentence("填表人和联系电话…"), icon="user")
    def show_people(self) -> None:
        """Show the settings of the people."""
        self.go("preferences", {"field": "preparer"})

    @action("other", Sentence("打开其他工作库…"), "Ctrl+O", icon="folder-open")
    def open_other(self) -> None:
        """Open another office."""
        self.other_wanted.emit()

    @action("quit", Sentence("退出"), "Ctrl+Q", icon="x")
    def quit(self) -> None:
        """Close, unless something would be lost."""
        if self._may_close():
            self.close()

    def _may_close(self) -> bool:
        return all(page.may_close() for page in self._shown.values())

    @action("backup", Sentence("立即备份"), icon="save")
    def back_up(self) -> None:
        """Back up the file now."""
        office = self.session.office
        tasks.run(lambda _task: backup.copy(office.path), self._on_copied, self._on_failed)

    def _on_copied(self, copy: object) -> None:
        self.status.say(tr("✓ 已备份 {file}", file=getattr(copy, "name", "")))
        self.session.refresh()

    def _on_failed(self, fault: BaseException) -> None:
        dialogs.tell(self, fault if isinstance(fault, Exception) else str(fault))

    def _on_moved(self) -> None:
        """Disable the pages that need a programme where there is none, and those about units below where there are none."""
        office, day = self.session.office, self.session.period.last
        table = office.units()
        own = hierarchy.reporting(table, office.setting("unit"), day)
        below = own is not None and bool(hierarchy.reporting_to(table, own.code, day))
        for page in self.pages.values():
            usable = (self.session.pack is not None or not page.needs_programme) and (below or not page.only_above)
            if page.name in self.actions_:
                self.actions_[page.name].setEnabled(usable)
            if page.name in self.rail.buttons:
                self.rail.buttons[page.name].setEnabled(usable)
                self.rail.buttons[page.name].setVisible(below or not page.only_above)

    def _stop(self) -> None:
        for page in self._shown.values():
            page.stop()
        self.status.stop()
        self.search.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not pressed(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not pressed(event):
            super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window shows the words of its navigation under the icons."""
        super().resizeEvent(event)
        narrow = self.width() < look.px(NARROW)
        self.rail.narrow(narrow)
        self.top.narrow(narrow)
        if self.search.isVisible():
            self.search.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop background jobs, remember the place on the screen, and close."""
        if event.spontaneous() and not self._may_close():
            event.ignore()
            return
        self._stop()
        while not tasks.finish() and self.session.busy:  # let running writes end while their pages exist
            pass
        self._stop()  # an ended write may have started new jobs of other pages
        settings.put("window", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)
        self.closed.emit()
