"""The time line at the left of 报送: the draft, each version and its events; choosing one shows its paper."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from db.office.log import Event
from db.returns.versions import Version
from db.values.dates import show_moment
from desktop.widgets import look
from desktop.widgets.scrolled import Scrolled
from desktop.words.i18n import tr


class Timeline(QFrame):
    """`chosen(version)`: 0 is the draft."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setProperty("kind", "card")
        self.buttons: dict[int, QPushButton] = {}
        self._body = QVBoxLayout()
        self._body.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
        self._body.setSpacing(look.px(2))
        holder = QWidget()
        holder.setProperty("kind", "sheet")
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._body)
        outer.addStretch(1)
        area = Scrolled(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(area)

    def show_moments(self, settled: bool, versions: Sequence[Version], events: Sequence[Event], shown: int) -> None:
        """Redraw, newest first, with the draft on top unless the newest version is `settled`; `shown` is the version in the preview."""
        while (item := self._body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        if not settled:
            due_changes = [_happened(event) for event in reversed(events) if event.kind == "due_moved"]
            self._entry(0, "circle", tr("草稿"), [tr("现在的内容，还没有定稿"), *due_changes], shown)
        for version in versions:
            lines = [f"{version.at[:16].replace('T', ' ')}  {version.who}"]
            lines += [tr("零报：{reason}", reason=version.nil)] if version.nil else []
            lines += [tr("更正原因：{reason}", reason=version.reason)] if version.reason else []
            lines += [happened for event in reversed(events) if event.version == version.version and (happened := _happened(event))]
            self._entry(version.version, "circle-check", tr("定稿 第 {version} 版", version=version.version), lines, shown)

    def _entry(self, version: int, icon: str, title: str, lines: list[str], shown: int) -> None:
        button = QPushButton(look.icon(icon, "good" if version else "quiet"), title)
        button.setObjectName(f"version_{version}")
        button.setProperty("kind", "link")
        button.setCheckable(True)
        button.setChecked(version == shown)
        weight = "font-weight: 500; " if version == shown else ""
        ink = look.COLOURS["accent" if version == shown else "ink"]
        button.setStyleSheet(f"{weight}text-align: left; color: {ink};")
        button.clicked.connect(lambda: self.chosen.emit(version))
        self.buttons[version] = button
        self._body.addWidget(button)
        for text in lines:
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("kind", "caption")
            label.setWordWrap(True)
            label.setContentsMargins(look.px(30), 0, look.px(4), 0)
            self._body.addWidget(label)
        gap = QWidget()
        gap.setFixedHeight(look.px(8))
        self._body.addWidget(gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the versions."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        order = list(self.buttons)
        at = next((n for n, version in enumerate(order) if self.buttons[version].hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        self.buttons[order[min(max(at + step, 0), len(order) - 1)]].setFocus()


def _happened(event: Event) -> str:
    """An event in words; 定稿 itself is the entry's title."""
    moment = show_moment(event.at)
    if event.kind == "handed":
        return tr("✓ 已报 {moment}", moment=moment)
    if event.kind == "printed":
        return tr("已打印 {moment}", moment=moment)
    if event.kind == "exported":
        return tr("已导出 {moment}", moment=moment)
    if event.kind == "due_moved":
        return (
            tr("时限改为 {detail}（{who}）", detail=event.detail, who=event.who)
            if event.detail
            else tr("时限恢复按规定（{who}）", who=event.who)
        )
    return ""
