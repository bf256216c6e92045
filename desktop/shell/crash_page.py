"""The crash page: says that saved data are safe, shows the fault, and copies it for technical staff.

One page for uncaught faults of this run, another for the crash reports of earlier runs.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.shell.status_line import program_version
from desktop.widgets import look
from desktop.words.i18n import tr

_shown: list[CrashPage] = []
_last: list[CrashPage] = []


class CrashPage(QWidget):
    """All uncaught faults since it was opened, the newest at the end."""

    def __init__(self, heading: str, advice: str) -> None:
        super().__init__()
        self.setObjectName("crashPage")
        self.setProperty("kind", "page")
        self.setWindowTitle(tr("台账"))
        title = QLabel(heading)
        title.setProperty("kind", "title")
        words = QLabel(advice)
        words.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("crashText")
        self.text.setAccessibleName(tr("出错内容"))
        self.text.setReadOnly(True)
        self.copy = QPushButton(look.icon("copy", "sheet"), tr("复制"))
        self.copy.setObjectName("crashCopy")
        self.copy.setProperty("kind", "main")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = QPushButton(tr("关闭本页"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        margin = look.px(look.MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(look.px(12))
        for widget in (title, words, self.text):
            column.addWidget(widget)
        column.addLayout(row)
        self.resize(look.px(720), look.px(440))

    def add(self, text: str) -> None:
        """Append a fault, up to a limit of lines."""
        if self.text.blockCount() < 2000:
            self.text.appendPlainText(f"{program_version()}\n{text}")


def show(text: str) -> CrashPage:
    """Show a fault on the one crash page."""
    if not _shown:
        advice = tr("已保存的数据不受影响。请复制下面的内容交给技术人员，然后关闭程序重新打开。")
        _shown.append(CrashPage(tr("程序出错了"), advice))
    _shown[0].add(text)
    _shown[0].show()
    return _shown[0]


def show_last(reports: Sequence[str]) -> CrashPage:
    """Show the crash reports of earlier runs."""
    advice = tr("已保存的内容都在工作库里。要查原因的，请复制下面的内容交给技术人员；日志文件夹里也留有一份。")
    page = CrashPage(tr("程序上次意外关闭"), advice)
    page.text.setPlainText("\n".join(reports))
    close_last()
    _last.append(page)
    page.show()
    return page


def last_run() -> CrashPage | None:
    """The page with the crash reports of earlier runs, if it was opened."""
    return _last[0] if _last else None


def close_last() -> None:
    """Close that page."""
    while _last:
        page = _last.pop()
        page.close()
        page.deleteLater()
