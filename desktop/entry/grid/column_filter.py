"""The filter of one column: sort it, or show only rows that contain a text, equal it, or are empty."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.entry.models.face import RowFilter
from desktop.widgets import look
from desktop.words.i18n import tr

HOLDS, EQUALS, IS_EMPTY = "holds", "equals", "empty"


class FilterBox(QFrame):
    """`chosen(choice)` when a filter was chosen; the box closes by itself, and after a key the focus returns to `home`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, home: QWidget, field: str, title: str, choice: RowFilter) -> None:
        super().__init__(parent)
        self.setObjectName("filter-box")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]
        self._home, self._field, self._choice = home, field, choice
        self.conditions = QButtonGroup(self)
        self.text = QLineEdit()
        self.text.setObjectName("filter-text")
        self.text.setAccessibleName(tr("筛选 {title}", title=title))
        self.text.setPlaceholderText(tr("文字或数"))
        self.text.returnPressed.connect(self.apply)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(12))
        box.setSpacing(look.px(8))
        head = QLabel(title)
        look.mark(head, "heading")
        box.addWidget(head)
        box.addLayout(self._order_buttons())
        box.addLayout(self._condition_buttons(choice.filters.get(field, "")))
        box.addWidget(self.text)
        box.addLayout(self._buttons())
        self.setStyleSheet(f"QFrame#filter-box {{ background: {look.COLOURS['sheet']}; border: 1px solid {look.COLOURS['edge']}; }}")

    def open(self, at: QPoint) -> None:
        """Open under a column's head, ready to type."""
        self.adjustSize()
        self.move(max(min(at.x(), self.window().width() - self.width()), 0), at.y())
        self.show()
        self.raise_()
        self.text.setFocus()
        self.text.selectAll()

    def _order_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, text, order in (
            ("sort-up", tr("升序"), ((self._field, False),)),
            ("sort-down", tr("降序"), ((self._field, True),)),
            ("sort-none", tr("原顺序"), ()),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.clicked.connect(
                lambda _=False, order=order: self._done(RowFilter(self._choice.search, self._choice.filters, order, self._choice.changed))
            )
            row.addWidget(button)
        return row

    def _condition_buttons(self, filter_text: str) -> QHBoxLayout:
        current = IS_EMPTY if filter_text == "=" else EQUALS if filter_text.startswith("=") else HOLDS
        self.text.setText(filter_text.removeprefix("="))
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        for name, text in ((HOLDS, tr("包含")), (EQUALS, tr("等于")), (IS_EMPTY, tr("为空"))):
            radio = QRadioButton(text)
            radio.setObjectName(f"filter-{name}")
            radio.setChecked(name == current)
            radio.toggled.connect(lambda on, name=name: self.text.setEnabled(name != IS_EMPTY) if on else None)
            self.conditions.addButton(radio)
            row.addWidget(radio)
        row.addStretch(1)
        self.text.setEnabled(current != IS_EMPTY)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        clear = QPushButton(tr("清除筛选"))
        clear.setObjectName("filter-clear")
        clear.setEnabled(self._field in self._choice.filters)
        clear.clicked.connect(lambda: self._done(self._choice.filtered(self._field, "")))
        use = QPushButton(tr("筛选"))
        use.setObjectName("filter-apply")
        look.mark(use, "main")
        use.clicked.connect(self.apply)
        row.addWidget(clear)
        row.addStretch(1)
        row.addWidget(use)
        return row

    def apply(self) -> None:
        """Filter as chosen."""
        way = self.conditions.checkedButton().objectName().removeprefix("filter-")
        text = self.text.text().strip()
        self._done(self._choice.filtered(self._field, "=" if way == IS_EMPTY else f"={text}" if way == EQUALS and text else text))

    def _done(self, choice: RowFilter) -> None:
        self._home.setFocus()  # first: if it were hidden with the focus, Qt would give the focus to some other widget
        self.dismiss()
        self.chosen.emit(choice)

    def dismiss(self) -> None:
        """Hide and delete the box."""
        self.hide()
        self.deleteLater()

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now) and self.isVisible():
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self._home.setFocus()
            self.dismiss()
        else:
            super().keyPressEvent(event)
