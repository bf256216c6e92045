"""The application: fonts, style, languages, input method, the crash page, and which window is in front."""

from __future__ import annotations

import gc
import logging
import platform
import sys
import traceback
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication, QStyleFactory

from db import clock
from db.messages import Trouble, Troubles
from db.office import backup
from db.office.office import Office, open_office
from db.packs import catalogue
from desktop.shell import crash_file, crash_page
from desktop.shell.status_line import program_version
from desktop.shell.window import Window
from desktop.start.start_window import StartWindow, remember
from desktop.widgets import dialogs, look
from desktop.words import i18n
from desktop.words.i18n import tr
from desktop.work import input_method, settings, tasks
from desktop.work.session import Session

log = logging.getLogger("taizhang")


def dress(app: QApplication) -> None:
    """Apply fonts, colours, style sheet and language of the settings; also after they changed."""
    look.renew()
    i18n.use(settings.get("language", "zh"))
    look.load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(look.palette())
    app.setFont(look.font())
    app.setStyleSheet(look.style())


class Program(QObject):
    """Which window is in front: the start window, or the window of one open office."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.app = app
        self.office: Office | None = None
        self.window: Window | None = None
        self.start_window: StartWindow | None = None
        self._catalogue: catalogue.Catalogue | None = None
        self.pack_fault = ""
        self.reports: list[str] = []  # crash reports of earlier runs, until they were shown
        app.aboutToQuit.connect(self.close_office)

    @property
    def catalogue(self) -> catalogue.Catalogue:
        """The catalogue, read when first needed."""
        if self._catalogue is None:
            try:
                self._catalogue = catalogue.load()
                if self._catalogue.left_out:
                    self.pack_fault = i18n.sentence(Troubles(self._catalogue.left_out))
            except Trouble as trouble:  # a fault in the user's own days off: the program opens without the user's own files and says so
                self.pack_fault = i18n.sentence(trouble)
                self._catalogue = catalogue.load_shipped()
        return self._catalogue

    def start(self, file: Path | None = None) -> None:
        """Open the file given, else the last one, else show the start window; a fault is shown on the start window."""
        path = file or Path(settings.get("last") or "")
        if not file and not path.is_file():
            self.show_start()
            return
        try:
            self.use(open_office(path, self.catalogue))
        except Trouble as trouble:
            self.show_start(i18n.sentence(trouble))

    def show_start(self, fault: str = "") -> None:
        """The start window, with a sentence where something went wrong."""
        catalogue = self.catalogue
        self.start_window = StartWindow(catalogue, fault or self.pack_fault)
        self.start_window.opened.connect(self.use)
        self._add_notices(self.start_window)
        self.start_window.show()

    def use(self, office: Office) -> None:
        """Show an open office."""
        self.close_office()
        self.office = office
        remember(office.path)
        self._show(Session(office))
        if self.start_window is not None:
            self.start_window.close()
            self.start_window.deleteLater()
            self.start_window = None

    def close_office(self) -> None:
        """Close the office file; the window must be gone or going."""
        if self.office is not None:
            self.office.close()
            self.office = None

    def end(self) -> None:
        """Release jobs, file, windows and clipboard while Python and Qt still work: what Python made must be deleted before it ends."""
        tasks.finish()
        crash_page.close_last()
        self.close_office()
        for window in (self.window, self.start_window):
            if window is not None:
                window.deleteLater()
        self.window = self.start_window = None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.app.platformName() in input_method.SCREENLESS:  # its clipboard is the program's own and outlives Python
            self.app.clipboard().clear()

    def _show(self, session: Session, page: str = "inbox") -> None:
        self.window = Window(session)
        self.window.other_wanted.connect(self._open_other)
        self.window.rebuild_wanted.connect(lambda: QTimer.singleShot(0, self._rebuild))
        self.window.restore_wanted.connect(lambda number: QTimer.singleShot(0, partial(self._restore, number)))
        self.window.go(page)
        self._add_notices(self.window)
        self.window.show()
        if self.pack_fault:
            dialogs.tell(self.window, tr("自己的任务包有误，没有读入：\n{faults}", faults=self.pack_fault))
            self.pack_fault = ""

    def _add_notices(self, window: Window | StartWindow) -> None:
        """Notices over the window in front, until the user has answered them."""
        if self.reports:
            text = tr("程序上次意外关闭了。已保存的内容都在工作库里；当时正在填、还没有保存的那一格，请看一下。")
            reports = list(self.reports)
            window.notices.add("crash", text, tr("查看出错内容…"), lambda: crash_page.show_last(reports), self.reports.clear)
        news = input_method.news()
        if news:
            window.notices.add("input_method", news, tr("怎么办"), lambda: window.show_help(tr("输入法")), input_method.remember)

    def _rebuild(self) -> None:
        """The same office in a new window, after a change of size or language."""
        old = self.window
        if old is None or self.office is None:
            return
        page, session = old.page, Session(self.office)
        session.look_at(old.session.pack, old.session.period)
        dress(self.app)
        old.close()
        self._show(session, page)
        old.deleteLater()

    def _restore(self, number: int) -> None:
        """Replace the open file by its backup `number` and open it again; where that fails the file stays as it was."""
        old, office = self.window, self.office
        if old is None or office is None:
            return
        page, path, message = old.page, office.path, tr("已恢复所选的备份，原来的工作库留作一份备份。")
        old.close()
        self.close_office()
        try:
            backup.restore(path, number)
        except (Trouble, OSError) as fault:
            message = i18n.sentence(fault)
        try:
            self.office = open_office(path, self.catalogue)
        except Trouble as trouble:
            self.window = None
            self.show_start(i18n.sentence(trouble))
        else:
            self._show(Session(self.office), page)
            dialogs.tell(self.window, message)
        old.deleteLater()

    def _open_other(self) -> None:
        old = self.window
        self.show_start()
        if old is not None:
            old.close()
            old.deleteLater()
            self.window = None
        self.close_office()


def start_log() -> Path:
    """Start the log file in the user's log folder; returns the folder."""
    from platformdirs import user_log_path

    folder = user_log_path("taizhang", appauthor=False, ensure_exists=True)
    handler = RotatingFileHandler(folder / "taizhang.log", maxBytes=500_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    log.setLevel(logging.INFO)
    return folder


def what_runs() -> str:
    """Which program on which system, in one line at the head of a crash file."""
    at = clock.moment().strftime("%Y-%m-%d %H:%M:%S")
    return f"taizhang {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}, started {at}"


def on_crash(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """Handle an uncaught exception: write it to the log and show it on the crash page."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    text = "".join(traceback.format_exception(kind, fault, trace))
    log.error("uncaught\n%s", text)
    crash_page.show(text)


def run(file: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    folder = start_log()
    reports = crash_file.take_reports(folder)
    crash = crash_file.begin(folder, what_runs())  # before Qt, whose start may fail on other computers
    log.info("input method: %s", input_method.settle())
    app = QApplication(sys.argv[:1])
    app.setApplicationName("taizhang")
    app.setDesktopFileName("taizhang")
    sys.excepthook = on_crash
    dress(app)
    gc.disable()
    program = Program(app)
    program.reports = reports
    program.start(file)
    gc.freeze()  # what was read at the start stays to the end: without this each full collection stopped the window for 90 ms
    gc.enable()
    code = app.exec()
    program.end()
    sys.excepthook = sys.__excepthook__  # there is no page any more to show a fault on
    if crash is not None:
        crash.end()
    return code
