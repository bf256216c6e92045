"""The box of the search everywhere, over the top of the window: a line, the hits, and a help line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.search.search import LIMIT, Hit
from desktop.search.hit_finder import HitFinder
from desktop.search.hit_list import HEIGHT, HitList
from desktop.search.search_line import SearchLine
from desktop.widgets import look
from desktop.words.i18n import tr
from desktop.work.session import Session

WIDTH, TOP = 680, 8  # px at 100 %


class SearchBox(QFrame):
    """Emits `chosen(hit)`. It is a child of the window and not a window of its own, so that input methods work as elsewhere."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.hide()
        self.asking = HitFinder(session, self)
        self.field = SearchLine()
        self.setFocusProxy(self.field)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list = HitList()
        self.message, self.count = QLabel(), QLabel()
        self._column = QVBoxLayout(self)
        self._origins: list[QWidget] = []  # the widget that had the focus and its parents: the editor of a cell may be gone
        self._walked = False  # whether the person moved in the list
        self._hasty = False  # Enter was pressed before the search ended
        self._text = ""
        self._lay_out()
        self.field.asked.connect(self._on_text)
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._take)
        self.field.left.connect(self.go_back)
        self.list.chosen.connect(self._go)
        self.asking.answered.connect(self._show)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _lay_out(self) -> None:
        self.message.setObjectName("searchSaid")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        look.mark(self.message, "quiet")
        keys = QLabel(tr("↑ ↓ 选择　Enter 前往　Esc 关闭"))
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(8))
        for label in (self.count, keys):
            look.mark(label, "caption")
            foot.addWidget(label)
        foot.insertStretch(1, 1)
        top = QHBoxLayout()
        top.setContentsMargins(look.px(12), look.px(12), look.px(12), look.px(12))
        top.addWidget(self.field)
        column = self._column
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list)
        column.addWidget(self.message)
        column.addLayout(foot)
        sheet, edge = look.COLOURS["sheet"], look.COLOURS["edge"]
        self.setStyleSheet(
            f"QFrame#searchBox {{ background: {sheet}; border: 1px solid {edge}; border-radius: {look.px(6)}px; }}"
            " QLineEdit QToolButton { min-height: 0; padding: 0; border: none; }"  # the icons inside the line
        )

    # --- opening and closing

    def open(self) -> None:
        """Open with the last text selected."""
        now = QApplication.focusWidget()
        if now is not None and not self.isAncestorOf(now):
            self._origins = list(_chain(now))
        self.asking.prepare()
        self.field.selectAll()
        self._on_text(self.field.text())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_back(self) -> None:
        """Close; the focus returns to where it was."""
        origins, self._origins = self._origins, []
        for origin in origins:
            if isValid(origin) and origin.isVisible() and origin.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                origin.setFocus(Qt.FocusReason.OtherFocusReason)
                break
        self._leave()

    def stop(self) -> None:
        """Stop searching."""
        self._hasty = False
        self.asking.stop()

    def place(self) -> None:
        """Place the box centred below the top bar, as high as its content."""
        room = self.window().rect().adjusted(look.px(16), look.px(48 + TOP), -look.px(16), -look.px(TOP))
        self.list.setVisible(self.list.count() > 0)
        self.message.setVisible(not self.list.count())
        self.list.setFixedHeight(self.list.fitting())
        wide = min(look.px(WIDTH), room.width())
        self.setFixedWidth(wide)
        self.message.setFixedHeight(self.message.heightForWidth(wide - 2))
        over = self._column.totalSizeHint().height() - room.height()
        if over > 0:
            self.list.setFixedHeight(max(self.list.fitting() - over, look.px(HEIGHT)))
        self.setFixedHeight(self._column.totalSizeHint().height())
        self.move(room.left() + (room.width() - wide) // 2, room.top())

    def _leave(self) -> None:
        self.stop()
        self.hide()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and now is not None and now is not self and not self.isAncestorOf(now):
            self._leave()

    # --- hits

    def _on_text(self, text: str) -> None:
        self._walked = self._hasty = False
        self._text = text.strip()
        self.asking.ask(text)

    def _show(self, hits: list[Hit]) -> None:
        self.list.show_hits(hits if self._text else [], self._walked)
        self.message.setText(self._words())
        quiet = not self._text or (self.field.composing and not hits)
        self.count.setText("" if quiet else self._count(len(hits)))
        self.place()
        if self._hasty and not self.asking.busy:
            self._hasty = False
            self._take()

    def _words(self) -> str:
        if not self._text:
            return tr(
                "按名称的任何一段，或拼音，如 laojiuxq、ljxq 找“老旧小区”；几个词用空格隔开。台账里的行按名称找，个人信息不参加查找。"
            )
        if self.field.composing:  # the text is not complete yet
            return tr("正在输入…")
        if self.asking.busy:
            return tr("正在查找…")
        return tr("没有找到“{text}”。换一个词，或只写其中几个字。", text=self._text)

    def _count(self, count: int) -> str:
        if self.asking.busy:
            return tr("正在查找台账…")
        return tr("只列出前 {n} 条，多写几个字可缩小范围", n=LIMIT) if count >= LIMIT else tr("{n} 条", n=count)

    def _step(self, steps: int) -> None:
        self._walked = True
        self.list.step(steps)

    def _take(self) -> None:
        """Go to the current hit; wait for the search to end if the person has not moved in the list."""
        if self._text and self.asking.busy and not self._walked:
            self._hasty = True
        elif self.list.hit is not None:
            self._go(self.list.hit)

    def _go(self, hit: Hit) -> None:
        self._origins = []
        self._leave()
        self.chosen.emit(hit)


def _chain(widget: QWidget | None) -> Iterator[QWidget]:
    """Yield a widget and its parents."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
