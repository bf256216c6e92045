"""The application: fonts, style, languages, input method, the crash page, and which window is in front."""

from __future__ import annotations

import gc
import logging
import platform
import sys
import traceback
from datetime import datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, qVersion
from PySide6.QtWidgets import QApplication, QStyleFactory

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
    """Fonts, colours, style sheet and language as the settings say; also after they changed."""
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
        self._known: catalogue.Catalogue | None = None
        self.pack_fault = ""
        self.reports: list[str] = []  # what runs that ended badly left, until a person was told
        app.aboutToQuit.connect(self.close_office)

    @property
    def catalogue(self) -> catalogue.Catalogue:
        """What is asked, read when first needed."""
        if self._known is None:
            try:
                self._known = catalogue.load()
                if self._known.left_out:
                    self.pack_fault = i18n.sentence(Troubles(self._known.left_out))
            except Trouble as trouble:  # the days off of this person's own: the program opens without what is their own and says so
                self.pack_fault = i18n.sentence(trouble)
                self._known = catalogue.load_shipped()
        return self._known

    def start(self, file: Path | None = None) -> None:
        """Open the file given, else the last one, else show the start window; a fault stands on the start window."""
        wanted = file or Path(settings.get("last") or "")
        if not file and not wanted.is_file():
            self.show_start()
            return
        try:
            self.use(open_office(wanted, self.catalogue))
        except Trouble as trouble:
            self.show_start(i18n.sentence(trouble))

    def show_start(self, fault: str = "") -> None:
        """The start window, with a sentence where something went wrong."""
        known = self.catalogue
        self.start_window = StartWindow(known, fault or self.pack_fault)
        self.start_window.opened.connect(self.use)
        self._tell_once(self.start_window)
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
        """Let go of jobs, file, windows and clipboard while Python and Qt are whole: what Python made must go before Python does."""
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
        self.window.other_wanted.connect(self._other)
        self.window.rebuild_wanted.connect(lambda: QTimer.singleShot(0, self._rebuild))
        self.window.restore_wanted.connect(lambda number: QTimer.singleShot(0, partial(self._restore, number)))
        self.window.go(page)
        self._tell_once(self.window)
        self.window.show()
        if self.pack_fault:
            dialogs.tell(self.window, tr("自己的任务包有误，没有读入：\n{faults}", faults=self.pack_fault))
            self.pack_fault = ""

    def _tell_once(self, window: Window | StartWindow) -> None:
        """What a person should know, over whichever window is in front, until it was answered."""
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
        """Put copy `number` in the place of the open file and open it anew; where that fails the file stays as it was."""
        old, office = self.window, self.office
        if old is None or office is None:
            return
        page, path, said = old.page, office.path, tr("已恢复所选的备份，原来的工作库留作一份备份。")
        old.close()
        self.close_office()
        try:
            backup.restore(path, number)
        except (Trouble, OSError) as fault:
            said = i18n.sentence(fault)
        try:
            self.office = open_office(path, self.catalogue)
        except Trouble as trouble:
            self.window = None
            self.show_start(i18n.sentence(trouble))
        else:
            self._show(Session(self.office), page)
            dialogs.tell(self.window, said)
        old.deleteLater()

    def _other(self) -> None:
        old = self.window
        self.show_start()
        if old is not None:
            old.close()
            old.deleteLater()
            self.window = None
        self.close_office()


def start_log() -> Path:
    """A log file of the program's own, beside the other logs of this person; its folder."""
    from platformdirs import user_log_path

    folder = user_log_path("taizhang", appauthor=False, ensure_exists=True)
    handler = RotatingFileHandler(folder / "taizhang.log", maxBytes=500_000, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    log.setLevel(logging.INFO)
    return folder


def what_runs() -> str:
    """Which program on which system, in one line at the head of a crash file."""
    at = datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    return f"taizhang {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}, started {at}"


def on_crash(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What nobody caught: written to the log, and shown with a button that copies it."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    text = "".join(traceback.format_exception(kind, fault, trace))
    log.error("uncaught\n%s", text)
    crash_page.show(text)


def run(file: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    folder = start_log()
    reports = crash_file.left(folder)
    live = crash_file.begin(folder, what_runs())  # before Qt: its first steps are what other computers differ in
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
    gc.freeze()  # what was read at the start stays to the end: looking through it for rubbish held the window up by 90 ms, now and then
    gc.enable()
    code = app.exec()
    program.end()
    sys.excepthook = sys.__excepthook__  # from here on there is no page to show a fault on
    if live is not None:
        live.end()
    return code
