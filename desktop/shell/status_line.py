"""The line at the foot of the window: when it was saved, what a correction changed later, the number of problems, the program's version."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from db import clock
from db.office.writing import Act
from db.returns import versions
from db.rules import engine, problem
from desktop.shell.page import PageWidget
from desktop.widgets import look
from desktop.words.i18n import sentence, tr
from desktop.words.names import NAMED, months_title, period_title
from desktop.work.background_read import Latest, read
from desktop.work.session import Session
from desktop.work.tasks import Task

PAUSE = 400  # ms without a change before the problems are counted anew


class StatusLine(QFrame):
    """`pressed` when the user clicks the number of problems."""

    pressed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._checking_pages: list[PageWidget] = []
        self.setObjectName("statusLine")
        self.setProperty("kind", "foot")
        self.setFixedHeight(look.px(28))
        self.saved = QLabel(tr("✓ 全部已保存"))
        self.saved.setObjectName("savedLine")
        self.later = QLabel()
        self.later.setObjectName("laterLine")
        self.later.hide()
        self.problems = QPushButton()
        self.problems.setObjectName("problemCount")
        self.problems.setProperty("kind", "link")
        self.problems.setFlat(True)
        self.problems.hide()  # until they are counted
        self.problems.setStyleSheet(f"font-size: {look.px(12)}px; min-height: {look.px(22)}px; padding: 0 {look.px(4)}px;")
        self.problems.clicked.connect(self.pressed)
        self.version = QLabel(program_version())
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(16), 0, look.px(16), 0)
        row.setSpacing(look.px(16))
        row.addWidget(self.saved)
        row.addWidget(self.later)
        row.addWidget(self.problems)
        row.addStretch(1)
        row.addWidget(self.version)
        self._latest = Latest(self._ask, PAUSE, self)
        session.act.connect(self._on_act)
        session.changed.connect(self._latest.soon)
        session.moved.connect(self._latest.soon)
        session.moved.connect(self.later.hide)
        self._latest.soon()

    def stop(self) -> None:
        """Stop counting: the office is about to be closed."""
        self._latest.stop()

    def say(self, text: str) -> None:
        """Show what was just done."""
        self.saved.setText(text)

    def serve(self, page: PageWidget) -> None:
        """Show the messages of a page, and the problems of a page that checks itself while it is in front."""
        page.message.connect(self.say)
        if page.checks_itself:
            self._checking_pages.append(page)
            page.problems_changed.connect(lambda problems: self.show_counts(problem.counts(problems)))

    def _ask(self) -> Task | None:
        pack, period = self.session.pack, self.session.period
        if any(page.isVisible() for page in self._checking_pages):
            return None
        if pack is None:
            self.problems.hide()
            return None
        return read(
            self.session.office, lambda conn: problem.counts(engine.problems(conn, pack, period)), self.show_counts, self._on_failed
        )

    def show_counts(self, counts: dict[str, int]) -> None:
        """3 个必须改 · 5 个需说明, or that there are no problems."""
        parts = []
        if counts["error"]:
            parts.append(tr("✕ {n} 个必须改", n=counts["error"]))
        if counts["open"]:
            parts.append(tr("△ {n} 个需说明", n=counts["open"]))
        name = "bad" if counts["error"] else "warn" if counts["open"] else "good"
        self.problems.setText(" · ".join(parts) or tr("✓ 没有审核问题"))
        self.problems.setVisible(True)
        size, height, side = look.px(12), look.px(22), look.px(4)
        self.problems.setStyleSheet(f"font-size: {size}px; min-height: {height}px; padding: 0 {side}px; color: {look.COLOURS[name]};")

    def _on_act(self, act: Act) -> None:
        self.say(tr("✓ 已保存 {time}", time=clock.moment().strftime("%H:%M")))
        self._show_later(act)

    def _show_later(self, act: Act) -> None:
        """Show which later months a correction changed, and which finalised returns it may concern."""
        office = self.session.office
        returns = versions.finalised_after(office.db.conn, office.packs, act.forms, act.period)
        parts = [tr("△ {months}也随之改变", months=months_title(act.later))] if act.later else []
        if returns:
            names = tr("、").join(tr("{period}第 {version} 版", period=period_title(period), version=n) for period, n in returns[:NAMED])
            more = tr("等 {n} 件", n=len(returns)) if len(returns) > NAMED else ""
            parts.append(tr("△ 已定稿的{names}要重新定稿", names=names + more))
        self.later.setText("　".join(parts))
        self.later.setToolTip(self.later.text())
        self.later.setVisible(bool(parts))

    def _on_failed(self, fault: BaseException) -> None:
        self.problems.setText(tr("审核没有完成：{why}", why=sentence(fault) if isinstance(fault, Exception) else str(fault)))
        self.problems.setVisible(True)


def program_version() -> str:
    """v0.1.0, as installed."""
    try:
        return "v" + version("taizhang")
    except PackageNotFoundError:
        return "v0"
